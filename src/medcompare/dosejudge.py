"""A dose held against one regimen: its maxima, its amounts, its rhythm."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from .doseamounts import (
    at_once,
    daily_against,
    doses_of,
    given_per_day,
    in_a_day,
    least_often,
    most_often,
    rhythm_of,
    single_against,
    times_a_day,
)
from .model import Adjustment, Dose, Fact, Maximum, Record, Regimen
from .names import key
from .patients import Patient
from .phrases import amount, dose, maximum, most_times, number, phrase, product, span
from .units import Daily, convert, plain

Verdict = Literal["within", "below", "above", "avoid", "contraindicated", "cannot-tell"]
Judgement = tuple[Verdict, str]

STRICTEST: tuple[Verdict, ...] = ("contraindicated", "avoid", "above", "cannot-tell", "below", "within")
REFUSALS = frozenset(STRICTEST[:3])

INJECTED = frozenset({"injection", "intravenous", "intramuscular", "subcutaneous"})
"""Routes that a label may speak of as one."""


class Spoken(Record):
    """A rule that spoke: what it makes of the dose, in words, with its sources."""

    verdict: Verdict
    text: str
    sources: tuple[str, ...]


def about(rule: Fact, regimen: Regimen) -> bool:
    """Say whether a rule is about a regimen's use, route, form and release; one that names none of them is about all."""
    uses = set(getattr(rule, "indications", ()))
    form, release = key(getattr(rule, "form", "")), key(getattr(rule, "release", ""))
    return (
        by_route(rule, regimen.route)
        and (not form or form in key(regimen.form))
        and (not release or release == key(regimen.release))
        and (not uses or not uses.isdisjoint(regimen.indications))
    )


def by_route(rule: Fact, route: str) -> bool:
    """Say whether a rule is about a route, or about all."""
    named = getattr(rule, "route", "")
    return not named or key(named) == key(route) or {key(named), key(route)} <= INJECTED


def against(given: Dose, regimens: Sequence[Regimen], rules: Sequence[tuple[Adjustment, bool]], patient: Patient) -> list[Spoken]:
    """Judge a dose by each regimen and the rules, sure or not, of its product; what comes to the same is said once."""
    ours = [(rule, sure, [r for r in regimens if about(rule, r)]) for rule, sure in rules]
    told = {id(rule): _adjustment(rule, sure, given, patient) for rule, sure in rules}
    spoken = [told[id(rule)] for rule, _, own in ours if len(own) == len(regimens) or told[id(rule)].verdict == "within"]
    judged: dict[Judgement, list[Regimen]] = {}
    for regimen in regimens:
        mine = [(rule, sure, own) for rule, sure, own in ours if regimen in own]
        found = [_one(given, regimen, [rule for rule, sure, _ in mine if sure], patient)]
        found += [(t.verdict, t.text) for rule, _, own in mine if len(own) < len(regimens) for t in [told[id(rule)]]]
        judged.setdefault(min(found, key=lambda j: STRICTEST.index(j[0])), []).append(regimen)
    extra = [s for rule, sure, own in ours if sure and own for s in rule.source]
    by_regimen = [
        Spoken(
            verdict=verdict, text=f"{_named(same)}: {text}",
            sources=tuple(dict.fromkeys([*(s for r in same for s in r.source), *extra])),
        )
        for (verdict, text), same in judged.items()
    ]  # fmt: skip
    verdicts = {s.verdict for s in by_regimen}
    if len(verdicts) < 2 or verdicts <= REFUSALS:
        return spoken + by_regimen
    # Which regimen is meant decides; a dose that suits one of them only is not called within.
    uses = "; ".join(f"{s.text}: {s.verdict}" for s in by_regimen)
    text = f"the regimens differ, so name --indication, --route or --form: {uses}"
    return [
        *spoken,
        Spoken(verdict="cannot-tell", text=text, sources=tuple(dict.fromkeys(x for s in by_regimen for x in s.sources))),
    ]


def _adjustment(rule: Adjustment, sure: bool, given: Dose, patient: Patient) -> Spoken:
    verdicts: dict[str, Verdict] = {"contraindicated": "contraindicated", "avoid": "avoid", "not-established": "cannot-tell"}
    verdict: Verdict = verdicts.get(rule.effect, "within")
    if rule.effect == "reduce" and not (rule.max_daily or rule.max_dose or rule.usual or _starts(rule, given, patient)):
        verdict = "cannot-tell"  # lower, but the source gives no figure for this dose
    if not sure and rule.effect in ("contraindicated", "avoid", "reduce", "not-established"):
        verdict = "cannot-tell"  # it may be about this patient
    return Spoken(verdict=verdict, text=phrase(rule), sources=rule.source)


def _starts(rule: Adjustment, given: Dose, patient: Patient) -> bool:
    """Say whether a dose is no higher than the reduced start that a rule names."""
    daily = given_per_day(given, patient)
    span = in_a_day(rule.start, daily, patient) if rule.start and daily else None
    return bool(span and daily and daily.high <= span[1])


def _one(given: Dose, regimen: Regimen, rules: Sequence[Adjustment], patient: Patient) -> Judgement:
    """Judge a dose by one regimen and the figures of the adjustments that surely apply."""
    above = _limits(given, regimen, rules, patient)
    if above:
        return above
    named = [r.usual for r in rules if r.usual] or [*doses_of(regimen), *(r.start for r in rules if r.start)]
    daily = given_per_day(given, patient)
    if daily is None:
        return _at_once(given, named, patient)
    spans = [s for d in (*named, *_top(regimen, rules)) for s in [in_a_day(d, daily, patient)] if s]
    if not spans:
        return "cannot-tell", "its amounts cannot be compared with this dose (weight, unit or rhythm)"
    caps = [c for r in rules if r.max_daily for c in [daily_against(given, r.max_daily, patient)] if isinstance(c, tuple)]
    first = [s[0] for d in named for s in [at_once(d, given.replace(per="dose"), patient)] if s and daily.unit == given.unit]
    low = min([s[0] for s in spans] + first + ([daily.low] if caps else []))
    high = max(s[1] for s in spans)
    reduced = [s[1] for r in rules if r.usual for s in [in_a_day(r.usual, daily, patient)] if s]
    if reduced and daily.high > min(reduced):
        top = amount(min(reduced), min(reduced), daily.unit, daily.per)
        return "above", f"{_shown(daily)} is above the reduced dose of {top}"
    # What is taken as needed is too little only if it would be even when it is taken each time.
    if (daily.high if given.as_needed else daily.low) < low:
        return "below", f"{_shown(daily)} is below {amount(low, low, daily.unit, daily.per)}, the least that it names"
    limits = _stated(given, (regimen, *rules))
    if daily.high > high and (over := _above_the_regimen(limits, named)):
        return "cannot-tell", f"{_shown(daily)} is above {amount(high, high, daily.unit, daily.per)}, {over}"
    return (
        _rhythm(given, regimen, named, patient)
        or _reduced_rhythm(given, rules)
        or ("within", f"{_shown(daily)} {_allowed(limits, low, high, daily)}")
    )


def _above_the_regimen(limits: Sequence[Maximum], named: Sequence[Dose]) -> str:
    """What a dose above the top of its regimen, and above no stated maximum, is; empty if a maximum lets it be."""
    if not limits:
        return "the top of the regimen; no maximum is stated"
    by_weight = any(d.per.startswith("kg/") for d in named) and not any(m.per.startswith("kg/") for m in limits)
    return "the top of the regimen for this weight; the maximum holds for any weight" if by_weight else ""


def _stated(given: Dose, parts: Sequence[Regimen | Adjustment]) -> list[Maximum]:
    """The stated maxima of a day, and of a rate where a rate is given."""
    rates = [p.max_dose for p in parts if p.max_dose and p.max_dose.per == given.per and given.per.endswith("hour")]
    return [m for m in (*(p.max_daily for p in parts), *rates) if m and m.stated]


def _allowed(limits: Sequence[Maximum], low: Decimal, high: Decimal, daily: Daily) -> str:
    return (
        f"is not above the maximum of {maximum(limits[-1])}" if limits else f"lies in {amount(low, high, daily.unit, daily.per)}"
    )


def _limits(given: Dose, regimen: Regimen, rules: Sequence[Adjustment], patient: Patient) -> Judgement | None:
    """Hold a dose against every stated maximum, and against the largest single dose where none is stated."""
    rhythm = times_a_day(given)
    if regimen.max_times_per_day and rhythm and rhythm[1] > regimen.max_times_per_day:
        return "above", f"{number(rhythm[1])} times a day is too often: {most_times(regimen.max_times_per_day)}"
    parts: tuple[Regimen | Adjustment, ...] = (regimen, *rules)
    limits = [(m, daily_against(given, m, patient)) for p in parts for m in [p.max_daily] if m and m.stated]
    limits += [(m, single_against(given, m, patient)) for p in parts for m in [p.max_dose] if m and m.stated]
    unsure: Judgement | None = None
    for limit, found in limits:
        if found == "weight":
            unsure = "cannot-tell", "the limit is by body weight; give --weight"
        elif isinstance(found, tuple):
            value, (low, high) = found
            if value > high:
                return "above", f"{dose(given)} is above the maximum of {maximum(limit)}"
            if value > low:
                unsure = "cannot-tell", f"the source names two maxima, {maximum(limit)}, and {dose(given)} lies between them"
    top = regimen.max_dose.top_of_regimen if regimen.max_dose else None
    if top and given.per == top.per and (convert(given.high, given.unit, top.unit) or top.high) > top.high:
        unsure = (
            "cannot-tell",
            f"one dose is above {amount(top.high, top.high, top.unit, top.per)}, the largest named; no maximum is stated",
        )
    return unsure


def _at_once(given: Dose, named: Sequence[Dose], patient: Patient) -> Judgement:
    """Judge a dose that does not say how often it is taken by those that do not either."""
    spans = [s for d in named for s in [at_once(d, given, patient)] if s]
    if not spans:
        return "cannot-tell", "how often it is taken is not said, so the day's total is not known"
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    if given.low < low:
        return "below", f"{dose(given)} is below {amount(low, low, given.unit, given.per)}, the least that it names"
    if given.high > high:
        return "cannot-tell", f"{dose(given)} is above {amount(high, high, given.unit, given.per)}, the largest that it names"
    return "within", f"{dose(given)} lies within what it names"


def _rhythm(given: Dose, regimen: Regimen, named: Sequence[Dose], patient: Patient) -> Judgement | None:
    """A day's total in order, but in fewer doses than any that is named, or in several where one is, is not what is described."""
    rhythm, least, most = times_a_day(given), least_often(named, given_per_day(given, patient), patient), most_often(regimen)
    if rhythm and least and rhythm[0] < least:
        return (
            "cannot-tell",
            f"the day's total is in order, but it is taken less often than {number(least)} times a day, the least named",
        )
    singles = [s for d in named if d.per == given.per for s in [convert(d.high, d.unit, given.unit)] if s is not None]
    stated = regimen.max_daily and regimen.max_daily.stated
    spaced = [d for d in ([regimen.usual] if regimen.usual else () if stated else named) if d and d.every_hours]
    if rhythm and singles and spaced and given.high > max(singles):
        each = amount(max(singles), max(singles), given.unit, given.per)
        return "cannot-tell", f"one dose is larger than {each}, the largest that it names"
    parts = rhythm_of(given)
    if parts and most and parts[1] > most:
        named_most = "once a day" if most == 1 else f"{number(plain(most))} times a day at most"
        return "cannot-tell", f"the day's total is in order, but only {named_most} is named"
    return None


def _reduced_rhythm(given: Dose, rules: Sequence[Adjustment]) -> Judgement | None:
    """Hold how often a dose is taken against the rhythm of the reduced doses that apply."""
    rhythm = rhythm_of(given)
    named = [s for r in rules if r.usual for s in [rhythm_of(r.usual)] if s]
    started = [s for r in rules if r.start and r.start.every_hours and not r.usual for s in [rhythm_of(r.start)] if s]
    if not rhythm or not (named or started):
        return None
    least, most = min((s[0] for s in named), default=rhythm[0]), max(s[1] for s in named or started)
    if least <= rhythm[0] and rhythm[1] <= most:
        return None
    return "cannot-tell", f"the day's total is in order, but the reduced dose is taken {span(least, most)} times a day"


def _top(regimen: Regimen, rules: Sequence[Adjustment]) -> list[Dose]:
    """The top of the regimens of a label that states no maximum; an adjustment with its own dose leaves it out."""
    if any(rule.usual for rule in rules) or not regimen.max_daily or not regimen.max_daily.top_of_regimen:
        return []
    return [regimen.max_daily.top_of_regimen]


def _named(regimens: Sequence[Regimen]) -> str:
    products = dict.fromkeys(product(r) for r in regimens)
    uses = dict.fromkeys(i for r in regimens for i in r.indications)
    return f"{regimens[0].population}, {' / '.join(products)}, {' / '.join(uses)}"


def _shown(daily: Daily) -> str:
    return amount(daily.low, daily.high, daily.unit, daily.per)
