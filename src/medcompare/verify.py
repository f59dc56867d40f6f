"""Every fact against the label text that it cites: each number with its unit, each term by its words."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Literal, get_args

from .errors import UsageError
from .labels import Label, read_labels
from .labeltext import Text, has_words, nearest, prepare
from .library import Library
from .model import Absence, Exempt, Fact, Record
from .model import Verification as Found
from .needs import needs_of
from .progress import progress

Status = Literal["verified", "excepted", "not-found", "section-missing", "label-missing", "no-label"]


class Located(Record):
    """A fact with where it stands in the data."""

    owner: str
    path: str
    fact: Fact


class Verified(Record):
    """What became of one fact; `missing` names what was not found, `nearest` the closest passage."""

    owner: str
    path: str
    status: Status
    missing: tuple[str, ...]
    sources: tuple[str, ...]
    nearest: str


class Tally(Record):
    """Counts of one kind."""

    name: str
    verified: int
    excepted: int
    failed: int


class Newer(Record):
    """A label that has changed since it was cited."""

    source: str
    cited: str
    found: str
    facts_not_found: tuple[str, ...]


class Verification(Record):
    """The answer to `verify`."""

    labels_read: int
    labels_cited: int
    without_set_id: int
    several_versions: tuple[str, ...]
    facts: int
    verified: int
    excepted: int
    not_found: int
    section_missing: int
    label_missing: int
    other_sources: int
    by_section: tuple[Tally, ...]
    problems: tuple[Verified, ...]
    newer: tuple[Newer, ...]
    stale_exceptions: tuple[Exempt, ...]


def verify(library: Library, labels: Path, names: Sequence[str] = ()) -> Verification:
    """Check facts against labels; with names, only those of some drugs."""
    owners = [library.find(name).id for name in names]
    results, found, read, without, twice = results_of(library, labels, owners)
    results, stale = _except(results, library.exceptions)
    newer = tuple(_newer(library, found, results))
    count = {status: sum(r.status == status for r in results) for status in get_args(Status)}
    return Verification(
        labels_read=read, labels_cited=len(found), without_set_id=without, several_versions=tuple(sorted(twice)),
        facts=len(results), verified=count["verified"], excepted=count["excepted"], not_found=count["not-found"],
        section_missing=count["section-missing"], label_missing=count["label-missing"], other_sources=count["no-label"],
        by_section=tuple(_tallies(results)), newer=newer, stale_exceptions=() if owners else stale,
        problems=tuple(r for r in results if r.status in ("not-found", "section-missing")),
    )  # fmt: skip


def results_of(
    library: Library, labels: Path, owners: Sequence[str] = ()
) -> tuple[list[Verified], dict[str, Label], int, int, set[str]]:
    """Judge every fact, or those of some drugs; return with them the labels that are cited, and what was read."""
    wanted = {s.set_id: id for id, s in library.sources.items() if s.set_id and s.kind == "fda-label"}
    found, read, without, twice = _cited(labels, wanted)
    texts: dict[tuple[str, str], Text] = {}
    facts = (f for f in located(library) if not owners or f.owner in owners)
    return [_verify(library, f, found, texts) for f in facts], found, read, without, twice


def per_label(answer: Iterable[Verified], known: Container[str], on: Date) -> dict[str, Found]:
    """Count, for each label that was here, its facts and those that were found; a fact counts with its first label."""
    counts: dict[str, list[int]] = {}
    for result in answer:
        ids = [ref.partition("#")[0] for ref in result.sources]
        id = next((i for i in ids if i in known), None)
        if id and result.status in ("verified", "excepted", "not-found", "section-missing"):
            count = counts.setdefault(id, [0, 0])
            count[0] += 1
            count[1] += result.status == "verified"
    return {id: Found(facts=facts, verified=verified, on=on) for id, (facts, verified) in sorted(counts.items())}


def record(library: Library, labels: Path, on: Date) -> None:
    """Verify everything, and keep the counts in the data for `sources` and `info`."""
    results, known, *_ = results_of(library, labels)
    counts = per_label(results, known, on)
    lines = [f"[{id}]\nfacts = {c.facts}\nverified = {c.verified}\non = {c.on.isoformat()}\n" for id, c in counts.items()]
    head = "# Written by `medcompare verify --record`: facts found in the text of the label that they cite.\n\n"
    (library.roots[0] / "verified.toml").write_text(head + "\n".join(lines), encoding="utf-8")


def located(library: Library) -> Iterator[Located]:
    """Yield every fact with where it stands."""
    from .checks import walk

    for id, drug in library.drugs.items():
        yield from (Located(owner=id, path=path, fact=fact) for path, fact in walk(drug) if isinstance(fact, Fact))
    for family, rules in library.rules.items():
        yield from (Located(owner=f"interactions/{family}", path=r.id, fact=r) for r in rules)
    for owner, facts in library.shared.items():
        yield from (Located(owner=owner, path=getattr(f, "id", getattr(f, "name", "")), fact=f) for f in facts)


def _cited(path: Path, wanted: dict[str, str]) -> tuple[dict[str, Label], int, int, set[str]]:
    found: dict[str, Label] = {}
    read = without = 0
    twice: set[str] = set()
    with progress(path, "labels") as seen:
        for label in seen(read_labels(path)):
            read += 1
            without += not label.set_id
            if label.set_id not in wanted:
                continue
            id = wanted[label.set_id]
            if id in found:
                twice.add(id)
            if id not in found or label.date > found[id].date:
                found[id] = label
    if not read:
        raise UsageError(f"--labels {path}: holds no label")
    return found, read, without, twice


def _verify(library: Library, located: Located, labels: dict[str, Label], texts: dict[tuple[str, str], Text]) -> Verified:
    fact = located.fact
    refs = [ref.partition("#")[::2] for ref in fact.source]
    known = [(id, section) for id, section in refs if id in labels]
    status, missing, passage = _judge(library, fact, refs, known, labels, texts)
    return Verified(owner=located.owner, path=located.path, status=status, missing=missing, sources=fact.source, nearest=passage)


def _judge(
    library: Library, fact: Fact, refs: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]],
    labels: dict[str, Label], texts: dict[tuple[str, str], Text],
) -> tuple[Status, tuple[str, ...], str]:  # fmt: skip
    if not known:
        cites_label = any(id in library.sources and library.sources[id].set_id for id, _ in refs)
        return "label-missing" if cites_label else "no-label", (), ""
    present = [(id, s) for id, s in known if labels[id].sections.get(s)]
    if isinstance(fact, Absence):
        return (
            ("not-found", (f"{fact.field} is there",), "")
            if present and fact.status == "none" and "." not in fact.field
            else ("verified", (), "")
        )
    if not present:
        return "section-missing", tuple(f"{id}#{s}" for id, s in known), ""
    for key in present:
        if key not in texts:
            texts[key] = prepare(labels[key[0]].sections[key[1]])
    sections = [texts[key] for key in present]
    elsewhere = len(present) < len(refs)
    worded = [prepare(words) for words in fact.as_]
    missing = [n for n in needs_of(library, fact) if not any(n.stands_in(t) for t in sections) and not n.worded_in(worded)]
    missing_words = [w for w in fact.as_ if not any(has_words(t, w) for t in sections)]
    if elsewhere:  # another cited source, which is not here, may hold the rest
        missing = [n for n in missing if n.dose and len(refs) == len(known)]
        missing_words = []
    if not missing and not missing_words:
        return "verified", (), ""
    names = (*(n.text for n in missing), *(f'"{w}"' for w in missing_words))
    whole = " ".join(labels[id].sections[s] for id, s in present)
    return "not-found", names, nearest(whole, [w for n in names for w in n.split()])


def _except(results: Sequence[Verified], exceptions: Iterable[Exempt]) -> tuple[list[Verified], tuple[Exempt, ...]]:
    known = {(e.owner, e.path, e.missing): e for e in exceptions}
    used: set[tuple[str, str, str]] = set()
    settled = []
    for result in results:
        keys = [(result.owner, result.path, m) for m in result.missing]
        if result.status == "not-found" and keys and all(k in known for k in keys):
            used.update(keys)
            result = result.replace(status="excepted")
        settled.append(result)
    return settled, tuple(e for k, e in known.items() if k not in used)


def _newer(library: Library, labels: dict[str, Label], results: Sequence[Verified]) -> Iterator[Newer]:
    for id, label in labels.items():
        cited = library.sources[id].date
        found = label.date.replace("-", "")
        if cited and found and found > cited.strftime("%Y%m%d"):
            lost = tuple(f"{r.owner} {r.path}: {', '.join(r.missing)}" for r in results
                         if r.status == "not-found" and any(s.startswith(f"{id}#") for s in r.sources))  # fmt: skip
            yield Newer(source=id, cited=cited.isoformat(), found=label.date, facts_not_found=lost)


def _tallies(results: Sequence[Verified]) -> Iterator[Tally]:
    counts: dict[str, list[int]] = {}
    place = {"verified": 0, "excepted": 1, "not-found": 2, "section-missing": 2}
    for result in results:
        if result.status in place:
            name = result.sources[0].partition("#")[2]
            counts.setdefault(name, [0, 0, 0])[place[result.status]] += 1
    for name, (verified, excepted, failed) in sorted(counts.items()):
        yield Tally(name=name, verified=verified, excepted=excepted, failed=failed)
