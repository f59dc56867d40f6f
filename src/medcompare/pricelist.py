"""A CMS NADAC price file, read row by row however large it is."""

import csv
from collections.abc import Iterator
from pathlib import Path

from .errors import UsageError

COLUMNS = ("NDC Description", "NADAC_Per_Unit", "Effective Date", "Pricing_Unit")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a price file; raise UsageError naming the line or the missing column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _columns(path, reader.fieldnames)
            for row in reader:
                if any(row.get(c) is None for c in COLUMNS):
                    raise UsageError(f"--prices {path}: line {reader.line_num} has too few columns")
                yield row
    except OSError as error:
        raise UsageError(f"--prices {path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"--prices {path}: is not UTF-8 text; save it as UTF-8 CSV") from None
    except csv.Error as error:
        raise UsageError(f"--prices {path}: is not CSV: {error}") from None


def _columns(path: Path, found: object) -> None:
    names = list(found) if isinstance(found, list | tuple) else []
    if not names:
        raise UsageError(f"--prices {path}: is empty; it needs the columns {', '.join(COLUMNS)}")
    missing = [c for c in COLUMNS if c not in names]
    if missing:
        raise UsageError(f"--prices {path}: lacks the column {', '.join(missing)}")
