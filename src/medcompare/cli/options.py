"""The options that every command has, and the one way in which an answer leaves."""

import contextlib
import functools
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..api import Medcompare, load
from ..errors import ANSWERED, BROKEN_DATA, IN_NO_RECORD, NO, UNRECOGNISED, UsageError
from ..model import Record
from ..names import printable

NOTICE = "medcompare informs; it does not replace the advice of a doctor or pharmacist."


def complete_drug(incomplete: str) -> list[str]:
    """Offer drug names to the shell."""
    return [id for id in load().library.drug_files if id.startswith(incomplete.casefold())]


Drugs = Annotated[list[str], typer.Argument(help="Names: generic, brand or synonym.", autocompletion=complete_drug)]
DrugName = Annotated[str, typer.Argument(help="A name: generic, brand or synonym.", autocompletion=complete_drug)]

COMMON = {
    "json": Annotated[bool, typer.Option("--json", help="Print JSON.")],
    "format": Annotated[str, typer.Option("--format", "-f", help="table, json, markdown, csv or html.")],
    "output": Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")],
    "sources": Annotated[bool, typer.Option("--sources", help="Show the source of every fact.")],
    "region": Annotated[list[str] | None, typer.Option("--region", help="Only facts of this region, such as US or GB; repeatable.")],
    "data": Annotated[list[Path] | None, typer.Option("--data", help="A directory with records of your own; repeatable.")],
    "width": Annotated[int, typer.Option("--width", min=0, max=1000, help="Columns; 0: as wide as the terminal, or natural in a pipe.")],
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", help="No notice on standard error.")],
}  # fmt: skip
DEFAULTS = {"json": False, "format": "table", "output": None, "sources": False, "region": None, "data": None, "width": 0, "quiet": False}  # fmt: skip


class Out:
    """How a user wants the answer, and from which data."""

    def __init__(self, command: str, options: dict[str, Any]) -> None:
        self.command = command
        self.format = "json" if options["json"] else options["format"]
        if options["json"] and options["format"] not in ("table", "json"):
            raise UsageError(f"--json and --format {options['format']!r} exclude each other; give one of them")
        self.path: Path | None = options["output"]
        self.sources: bool = options["sources"]
        self.width: int = options["width"]
        self.quiet: bool = options["quiet"]
        self.asked: Medcompare = load(*(options["data"] or ()))
        self._regional(options["region"] or ())

    def _regional(self, regions: Sequence[str]) -> None:
        if regions:
            say(f"medcompare: --region changes nothing here: {self.command} looks at what every region says")

    def give(self, answer: Record, no: bool = False, broken: bool = False, unread: bool = False) -> None:
        """Write an answer whole, then leave with its exit code."""
        from ..render import blocks, render

        if self.format == "table" and not self.path and not self.width and sys.stdout.isatty():
            from ..render.table import show

            show(blocks(answer, self.sources))
        else:
            version = self.asked.library.version
            self._write(render(answer, self.command, version, self.format, self.sources, self.width))
        unresolved = getattr(answer, "unresolved", ())
        for name in unresolved:
            say(f"medcompare: {_told(name)}")
        if self.format != "json" and not self.quiet:
            sys.stdout.flush()
            say(NOTICE)
        raise typer.Exit(BROKEN_DATA if broken else NO if no else UNRECOGNISED if unresolved or unread else ANSWERED)

    def _write(self, text: str) -> None:
        if self.path:
            write_file(self.path, text)
            return
        if self.format != "table" and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # what these formats are, wherever they go
        try:
            sys.stdout.write(text if self.format != "table" else _encodable(text))
            sys.stdout.flush()
        except BrokenPipeError:
            reader_left()


class RegionalOut(Out):
    """How a user wants an answer whose facts have regions."""

    def _regional(self, regions: Sequence[str]) -> None:
        self.regions: tuple[str, ...] = tuple(r.upper() for r in regions)
        for region in sorted(set(self.regions) - self.asked.library.regions if regions else ()):
            known = ", ".join(sorted(self.asked.library.regions))
            raise UsageError(f"--region {printable(region, 20)!r}: nothing is recorded for it; regions: {known}")


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all, where a link leads and with the mode it had; a device or pipe is written to."""
    data = text.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(data)
        return
    path = path.resolve() if path.is_symlink() else path
    part = path.parent / f"{path.name}.part{os.getpid()}"
    try:
        part.write_bytes(data)
        if path.exists():
            part.chmod(path.stat().st_mode & 0o7777)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"--output {path}: cannot be written: {error.strerror}") from None


def reader_left() -> None:
    """Let standard output lead nowhere: nothing more can be said to a reader that left; the exit code is still the answer's."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def say(line: str) -> None:
    """Write a line on standard error; that nobody can read it changes no exit code."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def _encodable(text: str) -> str:
    """Return a table with a frame that standard output has characters for."""
    if (sys.stdout.encoding or "").casefold().startswith("utf"):
        return text
    from ..render.plain import ASCII

    return text.translate(ASCII)


def _told(name: Any) -> str:
    near = f"; try: {', '.join(name.suggestions)}" if name.suggestions else ""
    where = f" (line {name.line})" if name.line else ""
    reason = getattr(name, "reason", "") or IN_NO_RECORD
    return f"not recognised{where}: {printable(name.input, 60)}: {printable(reason)}{near}"


def one_of(option: str, value: str, choices: tuple[str, ...]) -> Any:
    """Return a value that is empty or one of some words; raise UsageError with the list."""
    if value and value.casefold() not in choices:
        raise UsageError(f"{option} {value!r}: is none of {', '.join(choices)}")
    return value.casefold()


def with_options(function: Callable[..., None], name: str) -> Callable[..., None]:
    """Give a command that takes `out` the common options in its stead."""
    own = inspect.signature(function)
    if "out" not in own.parameters:
        return function
    kind = own.parameters["out"].annotation

    @functools.wraps(function)
    def run(**values: Any) -> None:
        common = {n: values.pop(n) for n in COMMON}
        function(**values, out=kind(name, common))

    kept = [p for n, p in own.parameters.items() if n != "out"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    added = [inspect.Parameter(n, keyword, default=DEFAULTS[n], annotation=hint) for n, hint in COMMON.items()]
    run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {**{p.name: p.annotation for p in kept}, **COMMON}
    return run
