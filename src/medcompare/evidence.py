"""Trials and reviews: head-to-head first, and what has not been studied."""

from collections.abc import Sequence
from itertools import combinations

from .compare import Unresolved, cited_sources, resolve
from .library import Library, Match
from .model import Record, Source, Study


class Evidence(Record):
    """The answer to `evidence`; `not_studied` names pairs without a head-to-head trial in these data."""

    drugs: tuple[Match, ...]
    unresolved: tuple[Unresolved, ...]
    studies: tuple[Study, ...]
    not_studied: tuple[tuple[str, ...], ...]
    sources: dict[str, Source]


def evidence(library: Library, names: Sequence[str], regions: Sequence[str] = ()) -> Evidence:
    """Gather the studies of one drug or several; those that compare them stand first."""
    found, unresolved = resolve(library, names)
    ids = list(dict.fromkeys(m.id for m in found))
    studies = {s.id: s for id in ids for s in library.studies_of(id) if not regions or s.region in regions}
    ordered = sorted(studies.values(), key=lambda s: (-_compared(s, ids), -s.year, s.id))
    pairs = [(a, b) for a, b in combinations(ids, 2) if not any(s.head_to_head and {a, b} <= {*s.drugs} for s in ordered)]
    cited = [ref for s in ordered for ref in s.source]
    return Evidence(
        drugs=tuple(found), unresolved=tuple(unresolved), studies=tuple(ordered), not_studied=tuple(pairs),
        sources=cited_sources(library, cited),
    )  # fmt: skip


def _compared(study: Study, ids: Sequence[str]) -> int:
    """How many of the asked drugs a head-to-head study compares."""
    return len(set(study.drugs) & set(ids)) if study.head_to_head else 0
