"""What of a fact must stand in the text that it cites: its numbers with their units, and its terms."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from .labeltext import Text, as_number, content, fold, has_amount, has_number, has_times, has_words, share
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

NAMED_SHARE = 0.6
"""How much of a short term's words must stand in the section in some form."""
TOLD_SHARE = 0.34
"""How much of a sentence of our own words must; our words are plain, the label's are not."""


class Need(Record):
    """One thing that must stand in the section; `dose` marks the numbers of doses, which no exception covers."""

    text: str
    dose: bool
    stands_in: Callable[[Text], bool]


def needs_of(library: Library, fact: Fact) -> Iterator[Need]:
    """Yield what a fact must find in the sections that it cites."""
    if isinstance(fact, Usage | Price | Schedule):
        return
    yield from _numbers(fact, _is_dose(fact))
    yield from _terms(library, fact)


def _is_dose(fact: Fact) -> bool:
    return isinstance(fact, Regimen) or hasattr(fact, "max_daily")


def _numbers(record: Record, dose: bool) -> Iterator[Need]:
    for name in record.fields:
        value = getattr(record, name)
        if isinstance(value, Quantity):
            yield from _quantity(value, name, dose)
        elif isinstance(value, Dose):
            yield from _dose(value)
        elif isinstance(value, Maximum):
            yield from _maximum(value)
        elif isinstance(value, When):
            yield from _when(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Dose):
            for step in value:
                yield from _dose(step)
        elif isinstance(value, str) and name not in ("id", "region", "per", "unit"):
            yield from _told_numbers(value, dose)
    if isinstance(record, Form):
        for strength in record.strengths:
            yield _amount(strength, record.unit, True)
    if isinstance(record, Approval):
        yield _plain(Decimal(record.year), False)


def _dose(dose: Dose) -> Iterator[Need]:
    for value in dict.fromkeys((dose.low, dose.high)):
        yield _amount(value, dose.unit, True)
    if dose.times_per_day:
        for value in dict.fromkeys((dose.times_per_day.low, dose.times_per_day.high)):
            yield _times(value)
    for name in ("every_hours", "after", "lasts"):
        part = getattr(dose, name)
        if part:
            yield from _quantity(part, name, True)


def _maximum(maximum: Maximum) -> Iterator[Need]:
    if maximum.stated:
        for value in dict.fromkeys((maximum.low, maximum.high)):
            if value is not None:
                yield _amount(value, maximum.unit, True)


def _quantity(q: Quantity, name: str, dose: bool) -> Iterator[Need]:
    if name == "times_per_day":
        yield from (_times(v) for v in dict.fromkeys((q.low, q.high)))
        return
    unit = "hours" if name == "every_hours" else q.unit
    for value in dict.fromkeys((q.low, q.high)):
        yield _amount(value, unit, dose) if unit else _plain(value, dose)


def _when(when: When) -> Iterator[Need]:
    for name, unit in (("age", "years"), ("weight", "kg"), ("egfr", ""), ("crcl", "")):
        bound: Bound | None = getattr(when, name)
        if bound:
            for value in (bound.below, bound.at_most, bound.at_least, bound.above):
                if value is not None:
                    yield _amount(value, bound.unit or unit, True) if unit else _plain(value, True)


def _amount(value: Decimal, unit: str, dose: bool) -> Need:
    text = f"{value:f}{'' if unit == '%' else ' '}{unit}"
    return Need(text=text, dose=dose, stands_in=lambda t: has_amount(t, value, unit))


def _plain(value: Decimal, dose: bool) -> Need:
    return Need(text=f"{value:f}", dose=dose, stands_in=lambda t: has_number(t, value))


def _times(value: Decimal) -> Need:
    return Need(text=f"{value:f} times a day", dose=True, stands_in=lambda t: has_times(t, value))


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
