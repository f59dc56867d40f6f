"""Which numbers of a fact must stand in the text that it cites, each with its unit and beside what it belongs to."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from .labeltext import UNITS, Text, as_number, content, fold, prepare
from .model import (
    AdverseEffect,
    Approval,
    Bound,
    Dose,
    Fact,
    Form,
    Maximum,
    Pharmacokinetic,
    Quantity,
    Record,
    Regimen,
    When,
)  # fmt: skip
from .phrases import span
from .standing import (
    DIVIDED,
    RHYTHM,
    STEP,
    amounts_at,
    bounds_at,
    figures_near_words,
    has_clearance,
    numbers_near,
    ranges_at,
    rhythm_near,
    rhythms_of,
)
from .units import per_day


class Need(Record):
    """One thing that must stand in the section; `dose` marks the numbers of doses, which no exception covers."""

    text: str
    dose: bool
    stands_in: Callable[[Text], bool]

    def worded_in(self, phrases: Sequence[Text]) -> bool:
        """Say whether the label's own wording, given with the fact, holds every number of this need, and its unit if any."""
        own = prepare(self.text)
        return bool(own.numbers) and any(
            all(n in p.numbers or n in _said(p) for n in own.numbers) and _units_agree(own, p) for p in phrases
        )


def _is_dose(fact: Fact) -> bool:
    return isinstance(fact, Regimen) or hasattr(fact, "max_daily")


def _said(phrase: Text) -> set[Decimal]:
    """Numbers that a phrase says as rhythms: `BID`, `three times a day and at bedtime`."""
    return {n for _, low, high in rhythms_of(phrase) for n in (low, high)}


_UNSAID = frozenset(["mg", "hours", "days", "years", "%", "ml", "l"])
"""Units that the label's own words may leave to the head of a table; a rarer one must be said."""


def _units_agree(own: Text, phrase: Text) -> bool:
    """Whether a phrase has a unit of ours and is per kilogram like ours, or leaves out a common one."""
    ours, theirs = ({UNITS[t] for t in text.tokens if t in UNITS} - {"times", "daily", "tablets"} for text in (own, phrase))
    if not theirs:
        return ours <= _UNSAID
    return not ours or (bool(ours & theirs - {"kg"}) and ("kg" in ours) == ("kg" in theirs))


def numbers_of(record: Fact) -> Iterator[Need]:
    """Yield the numbers of a fact."""
    dose = _is_dose(record)
    for name in record.fields:
        value = getattr(record, name)
        if isinstance(value, Quantity):
            if isinstance(record, Pharmacokinetic) and value.unit:
                yield from _property(record, value)
            elif not isinstance(record, AdverseEffect):
                yield from _quantity(value, dose)
        elif isinstance(value, Dose):
            yield from _dose(value)
        elif isinstance(value, Maximum):
            yield from _maximum(value, record)
        elif isinstance(value, When):
            yield from _when(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Dose):
            for step in value:
                yield from _dose(step)
        elif isinstance(value, str) and name not in ("id", "region", "per", "unit"):
            yield from _told_numbers(value, dose)
    if isinstance(record, Regimen) and record.max_times_per_day:
        yield _doses_a_day(record.max_times_per_day)
    if isinstance(record, Form):
        yield from _strengths(record)
    if isinstance(record, AdverseEffect):
        yield from _figures(record)
    if isinstance(record, Approval):
        yield _plain(Decimal(record.year), False)


def _dose(dose: Dose) -> Iterator[Need]:
    shown = f"{span(dose.low, dose.high)} {dose.unit}"
    rhythm = dose.times_per_day
    reach = RHYTHM if dose.per.endswith("dose") and not dose.every_hours else DIVIDED
    if rhythm is None:
        yield _range(dose)
    else:
        few, many = rhythm.low, rhythm.high
        if dose.per == "day":
            # In how many parts a day's total is taken may be said once, above a table of totals.
            yield _range(dose)
        told = f"in {span(few, many)} doses" if dose.per == "day" else f"{shown} {span(few, many)} times a day"
        yield Need(text=told, dose=True,
                   stands_in=lambda t: rhythm_near(t, _places(t, dose), few, many, reach))  # fmt: skip
    for part, unit in ((dose.every_hours, "hours"), (dose.after, ""), (dose.lasts, "")):
        if part:
            yield _time(dose, part, unit or part.unit)


def _time(dose: Dose, time: Quantity, unit: str) -> Need:
    """A time by its dose: how far apart, how long after, for how long."""

    def beside(text: Text) -> bool:
        places = list(_places(text, dose))
        return any(abs(i - p) <= STEP for i in ranges_at(text, time.low, time.high, unit) for p in places)

    return Need(text=f"{span(time.low, time.high)} {unit} by its dose", dose=True, stands_in=beside)


def _places(text: Text, amount: Dose | Maximum) -> Iterator[int]:
    assert amount.low is not None and amount.high is not None
    return ranges_at(text, amount.low, amount.high, amount.unit, amount.per.startswith("kg"))


def _range(amount: Dose | Maximum) -> Need:
    assert amount.low is not None and amount.high is not None
    per_kg = "/kg" if amount.per.startswith("kg") else ""
    shown = f"{span(amount.low, amount.high)} {amount.unit}{per_kg}"
    return Need(text=shown, dose=True, stands_in=lambda t: any(True for _ in _places(t, amount)))


def _maximum(maximum: Maximum, record: Fact) -> Iterator[Need]:
    top = maximum.top_of_regimen
    if top and not _comes_to(top, record):
        yield from _dose(top)
    if maximum.stated and maximum.low is not None:
        yield _limited(maximum)


_CAP = frozenset(
    "maximum max maximal exceed exceeds exceeding exceeded more above over greater higher than up limit limited highest most total "
    "recommended ≤ not".split()
)


def _limited(maximum: Maximum) -> Need:
    """A stated maximum stands by a word that makes it one."""
    stated = _range(maximum)

    def capped(text: Text) -> bool:
        return any(_CAP & set(text.tokens[max(0, i - DIVIDED) : i + RHYTHM]) for i in _places(text, maximum))

    return stated.replace(stands_in=capped)


def _doses_a_day(count: Decimal) -> Need:
    def said(text: Text) -> bool:
        return any(high == count for _, _, high in rhythms_of(text))

    return Need(text=f"{count} doses in 24 hours", dose=True, stands_in=said)


def _comes_to(top: Dose, record: Fact) -> bool:
    """The top of a regimen may be the sum of its own doses, which are looked for themselves."""
    named = (getattr(record, "start", None), *getattr(record, "titration", ()), getattr(record, "usual", None))
    sums = [day for d in named if d for day in [per_day(d)] if day]
    wanted = per_day(top)
    return wanted is not None and any((day.high, day.unit, day.per) == (wanted.high, wanted.unit, wanted.per) for day in sums)


def _quantity(q: Quantity, dose: bool) -> Iterator[Need]:
    low, high, unit = q.low, q.high, q.unit
    shown = f"{span(low, high)}{'' if unit == '%' else ' '}{unit}"
    if unit:
        yield Need(text=shown, dose=dose, stands_in=lambda t: any(True for _ in ranges_at(t, low, high, unit)))
    else:
        yield Need(text=shown, dose=dose, stands_in=lambda t: numbers_near(t, low, high))


def _figures(effect: AdverseEffect) -> Iterator[Need]:
    parts = [q for q in (effect.percent, effect.comparator_percent) if q]
    values = tuple(v for q in parts for v in dict.fromkeys((q.low, q.high)))
    words = frozenset(content(f"{effect.name} {' '.join(effect.as_)}"))
    if values and _worded_with_numbers(effect):
        yield from _own_words(values, "%")
    elif values:
        shown = ", ".join(f"{v:f}%" for v in values)
        yield Need(text=shown, dose=False, stands_in=lambda t: figures_near_words(t, values, words))


def _worded_with_numbers(fact: Fact) -> bool:
    return any(prepare(words).numbers for words in fact.as_)


def _own_words(values: Sequence[Decimal], unit: str) -> Iterator[Need]:
    """Figures that the label's own words, given with the fact, must hold, since these hold numbers."""
    yield from (Need(text=f"{v:f}{unit} in `as`", dose=False, stands_in=lambda t: False) for v in values)


PROPERTY = {
    "half-life": "half elimination phase terminal",
    "bioavailability": "bioavailability bioavailable absorbed absorption auc",
    "protein-binding": "bound binding protein proteins",
    "peak": "peak peaking tmax cmax maximum concentration concentrations levels",
    "onset": "onset response within begin begins effect action minutes asleep sleep",
    "steady-state": "steady",
    "elimination": "clearance excreted urine feces excretion eliminated recovered",
    "food": "food fed meal fasted fasting",
    "duration": "duration persist interval last lasts hours effect",
}
"""Words of which one stands by the figure of a property on a label."""


def _property(fact: Pharmacokinetic, q: Quantity) -> Iterator[Need]:
    if _worded_with_numbers(fact):
        yield from _own_words((q.low, q.high), f" {q.unit}")
        return
    words = frozenset(PROPERTY.get(fact.property, "").split())

    def by_name(text: Text) -> bool:
        return any(
            not words or words & set(text.tokens[max(0, i - STEP) : i + RHYTHM]) for i in ranges_at(text, q.low, q.high, q.unit)
        )

    yield Need(text=f"{span(q.low, q.high)} {q.unit} by a word for this property", dose=False, stands_in=by_name)


def _when(when: When) -> Iterator[Need]:
    for name, unit in (("age", "years"), ("weight", "kg"), ("egfr", ""), ("crcl", "")):
        bound: Bound = getattr(when, name) or Bound()
        for side in ("below", "at_most", "at_least", "above"):
            value = getattr(bound, side)
            if value is not None:
                yield _limit(value, bound.unit or unit, side in ("below", "at_least")) if unit else _clearance(value)


def _strengths(form: Form) -> Iterator[Need]:
    """Each strength with its unit, near another of the list: a list stands together on a label."""
    for strength in form.strengths:
        others = [s for s in form.strengths if s != strength]

        def together(text: Text, value: Decimal = strength, rest: list[Decimal] = others) -> bool:
            places = list(amounts_at(text, value, form.unit))
            near = [i for other in rest for i in text.numbers.get(other, ())]
            return bool(places) if not rest else any(abs(i - p) <= DIVIDED for p in places for i in near)

        yield Need(text=f"{strength:f} {form.unit}", dose=True, stands_in=together)


def _limit(value: Decimal, unit: str, before: bool) -> Need:
    shown = f"{'below, or from' if before else 'above, or up to'} {value:f} {unit}"
    return Need(text=shown, dose=True, stands_in=lambda t: any(True for _ in bounds_at(t, value, unit, before)))


def _clearance(value: Decimal) -> Need:
    return Need(text=f"a kidney clearance of {value:f}", dose=True, stands_in=lambda t: has_clearance(t, value))


def _plain(value: Decimal, dose: bool) -> Need:
    return Need(text=f"{value:f}", dose=dose, stands_in=lambda t: value in t.numbers)


_TOLD = re.compile(r"(?<![a-z\d.-])\d[\d,]*\.?\d*")


def _told_numbers(text: str, dose: bool) -> Iterator[Need]:
    """Numbers in our sentences; those glued to letters (CYP3A4, 5-HT) are names."""
    plain = re.sub(r"[a-zα-ω]+-?\d[\w-]*|\b\d-h[a-z]+", " ", fold(text))
    for match in _TOLD.finditer(plain):
        value = as_number(match.group().rstrip(".,"))
        if value is not None:
            yield _plain(value, dose)
