"""Coding an agreement: two who do not see one another's scores, a third where they differ, and what counts of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused, Role
from sulh.formats.implementation_tables import PaxAgreement
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Coder, Coding, LogRecord, Membership, OfficialAct, Score, Stipulation
from sulh.store.reads import implementation as reads
from sulh.store.reads.own_scores import own_scores
from sulh.store.reads.principals import of_staff
from sulh.store.writes import agreements, coding, naming_coders, stipulations
from sulh.store.writes.agreements import AGREEMENTS
from sulh.store.writes.coding import Scored
from sulh.store.writes.known_agreements import add_known
from sulh.store.writes.stipulations import ActText, StipulationText
from tests.cast import DAY, Cast
from tests.store.coded import AS_OF, Coded, laid
from tests.store.mapped import account


@pytest.fixture
def accord(cast: Cast) -> Coded:
    """Four stipulations: two of one side, one of both, one of nobody's."""
    return laid(cast)


def test_scores_count_when_two_have_handed_in_and_a_third_has_settled_what_differs(cast: Cast, accord: Coded) -> None:
    """3 and 3, 2 and 1 settled as 2, 0 and 0, and one that nobody can tell: 5 of 9, of 3 counted of 4."""
    first, second = accord.open()
    accord.score(1, first, {0: 3, 1: 2, 2: 0, 3: None})
    accord.score(2, second, {0: 3, 1: 1, 2: 0, 3: None})
    coding.hand_in(accord.evaluators[0], first)
    coding.hand_in(accord.evaluators[1], second)
    before = reads.standing(accord.facilitator, accord.agreement, "en")
    row = Coding.objects.get()
    naming_coders.name_third(accord.facilitator, row.id, accord.evaluators[2].id)
    third = Coder.objects.get(number=3)
    asked = own_scores(accord.evaluators[2], third.id)
    accord.score(3, third.id, {1: 2})
    coding.hand_in(accord.evaluators[2], third.id)
    found = reads.standing(accord.facilitator, accord.agreement, "en")

    assert before.coding
    assert ((), "differ", 1) == (before.points, before.coding.state, before.coding.differ)
    assert [(2, "Gazette"), (1, "Gazette")] == [pair for one in asked.rows for pair in one.others]
    (point,) = found.points
    assert (AS_OF, Fraction(5, 9), Fraction(5, 9), 3, 4) == (
        point.on,
        point.index.low,
        point.index.high,
        point.index.counted,
        point.index.of,
    )
    assert ["agreed", "settled", "agreed", "unscored"] == [one.coded.state for one in found.stipulations]
    assert {str(cast.sides["hill"].id): Fraction(5, 6), str(cast.sides["river"].id): Fraction(1, 3)} == {
        side: index.low for side, index in found.owed.items()
    }
    assert ((), None, 1) == (found.overdue, found.coding, found.differed)
    acts = "".join(record.body for record in LogRecord.objects.filter(process_id=cast.process.id))
    assert ["coding-opened", "coding-closed"] == [one for one in ("coding-opened", "coding-closed") if one in acts]


def test_nobody_reads_a_score_before_both_have_handed_in(cast: Cast, accord: Coded) -> None:
    """Not the other coder, not the facilitator; and what each of them reads is the same with and without them."""
    first, second = accord.open()
    before = [
        own_scores(accord.evaluators[1], second),
        reads.standing(accord.facilitator, accord.agreement, "en"),
        reads.overview(accord.evaluators[1], cast.process.id),
    ]
    accord.score(1, first, {0: 3, 1: 2, 2: 0, 3: 1})
    after = [
        own_scores(accord.evaluators[1], second),
        reads.standing(accord.facilitator, accord.agreement, "en"),
        reads.overview(accord.evaluators[1], cast.process.id),
    ]

    assert before == after
    for who in (accord.evaluators[1], accord.evaluators[2], accord.facilitator):
        with pytest.raises(Refused):
            own_scores(who, first)
        with pytest.raises(Refused):
            coding.score(who, first, {})
        with pytest.raises(Refused):
            coding.hand_in(who, first)


def test_what_was_handed_in_is_not_changed_and_what_is_missing_is_told(accord: Coded) -> None:
    """A score needs its source, unless nobody can tell; all have to be there; then nothing moves."""
    first, _ = accord.open()
    one = accord.stipulations[0]
    for wrong in ({one: Scored(4, "Gazette")}, {one: Scored(2, " ")}, {uuid4(): Scored(1, "Gazette")}):
        with pytest.raises(Invalid):
            coding.score(accord.evaluators[0], first, wrong)
    assert not Score.objects.exists()
    accord.score(1, first, {0: 3, 1: 2, 2: 0})
    with pytest.raises(Incomplete):
        coding.hand_in(accord.evaluators[0], first)
    accord.score(1, first, {3: None})
    coding.hand_in(accord.evaluators[0], first)
    for changed in ({one: Scored(0, "Gazette")}, {one: Scored(3, "Annals")}, {uuid4(): Scored(3, "Gazette")}):
        with pytest.raises(Conflict, match="handed-in"):
            coding.score(accord.evaluators[0], first, changed)
    with pytest.raises(Conflict, match="scored-already"):
        stipulations.remove(accord.facilitator, one)


def test_who_codes_is_an_evaluator_here_and_one_coding_is_open_at_a_time(accord: Coded) -> None:
    """Not a facilitator, not one twice, not of a day to come; called off, nothing of it is left."""
    one, other = accord.evaluators[0].id, accord.evaluators[1].id
    for coders, on in (((one, one), AS_OF), ((one, accord.facilitator.id), AS_OF), ((one, other), date(2027, 1, 1))):
        with pytest.raises(Invalid):
            coding.open_(accord.facilitator, accord.agreement, on, coders)
    with pytest.raises(Refused):
        coding.open_(accord.evaluators[0], accord.agreement, AS_OF, (one, other))
    first, _ = accord.open()
    accord.score(1, first, {0: 3})
    with pytest.raises(Conflict, match="coding-open"):
        accord.open(DAY)
    with pytest.raises(Conflict, match="nothing-to-settle"):
        naming_coders.name_third(accord.facilitator, Coding.objects.get().id, accord.evaluators[2].id)
    coding.call_off(accord.facilitator, Coding.objects.get().id)
    assert (0, 0, 4) == (Coding.objects.count(), Score.objects.count(), Stipulation.objects.count())


def test_an_act_is_of_an_authority_on_a_day_with_a_source(cast: Cast, accord: Coded) -> None:
    """Sent twice it is one; without authority or source, or of a day to come, it is none."""
    act = ActText("decree", "The ministry", "Decree 12", "Gazette", DAY, accord.stipulations[0])
    new_id = uuid4()
    made = {stipulations.add_act(accord.facilitator, cast.process.id, act, new_id=new_id) for _ in range(2)}
    for wrong in (
        ActText("decree", " ", "Decree 12", "Gazette", DAY),
        ActText("decree", "The ministry", "Decree 12", "", DAY),
        ActText("decree", "The ministry", "Decree 12", "Gazette", date(2027, 1, 1)),
        ActText("decree", "The ministry", "Decree 12", "Gazette", DAY, uuid4()),
    ):
        with pytest.raises(Invalid):
            stipulations.add_act(accord.facilitator, cast.process.id, wrong)
    with pytest.raises(Refused):
        stipulations.add_act(accord.evaluators[0], cast.process.id, act)

    assert {new_id} == made
    (told,) = reads.standing(accord.evaluators[0], accord.agreement, "en").acts
    assert ("Decree 12", "The ministry", 1) == (told.words, told.authority, told.stipulation)
    stipulations.remove_act(accord.facilitator, new_id)
    assert not OfficialAct.objects.exists()


def test_reading_takes_as_many_queries_however_much_there_is(
    accord: Coded, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One coding or three, four stipulations or forty."""
    with django_assert_num_queries(9):
        reads.standing(accord.facilitator, accord.agreement, "en")
    more = StipulationText("Mend the bridge", "The ministry", "economy")
    accord.stipulations += [stipulations.add(accord.facilitator, accord.agreement, more) for _ in range(20)]
    for month in (7, 8):
        for number, coder in enumerate(accord.open(date(2026, month, 1)), 1):
            accord.score(number, coder, dict.fromkeys(range(24), 1))
            coding.hand_in(accord.evaluators[number - 1], coder)
    with django_assert_num_queries(9):
        assert 2 == len(reads.standing(accord.facilitator, accord.agreement, "en").points)


def test_nobody_scores_what_they_run_and_all_score_the_same_words(cast: Cast, accord: Coded) -> None:
    """A facilitator who becomes an evaluator is none of the coders; nothing of the agreement moves meanwhile."""
    facilitator, third = accord.facilitator, accord.evaluators[2]
    first, second = accord.open()
    more = StipulationText("Mend the bridge", "The ministry", "economy")
    edit = reads.stipulation_to_change(facilitator, accord.stipulations[3])
    for verb in (
        lambda: stipulations.add(facilitator, accord.agreement, more),
        lambda: stipulations.add_all(facilitator, accord.agreement, [(0, more)]),
        lambda: stipulations.change(facilitator, accord.stipulations[3], more, stamp=edit.stamp),
        lambda: stipulations.remove(facilitator, accord.stipulations[3]),
    ):
        with pytest.raises(Conflict, match="coding-open"):
            verb()
    for number, coder in ((1, first), (2, second)):
        accord.score(number, coder, dict.fromkeys(range(4), number))
        coding.hand_in(accord.evaluators[number - 1], coder)
    row, runs = Coding.objects.get(), facilitator.id
    for role, staff in ((Role.EVALUATOR, runs), (Role.FACILITATOR, third.id)):
        Membership.objects.create(staff_id=UUID(staff), process=cast.process, role=role)
        assert staff not in {key for key, _ in reads.evaluators_of(facilitator, cast.process.id)}
        with pytest.raises(Invalid):
            naming_coders.name_third(facilitator, row.id, staff)
    Membership.objects.filter(staff_id=UUID(third.id), role=Role.FACILITATOR).delete()

    naming_coders.name_third(facilitator, row.id, third.id)
    asked = Coder.objects.get(number=3).id
    Membership.objects.create(staff_id=UUID(third.id), process=cast.process, role=Role.FACILITATOR)
    both = of_staff(UUID(third.id))
    for refused in (partial(own_scores, both, asked), partial(coding.score, both, asked, {})):
        with pytest.raises(Refused):
            refused()
    assert () == reads.overview(both, cast.process.id).tasks


def test_where_a_third_evaluates_no_more_another_settles(cast: Cast, accord: Coded) -> None:
    """While they evaluate nobody takes their place; what they had begun goes with them."""
    first, second = accord.open()
    for number, coder in ((1, first), (2, second)):
        accord.score(number, coder, dict.fromkeys(range(4), number))
        coding.hand_in(accord.evaluators[number - 1], coder)
    row, gone = Coding.objects.get(), accord.evaluators[2]
    naming_coders.name_third(accord.facilitator, row.id, gone.id)
    accord.score(3, Coder.objects.get(number=3).id, {0: 3})
    fresh = account("evaluator-late", cast.process, Role.EVALUATOR)
    with pytest.raises(Conflict, match="nothing-to-settle"):
        naming_coders.name_third(accord.facilitator, row.id, fresh.id)
    Membership.objects.filter(staff_id=UUID(gone.id), role=Role.EVALUATOR).update(ended=DAY)
    waits = reads.standing(accord.facilitator, accord.agreement, "en").coding
    assert waits
    assert ("differ", 4, [1, 2]) == (waits.state, waits.differ, [one.number for one in waits.coders])

    naming_coders.name_third(accord.facilitator, row.id, fresh.id)
    asked = Coder.objects.get(number=3)
    assert (fresh.id, 0, 4) == (str(asked.staff_id), asked.scores.count(), len(own_scores(fresh, asked.id).rows))


def test_what_was_scored_does_not_disappear_with_its_agreement(cast: Cast, accord: Coded) -> None:
    """Whoever dislikes an index cannot delete what it is reckoned of; an agreement that nobody scored goes."""
    coders = accord.open()
    for number, coder in enumerate(coders, 1):
        accord.score(number, coder, dict.fromkeys(range(4), 0))
        coding.hand_in(accord.evaluators[number - 1], coder)
    with pytest.raises(Conflict, match="coding-closed"):
        agreements.remove(accord.facilitator, accord.agreement)
    assert (8, Fraction(0)) == (
        Score.objects.count(),
        reads.standing(accord.facilitator, accord.agreement, "en").points[0].index.high,
    )
    fresh = agreements.AgreementGiven("The market accord", "Its gazette", DAY, ("The market opens.",))
    other = agreements.add(accord.facilitator, cast.process.id, fresh)
    assert cast.process.id == agreements.remove(accord.facilitator, other)


def test_a_list_of_too_many_agreements_is_told_before_any_is_written(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """One more than a process keeps is refused at once, and a list of everything there is would take no longer."""
    many = [PaxAgreement(str(number), f"Accord {number}", DAY) for number in range(AGREEMENTS + 1)]
    with django_assert_max_num_queries(8), pytest.raises(Conflict, match="too-many-agreements"):
        add_known(cast.principal("facilitator"), cast.process.id, many)
    assert AGREEMENTS == add_known(cast.principal("facilitator"), cast.process.id, many[1:] + many[1:])
