"""Names: what leads to a drug, what never does, and what reaches the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medcompare.errors import UnknownNameError, UsageError
from medcompare.names import bare_key, key, printable


@pytest.mark.parametrize(
    ("name", "matched_as"),
    [
        ("alpha", "id"), ("ALPHA", "id"), ("  alpha ", "id"), ("Alfa", "synonym"), ("alphe", "synonym"), ("ALPHÉ", "synonym"),
        ("Alphex", "brand"), ("alphex®", "brand"), ("alpha 5 mg tablet", "id"), ("alpha HCl", "id"),
        ("Alpha hydrochloride 10 MG Oral Tablet", "id"), ("alphex er 2.5mg", "brand"), ("alpha 5mg/5ml oral solution", "id"),
    ],
)  # fmt: skip
def test_names_lead_to_the_drug(asked, name, matched_as):
    match = asked.library.find(name)
    assert (match.id, match.input) == ("alpha", name)
    assert match.matched_as in (matched_as, "name")


@pytest.mark.parametrize("name", ["alpa", "alphax", "alphab", "alph", "alpha beta", "xyzzy", "5 mg", "tablet"])
def test_a_near_miss_is_never_taken(asked, name):
    with pytest.raises(UnknownNameError):
        asked.library.find(name)


def test_near_names_are_offered(asked):
    with pytest.raises(UnknownNameError) as raised:
        asked.library.find("alphx")
    assert "alpha" in raised.value.suggestions or "Alphex" in raised.value.suggestions
    assert "alphx" in str(raised.value)


@pytest.mark.parametrize("name", ["", "   ", "-", "®"])
def test_an_empty_name_is_a_usage_error(asked, name):
    with pytest.raises(UsageError):
        asked.library.find(name)


def test_ten_megabytes_are_refused_at_once(asked):
    with pytest.raises(UnknownNameError, match="at most 200"):
        asked.library.find("a" * 10_000_000)


def test_a_name_of_two_drugs_says_so(made_up, asked):
    path = made_up / "drugs" / "beta.toml"
    path.write_text(path.read_text().replace('name = "Betalin"', 'name = "Alphex"'))
    with pytest.raises(UnknownNameError, match="alpha or beta"):
        asked.library.find("Alphex")


@given(st.text())
def test_keys_are_stable(text):
    assert key(key(text)) == key(text)
    assert bare_key(bare_key(text)) == bare_key(bare_key(bare_key(text)))


@given(st.text())
def test_nothing_unsafe_reaches_the_terminal(text):
    shown = printable(text)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in shown)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    shown.encode("utf-8")
