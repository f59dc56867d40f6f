"""TOML in, frozen records out, or an error with file, path in the file, and reason."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from .errors import DataError
from .model import Record

MOST_DIGITS = 15
"""A number of more digits would lose some in JSON."""

Problem = tuple[str, str]
"""A path in the file, and what is wrong there."""

Reader = Callable[[Any, list[Problem]], Any]


def parse_toml(data: bytes, file: object) -> dict[str, Any]:
    """Parse TOML bytes with exact decimals; raise DataError with the line where it breaks."""
    import tomli  # 3 ms, not needed while the cache is good

    try:
        return tomli.loads(data.decode("utf-8-sig"), parse_float=_decimal)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(file, f"line {line}", "is not UTF-8 text; save the file as UTF-8") from None
    except tomli.TOMLDecodeError as error:
        lineno = getattr(error, "lineno", None)  # only newer versions of tomli say it
        raise DataError(file, f"line {lineno}" if lineno else "", f"is not valid TOML: {error}") from None
    except (InvalidOperation, RecursionError, ValueError) as error:
        raise DataError(file, "", f"cannot be read as TOML: {error or 'number out of range'}") from None


def decode(kind: type[Record], table: Any, file: object, path: str = "") -> Any:
    """Build a `kind` from a TOML table; raise DataError for the first problem."""
    problems: list[Problem] = []
    record = read(kind, table, problems)
    for where, reason in problems:
        raise DataError(file, joined(path, where), reason)
    return record


def read(kind: type[Record], table: Any, problems: list[Problem]) -> Any:
    """Build a `kind` from a table, adding every problem to the list."""
    return _reader(kind)(table, problems)


def joined(path: str, rest: str) -> str:
    """Join two parts of a path: `regimens[2]` and `start.low`."""
    return f"{path}.{rest}" if path and rest and not rest.startswith("[") else path + rest


def _decimal(text: str) -> Decimal:
    number = Decimal(text.replace("_", ""))
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        raise ValueError(f"{text} is not a number that a record can hold")
    return number


_readers: dict[Any, Reader] = {}


def _reader(hint: Any) -> Reader:
    if hint not in _readers:
        _readers[hint] = _make_reader(hint)
    return _readers[hint]


def _make_reader(hint: Any) -> Reader:
    if isinstance(hint, type) and issubclass(hint, Record):
        return _record_reader(hint)
    origin = get_origin(hint)
    if origin is tuple:
        return _list_reader(_reader(get_args(hint)[0]))
    if origin is Literal:
        return _choice_reader(get_args(hint))
    if origin in (UnionType, Union):
        return _reader(next(a for a in get_args(hint) if a is not type(None)))
    return _read_decimal if hint is Decimal else _plain_reader(hint)


def _plain_reader(hint: type) -> Reader:
    wanted = {str: "text", int: "a whole number", bool: "true or false", date: "a date such as 2024-10-31"}[hint]

    def read_plain(value: Any, problems: list[Problem]) -> Any:
        if type(value) is not hint:
            problems.append(("", f"must be {wanted}, not {value!r}"))
        elif isinstance(value, str) and value.isspace():
            problems.append(("", "is blank text; leave the key out instead"))
        return value

    return read_plain


def _read_decimal(value: Any, problems: list[Problem]) -> Any:
    if type(value) is int:
        if abs(value) >= 10**MOST_DIGITS:
            problems.append(("", f"{value} is not a number that a record can hold"))
        return Decimal(value)
    if type(value) is not Decimal:
        problems.append(("", f"must be a number, not {value!r}"))
    return value


def _choice_reader(choices: tuple[str, ...]) -> Reader:
    def read_choice(value: Any, problems: list[Problem]) -> Any:
        if value not in choices:
            problems.append(("", f"must be one of {', '.join(c or repr(c) for c in choices)}, not {value!r}"))
        return value

    return read_choice


def _list_reader(item: Reader) -> Reader:
    def read_list(value: Any, problems: list[Problem]) -> Any:
        if type(value) is not list:
            problems.append(("", f"must be a list, not {value!r}"))
            return ()
        read = []
        for i, entry in enumerate(value):
            before = len(problems)
            read.append(item(entry, problems))
            if len(problems) > before:
                _prefix(problems, before, f"[{i}]")
        return tuple(read)

    return read_list


def _record_reader(kind: type[Record]) -> Reader:
    # A trailing underscore keeps a key such as `as` apart from Python's keyword.
    readers = {name.rstrip("_"): (name, _reader(hint)) for name, hint in kind.fields.items()}
    required = [key for key, (name, _) in readers.items() if not hasattr(kind, name)]
    ranged = "low" in readers and "high" in readers

    def read_record(value: Any, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            problems.append(("", f"must be a table, not {value!r}"))
            return None
        if ranged and "value" in value:
            value = dict(_spread(value, problems))
        record = kind.__new__(kind)
        known = record.__dict__
        for key, item in value.items():
            if key not in readers:
                problems.append(("", f"has an unknown key {key!r}; keys: {', '.join(readers)}"))
                continue
            name, reader = readers[key]
            before = len(problems)
            known[name] = reader(item, problems)
            if len(problems) > before:
                _prefix(problems, before, key)
        for key in required:
            if key not in value:
                problems.append(("", f"lacks {key!r}"))
        return record

    return read_record


def _prefix(problems: list[Problem], start: int, part: str) -> None:
    # Paths are put together only when something is wrong: that keeps reading a record cheap.
    problems[start:] = [(joined(part, where), reason) for where, reason in problems[start:]]


def _spread(value: dict[str, Any], problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    if "low" in value or "high" in value:
        problems.append(("", "has both 'value' and 'low' or 'high'; give one number or a range"))
    for key, item in value.items():
        if key == "value":
            yield "low", item
            yield "high", item
        else:
            yield key, item
