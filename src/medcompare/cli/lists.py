"""Commands over medication lists: interactions, diff."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .options import Out, complete_drug, one_of

SEVERITIES = ("contraindicated", "major", "moderate", "minor")
Column = Annotated[str, typer.Option("--column", help="The CSV column that holds the names.")]


def interactions_command(
    drugs: Annotated[list[str] | None, typer.Argument(help="Names.", autocompletion=complete_drug)] = None,
    from_: Annotated[
        list[Path] | None, typer.Option("--from", help="A list: text, CSV, JSON, FHIR; - is standard input.")
    ] = None,
    column: Column = "",
    minimum: Annotated[str, typer.Option("--min", help="Show only findings of this severity or worse.")] = "",
    fail_on: Annotated[str, typer.Option("--fail-on", help="Exit with 1 at this severity or worse; none: never.")] = "none",
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="Set a finding aside: RULE:drug+drug; repeatable.")] = None,
    ignore_file: Annotated[
        Path | None, typer.Option("--ignore-file", help="TOML with [[ignore]] rule, pair, reason, expires.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Anything unread or not reviewed fails.")] = False,
    *,
    out: Out,
) -> None:
    """Check every pair of a medication list; with one name, show all that is recorded for it."""
    from ..ignores import read_ignore, read_ignores
    from ..lists import reached

    threshold = one_of("--fail-on", fail_on or " ", (*SEVERITIES, "none"))
    ignores = [read_ignore(text) for text in ignore or ()]
    ignores += read_ignores(ignore_file, date.today()) if ignore_file else []
    lists = _lists(drugs or (), from_ or (), column)
    answer = out.asked.interactions(*lists, minimum=one_of("--min", minimum, SEVERITIES), ignores=ignores)
    failed = threshold != "none" and reached(answer, threshold)
    unsure = bool(answer.coverage.not_reviewed or answer.troubles or answer.unresolved)
    out.give(answer, no=failed or (strict and unsure), unread=bool(answer.unresolved or answer.troubles))


def diff_command(before: Path, after: Path, column: Column = "", *, out: Out) -> None:
    """Show which findings a changed list adds and removes: exit code 1 if it adds any."""
    from ..medlists import read_file

    answer = out.asked.diff(read_file(before, column), read_file(after, column))
    out.give(answer, no=bool(answer.added), unread=bool(answer.troubles))


def _lists(names: object, paths: object, column: str) -> list:
    from ..medlists import Entry, MedList, read_bytes, read_file

    typed = [Entry(text=name) for name in names]  # type: ignore[attr-defined]
    for name in typed:
        if not name.text.strip():
            raise UsageError("a drug name is empty; type a name such as baclofen")
    lists = [MedList(entries=tuple(typed), troubles=())] if typed else []
    for path in paths:  # type: ignore[attr-defined]
        if str(path) == "-":
            if sys.stdin is None:
                raise UsageError("--from -: standard input is closed")
            lists.append(read_bytes(sys.stdin.buffer.read(), "standard input", column))
        else:
            lists.append(read_file(path, column))
    return lists
