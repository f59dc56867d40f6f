"""Data files: read once, kept between runs, unfolded entry by entry when asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import cache
from .errors import DataError
from .folding import fold, unfold
from .model import Record

LARGEST_FILE = 5_000_000
"""Bytes; no data file is near it, so a larger one is refused instead of read."""

BROKEN = b""
"""Stands for a table that could not be decoded; it is decoded again, to say what is wrong, when somebody asks for it."""


class Lazy(Mapping[str, Any]):
    """Tables of some files by id, each unfolded when it is first asked for."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.tables: dict[str, bytes] = {}
        self.paths: dict[str, Path] = {}
        self.first = Path()
        self.read: dict[str, Any] = {}

    def add(self, path: Path) -> None:
        """Add a file of tables by id; raise DataError for an id that another file has."""
        tables = read_entries(self.kind, path)
        for id in tables.keys() & self.tables.keys():
            raise DataError(path, id, "stands in another data directory already")
        if self.tables:
            self.tables = {**self.tables, **tables}
            self.paths |= dict.fromkeys(tables, path)
        else:
            self.tables, self.first = tables, path  # the bundled file, mostly the only one: nothing is copied

    def __getitem__(self, id: str) -> Any:
        if id not in self.read:
            self.read[id] = _unpacked(self.kind, self.tables[id]) or self._broken(id)
        return self.read[id]

    def _broken(self, id: str) -> Any:
        path = self.paths.get(id, self.first)
        return _decode(self.kind, read_toml(path)[id], path, id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, id: object) -> bool:
        return id in self.tables


class Listed:
    """The tables of one list over some files, folded up, with those that name a drug or group in some field."""

    def __init__(self, kind: type[Record], name: str, paths: Sequence[Path], fields: Sequence[str]) -> None:
        self.kind, self.name, self.paths = kind, name, paths
        found = read_listed(kind, name, paths, fields) if paths else ([], [], {field: {} for field in fields})
        self.tables: list[bytes] = found[0]
        self.spots: list[tuple[int, int]] = found[1]
        self.naming_in: dict[str, dict[str, list[int]]] = found[2]
        self.read: dict[int, Any] = {}

    def naming(self, field: str, names: Iterable[str]) -> set[int]:
        """Return the numbers of the tables that name one of some drugs or groups; a broken table is always among them."""
        known = self.naming_in[field]
        return {i for name in ("", *names) for i in known.get(name, ())}

    def path(self, number: int) -> Path:
        """Return the file that a table stands in."""
        return self.paths[self.spots[number][0]]

    def __getitem__(self, number: int) -> Any:
        """Unfold one table."""
        if number not in self.read:
            self.read[number] = _unpacked(self.kind, self.tables[number]) or self._broken(number)
        return self.read[number]

    def _broken(self, number: int) -> Any:
        path, place = self.path(number), self.spots[number][1]
        return _decode(self.kind, read_toml(path)[self.name][place], path, f"{self.name}[{place}]")

    def __iter__(self) -> Iterator[Any]:
        return (self[number] for number in range(len(self.tables)))


def read_record(kind: type[Record], path: Path) -> Any:
    """Read a file that is one record."""
    return unfold(kind, cache.remember("record", [path], lambda: fold(_decode(kind, read_toml(path), path))))


def read_entries(kind: type[Record], path: Path) -> dict[str, bytes]:
    """Read a file of tables by id, each folded up."""

    def make() -> dict[str, bytes]:
        return {id: _packed(kind, table, path) for id, table in read_toml(path).items()}

    tables: dict[str, bytes] = cache.remember("entries", [path], make)
    return tables


def read_listed(kind: type[Record], name: str, paths: Sequence[Path], fields: Sequence[str]) -> Any:
    """Read files that hold one list each: the tables folded up, the file and place of each, and those that name something."""

    def make() -> tuple[list[bytes], list[tuple[int, int]], dict[str, dict[str, list[int]]]]:
        found = [(spot, path, table) for n, path in enumerate(paths) for spot, table in _numbered(n, path, name)]
        naming: dict[str, dict[str, list[int]]] = {field: {} for field in fields}
        for number, (_, _, table) in enumerate(found):
            for field in fields:
                for named in _named(table, field):
                    naming[field].setdefault(named, []).append(number)
        return [_packed(kind, table, path) for _, path, table in found], [spot for spot, _, _ in found], naming

    return cache.remember(name, paths, make)


def _numbered(number: int, path: Path, name: str) -> Iterator[tuple[tuple[int, int], Any]]:
    return (((number, place), table) for place, table in enumerate(_only_list(read_toml(path), name, path)))


def _packed(kind: type[Record], table: Any, path: Path) -> bytes:
    try:
        return cache.pack(fold(_decode(kind, table, path)))
    except DataError:
        return BROKEN


def _unpacked(kind: type[Record], table: bytes) -> Any:
    return unfold(kind, cache.unpack(table)) if table else None


def _named(table: Any, field: str) -> list[str]:
    # A table that is not well-formed is kept under no name, so that decoding it reports what is wrong.
    named = table.get(field) if isinstance(table, dict) else None
    return [n for n in named if isinstance(n, str)] if isinstance(named, list) else [""]


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a data file."""
    from .decode import parse_toml

    return parse_toml(read_bytes(path), path)


def _decode(kind: type[Record], table: Any, path: Path, where: str = "") -> Any:
    from .decode import decode  # not needed while the cache is good

    return decode(kind, table, path, where)


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
