"""The 42 questions that readers of web articles come with: for each, a command must hold the answer.

The facts are typed from the labels (section in the comment), the named studies and foreign texts.
"""

import re

import pytest

LABELLED, OFF_LABEL, NOT_FOR = "indications.labelled", "indications.off-label", "indications.not-for"
COMMON = "adverse_effects.common"


def compare(run, *drugs, region="US"):
    """What `compare`, or `show` for one drug, says for each (field, drug)."""
    ran = run("compare" if len(drugs) > 1 else "show", *drugs, "--json", *(["--region", region] if region else []))
    assert ran.code == 0, ran.err
    return {(row["field"], v["drug"]): v for section in ran.json["sections"] for row in section["rows"] for v in row["values"]}


def table(run, *arguments, code=0):
    """What a command prints, in small letters and on one line."""
    ran = run(*arguments)
    assert ran.code == code, ran.err
    return ran.flat.casefold()


def holds(text, *facts):
    """Every fact (a pattern of whole words and numbers) stands in the text."""
    text = " ".join(text.casefold().split())
    missing = [fact for fact in facts if not re.search(rf"(?<![\w.])(?:{fact})(?!\w|\.\d)", text)]
    assert not missing, f"{missing} not in: {text}"


def regimens(run, drug, **wanted):
    """The recorded regimens whose keys have the wanted values."""
    ran = run("dose", drug, "--json")
    found = [r for r in ran.json["drugs"][0]["regimens"] if all(r[k] == v for k, v in wanted.items())]
    assert found
    return found


def amount(dose):
    """A dose as (low, high, unit, per, fewest times a day, most times a day)."""
    times = dose["times_per_day"] or {"low": None, "high": None}
    return dose["low"], dose["high"], dose["unit"], dose["per"], times["low"], times["high"]


def percents(said, field, drug, route="oral"):
    effects = said[field, drug]["data"]
    return {e["name"]: e["percent"] and (e["percent"]["low"], e["percent"]["high"]) for e in effects if e["route"] == route}


def schedule(said, drug):
    (one,) = said["schedule", drug]["data"]
    return one["value"]


def finding(run, *drugs):
    """The worst finding of a pair, and the text of all of them."""
    ran = run("interactions", *drugs, "--json")
    assert ran.code == 0, ran.err
    (pair,) = ran.json["pairs"]
    return pair["severity"], pair["action"], " ".join(f["effect"] + " " + f["management"] for f in pair["findings"])


def studies(run, *drugs):
    return {s["id"]: s for s in run("evidence", *drugs, "--json").json["studies"]}


def verdict(run, drug, dose, *patient):
    ran = run("dose", drug, "--check", dose, *patient, "--json")
    said = ran.json["check"]["verdict"]
    assert ran.code == (said != "within"), ran.err
    return said


# --- baclofen and diazepam


def test_q001_which_is_better(run):
    said = compare(run, "baclofen", "Valium", region=None)
    holds(said[LABELLED, "baclofen"]["text"], "spasticity from multiple sclerosis", "spinal cord")
    holds(said[LABELLED, "diazepam"]["text"], "anxiety", "acute alcohol withdrawal", "convulsive", "reflex spasm")
    holds(said["schedule", "diazepam"]["text"], "schedule iv")
    holds(said["schedule", "baclofen"]["text"], "not a controlled substance")
    found = studies(run, "baclofen", "diazepam")
    holds(found["paisley-2002"]["result"], "no evidence of a difference")
    holds(found["roussan-1985"]["result"], "daytime sedation, were commoner on diazepam")


def test_q002_identity_of_baclofen(run):
    said = table(run, "show", "baclofen", "-s", "identity", "-s", "mechanism")
    holds(said, "gaba-b receptor agonist", "antispastic", "muscle relaxant", "1977", "not a controlled substance")


def test_q003_indications_of_baclofen(run):
    said = compare(run, "baclofen")
    # 00c6c924 indications_and_usage; Gablofen indications
    holds(
        said[LABELLED, "baclofen"]["text"],
        "multiple sclerosis",
        "some value",
        "intrathecal",
        "severe spasticity",
        "cerebral",
        "age 4",
    )
    holds(said[NOT_FOR, "baclofen"]["text"], "rheumatic", "stroke", "cerebral palsy", "parkinson's disease")


def test_q004_indications_of_diazepam(run):
    said = compare(run, "Valium")[LABELLED, "diazepam"]["data"]
    oral = {i["id"]: f"{i['use']}; {i['note']}" for i in said if i["route"] == "oral"}
    assert len(oral) == 4  # 260e2041 indications_and_usage
    holds(oral["anxiety"], "anxiety disorders", "short-term")
    holds(oral["alcohol-withdrawal"], "acute alcohol withdrawal")
    holds(oral["muscle-spasm"], "adjunct", "reflex spasm", "upper motor neuron", "athetosis", "stiff-man")
    holds(oral["convulsive-disorders"], "convulsive", "adjunct")


def test_q005_mechanisms(run):
    said = compare(run, "baclofen", "diazepam")
    (baclofen,), (diazepam,) = said["mechanisms", "baclofen"]["data"], said["mechanisms", "diazepam"]["data"]
    assert ("GABA-B" in baclofen["target"], baclofen["action"]) == (True, "agonist")
    assert ("GABA-A" in diazepam["target"], diazepam["action"]) == (True, "positive allosteric modulator")
    holds(baclofen["text"], "reflexes in the spinal cord")


@pytest.mark.parametrize(
    ("study", "year", "people", "result"),
    [
        ("roussan-1985", 1985, 13, "neither drug was preferred"),
        ("addolorato-2006", 2006, 37, "without a significant difference"),
    ],
)
def test_q006_head_to_head_evidence(run, study, year, people, result):
    found = studies(run, "baclofen", "diazepam")
    assert (found[study]["year"], found[study]["n"], found[study]["head_to_head"]) == (year, people, True)
    holds(found[study]["result"], result)
    assert found["liu-2017"]["n"] == 141
    holds(found["liu-2017"]["limits"], "very low quality")


def test_q007_dose_of_baclofen(run):
    # 00c6c924 dosage_and_administration
    (tablet,) = regimens(run, "baclofen", form="tablet", region="US")
    assert amount(tablet["start"]) == (5, 5, "mg", "dose", 3, 3)
    assert [amount(s)[0] for s in tablet["titration"]] == [10, 15, 20]
    steps = [tablet["start"]["lasts"], *(s["after"] for s in tablet["titration"])]
    assert {(s["low"], s["high"], s["unit"]) for s in steps} == {(3, 3, "days")}
    assert amount(tablet["usual"])[:4] == (40, 80, "mg", "day")
    assert (tablet["max_daily"]["stated"], tablet["max_daily"]["high"]) == (True, 80)
    assert verdict(run, "baclofen", "20 mg qid") == "within"
    assert verdict(run, "baclofen", "25 mg qid") == "above"


@pytest.mark.parametrize(
    ("use", "population", "part", "expected"),
    [  # 260e2041 dosage_and_administration
        ("anxiety", "adult", "usual", (2, 10, "mg", "dose", 2, 4)),
        ("convulsive-disorders", "adult", "usual", (2, 10, "mg", "dose", 2, 4)),
        ("muscle-spasm", "adult", "usual", (2, 10, "mg", "dose", 3, 4)),
        ("alcohol-withdrawal", "adult", "start", (10, 10, "mg", "dose", 3, 4)),
        ("anxiety", "older", "start", (2, 2.5, "mg", "dose", 1, 2)),
        ("anxiety", "child", "start", (1, 2.5, "mg", "dose", 3, 4)),
    ],
)
def test_q008_dose_of_diazepam(run, use, population, part, expected):
    (found,) = [r for r in regimens(run, "Valium", form="tablet", region="US", population=population) if use in r["indications"]]
    assert amount(found[part]) == expected
    if use == "alcohol-withdrawal":
        assert (found["start"]["lasts"]["high"], found["start"]["lasts"]["unit"]) == (24, "hours")
        assert [amount(s) for s in found["titration"]] == [(5, 5, "mg", "dose", 3, 4)]


def test_q009_common_effects_of_baclofen(run):
    # baclofen tablets, adverse_reactions
    assert percents(compare(run, "baclofen"), COMMON, "baclofen") == {
        "drowsiness": (10, 63), "dizziness": (5, 15), "weakness": (5, 15), "nausea": (4, 12), "confusion": (1, 11),
        "hypotension": (0, 9), "headache": (4, 8), "insomnia": (2, 7), "constipation": (2, 6), "urinary frequency": (2, 6),
        "fatigue": (2, 4),
    }  # fmt: skip


def test_q010_common_effects_of_diazepam(run):
    # 260e2041 adverse_reactions: no percentages
    said = percents(compare(run, "diazepam"), COMMON, "diazepam")
    assert said == dict.fromkeys(["drowsiness", "fatigue", "muscle weakness", "ataxia"])


def test_q011_serious_effects_of_baclofen(run):
    said = table(run, "show", "baclofen", "-s", "effects", "-s", "warnings")
    holds(said, "withdrawal syndrome", "hallucinations", "seizures", "high fever", "cns depressants", "slowed breathing")
    holds(said, "encephalopathy in chronic kidney disease", r"1\.11%", r"0\.42%", "epileptic seizure")


def test_q012_serious_effects_of_diazepam(run):
    # 260e2041 boxed_warning, adverse_reactions
    boxed = [b["title"] for b in compare(run, "diazepam")["boxed_warnings", "diazepam"]["data"]]
    assert len(boxed) == 3
    holds(" ".join(boxed), "opioids", "abuse", "misuse", "addiction", "dependence", "withdrawal")
    said = table(run, "show", "Valium", "-s", "effects", "-s", "warnings")
    holds(said, "paradoxical reactions", "amnesia", "slows breathing")


def test_q013_contraindications(run):
    # 00c6c924 and 260e2041 contraindications: every one, and no other
    said = compare(run, "baclofen", "diazepam")
    oral = {
        d: [c["text"] for c in said["contraindications", d]["data"] if c["route"] in ("", "oral")]
        for d in ("baclofen", "diazepam")
    }
    assert len(oral["baclofen"]) == 1
    holds(oral["baclofen"][0], "hypersensitivity")
    every = ["hypersensitivity", "6 months", "myasthenia gravis", "severe respiratory insufficiency",
             "severe hepatic insufficiency", "sleep apnea", "acute narrow-angle glaucoma"]  # fmt: skip
    assert len(oral["diazepam"]) == len(every)
    holds(" ".join(oral["diazepam"]), *every)


@pytest.mark.parametrize("opioid", ["oxycodone", "morphine", "tramadol"])
def test_q014_with_an_opioid(run, opioid):
    severity, _, text = finding(run, "diazepam", opioid)
    assert severity == "major"  # a boxed warning, not a contraindication
    holds(text, "profound sedation", "breathing", "coma", "death")
    severity, _, text = finding(run, "baclofen", opioid)
    assert severity == "major"
    holds(text, "sedation", "breathing")
    boxed = run("interactions", "diazepam", opioid, "--json").json["pairs"][0]["findings"][0]["evidence"]
    assert boxed == "boxed-warning"


@pytest.mark.parametrize(
    ("offer", "dose", "a_day"),
    [  # price / tablets x tablets a day
        ("baclofen=220-250/60x10mg", "baclofen=40mg/day", (14.67, 16.67)),
        ("diazepam=235/30x5mg", "diazepam=40mg/day", (62.67, 62.67)),
    ],
)
def test_q015_cost_a_day(run, offer, dose, a_day):
    (cost,) = run("cost", offer, "--dose", dose, "--json").json["costs"]
    assert (cost["day_low"], cost["day_high"]) == a_day


def test_q015_a_bundled_price_says_how_old_it_is(run):
    about = [
        c["offer"]["about"]
        for c in run("cost", "baclofen", "diazepam", "-d", "baclofen=40mg/day", "-d", "diazepam=40mg/day", "--json").json["costs"]
    ]
    assert about
    assert all(re.search(r"undated|\d{4}-\d{2}-\d{2}", text) for text in about)


def test_q016_which_is_prescribed_more(run):
    said = compare(run, "baclofen", "diazepam")
    # FDA safety communication of 2020
    holds(said["usage", "diazepam"]["text"], "92 million", "38%", "24%", "20%", "2019", "no figure of its own")
    holds(said["usage", "baclofen"]["text"], "2016", "grew considerably between 2005 and 2018")
    # no count of people in one year, which is what articles print of both
    assert not re.search("million people", said["usage", "baclofen"]["text"] + said["usage", "diazepam"]["text"])


def test_q017_valium_as_a_muscle_relaxant(run):
    said = table(run, "show", "Valium", "-s", "indications", "-s", "warnings")
    holds(said, "skeletal muscle spasm", "adjunct only", "114 emergency patients", "nothing to naproxen over placebo")
    study = studies(run, "diazepam")["friedman-2017"]
    assert study["n"] == 114
    holds(study["result"], r"32%\) on diazepam", r"22%\) on placebo")


def test_q018_how_long_for_spasm(run):
    spasm = [r for r in regimens(run, "diazepam", form="tablet", population="adult") if "muscle-spasm" in r["indications"]]
    course = {r["region"]: r["longest_course"] for r in spasm}
    assert course["US"] is None  # 260e2041 states none
    assert (course["GB"]["low"], course["GB"]["high"], course["GB"]["unit"]) == (2, 4, "weeks")
    holds(table(run, "warnings", "diazepam", "-t", "monitoring"), "4 months", "reassess", "no limit is set for muscle spasm")


def test_q019_drive_or_drink(run):
    # 260e2041 precautions, drug_interactions
    holds(table(run, "warnings", "diazepam", "-t", "driving"), "no car", "machines")
    holds(table(run, "warnings", "diazepam", "-t", "alcohol"), "not recommended")
    severity, action, text = finding(run, "diazepam", "alcohol")
    assert (severity, action) == ("major", "avoid")
    holds(text, "no alcohol")


def test_q020_alternatives_to_valium(run):
    said = compare(run, "diazepam", "baclofen", "tizanidine", "cyclobenzaprine", "dantrolene")
    holds(said[LABELLED, "baclofen"]["text"], "spasticity")
    holds(said[LABELLED, "tizanidine"]["text"], "spasticity")
    holds(said[LABELLED, "cyclobenzaprine"]["text"], "acute, painful musculoskeletal conditions")
    holds(said["contraindications", "tizanidine"]["text"], "cyp1a2", "fluvoxamine", "ciprofloxacin")
    holds(said["contraindications", "cyclobenzaprine"]["text"], "monoamine oxidase", "arrhythmia")
    holds(said["contraindications", "baclofen"]["text"], "hypersensitivity")
    holds(studies(run, "baclofen", "tizanidine")["chou-2004"]["result"], "baclofen and tizanidine are roughly equal")


def test_q021_abuse_of_baclofen(run):
    holds(table(run, "warnings", "baclofen", "-t", "misuse"), "46 cases", "euphoria", "dependence")
    assert studies(run, "baclofen")["pelerin-2023"]["n"] == 46
    assert schedule(compare(run, "baclofen"), "baclofen") == "none"


@pytest.mark.parametrize(
    ("drug", "answer"), [("baclofen", False), ("Lioresal", False), ("cyclobenzaprine", False), ("Valium", True), ("Xanax", True)]
)
def test_q022_is_it_a_benzo(run, drug, answer):
    ran = run("is", drug, "benzo", "--json")
    assert (ran.json["answer"], ran.code) == (answer, 0 if answer else 1)


@pytest.mark.parametrize(
    ("drug", "expected"), [("baclofen", "none"), ("diazepam", "IV"), ("alprazolam", "IV"), ("lorazepam", "IV")]
)
def test_q023_schedule(run, drug, expected):
    assert schedule(compare(run, drug), drug) == expected


def test_q024_why_people_confuse_them(run):
    ran = run("is", "baclofen", "benzo", "--json")
    holds(" ".join(s["text"] for s in ran.json["shares"]), "central nervous system depressant", "withdrawal")
    said = compare(run, "baclofen", "diazepam")
    for drug in ("baclofen", "diazepam"):
        assert "drowsiness" in percents(said, COMMON, drug)
        holds(said["mechanisms", drug]["text"], "gaba")
        holds(said["classes", drug]["text"], "muscle relaxant")


def test_q025_withdrawal_from_baclofen(run):
    # 92153f69 warnings_and_cautions
    said = table(run, "warnings", "baclofen", "-t", "withdrawal", "--region", "US")
    holds(said, "hallucinations", "seizures", "high fever", "rigidity", "death", "slowly")


def test_q026_baclofen_instead_of_a_benzo(run):
    said = compare(run, "baclofen")
    holds(said[OFF_LABEL, "baclofen"]["text"], "alcohol withdrawal", "141", "very low quality", "anxiety", r"0\.84")
    assert not re.search("anxiety|withdrawal", said[LABELLED, "baclofen"]["text"])


def test_q027_baclofen_is_no_painkiller(run):
    assert run("is", "baclofen", "opioid").code == run("is", "baclofen", "nsaid").code == 1
    said = compare(run, "baclofen")
    holds(said["classes", "baclofen"]["text"], "gaba-b receptor agonist", "antispastic")
    uses = [i["use"] for i in said[LABELLED, "baclofen"]["data"]]
    assert uses
    assert all("spasticity" in use and "pain" not in use for use in uses)
    (claim,) = [c for c in run("claims", "baclofen", "--json").json["claims"] if c["id"] == "both-analgesic-on-brain"]
    assert claim["verdict"] == "false"
    holds(claim["fact"], "neither label describes an analgesic")


def test_q028_baclofen_for_anxiety(run):
    assert run("is", "baclofen", "anxiolytic").code == 1
    study = studies(run, "baclofen")["agabio-2021"]
    holds(study["design"], "meta-analysis of 13 comparisons")
    holds(study["result"], "anxiety itself did not differ from placebo", r"p=0\.84")


def test_q029_onset_of_baclofen(run):
    said = table(run, "show", "baclofen", "-s", "kinetics")
    holds(said, "from hours to weeks", r"\[gb\] oral: starts about 1 hour after a dose", "a few days")


def test_q030_baclofen_long_term(run):
    study = studies(run, "baclofen")["roussan-1985"]
    holds(study["result"], "18 patients who took baclofen for 4 years", "16 got worse when it was stopped", "no tolerance")
    holds(table(run, "warnings", "baclofen", "-t", "withdrawal"), "stopping suddenly", "lower the dose slowly")


def test_q031_missed_dose_of_baclofen(run):
    said = table(run, "warnings", "baclofen", "-t", "missed-dose")
    holds(said, r"\[gb\] oral: take it when remembered", "less than 2 hours", "skip", "never two doses")


@pytest.mark.parametrize(
    ("patient", "expected"),
    [  # Beers criteria 2023, table 6: 65 and older, eGFR below 60 or dialysis
        (["--age", "65", "--egfr", "59"], "avoid"),
        (["--age", "80", "--egfr", "20"], "avoid"),
        (["--age", "70", "--dialysis"], "avoid"),
    ],
)
def test_q032_kidney_disease_at_65(run, patient, expected):
    assert verdict(run, "baclofen", "20 mg/day", *patient) == expected


@pytest.mark.parametrize("patient", [["--age", "64", "--egfr", "59"], ["--age", "65", "--egfr", "60"]])
def test_q032_the_bounds_of_the_criteria(run, patient):
    assert verdict(run, "baclofen", "20 mg/day", *patient) != "avoid"


def test_q032_kidney_disease(run):
    said = {row["text"]: row for row in compare(run, "baclofen", region=None)["adjustments.renal", "baclofen"]["data"]}
    assert {(r["region"], r["effect"]) for r in said.values()} >= {("US", "reduce"), ("US", "avoid"), ("CA", "reduce")}
    dialysis = compare(run, "baclofen", region="CA")["adjustments.dialysis", "baclofen"]["data"]
    assert [amount(d["usual"])[:4] for d in dialysis] == [(5, 5, "mg", "day")]
    holds(
        table(run, "show", "baclofen", "-s", "effects", "-s", "warnings"),
        "encephalopathy",
        "confusion",
        "15,942",
        r"1\.11%",
        r"0\.42%",
    )


def test_q033_pregnant_or_breastfeeding(run):
    # 00c6c924 warnings; LactMed
    holds(table(run, "warnings", "baclofen", "-t", "pregnancy"), "withdrawal symptoms hours to days after birth", "seizure")
    holds(table(run, "warnings", "baclofen", "-t", "lactation"), "low levels in milk", r"3\.6%", "withdrawal")
    holds(compare(run, "baclofen")["adjustments.pregnancy", "baclofen"]["text"], "only if the benefit clearly justifies the risk")


def test_q034_when_a_pump_is_used(run):
    (use,) = [i for i in compare(run, "baclofen")[LABELLED, "baclofen"]["data"] if i["route"] == "intrathecal"]
    holds(use["use"], "severe spasticity", "spinal or cerebral", "age 4")
    holds(use["note"], "after a response to an intrathecal test dose", "by mouth does not help", "cannot bear it")
    (test,) = regimens(run, "baclofen", route="intrathecal", population="any")
    assert [d["high"] for d in (test["start"], *test["titration"])] == [50, 75, 100]
    assert test["start"]["unit"] == "mcg"


def test_q035_how_to_stop_baclofen(run):
    said = table(run, "warnings", "baclofen", "-t", "withdrawal", "-t", "boxed")
    holds(said, r"\[ca\] withdraw over about 1 to 2 weeks", r"\[gb\] a doctor lowers the dose gradually over 1 to 2 weeks")
    holds(said, "us label gives no schedule", "do not stop intrathecal baclofen suddenly", "pump failure: to hospital at once")


# --- baclofen and cyclobenzaprine


def test_q036_baclofen_or_flexeril(run):
    said = compare(run, "baclofen", "Flexeril")
    holds(said[LABELLED, "baclofen"]["text"], "multiple sclerosis", "spinal cord")
    # 00b20a8c indications_and_usage, dosage_and_administration
    holds(said[LABELLED, "cyclobenzaprine"]["text"], "acute, painful musculoskeletal conditions")
    holds(said[NOT_FOR, "cyclobenzaprine"]["text"], "spasticity from disease of the brain or spinal cord", "cerebral palsy")
    (tablet,) = regimens(run, "cyclobenzaprine", route="oral", form="tablet")
    assert [tablet["longest_course"][k] for k in ("low", "high", "unit")] == [2, 3, "weeks"]
    assert (amount(tablet["start"]), amount(tablet["titration"][0])) == ((5, 5, "mg", "dose", 3, 3), (10, 10, "mg", "dose", 3, 3))


def test_q037_both_together(run):
    severity, _, text = finding(run, "baclofen", "Flexeril")
    assert severity == "moderate"
    holds(text, "sedation adds up", "drowsiness")
    assert not re.search("permanent|irreversible|lasting", text.casefold())


@pytest.mark.parametrize("partner", ["phenelzine", "tranylcypromine", "isocarboxazid", "selegiline"])
def test_q038_flexeril_and_a_mao_inhibitor(run, partner):
    severity, action, text = finding(run, "Flexeril", partner)
    assert (severity, action) == ("contraindicated", "avoid")  # 00b20a8c contraindications
    holds(text, "within 14 days", "fever", "seizures", "death")


@pytest.mark.parametrize(
    "partner", ["sertraline", "duloxetine", "amitriptyline", "tramadol", "bupropion", "meperidine", "verapamil"]
)
def test_q038_flexeril_and_serotonin(run, partner):
    severity, _, text = finding(run, "Flexeril", partner)
    assert severity == "major"  # 00b20a8c warnings
    holds(text, "serotonin syndrome")


@pytest.mark.parametrize(
    ("drug", "route", "form", "years"),
    [
        ("baclofen", "oral", "", 12),
        ("baclofen", "intrathecal", "", 4),
        ("cyclobenzaprine", "oral", "tablet", 15),
        ("cyclobenzaprine", "oral", "capsule", 18),
    ],
)
def test_q039_children(run, drug, route, form, years):
    ages = compare(run, drug)["adjustments.age", drug]["data"]
    (limit,) = [a for a in ages if (a["route"], a["form"], a["effect"]) == (route, form, "not-established")]
    assert (limit["when"]["age"]["below"], limit["when"]["age"]["unit"]) == (years, "years")


@pytest.mark.parametrize(("age", "expected"), [("14", "cannot-tell"), ("15", "within")])
def test_q039_flexeril_from_15(run, age, expected):
    assert verdict(run, "Flexeril", "5 mg tid", "--age", age, "--form", "tablet", "--route", "oral") == expected


def test_q040_drive_or_exercise(run):
    holds(table(run, "warnings", "baclofen", "-t", "driving"), "63%", "no driving", "until the effect is known")
    holds(table(run, "warnings", "Flexeril", "-t", "driving"), "do not drive", "until")
    holds(table(run, "warnings", "baclofen", "-t", "falls"), "posture and balance")
    assert percents(compare(run, "baclofen"), COMMON, "baclofen")["weakness"] == (5, 15)


def test_q041_which_is_addictive(run):
    said = compare(run, "baclofen", "Flexeril")
    assert [schedule(said, drug) for drug in ("baclofen", "cyclobenzaprine")] == ["none", "none"]
    holds(said["warnings.withdrawal", "baclofen"]["text"], "seizures", "death")
    holds(said["warnings.withdrawal", "cyclobenzaprine"]["text"], "rarely", "nausea, headache and malaise", "not mean addiction")


def test_q042_which_is_more_sedating(run):
    said = compare(run, "baclofen", "Flexeril")
    assert percents(said, COMMON, "baclofen")["drowsiness"] == (10, 63)
    drowsy = [e for e in said[COMMON, "cyclobenzaprine"]["data"] if e["name"] == "drowsiness"]
    # cyclobenzaprine tablets, adverse_reactions: 5 mg, 10 mg, placebo
    assert [(e["percent"]["high"], e["comparator_percent"]["high"]) for e in drowsy] == [(29, 10), (38, 10)]
    assert ["5 mg" in drowsy[0]["arm"], "10 mg" in drowsy[1]["arm"]] == [True, True]
    # no trial sets just these two against each other
    assert all(set(s["drugs"]) != {"baclofen", "cyclobenzaprine"} for s in studies(run, "baclofen", "cyclobenzaprine").values())
