"""The README's commands, run; and every command in it."""

import re
import shlex
from pathlib import Path

import pytest

from medcompare.cli import COMMANDS

README = (Path(__file__).parents[2] / "README.md").read_text()
EXAMPLES = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith("medcompare ") and "|" not in line and ".txt" not in line and ".csv" not in line
]


def test_there_are_examples():
    assert len(EXAMPLES) > 9


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_runs(run, line):
    ran = run(*shlex.split(line)[1:])
    assert ran.code in (0, 1) and ran.out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    assert f"`{command}`" in README
