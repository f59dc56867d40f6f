"""Identity, class and approval of the first nine drugs, as the labels have them."""

import pytest

from medcompare.errors import UnknownNameError


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


@pytest.mark.parametrize(
    ("name", "drug", "status"),
    [
        ("Diastat", "diazepam", "sold"), ("Libervant", "diazepam", "sold"), ("Duramorph", "morphine", "sold"),
        ("Avinza", "morphine", "discontinued"), ("Kadian", "morphine", "discontinued"), ("Qdolo", "tramadol", "sold"),
        ("Kemstro", "baclofen", "discontinued"), ("Probuphine", "buprenorphine", "discontinued"),
        ("Palladone", "hydromorphone", "discontinued"), ("Rextovy", "naloxone", "sold"), ("Lipitor", "atorvastatin", "sold"),
        ("Lasix", "furosemide", "sold"), ("Adderall XR", "amphetamine", "sold"), ("Concerta", "methylphenidate", "sold"),
        ("Keppra", "levetiracetam", "sold"), ("Haldol", "haloperidol", "sold"), ("Geodon", "ziprasidone", "sold"),
        ("Opana", "oxymorphone", "discontinued"), ("Topamax", "topiramate", "sold"), ("Zantac", "ranitidine", "discontinued"),
        ("Zantac 360", "famotidine", "sold"), ("Risperdal", "risperidone", "sold"), ("Vyvanse", "lisdexamfetamine", "sold"),
    ],
)  # fmt: skip
def test_trade_names_of_the_orange_book(medcompare_data, name, drug, status):
    (match,) = medcompare_data.library.lookup(name)
    brands = medcompare_data.library.drug(match.id).brands
    assert (match.id, [b.status for b in brands if b.name == name]) == (drug, [status])


@pytest.mark.parametrize("name", ["Advil PM", "Tylenol PM", "Zyrtec-D", "Sudafed PE", "Benadryl Plus", "Mucinex D"])
def test_a_brand_with_something_added_is_not_the_brand_alone(medcompare_data, name):
    library = medcompare_data.library
    if not library.product(name):
        with pytest.raises(UnknownNameError):
            library.lookup(name)


def test_a_name_that_two_countries_use_for_two_drugs_is_left_to_the_reader(run):
    ran = run("show", "Biorphen")
    assert ran.code == 3 and "it means orphenadrine or phenylephrine" in ran.err


@pytest.mark.parametrize(
    ("name", "ingredients", "strengths"),
    [
        ("Percodan", ["oxycodone", "aspirin"], []), ("Tussionex", ["hydrocodone", "chlorpheniramine"], []),
        ("Talwin NX", ["pentazocine", "naloxone"], []), ("Combunox", ["oxycodone", "ibuprofen"], ["5 mg/400 mg"]),
        ("promethazine w/ codeine", ["codeine", "promethazine"], []),
        ("Troxyca ER", ["naltrexone", "oxycodone"], ["1.2 mg/10 mg", "2.4 mg/20 mg", "3.6 mg/30 mg", "4.8 mg/40 mg", "7.2 mg/60 mg", "9.6 mg/80 mg"]),
        ("Zestoretic", ["lisinopril", "hydrochlorothiazide"], ["10 mg/12.5 mg", "20 mg/12.5 mg", "20 mg/25 mg"]),
        ("Yaz", ["drospirenone", "ethinyl-estradiol"], ["3 mg/0.02 mg"]),
    ],
)  # fmt: skip
def test_combination_products_of_the_orange_book(medcompare_data, name, ingredients, strengths):
    product = medcompare_data.library.product(name)
    assert [*product.ingredients] == ingredients
    assert [*product.strengths] == strengths


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("Tylenol w/ codeine #3", ["acetaminophen", "codeine"]), ("Tylenol w/codeine No. 3", ["acetaminophen", "codeine"]),
        ("Fiorinal w/ Codeine No. 3", ["codeine", "aspirin", "caffeine", "butalbital"]),
        ("Percocet w/ Valium", ["oxycodone", "acetaminophen", "diazepam"]), ("morphine & Valium", ["morphine", "diazepam"]),
        ("Advil Cold & Sinus", ["ibuprofen", "pseudoephedrine"]), ("Xtampza ER 9 mg capsule", ["oxycodone"]),
        ("Hysingla ER 20 MG 24 HR Extended Release Oral Tablet", ["hydrocodone"]), ("DIAZEPAM AND BACLOFEN", ["diazepam", "baclofen"]),
        ("escitalopram oxalate 10 MG Oral Tablet", ["escitalopram"]), ("lithium carbonate 300 mg", ["lithium"]),
        ("Fioricet #3", []),  # people mean the one with codeine: it must not be read as the one without
    ],
)  # fmt: skip
def test_shorthand_of_prescriptions(run, written, ids):
    ran = run("interactions", written, "--json")
    assert [d["id"] for d in ran.json["drugs"]] == ids
    assert [u["input"] for u in ran.json["unresolved"]] == ([] if ids else [written])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("baclophen", "baclofen"), ("clonapin", "Klonopin"), ("zanax", "Xanax"), ("oxicontin", "OxyContin"), ("perkocet", "Percocet"),
        ("suboxon", "Suboxone"), ("kodeine", "codeine"), ("amitryptaline", "amitriptyline"), ("flexaril", "Flexeril"), ("baclo", "baclofen"),
    ],
)  # fmt: skip
def test_a_misspelt_name_brings_the_name_meant(medcompare_data, typed, meant):
    assert meant in medcompare_data.library.near(typed)


@pytest.mark.parametrize("other", ["metamizole", "alendronic acid", "montelukast", "salbutamol", "ramipril"])
def test_another_drug_brings_no_name(medcompare_data, other):
    assert medcompare_data.library.near(other) == ()


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("Rivotril", "clonazepam"), ("Temesta", "lorazepam"), ("Stilnox", "zolpidem"), ("Stesolid", "diazepam"), ("Dormicum", "midazolam"),
        ("Seresta", "oxazepam"), ("Alepam", "oxazepam"), ("Urbanyl", "clobazam"), ("Dantamacrin", "dantrolene"), ("Temgesic", "buprenorphine"),
        ("Nyxoid", "naloxone"), ("Gardenal", "phenobarbital"), ("Effentora", "fentanyl"), ("Palladon", "hydromorphone"),
        ("Topalgic", "tramadol"), ("Contramal", "tramadol"), ("Fluctine", "fluoxetine"), ("Kapanol", "morphine"), ("Zyvoxid", "linezolid"),
        ("Normison", "temazepam"), ("Apo-Lorazepam 1 mg", "lorazepam"), ("Doliprane", "acetaminophen"),
    ],
)  # fmt: skip
def test_trade_names_of_other_countries(run, name, drug):
    (found,) = run("interactions", name, "--json").json["drugs"]
    assert (found["id"], found["matched_as"]) == (drug, "brand")
    assert found["note"].startswith("trade name in ")


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("Targin", {"oxycodone", "naloxone"}),
        ("Co-codamol", {"codeine", "acetaminophen"}),
        ("Zaldiar", {"tramadol", "acetaminophen"}),
    ],
)
def test_combination_products_of_other_countries(medcompare_data, name, ingredients):
    assert {*medcompare_data.library.product(name).ingredients} == ingredients


@pytest.mark.parametrize(
    ("written", "ids", "unread"),
    [
        # what looks like two ingredients is never taken for one
        ("hydrocodone 10-325 mg tablet", [], True), ("oxycodone 5 mg/325 mg", [], True), ("Tylenol 300-30 mg", [], True),
        ("buprenorphine 8-2 mg film", [], True), ("tramadol 37.5/325", [], True), ("lisinopril 20/12.5", [], True),
        ("lisinopril + potassium chloride", ["lisinopril"], True), ("baclofen & magnesium", ["baclofen"], True),
        ("pot chloride 20 meq", [], True), ("Panadol Night", [], True), ("diazepam [Ativan]", [], True), ("oxycodone [Percocet]", [], True),
        ("baclofen (foomycin)", ["baclofen"], True),
        ("baclofen (Gablofen) (foomycin)", ["baclofen"], True), ("baclofen 10 mg for Ativan withdrawal", [], True),
        ("baclofen, without alcohol", ["baclofen"], True),
        # what does not
        ("diazepam 5-10 mg", ["diazepam"], False), ("diazepam 5 mg/5 mL solution", ["diazepam"], False),
        ("morphine 15-30 mg tablet", ["morphine"], False), ("fentanyl 25 mcg/hr patch", ["fentanyl"], False),
        ("Percocet 10-325", ["oxycodone", "acetaminophen"], False), ("HYDROCODONE BIT/APAP 10-325", ["hydrocodone", "acetaminophen"], False),
        ("alprazolam (XANAX) 0.5 mg tablet", ["alprazolam"], False), ("Ativan (lorazepam)", ["lorazepam"], False),
        ("diazepam 5 MG Oral Tablet [Valium]", ["diazepam"], False), ("losartan potassium 50 mg", ["losartan"], False),
        ("diazepam 5 mg morning and night", ["diazepam"], False), ("baclofen 10 mg t.i.d. #90", ["baclofen"], False),
        ("baclofen ½ tab", ["baclofen"], False), ("oxycodone 5 mg q6h, for pain control", ["oxycodone"], False),
        ("baclofen 10 mg tid for joint pain", ["baclofen"], False), ("lorazepam 1 mg for alcohol withdrawal", ["lorazepam"], False),
        ("diazepam 5 mg tid, for muscle spasms", ["diazepam"], False), ("baclofen 1/2 a tablet", ["baclofen"], False), ("oxycodone 5 mg q4-6h prn pain", ["oxycodone"], False),
        ("midazolam (PF) 5 mg/mL IJ SOLN", ["midazolam"], False), ("Tylenol w codeine", ["acetaminophen", "codeine"], False),
    ],
)  # fmt: skip
def test_everyday_entries(run, written, ids, unread):
    ran = run("interactions", written, "--json")
    assert [d["id"] for d in ran.json["drugs"]] == ids
    assert bool(ran.json["unresolved"]) == unread
    assert (ran.code == 3) == unread


def test_a_number_on_its_own_line_is_part_of_the_name(run, tmp_path):
    (tmp_path / "list.txt").write_text("Tylenol # 3  # after surgery\nbaclofen # at night\n# lorazepam\n")
    ran = run("interactions", "--from", str(tmp_path / "list.txt"), "--json")
    assert [d["id"] for d in ran.json["drugs"]] == ["acetaminophen", "codeine", "baclofen"]


@pytest.mark.parametrize(
    ("name", "unii", "ids", "unread"),
    [
        ("Tylenol PM", "362O9ITL9D", ["acetaminophen"], ["Tylenol PM"]),
        ("oxycodone / foomycin", "C1ENJ2TE6C", ["oxycodone"], ["oxycodone / foomycin"]),
        ("Bahklofeen", "H789N3FKE8", ["baclofen"], []),
    ],
)
def test_a_code_of_one_ingredient_does_not_hide_another(run, tmp_path, name, unii, ids, unread):
    import json

    (tmp_path / "list.json").write_text(json.dumps([{"name": name, "unii": unii}]))
    ran = run("interactions", "--from", str(tmp_path / "list.json"), "--json")
    assert [d["id"] for d in ran.json["drugs"]] == ids
    assert [u["input"] for u in ran.json["unresolved"]] == unread


def test_search_finds_combination_products(run):
    hits = run("search", "Percocet", "--json").json["hits"]
    assert {(h["drug"], h["field"]) for h in hits} >= {("oxycodone", "products"), ("acetaminophen", "products")}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("hydrocodone 10-325", "'10-325' looks like the strengths of two ingredients; name the combination or each of them"),
        ("diazepam [Ativan]", "its name and the one in brackets are different drugs"),
        ("Biorphen", "it means orphenadrine or phenylephrine; name one of them"),
        ("foomycin", "it is in no record"),
    ],
)
def test_an_entry_that_is_not_read_says_why(run, written, reason):
    ran = run("interactions", written, "baclofen", "--json")
    assert [u["reason"] for u in ran.json["unresolved"]] == [reason]
    shown = run("interactions", written, "baclofen")
    assert reason == "it is in no record" or reason in shown.flat
