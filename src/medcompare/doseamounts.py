"""Amounts of a dose beside the amounts that a source names: per day, per dose, by body weight."""

from collections.abc import Sequence
from decimal import Decimal

from .model import Adjustment, Dose, Maximum, Regimen
from .patients import Patient
from .units import Daily, comparable, convert, per_day


def doses_of(part: Regimen | Adjustment) -> list[Dose]:
    """Return every dose that a regimen or adjustment names."""
    return [d for d in (part.start, *getattr(part, "titration", ()), part.usual) if d]


def times_a_day(given: Dose) -> tuple[Decimal, Decimal] | None:
    """How often a day a dose is taken, least and most."""
    if not given.per.endswith("dose"):
        return None
    if given.times_per_day:
        return given.times_per_day.low, given.times_per_day.high
    return (24 / given.every_hours.high, 24 / given.every_hours.low) if given.every_hours else None


def least_often(named: Sequence[Dose]) -> Decimal | None:
    """Return the fewest times a day that some doses name; None where none does, or one is as needed."""
    if any(d.as_needed or d.every_hours for d in named):
        return None
    return min((d.times_per_day.low for d in named if d.times_per_day), default=None)


def given_per_day(given: Dose, patient: Patient) -> Daily | None:
    """Add a dose up over a day, with the body weight if it is known."""
    daily = per_day(given)
    if daily is None:
        return None
    if daily.per == "kg/day" and patient.weight:
        return Daily(low=daily.low * patient.weight, high=daily.high * patient.weight, unit=daily.unit, per="day")
    return Daily(low=daily.low, high=daily.high, unit=daily.unit, per=daily.per)


def in_unit(named: Dose, unit: str, patient: Patient) -> tuple[Decimal, Decimal] | None:
    """Return what a named dose comes to in a day, in a unit; None where that cannot be said."""
    daily = per_day(named)
    if daily is None or (daily.per == "kg/day" and not patient.weight):
        return None
    factor = patient.weight if daily.per == "kg/day" and patient.weight else Decimal(1)
    # `every 4 hours as needed` may be once a day; `3 times a day as needed` names a rhythm.
    least = named.low if named.as_needed and named.every_hours else daily.low
    low, high = convert(least * factor, daily.unit, unit), convert(daily.high * factor, daily.unit, unit)
    return (low, high) if low is not None and high is not None and daily.per in ("day", "kg/day") else None


def daily_against(given: Dose, limit: Maximum, patient: Patient) -> tuple[Decimal, Decimal] | str | None:
    """Return a day's total beside a daily limit, in one unit; "weight" if the weight is needed and not known."""
    daily = given_per_day(given, patient)
    return _pair(daily.high, daily.unit, daily.per, limit, patient) if daily and limit.per.endswith("day") else None


def single_against(given: Dose, limit: Maximum, patient: Patient) -> tuple[Decimal, Decimal] | str | None:
    """Return one dose beside a limit on one dose, likewise."""
    if not (given.per.endswith("dose") and limit.per.endswith("dose")):
        return None
    return _pair(by_weight(given, patient), given.unit, "dose", limit, patient)


def by_weight(given: Dose, patient: Patient) -> Decimal:
    """Return the largest single amount, multiplied by the body weight if it is by weight."""
    return given.high * patient.weight if given.per == "kg/dose" and patient.weight else given.high


def _pair(value: Decimal, unit: str, per: str, limit: Maximum, patient: Patient) -> tuple[Decimal, Decimal] | str | None:
    if limit.high is None:
        return None
    top = limit.high
    if limit.per.startswith("kg/"):
        if not patient.weight:
            return "weight"
        top *= patient.weight
    return comparable(value, unit, per, top, limit.unit, per)
