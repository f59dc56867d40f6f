"""The library, or a user's own records, against every rule."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .checks import CHECKS, Problem, walk
from .checks_doses import DOSE_CHECKS
from .checks_library import library_problems
from .decode import parse_toml, read
from .errors import DataError
from .library import Library
from .model import Drug, Fact, Record
from .store import SHARED
from .tables import read_bytes


class Validation(Record):
    """The answer to `validate`."""

    files: int
    facts: int
    problems: tuple[Problem, ...]


def validate(library: Library, paths: Sequence[Path] = ()) -> Validation:
    """Check the library, or records in some files and directories; report every problem."""
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
        facts += sum(map(len, library.shared.values()))
    return Validation(files=len(files), facts=facts, problems=tuple(problems))


def _files(library: Library, paths: Sequence[Path]) -> list[Path]:
    if not paths:
        return [Path(path) for path in library.drug_files.values()]
    files = [f for p in paths for f in (sorted(p.rglob("*.toml")) if p.is_dir() else [p])]
    others = ("groups", "sources", *SHARED, "version", "verify-exceptions")
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
    for rule, function in (*CHECKS, *DOSE_CHECKS):
        for where, text in function(drug, path, library):
            yield Problem(file=str(path), path=where, check=rule.name, text=text, tip=rule.tip)
