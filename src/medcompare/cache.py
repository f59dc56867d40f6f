"""What was read from data files, kept between runs: reading a record's TOML costs eight times as much as reading this.

A cache file holds nothing that the data files do not; it is used only while their size and time of
change are the same, and everything works without it.
"""

import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

FORMAT = (3, sys.version_info[:2])

pack, unpack = marshal.dumps, marshal.loads


def directory() -> Path | None:
    """Return where the cache stands: MEDCOMPARE_CACHE (empty: none), or the user's cache directory."""
    chosen = os.environ.get("MEDCOMPARE_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base, "medcompare") if os.path.isabs(base) else None  # noqa: PTH117


def stamp(path: str) -> tuple[str, int, int, int]:
    """Return what changes when a file changes."""
    about = os.stat(path)  # noqa: PTH116
    # The time of change of the entry cannot be set back, unlike that of the content.
    return path, about.st_mtime_ns, about.st_ctime_ns, about.st_size


def remember(kind: str, paths: Sequence[Path | str], make: Callable[[], Any]) -> Any:
    """Return what `make` makes from some files, from the cache where it is still true of them; `kind` names what is made.

    What makes it counts too, types and keys of names: after a change of them nothing of before is believed.
    """
    folder = directory()
    names = [os.fspath(path) for path in paths]
    try:
        key = (FORMAT, kind, _made_by(), *map(stamp, names))
    except OSError:
        return make()  # it says what is wrong with the file
    if folder is None:
        return make()
    file = os.path.join(folder, f"{kind}-{_name(names)}.cache")
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            data = memoryview(opened.read())
        known, value = unpack(data[4:]) if data[:4] == _checksum(data[4:]) else (None, None)
        if known == key:
            return value
    except (OSError, ValueError, EOFError, TypeError):
        pass  # no cache yet, or one of another version
    value = make()
    _keep(Path(file), key, value)
    return value


@lru_cache
def _made_by() -> tuple[Any, ...]:
    folder = os.path.dirname(__file__)  # noqa: PTH120
    return tuple(stamp(os.path.join(folder, f"{module}.py")) for module in ("model", "names", "library"))


def _checksum(data: bytes | memoryview) -> bytes:
    from zlib import crc32

    return crc32(data).to_bytes(4, "big")


def _name(names: Sequence[str]) -> str:
    from zlib import crc32

    stem = os.path.basename(names[0]).removesuffix(".toml") if len(names) == 1 else "all"
    return f"{stem}-{crc32(os.pathsep.join(names).encode()):08x}"


def _keep(file: Path, key: Any, value: Any) -> None:
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = pack((key, value))
        part.write_bytes(_checksum(data) + data)
        part.replace(file)
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            part.unlink()
        return  # a read-only or full disk must not stop an answer
