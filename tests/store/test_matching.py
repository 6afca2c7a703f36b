"""Blind matching: two owners learn of work on the same matter if both want to, and nobody else ever does."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from sulh.access import Principal, Refused
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Initiative, Issue, LogRecord, Match
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.matching import MatchLine, in_contact, match_of, matches_of
from sulh.store.reads.pictures import seen_by
from sulh.store.sealing import sealer
from sulh.store.writes import cards, links, matching
from sulh.store.writes.links import LinkText
from sulh.store.writes.matching import NEW, TRIES, WEEK
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def agreed(on_map: Mapped, owner: Principal, title: str, **more: object) -> UUID:
    """Return an initiative that nobody sees and whose owner wants to be matched."""
    return on_map.shown(owner, on_map.owned(owner, title, **more), matched=True)


def pair(on_map: Mapped) -> tuple[UUID, UUID]:
    """Return two that are matched."""
    return agreed(on_map, on_map.owner, "Elders"), agreed(on_map, on_map.second, "Fishers")


def line(who: Principal, initiative: UUID) -> MatchLine:
    """Return the one match of an initiative as its owner reads it."""
    (only,) = matches_of(who, initiative)
    return only


def shown(on_map: Mapped, who: Principal, initiative: UUID) -> str | None:
    """Return the tier at which an owner sees the other of a match."""
    found = match_of(who, initiative, line(who, initiative).id, seen_by(who, on_map.process))
    return found.card.tier if found and found.card else None


def issue(on_map: Mapped, name: str) -> str:
    """Return another issue."""
    row = Issue(process_id=on_map.process, on=clock.today())
    sealer(on_map.process).put(row, names={"en": name})
    row.save()
    return str(row.id)


def test_both_go_step_by_step_and_neither_knows_that_the_other_waits(on_map: Mapped) -> None:
    """First the kind alone, then the theme, then the actors: each step when both agreed to it, and not before."""
    mine, theirs = pair(on_map)
    first, second = on_map.owner, on_map.second
    assert (("issue", "place"), "kind") == (line(first, mine).kinds, line(first, mine).state)
    for step, tier in (("kind", None), ("theme", "theme_area")):
        assert (tier, tier) == (shown(on_map, first, mine), shown(on_map, second, theirs))
        match = line(first, mine).id
        before = line(second, theirs)
        matching.consent(first, mine, match, step=step)
        assert before == line(second, theirs)
        matching.consent(second, theirs, match, step=step)
        with pytest.raises(Conflict, match="changed-meanwhile"):
            matching.consent(first, mine, match, step=step)  # a page that is old agrees to nothing more
    assert "actors" == shown(on_map, first, mine)
    assert {theirs} == in_contact(first, mine)
    made = links.propose(first, mine, theirs, LinkText("information", "Let us meet."))
    links.answer(second, made, accepted=True)
    matching.end(second, theirs, line(second, theirs).id, step="contact")
    assert (None, None) == (shown(on_map, first, mine), shown(on_map, second, theirs))


@pytest.mark.parametrize("step", ["kind", "theme"])
def test_a_no_reads_like_silence(on_map: Mapped, step: str) -> None:
    """Whoever waits reads the same whether the other declined, does not want to be matched any more, or sleeps."""
    mine, theirs = pair(on_map)
    match = line(on_map.owner, mine).id
    if step == "theme":
        for who, own in ((on_map.owner, mine), (on_map.second, theirs)):
            matching.consent(who, own, match, step="kind")
    silent = line(on_map.second, theirs), shown(on_map, on_map.second, theirs)
    (matching.decline if step == "kind" else _unmatch)(on_map.owner, mine, match, step=step)

    assert silent == (line(on_map.second, theirs), shown(on_map, on_map.second, theirs))
    assert ("declined", None) == (line(on_map.owner, mine).state, shown(on_map, on_map.owner, mine))
    matching.consent(on_map.second, theirs, match, step=step)
    assert (step, True) == (line(on_map.second, theirs).state, line(on_map.second, theirs).consents)


def _unmatch(who: Principal, initiative: UUID, _: UUID, *, step: str) -> None:
    del step
    cards.show(who, initiative, {}, matched=False)


def test_nobody_but_the_two_learns_anything(cast: Cast, on_map: Mapped) -> None:
    """With a match or without, all others are told the same; and an owner who did not agree is never matched."""
    mine = on_map.shown(on_map.owner, on_map.owned(on_map.owner), coordinators="detail", funders="detail")
    theirs = on_map.shown(on_map.second, on_map.owned(on_map.second), coordinators="detail", funders="detail")
    others = [on_map.coordinator, on_map.funder, on_map.desk, cast.principal("facilitator")]
    before = [msgspec.json.encode(seen_by(who, on_map.process).picture) for who in others]
    for agreeing in (mine, theirs):
        assert not Match.objects.exists()
        owner = on_map.owner if agreeing == mine else on_map.second
        on_map.shown(owner, agreeing, matched=True, coordinators="detail", funders="detail")
    match = Match.objects.get()

    assert before == [msgspec.json.encode(seen_by(who, on_map.process).picture) for who in others]
    for who in (*others, on_map.second):
        with pytest.raises(Refused):
            matches_of(who, mine)
        with pytest.raises(Refused):
            matching.consent(who, mine, match.id, step="kind")
    with pytest.raises(Refused):
        matching.consent(on_map.owner, agreed(on_map, on_map.owner, "Other"), match.id, step="kind")
    assert not LogRecord.objects.filter(body__contains=str(match.id)).exists()


def test_neither_two_of_one_owner_nor_what_lies_apart_is_matched(on_map: Mapped) -> None:
    """Nor what another issue or another time makes another matter, nor what its owner has not confirmed."""
    mine = agreed(on_map, on_map.owner, "Elders")
    agreed(on_map, on_map.owner, "Elders again")
    agreed(on_map, on_map.second, "Fields", issues=[issue(on_map, "Land")])
    agreed(on_map, on_map.second, "Long ago", start=None, end=clock.today() - timedelta(days=200))
    waits = on_map.owned(on_map.second, "Written down for its owner")
    Initiative.objects.filter(pk=waits).update(confirmed=None)
    on_map.shown(on_map.second, waits, matched=True)
    cards.confirm(on_map.owner, mine)
    assert () == matches_of(on_map.owner, mine)
    cards.confirm(on_map.second, waits)
    assert 1 == len(matches_of(on_map.owner, mine))


def test_whoever_changes_an_initiative_to_ask_comes_to_an_end(on_map: Mapped, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few different things a week, and a few new matches: more is told when a week has passed, and not before."""
    *empty, alone, crowd = (issue(on_map, f"Issue {number}") for number in range(TRIES + 1))
    for name in [alone] + [crowd] * (NEW + 1):
        agreed(on_map, on_map.second, "Hidden", issues=[name], places=[])
    asking, today = agreed(on_map, on_map.owner, "Asking"), clock.today()
    told = []
    for week, names in enumerate(([*empty, alone], [alone, crowd], [crowd])):
        monkeypatch.setattr(clock, "today", lambda day=today + week * WEEK: day)
        for name in names:
            _rewrite(on_map, asking, name)
        told.append(len(matches_of(on_map.owner, asking)))
    assert [0, NEW, NEW + 2] == told


def _rewrite(on_map: Mapped, initiative: UUID, name: str) -> None:
    stamp = own_card(on_map.owner, initiative).stamp
    cards.change(on_map.owner, initiative, on_map.given("Asking", issues=[name]), stamp=stamp)


def test_who_hands_over_leaves_their_matches(on_map: Mapped) -> None:
    """The consent was the former owner's: it does not go along with the initiative."""
    mine, theirs = pair(on_map)
    other = on_map.shown(on_map.second, on_map.owned(on_map.second, "Boats"), owners="actors")
    before = line(on_map.second, theirs)
    links.answer(on_map.second, links.propose(on_map.owner, mine, other, LinkText("hand_off", "")), accepted=True)

    assert (before, "declined") == (line(on_map.second, theirs), line(on_map.second, mine).state)
    assert not Initiative.objects.get(pk=mine).matched
