"""Rules over records: each has a name, a reason and a tip; a problem has a file and a path in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .library import Library
from .model import Drug, Fact, Record
from .names import key

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


Rules = list[tuple[Check, Callable[[Drug, Path, Library], Found]]]


def registering(rules: Rules) -> Callable[[str, str, str], Callable[..., Any]]:
    """Return a decorator that adds a rule over one record, with its name, reason and tip, to a list."""

    def check(name: str, reason: str, tip: str) -> Callable[..., Any]:
        def register(function: Callable[[Drug, Path, Library], Found]) -> Callable[[Drug, Path, Library], Found]:
            rules.append((Check(name=name, reason=reason, tip=tip), function))
            return function

        return register

    return check


CHECKS: Rules = []
check = registering(CHECKS)


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


@check("names", "a name leads to one drug, save a brand that two countries use for two", "drop the name from one of the two")
def _names(drug: Drug, path: Path, library: Library) -> Found:
    own = [(f"brands[{i}].name", b.name, b.region) for i, b in enumerate(drug.brands)]
    own += [(f"synonyms[{i}]", s, "") for i, s in enumerate(drug.synonyms)]
    for where, name, region in [("name", drug.name, ""), *own]:
        meant = [m.id for m in library.names.get(key(name), []) if m.id != drug.id]
        others = [id for id in meant if not (region and only_elsewhere(library, id, name, region))]
        if others:
            yield where, f"{name!r} also means {', '.join(others)}"


def only_elsewhere(library: Library, id: str, name: str, region: str) -> bool:
    """Tell whether a name is a drug's in other countries only, not in this one, and not its name everywhere."""
    drug = library.drug(id)
    regions = {b.region for b in drug.brands if key(b.name) == key(name)}
    regions |= {n.region for n in library.trade_names_of(id) if key(name) in map(key, n.names)}
    return key(name) not in map(key, (drug.name, *drug.synonyms)) and region not in regions


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
