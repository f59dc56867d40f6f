"""A dose judged for a patient of the made-up drug: boundaries as the source words them, strict rules first."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medcompare.dosing import Choice
from medcompare.errors import UsageError
from medcompare.patients import Patient, read_age, read_number


def verdict(asked, text, **patient):
    given = {k: read_age(v) if k == "age" else Decimal(v) if isinstance(v, int | str) and k in ("egfr", "weight") else v
             for k, v in patient.items()}  # fmt: skip
    return asked.dose("alpha", check=text, patient=Patient(**given)).check.verdict


@pytest.mark.parametrize(
    ("text", "patient", "expected"),
    [
        ("5 mg tid", {}, "within"),
        ("20 mg qid", {}, "within"),  # exactly the maximum of 80 mg a day
        ("80 mg/day", {}, "within"),
        ("80.001 mg/day", {}, "above"),
        ("27 mg tid", {}, "above"),
        ("0.08 g/day", {}, "within"),
        ("80000 mcg/day", {}, "within"),
        ("1 mg tid", {}, "below"),
        ("80 mg once daily", {}, "cannot-tell"),  # less often than the least that is named
        ("80 mg/day in 2 doses", {}, "within"),  # the usual dose names no rhythm
        ("20 mg", {}, "cannot-tell"),  # how often is not said
        ("10 mg tid", {"egfr": 60}, "within"),  # below 60 excludes 60
        ("20 mg tid", {"egfr": "59.9"}, "above"),  # 60 mg a day, at most 40 for this patient
        ("13 mg tid", {"egfr": 30}, "within"),  # at least 30 includes 30
        ("5 mg tid", {"egfr": "29.9"}, "avoid"),
        ("5 mg tid", {"hepatic": "mild"}, "cannot-tell"),  # lower, without a figure
        ("5 mg tid", {"age": "5 months"}, "contraindicated"),
        ("1 mg/kg/day", {"age": "6 months", "weight": 7}, "within"),
        ("7 mg/day", {"age": "6 months", "weight": 7}, "within"),
        ("14 mg/day", {"age": "2", "weight": 7}, "within"),
        ("14.1 mg/day", {"age": "2", "weight": 7}, "above"),
        ("7 mg/day", {"age": "2"}, "cannot-tell"),  # by weight, and no weight
        ("5 mg tid", {"age": "17"}, "cannot-tell"),
        ("5 mg tid", {"age": "18"}, "within"),
        ("5 mg tid", {"age": "64"}, "within"),
        ("5 mg tid", {"age": "65"}, "within"),
    ],
)
def test_verdicts(asked, text, patient, expected):
    assert verdict(asked, text, **patient) == expected


def test_no_stated_maximum_is_never_called_above(asked):
    check = asked.dose("beta", check="20 mg qid").check
    assert check.verdict == "cannot-tell"
    assert any("no maximum is stated" in r.text for r in check.reasons)


def test_every_rule_that_spoke_is_cited(asked):
    check = asked.dose("alpha", check="20 mg tid", patient=Patient(egfr=Decimal(50))).check
    assert all(r.sources for r in check.reasons)
    assert any("Half the dose" in r.text for r in check.reasons)


def test_what_was_not_given_is_listed(asked):
    assert any("kidneys" in text for text in asked.dose("alpha", check="5 mg tid").check.not_checked)


@pytest.mark.parametrize("text", ["5 mL tid", "5 units tid"])
def test_a_unit_without_a_regimen(asked, text):
    with pytest.raises(UsageError, match="no regimen in"):
        asked.dose("alpha", check=text)


@given(amount=st.decimals("0.1", "200", places=1), egfr=st.integers(0, 120), months=st.integers(0, 1200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_never_within_for_a_patient_that_a_stricter_rule_excludes(asked, amount, egfr, months):
    patient = Patient(egfr=Decimal(egfr), age=read_age(f"{months} months"), weight=Decimal(20))
    got = asked.dose("alpha", check=f"{amount} mg/day", patient=patient).check.verdict
    if egfr < 30 or months < 6 or (egfr < 60 and amount > 40) or amount > 80:
        assert got != "within"


@given(amount=st.decimals("1", "40", places=2), egfr=st.none() | st.integers(0, 120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_verdict_changes_when_the_dose_is_written_another_way(asked, amount, egfr):
    patient = Patient(egfr=None if egfr is None else Decimal(egfr))
    ways = [f"{amount} mg tid", f"{amount} mg q8h", f"{amount * 1000:f} mcg three times a day", f"{amount / 1000:f} g t.i.d."]
    assert len({asked.dose("alpha", check=way, patient=patient).check.verdict for way in ways}) == 1


@pytest.mark.parametrize("text", ["-5", "nan", "1e9", "x", "", "200", "7 stone"])
def test_ages_that_are_none(text):
    with pytest.raises(UsageError, match="--age"):
        read_age(text)


@pytest.mark.parametrize("text", ["-5", "nan", "1e9", "x", "4 0"])
def test_numbers_that_are_none(text):
    with pytest.raises(UsageError, match="--egfr"):
        read_number("--egfr", text)


def test_a_rule_that_may_be_about_the_patient_is_never_within(asked, made_up):
    record = made_up / "drugs" / "alpha.toml"
    record.write_text(record.read_text().replace("when = { egfr = { below = 30 } }", "when = { crcl = { below = 30 } }"))
    assert verdict(asked, "5 mg tid", egfr=40) == "cannot-tell"


def test_above_the_reduced_usual_dose(asked, made_up):
    record = made_up / "drugs" / "alpha.toml"
    old = 'max_daily = { value = 40, unit = "mg", per = "day" }'
    record.write_text(record.read_text().replace(old, 'usual = { value = 30, unit = "mg", per = "day" }'))
    assert (verdict(asked, "10 mg tid", egfr=50), verdict(asked, "11 mg tid", egfr=50)) == ("within", "above")


SLOW = """
[[regimens]]
indications = ["unrest"]
population = "adult"
route = "oral"
form = "slow tablet"
{release}
start = {{ value = 20, unit = "mg", per = "day", times_per_day = {{ value = 1 }} }}
usual = {{ value = 60, unit = "mg", per = "day", times_per_day = {{ value = 2 }} }}
max_daily = {{ value = 80, unit = "mg", per = "day" }}
source = ["label-a#dosage_and_administration"]

[[adjustments]]
kind = "sex"
effect = "{effect}"
text = "Slow tablets for women."
when = {{ sex = "female" }}
form = "slow tablet"
{figure}
source = ["label-a#dosage_and_administration"]
"""


def with_slow_tablets(made_up, release="", effect="reduce", figure='max_daily = { value = 20, unit = "mg", per = "day" }'):
    record = made_up / "drugs" / "alpha.toml"
    record.write_text(record.read_text() + SLOW.format(release=release, effect=effect, figure=figure))


def test_a_rule_of_one_product_does_not_judge_another(asked, made_up):
    with_slow_tablets(made_up)
    woman = Patient(sex="female")
    judged = {form: asked.dose("alpha", check="10 mg tid", patient=woman, choice=Choice(form=form)).check.verdict
              for form in ("tablet", "slow tablet", "")}  # fmt: skip
    assert judged == {"tablet": "within", "slow tablet": "above", "": "cannot-tell"}


def test_a_product_to_avoid_is_not_all_products(asked, made_up):
    with_slow_tablets(made_up, effect="avoid", figure="")
    woman = Patient(sex="female")
    assert asked.dose("alpha", check="10 mg tid", patient=woman).check.verdict == "cannot-tell"
    assert asked.dose("alpha", check="30 mg tid", patient=woman).check.verdict == "avoid"  # above by the other
    assert asked.dose("alpha", check="10 mg tid", patient=woman, choice=Choice(form="slow tablet")).check.verdict == "avoid"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 mg once a day", "within"),
        ("20.1 mg once a day", "cannot-tell"),
        ("30 mg bid", "within"),
        ("80 mg once a day", "cannot-tell"),
    ],
)
def test_a_small_dose_at_once_does_not_let_a_larger_one_be_taken_at_once(asked, made_up, text, expected):
    with_slow_tablets(made_up)
    assert asked.dose("alpha", check=text, choice=Choice(form="slow tablet")).check.verdict == expected


def test_what_is_assumed_is_said(asked, made_up, run):
    assert asked.dose("beta", check="5 mg tid").check.assumed == ()
    with_slow_tablets(made_up, release='release = "extended"')
    assert asked.dose("alpha", check="5 mg tid").check.assumed == ("not extended release; --form says another: slow tablet",)
    assert asked.dose("alpha", check="30 mg bid", choice=Choice(form="slow")).check.assumed == ()
    assert "Assumed: not extended release" in run("dose", "alpha", "--check", "5 mg tid").out


CHILD = """
[[regimens]]
indications = ["unrest"]
population = "child"
route = "injection"
form = "drops"
usual = {{ value = 2, unit = "mg", per = "kg/dose", times_per_day = {{ value = 3 }} }}
max_daily = {{ value = 400, unit = "mg", per = "day" }}
source = ["label-a#dosage_and_administration"]

[[regimens]]
indications = ["unrest"]
population = "adult"
route = "transdermal"
form = "patch"
usual = {{ value = 5, unit = "mcg", per = "hour" }}
max_dose = {{ value = 20, unit = "mcg", per = "hour" }}
source = ["label-a#dosage_and_administration"]

[[adjustments]]
kind = "age"
effect = "{effect}"
text = "The source says only: {population}."
when = {{ population = "{population}" }}
source = ["label-a#warnings"]
"""


def extend(made_up, **words):
    record = made_up / "drugs" / "alpha.toml"
    record.write_text(record.read_text() + CHILD.format(**{"effect": "avoid", "population": "older"} | words))


@pytest.mark.parametrize(("text", "expected"), [("40 mg tid", "within"), ("41 mg tid", "cannot-tell"), ("134 mg tid", "above")])
def test_a_cap_for_any_weight_does_not_let_a_small_child_have_it(asked, made_up, text, expected):
    extend(made_up)
    small = Patient(age=read_age("6"), weight=Decimal(20))
    assert asked.dose("alpha", check=text, patient=small, choice=Choice(form="drops")).check.verdict == expected


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [("5 mcg/h", "within", "maximum of 20 mcg an hour"), ("20 mcg/h", "within", "maximum of 20 mcg an hour"),
     ("20.1 mcg/h", "above", "20 mcg an hour"), ("4 mcg/h", "below", "120 mcg a day")],
)  # fmt: skip
def test_a_rate_against_the_maximum_of_a_rate(asked, made_up, text, expected, said):
    extend(made_up)
    check = asked.dose("alpha", check=text, choice=Choice(form="patch")).check
    assert check.verdict == expected and any(said in r.text for r in check.reasons)


@pytest.mark.parametrize(
    ("population", "ages"),
    [("older", {"64": "within", "65": "avoid", "": "within"}), ("child", {"18": "within", "17": "avoid", "": "within"})],
)
def test_a_source_that_names_no_age(asked, made_up, population, ages):
    extend(made_up, population=population)
    for age, expected in ages.items():
        patient = Patient(age=read_age(age) if age else None, weight=Decimal(50))
        got = asked.dose(
            "alpha", check="1 mg/kg/day" if age == "17" else "10 mg tid", patient=patient, choice=Choice(form="tablet")
        )
        assert got.check.verdict == expected, age


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        ({"hepatic": "severe"}, "liver impairment"),
        ({"pregnant": True}, "pregnancy"),
        ({"egfr": Decimal(59)}, "impaired kidneys"),
        ({"crcl": Decimal(30)}, "impaired kidneys"),
        ({"dialysis": True}, "dialysis"),
        ({"egfr": Decimal(60)}, ""),
        ({}, ""),
    ],
)
def test_silence_on_an_organ_lets_no_dose_be(asked, patient, expected):
    check = asked.dose("beta", check="2 mg bid", patient=Patient(**patient)).check  # no rule of beta speaks of any of these
    assert check.verdict == ("cannot-tell" if expected else "within")
    assert [r.text for r in check.reasons if "no proof of safety" in r.text] == (
        [f"no rule on the dose in {expected} is recorded for this product from US sources, which is no proof of safety"]
        if expected
        else []
    )


LIVER = """
[[adjustments]]
kind = "hepatic"
effect = "no-change"
text = "Mild or moderate: no change."
when = { hepatic = ["mild", "moderate"] }
source = ["label-b#dosage_and_administration"]

[[adjustments]]
kind = "renal"
effect = "no-change"
text = "From 30 to 60: no change."
when = { crcl = { at_least = 30, below = 60 } }
source = ["label-b#dosage_and_administration"]
"""


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        ({"hepatic": "mild"}, "within"), ({"hepatic": "moderate"}, "within"), ({"hepatic": "severe"}, "cannot-tell"),
        ({"crcl": Decimal(30)}, "within"), ({"crcl": Decimal("29.9")}, "cannot-tell"), ({"crcl": Decimal(60)}, "within"),
        ({"dialysis": True}, "cannot-tell"),
    ],
)  # fmt: skip
def test_a_rule_about_milder_patients_covers_no_sicker_one(asked, made_up, patient, expected):
    record = made_up / "drugs" / "beta.toml"
    record.write_text(record.read_text() + LIVER)
    assert asked.dose("beta", check="2 mg bid", patient=Patient(**patient)).check.verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 mg q12h", "within"),
        ("10 mg q8h", "cannot-tell"),
        ("20 mg bid", "within"),
        ("10 mg qid", "cannot-tell"),
        ("40 mg/day in 4 doses", "cannot-tell"),
    ],
)
def test_more_often_than_an_interval_that_is_named(asked, made_up, text, expected):
    record = made_up / "drugs" / "beta.toml"
    old = 'usual = { low = 2, high = 10, unit = "mg", per = "dose", times_per_day = { low = 2, high = 4 } }'
    new = 'usual = { low = 2, high = 20, unit = "mg", per = "dose", every_hours = { value = 12 } }'
    assert old in record.read_text()
    record.write_text(record.read_text().replace(old, new))
    assert asked.dose("beta", check=text).check.verdict == expected


def test_a_warning_is_told_where_no_rule_on_the_dose_is_recorded(asked, made_up):
    record = made_up / "drugs" / "beta.toml"
    old = '{ topic = "driving", text = "No driving at first.", source = ["label-b#warnings"] }'
    assert old in record.read_text()
    new = '{ topic = "pregnancy", text = "Harmed rats.", source = ["label-b#warnings"] }'
    record.write_text(record.read_text().replace(old, new))
    (first, *_) = asked.dose("beta", check="2 mg bid", patient=Patient(pregnant=True)).check.reasons
    assert first.verdict == "cannot-tell" and first.text.endswith("a warning says: Harmed rats.")
    assert first.sources == ("label-b#warnings",)
