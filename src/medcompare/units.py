"""Exact arithmetic on doses: units of one kind, amounts per day."""

from decimal import Decimal

from .model import Dose, Record

_SCALE = {
    "mg": ("mass", Decimal(1)), "g": ("mass", Decimal(1000)), "kg": ("mass", Decimal(1000000)),
    "mcg": ("mass", Decimal("0.001")), "ng": ("mass", Decimal("0.000001")),
    "mL": ("volume", Decimal(1)), "L": ("volume", Decimal(1000)),
    "units": ("units", Decimal(1)), "mEq": ("mEq", Decimal(1)), "tablet": ("tablet", Decimal(1)),
}  # fmt: skip
_DAY = {"day": Decimal(1), "hour": Decimal(24), "minute": Decimal(1440)}


class Daily(Record):
    """What a dose comes to in a day; `per` keeps a body weight: "day" or "kg/day"."""

    low: Decimal
    high: Decimal
    unit: str
    per: str


def comparable(a: Decimal, unit_a: str, per_a: str, b: Decimal, unit_b: str, per_b: str) -> tuple[Decimal, Decimal] | None:
    """Bring two amounts to one unit, or return None where they measure different things."""
    if per_a != per_b:
        return None
    if unit_a == unit_b:
        return a, b
    scale_a, scale_b = _SCALE.get(unit_a), _SCALE.get(unit_b)
    if not (scale_a and scale_b) or scale_a[0] != scale_b[0]:
        return None
    return a * scale_a[1], b * scale_b[1]


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """Convert exactly between units of one kind; None where that is not possible."""
    pair = comparable(value, unit, "day", Decimal(1), to, "day")
    return pair[0] / pair[1] if pair else None


def per_day(dose: Dose) -> Daily | None:
    """Add a dose up over a day; None where its rhythm does not say how often it is taken."""
    by, _, rest = dose.per.rpartition("/")
    per = f"{by}/day" if by else "day"
    if rest in _DAY:
        factor = _DAY[rest]
        return _daily(dose.low * factor, dose.high * factor, dose.unit, per)
    if rest != "dose":
        return None
    if dose.times_per_day:
        low, high = dose.times_per_day.low, dose.times_per_day.high
        return _daily(dose.low * low, dose.high * high, dose.unit, per)
    if dose.every_hours and dose.every_hours.low > 0:
        # The shortest interval gives the most doses in a day; what is taken as needed may be taken once.
        least = Decimal(1) if dose.as_needed else 24 / dose.every_hours.high
        return _daily(dose.low * least, dose.high * 24 / dose.every_hours.low, dose.unit, per)
    return None


def _daily(low: Decimal, high: Decimal, unit: str, per: str) -> Daily:
    return Daily(low=plain(low), high=plain(high), unit=unit, per=per)


def plain(value: Decimal) -> Decimal:
    """Drop the zeros that arithmetic adds: a computed 8.0 is 8."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
