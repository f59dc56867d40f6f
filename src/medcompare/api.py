"""The Python face: one object, one method for each question. Each imports what it needs when it is asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .library import Library

if TYPE_CHECKING:
    from .catalog import Claims, Groups, Listing, Search, Sources
    from .classes import Membership
    from .compare import Comparison
    from .cost import Costs
    from .dosing import Choice, Dosing
    from .evidence import Evidence
    from .ignores import Ignore
    from .interactions import Pair
    from .lists import Change, Checklist
    from .medlists import MedList
    from .patients import Patient
    from .warnings import Warned


class Medcompare:
    """The questions that can be put to a library; every answer is a frozen record."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def compare(
        self,
        *names: str,
        sections: Sequence[str] = (),
        regions: Sequence[str] = (),
        only: Literal["", "diff", "shared"] = "",
    ) -> "Comparison":
        """Lay two or more drugs side by side."""
        from .compare import compare

        return compare(self.library, names, sections, regions, only)

    def show(self, name: str, sections: Sequence[str] = (), regions: Sequence[str] = ()) -> "Comparison":
        """Show everything that is recorded of one drug."""
        from .compare import show

        return show(self.library, name, sections, regions)

    def is_a(self, name: str, group: str) -> "Membership":
        """Say whether a drug belongs to a group, and why."""
        from .classes import is_a

        return is_a(self.library, name, group)

    def list(self, group: str = "") -> "Listing":
        """List the drugs, or those of a group."""
        from .catalog import listing

        return listing(self.library, group)

    def search(self, *words: str) -> "Search":
        """Find words in names and facts."""
        from .catalog import search

        return search(self.library, words)

    def groups(self, name: str = "") -> "Groups":
        """Show the class tree, or one group."""
        from .catalog import groups

        return groups(self.library, name)

    def sources(self, name: str = "") -> "Sources":
        """Show the sources of the library, or of one drug."""
        from .catalog import sources

        return sources(self.library, name)

    def claims(self, *names: str) -> "Claims":
        """Show what is widely said, and what the sources say."""
        from .catalog import claims

        return claims(self.library, names)

    def dose(
        self,
        *names: str,
        choice: "Choice | None" = None,
        check: str = "",
        patient: "Patient | None" = None,
    ) -> "Dosing":
        """Show regimens; with `check`, judge a dose of one drug for a patient."""
        from .dosing import doses

        return doses(self.library, names, choice, check, patient)

    def warnings(self, *names: str, topics: Sequence[str] = (), regions: Sequence[str] = ()) -> "Warned":
        """Gather warnings by topic, boxed warnings first."""
        from .warnings import warnings

        return warnings(self.library, names, topics, regions)

    def evidence(self, *names: str, regions: Sequence[str] = ()) -> "Evidence":
        """Gather trials and reviews, head-to-head first."""
        from .evidence import evidence

        return evidence(self.library, names, regions)

    def cost(self, *items: str, doses: Sequence[str], prices: Path | None = None) -> "Costs":
        """Work out the cost of doses from typed, recorded or listed prices."""
        from .cost import cost

        return cost(self.library, items, doses, prices)

    def interactions(self, *lists: "MedList | str", minimum: str = "", ignores: "Sequence[Ignore]" = ()) -> "Checklist":
        """Check every pair of some names and lists taken together."""
        from .lists import check_list
        from .medlists import Entry, MedList

        names = tuple(Entry(text=name) for name in lists if isinstance(name, str))
        read = [one for one in lists if not isinstance(one, str)]
        typed = [MedList(entries=names, troubles=())] if names else []
        return check_list(self.library, [*typed, *read], minimum, ignores)

    def diff(self, before: "MedList", after: "MedList") -> "Change":
        """Compare the findings of two lists."""
        from .lists import change

        return change(self.library, before, after)

    def pairs(self, *names: str) -> "tuple[Pair, ...]":
        """Check every pair of some drugs; raise UnknownNameError for a name that no record has."""
        from .interactions import pairs_of

        return tuple(pairs_of(self.library, [self.library.find(name).id for name in names]))


def load(*data: str | Path) -> Medcompare:
    """Open the bundled data, and a user's own data directories on top of it."""
    return Medcompare(Library(*map(Path, data)))
