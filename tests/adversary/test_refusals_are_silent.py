"""
What is refused on its way out tells nothing to anybody but the facilitator.

A package that a reader refused, that nobody answered, that nobody was asked about: the same pages for everybody else.
"""

from __future__ import annotations

import pytest

from tests.adversary.ground import Ground, undone
from tests.adversary.worlds import READERS, At, Seen, World, at_the_table, at_the_time, differences, prepare
from tests.cast import Cast, steady

LOOKING = ("third", "hill-second", "facilitator", "desk")
OUTSIDE = ("third", "desk")
BECAME: dict[str, tuple[bool, dict[str, str]]] = {  # whether a package was asked about, and who answered what
    "refused": (True, dict.fromkeys(READERS, "yes") | {"river-reader": "no"}),
    "left unanswered": (True, {"hill-second": "yes", "river-second": "yes"}),
    "not asked about": (False, {}),
}


@pytest.fixture
def ground(both: Cast) -> Ground:
    """A process in which much goes on, with two readers of each side."""
    return prepare(both)


def became(ground: Ground, at: At, *, asked: bool, answers: dict[str, str]) -> Seen:
    """Return what is seen of a package while it waits and after its day."""
    with undone(), pytest.MonkeyPatch.context() as patched:
        steady(patched)
        at(hours=0)
        world = World(ground, {}, at)
        package = world.ask(world.draft) if asked else world.compose(world.draft)
        world.approve(package, answers)
        world.ground.ids["package_id"] = package.id
        seen = at_the_time("waits", world.seen_by(LOOKING, at_the_table))
        world.lapse()
        return seen | at_the_time("over", world.seen_by(LOOKING, at_the_table))


def test_a_no_reads_like_silence(ground: Ground, at: At) -> None:
    """While a package waits and after its day; whoever is asked nothing cannot even tell whether anybody was."""
    seen = {how: became(ground, at, asked=asked, answers=said) for how, (asked, said) in BECAME.items()}
    outside = {how: {where: page for where, page in one.items() if where[0] in OUTSIDE} for how, one in seen.items()}

    assert [] == differences(seen["refused"], seen["left unanswered"])
    assert 15 < len(outside["refused"])
    assert [] == differences(outside["refused"], outside["not asked about"])
