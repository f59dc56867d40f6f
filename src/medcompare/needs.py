"""What of a fact must stand in the text that it cites: its numbers, and its terms by their words."""

from collections.abc import Iterator

from .figures import Need, numbers_of
from .labeltext import Text, content, has_words, share
from .library import Library
from .model import (
    AdverseEffect,
    Approval,
    Brand,
    Codes,
    Contraindication,
    Fact,
    Form,
    Indication,
    Membership,
    Price,
    Product,
    Regimen,
    Rule,
    Schedule,
    Study,
    Usage,
)  # fmt: skip
from .standing import denials, is_denial

NAMED_SHARE = 0.6
"""How much of a short term's words must stand in the section in some form."""
TOLD_SHARE = 0.34
"""How much of a sentence of our own words must; our words are plain, the label's are not."""


def needs_of(library: Library, fact: Fact) -> Iterator[Need]:
    """Yield what a fact must find in the sections that it cites."""
    if isinstance(fact, Usage | Price | Schedule):
        return
    yield from numbers_of(fact)
    yield from _terms(library, fact)


def _standing(indication: Indication) -> Iterator[Need]:
    """A labelled use stands in some sentence without a `not` beside it; one it is not for, in none without or in such words."""
    terms = indication.as_ or (indication.use,)
    explicit = any(is_denial(words) for words in indication.as_)

    def told(text: Text) -> list[bool]:
        return [denied for term in terms for denied in denials(text, term, NAMED_SHARE)]

    if indication.status == "labelled":
        yield Need(text=f"for {indication.use}", dose=False, stands_in=lambda t: not explicit and False in told(t))
    elif indication.status == "not-for":
        yield Need(
            text=f"not for {indication.use}",
            dose=False,
            stands_in=lambda t: explicit or (True in told(t) and False not in told(t)),
        )


def _terms(library: Library, fact: Fact) -> Iterator[Need]:
    if isinstance(fact, Indication):
        yield from _standing(fact)
    if fact.as_:
        return  # the label's own words are given, and looked for
    if isinstance(fact, AdverseEffect | Brand):
        yield _named(fact.name)
    elif isinstance(fact, Membership):
        group = library.groups.get(fact.group)
        if group and group.kind == "class":
            yield _any_of((group.name, *group.names))
    elif isinstance(fact, Codes):
        yield from (Need(text=c, dose=False, stands_in=lambda t, c=c: has_words(t, c)) for c in (*fact.unii, *fact.rxcui))  # type: ignore[misc]
    elif isinstance(fact, Contraindication):
        yield _named(fact.text, 0.5)
    elif isinstance(fact, Rule):
        yield _told(f"{fact.effect} {fact.management}")
    elif isinstance(fact, Product):
        yield from (_named(i) for i in fact.ingredients)
    elif not isinstance(fact, Study | Regimen | Form | Approval):
        told = " ".join(str(getattr(fact, f)) for f in ("title", "text", "fact") if hasattr(fact, f))
        yield _told(told)


def _named(term: str, least: float = NAMED_SHARE) -> Need:
    return Need(text=term, dose=False, stands_in=lambda t: share(t, term) >= least)


def _any_of(terms: tuple[str, ...]) -> Need:
    return Need(text=terms[0], dose=False, stands_in=lambda t: any(share(t, term) >= NAMED_SHARE for term in terms))


def _told(text: str) -> Need:
    words = list(content(text))
    return Need(text=f"the words of: {text[:60]}", dose=False, stands_in=lambda t: not words or share(t, text) >= TOLD_SHARE)
