"""The one description of a record: frozen types that decoding, schemas and answers all read.

A type's annotations are its fields; a class attribute is a field's default; a field without
one is required. Plain classes stand here instead of dataclasses because 40 frozen dataclasses
cost three times `python -c pass` at every start.
"""

from datetime import date as Date
from decimal import Decimal
from typing import Any, ClassVar, Literal

Region = str
"""A country or area: "US", "GB", "CA", "EU", "AU", "FR", "CH" ..."""

Topic = Literal[
    "withdrawal", "pregnancy", "lactation", "child", "older", "renal", "hepatic", "driving", "alcohol",
    "misuse", "overdose", "missed-dose", "monitoring", "food", "administration", "cns-depression",
    "respiratory", "cardiovascular", "hypotension", "seizure", "psychiatric", "suicidality", "serotonin",
    "hypersensitivity", "endocrine", "liver", "eye", "falls", "reproduction", "infection", "other",
]  # fmt: skip
Per = Literal[
    "dose", "day", "hour", "minute", "week", "month",
    "kg/dose", "kg/day", "kg/hour", "kg/minute", "m2/dose", "m2/day",
]  # fmt: skip
Severity = Literal["contraindicated", "major", "moderate", "minor"]
Action = Literal["avoid", "modify", "monitor", "none"]
Evidence = Literal["boxed-warning", "label", "guideline", "study", "theoretical"]


class Record:
    """Hold the fields that the annotations name; refuse every change."""

    fields: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = {k: v for k, v in cls.__annotations__.items() if k != "fields"}
        cls.fields = {**cls.fields, **own}

    def __init__(self, **values: Any) -> None:
        missing = [f for f in self.fields if f not in values and not hasattr(type(self), f)]
        unknown = [v for v in values if v not in self.fields]
        if missing or unknown:
            raise TypeError(f"{type(self).__name__}: missing {missing}, unknown {unknown}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, f) == getattr(other, f) for f in self.fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, f) for f in self.fields))

    def __repr__(self) -> str:
        shown = ", ".join(f"{f}={getattr(self, f)!r}" for f in self.fields if f in self.__dict__)
        return f"{type(self).__name__}({shown})"

    def replace(self, **values: Any) -> Any:
        """Return a copy with some fields changed."""
        return type(self)(**{**self.__dict__, **values})


class Fact(Record):
    """Something a source says: `source` names its id and section, `as_` the source's own short wording."""

    source: tuple[str, ...]
    region: Region = "US"
    as_: tuple[str, ...] = ()


class Quantity(Record):
    """An exact number or range; in TOML `value = 5` is short for `low = 5, high = 5`."""

    low: Decimal
    high: Decimal
    unit: str = ""


class Bound(Record):
    """A limit as the source words it: below and above exclude the number, at_most and at_least include it."""

    below: Decimal | None = None
    at_most: Decimal | None = None
    at_least: Decimal | None = None
    above: Decimal | None = None
    unit: str = ""


class When(Record):
    """The patients a fact is about; every part that is given must hold. `population` is for a source that names no age."""

    age: Bound | None = None
    weight: Bound | None = None
    egfr: Bound | None = None
    crcl: Bound | None = None
    hepatic: tuple[Literal["mild", "moderate", "severe"], ...] = ()
    dialysis: bool | None = None
    pregnant: bool | None = None
    sex: Literal["female", "male", ""] = ""
    taking: tuple[str, ...] = ()
    population: Literal["child", "older", ""] = ""
    condition: str = ""


class Dose(Record):
    """An amount with its rhythm: how much, of what unit, per what, how often, for how long."""

    low: Decimal
    high: Decimal
    unit: str
    per: Per
    times_per_day: Quantity | None = None
    every_hours: Quantity | None = None
    at: str = ""
    as_needed: bool = False
    after: Quantity | None = None
    lasts: Quantity | None = None


class Maximum(Record):
    """The most a source allows; `stated = false` where it names none, with the top of its regimens."""

    stated: bool = True
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    per: Per = "day"
    top_of_regimen: Dose | None = None


class Brand(Fact):
    """A trade name and what it means today."""

    name: str
    status: Literal["sold", "discontinued", "unknown"]
    product: str
    note: str = ""


class Membership(Fact):
    """A group that the drug belongs to."""

    group: str


class Schedule(Fact):
    """Controlled-substance schedule, or "none"."""

    value: Literal["I", "II", "III", "IV", "V", "none"]
    note: str = ""


class Approval(Fact):
    """Year of the first approval in the region."""

    year: int
    note: str = ""


class Codes(Fact):
    """Identifiers: UNII of the ingredient (and of its salts), RxNorm ingredient codes."""

    unii: tuple[str, ...] = ()
    rxcui: tuple[str, ...] = ()


class Mechanism(Fact):
    """What it acts on, how, and what is not known."""

    target: str
    action: str
    text: str
    unknown: str = ""


class Indication(Fact):
    """A use, or something it is not for."""

    id: str
    use: str
    status: Literal["labelled", "off-label", "investigational", "not-for"]
    note: str = ""
    route: str = ""
    form: str = ""


class Regimen(Fact):
    """How it is dosed for some uses, patients, route and form; `max_times_per_day` is the most doses that may be taken in 24 hours."""

    indications: tuple[str, ...]
    population: Literal["adult", "child", "older", "any"]
    route: str
    form: str
    release: Literal["immediate", "extended", "not-applicable"] = "immediate"
    when: When | None = None
    start: Dose | None = None
    titration: tuple[Dose, ...] = ()
    usual: Dose | None = None
    max_dose: Maximum | None = None
    max_daily: Maximum | None = None
    max_times_per_day: Decimal | None = None
    longest_course: Quantity | None = None
    note: str = ""


class Adjustment(Fact):
    """What changes for some patients; `effect` decides a dose check, the doses replace the regimen's."""

    kind: Literal["renal", "hepatic", "age", "weight", "dialysis", "monitoring", "interaction", "pregnancy", "sex", "other"]
    effect: Literal["contraindicated", "avoid", "reduce", "caution", "monitor", "no-change", "not-established"]
    text: str
    when: When | None = None
    indications: tuple[str, ...] = ()
    route: str = ""
    form: str = ""
    release: Literal["immediate", "extended", "not-applicable", ""] = ""
    start: Dose | None = None
    usual: Dose | None = None
    max_dose: Maximum | None = None
    max_daily: Maximum | None = None


class AdverseEffect(Fact):
    """An unwanted effect, with the trial arm's figure and the comparator's where the source gives them."""

    name: str
    rank: Literal["common", "serious", "reported", "rare"]
    percent: Quantity | None = None
    arm: str = ""
    comparator: str = ""
    comparator_percent: Quantity | None = None
    note: str = ""
    route: str = ""
    form: str = ""


class BoxedWarning(Fact):
    """A boxed warning: its subject and what it says."""

    title: str
    text: str
    route: str = ""
    form: str = ""


class Contraindication(Fact):
    """Who must not take it; `when` lets a dose check decide, `taking` names drugs or groups."""

    text: str
    when: When | None = None
    taking: tuple[str, ...] = ()
    route: str = ""
    form: str = ""


class Warning(Fact):
    """What a source says on one topic."""

    topic: Topic
    text: str
    route: str = ""
    form: str = ""


class Pharmacokinetic(Fact):
    """One property: onset, peak, half-life, duration, bioavailability, protein binding, metabolism, elimination."""

    property: Literal[
        "onset", "peak", "duration", "half-life", "steady-state", "bioavailability", "protein-binding",
        "distribution", "metabolism", "active-metabolite", "elimination", "food", "cyp",
    ]  # fmt: skip
    text: str
    value: Quantity | None = None
    of: str = ""
    route: str = ""
    form: str = ""


class Form(Fact):
    """A form in which it is sold: strengths in one unit; `split` says whether it can be halved."""

    route: str
    form: str
    release: Literal["immediate", "extended", "not-applicable"] = "immediate"
    strengths: tuple[Decimal, ...] = ()
    unit: str = "mg"
    per: str = ""
    split: bool | None = None
    note: str = ""


class Usage(Fact):
    """How many people take it or how often it is prescribed, with the year."""

    text: str
    year: int


class Price(Fact):
    """A price: of how many units of which strength; `dated` is absent where the source gives no date."""

    product: str
    quantity: int
    strength: Decimal
    unit: str
    low: Decimal
    high: Decimal
    currency: str = "USD"
    dated: Date | None = None
    note: str = ""


class Absence(Fact):
    """A field that a source says is empty ("none"), or that cannot apply ("not-applicable").

    `field` is a list's name ("boxed_warnings") or a topic of it ("warnings.lactation").
    """

    field: str
    status: Literal["none", "not-applicable", "label-silent"]
    note: str = ""


class Drug(Record):
    """One ingredient or substance; `interactions_note` says what of its label was not read, though the rest stands as rules."""

    id: str
    name: str
    depth: Literal["full", "partner"]
    kind: Literal["drug", "substance"] = "drug"
    override: bool = False
    reviewed: Date | None = None
    interactions_reviewed: bool = False
    interactions_note: str = ""
    synonyms: tuple[str, ...] = ()
    salts: tuple[str, ...] = ()
    brands: tuple[Brand, ...] = ()
    groups: tuple[Membership, ...] = ()
    schedule: Schedule | None = None
    first_approval: Approval | None = None
    codes: Codes | None = None
    mechanisms: tuple[Mechanism, ...] = ()
    indications: tuple[Indication, ...] = ()
    regimens: tuple[Regimen, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    adverse_effects: tuple[AdverseEffect, ...] = ()
    boxed_warnings: tuple[BoxedWarning, ...] = ()
    contraindications: tuple[Contraindication, ...] = ()
    warnings: tuple[Warning, ...] = ()
    pharmacokinetics: tuple[Pharmacokinetic, ...] = ()
    forms: tuple[Form, ...] = ()
    usage: tuple[Usage, ...] = ()
    prices: tuple[Price, ...] = ()
    absent: tuple[Absence, ...] = ()


class Source(Record):
    """A citation: label, guideline, study, regulator's page, article or price list."""

    kind: Literal["fda-label", "label", "guideline", "study", "regulator", "article", "price-list"]
    title: str
    publisher: str
    url: str
    date: Date | None = None
    retrieved: Date | None = None
    set_id: str = ""
    doi: str = ""
    pmid: str = ""
    note: str = ""


class Group(Record):
    """A class, or a property that interactions turn on; `names` are the everyday words for it."""

    name: str
    kind: Literal["class", "property"]
    text: str
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    duplicate: bool = False
    burden: str = ""


class Rule(Fact):
    """What happens when a drug of side `a` meets one of side `b`; `affects` is the side whose effect changes."""

    id: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    except_: tuple[str, ...] = ()
    affects: Literal["a", "b", "both"] = "both"
    severity: Severity
    action: Action
    evidence: Evidence
    effect: str
    mechanism: str
    management: str
    modifiers: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()


class Product(Fact):
    """A combination product: its ingredients, in the order in which its strengths are written."""

    name: str
    ingredients: tuple[str, ...]
    names: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    route: str = "oral"
    status: Literal["sold", "discontinued", "unknown"] = "unknown"


class TradeNames(Fact):
    """Trade names of a drug in one country, of which nothing more is recorded."""

    drugs: tuple[str, ...]
    names: tuple[str, ...]


class Study(Fact):
    """A trial or review: design, size, comparator, result, limits."""

    id: str
    drugs: tuple[str, ...]
    title: str
    year: int
    design: str
    population: str
    comparison: str
    result: str
    limits: str
    n: int | None = None
    head_to_head: bool = False


class Claim(Fact):
    """Something widely said, and what the sources say."""

    id: str
    drugs: tuple[str, ...]
    topic: str
    claim: str
    verdict: Literal["true", "true-with-nuance", "false", "unverifiable"]
    fact: str


class Exempt(Record):
    """A part of a fact that the machine cannot find in the label, with the reason. Doses have none."""

    owner: str
    path: str
    missing: str
    reason: str


class Verification(Record):
    """How many facts that cite a label were found in its text, and when that was last looked at."""

    facts: int
    verified: int
    on: Date
