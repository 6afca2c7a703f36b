"""Groups of a study named at once and called otherwise, numbers made at once, waves apart, own questions corrected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Seat, Study, StudyGroup
from sulh.store.reads import studies as reads
from sulh.store.writes import study_groups, study_many, study_questions, study_waves
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_many import GroupsText
from sulh.store.writes.study_questions import QuestionText
from sulh.store.writes.study_waves import WaveText
from tests.cast import Cast, On
from tests.store.responding import come_in, number_of, send
from tests.store.studied import AFTER, BEFORE, Studied, studied

ASKED = QuestionText({"en": "Bridge", "fr": "Pont", "ar": "جسر"}, {"en": "A?", "fr": "B ?", "ar": "ج؟"}, "higher")


@pytest.fixture
def made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Studied:
    """A study on the day before its first wave."""
    monkeypatch.setattr(clock, "today", lambda: BEFORE[0] - timedelta(days=1))
    return studied(cast)


def many(cast: Cast, *, asked: int = 0) -> GroupsText:
    """Three groups of people of the hill who take part, two of the river who do not."""
    hill, river = (str(cast.sides[side].id) for side in ("hill", "river"))
    counts = {("participants", hill): 3, ("comparison", river): 2}
    return GroupsText(counts, {hill: "Hill", river: "River"}, asked=asked)


def test_several_groups_are_named_at_once_by_side_and_number_and_a_form_sent_twice_names_them_once(
    made: Studied, cast: Cast
) -> None:
    """Four stand already; five more follow, each with its own number in its name, and how many people are asked."""
    for _ in range(2):
        study_many.add_groups(made.evaluator, made.study, many(cast, asked=7), new_id=made.study)
    lines = reads.shown(made.evaluator, made.study, "en").groups[4:]

    assert ["Hill 5", "Hill 6", "Hill 7", "River 8", "River 9"] == [one.label for one in lines]
    assert {7} == {one.asked for one in lines}
    assert 3 * ["participants"] + 2 * ["comparison"] == [one.arm for one in lines]


def test_no_group_at_all_too_many_and_a_side_of_another_process_are_refused(made: Studied, cast: Cast) -> None:
    """Nothing is named where a part of it cannot be; whoever facilitates names none."""
    hill, river = (str(cast.sides[side].id) for side in ("hill", "river"))
    for counts in ({}, {("participants", hill): 41}, {("participants", str(made.study)): 1}, {("others", river): 1}):
        with pytest.raises(Invalid):
            study_many.add_groups(made.evaluator, made.study, GroupsText(counts, {hill: "Hill", river: "River"}))
    with pytest.raises(Refused):
        study_many.add_groups(cast.principal("facilitator"), made.study, many(cast))
    assert 4 == StudyGroup.objects.count()


def test_every_group_without_a_number_gets_one_at_once_and_the_others_keep_theirs(made: Studied, cast: Cast) -> None:
    """Three of four are made; each lets people in for its own group; none before somebody says who asks."""
    with pytest.raises(Conflict, match="nobody-asks"):
        study_many.first_numbers(made.evaluator, made.study)
    with pytest.raises(Conflict, match="nobody-asks"):
        study_groups.new_number(made.evaluator, made.groups["hill", "participants"], generation=None)
    number_of(made)
    before = Seat.objects.get(group=made.groups["hill", "participants"]).code
    slips = study_many.first_numbers(made.evaluator, made.study)

    assert [2, 3, 4] == [one.number for one in slips]
    assert before == Seat.objects.get(group=made.groups["hill", "participants"]).code
    seats = {str(seat.id): seat for seat in Seat.objects.exclude(group=None).select_related("group")}
    assert [2, 3, 4] == [group.number for one in slips if (group := seats[come_in(one.code).id].group)]
    with pytest.raises(Conflict, match="numbers-made"):
        study_many.first_numbers(made.evaluator, made.study)
    with pytest.raises(Refused):
        study_many.first_numbers(cast.principal("facilitator"), made.study)


def test_no_two_groups_are_called_alike_and_none_by_a_number_alone(made: Studied, cast: Cast) -> None:
    """Files know groups by name and number: an alike one, in capitals too, and a bare number are refused."""
    side = str(cast.sides["hill"].id)
    for label, fault in (("HILL participants", "group-named"), ("2", "only-a-number"), ("\u0662", "only-a-number")):
        with pytest.raises(Invalid) as refused:
            study_groups.add(made.evaluator, made.study, GroupText("participants", side, label))
        assert {"label": fault} == refused.value.faults


def test_a_group_is_called_otherwise_until_somebody_has_answered(made: Studied, on: On) -> None:
    """By a name that no other group has, also once a wave has begun; an answer of any group lets all names stand."""
    on(BEFORE[0])
    group = made.groups["hill", "participants"]
    study_groups.correct(made.evaluator, group, "Hill participants")
    study_groups.correct(made.evaluator, group, "The upper school")
    with pytest.raises(Invalid):
        study_groups.correct(made.evaluator, group, "river comparison")
    send(come_in(number_of(made, "river")))
    with pytest.raises(Conflict, match="study-has-answers"):
        study_groups.correct(made.evaluator, group, "The lower school")

    assert "The upper school" == reads.shown(made.evaluator, made.study, "en").groups[0].label


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(BEFORE[1], BEFORE[1]), (AFTER[0] - timedelta(days=3), AFTER[0]), (AFTER[0], AFTER[0]), (BEFORE[1], AFTER[1])],
)
def test_a_wave_on_a_day_of_another_is_refused(made: Studied, opens: date, closes: date) -> None:
    """At its end, at its beginning, within it, around it: nobody could say which of the two takes what is answered."""
    with pytest.raises(Invalid) as refused:
        study_waves.add(made.evaluator, made.study, WaveText("during", opens, closes))
    assert {"opens": "waves-overlap"} == refused.value.faults


def test_a_wave_that_begins_on_the_day_after_another_is_set(made: Studied) -> None:
    """From the day after the first one to the day before the last."""
    day = timedelta(days=1)
    study_waves.add(made.evaluator, made.study, WaveText("during", BEFORE[1] + day, AFTER[0] - day))

    assert 3 == Study.objects.get().waves.count()


def test_a_wave_of_days_that_are_past_is_set_once_somebody_says_so_and_a_wrong_year_is_not(
    made: Studied, on: On
) -> None:
    """Answers on paper come later; days of another year, and days whose answers would go at once, are refused."""
    on(AFTER[1] + timedelta(days=60))
    day, year = timedelta(days=1), timedelta(days=366)
    for opens, closes, fault in (
        (AFTER[1] + day, AFTER[1] + 2 * day, {"past": "days-are-past"}),
        (clock.today(), clock.today() + 11 * year, {"closes": "too-far"}),
    ):
        with pytest.raises(Invalid) as refused:
            study_waves.add(made.evaluator, made.study, WaveText("during", opens, closes))
        assert fault.items() <= refused.value.faults.items()
    past = WaveText("during", AFTER[1] + day, AFTER[1] + 2 * day, past=True)
    study_waves.add(made.evaluator, made.study, past)
    on(AFTER[1] + timedelta(days=120))
    with pytest.raises(Invalid, match="gone-at-once"):
        study_waves.add(made.evaluator, made.study, past)

    assert 3 == Study.objects.get().waves.count()


def test_a_wave_is_taken_away_until_somebody_has_answered_in_it_also_once_it_has_begun(made: Studied, on: On) -> None:
    """Not the one after which the others would be over for so long that all answers went with it."""
    on(BEFORE[0])
    made.bring(after=False)
    with pytest.raises(Conflict, match="wave-has-answers"):
        study_waves.remove(made.evaluator, made.waves[0])
    on(AFTER[0])
    with pytest.raises(Conflict, match="answers-would-go"):
        study_waves.remove(made.evaluator, made.waves[1])
    later = study_waves.add(
        made.evaluator, made.study, WaveText("follow_up", AFTER[1] + timedelta(days=1), AFTER[1] + timedelta(days=9))
    )
    study_waves.remove(made.evaluator, made.waves[1])

    assert {made.waves[0], later} == set(Study.objects.get().waves.values_list("id", flat=True))


def test_a_question_of_ones_own_is_worded_anew_in_its_place_until_somebody_answers(made: Studied) -> None:
    """Its key and its place stay; a question of the template is nobody's own; after the first answer it stands."""
    study_questions.add(made.evaluator, made.study, ASKED, new_id=made.study)
    key = reads.shown(made.evaluator, made.study, "en").asked.questions[-1].item.key
    anew = QuestionText(ASKED.names, {"en": "Is it mended?", "fr": "B ?", "ar": "ج؟"}, "lower", adverse=True)
    study_questions.correct(made.evaluator, made.study, key, anew)
    item = reads.shown(made.evaluator, made.study, "en").asked.questions[-1].item

    assert (key, "Is it mended?", "lower", True) == (item.key, item.texts["en"], item.better, item.adverse)
    with pytest.raises(Refused):
        study_questions.correct(made.evaluator, made.study, "warm_own", anew)
    study = Study.objects.get()
    study.waves.update(opens=clock.today())
    made.bring(after=False)
    with pytest.raises(Conflict, match="study-has-answers"):
        study_questions.correct(made.evaluator, made.study, key, ASKED)
