"""A medication list checked: every pair answered, nothing passed over in silence."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import Literal

from .compare import cited_sources
from .entries import PartlyUnknownError, resolve_entry, split_line
from .errors import UnknownNameError, UsageError
from .ignores import Ignore, apply_ignores
from .interactions import SEVERITIES, Burden, Duplicate, Pair, burdens, duplicates, pairs_of, recorded_for
from .library import Library, Match
from .medlists import Entry, MedList, Trouble
from .model import Record, Source


class ListedDrug(Match):
    """A drug of the list, with where it stands."""

    file: str
    line: int | None


class Unread(Record):
    """An entry, or an ingredient of one, that no record has; it is checked against nothing."""

    input: str
    part: str
    file: str
    line: int | None
    suggestions: tuple[str, ...]
    reason: str


class Coverage(Record):
    """How many pairs there are and what is known of them; the last four add up to the first."""

    pairs: int
    interacting: int
    none_recorded: int
    not_reviewed: int
    not_checkable: int


class Checklist(Record):
    """The answer to `interactions`."""

    drugs: tuple[ListedDrug, ...]
    unresolved: tuple[Unread, ...]
    troubles: tuple[Trouble, ...]
    stopped: int
    pairs: tuple[Pair, ...]
    below_minimum: int
    ignored: tuple[Ignore, ...]
    duplicates: tuple[Duplicate, ...]
    burdens: tuple[Burden, ...]
    coverage: Coverage
    within_products: tuple[tuple[str, ...], ...]
    worst: Literal["contraindicated", "major", "moderate", "minor"] | None
    sources: dict[str, Source]


class Change(Record):
    """The answer to `diff`: pairs with findings that a changed list adds, removes and keeps, and new pairs not reviewed."""

    drugs_added: tuple[str, ...]
    drugs_removed: tuple[str, ...]
    unresolved: tuple[Unread, ...]
    troubles: tuple[Trouble, ...]
    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    kept: tuple[Pair, ...]
    not_reviewed: tuple[Pair, ...]
    sources: dict[str, Source]


def check_list(library: Library, lists: Sequence[MedList], minimum: str = "", ignores: Sequence[Ignore] = ()) -> Checklist:
    """Check every pair of some lists taken together; below `minimum` findings are counted, not shown."""
    drugs, unread = _taken(library, lists)
    ids = list(dict.fromkeys(d.id for d in drugs))
    fixed = _within_products(drugs)
    alone = len(drugs) == 1 and not unread and not drugs[0].file  # one name typed, not a list of one
    pairs = apply_ignores(recorded_for(library, ids[0]) if alone else _pairs(library, ids, fixed), ignores)
    shown = [_at_least(p, minimum) for p in pairs]
    cited = [ref for p in shown for f in p.findings for ref in f.sources]
    return Checklist(
        drugs=tuple(drugs), unresolved=tuple(unread), troubles=tuple(t for one in lists for t in one.troubles),
        stopped=sum(e.stopped for one in lists for e in one.entries), pairs=tuple(sorted(shown, key=_worst_first)),
        below_minimum=sum(len(p.findings) for p in pairs) - sum(len(p.findings) for p in shown),
        ignored=tuple(ignores), duplicates=tuple(duplicates(library, drugs)), burdens=tuple(burdens(library, ids)),
        coverage=_coverage(pairs, len(ids), len(unread)), within_products=tuple(sorted(tuple(sorted(p)) for p in fixed)), worst=min((p.severity for p in pairs if p.severity), key=SEVERITIES.index, default=None),
        sources=cited_sources(library, cited),
    )  # fmt: skip


def _taken(library: Library, lists: Sequence[MedList]) -> tuple[list[ListedDrug], list[Unread]]:
    entries = [e for one in lists for e in one.entries if not e.stopped]
    drugs, unread = read_entries(library, [piece for e in entries for piece in split_line(library, e)])
    if not drugs and not unread:
        raise UsageError("there is no medication to check; type names, or --from FILE")
    return drugs, unread


def _pairs(library: Library, ids: Sequence[str], fixed: set[frozenset[str]]) -> list[Pair]:
    return [p for p in pairs_of(library, ids) if frozenset((p.a, p.b)) not in fixed]


def _within_products(drugs: Sequence[ListedDrug]) -> set[frozenset[str]]:
    """Pairs that stand on the list only as the ingredients of one product: a fixed combination is no finding."""
    places: dict[str, set[tuple[str, str, int | None]]] = {}
    for drug in drugs:
        if drug.matched_as == "product":
            places.setdefault(drug.id, set()).add((drug.input, drug.file, drug.line))
        else:
            places.setdefault(drug.id, set()).add(("", drug.id, None))
    return {frozenset((a, b)) for a, b in combinations(places, 2) if places[a] == places[b] and len(places[a]) == 1}


def read_entries(library: Library, entries: Iterable[Entry]) -> tuple[list[ListedDrug], list[Unread]]:
    """Turn entries into drugs, and into what is in no record."""
    drugs: list[ListedDrug] = []
    unread: list[Unread] = []
    found: list[Match]
    missing: list[str]
    near: tuple[str, ...]
    for entry in entries:
        try:
            found, missing, near, why = resolve_entry(library, entry), [], (), ""
        except PartlyUnknownError as error:
            found, missing, near, why = error.found, error.missing, error.suggestions, error.reason
        except UnknownNameError as error:
            found, missing, near, why = [], [error.name], error.suggestions, error.reason
        drugs += [ListedDrug(**m.__dict__, file=entry.file, line=entry.line) for m in found]
        unread += [
            Unread(input=entry.text, part=p, file=entry.file, line=entry.line, suggestions=near, reason=why) for p in missing
        ]
    return drugs, unread


def change(library: Library, before: MedList, after: MedList) -> Change:
    """Compare the findings of two lists."""
    (old, old_unread), (new, new_unread) = _taken(library, [before]), _taken(library, [after])
    ids = [list(dict.fromkeys(d.id for d in side)) for side in (old, new)]
    found = [
        {(p.a, p.b): p for p in _pairs(library, sorted(names), _within_products(side)) if p.status != "none-recorded"}
        for names, side in zip(ids, (old, new), strict=True)
    ]
    pairs = {
        "added": [p for k, p in found[1].items() if k not in found[0] and p.findings],
        "removed": [p for k, p in found[0].items() if k not in found[1] and p.findings],
        "kept": [p for k, p in found[1].items() if k in found[0] and p.findings],
        "not_reviewed": [p for k, p in found[1].items() if k not in found[0] and not p.findings],
    }
    cited = [ref for group in pairs.values() for p in group for f in p.findings for ref in f.sources]
    return Change(
        drugs_added=tuple(i for i in ids[1] if i not in ids[0]), drugs_removed=tuple(i for i in ids[0] if i not in ids[1]),
        unresolved=(*old_unread, *new_unread), troubles=(*before.troubles, *after.troubles), sources=cited_sources(library, cited),
        **{name: tuple(sorted(group, key=_worst_first)) for name, group in pairs.items()},
    )  # fmt: skip


def _at_least(pair: Pair, minimum: str) -> Pair:
    if not minimum:
        return pair
    least = SEVERITIES.index(minimum)
    return pair.replace(findings=tuple(f for f in pair.findings if SEVERITIES.index(f.severity) <= least))


def _worst_first(pair: Pair) -> tuple[int, int]:
    order = ("interacts", "not-reviewed", "none-recorded")
    return (SEVERITIES.index(pair.severity) if pair.severity else len(SEVERITIES)), order.index(pair.status)


def _coverage(pairs: Sequence[Pair], drugs: int, unread: int) -> Coverage:
    count = {s: sum(p.status == s for p in pairs) for s in ("interacts", "none-recorded", "not-reviewed")}
    not_checkable = comb(drugs + unread, 2) - comb(drugs, 2)
    return Coverage(
        pairs=len(pairs) + not_checkable, interacting=count["interacts"], none_recorded=count["none-recorded"],
        not_reviewed=count["not-reviewed"], not_checkable=not_checkable,
    )  # fmt: skip


def reached(answer: Checklist, threshold: str) -> bool:
    """Say whether a finding is as bad as a threshold, or worse."""
    return answer.worst is not None and SEVERITIES.index(answer.worst) <= SEVERITIES.index(threshold)
