"""Numbers and words of a label's text, and whether those of a fact stand there."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain

from .model import Record

_NUMBER_WORDS = {w: n for n, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])} | {"half": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}  # fmt: skip
UNITS = {
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "µg": "mcg", "μg": "mcg", "microgram": "mcg",
    "micrograms": "mcg", "g": "g", "gram": "g", "grams": "g", "ml": "ml", "milliliter": "ml", "liter": "l", "liters": "l", "kg": "kg", "kilogram": "kg",
    "kilograms": "kg", "l": "l", "%": "%", "percent": "%", "units": "units", "unit": "units", "meq": "meq", "ng": "ng",
    "hour": "hours", "hours": "hours", "hr": "hours", "hrs": "hours", "h": "hours", "minute": "minutes", "minutes": "minutes",
    "min": "minutes", "day": "days", "days": "days", "daily": "daily", "week": "weeks", "weeks": "weeks", "month": "months",
    "months": "months", "year": "years", "years": "years", "yr": "years", "yrs": "years", "fold": "fold", "times": "times",
    "tablets": "tablets", "tablet": "tablets", "lb": "lb", "oz": "oz", "ounces": "oz",
}  # fmt: skip
FREQUENCY = {
    "once": 1, "qd": 1, "daily": 1, "nightly": 1, "bedtime": 1, "single": 1, "twice": 2, "bid": 2, "thrice": 3, "tid": 3,
    "tds": 3, "qid": 4, "qds": 4, "morning": 1,
}  # fmt: skip
HOURLY = {4: 6, 6: 4, 8: 3, 12: 2, 24: 1, 3: 8}
_TOKEN = re.compile(r"\d[\d,]*\.?\d*|\.\d+|%|[a-zµμ]+(?:\d+[a-z0-9]*)?|[≥≤<>]")
_DASH = re.compile(r"(\d\s?(?:mg|mcg|g|ml|%)?)\s?[-–—]\s?(?=\d)")
_SENTENCE = re.compile(r"(?<=[a-z)])[.;]\s|[•●]")
_ABBREVIATION = re.compile(r"\b([a-z])\.\s?([a-z])\.\s?(?:([a-z])\.)?")
_STOP = frozenset(
    "a an and any are as at be been but by can do does for from has have if in into is it its may more most no not "
    "of on or other out over than that the their them then there these they this those to under up use used was "
    "were when where which who with without label says say also only such some very own all both each every few "
    "many much often rarely".split()
)


class Text(Record):
    """A section made ready: tokens, where its sentences begin, the places of each number, the stems of its words."""

    tokens: tuple[str, ...]
    sentences: tuple[int, ...]
    numbers: dict[Decimal, tuple[int, ...]]
    stems: frozenset[str]
    plain: str


def prepare(text: str) -> Text:
    """Make a section ready for look-ups."""
    plain = fold(text)
    parts = [tokens_of(part) for part in _SENTENCE.split(plain)]
    tokens = tuple(chain.from_iterable(parts))
    sentences = tuple(accumulate((len(part) for part in parts[:-1]), initial=0))
    numbers: dict[Decimal, list[int]] = {}
    for i, token in enumerate(tokens):
        value = as_number(token)
        if value is not None:
            numbers.setdefault(value, []).append(i)
    stems = frozenset(stem(t) for t in tokens if t[0].isalpha())
    return Text(
        tokens=tokens, sentences=sentences, numbers={k: tuple(v) for k, v in numbers.items()}, stems=stems, plain=" ".join(tokens)
    )


def tokens_of(plain: str) -> tuple[str, ...]:
    """Split folded text; a number at the end of a sentence loses its mark."""
    return tuple(t.rstrip(".,") if t[0].isdigit() else t for t in _TOKEN.findall(plain))


def fold(text: str) -> str:
    """Lower case, abbreviations such as t.i.d. closed up, units apart from their numbers."""
    plain = text.casefold().replace("\u2009", " ").replace("\u00a0", " ").replace("½", " 0.5 ").replace("¼", " 0.25 ")
    plain = _ABBREVIATION.sub(lambda m: "".join(g or "" for g in m.groups()) + " ", plain)
    plain = re.sub(r"\bq\s?(\d+)\s?h\b", r"every \1 hours", plain)
    plain = plain.replace("every other day", "every other day 48 hours")
    plain = re.sub(r"\bt\s?1/2", "t half", plain)
    plain = _DASH.sub(r"\1 to ", plain)
    return re.sub(r"(?<=\d)(?=[a-zµμ])", " ", plain)


def as_number(token: str) -> Decimal | None:
    """Return the number that a token is, in digits or in words."""
    if token in _NUMBER_WORDS:
        return Decimal(_NUMBER_WORDS[token])
    if not (token[0].isdigit() or token[0] == "."):
        return None
    cleaned = token.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", token) else token.rstrip(".,")
    try:
        return Decimal(cleaned)
    except ArithmeticError:
        return None


def stem(word: str) -> str:
    """Cut a word to what its forms share."""
    for end in ("ations", "ation", "ities", "ically", "ings", "ness", "ical", "ions", "ing", "ity", "ies", "ion", "ial", "ous",
                "ers", "ive", "ed", "es", "al", "er", "ly", "ic", "y", "s", "e", "a"):  # fmt: skip
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)][:7]
    return word[:7]


def content(text: str) -> Iterator[str]:
    """Yield the stems of the words that carry meaning."""
    yield from (stem(token) for token in _TOKEN.findall(fold(text)) if is_content(token))


def is_content(token: str) -> bool:
    """Say whether a token is a word that carries meaning."""
    return token[0].isalpha() and token not in _STOP and token not in UNITS and token not in _NUMBER_WORDS and len(token) > 2


def has_words(text: Text, words: str) -> bool:
    """Say whether some words stand in a text one after the other."""
    wanted = " ".join(tokens_of(fold(words)))
    return f" {wanted} " in f" {text.plain} " or f" {wanted}s " in f" {text.plain} "


def share(text: Text, words: str) -> float:
    """Return how much of the content words stand in a text, in any form."""
    wanted = set(content(words))
    return sum(w in text.stems for w in wanted) / len(wanted) if wanted else 1.0


def nearest(text: str, words: Sequence[str], width: int = 160) -> str:
    """Return the passage of a section that has most of some words."""
    plain = re.sub(r"\s+", " ", text)
    places = sorted(m.start() for w in words if w for m in re.finditer(re.escape(w), plain, re.IGNORECASE))
    if not places:
        return ""
    best = max(places, key=lambda p: bisect_left(places, p + width) - bisect_left(places, p))
    start = max(0, best - 20)
    return plain[start : start + width].strip()
