"""Blocks for the reference answers: comparison, class, lists, search, groups, sources, claims."""

from collections.abc import Iterator, Sequence

from ..catalog import Cited, Claims, Groups, Listing, Search, Sources
from ..classes import Membership
from ..compare import Cell, Comparison, Section, Unresolved
from ..library import Match
from .blocks import Block, Citer, Grid, Heading, Paragraph, dated
from .pairs import pair_blocks, unread_parts

NOTHING = {"none": "none", "not-applicable": "does not apply", "not-recorded": "not recorded"}


def comparison(answer: Comparison, citer: Citer) -> Iterator[Block]:
    """Draw sections, then what happens when both are taken."""
    yield from names(answer.drugs, answer.unresolved)
    for drug in answer.drugs:
        if drug.depth == "partner":
            yield Paragraph(
                text=f"{drug.name}: partner record only (identity and classes, for interaction rules); "
                "a blank here says nothing about the drug.",
                style="warn",
            )
    for section in answer.sections:
        yield Heading(text=section.title)
        yield section_grid(section, tuple(d.name for d in answer.drugs), citer)
    if answer.together:
        yield Heading(text="Taken together")
        for pair in answer.together:
            yield from pair_blocks(pair, citer)
        yield from unread_parts(answer.together)
    yield from citer.blocks(answer.sources)


def names(drugs: Sequence[Match], unresolved: Sequence[Unresolved]) -> Iterator[Block]:
    """Say what each name led to where that is not plain, and which names led nowhere."""
    for match in drugs:
        if match.matched_as not in ("id", "name"):
            note = f": {match.note}" if match.note else ""
            yield Paragraph(text=f"{match.input} is {match.name} ({match.matched_as}{note})")
    for name in unresolved:
        where = f" (line {name.line})" if name.line else ""
        near = f"; try: {', '.join(name.suggestions)}" if name.suggestions else "; no name is near it"
        yield Paragraph(text=f"Not shown{where}: {name.input}: {name.reason}{near}.", style="bad")


def section_grid(section: Section, drugs: tuple[str, ...], citer: Citer) -> Grid:
    """Lay a section out: one row a field, one column a drug."""
    rows = tuple((row.title, *(cell_text(c, citer) for c in row.values)) for row in section.rows)
    return Grid(columns=("", *drugs), rows=rows, by_column=True)


def cell_text(cell: Cell, citer: Citer) -> str:
    """Write a cell, each fact on its own line with its marks, or say why there is none."""
    if cell.status != "known" or cell.text is None or cell.data is None:
        note = f" ({cell.text})" if cell.text else ""
        return NOTHING[cell.status] + note + citer.mark(cell.sources)
    lines = cell.text.split("\n")
    bullet = "- " if len(lines) > 1 else ""
    return "\n".join(f"{bullet}{line}{citer.mark(fact.source)}" for line, fact in zip(lines, cell.data, strict=True))


def membership(answer: Membership, citer: Citer) -> Iterator[Block]:
    """Draw yes or no, then the reasons."""
    verdict = "Yes" if answer.answer else "No"
    negation = "" if answer.answer else "not "
    yield from names([answer.drug], [])
    yield Paragraph(text=f"{verdict}: {answer.drug.name} is {negation}in the group {answer.group_name}.", style="strong")
    for title, reasons in (
        ("Why", answer.because),
        ("What they share", answer.shares),
        ("What differs", answer.differs),
    ):
        if reasons:
            yield Heading(text=title)
            yield Paragraph(text="\n".join(f"- {r.text}{citer.mark(r.sources)}" for r in reasons))
    yield from citer.blocks(answer.sources)


def listing(answer: Listing, citer: Citer) -> Iterator[Block]:
    """Draw the drugs with their groups."""
    rows = tuple(
        (d.id, d.depth, ", ".join(d.groups), "reviewed" if d.interactions_reviewed else "not reviewed") for d in answer.drugs
    )
    yield Grid(columns=("drug", "depth", "groups", "interactions"), rows=rows)
    full = sum(d.depth == "full" for d in answer.drugs)
    yield Paragraph(text=f"{len(rows)} records: {full} in full depth, {len(rows) - full} partner records")


def search(answer: Search, citer: Citer) -> Iterator[Block]:
    """Draw where each hit stands."""
    if answer.hits:
        rows = tuple((h.drug, h.field, h.text + citer.mark(h.sources)) for h in answer.hits)
        yield Grid(columns=("drug", "where", "what it says"), rows=rows)
    yield Paragraph(text=f"{len(answer.hits)} hits for {answer.words!r} in these records")
    yield from citer.blocks(answer.sources)


def groups(answer: Groups, citer: Citer) -> Iterator[Block]:
    """Draw groups with their everyday names, parents and drugs."""
    rows = tuple(
        (g.id, g.group.name, ", ".join(g.group.names), ", ".join(g.group.parents), ", ".join(g.drugs), g.group.text)
        for g in answer.groups
    )
    yield Grid(columns=("group", "name", "also called", "is a kind of", "drugs", "meaning"), rows=rows)


def sources(answer: Sources, citer: Citer) -> Iterator[Block]:
    """Draw each source with its kind, date and weight."""
    rows = tuple(
        (c.id, c.source.kind, dated(c.source), str(c.facts), _verified(c), c.source.title, ", ".join(c.sections), c.source.url)
        for c in answer.cited
    )
    yield Grid(columns=("source", "kind", "date", "facts", "verified", "title", "sections", "address"), rows=rows)


def _verified(cited: Cited) -> str:
    found = cited.verified
    return f"{found.verified} of {found.facts} in all, on {found.on.isoformat()}" if found else "not against text"


def claims(answer: Claims, citer: Citer) -> Iterator[Block]:
    """Draw each claim with its verdict and the right fact."""
    yield from names(answer.drugs, answer.unresolved)
    style = {"false": "bad", "true-with-nuance": "warn", "true": "good", "unverifiable": "plain"}
    rows = tuple((c.verdict.replace("-", " "), c.claim, c.fact + citer.mark(c.source)) for c in answer.claims)
    styles = tuple(style[c.verdict] for c in answer.claims)
    yield Grid(columns=("verdict", "widely said", "what the sources say"), rows=rows, styles=styles)
    yield from citer.blocks(answer.sources)
