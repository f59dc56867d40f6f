"""Rules over the numbers of a record: ranges, doses, maxima, limits, strengths."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from .checks import Found, Rules, registering, walk
from .doseamounts import doses_of
from .library import Library
from .model import Adjustment, AdverseEffect, Dose, Drug, Maximum, Pharmacokinetic, Quantity, Regimen, When
from .units import comparable, per_day

DOSE_CHECKS: Rules = []
check = registering(DOSE_CHECKS)


@check("range", "a range runs upwards", "swap low and high")
def _range(drug: Drug, path: Path, library: Library) -> Found:
    for where, part in walk(drug):
        if isinstance(part, Quantity | Dose | Maximum) and part.low is not None and part.high is not None:
            if part.low > part.high:
                yield where, f"low {part.low} is above high {part.high}"
            if part.low < 0 or (part.high == 0 and not isinstance(part, Quantity)):
                yield where, "must be more than nothing"
        if isinstance(part, Quantity) and part.unit == "%" and part.high > 100:
            yield where, f"{part.high}% is more than all"
        if isinstance(part, AdverseEffect) and any(q and q.unit != "%" for q in (part.percent, part.comparator_percent)):
            yield where, "a share of patients is told in %"
        if isinstance(part, Pharmacokinetic) and part.value and part.value.low == 0:
            yield where, "a property of nothing"
        if isinstance(part, When):
            yield from _limits(part, where)


def _limits(when: When, where: str) -> Found:
    most = {"egfr": 150, "crcl": 150, "weight": 200}
    for name, top in most.items():
        bound = getattr(when, name)
        for value in (bound.below, bound.at_most, bound.at_least, bound.above) if bound else ():
            if value is not None and value > top:
                yield f"{where}.{name}", f"{value} is no limit of any patient"


@check("maximum", "a usual dose never passes the maximum", "re-read both numbers in the source")
def _maximum(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        yield from _above_maximum(regimen, f"regimens[{i}]")
    for i, adjustment in enumerate(drug.adjustments):
        yield from _above_maximum(adjustment, f"adjustments[{i}]")


def _above_maximum(part: Regimen | Adjustment, where: str) -> Found:
    steps = [(f"titration[{i}]", d) for i, d in enumerate(getattr(part, "titration", ()))]
    for name, dose in [("start", part.start), *steps, ("usual", part.usual)]:
        daily = per_day(dose) if dose else None
        if daily and dose and not dose.as_needed and part.max_daily and part.max_daily.high is not None:
            # The largest dose taken most often may pass the maximum, which then caps it; a day's total may not.
            least = daily.high if dose.per.endswith("day") else daily.low
            top = part.max_daily
            pair = comparable(least, daily.unit, daily.per, part.max_daily.high, top.unit, top.per)
            if pair and pair[0] > pair[1]:
                yield f"{where}.{name}", f"{least} {daily.unit} a day is above the maximum of {top.high} {top.unit}"


@check("single-dose", "a dose never passes the largest single dose", "re-read both numbers in the source")
def _single_dose(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        limit = regimen.max_dose
        most = limit and (limit if limit.high is not None else limit.top_of_regimen)
        for dose in (regimen.start, *regimen.titration, regimen.usual):
            if (
                dose
                and most
                and most.high is not None
                and (dose.unit, dose.per) == (most.unit, most.per)
                and dose.high > most.high
            ):
                yield f"regimens[{i}].max_dose", f"{most.high} {most.unit} is below a dose of {dose.high} {dose.unit}"


_YEARS = {"years": Decimal(1), "months": Decimal(12), "weeks": Decimal(52), "days": Decimal(365)}


@check("population", "an age limit fits the population of its regimen", "re-read the age in the source, or change the population")
def _population(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        age = regimen.when.age if regimen.when else None
        limits = [v for v in (age.below, age.at_most, age.at_least, age.above) if v is not None] if age else []
        years = [v / _YEARS.get(age.unit, Decimal(1)) for v in limits] if age else []
        fits = {
            "older": max(years, default=99) >= 50,
            "child": max(years, default=0) <= 21,
            "adult": min(years, default=99) >= 12,
        }
        if not fits.get(regimen.population, True):
            yield (
                f"regimens[{i}].when.age",
                f"{max(limits)} {age.unit if age else ''} is no limit of population {regimen.population!r}",
            )


@check("titration", "the steps lead up to the usual dose", "add the missing step, or re-read the usual dose")
def _titration(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        yield from _upwards(regimen, f"regimens[{i}]")
        last = per_day(regimen.titration[-1]) if regimen.titration else None
        usual = per_day(regimen.usual) if regimen.usual else None
        if last and usual:
            pair = comparable(last.high, last.unit, last.per, usual.low, usual.unit, usual.per)
            if pair and pair[0] < pair[1]:
                yield f"regimens[{i}].titration", f"ends at {last.high} {last.unit} a day, below the usual {usual.low}"


def _upwards(regimen: Regimen, where: str) -> Found:
    steps = [d for d in (regimen.start, *regimen.titration) if d]
    if not regimen.titration or any(step.as_needed for step in steps):
        return  # a course that begins high and goes on lower, as needed, is no titration
    sums = [per_day(d) for d in steps]
    for i, (before, after) in enumerate(pairwise(sums)):
        if before and after and (before.unit, before.per) == (after.unit, after.per) and after.high < before.high:
            yield f"{where}.titration", f"step {i + 1} goes down from {before.high} to {after.high} {after.unit} a day"


@check("top", "the top of the regimens is the largest amount that they come to", "re-read the largest regimen in the source")
def _top(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        named = (regimen.start, *regimen.titration, regimen.usual)
        top = regimen.max_daily and regimen.max_daily.top_of_regimen
        limit = per_day(top) if top else None
        for day in (per_day(d) for d in named if d):
            pair = comparable(day.high, day.unit, day.per, limit.high, limit.unit, limit.per) if day and limit else None
            if pair and pair[0] > pair[1]:
                yield f"regimens[{i}].max_daily.top_of_regimen", f"{limit and limit.high} is below {pair[0]} a day"


@check("rhythm", "nobody takes a dose that often", "re-read the number of times in the source")
def _rhythm(drug: Drug, path: Path, library: Library) -> Found:
    for where, part in walk(drug):
        if isinstance(part, Dose) and part.times_per_day and not 1 <= part.times_per_day.low <= part.times_per_day.high <= 8:
            yield where, f"{part.times_per_day.high} times a day"
    for i, regimen in enumerate(drug.regimens):
        named = [d.times_per_day.high for d in doses_of(regimen) if d.times_per_day]
        if regimen.max_times_per_day is not None and regimen.max_times_per_day < max(named, default=Decimal(1)):
            yield f"regimens[{i}].max_times_per_day", f"{regimen.max_times_per_day} is below {max(named, default=1)} times a day"


@check("strengths", "strengths stand in order, each once", "sort them, and re-read each in the source")
def _strengths(drug: Drug, path: Path, library: Library) -> Found:
    for i, form in enumerate(drug.forms):
        if any(a >= b for a, b in pairwise(form.strengths)):
            yield f"forms[{i}].strengths", f"{', '.join(map(str, form.strengths))} do not rise"
