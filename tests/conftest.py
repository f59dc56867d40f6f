"""What all tests share: running a command in this process, and the bundled library."""

import io
import json
import sys
from dataclasses import dataclass

import pytest

import medcompare
from medcompare.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def flat(self) -> str:
        """Standard output with white space made single, so that wrapping does not matter."""
        return " ".join(self.out.split())


class _Pipe(io.TextIOWrapper):
    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@pytest.fixture
def run(monkeypatch):
    """Run `medcompare ARGUMENTS` with standard output in a pipe."""

    def call(*arguments: str, stdin: bytes = b"") -> Ran:
        out, err = _Pipe(), _Pipe()
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr(sys, "stdin", _Pipe(stdin))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        return Ran(ended.value.code, out.text(), err.text())

    return call


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """A cache for the tests alone, so that they neither use nor fill the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDCOMPARE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def medcompare_data():
    """The bundled library, loaded once."""
    return medcompare.load()
