"""Find the data, and read one record, one citation, one rule, or all of them."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from . import cache
from .errors import DataError, UsageError
from .model import Claim, Drug, Exempt, Fact, Group, Product, Record, Rule, Source, Study, TradeNames, Verification
from .names import printable
from .tables import Lazy, Listed, read_record, read_toml

SHARED = ("products", "tradenames", "evidence", "claims")
"""The files of facts that stand outside the records and the rules."""

PARTS = ("drugs", "interactions", "groups.toml", "sources.toml", *(f"{name}.toml" for name in SHARED))
"""What a data directory may hold; one with none of it is a mistake."""

PACKAGE = Path(__file__).parent


def bundled_data() -> Path:
    """Return the data directory: inside the package of a wheel, at the top of a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "data"


class Store:
    """Records of one or more data directories; later directories add to the first."""

    def __init__(self, *roots: Path) -> None:
        self.roots = (bundled_data(), *roots)
        for root in roots:
            if not root.is_dir():
                raise UsageError(f"--data {printable(str(root), 80)}: is not a directory")
            if not any((root / part).exists() for part in PARTS):
                raise UsageError(f"--data {printable(str(root), 80)}: holds none of {', '.join(PARTS)}")
        self._drugs: dict[str, Drug] = {}
        self._grouped: dict[tuple[str, str, str], dict[str, list[Fact]]] = {}
        self._reached: dict[str, tuple[set[int], set[int]]] = {}

    def _files(self, folder: str) -> Iterable[str]:
        # As text: to make a Path of every record costs more than to read the two that are asked for.
        for root in self.roots:
            base = os.path.join(root, folder)
            if os.path.isdir(base):
                yield from (os.path.join(base, name) for name in sorted(os.listdir(base)) if name.endswith(".toml"))

    @cached_property
    def drug_files(self) -> dict[str, str]:
        """Map each drug id to its file; a user's file replaces a bundled one only with `override = true`."""
        files: dict[str, str] = {}
        for path in self._files("drugs"):
            id = os.path.basename(path).removesuffix(".toml")
            if id in files and not read_toml(Path(path)).get("override"):
                raise DataError(
                    path, "id", f"{id!r} stands in {Path(files[id]).parent} already; set override = true to replace it"
                )
            files[id] = path
        return files

    def drug_file(self, id: str) -> str | None:
        """Return the file of a drug, or None; without listing all of them where only the bundled data are asked."""
        if len(self.roots) > 1 or not id.replace("-", "").isalnum():
            return self.drug_files.get(id)
        path = os.path.join(self.roots[0], "drugs", f"{id}.toml")
        return path if os.path.isfile(path) else None  # noqa: PTH113

    def drug(self, id: str) -> Drug:
        """Read one record by its id; raise KeyError for an id that no record has."""
        if id not in self._drugs:
            file = self.drug_file(id)
            if file is None:
                raise KeyError(id)
            drug = read_record(Drug, Path(file))
            if drug.id != id:
                raise DataError(file, "id", f"is {drug.id!r}; it must be the file's name, {id!r}")
            self._drugs[id] = drug
        return self._drugs[id]

    def grouped(self, drug: Drug, field: str, by: str) -> dict[str, list[Fact]]:
        """Return a drug's facts of a field by one of their attributes; each is looked at once, not once for each value."""
        wanted = (drug.id, field, by)
        if wanted not in self._grouped:
            groups = self._grouped[wanted] = {}
            for fact in getattr(drug, field):
                groups.setdefault(getattr(fact, by), []).append(fact)
        return self._grouped[wanted]

    @cached_property
    def drugs(self) -> dict[str, Drug]:
        """All records by id, in the order of their ids."""
        return {id: self.drug(id) for id in sorted(self.drug_files)}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """All groups by id."""
        return self._keyed("groups.toml", Group)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All citations by id."""
        return self._keyed("sources.toml", Source)

    @cached_property
    def verified(self) -> Mapping[str, Verification]:
        """What the last recorded run of `verify` found, by the label's id."""
        return self._keyed("verified.toml", Verification)

    def _keyed(self, filename: str, kind: type[Record]) -> Lazy:
        found = Lazy(kind)
        if filename in ("groups.toml", "sources.toml") and not (self.roots[0] / filename).exists():
            raise DataError(
                self.roots[0] / filename, "", "is missing; without it no answer is complete; install medcompare again"
            )
        for path in self._present(filename):
            found.add(path)
        return found

    def _present(self, filename: str) -> Iterable[Path]:
        return (path for root in self.roots for path in [root / filename] if path.exists() or path.is_symlink())

    def _listed(self, filename: str, name: str, kind: type[Record], *fields: str) -> Listed:
        return Listed(kind, name, list(self._present(filename)), fields)

    @cached_property
    def _rules(self) -> Listed:
        rules = Listed(Rule, "rules", list(map(Path, self._files("interactions"))), ("a", "b"))
        if len(self.roots) > 1:
            self._reach_something(rules)
        return rules

    def _reach_something(self, rules: Listed) -> None:
        """Raise DataError for a user's rule that names neither a drug nor a group: it would be silent for ever."""
        for side in ("a", "b"):
            for name, numbers in rules.naming_in[side].items():
                if name and name not in self.drug_files and name not in self.groups:
                    where = f"rules[{rules.spots[numbers[0]][1]}].{side}"
                    told = f"{printable(name, 40)!r} is no drug and no group; `medcompare list` and `medcompare groups` name them"
                    raise DataError(rules.path(numbers[0]), where, told)

    @cached_property
    def rules(self) -> dict[str, tuple[Rule, ...]]:
        """Interaction rules by mechanism: the name of the file they stand in."""
        rules: dict[str, tuple[Rule, ...]] = {path.stem: () for path in self._rules.paths}
        for number, rule in enumerate(self._rules):
            rules[self._rules.path(number).stem] += (rule,)
        return rules

    def rules_between(self, a: Drug, b: Drug) -> list[tuple[str, Rule]]:
        """Return the rules that name one drug on one side and the other on the other, with their mechanism."""
        (a_left, a_right), (b_left, b_right) = self._sides(a), self._sides(b)
        return [(self._rules.path(n).stem, self._rules[n]) for n in sorted((a_left & b_right) | (b_left & a_right))]

    def _sides(self, drug: Drug) -> tuple[set[int], set[int]]:
        """The numbers of the rules that reach a drug on side a and on side b."""
        if drug.id not in self._reached:
            reach = [drug.id, *self.groups_of(drug)]
            self._reached[drug.id] = (self._rules.naming("a", reach), self._rules.naming("b", reach))
        return self._reached[drug.id]

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """Combination products."""
        return tuple(self._products)

    @cached_property
    def _products(self) -> Listed:
        return self._listed("products.toml", "products", Product)

    def listed_product(self, number: int) -> Product:
        """Return one combination product by its place among all."""
        product: Product = self._products[number]
        return product

    @cached_property
    def _trade_names(self) -> Listed:
        return self._listed("tradenames.toml", "tradenames", TradeNames, "drugs")

    @cached_property
    def trade_names(self) -> tuple[TradeNames, ...]:
        """Trade names of other countries."""
        found = tuple(self._trade_names)
        for number, of in enumerate(found):
            for id in of.drugs:
                if id not in self.drug_files:
                    where = f"tradenames[{self._trade_names.spots[number][1]}].drugs"
                    raise DataError(self._trade_names.path(number), where, f"{printable(id, 40)!r} is no drug")
        return found

    def trade_names_of(self, id: str) -> list[TradeNames]:
        """Return a drug's trade names in other countries."""
        return [self._trade_names[n] for n in sorted(self._trade_names.naming("drugs", [id]))]

    @cached_property
    def _studies(self) -> Listed:
        return self._listed("evidence.toml", "studies", Study, "drugs")

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """Trials and reviews."""
        return tuple(self._studies)

    def studies_of(self, id: str) -> list[Study]:
        """Return the trials and reviews that name a drug."""
        return [self._studies[n] for n in sorted(self._studies.naming("drugs", [id]))]

    def studies_between(self, id: str, others: Iterable[str]) -> tuple[list[Study], int]:
        """Return the trials and reviews that name a drug and one of some others, and how many name the drug alone."""
        own = self._studies.naming("drugs", [id])
        both = own & self._studies.naming("drugs", others)
        return [self._studies[n] for n in sorted(both)], len(own - both)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Things widely said, checked."""
        return tuple(self._listed("claims.toml", "claims", Claim))

    @property
    def shared(self) -> dict[str, tuple[Fact, ...]]:
        """The facts that stand outside the records and the rules, by the name of their file."""
        return dict(zip(SHARED, (self.products, self.trade_names, self.studies, self.claims), strict=True))

    @cached_property
    def exceptions(self) -> tuple[Exempt, ...]:
        """Facts that `verify` cannot find, each with the reason."""
        return tuple(self._listed("verify-exceptions.toml", "exceptions", Exempt))

    @cached_property
    def version(self) -> str:
        """The data version, which changes with any fact; `+local` where a user's records are mixed in."""
        path = self.roots[0] / "version.toml"
        version: str = cache.remember("version", [path], lambda: str(read_toml(path)["version"]))
        return version + "+local" * (len(self.roots) > 1)

    def ancestors(self, group: str) -> dict[str, None]:
        """Return a group and all groups above it, nearest first."""
        found: dict[str, None] = {}
        waiting = [group]
        while waiting:
            current = waiting.pop(0)
            if current not in found and current in self.groups:
                found[current] = None
                waiting += self.groups[current].parents
        return found

    def groups_of(self, drug: Drug) -> dict[str, None]:
        """Return every group that a drug is in, its own first, then their parents."""
        found: dict[str, None] = {m.group: None for m in drug.groups}
        for member in drug.groups:
            found.update(dict.fromkeys(g for g in self.ancestors(member.group) if g not in found))
        return found
