"""The numbers of a label, keyed a second time and apart from the records, against the records.

A file of `truth/` holds what one label says: doses, maxima, boxed warnings, contraindications, percentages,
half-lives. Every entry must stand in the record, and every dose that the record takes from that label must
stand in the file.
"""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from medcompare import decode

FILES = sorted((Path(__file__).parent / "truth").glob("*.toml"))
DAY = Decimal(24)


@cache
def truth(path):
    return decode.parse_toml(path.read_bytes(), path.name)


def entries(kind):
    return [pytest.param(f, e, id=f"{f.stem}-{n}-{name(e)}") for f in FILES for n, e in enumerate(truth(f).get(kind, []), 1)]


def name(entry):
    return re.sub(r"[^a-z0-9]+", "-", str(entry.get("what") or entry.get("effect") or entry.get("of")).casefold()).strip("-")


def here(facts):
    return [f for f in facts if f.region == "US"]


# ---- doses ----

SCALE = {"g": ("mg", Decimal(1000)), "mcg": ("mg", Decimal("0.001"))}


def in_mg(value, unit):
    to, factor = SCALE.get(unit, (unit, Decimal(1)))
    return Decimal(str(value)) * factor, to


def forms(low, high, unit, per, times):
    """Every way to say one amount: as it is, and added up over a day where it says how often."""
    low, unit_low = in_mg(low, unit)
    high, _ = in_mg(high, unit)
    same = {(low, high, unit_low, per, times)}
    day = f"{per.rpartition('dose')[0]}day"
    if per.endswith("dose") and times:
        same |= {(low * times[0], high * times[1], unit_low, day, times)}
        if low == high and times[0] != times[1]:
            same |= {(low * t, low * t, unit_low, day, (t, t)) for t in times}
    if per.endswith("day") and times and times[0] == times[1]:
        same |= {(low / times[0], high / times[0], unit_low, f"{per.rpartition('day')[0]}dose", times)}
    return same


def agree(one, other):
    """Whether two sayings meet: equal amounts, and equal rhythm where both have one."""
    return any(a[:4] == b[:4] and (a[4] == b[4] or not (a[4] and b[4])) for a in one for b in other)


def keyed(entry):
    times = None
    if "every_hours_low" in entry:
        times = (DAY / Decimal(str(entry["every_hours_high"])), DAY / Decimal(str(entry["every_hours_low"])))
    elif "times_low" in entry:
        times = (Decimal(str(entry["times_low"])), Decimal(str(entry["times_high"])))
    return forms(entry["low"], entry["high"], entry["unit"], entry["per"], times)


def recorded(dose):
    times = None
    if dose.every_hours:
        times = (DAY / dose.every_hours.high, DAY / dose.every_hours.low)
    elif dose.times_per_day:
        times = (dose.times_per_day.low, dose.times_per_day.high)
    return forms(dose.low, dose.high, dose.unit, dose.per, times)


def doses_of(drug):
    """(fact, dose) of the record's regimens and adjustments."""
    for fact in here((*drug.regimens, *drug.adjustments)):
        for dose in (fact.start, *getattr(fact, "titration", ()), fact.usual):
            if dose:
                yield fact, dose


def maxima_of(drug):
    """(fact, stated, sayings) of the record's maxima; an unstated one gives the top of its regimen."""
    for fact in here((*drug.regimens, *drug.adjustments)):
        for most in (fact.max_dose, fact.max_daily):
            if most and most.stated:
                yield fact, True, {s for v in {most.low, most.high} for s in forms(v, v, most.unit, most.per, None)}
            elif most and most.top_of_regimen:
                yield fact, False, recorded(most.top_of_regimen)


# Doses and maxima that the record keeps as words only, with the words: they cannot be a regimen's number.
