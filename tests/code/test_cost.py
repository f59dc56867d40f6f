"""Cost by exact arithmetic, and price files that are broken."""

import pytest

HEADER = "NDC Description,NDC,NADAC_Per_Unit,Effective Date,Pricing_Unit\n"


def costs(run, *arguments):
    return [(c["units_per_day"], c["day_low"], c["day_high"], c["note"]) for c in run("cost", *arguments, "--json").json["costs"]]


def test_price_by_hand(run, made_up):
    assert costs(run, "alpha=220-250/60x10mg", "-d", "alpha=40mg/day") == [(4, 14.67, 16.67, "")]
    assert costs(run, "beta=235/30x5mg", "-d", "beta=40mg/day") == [(8, 62.67, 62.67, "")]


def test_halves_only_where_the_form_can_be_split(run, made_up):
    (units, low, _, note), = costs(run, "alpha=60/60x10mg", "-d", "alpha=15mg/day")  # fmt: skip
    assert (units, low) == (1.5, 1.5) and "halves" in note
    (units, low, _, note), = costs(run, "beta=60/60x10mg", "-d", "beta=15mg/day")  # fmt: skip
    assert (units, low) == (2, 2) and "rounded up" in note


def test_a_price_file(run, made_up, tmp_path):
    path = tmp_path / "nadac.csv"
    rows = ["ALPHA 10 MG TABLET,1,0.05000,2026-01-01,EA", "ALPHAMAX 10 MG TABLET,2,9.0,2026-01-01,EA",
            "ALPHA 5 MG/5 ML SOLUTION,3,0.2,2026-01-01,ML", "BETA 5 MG CAP,4,0.10,2026-01-01,EA"]  # fmt: skip
    path.write_text(HEADER + "\n".join(rows) + "\n")
    ran = run("cost", "alpha", "-d", "alpha=40 mg daily", "--prices", str(path), "--json")
    assert [(c["day_low"], c["offer"]["about"]) for c in ran.json["costs"]] == [
        (0.2, "ALPHA 10 MG TABLET, acquisition cost of pharmacies, not retail, 2026-01-01")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"), ("a,b\n1,2\n", "lacks the column NDC Description"), (HEADER + "ALPHA 10 MG TABLET\n", "line 2"),
        (HEADER + "ALPHA 10 MG TABLET,1,cheap,2026-01-01,EA\n", "cheap"), ("\x00\x00", "price"), (HEADER.encode() + b"\xff\n", "UTF-8"),
    ],
)  # fmt: skip
def test_broken_price_files(run, made_up, tmp_path, content, says):
    path = tmp_path / "nadac.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run("cost", "alpha", "-d", "alpha=40mg/day", "--prices", str(path))
    assert ran.code == 2 and says in ran.err and ran.out == "" and ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("alpha=-1/60x10mg", "-d", "alpha=40mg/day"), ("alpha=250-220/60x10mg", "-d", "alpha=40mg/day"),
        ("alpha=1e9/60x10mg", "-d", "alpha=40mg/day"), ("alpha=220/60x10stone", "-d", "alpha=40mg/day"),
        ("alpha=220/60x10mg", "-d", "alpha=40"), ("alpha=220/60x10mg", "-d", "alpha=10mg"),
        ("alpha=220/60x10mg", "-d", "alpha=1mg/day", "-d", "alpha=2mg/day"),
    ],
)  # fmt: skip
def test_offers_and_doses_that_are_none(run, made_up, arguments):
    assert run("cost", *arguments).code == 2


def test_no_price_is_said(run, made_up):
    assert "no price recorded" in run("cost", "beta", "-d", "beta=5mg/day").flat
