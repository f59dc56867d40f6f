"""What a dose costs a day, from a price for some units of a strength. Exact arithmetic; nothing is rounded on the way."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from .compare import cited_sources
from .dosetext import parse
from .errors import UsageError
from .library import Library, Match
from .model import Price, Record, Source
from .names import bare_key, printable
from .phrases import number
from .pricelist import rows
from .units import convert, per_day

DAYS_A_MONTH = Decimal(30)
_OFFER = re.compile(r"\$?([0-9]+(?:\.[0-9]+)?)(?:-([0-9]+(?:\.[0-9]+)?))?/([0-9]+)x([0-9]+(?:\.[0-9]+)?)([a-zA-Zµ]+)")


class Offer(Record):
    """A price for a number of units of one strength."""

    low: Decimal
    high: Decimal
    quantity: int
    strength: Decimal
    unit: str
    about: str
    sources: tuple[str, ...]


class Cost(Record):
    """What one offer comes to for one dose."""

    drug: str
    offer: Offer
    dose: str
    units_per_day: Decimal
    halves: bool
    note: str
    day_low: Decimal
    day_high: Decimal
    month_low: Decimal
    month_high: Decimal


class Costs(Record):
    """The answer to `cost`; amounts in the currency of the price."""

    drugs: tuple[Match, ...]
    costs: tuple[Cost, ...]
    without_price: tuple[str, ...]
    sources: dict[str, Source]


def cost(
    library: Library,
    items: Sequence[str],
    doses: Sequence[str],
    prices: Path | None = None,
) -> Costs:
    """Work out the cost of doses (`baclofen=40mg/day`) from offers (`baclofen=220/60x10mg`), records or a price file."""
    offers = [_item(library, item) for item in items]
    wanted: dict[str, str] = {}
    for id, text in (_dose(library, d) for d in doses):
        if id in wanted:
            raise UsageError(f"two doses for {id}; give one --dose for each drug")
        wanted[id] = text
    matches = [m for m, _ in offers]
    for match in matches:
        if match.id not in wanted:
            raise UsageError(f"no dose for {match.id}; type --dose {match.id}=40mg/day")
    listed = _matching(prices, matches) if prices else []
    found: list[Cost] = []
    for match, offer in offers:
        choices = [offer] if offer else [*_recorded(library, match.id), *_listed(match, listed)]
        found += [_cost(library, match.id, choice, wanted[match.id]) for choice in choices]
    priced = {c.drug for c in found}
    cited = [ref for c in found for ref in c.offer.sources]
    return Costs(
        drugs=tuple(matches), costs=tuple(found), without_price=tuple(m.id for m in matches if m.id not in priced),
        sources=cited_sources(library, cited),
    )  # fmt: skip


def _item(library: Library, text: str) -> tuple[Match, Offer | None]:
    name, mark, offer = text.partition("=")
    match = library.find(name)
    if not mark:
        return match, None
    parts = _OFFER.fullmatch(offer.replace(" ", "").replace("to", "-"))
    if not parts or int(parts[3]) == 0 or Decimal(parts[4]) == 0:
        raise UsageError(f"{printable(text, 60)!r}: is not a price such as {name}=220/60x10mg or {name}=220-250/60x10mg")
    low, high = Decimal(parts[1]), Decimal(parts[2] or parts[1])
    if low > high:
        raise UsageError(f"{printable(text, 60)!r}: the price runs from {low} down to {high}")
    offer_read = Offer(low=low, high=high, quantity=int(parts[3]), strength=Decimal(parts[4]), unit=_unit(parts[5], text),
                       about="as typed", sources=())  # fmt: skip
    return match, offer_read


def _unit(text: str, whole: str) -> str:
    unit = {"mg": "mg", "mcg": "mcg", "µg": "mcg", "ug": "mcg", "g": "g"}.get(text.casefold())
    if not unit:
        raise UsageError(f"{printable(whole, 60)!r}: {printable(text)!r} is no strength unit; use mg, mcg or g")
    return unit


def _dose(library: Library, text: str) -> tuple[str, str]:
    name, mark, dose = text.partition("=")
    if not mark:
        raise UsageError(f"--dose {printable(text, 60)!r}: is not NAME=DOSE, such as baclofen=40mg/day")
    return library.find(name).id, dose


def _recorded(library: Library, id: str) -> Iterator[Offer]:
    for price in library.drug(id).prices:
        yield Offer(low=price.low, high=price.high, quantity=price.quantity, strength=price.strength, unit=price.unit,
                    about=_about(price), sources=price.source)  # fmt: skip


def _about(price: Price) -> str:
    return f"{price.product}, {price.dated.isoformat() if price.dated else 'undated'}" + f"; {price.note}" * bool(price.note)


def _matching(path: Path, matches: Sequence[Match]) -> list[dict[str, str]]:
    """Stream a price file and keep the rows that begin with one of the names."""
    from .progress import progress

    names = tuple(m.name.upper() for m in matches)
    with progress(path, "prices") as seen:
        return [row for row in seen(rows(path)) if row["NDC Description"].upper().startswith(names)]


def _listed(match: Match, rows: Sequence[dict[str, str]]) -> Iterator[Offer]:
    """Take the rows of a price file whose description begins with the drug's name."""
    for row in rows:
        description, strength = row["NDC Description"], re.search(r"([0-9.]+)\s*(MG|MCG|G)\b(?!/)", row["NDC Description"])
        if strength and bare_key(description[: strength.start()]) == match.name and row["Pricing_Unit"].strip().upper() == "EA":
            price = _price(row["NADAC_Per_Unit"])
            yield Offer(low=price, high=price, quantity=1, strength=Decimal(strength[1]), unit=strength[2].lower(), sources=(),
                        about=f"{printable(description, 80)}, acquisition cost of pharmacies, not retail, {printable(row['Effective Date'], 20)}")  # fmt: skip


def _price(text: str) -> Decimal:
    if not re.fullmatch(r"\s*[0-9]{1,9}(\.[0-9]{1,9})?\s*", text):
        raise UsageError(f"--prices: NADAC_Per_Unit {printable(text, 30)!r} is not a price")
    return Decimal(text.strip())


def _cost(library: Library, id: str, offer: Offer, text: str) -> Cost:
    given = parse(text)
    daily = per_day(given)
    amount = convert(daily.high, daily.unit, offer.unit) if daily and daily.per == "day" else None
    if amount is None:
        raise UsageError(
            f"--dose {id}={printable(text, 40)}: does not come to an amount a day in {offer.unit}; write it like 40mg/day"
        )
    exact = amount / offer.strength
    units, halves, note = _units(library, id, offer, exact)
    each_low, each_high = offer.low / offer.quantity, offer.high / offer.quantity
    day_low, day_high = each_low * units, each_high * units
    return Cost(
        drug=id, offer=offer, dose=text, units_per_day=units, halves=halves, note=note, day_low=_cents(day_low),
        day_high=_cents(day_high), month_low=_cents(day_low * DAYS_A_MONTH), month_high=_cents(day_high * DAYS_A_MONTH),
    )  # fmt: skip


def _units(library: Library, id: str, offer: Offer, exact: Decimal) -> tuple[Decimal, bool, str]:
    """Round up to whole units, or to halves only where the record says that the form can be split."""
    whole = exact.to_integral_value(rounding="ROUND_CEILING")
    if exact == whole:
        return whole, False, ""
    forms = [f for f in library.drug(id).forms if offer.strength in f.strengths and f.unit == offer.unit and not f.per]
    half = (exact * 2).to_integral_value(rounding="ROUND_CEILING") / 2
    if half < whole and forms and all(f.split for f in forms):
        return half, True, f"{number(exact)} units a day; halves, since the form can be split"
    return whole, False, f"{number(exact)} units a day, rounded up to whole ones; splitting is not recorded as possible"


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
