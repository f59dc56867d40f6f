"""The bundled facts against FDA label text, where a directory of it is named in MEDCOMPARE_LABELS."""

import os
import random
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from medcompare.checks_doses import DOSE_CHECKS
from medcompare.labels import read_labels
from medcompare.labeltext import Text
from medcompare.model import Absence, Fact, Indication, Record
from medcompare.verify import _cited, _judge, located, per_label, results_of, verify

LABELS = os.environ.get("MEDCOMPARE_LABELS", "")
pytestmark = pytest.mark.skipif(
    not LABELS, reason="MEDCOMPARE_LABELS names no directory of FDA labels, so facts are not verified"
)


@pytest.fixture(scope="module")
def library(medcompare_data):
    return medcompare_data.library


@pytest.fixture(scope="module")
def answer(library):
    return verify(library, Path(LABELS))


def test_every_fact_is_verified_or_excepted(answer):
    assert [(p.owner, p.path, p.missing) for p in answer.problems] == []
    assert answer.stale_exceptions == ()
    assert answer.verified > 2000


def test_the_recorded_counts_are_those_of_this_text(library):
    results, known, *_ = results_of(library, Path(LABELS))
    counts = {id: (c.facts, c.verified) for id, c in per_label(results, known, date(2026, 1, 1)).items()}
    assert {id: (c.facts, c.verified) for id, c in library.verified.items()} == counts


def test_exceptions_are_few_and_none_is_of_a_dose(library, answer):
    assert answer.excepted < 0.03 * (answer.verified + answer.excepted)
    doses = ("regimens", "adjustments", "forms")
    assert [e for e in library.exceptions if e.path.startswith(doses) and re.search(r"\d", e.missing.split(":")[0])] == []


def numbers_in(record: Record, path: tuple = ()):
    """Yield the path of every number of a fact that a slip could change."""
    for name in record.fields:
        value = getattr(record, name)
        if isinstance(value, Decimal):
            yield (*path, name)
        elif isinstance(value, Record):
            yield from numbers_in(value, (*path, name))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Decimal):
                    yield (*path, name, i)
                elif isinstance(item, Record):
                    yield from numbers_in(item, (*path, name, i))


def changed(record, path, change):
    head, *rest = path
    if isinstance(head, int):
        return (*record[:head], changed(record[head], rest, change) if rest else change(record[head]), *record[head + 1 :])
    value = getattr(record, head)
    new = changed(value, rest, change) if rest else change(value)
    twin = {"low": "high", "high": "low"}.get(head)
    if twin and getattr(record, twin) == value:  # `value = 5` in TOML
        return record.replace(**{head: new, twin: new})
    return record.replace(**{head: new})


def slip(chance: random.Random, value: Decimal) -> Decimal:
    """Change one digit, or lose or double one."""
    text = f"{value:f}"
    place = chance.choice([i for i, c in enumerate(text) if c.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != text[place]])
    texts = [text[:place] + digit + text[place + 1 :], text + "0", text[:place] + text[place + 1 :]]
    made = Decimal(chance.choice([t for t in texts if t.strip(".") and t[0] != "." and not t.endswith(".")] or texts[:1]))
    return made if made != value else made + 1


def invalid(library, place, fact) -> bool:
    """Whether `validate` finds fault with the record once this fact stands in it."""
    drug = library.drugs.get(place.owner)
    field = place.path.partition("[")[0]
    if drug is None or "[" not in place.path:
        return False
    number = int(place.path.partition("[")[2].rstrip("]"))
    facts = getattr(drug, field)
    slipped = drug.replace(**{field: (*facts[:number], fact, *facts[number + 1 :])})
    path = Path(library.drug_files[drug.id])
    return any(True for _, found in DOSE_CHECKS for _ in found(slipped, path, library))


class Judge:
    """Says whether a changed fact is noticed by `verify` or `validate`."""

    def __init__(self, library):
        self.library = library
        known = {s.set_id: i for i, s in library.sources.items() if s.set_id and s.kind == "fda-label"}
        self.labels = _cited(Path(LABELS), known)[0]
        self.texts: dict[tuple[str, str], Text] = {}

    def places(self):
        """Yield every fact all of whose labels are here, with its references."""
        for place in located(self.library):
            refs = [ref.partition("#")[::2] for ref in place.fact.source]
            if all(i in self.labels for i, _ in refs) and isinstance(place.fact, Fact):
                yield place, refs

    def notices(self, place, refs, fact) -> bool:
        status, *_ = _judge(self.library, fact, refs, refs, self.labels, self.texts)
        return status != "verified" or invalid(self.library, place, fact)

    def missed(self, changes):
        return [(p.owner, p.path, told) for p, refs, fact, told in changes if not self.notices(p, refs, fact)]


@pytest.fixture(scope="module")
def judge(library):
    return Judge(library)


def test_at_least_95_percent_of_slips_of_a_digit_are_noticed(judge):
    candidates = [(place, refs, path) for place, refs in judge.places() for path in numbers_in(place.fact)]
    chance = random.Random(1963)
    slips = [
        (place, refs, changed(place.fact, path, lambda v: slip(chance, v)), path)
        for place, refs, path in chance.sample(candidates, 500)
    ]
    missed = judge.missed(slips)
    assert len(missed) <= 25, missed  # what passes lands on another number of the same row or sentence


OTHER_UNIT = {
    "mg": "mcg", "mcg": "mg", "g": "mg", "%": "hours", "hours": "minutes", "minutes": "hours", "days": "weeks", "weeks": "days",
    "years": "months", "months": "years", "kg": "years", "mL": "mg", "tablet": "mg", "units": "mg",
}  # fmt: skip
OTHER_PER = {"dose": "kg/dose", "day": "kg/day", "kg/dose": "dose", "kg/day": "day"}


def words_in(record: Record, name: str, path: tuple = ()):
    """Yield the path of every field of a name inside a record, where it is filled."""
    for field in record.fields:
        value = getattr(record, field)
        if field == name and isinstance(value, str) and value:
            yield (*path, field)
        elif isinstance(value, Record):
            yield from words_in(value, name, (*path, field))
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Record):
                    yield from words_in(item, name, (*path, field, i))


def holds_number(record) -> bool:
    return any(isinstance(getattr(record, n), Decimal) or n == "strengths" for n in record.fields)


def at(record, path):
    for step in path:
        record = record[step] if isinstance(step, int) else getattr(record, step)
    return record


@pytest.mark.parametrize(("field", "others"), [("unit", OTHER_UNIT), ("per", OTHER_PER)])
def test_at_least_95_percent_of_other_units_are_noticed(judge, field, others):
    changes = [
        (place, refs, changed(place.fact, path, others.get), path)
        for place, refs in judge.places() for path in words_in(place.fact, field)
        if at(place.fact, path) in others and holds_number(at(place.fact, path[:-1]))
    ]  # fmt: skip
    missed = judge.missed(random.Random(1963).sample(changes, min(500, len(changes))))
    assert len(changes) > 100
    assert len(missed) <= 0.05 * min(500, len(changes)), missed


def test_at_least_95_percent_of_lost_and_added_nots_are_noticed(judge):
    flip = {"labelled": "not-for", "not-for": "labelled"}
    changes = [
        (place, refs, place.fact.replace(status=flip[place.fact.status]), place.fact.status)
        for place, refs in judge.places() if isinstance(place.fact, Indication) and place.fact.status in flip
    ]  # fmt: skip
    assert len(changes) > 50
    assert len(judge.missed(changes)) <= 0.05 * len(changes), judge.missed(changes)


def test_a_record_under_another_drug_s_label_is_noticed(judge):
    chance = random.Random(1963)
    labels = sorted({i for _, refs in judge.places() for i, _ in refs})
    full = {id for id, drug in judge.library.drugs.items() if drug.depth == "full"}
    owners: dict[str, list] = {}
    for place, refs in judge.places():
        others = [i for i in labels if i.split("-")[0] != refs[0][0].split("-")[0] and judge.labels[i].sections.get(refs[0][1])]
        # That a label is silent on something is true of most other labels too.
        if place.owner in full and others and not isinstance(place.fact, Absence):
            drawn = [[(chance.choice(others), refs[0][1])] for _ in range(3)]
            owners.setdefault(place.owner, []).extend((place, other, place.fact, refs) for other in drawn)
    many = {owner: changes for owner, changes in owners.items() if len(changes) >= 15}
    assert len(many) > 30
    assert [owner for owner, changes in many.items() if len(judge.missed(changes)) > 0.3 * len(changes)] == []


def test_no_sentence_of_a_label_stands_in_the_data(library):
    """No run of eight words or more in common with any label."""
    ours = {}
    for place in located(library):
        told = [v for n in place.fact.fields for v in [getattr(place.fact, n)] if isinstance(v, str)]
        for text in told:
            words = _words(text)
            for i in range(len(words) - 7):
                ours.setdefault(tuple(words[i : i + 8]), (place.owner, place.path))
    assert len(ours) > 10_000
    shared = set()
    for label in read_labels(Path(LABELS)):
        for text in label.sections.values():
            words = _words(text)
            shared |= {ours[run] for i in range(len(words) - 7) for run in [tuple(words[i : i + 8])] if run in ours}
    assert shared == set()


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())
