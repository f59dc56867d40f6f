"""Parsed TOML kept between runs: reading a record's TOML costs eight times as much as reading this.

A cache file holds nothing that the data files do not; it is used only while their size and time of
change are the same, and everything works without it.
"""

import marshal
import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

FORMAT = (2, sys.version_info[:2])


def directory() -> Path | None:
    """Return where the cache stands: MEDCOMPARE_CACHE (empty: none), or the user's cache directory."""
    chosen = os.environ.get("MEDCOMPARE_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base, "medcompare") if os.path.isabs(base) else None  # noqa: PTH117


def stamp(path: Path) -> tuple[str, int, int, int]:
    """Return what changes when a file changes."""
    about = os.stat(path)  # noqa: PTH116
    # The time of change of the entry cannot be set back, unlike that of the content.
    return os.fspath(path), about.st_mtime_ns, about.st_ctime_ns, about.st_size


def remember(kind: str, path: Path, make: Callable[[], Any]) -> Any:
    """Return what `make` makes from a file, from the cache where it is still true of it; `kind` names what is made."""
    folder = directory()
    try:
        key = (FORMAT, kind, stamp(path))
    except OSError:
        return make()  # it says what is wrong with the file
    if folder is None:
        return make()
    file = folder / f"{kind}-{_name(path)}.cache"
    try:
        data = file.read_bytes()
        known, value = marshal.loads(data[4:]) if data[:4] == _checksum(data[4:]) else (None, None)
        if known == key:
            return value
    except (OSError, ValueError, EOFError, TypeError):
        pass  # no cache yet, or one of another version
    value = make()
    _keep(file, key, value)
    return value


def pack(value: Any) -> bytes:
    """Fold a parsed table up, so that it is only unfolded if it is asked for."""
    return marshal.dumps(_portable(value))


unpack = marshal.loads


def _checksum(data: bytes) -> bytes:
    from zlib import crc32

    return crc32(data).to_bytes(4, "big")


def _name(path: Path) -> str:
    from zlib import crc32

    return f"{path.stem}-{crc32(os.fspath(path).encode()):08x}"


def _keep(file: Path, key: Any, value: Any) -> None:
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = marshal.dumps((key, _portable(value)))
        part.write_bytes(_checksum(data) + data)
        part.replace(file)
    except (OSError, ValueError):
        return  # a read-only or full disk must not stop an answer


def _portable(value: Any) -> Any:
    # Marshal holds neither Decimal nor date. They travel as bytes and tuples, which TOML does not have.
    if isinstance(value, dict):
        return {k: _portable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_portable(v) for v in value]
    if isinstance(value, Decimal):
        return str(value).encode()
    return (value.year, value.month, value.day) if type(value) is date else value
