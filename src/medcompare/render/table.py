"""Blocks on a terminal: the only module that loads Rich, and the only place that makes a table.

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

STYLES = {"plain": "", "strong": "bold", "good": "green", "warn": "yellow", "bad": "bold red"}
NATURAL = 10_000_000
"""Columns where nothing wraps: a pipe gets each line whole, and looking for places to fold would cost half the time."""
FIRST = 12
"""Least columns for the row titles; where a further column does not fit beside it, one block a drug or row."""


def write(blocks: Iterable[Block], title: str, width: int = 0) -> str:
    """Draw blocks as text without colour, at a width, or at their natural width."""
    out = StringIO()
    _draw(blocks, _console(out, width or NATURAL))
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
            for line in bar_lines(block, console.width, console.encoding.startswith("utf")):
                console.print(_text(line))
        else:
            for part in _fitted(block, console.width):
                console.print(part)


def _text(text: str, style: str = "", whole: bool = False) -> Text:
    return Text(printable(text), style=style, overflow="ignore" if whole else "fold", no_wrap=whole)


def _fitted(grid: Grid, width: int) -> Iterator[Table | Text]:
    fit = max(1, (width - FIRST) // grid.least)
    further = len(grid.columns) - 1
    if further <= fit and (width >= FIRST + grid.least or not further):
        yield _table(grid, range(1, further + 1), whole=width == NATURAL)
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


def _table(grid: Grid, columns: range, whole: bool = False) -> Table:
    """The one table factory. Where nothing wraps, the widths are given: Rich would take as long again to find them."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=grid.by_column and grid.least > 20, show_edge=False)
    shown = (0, *columns)
    cells = [[printable(row[i]) for i in shown] for row in grid.rows]
    for place, i in enumerate(shown):
        width = _width([printable(grid.columns[i]), *(row[place] for row in cells)]) if whole else None
        style, overflow = "bold" if i == 0 else "", "ignore" if whole else "fold"
        table.add_column(_text(grid.columns[i]), overflow=overflow, no_wrap=whole, style=style, width=width)  # type: ignore[arg-type]
    for row, (_, style) in zip(cells, _styled(grid), strict=True):
        table.add_row(*(_text(cell, style, whole) for cell in row))
    return table


def _width(cells: Iterable[str]) -> int:
    return max((len(line) if line.isascii() else cell_len(line) for cell in cells for line in cell.split("\n")), default=0)


def bar_lines(bars: Bars, width: int, unicode: bool) -> Iterator[str]:
    """Draw ranges on one scale with characters alone: readable without colour."""
    label = max((len(b[0]) for b in bars.bars), default=0)
    room = max(10, min(60, width - label - 4 - max((len(b[3]) for b in bars.bars), default=0)))
    full, empty = ("█", "·") if unicode else ("#", ".")
    yield f"{bars.title} (scale 0 to {bars.top:g} {bars.unit})"
    for name, low, high, text in bars.bars:
        start = round(low / bars.top * room) if bars.top else 0
        end = max(start + 1, round(high / bars.top * room)) if bars.top else 1
        start = min(start, room - 1)
        yield f"{name:<{label}}  {empty * start}{full * (min(end, room) - start)}{empty * (room - min(end, room))}  {text}"
