"""Findings that somebody has judged and set aside: each with a reason, and until when."""

from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path

from .decode import decode, parse_toml
from .errors import UsageError
from .interactions import Pair
from .model import Record
from .names import printable
from .tables import read_bytes


class Ignore(Record):
    """A rule set aside for one pair."""

    rule: str
    pair: tuple[str, ...]
    reason: str
    expires: Date | None = None


def read_ignore(text: str) -> Ignore:
    """Read `RULE:drug+drug` from the command line."""
    rule, _, pair = text.partition(":")
    drugs = tuple(sorted(d.strip() for d in pair.split("+") if d.strip()))
    if not rule or len(drugs) != 2:
        raise UsageError(f"--ignore {printable(text, 60)!r}: is not RULE:drug+drug; the rule's name stands in --json")
    return Ignore(rule=rule, pair=drugs, reason="command line")


def read_ignores(path: Path, today: Date) -> list[Ignore]:
    """Read a TOML file of [[ignore]] entries; an expired one is an error."""
    entries = parse_toml(read_bytes(path), path).get("ignore", [])
    ignores: list[Ignore] = []
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        ignore = decode(Ignore, entry, path, f"ignore[{i}]")
        if ignore.expires and ignore.expires < today:
            raise UsageError(f"{path}: ignore[{i}] {ignore.rule} expired on {ignore.expires}; judge it again or delete it")
        ignores.append(ignore.replace(pair=tuple(sorted(ignore.pair))))
    return ignores


def apply_ignores(pairs: Sequence[Pair], ignores: Sequence[Ignore]) -> list[Pair]:
    """Leave out the findings that are set aside; raise UsageError for an entry that sets nothing aside."""
    unused = {(i.rule, i.pair) for i in ignores}
    kept: list[Pair] = []
    for pair in pairs:
        names = tuple(sorted((pair.a, pair.b)))
        left = tuple(f for f in pair.findings if (f.rule, names) not in {(i.rule, i.pair) for i in ignores})
        unused -= {(f.rule, names) for f in pair.findings}
        worst = left[0] if left else None
        kept.append(pair.replace(
            findings=left, severity=worst.severity if worst else None, action=worst.action if worst else None,
        ))  # fmt: skip
    for rule, names in sorted(unused):
        raise UsageError(f"the ignore entry {rule}:{'+'.join(names)} sets nothing aside; delete it")
    return kept
