"""From what was typed to what is found: a pile of ballots entered at once is no rush of people."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from sulh.store import clock
from sulh.store.models import Round, Seat, Sitting, Vote
from sulh.store.reads.answers_of import answers_of
from sulh.store.reads.results import result
from sulh.store.writes.papers import run_due
from tests.cast import Cast, make_cast
from tests.store.test_paper import ballots, enter, filled

At = Callable[..., None]
ONLINE, PILE, STATEMENTS = 60, 9, 20
DAY = 24 * 3600


@pytest.fixture
def talks(db: None) -> Cast:
    """A dialogue with enough statements for patterns to show."""
    del db
    return make_cast(statements=STATEMENTS)


def came(cast: Cast, round_: Round) -> None:
    """Let sixty of the hill answer on their own screens, as they please, over a week."""
    luck, epoch = random.Random(5), round_.epochs.get()
    seats, start = cast.more("hill", ONLINE), int(clock.now().timestamp()) - 4 * DAY
    sittings = [Sitting(seat=seat, round=round_, began=start + luck.randrange(7 * DAY)) for seat in seats]
    Sitting.objects.bulk_create(sittings)
    Vote.objects.bulk_create(
        Vote(seat=seat, statement=one, value=luck.choice((1, 1, -1, 0)), epoch=epoch)
        for seat in seats
        for one in cast.statements
    )


def pile(cast: Cast, round_: Round) -> list[Seat]:
    """Enter a pile of ballots at one moment, filled in almost alike: a family round one table."""
    luck = random.Random(6)
    script = [luck.choice((1, -1)) for _ in cast.statements]
    answers = {
        number: [0 if luck.random() < 0.1 else value for value in script]
        for number in ballots(cast, round_, count=PILE)
    }
    enter(cast, round_, *(filled(cast, number, *values) for number, values in answers.items()))
    return list(Seat.objects.filter(ballot__in=answers))


def bursts(cast: Cast, round_: Round) -> list[int]:
    """Return how many people each burst of the working paper is of."""
    findings = result(cast.principal("facilitator"), round_.epochs.get().id, "en").findings
    assert findings is not None
    assert findings.integrity is not None
    return [len(flag.participants) for flag in findings.integrity.flags if flag.kind == "burst"]


@pytest.mark.parametrize(("channel", "expected"), [("paper", []), ("screen", [PILE])])
def test_a_pile_of_ballots_is_no_burst(talks: Cast, at: At, channel: str, expected: list[int]) -> None:
    """Typed in together it is nothing; the same answers given at the same moment on screens are a burst."""
    round_ = talks.round(hours=1)
    came(talks, round_)
    seats = pile(talks, round_)
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(channel=channel)
    at(hours=2)
    run_due()

    assert expected == bursts(talks, round_)


def test_of_paper_nobody_knows_when_it_was_filled_in(talks: Cast, at: At) -> None:
    """What the engine reads says so of each ballot, and keeps the moment of each screen."""
    round_ = talks.round(hours=1)
    came(talks, round_)
    on_paper = {str(seat.id) for seat in pile(talks, round_)}
    at(hours=2)

    votes = answers_of(round_.epochs.get()).votes

    assert votes.began is not None
    known = {who: int(second) for who, second in zip(votes.participants, votes.began, strict=True)}
    assert on_paper == {who for who, second in known.items() if second < 0}
    assert ONLINE == sum(second >= 0 for second in known.values())
