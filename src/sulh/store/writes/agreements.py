"""
Agreements as facilitators keep them, and what somebody has confirmed of them.

    add      ─▶ Agreement(title, text, source)                     from the paragraphs of a text; sealed
    confirm  ─▶ Provision(start, end, authority) + Contribution    a passage, and one thing that contributed to it
    unlink, withdraw, remove                                       each is taken back, with what hangs on it

Nothing that a search suggested is kept before somebody confirms it. The same thing said twice is one, as it was said
last. The log holds codes and ids: neither titles nor words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import (
    AgendaItem,
    Agreement,
    Clause,
    Contribution,
    DeskAnswer,
    Process,
    Provision,
    TransferPackage,
)
from sulh.store.models.chain import CONFIDENCES
from sulh.store.passages import BETWEEN, LEFT, PASSAGE_KIND
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, PARAGRAPHS, SENTENCE, Reading
from sulh.store.writes import log
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN

TITLE, LETTERS, PASSAGE = 160, 3_000_000, 6_000  # characters
AGREEMENTS, PROVISIONS = 50, 500  # of a process; of an agreement
FIRST = date(1800, 1, 1)  # an agreement that people still speak of is no older


@dataclass(frozen=True)
class AgreementGiven:
    """An agreement as it comes in: `paragraphs` of its text, without an empty one."""

    title: str
    source: str
    on: date | None
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Confirmed:
    """
    What somebody has looked at and confirms.

    Attributes:
        start, end: The passage, in characters of the whole text.
        authority: Who is to act on it, in words.
        agenda_item: The official item that it bears on, if one does.
        earlier_kind, earlier: What contributed to it: a clause, a package or an answer.
        confidence, source: How sure they are, and why it is thought so.
    """

    start: int
    end: int
    authority: str
    agenda_item: UUID | None
    earlier_kind: str
    earlier: UUID
    confidence: str
    source: str


@transaction.atomic
def add(principal: Principal, process_id: UUID, given: AgreementGiven) -> UUID:
    """
    Keep the text of an agreement; the same title, day and text sent twice are one.

    Raises:
        Refused: If they may not.
        Invalid: `title`, `source`, `on` or `text`.
        Conflict: `too-many-agreements`.
    """
    process = asking.get(principal, "chain", CHANGE, Process, process_id, lock=True)
    reading = Reading()
    title = reading.text("title", given.title, most=TITLE)
    source = reading.text("source", given.source, most=NOTE)
    _text(reading, given.paragraphs)
    if given.on is None:
        reading.faults["on"] = "empty"
    elif not FIRST <= given.on <= clock.today():
        reading.faults["on"] = "day-to-come" if given.on > FIRST else "no-day"
    reading.done()
    opener = sealer(process.id)
    rows = list(process.agreements.filter(on=given.on))
    for row in rows:
        if opener.text(row, "title") == title and opener.get(row, "text") == list(given.paragraphs):
            return row.id
    if process.agreements.count() >= AGREEMENTS:
        raise Conflict("too-many-agreements")
    made = Agreement(process=process, on=given.on)
    opener.put(made, title=title, source=source, text=list(given.paragraphs))
    made.save(force_insert=True)
    log.enter(process.id, "agreement-added", principal, agreement=str(made.id))
    return made.id


def _text(reading: Reading, paragraphs: Sequence[str]) -> None:
    """Tell what is wrong with a text; its white space was drawn together before."""
    if not any(letter.isalnum() for one in paragraphs for letter in one):
        reading.faults["text"] = "empty"
    elif any(FORBIDDEN.search(one) for one in paragraphs):
        reading.faults["text"] = "control"
    elif any(DIRECTION_MARKS.search(one) for one in paragraphs):
        reading.faults["text"] = "direction"
    elif max(map(len, paragraphs)) > PARAGRAPHS or sum(map(len, paragraphs)) > LETTERS:
        reading.faults["text"] = "too-long"


@transaction.atomic
def remove(principal: Principal, agreement_id: UUID) -> UUID:
    """
    Delete an agreement, with the passages that were confirmed in it and what was written of them.

    Returns:
        The id of its process.

    Raises:
        Refused: If they may not.
        Conflict: `coding-closed`: what evaluators found of it is not made to disappear.
    """
    row = asking.get(principal, "chain", CHANGE, Agreement, agreement_id, lock=True)
    if any(one.closed is not None for one in row.codings.select_for_update()):
        raise Conflict("coding-closed")
    passages = list(row.provisions.values_list("id", flat=True))
    Contribution.objects.filter(process=row.process_id, later_kind=PASSAGE_KIND, later__in=passages).delete()
    row.delete()
    log.enter(row.process_id, "agreement-removed", principal, agreement=str(agreement_id))
    return row.process_id


@transaction.atomic
def confirm(principal: Principal, agreement_id: UUID, given: Confirmed) -> UUID:
    """
    Keep a passage of an agreement, and that something contributed to it.

    Args:
        principal: A facilitator.
        agreement_id: Whose passage.
        given: The passage, who is to act on it, and the link.

    Returns:
        The id of the provision; a passage stands once, and so does each link to it.

    Raises:
        Refused: If they may not.
        Invalid: By field; `passage` for places that are not in the text, `origin` for what is not of this process.
        Conflict: `too-many-provisions`.
    """
    row = asking.get(principal, "chain", CHANGE, Agreement, agreement_id, lock=True)
    process, opener = row.process_id, sealer(row.process_id)
    whole = BETWEEN.join(opener.get(row, "text") or ())
    reading = Reading()
    authority = reading.text("authority", given.authority, most=SENTENCE)
    source = reading.text("source", given.source, most=SENTENCE)
    chosen = reading.choice("confidence", given.confidence, CONFIDENCES)
    if not _stands(whole, given.start, given.end):
        reading.faults["passage"] = "no-passage"
    if not _of_process(process, given.earlier_kind, given.earlier):
        reading.faults["origin"] = "no-choice"
    item = given.agenda_item
    if item is not None and not AgendaItem.objects.filter(process=process, pk=item).exists():
        reading.faults["agenda_item"] = "no-choice"
    reading.done()
    provision = _provision(row, given)
    opener.put(provision, authority=authority)
    provision.save()
    link = _link(provision, given)
    link.confidence, link.by_id, link.on = chosen, UUID(principal.id), clock.today()
    opener.put(link, source=source)
    link.save()
    log.enter(process, "provision-confirmed", principal, provision=str(provision.id), to=chosen)
    return provision.id


def _provision(agreement: Agreement, given: Confirmed) -> Provision:
    """Return the passage, the one that stands there already or a new one."""
    found = agreement.provisions.filter(start=given.start, end=given.end).first()
    if found is None and agreement.provisions.count() >= PROVISIONS:
        raise Conflict("too-many-provisions")
    made = found or Provision(agreement=agreement, start=given.start, end=given.end)
    made.agenda_item_id = given.agenda_item
    return made


def _link(provision: Provision, given: Confirmed) -> Contribution:
    """Return the link to a passage, the one that there is already or a new one."""
    found = Contribution.objects.filter(earlier=given.earlier, later=provision.id).first()
    return found or Contribution(
        process_id=provision.agreement.process_id,
        earlier_kind=given.earlier_kind,
        earlier=given.earlier,
        later_kind=PASSAGE_KIND,
        later=provision.id,
    )


def _stands(whole: str, start: int, end: int) -> bool:
    """Whether a passage with a letter in it stands there, of no more letters than a passage has."""
    inside = 0 <= start < end <= len(whole) and end - start <= PASSAGE
    return inside and any(letter.isalnum() for letter in whole[start:end])


def _of_process(process_id: UUID, kind: str, row_id: UUID) -> bool:
    """Whether it is of this process and can have contributed: a clause that was put, a package sent, an answer."""
    rows = {
        "clause": Clause.objects.filter(text__dialogue__process=process_id, wordings__version__put__isnull=False),
        "package": TransferPackage.objects.filter(dialogue__process=process_id, state__in=LEFT),
        "answer": DeskAnswer.objects.filter(package__dialogue__process=process_id),
    }
    return kind in rows and rows[kind].filter(pk=row_id).exists()


@transaction.atomic
def unlink(principal: Principal, contribution_id: UUID) -> UUID:
    """
    Take back that something contributed to a passage; the passage stays.

    Returns:
        The id of the agreement.

    Raises:
        Refused: If they may not, or it is a link to something else.
    """
    link = asking.get(principal, "chain", CHANGE, Contribution, contribution_id, lock=True)
    provision = asking.get(principal, "chain", CHANGE, Provision, link.later)
    link.delete()
    log.enter(link.process_id, "provision-unlinked", principal, provision=str(provision.id))
    return provision.agreement_id


@transaction.atomic
def withdraw(principal: Principal, provision_id: UUID) -> UUID:
    """
    Take back that a passage is one, with all that was said to have contributed to it.

    Returns:
        The id of the agreement.

    Raises:
        Refused: If they may not.
    """
    row = asking.get(principal, "chain", CHANGE, Provision, provision_id, lock=True)
    process, agreement = row.agreement.process_id, row.agreement_id
    Contribution.objects.filter(process=process, later_kind=PASSAGE_KIND, later=row.id).delete()
    row.delete()
    log.enter(process, "provision-withdrawn", principal, provision=str(provision_id))
    return agreement
