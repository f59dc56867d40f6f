"""JSON Schema made from the types: the record as TOML holds it, and every command's answer."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from .errors import UsageError
from .model import Drug, Fact, Record
from .render.json import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANSWERS = {
    "compare": "compare:Comparison",
    "show": "compare:Comparison",
    "is": "classes:Membership",
    "search": "catalog:Search",
    "claims": "catalog:Claims",
    "list": "catalog:Listing",
    "groups": "catalog:Groups",
    "sources": "catalog:Sources",
    "dose": "dosing:Dosing",
    "warnings": "warnings:Warned",
    "evidence": "evidence:Evidence",
    "cost": "cost:Costs",
    "interactions": "lists:Checklist",
    "diff": "lists:Change",
    "verify": "verify:Verification",
    "info": "info:Info",
    "validate": "validate:Validation",
}


def answer_schema(command: str) -> dict[str, Any]:
    """Return the schema of what `medcompare COMMAND --json` prints; every key is always there."""
    if command not in ANSWERS:
        raise UsageError(f"no schema for {command!r}; schemas: record, {', '.join(ANSWERS)}")
    module, _, name = ANSWERS[command].partition(":")
    kind = getattr(import_module(f".{module}", __package__), name)
    defs: dict[str, Any] = {}
    body = _table(kind, defs, whole=True)
    top = {
        "schema_version": {"const": SCHEMA_VERSION},
        "command": {"const": command},
        "data_version": {"type": "string"},
    }
    body["properties"] = {**top, **body["properties"]}
    body["required"] = [*top, *body["required"]]
    return {"$schema": DIALECT, "title": f"medcompare {command}", **body, "$defs": defs}


def record_schema() -> dict[str, Any]:
    """Return the schema of a drug record as TOML holds it: fields with a default may be left out."""
    defs: dict[str, Any] = {}
    return {"$schema": DIALECT, "title": "medcompare record", **_table(Drug, defs, whole=False), "$defs": defs}


def _table(kind: type[Record], defs: dict[str, Any], whole: bool) -> dict[str, Any]:
    properties = {name.rstrip("_"): _schema(hint, defs, whole) for name, hint in kind.fields.items()}
    required = [n.rstrip("_") for n in kind.fields if whole or not hasattr(kind, n)]
    table: dict[str, Any] = {"type": "object", "description": (kind.__doc__ or "").split("\n")[0]}
    if not whole and {"low", "high"} <= kind.fields.keys():
        properties["value"] = {"type": "number", "description": "short for the same low and high"}
        required = [r for r in required if r not in ("low", "high")]
        if not hasattr(kind, "low"):
            table["oneOf"] = [{"required": ["value"]}, {"required": ["low", "high"]}]
    return {**table, "properties": properties, "required": required, "additionalProperties": False}


def _schema(hint: Any, defs: dict[str, Any], whole: bool) -> dict[str, Any]:
    plain = {str: "string", int: "integer", bool: "boolean", Decimal: "number"}
    if hint in plain:
        return {"type": plain[hint]}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, Record):
        return _record(hint, defs, whole)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], defs, whole)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1], defs, whole)}
    if origin in (UnionType, Union):
        options = [_schema(a, defs, whole) for a in arguments if a is not type(None)]
        return {"anyOf": [*options, {"type": "null"}]} if whole else options[0]
    raise TypeError(f"no JSON Schema for {hint!r}")


def _record(kind: type[Record], defs: dict[str, Any], whole: bool) -> dict[str, Any]:
    if kind is Fact:
        return {"anyOf": [_record(k, defs, whole) for k in Fact.__subclasses__()]}
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}  # stands in while the fields are read
        defs[kind.__name__] = _table(kind, defs, whole)
    return {"$ref": f"#/$defs/{kind.__name__}"}
