"""
An earlier agreement of the demonstration, scored three times: it moves at first, then it stands still.

    fourteen months ago   signed; twelve stipulations
    twelve, eight, four months ago   scored by two evaluators apart, a third settles what they see differently
    now                   scored again: one has handed in, the other is at it
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.coders import differing
from sulh.store.demo.world import World
from sulh.store.models import Coder, Coding, Staff
from sulh.store.reads.principals import of_staff
from sulh.store.writes import agreements, coding, naming_coders, stipulations
from sulh.store.writes.agreements import AgreementGiven
from sulh.store.writes.coding import Scored
from sulh.store.writes.stipulations import ActText, StipulationText

EVALUATORS: Final = ("tall-pine", "salt-wind", "still-lamp")
TITLE, SOURCE = (
    "The mill accord on the road and the water",
    "Gazette of the joint committee, made up for this demonstration",
)
MONTH: Final = 30
SECOND: Final = 2
SIGNED, OPEN = 14 * MONTH, 2  # days ago
OBLIGED: Final = (  # what, of which authority, theme, which sides, owed within how many days; then three scores
    ("Open the bridge road to carts by day.", "Roads office", "borders", ("hill", "river"), 60, (2, 3, 3)),
    ("Take the two posts at the mill away.", "Joint command", "security_forces", ("hill",), 90, (1, 2, 2)),
    ("Hand the old barracks back to the village.", "Joint command", "security_forces", ("river",), 180, (0, 0, 0)),
    ("Publish the hours of the sluice every spring.", "Water office", "land", ("hill",), 150, (1, 3, 3)),
    ("Mend the lower canal.", "Water office", "land", ("river",), 300, (0, 1, 1)),
    ("Let families fetch what they left behind.", "District court", "displaced", ("hill", "river"), 120, (1, 2, 2)),
    ("Keep a list of houses that are claimed.", "District court", "displaced", (), 240, (0, 1, 1)),
    ("Open the clinic to both villages.", "Health office", "rights", ("river",), 60, (2, 3, 3)),
    ("Put two women of each side on the committee.", "Joint committee", "women", ("hill", "river"), 90, (0, 1, 1)),
    ("Teach in both schools from the same calendar.", "School office", "culture", ("hill", "river"), 365, (0, 0, 1)),
    ("Pay for the burnt barns.", "Treasury of the district", "economy", ("hill",), 270, (0, 0, 0)),
    ("Report twice a year on what was done.", "Joint committee", "monitoring", (), 180, (1, 2, 2)),
)
OTHERWISE: Final = {(1, 1): 1, (4, 1): 2, (6, 2): 0, (9, 2): 0}  # (place, coding): what the second coder sees instead
UNTOLD: Final = ((6, 0),)  # (place, coding): nobody can tell
ACTS: Final = (
    ("decree", "Roads office", "Order 7: the bridge road is open by day", 370, 0),
    ("withdrawal", "Joint command", "The lower post at the mill is taken away", 260, 1),
    ("meeting", "Joint committee", "Second report on what was done", 140, 11),
)


def plant_carried_out(world: World) -> UUID:
    """Plant the agreement, its stipulations, three codings and one that goes on, and acts; return the agreement."""
    coders = [of_staff(Staff.objects.get(account=name).id) for name in EVALUATORS]
    with world.ago(days=SIGNED):
        given = AgreementGiven(TITLE, SOURCE, clock.today(), [what for what, *_ in OBLIGED])
        agreement = agreements.add(world.facilitator, world.process, given)
        signed = clock.today()
        made = [
            stipulations.add(
                world.facilitator,
                agreement,
                StipulationText(
                    what, who, theme, [str(world.sides[one]) for one in sides], signed + timedelta(days=within)
                ),
            )
            for what, who, theme, sides, within, _ in OBLIGED
        ]
    for kind, who, what, ago, place in ACTS:
        with world.ago(days=ago):
            act = ActText(kind, who, what, "Gazette of the joint committee", clock.today(), made[place])
            stipulations.add_act(world.facilitator, world.process, act)
    for number, ago in enumerate((12 * MONTH, 8 * MONTH, 4 * MONTH)):
        with world.ago(days=ago):
            _coded(world, agreement, made, coders, number)
    with world.ago(days=OPEN):
        opened = coding.open_(world.facilitator, agreement, clock.today(), (coders[0].id, coders[1].id))
        second = Coder.objects.get(coding=opened, number=SECOND)
        coding.score(coders[1], second.id, _scores(made, 2, second=True))
        coding.hand_in(coders[1], second.id)
    return agreement


def _coded(world: World, agreement: UUID, made: list[UUID], coders: list[Principal], number: int) -> None:
    """Let two score apart; where they differ, let the third see it as the first does."""
    opened = coding.open_(world.facilitator, agreement, clock.today(), (coders[0].id, coders[1].id))
    for place in (1, 2):
        coder = Coder.objects.get(coding=opened, number=place)
        coding.score(coders[place - 1], coder.id, _scores(made, number, second=place == SECOND))
        coding.hand_in(coders[place - 1], coder.id)
    if Coding.objects.get(pk=opened).closed is None:
        naming_coders.name_third(world.facilitator, opened, coders[2].id)
        third, first = Coder.objects.get(coding=opened, number=3), _scores(made, number, second=False)
        coding.score(coders[2], third.id, {one: first[one] for one in differing(opened)})
        coding.hand_in(coders[2], third.id)


def _scores(made: list[UUID], at: int, *, second: bool) -> dict[UUID, Scored]:
    """Return what a coder sees, by stipulation."""
    found = {}
    for place, one in enumerate(made):
        value = OBLIGED[place][5][at]
        if second:
            value = OTHERWISE.get((place, at), value)
        found[one] = Scored(None) if (place, at) in UNTOLD else Scored(value, "Seen on site, and the gazette")
    return found
