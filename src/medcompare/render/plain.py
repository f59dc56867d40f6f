"""Blocks as plain text at their natural width: what a pipe or a file gets. Nothing wraps and nothing is coloured.

It looks as `table` draws it on a terminal wide enough; a test holds the two together. Rich is not loaded:
that, and its search for places to fold, would take as long as all the rest of an answer.
"""

import re
from collections.abc import Iterable, Iterator

from ..names import printable
from .blocks import Bars, Block, Grid, Heading, Paragraph

GAP = "   "
ASCII = {ord("─"): "-", ord("█"): "#", ord("µ"): "mc", ord("μ"): "mc"}
"""What the frame, and the sign of a microgram, become where the terminal or the pipe has no such characters."""
_NARROW = re.compile(r"[ -~¡-¬®-˿Ͱ-ҁ‐-‧‰-⁞←-⇿∀-⋿─-▟]*")


def write(blocks: Iterable[Block], title: str, width: int = 0) -> str:
    """Write blocks line by line; with a width, as a terminal of that width would show them."""
    if width:
        from .table import draw

        return draw(blocks, width)
    lines = [line.rstrip() for block in blocks for line in _lines(block)]
    return "\n".join([*lines, ""])


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
    if isinstance(block, Heading | Paragraph):
        yield from printable(block.text).split("\n")
    elif isinstance(block, Bars):
        yield from bar_lines(block, 200)
    else:
        yield from _table(block)


def _table(grid: Grid) -> Iterator[str]:
    rows = [[printable(cell).split("\n") for cell in row] for row in (grid.columns, *grid.rows)]
    widths = [max(columns(line) for row in rows for line in row[i]) for i in range(len(grid.columns))]
    for number, row in enumerate(rows):
        if number == 1:
            yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
        elif number and spaced(grid):
            yield ""
        for i in range(max(map(len, row))):
            parts = (_padded(cell[i] if i < len(cell) else "", width) for cell, width in zip(row, widths, strict=True))
            yield GAP.join(parts)


def spaced(grid: Grid) -> bool:
    """Say whether rows stand apart: those of a comparison are long."""
    return grid.by_column and grid.least > 20


def _padded(line: str, width: int) -> str:
    return line + " " * (width - columns(line))


def columns(line: str) -> int:
    """Return how many columns of a terminal a line takes."""
    if line.isascii() or _NARROW.fullmatch(line):
        return len(line)
    from .table import cell_len  # loads Rich: only for scripts with wide or joining characters

    return cell_len(line)


def bar_lines(bars: Bars, width: int) -> Iterator[str]:
    """Draw ranges on one scale with characters alone: readable without colour."""
    label = max((len(b[0]) for b in bars.bars), default=0)
    room = max(10, min(60, width - label - 4 - max((len(b[3]) for b in bars.bars), default=0)))
    yield f"{bars.title} (scale 0 to {bars.top:g} {bars.unit})"
    for name, low, high, text in bars.bars:
        start = round(low / bars.top * room) if bars.top else 0
        end = max(start + 1, round(high / bars.top * room)) if bars.top else 1
        start = min(start, room - 1)
        yield f"{name:<{label}}  {'.' * start}{'█' * (min(end, room) - start)}{'.' * (room - min(end, room))}  {text}"
