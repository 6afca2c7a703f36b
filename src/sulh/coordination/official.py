"""
The official process and who is in touch with it: openings, and work without a link to Track One.

    item or round that stands still ─▶ opening    who works on it could use the time: they are named
    card ── link ── desk                          also through one other card that has one; else, and without a
                                                  recorded reason for independence ─▶ no_link

A stall is an opening: officials listen when their own table stands still. Where points of the agenda stand still, so
does the round: the points come first, with who works on them, and the round after everything. Independence with a
reason is a legitimate state and is not told. A reader who does not see a card in full does not see its reason either,
and is told nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.pressing import TOLD_OF, finding, nearer
from sulh.coordination.world import World
from sulh.model.picture import OfficialRound


def openings(world: World) -> Iterator[Finding]:
    """Give a finding for each point of the agenda that is stalled, and one if the last round is."""
    for item in world.picture.items:
        if item.state == "stalled":
            ref = Ref("item", item.id)
            could = world.on.get(("item", item.id), ())
            told = [Evidence("stands-still", refs=(ref,), days=(item.since,) if item.since else ())]
            told += [Evidence("could-use-it", could, (ref,))] if could else []
            told += [Evidence("wanted-by", refs=(ref,), days=(item.wanted_by,))] if item.wanted_by else []
            yield finding("opening", could, (ref,), told, more=nearer(item.wanted_by or item.since, world.today))
    last = max(world.picture.rounds, key=lambda one: one.number, default=None)
    if last and last.stalled_since:
        yield _round(world, last, (last.stalled_since,))


def _round(world: World, last: OfficialRound, since: tuple[date, ...]) -> Finding:
    ref = Ref("round", last.id)
    open_items = [item.id for item in world.picture.items if item.state != "agreed"]
    could = sorted({card for item in open_items for card in world.on.get(("item", item), ())})
    told = [Evidence("stands-still", refs=(ref,), days=since)]
    told += [Evidence("could-use-it", tuple(could), (ref,))] if could else []
    points = any(item.state == "stalled" for item in world.picture.items)
    return finding("opening", (), (ref,), told, more=nearer(since[0], world.today) + TOLD_OF * points)


def no_link(world: World) -> Iterator[Finding]:
    """Give a finding for each card at work, seen in full, that is in no touch with a desk and says no reason why."""
    if not world.picture.desks:
        return
    touched = in_touch(world)
    for key, card in world.working.items():
        if card.tier == "detail" and key not in touched and not card.independent.strip():
            told = [Evidence("no-link-to-track-one", (key,))]
            items = tuple(Ref("item", one) for one in card.items)
            told += [Evidence("works-on-item", (key,), items)] if items else []
            yield finding("no_link", (key,), (), told, more=15 * bool(card.items))


def in_touch(world: World) -> frozenset[str]:
    """Return the cards with an open link to a desk, or an accepted one to a card whose link to a desk is accepted."""
    first, sure = set[str](), set[str]()
    for both, state in world.links.items():
        if both & world.picture.desks.keys():
            first |= both
            sure |= both if state == "accepted" else set()
    through = [both for both, state in world.links.items() if state == "accepted" and both & sure]
    return frozenset(first.union(*through) - world.picture.desks.keys())
