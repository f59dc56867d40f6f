"""Blocks for pairs of drugs and what happens when both are taken."""

from collections.abc import Iterable, Iterator

from ..interactions import Finding, Pair
from .blocks import Block, Citer, Paragraph

STYLE = {"contraindicated": "bad", "major": "bad", "moderate": "warn", "minor": "good"}
NO_FINDING = {
    "none-recorded": "none recorded in these data; that is not proof of safety",
    "not-reviewed": "not reviewed: the interaction statements of {who} are not in these data yet; this is no answer",
}


def pair_blocks(pair: Pair, citer: Citer) -> Iterator[Block]:
    """Draw a pair: its findings, worst first, or what the absence of a finding means."""
    if not pair.findings:
        text = NO_FINDING[pair.status].format(who=" and ".join(pair.not_reviewed))
        yield Paragraph(text=f"{pair.a} + {pair.b}: {text}", style="warn")
        return
    for finding in pair.findings:
        head, _, rest = finding_text(pair, finding, citer).partition("\n")
        yield Paragraph(text=head, style=STYLE[finding.severity])
        yield Paragraph(text=rest)
    if pair.not_reviewed:
        yield Paragraph(text=f"The label of {' and '.join(pair.not_reviewed)} is not reviewed; there may be more.")


def unread_parts(pairs: Iterable[Pair]) -> Iterator[Block]:
    """Say once what of the drugs' labels could not be read."""
    yield from (Paragraph(text=note, style="warn") for note in dict.fromkeys(n for p in pairs for n in p.notes))


def finding_text(pair: Pair, finding: Finding, citer: Citer) -> str:
    """Write a finding in full: grade, effect, why, what to do, what changes it."""
    region = "" if finding.region == "US" else f" [{finding.region}]"
    lines = [
        f"{pair.a} + {pair.b}: {finding.severity.upper()}, {finding.action} ({finding.evidence}){region}"
        f"{citer.mark(finding.sources)}",
        f"  What happens: {finding.effect}",
        f"  Why: {finding.mechanism}",
        f"  What to do: {finding.management}",
    ]
    if not finding.both_ways:
        lines.insert(1, f"  Direction: {finding.of} acts on {finding.on}")
    if finding.modifiers:
        lines.append(f"  It depends on: {'; '.join(finding.modifiers)}")
    return "\n".join(lines)
