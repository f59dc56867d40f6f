"""Medication lists as real systems write them, and as they break."""

import json

import pytest

from medcompare.errors import UsageError
from medcompare.medlists import read_bytes


def ids(asked, data, **options):
    answer = asked.interactions(read_bytes(data if isinstance(data, bytes) else data.encode(), "list", **options))
    return [d.id for d in answer.drugs], [(u.part, u.line) for u in answer.unresolved], answer.stopped


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("alpha", ["alpha"]), ("Alpha 5 MG Oral Tablet [Alphex]", ["alpha"]), ("ALPHA 5mg PO BID PRN", ["alpha"]),
        ("Unknownium 5 MG Oral Tablet [Alphex]", ["alpha"]), ("Alphagam 5/10", ["alpha", "gamma"]),
        ("alpha-gamma 5-10 mg tab", ["alpha", "gamma"]), ("Alpha 5 MG / Gamma 10 MG Oral Tablet", ["alpha", "gamma"]),
        ("alpha hydrochloride ER 50 mg", ["alpha"]), ("- alpha 5 mg, take one tablet by mouth daily", ["alpha"]),
        ("alpha, beta; gamma", ["alpha", "beta", "gamma"]), ("alpha and beta", ["alpha", "beta"]),
        ("alpha # for the night", ["alpha"]), ("• Alphex 10 mg at bedtime", ["alpha"]), ("Alpha/Beta 5 mg/2 mg", ["alpha", "beta"]),
    ],
)  # fmt: skip
def test_lines_of_text(asked, line, expected):
    assert ids(asked, line) == (expected, [], 0)


def test_an_unknown_ingredient_does_not_hide_the_known_one(asked):
    found, unread, _ = ids(asked, "alpha\nBeta 5 MG / Mysterium 10 MG Oral Tablet\n")
    assert found == ["alpha", "beta"]
    assert unread == [("mysterium", 2)]


def test_directions_that_name_a_drug_are_not_dropped(asked):
    found, unread, _ = ids(asked, "alpha 5 mg, take with gamma")
    assert found == ["alpha", "gamma"] or unread


CSV = "START,STOP,DESCRIPTION,CODE\n2020,,Alpha 5 MG Oral Tablet,1\n2020,2021,Beta 5 MG,2\n2020,,Mysterium,3\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(), CSV.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + CSV.encode(), CSV.encode("utf-16"),
        CSV.replace("DESCRIPTION", "medication_name").encode(),
    ],
)  # fmt: skip
def test_csv_in_every_dress(asked, data):
    assert ids(asked, data) == (["alpha"], [("mysterium", 4)], 1)


def test_a_named_column(asked):
    assert ids(asked, "a,what\n1,alpha\n", column="what")[0] == ["alpha"]
    with pytest.raises(UsageError, match="columns: a, what"):
        ids(asked, "a,what\n1,alpha\n", column="nothing")


def test_latin_1_is_read_and_said(asked):
    answer = asked.interactions(read_bytes("alphé\nalpha".encode("latin-1"), "list"))
    assert [d.id for d in answer.drugs] == ["alpha", "alpha"]
    assert "Latin-1" in answer.troubles[0].text


@pytest.mark.parametrize(
    "value",
    [
        ["alpha", "beta"],
        [{"name": "alpha"}, {"medication": "beta", "status": "active"}],
        [{"drug": "alpha", "rxcui": "111"}, "beta"],
    ],
)
def test_json_lists(asked, value):
    assert ids(asked, json.dumps(value))[0] == ["alpha", "beta"]


def test_json_lines_keep_what_stood_before_a_broken_line(asked):
    lines = ['{"name": "alpha"}'] * 3 + ['{"name": "be'] + ['{"name": "beta"}']
    answer = asked.interactions(read_bytes("\n".join(lines).encode(), "list"))
    assert [d.id for d in answer.drugs] == ["alpha"] * 3 + ["beta"]
    assert [(t.line, "is not JSON" in t.text) for t in answer.troubles] == [(4, True)]


def request(**fields):
    return {"resourceType": "MedicationRequest", "status": "active", **fields}


BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"resource": request(medicationCodeableConcept={"text": "Alpha 5 mg"})},
        {"resource": request(status="cancelled", medicationCodeableConcept={"text": "beta"})},
        {"resource": request(medicationReference={"reference": "#m"}, contained=[{"id": "m", "code": {"text": "gamma"}}])},
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Medication", "id": "x", "code": {"text": "delta"}}},
        {"resource": request(medicationReference={"reference": "urn:uuid:1"})},
        {"resource": request(medicationReference={"reference": "Medication/x"})},
        {"resource": request(medicationCodeableConcept={"coding": [
            {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "111", "display": "something else"}]})},
        {"resource": {"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": {"text": "Nonesuch"}}},
        {"resource": {"resourceType": "Patient"}},
    ],
}  # fmt: skip


def test_a_fhir_bundle(asked):
    found, unread, stopped = ids(asked, json.dumps(BUNDLE))
    assert found == ["alpha", "gamma", "delta", "delta", "alpha"]
    assert [u[0] for u in unread] == ["nonesuch"] and stopped == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"), (b"  \n ", "is empty"), (b"# only a comment\n", "no medication"), (b"\x00\x01\x02", "binary"),
        (b'{"resourceType": "Patient"}', "Patient"), (b'{"resourceType": "Bundle", "entry": []}', "no MedicationRequest"),
        (b'{"resourceType": "MedicationRequest", "medication": {}}', "R5"), (b'{"a": ', "line 1"), (b"[1]", "no medication"),
        (b'[{"colour": "red"}]', "none of the keys"), (b"[" * 100_000, "nested too deeply"),
    ],
)  # fmt: skip
def test_broken_lists_are_one_clear_error(asked, data, reason):
    with pytest.raises(UsageError, match=reason):
        read_bytes(data, "list")


def test_two_thousand_drugs(asked):
    answer = asked.interactions(read_bytes("\n".join(["alpha", "beta"] * 1000).encode(), "list"))
    assert answer.coverage.pairs == 1
    assert {d.kind for d in answer.duplicates} == {"ingredient", "class"}


def test_a_very_long_line_is_not_a_drug(asked):
    _, unread, _ = ids(asked, "x" * 100_000 + "\nalpha")
    assert unread[0][1] == 1


def test_a_number_sign_inside_a_name_is_no_comment(asked):
    found, unread, _ = ids(asked, "alpha # at night\n# beta\nAlphex #3\n")
    assert found == ["alpha"] and len(unread) == 1  # `#3` may tell one product from another


@pytest.mark.parametrize(
    ("column", "cell", "stopped"),
    [
        ("stop", "2020-01-01", 1), ("stop", "", 0), ("stop", "2999-01-01", 0), ("end date", "ongoing", 0), ("discontinued", "No", 0),
        ("discontinued", "yes", 1), ("stopped", "false", 0), ("stop date", "2001-02-03", 1), ("status", "D/C", 1),
        ("status", "active", 0), ("status", "Not taking", 1), ("active", "false", 1), ("active", "yes", 0),
    ],
)  # fmt: skip
def test_what_counts_as_stopped(asked, column, cell, stopped):
    found, _, count = ids(asked, f"drug,{column}\nalpha,{cell}\nbeta,\n")
    assert (found, count) == (["beta"] if stopped else ["alpha", "beta"], stopped)


def test_cells_that_hide_a_drug_are_told(asked):
    answer = asked.interactions(read_bytes(b"drug,dose\nalpha, beta, 5\n,5 mg\ngamma,1\n", "list"))
    assert [d.id for d in answer.drugs] == ["alpha", "gamma"]
    assert [(t.line, t.text[:8]) for t in answer.troubles] == [(2, "has more"), (3, "has noth")]


def test_a_code_and_a_name_that_disagree(asked):
    found, unread, _ = ids(asked, '[{"name": "beta", "rxcui": "111"}, "gamma"]')
    assert found == ["gamma"] and [u[0] for u in unread] == ["beta"]


def test_line_ends_of_every_kind(asked):
    assert ids(asked, b"alpha\rbeta\r")[0] == ["alpha", "beta"]


def test_one_bad_item_does_not_lose_the_others(asked):
    found, unread, _ = ids(asked, '["alpha", null, "beta", {"colour": "red"}]')
    assert found == ["alpha", "beta"] and len(unread) == 2
    answer = asked.interactions(read_bytes(b'{"name": "alpha"}\n{"foo": 1}\n{"name": "beta"}\n', "list"))
    assert [d.id for d in answer.drugs] == ["alpha", "beta"] and [t.line for t in answer.troubles] == [2]


def test_fhir_that_is_not_taken(asked):
    text = {"medicationCodeableConcept": {"text": "alpha"}}
    ended = {"resourceType": "MedicationStatement", "status": "active", "effectivePeriod": {"end": "2019-01-01"}, **text}
    for resource in (request(doNotPerform=True, **text), ended):
        assert read_bytes(json.dumps(resource).encode(), "list").entries[0].stopped
    for broken in ({"entry": 5}, {"entry": [{"resource": request(medicationCodeableConcept={"coding": 5})}]}):
        data = json.dumps({"resourceType": "Bundle", **broken}).encode()
        try:
            assert ids(asked, data)[1]
        except UsageError as error:
            assert "MedicationRequest" in str(error)


def test_what_was_handed_out_is_taken_unless_a_request_names_it(asked):
    def resource(kind, name, status="completed"):
        return {"resource": {"resourceType": kind, "status": status, "medicationCodeableConcept": {"text": name}}}

    inside = [
        resource("MedicationRequest", "alpha", "active"), resource("MedicationDispense", "Alpha"),
        resource("MedicationDispense", "gamma"), resource("MedicationAdministration", "delta", "not-done"),
    ]  # fmt: skip
    found, unread, stopped = ids(asked, json.dumps({"resourceType": "Bundle", "entry": inside}))
    assert found == ["alpha", "gamma"] and not unread and stopped == 1
