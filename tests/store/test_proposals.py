from __future__ import annotations

import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import LogRecord, Process, Statement
from sulh.store.reads import proposing
from sulh.store.reads.circulating import NotAgreed
from sulh.store.writes import proposals
from tests.cast import Cast

ROAD = "A road that stays open in winter"


def _propose(
    cast: Cast, text: str = ROAD, *, name: str = "hill", asks: str = "need", language: str = "en"
) -> Statement:
    made = proposals.propose(cast.principal(name), asks, text, language)
    return Statement.objects.get(pk=made)


def test_a_proposal_waits_under_seal(cast: Cast) -> None:
    """It is kept as it came, with its language, for nobody yet, and leaves no trace in the log."""
    before = LogRecord.objects.count()
    row = _propose(cast, f"  {ROAD} ")
    assert ("proposal", "need", "proposed", 4) == (row.source, row.asks, row.state, row.number)
    assert (cast.seats["hill"].id, None) == (row.author_id, row.side_id)
    assert {"language": "en", "text": ROAD} == cast.sealer.get(row, "origin")
    assert ROAD.encode() not in bytes(row.origin)
    assert (0, before) == (row.texts.count(), LogRecord.objects.count())


def test_in_a_caucus_it_is_for_the_own_side(cast: Cast) -> None:
    """While a side is among itself, what it proposes stays there; of the other side's caucus nothing follows."""
    cast.round()
    cast.round(side="hill")
    assert cast.sides["hill"].id == _propose(cast).side_id
    assert _propose(cast, name="river").side_id is None


def test_the_same_sent_twice_is_kept_once(cast: Cast) -> None:
    """A double press makes one proposal; the same words of somebody else are theirs."""
    assert _propose(cast).pk == _propose(cast).pk
    assert _propose(cast).pk != _propose(cast, name="river").pk


def test_twenty_may_wait(cast: Cast) -> None:
    """The twenty-first is refused until one was decided on."""
    made = [_propose(cast, f"{ROAD} {number}") for number in range(20)]
    with pytest.raises(Conflict, match="too-many-waiting"):
        _propose(cast)
    Statement.objects.filter(pk=made[0].pk).update(state="accepted")
    _propose(cast)


def test_constraints_come_late_in_a_workshop(cast: Cast) -> None:
    """Before phase three a constraint is locked, from then on it is taken."""
    assert "constraint" not in proposing.offer(cast.principal("hill"), "en").asks
    with pytest.raises(Conflict, match="phase-locked"):
        _propose(cast, asks="constraint")
    type(cast.dialogue).objects.update(phase=3)
    assert "constraint" == _propose(cast, asks="constraint").asks


@pytest.mark.parametrize(
    ("text", "asks", "language", "field"),
    [
        ("", "need", "en", "text"),
        ("x" * 241, "need", "en", "text"),
        ("a\x00b", "need", "en", "text"),
        ("a \u202e b", "need", "en", "text"),
        (ROAD, "wish", "en", "asks"),
        (ROAD, "", "en", "asks"),
        (ROAD, "need", "de", "language"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(cast: Cast, text: str, asks: str, language: str, field: str) -> None:
    """Empty, too long, null bytes, hidden signs, unknown kinds and languages: refused, and nothing is there."""
    with pytest.raises(Invalid) as refused:
        _propose(cast, text, asks=asks, language=language)
    assert [field] == list(refused.value.faults)
    assert not Statement.objects.filter(source="proposal").exists()


@pytest.mark.parametrize("name", ["hill-reader", "assistant", "owner", "facilitator", "administrator"])
def test_only_participants_propose(cast: Cast, name: str) -> None:
    """Nobody else has this page or this verb."""
    with pytest.raises(Refused):
        _propose(cast, name=name)
    with pytest.raises(Refused):
        proposing.offer(cast.principal(name), "en")


def test_who_has_not_accepted_proposes_nothing(cast: Cast) -> None:
    """The texts come first, here as everywhere."""
    cast.seats["hill"].acceptances.all().delete()
    with pytest.raises(NotAgreed):
        _propose(cast)


def test_an_author_sees_what_became_of_it(cast: Cast) -> None:
    """Waiting, taken up, in circulation, not taken up with its reason; and never what somebody else proposed."""
    first, second, third = (_propose(cast, f"{ROAD} {number}") for number in range(3))
    _propose(cast, name="river")
    Statement.objects.filter(pk=first.pk).update(state="accepted")
    cast.sealer.put(second, reason="It names a place.")
    Statement.objects.filter(pk=second.pk).update(state="rejected", reason=second.reason)
    shown = proposing.offer(cast.principal("hill"), "en")
    assert [(f"{ROAD} 2", "waiting", ""), (f"{ROAD} 1", "rejected", "It names a place.")] == [
        (one.text, one.state, one.reason) for one in shown.own[:2]
    ]
    assert ("accepted", 19) == (shown.own[2].state, shown.room)
    assert third.number == 6


def test_at_high_risk_no_text_is_shown_back(cast: Cast) -> None:
    """Whoever looks over a shoulder sees that something waits, not what."""
    _propose(cast)
    Process.objects.update(profile="high")
    (own,) = proposing.offer(cast.principal("hill"), "en").own
    assert (None, "waiting") == (own.text, own.state)
