"""Blocks as tidy CSV: section, row, column, value."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from ..names import printable
from .blocks import Bars, Block, Heading, Paragraph


def write(blocks: Iterable[Block], title: str, width: int = 0) -> str:
    """Write blocks as CSV with one value a line."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("section", "row", "column", "value"))
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            section = block.text
        else:
            writer.writerows(tuple(map(_safe, (section, *cells))) for cells in _values(block))
    return out.getvalue()


def _values(block: Block) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, Paragraph):
        yield "", "", block.text
    elif isinstance(block, Bars):
        yield from ((name, block.title, text) for name, _, _, text in block.bars)
    elif not isinstance(block, Heading):
        for row in block.rows:
            yield from ((row[0], title, cell) for title, cell in zip(block.columns[1:], row[1:], strict=True))


def _safe(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    text = printable(cell)
    return f"'{text}" if text.startswith(("=", "+", "@")) else text
