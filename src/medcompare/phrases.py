"""Facts as plain text. Numbers are written exactly as the record holds them."""

import re
from decimal import Decimal
from functools import singledispatch
from typing import Any

from . import model
from .model import Bound, Dose, Maximum, Quantity, Record, When

_TIMES = {"1": "once", "2": "twice"}


def number(value: Decimal) -> str:
    """Write an exact decimal without an exponent."""
    text = str(value)  # a third of the time of a format, which is needed only for 1E+3
    return text if "E" not in text else f"{value:f}"


def span(low: Decimal, high: Decimal) -> str:
    """Write one number or a range; "to", because a dash is read as a minus or lost."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def quantity(q: Quantity) -> str:
    """Write a quantity: `2 to 3 weeks`, `63%`."""
    text = span(q.low, q.high)
    return f"{text}%" if q.unit == "%" else f"{text} {_counted(q.unit, q.high)}".strip()


def _counted(unit: str, count: Decimal) -> str:
    return unit.removesuffix("s") if count == 1 and unit.endswith("s") else unit


_PER = {"dose": "", "day": " a day", "hour": " an hour", "minute": " a minute", "week": " a week", "month": " a month"}


def amount(low: Decimal, high: Decimal, unit: str, per: str) -> str:
    """Write an amount: `5 mg`, `40 to 80 mg a day`, `0.3 mg/kg a day`."""
    by, _, rest = per.rpartition("/")
    many = "s" if unit == "tablet" and high != 1 else ""
    return f"{span(low, high)} {unit}{many}{'/' + by if by else ''}{_PER[rest]}"


def dose(d: Dose) -> str:
    """Write a dose with its rhythm: `5 mg 3 times a day for 3 days`."""
    parts = [amount(d.low, d.high, d.unit, d.per)]
    if d.times_per_day and d.per.endswith("dose"):
        parts.append(times(d.times_per_day))
    elif d.times_per_day:
        parts.append(
            f"in {'one dose' if d.times_per_day.high == 1 else f'{span(d.times_per_day.low, d.times_per_day.high)} doses'}"
        )
    if d.every_hours:
        parts.append(f"every {span(d.every_hours.low, d.every_hours.high)} hours")
    if d.at:
        parts.append(d.at)
    if d.as_needed:
        parts.append("as needed")
    if d.lasts:
        parts.append(f"for {quantity(d.lasts)}")
    return " ".join(parts)


def times(q: Quantity) -> str:
    """Write how often a day: `once a day`, `3 to 4 times a day`."""
    text = span(q.low, q.high)
    return f"{_TIMES[text]} a day" if text in _TIMES else f"{text} times a day"


def most_times(count: Decimal) -> str:
    """Write the most doses that may be taken in 24 hours."""
    return f"at most {number(count)} {'dose' if count == 1 else 'doses'} in 24 hours"


def maximum(m: Maximum) -> str:
    """Write a maximum, or that none is stated."""
    if not m.stated:
        top = f"; its regimens go up to {dose(m.top_of_regimen)}" if m.top_of_regimen else ""
        return f"no maximum stated{top}"
    if m.low is None or m.high is None:
        return "stated, amount not recorded"
    return amount(m.low, m.high, m.unit, m.per)


def bound(b: Bound) -> str:
    """Write a limit in the words that say whether the number itself is inside."""
    words = (("at least", b.at_least), ("above", b.above), ("at most", b.at_most), ("below", b.below))
    return f"{' and '.join(f'{word} {number(value)}' for word, value in words if value is not None)} {b.unit}".strip()


def when(w: When) -> str:
    """Write which patients a fact is about."""
    parts = []
    for name, limit in (("age", w.age), ("weight", w.weight), ("eGFR", w.egfr), ("creatinine clearance", w.crcl)):
        if limit:
            parts.append(f"{name} {bound(limit)}")
    if w.hepatic:
        parts.append(f"{' or '.join(w.hepatic)} liver impairment")
    if w.dialysis is not None:
        parts.append("on dialysis" if w.dialysis else "not on dialysis")
    if w.pregnant is not None:
        parts.append("pregnant" if w.pregnant else "not pregnant")
    if w.sex:
        parts.append(w.sex)
    if w.taking:
        parts.append(f"taking {' or '.join(w.taking)}")
    if w.population:
        parts.append({"child": "children", "older": "older people"}[w.population])
    if w.condition:
        parts.append(w.condition)
    return ", ".join(parts)


def product(fact: Any) -> str:
    """Name the route, form and release that a fact is about; a form that says its route says it once."""
    route, form = fact.route, fact.form
    if form.startswith(route) or route in form.split():
        route = ""
    told = "extended" in form or "XL" in form or "SR" in form or getattr(fact, "release", "") != "extended"
    return " ".join(w for w in (route, form, "" if told else "extended release") if w) if route or form or not told else ""


def _join(*parts: str) -> str:
    text = ""
    for part in filter(None, parts):
        text += part if not text else f" {part}" if text.endswith((".", "!", "?")) else f"; {part}"
    return text


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


# Types are named to `register`: to have it read the annotations costs 50 us for each.
@singledispatch
def phrase(fact: Record) -> str:
    """Write any fact of a record as one line."""
    raise TypeError(f"no words for {type(fact).__name__}")


@phrase.register(model.Brand)
def _(f: model.Brand) -> str:
    status = "" if f.status == "unknown" else f", {'sold' if f.status == 'sold' else 'no longer sold'}"
    return f"{f.name} ({_join(f.product + status, f.note)})"


@phrase.register(model.TradeNames)
def _(f: model.TradeNames) -> str:
    return ", ".join(f.names)


@phrase.register(model.Membership)
def _(f: model.Membership) -> str:
    return f.group


@phrase.register(model.Schedule)
def _(f: model.Schedule) -> str:
    text = "not a controlled substance" if f.value == "none" else f"schedule {f.value}"
    return _join(text, f.note)


@phrase.register(model.Approval)
def _(f: model.Approval) -> str:
    return _join(str(f.year), f.note)


@phrase.register(model.Codes)
def _(f: model.Codes) -> str:
    unii = f"UNII {', '.join(f.unii)}" if f.unii else ""
    return _join(unii, f"RxCUI {', '.join(f.rxcui)}" if f.rxcui else "")


@phrase.register(model.Mechanism)
def _(f: model.Mechanism) -> str:
    return _join(f"{f.target} {f.action}", f.text, f.unknown)


@phrase.register(model.Indication)
def _(f: model.Indication) -> str:
    return _labelled(product(f), _join(f.use, f.note))


def steps(regimen: model.Regimen) -> list[str]:
    """Name each dose of a regimen in its order, with the time before each step."""
    lines = [f"start {dose(regimen.start)}" if regimen.start else ""]
    lines += [f"then {dose(step)}{f' after {quantity(step.after)}' if step.after else ''}" for step in regimen.titration]
    return [line for line in (*lines, f"usual {dose(regimen.usual)}" if regimen.usual else "") if line]


@phrase.register(model.Regimen)
def _(f: model.Regimen) -> str:
    parts = [*steps(f), f"single dose at most {maximum(f.max_dose)}" if f.max_dose and f.max_dose.stated else ""]
    if f.max_daily:
        parts.append(f"maximum {maximum(f.max_daily)}" if f.max_daily.stated else maximum(f.max_daily))
    parts += [most_times(f.max_times_per_day) if f.max_times_per_day else ""]
    parts += [f"no longer than {quantity(f.longest_course)}" if f.longest_course else "", f.note]
    who = ", ".join(p for p in (product(f), when(f.when) if f.when else "", " / ".join(f.indications)) if p)
    return _labelled(who, _join(*parts))


@phrase.register(model.Adjustment)
def _(f: model.Adjustment) -> str:
    who = ", ".join(p for p in (product(f), when(f.when) if f.when else "", " / ".join(f.indications)) if p)
    parts = [f"start {dose(f.start)}" if f.start else "", f"usual {dose(f.usual)}" if f.usual else ""]
    parts += [f"single dose at most {maximum(f.max_dose)}" if f.max_dose else ""]
    parts += [f"maximum {maximum(f.max_daily)}" if f.max_daily else ""]
    return _labelled(who, _join(f"{f.effect.replace('-', ' ')}: {f.text}", *parts))


@phrase.register(model.AdverseEffect)
def _(f: model.AdverseEffect) -> str:
    arm = f" ({f.arm})" if f.arm else ""
    parts = [f"{quantity(f.percent)}{arm}" if f.percent else ""]
    if f.comparator_percent:
        parts.append(f"{f.comparator or 'comparator'} {quantity(f.comparator_percent)}")
    parts.append(f.note)
    figures = _join(*parts)
    return f"{_product_mark(f)}{f.name}{' ' + figures if figures else ''}"


def _product_mark(fact: Any) -> str:
    return f"{named}: " if (named := product(fact)) else ""


@phrase.register(model.BoxedWarning)
def _(f: model.BoxedWarning) -> str:
    return f"{_product_mark(f)}{f.title}: {f.text}"


@phrase.register(model.Contraindication)
def _(f: model.Contraindication) -> str:
    return f"{_product_mark(f)}{f.text}"


@phrase.register(model.Warning)
def _(f: model.Warning) -> str:
    return f"{_product_mark(f)}{f.text}"


@phrase.register(model.Pharmacokinetic)
def _(f: model.Pharmacokinetic) -> str:
    value = quantity(f.value) if f.value else ""
    shown = f.text if f.value and _says(f.text, f.value) else _join(value, f.text)
    return f"{_product_mark(f)}{_labelled(f.of, shown)}"


def _says(text: str, q: Quantity) -> bool:
    """Whether a sentence says the numbers of a quantity and its unit, so that they need not be said twice."""
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    return number(q.low) in numbers and number(q.high) in numbers and q.unit.removesuffix("s") in text


@phrase.register(model.Form)
def _(f: model.Form) -> str:
    per = f"/{f.per}" if f.per else ""
    strengths = ", ".join(number(s) for s in f.strengths)
    split = {True: "can be split", False: "do not split", None: ""}[f.split]
    return _join(f"{product(f)}{f' {strengths} {f.unit}{per}' if strengths else ''}", split, f.note)


@phrase.register(model.Usage)
def _(f: model.Usage) -> str:
    return f"{f.text} ({f.year})"


@phrase.register(model.Price)
def _(f: model.Price) -> str:
    dated = f.dated.isoformat() if f.dated else "undated"
    price = f"{span(f.low, f.high)} {f.currency}"
    return _join(f"{f.product}: {price} for {f.quantity} of {number(f.strength)} {f.unit}, {dated}", f.note)


@phrase.register(model.Study)
def _(f: model.Study) -> str:
    size = f", n = {f.n}" if f.n is not None else ""
    return f"{f.year}, {f.design}{size}: {f.comparison}; {f.result} Limits: {f.limits}"


def regional(fact: model.Fact) -> str:
    """Write a fact, marked with its region where that is not the US."""
    text = phrase(fact)
    return text if fact.region == "US" else f"[{fact.region}] {text}"
