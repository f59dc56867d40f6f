"""Rules between drugs and groups, applied to pairs and to whole lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal, get_args

from .library import Library, Match
from .model import Action, Drug, Evidence, Record, Rule, Severity

SEVERITIES: tuple[str, ...] = get_args(Severity)
ACTIONS: tuple[str, ...] = get_args(Action)
"""Worst and strictest first."""


class Finding(Record):
    """One thing that happens when two drugs meet; `of` and `on` name the sides: `of` acts, `on` is affected."""

    rule: str
    mechanism_file: str
    of: str
    on: str
    both_ways: bool
    severity: Severity
    action: Action
    evidence: Evidence
    effect: str
    mechanism: str
    management: str
    modifiers: tuple[str, ...]
    region: str
    also: tuple[str, ...]
    sources: tuple[str, ...]


class Pair(Record):
    """What is recorded of two drugs; a pair without a finding is none-recorded only if both labels were reviewed.

    `notes` say what of a reviewed label could not be read.
    """

    a: str
    b: str
    status: Literal["interacts", "none-recorded", "not-reviewed"]
    severity: Severity | None
    action: Action | None
    not_reviewed: tuple[str, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


class Duplicate(Record):
    """The same ingredient twice, or two drugs of one class."""

    kind: Literal["ingredient", "class"]
    of: str
    name: str
    drugs: tuple[str, ...]
    inputs: tuple[str, ...]


class Burden(Record):
    """An effect that three or more drugs of a list share."""

    kind: str
    drugs: tuple[str, ...]


def pairs_of(library: Library, ids: Sequence[str]) -> list[Pair]:
    """Check every pair of different drugs, in the order of the list."""
    return [pair(library, a, b) for a, b in combinations(dict.fromkeys(ids), 2)]


def pair(library: Library, a: str, b: str) -> Pair:
    """Check two drugs against every rule."""
    drugs = (library.drug(a), library.drug(b))
    findings = tuple(find(library, *drugs))
    unreviewed = tuple(d.id for d in drugs if not d.interactions_reviewed)
    status = "interacts" if findings else "not-reviewed" if unreviewed else "none-recorded"
    return Pair(
        a=a, b=b, status=status, not_reviewed=unreviewed, findings=findings,
        notes=tuple(f"{d.name}: {d.interactions_note}" for d in drugs if d.interactions_note),
        severity=findings[0].severity if findings else None, action=findings[0].action if findings else None,
    )  # fmt: skip


def find(library: Library, a: Drug, b: Drug) -> list[Finding]:
    """Return the findings of a pair, worst first, one for each mechanism and direction."""
    reach = {d.id: {d.id, *library.groups_of(d)} for d in (a, b)}
    hits = [(family, rule, x, y) for family, rule in library.rules_between(a, b) for x, y in _sides(rule, a, b, reach)]
    overridden = {id for _, rule, _, _ in hits for id in rule.overrides}
    kept = [hit for hit in hits if hit[1].id not in overridden]
    by_mechanism: dict[tuple[str, str], list[tuple[str, Rule, Drug, Drug]]] = {}
    for hit in kept:
        family, rule, x, y = hit
        by_mechanism.setdefault((family, _affected(rule, x, y)), []).append(hit)
    findings = [_finding(sorted(same, key=lambda hit: _rank(hit[1], hit[2], hit[3]))) for same in by_mechanism.values()]
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), ACTIONS.index(f.action), f.rule))


def _sides(rule: Rule, a: Drug, b: Drug, reach: dict[str, set[str]]) -> Iterator[tuple[Drug, Drug]]:
    if any(reach[d.id].intersection(rule.except_) for d in (a, b)):
        return
    for x, y in ((a, b), (b, a)):
        if reach[x.id].intersection(rule.a) and reach[y.id].intersection(rule.b):
            yield x, y
            if rule.affects == "both":
                return  # the other way round is the same finding


def _affected(rule: Rule, x: Drug, y: Drug) -> str:
    return {"a": x.id, "b": y.id, "both": ""}[rule.affects]


def _rank(rule: Rule, x: Drug, y: Drug) -> tuple[int, int, str]:
    named = (x.id in rule.a) + (y.id in rule.b)
    return SEVERITIES.index(rule.severity), -named, rule.id


def _finding(hits: Sequence[tuple[str, Rule, Drug, Drug]]) -> Finding:
    family, rule, x, y = hits[0]
    of, on = (y, x) if rule.affects == "a" else (x, y)
    if rule.affects == "both":
        of, on = sorted((x, y), key=lambda d: d.id)
    same_grade = [h[1] for h in hits if h[1].severity == rule.severity]
    return Finding(
        rule=rule.id, mechanism_file=family, of=of.id, on=on.id, both_ways=rule.affects == "both",
        severity=rule.severity, action=rule.action, evidence=rule.evidence, effect=rule.effect,
        mechanism=rule.mechanism, management=rule.management, modifiers=rule.modifiers, region=rule.region,
        also=tuple(dict.fromkeys(h[1].id for h in hits[1:] if h[1].id != rule.id)),
        sources=tuple(dict.fromkeys(s for r in same_grade for s in r.source)),
    )  # fmt: skip


def recorded_for(library: Library, id: str) -> list[Pair]:
    """Return every pair with a finding for one drug over the whole library, worst first."""
    pairs = [pair(library, id, other) for other in library.drugs if other != id]
    return sorted((p for p in pairs if p.severity), key=lambda p: (SEVERITIES.index(p.severity or ""), p.b))


def duplicates(library: Library, matches: Iterable[Match]) -> list[Duplicate]:
    """Find the same ingredient entered twice, and classes with two or more drugs on the list."""
    inputs: dict[str, list[str]] = {}
    for match in matches:
        inputs.setdefault(match.id, []).append(match.input)
    found = [
        Duplicate(kind="ingredient", of=id, name=library.drug(id).name, drugs=(id,), inputs=tuple(typed))
        for id, typed in inputs.items()
        if len(typed) > 1
    ]
    for group, drugs in _members(library, inputs).items():
        if library.groups[group].duplicate and len(drugs) > 1:
            typed = tuple(t for d in drugs for t in inputs[d])
            found.append(Duplicate(kind="class", of=group, name=library.groups[group].name, drugs=drugs, inputs=typed))
    return found


def burdens(library: Library, ids: Iterable[str]) -> list[Burden]:
    """Find the effects that add up over three or more drugs of a list."""
    adding: dict[str, dict[str, None]] = {}
    for group, drugs in _members(library, ids).items():
        if library.groups[group].burden:
            adding.setdefault(library.groups[group].burden, {}).update(dict.fromkeys(drugs))
    return [Burden(kind=kind, drugs=tuple(drugs)) for kind, drugs in adding.items() if len(drugs) > 2]


def _members(library: Library, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for id in dict.fromkeys(ids):
        for group in library.groups_of(library.drug(id)):
            if group in library.groups:
                members[group] = (*members.get(group, ()), id)
    return members
