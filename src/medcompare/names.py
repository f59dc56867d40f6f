"""Names as people write them, brought to one key: case, accents, salts, strengths and forms aside."""

import re
from collections.abc import Iterable
from functools import lru_cache

LONGEST_NAME = 200
"""No drug name is longer; anything longer is refused before it is compared with all names."""

_SALTS = frozenset(
    "hydrochloride hcl dihydrochloride hydrobromide hbr sodium potassium calcium magnesium sulfate sulphate "
    "succinate tartrate bitartrate citrate maleate mesylate besylate fumarate phosphate acetate lactate nitrate "
    "bromide chloride enacarbil disodium monohydrate hydrate dihydrate anhydrous base malate tosylate oxalate "
    "pamoate dimesylate hyclate carbonate bisulfate decanoate palmitate napsylate estolate lactobionate stearate ethylsuccinate "
    "valerate cypionate polacrilex camsylate gluconate saccharate aspartate "
    "sulf tart phos fum bit".split()
)
_RELEASES = frozenset("er xr sr xl ir cr la dr odt xt ec".split())
_FORMS = _RELEASES | frozenset(
    "auto injector autoinjector metered inhaler tablet tablets tab tabs capsule capsules cap caps oral solution suspension syrup elixir injection injectable "
    "extended release immediate delayed sustained modified controlled prolonged "
    "film coated chewable disintegrating orally sublingual buccal transdermal patch system nasal spray rectal gel "
    "intrathecal intravenous intramuscular subcutaneous iv im po vial ampule prefilled syringe pen concentrate "
    "drops cream ointment lozenge film granules powder kit pack dose unit-dose hr hour 12hr 24hr actuat usp nf "
    "soln inj ij tbcr tbdp tbec cpdr t12a t24a pt24 ptwk subl ivpb cartridge pf preservative free abuse deterrent "
    "generic of for by mouth sl cii ciii civ cv".split()
)
_STRENGTH = (
    r"(?<![\w.])\d[\d.,]*(?:\s*-\s*\d[\d.,]*)*\s*(?:mg|mcg|µg|ug|gm?|kg|ml|l|meq|units?|iu|%|hr|mmol)?"
    r"(?:\s*/\s*\d*[\d.,]*\s*(?:mg|mcg|ml|l|hr|h|actuat|dose|day|g)?)*(?![\w])"
)
_BREAKS = re.compile(r"[\s\-_/+,()\[\]®™]+")
_SHORT = re.compile(r"(?P<with>\bw(?:/|(?=\s)))|(?P<and>&)|(?:#|\bno\.?|\bnumber)\s*(?=\d)")
"""Shorthand of prescriptions: `w/` is with, `&` is and, `#3` and `No. 3` are 3.

Where strengths are dropped, the sign of a number stays: `Fioricet #3` may be the one with codeine.
"""


def key(name: str) -> str:
    """Fold case, accents and punctuation: `Lioresal®` and `LIORESAL` are one key."""
    plain = name.casefold() if name.isascii() else _unaccented(name)
    plain = _SHORT.sub(lambda found: f" {found.lastgroup or ''} ", plain)
    return _BREAKS.sub(" ", plain.replace("'", "").replace("’", "")).strip()


def _unaccented(name: str) -> str:
    import unicodedata  # 0.4 ms, for names beyond ASCII

    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _composed(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", name)


_TWO = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)\s*(?:mg|mcg)?\s*([-/])\s*(\d+(?:\.\d+)?)(\s*(?:mg|mcg)?\s*[-/]\s*\d+(?:\.\d+)?)?"
    r"(?!\s*(?:m?l\b|h\b|hr|hour|tab|cap|pill|puff|drop|a\b|of\b|actuat|dose|day|d\b|%|[-/\d.]))"
)


def two_strengths(name: str) -> str:
    """Return what looks like the strengths of two ingredients, such as `10-325` or `8 mg-2 mg`; a range such as `5-10` does not."""
    for found in _TWO.finditer(name.casefold()):
        first, second = float(found[1]), float(found[3])
        if found[4] or found[2] == "/" or second < first or second >= 8 * first:
            return found[0].strip()
    return ""


def rest_of_salt(left: str, name: str) -> bool:
    """Tell whether too little is left of a salt's name to be a name: `pot chloride` is a salt of potassium."""
    return len(left) < 4 and any(word in _SALTS for word in key(name).split())


def of_salts(name: str) -> bool:
    """Tell whether nothing but a salt stands here, such as `potassium chloride`: no name of a drug, and not nothing."""
    words = key(re.sub(_STRENGTH, " ", name.casefold())).split()
    return any(w in _SALTS for w in words) and all(w in _SALTS or w in _FORMS for w in words)


def bare_key(name: str) -> str:
    """Drop strengths, forms and salts too: `diazepam 5 mg tablet` becomes `diazepam`."""
    plain = (name if name.isascii() else _composed(name)).casefold()
    words = key(re.sub(_STRENGTH, " ", plain)).split()
    return " ".join(w for w in words if w not in _FORMS and w not in _SALTS)


def released(name: str) -> str:
    """Drop the letters of a release from a brand: `Xtampza ER` becomes `xtampza`."""
    return " ".join(w for w in key(name).split() if w not in _RELEASES)


def nearest(name: str, known: dict[str, str], count: int = 3) -> tuple[str, ...]:
    """Return up to `count` display names that are spelt or sound like it, or begin with it; `known` maps key to display name."""
    wanted = bare_key(name) or key(name)
    sounds: dict[str, list[str]] = {}
    for word in known:
        sounds.setdefault(_sound(word), []).append(word)
    near = _close(wanted, known, count, 0.85)
    near += [word for sound in _close(_sound(wanted), sounds, count, 0.8) for word in sounds[sound]]
    near += [word for word in known if len(wanted) > 3 and word.startswith(wanted)]
    return tuple(dict.fromkeys(known[word] for word in near))[:count]


def spelt_like(name: str, known: dict[str, str], count: int = 3) -> tuple[str, ...]:
    """Return up to `count` display names of which a letter or two differ."""
    near = _close(bare_key(name) or key(name), known, count, 0.85)
    return tuple(dict.fromkeys(known[word] for word in near))[:count]


def _close(word: str, words: Iterable[str], count: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches  # 1.5 ms, only when a name failed

    return get_close_matches(word, words, n=2 * count, cutoff=cutoff)


@lru_cache(8192)  # a list of unknown names asks for those of every name again and again
def _sound(word: str) -> str:
    """Fold what is misspelt most: f and ph, c, k and q, s, x and z, i and y, doubled letters, h."""
    return re.sub(r"(.)\1", r"\1", word.replace("ph", "f").translate(_SOUNDS))


_SOUNDS = str.maketrans("cqxzy", "kkssi", "h")

_UNSAFE = {ord(c): f"\\x{ord(c):02x}" for c in map(chr, [*range(32), *range(127, 160)]) if c != "\n"}
# Marks that reorder or break lines could show a dose that the record does not hold.
_UNSAFE |= {c: f"\\u{c:04x}" for c in [0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]}

_UNSAFE_MARK = f"[{''.join(map(chr, _UNSAFE))}]"


def printable(text: str, limit: int = 0) -> str:
    """Spell out control characters and marks that reorder text; cut to `limit` with the length said."""
    if limit and len(text) > limit:
        return printable(text[:limit]) + f"... ({len(text)} characters)"
    # Looked for first: to translate a text that needs none takes a hundred times as long.
    safe = text.translate(_UNSAFE) if re.search(_UNSAFE_MARK, text) else text
    return safe if safe.isascii() else safe.encode("utf-8", "backslashreplace").decode("utf-8")
