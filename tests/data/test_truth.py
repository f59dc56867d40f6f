"""The numbers of a label, keyed a second time and apart from the records, against the records.

A file of `truth/` holds what one label says: doses, maxima, boxed warnings, contraindications, percentages,
half-lives. Every entry must stand in the record of that drug; and every dose, maximum and contraindication
that the record takes from that label must have its numbers in the file.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from medcompare import decode
from medcompare.model import Record

FILES = {f.stem: decode.parse_toml(f.read_bytes(), f.name) for f in sorted((Path(__file__).parent / "truth").glob("*.toml"))}

# What the record says in words, because it is not a dose of a regimen: (drug, start of the entry's name): the words.
WORDS = {
    # the size of a step up or of a taper
    ("alprazolam", "panic disorder, increment"): "no more than 1 mg a day",
    ("alprazolam", "taper, reduce"): "at most 0.5 mg at a time, with 3 days",
    ("clobazam", "taper, decrease"): "5 to 10 mg a day less each week",
    ("clonazepam", "seizures, adult, increment"): "every 3 days by 0.5 to 1 mg",
    ("clonazepam", "seizures, infants and children, increment"): "every third day at most 0.25 to 0.5 mg more",
    ("clonazepam", "panic disorder, adult, increment"): "every 3 days, of 0.125 to 0.25 mg twice daily",
    ("clonazepam", "panic disorder, adult, taper"): "0.125 mg less twice daily every 3 days",
    ("tizanidine", "step up per dose"): "Raise each dose by 2 mg to 4 mg",
    ("tizanidine", "taper, decrease"): "Taper by 2 mg to 4 mg a day",
    ("", "taper step, percent"): "no more than 10% to 25% of the",
    ("buprenorphine", "induction, day 1 increments"): "in steps of 2 to 4 mg",
    ("buprenorphine", "maintenance, increments"): "later steps of 2 or 4 mg",
    ("isocarboxazid", "later step"): "up to 20 mg a week more",
    ("tranylcypromine", "step"): "add 10 mg a day every 1 to 3 weeks",
    ("tramadol", "step after 100 mg/day"): "then 50 mg a day more every 3 days",
    ("midazolam", "maintenance increments"): "25% of the first effective amount",
    ("midazolam", "induction, increments"): "steps of about 25% of the first dose",
    ("midazolam", "maintenance of anesthesia"): "about 25% of the induction dose",
    ("midazolam", "infusion, adult, rate adjustment"): "changed by 25% to 50% of that first rate",
    ("midazolam", "infusion, adult, decrease"): "the rate comes down by 10% to 25%",
    ("midazolam", "child, infusion, rate adjustment"): "changes mostly by 25%",
    # the most to start with, or at one time, beside another maximum
    ("clonazepam", "initial daily, seizures, adult"): "1.5 mg a day is the most to start with",
    ("clonazepam", "initial daily, infants"): "Never start above 0.05 mg/kg a day",
    ("clobazam", "as single dose"): "5 mg as one dose, more in two",
    ("morphine", "initial dose, child"): "The first dose never above 30 mg",
    ("tapentadol", "daily, immediate-release"): "at most 700 mg that day, 600 mg a day afterwards",
    ("midazolam", "sedation, IV, additional, 60 or older"): "at most 1 mg over 2 minutes at a time",
    # what trials used or people bore, which no label recommends
    ("alprazolam", "panic disorder, mean in trials"): "on average 5 mg to 6 mg",
    ("fluoxetine", "bipolar depression, efficacy range"): "effect shown with 25 to 50 mg and olanzapine 6 to 12 mg",
    ("fluoxetine", "with olanzapine 18 mg"): "Above 75 mg with olanzapine 18 mg",
    ("gabapentin", "PHN, efficacy range"): "Raise as needed to 1800 mg a day. Studies went up to 3600 mg",
    ("gabapentin", "epilepsy, 12 years and above, well tolerated long-term"): "2400 mg a day was tolerated for long",
    ("gabapentin", "epilepsy, pediatric, well tolerated"): "50 mg/kg a day was tolerated",
    ("selegiline", "non-selective inhibition"): "perhaps not at all at 30 to 40 mg",
    # one dose beside the usual ones: an extra dose, a severity, another strength, normal kidneys
    ("gabapentin", "CrCl >=60, total"): "Clearance of 60 or more: 900 to 3600 mg a day",
    ("gabapentin", "CrCl >=60, regimen"): "as three doses of 300 to 1200 mg",
    ("gabapentin", "post-hemodialysis"): "one extra dose of 125 to 350 mg after each 4 hours",
    ("methocarbamol", "750 mg tablet, adult, maintenance (1 tablet)"): "one (750 mg) every 4 hours",
    ("oxazepam", "mild to moderate anxiety"): "Mild to moderate 10 to 15 mg",
    ("oxazepam", "severe anxiety"): "severe, or with depression, 15 to 30 mg a dose",
    ("pregabalin", "after hemodialysis, on 25 mg QD"): "25 or 50 mg on 25 mg a day",
    ("pregabalin", "after hemodialysis, on 25 to 50"): "50 or 75 mg on 25 to 50 mg",
    ("pregabalin", "after hemodialysis, on 50 to 75"): "75 or 100 mg on 50 to 75 mg",
    ("pregabalin", "after hemodialysis, on 75 mg QD"): "100 or 150 mg on 75 mg",
    ("fentanyl", "adjunct to general anesthesia, low"): "low 2 mcg/kg",
    ("fentanyl", "maintenance, moderate"): "With the moderate dose 25 to 100 mcg more as needed",
    ("fentanyl", "maintenance, high"): "25 mcg up to half the first dose",
    ("hydromorphone", "oral solution, starting, volume"): "2.5 to 10 mL, 1 mg in each mL",
    ("hydromorphone", "supplemental"): "An extra 5 to 15% of the daily amount",
    ("buprenorphine", "severe liver impairment"): "consider half the first dose and half steps",
    (
        "hydromorphone",
        "conversion from other opioids",
    ): "half of the usual start, solution every 3 to 6 hours, tablets every 4 to 6",
    ("hydromorphone", "liver impairment"): "a quarter to a half of the usual start, by how impaired the liver is",
    ("hydromorphone", "kidney impairment"): "a quarter to a half of the usual start, by how impaired the kidneys are",
    ("phenobarbital", "sedation, single doses"): "Single amounts of 30 to 120 mg",
    ("phenobarbital", "anticonvulsant, child, loading"): "Loading with 15 to 20 mg/kg",
    ("isocarboxazid", "from other MAOI"): "half the usual start for at least the first week",
    ("phenelzine", "maintenance, as low as"): "15 mg daily, or only on alternate days",
    ("naltrexone", "alternative, Saturday"): "100 mg on Saturday",
    ("naltrexone", "alternative, every other day"): "100 mg each second day",
    ("midazolam", "premedication, IM, adult below 60 years, approximately"): "Into muscle, about 5 mg",
    ("midazolam", "older (60 years or more), premedication"): "by weight, 0.02 to 0.05 mg/kg",
    ("midazolam", "older, premedication, IM, some"): "without opioids; 1 mg may do",
    ("midazolam", "sedation, IV, adult, initial"): "1 mg may be enough, 2.5 mg is the most",
    ("midazolam", "sedation, IV, adult below 60"): "1 mg may be enough, 2.5 mg is the most",
    ("midazolam", "sedation, IV, 60 or older or debilitated, some"): "1 mg may be enough, 1.5 mg is the most",
    ("midazolam", "induction, unpremedicated, severe"): "as little as 0.15 mg/kg can do",
    ("midazolam", "induction, premedicated, severe"): "as little as 0.15 mg/kg can do",
    # the same dose in another unit
    ("midazolam", "infusion, adult, loading, approximately"): "about 0.5 to 4 mg in most",
    ("midazolam", "infusion, adult, maintenance"): "1 to 7 mg/hr",
    ("midazolam", "child, infusion, initial rate, per minute"): "1 to 2 mcg/kg/min",
    (
        "midazolam",
        "child (neonate less than 32 weeks), infusion, per minute",
    ): "below 32 weeks, with a tube in the windpipe: 0.03 mg/kg an hour (0.5 mcg/kg/min",
    (
        "midazolam",
        "child (neonate over 32 weeks), infusion, per minute",
    ): "above 32 weeks, with a tube in the windpipe: 0.06 mg/kg an hour (1 mcg/kg/min",
    # what is usually enough or calls for caution, which is no maximum
    ("isocarboxazid", "caution above"): "Caution above 40 mg a day",
    ("naltrexone", "single, higher risk"): "Single doses above 50 mg may harm liver cells more",
    ("midazolam", "sedation, IV, total not usually above, adult"): "More than 5 mg in all is seldom needed",
    ("midazolam", "sedation, IV, total not usually above, 60"): "More than 3.5 mg in all is seldom needed",
    ("midazolam", "child, IM, total"): "The total seldom passes 10 mg",
    ("midazolam", "child 6 months to 5 years, IV, total usually"): "usually not above 6 mg",
    ("midazolam", "child 6 to 12 years, IV, total usually"): "up to 0.4 mg/kg, usually not above 10 mg",
    ("midazolam", "child 12 to 16 years, IV, total usually"): "From 12 to 16 years as adults, usually not above 10 mg",
    # a dose of another drug
    ("selegiline", "levodopa/carbidopa reduction"): "10 to 30% less was typical",
    ("naltrexone", "naloxone challenge, IV, first"): "0.2 mg into a vein",
    ("naltrexone", "naloxone challenge, IV, second"): "then 0.6 mg",
    ("naltrexone", "naloxone challenge, subcutaneous"): "0.8 mg under the skin",
    ("naltrexone", "naloxone challenge, IV, some"): "0.1 mg into a vein has been enough",
    # one opioid for another, as an example or a share
    ("morphine", "oral equivalent"): "3 to 6 mg by mouth may be needed for 1 mg by injection",
    ("tapentadol", "conversion example"): "50 mg four times a day (200 mg in all) becomes 100 mg twice a day",
    # a share of patients told beside another effect's figure
    ("baclofen", "drowsiness, one controlled study"): "63% on baclofen",
    ("baclofen", "drowsiness, placebo"): "36% on placebo",
    ("carisoprodol", "sedation (section"): "13% to 17% were sedated",
    ("carisoprodol", "sedation, placebo"): "6% on placebo",
    ("carisoprodol", "discontinued, adverse events, 250 mg"): "2% with 250 mg",
    ("carisoprodol", "discontinued, CNS reactions, 250 mg"): "0.5% with 250 mg",
    # a half-life told beside another
    ("diazepam", "diazepam, initial distribution"): "a first phase of about 1 hour (up to more than 3)",
    ("diazepam", "diazepam, age 20 years"): "about 20 hours at age 20 and 1 hour more with each year of age",
    ("midazolam", "midazolam alone, same study"): "5 hours without, in one study",
}

# The label counts in tablets; what one holds: chlorzoxazone, "one and one-half tablets (750 mg)"; orphenadrine, 100 mg.
TABLET = {"chlorzoxazone": 500, "orphenadrine": 100}

# The record's name for what the label calls otherwise.
NAMED = {"discontinued": "stopping"}


def entries(*kinds):
    return [
        pytest.param(drug, entry, id=f"{drug}-{kind}-{n}-{re.sub('[^a-z0-9]+', '-', told(entry).casefold())[:40]}")
        for drug, file in FILES.items()
        for kind in kinds
        for n, entry in enumerate(file.get(kind, []), 1)
    ]


def told(entry):
    return str(entry.get("what") or entry.get("effect") or entry.get("of"))


def here(facts):
    return [f for f in facts if f.region == "US"]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for field in value.fields:
            if field not in ("source", "as_"):
                yield from strings(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def said(drug, entry):
    """Whether the record says an entry in the words that WORDS gives, and these hold the entry's numbers."""
    words = [w for (d, start), w in WORDS.items() if d in ("", drug.id) and told(entry).startswith(start)]
    if not words:
        return False
    # A share such as a half is told by a word.
    numbers = {str(entry[k]) for k in ("low", "high", "value") if k in entry and entry.get("unit") != "fraction"}
    missing = [n for n in numbers if not re.search(rf"(?<![\d.]){re.escape(n)}(?![\d]|\.\d)", words[0])]
    assert not missing, f"the words {words[0]!r} lack {missing}"
    fields = (drug.regimens, drug.adjustments, drug.warnings, drug.adverse_effects, drug.pharmacokinetics)
    texts = " | ".join(text for field in fields for fact in here(field) for text in strings(fact))
    return bool(re.search(rf"(?<![\d.]){re.escape(words[0])}", texts, re.IGNORECASE))


# ---- doses and maxima: one amount can be said in several ways, so each becomes the set of its sayings ----


def sayings(low, high, unit, per, times=None, drug=""):
    """(low, high, unit, per, times): as it is, and added up over a day, or shared among its doses."""
    low, high = Decimal(str(low)), Decimal(str(high))
    if unit == "tablet":
        low, high, unit = low * TABLET[drug], high * TABLET[drug], "mg"
    factor, unit = {"g": (1000, "mg"), "mcg": (Decimal("0.001"), "mg")}.get(unit, (1, unit))
    low, high = low * factor, high * factor
    found = {(low, high, unit, per, times)}
    if times and per.endswith("dose"):
        day = per.removesuffix("dose") + "day"
        found |= {(low * times[0], high * times[1], unit, day, times)}
    if times and per.endswith("day"):
        found |= {(low / t, high / t, unit, per.removesuffix("day") + "dose", (t, t)) for t in times}
    return found


def rhythm(times, hours):
    if hours:
        return Decimal(24) / Decimal(str(hours[1])), Decimal(24) / Decimal(str(hours[0]))
    return (Decimal(str(times[0])), Decimal(str(times[1]))) if times else None


def keyed(entry, drug):
    """The sayings of an entry of the file."""
    hours = (entry["every_hours_low"], entry["every_hours_high"]) if "every_hours_low" in entry else None
    times = (entry["times_low"], entry["times_high"]) if "times_low" in entry else None
    low, high = entry.get("low", entry.get("value")), entry.get("high", entry.get("value"))
    return sayings(low, high, entry["unit"], entry["per"], rhythm(times, hours), drug)


def recorded(dose):
    """The sayings of a dose of the record."""
    times = dose.times_per_day and (dose.times_per_day.low, dose.times_per_day.high)
    hours = dose.every_hours and (dose.every_hours.low, dose.every_hours.high)
    return sayings(dose.low, dose.high, dose.unit, dose.per, rhythm(times, hours))


def agree(one, other):
    """Whether two meet: the same amounts, and a rhythm that fits where both have one."""
    return any(a[:4] == b[:4] and rhythms_fit(a[4], b[4]) for a in one for b in other)


def rhythms_fit(a, b):
    """Whether one rhythm lies in the other, or one of them is not said."""
    return not (a and b) or b[0] <= a[0] <= a[1] <= b[1] or a[0] <= b[0] <= b[1] <= a[1]


# Whose dose it is: words of an entry, in this order; an entry with none of them is an adult's.
WHOSE = {
    "renal": r"CrCl (?!>=)|creatinine|hemodialysis|renal|kidney",
    "hepatic": r"hepatic impairment|liver",
    "older": r"geriatric|elderly|^older|debilitated|over 75",
    "adult": r"\badult\b",
    "child": r"pediatric|child|infant|10-17|to 11 years|3 to 4 years",
}


def whose_entry(entry):
    return next((who for who, words in WHOSE.items() if re.search(words, entry["what"])), "adult")


def whose_fact(fact):
    """Whose dose a fact of the record holds; "any" where it does not say."""
    if hasattr(fact, "population"):
        return fact.population
    age = fact.when.age if fact.when else None
    if fact.kind in ("age", "weight") and age:
        return "older" if age.at_least and age.at_least >= 60 else "child"
    return {"renal": "renal", "dialysis": "renal", "hepatic": "hepatic"}.get(fact.kind, "any")


# What it is for: words of an entry, and the record's indications.
USES = {
    "DPN": "diabetic", "PHN": "postherpetic", "seizures|epilepsy": "seizures", "fibromyalgia": "fibromyalgia", "spinal cord": "spinal-cord",
    "MDD": "^depression", "SAD": "seasonal", "OCD": "obsessive", "bulimia": "bulimia", "panic": "panic", "bipolar": "bipolar",
    "alcohol": "alcohol", "convulsive": "convulsive", "muscle spasm": "muscle-spasm", "insomnia": "insomnia",
    "anxiety": "anxiety", "spasticity": "spasticity", "malignant": "^malignant",
}  # fmt: skip
LIGHT, HEAVY = "30 kg or less|under 30 kg", "over 30 kg|30 kg or more"


def fits(entry, fact):
    """Whether a dose of the file and a fact of the record are for the same patients and the same use."""
    use = next((id for words, id in USES.items() if re.search(words, entry["what"])), "")
    same_use = not getattr(fact, "indications", ()) or any(re.search(use, id) for id in fact.indications)
    weight = fact.when.weight if fact.when else None
    wrong = (HEAVY if weight.at_most or weight.below else LIGHT) if weight else "$^"
    return whose_fact(fact) in ("any", whose_entry(entry)) and same_use and not re.search(wrong, entry["what"])


def of_label(drug, label):
    cites = here((*drug.regimens, *drug.adjustments))
    return [f for f in cites if any(s.startswith(f"{label}#") for s in f.source)]


def doses_of(facts):
    """(fact, sayings) of every dose of facts."""
    for fact in facts:
        for dose in (fact.start, *getattr(fact, "titration", ()), fact.usual):
            if dose:
                yield fact, recorded(dose)


def maxima_of(facts):
    """(fact, stated, sayings) of every maximum; where none is stated, of the top of the regimens."""
    for fact in facts:
        for most in (fact.max_dose, fact.max_daily):
            if most and most.stated:
                for value in {most.low, most.high}:
                    yield fact, True, sayings(value, value, most.unit, most.per)
            elif most and most.top_of_regimen:
                yield fact, False, recorded(most.top_of_regimen)


def dose_found(drug, entry):
    wanted, facts = keyed(entry, drug.id), of_label(drug, FILES[drug.id]["label"])
    kept = [*doses_of(facts), *((f, s) for f, _, s in maxima_of(facts))]
    return any(fits(entry, f) and agree(wanted, s) for f, s in kept) or said(drug, entry)


def maximum_found(drug, entry):
    # "Not studied above 60 mg" is no maximum of the label: the record must not state it as one, nor leave it out.
    soft = re.search(r"not (?:\w+ )?(?:studied|assessed|evaluated)|no experience", entry["what"])
    wanted, facts = keyed(entry, drug.id), of_label(drug, FILES[drug.id]["label"])
    kept = [s for f, stated, s in maxima_of(facts) if fits(entry, f) and not (soft and stated)]
    return any(agree(wanted, s) for s in kept) or said(drug, entry)


def unkeyed(drug, file):
    """The doses and maxima that the record takes from the label, but whose ends the file does not have for such patients."""
    facts = of_label(drug, file["label"])
    doses, maxima = file.get("doses", []), file.get("maxima", [])
    for own, kept in ((doses, doses_of(facts)), (maxima, ((f, s) for f, _, s in maxima_of(facts)))):
        for fact, said_as in kept:
            # Patients of whom the label has no figure of their own keep the others'.
            alone = any(fits(e, fact) for e in own)
            keys = [s for e in (*doses, *maxima) if fits(e, fact) or not alone for s in keyed(e, drug.id)]
            if not any(ends_meet(s, keys) for s in said_as):
                yield whose_fact(fact), sorted(map(str, said_as))


def ends_meet(saying, keys):
    """Whether both ends of a saying are ends of keyed ones with a rhythm that fits."""
    same = [k for k in keys if k[2:4] == saying[2:4] and rhythms_fit(k[4], saying[4])]
    return all(any(end in k[:2] for k in same) for end in saying[:2])


@pytest.mark.parametrize(("drug", "entry"), entries("doses"))
def test_dose(medcompare_data, drug, entry):
    assert dose_found(medcompare_data.library.drug(drug), entry)


@pytest.mark.parametrize(("drug", "entry"), entries("maxima"))
def test_maximum(medcompare_data, drug, entry):
    assert maximum_found(medcompare_data.library.drug(drug), entry)


@pytest.mark.parametrize("drug", FILES)
def test_no_other_dose_from_this_label(medcompare_data, drug):
    assert list(unkeyed(medcompare_data.library.drug(drug), FILES[drug])) == []


# ---- boxed warnings and contraindications: both ways by key word ----


def stem(word):
    cut = next((end for end in ("ies", "ing", "es", "s", "ed", "ity", "al", "ic", "y", "e") if word.endswith(end)), "")
    return word.removesuffix(cut) if len(word) - len(cut) >= 4 else word


def tells(fact, key):
    """Whether a fact holds every word of a key, by its stem, in our words or in the label's."""
    when = getattr(fact, "when", None)
    parts = [getattr(fact, "title", ""), fact.text, *fact.as_, when.condition if when else "", *getattr(fact, "taking", ())]
    words = [w for w in re.findall(r"[a-z0-9.]+", key.casefold()) if w not in ("of", "in", "with", "the", "a", "or", "and", "to")]
    return all(stem(w) in " ".join(parts).casefold() for w in words)


def citing(facts, label, section):
    return [f for f in here(facts) if any(s.startswith(f"{label}#{section}") for s in f.source)]


@pytest.mark.parametrize("drug", FILES)
def test_boxed_warnings(medcompare_data, drug):
    keys, label = FILES[drug]["boxed"], FILES[drug]["label"]
    kept = citing(medcompare_data.library.drug(drug).boxed_warnings, label, "")
    assert len(kept) == len(keys)
    assert [k for k in keys if not any(tells(b, k) for b in kept)] == []
    assert [b.title for b in kept if not any(tells(b, k) for k in keys)] == []


@pytest.mark.parametrize("drug", FILES)
def test_contraindications(medcompare_data, drug):
    keys, label = FILES[drug]["contraindications"], FILES[drug]["label"]
    kept = citing(medcompare_data.library.drug(drug).contraindications, label, "contraindications")
    assert [k for k in keys if not any(tells(c, k) for c in kept)] == []
    assert [c.text for c in kept if not any(tells(c, k) for k in keys)] == []


# ---- percentages, half-lives, schedule ----


def percent_found(drug, entry):
    first = re.split(r"[,(]", entry["effect"])[0].strip().casefold().split()
    names = [stem(NAMED.get(w, w)) for w in first]
    value = Decimal(str(entry["low"])), Decimal(str(entry["high"]))
    for effect in here(drug.adverse_effects):
        kept = [(q.low, q.high) for q in (effect.percent, effect.comparator_percent) if q]
        if value in kept and any(n in effect.name.casefold() for n in names):
            return True
    return said(drug, entry)


@pytest.mark.parametrize(("drug", "entry"), entries("percents"))
def test_percent(medcompare_data, drug, entry):
    assert percent_found(medcompare_data.library.drug(drug), entry)


def half_life_found(drug, entry):
    value = Decimal(str(entry["low"])), Decimal(str(entry["high"])), entry["unit"]
    kept = [p.value for p in here(drug.pharmacokinetics) if p.property == "half-life" and p.value]
    return value in [(v.low, v.high, v.unit) for v in kept] or said(drug, entry)


@pytest.mark.parametrize(("drug", "entry"), entries("half_lives"))
def test_half_life(medcompare_data, drug, entry):
    assert half_life_found(medcompare_data.library.drug(drug), entry)


@pytest.mark.parametrize("drug", [d for d, file in FILES.items() if "schedule" in file])
def test_schedule(medcompare_data, drug):
    assert medcompare_data.library.drug(drug).schedule.value == FILES[drug]["schedule"]


def test_every_exception_is_needed():
    names = [(p.values[0], told(p.values[1])) for p in entries("doses", "maxima", "percents", "half_lives")]
    assert [(d, start) for d, start in WORDS if not any(d in ("", drug) and name.startswith(start) for drug, name in names)] == []
