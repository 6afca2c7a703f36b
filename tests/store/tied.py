"""
A small network on the map of the cast: four of each side, dated ties, what must not count; and work that engages them.

No test lives here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from sulh.store import clock
from sulh.store.models import Actor, Initiative, InitiativeTier, Tie
from sulh.store.sealing import sealer
from tests.cast import Cast
from tests.store.mapped import actor

ACROSS, INSIDE = ("h1 r1", "h2 r2", "h3 r3", "h1 r2"), ("h1 h2", "h2 h3", "h3 h4", "r1 r2", "r2 r3")
BEGAN = date(2026, 1, 1)  # of initiatives, and when they came onto the map
YEARS, MONTH = 800, 30  # days since when ties hold, and since when the newest does


def on_a_day(patched: pytest.MonkeyPatch) -> None:
    """Let it be the day of the cast's autumn: ends of quarters are then always as far away."""
    moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    patched.setattr(clock, "now", lambda: moment)


def tied(cast: Cast) -> dict[str, UUID]:
    """
    Return ids by short names: h1 to h4 and r1 to r4.

    Nine ties: three across and five inside that began long ago, told then and again last week; one across that began a
    month ago. Beside them "quiet", whom an owner named, with a tie across; "twin", which was merged into h4, with a tie
    to r4 that ended, and one to h4 itself; and "board", an organisation of no side in which h1 and r1 sit.
    """
    ids = {
        f"{letter}{n}": actor(cast.process, f"{side.title()} {n}", "person" if n == 1 else "organisation")
        for side, letter in (("hill", "h"), ("river", "r"))
        for n in range(1, 5)
    }
    for name, key in ids.items():
        Actor.objects.get(pk=key).sides.add(cast.sides["hill" if name[0] == "h" else "river"])
    ids |= {name: actor(cast.process, name.title(), listed=name != "quiet") for name in ("quiet", "twin", "board")}
    Actor.objects.filter(pk=ids["twin"]).update(merged_into=ids["h4"], merged_on=clock.today())
    Actor.objects.get(pk=ids["quiet"]).sides.add(cast.sides["river"])
    today, rows = clock.today(), list[Tie]()

    def told(pair: str, kind: str, since: date, *days: date, end: date | None = None) -> None:
        one, other = (ids[name] for name in pair.split())
        made = {"one_id": one, "other_id": other, "kind": kind, "confidence": "high", "start": since, "end": end}
        rows.extend(Tie(**made, on=day) for day in days)

    began, week = today - timedelta(YEARS), today - timedelta(7)
    for pair in (*ACROSS[:3], *INSIDE):
        told(pair, "works_with", began, began, week)
    told(ACROSS[3], "talks_with", today - timedelta(MONTH), week)
    told("twin r4", "trusts", began, began, end=today - timedelta(100))
    told("h1 quiet", "works_with", began, began)
    told("twin h4", "works_with", began, began)
    for who in ("h1", "r1"):
        told(f"{who} board", "member_of", began, began)
    Tie.objects.bulk_create(rows)
    return ids


def work(cast: Cast, *engaged: UUID, tier: str = "timing", phase: str = "running") -> Initiative:
    """Return an initiative of the first days of the year that shows the public this much."""
    row = Initiative(process=cast.process, entered=BEGAN, confirmed=BEGAN, start=BEGAN, phase=phase)
    sealer(cast.process.id).put(row, titles={"en": "Wells for both"})
    row.save()
    row.actors.set(Actor.objects.filter(pk__in=engaged))
    if tier != "none":
        InitiativeTier.objects.create(initiative=row, audience="public", tier=tier)
    return row
