"""Amounts of a dose beside the amounts that a source names: per day, per dose, by body weight."""

from collections.abc import Sequence
from decimal import Decimal

from .model import Adjustment, Dose, Maximum, Regimen
from .patients import Patient
from .units import Daily, comparable, convert, per_day, plain

Span = tuple[Decimal, Decimal]


def doses_of(part: Regimen | Adjustment) -> list[Dose]:
    """Return every dose that a regimen or adjustment names."""
    return [d for d in (part.start, *getattr(part, "titration", ()), part.usual) if d]


def times_a_day(given: Dose) -> Span | None:
    """How often a day a dose is taken, least and most."""
    return rhythm_of(given) if given.per.endswith("dose") else None


def rhythm_of(given: Dose) -> Span | None:
    """How often a day a dose, or the parts of a day's total, are taken, least and most."""
    if given.times_per_day:
        return given.times_per_day.low, given.times_per_day.high
    return (24 / given.every_hours.high, 24 / given.every_hours.low) if given.every_hours else None


def least_often(named: Sequence[Dose], given: Daily | None, patient: Patient) -> Decimal | None:
    """Return the fewest times a day that some doses name; None where none does, or one is as needed.

    A small dose may be taken at once where a larger one is divided: only doses of at least the given day's total tell,
    or the largest where none is as large.
    """
    if any(d.as_needed or d.every_hours for d in named):
        return None
    timed = [(d.times_per_day.low, in_a_day(d, given, patient) if given else None) for d in named if d.times_per_day]
    largest = max((day[1] for _, day in timed if day), default=Decimal(0))
    enough = min(given.low, largest) if given else largest
    return min((times for times, day in timed if not day or day[1] >= enough), default=None)


def most_often(regimen: Regimen) -> Decimal | None:
    """Return the most times a day that the usual dose names, or else all of them; a dose at bedtime is one.

    A number of doses in the day of an immediate-release product is no bound, if it is more than one: its total is. An
    interval is.
    """
    named = [regimen.usual] if regimen.usual else doses_of(regimen)
    rhythms = [rhythm_of(d) or ((Decimal(1), Decimal(1)) if "bed" in d.at else None) for d in named]
    known = [rhythm[1] for rhythm in rhythms if rhythm]
    most = max(known) if known and len(known) == len(named) else None
    binding = most == 1 or regimen.release == "extended" or all(d.every_hours for d in named)
    return most if binding else None


def given_per_day(given: Dose, patient: Patient) -> Daily | None:
    """Add a dose up over a day, with the body weight if it is known."""
    daily = per_day(given)
    if daily is not None and daily.per == "kg/day" and patient.weight:
        low, high = plain(daily.low * patient.weight), plain(daily.high * patient.weight)
        return Daily(low=low, high=high, unit=daily.unit, per="day")
    return daily


def in_a_day(named: Dose, given: Daily, patient: Patient) -> Span | None:
    """Return what a named dose comes to in a day, in the unit of a given one; None where that cannot be said."""
    daily = per_day(named)
    if daily is None:
        return None
    return _beside(daily.low, daily.high, daily.unit, daily.per, given, patient)


def at_once(named: Dose, given: Dose, patient: Patient) -> Span | None:
    """Return the amount that a named dose is, in the unit of a given one, where neither says how often it is taken."""
    if per_day(named) is not None:
        return None
    return _beside(named.low, named.high, named.unit, named.per, given, patient)


def _beside(low: Decimal, high: Decimal, unit: str, per: str, given: Daily | Dose, patient: Patient) -> Span | None:
    """Bring an amount to the unit of a given one, by the body weight where only the amount is by weight."""
    factor = Decimal(1)
    if per != given.per:
        if not (per == f"kg/{given.per}" and patient.weight):
            return None
        factor = patient.weight
    least, most = convert(low * factor, unit, given.unit), convert(high * factor, unit, given.unit)
    return None if least is None or most is None else (plain(least), plain(most))


def daily_against(given: Dose, limit: Maximum, patient: Patient) -> tuple[Decimal, Span] | str | None:
    """Return a day's total and a daily limit, in one unit; "weight" if the weight is needed and not known."""
    daily = given_per_day(given, patient)
    return _pair(daily.high, daily.unit, daily.per, limit, patient) if daily and limit.per.endswith("day") else None


def single_against(given: Dose, limit: Maximum, patient: Patient) -> tuple[Decimal, Span] | str | None:
    """Return one dose and a limit on one dose, or a rate and a limit on the rate, likewise."""
    if given.per == limit.per and given.per.endswith("hour"):
        return _pair(given.high, given.unit, given.per, limit, patient)
    if not (given.per.endswith("dose") and limit.per.endswith("dose")):
        return None
    if given.per == "kg/dose" and patient.weight:
        return _pair(given.high * patient.weight, given.unit, "dose", limit, patient)
    return _pair(given.high, given.unit, given.per, limit, patient)


def _pair(value: Decimal, unit: str, per: str, limit: Maximum, patient: Patient) -> tuple[Decimal, Span] | str | None:
    if limit.low is None or limit.high is None:
        return None
    factor = Decimal(1)
    if limit.per != per:
        if not (limit.per.startswith("kg/") and not per.startswith("kg/")):
            return "weight" if per.startswith("kg/") else None
        if not patient.weight:
            return "weight"
        factor = patient.weight
    low = comparable(value, unit, per, limit.low * factor, limit.unit, per)
    high = comparable(value, unit, per, limit.high * factor, limit.unit, per)
    return (low[0], (low[1], high[1])) if low and high else None
