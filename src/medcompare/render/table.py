"""Blocks on a terminal: the only module that loads Rich, and the only place that makes a table of it.

Rich's defaults lose doses (cells cut with dots, brackets read as markup), so every cell is a `Text`
that folds, and markup, emoji codes and highlighting are off.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from math import ceil

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..names import printable
from .blocks import Bars, Block, Grid, Heading, Paragraph
from .plain import ASCII, bar_lines, spaced

__all__ = ["cell_len", "draw", "show"]

STYLES = {"plain": "", "strong": "bold", "good": "green", "warn": "yellow", "bad": "bold red"}
FIRST = 12
"""Least columns for the row titles; where a further column does not fit beside it, one block a drug or row."""


def draw(blocks: Iterable[Block], width: int) -> str:
    """Draw blocks as text without colour, at a width."""
    out = StringIO()
    _draw(blocks, _console(out, width))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def show(blocks: Iterable[Block]) -> None:
    """Draw blocks on standard output, which is a terminal: its width, its colours, its characters."""
    _draw(blocks, _console(sys.stdout, 0))


def _console(file: object, width: int) -> Console:
    return Console(
        file=file, width=width or None, markup=False, emoji=False, highlight=False, soft_wrap=False,  # type: ignore[arg-type]
        color_system=None if os.environ.get("NO_COLOR") else "auto", legacy_windows=False,
    )  # fmt: skip


def _draw(blocks: Iterable[Block], console: Console) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            console.print()
            console.print(_text(block.text, "bold"))
        elif isinstance(block, Paragraph):
            console.print(_text(block.text, STYLES[block.style]))
        elif isinstance(block, Bars):
            for line in bar_lines(block, console.width):
                console.print(_text(line if console.encoding.startswith("utf") else line.translate(ASCII)))
        else:
            for part in _fitted(block, console.width):
                console.print(part)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style, overflow="fold")


def _fitted(grid: Grid, width: int) -> Iterator[Table | Text]:
    fit = max(1, (width - FIRST) // grid.least)
    further = len(grid.columns) - 1
    if further <= fit and (width >= FIRST + grid.least or not further):
        yield _table(grid, range(1, further + 1))
    elif grid.by_column and fit > 1:
        each = ceil(further / ceil(further / fit))  # tables of one size, not a full one and a rest
        for start in range(1, further + 1, each):
            if start > 1:
                yield _text("")
            yield _table(grid, range(start, min(start + each, further + 1)))
    elif grid.by_column:
        for column in range(1, further + 1):
            yield _text(grid.columns[column], "bold underline")
            for row in grid.rows:
                yield _text(f"{row[0]}: {_hang(row[column])}")
            yield _text("")
    else:
        for row, style in _styled(grid):
            for title, cell in zip(grid.columns, row, strict=True):
                if cell:
                    yield _text(f"{title}: {_hang(cell)}" if title else _hang(cell), style)
            yield _text("")


def _hang(cell: str) -> str:
    return f"\n{cell}" if "\n" in cell else cell


def _styled(grid: Grid) -> Iterator[tuple[tuple[str, ...], str]]:
    for i, row in enumerate(grid.rows):
        yield row, STYLES[grid.styles[i]] if grid.styles else ""


def _table(grid: Grid, columns: range) -> Table:
    """The one table factory."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=spaced(grid), show_edge=False)
    shown = (0, *columns)
    for i in shown:
        table.add_column(_text(grid.columns[i]), overflow="fold", style="" if i else "bold")
    for row, style in _styled(grid):
        table.add_row(*(_text(row[i], style) for i in shown))
    return table
