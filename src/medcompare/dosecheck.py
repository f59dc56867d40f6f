"""A dose judged for a patient. A dose is within only if every rule that speaks lets it be."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .doseamounts import doses_of, given_per_day
from .dosejudge import STRICTEST, Spoken, Verdict, about, against, by_route
from .dosetext import parse
from .errors import UsageError
from .interactions import pair
from .library import Library
from .model import Adjustment, Contraindication, Dose, Drug, Fact, Record, Regimen, When
from .model import Warning as Warning_
from .patients import Patient, applies, asks
from .phrases import dose, phrase, regional
from .units import Daily, convert

if TYPE_CHECKING:
    from .dosing import Choice


IMPAIRED = Decimal(60)
"""mL/min, or mL/min/1.73 m2: below it the kidneys are impaired, whatever the source's own limits."""
DEGREES = ("mild", "moderate", "severe")


class Checked(Record):
    """The verdict on a dose: `assumed` says what was taken for granted, `not_checked` what the given data could not decide."""

    given: Dose
    text: str
    per_day: Daily | None
    assumed: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[Spoken, ...]
    not_checked: tuple[str, ...]


def check_dose(library: Library, id: str, text: str, patient: Patient, choice: "Choice") -> Checked:
    """Judge a dose as typed for a patient; raise UsageError for what cannot be read."""
    from .dosing import chosen

    drug = library.drug(id)
    given = parse(text)
    regions = choice.regions or ("US",)
    # The patient's age chooses among the regimens, not the option that shows one population.
    regimens = [r for r in chosen(drug, choice.replace(population="")) if r.region in regions]
    _known_unit(drug, given)
    patient = _with_groups(library, patient)
    product, assumed = _one_product(regimens, choice)
    usable = _for_patient(product, choice.population or _population(patient), patient)
    named = dict.fromkeys(r.when.condition for r in usable if r.when and r.when.condition)
    if named:
        assumed += (f"the patient is one whom a regimen names: {'; or '.join(named)}",)
    rules, skipped = _rules(drug, patient, regions, choice, usable)
    spoken = against(given, usable, rules, patient) + ([] if usable else [_no_regimen(patient, choice)])
    spoken += _elsewhere(drug, patient, regions, choice, usable)
    spoken += _silences(drug, patient, regions, choice, usable)
    spoken += _contraindications(drug, patient, regions, choice, usable)
    spoken += _beside(library, id, patient)
    verdict = next((v for v in STRICTEST if any(s.verdict == v for s in spoken)), "cannot-tell")
    daily = given_per_day(given, patient)
    return Checked(
        given=given, text=dose(given), per_day=daily, assumed=assumed, verdict=verdict,
        not_checked=tuple(dict.fromkeys(skipped)),
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


def _one_product(regimens: Sequence[Regimen], choice: "Choice") -> tuple[Sequence[Regimen], tuple[str, ...]]:
    """Keep one route and, where there are others, what is not extended release, unless they were named; say so."""
    assumed = []
    routes = list(dict.fromkeys(r.route for r in regimens))
    if not choice.route and len(routes) > 1:
        preferred = "oral" if "oral" in routes else routes[0]
        regimens = [r for r in regimens if r.route == preferred]
        assumed.append(f"route {preferred}; --route says another: {', '.join(r for r in routes if r != preferred)}")
    extended = list(dict.fromkeys(r.form for r in regimens if r.release == "extended"))
    if not choice.form and extended and any(r.release != "extended" for r in regimens):
        regimens = [r for r in regimens if r.release != "extended"]
        assumed.append(f"not extended release; --form says another: {', '.join(extended)}")
    return regimens, tuple(assumed)


def _for_patient(regimens: Sequence[Regimen], wanted: str, patient: Patient) -> list[Regimen]:
    """Keep the regimens for this patient's age and state; those made for it go before those that merely let it in."""
    fitting = [r for r in regimens if _suits(r, wanted, patient)]
    return [r for r in fitting if r.population in (wanted, "any")] or fitting


def _no_regimen(patient: Patient, choice: "Choice") -> Spoken:
    who = f"age {dose_age(patient)}" if patient.age else f"{choice.population or _population(patient)} patients"
    return Spoken(verdict="cannot-tell", text=f"no regimen is recorded for {who} in these data", sources=())


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
        if decided is None and not asks(rule.kind, patient):
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


def _silences(drug: Drug, patient: Patient, regions: Sequence[str], choice: "Choice", usable: Sequence[Regimen]) -> list[Spoken]:
    """What of this patient no rule of these products speaks of: silence lets no dose be.

    A rule about milder patients covers no sicker one; a rule about sicker ones leaves the dose of milder ones as it is.
    """
    facts: tuple[Adjustment | Contraindication, ...] = (*drug.adjustments, *drug.contraindications)
    rules = [r for r in facts if r.region in regions and _same_product(r, usable, choice)]
    measured = [rate for rate in (patient.egfr, patient.crcl) if rate is not None]
    rate = Decimal(0) if patient.dialysis else min(measured, default=IMPAIRED)
    touched = (
        ("liver impairment", patient.hepatic, ("hepatic",)),
        ("dialysis", patient.dialysis, ("dialysis", "renal")),
        ("impaired kidneys", rate < IMPAIRED and not patient.dialysis, ("renal",)),
        ("pregnancy", patient.pregnant, ("pregnancy",)),
    )
    silent = [
        (what, kinds)
        for what, given, kinds in touched
        if given and all(_about_milder(r, patient, rate) for r in rules if any(_on(r, kind) for kind in kinds))
    ]
    warnings = [w for w in drug.warnings if w.region in regions and _same_product(w, usable, choice)]
    return [_silence(what, [w for w in warnings if w.topic in kinds], regions) for what, kinds in silent]


def _silence(what: str, warnings: Sequence[Warning_], regions: Sequence[str]) -> Spoken:
    """Say that no rule on the dose is recorded, and what a warning says where there is one."""
    told = "; ".join(w.text for w in warnings)
    text = f"no rule on the dose in {what} is recorded for this product from {', '.join(regions)} sources, which is no proof of safety"
    sources = dict.fromkeys(x for w in warnings for x in w.source)
    return Spoken(verdict="cannot-tell", text=f"{text}; a warning says: {told}" if told else text, sources=tuple(sources))


def _about_milder(rule: Adjustment | Contraindication, patient: Patient, rate: Decimal) -> bool:
    """Say whether a rule is only about patients whose organ is better than this one's."""
    when = rule.when or When()
    if when.hepatic and patient.hepatic:
        return max(map(DEGREES.index, when.hepatic)) < DEGREES.index(patient.hepatic)
    bounds = [b for b in (when.egfr, when.crcl) if b]
    if bounds and rate < IMPAIRED:
        return all(max(b.at_least or Decimal(0), b.above or Decimal(0)) > rate for b in bounds)
    return applies(when, patient) is False


def _on(rule: Adjustment | Contraindication, kind: str) -> bool:
    """Say whether a rule is about an organ or state, by its kind or by the patients it names."""
    when = rule.when or When()
    named = {"hepatic": bool(when.hepatic), "renal": bool(when.egfr or when.crcl), "dialysis": when.dialysis is not None,
             "pregnancy": when.pregnant is not None}  # fmt: skip
    return getattr(rule, "kind", "") == kind or named[kind]


def _beside(library: Library, id: str, patient: Patient) -> list[Spoken]:
    """What the interaction rules say of the drugs that are taken beside it; contraindicated, or major and to avoid, decides."""
    spoken = []
    for other in (p for p in patient.taking if p in library.drug_files and p != id):
        found = pair(library, id, other)
        for finding in found.findings:
            grave: Verdict = "avoid" if (finding.severity, finding.action) == ("major", "avoid") else "within"
            verdict: Verdict = "contraindicated" if finding.severity == "contraindicated" else grave
            text = f"with {other}: {finding.severity}, {finding.action}: {finding.effect} {finding.management}"
            spoken.append(Spoken(verdict=verdict, text=text, sources=finding.sources))
        if not found.findings:
            spoken.append(Spoken(verdict="within", text=f"with {other}: {found.status}, which is no proof of safety", sources=()))
    return spoken


def _same_product(rule: Fact, usable: Sequence[Regimen], choice: "Choice") -> bool:
    """Say whether a rule is about any of the products that are judged, or may be about the route that was named."""
    if not usable:
        return not choice.route or by_route(rule, choice.route)
    return any(about(rule, regimen) for regimen in usable)


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
