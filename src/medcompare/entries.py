"""An entry of a list to drugs: by code, by name, by product, ingredient by ingredient. Never by a near miss."""

import re
from collections.abc import Sequence

from .errors import UnknownNameError, UsageError
from .library import Library, Match
from .medlists import Entry
from .names import LONGEST_NAME, bare_key, key, of_salts, rest_of_salt

_ORDERS = frozenset("disp take use give inject apply one two three four half a an the po".split())
"""Words that stand before a name; `for`, `with` or `without` there speak of something else."""

_DIRECTIONS = _ORDERS | frozenset(
    "by mouth orally daily day days bid tid qid qd qhs hs prn as needed every hours hour hrs h q4h q6h q8h q12h q24h times time "
    "once twice at bedtime night nightly morning evening noon with without food meals meal water for before after and or if each "
    "per week weekly month monthly then until directed sig qty refills refill x pain spasm spasms anxiety sleep insomnia nausea "
    "mg mcg ml g tablet tablets puff puffs tab tabs cap caps capsule capsules drop drops patch patches spray sprays tds bd nocte mane".split()
)
_PURPOSES = frozenset("night morning evening noon food water pain spasm spasms anxiety sleep insomnia nausea".split())
"""Words that may be part of a product's name, as in `Panadol Night`."""

_SPLIT = re.compile(
    r"\s+w/\s*|\s*&\s*|\s+/\s+|(?<=[A-Za-z])\s*/\s*(?=[A-Za-z])|\s+and\s+|\s*\+\s*|\s+with\s+|(?<=[A-Za-z]{4})-(?=[A-Za-z]{4})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[\[(]([^\])]*[A-Za-z]{3}[^\])]*)[\])]\s*")
_NUMERIC = re.compile(r"#?[0-9][0-9./%-]*|nda[0-9]+|q[0-9]+h?|[0-9]+(?:x|h|hrs?)")
_PURPOSE = re.compile(r"(?:^|\s+)for\s+([A-Za-z' -]+)\.?$", re.IGNORECASE)
_ADDED = re.compile(r"[/+&]|\b(?:and|with|plus|pm|d|hct|compound|co)\b", re.IGNORECASE)


def resolve_entry(library: Library, entry: Entry) -> list[Match]:
    """Return the drugs that an entry means; raise UnknownNameError for the part that no record has."""
    coded = list(dict.fromkeys(id for code in entry.codes for id in [library.codes.get(code)] if id))
    if not coded:
        return _by_name(library, entry)
    by_code = [Match(input=entry.text, id=id, name=library.drug(id).name, matched_as="code") for id in coded]
    try:
        named = _by_name(library, entry)
    except PartlyUnknownError:
        raise
    except UnknownNameError:
        if _says_more(library, entry.text):  # a code is of one ingredient, and the name may be of two
            raise PartlyUnknownError(by_code, [entry.text], library) from None
        return by_code
    if not set(coded) <= {m.id for m in named}:
        both = (*coded, *(m.id for m in named))
        raise UnknownNameError(entry.text, both, " alone: its code and its name are different drugs")
    return named


def _says_more(library: Library, text: str) -> bool:
    if _ADDED.search(text):
        return True
    return any(key(word) in library.names for word in bare_key(text).split())


def _by_name(library: Library, entry: Entry) -> list[Match]:
    text = entry.text if len(entry.text) <= 4 * LONGEST_NAME else entry.text[: 4 * LONGEST_NAME]
    said = _BRACKET.findall(text)
    if not said or library.product(text):
        return _named(library, text, entry.text)
    plain = _BRACKET.sub(" ", text)
    try:
        found = _named(library, plain, entry.text)
    except UnknownNameError:
        if _SPLIT.search(plain) or not key(plain):
            raise
        found = _named(library, said[0], entry.text)
    for other in said:
        _agree(library, found, other, entry)
    return found


def _agree(library: Library, found: list[Match], said: str, entry: Entry) -> None:
    """Raise UnknownNameError unless a name in brackets means what was found; in square ones it may be a brand of no record."""
    try:
        other = _named(library, said, entry.text)
    except UnknownNameError:
        if "[" in entry.text or not key(_without_directions(said)):
            return
        raise PartlyUnknownError(found, [said], library) from None
    if {m.id for m in other} != {m.id for m in found}:
        both = tuple(dict.fromkeys(m.id for m in (*found, *other)))
        raise UnknownNameError(entry.text, both, " alone: its name and the one in brackets are different drugs")


def split_line(library: Library, entry: Entry) -> list[Entry]:
    """Split a line at commas and semicolons into medications, leaving directions and purposes out; nothing else is dropped."""
    pieces = [p.strip() for p in re.split(r"[;,](?![0-9])", entry.text) if p.strip()]
    if len(pieces) < 2 or entry.codes:
        return [entry]
    kept = [p for i, p in enumerate(pieces) if i == 0 or (_without_purpose(library, p) and not _is_direction(p))]
    return [entry.replace(text=p) for p in kept]


def _is_direction(text: str) -> bool:
    return all(w in _DIRECTIONS or _NUMERIC.fullmatch(w) for w in key(text).split())


def _without_purpose(library: Library, text: str) -> str:
    """Leave out what a drug is taken for (`for joint pain`), unless a drug is named there."""
    purpose = _PURPOSE.search(text)
    if not purpose:
        return text
    meant = (m.id for word in key(purpose[1]).split() for m in library.names.get(word, ()))
    return text if any(library.drug(id).kind == "drug" for id in meant) else text[: purpose.start()]


def _named(library: Library, text: str, typed: str) -> list[Match]:
    text = _without_purpose(library, text) or text
    parts = [p for p in _SPLIT.split(text) if of_salts(p) or key(_without_directions(p))]
    # `lisinopril + potassium chloride` is more than lisinopril; `sodium-oxybate` is a name.
    salt = len(parts) > 1 and any(map(of_salts, parts)) and key(text) not in library.names
    for wanted in dict.fromkeys((text, _without_directions(text))):
        if not key(wanted) or salt or rest_of_salt(wanted, text):
            continue
        # A product first: taken as a brand of one ingredient, it would lose the others.
        product = library.product(wanted)
        if product:
            return _ingredients(library, product.ingredients, typed, product.name)
        try:
            return _one_meaning(library.lookup(wanted[:LONGEST_NAME]), wanted, typed)
        except UnknownNameError as error:
            if error.note and len(parts) < 2:
                raise
    if len(parts) > 1:
        return _ingredients(library, [p if of_salts(p) else _without_directions(p) for p in parts], typed, "")
    name = _without_directions(text) or text
    raise UnknownNameError(name, library.near(name))


def _one_meaning(matches: list[Match], name: str, typed: str) -> list[Match]:
    if len(matches) > 1:
        meant = tuple(m.id for m in matches)
        raise UnknownNameError(name, meant, f" alone: it means {' or '.join(meant)}; name one of them")
    return [m.replace(input=typed) for m in matches]


def _ingredients(library: Library, names: Sequence[str], typed: str, product: str) -> list[Match]:
    found: list[Match] = []
    missing: list[str] = []
    for name in names:
        inner = None if product else library.product(name)
        for part in inner.ingredients if inner else (name,):
            try:
                found += _one_meaning(library.lookup(part), part, typed)
            except (UnknownNameError, UsageError):
                missing.append(part)
    note = f"ingredient of {product or typed}"
    kept = [m.replace(matched_as="product" if product else m.matched_as, note=note) for m in found]
    if missing:
        raise PartlyUnknownError(kept, missing, library)
    return kept


class PartlyUnknownError(UnknownNameError):
    """Some ingredients are in no record; those that are stand in `found`."""

    def __init__(self, found: list[Match], missing: list[str], library: Library) -> None:
        super().__init__(", ".join(missing), tuple(s for name in missing for s in library.near(name))[:3])
        self.found, self.missing = found, missing


def _without_directions(text: str) -> str:
    text = text.replace("½", " 1/2 ").replace("¼", " 1/4 ")
    plain = re.sub(r"\b([a-z])\.([a-z])\.(?:([a-z])\.?)?", r"\1\2\3", text.casefold())  # t.i.d.
    words = bare_key(plain).replace(":", " ").replace(".", " ").split()
    if re.search(r"#\s*\d\d", text):  # a quantity; `#3` may be part of a name
        words = [w for w in words if w != "#"]
    end = len(words)
    while end and (words[end - 1] in _DIRECTIONS or _NUMERIC.fullmatch(words[end - 1])):
        end -= 1
    if words[end : end + 1] and words[end] in _PURPOSES and not re.search(rf"\d.*\b{words[end]}\b", plain):
        end = len(words)
    start = 0
    while start < end and (words[start] in _ORDERS or _NUMERIC.fullmatch(words[start])):
        start += 1
    return " ".join(words[start:end])
