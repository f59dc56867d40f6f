"""Answers to text: one view an answer, one writer a format, one door."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from ..errors import UsageError
from ..model import Record
from .blocks import Block, Citer

FORMATS = ("table", "json", "markdown", "csv", "html")

VIEWS = {
    "Comparison": "reference:comparison",
    "Membership": "reference:membership",
    "Listing": "reference:listing",
    "Search": "reference:search",
    "Groups": "reference:groups",
    "Sources": "reference:sources",
    "Claims": "reference:claims",
    "Validation": "data:validation",
    "Dosing": "doses:dosing",
    "Warned": "doses:warned",
    "Evidence": "doses:evidence",
    "Costs": "doses:costs",
    "Checklist": "lists:checklist",
    "Change": "lists:change",
    "Verification": "data:verification",
    "Info": "data:info",
}


def blocks(answer: Record, sources: bool = False) -> Iterator[Block]:
    """Turn an answer into blocks, with citations where they are wanted."""
    module, _, function = VIEWS[type(answer).__name__].partition(":")
    view: Callable[[Any, Citer], Iterable[Block]] = getattr(import_module(f".{module}", __name__), function)
    yield from view(answer, Citer(sources))


def render(answer: Record, command: str, data_version: str, format: str, sources: bool = False, width: int = 0) -> str:
    """Write an answer in one of FORMATS; a table at its natural width, or at `width` columns."""
    if format == "json":
        from .json import envelope

        return envelope(answer, command, data_version)
    if format not in FORMATS:
        raise UsageError(f"--format {format!r}: no such format; formats: {', '.join(FORMATS)}")
    writer = import_module(".plain" if format == "table" else f".{format}", __name__)
    return writer.write(blocks(answer, sources), f"medcompare {command}, data {data_version}", width)
