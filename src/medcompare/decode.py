"""TOML in, frozen records out, or an error with file, path in the file, and reason."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, Literal, get_args, get_origin

import tomli

from .errors import DataError
from .model import Record

MOST_DIGITS = 15
"""A number of more digits would lose some in JSON."""

Problem = tuple[str, str]
Reader = Callable[[Any, str, list[Problem]], Any]


def parse_toml(data: bytes, file: object) -> dict[str, Any]:
    """Parse TOML bytes with exact decimals; raise DataError with the line where it breaks."""
    try:
        return tomli.loads(data.decode("utf-8-sig"), parse_float=_decimal)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(file, f"line {line}", "is not UTF-8 text; save the file as UTF-8") from None
    except tomli.TOMLDecodeError as error:
        raise DataError(file, "", f"is not valid TOML: {error}") from None
    except (InvalidOperation, RecursionError, ValueError) as error:
        raise DataError(file, "", f"cannot be read as TOML: {error or 'number out of range'}") from None


def decode(kind: type[Record], table: Any, file: object, path: str = "") -> Any:
    """Build a `kind` from a TOML table; raise DataError for the first problem."""
    problems: list[Problem] = []
    record = read(kind, table, path, problems)
    for where, reason in problems:
        raise DataError(file, where, reason)
    return record


def read(kind: type[Record], table: Any, path: str, problems: list[Problem]) -> Any:
    """Build a `kind` from a table, adding every problem (path, reason) to the list."""
    return _reader(kind)(table, path, problems)


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
    if origin is UnionType:
        return _reader(next(a for a in get_args(hint) if a is not type(None)))
    if hint is Decimal:
        return _read_decimal
    return _plain_reader(hint)


def _plain_reader(hint: type) -> Reader:
    wanted = {str: "text", int: "a whole number", bool: "true or false", date: "a date such as 2024-10-31"}[hint]

    def read_plain(value: Any, path: str, problems: list[Problem]) -> Any:
        if type(value) is not hint:
            problems.append((path, f"must be {wanted}, not {value!r}"))
        elif hint is str and not value.strip() and value:
            problems.append((path, "is blank text; leave the key out instead"))
        return value

    return read_plain


def _read_decimal(value: Any, path: str, problems: list[Problem]) -> Any:
    if type(value) is int:
        return Decimal(value)
    if type(value) is not Decimal:
        problems.append((path, f"must be a number, not {value!r}"))
    return value


def _choice_reader(choices: tuple[str, ...]) -> Reader:
    def read_choice(value: Any, path: str, problems: list[Problem]) -> Any:
        if value not in choices:
            problems.append((path, f"must be one of {', '.join(c or repr(c) for c in choices)}, not {value!r}"))
        return value

    return read_choice


def _list_reader(item: Reader) -> Reader:
    def read_list(value: Any, path: str, problems: list[Problem]) -> Any:
        if type(value) is not list:
            problems.append((path, f"must be a list, not {value!r}"))
            return ()
        return tuple([item(v, f"{path}[{i}]", problems) for i, v in enumerate(value)])

    return read_list


def _record_reader(kind: type[Record]) -> Reader:
    # A trailing underscore keeps a key such as `as` apart from Python's keyword.
    readers = {name.rstrip("_"): (name, _reader(hint)) for name, hint in kind.fields.items()}
    required = [key for key, (name, _) in readers.items() if not hasattr(kind, name)]
    ranged = "low" in readers and "high" in readers

    def read_record(value: Any, path: str, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            problems.append((path, f"must be a table, not {value!r}"))
            return None
        if ranged and "value" in value:
            value = dict(_spread(value, path, problems))
        known = {}
        for key, item in value.items():
            if key in readers:
                name, reader = readers[key]
                known[name] = reader(item, f"{path}.{key}" if path else key, problems)
            else:
                problems.append((path, f"has an unknown key {key!r}; keys: {', '.join(readers)}"))
        for key in required:
            if key not in value:
                problems.append((path, f"lacks {key!r}"))
        record = kind.__new__(kind)
        record.__dict__.update(known)
        return record

    return read_record


def _spread(value: dict[str, Any], path: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    if "low" in value or "high" in value:
        problems.append((path, "has both 'value' and 'low' or 'high'; give one number or a range"))
    for key, item in value.items():
        if key == "value":
            yield "low", item
            yield "high", item
        else:
            yield key, item
