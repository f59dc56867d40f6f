"""What of a fact must stand in the text that it cites: its numbers with their units, and its terms."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from .labeltext import Text, as_number, content, fold, has_words, prepare, share
from .library import Library
from .model import (
    AdverseEffect,
    Approval,
    Bound,
    Brand,
    Codes,
    Contraindication,
    Dose,
    Fact,
    Form,
    Indication,
    Maximum,
    Membership,
    Price,
    Product,
    Quantity,
    Record,
    Regimen,
    Rule,
    Schedule,
    Study,
    Usage,
    When,
)  # fmt: skip
from .phrases import span
from .standing import (
    DIVIDED,
    RHYTHM,
    amounts_at,
    figures_near_words,
    has_amount,
    has_clearance,
    numbers_near,
    ranges_at,
    rhythm_near,
)
from .units import per_day

NAMED_SHARE = 0.6
"""How much of a short term's words must stand in the section in some form."""
TOLD_SHARE = 0.34
"""How much of a sentence of our own words must; our words are plain, the label's are not."""


class Need(Record):
    """One thing that must stand in the section; `dose` marks the numbers of doses, which no exception covers."""

    text: str
    dose: bool
    stands_in: Callable[[Text], bool]

    def worded_in(self, phrases: Sequence[Text]) -> bool:
        """Say whether the label's own wording, given with the fact, holds every number of this need."""
        numbers = prepare(self.text).numbers
        return bool(numbers) and any(all(n in p.numbers for n in numbers) for p in phrases)


def needs_of(library: Library, fact: Fact) -> Iterator[Need]:
    """Yield what a fact must find in the sections that it cites."""
    if isinstance(fact, Usage | Price | Schedule):
        return
    yield from _numbers(fact, _is_dose(fact))
    yield from _terms(library, fact)


def _is_dose(fact: Fact) -> bool:
    return isinstance(fact, Regimen) or hasattr(fact, "max_daily")


def _numbers(record: Fact, dose: bool) -> Iterator[Need]:
    for name in record.fields:
        value = getattr(record, name)
        if isinstance(value, Quantity):
            if not isinstance(record, AdverseEffect):
                yield from _quantity(value, name, dose)
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
    if isinstance(record, Form):
        yield from _strengths(record)
    if isinstance(record, AdverseEffect):
        yield from _figures(record)
    if isinstance(record, Approval):
        yield _plain(Decimal(record.year), False)


def _dose(dose: Dose) -> Iterator[Need]:
    low, high, unit = dose.low, dose.high, dose.unit
    shown = f"{span(low, high)} {unit}"
    rhythm = dose.times_per_day
    reach = RHYTHM if dose.per.endswith("dose") else DIVIDED
    if rhythm is None:
        yield Need(text=shown, dose=True, stands_in=lambda t: any(True for _ in ranges_at(t, low, high, unit)))
    else:
        for times in dict.fromkeys((rhythm.low, rhythm.high)):
            yield Need(text=f"{shown} {times:f} times a day", dose=True,
                       stands_in=lambda t, n=times: rhythm_near(t, ranges_at(t, low, high, unit), n, reach))  # type: ignore[misc]  # fmt: skip
    for name in ("every_hours", "after", "lasts"):
        part = getattr(dose, name)
        if part:
            yield from _quantity(part, name, True)


def _maximum(maximum: Maximum, record: Fact) -> Iterator[Need]:
    top = maximum.top_of_regimen
    if top and not _comes_to(top, record):
        yield from _dose(top)
    if maximum.stated and maximum.low is not None and maximum.high is not None:
        low, high, unit = maximum.low, maximum.high, maximum.unit
        yield Need(
            text=f"{span(low, high)} {unit}", dose=True, stands_in=lambda t: any(True for _ in ranges_at(t, low, high, unit))
        )


def _comes_to(top: Dose, record: Fact) -> bool:
    """The top of a regimen may be the sum of its own doses, which are looked for themselves."""
    named = (getattr(record, "start", None), *getattr(record, "titration", ()), getattr(record, "usual", None))
    sums = [day for d in named if d for day in [per_day(d)] if day]
    wanted = per_day(top)
    return wanted is not None and any((day.high, day.unit, day.per) == (wanted.high, wanted.unit, wanted.per) for day in sums)


def _quantity(q: Quantity, name: str, dose: bool) -> Iterator[Need]:
    unit = "hours" if name == "every_hours" else q.unit
    low, high = q.low, q.high
    shown = f"{span(low, high)}{'' if unit == '%' else ' '}{unit}"
    if unit:
        yield Need(text=shown, dose=dose, stands_in=lambda t: any(True for _ in ranges_at(t, low, high, unit)))
    else:
        yield Need(text=shown, dose=dose, stands_in=lambda t: numbers_near(t, low, high))


def _figures(effect: AdverseEffect) -> Iterator[Need]:
    parts = [q for q in (effect.percent, effect.comparator_percent) if q]
    values = tuple(dict.fromkeys(v for q in parts for v in (q.low, q.high)))
    words = frozenset(content(f"{effect.name} {' '.join(effect.as_)}"))
    if values:
        shown = ", ".join(f"{v:f}%" for v in values)
        yield Need(text=shown, dose=False, stands_in=lambda t: figures_near_words(t, values, words))


def _when(when: When) -> Iterator[Need]:
    for name, unit in (("age", "years"), ("weight", "kg"), ("egfr", ""), ("crcl", "")):
        bound: Bound | None = getattr(when, name)
        if bound:
            for value in (bound.below, bound.at_most, bound.at_least, bound.above):
                if value is not None:
                    yield _amount(value, bound.unit or unit, True) if unit else _clearance(value)


def _strengths(form: Form) -> Iterator[Need]:
    """Each strength with its unit, near another of the list: a list stands together on a label."""
    for strength in form.strengths:
        others = [s for s in form.strengths if s != strength]

        def together(text: Text, value: Decimal = strength, rest: list[Decimal] = others) -> bool:
            places = list(amounts_at(text, value, form.unit))
            near = [i for other in rest for i in text.numbers.get(other, ())]
            return bool(places) if not rest else any(abs(i - p) <= DIVIDED for p in places for i in near)

        yield Need(text=f"{strength:f} {form.unit}", dose=True, stands_in=together)


def _amount(value: Decimal, unit: str, dose: bool) -> Need:
    return Need(text=f"{value:f} {unit}", dose=dose, stands_in=lambda t: has_amount(t, value, unit))


def _clearance(value: Decimal) -> Need:
    return Need(text=f"{value:f} mL/min", dose=True, stands_in=lambda t: has_clearance(t, value))


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


def _terms(library: Library, fact: Fact) -> Iterator[Need]:
    if fact.as_:
        return  # the label's own words are given, and looked for
    if isinstance(fact, AdverseEffect | Brand):
        yield _named(fact.name)
    elif isinstance(fact, Membership):
        group = library.groups.get(fact.group)
        if group and group.kind == "class":
            yield _any_of((group.name, *group.names))
    elif isinstance(fact, Codes):
        yield from (Need(text=c, dose=False, stands_in=lambda t, c=c: has_words(t, c)) for c in (*fact.unii, *fact.rxcui))  # type: ignore[misc]
    elif isinstance(fact, Indication):
        yield _named(fact.use)
    elif isinstance(fact, Contraindication):
        yield _named(fact.text, 0.5)
    elif isinstance(fact, Rule):
        yield _told(f"{fact.effect} {fact.management}")
    elif isinstance(fact, Product):
        yield from (_named(i) for i in fact.ingredients)
    elif not isinstance(fact, Study | Regimen | Form | Approval):
        told = " ".join(str(getattr(fact, f)) for f in ("title", "text", "fact") if hasattr(fact, f))
        yield _told(told)


def _named(term: str, least: float = NAMED_SHARE) -> Need:
    return Need(text=term, dose=False, stands_in=lambda t: share(t, term) >= least)


def _any_of(terms: tuple[str, ...]) -> Need:
    return Need(text=terms[0], dose=False, stands_in=lambda t: any(share(t, term) >= NAMED_SHARE for term in terms))


def _told(text: str) -> Need:
    words = list(content(text))
    return Need(text=f"the words of: {text[:60]}", dose=False, stands_in=lambda t: not words or share(t, text) >= TOLD_SHARE)
