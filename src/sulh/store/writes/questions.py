"""
What officials ask, and options they want tested.

    asked ─▶ taken (into a dialogue) ─▶ put (statements of a next round) ─▶ answered (by a package that was sent)
       └─▶ declined, with words for the desk

Whose question it is may be recorded nowhere: then no row, no page and no record of the log says which desk or account
it came from, and the desk cannot find it again among its own. Participants never learn whose it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused
from sulh.negotiation.question_states import QUESTION
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import AgendaItem, Desk, Dialogue, Process, Question, Statement
from sulh.store.models.desks import QUESTION_KINDS
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.writes import log, statements
from sulh.words.language import LANGUAGES

ASKED = 600  # characters


@transaction.atomic
def ask(
    principal: Principal,
    desk_id: UUID,
    kind: str,
    texts: Mapping[str, str],
    *,
    agenda_item: UUID | None = None,
    recorded: bool = True,
) -> UUID | None:
    """
    Keep a question of a desk; the same one sent twice is kept once.

    Args:
        principal: An account of the desk, or a facilitator who was asked by word of mouth.
        desk_id: Which desk asks.
        kind: "question", or "option" to be tested.
        texts: By language; one is enough.
        agenda_item: The official item it bears on.
        recorded: Whether it is kept whose it is.

    Returns:
        Its id; None where its origin is recorded nowhere, so that no address leads from the desk to it.

    Raises:
        Refused: If the desk is not theirs.
        Invalid: `kind`, `texts` or `agenda_item`: one of another desk, or of any where the origin is not kept.
    """
    desk = asking.get(principal, "question", CHANGE, Desk, desk_id, lock=True)
    reading = Reading()
    chosen = reading.choice("kind", kind, QUESTION_KINDS)
    kept = reading.texts("texts", texts, LANGUAGES, most=ASKED, needed=False)
    if not kept:
        reading.faults.setdefault(f"texts_{LANGUAGES[0]}", "one-language")
    reading.done()
    item = _item(principal, desk, agenda_item, recorded=recorded)
    Process.objects.select_for_update().get(pk=desk.process_id)  # two desks that ask at once count one after the other
    opener = sealer(desk.process_id)
    owner = desk if recorded else None
    waiting = Question.objects.filter(process=desk.process_id, desk=owner, state="asked", kind=chosen)
    same = next((row.id for row in waiting if opener.texts(row, "texts") == kept), None)
    if same is not None:
        return same if recorded else None
    last = Question.objects.filter(process=desk.process_id).aggregate(last=Max("number"))["last"] or 0
    row = Question(
        process_id=desk.process_id, desk=owner, agenda_item=item, number=last + 1, kind=chosen, since=clock.today()
    )
    opener.put(row, texts=kept)
    row.save(force_insert=True)
    if not recorded:  # nor in the log: beside the minute in which an account did something it would tell whose it is
        return None
    log.enter(desk.process_id, "question-came", principal, number=row.number)
    return row.id


@transaction.atomic
def take(principal: Principal, question_id: UUID, dialogue_id: UUID) -> None:
    """
    Take a question into a dialogue.

    Raises:
        Refused: If they may not, or the dialogue is of elsewhere.
        Conflict: `somebody-was-quicker`.
    """
    row = _question(principal, question_id)
    dialogue = asking.get(principal, "moderation", CHANGE, Dialogue, dialogue_id)
    if dialogue.process_id != row.process_id:
        raise Refused
    _move(principal, row, "question-taken", "take", dialogue=dialogue)


@transaction.atomic
def decline(principal: Principal, question_id: UUID, words: str) -> None:
    """
    Decline a question, in words that its desk reads.

    Raises:
        Refused: If they may not.
        Invalid: `words`.
        Conflict: `somebody-was-quicker`.
    """
    row = _question(principal, question_id)
    reading = Reading()
    kept = reading.lines("words", words, most=NOTE)
    reading.done()
    sealer(row.process_id).put(row, refusal=kept)
    _move(principal, row, "question-declined", "decline", refusal=row.refusal)


@transaction.atomic
def put(principal: Principal, question_id: UUID, asks: str, texts: Mapping[str, str]) -> UUID:
    """
    Turn a question into a statement of a next round. Nothing in the statement tells that officials asked.

    Args:
        principal: A facilitator.
        question_id: One that was taken into a dialogue.
        asks: "experience", "need" or "idea", as of every seed.
        texts: The statement, by language of the dialogue.

    Returns:
        The id of the statement.

    Raises:
        Refused: If they may not.
        Invalid: For texts that cannot be kept.
        Conflict: `somebody-was-quicker`, `third-party`.
    """
    row = _question(principal, question_id)
    if row.dialogue_id is None or row.state not in QUESTION.before("put"):
        raise Conflict("somebody-was-quicker")
    made = statements.seed(principal, row.dialogue_id, asks, texts)
    Statement.objects.filter(pk=made).update(question=row)
    _move(principal, row, "question-put", "put")
    return made


@transaction.atomic
def close(principal: Principal, question_id: UUID) -> None:
    """
    Close a question that was answered or declined.

    Raises:
        Refused: If they may not.
        Conflict: `somebody-was-quicker`.
    """
    _move(principal, _question(principal, question_id), "question-closed", "close")


def answered(question_id: UUID) -> None:
    """Note that a package which answers a question was sent; called in the transaction of sending."""
    rows = Question.objects.filter(pk=question_id, state__in=QUESTION.before("answer"))
    rows.update(state="answered", since=clock.today())


def _question(principal: Principal, question_id: UUID) -> Question:
    """Return a question for whoever may answer it: facilitators."""
    row = asking.get(principal, "question-answer", CHANGE, Question, question_id, lock=True)
    row.refresh_from_db(fields=["state"])
    return row


def _move(principal: Principal, row: Question, entry: str, move: str, **changes: object) -> None:
    rows = Question.objects.filter(pk=row.pk, state__in=QUESTION.before(move))
    after = QUESTION.after(row.state, move) if row.state in QUESTION.before(move) else ""
    if not after or rows.update(state=after, since=clock.today(), **changes) != 1:
        raise Conflict("somebody-was-quicker")
    log.enter(row.process_id, entry, principal, number=row.number)


def _item(principal: Principal, desk: Desk, item_id: UUID | None, *, recorded: bool) -> AgendaItem | None:
    """Return the item that a question bears on: a desk's own; none that is a desk's where the origin is not kept."""
    if item_id is None:
        return None
    items = AgendaItem.objects.filter(process=desk.process_id)
    items = items if principal.facilitates(desk.process_id) else items.filter(desk=desk)
    item = items.filter(pk=item_id).first()
    if item is None:
        raise Invalid({"agenda_item": "no-choice"})
    if item.desk_id is not None and not recorded:
        raise Invalid({"agenda_item": "item-of-a-desk"})
    return item
