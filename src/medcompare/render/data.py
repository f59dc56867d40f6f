"""Blocks for answers about the data itself."""

from collections.abc import Iterator

from ..info import Info
from ..validate import Validation
from ..verify import Verification
from .blocks import Block, Citer, Grid, Heading, Paragraph


def validation(answer: Validation, citer: Citer) -> Iterator[Block]:
    """Draw every problem with its place and what to do."""
    if answer.problems:
        rows = tuple((p.file, p.path, p.check, p.text, p.tip) for p in answer.problems)
        yield Grid(columns=("file", "where", "rule", "problem", "what to do"), rows=rows)
    style = "bad" if answer.problems else "good"
    yield Paragraph(text=f"{answer.files} records, {answer.facts} facts, {len(answer.problems)} problems", style=style)


def verification(answer: Verification, citer: Citer) -> Iterator[Block]:
    """Draw what was not found, what is new, and the counts."""
    if answer.problems:
        rows = tuple((p.owner, p.path, p.status, "; ".join(p.missing), "; ".join(p.sources), p.nearest) for p in answer.problems)
        yield Grid(columns=("record", "fact", "status", "not found", "cited", "nearest passage"), rows=rows)
    for exempt in answer.stale_exceptions:
        text = f"exception no longer needed: {exempt.owner} {exempt.path} {exempt.missing}; delete it"
        yield Paragraph(text=text, style="bad")
    for newer in answer.newer:
        lost = "".join(f"\n  not found any more: {text}" for text in newer.facts_not_found)
        yield Paragraph(text=f"newer label: {newer.source} was cited of {newer.cited}, here is {newer.found}{lost}", style="warn")
    for id in answer.several_versions:
        yield Paragraph(text=f"several versions of {id}: the newest was read")
    yield Heading(text="By section")
    counts = tuple((t.name, str(t.verified), str(t.excepted), str(t.failed)) for t in answer.by_section)
    yield Grid(columns=("section", "verified", "excepted", "failed"), rows=counts)
    yield Paragraph(text=_counted(answer), style="bad" if answer.problems else "good")


def _counted(answer: Verification) -> str:
    without = f", {answer.without_set_id} without a set id" if answer.without_set_id else ""
    return (
        f"{answer.labels_read} labels read{without}, {answer.labels_cited} of them cited. {answer.facts} facts: "
        f"{answer.verified} verified, {answer.excepted} excepted, {answer.not_found} not found, {answer.section_missing} section "
        f"missing, {answer.label_missing} label not here, {answer.other_sources} from other sources"
    )


def info(answer: Info, citer: Citer) -> Iterator[Block]:
    """Draw versions and counts."""
    yield Grid(columns=("", ""), rows=tuple((name.replace("_", " "), str(getattr(answer, name))) for name in answer.fields))
