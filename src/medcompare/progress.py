"""A progress bar on standard error, for long reading at a terminal; nothing anywhere else."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
LARGE = 20_000_000
"""Bytes; below that a file is read before a bar could be seen."""
EVERY = 2_000


@contextmanager
def progress(path: Path, what: str) -> Iterator[Callable[[Iterable[T]], Iterator[T]]]:
    """Give a function that counts what passes through it, on a line of its own if someone watches."""
    watched = sys.stderr.isatty() and path.exists() and (path.is_dir() or path.stat().st_size > LARGE)

    def counted(items: Iterable[T]) -> Iterator[T]:
        for n, item in enumerate(items, 1):
            if watched and n % EVERY == 0:
                sys.stderr.write(f"\r{what}: {n:,} read")
                sys.stderr.flush()
            yield item

    try:
        yield counted
    finally:
        if watched:
            sys.stderr.write("\r\x1b[K")
