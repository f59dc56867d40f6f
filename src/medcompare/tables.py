"""Data files: read once, kept between runs, decoded entry by entry when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import cache
from .decode import decode, parse_toml
from .errors import DataError
from .model import Record

LARGEST_FILE = 5_000_000
"""Bytes; no data file is near it, so a larger one is refused instead of read."""


class Lazy(Mapping[str, Any]):
    """Tables of a file by id, each unfolded and decoded when it is first asked for."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.tables: dict[str, tuple[Path, bytes]] = {}
        self.read: dict[str, Any] = {}

    def __getitem__(self, id: str) -> Any:
        if id not in self.read:
            path, table = self.tables[id]
            self.read[id] = decode(self.kind, cache.unpack(table), path, id)
        return self.read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, id: object) -> bool:
        return id in self.tables


class Listed(Record):
    """The tables of a list, folded up, with the places of those that name a drug or group in some field."""

    path: Path
    name: str
    tables: list[bytes]
    places: dict[str, dict[str, list[int]]]

    def naming(self, field: str, names: Iterable[str]) -> set[int]:
        """Return the places of the tables that name one of some drugs or groups; a broken table is always among them."""
        known = self.places[field]
        return {i for name in ("", *names) for i in known.get(name, ())}

    def decode(self, kind: type[Record], place: int) -> Any:
        """Unfold and decode one table."""
        return decode(kind, cache.unpack(self.tables[place]), self.path, f"{self.name}[{place}]")


def read_table(path: Path) -> dict[str, Any]:
    """Parse a data file, or take it from the cache while it has not changed."""
    return cache.remember("table", path, lambda: parse_toml(read_bytes(path), path))


def read_entries(path: Path) -> dict[str, bytes]:
    """Parse a data file of tables by id, each folded up."""

    def make() -> dict[str, bytes]:
        return {id: cache.pack(table) for id, table in parse_toml(read_bytes(path), path).items()}

    return cache.remember("entries", path, make)


def read_listed(path: Path, name: str, *fields: str) -> Listed:
    """Parse a data file that holds one list; `fields` are those in which its tables name drugs and groups."""

    def make() -> list[Any]:
        tables = _only_list(parse_toml(read_bytes(path), path), name, path)
        places: dict[str, dict[str, list[int]]] = {field: {} for field in fields}
        for i, table in enumerate(tables):
            for field in fields:
                for named in _named(table, field):
                    places[field].setdefault(named, []).append(i)
        return [[cache.pack(table) for table in tables], places]

    tables, places = cache.remember(f"list-{'-'.join(fields)}", path, make)
    return Listed(path=path, name=name, tables=tables, places=places)


def _named(table: Any, field: str) -> list[str]:
    # A table that is not well-formed is kept under no name, so that decoding it reports what is wrong.
    named = table.get(field) if isinstance(table, dict) else None
    return [n for n in named if isinstance(n, str)] if isinstance(named, list) else [""]


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


def _only_list(table: dict[str, Any], name: str, path: Path) -> list[Any]:
    """Return the one list that may stand in a file; raise DataError for anything else in it."""
    for other in table.keys() - {name}:
        raise DataError(path, other, f"is unknown here; only [[{name}]] may stand in this file")
    entries = table.get(name, [])
    if not isinstance(entries, list):
        raise DataError(path, name, f"must be a list: [[{name}]]")
    return entries
