"""What the codes of a package are called on paper, for those who read it at the official table."""

from __future__ import annotations

from typing import Final

from sulh.model.package import Attribution, OfferKind, Package, Route, Texts, Use
from sulh.model.publication import Word
from sulh.papers.transfer.blocks import written
from sulh.words.language import Language, mark

UNOFFICIAL: Final = mark("Unofficial and non-binding.")
NON_PAPER: Final = mark("Non-paper")
FULL_PACKAGE: Final = mark("Full package")
USE_WORDS: Final[dict[Use, str]] = {
    "background": mark("Background"),
    "option_to_test": mark("An option to be tested"),
    "for_the_agenda": mark("For the agenda"),
    "for_a_provision": mark("For a provision of an agreement"),
    "for_the_process": mark("For the process itself"),
}
ROUTE_WORDS: Final[dict[Route, str]] = {
    "desk": mark("To the desk itself"),
    "carrier": mark("By a carrier, on paper or on a medium"),
    "briefing": mark("In a briefing, by word of mouth"),
    "person": mark("Through a person whom both ends trust"),
}
ATTRIBUTION_WORDS: Final[dict[Attribution, str]] = {
    "none": mark("Nothing: neither the dialogue nor a side is named"),
    "dialogue_exists": mark("That the dialogue exists; no side is named"),
    "side_named": mark("The sides; no person is named"),
    "person_named": mark("Persons who asked for it themselves"),
}
OFFER_WORDS: Final[dict[OfferKind, str]] = {
    "person": mark("People to call on"),
    "process": mark("Help with the process"),
}
FOUND_WORDS: Final[dict[Word | None, str]] = {
    "firm-on-every-side": mark("firm on every side"),
    "most-on-each-side": mark("of those who answered, most on each side agree"),
    "most-on-one-side": mark("most agree on one side, not on every side"),
    "no-majority": mark("no majority on any side"),
    "too-few": mark("too few answers to say"),
    None: mark("nothing is said of how it was answered"),
}


def said(texts: Texts, package: Package, words: Language) -> str:
    """Return a text in the language of the paper; where it has none, in the first authentic language that it has."""
    for tag in (words.tag, *package.authentic, *package.languages, *sorted(texts)):
        if written(texts.get(tag, "")):
            return texts[tag]
    return ""


def tongue(tag: str, words: Language) -> str:
    """Return the name of a language in the reader's own; its tag if it has none there."""
    return str(words.locale.languages.get(tag, tag))


def tongues(tags: tuple[str, ...], words: Language) -> str:
    """Return several names of languages as one phrase."""
    return words.listing([tongue(tag, words) for tag in tags])


def authentic(package: Package, words: Language) -> str:
    """Say whether the words of this paper are authentic or a translation."""
    if not package.authentic:
        return words.say("No language is authentic.")
    if words.tag not in package.authentic:
        return words.say("This is a translation. Authentic: {languages}.", languages=tongues(package.authentic, words))
    if len(package.authentic) == 1:
        return words.say("Only this language is authentic.")
    return words.say("Equally authentic: {languages}.", languages=tongues(package.authentic, words))
