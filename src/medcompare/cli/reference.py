"""Commands that look things up: compare, show, is, search, claims, list, groups, sources."""

from typing import Annotated, Literal

import typer

from ..errors import UsageError
from .options import DrugName, Drugs, Out, RegionalOut

Section = Annotated[list[str] | None, typer.Option("--section", "-s", help="Only this section; repeatable.")]


def compare_command(
    drugs: Drugs,
    section: Section = None,
    diff: Annotated[bool, typer.Option("--diff", help="Only what differs.")] = False,
    shared: Annotated[bool, typer.Option("--shared", help="Only what they share.")] = False,
    *,
    out: RegionalOut,
) -> None:
    """Lay drugs side by side, section by section, and say what happens when both are taken."""
    if diff and shared:
        raise UsageError("--diff and --shared exclude each other; give one of them")
    only: Literal["", "diff", "shared"] = "diff" if diff else "shared" if shared else ""
    out.give(out.asked.compare(*drugs, sections=section or (), regions=out.regions, only=only))


def show_command(drug: DrugName, section: Section = None, *, out: RegionalOut) -> None:
    """Show everything that is recorded of one drug."""
    out.give(out.asked.show(drug, sections=section or (), regions=out.regions))


def is_command(
    drug: DrugName,
    group: Annotated[str, typer.Argument(help='A group, by id or everyday name such as "benzo".')],
    *,
    out: Out,
) -> None:
    """Say whether a drug belongs to a group: exit code 0 for yes, 1 for no."""
    answer = out.asked.is_a(drug, group)
    out.give(answer, no=not answer.answer)


def search_command(words: Annotated[list[str], typer.Argument(help="Words; all must match.")], *, out: Out) -> None:
    """Find words in names, uses, effects and warnings, and say where they stand."""
    answer = out.asked.search(*words)
    out.give(answer, no=not answer.hits)


def claims_command(
    drugs: Annotated[list[str] | None, typer.Argument(help="Names; without one, all claims.")] = None, *, out: Out
) -> None:
    """Show what is widely said of drugs, and what the sources say."""
    out.give(out.asked.claims(*(drugs or ())))


def list_command(
    group: Annotated[str, typer.Option("--group", "-g", help="Only drugs of this group.")] = "", *, out: Out
) -> None:
    """List the records."""
    out.give(out.asked.list(group))


def groups_command(group: Annotated[str, typer.Argument(help="A group.")] = "", *, out: Out) -> None:
    """Show the groups of drugs with their everyday names, or one with its members."""
    out.give(out.asked.groups(group))


def sources_command(drug: Annotated[str, typer.Argument(help="A drug.")] = "", *, out: Out) -> None:
    """Show the sources, and how many facts rest on each."""
    out.give(out.asked.sources(drug))
