"""Studies of attitudes: set up, answered without anybody seeing a row, analysed, frozen, and gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sulh.access import Over, Refused, Role
from sulh.errors import VaultError
from sulh.measurement.attitudes.findings import Estimate
from sulh.measurement.attitudes.plans import digest
from sulh.store import clock, withdrawn
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.models import LogRecord, Membership, Process, Study, StudySheet, StudyWave
from sulh.store.reads import studies as reads
from sulh.store.reads import study_reports
from sulh.store.sealing import keyring
from sulh.store.study_sealing import answers, key_name
from sulh.store.writes import (
    agreements,
    ending,
    processes,
    stipulations,
    studies,
    study_answers,
    study_ending,
    study_groups,
    study_plans,
    study_questions,
    study_waves,
)
from sulh.store.writes.agreements import AgreementGiven
from sulh.store.writes.leaving import replay
from sulh.store.writes.stipulations import StipulationText
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_waves import WaveText
from tests.cast import Cast
from tests.store.studied import AFTER, PEOPLE, studied
from tests.web.people import sign_in

At = Callable[..., None]

PRIMARY = {("warm_others", "2"): "primary:up", ("done_talk", "2"): "other:up"}


def test_a_study_is_answered_unseen_and_told_of_groups_alone(cast: Cast) -> None:
    """Twenty warmer on one side, five on the other, beside people who did not take part; what was planned says so."""
    made = studied(cast)
    found = made.bring(after=False)
    hash_ = study_plans.freeze(made.evaluator, made.study, PRIMARY, ("comparison",))
    made.bring(after=True)
    again = made.bring(after=True)
    report = study_reports.report(made.evaluator, study_answers.analyse(made.evaluator, made.study), "en")
    warm = next(one for one in report.findings.results if one.measure == "warm_others")

    assert (4 * PEOPLE, 2, 1) == (found.kept, found.read.unread, found.read.refused)
    assert 4 * PEOPLE == again.kept
    assert isinstance(warm.found, Estimate)
    assert ("effect", 12.5, True, True) == (warm.kind, warm.found.effect, warm.planned, warm.primary)
    assert {str(cast.sides["hill"].id): 20, str(cast.sides["river"].id): 5} == {
        one.side: round(one.found.effect) for one in warm.sides if isinstance(one.found, Estimate)
    }
    assert report.plan is not None
    assert report.findings.plan == hash_ == digest(report.plan)
    told = [record.body for record in LogRecord.objects.filter(process_id=cast.process.id)]
    assert [1, 1, 1] == [sum(act in body for body in told) for act in ("study-set-up", hash_, "study-analysed")]
    assert not [body for body in told if "hipa" in body or "Neighbours" in body]


def test_what_was_analysed_takes_no_answers_and_a_few_who_leave_make_no_second_report(cast: Cast, at: At) -> None:
    """Two reports never differ by one person; a plan comes before the second answers and once."""
    made = studied(cast)
    with pytest.raises(Conflict, match="nothing-to-analyse"):
        study_answers.analyse(made.evaluator, made.study)
    made.bring(after=False)
    made.bring(after=True)
    with pytest.raises(Conflict, match="study-answered-twice"):
        study_plans.freeze(made.evaluator, made.study, PRIMARY, ())
    wanted = uuid4()
    first = study_answers.analyse(made.evaluator, made.study, new_id=wanted)
    assert wanted == first == study_answers.analyse(made.evaluator, made.study, new_id=wanted)
    with pytest.raises(Conflict, match="wave-analysed"):
        made.bring(after=True)
    later = WaveText("follow_up", clock.today() + timedelta(30), clock.today() + timedelta(40))
    third = study_waves.add(made.evaluator, made.study, later)
    with pytest.raises(Conflict, match="wave-not-begun"):
        study_answers.bring(made.evaluator, third, ("export.csv", made.table(after=True)))
    at(days=30)
    study_answers.bring(made.evaluator, third, ("export.csv", made.table(after=True)))
    for days in (30, 40):
        at(days=days)
        with pytest.raises(Conflict, match="wave-goes-on"):
            study_answers.analyse(made.evaluator, made.study)
    at(days=41)
    before = StudySheet.objects.count()
    study_answers.forget(made.evaluator, made.study, "HI PA 0 X")
    study_answers.forget(made.evaluator, made.study, "nobody at all")

    assert before - 3 == StudySheet.objects.count()
    with pytest.raises(Conflict, match="few-withdrew"):
        study_answers.analyse(made.evaluator, made.study)
    for code in ("hi pa 1 x", "hi pa 2 x", "hi pa 3 x", "ri pa 0 x"):
        study_answers.forget(made.evaluator, made.study, code)
    assert K_OF_PROFILE["standard"] == Study.objects.get().withdrawn, "many in all, and one of them of the river alone"
    with pytest.raises(Conflict, match="few-withdrew"):
        study_answers.analyse(made.evaluator, made.study)


def test_nothing_is_kept_of_a_file_that_is_not_understood_and_no_answer_is_told(cast: Cast) -> None:
    """An answer off the scale keeps the file out, unless the rest is wanted; what stood there is not said."""
    made = studied(cast)
    table = b"group,code,warm_own,mood\n1,FA07he,150,8\nnobody,MO03da,40,8\n1,LI22ka,40,8\n"
    refused = study_answers.bring(made.evaluator, made.waves[0], ("a.csv", table))
    kept = study_answers.bring(
        made.evaluator, made.waves[0], ("a.csv", table), called={"mood": "trust_most"}, rest=True
    )

    assert (0, [None, 2, 3]) == (refused.kept, [one.line for one in refused.read.remarks])
    assert {""} == {one.found for one in refused.read.remarks}
    assert (1, [2, 2, 3, 4]) == (kept.kept, [one.line for one in kept.read.remarks])
    sheets = [answers(Study.objects.get()).get(one, "answers")["values"] for one in StudySheet.objects.all()]
    assert [{"warm_own": 40.0}] == sheets


def test_who_may_and_what_stands_once_somebody_answered(cast: Cast) -> None:
    """Facilitators read alone; leaving out what could show harm takes a reason; answers fix the questions."""
    made = studied(cast)
    facilitator = cast.principal("facilitator")
    assert reads.shown(facilitator, made.study, "en").title == "Neighbours"
    for who in (facilitator, cast.principal("hill"), cast.principal("translator")):
        with pytest.raises(Refused):
            study_answers.forget(who, made.study, "hipa0x")
    with pytest.raises(Invalid, match="without_adverse: empty"):
        study_questions.choose(made.evaluator, made.study, ["trust_most", "done_talk"], {})
    study_questions.choose(made.evaluator, made.study, ["trust_most", "done_talk"], {"adverse": "Asked last month"})
    with pytest.raises(Invalid, match="kind: one-baseline"):
        study_waves.add(made.evaluator, made.study, WaveText("baseline", AFTER[0], AFTER[1]))
    made.bring(after=False)
    study_answers.bring(made.evaluator, made.waves[0], ("export.csv", made.table(after=False)), rest=True)
    with pytest.raises(Conflict, match="study-has-answers"):
        study_questions.choose(made.evaluator, made.study, ["trust_most", "done_talk"], {"adverse": "Asked last month"})


def test_nobody_measures_what_they_themselves_run_and_withdrawals_are_never_held_up_by_it(cast: Cast) -> None:
    """An evaluator who facilitates too brings nothing in, sees no form and analyses nothing; they take answers out."""
    made = studied(cast)
    made.bring(after=False)
    before = StudySheet.objects.count()
    Membership.objects.create(staff=cast.staff["evaluator"], process=cast.process, role=Role.FACILITATOR)
    both = cast.principal("evaluator")
    found = reads.shown(both, made.study, "en")
    assert (False, True, False) == (found.evaluates, found.withdraws, reads.overview(both, cast.process.id).evaluates)
    for refused in (
        partial(study_answers.bring, both, made.waves[1], ("export.csv", made.table(after=True))),
        partial(study_answers.analyse, both, made.study),
        partial(study_groups.add, both, made.study, GroupText("participants", str(cast.sides["hill"].id), "Late")),
        partial(studies.new, both, cast.process.id, StudyText("Another", "short", ("en",), "not_by_lot")),
    ):
        with pytest.raises(Refused):
            refused()

    study_answers.forget(both, made.study, "HI PA 0 X")
    assert before - 1 == StudySheet.objects.count()


def test_nobody_deletes_a_measure_of_their_own_work(cast: Cast) -> None:
    """An evaluator who facilitates too takes one person out and finds no page on which all answers go."""
    made = studied(cast)
    made.bring(after=False)
    before = StudySheet.objects.count()
    Membership.objects.create(staff=cast.staff["evaluator"], process=cast.process, role=Role.FACILITATOR)
    both = cast.principal("evaluator")
    shown = reads.shown(both, made.study, "en")
    page = sign_in(Client(), cast, "evaluator").get(reverse("study-end", args=[made.study]))

    with pytest.raises(Refused):
        study_ending.end_answers(both, made.study, shown.title)
    assert (True, False) == (shown.withdraws, shown.ending)
    assert (404, before) == (page.status_code, StudySheet.objects.count())


def test_who_was_in_no_report_stops_none(cast: Cast, at: At) -> None:
    """Codes made up in a later wave and taken out again count for nothing; who was in the report counts, once."""
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    study_answers.analyse(made.evaluator, made.study)
    opens = clock.today()
    wave = study_waves.add(made.evaluator, made.study, WaveText("follow_up", opens, opens))
    lines = [b"group,code,warm_own", *(b"1,made up %d,40" % number for number in range(9))]
    study_answers.bring(made.evaluator, wave, ("export.csv", b"\n".join(lines)))
    for number in range(9):
        study_answers.forget(made.evaluator, made.study, f"made up {number}")
    assert (0, 0) == (Study.objects.get().withdrawn, StudyWave.objects.get(pk=wave).sheets.count())
    study_answers.bring(made.evaluator, wave, ("export.csv", made.table(after=True)))
    at(days=1)
    study_answers.analyse(made.evaluator, made.study)

    study_answers.forget(made.evaluator, made.study, "HI PA 0 X")
    assert 1 == Study.objects.get().withdrawn


def test_a_side_that_is_asked_or_owes_something_is_not_taken_back(cast: Cast) -> None:
    """A group of a study, a stipulation: figures are reckoned with the side that they name."""
    made, facilitator = studied(cast), cast.principal("facilitator")
    shore, asked = (processes.add_side(facilitator, cast.process.id, {"en": name}) for name in ("Shore", "Delta"))
    group = study_groups.add(made.evaluator, made.study, GroupText("comparison", str(asked), "Delta"))
    text = StipulationText("Open the road", "The ministry", "borders", [str(shore)])
    agreement = agreements.add(facilitator, cast.process.id, AgreementGiven("Accord", "Gazette", AFTER[0], ("Open.",)))
    owed = stipulations.add(facilitator, agreement, text)
    for side in (shore, asked):
        with pytest.raises(Conflict, match="side-is-named"):
            processes.remove_side(facilitator, side)

    with pytest.raises(Conflict, match="begun-already"):
        study_groups.remove(made.evaluator, group)
    StudyWave.objects.all().delete()
    study_groups.remove(made.evaluator, group)
    stipulations.remove(facilitator, owed)
    for side in (shore, asked):
        processes.remove_side(facilitator, side)


def test_answers_die_with_their_key_after_ninety_days_and_the_report_stays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the day itself they go, rows and key; whoever reads the report afterwards reads it still."""
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    report = study_answers.analyse(made.evaluator, made.study)
    row = Study.objects.get()
    assert row.ends == AFTER[1] + timedelta(days=90)
    ends = row.ends
    monkeypatch.setattr(clock, "today", lambda: ends - timedelta(days=1))
    assert study_ending.end_due() == 0
    monkeypatch.setattr(clock, "today", lambda: ends)
    assert study_ending.end_due() == 1
    assert study_ending.end_due() == 0

    assert (0, ends) == (StudySheet.objects.count(), Study.objects.get().gone)
    assert keyring().is_destroyed(key_name(cast.process.id, made.study))
    with pytest.raises(VaultError):
        answers(row)
    assert study_reports.report(made.evaluator, report, "en").findings.results
    group, wave = made.groups["hill", "participants"], made.waves[0]
    StudySheet.objects.create(wave_id=wave, group_id=group, person="x", answers=b"from an older backup")
    Study.objects.update(gone=None)
    assert (1, 0) == (study_ending.end_due(), StudySheet.objects.count())
    with pytest.raises(Conflict, match="study-is-over"):
        made.bring(after=True)


def test_what_was_taken_back_stays_so_in_an_older_copy(cast: Cast) -> None:
    """A backup from before holds the answers still: they go again, and count among those who withdrew."""
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    study_answers.analyse(made.evaluator, made.study)
    every = list(StudySheet.objects.all())
    study_answers.forget(made.evaluator, made.study, "HI PA 0 X")
    left = set(StudySheet.objects.values_list("pk", flat=True))
    StudySheet.objects.bulk_create(one for one in every if one.pk not in left)  # as an older backup would have it
    Study.objects.update(withdrawn=0)

    assert 0 == replay(withdrawn.noted()), "nobody is told"
    assert left == set(StudySheet.objects.values_list("pk", flat=True))
    assert 1 == Study.objects.get().withdrawn


def test_an_older_copy_of_what_was_in_no_report_stops_none(cast: Cast) -> None:
    """Answers of a later wave that were taken back go again after a restore, and nobody counts as withdrawn."""
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    study_answers.analyse(made.evaluator, made.study)
    wave = study_waves.add(made.evaluator, made.study, WaveText("follow_up", clock.today(), clock.today()))
    study_answers.bring(made.evaluator, wave, ("export.csv", b"group,code,warm_own\n1,made up,40"))
    every = list(StudySheet.objects.filter(wave=wave))
    study_answers.forget(made.evaluator, made.study, "made up")
    StudySheet.objects.bulk_create(every)
    replay(withdrawn.noted())

    assert not StudySheet.objects.filter(wave=wave).exists()
    assert 0 == Study.objects.get().withdrawn


def test_whoever_answered_withdraws_from_a_closed_process_too(cast: Cast) -> None:
    """Nothing is written any more in a closed process, and what somebody answered can be taken out still."""
    made = studied(cast)
    made.bring(after=False)
    ending.close(cast.principal("facilitator"), cast.process.id)
    who, before = cast.principal("evaluator"), StudySheet.objects.count()
    with pytest.raises(Over):
        study_answers.bring(who, made.waves[1], ("export.csv", made.table(after=True)))
    found = reads.shown(who, made.study, "en")
    assert (False, True) == (found.evaluates, found.withdraws)

    study_answers.forget(who, made.study, "HI PA 0 X")
    assert before - 1 == StudySheet.objects.count()
    study_ending.end_answers(who, made.study, found.title)
    assert 0 == StudySheet.objects.count()


def test_the_end_of_a_process_takes_the_keys_of_its_studies_along(cast: Cast) -> None:
    """After a purge no row is left and neither key opens anything."""
    made = studied(cast)
    made.bring(after=False)
    counts = ending.begin(cast.process.id, "process-purged", cast.principal("facilitator"))
    gone = ending.finish(cast.process.id, counts)

    assert (True, True) == (gone.key, gone.rows)
    assert (0, 0, 0) == (
        Process.objects.filter(pk=cast.process.id).count(),
        Study.objects.count(),
        StudyWave.objects.count(),
    )
    assert keyring().is_destroyed(key_name(cast.process.id, made.study))


def test_the_panels_take_the_same_queries_however_many_studies_there_are(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One study or two: eight queries for what stands in the panels, who did it, and what is recorded of harm."""
    for number in (1, 2):
        made = studied(cast)
        made.bring(after=False)
        made.bring(after=True)
        study_answers.analyse(made.evaluator, made.study)
        with django_assert_num_queries(8):
            found = study_reports.attitudes(made.evaluator, cast.process.id, "en")
        assert number == len(found)


def test_what_is_said_of_how_many_are_asked_stands_in_the_log_with_its_number(cast: Cast) -> None:
    """Who is told that all of six answered reads that it was twelve until they had."""
    made = studied(cast)
    group = made.groups["hill", "participants"]
    for asked in (12, 12, 6):
        study_groups.say_asked(made.evaluator, group, asked)

    told = [record.body for record in LogRecord.objects.filter(process_id=cast.process.id).order_by("number")]
    assert ['"asked":12', '"asked":6'] == [
        re.findall(r'"asked":\d+', body)[0] for body in told if "study-asked-said" in body
    ]
