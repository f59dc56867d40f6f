"""Blocks as one HTML page that needs nothing else."""

from collections.abc import Iterable
from html import escape

from ..names import printable
from .blocks import Bars, Block, Heading, Paragraph

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #bbb;padding:.4rem .6rem;"
    "text-align:left;vertical-align:top;white-space:pre-wrap}p{white-space:pre-wrap}"
    ".bad{color:#a00;font-weight:bold}.warn{color:#850}.good{color:#060}.strong{font-weight:bold}"
)


def write(blocks: Iterable[Block], title: str, width: int = 0) -> str:
    """Write blocks as a page."""
    head = f'<meta charset="utf-8"><title>{_safe(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(_block(b) for b in blocks)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n<h1>{_safe(title)}</h1>\n{body}\n</body></html>\n'


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{_safe(block.text)}</h2>"
    if isinstance(block, Paragraph):
        return f'<p class="{block.style}">{_safe(block.text)}</p>'
    if isinstance(block, Bars):
        rows = "".join(f"<li>{_safe(name)}: {_safe(text)}</li>" for name, _, _, text in block.bars)
        return f"<p>{_safe(block.title)}</p><ul>{rows}</ul>"
    head = "".join(f"<th>{_safe(c)}</th>" for c in block.columns)
    styles = block.styles or ("plain",) * len(block.rows)
    rows = "\n".join(
        f'<tr class="{style}">{"".join(f"<td>{_safe(c)}</td>" for c in row)}</tr>'
        for row, style in zip(block.rows, styles, strict=True)
    )
    return f"<table><tr>{head}</tr>\n{rows}</table>"


def _safe(text: str) -> str:
    return escape(printable(text))
