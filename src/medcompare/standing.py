"""Whether amounts, ranges and rhythms stand in a text, and stand together."""

from collections.abc import Iterator
from decimal import Decimal

from .labeltext import FREQUENCY, HOURLY, UNITS, Text, as_number, stem
from .units import convert

RANGE = 7
"""Tokens from the low end of a range to its high end: `2 mg to 10 mg`, `2 mg or, in some, 10 mg`."""
RHYTHM = 14
"""Tokens from the amount of a dose to how often it is taken."""
DIVIDED = 32
"""Tokens from the amount of a day to the number of doses; labels put a sentence between."""
BEFORE, BEHIND = 8, 16
"""Tokens of an effect's name before and behind its figure: a row of a table, with the columns of several doses."""

_BEHIND = frozenset("times divided doses daily equal equally x time dose administrations".split())
_COUNTED = frozenset(["times", "twice", "thrice", "bid", "tid", "qid", "divided", "doses"])
_AGES = frozenset(["age", "aged", "ages", "older", "elderly"])


def amounts_at(text: Text, value: Decimal, unit: str) -> Iterator[int]:
    """Yield where a number stands with its unit behind it, or the same amount in another unit."""
    wanted = UNITS.get(unit.casefold(), unit.casefold())
    yield from (i for i in text.numbers.get(value, ()) if _unit_behind(text, i, wanted))
    for other in ("mg", "mcg", "g"):
        converted = convert(value, unit, other) if unit in ("mg", "mcg", "g") and other != unit else None
        if converted is not None:
            yield from (i for i in text.numbers.get(converted, ()) if _unit_behind(text, i, other))


def _unit_behind(text: Text, place: int, unit: str) -> bool:
    """The first unit behind a number, past other numbers and joining words (`5, 10 or 20 mg`), decides."""
    words = 0
    for token in text.tokens[place + 1 : place + 16]:
        if token in UNITS:
            return UNITS[token] == unit
        if as_number(token) is None:
            words += 1
            if words > 5:
                return False
    return unit in ("years", "months") and bool(_AGES & set(text.tokens[max(0, place - 4) : place]))


def has_clearance(text: Text, value: Decimal) -> bool:
    """Say whether a number stands as a limit of kidney function: with mL behind it, or the word just before it."""
    words = {"creatinine", "clearance", "clcr", "crcl", "egfr", "gfr", "renal"}
    return any(
        "ml" in text.tokens[i + 1 : i + 8] or words & set(text.tokens[max(0, i - 6) : i]) for i in text.numbers.get(value, ())
    )


def has_amount(text: Text, value: Decimal, unit: str) -> bool:
    """Say whether a number stands in a text with its unit."""
    return any(True for _ in amounts_at(text, value, unit))


def ranges_at(text: Text, low: Decimal, high: Decimal, unit: str) -> Iterator[int]:
    """Yield where a range stands: its ends close together, in order, the high one with its unit."""
    if low == high:
        yield from amounts_at(text, low, unit)
        return
    lows = [*text.numbers.get(low, ()), *amounts_at(text, low, unit)]
    for end in amounts_at(text, high, unit):
        yield from (start for start in lows if 0 < end - start <= RANGE)


def numbers_near(text: Text, low: Decimal, high: Decimal) -> bool:
    """Say whether two bare numbers stand close together, in order; one alone if they are equal."""
    ends = text.numbers.get(high, ())
    return bool(ends) if low == high else any(0 < e - s <= RANGE for s in text.numbers.get(low, ()) for e in ends)


def times_at(text: Text, times: Decimal) -> Iterator[int]:
    """Yield where a text says so many times a day, in digits, words or Latin."""
    for i, token in enumerate(text.tokens):
        # `three times daily` is not once a day, though `20 mg daily` is.
        if FREQUENCY.get(token) == times and not (token == "daily" and _COUNTED & set(text.tokens[max(0, i - 4) : i])):
            yield i
    yield from (i for i in text.numbers.get(times, ()) if _BEHIND & set(text.tokens[i + 1 : i + 8]))
    for hours in (h for h, n in HOURLY.items() if n == times):
        yield from (i for i in text.numbers.get(Decimal(hours), ()) if "hours" in text.tokens[i + 1 : i + 5])


def rhythm_near(text: Text, places: Iterator[int], times: Decimal, reach: int) -> bool:
    """Say whether so many times a day stands within some tokens of one of some places."""
    spoken = list(times_at(text, times))
    return any(-RHYTHM // 2 <= spoken_at - place <= reach for place in places for spoken_at in spoken)


def figures_near_words(text: Text, values: tuple[Decimal, ...], words: frozenset[str]) -> bool:
    """Say whether some numbers stand together, in order, near one of some word stems, as figures stand by the name of an effect."""
    first, *others = values
    for place in text.numbers.get(first, ()):
        together = all(any(0 < i - place <= BEFORE for i in text.numbers.get(v, ())) for v in others)
        near = text.tokens[max(0, place - BEHIND) : place + BEFORE]
        if together and (not words or words & {stem(t) for t in near}):
            return True
    return False
