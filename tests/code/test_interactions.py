"""Rules on pairs and lists: each pair has an answer, and no answer hides another."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medcompare.interactions import burdens, duplicates, pair, pairs_of
from tests.code.conftest import member

IDS = ["alpha", "beta", "gamma", "delta", "epsilon"]


def found(asked, a, b):
    return [(f.rule, f.severity) for f in pair(asked.library, a, b).findings]


def test_every_finding_worst_first_and_specific_before_general(asked):
    assert found(asked, "alpha", "gamma") == [("calmer-gamma", "major"), ("gamma-alpha", "minor")]
    assert found(asked, "epsilon", "alpha") == [("blocker-substrate", "moderate")]


def test_an_override_replaces_only_its_own_pair(asked):
    assert "blocker-substrate" not in dict(found(asked, "alpha", "gamma"))
    assert "blocker-substrate" in dict(found(asked, "alpha", "epsilon"))


def test_direction_is_kept(asked):
    finding = pair(asked.library, "alpha", "epsilon").findings[0]
    assert (finding.of, finding.on, finding.both_ways) == ("epsilon", "alpha", False)


def test_three_answers_without_a_finding(asked):
    assert pair(asked.library, "alpha", "delta").status == "none-recorded"
    assert pair(asked.library, "gamma", "delta").status == "not-reviewed"
    assert pair(asked.library, "gamma", "delta").not_reviewed == ("gamma",)
    assert pair(asked.library, "alpha", "beta").status == "interacts"


def test_a_new_record_in_a_group_meets_its_rules(asked, made_up):
    text = f'id = "newcomer"\nname = "newcomer"\ndepth = "partner"\ngroups = [{member("calmer")}]\n'
    (made_up / "drugs" / "newcomer.toml").write_text(text)
    assert found(asked, "newcomer", "alpha") == [("two-calmers", "moderate")]


def test_one_mechanism_is_reported_once(asked, made_up):
    rules = made_up / "interactions" / "slowness.toml"
    again = rules.read_text().split("[[rules]]")[1].replace("two-calmers", "slowers").replace('["calmer"]', '["slower"]')
    rules.write_text(rules.read_text() + "[[rules]]" + again)
    finding = pair(asked.library, "alpha", "beta").findings
    assert len(finding) == 1 and finding[0].also


def test_an_exception_takes_a_drug_out(asked, made_up):
    rules = made_up / "interactions" / "slowness.toml"
    rules.write_text(rules.read_text().replace('b = ["gamma"]', 'b = ["gamma"]\nexcept = ["alpha"]'))
    assert "calmer-gamma" not in dict(found(asked, "alpha", "gamma"))
    assert "calmer-gamma" in dict(found(asked, "beta", "gamma"))


def test_duplicates_and_burdens(asked):
    matches = [asked.library.find(n) for n in ("alpha", "Alphex", "beta")]
    kinds = {(d.kind, d.drugs) for d in duplicates(asked.library, matches)}
    assert kinds == {("ingredient", ("alpha",)), ("class", ("alpha", "beta"))}
    assert burdens(asked.library, ["alpha", "beta"]) == []
    assert [b.drugs for b in burdens(asked.library, ["alpha", "beta", "gamma"])] == [("alpha", "beta", "gamma")]


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(IDS, 2)))
def test_order_changes_nothing_but_the_order(asked, a, b):
    one, other = pair(asked.library, a, b), pair(asked.library, b, a)
    assert one.findings == other.findings
    assert (one.status, one.severity, one.action) == (other.status, other.severity, other.action)


@given(st.lists(st.sampled_from(IDS), unique=True), st.sampled_from(IDS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_adding_a_drug_never_removes_a_finding(asked, ids, more):
    def all_findings(names):
        return {(frozenset((p.a, p.b)), f.rule) for p in pairs_of(asked.library, names) for f in p.findings}

    assert all_findings(ids) <= all_findings([*ids, more])


@given(st.lists(st.sampled_from([*IDS, "nonesuch", "alphax"]), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_coverage_adds_up(asked, names):
    answer = asked.interactions(*names)
    c = answer.coverage
    assert c.pairs == c.interacting + c.none_recorded + c.not_reviewed + c.not_checkable
    if len({d.id for d in answer.drugs}) + len(answer.unresolved) > 1:
        n = len({d.id for d in answer.drugs}) + len(answer.unresolved)
        assert c.pairs == n * (n - 1) // 2


def test_the_ingredients_of_one_product_are_not_held_against_each_other(asked):
    alone, with_more = asked.interactions("Alphagam"), asked.interactions("Alphagam", "gamma")
    assert (alone.pairs, alone.within_products, alone.coverage.pairs) == ((), (("alpha", "gamma"),), 0)
    assert [p.severity for p in with_more.pairs] == ["major"]


def test_of_two_findings_as_grave_the_stricter_comes_first(asked, made_up):
    rules = made_up / "interactions" / "zz.toml"
    rules.write_text(
        '[[rules]]\nid = "zz-avoid"\na = ["alpha"]\nb = ["beta"]\nseverity = "moderate"\naction = "avoid"\nevidence = "study"\n'
        'effect = "E."\nmechanism = "M."\nmanagement = "Do not."\nsource = ["label-a#text"]\n'
    )
    (found,) = asked.interactions("alpha", "beta").pairs
    assert [f.rule for f in found.findings] == ["zz-avoid", "two-calmers"]
    assert (found.severity, found.action) == ("moderate", "avoid")
