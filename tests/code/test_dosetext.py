"""Doses as people write them: read exactly, or refused with the part named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medcompare.dosetext import parse
from medcompare.errors import UsageError
from medcompare.model import Dose, Quantity
from medcompare.phrases import dose
from medcompare.units import per_day


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("25 mg tid", "25 mg 3 times a day"),
        ("5mg three times a day", "5 mg 3 times a day"),
        ("5-10 mg q6h prn", "5 to 10 mg every 6 hours as needed"),
        ("0.5 mg BID", "0.5 mg twice a day"),
        ("10mg/kg/day in 3 doses", "10 mg/kg a day in 3 doses"),
        ("100 mcg/h", "100 mcg an hour"),
        ("1 g qid", "1 g 4 times a day"),
        ("90 mg weekly", "90 mg a week"),
        ("90 mg once a week", "90 mg a week"),
        ("90mg/wk", "90 mg a week"),
        ("90 mg qwk", "90 mg a week"),
        ("10 mg nocte", "10 mg once a day at bedtime"),
        ("10 mg mane", "10 mg once a day in the morning"),
        ("5 mg 8 hourly", "5 mg every 8 hours"),
        ("5-10 mg 4-6 hourly prn", "5 to 10 mg every 4 to 6 hours as needed"),
        ("5 mg q8hourly", "5 mg every 8 hours"),
        ("90 mg every week", "90 mg a week"),
        ("380 mg once monthly", "380 mg a month"),
        ("380 mg/month", "380 mg a month"),
        ("2.5mg qhs", "2.5 mg once a day at bedtime"),
        ("150 mg every morning", "150 mg once a day in the morning"),
        ("150 mg in the evening", "150 mg once a day in the evening"),
        ("2,5 mg bid", "2.5 mg twice a day"),
        ("50 µg/day", "50 mcg a day"),
        ("50 μg per day", "50 mcg a day"),
        ("5 mg t.i.d.", "5 mg 3 times a day"),
        ("40 mg daily", "40 mg a day"),
        ("40 mg once daily", "40 mg once a day"),
        ("5 to 10 mg every 4 to 6 hours as needed", "5 to 10 mg every 4 to 6 hours as needed"),
        ("5 mg three or four times a day", "5 mg 3 to 4 times a day"),
        ("0.3 mg/kg/day", "0.3 mg/kg a day"),
        ("15 mg by mouth twice daily", "15 mg twice a day"),
        ("0.50 mg bid", "0.50 mg twice a day"),
    ],
)
def test_read(text, written):
    assert dose(parse(text)) == written


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "empty"), ("-5 mg", "negative"), ("0 mg tid", "nothing"), ("NaN mg", "nan"), ("1e400 mg", "e400"),
        ("5mg mg", "'mg'"), ("5 mg 3 mcg", "'3'"), ("7.5/325 mg q4h", "7.5/325"), ("1,000 mg", "1,000"), (".5 mg", "0.5"),
        ("10 mg od", "od"), ("10 u", "'U'"), ("10 mg qod", "qod"), ("2 tablets bid", "strength"), ("mg", "number"),
        ("5 mg q6h tid", "twice how often"), ("5 mg bid 3 times a day", "twice how often"), ("10-5 mg", "down"),
        ("5 mg tid foo", "foo"), ("5 mg q0h", "interval"), ("5 mg 0 times a day", "number of times"), ("5 stone", "stone"),
        ("5 mg tid\x1b[31m", "\\x1b"), ("5 mg/h q6h", "rate"), ("٥ mg", "number"), ("5 mg 2.5 times a day", "number of times"),
        ("5 mg every morning at night", "twice how often"), ("90 mg twice weekly", "'2 weekly'"), ("90 mg every 2 weeks", "every 2 weeks"), ("90 mg weekly daily", "a week and a rhythm"),
        ("90 mg tid weekly", "twice how often"), ("5 mg every morning and evening", "'and'"), ("5 mg bid in the morning", "one time of day"), ("90 mg weekly tid", "a week and a rhythm"), ("5 mg/kg weekly", "twice how often"),
    ],
)  # fmt: skip
def test_refused_with_the_part_named(text, named):
    with pytest.raises(UsageError) as raised:
        parse(text)
    assert named in str(raised.value)
    assert "\x1b" not in str(raised.value)


def test_a_very_long_dose_is_refused():
    with pytest.raises(UsageError, match="characters long"):
        parse("5 mg " + "tid " * 1000)


amounts = st.decimals("0.001", "99999", places=3).map(lambda d: d.normalize() + 0)
spans = st.tuples(amounts, amounts).map(sorted)
counts = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda p: Quantity(low=Decimal(min(p)), high=Decimal(max(p))))


@st.composite
def given_doses(draw):
    low, high = draw(spans)
    per = draw(st.sampled_from(["dose", "day", "kg/dose", "kg/day", "hour", "kg/hour"]))
    rhythm = {}
    kind = draw(st.sampled_from(["none", "times", "hours"]))
    if kind == "times" and per.endswith(("dose", "day")):
        rhythm = {"times_per_day": draw(counts)}
    if kind == "hours" and per.endswith("dose"):
        rhythm = {"every_hours": draw(counts)}
    return Dose(low=low, high=high, unit=draw(st.sampled_from(["mg", "mcg", "g", "mL", "units"])), per=per,
                as_needed=draw(st.booleans()), **rhythm)  # fmt: skip


@given(given_doses())
def test_parse_print_parse_is_the_identity(original):
    read = parse(dose(original))
    if original.per in ("kg/dose",):
        assert read.per == "kg/dose"
    assert read == original
    assert parse(dose(read)) == read


@given(amounts, st.sampled_from([(1, 24), (2, 12), (3, 8), (4, 6), (6, 4), (8, 3)]))
def test_one_dose_written_two_ways_comes_to_the_same(amount, rhythm):
    times, hours = rhythm
    by_times, by_hours = parse(f"{amount:f} mg {times} times a day"), parse(f"{amount:f} mg q{hours}h")
    assert per_day(by_times) == per_day(by_hours)
    in_mcg = parse(f"{amount * 1000:f} mcg {times} times a day")
    assert per_day(in_mcg).high == per_day(by_times).high * 1000
