"""TOML in: every mistake is named with file, path and reason."""

from decimal import Decimal

import pytest

from medcompare.decode import decode, parse_toml
from medcompare.errors import DataError
from medcompare.model import Drug, Quantity, Regimen


def drug(text: str) -> Drug:
    return decode(Drug, parse_toml(text.encode(), "x.toml"), "x.toml")


HEAD = 'id = "x"\nname = "x"\ndepth = "full"\n'


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ('id = "x"\nname = "x"', "", "lacks 'depth'"),
        (HEAD + "colour = 1", "", "unknown key 'colour'"),
        (HEAD + 'depth2 = "x"', "", "unknown key"),
        (HEAD.replace("full", "deep"), "depth", "must be one of full, partner"),
        (HEAD + "synonyms = 'one'", "synonyms", "must be a list"),
        (HEAD + "synonyms = [1]", "synonyms[0]", "must be text"),
        (HEAD + "reviewed = '2024-01-01'", "reviewed", "must be a date"),
        (HEAD + "interactions_reviewed = 1", "interactions_reviewed", "must be true or false"),
        (HEAD + "brands = [{ name = 'B', status = 'sold', product = 'tablet' }]", "brands[0]", "lacks 'source'"),
        (HEAD + "adverse_effects = [{name='a', rank='common', source=['s#t'], percent={value=1,low=2}}]",
         "adverse_effects[0].percent", "both 'value' and 'low'"),
        (HEAD + "adverse_effects = [{name='a', rank='common', source=['s#t'], percent={low='ten',high=2}}]",
         "adverse_effects[0].percent.low", "must be a number"),
        (HEAD + "synonyms = [' ']", "synonyms[0]", "is blank"),
    ],
)  # fmt: skip
def test_mistakes_have_a_path_and_a_reason(text, path, reason):
    with pytest.raises(DataError) as raised:
        drug(text)
    assert raised.value.path == path
    assert reason in raised.value.reason
    assert str(raised.value).startswith("x.toml")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a = ", "line 1"),
        (b"a = 1\na = 2", "line 2"),
        (b"name = \"caf\xe9\"", "not UTF-8"),
        (b"a = 1e400", "not a number"),
        (b"a = nan", "not a number"),
        (b"a = 0.1234567890123456789", "not a number"),
        (b"\x00", "not valid TOML"),
    ],
)  # fmt: skip
def test_files_that_are_not_toml(data, reason):
    with pytest.raises(DataError, match=r"x\.toml") as raised:
        parse_toml(data, "x.toml")
    assert reason in str(raised.value)


def test_a_number_keeps_every_digit():
    table = parse_toml(b"low = 0.50\nhigh = 2.50\nunit = 'mg'", "x")
    quantity = decode(Quantity, table, "x")
    assert (str(quantity.low), str(quantity.high)) == ("0.50", "2.50")


def test_value_is_short_for_low_and_high():
    assert decode(Quantity, {"value": 5, "unit": "mg"}, "x") == Quantity(low=Decimal(5), high=Decimal(5), unit="mg")


def test_records_are_frozen_and_compare_by_value():
    one = Quantity(low=Decimal(1), high=Decimal(2), unit="mg")
    assert one == Quantity(low=Decimal(1), high=Decimal(2), unit="mg")
    assert one != one.replace(unit="g")
    assert len({one, one.replace()}) == 1
    with pytest.raises(AttributeError):
        one.low = Decimal(3)
    with pytest.raises(AttributeError):
        del one.low
    with pytest.raises(TypeError, match="unknown"):
        Quantity(low=Decimal(1), high=Decimal(2), unit="mg", colour="red")
    with pytest.raises(TypeError, match="missing"):
        Regimen(population="adult")
