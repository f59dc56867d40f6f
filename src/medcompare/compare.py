"""Drugs side by side: sections of rows, a row of cells, a cell of facts."""

from collections.abc import Iterable, Sequence
from typing import Literal

from .errors import UnknownNameError, UsageError
from .interactions import Pair, pairs_of
from .library import Library, Match
from .model import Absence, Drug, Fact, Membership, Record, Source
from .names import key
from .phrases import regional
from .sections import ALONE, ALWAYS, SECTIONS, Field, section_id


class Cell(Record):
    """What one drug has in a row: a value, or why there is none."""

    drug: str
    status: Literal["known", "none", "not-applicable", "not-recorded"]
    text: str | None
    data: tuple[Fact, ...] | None
    sources: tuple[str, ...]


class Row(Record):
    """One field over all drugs; `same` where every drug has the very same."""

    field: str
    title: str
    same: bool
    values: tuple[Cell, ...]


class Section(Record):
    """Rows that belong together."""

    id: str
    title: str
    rows: tuple[Row, ...]


class Unresolved(Record):
    """A name that leads to no drug, or to several, with the reason; `suggestions` are offered, never taken."""

    input: str
    line: int | None
    suggestions: tuple[str, ...]
    reason: str


class Compared(Match):
    """A drug of the comparison; `depth` partner means that only its identity is recorded."""

    depth: Literal["full", "partner"]


class Comparison(Record):
    """The answer to `compare`, and with one drug to `show`."""

    drugs: tuple[Compared, ...]
    unresolved: tuple[Unresolved, ...]
    sections: tuple[Section, ...]
    together: tuple[Pair, ...]
    sources: dict[str, Source]


MOST_DRUGS = 12


def compare(
    library: Library,
    names: Sequence[str],
    sections: Sequence[str] = (),
    regions: Sequence[str] = (),
    only: Literal["", "diff", "shared"] = "",
) -> Comparison:
    """Lay two or more drugs side by side; names that are in no record are listed, not dropped."""
    if len(names) < 2:
        raise UsageError("compare needs two drugs or more; for one drug type: medcompare show NAME")
    if len(names) > MOST_DRUGS:
        raise UsageError(f"compare takes at most {MOST_DRUGS} drugs, not {len(names)}; "
                         "to check a long list type: medcompare interactions NAME ...")  # fmt: skip
    found, unresolved = resolve(library, names)
    twice = {m.id: [n.input for n in found if n.id == m.id] for m in found}
    for id, inputs in twice.items():
        if len(inputs) > 1:
            raise UsageError(f"{' and '.join(map(repr, inputs))} are the same drug, {id}; name each drug once")
    return _comparison(library, found, unresolved, sections, regions, only)


def show(library: Library, name: str, sections: Sequence[str] = (), regions: Sequence[str] = ()) -> Comparison:
    """Show everything that is recorded of one drug."""
    return _comparison(library, [library.find(name)], [], sections, regions, "")


def resolve(library: Library, names: Sequence[str]) -> tuple[list[Match], list[Unresolved]]:
    """Split names into drugs and names that no record has."""
    found, unresolved = [], []
    for name in names:
        try:
            found.append(library.find(name))
        except UnknownNameError as error:
            unresolved.append(Unresolved(input=name, line=None, suggestions=error.suggestions, reason=error.reason))
    return found, unresolved


def _comparison(
    library: Library,
    found: Sequence[Match],
    unresolved: Sequence[Unresolved],
    sections: Sequence[str],
    regions: Sequence[str],
    only: str,
) -> Comparison:
    drugs = [library.drug(m.id) for m in found]
    chosen = [s for name in sections for s in [section_id(name)]] or [*SECTIONS, "together"]
    brief = len(drugs) > 1 and not sections and not only
    built = [_head_to_head(library, drugs, regions) if brief and id == "evidence" else _section(library, id, drugs, regions, only)
             for id in SECTIONS if id in chosen and drugs]  # fmt: skip
    together = tuple(pairs_of(library, [m.id for m in found])) if "together" in chosen and len(drugs) > 1 else ()
    shown = tuple(s for s in built if s.rows)
    cited = [ref for s in shown for r in s.rows for c in r.values for ref in c.sources]
    cited += [ref for p in together for f in p.findings for ref in f.sources]
    return Comparison(
        drugs=tuple(Compared(**m.__dict__, depth=d.depth) for m, d in zip(found, drugs, strict=True)),
        unresolved=tuple(unresolved),
        sections=shown, together=together, sources=cited_sources(library, cited),
    )  # fmt: skip


def _section(library: Library, id: str, drugs: Sequence[Drug], regions: Sequence[str], only: str) -> Section:
    title, fields = SECTIONS[id]
    wanted = [field for field in fields if len(drugs) == 1 or field[0] not in ALONE]
    rows = [row for field in wanted for row in [_row(library, field, drugs, regions, only)] if row]
    return Section(id=id, title=title, rows=tuple(rows))


def _head_to_head(library: Library, drugs: Sequence[Drug], regions: Sequence[str]) -> Section:
    """The trials and reviews that compare the drugs; those of one drug alone are counted, and `evidence` shows them."""
    cells = []
    for drug in drugs:
        found, alone = library.studies_between(drug.id, [d.id for d in drugs if d is not drug])
        kept = [s for s in found if not regions or s.region in regions]
        one = cell(library, drug, "studies", kept)
        more = f"{alone} without the others here: medcompare evidence {drug.id}" if alone and not kept else one.text
        cells.append(one.replace(text=more))
    title, ((field, name, _, _),) = SECTIONS["evidence"]
    rows = (Row(field=field, title=name, same=False, values=tuple(cells)),) if any(c.text for c in cells) else ()
    return Section(id="evidence", title=title, rows=rows)


def _row(library: Library, field: Field, drugs: Sequence[Drug], regions: Sequence[str], only: str) -> Row | None:
    id, title, absence, facts = field
    recorded = [list(facts(library, d)) for d in drugs]
    kept = [[f for f in own if not regions or f.region in regions] for own in recorded]
    silent = not any(kept)
    if only:
        kept = _filtered(kept, only == "shared")
    if not any(kept) and (only or not silent or (id not in ALWAYS and not any(_absence(d, absence, regions) for d in drugs))):
        return None
    cells = tuple(
        cell(library, d, absence, shown, regions, elsewhere=bool(own) and not only)
        for d, shown, own in zip(drugs, kept, recorded, strict=True)
    )
    same = len({c.text for c in cells}) == 1 and cells[0].status == "known"
    return Row(field=id, title=title, same=same, values=cells)


def _filtered(facts: Sequence[Sequence[Fact]], shared: bool) -> list[list[Fact]]:
    keys = [{_key(f) for f in drug_facts} for drug_facts in facts]
    common = set.intersection(*keys) if keys else set()
    return [[f for f in drug_facts if (_key(f) in common) == shared] for drug_facts in facts]


def _key(fact: Fact) -> str:
    """What makes two drugs' facts the same: the name of an effect, use or group, else the whole text."""
    return key(getattr(fact, "name", "") or getattr(fact, "use", "") or getattr(fact, "group", "") or regional(fact))


def _text(library: Library, fact: Fact) -> str:
    group = library.groups.get(fact.group) if isinstance(fact, Membership) else None
    if group is None:
        return regional(fact)
    return group.name if fact.region == "US" else f"[{fact.region}] {group.name}"


def _absence(drug: Drug, field: str, regions: Sequence[str]) -> Absence | None:
    """What a source of these regions says of an empty field; what cannot apply does so nowhere."""
    said = (a for a in drug.absent if not regions or a.region in regions or a.status == "not-applicable")
    return next((a for a in said if a.field in (field, field.partition(".")[0])), None)


def cell(
    library: Library, drug: Drug, field: str, facts: Sequence[Fact], regions: Sequence[str] = (), elsewhere: bool = False
) -> Cell:
    """Put a drug's facts of one field into a cell, or say why there are none; `elsewhere`: other regions have some."""
    if facts:
        text = "\n".join(_text(library, f) for f in facts)
        sources = dict.fromkeys(ref for f in facts for ref in f.source)
        return Cell(drug=drug.id, status="known", text=text, data=tuple(facts), sources=tuple(sources))
    absence = _absence(drug, field, regions)
    if not absence:
        other = bool(regions) and (elsewhere or _absence(drug, field, ()) is not None)
        told = f"nothing for {', '.join(regions)}; something for another region" if other else None
        return Cell(drug=drug.id, status="not-recorded", text=told, data=None, sources=())
    status = "not-recorded" if absence.status == "label-silent" else absence.status
    note = absence.note or ("the label says nothing of it" if absence.status == "label-silent" else None)
    return Cell(drug=drug.id, status=status, text=note, data=None, sources=absence.source)


def cited_sources(library: Library, refs: Iterable[str]) -> dict[str, Source]:
    """Map the id of every cited source to its citation, in the order of first use."""
    ids = dict.fromkeys(ref.partition("#")[0] for ref in refs)
    return {id: library.sources[id] for id in ids if id in library.sources}
