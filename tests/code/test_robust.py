"""What a user or a shell can get wrong around a command: options left empty, files that are none, readers that leave."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FHIR = {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Bundle", "entry": [
    {"resource": {"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "alpha"}}}]}},
    {"resource": {"resourceType": "medicationrequest", "medicationCodeableConcept": {"text": "beta"}}}]}  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("dose", "alpha", "--check", ""), ("dose", "alpha", "--check", "5 mg tid", "--egfr", ""),
        ("dose", "alpha", "--check", "5 mg tid", "--weight", "0"), ("dose", "alpha", "--check", "5 mg tid", "--egfr", "999"),
        ("dose", "alpha", "--check", "5 mg tid", "--hepatic", ""), ("dose", "alpha", "--age", "78"),
        ("dose", "alpha", "--check", "30 mg daily tid"), ("dose", "alpha", "--check", "30 mg daily three times a day"),
        ("dose", "alpha", "--check", "20 mg 3 d"), ("dose", "alpha", "--check", "10 mg tid hs"),
        ("interactions", "alpha", "beta", "--fail-on", ""), ("show", "alpha", "--region", "ZZ"),
        ("info", "--output", "."), ("info", "--output", "/"), ("show", "alpha", "--data", "."),
        ("cost", "alpha=" + "9" * 400 + "/60x10mg", "--dose", "alpha=40mg/day"),
    ],
)  # fmt: skip
def test_one_line_and_exit_code_2(run, made_up, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert list(tmp_path.rglob("*.part*")) == []


@pytest.mark.parametrize(
    ("text", "hours"), [("every other day", "48"), ("every 2 days", "48"), ("every 3 days", "72"), ("q48h", "48")]
)
def test_days_between_doses(text, hours):
    from medcompare.dosetext import parse

    assert str(parse(f"150 mg {text}").every_hours.high) == hours


def test_diff_tells_what_it_could_not_read_or_has_not_reviewed(run, made_up, tmp_path):
    (tmp_path / "a.csv").write_text("drug,dose\nalpha,1\n")
    (tmp_path / "b.csv").write_text("drug,dose\nalpha,1\n,gamma\n")
    ran = run("diff", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--json")
    assert ran.code == 3 and len(ran.json["troubles"]) == 1


def test_a_list_of_one_drug_has_no_pair(run, made_up):
    ran = run("interactions", "--from", "-", "--fail-on", "minor", "--json", stdin=b"alpha\n")
    assert ran.code == 0 and ran.json["pairs"] == []


def test_nested_bundles_are_read_and_strange_resources_told(run, made_up):
    ran = run("interactions", "--from", "-", "--json", stdin=json.dumps(FHIR).encode())
    assert [d["id"] for d in ran.json["drugs"]] == ["alpha"]
    assert ran.code == 3 and "medicationrequest" in ran.json["unresolved"][0]["input"]


@pytest.mark.parametrize("text", [b"\ndrug,dose\nalpha,1\n", b"\r\n\r\ndrug,dose\r\nalpha,1\r\n"])
def test_a_blank_first_line(run, made_up, text):
    ran = run("interactions", "--from", "-", "--json", stdin=text)
    assert [(d["id"], d["line"]) for d in ran.json["drugs"]] == [("alpha", text.count(b"\n"))]


def test_numbers_too_long_for_json(run, made_up):
    assert run("interactions", "--from", "-", stdin=b'["alpha", ' + b"1" * 5000 + b"]").code == 2


def test_output_follows_a_link_and_keeps_the_mode(run, made_up, tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    run("info", "--output", str(link), "--json")
    assert link.is_symlink() and json.loads(target.read_text())["command"] == "info"
    assert target.stat().st_mode & 0o777 == 0o600


def test_output_to_a_pipe_is_written_to(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "medcompare", "info", "--json", "-o", "/dev/stderr"], capture_output=True, text=True
    )
    assert json.loads(ran.stderr)["command"] == "info"


def test_a_reader_that_leaves_changes_no_exit_code():
    def code(*arguments):
        reader, writer = os.pipe()
        os.close(reader)
        ran = subprocess.run([sys.executable, "-m", "medcompare", *arguments], stdout=writer, stderr=subprocess.DEVNULL)
        os.close(writer)
        return ran.returncode

    assert [code("is", "diazepam", "benzo"), code("is", "baclofen", "benzo"), code("compare", "baclofen", "nosuch")] == [0, 1, 3]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf_8_whatever_the_locale(encoding):
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    ran = subprocess.run([sys.executable, "-m", "medcompare", "show", "baclofen", "--json"], capture_output=True, env=env)
    assert json.loads(ran.stdout.decode("utf-8"))["command"] == "show"


RULE = """
[[rules]]
id = "mine"
a = ["alpha"]
b = ["{b}"]
severity = "moderate"
action = "monitor"
evidence = "study"
effect = "Mine."
mechanism = "Mine."
management = "Mine."
source = ["label-a#text"]
"""


def test_a_rule_of_ones_own_that_names_nothing_known_is_refused(run, made_up, tmp_path):
    mine = tmp_path / "mine"
    (mine / "interactions").mkdir(parents=True)
    rules = mine / "interactions" / "mine.toml"
    rules.write_text(RULE.format(b="delta-9"))
    ran = run("interactions", "alpha", "beta", "--data", str(mine))
    assert ran.code == 4 and "rules[0].b" in ran.err and "'delta-9'" in ran.err and "mine.toml" in ran.err
    rules.write_text(RULE.format(b="calmer"))
    assert "Mine." in run("interactions", "alpha", "beta", "--data", str(mine)).out


def test_a_link_that_leads_nowhere_is_not_a_file_left_out(run, made_up, tmp_path):
    mine = tmp_path / "mine"
    (mine / "drugs").mkdir(parents=True)
    (mine / "sources.toml").symlink_to(tmp_path / "gone.toml")
    ran = run("compare", "alpha", "beta", "--data", str(mine))
    assert ran.code == 4 and "sources.toml" in ran.err


def test_region_is_said_to_change_nothing_where_it_does_not(run, made_up):
    assert "--region changes nothing here" in run("interactions", "alpha", "beta", "--region", "GB").err
    assert "--region" not in run("compare", "alpha", "beta", "--region", "US").err


def test_what_was_not_read_of_a_label_is_said(run, made_up):
    record = made_up / "drugs" / "beta.toml"
    record.write_text(
        record.read_text().replace(
            "interactions_reviewed = true", 'interactions_reviewed = true\ninteractions_note = "one page was torn"', 1
        )
    )
    ran = run("interactions", "beta", "epsilon", "--json")
    for pair in ran.json["pairs"]:
        assert pair["notes"] == ["beta: one page was torn"]
    assert "beta: one page was torn" in run("interactions", "alpha", "beta").out
    assert "beta: one page was torn" in run("compare", "alpha", "beta").out


def test_a_brand_of_two_drugs_must_be_of_two_countries(run, made_up):
    beta = made_up / "drugs" / "beta.toml"
    brand = '{ name = "Alphex", region = "%s", status = "sold", product = "capsule", source = ["label-b#openfda"] }'
    text = beta.read_text()
    beta.write_text(text.replace("brands = [", f"brands = [{brand % 'GB'}, "))
    assert "also means" not in run("validate").out
    ran = run("show", "Alphex")
    assert ran.code == 3 and "it means alpha or beta" in ran.err
    beta.write_text(text.replace("brands = [", f"brands = [{brand % 'US'}, "))
    ran = run("validate", "--json")
    assert ran.code == 4
    said = [(Path(p["file"]).stem, p["text"]) for p in ran.json["problems"] if p["check"] == "names"]
    assert said == [("alpha", "'Alphex' also means beta"), ("beta", "'Alphex' also means alpha")]


def test_a_trade_name_of_another_country_leads_to_its_drug_and_says_so(run, made_up):
    (drug,) = run("interactions", "BETAFLOTT 5 mg", "--json").json["drugs"]
    assert (drug["id"], drug["matched_as"], drug["note"]) == ("beta", "brand", "trade name in DE")
    rows = {r["field"]: r["values"][0]["text"] for s in run("show", "beta", "--json").json["sections"] for r in s["rows"]}
    assert rows["trade_names"] == "[DE] Betaflott, Betalind"
    assert "trade_names" not in run("compare", "alpha", "beta", "--json").out


def test_a_trade_name_is_of_a_drug_and_of_one_in_its_country(run, made_up, tmp_path):
    names = made_up / "tradenames.toml"
    names.write_text(names.read_text().replace('"Betalind"', '"Alphex"'))
    assert "also means" not in run("validate").out  # a brand of alpha in the US
    ran = run("show", "Alphex")
    assert ran.code == 3 and "it means alpha or beta" in ran.err
    names.write_text(names.read_text().replace('"DE"', '"US"'))
    assert "'Alphex' also means beta" in run("validate").out and "'Alphex' also means alpha in US" in run("validate").out
    names.write_text(names.read_text().replace('["beta"]', '["nonesuch"]'))
    ran = run("show", "Betaflott")
    assert ran.code == 4 and "tradenames[0].drugs: 'nonesuch' is no drug" in ran.err
