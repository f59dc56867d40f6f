"""Whether amounts, ranges and rhythms stand in a text, and stand together."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise, takewhile

from .labeltext import FREQUENCY, HOURLY, UNITS, Text, as_number, content, fold, is_content, stem, tokens_of
from .units import convert

RANGE = 7
"""Tokens from the low end of a range to its high end: `2 mg to 10 mg`, `2 mg or, in some, 10 mg`."""
RHYTHM = 14
"""Tokens from the amount of a dose to how often it is taken."""
DIVIDED = 32
"""Tokens from the amount of a day to the number of doses; labels put a sentence between."""
STEP = 40
"""Tokens from the amount of a step to the time before it, after it, or between two doses."""
BEFORE, BEHIND = 8, 16
"""Tokens of an effect's name before and behind its figure: a row of a table, with the columns of several doses."""

NEGATION = 12
"""Tokens from a word such as `not` to what it denies, within a sentence."""

_NOT = frozenset(["not", "no", "neither", "nor", "never", "insufficient", "avoid", "contraindicated", "limitations"])
_YET = frozenset(["although", "but", "however", "who"])
_WEIGHED = frozenset(["mg", "mcg", "g"])
_KG = frozenset(["kg", "kilogram", "kilograms"])
_TO = frozenset(["to", "through"])
_OR = frozenset(["to", "through", "or", "and", "up", "then"])
_TIMES = frozenset("times time x divided doses equal equally administrations".split())
_MOST = frozenset(["up", "maximum", "most", "exceed"])
_SPACED = frozenset(["interval", "intervals", "apart"])
_COUNTED = frozenset(["times", "twice", "thrice", "bid", "tid", "qid", "divided", "doses"])
_AGES = frozenset(["age", "aged", "ages", "older", "younger", "elderly"])


_LEAST_BEFORE = frozenset("below under less younger < before least ≥ from age aged ages between".split())
_LEAST_BEHIND = frozenset("older above over more greater up to through".split())
_MOST_BEFORE = frozenset("above over greater more older > exceeding exceeds to through ≤ most".split())
_MOST_BEHIND = frozenset("less younger under below".split())


def amounts_at(text: Text, value: Decimal, unit: str, per_kg: bool = False) -> Iterator[int]:
    """Yield where a number stands with its unit behind it, or the same amount in another unit; per kilogram or not."""
    yield from (i for i in text.numbers.get(value, ()) if _unit_at(text, i, UNITS.get(unit.casefold(), unit.casefold()), per_kg))
    for other in ("mg", "mcg", "g"):
        converted = convert(value, unit, other) if unit in ("mg", "mcg", "g") and other != unit else None
        if converted is not None:
            yield from (i for i in text.numbers.get(converted, ()) if _unit_at(text, i, other, per_kg))


def _unit_at(text: Text, place: int, unit: str, per_kg: bool) -> bool:
    """The first unit behind a number, past other numbers and joining words (`5, 10 or 20 mg`), decides."""
    tokens = text.tokens
    for i, token in enumerate(tokens[place + 1 : place + 16], place + 1):
        if token in UNITS:
            return UNITS[token] == unit and (unit not in _WEIGHED or per_kg == _is_per_kg(tokens[i + 1 : i + 3]))
        if as_number(token) is None and token not in _OR:
            break
    if unit == "years" and (_AGES & {*tokens[max(0, place - 4) : place], *tokens[place + 1 : place + 4]}):
        return True
    return _unit_of_row(tokens, place) == unit


def _is_per_kg(behind: tuple[str, ...]) -> bool:
    return bool(_KG & set(behind[:1])) or (behind[:1] == ("per",) and bool(_KG & set(behind[1:])))


def _unit_of_row(tokens: tuple[str, ...], place: int) -> str:
    """Return the unit at the head of a table's row (`Tmax (hr) 1.5 1.7`), if a number stands in one."""
    head = place - 1
    while head > 0 and place - head < BEHIND and as_number(tokens[head]) is not None:
        head -= 1
    return UNITS.get(tokens[head], "") if head > 0 and as_number(tokens[head - 1]) is None else ""


def _in_range(text: Text, place: int) -> bool:
    """Say whether a number is one end of a range, so that it does not stand alone."""
    tokens = text.tokens
    behind = place + 2 if place + 1 < len(tokens) and tokens[place + 1] in UNITS else place + 1
    if (
        tokens[behind : behind + 1]
        and tokens[behind] in _TO
        and as_number("".join(tokens[behind + 1 : behind + 2]) or "-") is not None
    ):
        return True
    before = place - 1
    if before < 1 or tokens[before] not in _TO:
        return False
    return any(as_number(t) is not None for t in tokens[max(0, before - 2) : before])


def bounds_at(text: Text, value: Decimal, unit: str, included: bool) -> Iterator[int]:
    """Yield where a limit stands as it is worded: `under 6 years` and `6 years or older` part ages before 6, `over 6` behind."""
    for i in amounts_at(text, value, unit):
        before, behind = text.tokens[max(0, i - 6) : i], text.tokens[i + 1 : i + 6]
        cues = (_LEAST_BEFORE, _LEAST_BEHIND) if included else (_MOST_BEFORE, _MOST_BEHIND)
        if cues[0] & set(before) or cues[1] & set(behind):
            yield i


def has_clearance(text: Text, value: Decimal) -> bool:
    """Say whether a number stands as a limit of kidney function: with mL behind it, or the word just before it."""
    words = {"creatinine", "clearance", "clcr", "crcl", "egfr", "gfr", "renal"}
    return any(
        "ml" in text.tokens[i + 1 : i + 8] or words & set(text.tokens[max(0, i - 6) : i]) for i in text.numbers.get(value, ())
    )


def ranges_at(text: Text, low: Decimal, high: Decimal, unit: str, per_kg: bool = False) -> Iterator[int]:
    """Yield where a range stands: its ends close together, in order, the high one with its unit; or an amount alone."""
    if low == high:
        yield from (i for i in amounts_at(text, low, unit, per_kg) if not _in_range(text, i))
        return
    lows = [*text.numbers.get(low, ()), *amounts_at(text, low, unit, per_kg)]
    for end in amounts_at(text, high, unit, per_kg):
        yield from (start for start in lows if 0 < end - start <= RANGE)


def numbers_near(text: Text, low: Decimal, high: Decimal) -> bool:
    """Say whether two bare numbers stand close together, in order; one alone if they are equal."""
    ends = text.numbers.get(high, ())
    return bool(ends) if low == high else any(0 < e - s <= RANGE for s in text.numbers.get(low, ()) for e in ends)


def rhythms_of(text: Text) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Yield where a text says how many times a day, in digits, words or Latin: (place, low, high)."""
    tokens = text.tokens
    for i, token in enumerate(tokens):
        # `three times daily` is not once a day, though `20 mg daily` is.
        if token in FREQUENCY and not (token == "daily" and _COUNTED & set(tokens[max(0, i - 4) : i])):
            then = tokens[i + 2 : i + 3] if tokens[i + 1 : i + 2] in (("or",), ("to",)) else ()
            yield i, Decimal(FREQUENCY[token]), Decimal(FREQUENCY.get("".join(then), FREQUENCY[token]))
        elif as_number(token) is not None:
            yield from _counted(tokens, i)


def _counted(tokens: tuple[str, ...], i: int) -> Iterator[tuple[int, Decimal, Decimal]]:
    low = high = as_number(tokens[i])
    j = i + 1
    if tokens[j : j + 1] and tokens[j] in _OR and tokens[j + 1 : j + 2] and as_number(tokens[j + 1]) is not None:
        high, j = as_number(tokens[j + 1]), j + 2
    assert low is not None and high is not None
    single = i >= 2 and tokens[i - 1] in _OR and as_number(tokens[i - 2]) is not None
    if _TIMES & set(tokens[j : j + 3]) and not single:
        yield i, low, high
        if low == high and "bedtime" in tokens[j : j + 6] and "and" in tokens[j : j + 5]:
            yield i, low + 1, high + 1  # three times a day and at bedtime
        if low == high and _MOST & set(tokens[max(0, i - 4) : i]):
            yield i, Decimal(1), high
    elif {low, high} <= set(HOURLY) and not single and _is_interval(tokens, i, j):
        yield i, Decimal(HOURLY[int(high)]), Decimal(HOURLY[int(low)])


def _is_interval(tokens: tuple[str, ...], first: int, behind: int) -> bool:
    """Say whether hours are the time between two doses: `every 6 to 8 hours`, `6-hour intervals`."""
    spaced = "every" in tokens[max(0, first - 3) : first] or bool(_SPACED & set(tokens[behind : behind + 3]))
    return spaced and any(UNITS.get(t) == "hours" for t in tokens[behind : behind + 2])


def rhythm_near(text: Text, places: Iterable[int], low: Decimal, high: Decimal, reach: int) -> bool:
    """Say whether so many times a day stands within some tokens of one of some places."""
    spoken = list(rhythms_of(text))
    for place in places:
        near = [(a, b) for i, a, b in spoken if -RHYTHM // 2 <= i - place <= reach]
        if (low, high) in near or (low < high and (low, low) in near and (high, high) in near):
            return True
    return False


def figures_near_words(text: Text, values: tuple[Decimal, ...], words: frozenset[str]) -> bool:
    """Say whether some numbers stand together, in order, beside one of some word stems, as figures stand by the name of an effect."""
    first, *others = values
    for place in text.numbers.get(first, ()):
        together = all(any(0 < i - place <= BEFORE for i in text.numbers.get(v, ())) for v in others)
        if together and (not words or _beside(text.tokens, place, words)):
            return True
    return False


def _beside(tokens: tuple[str, ...], place: int, words: frozenset[str]) -> bool:
    """Say whether one of some stems stands by a number with no more than a word of another matter between."""
    for row in (reversed(tokens[max(0, place - BEHIND) : place]), iter(tokens[place + 1 : place + BEFORE])):
        others = 0
        for token in row:
            if stem(token) in words:
                return True
            others += is_content(token)
            if others > 1:
                break
    return False


def is_denial(words: str) -> bool:
    """Say whether some words deny something themselves: `not approved for children`."""
    return bool(_NOT & set(tokens_of(fold(words))))


def denials(text: Text, term: str, least: float) -> Iterator[bool]:
    """Yield, for each sentence that tells of a term, whether it denies it: `not established for stroke`."""
    wanted = set(content(term))
    for begin, end in pairwise((*text.sentences, len(text.tokens))):
        sentence = text.tokens[begin:end]
        places = [i for i, token in enumerate(sentence) if stem(token) in wanted]
        if places and len({stem(sentence[i]) for i in places}) >= least * len(wanted):
            behind = list(takewhile(lambda token: token not in _YET, sentence[places[-1] : places[-1] + NEGATION]))
            yield bool(_NOT & {*sentence[max(0, places[0] - NEGATION) : places[-1]], *behind})
