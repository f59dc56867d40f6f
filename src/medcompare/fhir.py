"""FHIR R4 to entries: a Bundle, or one request, statement, dispense or administration of a medication."""

from collections.abc import Iterator
from typing import Any

from .errors import UsageError
from .medlists import STOPPED, Entry, past

SYSTEMS = ("http://www.nlm.nih.gov/research/umls/rxnorm", "http://fdasis.nlm.nih.gov", "urn:oid:2.16.840.1.113883.4.9")
KINDS = ("MedicationRequest", "MedicationStatement")
GIVEN = ("MedicationDispense", "MedicationAdministration")
"""What was handed out or given: taken for a medication that no request or statement of the bundle names."""
NOT_GIVEN = frozenset(["cancelled", "entered-in-error", "declined", "not-done", "stopped"])


def entries(resource: dict[str, Any], file: str, line: int | None) -> Iterator[Entry]:
    """Yield the medications of a resource; raise UsageError for another resource or version."""
    kind = resource.get("resourceType")
    if kind == "Bundle":
        inside = list(_inside(resource))
        known = {address: e["resource"] for e in inside for address in _addresses(e)}
        named = [_entry(r, known, file, line or i) for i, r in enumerate(_of_kinds(inside, KINDS), 1)]
        given = [_entry(r, known, file, line or i) for i, r in enumerate(_of_kinds(inside, GIVEN), len(named) + 1)]
        if not named and not given and not list(_strange(inside)):
            raise UsageError(f"--from {file}: the FHIR Bundle holds no {' or '.join((*KINDS, *GIVEN))}")
        yield from named
        yield from (
            Entry(text=f"{r.get('resourceType')} {r.get('id', '')}".strip(), file=file, line=line) for r in _strange(inside)
        )
        seen = {name for entry in named for name in (entry.text.casefold(), *entry.codes)}
        for entry in given:
            if not seen.intersection((entry.text.casefold(), *entry.codes)):
                yield entry
    elif kind in (*KINDS, *GIVEN):
        yield _entry(resource, {}, file, line)
    else:
        raise UsageError(f"--from {file}: the FHIR resource is {kind!r}; it must be Bundle, {' or '.join((*KINDS, *GIVEN))}")


def _inside(bundle: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries of a bundle, and of the bundles in it."""
    for entry in _list(bundle.get("entry")):
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict):
            nested = entry["resource"].get("resourceType") == "Bundle"
            yield from _inside(entry["resource"]) if nested else (entry,)


def _strange(inside: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield resources that name a medication but are of no kind that is read: they are told, not passed over."""
    for resource in (e["resource"] for e in inside):
        if resource.get("resourceType") not in (*KINDS, *GIVEN) and any(k.startswith("medication") for k in resource):
            yield resource


def _of_kinds(inside: list[dict[str, Any]], kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [e["resource"] for e in inside if e["resource"].get("resourceType") in kinds]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _addresses(entry: dict[str, Any]) -> list[str]:
    resource = entry["resource"]
    return [str(entry.get("fullUrl", "")), f"{resource.get('resourceType')}/{resource.get('id')}"]


def _entry(resource: dict[str, Any], known: dict[str, dict[str, Any]], file: str, line: int | None) -> Entry:
    if "medication" in resource:
        raise UsageError(f"--from {file}: {resource['resourceType']} has 'medication', which is FHIR R5; R4 is read")
    concept = resource.get("medicationCodeableConcept")
    reference = resource.get("medicationReference")
    if concept is None and isinstance(reference, dict):
        concept = _referenced(resource, reference, known) or {"text": reference.get("display", "")}
    if not isinstance(concept, dict):
        concept = {}
    codings = [c for c in _list(concept.get("coding")) if isinstance(c, dict)]
    text = concept.get("text") or next((c["display"] for c in codings if c.get("display")), "")
    codes = tuple(str(c.get("code")) for c in codings if c.get("system") in SYSTEMS and c.get("code"))
    named = str(text) or ", ".join(codes) or f"{resource['resourceType']} {resource.get('id', '')} without a medication"
    ended = NOT_GIVEN if resource["resourceType"] in GIVEN else STOPPED
    stopped = str(resource.get("status", "")).casefold() in ended or resource.get("doNotPerform") is True
    period = None if resource["resourceType"] in GIVEN else resource.get("effectivePeriod")
    stopped = stopped or (isinstance(period, dict) and past(str(period.get("end", ""))))
    return Entry(text=named, codes=codes, file=file, line=line, stopped=stopped)


def _referenced(resource: dict[str, Any], reference: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    address = str(reference.get("reference", ""))
    if address.startswith("#"):
        contained = [c for c in _list(resource.get("contained")) if isinstance(c, dict)]
        target = next((c for c in contained if c.get("id") == address[1:]), None)
    else:
        target = known.get(address)
    return target.get("code") if isinstance(target, dict) and isinstance(target.get("code"), dict) else None
