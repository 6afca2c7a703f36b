"""
Packages as facilitators follow them, and as readers of the sides see them.

    packages ─▶ Row, one a package: state as others may see it, age, next actor
    package  ─▶ Sheet: everything its bytes say, and what can be done with it
    before_me ─▶ ToApprove, for a reader: exactly what the bytes say, and what they have said themselves

Until every side has said yes, everybody but the reader concerned sees "waiting for the sides". A no is shown as little
as silence, and both end on the same day, by the clock: "not released".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Role, ask
from sulh.model.package import Package
from sulh.negotiation.approval import Answer, Standing, standing
from sulh.negotiation.package import read, short_code
from sulh.negotiation.package_states import PACKAGE
from sulh.negotiation.question_states import QUESTION
from sulh.store import asking, clock
from sulh.store.models import AgendaItem, Approval, Desk, Dialogue, Question, Seat, TransferPackage
from sulh.store.reads.circulating import NotAgreed, situation
from sulh.store.reads.composing import Shelf, shelf
from sulh.store.reads.drafting import readers_of
from sulh.store.sealing import in_language, sealer

UNDER_WAY = ("asked", "approved")
BEFORE_THE_SIDES = ("composed", "confirmed", "dropped")  # states in which no reader knows of a package


@dataclass(frozen=True)
class Row:
    """
    One package in a list.

    Attributes:
        state: As it may be seen: one that was not sent in time is "not-released".
        by_consent: Whether it leaves as each person agreed at entry, without readers: nobody is shown as approving it.
        days: Since it has been composed, or since its last move.
    """

    id: str
    number: int
    title: str
    state: str
    expires: date
    on: date
    sent: date | None
    by_consent: bool


@dataclass(frozen=True)
class Sheet:
    """
    One package for a facilitator.

    Attributes:
        content: The canonical bytes; `digest` and `code` stand for them.
        mine: Whether the one who looks composed it, and so cannot confirm it.
        can: What can be done now.
        slips: Labels of readers whose slip one facilitator has entered and a second one has not.
        mark: What the recipient's copy bears; empty for none.
    """

    row: Row
    dialogue_id: str
    package: Package
    content: bytes
    digest: str
    code: str
    mine: bool
    can: tuple[str, ...]
    slips: tuple[str, ...]
    mark: str
    desk_id: str | None
    agenda_item_id: str | None
    question_id: str | None

    @property
    def approved(self) -> bool:
        """Whether it may leave, or has left: by the approval of every side, or as each person agreed at entry."""
        return self.row.state == "approved" or self.row.sent is not None


@dataclass(frozen=True)
class ToApprove:
    """
    A package before a reader.

    Attributes:
        said: What they said of these bytes on screen; None for nothing yet.
        slip: What a slip in their name says that two have entered; None for none. What was said on screen holds.
    """

    id: str
    package: Package
    content: bytes
    digest: str
    code: str
    expires: date
    state: str
    said: bool | None
    slip: bool | None

    def title(self, tag: str) -> str:
        """Return what it is called, in a language."""
        return in_language(dict(self.package.title), tag)


@dataclass(frozen=True)
class Choices:
    """What a package can be tied to, each by id and name."""

    desks: tuple[tuple[str, str], ...]
    agenda_items: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]


def packages(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[Row, ...]:
    """
    Return the packages of a dialogue, newest first.

    Raises:
        Refused: If they are not theirs to see.
    """
    dialogue = asking.get(principal, "package", SEE, Dialogue, dialogue_id)
    return tuple(_row(row, tag) for row in dialogue.packages.select_related("dialogue").order_by("-number"))


def choices(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[Shelf, Choices]:
    """
    Return what a package of a dialogue can be made of, and what it can be tied to.

    Raises:
        Refused: If they may compose none.
    """
    dialogue = asking.get(principal, "package", CHANGE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    process = dialogue.process_id
    desks = [
        (str(row.id), in_language(opener.texts(row, "names"), tag)) for row in Desk.objects.filter(process=process)
    ]
    items = AgendaItem.objects.filter(process=process).order_by("number")
    questions = Question.objects.filter(process=process, state__in=QUESTION.before("answer")).order_by("number")
    more = Choices(
        desks=tuple(sorted(desks, key=lambda one: one[1])),
        agenda_items=tuple((str(row.id), in_language(opener.texts(row, "titles"), tag)) for row in items),
        questions=tuple((str(row.id), in_language(opener.texts(row, "texts"), tag)) for row in questions),
    )
    return shelf(dialogue), more


def package(principal: Principal, package_id: UUID, tag: str) -> Sheet:
    """
    Return one package for a facilitator.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "package", SEE, TransferPackage, package_id)
    content = content_of(row)
    shown = _row(row, tag)
    half = row.approvals.filter(digest=row.digest, entered_by__isnull=False, witness=None)
    return Sheet(
        row=shown,
        dialogue_id=str(row.dialogue_id),
        package=read(content),
        content=content,
        digest=row.digest,
        code=short_code(content),
        mine=str(row.composed_by_id) == principal.id,
        can=_can(shown.state, by_consent=shown.by_consent),
        slips=tuple(half.order_by("seat__label").values_list("seat__label", flat=True)),
        mark=row.mark,
        desk_id=asking.id_text(row.desk_id),
        agenda_item_id=asking.id_text(row.agenda_item_id),
        question_id=asking.id_text(row.question_id),
    )


def before_me(principal: Principal) -> tuple[ToApprove, ...]:
    """
    Return the packages that a reader is asked about, or was, newest first.

    Raises:
        Refused: For whoever is no reader.
        NotAgreed: Before the newest texts were accepted.
    """
    now = situation(principal, Role.READER)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "approval", CHANGE, now.own(principal))
    there = TransferPackage.objects.filter(dialogue=UUID(str(now.grant.dialogue))).exclude(state__in=BEFORE_THE_SIDES)
    own = list(Approval.objects.filter(seat=UUID(principal.id), package__in=there))
    said = {(one.package_id, one.digest): one.yes for one in own if one.entered_by_id is None}
    slips = {(one.package_id, one.digest): one.yes for one in own if one.witness_id is not None}
    return tuple(
        _to_approve(row, said=said.get((row.pk, row.digest)), slip=slips.get((row.pk, row.digest)))
        for row in there.select_related("dialogue").order_by("-number")
    )


def _can(state: str, *, by_consent: bool) -> tuple[str, ...]:
    """Return what can be done: a package is put before readers, or leaves as people agreed at entry, never both."""
    other = "ask" if by_consent else "consent"
    return tuple(move for move in PACKAGE.possible(state) if move != other)


def counts(approval: Approval) -> bool:
    """Whether an answer counts: given on screen, or on a slip that two have entered."""
    return approval.entered_by_id is None or approval.witness_id is not None


def standing_of(row: TransferPackage) -> Standing:
    """Return how the sides stand to the bytes of a package."""
    answers = sorted(filter(counts, row.approvals.select_related("seat")), key=lambda one: one.entered_by_id is None)
    said = [Answer(str(one.seat_id), str(one.seat.side_id), one.yes, one.digest) for one in answers]  # screen last
    return standing(readers_of(row.dialogue), said, row.digest)


def content_of(row: TransferPackage) -> bytes:
    """Return the canonical bytes of a row."""
    return sealer(row.dialogue.process_id).text(row, "content").encode()


def seat_by_label(row: TransferPackage, label: str) -> Seat | None:
    """Return the reader of a dialogue whose slip bears this label."""
    readers = Seat.objects.filter(dialogue=row.dialogue_id, role=Role.READER, left=False)
    return readers.filter(label=label.strip().upper()).first()


def state_of(row: TransferPackage) -> str:
    """Return the state of a package by the clock: what was not sent in time is not released."""
    return "not-released" if row.state in UNDER_WAY and row.expires < clock.today() else row.state


def _row(row: TransferPackage, tag: str) -> Row:
    held = read(content_of(row))
    title = in_language(dict(held.title), tag)
    by_consent = held.basis == "consent"
    return Row(str(row.id), row.number, title, state_of(row), row.expires, row.on, row.sent, by_consent)


def _to_approve(row: TransferPackage, *, said: bool | None, slip: bool | None) -> ToApprove:
    content = content_of(row)
    return ToApprove(
        id=str(row.id),
        package=read(content),
        content=content,
        digest=row.digest,
        code=short_code(content),
        expires=row.expires,
        state=state_of(row),
        said=said,
        slip=slip,
    )
