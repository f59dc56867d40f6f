"""A patient, and whether a fact is about this patient: yes, no, or it cannot be told."""

import re
from decimal import Decimal

from .errors import UsageError
from .model import Bound, Quantity, Record, When
from .names import printable

_DAYS = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4375"), "years": Decimal("365.25")}
_SHORT = {"d": "days", "day": "days", "w": "weeks", "wk": "weeks", "week": "weeks", "mo": "months", "m": "months",
          "month": "months", "y": "years", "yr": "years", "year": "years", "": "years"}  # fmt: skip
POPULATIONS = {
    "child": Bound(below=Decimal(18), unit="years"),
    "older": Bound(at_least=Decimal(65), unit="years"),
}
"""Who is meant where a source says child or older and no age."""
ADULT = Quantity(low=Decimal(18), high=Decimal(64), unit="years")
"""Whose dose is meant where no age is given."""


class Patient(Record):
    """What is known of a patient; what is not given stays None and is never assumed to be normal."""

    age: Quantity | None = None
    weight: Decimal | None = None
    egfr: Decimal | None = None
    crcl: Decimal | None = None
    hepatic: str = ""
    dialysis: bool | None = None
    pregnant: bool | None = None
    sex: str = ""
    taking: tuple[str, ...] = ()

    @property
    def years(self) -> Decimal | None:
        """Age in years, for choosing among adult, child and older."""
        return None if self.age is None else self.age.low * _DAYS[self.age.unit] / _DAYS["years"]


def read_number(
    option: str, text: str, units: tuple[str, ...] = (), least: Decimal = Decimal(0), most: Decimal = Decimal(10**9)
) -> Decimal:
    """Read a plain number between two limits, with one of some units behind it; raise UsageError naming the option."""
    match = re.fullmatch(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*([a-zA-Z/.0-9²]*)\s*", text)
    if not match or (match[2] and match[2].casefold() not in units) or len(match[1]) > 9:
        wanted = f"a number such as 40{f' or 40{units[0]}' if units else ''}"
        raise UsageError(f"{option} {printable(text, 40)!r}: is not {wanted}")
    value = Decimal(match[1].replace(",", "."))
    if not least <= value <= most:
        raise UsageError(f"{option} {printable(text, 40)!r}: no patient has that; it goes from {least} to {most}")
    return value


def read_age(text: str) -> Quantity:
    """Read an age: `78`, `6 months`, `10d`."""
    match = re.fullmatch(r"\s*([0-9]{1,5}(?:[.,][0-9]{1,3})?)\s*([a-zA-Z]*)\s*", text)
    unit = _SHORT.get(match[2].casefold(), match[2].casefold()) if match else ""
    if not match or unit not in _DAYS:
        raise UsageError(f"--age {printable(text, 40)!r}: is not an age such as 78, '6 months' or '10 days'")
    value = Decimal(match[1].replace(",", "."))
    if value * _DAYS[unit] > 130 * _DAYS["years"]:
        raise UsageError(f"--age {printable(text, 40)!r}: nobody is that old; months are written '6 months'")
    return Quantity(low=value, high=value, unit=unit)


def applies(when: When, patient: Patient) -> bool | None:
    """Say whether a fact is about a patient; None where the patient's data, or words, do not decide it."""
    parts = [
        _age(when.age, patient),
        _inside(when.weight, patient.weight),
        _inside(when.egfr, patient.egfr),
        _inside(when.crcl, patient.crcl),
        _one_of(when.hepatic, patient.hepatic),
        _same(when.dialysis, patient.dialysis),
        _same(when.pregnant, patient.pregnant),
        None if when.sex and not patient.sex else not when.sex or when.sex == patient.sex,
        not when.taking or (None if not patient.taking else bool(set(when.taking) & set(patient.taking))),
        _age(POPULATIONS.get(when.population), patient),
        None if when.condition else True,
    ]
    return False if False in parts else None if None in parts else True


def asks(kind: str, patient: Patient) -> bool:
    """Say whether the patient's data touch what a kind of rule turns on, so that leaving it undecided matters."""
    given = {
        "renal": patient.egfr is not None or patient.crcl is not None or patient.dialysis is True,
        "dialysis": patient.dialysis is True,
        "hepatic": bool(patient.hepatic),
        "pregnancy": patient.pregnant is True,
        "age": patient.age is not None,
        "weight": patient.weight is not None,
        "interaction": bool(patient.taking),
        "sex": bool(patient.sex),
    }
    return given.get(kind, False)


def _one_of(wanted: tuple[str, ...], given: str) -> bool | None:
    return (given in wanted if given else None) if wanted else True


def _same(wanted: bool | None, given: bool | None) -> bool | None:
    return True if wanted is None else None if given is None else wanted == given


def _inside(bound: Bound | None, value: Decimal | None) -> bool | None:
    if bound is None:
        return True
    return None if value is None else _holds(bound, value, value)


def _age(bound: Bound | None, patient: Patient) -> bool | None:
    if bound is None:
        return True
    age = patient.age or ADULT
    if age.unit == (bound.unit or "years"):
        return _holds(bound, age.low, age.high)
    scale = _DAYS[bound.unit or "years"]
    return _holds(bound, age.low * _DAYS[age.unit] / scale, age.high * _DAYS[age.unit] / scale)


def _holds(bound: Bound, low: Decimal, high: Decimal) -> bool | None:
    """Whether all, none or some of low..high lies within the bound, its edge in or out as the source words it."""
    tests = []
    if bound.below is not None:
        tests.append((high < bound.below, low < bound.below))
    if bound.at_most is not None:
        tests.append((high <= bound.at_most, low <= bound.at_most))
    if bound.at_least is not None:
        tests.append((low >= bound.at_least, high >= bound.at_least))
    if bound.above is not None:
        tests.append((low > bound.above, high > bound.above))
    if all(every for every, _ in tests):
        return True
    return None if all(some for _, some in tests) else False
