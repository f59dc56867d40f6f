"""The interactions command as a gate in a script."""

import pytest


@pytest.fixture
def med_list(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("alpha 5 mg\nbeta\n")
    return path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("alpha", "beta"), 0), (("alpha", "beta", "--fail-on", "moderate"), 1), (("alpha", "beta", "--fail-on", "major"), 0),
        (("alpha", "gamma", "--fail-on", "major"), 1), (("alpha", "delta", "--fail-on", "minor"), 0),
        (("alpha", "nonesuch"), 3), (("alpha", "gamma", "nonesuch", "--fail-on", "major"), 1),
        (("gamma", "delta"), 0), (("gamma", "delta", "--strict"), 1), (("alpha", "beta", "--strict"), 0),
        (("alpha", "nonesuch", "--strict"), 1), (("alpha", "beta", "--fail-on", "bad"), 2), ((), 2), (("",), 2),
        (("alpha", "beta", "--fail-on", "moderate", "--ignore", "two-calmers:beta+alpha"), 0),
        (("alpha", "beta", "--ignore", "two-calmers:alpha+gamma"), 2), (("alpha", "beta", "--ignore", "nonsense"), 2),
    ],
)  # fmt: skip
def test_exit_codes(run, made_up, arguments, code):
    assert run("interactions", *arguments).code == code


def test_an_invented_name_is_shown_with_its_line_and_counted(run, made_up):
    ran = run("interactions", "--from", "-", "--json", stdin=b"alpha\nbetta\nbeta\n")
    assert ran.code == 3
    assert ran.json["unresolved"][0]["line"] == 2
    assert ran.json["coverage"] == {"pairs": 3, "interacting": 1, "none_recorded": 0, "not_reviewed": 0, "not_checkable": 2}
    shown = run("interactions", "--from", "-", stdin=b"alpha\nbetta\nbeta\n")
    assert "Not in the library (line 2): betta; nearest names: beta." in shown.flat
    assert "betta" in shown.err


def test_silence_is_never_called_safe(run, made_up):
    shown = run("interactions", "alpha", "delta").flat
    assert "none recorded in these data" in shown and "not proof of safety" in shown
    assert "no interaction" not in shown.lower()
    assert "not reviewed" in run("interactions", "gamma", "delta").flat


def test_minimum_hides_but_counts(run, made_up):
    ran = run("interactions", "alpha", "gamma", "--min", "major", "--json")
    assert [f["rule"] for p in ran.json["pairs"] for f in p["findings"]] == ["calmer-gamma"]
    assert ran.json["below_minimum"] == 1


def test_an_ignore_file(run, made_up, tmp_path):
    path = tmp_path / "ignore.toml"
    entry = '[[ignore]]\nrule = "two-calmers"\npair = ["beta", "alpha"]\nreason = "judged"\nexpires = {}\n'
    path.write_text(entry.format("2999-01-01"))
    assert run("interactions", "alpha", "beta", "--fail-on", "minor", "--ignore-file", str(path)).code == 0
    path.write_text(entry.format("2001-01-01"))
    expired = run("interactions", "alpha", "beta", "--ignore-file", str(path))
    assert expired.code == 2 and "expired on 2001-01-01" in expired.err


def test_one_drug_shows_all_that_is_recorded(run, made_up):
    ran = run("interactions", "alpha", "--json")
    assert [(p["b"], p["severity"]) for p in ran.json["pairs"]] == [
        ("gamma", "major"),
        ("beta", "moderate"),
        ("epsilon", "moderate"),
    ]


def test_what_a_change_adds_and_removes(run, made_up, med_list, tmp_path):
    after = tmp_path / "after.txt"
    after.write_text("alpha\ngamma\n")
    ran = run("diff", str(med_list), str(after), "--json")
    assert ran.code == 1
    assert [p["b"] for p in ran.json["added"]] == ["gamma"] and [p["b"] for p in ran.json["removed"]] == ["beta"]
    assert run("diff", str(med_list), str(med_list)).code == 0


def test_several_lists_and_names_are_one(run, made_up, med_list):
    ran = run("interactions", "gamma", "--from", str(med_list), "--from", str(med_list), "--json")
    assert {d["id"] for d in ran.json["drugs"]} == {"alpha", "beta", "gamma"}
    assert run("interactions", "--from", "nowhere.txt").code == 2


def test_a_change_to_a_product_does_not_hold_its_ingredients_against_each_other(run, made_up, med_list, tmp_path):
    after = tmp_path / "after.txt"
    after.write_text("Alphagam\n")
    assert run("diff", str(med_list), str(after), "--json").json["added"] == []
