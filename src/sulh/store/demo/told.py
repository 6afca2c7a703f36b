"""
Outcomes of the demonstration: what people tell of what changed, some of it denied, and a theory that lost a leg.

    eleven months ago   a theory with four assumptions, and three indicators with what was before and what is aimed at
    since then          five outcomes; one is for the worse and was not aimed at, one is denied by those who were asked
    two months ago      the assumptions looked at again: one does not hold
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from sulh.store import clock
from sulh.store.demo.carried_out import EVALUATORS
from sulh.store.demo.world import World
from sulh.store.models import Staff
from sulh.store.reads.principals import of_staff
from sulh.store.writes import indicators, outcomes, theories
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText, Said
from sulh.store.writes.theories import TheoryText

MONTH: Final = 30
THEORY: Final = (
    "If people of both villages say in the same words what they could live with about water and road, then the two "
    "committees can agree on hours, because neither has to be the first to name them."
)
ASSUMPTIONS: Final = (  # what has to hold; how it stood eleven and two months ago, and what that rests on
    ("Both committees read what comes out.", ("holds", "Both asked for it in writing"), ("holds", "Read in both")),
    ("Nobody is threatened for taking part.", ("holds", "Asked at entry"), ("failed", "Two families were warned")),
    ("The road stays open by day.", ("in_doubt", "Closed twice in spring"), ("holds", "Order 7 of the Roads office")),
    ("What people say is carried to those who did not come.", None, ("in_doubt", "Nobody has asked them yet")),
)
LONG, TIME = "structures", "political_legal"
TOLD: Final = (  # days ago, outcome, sides, who says what of it
    (
        360,
        OutcomeText(
            *("authority", "Roads office of the district", "policy", "Opens the bridge road by day.", TIME, None),
            contribution="The statement on the road was on its table; carters had asked for the same for years.",
            evidence="Order 7 in the gazette of the joint committee",
            kind="outcome",
            quadrant="key_sociopolitical",
        ),
        (),
        (("agrees", "A clerk of the Roads office", "It was named when the order was drafted."),),
    ),
    (
        250,
        OutcomeText(
            *("group", "Carters of both villages", "practice", "Load for one another at the mill.", LONG, None),
            contribution="Four of them met in the consultation.",
            evidence="Count at the mill, every first Monday",
            kind="relations",
            quadrant="more_sociopolitical",
        ),
        ("hill", "river"),
        (
            ("agrees", "A miller", "Since spring I see it every week."),
            ("partly", "A carter from Mirane", "We do; but we began before anybody asked us."),
        ),
    ),
    (
        170,
        OutcomeText(
            *("network", "Teachers of both schools", "relationship", "Write to one another about the bus.", LONG, None),
            contribution="The bus was a statement that both villages could live with.",
            kind="transfer",
            quadrant="key_personal",
        ),
        ("hill", "river"),
        (),
    ),
    (
        95,
        OutcomeText(
            *("group", "Some neighbours in Mirane", "behaviour"),
            *("Warn families who were seen at the round table.", "attitudes", None),
            contribution="The lists of who was invited were seen by too many.",
            evidence="Told to a facilitator by two families",
            intended=False,
            negative=True,
            kind="relations",
            quadrant="more_personal",
        ),
        ("river",),
        (("agrees", "A nurse of the clinic", "People speak of it; some have stopped coming."),),
    ),
    (
        60,
        OutcomeText(
            *("authority", "Water office", "practice", "Asks both committees before it sets the hours.", TIME, None),
            contribution="The hours were the first matter of the consultation.",
            evidence="Minutes of two meetings",
            kind="outcome",
            quadrant="key_sociopolitical",
        ),
        (),
        (("denies", "A member of the committee in Orsal", "We were told the hours, we were not asked."),),
    ),
)
COUNTED: Final = (  # indicator; before, aimed at; what was found so many days ago; the whole, then by side
    (
        IndicatorText("output", "attitudes", "People who answered in a round", "people", "Rounds that were closed"),
        ((0, 0, 0), (120, 75, 45)),
        ((180, (61, 44, 17)), (20, (104, 73, 31))),
    ),
    (
        IndicatorText(
            "outcome",
            LONG,
            "Carts of the other village at the mill",
            "carts a day",
            "Count at the mill",
            counted="things",
        ),
        ((3, 1, 2), (20, 10, 10)),
        ((250, (9, 5, 4)), (100, (11, 5, 6))),
    ),
    (
        IndicatorText(
            *("impact", TIME, "Nights on which the road was closed", "nights", "Roads office"),
            rises=False,
            counted="things",
        ),
        ((40,), (5,)),
        ((200, (26,)), (30, (24,))),
    ),
)
NAMES: Final = ("Orsal", "Mirane")


def plant_told(world: World) -> None:
    """Plant theory, outcomes with what others say of them, and indicators."""
    _theory(world)
    evaluator = of_staff(Staff.objects.get(account=EVALUATORS[0]).id)
    for days, text, sides, said in TOLD:
        with world.ago(days=days - 7):
            on = clock.today() - timedelta(days=7)
            ids = [str(world.sides[side]) for side in sides]
            given = OutcomeText(**vars(text) | {"on": on, "sides": ids, "initiative": str(world.initiative)})
            made = outcomes.add(world.facilitator, world.process, given)
        with world.ago(days=days - 30):
            for verdict, who, words in said:
                outcomes.judge(evaluator, made, Said(verdict, who, words))
    _indicators(world)


def _theory(world: World) -> None:
    with world.ago(days=11 * MONTH):
        given = TheoryText(str(world.initiative), THEORY, ("arrangement", "cohesion"))
        made = theories.add(world.facilitator, world.process, given)
        ids = [theories.assume(world.facilitator, made, words) for words, *_ in ASSUMPTIONS]
    for place, months in ((1, 11), (2, 2)):
        with world.ago(days=months * MONTH):
            for one, assumption in zip(ids, ASSUMPTIONS, strict=True):
                look = assumption[place]
                if look is not None:
                    theories.look(world.facilitator, one, look[0], look[1], on=clock.today())


def _indicators(world: World) -> None:
    for text, (before, aim), found in COUNTED:
        cut = {"cut": "village", "parts": NAMES} if len(before) > 1 else {}
        with world.ago(days=11 * MONTH):
            given = IndicatorText(**vars(text) | cut | {"initiative": str(world.initiative)})
            made = indicators.add(world.facilitator, world.process, given)
            _put(world, made, "baseline", before)
            _put(world, made, "target", aim, ahead=14 * MONTH)
        for days, numbers in found:
            with world.ago(days=days):
                _put(world, made, "actual", numbers)


def _put(world: World, made: UUID, role: str, numbers: tuple[int, ...], *, ahead: int = 0) -> None:
    given = {part: Decimal(number) for part, number in enumerate(numbers)}
    indicators.put(world.facilitator, made, role, given, on=clock.today() + timedelta(days=ahead))
