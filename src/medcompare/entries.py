"""An entry of a list to drugs: by code, by name, by product, ingredient by ingredient. Never by a near miss."""

import re
from collections.abc import Sequence

from .errors import UnknownNameError, UsageError
from .library import Library, Match
from .medlists import Entry
from .names import LONGEST_NAME, bare_key, key

_DIRECTIONS = frozenset(
    "disp take use give inject apply one two three four half a an the po by mouth orally daily day days bid tid qid qd "
    "qhs hs prn as needed every hours hour h q4h q6h q8h q12h q24h times time once twice at bedtime night nightly "
    "morning evening noon with without food meals meal water for before after and or if each per week weekly "
    "month monthly then until directed sig qty refills refill x pain spasm spasms anxiety sleep insomnia nausea mg "
    "mcg ml g tablet tablets puff puffs".split()
)
_SPLIT = re.compile(
    r"\s+w/\s*|\s*&\s*|\s+/\s+|(?<=[A-Za-z])\s*/\s*(?=[A-Za-z])|\s+and\s+|\s*\+\s*|\s+with\s+|(?<=[A-Za-z]{4})-(?=[A-Za-z]{4})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\[([^\]]*)\]\s*$")
_NUMERIC = re.compile(r"#?[0-9][0-9./%-]*|nda[0-9]+")


def resolve_entry(library: Library, entry: Entry) -> list[Match]:
    """Return the drugs that an entry means; raise UnknownNameError for the part that no record has."""
    coded = list(dict.fromkeys(id for code in entry.codes for id in [library.codes.get(code)] if id))
    if not coded:
        return _by_name(library, entry)
    try:
        named = _by_name(library, entry)
    except UnknownNameError:
        return [Match(input=entry.text, id=id, name=library.drug(id).name, matched_as="code") for id in coded]
    if not set(coded) <= {m.id for m in named}:
        both = (*coded, *(m.id for m in named))
        raise UnknownNameError(entry.text, both, " alone: its code and its name are different drugs")
    return named


def _by_name(library: Library, entry: Entry) -> list[Match]:
    text = entry.text if len(entry.text) <= 4 * LONGEST_NAME else entry.text[: 4 * LONGEST_NAME]
    plain, brand = _BRACKET.sub("", text), _BRACKET.search(text)
    try:
        return _named(library, plain, entry.text)
    except UnknownNameError:
        if not brand or _SPLIT.search(plain):
            raise
        return _named(library, brand[1], entry.text)


def split_line(library: Library, entry: Entry) -> list[Entry]:
    """Split a line at commas and semicolons into medications, leaving directions out; nothing else is dropped."""
    pieces = [p.strip() for p in re.split(r"[;,](?![0-9])", entry.text) if p.strip()]
    if len(pieces) < 2 or entry.codes:
        return [entry]
    kept = [p for i, p in enumerate(pieces) if i == 0 or not _is_direction(p)]
    return [entry.replace(text=p) for p in kept]


def _is_direction(text: str) -> bool:
    return all(w in _DIRECTIONS or _NUMERIC.fullmatch(w) for w in key(text).split())


def _named(library: Library, text: str, typed: str) -> list[Match]:
    for wanted in dict.fromkeys((text, _without_directions(text))):
        if not key(wanted):
            continue
        # A product first: taken as a brand of one ingredient, it would lose the others.
        product = library.product(wanted)
        if product:
            return _ingredients(library, product.ingredients, typed, product.name)
        try:
            return _one_meaning(library.lookup(wanted[:LONGEST_NAME]), wanted, typed)
        except UnknownNameError as error:
            if error.note:
                raise
    parts = [p for p in _SPLIT.split(text) if key(_without_directions(p))]
    if len(parts) > 1:
        return _ingredients(library, [_without_directions(p) for p in parts], typed, "")
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
    words = bare_key(text).split()
    while words and (words[-1] in _DIRECTIONS or _NUMERIC.fullmatch(words[-1])):
        words.pop()
    while words and (words[0] in _DIRECTIONS or _NUMERIC.fullmatch(words[0])):
        words.pop(0)
    return " ".join(words)
