"""Records as plain values that marshal can keep, and back. What was checked when it was read is not checked again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin

from .model import Record

Unfolder = Callable[[Any], Any]


def fold(value: Any) -> Any:
    """Turn a record into tables of plain values: numbers as text, dates as tuples."""
    if isinstance(value, Record):
        return {field: fold(part) for field, part in value.__dict__.items()}
    if isinstance(value, tuple):
        return tuple(map(fold, value))
    if isinstance(value, Decimal):
        return str(value)
    return (value.year, value.month, value.day) if isinstance(value, date) else value


def unfold(kind: type[Record], table: dict[str, Any]) -> Any:
    """Turn a folded table back into a record; the table becomes its fields."""
    plan = _plans.get(kind)
    for field, make in _plan(kind) if plan is None else plan:
        part = table.get(field)
        if part is not None:
            table[field] = make(part)
    record = kind.__new__(kind)
    object.__setattr__(record, "__dict__", table)
    return record


_plans: dict[type[Record], list[tuple[str, Unfolder]]] = {}


def _plan(kind: type[Record]) -> list[tuple[str, Unfolder]]:
    """The fields of a type that are not plain, each with what makes them."""
    makers = [(field, _unfolder(hint)) for field, hint in kind.fields.items() if hint is not str]
    _plans[kind] = [(field, make) for field, make in makers if make]
    return _plans[kind]


def _unfolder(hint: Any) -> Unfolder | None:
    if isinstance(hint, type) and issubclass(hint, Record):
        return lambda part: unfold(hint, part)
    if get_origin(hint) is tuple:
        item = _unfolder(get_args(hint)[0])
        return (lambda parts: tuple(map(item, parts))) if item else None
    if get_origin(hint) in (UnionType, Union):
        return _unfolder(next(a for a in get_args(hint) if a is not type(None)))
    if hint is Decimal:
        return Decimal
    return (lambda part: date(*part)) if hint is date else None
