"""Answers as JSON: keys always there, null where there is no value, amounts as numbers."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from ..model import Record

SCHEMA_VERSION = 1


def envelope(answer: Record, command: str, data_version: str) -> str:
    """Write the one top-level object of a command."""
    top = {"schema_version": SCHEMA_VERSION, "command": command, "data_version": data_version}
    return dumps({**top, **_plain(answer)})


def dumps(value: Any) -> str:
    """Write a value that may hold records; one line, because indenting costs ten times the time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        defaults, renamed = _shape(type(value))
        table = {**defaults, **value.__dict__}
        for field, shown in renamed:
            table[shown] = table.pop(field)
        return table
    if isinstance(value, Decimal):
        # Decoding refuses numbers of more than 15 digits, so that no digit is lost here.
        whole = int(value)
        return whole if whole == value else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


_Shape = tuple[dict[str, Any], list[tuple[str, str]]]
_shapes: dict[type[Record], _Shape] = {}


def _shape(kind: type[Record]) -> _Shape:
    """A type's keys in their order with the defaults, and the fields whose key has no underscore at its end."""
    if kind not in _shapes:
        defaults = {field: getattr(kind, field, None) for field in kind.fields}
        _shapes[kind] = (defaults, [(field, field[:-1]) for field in kind.fields if field.endswith("_")])
    return _shapes[kind]
