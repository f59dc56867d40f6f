"""Identity, class and approval of the first nine drugs, as the labels have them."""

import pytest


def test_baclofen_is_not_a_benzo(run):
    ran = run("is", "baclofen", "benzo", "--json")
    assert ran.code == 1
    assert ran.json["answer"] is False
    told = " ".join(r["text"] for part in ("because", "shares", "differs") for r in ran.json[part])
    assert "GABA-B" in told and "GABA-A" in told
    assert "central nervous system depressant" in told
    assert "not a controlled substance" in told and "schedule IV" in told


@pytest.mark.parametrize(("drug", "year"), [("baclofen", 1977), ("diazepam", 1963)])
def test_first_approval(medcompare_data, drug, year):
    assert medcompare_data.library.drug(drug).first_approval.year == year
