"""Rules over records: each has a name, a reason and a tip; a problem has a file and a path in it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from .decode import parse_toml, read
from .errors import DataError
from .library import Library
from .model import Adjustment, Dose, Drug, Fact, Maximum, Pharmacokinetic, Quantity, Record, Regimen, When
from .names import key
from .tables import read_bytes
from .units import comparable, per_day

Found = Iterator[tuple[str, str]]
"""Pairs of a path in the record and what is wrong there."""


class Check(Record):
    """A rule over one record."""

    name: str
    reason: str
    tip: str


class Problem(Record):
    """One thing that is wrong."""

    file: str
    path: str
    check: str
    text: str
    tip: str


class Validation(Record):
    """The answer to `validate`."""

    files: int
    facts: int
    problems: tuple[Problem, ...]


CHECKS: list[tuple[Check, Callable[[Drug, Path, Library], Found]]] = []


def check(name: str, reason: str, tip: str) -> Callable[..., Any]:
    """Register a rule over one record."""

    def register(function: Callable[[Drug, Path, Library], Found]) -> Callable[[Drug, Path, Library], Found]:
        CHECKS.append((Check(name=name, reason=reason, tip=tip), function))
        return function

    return register


def walk(record: Any, path: str = "") -> Iterator[tuple[str, Record]]:
    """Yield every record inside a record with its path."""
    if isinstance(record, Record):
        yield path, record
        for field in record.fields:
            yield from walk(getattr(record, field), f"{path}.{field}" if path else field)
    elif isinstance(record, tuple):
        for i, item in enumerate(record):
            yield from walk(item, f"{path}[{i}]")


@check("file-name", "a record is found by its file name", "name the file after the id")
def _file_name(drug: Drug, path: Path, library: Library) -> Found:
    if path.stem != drug.id:
        yield "id", f"is {drug.id!r}, but the file is called {path.name}"
    if key(drug.id).replace(" ", "-") != drug.id:
        yield "id", f"{drug.id!r} must be lower case words joined by single hyphens"


@check("source", "every fact says where it stands", 'write source = ["id#section"], and the id in sources.toml')
def _source(drug: Drug, path: Path, library: Library) -> Found:
    for where, fact in walk(drug):
        if isinstance(fact, Fact):
            yield from ((f"{where}.source", text) for text in source_problems(fact, library))


def source_problems(fact: Fact, library: Library) -> Iterator[str]:
    """Say what is wrong with the citations of a fact."""
    if not fact.source:
        yield "is empty: a fact needs a source"
    for ref in fact.source:
        id, mark, section = ref.partition("#")
        if not (mark and section):
            yield f"{ref!r} lacks its section after #"
        if id not in library.sources:
            yield f"{id!r} is in no sources.toml"


@check("group", "groups carry the class rules", "use an id of groups.toml; `medcompare groups` lists them")
def _group(drug: Drug, path: Path, library: Library) -> Found:
    for i, member in enumerate(drug.groups):
        if member.group not in library.groups:
            yield f"groups[{i}].group", f"{member.group!r} is in no groups.toml"


@check("range", "a range runs upwards", "swap low and high")
def _range(drug: Drug, path: Path, library: Library) -> Found:
    for where, part in walk(drug):
        if isinstance(part, Quantity | Dose | Maximum) and part.low is not None and part.high is not None:
            if part.low > part.high:
                yield where, f"low {part.low} is above high {part.high}"
            if part.low < 0 or (part.high == 0 and not isinstance(part, Quantity)):
                yield where, "must be more than nothing"
        if isinstance(part, Quantity) and part.unit == "%" and part.high > 100:
            yield where, f"{part.high}% is more than all"
        if isinstance(part, Pharmacokinetic) and part.value and part.value.low == 0:
            yield where, "a property of nothing"
        if isinstance(part, When):
            yield from _limits(part, where)


def _limits(when: When, where: str) -> Found:
    most = {"egfr": 150, "crcl": 150, "weight": 200}
    for name, top in most.items():
        bound = getattr(when, name)
        for value in (bound.below, bound.at_most, bound.at_least, bound.above) if bound else ():
            if value is not None and value > top:
                yield f"{where}.{name}", f"{value} is no limit of any patient"


@check("maximum", "a usual dose never passes the maximum", "re-read both numbers in the source")
def _maximum(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        yield from _above_maximum(regimen, f"regimens[{i}]")
    for i, adjustment in enumerate(drug.adjustments):
        yield from _above_maximum(adjustment, f"adjustments[{i}]")


def _above_maximum(part: Regimen | Adjustment, where: str) -> Found:
    steps = [(f"titration[{i}]", d) for i, d in enumerate(getattr(part, "titration", ()))]
    for name, dose in [("start", part.start), *steps, ("usual", part.usual)]:
        daily = per_day(dose) if dose else None
        if daily and dose and not dose.as_needed and part.max_daily and part.max_daily.high is not None:
            # The largest dose taken most often may pass the maximum, which then caps it; a day's total may not.
            least = daily.high if dose.per.endswith("day") else daily.low
            top = part.max_daily
            pair = comparable(least, daily.unit, daily.per, part.max_daily.high, top.unit, top.per)
            if pair and pair[0] > pair[1]:
                yield f"{where}.{name}", f"{least} {daily.unit} a day is above the maximum of {top.high} {top.unit}"


@check("titration", "the steps lead up to the usual dose", "add the missing step, or re-read the usual dose")
def _titration(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        yield from _upwards(regimen, f"regimens[{i}]")
        last = per_day(regimen.titration[-1]) if regimen.titration else None
        usual = per_day(regimen.usual) if regimen.usual else None
        if last and usual:
            pair = comparable(last.high, last.unit, last.per, usual.low, usual.unit, usual.per)
            if pair and pair[0] < pair[1]:
                yield f"regimens[{i}].titration", f"ends at {last.high} {last.unit} a day, below the usual {usual.low}"


def _upwards(regimen: Regimen, where: str) -> Found:
    steps = [d for d in (regimen.start, *regimen.titration) if d]
    if not regimen.titration or any(step.as_needed for step in steps):
        return  # a course that begins high and goes on lower, as needed, is no titration
    sums = [per_day(d) for d in steps]
    for i, (before, after) in enumerate(pairwise(sums)):
        if before and after and (before.unit, before.per) == (after.unit, after.per) and after.high < before.high:
            yield f"{where}.titration", f"step {i + 1} goes down from {before.high} to {after.high} {after.unit} a day"


@check("top", "the top of the regimens is the largest amount that they come to", "re-read the largest regimen in the source")
def _top(drug: Drug, path: Path, library: Library) -> Found:
    for i, regimen in enumerate(drug.regimens):
        named = (regimen.start, *regimen.titration, regimen.usual)
        top = regimen.max_daily and regimen.max_daily.top_of_regimen
        limit = per_day(top) if top else None
        for day in (per_day(d) for d in named if d):
            pair = comparable(day.high, day.unit, day.per, limit.high, limit.unit, limit.per) if day and limit else None
            if pair and pair[0] > pair[1]:
                yield f"regimens[{i}].max_daily.top_of_regimen", f"{limit and limit.high} is below {pair[0]} a day"


@check("rhythm", "nobody takes a dose that often", "re-read the number of times in the source")
def _rhythm(drug: Drug, path: Path, library: Library) -> Found:
    for where, part in walk(drug):
        if isinstance(part, Dose) and part.times_per_day and not 1 <= part.times_per_day.low <= part.times_per_day.high <= 8:
            yield where, f"{part.times_per_day.high} times a day"


@check("strengths", "strengths stand in order, each once", "sort them, and re-read each in the source")
def _strengths(drug: Drug, path: Path, library: Library) -> Found:
    for i, form in enumerate(drug.forms):
        if any(a >= b for a, b in pairwise(form.strengths)):
            yield f"forms[{i}].strengths", f"{', '.join(map(str, form.strengths))} do not rise"


@check("indication", "a regimen is for a use of the record", "use an id of [[indications]]")
def _indication(drug: Drug, path: Path, library: Library) -> Found:
    ids = [i.id for i in drug.indications]
    for i, regimen in enumerate(drug.regimens):
        for id in regimen.indications:
            if id not in ids:
                yield f"regimens[{i}].indications", f"{id!r} is the id of no indication; ids: {', '.join(ids)}"
    for id in {i for i in ids if ids.count(i) > 1}:
        yield "indications", f"the id {id!r} stands twice"


@check("absence", "a field cannot be empty and filled", "delete the [[absent]] entry or the facts")
def _absence(drug: Drug, path: Path, library: Library) -> Found:
    for i, absence in enumerate(drug.absent):
        name, _, part = absence.field.partition(".")
        if name not in drug.fields:
            yield f"absent[{i}].field", f"{absence.field!r} is no field of a record"
        elif not part and getattr(drug, name) and absence.status != "none":
            yield f"absent[{i}].field", f"{name} is said to be {absence.status}, but it has entries"


@check("names", "a name leads to one drug", "drop the name from one of the two")
def _names(drug: Drug, path: Path, library: Library) -> Found:
    own = [(f"brands[{i}].name", b.name) for i, b in enumerate(drug.brands)]
    own += [(f"synonyms[{i}]", s) for i, s in enumerate(drug.synonyms)]
    for where, name in [("name", drug.name), *own]:
        others = [m.id for m in library.names.get(key(name), []) if m.id != drug.id]
        if others:
            yield where, f"{name!r} also means {', '.join(others)}"


@check(
    "depth",
    "a record in full depth answers the main questions",
    'fill the field, say so in [[absent]], or set depth = "partner"',
)
def _depth(drug: Drug, path: Path, library: Library) -> Found:
    said = {a.field.partition(".")[0] for a in drug.absent}
    needed = ("groups", "mechanisms", "indications", "regimens", "adverse_effects", "contraindications", "warnings")
    if drug.depth == "full":
        for name in (*needed, "boxed_warnings"):
            if not getattr(drug, name) and name not in said:
                yield name, "is missing from a record in full depth"


def validate(library: Library, paths: Sequence[Path] = ()) -> Validation:
    """Check the library, or records in some files and directories; report every problem."""
    from .checks_library import library_problems  # the rules beyond one record

    files = _files(library, paths)
    problems: list[Problem] = []
    facts = 0
    for path in files:
        drug = _read(path, problems)
        if drug:
            facts += sum(isinstance(part, Fact) for _, part in walk(drug))
            problems += _apply(drug, path, library)
    if not paths:
        problems += library_problems(library)
        facts += sum(len(rules) for rules in library.rules.values())
        facts += len(library.products) + len(library.studies) + len(library.claims)
    return Validation(files=len(files), facts=facts, problems=tuple(problems))


def _files(library: Library, paths: Sequence[Path]) -> list[Path]:
    if not paths:
        return [Path(path) for path in library.drug_files.values()]
    files = [f for p in paths for f in (sorted(p.rglob("*.toml")) if p.is_dir() else [p])]
    others = ("groups", "sources", "claims", "products", "evidence", "version", "verify-exceptions")
    return [f for f in files if f.stem not in others and f.parent.name != "interactions"]


def _read(path: Path, problems: list[Problem]) -> Drug | None:
    found: list[tuple[str, str]] = []
    try:
        drug = read(Drug, parse_toml(read_bytes(path), path), found)
    except DataError as error:
        found.append((error.path, error.reason))
    problems += [
        Problem(file=str(path), path=where, check="format", text=text, tip="`medcompare schema record` shows the format")
        for where, text in found
    ]
    return None if found else drug


def _apply(drug: Drug, path: Path, library: Library) -> Iterator[Problem]:
    for rule, function in CHECKS:
        for where, text in function(drug, path, library):
            yield Problem(file=str(path), path=where, check=rule.name, text=text, tip=rule.tip)
