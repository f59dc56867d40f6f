"""What every format draws: headings, paragraphs, grids, bars. No format knows an answer; no answer knows a format."""

from collections.abc import Iterator, Sequence

from ..model import Record, Source


class Heading(Record):
    """A title of what follows."""

    text: str


class Paragraph(Record):
    """One or more lines; `style` is plain, strong, good, warn or bad."""

    text: str
    style: str = "plain"


class Grid(Record):
    """Rows of text cells under column titles; the first cell of a row says what the row is.

    `by_column`: each further column is a drug, so a narrow screen shows drug after drug, not row after row.
    `least` is the narrowest that a further column may become before the grid is split.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...] = ()
    by_column: bool = False
    least: int = 26


class Bars(Record):
    """Ranges on one scale: (label, low, high, text) with numbers between 0 and `top`."""

    title: str
    top: float
    unit: str
    bars: tuple[tuple[str, float, float, str], ...]


Block = Heading | Paragraph | Grid | Bars


class Citer:
    """Number the citations of an answer in order of first use; say nothing when `wanted` is false."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted
        self.numbers: dict[str, int] = {}

    def mark(self, refs: Sequence[str]) -> str:
        """Return ` [1, 2]` for some citations."""
        if not (self.wanted and refs):
            return ""
        numbers = [self.numbers.setdefault(ref, len(self.numbers) + 1) for ref in refs]
        return f" [{', '.join(map(str, sorted(numbers)))}]"

    def blocks(self, sources: dict[str, Source]) -> Iterator[Block]:
        """Yield the numbered list of what was cited: source, date, section, address."""
        if not self.numbers:
            return
        yield Heading(text="Sources")
        rows = []
        for ref, n in self.numbers.items():
            id, _, section = ref.partition("#")
            source = sources.get(id)
            about = (f"{source.title} ({source.publisher}, {dated(source)})", source.url) if source else (id, "")
            rows.append((f"[{n}]", about[0], section, about[1]))
        yield Grid(columns=("", "source", "section", "address"), rows=tuple(rows))


def dated(source: Source) -> str:
    """Say when a source is from, or when it was read if it bears no date."""
    if source.date:
        return source.date.isoformat()
    return f"undated, read {source.retrieved.isoformat()}" if source.retrieved else "undated"
