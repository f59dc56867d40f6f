"""Blocks for answers about the data itself."""

from collections.abc import Iterator

from ..checks import Validation
from .blocks import Block, Citer, Grid, Paragraph


def validation(answer: Validation, citer: Citer) -> Iterator[Block]:
    """Draw every problem with its place and what to do."""
    if answer.problems:
        rows = tuple((p.file, p.path, p.check, p.text, p.tip) for p in answer.problems)
        yield Grid(columns=("file", "where", "rule", "problem", "what to do"), rows=rows)
    style = "bad" if answer.problems else "good"
    yield Paragraph(text=f"{answer.files} records, {answer.facts} facts, {len(answer.problems)} problems", style=style)
