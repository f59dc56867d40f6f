"""Medication lists as systems write them: text, CSV, JSON, JSON Lines, FHIR R4, to entries."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from io import StringIO
from pathlib import Path
from typing import Any

from .errors import UsageError
from .model import Record
from .names import key, printable

LARGEST = 200_000_000
"""Bytes; no medication list is near it."""
COLUMNS = ("medication", "medication name", "drug", "drug name", "name", "description", "display", "text")
STATUS_COLUMNS = ("status", "state", "medication status")
STOP_COLUMNS = ("stop", "stopped", "stop date", "date stopped", "end", "end date", "discontinued", "discontinued date")
STOPPED = frozenset(
    "stopped cancelled canceled completed entered-in-error inactive discontinued not-taken ended d/c dc".split()
) | {"not taking"}
YES, NO = frozenset("yes y true 1 x".split()), frozenset("no n false 0".split())


class Entry(Record):
    """One line of a list: its text, codes of known systems, where it stands, whether it is still taken."""

    text: str
    codes: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None
    stopped: bool = False


class Trouble(Record):
    """A part of a list that could not be read; what stood before it is kept."""

    file: str
    line: int | None
    text: str


class MedList(Record):
    """The entries of a list, and the parts that could not be read."""

    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]


def read_file(path: Path, column: str = "") -> MedList:
    """Read a list from a file; raise UsageError if nothing of it can be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"--from {path}: is larger than {LARGEST:,} bytes; no medication list is")
        return read_bytes(path.read_bytes(), str(path), column)
    except OSError as error:
        raise UsageError(f"--from {path}: cannot be read: {error.strerror}") from None


def read_bytes(data: bytes, file: str, column: str = "") -> MedList:
    """Read a list from bytes; the kind is told from the content."""
    text, troubles = _decoded(data, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stripped = text.lstrip()
    if not stripped:
        raise UsageError(f"--from {file}: is empty; write one medication a line")
    if stripped[0] in "{[":
        entries, more = _json(text, file)
    elif column or _header(text):
        entries, more = _csv(text, file, column)
    else:
        entries, more = list(_text(text, file)), []
    if not entries and not more:
        raise UsageError(f"--from {file}: holds no medication; write one a line")
    return MedList(entries=tuple(entries), troubles=(*troubles, *more))


def _decoded(data: bytes, file: str) -> tuple[str, list[Trouble]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    if b"\0" in data:
        raise UsageError(f"--from {file}: is binary, not text; export it as text, CSV or JSON")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = "is not UTF-8; read as Latin-1, so letters with accents may be wrong"
        return data.decode("latin-1"), [Trouble(file=file, line=None, text=note)]


def _text(text: str, file: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        # A comment stands apart; `Tylenol #3` and `Tylenol # 3` hold none.
        content = re.sub(r"(^|\s)#(\s(?!\s*\d).*|$)|^\s*#.*", "", line).strip().lstrip("-*•").strip()
        if content:
            yield Entry(text=content, file=file, line=number)


def _header(text: str) -> bool:
    try:
        first = next(csv.reader(StringIO(text.lstrip().split("\n", 1)[0])), [])
    except csv.Error:
        return False
    return len(first) > 1 and any(key(c) in COLUMNS for c in first)


def _csv(text: str, file: str, column: str) -> tuple[list[Entry], list[Trouble]]:
    reader = csv.DictReader(StringIO(text.lstrip("\r\n")))
    blank = text[: len(text) - len(text.lstrip("\r\n"))].count("\n")
    try:
        names = {key(c): c for c in reader.fieldnames or () if c}
    except csv.Error as error:
        raise UsageError(f"--from {file}: its header is not CSV: {error}") from None
    wanted = [key(column)] if column else COLUMNS
    named = next((names[w] for w in wanted if w in names), None)
    if named is None:
        raise UsageError(f"--from {file}: has no column {column or ' or '.join(COLUMNS)}; columns: {', '.join(names)}")
    entries: list[Entry] = []
    troubles: list[Trouble] = []
    try:
        for row in reader:
            text_of = (row.get(named) or "").strip()
            if None in row:
                note = "has more cells than the header; a name with a comma needs quotes"
                troubles.append(Trouble(file=file, line=reader.line_num + blank, text=note))
            if text_of:
                stopped = _stopped(row, names)
                entries.append(Entry(text=text_of, file=file, line=reader.line_num + blank, stopped=stopped))
            elif any(str(v or "").strip() for v in row.values()):
                troubles.append(Trouble(file=file, line=reader.line_num + blank, text=f"has nothing in the column {named}"))
    except csv.Error as error:
        troubles.append(Trouble(file=file, line=reader.line_num + blank, text=f"is not CSV from here on: {error}"))
    return entries, troubles


def _stopped(row: dict[str, Any], names: dict[str, str]) -> bool:
    """Say whether an entry is no longer taken; what cannot be read so is taken, for a drug left out is never checked."""

    def cells(columns: tuple[str, ...]) -> list[str]:
        return [str(row.get(names[c]) or "").strip().casefold() for c in columns if c in names]

    ended = any(cell in YES | STOPPED or past(cell) for cell in cells(STOP_COLUMNS))
    states = cells(STATUS_COLUMNS)
    return (
        ended
        or any(s in STOPPED or s.startswith(("stopped", "discontinued")) for s in states)
        or any(cell in NO for cell in cells(("active",)))
    )


def past(text: str) -> bool:
    """Say whether a cell is a date or year that has gone by."""
    try:
        return Date.fromisoformat(text[:10]) < Date.today()
    except ValueError:
        return bool(re.fullmatch(r"(19|20)[0-9]{2}", text)) and int(text) < Date.today().year


def _json(text: str, file: str) -> tuple[list[Entry], list[Trouble]]:
    lines = text.splitlines()
    try:
        return list(_items(json.loads(text), file, None)), []
    except json.JSONDecodeError as error:
        if len([line for line in lines if line.strip()]) < 2 or not _whole(lines[0]):
            place = f"line {error.lineno}, column {error.colno}"
            raise UsageError(f"--from {file}: is not JSON: {error.msg} at {place}") from None
    except RecursionError:
        raise UsageError(f"--from {file}: is nested too deeply to be a medication list") from None
    except ValueError as error:
        raise UsageError(f"--from {file}: cannot be read as JSON: {printable(str(error), 80)}") from None
    return _json_lines(lines, file)


def _whole(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _json_lines(lines: Sequence[str], file: str) -> tuple[list[Entry], list[Trouble]]:
    entries: list[Entry] = []
    troubles: list[Trouble] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries += _items(json.loads(line), file, number)
            except UsageError as error:
                troubles.append(Trouble(file=file, line=number, text=str(error)))
            except (ValueError, RecursionError) as error:
                text = f"is not JSON: {getattr(error, 'msg', 'nested too deeply')}: {printable(line.strip(), 40)}"
                troubles.append(Trouble(file=file, line=number, text=text))
    return entries, troubles


def _items(value: Any, file: str, line: int | None) -> Iterator[Entry]:
    if isinstance(value, str):
        if value.strip():
            yield Entry(text=value.strip(), file=file, line=line)
    elif isinstance(value, list):
        for i, item in enumerate(value, 1):
            try:
                yield from list(_items(item, file, line or i))
            except UsageError:
                if len(value) == 1:
                    raise
                # One item that is no medication must not take the others with it; it stays on the list as unread.
                yield Entry(text=printable(json.dumps(item), 60), file=file, line=line or i)
    elif isinstance(value, dict) and "resourceType" in value:
        from .fhir import entries

        yield from entries(value, file, line)
    elif isinstance(value, dict):
        yield _named(value, file, line)
    else:
        raise UsageError(f"--from {file}: {printable(repr(value), 40)} is no medication; use text or an object with a name")


def _named(value: dict[str, Any], file: str, line: int | None) -> Entry:
    names = {key(k): k for k in value}
    text = next((value[names[c]] for c in COLUMNS if c in names and isinstance(value[names[c]], str)), None)
    if text is None:
        raise UsageError(f"--from {file}: an object has none of the keys {', '.join(COLUMNS)}; keys: {', '.join(value)[:80]}")
    row = {k: str(v).lower() if isinstance(v, bool | int) else v if isinstance(v, str) else "" for k, v in value.items()}
    codes = tuple(str(value[names[c]]) for c in ("rxcui", "unii") if c in names)
    return Entry(text=text, codes=codes, file=file, line=line, stopped=_stopped(row, names))
