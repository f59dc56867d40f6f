"""Commands about the data itself: schema, validate."""

import json as stdlib_json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .options import Out


def schema_command(
    of: Annotated[str, typer.Argument(help='A command, or "record" for a drug record.')] = "record",
) -> None:
    """Print the JSON Schema of a command's answer, or of a record."""
    from ..schema import answer_schema, record_schema

    schema = record_schema() if of == "record" else answer_schema(of)
    typer.echo(stdlib_json.dumps(schema, indent=2))


def validate_command(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or directories; without one, all bundled data.")] = None,
    seal: Annotated[
        bool, typer.Option("--seal", help="Set the data version first: for those who changed the bundled data.")
    ] = False,
    *,
    out: Out,
) -> None:
    """Check records and rules; exit code 4 if anything is wrong."""
    from ..checks_library import seal as set_version
    from ..validate import validate

    if seal:
        set_version(out.asked.library.roots[0], date.today())

    answer = validate(out.asked.library, paths or ())
    out.give(answer, broken=bool(answer.problems))


def verify_command(
    drugs: Annotated[list[str] | None, typer.Argument(help="Only the facts of these drugs.")] = None,
    labels: Annotated[Path | None, typer.Option("--labels", help="openFDA labels: a file, a directory or a bulk zip.")] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the counts in the bundled data, for `sources` and `info`.")
    ] = False,
    *,
    out: Out,
) -> None:
    """Check every fact against the FDA label text that it cites; exit code 4 if one is not found."""
    from ..errors import UsageError
    from ..verify import record as record_counts
    from ..verify import verify

    if labels is None:
        raise UsageError("verify needs label text: --labels PATH, a file, directory or zip of openFDA labels")
    if record:
        record_counts(out.asked.library, labels, date.today())
    answer = verify(out.asked.library, labels, drugs or ())
    out.give(answer, broken=bool(answer.problems or answer.stale_exceptions))


def info_command(*, out: Out) -> None:
    """Show versions, and how many records, facts and sources there are."""
    from ..info import info

    out.give(info(out.asked.library))
