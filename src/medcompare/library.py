"""Turn a name into a drug, a product or a group."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from . import cache
from .errors import UnknownNameError, UsageError
from .model import Drug, Fact, Product, Record
from .names import LONGEST_NAME, bare_key, key, nearest, printable, released, rest_of_salt, spelt_like, two_strengths
from .store import Store

ABROAD = "trade name in "
MOST_NEAR = 100
"""Unknown names for which near ones are looked for: each takes 25 ms, and a file of junk has many."""


class Match(Record):
    """What a typed name led to; `matched_as` is id, name, synonym, brand or product."""

    input: str
    id: str
    name: str
    matched_as: str
    note: str = ""


class Library(Store):
    """The data with the names that lead into them."""

    _nears = 0

    @cached_property
    def regions(self) -> set[str]:
        """Every region that a fact is of."""
        held = [value for drug in self.drugs.values() for value in drug.__dict__.values()]
        facts = [*(f for value in held if isinstance(value, tuple) for f in value), *held, *self.studies]
        facts += [rule for rules in self.rules.values() for rule in rules]
        return {"US", *(fact.region for fact in facts if isinstance(fact, Fact))}

    def group(self, name: str) -> str:
        """Turn an id or an everyday word ("benzo") into a group id."""
        wanted = key(name)
        words = {key(w): id for id, g in self.groups.items() for w in (*g.names, g.name, id)}
        for candidate in (wanted, wanted.removesuffix("s"), wanted.removesuffix("es")):
            if candidate in words:
                return words[candidate]
        suggestions = nearest(name[:LONGEST_NAME], words)
        raise UnknownNameError(printable(name, 60), suggestions, "" if suggestions else "; `medcompare groups` lists them")

    @cached_property
    def names(self) -> Mapping[str, list[Match]]:
        """Every key that leads to a drug, with what it matched."""
        return {key: [Match(**match) for match in found] for key, found in self._index.items()}

    @cached_property
    def _index(self) -> dict[str, list[dict[str, str]]]:
        index: dict[str, list[dict[str, str]]] = cache.remember("names", self._record_paths, self._make_index)
        return index

    @cached_property
    def _record_paths(self) -> list[Path | str]:
        # Text as it is: to make a Path of every record costs more than to ask when it changed.
        return [*self.drug_files.values(), *self._present("tradenames.toml")]

    def _make_index(self) -> dict[str, list[dict[str, str]]]:
        index: dict[str, list[dict[str, str]]] = {}

        def add(text: str, drug: Drug, matched_as: str, note: str = "") -> None:
            found = index.setdefault(key(text), [])
            if all(match["id"] != drug.id for match in found):
                found.append({"input": text, "id": drug.id, "name": drug.name, "matched_as": matched_as, "note": note})

        for drug in self.drugs.values():
            add(drug.id, drug, "id")
            add(drug.name, drug, "name")
            for brand in drug.brands:
                add(brand.name, drug, "brand", brand_note(brand))
            for synonym in drug.synonyms:
                add(synonym, drug, "synonym")
        for abroad in self.trade_names:
            for id in abroad.drugs:
                for name in abroad.names:
                    add(name, self.drug(id), "brand", f"{ABROAD}{abroad.region}")
        # `Xtampza ER 9 mg capsule` loses its strength and form; what is left still names the brand, unless it is a name by itself.
        bare = [(released(b.name), drug, brand_note(b)) for drug in self.drugs.values() for b in drug.brands]
        for text, drug, note in [left for left in bare if len(left[0]) > 3 and left[0] not in index]:
            add(text, drug, "brand", note)
        return index

    def find(self, name: str) -> Match:
        """Turn an exact id, name, synonym or brand into a drug; raise UnknownNameError with near names."""
        product = self.product(name)
        if product:
            parts = " and ".join(product.ingredients)
            raise UnknownNameError(printable(name, 60), product.ingredients, f" alone: it is {parts} in one; name one of them")
        matches = self.lookup(name)
        if len(matches) > 1:
            meant = tuple(m.id for m in matches)
            raise UnknownNameError(printable(name, 60), meant, f" alone: it means {' or '.join(meant)}; name one of them")
        return matches[0]

    def lookup(self, name: str) -> list[Match]:
        """Return every drug that an exact name means; raise UnknownNameError if none."""
        exact = key(name)
        if not exact:
            raise UsageError("a drug name is empty; type a name such as baclofen")
        if len(name) > LONGEST_NAME:
            raise UnknownNameError(printable(name, 60), note=f"; names have at most {LONGEST_NAME} characters")
        id = exact.replace(" ", "-")
        if self.drug_file(id):  # the usual case, without reading every record
            return [Match(input=name, id=id, name=self.drug(id).name, matched_as="id")]
        if exact not in self._index and (strengths := two_strengths(name)):
            told = f" alone: {strengths!r} looks like the strengths of two ingredients; name the combination or each of them"
            raise UnknownNameError(printable(name, 60), note=told)
        for wanted in (exact, bare_key(name)):
            if wanted in self._index and not rest_of_salt(wanted, name):
                return [Match(**{**match, "input": name}) for match in self._index[wanted]]
        raise UnknownNameError(printable(name, 60), self.near(name))

    @cached_property
    def codes(self) -> dict[str, str]:
        """Map each UNII and RxNorm code to its drug."""
        codes: dict[str, str] = cache.remember("codes", self._record_paths, lambda: {
            code: d.id for d in self.drugs.values() if d.codes for code in (*d.codes.unii, *d.codes.rxcui)
        })  # fmt: skip
        return codes

    @cached_property
    def _product_names(self) -> dict[str, int]:
        paths = [*self._record_paths, *self._present("products.toml")]
        numbers: dict[str, int] = cache.remember("product-names", paths, self._make_product_names)
        return numbers

    def _make_product_names(self) -> dict[str, int]:
        named = [(number, name) for number, product in enumerate(self.products) for name in (product.name, *product.names)]
        bare = {b: number for number, name in reversed(named) if (b := bare_key(name)) and b not in self._index}
        return bare | {key(name): number for number, name in named}

    def product(self, name: str) -> Product | None:
        """Return the combination product of a name, strengths and forms aside; a drug's own id comes first."""
        if len(name) > LONGEST_NAME or self.drug_file(key(name).replace(" ", "-")):
            return None
        number = self._product_names.get(key(name), self._product_names.get(bare_key(name)))
        return None if number is None else self.listed_product(number)

    @cached_property
    def _shown_names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Names by key: those of the records and products, and those of other countries."""
        home: dict[str, str] = {key(p.name): p.name for p in self.products}
        abroad: dict[str, str] = {}
        for k, (first, *_) in self._index.items():
            (abroad if first["note"].startswith(ABROAD) else home)[k] = first["input"]
        return home, abroad

    def near(self, name: str) -> tuple[str, ...]:
        """Return near names of up to three drugs; they are offered, never taken. After MOST_NEAR names none are looked for."""
        self._nears += 1
        if self._nears > MOST_NEAR:
            return ()
        first: dict[object, str] = {}
        home, abroad = self._shown_names
        for found in nearest(name[:LONGEST_NAME], home, 9) or spelt_like(name[:LONGEST_NAME], abroad):
            first.setdefault(tuple(m["id"] for m in self._index.get(key(found), ())) or found, found)
        return tuple(first.values())[:3]


def brand_note(brand: Any) -> str:
    """Say what a brand name means today."""
    gone = brand.status == "discontinued" and "no longer sold" not in brand.note
    where = " in the US" if brand.region == "US" else ""
    parts = (brand.product, f"no longer sold{where}" if gone else "", brand.note)
    return "; ".join(p for p in parts if p)
