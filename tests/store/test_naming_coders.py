"""Who scores in the place of somebody who cannot go on, and what of it waits for whom."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Principal, Refused, Role
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Coder, Coding, LogRecord, Membership, Score
from sulh.store.reads import coders as reads
from sulh.store.reads import implementation
from sulh.store.reads.coders import nameable, waits
from sulh.store.reads.own_scores import own_scores
from sulh.store.reads.principals import of_staff
from sulh.store.writes import coding, naming_coders, processes
from tests.cast import DAY, Cast
from tests.store.coded import Coded, laid
from tests.store.mapped import account


@pytest.fixture
def accord(cast: Cast) -> Coded:
    """Four stipulations, and three evaluators of whom two score."""
    return laid(cast)


def ends(cast: Cast, who: Principal) -> None:
    """Let somebody evaluate no more."""
    held = Membership.objects.get(staff=UUID(who.id), role=Role.EVALUATOR, ended=None)
    processes.end_role(cast.principal("facilitator"), held.id)


def test_somebody_scores_in_the_place_of_who_left_and_begins_with_nothing(cast: Cast, accord: Coded) -> None:
    """What was not handed in goes, what the other handed in stands, and the two together close it."""
    first, second = accord.open()
    accord.score(1, first, dict.fromkeys(range(4), 3))
    accord.score(2, second, dict.fromkeys(range(4), 2))
    coding.hand_in(accord.evaluators[1], second)
    gone, fresh = accord.evaluators[0], accord.evaluators[2]
    ends(cast, gone)
    before = implementation.standing(accord.facilitator, accord.agreement, "en").coding
    assert before
    assert ("apart", 1, [(1, True), (2, False)]) == (
        before.state,
        before.handed_in,
        [(one.number, one.gone) for one in before.coders],
    )

    assert accord.agreement == naming_coders.replace(accord.facilitator, first, fresh.id)
    now = Coder.objects.get(number=1)
    assert (4, 0) == (Score.objects.count(), own_scores(fresh, now.id).scored)
    with pytest.raises(Refused):
        own_scores(of_staff(UUID(gone.id)), now.id)
    accord.score(3, now.id, dict.fromkeys(range(4), 2))
    coding.hand_in(fresh, now.id)
    found = implementation.standing(accord.facilitator, accord.agreement, "en")
    assert (None, 0, {"agreed"}) == (found.coding, found.differed, {one.coded.state for one in found.stipulations})
    assert 1 == sum("coder-replaced" in one.body for one in LogRecord.objects.filter(process_id=cast.process.id))


def test_nobody_is_named_who_has_or_had_a_part_or_runs_the_process(cast: Cast, accord: Coded) -> None:
    """Not the other coder, not who was replaced, nobody from outside, no facilitator; the third neither."""
    first, second = accord.open()
    third, fresh = accord.evaluators[2], account("evaluator-late", cast.process, Role.EVALUATOR)
    runs = cast.staff["cofacilitator"].id
    Membership.objects.create(staff_id=runs, process=cast.process, role=Role.EVALUATOR)
    outside = cast.staff["nobody"].id
    for wrong in (accord.evaluators[1].id, str(runs), str(outside), ""):
        with pytest.raises(Invalid, match="instead"):
            naming_coders.replace(accord.facilitator, first, wrong)
    row = Coding.objects.get()
    assert {third.id, fresh.id} == {key for key, _ in nameable(accord.facilitator, row.id)}

    naming_coders.replace(accord.facilitator, first, third.id)
    for place in (second, Coder.objects.get(number=1).id):
        with pytest.raises(Invalid, match="instead"):
            naming_coders.replace(accord.facilitator, place, accord.evaluators[0].id)
    now = Coder.objects.get(number=1).id
    for who, coder, value in ((3, now, 1), (2, second, 2)):
        accord.score(who, coder, dict.fromkeys(range(4), value))
        coding.hand_in(accord.evaluators[who - 1], coder)
    with pytest.raises(Invalid, match="third"):
        naming_coders.name_third(accord.facilitator, row.id, accord.evaluators[0].id)
    naming_coders.name_third(accord.facilitator, row.id, fresh.id)


def test_what_was_handed_in_stands_and_only_a_facilitator_names_anybody(cast: Cast, accord: Coded) -> None:
    """Whoever handed in and left is not replaced; no evaluator names anybody, nor anybody of another process."""
    first, second = accord.open()
    accord.score(1, first, dict.fromkeys(range(4), 3))
    coding.hand_in(accord.evaluators[0], first)
    ends(cast, accord.evaluators[0])
    waiting = accord.evaluators[2].id
    with pytest.raises(Conflict, match="handed-in"):
        naming_coders.replace(accord.facilitator, first, waiting)
    for who in (accord.evaluators[1], cast.principal("translator"), cast.principal("hill")):
        for refused in (
            partial(naming_coders.replace, who, second, waiting),
            partial(nameable, who, Coding.objects.get().id),
            partial(reads.named, who, second),
        ):
            with pytest.raises(Refused):
                refused()
    assert (4, 2) == (Score.objects.count(), Coder.objects.count())


def test_a_third_who_cannot_go_on_is_replaced_like_the_two(cast: Cast, accord: Coded) -> None:
    """They had seen both scores, so what they began goes; and they settle it no second time."""
    first, second = accord.open()
    for number, coder in ((1, first), (2, second)):
        accord.score(number, coder, dict.fromkeys(range(4), number))
        coding.hand_in(accord.evaluators[number - 1], coder)
    row, third = Coding.objects.get(), accord.evaluators[2]
    fresh = account("evaluator-late", cast.process, Role.EVALUATOR)
    naming_coders.name_third(accord.facilitator, row.id, third.id)
    begun = Coder.objects.get(number=3)
    accord.score(3, begun.id, {0: 3})

    naming_coders.replace(accord.facilitator, begun.id, fresh.id)
    now = Coder.objects.get(number=3)
    assert (fresh.id, 0) == (str(now.staff_id), now.scores.count())
    with pytest.raises(Invalid):
        naming_coders.replace(accord.facilitator, now.id, third.id)


def test_what_waits_to_be_named_is_told_to_facilitators_and_without_a_score(cast: Cast, accord: Coded) -> None:
    """A third where two differ, somebody else where one left; nothing while they score, and nothing to anybody else."""
    facilitator = accord.facilitator
    first, second = accord.open()
    assert () == waits(facilitator)
    ends(cast, accord.evaluators[0])
    assert [("coder", str(accord.agreement))] == [(one.sort, one.agreement_id) for one in waits(facilitator)]

    naming_coders.replace(facilitator, first, accord.evaluators[2].id)
    assert () == waits(facilitator)
    for number, coder in ((3, Coder.objects.get(number=1).id), (2, second)):
        accord.score(number, coder, dict.fromkeys(range(4), number - 1))
        coding.hand_in(accord.evaluators[number - 1], coder)
    found = implementation.overview(facilitator, cast.process.id).waits
    assert waits(facilitator) == found
    assert ["third"] == [one.sort for one in found]
    evaluator = of_staff(UUID(accord.evaluators[1].id))
    assert ((), ()) == (waits(evaluator), implementation.overview(evaluator, cast.process.id).waits)

    fresh = account("evaluator-late", cast.process, Role.EVALUATOR)
    naming_coders.name_third(facilitator, Coding.objects.get().id, fresh.id)
    assert () == waits(facilitator)
    cast.process.closed = DAY
    cast.process.save()
    ends_now = Membership.objects.filter(staff=UUID(fresh.id))
    ends_now.update(ended=DAY)
    assert () == waits(cast.principal("facilitator")), "nobody is named in a process that was closed"


def test_a_coder_who_facilitates_by_now_is_to_be_replaced_too(cast: Cast, accord: Coded) -> None:
    """They score nothing any more, so a coding with them would wait for ever."""
    accord.open()
    Membership.objects.create(staff_id=UUID(accord.evaluators[0].id), process=cast.process, role=Role.FACILITATOR)

    assert ["coder"] == [one.sort for one in waits(accord.facilitator)]


def test_what_waits_takes_as_many_queries_however_many_codings(
    cast: Cast, accord: Coded, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Six agreements that wait are read like one."""
    accord.open()
    for number in range(5):
        more = laid(cast, f"more{number}", f"Accord {number}")
        coding.open_(more.facilitator, more.agreement, DAY, (more.evaluators[0].id, more.evaluators[1].id))
    Membership.objects.filter(role=Role.EVALUATOR).update(ended=DAY)

    with django_assert_max_num_queries(4):
        assert 6 == len(waits(accord.facilitator))
