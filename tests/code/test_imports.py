"""Which module may load which, and what a fast answer never loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "medcompare"
LAYERS = [
    {"errors"}, {"model"}, {"names", "phrases", "units", "cache"}, {"decode", "folding"}, {"tables"}, {"store", "library"},
    {"interactions", "ignores", "medlists", "fhir", "pricelist", "progress", "patients", "dosetext", "labels", "labeltext", "standing", "doseamounts", "dosejudge"},
    {"sections", "compare", "classes", "catalog", "dosing", "dosecheck", "warnings", "evidence", "cost", "entries", "lists", "checks", "checks_doses",
     "checks_library", "validate", "figures", "needs", "verify", "info"},
    {"api"}, {"render"}, {"schema"}, {"cli", "__main__", "__init__"},
]  # fmt: skip


def layer(module: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if module in names)


def imported(path: Path):
    """Yield the modules of this package that a module loads when it is loaded."""
    inside = path.relative_to(SOURCE).parts
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            base = inside[: len(inside) - node.level]
            target = [*base, *(node.module or "").split(".")] if node.module else [*base]
            names = [a.name for a in node.names] if not target or target == [""] else [target[0]]
            yield from (n for n in names if n)


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path):
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module in imported(path):
        if module != own and module not in ("__version__",):
            assert layer(module) <= layer(own), f"{own} loads {module}"


def test_there_are_modules_to_look_at():
    assert len(FILES) > 30


@pytest.mark.parametrize("library", ["rich", "typer"])
def test_only_one_place_loads_each_library(library):
    users = {
        str(p.relative_to(SOURCE)) for p in FILES if f"import {library}" in p.read_text() or f"from {library}" in p.read_text()
    }
    allowed = {
        "rich": {"render/table.py"},
        "typer": {f"cli/{n}.py" for n in ("__init__", "options", "reference", "dose", "lists", "data")},
    }
    assert users and users <= allowed[library]


@pytest.mark.parametrize(
    "arguments", [("compare", "baclofen", "diazepam"), ("interactions", "baclofen", "oxycodone"), ("dose", "baclofen")]
)
def test_json_loads_nothing_heavy(arguments):
    code = (
        "import sys\nfrom medcompare.cli import main\n"
        f"try:\n    main({[*arguments, '--json']!r})\nexcept SystemExit:\n    pass\n"
        "heavy = ('rich', 'pydantic', 'importlib.metadata', 'importlib.resources')\n"
        "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "[]"
    assert ran.stdout.startswith('{"schema_version"')


def test_modules_stay_small():
    long = {p.name: n for p in FILES for n in [len(p.read_text().splitlines())] if n > 300}
    assert set(long) <= {"model.py"}  # the one description of a record is long because a record is
