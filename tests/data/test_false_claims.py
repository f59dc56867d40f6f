"""What web articles say wrongly of these drugs: no record and no command may say it too.

Each test bears the number of the false statement. What it expects is typed from the labels (section in the comment),
the named studies and foreign texts.
"""

import re

import pytest

ABOUT = ["baclofen", "diazepam", "cyclobenzaprine", "bupropion"]


def said(run, *drugs, region="US"):
    """What `compare`, or `show` for one drug, says for each (field, drug)."""
    ran = run("compare" if len(drugs) > 1 else "show", *drugs, "--json", *(["--region", region] if region else []))
    assert ran.code == 0, ran.err
    return {(row["field"], v["drug"]): v for section in ran.json["sections"] for row in section["rows"] for v in row["values"]}


def holds(text, *facts):
    """Every fact (a pattern of whole words and numbers) stands in the text."""
    text = " ".join(text.casefold().split())
    missing = [fact for fact in facts if not re.search(rf"(?<![\w.])(?:{fact})(?!\w|\.\d)", text)]
    assert not missing, f"{missing} not in: {text}"


def effects(run, drug, route="oral"):
    """{name: (rank, percent)} by one route."""
    found = {}
    for (field, _), value in said(run, drug).items():
        if field.startswith("adverse_effects."):
            for e in value["data"] or []:
                if e["route"] in ("", route):
                    found[e["name"]] = (e["rank"], e["percent"] and (e["percent"]["low"], e["percent"]["high"]))
    assert found
    return found


def regimens(run, drug):
    return [r for r in run("dose", drug, "--json").json["drugs"][0]["regimens"] if (r["route"], r["region"]) == ("oral", "US")]


def pair(run, *drugs):
    (one,) = run("interactions", *drugs, "--json").json["pairs"]
    return one


def told(findings):
    return " ".join(f"{f['effect']} {f['mechanism']} {f['management']}" for f in findings).casefold()


# --- a section of a record: what must stand there, and what must not


@pytest.mark.parametrize(
    ("arguments", "there", "never"),
    [
        # 00c6c924 indications_and_usage
        pytest.param(
            "show baclofen -s indications", ["multiple sclerosis", "rheumatic"], "combin|together with|other drugs", id="C0-017"
        ),
        pytest.param(
            "show baclofen -s indications",
            ["treats the spasticity, not the multiple sclerosis"],
            "first signs|early|bone",
            id="C4-010",
        ),
        # clinical_pharmacology of the three labels
        pytest.param(
            "show baclofen -s mechanism", ["gaba-b receptor agonist"], "norepinephrine|noradrenaline", id="C0-031-baclofen"
        ),
        pytest.param("show diazepam -s mechanism", ["gaba-a receptor"], "norepinephrine|noradrenaline", id="C0-031-diazepam"),
        pytest.param("show cyclobenzaprine -s mechanism", ["norepinephrine"], "gaba", id="C0-031-cyclobenzaprine"),
        pytest.param("show baclofen -s mechanism", ["spinal cord"], "pain|nocicept", id="C4-007"),
        pytest.param(
            "show baclofen -s mechanism", ["agonist", "less release of excitatory"], "antagonist|repress|less gaba", id="C4-009"
        ),
        pytest.param("show baclofen -s identity -s mechanism", ["antispastic"], "analges|painkill", id="C4-026-baclofen"),
        pytest.param(
            "show cyclobenzaprine -s identity -s mechanism",
            ["muscle spasm of local origin"],
            "analges|painkill",
            id="C4-026-cyclobenzaprine",
        ),
        # adverse_reactions: rare effects of the eyes
        pytest.param("show baclofen -s effects", ["blurred or double vision"], r"tunnel|\bhalos?\b", id="C0-076"),
        # 260e2041 adverse_reactions
        pytest.param("show diazepam -s effects -s warnings", ["drowsiness"], "sodium|hyponatr|antidiuretic|adh", id="C0-080"),
        pytest.param(
            "show diazepam -s effects -s warnings", ["muscle weakness"], r"stiff|rigid|high fever|neuroleptic", id="C0-081"
        ),
        pytest.param(
            "show diazepam -s effects", ["hypotension"], "palpitation|arrhythm|irregular|tachycardia|fast heart", id="C0-092"
        ),
        pytest.param(
            "show diazepam -s effects", ["paradoxical reactions", "agitation"], r"\bmani[ac]|racing|reckless", id="C0-093"
        ),
        # neither label knows the syndrome
        pytest.param("show baclofen -s effects -s warnings", ["drowsiness"], "serotonin", id="C0-082-baclofen"),
        pytest.param("show diazepam -s effects -s warnings", ["drowsiness"], "serotonin", id="C0-082-diazepam"),
        # 00c6c924 and 260e2041 contraindications
        pytest.param("show baclofen -s contraindications", ["hypersensitivity"], "depress|opioid", id="C0-100-baclofen"),
        pytest.param(
            "show diazepam -s contraindications", ["myasthenia gravis", "sleep apnea"], "depress|opioid", id="C0-100-diazepam"
        ),
        # use: insurance data 2005-2018; FDA safety communication of 2020
        pytest.param("show baclofen -s usage", ["grew considerably"], "consistent|stayed level|unchanged", id="C0-109"),
        pytest.param("show diazepam -s usage", ["92 million", "2019"], r"14 million|14,009,000|people in 2020", id="C0-110"),
        pytest.param("show diazepam -s usage", ["38%", "24%", "20%"], r"quarter|25%", id="C0-111"),
        pytest.param("show diazepam -s usage", ["no figure of its own"], r"\bhalf\b|antispasmodic", id="C0-112-diazepam"),
        pytest.param(
            "show cyclobenzaprine -s usage",
            ["more than 50% of skeletal muscle relaxant prescriptions"],
            "baclofen",
            id="C0-112-cyclobenzaprine",
        ),
        pytest.param("show baclofen -s usage", ["cyclobenzaprine stayed far ahead"], "prefer|tested", id="C4-019"),
        pytest.param(
            "show dantrolene -s indications", ["spasticity", "spinal cord injury", "stroke"], "not serious|mild", id="C4-003"
        ),
        pytest.param("show baclofen -s identity", ["1977"], "new(er)? generation|newer", id="C4-045"),
        # drug_abuse_and_dependence: the symptoms of stopping do not mean addiction
        pytest.param(
            "warnings cyclobenzaprine -t misuse",
            ["not a controlled substance", "does not call it addictive"],
            "leads? to addiction",
            id="C4-048",
        ),
        pytest.param(
            "interactions baclofen cyclobenzaprine", ["sedation adds up"], "permanent|irreversible|lasting|damage", id="C4-042"
        ),
        # French medicines agency
        pytest.param("warnings baclofen -t other", ["180 mg", "50%", "80 mg"], "no severe", id="C4-021"),
    ],
)
def test_what_a_section_says(run, arguments, there, never):
    ran = run(*arguments.split())
    assert ran.code == 0, ran.err
    holds(ran.flat, *there)
    assert not re.search(never, ran.flat.casefold())


# --- effects


def test_c0_025_drowsiness_is_the_commonest_effect_of_baclofen(run):
    found = effects(run, "baclofen")  # adverse_reactions
    assert found["drowsiness"] == ("common", (10, 63))
    assert found["confusion"] == ("common", (1, 11))
    assert max(percent[1] for _, percent in found.values() if percent) == 63


def test_c0_065_dry_mouth_is_rare_on_baclofen_and_saliva_absent(run):
    found = effects(run, "baclofen")
    assert found["dry mouth"][0] == "rare"
    assert not [name for name in found if "saliva" in name]


def test_c0_067_confusion_and_hypotension_are_on_the_list(run):
    found = effects(run, "baclofen")
    assert (found["confusion"], found["hypotension"]) == (("common", (1, 11)), ("common", (0, 9)))


def test_c0_077_withdrawal_is_a_serious_effect_of_baclofen(run):
    assert effects(run, "baclofen")["withdrawal syndrome"][0] == "serious"
    topics = [t["topic"] for t in run("warnings", "baclofen", "--json").json["topics"]]
    assert topics.index("withdrawal") <= 2  # after the box and the contraindications


@pytest.mark.parametrize(("drug", "answer"), [("baclofen", False), ("diazepam", False), ("cyclobenzaprine", True)])
def test_c0_082_serotonergic(run, drug, answer):
    assert run("is", drug, "serotonergic", "--json").json["answer"] is answer
    for partner in ("sertraline", "duloxetine", "tramadol"):
        assert ("serotonin syndrome" in told(pair(run, drug, partner)["findings"])) is answer


def test_c0_088_three_boxed_warnings_of_diazepam(run):
    titles = [b["title"] for b in said(run, "diazepam")["boxed_warnings", "diazepam"]["data"]]  # 260e2041 boxed_warning
    assert len(titles) == 3
    holds(" ".join(titles), "opioids", "abuse, misuse and addiction", "dependence and withdrawal")


def test_c4_034_seizures_and_insomnia_on_cyclobenzaprine(run):
    names = " ".join(effects(run, "cyclobenzaprine"))
    holds(names, "seizures", "insomnia")  # adverse_reactions


# --- identity, mechanism, use


def test_c0_033_fourteen_years_apart(run):
    found = said(run, "baclofen", "diazepam")
    years = {drug: found["first_approval", drug]["data"][0]["year"] for drug in ("baclofen", "diazepam")}
    assert years == {"baclofen": 1977, "diazepam": 1963}
    assert years["baclofen"] - years["diazepam"] == 14


def test_c0_034_one_transmitter_two_receptors(run):
    found = said(run, "baclofen", "diazepam")
    targets = {drug: found["mechanisms", drug]["data"][0]["target"] for drug in ("baclofen", "diazepam")}
    assert re.findall(r"GABA-[AB]", " ".join(targets.values())) == ["GABA-B", "GABA-A"]
    for drug in targets:
        holds(found["mechanisms", drug]["data"][0]["text"], "gaba")


def test_c4_045_baclofen_is_as_old_as_cyclobenzaprine(run):
    found = said(run, "baclofen", "cyclobenzaprine")
    assert [found["first_approval", drug]["data"][0]["year"] for drug in ("baclofen", "cyclobenzaprine")] == [1977, 1977]


@pytest.mark.parametrize(("drug", "group", "answer"), [
    ("cyclobenzaprine", "tricyclic-structure", True), ("baclofen", "tricyclic-structure", False),
    ("baclofen", "gaba-b-agonist", True), ("cyclobenzaprine", "gaba-b-agonist", False),
])  # fmt: skip
def test_c4_050_composition(run, drug, group, answer):
    assert run("is", drug, group, "--json").json["answer"] is answer


def test_c0_037_baclofen_is_labelled_for_spasticity_only(run):
    found = said(run, "baclofen", "diazepam")
    uses = [i["use"] for i in found["indications.labelled", "baclofen"]["data"]]
    assert uses
    assert all("spasticity" in use and not re.search("anxiety|withdrawal", use) for use in uses)
    off_label = {i["id"] for i in found["indications.off-label", "baclofen"]["data"]}
    assert off_label == {"alcohol-withdrawal", "alcohol-use-disorder"}
    holds(found["indications.off-label", "baclofen"]["text"], "very low quality", r"p = 0\.84")


def test_c0_035_the_comparison_in_alcohol_withdrawal(run):
    studies = {s["id"]: s for s in run("evidence", "baclofen", "diazepam", "--json").json["studies"]}
    both = [s for s in studies.values() if {"baclofen", "diazepam"} <= set(s["drugs"]) and "alcohol" in s["title"].casefold()]
    assert both
    assert all(s["year"] != 2002 and "double-blind" not in s["design"] for s in both)
    assert (studies["addolorato-2006"]["year"], studies["addolorato-2006"]["n"]) == (2006, 37)
    craving = studies["addolorato-2002"]
    assert (craving["drugs"], craving["n"], craving["head_to_head"]) == (["baclofen"], 39, False)
    holds(craving["comparison"], "placebo")


# --- doses


def test_c0_045_15_mg_a_day_is_the_start(run):
    for regimen in regimens(run, "baclofen"):  # 00c6c924 dosage_and_administration
        start = regimen["start"]
        assert (start["high"] * start["times_per_day"]["high"], start["lasts"]["high"], start["lasts"]["unit"]) == (15, 3, "days")
    usual = [(r["usual"]["low"], r["usual"]["high"], r["usual"]["per"]) for r in regimens(run, "baclofen") if r["usual"]]
    assert usual == [(40, 80, "day")]


def test_c0_047_baclofen_goes_up_every_3_days(run):
    steps = [
        (s["high"], s["after"]["low"], s["after"]["high"], s["after"]["unit"])
        for r in regimens(run, "baclofen")
        for s in r["titration"]
    ]
    assert set(steps) == {(10, 3, 3, "days"), (15, 3, 3, "days"), (20, 3, 3, "days")}


@pytest.mark.parametrize(("use", "times"), [("muscle-spasm", (3, 4)), ("anxiety", (2, 4)), ("convulsive-disorders", (2, 4))])
def test_c1_003_times_a_day_of_diazepam(run, use, times):
    (usual,) = [r["usual"] for r in regimens(run, "diazepam") if r["population"] == "adult" and use in r["indications"]]
    assert (usual["low"], usual["high"], usual["per"]) == (2, 10, "dose")  # 260e2041 dosage_and_administration
    assert (usual["times_per_day"]["low"], usual["times_per_day"]["high"]) == times


def test_c0_039_older_people_on_baclofen(run):
    found = said(run, "baclofen", region=None)
    older = [a for a in found["adjustments.age", "baclofen"]["data"] if a["when"]["age"]["at_least"] == 65]
    assert [a["effect"] for a in older] == ["caution"]
    holds(older[0]["text"], "unwanted effects are likelier in older people")
    ran = run("dose", "baclofen", "--check", "20 mg/day", "--age", "70", "--egfr", "59", "--json")
    assert (ran.code, ran.json["check"]["verdict"]) == (1, "avoid")  # Beers criteria 2023
    (effect,) = [e for e in found["adverse_effects.serious", "baclofen"]["data"] if "encephalopathy" in e["name"]]
    assert (effect["percent"]["high"], effect["comparator_percent"]["high"]) == (1.11, 0.42)
    assert "well tolerated" not in run("show", "baclofen", "-s", "adjustments", "-s", "effects", "-s", "warnings").flat


@pytest.mark.parametrize(
    ("drug", "route", "form", "years"),
    [
        ("baclofen", "oral", "", 12),
        ("baclofen", "intrathecal", "", 4),
        ("cyclobenzaprine", "oral", "tablet", 15),
        ("cyclobenzaprine", "oral", "capsule", 18),
    ],
)
def test_c4_038_from_what_age(run, drug, route, form, years):
    ages = [a for a in said(run, drug)["adjustments.age", drug]["data"] if (a["route"], a["form"]) == (route, form)]
    assert [a["when"]["age"]["below"] for a in ages if a["effect"] == "not-established"] == [years]


def test_c4_038_the_uk_licenses_baclofen_for_children(run):
    uses = said(run, "baclofen", region="GB")["indications.labelled", "baclofen"]["text"]
    holds(uses, "children", "from 0 to under 18 years")


# --- stopping, contraindications, interactions


def test_c4_028_only_baclofen_has_a_severe_withdrawal(run):
    found = said(run, "baclofen", "cyclobenzaprine")
    holds(found["warnings.withdrawal", "baclofen"]["text"], "seizures", "organ failure and death")
    mild = found["warnings.withdrawal", "cyclobenzaprine"]["text"]
    holds(mild, "rarely", "nausea, headache and malaise")
    assert not re.search("seizure|death|severe", mild)


def test_c4_032_the_heart_rules_cyclobenzaprine_out(run):
    found = said(run, "baclofen", "cyclobenzaprine")
    # 00b20a8c contraindications: the two not named here are hypersensitivity and MAO inhibitors
    tablets = [c["text"] for c in found["contraindications", "cyclobenzaprine"]["data"] if not c["form"]]
    heart = [
        "arrhythmia",
        "heart block",
        "congestive heart failure",
        "acute recovery phase of a myocardial infarction",
        "hyperthyroidism",
    ]
    holds(" ".join(tablets), *heart)
    assert len(tablets) == len(heart) + 2
    holds(found["adjustments.renal", "baclofen"]["text"], "with caution", "a lower dose may be needed")


@pytest.mark.parametrize(
    ("drug", "wash_outs"),
    [("fluoxetine", ["5 weeks", "14 days"]), ("bupropion", ["14 days"]), ("cyclobenzaprine", ["14 days"])],
)
def test_c0_097_wash_out_with_a_mao_inhibitor(run, drug, wash_outs):
    one = pair(run, drug, "phenelzine")
    assert (one["severity"], one["action"]) == ("contraindicated", "avoid")
    holds(told(one["findings"]), *wash_outs)


@pytest.mark.parametrize(("drug", "stop"), [("baclofen", "lower the dose slowly"), ("diazepam", "taper")])
def test_c0_097_a_taper_is_no_wash_out(run, drug, stop):
    # 40483372 contraindications: not with CNS depressants; no wait in days is named for them
    one = pair(run, drug, "phenelzine")
    assert one["severity"] == "contraindicated"
    assert not re.search("days|weeks|wait|wash", told(one["findings"]))
    holds(run("warnings", drug, "-t", "withdrawal").flat, stop)


def test_c0_097_bupropion_and_an_abrupt_stop(run):
    # 004d8121 contraindications
    holds(said(run, "bupropion")["contraindications", "bupropion"]["text"], "alcohol", "benzodiazepines?")
    holds(told(pair(run, "bupropion", "diazepam")["findings"]), "contraindicated while such a drug is stopped abruptly")


@pytest.mark.parametrize(
    ("drug", "partner", "severity"),
    [
        *[("cyclobenzaprine", p, "major") for p in ("sertraline", "duloxetine", "amitriptyline", "tramadol", "bupropion", "meperidine", "verapamil")],
        *[("cyclobenzaprine", p, "moderate") for p in ("alcohol", "guanethidine", "orphenadrine")],
        *[("cyclobenzaprine", p, "contraindicated") for p in ("phenelzine", "tranylcypromine")],
        *[("baclofen", p, "moderate") for p in ("alcohol", "amitriptyline", "lithium", "levodopa")],
        ("baclofen", "oxycodone", "major"),
    ],
)  # fmt: skip
def test_c4_043_interacting_drugs_are_named(run, drug, partner, severity):
    listed = {p["a"] if p["b"] == drug else p["b"]: p["severity"] for p in run("interactions", drug, "--json").json["pairs"]}
    assert listed[partner] == severity


# --- money


@pytest.mark.parametrize(
    ("dose", "a_day"),
    [("10mg/day", (3.67, 4.17)), ("40mg/day", (14.67, 16.67)), ("80mg/day", (29.33, 33.33))],
)
def test_c0_101_a_tablet_is_not_a_day(run, dose, a_day):
    (cost,) = run("cost", "baclofen=220-250/60x10mg", "-d", f"baclofen={dose}", "--json").json["costs"]
    assert (cost["day_low"], cost["day_high"]) == a_day


def test_c0_101_lioresal_tablets_are_off_the_us_market(run):
    brands = said(run, "baclofen")["brands", "baclofen"]["data"]
    assert [b["status"] for b in brands if b["name"] == "Lioresal"] == ["discontinued"]


# --- `claims` says of each that it is false, and what is right


@pytest.mark.parametrize(
    ("claim", "facts"),
    [
        ("baclofen-approved-with-other-drugs", ["no use in combination", "rheumatic"]),
        ("baclofen-little-drowsiness", ["10 to 63%", "1 to 11%"]),
        ("norepinephrine-like-baclofen", ["cyclobenzaprine"]),
        ("diazepam-decades-before-baclofen", ["1963", "1977", "14 years"]),
        ("different-neurotransmitters", ["gaba-b", "gaba-a", "chloride"]),
        ("study-2002-alcohol-withdrawal", ["2006", "37 patients", "placebo", "39"]),
        ("both-established-anxiety-withdrawal", [r"0\.84", "very low quality"]),
        ("baclofen-well-tolerated-elderly", [r"1\.11%", r"0\.42%", "egfr under 60"]),
        ("baclofen-15-mg-enough", ["first 3 days", "40 to 80 mg"]),
        ("baclofen-raise-after-weeks", ["3 days", "10, 15 and 20 mg"]),
        ("baclofen-saliva-dry-mouth", ["rare"]),
        ("baclofen-list-without-confusion", ["1 to 11%", "0 to 9%"]),
        ("baclofen-tunnel-vision-halos", ["not on it", "nystagmus"]),
        ("baclofen-serious-list-without-withdrawal", ["hallucinations", "seizures", "rhabdomyolysis"]),
        ("valium-low-sodium", ["not on diazepam's label"]),
        ("valium-stiff-muscles-fever", ["no such effect", "baclofen was stopped suddenly"]),
        ("serotonin-syndrome-baclofen-valium", ["neither label", "cyclobenzaprine's does"]),
        ("valium-well-tolerated-no-boxed-warning", ["boxed warning", "opioids", "addiction", "dependence"]),
        ("valium-fast-irregular-heartbeat", ["low blood pressure alone"]),
        ("valium-manic-episode", ["mania is not among"]),
        ("maoi-clearance-like-baclofen-valium", ["14 days", "5 weeks", "taper"]),
        ("contraindications-section-names-none", ["6 months", "myasthenia gravis", "sleep apnea", "narrow-angle glaucoma"]),
        ("lioresal-cost-per-day", [r"\$3\.67 to \$4\.17", r"\$14\.67 to \$16\.67", r"\$29\.33 to \$33\.33"]),
        ("baclofen-use-consistent", ["grew considerably"]),
        ("diazepam-14-million-people", ["prescriptions, not people", "92 million"]),
        ("diazepam-quarter-of-benzodiazepines", ["38%", "24%", "20%", "at most 18%"]),
        ("diazepam-half-of-antispasmodics", ["more than 50%", "at most 18%"]),
        ("valium-relaxant-dose-2-4-times", ["2 to 10 mg", "3 or 4 times a day"]),
        ("relaxants-conditions-not-serious", ["multiple sclerosis"]),
        ("baclofen-pain-receptors", ["gaba"]),
        ("baclofen-represses-gaba", ["the other way round", "excitatory"]),
        ("baclofen-first-signs-of-ms", ["symptoms of spasticity"]),
        ("ms-bone-muscular-disorder", ["brain and spinal cord", "immune"]),
        ("baclofen-preferred-being-tested", ["more than 50%"]),
        ("baclofen-alcohol-no-severe-effects", ["180 mg", "50%"]),
        ("both-analgesic-on-brain", ["neither label"]),
        ("both-severe-withdrawal", ["baclofen does", "nausea, headache and malaise"]),
        ("kidney-heart-patients-caution", ["arrhythmias", "heart block", "congestive heart failure", "hyperthyroidism"]),
        ("flexeril-no-seizures-sleep-disorders", ["seizures and insomnia"]),
        ("not-prescribed-to-children", ["12 years", "4 years", "15 years", "18", "33,061"]),
        ("together-permanent-damage", ["neither label describes lasting damage"]),
        ("interactions-none-named", ["14 days", "verapamil", "lithium", "levodopa"]),
        ("baclofen-newer-generation", ["1972", "1975", "1977"]),
        ("flexeril-leads-to-addiction", ["do not indicate addiction"]),
        ("flexeril-similar-composition", ["tricyclic", "c20h21n", "c10h12clno2"]),
    ],
)
def test_the_claims_command_says_false(run, claim, facts):
    (one,) = [c for c in run("claims", *ABOUT, "--json").json["claims"] if c["id"] == claim]
    assert one["verdict"] == "false"
    holds(one["fact"], *facts)


def test_the_claims_table_shows_verdict_and_fact(run):
    false = [c for c in run("claims", *ABOUT, "--json").json["claims"] if c["verdict"] == "false"]
    rows = run("claims", *ABOUT).out.splitlines()
    assert len(false) >= 45
    for one in false:
        (row,) = [line for line in rows if one["claim"] in line]
        assert row.split()[0] == "false"
        assert one["fact"] in row
