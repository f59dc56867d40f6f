"""The command line. A command's module is imported only when that command is typed."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from ..errors import USAGE, MedcompareError
from ..names import printable
from .options import reader_left, say, with_options

COMMANDS = {
    "compare": ("reference", "Lay drugs side by side, section by section, and what happens when both are taken."),
    "show": ("reference", "Show everything that is recorded of one drug."),
    "dose": ("dose", "Show dose ranges, or judge a dose for a patient."),
    "interactions": ("lists", "Check every pair of a medication list, or show all that is recorded for one drug."),
    "diff": ("lists", "Show which interactions a changed medication list adds and removes."),
    "warnings": ("dose", "Show warnings by topic, boxed warnings first."),
    "cost": ("dose", "Work out what a dose costs a day and a month."),
    "evidence": ("dose", "Show trials and reviews, head-to-head first."),
    "is": ("reference", "Say whether a drug belongs to a group, and why: medcompare is baclofen benzo."),
    "search": ("reference", "Find words in names, uses, effects and warnings."),
    "claims": ("reference", "Show what is widely said of drugs, and what the sources say."),
    "list": ("reference", "List the records."),
    "groups": ("reference", "Show the groups of drugs, or one with its members."),
    "sources": ("reference", "Show the sources, and how many facts rest on each."),
    "schema": ("data", "Print the JSON Schema of a command's answer, or of a record."),
    "validate": ("data", "Check records and rules: the bundled ones, or files of your own."),
    "verify": ("data", "Check every fact against the FDA label text that it cites."),
    "info": ("data", "Show versions, and how many records, facts and sources there are."),
}
HELP = "Compare drugs from the terminal. Every fact has its source; what is not known is said. It informs; it is not advice."


class LazyGroup(TyperGroup):
    """Build only the command that was typed: building all of them doubles the start-up."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command's module and build the command, or return None."""
        if cmd_name not in COMMANDS:
            return None
        module, summary = COMMANDS[cmd_name]
        function = with_options(getattr(import_module(f".{module}", __name__), f"{cmd_name}_command"), cmd_name)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, help=function.__doc__, short_help=summary)(function)
        return typer.main.get_command(single)


app = typer.Typer(cls=LazyGroup, help=HELP, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__, load

        typer.echo(f"medcompare {__version__}, data {load().library.version}")
        raise typer.Exit()


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the versions."),
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; one line for whatever a user can get wrong."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller, who wants the exit code alone
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
        if hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors="backslashreplace")
    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except MedcompareError as error:
        code = fail(str(error), error.exit_code)
    except BrokenPipeError:
        reader_left()
        code = 0
    except OSError as error:
        code = fail(f"the answer cannot be written: {error.strerror}", USAGE)
    except ArithmeticError:
        code = fail("a number is too large or has too many digits to reckon with", USAGE)
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        code = fail(f"{error.format_message()} Type: {_help_command(error)}", USAGE)
    return code or 0


def _help_command(error: Any) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'medcompare'} --help"


def fail(message: str, code: int) -> int:
    """Write one line on standard error and return the exit code."""
    say(f"medcompare: {printable(' '.join(message.split(chr(10))), 2000)}")
    return code
