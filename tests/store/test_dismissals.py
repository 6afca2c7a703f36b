"""Findings put aside with a reason: by a coordinator for all who coordinate, by anybody else for themselves."""

from __future__ import annotations

import pytest

from sulh.access import Principal, Refused, Role
from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import detect
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads.map_frames import put_aside as aside
from sulh.store.reads.pictures import seen_by
from sulh.store.writes.dismissals import put_aside, take_up
from tests.cast import Cast
from tests.store.mapped import Mapped, account, mapped


def opening(on_map: Mapped, who: Principal) -> str:
    """Return the key of the stall of the agenda, as somebody is told of it."""
    seen = seen_by(who, on_map.process)
    (key,) = (one.key for one in findings_for(seen.audiences, detect(seen.picture), seen.own) if one.kind == "opening")
    return key


def test_what_is_put_aside_is_aside_for_those_who_coordinate_or_for_oneself(cast: Cast) -> None:
    """Two coordinators share what is aside and why; a facilitator has their own, and it comes back when taken up."""
    on_map, facilitator = mapped(cast), cast.principal("facilitator")
    process, first = on_map.process, on_map.coordinator
    second = account("second", cast.process, Role.COORDINATOR)
    key = opening(on_map, first)
    for reason in ("We know of it.", "They meet in spring."):
        put_aside(first, process, key, reason)
    assert [{key: "They meet in spring."}] * 2 + [{}] == [aside(who, process) for who in (first, second, facilitator)]

    put_aside(facilitator, process, opening(on_map, facilitator), "Not ours.")
    for _ in range(2):
        take_up(second, process, key)
    assert [{}, {}, {key: "Not ours."}] == [aside(who, process) for who in (first, second, facilitator)]


def test_only_what_one_is_told_can_be_put_aside_and_not_without_a_reason(cast: Cast) -> None:
    """An owner is told of no stall, so to them it is gone like a key that was made up; a stranger finds no map."""
    on_map = mapped(cast)
    key = opening(on_map, on_map.coordinator)
    with pytest.raises(Invalid) as refused:
        put_aside(on_map.coordinator, on_map.process, key, " ")
    assert {"reason": "empty"} == refused.value.faults
    for who, which in ((on_map.coordinator, "made-up"), (on_map.owner, key)):
        with pytest.raises(Conflict, match="finding-is-gone"):
            put_aside(who, on_map.process, which, "A reason.")
    with pytest.raises(Refused):
        put_aside(cast.principal("nobody"), on_map.process, key, "A reason.")
    with pytest.raises(Refused):
        take_up(cast.principal("nobody"), on_map.process, key)
