"""
What the sides of the demonstration say of the mill accord: three of its stipulations, in the round of the workshop.

    ask_the_sides    five days ago each becomes a statement, in three languages
    answer_asked     all but the first seat of each side answer them; they are published with the rest

Coders see the bridge road nearly done. On the hill people say so too, at the river they do not.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sulh.access import Role
from sulh.store.demo.carried_out import OBLIGED
from sulh.store.demo.world import World
from sulh.store.models import Dialogue, Epoch, Seat, Stipulation, StipulationStatement, Vote
from sulh.store.writes import asked_stipulations, translations

FOR, AGAINST = 7, 3  # of eleven of a side, how many say yes where most do, and where most do not
SAID: Final = {  # number of a stipulation -> its statement in two more languages, and which sides say yes
    1: (
        "Mis en œuvre : ouvrir la route du pont aux charrettes le jour.",
        "نُفّذ: فتح طريق الجسر للعربات نهارا.",
        ("hill",),
    ),
    6: (
        "Mis en œuvre : laisser les familles reprendre ce qu’elles ont laissé.",
        "نُفّذ: السماح للعائلات باسترجاع ما تركته.",
        (),
    ),
    8: (
        "Mis en œuvre : ouvrir le dispensaire aux deux villages.",
        "نُفّذ: فتح العيادة للقريتين.",
        ("hill", "river"),
    ),
}


def ask_the_sides(world: World, dialogue: Dialogue, agreement: UUID) -> list[UUID]:
    """Put stipulations to a dialogue, and translate what was made; return the statements."""
    with world.ago(days=5, hours=2):
        chosen = list(Stipulation.objects.filter(agreement=agreement, number__in=SAID).values_list("id", flat=True))
        asked_stipulations.ask(world.facilitator, agreement, dialogue.id, chosen, tag="en")
        rows = StipulationStatement.objects.filter(stipulation__in=chosen).order_by("stipulation__number")
        for row in rows.select_related("stipulation"):
            french, arabic, _ = SAID[row.stipulation.number]
            back = f"Carried out: {OBLIGED[row.stipulation.number - 1][0]}"
            for tag, text in (("fr", french), ("ar", arabic)):
                translations.translate(world.facilitator, row.statement_id, tag, text, back=back, back_language="en")
        return [row.statement_id for row in rows]


def answer_asked(world: World, dialogue: Dialogue, epoch: Epoch) -> None:
    """Let everybody who has come say of each what most of their side say, but for a few."""
    rows = StipulationStatement.objects.filter(statement__dialogue=dialogue).order_by("stipulation__number")
    put = [(row.statement_id, SAID[row.stipulation.number][2]) for row in rows.select_related("stipulation")]
    votes = []
    for side, side_id in world.sides.items():
        seats = Seat.objects.filter(dialogue=dialogue, side_id=side_id, role=Role.PARTICIPANT)
        for place, seat in enumerate(seats.exclude(language="").order_by("label")):
            for statement, yes in put:
                value = 1 if place < (FOR if side in yes else AGAINST) else -1
                votes.append(Vote(seat=seat, epoch=epoch, statement_id=statement, value=value))
    Vote.objects.bulk_create(votes)
