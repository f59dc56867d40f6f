"""Rules over what stands outside the records: rules, groups, products, studies, claims, citations."""

from collections.abc import Iterable, Iterator
from datetime import date as Date
from hashlib import sha256
from pathlib import Path

from .checks import Problem, only_elsewhere, source_problems
from .interactions import SEVERITIES
from .library import Library
from .model import Fact, Rule
from .names import key


def library_problems(library: Library) -> Iterator[Problem]:
    """Yield every problem of the shared files."""
    yield from _rules(library)
    yield from _groups(library)
    yield from _citations(library)
    yield from _version(library)
    yield from _codes(library)
    for file, facts in library.shared.items():
        yield from _listed(library, f"{file}.toml", "studies" if file == "evidence" else file, facts)
    yield from _trade_names(library)


def _problem(file: str, path: str, check: str, text: str, tip: str) -> Problem:
    return Problem(file=file, path=path, check=check, text=text, tip=tip)


def _rules(library: Library) -> Iterator[Problem]:
    known = {*library.drug_files, *library.groups}
    ids = [rule.id for rules in library.rules.values() for rule in rules]
    for family, rules in library.rules.items():
        for rule in rules:
            for text, tip in _rule(library, rule, known, ids):
                yield _problem(f"interactions/{family}.toml", rule.id, "rule", text, tip)


def _rule(library: Library, rule: Rule, known: set[str], ids: list[str]) -> Iterator[tuple[str, str]]:
    for text in source_problems(rule, library):
        yield text, 'write source = ["id#section"], and the id in sources.toml'
    for name in (*rule.a, *rule.b, *rule.except_):
        if name not in known:
            yield f"{name!r} is neither a drug nor a group", "write a partner record for it, or use a group"
    if ids.count(rule.id) > 1:
        yield "this id stands twice", "give each rule its own id"
    for other in rule.overrides:
        if other not in ids:
            yield f"overrides {other!r}, which is no rule", "name the id of a rule"
    if SEVERITIES.index(rule.severity) < SEVERITIES.index("minor") and not rule.management.strip():
        yield "says nothing of what to do", "a rule above minor needs management and a source that says it"


def _groups(library: Library) -> Iterator[Problem]:
    for id, group in library.groups.items():
        for parent in group.parents:
            if parent not in library.groups:
                yield _problem("groups.toml", id, "group", f"parent {parent!r} is no group", "use a group's id")
            elif id in library.ancestors(parent):
                yield _problem("groups.toml", id, "group", f"is its own ancestor through {parent!r}", "break the ring")
        if id in library.drug_files:
            yield _problem("groups.toml", id, "group", "is the id of a drug too", "rename one of them")


def _citations(library: Library) -> Iterator[Problem]:
    known: dict[str, str] = {}
    for id, source in library.sources.items():
        if source.set_id and known.setdefault(source.set_id, id) != id:
            text = f"has the set id of {known[source.set_id]}, whose facts `verify` would miss"
            yield _problem("sources.toml", id, "set-id", text, "cite one of them; a copy's set id goes into note")
        if not (source.date or source.retrieved):
            yield _problem("sources.toml", id, "date", "has neither date nor retrieved", "give one of them")
        if source.kind == "fda-label" and not (source.set_id or source.note):
            yield _problem("sources.toml", id, "set-id", "is a label without set_id", "give set_id, or say why in note")


def _listed(library: Library, file: str, name: str, facts: Iterable[Fact]) -> Iterator[Problem]:
    known = {*library.drug_files, *library.groups}
    for i, fact in enumerate(facts):
        where = f"{name}[{i}] {getattr(fact, 'id', getattr(fact, 'name', ''))}"
        for text in source_problems(fact, library):
            yield _problem(file, where, "source", text, 'write source = ["id#section"], and the id in sources.toml')
        for drug in getattr(fact, "drugs", ()):
            if drug not in known:
                yield _problem(file, where, "drug", f"{drug!r} is neither a drug nor a group", "use an id")


def _trade_names(library: Library) -> Iterator[Problem]:
    """A name of one country leads to one drug; two countries may use it for two, and a look-up then names both."""
    for i, abroad in enumerate(library.trade_names):
        for name in abroad.names:
            for id in {m.id for m in library.names.get(key(name), ())} - {*abroad.drugs}:
                if not only_elsewhere(library, id, name, abroad.region):
                    text = f"{name!r} also means {id} in {abroad.region}"
                    yield _problem(
                        "tradenames.toml", f"tradenames[{i}].names", "names", text, "drop the name from one of the two"
                    )


def _codes(library: Library) -> Iterator[Problem]:
    known: dict[str, str] = {}
    for drug in library.drugs.values():
        for code in (*drug.codes.unii, *drug.codes.rxcui) if drug.codes else ():
            if known.setdefault(code, drug.id) != drug.id:
                yield _problem(f"drugs/{drug.id}.toml", "codes", "code", f"{code} is that of {known[code]} too", "re-read it")


def _version(library: Library) -> Iterator[Problem]:
    sealed = library.version.removesuffix("+local").partition("+")[2]
    if sealed != digest(library.roots[0]):
        text = "the data has changed since its version was set"
        yield _problem("version.toml", "version", "version", text, "medcompare validate --seal sets it")


def seal(root: Path, today: Date) -> str:
    """Set the data version to a date and the digest of the data; return it."""
    version = f"{today.isoformat()}+{digest(root)}"
    (root / "version.toml").write_text(f'version = "{version}"\n', encoding="utf-8")
    return version


def digest(root: Path) -> str:
    """Return a short digest of every data file that holds facts."""
    total = sha256()
    for path in sorted(root.rglob("*.toml"), key=lambda p: p.relative_to(root).as_posix()):
        if path.name not in ("version.toml", "verified.toml"):  # neither holds a fact
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:12]
