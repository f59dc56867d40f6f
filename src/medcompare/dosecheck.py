"""A dose judged for a patient. A dose is within only if every rule that speaks lets it be."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from .doseamounts import (
    daily_against,
    doses_of,
    given_per_day,
    in_unit,
    least_often,
    single_against,
    times_a_day,
)
from .dosetext import parse
from .errors import UsageError
from .library import Library
from .model import Adjustment, Contraindication, Dose, Drug, Fact, Record, Regimen
from .patients import Patient, applies, asks
from .phrases import amount, dose, maximum, number, phrase, regional
from .units import Daily, convert

if TYPE_CHECKING:
    from .dosing import Choice

Verdict = Literal["within", "below", "above", "avoid", "contraindicated", "cannot-tell"]
STRICTEST: tuple[Verdict, ...] = ("contraindicated", "avoid", "above", "cannot-tell", "below", "within")


class Spoken(Record):
    """A rule that spoke: what it makes of the dose, in words, with its sources."""

    verdict: Verdict
    text: str
    sources: tuple[str, ...]


class Checked(Record):
    """The verdict on a dose; `not_checked` names the rules that the given data could not decide."""

    given: Dose
    text: str
    per_day: Daily | None
    verdict: Verdict
    reasons: tuple[Spoken, ...]
    not_checked: tuple[str, ...]


def check_dose(library: Library, id: str, text: str, patient: Patient, choice: "Choice") -> Checked:
    """Judge a dose as typed for a patient; raise UsageError for what cannot be read."""
    from .dosing import chosen

    drug = library.drug(id)
    given = parse(text)
    regions = choice.regions or ("US",)
    regimens = [r for r in chosen(drug, choice) if r.region in regions]
    _known_unit(drug, given)
    patient = _with_groups(library, patient)
    usable, spoken = _regimens_for(regimens, patient, choice)
    rules, skipped = _rules(drug, patient, regions, choice, usable)
    spoken += [_adjustment(rule, sure) for rule, sure in rules]
    spoken += _elsewhere(drug, patient, regions, choice, usable)
    spoken += _contraindications(drug, patient, regions, choice, usable)
    spoken += _against(given, usable, [rule for rule, sure in rules if sure], patient)
    verdict = next((v for v in STRICTEST if any(s.verdict == v for s in spoken)), "cannot-tell")
    daily = given_per_day(given, patient)
    return Checked(
        given=given, text=dose(given), per_day=daily, verdict=verdict, not_checked=tuple(dict.fromkeys(skipped)),
        reasons=tuple(sorted(_once(spoken), key=lambda s: STRICTEST.index(s.verdict))),
    )  # fmt: skip


def _once(spoken: Sequence[Spoken]) -> list[Spoken]:
    return list({(s.verdict, s.text): s for s in spoken}.values())


def _known_unit(drug: Drug, given: Dose) -> None:
    units = dict.fromkeys(d.unit for r in drug.regimens for d in doses_of(r))
    if units and not any(convert(Decimal(1), given.unit, unit) for unit in units):
        raise UsageError(f"{drug.name} has no regimen in {given.unit}; its regimens are in {', '.join(units)}")


def _with_groups(library: Library, patient: Patient) -> Patient:
    drugs = [library.find(name).id for name in patient.taking]
    return patient.replace(taking=tuple(dict.fromkeys([*drugs, *(g for d in drugs for g in library.groups_of(library.drug(d)))])))


def _regimens_for(regimens: Sequence[Regimen], patient: Patient, choice: "Choice") -> tuple[list[Regimen], list[Spoken]]:
    """Keep the regimens for this patient's age, route and release; say what was assumed, or why none is left."""
    wanted = choice.population or _population(patient)
    routes = list(dict.fromkeys(r.route for r in regimens))
    if not choice.route and len(routes) > 1:
        preferred = "oral" if "oral" in routes else routes[0]
        regimens = [r for r in regimens if r.route == preferred]
    if not choice.form and {r.release for r in regimens} > {"immediate"}:
        regimens = [r for r in regimens if r.release != "extended"]
    fitting = [r for r in regimens if _suits(r, wanted, patient)]
    special = [r for r in fitting if r.population == wanted]
    fitting = special or fitting
    if fitting:
        return fitting, []
    who = f"age {dose_age(patient)}" if patient.age else f"{wanted} patients"
    return [], [Spoken(verdict="cannot-tell", text=f"no regimen is recorded for {who} in these data", sources=())]


def dose_age(patient: Patient) -> str:
    """Write a patient's age."""
    return f"{patient.age.low} {patient.age.unit}" if patient.age else "not given"


def _population(patient: Patient) -> str:
    years = patient.years
    return "adult" if years is None or 18 <= years < 65 else "child" if years < 18 else "older"


def _suits(regimen: Regimen, wanted: str, patient: Patient) -> bool:
    decided = applies(regimen.when, patient) if regimen.when else None
    if decided is False:
        return False
    if regimen.population in (wanted, "any") or (wanted == "older" and regimen.population == "adult"):
        return True
    # A regimen for adults whose own age limit lets this patient in, such as "15 years and older".
    return bool(wanted == "child" and regimen.population == "adult" and regimen.when and regimen.when.age and decided)


def _rules(
    drug: Drug, patient: Patient, regions: Sequence[str], choice: "Choice", usable: Sequence[Regimen]
) -> tuple[list[tuple[Adjustment, bool]], list[str]]:
    """Return the adjustments that speak of this patient, surely or perhaps, and the kinds that were not decided."""
    rules, skipped = [], []
    for rule in drug.adjustments:
        if rule.region not in regions or not _same_product(rule, usable, choice):
            continue
        decided = applies(rule.when, patient) if rule.when else None
        if decided is None and not asks(rule.when, rule.kind, patient):
            if rule.effect not in ("no-change", "monitor"):
                skipped.append(f"{rule.kind}: {rule.text}")
        elif decided is not False:
            rules.append((rule, decided is True))
    return rules, skipped


def _elsewhere(drug: Drug, patient: Patient, regions: Sequence[str], choice: "Choice", usable: Sequence[Regimen]) -> list[Spoken]:
    """What sources of other countries say of this patient: it is told, and decides nothing."""
    return [
        Spoken(verdict="within", text=f"not decisive, from elsewhere: {regional(rule)}", sources=rule.source)
        for rule in drug.adjustments
        if rule.region not in regions and rule.when and _same_product(rule, usable, choice) and applies(rule.when, patient)
    ]


def _same_product(rule: Fact, usable: Sequence[Regimen], choice: "Choice") -> bool:
    route, release = getattr(rule, "route", ""), getattr(rule, "release", "")
    routes = {r.route for r in usable} or ({choice.route} if choice.route else set())
    releases = {r.release for r in usable}
    return (not route or not routes or route in routes) and (not release or not releases or release in releases)


def _adjustment(rule: Adjustment, sure: bool) -> Spoken:
    verdicts: dict[str, Verdict] = {
        "contraindicated": "contraindicated", "avoid": "avoid", "not-established": "cannot-tell",
        "reduce": "within" if rule.max_daily or rule.max_dose or rule.usual else "cannot-tell",
    }  # fmt: skip
    verdict: Verdict = verdicts.get(rule.effect, "within")
    if not sure and verdict != "within":
        verdict = "cannot-tell"
    return Spoken(verdict=verdict, text=phrase(rule), sources=rule.source)


def _contraindications(
    drug: Drug, patient: Patient, regions: Sequence[str], choice: "Choice", usable: Sequence[Regimen]
) -> list[Spoken]:
    spoken = []
    for rule in drug.contraindications:
        here = rule.region in regions and _same_product(rule, usable, choice)
        if here and _forbids(rule, patient):
            spoken.append(Spoken(verdict="contraindicated", text=f"contraindicated: {phrase(rule)}", sources=rule.source))
    return spoken


def _forbids(rule: Contraindication, patient: Patient) -> bool:
    by_patient = rule.when is not None and applies(rule.when, patient) is True
    return by_patient or bool(set(rule.taking) & set(patient.taking))


def _against(given: Dose, regimens: Sequence[Regimen], rules: Sequence[Adjustment], patient: Patient) -> list[Spoken]:
    """Judge a dose by each regimen; those that come to the same are said once."""
    judged: dict[tuple[Verdict, str], list[Regimen]] = {}
    for regimen in regimens:
        judged.setdefault(_one(given, regimen, rules, patient), []).append(regimen)
    extra = [s for r in rules for s in r.source]
    spoken = [
        Spoken(
            verdict=verdict, text=f"{_named(same)}: {text}",
            sources=tuple(dict.fromkeys([*(s for r in same for s in r.source), *extra])),
        )
        for (verdict, text), same in judged.items()
    ]  # fmt: skip
    if len({s.verdict for s in spoken}) < 2:
        return spoken
    # Which regimen is meant decides; a dose that suits one of them only is not called within.
    uses = "; ".join(f"{s.text}: {s.verdict}" for s in spoken)
    text = f"the regimens differ, so name --indication, --route or --form: {uses}"
    return [Spoken(verdict="cannot-tell", text=text, sources=tuple(dict.fromkeys(x for s in spoken for x in s.sources)))]


def _one(given: Dose, regimen: Regimen, rules: Sequence[Adjustment], patient: Patient) -> tuple[Verdict, str]:
    """Judge a dose by one regimen and the figures of the adjustments that surely apply."""
    parts: tuple[Regimen | Adjustment, ...] = (regimen, *rules)
    tops = [m for part in parts for m in [part.max_daily] if m and m.stated]
    singles = [m for part in parts for m in [part.max_dose] if m and m.stated]
    limits = [(m, daily_against(given, m, patient)) for m in tops] + [(m, single_against(given, m, patient)) for m in singles]
    for limit, value in limits:
        if value == "weight":
            return "cannot-tell", "the limit is by body weight; give --weight"
        if isinstance(value, tuple) and value[0] > value[1]:
            return "above", f"{dose(given)} is above the maximum of {maximum(limit)}"
    daily = given_per_day(given, patient)
    if daily is None:
        return "cannot-tell", "how often it is taken is not said, so the day's total is not known"
    named = [rule.usual for rule in rules if rule.usual] or doses_of(regimen)
    amounts = [a for d in (*named, *_top(regimen, rules)) for a in [in_unit(d, daily.unit, patient)] if a]
    if not amounts:
        return "cannot-tell", "its amounts cannot be compared with this dose (weight, unit or rhythm)"
    low, high = min(a[0] for a in amounts), max(a[1] for a in amounts)
    if daily.low < low:
        return "below", f"{_shown(daily)} is below {amount(low, low, daily.unit, 'day')}, the least that it names"
    if not tops and daily.high > high:
        top = amount(high, high, daily.unit, "day")
        return "cannot-tell", f"{_shown(daily)} is above {top}, the top of the regimen; no maximum is stated"
    often, rhythm = least_often(named), times_a_day(given)
    if often and rhythm and rhythm[0] < often:
        return (
            "cannot-tell",
            f"the day's total is in order, but it is taken less often than the least named, {number(often)} times a day",
        )
    if tops:
        return "within", f"{_shown(daily)} is not above the maximum of {maximum(tops[0])}"
    return "within", f"{_shown(daily)} lies in {amount(low, high, daily.unit, 'day')}"


def _top(regimen: Regimen, rules: Sequence[Adjustment]) -> list[Dose]:
    """The top of the regimens of a label that states no maximum; an adjustment with its own dose leaves it out."""
    if any(rule.usual for rule in rules) or not regimen.max_daily or not regimen.max_daily.top_of_regimen:
        return []
    return [regimen.max_daily.top_of_regimen]


def _named(regimens: Sequence[Regimen]) -> str:
    products = dict.fromkeys(f"{r.route} {r.form}" for r in regimens)
    uses = dict.fromkeys(i for r in regimens for i in r.indications)
    return f"{regimens[0].population}, {' / '.join(products)}, {' / '.join(uses)}"


def _shown(daily: Daily) -> str:
    return amount(daily.low, daily.high, daily.unit, daily.per)
