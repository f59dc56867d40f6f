"""Doses as people write them. What cannot be read with certainty is refused, and the part is named."""

import re
from decimal import Decimal

from .errors import UsageError
from .model import Dose, Quantity
from .names import printable

LONGEST = 200
_UNITS = {
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mgs": "mg", "mcg": "mcg", "µg": "mcg", "μg": "mcg", "ug": "mcg",
    "microgram": "mcg", "micrograms": "mcg", "g": "g", "gram": "g", "grams": "g", "ng": "ng", "ml": "mL",
    "unit": "units", "units": "units", "meq": "mEq",
}  # fmt: skip
_WORDS = {w: str(n) for n, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])} | {"once": "1", "twice": "2"}  # fmt: skip
_LATIN = {"qd": 1, "daily": 1, "bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4, "qds": 4}
_UNSAFE = {
    "od": "'od' may mean once daily, right eye or overdose; write 'once daily'",
    "u": "'U' is misread as 0; write 'units'",
    "iu": "'IU' is misread as IV or 10; write 'units'",
    "qod": "'qod' is misread as 'qid'; write 'every 48 hours'",
    "tablet": "a dose in tablets needs the strength; write the milligrams",
    "tablets": "a dose in tablets needs the strength; write the milligrams",
    "capsule": "a dose in capsules needs the strength; write the milligrams",
    "capsules": "a dose in capsules needs the strength; write the milligrams",
}

_NUMBER = r"(?:[0-9]+(?:[.,][0-9]+)?)"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:-|–|to|or)\s*({_NUMBER}))?\s*")
_SLASH = re.compile(rf"{_NUMBER}\s*/\s*{_NUMBER}")
_UNIT = re.compile(r"([a-zµμ]+)")
_BY = re.compile(r"\s*(?:/|\s(?:per|a|an)\s)\s*(kg|m2|m²|day|d|24\s*h|h|hr|hour|min|minute|dose|week|month)\b\.?")
_PER = {"d": "day", "24h": "day", "h": "hour", "hr": "hour", "min": "minute", "m²": "m2"}
_HOURS = re.compile(rf"(?:q|every)\s*({_NUMBER})(?:\s*(?:-|–|to)\s*({_NUMBER}))?\s*(?:h|hr|hrs|hour|hours|hourly)\b")
_A_DAY = r"(?:/\s*|(?:a|per|each|every)\s+)(?:day|d)\b"
_TIMES = re.compile(rf"({_NUMBER})(?:\s*(?:-|–|to|or)\s*({_NUMBER}))?\s*(?:(?:x|times?)\s*(?:{_A_DAY}|daily\b)|{_A_DAY}|daily\b)")
_DAYS = re.compile(rf"every\s+(?:(other)|({_NUMBER}))\s+days?\b")
_WEEKLY = re.compile(r"(?:1\s*(?:x\s*|times?\s+)?)?(?:(?:a|per|each|every)\s+)?(week|month)(?:ly)?\b")
_SPACED = re.compile(
    rf"(?:every\s+{_NUMBER}\s+(?:weeks?|months?)|{_NUMBER}\s*(?:x\s*|times?\s+)?(?:(?:a|per|each)\s+)?(?:week|month)(?:ly)?)\b"
)
_PARTS = re.compile(
    rf"(?:in|divided\s+(?:in|into))\s+({_NUMBER})(?:\s*(?:-|–|to|or)\s*({_NUMBER}))?\s*(?:equal\s+|divided\s+)?doses?"
)
_BEDTIME = re.compile(r"(?:q\s*hs|hs|at bedtime|at night|nightly|(?:every|each) night|(?:in the|every|each) (morning|evening))\b")
_NEEDED = re.compile(r"(?:prn|as needed|if needed|when needed)\b")
_LATIN_RE = re.compile(rf"({'|'.join(sorted(_LATIN, key=len, reverse=True))})\b")
_SAID = (
    (re.compile(r"\bq\s*(?:wk|week)\b"), "every week"),
    (re.compile(r"\bwk\b"), "week"),
    (re.compile(r"\bnocte\b"), "at night"),
    (re.compile(r"\bmane\b"), "in the morning"),
    (re.compile(rf"(?<![q\d.,-])(?<!every )({_NUMBER}(?:\s*-\s*{_NUMBER})?)\s*-?\s*h(?:ou)?rly\b"), r"every \1 hours"),
)
"""Short and British ways of writing, and the words that are read."""
_FILLER = re.compile(r"(?:by mouth|orally|po|oral|take|a day|divided|in divided doses|,|;)\s*")


def parse(text: str) -> Dose:
    """Read a dose such as `25 mg tid`, `5-10 mg q6h prn` or `10 mg/kg/day in 3 doses`; raise UsageError."""
    if len(text) > LONGEST:
        raise UsageError(f"the dose is {len(text)} characters long; write it short, such as '25 mg tid'")
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.typed = text
        self.rest = _plain(text)
        self.parts: dict[str, object] = {}
        self.total = False  # `40 mg daily` was read: a day's total

    def read(self) -> Dose:
        if not self.rest:
            raise self.refused("it is empty")
        self._skip()
        self._amount()
        while self.rest:
            before = self.rest
            self._skip()
            self._rhythm()
            if self.rest == before:
                raise self.refused(f"{printable(self._word())!r} is not understood")
        return Dose(**self.parts)

    def refused(self, why: str) -> UsageError:
        return UsageError(f"--check {printable(self.typed, 60)!r}: {why}; write it like '25 mg three times a day'")

    def _skip(self) -> None:
        while self.rest and (match := _FILLER.match(self.rest)) and not _TIMES.match(self.rest):
            self.rest = self.rest[match.end() :].lstrip()

    def _word(self) -> str:
        return self.rest.split()[0] if self.rest.split() else self.rest

    def _amount(self) -> None:
        if _SLASH.match(self.rest):
            raise self.refused(
                f"{_SLASH.match(self.rest).group()!r} looks like a combination product; check each ingredient by itself"  # type: ignore[union-attr]
            )
        if self.rest.startswith((".", ",")):
            raise self.refused("a number without a digit before its point is misread; write 0.5 instead of .5")
        match = _RANGE.match(self.rest)
        if not match:
            what = "is negative" if self.rest.startswith("-") else "does not begin with a number"
            raise self.refused(f"it {what} ({printable(self._word())!r})")
        low, high = self._number(match[1]), self._number(match[2] or match[1])
        self.rest = self.rest[match.end() :]
        unit = _UNIT.match(self.rest)
        word = unit[1] if unit else ""
        if word in _UNSAFE:
            raise self.refused(_UNSAFE[word])
        if word not in _UNITS:
            raise self.refused(
                f"{printable(self._word() or 'nothing')!r} is not a unit it knows: {', '.join(dict.fromkeys(_UNITS.values()))}"
            )
        self.rest = self.rest[len(word) :].removeprefix(".")
        if low == 0 or high == 0:
            raise self.refused("a dose of nothing cannot be checked")
        if low > high:
            raise self.refused(f"the range runs from {match[1]} down to {match[2]}")
        self.parts = {"low": low, "high": high, "unit": _UNITS[word], "per": self._per()}
        self.rest = self.rest.lstrip()

    def _per(self) -> str:
        found: list[str] = []
        while (match := _BY.match(self.rest)) and len(found) < 2:
            word = match[1].replace(" ", "")
            found.append(_PER.get(word, word))
            self.rest = self.rest[match.end() :]
        per = "/".join(found) or "dose"
        per = f"{per}/dose" if per in ("kg", "m2") else per
        if per not in (
            "dose",
            "day",
            "hour",
            "minute",
            "week",
            "month",
            "kg/dose",
            "kg/day",
            "kg/hour",
            "kg/minute",
            "m2/dose",
            "m2/day",
        ):
            raise self.refused(f"'per {printable(per)}' is not understood")
        return per

    def _number(self, text: str) -> Decimal:
        if re.fullmatch(r"\d{1,3},\d{3}", text):
            raise self.refused(f"{text!r} may be a thousand or a decimal comma; write it without the comma")
        number = Decimal(text.replace(",", "."))
        if len(number.as_tuple().digits) > 12:
            raise self.refused(f"{printable(text, 20)} has more digits than any dose")
        return number

    def _rhythm(self) -> None:
        for pattern, take in (
            (_HOURS, self._take_hours), (_DAYS, self._take_days), (_WEEKLY, self._take_weekly), (_SPACED, self._take_spaced), (_PARTS, self._take_times), (_BEDTIME, self._take_bedtime), (_NEEDED, self._take_needed),
            (_TIMES, self._take_times), (_LATIN_RE, self._take_latin),
        ):  # fmt: skip
            if match := pattern.match(self.rest):
                self.rest = self.rest[match.end() :].lstrip(" .,;")
                take(match)
                return
        if self._word().strip(".,;") in _UNSAFE:
            raise self.refused(_UNSAFE[self._word().strip(".,;")])

    def _set(self, name: str, value: object) -> None:
        rhythm = {"times_per_day", "every_hours"}
        if name in rhythm and self.parts["per"] in ("week", "month"):
            raise self.refused(f"it gives what is taken in a {self.parts['per']} and a rhythm of days")
        if name in self.parts or (name in rhythm and rhythm & self.parts.keys()):
            raise self.refused("it says twice how often")
        self.parts[name] = value

    def _take_hours(self, match: re.Match[str]) -> None:
        low, high = self._number(match[1]), self._number(match[2] or match[1])
        if not 0 < low <= high:
            raise self.refused(f"{match.group()!r} is no interval")
        if self.parts["per"] not in ("dose", "kg/dose", "m2/dose"):
            raise self.refused("it gives a rate and an interval")
        self._set("every_hours", Quantity(low=low, high=high))

    def _take_days(self, match: re.Match[str]) -> None:
        hours = 24 * (Decimal(2) if match[1] else self._number(match[2]))
        if self.parts["per"] not in ("dose", "kg/dose", "m2/dose") or not hours:
            raise self.refused("it gives a rate and an interval")
        self._set("every_hours", Quantity(low=hours, high=hours))

    def _take_weekly(self, match: re.Match[str]) -> None:
        if self.parts["per"] != "dose" or {"times_per_day", "every_hours"} & self.parts.keys():
            raise self.refused("it says twice how often")
        self.parts["per"] = match[1]

    def _take_spaced(self, match: re.Match[str]) -> None:
        raise self.refused(f"{printable(match.group(), 30)!r} is not checked; give what is taken 'a week' or 'a month'")

    def _take_times(self, match: re.Match[str]) -> None:
        low, high = self._number(match[1]), self._number(match[2] or match[1])
        if not 0 < low <= high or low != low.to_integral_value() or high != high.to_integral_value():
            raise self.refused(f"{match.group()!r} is no number of times")
        if self.total and match.re is _TIMES:
            raise self.refused("it says twice how often")
        self._set("times_per_day", Quantity(low=low, high=high))

    def _take_latin(self, match: re.Match[str]) -> None:
        if match[1] == "daily" and self.parts["per"] == "dose" and "times_per_day" not in self.parts:
            self.total = True
            self.parts["per"] = "day"  # `40 mg daily` is a day's total; `once daily` is one dose
            return
        if "times_per_day" in self.parts and match[1] in ("qd", "daily"):
            return  # `at bedtime daily`, `2 times daily`
        if self.total:
            raise self.refused("it says twice how often")
        count = Decimal(_LATIN[match[1]])
        self._set("times_per_day", Quantity(low=count, high=count))

    def _take_bedtime(self, match: re.Match[str]) -> None:
        self._set("at", f"in the {match[1]}" if match[1] else "at bedtime")
        if "times_per_day" in self.parts and self.parts["times_per_day"].low > 1:  # type: ignore[attr-defined]
            raise self.refused("it says several times a day and one time of day; give the whole number of doses")
        if "times_per_day" not in self.parts:
            self._set("times_per_day", Quantity(low=Decimal(1), high=Decimal(1)))

    def _take_needed(self, match: re.Match[str]) -> None:
        self._set("as_needed", True)


def _plain(text: str) -> str:
    plain = text.casefold().strip()
    plain = re.sub(r"\b([a-z])\.\s?([a-z])\.\s?([a-z])?\.?", lambda m: "".join(g or "" for g in m.groups()), plain)  # t.i.d.
    plain = re.sub(r"\b(" + "|".join(_WORDS) + r")\b", lambda m: _WORDS[m[1]], plain)
    plain = re.sub(r"\b1 time\b", "1 times", plain)
    for short, words in _SAID:
        plain = short.sub(words, plain)
    return re.sub(r"\s+", " ", plain)
