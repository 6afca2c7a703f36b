"""
What people say of a clause: the need or concern that it fails. They never edit it.

    criticise ─▶ Criticism(wording, seat, need)     while the version is put; a reply takes it up in the next one

Kept under its seat, so that whoever leaves takes it along. Nothing of it enters the log.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, ask
from sulh.store import clock
from sulh.store.asking import thing_of
from sulh.store.errors import Conflict
from sulh.store.models import Criticism, Dialogue, Seat, Wording
from sulh.store.reads.circulating import NotAgreed, situation
from sulh.store.reads.put_text import CRITICS, latest_put
from sulh.store.sealing import sealer
from sulh.store.texts import Reading

NEED = 500  # characters
MOST = 40  # criticisms of one seat on one version


@transaction.atomic
def criticise(principal: Principal, wording_id: UUID, need: str, language: str) -> UUID:
    """
    Keep a criticism; the same one sent twice is kept once.

    Args:
        principal: A participant or a reader.
        wording_id: Of a clause in the version that is put now.
        need: The need or concern that it fails, up to 500 characters.
        language: In which it is written, one of the dialogue's.

    Raises:
        Refused: If the clause is not theirs to read.
        NotAgreed: Before the newest texts were accepted.
        Invalid: `need` or `language`.
        Conflict: `text-not-put`, if the version is no longer open to criticism; `too-many-criticisms`.
    """
    now = situation(principal, *CRITICS)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "criticism", CHANGE, now.own(principal))
    reading = Reading()
    kept = {
        "language": reading.choice("language", language, now.languages),
        "text": reading.text("need", need, most=NEED),
    }
    reading.done()
    dialogue = Dialogue.objects.select_for_update().get(pk=str(now.grant.dialogue))
    version = latest_put(dialogue.pk)
    wording = Wording.objects.filter(pk=wording_id, version__text__dialogue=dialogue).first()
    if wording is None or wording.version.put is None:
        raise Refused
    if version is None or version.text.state != "put" or wording.version_id != version.pk:
        raise Conflict("text-not-put")
    return _keep(principal, wording, kept)


def _keep(principal: Principal, wording: Wording, kept: dict[str, str]) -> UUID:
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    if seat is None:
        raise Refused
    opener = sealer(seat.process_id)
    there = list(Criticism.objects.filter(seat=seat, wording__version=wording.version_id, objection=False))
    same = (row.id for row in there if row.wording_id == wording.id and opener.get(row, "need") == kept)
    found = next(same, None)
    if found is not None:
        return found
    if len(there) >= MOST:
        raise Conflict("too-many-criticisms")
    row = Criticism(wording=wording, seat=seat, on=clock.today())
    opener.put(row, need=kept)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def take_back(principal: Principal, criticism_id: UUID) -> None:
    """
    Erase an own criticism that has no reply yet.

    Raises:
        Refused: If it is not their own, or came with an answer to a sounding.
        Conflict: `replied-meanwhile`.
    """
    row = Criticism.objects.select_related("wording__version__text__dialogue", "seat").filter(pk=criticism_id).first()
    if row is None:
        raise Refused
    thing = thing_of(row)
    ask(principal, "criticism", CHANGE, thing)
    if row.objection:  # it is part of an answer: whoever can live with the clause after all, answers anew
        raise Refused
    if not Criticism.objects.filter(pk=row.pk, reply=None).delete()[0]:
        raise Conflict("replied-meanwhile")
