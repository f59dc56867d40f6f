"""Facts against label text: what is found, what is not, and labels that are broken."""

import json
import zipfile
from decimal import Decimal

import pytest

import medcompare
from medcompare.errors import UsageError
from medcompare.labels import read_labels, stream_results
from medcompare.labeltext import content, has_words, prepare, share
from medcompare.standing import amounts_at, bounds_at, denials, figures_near_words, ranges_at, rhythms_of
from medcompare.verify import verify

LABEL_A = {
    "set_id": "aaaa",
    "effective_time": "20240102",
    "openfda": {"brand_name": ["ALPHEX"], "unii": ["AAA111"], "rxcui": ["111"]},
    "mechanism": ["Alpha is a calming drug and an enzyme substrate. It opens the gate."],
    "contraindications": ["Do not use in hypersensitivity or under 6 months of age."],
    "boxed_warning": ["Never stop suddenly unless the INR is below 3. STOPPING"],
    "indications_and_usage": ["For unrest."],
    "dosage_and_administration": [
        "Start 5 mg t.i.d.; after 3 days 10 mg three times daily; usual 30 to 60 mg daily, at most 80 mg per day. Children from 6 "
        "months: 0.5 to 1 mg/kg per day, at most 2 mg/kg. Avoid if the kidneys are bad, eGFR below 30; between 30 and 60 give half "
        "the dose, at most 40 mg. Lower the dose, without a figure, in liver disease."
    ],
    "adverse_reactions": ["Drowsiness (10% to 63%)"],
    "warnings": ["No driving at the first doses."],
    "how_supplied": ["Tablets of 5 mg and 10 mg"],
    "drug_interactions": ["More slowness with another calming drug: watch. Its level rises: lower the dose."],
}


def write(path, *labels):
    path.write_text(json.dumps({"meta": {"x": 1}, "results": list(labels)}))
    return path


def problems(library, path, owner="alpha"):
    return {(p.path, p.status): p.missing for p in verify(library, path).problems if p.owner == owner}


def test_facts_that_stand_there_are_verified(asked, tmp_path):
    answer = verify(asked.library, write(tmp_path / "l.json", LABEL_A))
    assert [p for p in answer.problems if p.owner == "alpha"] == []
    assert answer.verified > 15 and answer.label_missing > 5 and answer.labels_cited == 1


CHANGES = [
    ("max_daily = { value = 80,", "max_daily = { value = 90,", "90 mg"),
    ("start = { value = 5,", "start = { value = 50,", "50 mg"),
    ('value = 5, unit = "mg", per = "dose", times_per_day = { value = 3', 'value = 5, unit = "mg", per = "dose", times_per_day = { value = 4', "4 times"),
    ('start = { value = 5, unit = "mg"', 'start = { value = 5, unit = "mcg"', "5 mcg"),
    ("low = 10, high = 63", "low = 10, high = 36", "36%"),
    ("below = 6, unit", "below = 9, unit", "9 months"),
    ("egfr = { below = 30 }", "egfr = { below = 35 }", "35"),
    ('name = "drowsiness"', 'name = "blindness"', "blindness"),
    ('unii = ["AAA111"]', 'unii = ["AAB111"]', "AAB111"),
    ("strengths = [5, 10]", "strengths = [5, 25]", "25 mg"),
    ('"Alphex"', '"Alphox"', "Alphox"),
    ("after = { value = 3, unit", "after = { value = 4, unit", "4 days"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "missing"), CHANGES)
def test_a_changed_fact_is_not_found(asked, made_up, tmp_path, old, new, missing):
    record = made_up / "drugs" / "alpha.toml"
    assert old in record.read_text()
    record.write_text(record.read_text().replace(old, new, 1))
    found = problems(asked.library, write(tmp_path / "l.json", LABEL_A))
    assert any(missing in m for names in found.values() for m in names), found


def test_swapped_labels_are_noticed(asked, made_up, tmp_path):
    sources = made_up / "sources.toml"
    sources.write_text(sources.read_text().replace("aaaa", "cccc").replace("bbbb", "aaaa").replace("cccc", "bbbb"))
    found = problems(asked.library, write(tmp_path / "l.json", {**LABEL_A, "dosage_and_administration": ["Take it."]}), "beta")
    assert found


def test_the_label_s_own_words(asked, made_up, tmp_path):
    record = made_up / "drugs" / "alpha.toml"
    changed = record.read_text().replace('topic = "driving"', 'topic = "driving"\nas = ["no driving at the first"]')
    record.write_text(changed)
    assert problems(asked.library, write(tmp_path / "l.json", LABEL_A)) == {}
    record.write_text(changed.replace("no driving at the first", "no flying"))
    again = problems(medcompare.load().library, write(tmp_path / "l.json", LABEL_A))
    assert again == {("warnings[0]", "not-found"): ('"no flying"',)}


def test_a_missing_section_and_an_absence(asked, tmp_path):
    without = {k: v for k, v in LABEL_A.items() if k != "warnings"}
    assert ("warnings[0]", "section-missing") in problems(asked.library, write(tmp_path / "l.json", without))
    boxed = {"set_id": "bbbb", "boxed_warning": ["There is one."]}
    assert ("absent[0]", "not-found") in problems(asked.library, write(tmp_path / "m.json", boxed), "beta")


def test_exceptions_are_used_up_or_an_error(asked, made_up, tmp_path):
    path = write(tmp_path / "l.json", {**LABEL_A, "warnings": ["Silence."]})
    missing = problems(asked.library, path)[("warnings[0]", "not-found")][0]
    entry = f'[[exceptions]]\nowner = "alpha"\npath = "warnings[0]"\nmissing = "{missing}"\nreason = "made up"\n'
    (made_up / "verify-exceptions.toml").write_text(entry)
    answer = verify(medcompare.load().library, path)
    assert answer.excepted == 1 and not answer.stale_exceptions
    stale = verify(medcompare.load().library, write(tmp_path / "l.json", LABEL_A))
    assert [e.path for e in stale.stale_exceptions] == ["warnings[0]"]


def test_a_newer_version_is_told_with_what_is_lost(asked, tmp_path):
    newer = {**LABEL_A, "effective_time": "20250101", "adverse_reactions": ["Drowsiness (12% to 60%)"]}
    answer = verify(asked.library, write(tmp_path / "l.json", newer, LABEL_A, {"set_id": ""}))
    assert answer.several_versions == ("label-a",) and answer.without_set_id == 1
    assert [(n.source, n.found) for n in answer.newer] == [("label-a", "20250101")]
    assert [text for text in answer.newer[0].facts_not_found if "63%" in text]


def test_a_zip_and_a_directory(asked, tmp_path):
    with zipfile.ZipFile(tmp_path / "labels.json.zip", "w") as archive:
        archive.writestr("a.json", json.dumps({"results": [LABEL_A]}))
    assert verify(asked.library, tmp_path / "labels.json.zip").labels_read == 1
    assert verify(asked.library, tmp_path).labels_read == 1


def test_a_truncated_zip_and_a_truncated_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", json.dumps({"results": [LABEL_A] * 50}))
    (tmp_path / "z.zip").write_bytes((tmp_path / "z.zip").read_bytes()[:300])
    (tmp_path / "t.json").write_text(json.dumps({"results": [LABEL_A]})[:-30])
    for name, reason in (("z.zip", "not a whole zip"), ("t.json", "in the middle of a label")):
        with pytest.raises(UsageError, match=reason):
            list(read_labels(tmp_path / name))


@pytest.mark.parametrize("text", ["", "[]", '{"meta": 1}', '{"results": [1]}', "\x00" * 100])
def test_files_that_are_no_labels(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(UsageError, match="--labels"):
        list(read_labels(path))


def test_a_long_file_is_streamed(tmp_path):
    """200,000 labels pass through a reader that never holds more than a chunk."""

    class Endless:
        def __init__(self, count):
            self.left, self.held, self.started = count, 0, False

        def read(self, size):
            if not self.started:
                self.started = True
                return '{"results": ['
            take = min(self.left, 5_000)
            self.left -= take
            text = '{"set_id": "x", "warnings": ["w"]},' * take
            return text if take else "]"

    assert sum(1 for _ in stream_results(Endless(200_000), "x")) == 200_000


def test_html_in_a_section_is_no_text(asked, tmp_path):
    html = {**LABEL_A, "adverse_reactions": ["<table><td>In those <18 or >65: Drowsiness</td><td>10&#37; to 63%</td></table>"]}
    assert problems(asked.library, write(tmp_path / "l.json", html)) == {}


@pytest.mark.parametrize(
    ("text", "value", "unit", "found"),
    [
        ("5, 10 and 20 mg tablets", 5, "mg", True), ("2 mg to 10 mg", 10, "mg", True), ("5 mg of x in 10 mL", 5, "ml", False),
        ("10 to 63%", 10, "%", True), ("aged 65 and older", 65, "years", True), ("six months", 6, "months", True),
        ("0.5 g", 500, "mg", True), ("500 mg", 5, "mg", False), ("1,200 mg", 1200, "mg", True), ("5 mcg", 5, "mg", False),
    ],
)  # fmt: skip
def test_numbers_with_their_units(text, value, unit, found):
    assert bool(list(amounts_at(prepare(text), Decimal(value), unit))) is found


def test_an_amount_per_kilogram_is_another_amount():
    text = prepare("5 mg/kg at once, then 10 mg a day")
    assert list(amounts_at(text, Decimal(5), "mg", True)) and not list(amounts_at(text, Decimal(5), "mg"))
    assert list(amounts_at(text, Decimal(10), "mg")) and not list(amounts_at(text, Decimal(10), "mg", True))


@pytest.mark.parametrize(
    ("text", "low", "high", "found"),
    [
        ("2 mg to 10 mg", 2, 10, True), ("2-10 mg", 2, 10, True), ("2 mg to 10 mg", 2, 2, False), ("2 to 10 mg", 10, 10, False),
        ("2–10 mg", 10, 10, False), ("5 or 10 mg", 10, 10, True), ("10 mg, then 2 mg", 2, 10, False), ("10 mg (hr) 2", 10, 10, True),
    ],
)  # fmt: skip
def test_an_end_of_a_range_is_no_amount_alone(text, low, high, found):
    assert bool(list(ranges_at(prepare(text), Decimal(low), Decimal(high), "mg"))) is found


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 mg t.i.d.", {(3, 3)}),
        ("three times daily", {(3, 3)}),
        ("every 8 hours", {(3, 3)}),
        ("every 6 to 8 hours", {(3, 4)}),
        ("twice a day", {(2, 2)}),
        ("2 to 4 times daily", {(2, 4)}),
        ("in 3 or 4 divided doses", {(3, 4)}),
        ("once or twice daily", {(1, 2), (2, 2)}),
        ("at most 3 doses in 24 hours", {(3, 3), (1, 3)}),
        ("7 to 8 hours of sleep", set()),
        ("20 mg", set()),
    ],
)
def test_times_a_day(text, spoken):
    assert {(int(low), int(high)) for _, low, high in rhythms_of(prepare(text))} == spoken


@pytest.mark.parametrize(
    ("text", "included", "excluded"),
    [
        ("under 6 years", True, False), ("6 years or older", True, False), ("over 6 years", False, True),
        ("6 years and younger", False, True), ("6 years after the start", False, False), ("≥ 6 years", True, False),
    ],
)  # fmt: skip
def test_limits_as_they_are_worded(text, included, excluded):
    found = [bool(list(bounds_at(prepare(text), Decimal(6), "years", side))) for side in (True, False)]
    assert found == [included, excluded]


def test_a_figure_stands_by_its_effect():
    text = prepare("Drowsiness 63% 36%. Dizziness 15% 5%. Nausea 4% 2%")
    assert figures_near_words(text, (Decimal(63), Decimal(36)), frozenset(content("drowsiness")))
    assert figures_near_words(text, (Decimal(15), Decimal(5)), frozenset(content("dizziness")))
    assert not figures_near_words(text, (Decimal(4),), frozenset(content("drowsiness")))
    assert not figures_near_words(text, (Decimal(5), Decimal(5)), frozenset(content("dizziness")))


def test_what_a_sentence_denies():
    text = prepare("For spasm of many kinds. It is not for stroke, although tried. Efficacy in tremor was not established")
    assert [list(denials(text, term, 1)) for term in ("spasm", "stroke", "tremor")] == [[False], [True], [True]]


def test_words():
    text = prepare("Patients with myasthenia gravis, and severe respiratory insufficiency")
    assert has_words(text, "myasthenia gravis") and not has_words(text, "gravis myasthenia")
    assert share(text, "severe insufficiency") == 1.0 and share(text, "heart block") == 0.0
