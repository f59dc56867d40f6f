"""Is a drug a member of a group? Yes or no, why, what they share, what differs."""

from .compare import cited_sources
from .library import Library, Match
from .model import Drug, Record, Source, Warning
from .phrases import phrase


class Reason(Record):
    """One sentence with its sources."""

    text: str
    sources: tuple[str, ...]


class Membership(Record):
    """The answer to `is`."""

    drug: Match
    group: str
    group_name: str
    answer: bool
    because: tuple[Reason, ...]
    shares: tuple[Reason, ...]
    differs: tuple[Reason, ...]
    sources: dict[str, Source]


def is_a(library: Library, name: str, group_name: str) -> Membership:
    """Say whether a drug belongs to a group, and set it beside the group's members."""
    match = library.find(name)
    drug = library.drug(match.id)
    group = library.group(group_name)
    members = [d for d in library.drugs.values() if group in library.groups_of(d) and d.id != drug.id]
    answer = group in library.groups_of(drug)
    because = _because(library, drug, group, answer)
    shares, differs = ((), ()) if answer else (_shares(library, drug, group, members), _differs(library, drug, members))
    cited = [ref for reason in (*because, *shares, *differs) for ref in reason.sources]
    return Membership(
        drug=match, group=group, group_name=library.groups[group].name, answer=answer,
        because=because, shares=shares, differs=differs, sources=cited_sources(library, cited),
    )  # fmt: skip


def _because(library: Library, drug: Drug, group: str, answer: bool) -> tuple[Reason, ...]:
    reasons = []
    if answer:
        for member in drug.groups:
            if group in library.ancestors(member.group):
                path = _path(library, member.group, group)
                reasons.append(Reason(text=f"{drug.name} is {' -> '.join(path)}", sources=member.source))
    else:
        own = [library.groups[m.group].name for m in drug.groups if m.group in library.groups]
        cited = tuple(dict.fromkeys(s for m in drug.groups for s in m.source))
        reasons.append(Reason(text=f"{drug.name} is recorded as: {', '.join(own) or 'no group'}", sources=cited))
        reasons += [Reason(text=f"{drug.name}: {phrase(m)}", sources=m.source) for m in drug.mechanisms[:1]]
    target = library.groups[group]
    reasons.append(Reason(text=f"{target.name}: {target.text}", sources=()))
    return tuple(reasons)


def _path(library: Library, start: str, end: str) -> list[str]:
    if start == end:
        return [library.groups[end].name]
    parent = next(p for p in library.groups[start].parents if end in library.ancestors(p))
    return [library.groups[start].name, *_path(library, parent, end)]


def _shares(library: Library, drug: Drug, group: str, members: list[Drug]) -> tuple[Reason, ...]:
    above = library.ancestors(group)
    common = [g for g in library.groups_of(drug) if g in above or all(g in library.groups_of(m) for m in members)]
    cited = {g: tuple(s for m in drug.groups if g in library.ancestors(m.group) for s in m.source) for g in common}
    reasons = [Reason(text=f"both: {library.groups[g].name}", sources=cited[g]) for g in common if members or g in above]
    ours, theirs = _topic(drug, "withdrawal"), [(m, w) for m in members for w in _topic(m, "withdrawal")[:1]]
    if ours and theirs:
        other, said = theirs[0]
        text = f"both labels speak of stopping; {drug.name}: {ours[0].text} {other.name}: {said.text}"
        reasons.append(Reason(text=text, sources=(*ours[0].source, *said.source)))
    return tuple(reasons)


def _topic(drug: Drug, topic: str) -> list[Warning]:
    return [w for w in drug.warnings if w.topic == topic]


def _differs(library: Library, drug: Drug, members: list[Drug]) -> tuple[Reason, ...]:
    full = [m for m in members if m.depth == "full"]
    reasons = []
    if drug.mechanisms and full and full[0].mechanisms:
        ours, theirs = drug.mechanisms[0], full[0].mechanisms[0]
        text = f"{drug.name}: {ours.target} {ours.action}; {full[0].name}: {theirs.target} {theirs.action}"
        reasons.append(Reason(text=text, sources=(*ours.source, *theirs.source)))
    scheduled = [m for m in full if m.schedule and drug.schedule and m.schedule.value != drug.schedule.value]
    if scheduled and drug.schedule:
        theirs_text = ", ".join(f"{m.name} {phrase(m.schedule)}" for m in scheduled if m.schedule)
        cited = tuple(s for m in scheduled if m.schedule for s in m.schedule.source)
        text = f"{drug.name}: {phrase(drug.schedule)}; {theirs_text}"
        reasons.append(Reason(text=text, sources=(*drug.schedule.source, *cited)))
    return tuple(reasons)
