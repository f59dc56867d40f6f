"""The numbers of records without a label at hand, keyed a second time by a reader who saw only the words around them.

A file of `filled/` holds facts with `_` for each number, and the numbers that the second reader found in the source; "?" where
a number could not be read. `unread` lists the facts whose source that reader could not find.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from medcompare import decode
from medcompare.model import Fact, Record

FILES = {f.stem: decode.parse_toml(f.read_bytes(), f.name) for f in sorted((Path(__file__).parent / "filled").glob("*.toml"))}
NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,]\d+)*")
NOT_NUMBERS = ("codes", "brands", "groups")


def parts(value):
    """Yield what a fact says: its numbers and words, without its citation."""
    if isinstance(value, Decimal):
        yield f"{value:f}"
    elif isinstance(value, str) and value:
        yield value
    elif isinstance(value, Record):
        for field in value.fields:
            if field not in ("source", "as_", "region"):
                yield from parts(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def blanked(drug):
    """Yield every fact that holds numbers: its words with `_` for each number, and the numbers."""
    for field in drug.fields:
        value = getattr(drug, field)
        for fact in value if isinstance(value, tuple) else (value,):
            told = " | ".join(parts(fact)) if isinstance(fact, Fact) and field not in NOT_NUMBERS else ""
            if NUMBER.search(told):
                yield f"{field}: {NUMBER.sub('_', told)}", NUMBER.findall(told)


def agree(own, other):
    return other == "?" or Decimal(own.replace(",", "")) == Decimal(other.replace(",", ""))


@pytest.mark.parametrize("drug", FILES)
def test_the_numbers_are_those_of_the_second_reader(medcompare_data, drug):
    held = dict(blanked(medcompare_data.library.drug(drug)))
    for fact in FILES[drug]["facts"]:
        own, other = held[fact["says"]], fact["numbers"]
        assert len(own) == len(other) and all(map(agree, own, other)), (fact["says"], own, other)


@pytest.mark.parametrize("drug", FILES)
def test_every_fact_with_numbers_was_read_again_or_is_known_not_to_be(medcompare_data, drug):
    held = {says for says, _ in blanked(medcompare_data.library.drug(drug))}
    assert held == {fact["says"] for fact in FILES[drug]["facts"]} | set(FILES[drug]["unread"])


def test_few_could_not_be_read_again():
    read, unread = (sum(len(file[k]) for file in FILES.values()) for k in ("facts", "unread"))
    assert read > 200 and unread < 0.1 * read


def test_every_full_record_was_keyed_twice(medcompare_data):
    library = medcompare_data.library
    keyed = set(FILES) | {f.stem for f in (Path(__file__).parent / "truth").glob("*.toml")}
    assert {id for id in library.drugs if library.drug(id).depth == "full"} == keyed
