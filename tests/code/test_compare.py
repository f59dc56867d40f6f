"""Side by side: four kinds of blank, what differs, what is shared, names that lead nowhere."""

import json

import pytest

from medcompare.errors import DataError, UsageError


def cells(answer, field):
    return {c.drug: c for s in answer.sections for r in s.rows if r.field == field for c in r.values}


def test_four_kinds_of_blank(asked):
    answer = asked.compare("alpha", "beta", "delta")
    boxed, forms = cells(answer, "boxed_warnings"), cells(answer, "forms")
    assert {d: c.status for d, c in boxed.items()} == {"alpha": "known", "beta": "none", "delta": "not-recorded"}
    assert forms["beta"].status == "not-applicable"
    assert boxed["beta"].sources == ("label-b#boxed_warning",)
    assert boxed["delta"].text is None and boxed["delta"].data is None


def test_rows_whose_silence_matters_stand_even_when_empty(asked):
    assert cells(asked.compare("gamma", "delta"), "contraindications")["gamma"].status == "not-recorded"


def test_brackets_are_not_markup(run, made_up):
    assert "[unless INR < 3]" in run("show", "alpha").flat
    assert "[unless INR < 3]" in run("show", "alpha", "--json").out


def test_diff_and_shared_split_the_facts(asked):
    differing, shared = asked.compare("alpha", "beta", only="diff"), asked.compare("alpha", "beta", only="shared")
    assert "itch" in cells(differing, "adverse_effects.common")["beta"].text
    assert "drowsiness" not in cells(differing, "adverse_effects.common")["beta"].text
    assert "drowsiness" in cells(shared, "adverse_effects.common")["beta"].text
    assert "itch" not in cells(shared, "adverse_effects.common")["beta"].text


def test_same_marks_identical_rows(asked):
    rows = {r.field: r.same for s in asked.compare("alpha", "beta").sections for r in s.rows}
    assert rows["warnings.driving"] is True
    assert rows["schedule"] is False


def test_an_unknown_name_is_listed_and_the_rest_is_shown(run, made_up):
    ran = run("compare", "alpha", "betta", "--json")
    assert ran.code == 3
    assert ran.json["unresolved"] == [{"input": "betta", "line": None, "suggestions": ["beta"], "reason": "it is in no record"}]
    assert [d["id"] for d in ran.json["drugs"]] == ["alpha"]
    assert "betta" in ran.err


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ((), "two drugs or more"), (("alpha",), "show NAME"), (("alpha", "Alphex"), "the same drug"),
        (("alpha", "ALPHA"), "the same drug"), (("alpha",) * 40, "at most 12"), (("alpha", ""), "empty"),
    ],
)  # fmt: skip
def test_bad_questions(asked, names, reason):
    with pytest.raises(UsageError, match=reason):
        asked.compare(*names)


def test_sections_and_regions(asked):
    answer = asked.compare("alpha", "beta", sections=["Boxed warnings"])
    assert [s.id for s in answer.sections] == ["boxed"] and not answer.together
    assert cells(asked.compare("alpha", "beta", regions=["GB"]), "contraindications")["alpha"].status == "not-recorded"
    with pytest.raises(UsageError, match="no such section"):
        asked.compare("alpha", "beta", sections=["colour"])


def test_that_a_label_of_one_country_is_empty_says_nothing_of_another(asked):
    for regions, boxed in (([], "none"), (["US"], "none"), (["GB"], "not-recorded")):
        row = cells(asked.compare("alpha", "beta", regions=regions, sections=["boxed"]), "boxed_warnings")
        assert row["beta"].status == boxed
        (topic,) = asked.warnings("beta", topics=["boxed"], regions=regions).topics
        assert topic.values[0].status == boxed
    assert "something for another region" in asked.warnings("alpha", topics=["boxed"], regions=["GB"]).topics[0].values[0].text
    assert cells(asked.compare("alpha", "beta", regions=["GB"]), "forms")["beta"].status == "not-applicable"


def test_partner_records_say_so(run, made_up):
    assert "partner record only" in run("show", "gamma").flat


def test_is_yes_and_no(run, made_up):
    yes, no = run("is", "alpha", "soothers", "--json"), run("is", "gamma", "calmer", "--json")
    assert (yes.code, yes.json["answer"]) == (0, True)
    assert (no.code, no.json["answer"]) == (1, False)
    assert any("slowing drug" in r["text"] for r in no.json["shares"])
    assert run("is", "alpha", "colour").code == 3


def test_search_says_where(run, made_up):
    hits = run("search", "drowsiness", "--json").json["hits"]
    assert {(h["drug"], h["field"]) for h in hits} == {("alpha", "adverse_effects.common"), ("beta", "adverse_effects.common")}
    assert run("search", "zebra").code == 1


def test_a_users_record_adds_and_overrides(run, made_up, tmp_path):
    own = tmp_path / "own" / "drugs"
    own.mkdir(parents=True)
    zeta = '\nid = "zeta"\nname = "zeta"\ndepth = "partner"\n'
    (own / "zeta.toml").write_text(zeta)
    assert run("show", "zeta", "--data", str(own.parent)).code == 0
    assert json.loads(run("show", "zeta", "--data", str(own.parent), "--json").out)["data_version"].endswith("+local")
    (own / "alpha.toml").write_text('id = "alpha"\nname = "mine"\ndepth = "partner"\n')
    refused = run("show", "alpha", "--data", str(own.parent))
    assert refused.code == 4 and "override = true" in refused.err
    (own / "alpha.toml").write_text('id = "alpha"\nname = "mine"\ndepth = "partner"\noverride = true\n')
    assert "mine" in run("show", "alpha", "--data", str(own.parent)).out


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe\x00", b"id = 'x'\ncolour = 1\n"])
def test_a_broken_file_is_one_line_with_its_place(run, made_up, tmp_path, content):
    own = tmp_path / "own" / "drugs"
    own.mkdir(parents=True)
    (own / "x.toml").write_bytes(content)
    ran = run("show", "x", "--data", str(own.parent), "--json")
    assert ran.code == 4
    assert ran.out == "" and ran.err.count("\n") == 1 and "x.toml" in ran.err


def test_a_link_loop_and_a_missing_directory(run, made_up, tmp_path):
    own = tmp_path / "own" / "drugs"
    own.mkdir(parents=True)
    (own / "loop.toml").symlink_to(own / "loop.toml")
    assert run("show", "loop", "--data", str(own.parent)).code == 4
    assert run("show", "alpha", "--data", str(tmp_path / "nowhere")).code == 2


def test_an_id_unlike_its_file_is_refused(asked, made_up):
    (made_up / "drugs" / "wrong.toml").write_text('id = "right"\nname = "right"\ndepth = "partner"\n')
    with pytest.raises(DataError, match="wrong"):
        asked.library.drug("wrong")
