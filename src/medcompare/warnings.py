"""What to watch: boxed warnings first, then contraindications, then warnings by topic."""

from collections.abc import Sequence
from typing import get_args

from .compare import Cell, Unresolved, cell, cited_sources, resolve
from .errors import UsageError
from .library import Library, Match
from .model import Drug, Fact, Record, Source, Topic

TOPICS = ("boxed", "contraindication", *get_args(Topic))


class Topical(Record):
    """What each drug's sources say on one topic; `both` holds what all of them carry, said once."""

    topic: str
    both: tuple[str, ...]
    values: tuple[Cell, ...]


class Warned(Record):
    """The answer to `warnings`."""

    drugs: tuple[Match, ...]
    unresolved: tuple[Unresolved, ...]
    topics: tuple[Topical, ...]
    sources: dict[str, Source]


def warnings(library: Library, names: Sequence[str], topics: Sequence[str] = (), regions: Sequence[str] = ()) -> Warned:
    """Gather warnings of one drug or several, side by side."""
    for topic in topics:
        if topic not in TOPICS:
            raise UsageError(f"--topic {topic!r}: no such topic; topics: {', '.join(TOPICS)}")
    found, unresolved = resolve(library, names)
    drugs = [library.drug(m.id) for m in found]
    shown = [_topical(library, t, drugs, regions) for t in TOPICS if not topics or t in topics]
    kept = tuple(t for t in shown if topics or any(c.status != "not-recorded" or c.text for c in t.values))
    cited = [ref for t in kept for c in t.values for ref in c.sources]
    return Warned(drugs=tuple(found), unresolved=tuple(unresolved), topics=kept, sources=cited_sources(library, cited))


def facts_on(drug: Drug, topic: str) -> Sequence[Fact]:
    """Return a drug's facts on a topic."""
    if topic == "boxed":
        return drug.boxed_warnings
    if topic == "contraindication":
        return drug.contraindications
    return [w for w in drug.warnings if w.topic == topic]


def _topical(library: Library, topic: str, drugs: Sequence[Drug], regions: Sequence[str]) -> Topical:
    field = {"boxed": "boxed_warnings", "contraindication": "contraindications"}.get(topic, f"warnings.{topic}")
    recorded = [facts_on(d, topic) for d in drugs]
    kept = [[f for f in facts if not regions or f.region in regions] for facts in recorded]
    values = tuple(
        cell(library, d, field, shown, regions, elsewhere=bool(own)) for d, shown, own in zip(drugs, kept, recorded, strict=True)
    )
    subjects = [{_subject(f).casefold() for f in facts} for facts in kept]
    shared = set.intersection(*subjects) if len(subjects) > 1 else set()
    both = dict.fromkeys(_subject(f) for f in (kept[0] if kept else ()) if _subject(f).casefold() in shared)
    return Topical(topic=topic, both=tuple(both), values=values)


def _subject(fact: Fact) -> str:
    return getattr(fact, "title", getattr(fact, "text", ""))
