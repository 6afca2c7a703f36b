"""
Contact across the sides of the demonstration: eight groups on the map, and ties whose days let structure move a little.

    thirteen months ago   a first list of ties: most lie inside one side
    in between            three begin across, one ends across and one inside
    a hundred days ago    a second list, there at the last end of a quarter: evaluators read no later one
    three weeks ago       a third list; of two earlier ties no later one tells: not observed, and not ended

Who else is on the map stands in `around_valley`; three of its actors are in these ties, too.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sulh.access import Principal
from sulh.store.demo.world import World
from sulh.store.models import Staff
from sulh.store.reads.principals import of_staff
from sulh.store.writes import ground
from sulh.store.writes.ground import ActorText, TieText

COORDINATOR: Final = "still-water"
FIRST, *LATER = 395, 100, 21  # days ago on which the lists were made
SOURCE: Final = "Two rounds of visits by the market board (made up)"
GROUPS: Final = {  # side, level, names
    "hill-school": (
        "hill",
        "middle_range",
        {"en": "Teachers of Orsal", "fr": "Enseignants d’Orsal", "ar": "معلمو أورسال"},
    ),
    "threshers": (
        "hill",
        "grassroots",
        {"en": "Threshers of the hill", "fr": "Batteurs de la colline", "ar": "درّاسو التل"},
    ),
    "spinners": ("hill", "grassroots", {"en": "Spinning room", "fr": "Atelier des fileuses", "ar": "غرفة الغزّالات"}),
    "hill-clinic": ("hill", "middle_range", {"en": "Clinic of Orsal", "fr": "Clinique d’Orsal", "ar": "عيادة أورسال"}),
    "river-school": (
        "river",
        "middle_range",
        {"en": "Teachers of Mirane", "fr": "Enseignants de Mirane", "ar": "معلمو ميران"},
    ),
    "boatmen": ("river", "grassroots", {"en": "Boatmen of Mirane", "fr": "Bateliers de Mirane", "ar": "مراكبية ميران"}),
    "ferry": ("river", "grassroots", {"en": "Women of the ferry", "fr": "Femmes du bac", "ar": "نساء المعدّية"}),
    "river-clinic": (
        "river",
        "middle_range",
        {"en": "Clinic of Mirane", "fr": "Clinique de Mirane", "ar": "عيادة ميران"},
    ),
}
TIES: Final[tuple[tuple[str, str, str, int, int | None, bool], ...]] = (
    # one, other, kind, began and ended so many days ago, told in later lists, too
    ("hill-school", "threshers", "works_with", 900, None, True),
    ("hill-school", "spinners", "works_with", 800, None, True),
    ("hill-school", "hill-clinic", "talks_with", 700, None, True),
    ("threshers", "hill-water", "works_with", 900, None, True),
    ("spinners", "hill-clinic", "trusts", 600, 120, True),
    ("spinners", "idris", "trusts", 900, None, False),
    ("river-school", "ferry", "works_with", 800, None, True),
    ("river-school", "river-clinic", "works_with", 700, None, True),
    ("boatmen", "river-water", "works_with", 900, None, True),
    ("boatmen", "ferry", "talks_with", 500, None, True),
    ("ferry", "river-clinic", "trusts", 600, None, False),
    ("hill-clinic", "river-clinic", "talks_with", 600, None, True),
    ("threshers", "boatmen", "works_with", 700, None, True),
    ("threshers", "river-water", "talks_with", 500, 90, True),
    ("hill-school", "river-school", "works_with", 240, None, True),
    ("spinners", "ferry", "talks_with", 150, None, True),
    ("hill-clinic", "river-school", "talks_with", 60, None, True),
)


def plant_contacts(world: World, ids: dict[str, UUID]) -> None:
    """
    Plant the groups and all lists of ties.

    Args:
        world: What is planted.
        ids: What is on the map, by the keys of `around_valley`.
    """
    coordinator = of_staff(Staff.objects.get(account=COORDINATOR).id)
    with world.ago(days=FIRST):
        known = ids | {key: _group(world, coordinator, key) for key in GROUPS}
        _list(world, coordinator, known, ago=FIRST)
    for ago in LATER:
        with world.ago(days=ago):
            _list(world, coordinator, known, ago=ago)


def _group(world: World, coordinator: Principal, key: str) -> UUID:
    side, level, names = GROUPS[key]
    told = [(text, tag) for tag, text in names.items()]
    given = ActorText("community", told, ("citizen",), level, str(world.sides[side]), source=SOURCE)
    return ground.add_actor(coordinator, world.process, given)


def _list(world: World, coordinator: Principal, known: dict[str, UUID], *, ago: int) -> None:
    """Write down what a list tells of ties; of one that ends, what is told once it has is all there is."""
    for one, other, kind, began, ended, again in TIES:
        over = ended is None or ended > ago
        if began > ago and over and (again or ago == FIRST):
            end = None if ended is None else _day(world, ended)
            given = TieText(known[one], known[other], kind, "medium", SOURCE, _day(world, began), end)
            ground.add_tie(coordinator, world.process, given)


def _day(world: World, ago: int) -> date:
    return world.now.date() - timedelta(ago)
