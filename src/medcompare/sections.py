"""What a comparison is made of: sections, their rows, and the facts of a row."""

from collections.abc import Callable, Iterable
from typing import get_args

from .errors import UsageError
from .library import Library
from .model import Adjustment, Drug, Fact, Membership, Pharmacokinetic, Topic
from .names import key

Facts = Callable[[Library, Drug], Iterable[Fact]]
Field = tuple[str, str, str, Facts]  # id, title, the record's key that an [[absent]] entry names, facts


def _list(name: str) -> Facts:
    return lambda library, drug: getattr(drug, name)


def _one(name: str) -> Facts:
    return lambda library, drug: [f for f in [getattr(drug, name)] if f]


def _where(name: str, attribute: str, value: str) -> Facts:
    return lambda library, drug: library.grouped(drug, name, attribute).get(value, ())


def _groups(kind: str) -> Facts:
    """The groups of one kind, a drug's own first, then those above them on the same source."""

    def facts(library: Library, drug: Drug) -> Iterable[Fact]:
        found: dict[str, Membership] = {}
        for member in drug.groups:
            if member.group not in library.groups:
                found.setdefault(member.group, member)
            for group in library.ancestors(member.group):
                if library.groups[group].kind == kind:
                    found.setdefault(group, member.replace(group=group))
        own = {m.group for m in drug.groups}
        return sorted(found.values(), key=lambda m: m.group not in own)

    return facts


def _studies(library: Library, drug: Drug) -> Iterable[Fact]:
    return library.studies_of(drug.id)


def _titled(id: str) -> str:
    return id.replace("-", " ").capitalize()


SECTIONS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "identity": ("What it is", (
        ("classes", "Class", "groups", _groups("class")),
        ("properties", "Properties", "groups", _groups("property")),
        ("schedule", "Controlled substance", "schedule", _one("schedule")),
        ("first_approval", "First approval", "first_approval", _one("first_approval")),
        ("brands", "Brands", "brands", _list("brands")),
        ("trade_names", "Names elsewhere", "brands", lambda library, drug: library.trade_names_of(drug.id)),
        ("codes", "Codes", "codes", _one("codes")),
    )),
    "mechanism": ("How it works", (("mechanisms", "Mechanism", "mechanisms", _list("mechanisms")),)),
    "indications": ("What it is for", tuple(
        (f"indications.{status}", title, f"indications.{status}", _where("indications", "status", status))
        for status, title in (("labelled", "Labelled for"), ("off-label", "Off-label"),
                              ("investigational", "Under study"), ("not-for", "Not for"))
    )),
    "dose": ("Dose", tuple(
        (f"regimens.{who}", title, "regimens", _where("regimens", "population", who))
        for who, title in (("adult", "Adults"), ("any", "All patients"), ("older", "Older adults"), ("child", "Children"))
    )),
    "adjustments": ("Dose in some patients", tuple(
        (f"adjustments.{kind}", _titled(kind), f"adjustments.{kind}", _where("adjustments", "kind", kind))
        for kind in get_args(Adjustment.fields["kind"])
    )),
    "effects": ("Adverse effects", tuple(
        (f"adverse_effects.{rank}", title, f"adverse_effects.{rank}", _where("adverse_effects", "rank", rank))
        for rank, title in (("common", "Common"), ("serious", "Serious"), ("reported", "Reported"), ("rare", "Rare"))
    )),
    "boxed": ("Boxed warnings", (("boxed_warnings", "Boxed warning", "boxed_warnings", _list("boxed_warnings")),)),
    "contraindications": ("Must not take it", (
        ("contraindications", "Contraindications", "contraindications", _list("contraindications")),
    )),
    "warnings": ("Warnings by topic", tuple(
        (f"warnings.{topic}", _titled(topic), f"warnings.{topic}", _where("warnings", "topic", topic))
        for topic in get_args(Topic)
    )),
    "kinetics": ("In the body", tuple(
        (f"pharmacokinetics.{p}", "CYP enzymes" if p == "cyp" else _titled(p), f"pharmacokinetics.{p}",
         _where("pharmacokinetics", "property", p))
        for p in get_args(Pharmacokinetic.fields["property"])
    )),
    "forms": ("Forms and strengths", (("forms", "Sold as", "forms", _list("forms")),)),
    "evidence": ("Trials and reviews", (("studies", "Studies", "studies", _studies),)),
    "usage": ("Use and price", (
        ("usage", "How many take it", "usage", _list("usage")),
        ("prices", "Price", "prices", _list("prices")),
    )),
}  # fmt: skip

ALWAYS = frozenset(
    "classes schedule first_approval mechanisms indications.labelled regimens.adult adverse_effects.common "
    "boxed_warnings contraindications"
    .split()
)  # fmt: skip
"""Rows that stand even where no drug has a value: their silence matters."""


ALONE = frozenset({"trade_names"})
"""Rows of one drug by itself: side by side they would say nothing."""


def section_id(name: str) -> str:
    """Turn a section's id or title into its id; raise UsageError with the list of them."""
    for id, title in [*((i, t) for i, (t, _) in SECTIONS.items()), ("together", "Taken together")]:
        if key(name) in (key(id), key(title)):
            return id
    raise UsageError(f"--section {name!r}: no such section; sections: {', '.join([*SECTIONS, 'together'])}")
