"""The coordinator's week in the demonstration: a meeting of last week, one decision done and one open, an estimate."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.demo.world import World
from sulh.store.reads import weekly as reads
from sulh.store.writes import judgements, weekly

AGENDA: Final = """Days that collide: two initiatives meet the same people on one evening at the mill.
A stall is an opening: the official talks on water stand still."""
MINUTES: Final = """We went through what presses. The stall leaves time for what can be done in writing.

Nobody wants a joint plan. Two owners may want to know of one another's days."""
DECISIONS: Final = (
    ("Ask both owners whether one of the two evenings can move.", 5, True),
    ("Tell the desk what may reach it before the winter.", 12, False),
)
PHASE: Final = ("polarisation", "People talk through others; the two committees have not met since September.")


def plant_week(world: World, coordinator: Principal) -> None:
    """Plant a meeting and an estimate."""
    with world.ago(days=7):
        on = clock.today()
        meeting = weekly.prepare(coordinator, world.process, on, AGENDA)
        done: list[UUID] = []
        for what, days, over in DECISIONS:
            made = weekly.decide(coordinator, meeting, what, "the coordinator", on + timedelta(days=days))
            done += [made] if over else []
        held = reads.meeting(coordinator, meeting)
        weekly.write(coordinator, meeting, agenda=AGENDA, minutes=MINUTES, stamp=held.stamp)
        judgements.estimate(coordinator, world.process, PHASE[0], reasons=PHASE[1], source="Talks with both committees")
    for one in done:
        weekly.finish(coordinator, one, on + timedelta(days=3))
