"""
What is needed off the screen: ballots to print, one to fill in again, a form for telephones without a network.

    PaperPage ── PaperRound ...      rounds that take answers now, and how many ballots of each side came back
    OnPaper ── PutOnPaper(place, statement, text)    what stands on the ballot of one round, in one language
    Sheets ── OnPaper, numbers, texts that are read out

A ballot is a seat of channel "paper" with a random number. The number names it in a table, on a form and on the page of
entry; statements are named by their place on paper. No vote is read here: what was entered is never shown back, only
that something was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from sulh.access import CHANGE, SEE, Principal, Role
from sulh.model.ballots import FormStatement, RoundForm
from sulh.negotiation.consented import Consented
from sulh.store import asking, clock
from sulh.store.errors import Incomplete, Invalid
from sulh.store.models import Dialogue, Membership, Round, RoundStatement, Seat, Sitting, Vote
from sulh.store.reads.consent import newest
from sulh.store.reads.consented import consented_of
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.words.language import language, mark

_LONGEST_TYPED = 40
WITHDRAWN = mark("This statement has been withdrawn. Leave it empty.")


@dataclass(frozen=True)
class BallotsOfSide:
    """How many ballots of a side there are, and how many of them were entered in a round."""

    side: NamedSide
    made: int
    entered: int


@dataclass(frozen=True)
class PaperRound:
    """A round that has been opened and is not over. `side`: the one side of a caucus. `sides`: those who answer."""

    id: str
    number: int
    state: str
    side: NamedSide | None
    sides: tuple[BallotsOfSide, ...]
    sounding: bool


@dataclass(frozen=True)
class PaperPage:
    """Everything off the screen of one dialogue; `made` is how many ballots there were when the page was opened."""

    rounds: tuple[PaperRound, ...]
    languages: tuple[str, ...]
    made: int
    several_facilitators: bool


@dataclass(frozen=True)
class PutOnPaper:
    """A statement on a ballot: `place` is its number there."""

    place: int
    statement_id: UUID
    text: str


@dataclass(frozen=True)
class OnPaper:
    """What stands on the ballots of one round, in one language."""

    round_id: UUID
    dialogue_id: UUID
    number: int
    state: str
    side: NamedSide | None
    language: str
    question: str
    puts: tuple[PutOnPaper, ...]
    later_epoch: bool
    sounding: bool


@dataclass(frozen=True)
class ReadOut:
    """
    One of the texts that are read out before ballots are handed out.

    `announces`, `release`: what else whoever hands in a ballot accepts with it, as on the page that is read on screen.
    """

    kind: str
    version: int
    paragraphs: tuple[str, ...]
    announces: bool
    release: Consented | None


@dataclass(frozen=True)
class Sheets:
    """Ballots to print in one language, and the texts for the one who reads out."""

    paper: OnPaper
    side: NamedSide
    numbers: tuple[str, ...]
    texts: tuple[ReadOut, ...]


def paper_page(principal: Principal, dialogue_id: UUID, tag: str) -> PaperPage:
    """
    Return what is off the screen in a dialogue.

    Raises:
        Refused: If it is not theirs.
    """
    dialogue = asking.get(principal, "paper-ballots", SEE, Dialogue, dialogue_id)
    made: dict[Any, int] = dict(ballots_of(dialogue).values_list("side_id").annotate(n=Count("id")))
    sides = sides_of(dialogue, sealer(dialogue.process_id), tag)
    running = list(dialogue.rounds.filter(state__in=("open", "paused"), epochs__ends__gt=clock.now()).distinct())
    entered = _entered(running)
    rounds = [_round(row, sides, made, entered) for row in sorted(running, key=lambda row: row.number)]
    facilitators = Membership.objects.filter(process=dialogue.process_id, role=Role.FACILITATOR, ended=None)
    several = facilitators.values("staff_id").distinct().count() > 1
    return PaperPage(tuple(rounds), tuple(dialogue.tags), sum(made.values()), several)


def on_paper(principal: Principal, round_id: UUID, tag: str) -> OnPaper:
    """
    Return what stands on the ballots of a round, in a language.

    Raises:
        Refused: If the round is not theirs.
    """
    return _on_paper(asking.get(principal, "paper-ballots", SEE, Round, round_id), tag)


def sheets(
    principal: Principal, round_id: UUID, side_id: UUID, tag: str, *, numbers: Collection[str] | None = None
) -> Sheets:
    """
    Return ballots to print: those of a side in a language, or those named.

    Raises:
        Refused: If the round is not theirs.
        Invalid: `side` or `language` if nobody answers so in this round; `ballot` if a number is none of theirs.
        Incomplete: `no-ballots` if there are none.
    """
    round_ = asking.get(principal, "paper-ballots", SEE, Round, round_id)
    paper = _on_paper(round_, tag)
    side = next((one for one in answering(round_, tag) if one.id == str(side_id)), None)
    if side is None or tag not in round_.dialogue.tags:
        raise Invalid({"side" if side is None else "language": "unknown"})
    rows = ballots_of(round_.dialogue).filter(side=side_id, language=tag)
    printed = sorted(rows.values_list("ballot", flat=True))
    if numbers is not None and not set(numbers) <= set(printed):
        raise Invalid({"ballot": "no-such-ballot"})
    if not printed:
        raise Incomplete(["no-ballots"])
    opener = sealer(round_.dialogue.process_id)
    texts = [_read_out(row, opener, tag) for row in newest(round_.dialogue)]
    return Sheets(paper, side, tuple(printed if numbers is None else sorted(numbers)), tuple(texts))


def waiting_ballot(principal: Principal, round_id: UUID, typed: str) -> tuple[str, bool]:
    """
    Return the number of a ballot as it was typed, and whether something was entered under it in this round.

    Raises:
        Refused: If the round is not theirs.
        Invalid: `ballot` if no ballot of those who answer in this round has the number.
    """
    round_ = asking.get(principal, "paper-ballots", CHANGE, Round, round_id)
    seat = ballots_in(round_).filter(ballot=as_number(typed)).first()
    if seat is None:
        raise Invalid({"ballot": "no-such-ballot"})
    return seat.ballot, Vote.objects.filter(seat=seat, epoch__round=round_).exists()


def numbers_in(principal: Principal, round_id: UUID) -> list[str]:
    """
    Return the numbers of all ballots of those who answer in a round.

    Raises:
        Refused: If the round is not theirs.
    """
    round_ = asking.get(principal, "paper-ballots", SEE, Round, round_id)
    return sorted(ballots_in(round_).values_list("ballot", flat=True))


def form_of(principal: Principal, round_id: UUID) -> RoundForm:
    """
    Return a round as a form; a statement withdrawn since keeps its place, so that an earlier form is read rightly.

    Raises:
        Refused: If the round is not theirs.
    """
    round_ = asking.get(principal, "paper-ballots", SEE, Round, round_id)
    opener = sealer(round_.dialogue.process_id)
    tags = round_.dialogue.tags
    withdrawn = {tag: language(tag).say(WITHDRAWN) for tag in tags}
    statements = []
    for put in _put(round_):
        texts = {row.language: opener.text(row, "text") for row in put.statement.texts.all() if row.language in tags}
        there = put.statement.state == "accepted"
        statements.append(FormStatement(str(put.place), texts if there else withdrawn))
    return RoundForm("form", settings.SULH.neutral_name, tags, statements)


def ballots_of(dialogue: Dialogue) -> QuerySet[Seat]:
    """Return the seats of paper of a dialogue."""
    return dialogue.seats.filter(role=Role.PARTICIPANT, channel="paper", left=False).exclude(ballot="")


def ballots_in(round_: Round) -> QuerySet[Seat]:
    """Return the seats of paper that answer in a round: in a caucus those of its side."""
    rows = ballots_of(round_.dialogue)
    return rows if round_.side_id is None else rows.filter(side=round_.side_id)


def answering(round_: Round, tag: str) -> tuple[NamedSide, ...]:
    """Return the sides that answer in a round."""
    sides = sides_of(round_.dialogue, sealer(round_.dialogue.process_id), tag)
    return tuple(side for side in sides if round_.side_id is None or side.id == str(round_.side_id))


def as_number(typed: str) -> str:
    r"""
    Return the number of a ballot as it is kept, in whatever digits and groups it was typed; else nothing.

    >>> as_number(" 4821-0937"), as_number("\u0664\u0668\u0662\u0661 \u06f0\u06f9\u06f3\u06f7"), as_number("48x")
    ('48210937', '48210937', '')
    """
    if len(typed) > _LONGEST_TYPED:
        return ""
    signs = [str(decimal(sign, sign)) for sign in typed]
    kept = [sign for sign in signs if sign.isalnum()]
    return "".join(kept) if all(sign.isascii() and sign.isdigit() for sign in kept) else ""


def _put(round_: Round) -> QuerySet[RoundStatement]:
    rows = RoundStatement.objects.filter(round=round_).select_related("statement")
    return rows.prefetch_related("statement__texts").order_by("place")


def _on_paper(round_: Round, tag: str) -> OnPaper:
    dialogue = round_.dialogue
    opener = sealer(dialogue.process_id)
    ends = list(round_.epochs.values_list("ends", flat=True))
    now = clock.now()
    over = all(end <= now for end in ends)
    return OnPaper(
        round_id=round_.id,
        dialogue_id=dialogue.id,
        number=round_.number,
        state="closed" if over and round_.state != "draft" else round_.state,
        side=next(iter(answering(round_, tag)), None) if round_.side_id else None,
        language=tag,
        question=in_language(opener.texts(dialogue, "question"), tag),
        puts=tuple(_puts(_put(round_).filter(statement__state="accepted"), opener, tag)),
        later_epoch=not over and any(end <= now for end in ends),
        sounding=round_.sounding,
    )


def _puts(rows: Iterable[RoundStatement], opener: Sealer, tag: str) -> Iterable[PutOnPaper]:
    for row in rows:
        texts = {text.language: opener.text(text, "text") for text in row.statement.texts.all()}
        yield PutOnPaper(row.place, row.statement_id, in_language(texts, tag))


def _read_out(row: Any, opener: Sealer, tag: str) -> ReadOut:
    by_language = dict(opener.get(row, "paragraphs") or {})
    return ReadOut(row.kind, row.version, tuple(by_language.get(tag, ())), row.announces, consented_of(row, opener))


def _entered(rounds: Collection[Round]) -> dict[tuple[UUID, UUID | None], int]:
    """Return by round and side how many ballots were entered."""
    sittings = Sitting.objects.filter(round__in=rounds, seat__channel="paper", seat__left=False)
    counted = sittings.values_list("round_id", "seat__side_id").annotate(n=Count("id"))
    return {(round_id, side): n for round_id, side, n in counted}


def _round(
    row: Round,
    sides: tuple[NamedSide, ...],
    made: dict[Any, int],
    entered: dict[tuple[UUID, UUID | None], int],
) -> PaperRound:
    of_round = [side for side in sides if row.side_id is None or side.id == str(row.side_id)]
    counted = [
        BallotsOfSide(side, made.get(UUID(side.id), 0), entered.get((row.id, UUID(side.id)), 0)) for side in of_round
    ]
    alone = of_round[0] if row.side_id and of_round else None
    return PaperRound(str(row.id), row.number, row.state, alone, tuple(counted), row.sounding)
