"""A small made-up library: no fact in it is about a real drug."""

import textwrap

import pytest

import medcompare
from medcompare import store as store_module

GROUPS = """
[calmer]
name = "calming drug"
kind = "class"
text = "Calms."
names = ["calmers", "soother"]
parents = ["slower"]
duplicate = true

[slower]
name = "slowing drug"
kind = "property"
text = "Slows."
burden = "slowness"

[blocker]
name = "enzyme blocker"
kind = "property"
text = "Blocks the enzyme."

[blocked]
name = "enzyme substrate"
kind = "property"
text = "Needs the enzyme."
"""

SOURCES = """
[label-a]
kind = "fda-label"
title = "Label A"
publisher = "Maker"
url = "https://example.org/a"
set_id = "aaaa"
date = 2024-01-02

[label-b]
kind = "fda-label"
title = "Label B"
publisher = "Maker"
url = "https://example.org/b"
set_id = "bbbb"
retrieved = 2024-01-02
"""

ALPHA = """
id = "alpha"
name = "alpha"
depth = "full"
reviewed = 2024-01-02
interactions_reviewed = true
synonyms = ["alphé", "Alfa"]
brands = [{ name = "Alphex", status = "sold", product = "tablet", source = ["label-a#openfda"] }]
groups = [{ group = "calmer", source = ["label-a#mechanism"] }, { group = "blocked", source = ["label-a#mechanism"] }]
schedule = { value = "IV", source = ["label-a#openfda"] }
codes = { unii = ["AAA111"], rxcui = ["111"], source = ["label-a#openfda"] }
mechanisms = [{ target = "gate", action = "opener", text = "Opens the gate.", source = ["label-a#mechanism"] }]
contraindications = [
  { text = "hypersensitivity", source = ["label-a#contraindications"] },
  { text = "under 6 months", when = { age = { below = 6, unit = "months" } }, source = ["label-a#contraindications"] },
]
boxed_warnings = [{ title = "Stopping", text = "Do not stop it suddenly [unless INR < 3].", source = ["label-a#boxed_warning"] }]

[[indications]]
id = "unrest"
use = "unrest"
status = "labelled"
source = ["label-a#indications_and_usage"]

[[regimens]]
indications = ["unrest"]
population = "adult"
route = "oral"
form = "tablet"
start = { value = 5, unit = "mg", per = "dose", times_per_day = { value = 3 } }
titration = [{ value = 10, unit = "mg", per = "dose", times_per_day = { value = 3 }, after = { value = 3, unit = "days" } }]
usual = { low = 30, high = 60, unit = "mg", per = "day" }
max_daily = { value = 80, unit = "mg", per = "day" }
source = ["label-a#dosage_and_administration"]

[[regimens]]
indications = ["unrest"]
population = "child"
route = "oral"
form = "tablet"
when = { age = { at_least = 6, unit = "months" } }
usual = { low = 0.5, high = 1, unit = "mg", per = "kg/day" }
max_daily = { value = 2, unit = "mg", per = "kg/day" }
source = ["label-a#dosage_and_administration"]

[[adjustments]]
kind = "renal"
effect = "avoid"
text = "Avoid in bad kidneys."
when = { egfr = { below = 30 } }
source = ["label-a#dosage_and_administration"]

[[adjustments]]
kind = "renal"
effect = "reduce"
text = "Half the dose."
when = { egfr = { at_least = 30, below = 60 } }
max_daily = { value = 40, unit = "mg", per = "day" }
source = ["label-a#dosage_and_administration"]

[[adjustments]]
kind = "hepatic"
effect = "reduce"
text = "Lower the dose; no figure."
when = { condition = "liver disease" }
source = ["label-a#dosage_and_administration"]

[[adverse_effects]]
name = "drowsiness"
rank = "common"
percent = { low = 10, high = 63, unit = "%" }
source = ["label-a#adverse_reactions"]

[[warnings]]
topic = "driving"
text = "No driving at first."
source = ["label-a#warnings"]

[[forms]]
route = "oral"
form = "tablet"
strengths = [5, 10]
split = true
source = ["label-a#how_supplied"]
"""

BETA = """
id = "beta"
name = "beta"
depth = "full"
interactions_reviewed = true
brands = [{ name = "Betalin", status = "discontinued", product = "capsule", note = "old name", source = ["label-b#openfda"] }]
groups = [{ group = "calmer", source = ["label-b#mechanism"] }]
schedule = { value = "none", source = ["label-b#openfda"] }
mechanisms = [{ target = "lever", action = "puller", text = "Pulls the lever.", source = ["label-b#mechanism"] }]
contraindications = [{ text = "hypersensitivity", source = ["label-b#contraindications"] }]
absent = [
  { field = "boxed_warnings", status = "none", source = ["label-b#boxed_warning"] },
  { field = "forms", status = "not-applicable", source = ["label-b#how_supplied"] },
]
indications = [{ id = "unrest", use = "unrest", status = "labelled", source = ["label-b#indications_and_usage"] }]
adverse_effects = [
  { name = "drowsiness", rank = "common", source = ["label-b#adverse_reactions"] },
  { name = "itch", rank = "common", source = ["label-b#adverse_reactions"] },
]
warnings = [{ topic = "driving", text = "No driving at first.", source = ["label-b#warnings"] }]

[[regimens]]
indications = ["unrest"]
population = "adult"
route = "oral"
form = "capsule"
usual = { low = 2, high = 10, unit = "mg", per = "dose", times_per_day = { low = 2, high = 4 } }
max_daily = { stated = false, top_of_regimen = { value = 40, unit = "mg", per = "day" } }
source = ["label-b#dosage_and_administration"]
"""

PARTNER = """
id = "{id}"
name = "{id}"
depth = "partner"
interactions_reviewed = {reviewed}
groups = [{groups}]
"""

RULES = """
[[rules]]
id = "two-calmers"
a = ["calmer"]
b = ["calmer"]
severity = "moderate"
action = "monitor"
evidence = "label"
effect = "More slowness."
mechanism = "Both slow."
management = "Watch."
source = ["label-a#drug_interactions"]

[[rules]]
id = "calmer-gamma"
a = ["calmer"]
b = ["gamma"]
severity = "major"
action = "avoid"
evidence = "boxed-warning"
effect = "Far more slowness."
mechanism = "Both slow."
management = "Avoid."
source = ["label-a#boxed_warning"]
"""

ENZYME = """
[[rules]]
id = "blocker-substrate"
a = ["blocker"]
b = ["blocked"]
affects = "b"
severity = "moderate"
action = "modify"
evidence = "label"
effect = "Its level rises."
mechanism = "The enzyme is blocked."
management = "Lower the dose."
source = ["label-a#drug_interactions"]

[[rules]]
id = "gamma-alpha"
a = ["gamma"]
b = ["alpha"]
affects = "b"
severity = "minor"
action = "none"
evidence = "study"
effect = "Its level rises a little."
mechanism = "The enzyme is hardly blocked."
management = "Nothing."
overrides = ["blocker-substrate"]
source = ["label-b#drug_interactions"]
"""

PRODUCTS = """
[[products]]
name = "Alphagam"
ingredients = ["alpha", "gamma"]
names = ["alpha-gamma"]
strengths = ["5 mg/10 mg"]
source = ["label-a#openfda"]
"""

TRADENAMES = """
[[tradenames]]
drugs = ["beta"]
region = "DE"
names = ["Betaflott", "Betalind"]
source = ["label-b#openfda"]
"""


def member(group: str) -> str:
    return f'{{ group = "{group}", source = ["label-b#openfda"] }}'


def files() -> dict[str, str]:
    """Every file of the made-up library."""
    partners = {
        "gamma": ("false", [member("slower"), member("blocker")]),
        "delta": ("true", []),
        "epsilon": ("true", [member("blocker")]),
    }
    drugs = {"alpha": ALPHA, "beta": BETA}
    drugs |= {i: PARTNER.format(id=i, reviewed=r, groups=", ".join(g)) for i, (r, g) in partners.items()}
    return {
        "groups.toml": GROUPS,
        "sources.toml": SOURCES,
        "products.toml": PRODUCTS,
        "tradenames.toml": TRADENAMES,
        "version.toml": 'version = "test"',
        "interactions/slowness.toml": RULES,
        "interactions/enzyme.toml": ENZYME,
        **{f"drugs/{id}.toml": text for id, text in drugs.items()},
    }


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """A directory with the made-up library, in place of the bundled data."""
    root = tmp_path / "made-up"
    for name, text in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    monkeypatch.setattr(store_module, "bundled_data", lambda: root)
    monkeypatch.setenv("MEDCOMPARE_CACHE", "")
    return root


@pytest.fixture
def asked(made_up):
    """The made-up library, ready for questions."""
    return medcompare.load()
