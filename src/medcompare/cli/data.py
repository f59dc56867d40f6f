"""Commands about the data itself: schema, validate."""

import json as stdlib_json
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
    *,
    out: Out,
) -> None:
    """Check records and rules; exit code 4 if anything is wrong."""
    from ..checks import validate

    answer = validate(out.asked.library, paths or ())
    out.give(answer, broken=bool(answer.problems))
