"""What the library holds: lists, search, groups, sources, claims."""

from collections.abc import Iterator, Sequence
from typing import Any

from .compare import Unresolved, cited_sources, resolve
from .errors import UnknownNameError, UsageError
from .library import Library, Match
from .model import Claim, Drug, Fact, Group, Record, Source, Verification
from .names import key
from .phrases import regional
from .sections import SECTIONS


class Listed(Record):
    """One line of `list`."""

    id: str
    name: str
    kind: str
    depth: str
    groups: tuple[str, ...]
    interactions_reviewed: bool


class Listing(Record):
    """The answer to `list`."""

    group: str | None
    drugs: tuple[Listed, ...]


class Hit(Record):
    """Where a search matched."""

    drug: str
    field: str
    text: str
    sources: tuple[str, ...]


class Search(Record):
    """The answer to `search`."""

    words: str
    hits: tuple[Hit, ...]
    sources: dict[str, Source]


class GroupView(Record):
    """One group with the drugs that are in it."""

    id: str
    group: Group
    children: tuple[str, ...]
    drugs: tuple[str, ...]


class Groups(Record):
    """The answer to `groups`."""

    groups: tuple[GroupView, ...]


class Cited(Record):
    """One source: how many facts rest on it, and how many of the library's were found in its text, and when."""

    id: str
    source: Source
    facts: int
    sections: tuple[str, ...]
    verified: Verification | None


class Sources(Record):
    """The answer to `sources`."""

    drug: Match | None
    cited: tuple[Cited, ...]


class Claims(Record):
    """The answer to `claims`; a name may be a drug or a group."""

    drugs: tuple[Match, ...]
    groups: tuple[str, ...]
    unresolved: tuple[Unresolved, ...]
    claims: tuple[Claim, ...]
    sources: dict[str, Source]


def listing(library: Library, group: str = "") -> Listing:
    """List the drugs, or those of a group."""
    wanted = library.group(group) if group else None
    drugs = [d for d in library.drugs.values() if not wanted or wanted in library.groups_of(d)]
    return Listing(group=wanted, drugs=tuple(
        Listed(id=d.id, name=d.name, kind=d.kind, depth=d.depth, groups=tuple(m.group for m in d.groups),
               interactions_reviewed=d.interactions_reviewed)
        for d in drugs
    ))  # fmt: skip


def search(library: Library, words: Sequence[str]) -> Search:
    """Find all the words in a name or in one fact of a record, whole words first."""
    wanted = [w for word in words for w in key(word).split()]
    if not wanted:
        raise UsageError("search needs a word, such as: medcompare search spasticity")
    hits = [hit for drug in library.drugs.values() for hit in _hits(library, drug, wanted)]
    hits += [
        Hit(drug=id, field="products", text=f"{product.name}: {' + '.join(product.ingredients)}", sources=product.source)
        for product in library.products
        if any(_matches(name, wanted) for name in (product.name, *product.names))
        for id in product.ingredients
        if id in library.drug_files
    ]
    cited = [ref for hit in hits for ref in hit.sources]
    return Search(words=" ".join(words), hits=tuple(hits), sources=cited_sources(library, cited))


def _hits(library: Library, drug: Drug, wanted: Sequence[str]) -> Iterator[Hit]:
    for field, text in [("name", drug.name), *(("synonym", s) for s in drug.synonyms)]:
        if _matches(text, wanted):
            yield Hit(drug=drug.id, field=field, text=text, sources=())
    for _, fields in SECTIONS.values():
        for field, _, _, facts in fields:
            for fact in facts(library, drug):
                group = library.groups.get(getattr(fact, "group", ""))
                text = " / ".join((group.name, *group.names)) if group else regional(fact)
                if _matches(text, wanted):
                    yield Hit(drug=drug.id, field=field, text=text, sources=fact.source)


def _matches(text: str, wanted: Sequence[str]) -> bool:
    words = f" {key(text)}"
    return all(f" {w}" in words for w in wanted)


def groups(library: Library, name: str = "") -> Groups:
    """Show the class tree, or one group with what is in it."""
    wanted = [library.group(name)] if name else list(library.groups)
    members = {d.id: library.groups_of(d) for d in library.drugs.values()}
    return Groups(groups=tuple(
        GroupView(
            id=g, group=library.groups[g], drugs=tuple(id for id, inside in members.items() if g in inside),
            children=tuple(id for id, other in library.groups.items() if g in other.parents),
        )
        for g in wanted
    ))  # fmt: skip


def sources(library: Library, name: str = "") -> Sources:
    """Show every source with how many facts rest on it, or those of one drug."""
    match = library.find(name) if name else None
    counts: dict[str, int] = {}
    sections: dict[str, dict[str, None]] = {}
    for fact in facts_of(library.drug(match.id)) if match else all_facts(library):
        for ref in fact.source:
            id, _, section = ref.partition("#")
            counts[id] = counts.get(id, 0) + 1
            sections.setdefault(id, {})[section] = None
    return Sources(drug=match, cited=tuple(
        Cited(id=id, source=library.sources[id], facts=counts[id], sections=tuple(sections[id]), verified=library.verified.get(id))
        for id in sorted(counts, key=lambda i: (-counts[i], i))
        if id in library.sources
    ))  # fmt: skip


def claims(library: Library, names: Sequence[str] = ()) -> Claims:
    """Show what is widely said of some drugs, or of all, and what the sources say."""
    found, unknown = resolve(library, names)
    groups, unresolved = _as_groups(library, unknown)
    reach = {m.id for m in found} | set(groups)
    for match in found:
        reach.update(library.groups_of(library.drug(match.id)))
    kept = tuple(c for c in library.claims if not names or reach.intersection(c.drugs))
    cited = [ref for c in kept for ref in c.source]
    return Claims(
        drugs=tuple(found), groups=tuple(groups), unresolved=tuple(unresolved), claims=kept,
        sources=cited_sources(library, cited),
    )  # fmt: skip


def _as_groups(library: Library, unknown: Sequence[Unresolved]) -> tuple[list[str], list[Unresolved]]:
    groups, unresolved = [], []
    for name in unknown:
        try:
            groups.append(library.group(name.input))
        except UnknownNameError:
            unresolved.append(name)
    return groups, unresolved


def facts_of(record: Any) -> Iterator[Fact]:
    """Yield every fact in a record, at any depth."""
    if isinstance(record, Fact):
        yield record
    elif isinstance(record, Record):
        for field in record.fields:
            yield from facts_of(getattr(record, field))
    elif isinstance(record, tuple):
        for item in record:
            yield from facts_of(item)


def all_facts(library: Library) -> Iterator[Fact]:
    """Yield every fact of the library: records, rules, and what stands outside them."""
    yield from (f for drug in library.drugs.values() for f in facts_of(drug))
    yield from (rule for rules in library.rules.values() for rule in rules)
    yield from (fact for facts in library.shared.values() for fact in facts)
