"""Data files: read once, kept between runs, decoded entry by entry when asked for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import cache
from .decode import decode, parse_toml
from .errors import DataError
from .model import Record

LARGEST_FILE = 5_000_000
"""Bytes; no data file is near it, so a larger one is refused instead of read."""


class Lazy(Mapping[str, Any]):
    """Tables of a file by id, each decoded when it is first asked for."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.tables: dict[str, tuple[Path, Any]] = {}
        self.read: dict[str, Any] = {}

    def __getitem__(self, id: str) -> Any:
        if id not in self.read:
            path, table = self.tables[id]
            self.read[id] = decode(self.kind, table, path, id)
        return self.read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, id: object) -> bool:
        return id in self.tables


def read_table(path: Path) -> dict[str, Any]:
    """Parse a data file, or take it from the cache while it has not changed."""
    try:
        stamp = cache.stamp(path)
    except OSError:
        stamp = None  # read_bytes says what is wrong with it
    return cache.remember((stamp,), lambda: parse_toml(read_bytes(path), path)) if stamp else parse_toml(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Read a data file; raise DataError for a folder, a link loop, a file of the wrong size or without permission."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DataError(path, "", f"is larger than {LARGEST_FILE:,} bytes; no data file is")
        if not path.is_file():
            raise DataError(path, "", "is not a regular file")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise DataError(path, "", f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def only_list(table: dict[str, Any], name: str, path: Path) -> list[Any]:
    """Return the one list that may stand in a file; raise DataError for anything else in it."""
    for other in table.keys() - {name}:
        raise DataError(path, other, f"is unknown here; only [[{name}]] may stand in this file")
    entries = table.get(name, [])
    if not isinstance(entries, list):
        raise DataError(path, name, f"must be a list: [[{name}]]")
    return entries
