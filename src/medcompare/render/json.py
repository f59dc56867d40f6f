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
    return json.dumps({**top, **plain(answer)}, ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """Turn records, tuples, decimals and dates into what JSON holds."""
    if isinstance(value, Record):
        return {field.rstrip("_"): plain(getattr(value, field)) for field in value.fields}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, Decimal):
        # Decoding refuses numbers of more than 15 digits, so that no digit is lost here.
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
