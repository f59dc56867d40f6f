"""The wheel, away from the checkout: it finds its data and all three ways in work."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A directory with the built wheel and nothing of the checkout."""
    built, target = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    ran = subprocess.run(build, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(target)
    assert sum(n.startswith("medcompare/data/drugs/") for n in names) == len(list((ROOT / "data" / "drugs").glob("*.toml")))
    assert not [n for n in names if n.startswith(("tests", "data/", "benchmarks"))]
    return target


def run(site, *arguments):
    env = {**os.environ, "PYTHONPATH": str(site), "MEDCOMPARE_CACHE": ""}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=env, cwd=site)


def test_python_m(site):
    ran = run(site, "-m", "medcompare", "compare", "baclofen", "diazepam", "--section", "mechanism")
    assert ran.returncode == 0 and "GABA-B" in ran.stdout and "GABA-A" in ran.stdout


def test_import(site):
    code = "import medcompare; print(medcompare.__file__); print(len(medcompare.load().compare('baclofen', 'diazepam').sections))"
    ran = run(site, "-c", code)
    where, sections = ran.stdout.split()
    assert Path(where).is_relative_to(site) and int(sections) > 5


def test_the_console_script_is_declared(site):
    (entry,) = site.glob("medcompare-*.dist-info/entry_points.txt")
    assert "medcompare = medcompare.__main__:main" in entry.read_text()


def test_types_are_shipped(site):
    assert (site / "medcompare" / "py.typed").exists()
