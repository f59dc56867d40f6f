"""FDA labels as openFDA publishes them: a file, a directory of files, or the bulk zip, read one label at a time."""

import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from .errors import UsageError
from .model import Record

CHUNK = 1 << 20
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
"""A tag, not the `<` of `<18 years`."""


class Label(Record):
    """One version of a label; sections have openFDA's names."""

    set_id: str
    date: str
    sections: dict[str, str]


def read_labels(path: Path) -> Iterator[Label]:
    """Yield the labels of a file, a directory or a zip; a label without a set id has an empty one."""
    if not path.exists():
        raise UsageError(f"--labels {path}: does not exist; give a file, a directory or a zip of openFDA labels")
    files = sorted(p for p in path.rglob("*") if p.suffix in (".json", ".zip")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"--labels {path}: holds no .json and no .zip")
    for file in files:
        yield from _read(file)


def _read(path: Path) -> Iterator[Label]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    with archive.open(name) as inner:
                        yield from _labels(inner, f"{path}:{name}")
        else:
            with path.open("rb") as file:
                yield from _labels(file, str(path))
    except (zipfile.BadZipFile, EOFError) as error:
        raise UsageError(f"--labels {path}: is not a whole zip: {error}; download it again") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--labels {path}: cannot be read: {error}") from None


def _labels(file: IO[bytes], name: str) -> Iterator[Label]:
    text = TextIOWrapper(file, encoding="utf-8-sig")
    try:
        yield from map(_label, stream_results(text, name))
    finally:
        text.detach()  # the file is closed by whoever opened it


def _label(result: dict[str, Any]) -> Label:
    sections = {k: _plain(v) for k, v in result.items() if isinstance(v, list)}
    about = result.get("openfda") or {}
    sections["openfda"] = " ; ".join(
        str(v) for values in about.values() for v in (values if isinstance(values, list) else [values])
    )
    date = str(result.get("effective_time") or "")
    return Label(set_id=str(result.get("set_id") or ""), date=date, sections=sections)


def _plain(parts: list[Any]) -> str:
    return unescape(_TAG.sub(" ", "\n".join(str(p) for p in parts)))


def stream_results(text: IO[str], name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of `{"results": [...]}` without holding the whole file in memory."""
    buffer = _after_results(text, name)
    decoder = json.JSONDecoder()
    while True:
        buffer = buffer.lstrip(" \r\n\t,")
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer)
        except json.JSONDecodeError:
            more = text.read(CHUNK)
            if not more:
                raise UsageError(f"--labels {name}: ends in the middle of a label; download it again") from None
            buffer += more
            continue
        if not isinstance(value, dict):
            raise UsageError(f"--labels {name}: holds {type(value).__name__} where a label belongs")
        yield value
        buffer = buffer[end:]


def _after_results(text: IO[str], name: str) -> str:
    buffer = ""
    while chunk := text.read(CHUNK):
        buffer += chunk
        if found := re.search(r'"results"\s*:\s*\[', buffer):
            return buffer[found.end() :]
        if len(buffer) > 8 * CHUNK:
            break
    raise UsageError(f'--labels {name}: is not openFDA label data; it has no "results" list')
