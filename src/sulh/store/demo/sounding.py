"""
The one text of the demonstration as it was first put, and the sounding of its clauses: before the workshop's round.

    six days ago    the first version is put; its clauses are put to both sides
    five days ago   that ended: of each side somebody cannot live with the third clause, and says why

Answers are put where answers lie, many at once; who says what hangs on the order of seats alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sulh.access import Role
from sulh.store.demo import words
from sulh.store.demo.world import World
from sulh.store.models import Dialogue, Epoch, OneText, Round, Seat, Sitting, Vote, Wording
from sulh.store.writes import one_text, papers, rounds, soundings
from sulh.store.writes.objections import CANNOT, Objected, write_objections
from sulh.store.writes.votes import Answer

SUPPORT, LIVE = 1, 0
SOME = 3  # every third person can merely live with a clause


def plant_sounding(world: World, dialogue: Dialogue) -> None:
    """Put the first version of a text, and its clauses to both sides."""
    facilitator = world.facilitator
    with world.ago(days=6):
        text = one_text.begin(facilitator, dialogue.id, "joint", words.TITLE)
        for clause in words.CLAUSES:
            one_text.add_clause(facilitator, text, clause, agenda_item=None)
        one_text.put(facilitator, text)
        ids = [wording.id for wording in wordings(text)]
        opened = soundings.put_clauses(facilitator, text, None, ids, [world.now - timedelta(days=5, hours=4)])
        rounds.open_(facilitator, opened)
        _answer(world, Round.objects.get(pk=opened))
    with world.ago(days=5, hours=3):
        papers.run_due()


def wordings(text: UUID) -> list[Wording]:
    """Return the clauses of the newest version of a text, in order."""
    return list(OneText.objects.get(pk=text).versions.latest("number").wordings.order_by("place"))


def _answer(world: World, round_: Round) -> None:
    """Let everybody answer every clause who has come."""
    epoch = round_.epochs.get()
    said = list(_said(world, round_, epoch))
    Vote.objects.bulk_create(
        [
            Vote(seat_id=one.seat, epoch=epoch, statement_id=one.statement, value=one.value)
            for one in said
            if one.statement is not None
        ]
    )
    began = int((epoch.ends - timedelta(hours=9)).timestamp())
    seats = {one.seat for one in said}
    Sitting.objects.bulk_create([Sitting(seat_id=seat, round=round_, began=began, finished=True) for seat in seats])
    write_objections(said)


def _said(world: World, round_: Round, epoch: Epoch) -> Iterator[Answer]:
    needs = {(side, place, number): (tag, need) for side, place, number, tag, need in words.OBJECTIONS}
    put = list(round_.put.order_by("place").values_list("place", "statement_id", "statement__wording_id"))
    for name, side in world.sides.items():
        seats = Seat.objects.filter(dialogue=round_.dialogue_id, side_id=side, role=Role.PARTICIPANT)
        for number, seat in enumerate(seats.exclude(language="").order_by("label")):
            for place, statement, wording in put:
                tag, need = needs.get((name, place, number), ("", ""))
                kept = {"language": tag, "text": need} if need else None
                value = CANNOT if need else LIVE if (number + place) % SOME == 0 else SUPPORT
                objected = Objected(world.process, wording, kept)
                yield Answer(seat.id, round_.id, epoch.id, statement, value, objected=objected)
