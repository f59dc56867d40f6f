"""How much: the regimens of drugs, and a dose checked against a patient."""

from collections.abc import Sequence
from typing import Literal

from .compare import Unresolved, cited_sources, resolve
from .dosecheck import Checked, check_dose
from .errors import UsageError
from .library import Library, Match
from .model import Adjustment, Drug, Record, Regimen, Source
from .names import key
from .patients import Patient
from .phrases import product

Population = Literal["", "adult", "child", "older"]


class Choice(Record):
    """Which regimens are meant; empty means all."""

    indication: str = ""
    route: str = ""
    form: str = ""
    population: Population = ""
    regions: tuple[str, ...] = ()


class DrugDoses(Record):
    """The regimens and adjustments of one drug."""

    drug: Match
    regimens: tuple[Regimen, ...]
    adjustments: tuple[Adjustment, ...]


class Dosing(Record):
    """The answer to `dose`; each drug has its own scale, for milligrams of two drugs are not equal."""

    drugs: tuple[DrugDoses, ...]
    unresolved: tuple[Unresolved, ...]
    check: Checked | None
    sources: dict[str, Source]


def doses(
    library: Library,
    names: Sequence[str],
    choice: Choice | None = None,
    check: str = "",
    patient: Patient | None = None,
) -> Dosing:
    """Show the regimens of drugs; with `check`, judge a dose of one drug for a patient."""
    choice = choice or Choice()
    found, unresolved = resolve(library, names)
    if check and len(names) != 1:
        raise UsageError("--check judges a dose of one drug; name one drug")
    shown = [_of(library, match, choice) for match in found]
    verdict = check_dose(library, shown[0].drug.id, check, patient or Patient(), choice) if check and shown else None
    cited = [ref for d in shown for fact in (*d.regimens, *d.adjustments) for ref in fact.source]
    cited += [ref for reason in (verdict.reasons if verdict else ()) for ref in reason.sources]
    return Dosing(drugs=tuple(shown), unresolved=tuple(unresolved), check=verdict, sources=cited_sources(library, cited))


def _of(library: Library, match: Match, choice: Choice) -> DrugDoses:
    drug = library.drug(match.id)
    regimens = chosen(drug, choice)
    adjustments = tuple(a for a in drug.adjustments if _fits(a, choice))
    return DrugDoses(drug=match, regimens=regimens, adjustments=adjustments)


def chosen(drug: Drug, choice: Choice) -> tuple[Regimen, ...]:
    """Return the regimens that a choice leaves; raise UsageError where it leaves none and names something."""
    kept = tuple(_exact([r for r in drug.regimens if _fits(r, choice) and _for(drug, r, choice)], choice))
    if not kept and drug.regimens and (choice.indication or choice.route or choice.form):
        uses = ", ".join(dict.fromkeys(i for r in drug.regimens for i in r.indications))
        routes = ", ".join(dict.fromkeys(product(r) for r in drug.regimens))
        raise UsageError(f"{drug.name} has no such regimen; indications: {uses}; routes and forms: {routes}")
    return kept


def _fits(fact: Regimen | Adjustment, choice: Choice) -> bool:
    return (
        (not choice.route or not fact.route or key(choice.route) == key(fact.route))
        and (not choice.form or not fact.form or key(choice.form) in key(f"{fact.form} {fact.release} release"))
        and (not choice.regions or fact.region in choice.regions)
    )


def _for(drug: Drug, regimen: Regimen, choice: Choice) -> bool:
    if choice.population and regimen.population not in (choice.population, "any"):
        return False
    wanted = key(choice.indication)
    uses = {i.id: f"{key(i.id)} {key(i.use)}" for i in drug.indications}
    return not wanted or any(wanted in uses.get(id, key(id)) for id in regimen.indications)


def _exact(regimens: Sequence[Regimen], choice: Choice) -> list[Regimen]:
    """Where a use or form is named exactly, those that merely contain the word are not meant."""
    kept = list(regimens)
    by_use = [r for r in kept if key(choice.indication) in map(key, r.indications)]
    kept = by_use or kept
    by_form = [r for r in kept if key(choice.form) == key(r.form)]
    return by_form or kept
