"""Blocks as Markdown."""

from collections.abc import Iterable

from ..names import printable
from .blocks import Bars, Block, Heading, Paragraph


def write(blocks: Iterable[Block], title: str, width: int = 0) -> str:
    """Write blocks as a Markdown page."""
    return "\n\n".join([f"# {_escaped(title)}", *(_block(b) for b in blocks)]) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"## {_escaped(block.text)}"
    if isinstance(block, Paragraph):
        return "  \n".join(_escaped(line.strip()) for line in block.text.split("\n"))
    if isinstance(block, Bars):
        rows = [f"- {_escaped(name)}: {_escaped(text)}" for name, _, _, text in block.bars]
        return "\n".join([_escaped(block.title), "", *rows])
    lines = [block.columns, ("---",) * len(block.columns), *block.rows]
    shown = (line if line[0] == "---" else tuple(_cell(c) for c in line) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in shown)


def _cell(text: str) -> str:
    return "<br>".join(_escaped(line) for line in text.split("\n"))


def _escaped(text: str) -> str:
    safe = printable(text).replace("\\", "\\\\")
    for mark in "|*_`<>[]#~":
        safe = safe.replace(mark, f"\\{mark}")
    return safe
