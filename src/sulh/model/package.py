"""
What may leave for the official table: a package, exactly as its bytes say.

    Package ─┬─ mark, about                that it is unofficial, who was asked, who is missing
             ├─ ideas, clauses, offers     what is in it: published findings, wordings of one version, people or help
             └─ addressee, desk, item, route, use, attribution, expires, languages, authentic

All languages stand in it, and which of them are authentic. At the lowest attribution level it names neither a dialogue
nor a side. What its hash is, and what may be put in it, is decided in `sulh.negotiation`; nobody's name has a place
here but under `person_named`, which the person has to have asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import UNSET, UnsetType

from sulh.model.findings import Value
from sulh.model.publication import Word

PACKAGE_SCHEMA_VERSION = "1.0"
Texts = Mapping[str, str]  # language tag -> text
Attribution = Literal["none", "dialogue_exists", "side_named", "person_named"]
ATTRIBUTIONS: tuple[Attribution, ...] = get_args(Attribution)  # from the least that is told to the most
Route = Literal["desk", "carrier", "briefing", "person"]
ROUTES: tuple[Route, ...] = get_args(Route)
Use = Literal["background", "option_to_test", "for_the_agenda", "for_a_provision", "for_the_process"]
USES: tuple[Use, ...] = get_args(Use)
OfferKind = Literal["person", "process"]
OFFER_KINDS: tuple[OfferKind, ...] = get_args(OfferKind)


class Idea(Value, frozen=True):
    """
    A published finding.

    Attributes:
        texts: The statement.
        word: What was published of it; null where only the question may leave.
        publication: SHA-256 of the publication that said so.
    """

    texts: Texts
    word: Word | None
    publication: str


class Clause(Value, frozen=True):
    """
    A clause of a one-text as it reads in one version.

    Attributes:
        recommended: Whether the readers of every side said that their side can recommend the whole text.
    """

    number: int
    version: int
    texts: Texts
    recommended: bool


class Offer(Value, frozen=True):
    """People or help with the process that the dialogue can lend; in words, never a contact."""

    kind: OfferKind
    texts: Texts


class About(Value, frozen=True):
    """
    Where it comes from.

    Attributes:
        dialogue: What the dialogue is called; empty below `dialogue_exists`.
        sides: What each side calls itself; empty below `side_named`.
        asked: Who was asked and how they were chosen; empty below `dialogue_exists`.
        missing: Who is not heard in it. Always there.
    """

    dialogue: Texts
    sides: tuple[Texts, ...]
    asked: Texts
    missing: Texts


class Package(Value, frozen=True, kw_only=True):
    """
    One package. Two packages that say the same have the same bytes and the same hash.

    Attributes:
        mark: That it is unofficial and binds nobody, by language.
        title: One line, by language.
        addressee: To whom it goes, as they are called in it.
        desk: What the desk calls itself that can read it once it is sent; absent where it leaves by hand alone.
        agenda_item: The item of the official agenda that it bears on, in words; empty for none.
        summary: What is said on the one page, by language.
        use: For what it is meant. `use_words`: in words.
        expires: ISO date; what is not approved and sent by then is not released.
        languages, authentic: Tags; authentic ones are among the languages.
        answers: Id of the desk's question that it answers; null for none.
        basis: "consent" where no readers approve it and it leaves as each person agreed at entry; absent otherwise.
    """

    schema_version: str = PACKAGE_SCHEMA_VERSION
    mark: Texts
    title: Texts
    summary: Texts
    about: About
    ideas: tuple[Idea, ...]
    clauses: tuple[Clause, ...]
    offers: tuple[Offer, ...]
    addressee: Texts
    desk: Texts | UnsetType = UNSET
    agenda_item: Texts
    route: Route
    use: Use
    use_words: Texts
    attribution: Attribution
    expires: str
    languages: tuple[str, ...]
    authentic: tuple[str, ...]
    answers: str | None
    basis: Literal["consent"] | UnsetType = UNSET
