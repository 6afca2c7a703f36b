"""Two owners, or an owner and a desk, who act in the same moment, on a database that lets two write at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from sulh.access import Principal, Refused
from sulh.store.models import Initiative, Link, Match, Ownership
from sulh.store.writes import links, matching
from sulh.store.writes.links import LinkText
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped
from tests.store.test_races_of_papers import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite lets one write at a time"),
]
LATE = 0.3  # seconds that one waits for another who may be held back, as should be


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def met(act: Callable[..., Any], *, before: bool) -> Callable[..., Any]:
    """Return an act at which two meet, before or after it, unless one of them is held back until the other is done."""
    both = Barrier(2)

    def wait() -> None:
        with suppress(BrokenBarrierError):
            both.wait(timeout=LATE)

    def together(*args: Any, **options: Any) -> Any:
        if before:
            wait()
        found = act(*args, **options)
        if not before:
            wait()
        return found

    return together


def refused(act: Callable[[], object]) -> object:
    """Return what an act came to; a refusal is one of the things."""
    try:
        return act()
    except Refused:
        return "refused"


def propose(who: Principal, one: UUID, other: UUID, mode: str = "hand_off") -> UUID:
    """Propose a link."""
    return links.propose(who, one, other, LinkText(mode, ""))


def two(on_map: Mapped) -> tuple[UUID, UUID]:
    """Return an initiative of each owner; desks and owners see both with their actors."""
    one, other = on_map.owned(on_map.owner), on_map.owned(on_map.second, "Fishers")
    for who, card in ((on_map.owner, one), (on_map.second, other)):
        on_map.shown(who, card, owners="actors", desks="actors")
    return one, other


def owner_of(initiative: UUID) -> UUID | None:
    """Return whose an initiative is."""
    return Initiative.objects.select_related("ownership").get(pk=initiative).owner_id


def test_of_two_who_propose_to_one_another_one_does(on_map: Mapped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both see that there is no link yet; one is kept, and the other is told. The same with a desk."""
    one, other = two(on_map)
    desk = on_map.ids["desk"]
    of_desk = partial(links.propose_of_desk, on_map.desk, desk, one, LinkText("information", ""))
    pairs: tuple[tuple[Callable[[], object], Callable[[], object]], ...] = (
        (partial(propose, on_map.owner, one, other), partial(propose, on_map.second, other, one)),
        (partial(propose, on_map.owner, one, desk, "information"), of_desk),
    )
    for kept, acts in enumerate(pairs, 1):
        with monkeypatch.context() as patched:
            patched.setattr(links, "_open_between", met(links._open_between, before=False))
            came = at_once(*acts)
        assert ("link-is-open" in came, kept) == (True, Link.objects.count())


def test_a_hand_off_leaves_one_owner(on_map: Mapped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken back while it is accepted it holds or not, and never half; of two that are accepted at once one holds."""
    one, other = two(on_map)
    third = on_map.shown(on_map.second, on_map.owned(on_map.second, "Boats"), owners="actors")
    monkeypatch.setattr(links, "_move", met(links._move, before=True))
    made = propose(on_map.owner, one, other)
    accept = partial(refused, partial(links.answer, on_map.second, made, accepted=True))
    came = at_once(accept, partial(refused, partial(links.end, on_map.owner, made)))
    assert None in came
    assert {"refused", "somebody-was-quicker"} & set(came)
    state = Link.objects.get(pk=made).state
    holder = {"accepted": on_map.second, "ended": on_map.owner}[state]
    assert UUID(holder.id) == owner_of(one)

    Ownership.objects.filter(initiative=one).update(seat=on_map.owner.id)
    Link.objects.all().delete()
    offered = [propose(on_map.owner, one, target) for target in (other, third)]
    came = at_once(*(partial(links.answer, on_map.second, made, accepted=True) for made in offered))
    assert {None, "somebody-was-quicker"} == set(came)
    assert ["accepted", "ended"] == sorted(Link.objects.values_list("state", flat=True))
    assert UUID(on_map.second.id) == owner_of(one)


def test_two_who_consent_at_once_both_did(on_map: Mapped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither consent is lost; and whoever presses twice agrees to one step, not to the one after it as well."""
    owners = (on_map.owner, on_map.second)
    cards = [on_map.shown(who, on_map.owned(who), matched=True) for who in owners]
    match = Match.objects.get()

    def consents(place: int, step: str) -> Callable[[], object]:
        return partial(matching.consent, owners[place], cards[place], match.id, step=step)

    monkeypatch.setattr(matching, "_own", met(matching._own, before=False))
    assert [None, None] == at_once(consents(0, "kind"), consents(1, "kind"))
    match.refresh_from_db()
    assert ("theme", False, False) == (match.state, match.one_consents, match.other_consents)

    consents(1, "theme")()
    assert {None, "changed-meanwhile"} == set(at_once(consents(0, "theme"), consents(0, "theme")))
    match.refresh_from_db()
    assert ("contact", False, False) == (match.state, match.one_consents, match.other_consents)
