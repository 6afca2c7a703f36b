"""Five elements of a pair of sides, day beside day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Relationship
from sulh.store.reads.meetings import sessions_page
from sulh.store.reads.relationships import PairPage, pair_page
from sulh.store.writes.relationships import describe
from tests.cast import Cast
from tests.store.held import OUTSIDERS, TODAY, called, day, fixed, logged

WARY = "Both speak of the other as the one who began."


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)


def _pair(cast: Cast) -> tuple[UUID, UUID]:
    return cast.sides["hill"].id, cast.sides["river"].id


def _describe(cast: Cast, texts: dict[str, str], who: str = "facilitator", *, ago: int = 0, seen: str = "") -> None:
    describe(cast.principal(who), cast.dialogue.id, _pair(cast), texts, on=day(ago), seen=seen)


def _page(cast: Cast, on: date | None = None) -> PairPage:
    return pair_page(cast.principal("facilitator"), cast.dialogue.id, _pair(cast), "en", on=on)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_describe_and_read(cast: Cast, who: str) -> None:
    """Nobody else describes two sides or reads how they were described."""
    _describe(cast, {"power": WARY})
    with pytest.raises(Refused):
        _describe(cast, {"power": "Other"}, who, ago=1)
    with pytest.raises(Refused):
        pair_page(cast.principal(who), cast.dialogue.id, _pair(cast), "en")
    assert 1 == Relationship.objects.count()


def test_another_process_finds_no_pair_here(both: Cast) -> None:
    """A facilitator of another process neither reads nor describes two sides of this one."""
    assert both.other is not None
    stranger = both.other.principal("facilitator")
    with pytest.raises(Refused):
        pair_page(stranger, both.dialogue.id, _pair(both), "en")
    with pytest.raises(Refused):
        describe(stranger, both.dialogue.id, _pair(both), {"power": WARY}, on=day())


def test_a_pair_is_two_sides_of_the_dialogue(both: Cast) -> None:
    """One side twice, a side of elsewhere and no side at all are no pair."""
    assert both.other is not None
    hill = both.sides["hill"].id
    for other in (hill, both.other.sides["river"].id, uuid4()):
        with pytest.raises(Refused):
            describe(both.principal("facilitator"), both.dialogue.id, (hill, other), {"power": WARY}, on=day())


def test_a_pair_is_the_same_in_either_order(cast: Cast) -> None:
    """Hill and river, or river and hill: one description, sealed, named in the reader's language."""
    _describe(cast, {"perceptions": WARY})
    first, second = _pair(cast)
    page = pair_page(cast.principal("cofacilitator"), cast.dialogue.id, (second, first), "fr")

    assert ({"perceptions": WARY}, ["Colline", "Rivière"]) == (page.now, [side.name for side in page.sides])
    assert b"began" not in bytes(Relationship.objects.get().text)
    assert [("relationship-noted", {"elements": 1})] == logged()


def test_no_column_of_a_relationship_leads_to_a_person(cast: Cast) -> None:
    """What is described has two sides, an element and a day: no seat and no account."""
    assert cast
    fields = {one.name for one in Relationship._meta.get_fields()}

    assert {"id", "dialogue", "side", "other", "element", "text", "on"} == fields


def test_days_stand_side_by_side(cast: Cast) -> None:
    """The last day is shown beside the one before it, and an earlier day beside the one before that."""
    for ago, text in ((30, "Silence"), (20, "Letters"), (5, "Visits")):
        _describe(cast, {"interaction": text}, ago=ago)
    last, middle, first = _page(cast), _page(cast, day(20)), _page(cast, day(30))

    assert [("Visits", "Letters"), ("Letters", "Silence"), ("Silence", None)] == [
        (page.now["interaction"], page.then.get("interaction")) for page in (last, middle, first)
    ]
    assert ((day(5), day(20), day(30)), day(20), None) == (last.days, last.before, first.before)
    assert [day(5)] == [
        pair.last for pair in sessions_page(cast.principal("facilitator"), cast.dialogue.id, "en").pairs
    ]


def test_a_day_of_which_nothing_was_said_is_nowhere(cast: Cast) -> None:
    """Before anything was described there is nothing to show, and a day without description has no page."""
    assert (None, {}, ()) == (_page(cast).on, _page(cast).now, _page(cast).days)
    _describe(cast, {"power": WARY})
    with pytest.raises(Refused):
        _page(cast, day(1))


def test_a_day_is_described_once_and_then_corrected(cast: Cast) -> None:
    """A second description of a day is told; a correction replaces it whole, and what is left empty goes."""
    _describe(cast, {"power": WARY, "identity": "Proud"})
    with pytest.raises(Invalid) as refusal:
        _describe(cast, {"power": "Other"}, "cofacilitator")
    assert {"on": "day-is-taken"} == refusal.value.faults

    _describe(cast, {"power": "Softer", "identity": ""}, seen=_page(cast).stamp)
    assert {"power": "Softer"} == _page(cast).now


def test_of_two_who_correct_the_second_is_told(cast: Cast) -> None:
    """Whoever corrects what is no longer there so is told, and the newer words stay."""
    _describe(cast, {"power": WARY})
    stamp = _page(cast).stamp
    _describe(cast, {"power": "Newer"}, seen=stamp)
    with pytest.raises(Conflict) as refusal:
        _describe(cast, {"power": "Older"}, "cofacilitator", seen=stamp)

    assert ("changed-meanwhile", {"power": "Newer"}) == (refusal.value.code, _page(cast).now)


def test_a_correction_of_a_day_that_is_not_there_changes_nothing(cast: Cast) -> None:
    """Who claims to have seen what never was is told so."""
    with pytest.raises(Conflict):
        _describe(cast, {"power": WARY}, seen="0123456789abcdef")
    assert not Relationship.objects.exists()


@pytest.mark.parametrize(
    ("texts", "faults"),
    [
        ({}, {"identity": "one-element"}),
        ({"gossip": WARY}, {"identity": "one-element"}),
        ({"power": " \n"}, {"identity": "one-element"}),
        ({"power": "x" * 1_001}, {"power": "too-long"}),
        ({"power": "a\x00", "identity": "\u2067b"}, {"power": "control", "identity": "direction"}),
        ({"power": "Amina rules", "identity": "Proud"}, {"power": "names-somebody"}),
    ],
)
def test_what_cannot_be_kept_is_told(cast: Cast, texts: dict[str, str], faults: dict[str, str]) -> None:
    """Nothing described, too much, unshowable signs and a person instead of a pair are told at their element."""
    called(cast, "hill", "Amina")
    with pytest.raises(Invalid) as refusal:
        _describe(cast, texts)

    assert faults == refusal.value.faults
    assert not Relationship.objects.exists()


@pytest.mark.parametrize(("on", "code"), [(None, "no-day"), (TODAY + timedelta(days=2), "in-the-future")])
def test_a_day_that_has_not_come_is_told(cast: Cast, on: date | None, code: str) -> None:
    """Nobody describes how two sides will be."""
    with pytest.raises(Invalid) as refusal:
        describe(cast.principal("facilitator"), cast.dialogue.id, _pair(cast), {"power": WARY}, on=on)

    assert {"on": code} == refusal.value.faults
