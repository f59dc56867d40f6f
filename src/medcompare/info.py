"""What this copy holds: versions, records, facts, sources, reviews."""

from collections.abc import Iterator
from datetime import date

from .catalog import all_facts
from .library import Library
from .model import Record


class Info(Record):
    """The answer to `info`; the reviews are dates, for age is shown and never judged."""

    version: str
    data: str
    records: int
    full_depth: int
    interactions_reviewed: int
    facts: int
    sourced_facts: int
    label_facts: int
    verified_facts: int
    last_verified: date | None
    rules: int
    sources: int
    claims: int
    oldest_review: date | None
    newest_review: date | None


def info(library: Library) -> Info:
    """Count what the library holds."""
    from . import __version__

    drugs = list(library.drugs.values())
    facts = list(all_facts(library))
    reviews = sorted(_reviews(library))
    labels = {id for id, s in library.sources.items() if s.kind == "fda-label"}
    return Info(
        version=__version__, data=library.version, records=len(drugs), full_depth=sum(d.depth == "full" for d in drugs),
        interactions_reviewed=sum(d.interactions_reviewed for d in drugs), facts=len(facts),
        sourced_facts=sum(bool(f.source) for f in facts), label_facts=sum(any(s.partition("#")[0] in labels for s in f.source) for f in facts),
        verified_facts=sum(v.verified for v in library.verified.values()),
        last_verified=max((v.on for v in library.verified.values()), default=None),
        rules=sum(map(len, library.rules.values())), sources=len(library.sources), claims=len(library.claims),
        oldest_review=reviews[0] if reviews else None, newest_review=reviews[-1] if reviews else None,
    )  # fmt: skip


def _reviews(library: Library) -> Iterator[date]:
    yield from (d.reviewed for d in library.drugs.values() if d.reviewed)
