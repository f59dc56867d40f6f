"""Blocks for medication lists: matrix, findings worst first, duplicates, burdens, what was not checked, coverage."""

from collections.abc import Iterator, Sequence

from ..errors import IN_NO_RECORD
from ..interactions import Pair
from ..lists import Change, Checklist, Unread
from .blocks import Block, Citer, Grid, Heading, Paragraph
from .pairs import STYLE, pair_blocks, unread_parts

WIDEST_MATRIX = 12
LETTERS = {"contraindicated": "X contra", "major": "A major", "moderate": "B moderate", "minor": "C minor"}
"""Severity as letter and word, so that no one needs the colour."""
BLANKS = {"none-recorded": "none recorded", "not-reviewed": "? not reviewed", "interacts": "set aside"}


def checklist(answer: Checklist, citer: Citer) -> Iterator[Block]:
    """Draw a checked list."""
    yield from _read_as(answer)
    ids = list(dict.fromkeys(d.id for d in answer.drugs))
    if 1 < len(ids) <= WIDEST_MATRIX:
        yield Heading(text="Matrix")
        yield _matrix(ids, answer.pairs)
    found = [p for p in answer.pairs if p.findings]
    if found:
        yield Heading(text="Findings, worst first")
        for pair in found:
            yield from pair_blocks(pair, citer)
    elif answer.coverage.none_recorded and answer.coverage.none_recorded == answer.coverage.pairs:
        yield Paragraph(text="For this list, none recorded in these data. That is not proof of safety.", style="warn")
    yield from _adding_up(answer)
    yield from _unchecked(answer)
    yield from _fixed(answer)
    yield _covered(answer)
    yield from citer.blocks(answer.sources)


def _read_as(answer: Checklist) -> Iterator[Block]:
    rows = tuple((d.input, d.name, f"{d.matched_as}{f'; {d.note}' if d.note else ''}") for d in answer.drugs)
    if any(key_differs(d.input, d.id) for d in answer.drugs):
        yield Grid(columns=("on the list", "read as", "by"), rows=rows)
    if answer.stopped:
        yield Paragraph(text=f"Stopped or cancelled, left out: {answer.stopped}")


def key_differs(typed: str, id: str) -> bool:
    """Say whether a name as typed is other than the drug's id."""
    return typed.casefold() != id


def _matrix(ids: Sequence[str], pairs: Sequence[Pair]) -> Grid:
    known = {frozenset((p.a, p.b)): p for p in pairs}

    def cell(a: str, b: str) -> str:
        pair = known.get(frozenset((a, b)))
        if a == b or pair is None:
            return "-"
        return LETTERS[pair.severity] if pair.severity else BLANKS[pair.status]

    return Grid(columns=("", *ids), rows=tuple((a, *(cell(a, b) for b in ids)) for a in ids), by_column=True, least=17)


def _adding_up(answer: Checklist) -> Iterator[Block]:
    if answer.duplicates:
        yield Heading(text="Duplicates")
        for d in answer.duplicates:
            what = "the same ingredient" if d.kind == "ingredient" else f"the same class ({d.name})"
            yield Paragraph(text=f"{' and '.join(d.inputs)}: {what}", style="warn")
    if answer.burdens:
        yield Heading(text="Effects that add up over the list")
        for b in answer.burdens:
            yield Paragraph(text=f"{b.kind}: {', '.join(b.drugs)}", style="warn")


def _unchecked(answer: Checklist) -> Iterator[Block]:
    not_reviewed = [p for p in answer.pairs if p.status == "not-reviewed"]
    unread = list(unread_parts(answer.pairs))
    if not (answer.unresolved or answer.troubles or not_reviewed or unread):
        return
    yield Heading(text="Not checked")
    yield from unread_blocks(answer.unresolved)
    for trouble in answer.troubles:
        where = f", line {trouble.line}" if trouble.line else ""
        yield Paragraph(text=f"{trouble.file}{where}: {trouble.text}", style="bad")
    if not_reviewed:
        text = ", ".join(f"{p.a} + {p.b}" for p in not_reviewed[:50]) + (
            f" and {len(not_reviewed) - 50} more" * (len(not_reviewed) > 50)
        )
        yield Paragraph(text=f"Not reviewed (no rule, and a label whose statements are not in these data): {text}", style="warn")
    yield from unread


def unread_blocks(unresolved: Sequence[Unread]) -> Iterator[Block]:
    """Draw the entries that no record has."""
    for name in unresolved:
        where = f" (line {name.line})" if name.line else ""
        near = f"; nearest names: {', '.join(name.suggestions)}" if name.suggestions else "; no name is near it"
        part = "" if name.part.casefold() == name.input.casefold() else f": {name.part}"
        told = f"Not in the library{where}: {name.input}{part}{near}"
        if name.reason != IN_NO_RECORD:
            told = f"Not read{where}: {name.input}: {name.reason}"
        yield Paragraph(text=f"{told}. Checked against nothing.", style="bad")


def _fixed(answer: Checklist) -> Iterator[Block]:
    if answer.within_products:
        pairs = ", ".join(" + ".join(pair) for pair in answer.within_products)
        yield Paragraph(text=f"Ingredients of one product, not checked against each other: {pairs}")


def _covered(answer: Checklist) -> Paragraph:
    c = answer.coverage
    hidden = f"; {answer.below_minimum} findings below the chosen severity are not shown" if answer.below_minimum else ""
    ignored = f"; {len(answer.ignored)} set aside by --ignore" if answer.ignored else ""
    text = (
        f"{c.pairs} pairs: {c.interacting} with findings, {c.none_recorded} none recorded in these data, "
        f"{c.not_reviewed} not reviewed, {c.not_checkable} not checkable{hidden}{ignored}"
    )
    return Paragraph(text=text, style="strong")


def change(answer: Change, citer: Citer) -> Iterator[Block]:
    """Draw what a changed list adds, removes and keeps."""
    yield Paragraph(
        text=f"Added: {', '.join(answer.drugs_added) or 'no drug'}. Removed: {', '.join(answer.drugs_removed) or 'no drug'}."
    )
    yield from unread_blocks(answer.unresolved)
    yield from (Paragraph(text=f"{t.file} line {t.line}: {t.text}", style="bad") for t in answer.troubles)
    for title, pairs in (("New findings", answer.added), ("Findings that fall away", answer.removed)):
        yield Heading(text=title)
        for pair in pairs:
            yield from pair_blocks(pair, citer)
        if not pairs:
            yield Paragraph(text="none in these data")
    if answer.not_reviewed:
        told = ", ".join(f"{p.a} + {p.b}" for p in answer.not_reviewed)
        yield Paragraph(
            text=f"New pairs not reviewed (no rule, and a label whose statements are not in these data): {told}", style="warn"
        )
    rows = tuple((f"{p.a} + {p.b}", p.severity or "") for p in answer.kept)
    if rows:
        yield Heading(text="Findings that stay")
        yield Grid(columns=("pair", "worst"), rows=rows, styles=tuple(STYLE[r[1]] for r in rows))
    yield from citer.blocks(answer.sources)
