"""
What may leave the facilitator's room: a publication, and the ledger of everything that ever left.

    Publication ─┬─ notice, number, audience, k, level, population      what this is
                 ├─ title, question, chosen, when, how, missing         who was asked, and who is missing
                 ├─ sides        every side: invited, answered (only in steps of k)
                 └─ statements   in published order: a word, and numbers where the rules allow them
    Ledger ── entries ─┬─ what the publication was asked for, its SHA-256, and the hash of the entry before
                       └─ statements ── what was said anew, with how many answers a side, and what was tried

A page may render nothing that is not in a `Publication`. A `Ledger` stays with the facilitator: it holds how many
answered, though never what anybody answered beyond what was published. Nothing is decided here (see
`sulh.disclosure`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sulh.model.findings import PassAs, Population, Standing, Value

PUBLICATION_SCHEMA_VERSION = "1.0"
NOTICES = {
    "room": "For the people of this dialogue. It says what every side makes of each statement, never who said what.",
    "public": "For everyone. It says what every side makes of each statement, never who said what.",
}
CAUCUS_NOTICE = "For the people of this side alone. It says what they make of each statement, never who said what."
KEEP = "Ledger of the facilitator. Not to be handed on."
FIRST = "0" * 64  # stands for the hash of the entry before the first one

Audience = Literal["room", "public"]
Word = Literal["firm-on-every-side", "most-on-each-side", "most-on-one-side", "no-majority", "too-few"]
WORDS: tuple[Word, ...] = ("firm-on-every-side", "most-on-each-side", "most-on-one-side", "no-majority", "too-few")


class PublishedSide(Value, frozen=True):
    """
    One side, as far as it may be known.

    Attributes:
        invited: Number invited, where the facilitator stated it; null otherwise.
        answered: How many took part, rounded down to a multiple of k; null when fewer than k did.
    """

    name: str
    invited: int | None
    answered: int | None


class PublishedAnswers(Value, frozen=True):
    """
    One side's own answers to a statement whose numbers may be shown: every count is at least k.

    Attributes:
        low: Lower end of the side's own interval (in a room: a/N).
        high: Upper end (in a room: (a + N - n)/N).
    """

    agree: int
    disagree: int
    passed: int = msgspec.field(name="pass")
    answered: int
    low: float
    high: float


class Numbers(Value, frozen=True):
    """
    The whole table of a statement, for every side, and what follows from it.

    Attributes:
        sides: Every side in alphabetical order.
        standing: Firm, likely, not yet known or refused.
        witness: The side that limits the standing.
        refused_by: Sides that reject it.
        margin: Fewest answers that would have to turn to lose *firm*; null when not firm.
        margin_side: The side of that margin.
    """

    sides: dict[str, PublishedAnswers]
    standing: Standing
    witness: str | None
    refused_by: list[str]
    margin: int | None
    margin_side: str | None


class PublishedStatement(Value, frozen=True):
    """
    One statement, as far as it may be known.

    Attributes:
        text: As the facilitator holds it; null without a text.
        word: What may be said in words; null when nothing computed from answers may leave (no sides declared).
            `most-on-one-side` means on at least one side but not on all; the side is never named.
        since: Number of the publication that said this first. Lower than the publication's own number: carried over
            as it was and not judged anew, because saying it anew could expose somebody. Null when nothing is said
            (`too-few`, or no word).
        numbers: Present only where every count of every side may be shown.
    """

    id: str
    text: str | None
    word: Word | None
    since: int | None
    numbers: Numbers | None


class Publication(Value, frozen=True, kw_only=True):
    """
    Everything that leaves, in the order in which it is shown: the content of `publication.json`.

    Statements come by word, strongest first; within a word those with numbers, by the worst side's own lower end,
    then by id; then those without, by id alone, so that the order says no more than the words.

    Attributes:
        notice: First line of every rendering: for whom it is.
        number: Its place among the publications for the same readers, from 1: joint ones are counted by themselves,
            and those of each side's caucus by themselves.
        k: Smallest number of people that may stand behind a published count.
        cannot_say: `no-sides` (only the list of questions may leave) or `one-side` (a caucus: that side's alone).
    """

    notice: str
    schema_version: str = PUBLICATION_SCHEMA_VERSION
    number: int
    audience: Audience
    k: int
    level: float
    confidence: float
    pass_as: PassAs
    population: Population
    title: str | None
    question: str | None
    chosen: str | None
    when: str | None
    how: str | None
    missing: str | None
    sides: list[PublishedSide]
    statements: list[PublishedStatement]
    cannot_say: list[Literal["no-sides", "one-side"]]

    @property
    def side(self) -> str | None:
        """The side whose caucus this is, and for whose people alone it is; None for a joint publication."""
        return self.sides[0].name if len(self.sides) == 1 else None


class Kept(Value, frozen=True):
    """
    What the ledger keeps of one statement from one publication: something said anew, or numbers tried and refused.

    Of a caucus it is kept even when nothing was said (`needed` and `word` null): a later joint publication must look at
    how many had answered there, and at nothing else.

    Attributes:
        answered: Side -> answers to this statement then.
        needed: Smallest count with which numbers would go out, if they were tried: if `numbers` is null all the same,
            they were refused. Null when they were not tried.
        word: The word that went out; null if an earlier word was left standing.
        firm_from: Side -> fewest agreements that count as firm, if *firm* was among the words that could come out.
        numbers: The numbers that went out.
        text: The text of the statement then; null without one. What was said belongs to it.
    """

    id: str
    answered: dict[str, int]
    needed: int | None
    word: Word | None
    firm_from: dict[str, int] | None
    numbers: Numbers | None
    text: str | None = None


class Entry(Value, frozen=True, kw_only=True):
    """
    One publication in the ledger: joint, or with one side only a caucus's.

    Attributes:
        number: Its line in the ledger, from 1; a publication's own number counts those for the same readers.
        publication: SHA-256 of the publication as canonical JSON (keys sorted, no spaces).
        previous: Hash of the entry before, `FIRST` for the first one.
    """

    paper: str = KEEP
    number: int
    audience: Audience
    k: int
    level: float
    confidence: float
    pass_as: PassAs
    population: Population
    sides: list[str]
    statements: list[Kept]
    publication: str
    previous: str


class Ledger(Value, frozen=True):
    """Every publication that ever left one dialogue, oldest first. One dialogue has one ledger, never two."""

    entries: tuple[Entry, ...] = ()
