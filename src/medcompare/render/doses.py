"""Blocks for dose answers: regimens, bars on one scale a drug, the verdict on a dose."""

from collections.abc import Iterator
from decimal import Decimal

from ..cost import Costs
from ..dosecheck import Checked
from ..dosing import Dosing, DrugDoses
from ..evidence import Evidence
from ..model import Regimen
from ..phrases import amount, maximum, most_times, number, product, quantity, regional, span, steps, when
from ..units import convert, per_day
from ..warnings import Warned
from .blocks import Bars, Block, Citer, Grid, Heading, Paragraph
from .reference import cell_text, names

STYLE = {"within": "good", "below": "warn", "above": "bad", "avoid": "bad", "contraindicated": "bad", "cannot-tell": "warn"}


def dosing(answer: Dosing, citer: Citer) -> Iterator[Block]:
    """Draw each drug's ranges on its own scale, then the verdict."""
    yield from names([d.drug for d in answer.drugs], answer.unresolved)
    for drug in answer.drugs:
        yield from _drug(drug, citer)
    if len(answer.drugs) > 1:
        yield Paragraph(text="Each drug has its own scale: milligrams of two drugs are not equal.", style="strong")
    if answer.check:
        yield from _check(answer.check, citer)
    yield from citer.blocks(answer.sources)


def _drug(doses: DrugDoses, citer: Citer) -> Iterator[Block]:
    yield Heading(text=f"Doses of {doses.drug.name}")
    if not doses.regimens:
        yield Paragraph(text="No regimen is recorded for this choice; that does not mean that any dose is safe.", style="warn")
    for regimen in doses.regimens:
        if bars := _bars(regimen):
            yield bars
        else:
            yield Paragraph(text=regional(regimen) + citer.mark(regimen.source))
    if doses.regimens:
        rows = tuple(
            (_who(r), _product(r), _uses(r), "\n".join(steps(r)), _top(r) + citer.mark(r.source), r.note) for r in doses.regimens
        )
        yield Grid(columns=("for", "form", "use", "dose", "maximum", "note"), rows=rows)
    if doses.adjustments:
        others = tuple((a.kind, regional(a) + citer.mark(a.source)) for a in doses.adjustments)
        yield Heading(text=f"{doses.drug.name} in some patients")
        yield Grid(columns=("what", "what the source says"), rows=others)


def _product(regimen: Regimen) -> str:
    return f"{'' if regimen.region == 'US' else f'[{regimen.region}] '}{product(regimen)}"


def _uses(regimen: Regimen) -> str:
    return ", ".join(regimen.indications)


def _who(regimen: Regimen) -> str:
    who = "any age" if regimen.population == "any" else regimen.population
    if regimen.when and regimen.when.age and regimen.population == "any":
        return when(regimen.when)
    return f"{who}, {when(regimen.when)}" if regimen.when else who


def _top(regimen: Regimen) -> str:
    lines = [maximum(regimen.max_daily) if regimen.max_daily else "not recorded"]
    lines += [f"one dose: {maximum(regimen.max_dose)}" if regimen.max_dose else ""]
    lines += [most_times(regimen.max_times_per_day) if regimen.max_times_per_day else ""]
    lines += [f"no longer than {quantity(regimen.longest_course)}" if regimen.longest_course else ""]
    return "\n".join(line for line in lines if line)


def _bars(regimen: Regimen) -> Bars | None:
    steps = [(f"step {i}", step) for i, step in enumerate(regimen.titration, 1)]
    named = [("start", regimen.start), *steps, ("usual", regimen.usual)]
    daily = [(name, day) for name, d in named if d for day in [per_day(d)] if day]
    top = regimen.max_daily if regimen.max_daily and regimen.max_daily.stated and regimen.max_daily.high is not None else None
    if not daily or len({day.per for _, day in daily}) > 1 or (top and top.per != daily[0][1].per):
        return None
    unit, per = daily[-1][1].unit, daily[-1][1].per
    spans = [(name, convert(day.low, day.unit, unit), convert(day.high, day.unit, unit)) for name, day in daily]
    if top and top.high is not None:
        high = convert(top.high, top.unit, unit)
        spans.append(("maximum", high, high))
    known = [(name, low, high) for name, low, high in spans if low is not None and high is not None]
    end = max(high for _, _, high in known)
    scale = f"{unit} a day" if per == "day" else f"{unit}/kg a day"
    bars = tuple(_bar(name, low, high, unit, per) for name, low, high in known)
    note = "" if top else ", no maximum stated" if regimen.max_daily else ", maximum not recorded"
    return Bars(title=f"{_who(regimen)}, {_product(regimen)}: {_uses(regimen)}{note}", top=float(end), unit=scale, bars=bars)


def _bar(name: str, low: Decimal, high: Decimal, unit: str, per: str) -> tuple[str, float, float, str]:
    start = float(high) if name == "maximum" else float(low)
    return name, start if low != high or name == "maximum" else 0.0, float(high), amount(low, high, unit, per)


def _check(check: Checked, citer: Citer) -> Iterator[Block]:
    yield Heading(text="This dose")
    daily = check.per_day
    comes = f", which comes to {amount(daily.low, daily.high, daily.unit, daily.per)}" if daily else ""
    yield Paragraph(text=f"{check.text}{comes}")
    if check.assumed:
        yield Paragraph(text=f"Assumed: {'; '.join(check.assumed)}.")
    reasons = tuple((r.verdict, r.text + citer.mark(r.sources)) for r in check.reasons)
    yield Grid(columns=("says", "rule"), rows=reasons, styles=tuple(STYLE[r.verdict] for r in check.reasons))
    if check.not_checked:
        lines = "\n".join(f"- {text}" for text in check.not_checked)
        yield Paragraph(text=f"Not checked, because it was not given or cannot be decided from data:\n{lines}", style="warn")
    yield Paragraph(text=f"Verdict: {check.verdict}", style="strong")


def warned(answer: Warned, citer: Citer) -> Iterator[Block]:
    """Draw one grid a topic, boxed warnings first; what all drugs carry is said once."""
    yield from names(answer.drugs, answer.unresolved)
    for topic in answer.topics:
        yield Heading(text={"boxed": "Boxed warnings", "contraindication": "Contraindications"}.get(topic.topic, topic.topic))
        if topic.both:
            yield Paragraph(text="All of them: " + "; ".join(topic.both), style="strong")
        cells = tuple(cell_text(c, citer) for c in topic.values)
        yield Grid(columns=("", *(d.name for d in answer.drugs)), rows=((topic.topic, *cells),), by_column=True)
    yield from citer.blocks(answer.sources)


def evidence(answer: Evidence, citer: Citer) -> Iterator[Block]:
    """Draw the studies, head-to-head first, and what has not been studied."""
    yield from names(answer.drugs, answer.unresolved)
    rows = tuple(
        (
            str(s.year),
            s.design,
            "not stated" if s.n is None else str(s.n),
            s.comparison,
            s.result,
            s.limits + citer.mark(s.source),
        )
        for s in answer.studies
    )
    yield Grid(columns=("year", "design", "n", "comparison", "result", "limits"), rows=rows)
    for pair in answer.not_studied:
        yield Paragraph(text=f"{' against '.join(pair)}: no head-to-head trial in these data.", style="warn")
    yield from citer.blocks(answer.sources)


def costs(answer: Costs, citer: Citer) -> Iterator[Block]:
    """Draw what each offer comes to a day and a month."""
    rows = tuple(
        (c.drug, c.dose, f"{span(c.offer.low, c.offer.high)} for {c.offer.quantity} x {number(c.offer.strength)} {c.offer.unit}",
         f"{number(c.units_per_day)}{f' ({c.note})' if c.note else ''}", span(c.day_low, c.day_high),
         span(c.month_low, c.month_high), c.offer.about + citer.mark(c.offer.sources))
        for c in answer.costs
    )  # fmt: skip
    yield Grid(columns=("drug", "dose", "price", "units a day", "a day", "30 days", "about the price"), rows=rows)
    for drug in answer.without_price:
        yield Paragraph(text=f"{drug}: no price recorded; give one as {drug}=PRICE/COUNTxSTRENGTH or --prices FILE", style="warn")
    yield from citer.blocks(answer.sources)
