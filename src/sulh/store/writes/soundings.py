"""
Soundings: clauses put to people as "support", "can live with", "cannot live with"; and what may be said of one.

    put_clauses ─▶ Statement(source "clause", wording) ─▶ Round(sounding) with one epoch    from there on a round
    announce    ─▶ Announcement(wording)     nobody cannot live with it, where the ground rules of each person allow it

A wording is one statement however often it is put: so the ledger knows all that was ever said of it. A sounding has
one epoch and is not opened again; a wording of which something was announced is put no more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import (
    Announcement,
    Dialogue,
    Epoch,
    OneText,
    Round,
    RoundStatement,
    Statement,
    StatementText,
    Wording,
)
from sulh.store.reads.put_text import latest_put
from sulh.store.reads.soundings import obstacle
from sulh.store.sealing import Sealer, sealer
from sulh.store.writes import log
from sulh.store.writes.epochs import add_epochs, check_ends
from sulh.store.writes.rounds import refs
from sulh.store.writes.statements import next_number


@transaction.atomic
def put_clauses(
    principal: Principal, text_id: UUID, side: UUID | None, wordings: Collection[UUID], ends: Sequence[datetime]
) -> UUID:
    """
    Make a sounding that is not open yet; the same one sent twice is made once.

    Args:
        principal: A facilitator.
        text_id: Of which text.
        side: The one side that is asked; None for all sides.
        wordings: Clauses of the version that is put.
        ends: When its one epoch ends.

    Raises:
        Refused: If they may not, or the side takes no part.
        Invalid: `statements` or `ends`.
        Conflict: `text-not-put`.
    """
    text = asking.get(principal, "one-text", CHANGE, OneText, text_id)
    dialogue = asking.get(principal, "round", CHANGE, Dialogue, text.dialogue_id, lock=True)
    if side is not None and not dialogue.sides.filter(side=side).exists():
        raise Refused
    version = latest_put(dialogue.id)
    if version is None or version.text_id != text_id or version.text.state != "put":
        raise Conflict("text-not-put")
    check_ends(ends)
    if len(ends) != 1:
        raise Invalid({"ends": "one-epoch"})
    chosen = list(version.wordings.filter(pk__in=wordings).order_by("place"))
    if not chosen or len(chosen) != len(set(wordings)) or any(hasattr(one, "announcement") for one in chosen):
        raise Invalid({"statements": "no-choice" if wordings else "no-statements"})
    drafts = dialogue.rounds.filter(side=side, state="draft", sounding=True)
    same = next((row for row in drafts if _is(row, chosen, ends)), None)
    return same.id if same is not None else _made(principal, dialogue, side, chosen, ends)


@transaction.atomic
def announce(principal: Principal, epoch_id: UUID, wording_id: UUID) -> None:
    """
    Say to everybody in the dialogue that nobody who answered cannot live with a clause; once said, it stays.

    Args:
        principal: A facilitator.
        epoch_id: Of a sounding of all sides, ended and counted.
        wording_id: A clause that was put in it.

    Raises:
        Refused: If they may not.
        Conflict: With the code of `sulh.store.reads.soundings.obstacle`; `somebody-was-quicker` for what is put there
            no longer.
    """
    epoch = asking.get(principal, "publication", CHANGE, Epoch, epoch_id)
    Dialogue.objects.select_for_update().get(pk=epoch.round.dialogue_id)
    wording = Wording.objects.filter(pk=wording_id, statement__rounds__round=epoch.round_id).first()
    if wording is None or not epoch.round.sounding:
        raise Conflict("somebody-was-quicker")
    if Announcement.objects.filter(wording=wording).exists():
        return
    code = obstacle(epoch, wording)
    if code:
        raise Conflict(code)
    Announcement.objects.create(wording=wording, epoch=epoch, by_id=UUID(principal.id), on=clock.today())
    at: dict[str, str | int] = {"round": str(epoch.round_id), "epoch": epoch.number}
    log.enter(epoch.round.dialogue.process_id, "nobody-objects", principal, **at, number=wording.statement.number)


def _is(round_: Round, chosen: Sequence[Wording], ends: Sequence[datetime]) -> bool:
    put = set(round_.put.values_list("statement__wording_id", flat=True))
    return put == {one.pk for one in chosen} and list(round_.epochs.values_list("ends", flat=True)) == [*ends]


def _made(
    principal: Principal, dialogue: Dialogue, side: UUID | None, chosen: Sequence[Wording], ends: Sequence[datetime]
) -> UUID:
    last = dialogue.rounds.aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(dialogue=dialogue, number=last + 1, side_id=side, sounding=True)
    opener = sealer(dialogue.process_id)
    RoundStatement.objects.bulk_create(
        [
            RoundStatement(round=made, statement=_statement(dialogue, wording, opener), place=place)
            for place, wording in enumerate(chosen, 1)
        ]
    )
    add_epochs(made, ends)
    log.enter(dialogue.process_id, "sounding-made", principal, **refs(made))
    return made.id


def _statement(dialogue: Dialogue, wording: Wording, opener: Sealer) -> Statement:
    """Return the one statement of a wording; a number is given out once, so it is made when it is first put."""
    there = Statement.objects.filter(wording=wording).first()
    if there is not None:
        return there
    made = Statement(
        dialogue=dialogue,
        number=next_number(dialogue),
        source="clause",
        asks="position",
        state="accepted",
        wording=wording,
        on=clock.today(),
    )
    texts = opener.texts(wording, "texts")
    first = next(iter(texts))
    opener.put(made, origin={"language": first, "text": texts[first]})
    made.save(force_insert=True)
    for tag, words in texts.items():
        text = StatementText(statement=made, language=tag)
        opener.put(text, text=words)
        text.save(force_insert=True)
    return made
