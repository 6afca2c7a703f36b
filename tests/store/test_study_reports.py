"""Reports of large studies are made by the machine: once, under the id that was given, or it is said why not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.test import Client

from sulh.access import Over, Refused, Role
from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.findings import Report
from sulh.model import studies as core
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import LogRecord, Membership, Study, StudyReport, StudySheet
from sulh.store.reads import studies as reads
from sulh.store.reads import study_reports as told
from sulh.store.reads.study_acts import ANALYSED, SAID, SET_UP, Acts, acts_in, acts_of
from sulh.store.reads.study_reports import Beside, ReportShown
from sulh.store.sealing import keyring
from sulh.store.study_sealing import key_name
from sulh.store.writes import ending, outcomes, study_answers, study_groups, study_reports, theories
from sulh.store.writes.outcomes import OutcomeText
from sulh.store.writes.theories import TheoryText
from tests.cast import DAY, Cast
from tests.store.studied import Studied, studied
from tests.web.people import sign_in
from tests.web.test_change_pages import text


@pytest.fixture
def answered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Studied:
    """A study that was answered twice, and would take too long for a page."""
    monkeypatch.setattr(study_reports, "AT_ONCE", 1)
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    return made


def test_a_small_study_is_analysed_at_once(cast: Cast) -> None:
    """Ten measures, one wave after the first, two sides: the report is there when the page comes back."""
    made = studied(cast)
    made.bring(after=False)
    made.bring(after=True)
    wanted = uuid4()

    assert wanted == study_reports.ask(made.evaluator, made.study, new_id=wanted)
    assert wanted == study_reports.ask(made.evaluator, made.study, new_id=wanted)
    assert (1, 0) == (StudyReport.objects.count(), study_reports.run_due())


def test_a_report_knows_by_how_many_accounts_it_came_about_and_what_was_said_after_it(answered: Studied) -> None:
    """Also where the machine made it; a number of people that was said since counts among none of its figures."""
    study_reports.ask(answered.evaluator, answered.study, new_id=(wanted := uuid4()))
    study_reports.run_due()

    def known() -> ReportShown:
        return told.report(answered.evaluator, wanted, "en")

    assert Acts((SET_UP, ANALYSED), 1) == known().acts
    for group in answered.groups.values():
        study_groups.say_asked(answered.evaluator, group, 9)
    assert Acts((SET_UP, SAID, ANALYSED), 1, clock.today(), later=True) == known().acts
    assert (36, None) == (known().asked_now, known().findings.reach)
    made = acts_in(Study.objects.get().process_id)
    others = [msgspec.structs.replace(one, staff="another") if one.act == SAID else one for one in made]
    assert 2 == acts_of(others, str(answered.study), 1).accounts
    assert clock.today() == reads.shown(answered.evaluator, answered.study, "en").asked_said


def test_a_report_counts_what_its_process_records_of_harm(answered: Studied, cast: Cast) -> None:
    """Outcomes for the worse, and assumptions whose last look does not say that they hold; of one's own process."""
    study_reports.ask(answered.evaluator, answered.study, new_id=(wanted := uuid4()))
    study_reports.run_due()
    assert Beside(0, 0) == told.report(answered.evaluator, wanted, "en").beside
    desk = cast.principal("facilitator")
    for negative in (True, False):
        worse = OutcomeText("authority", "Roads", "policy", "Closes it", "political_legal", DAY, negative=negative)
        outcomes.add(desk, cast.process.id, worse)
    theory = theories.add(desk, cast.process.id, TheoryText(str(cast.initiative.id), "It calms", ["economy"]))
    first, second = (theories.assume(desk, theory, text) for text in ("The road stays open", "Nobody is threatened"))
    theories.look(desk, first, "failed", "Closed", on=DAY - timedelta(days=9))
    theories.look(desk, first, "holds", "Open again", on=DAY)
    theories.look(desk, second, "in_doubt", "Heard", on=DAY)

    assert Beside(1, 1) == told.report(answered.evaluator, wanted, "en").beside
    assert [Beside(1, 1)] == [one.beside for one in told.attitudes(answered.evaluator, cast.process.id, "en")]


def test_a_large_one_is_left_to_the_machine_and_made_once(answered: Studied, cast: Cast) -> None:
    """Pressed twice it waits once; a minute later it stands under the id of the page, the same as at once."""
    wanted = uuid4()
    for new_id in (wanted, uuid4()):
        assert study_reports.ask(answered.evaluator, answered.study, new_id=new_id) is None
    reader = sign_in(Client(), cast, "evaluator")
    waiting = text(reader, "study", answered.study)
    made = study_reports.run_due()

    assert (1, 0) == (made, study_reports.run_due())
    assert [wanted] == list(StudyReport.objects.values_list("id", flat=True))
    assert wanted == study_reports.ask(answered.evaluator, answered.study, new_id=wanted)
    done = text(reader, "study", answered.study)
    assert [True, False] == ["A report is being made." in page for page in (waiting, done)]
    assert [0, 0] == [page.count('name="new_id"') for page in (waiting, done)], "nothing to analyse while it is made"
    acts = [record.body for record in LogRecord.objects.filter(process_id=cast.process.id)]
    assert [1, 1] == [sum(f'"{act}"' in body for body in acts) for act in ("study-analysis-asked", "study-analysed")]


def test_answers_that_come_in_meanwhile_are_in_the_report(answered: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody takes their answers back while it is worked out: nothing is kept of it, and the next minute makes it."""
    study_reports.ask(answered.evaluator, answered.study)
    left = iter(["hi pa 0 x"])

    def meanwhile(rows: list[core.Row], study: core.Study, plan: core.Plan | None, *, k: int) -> Report:
        for code in left:
            study_answers.forget(answered.evaluator, answered.study, code)
        return analyse(rows, study, plan, k=k)

    monkeypatch.setattr(study_answers, "analysed", meanwhile)

    assert (0, 0) == (study_reports.run_due(), StudyReport.objects.count())
    assert (1, 1) == (study_reports.run_due(), StudyReport.objects.count())


def test_why_none_was_made_is_told(answered: Studied, cast: Cast) -> None:
    """All answers of a wave were taken out before the minute was over: the page says what it takes."""
    study_reports.ask(answered.evaluator, answered.study)
    StudySheet.objects.filter(wave=answered.waves[1]).delete()

    assert 0 == study_reports.run_due()
    found = reads.shown(answered.evaluator, answered.study, "en")
    assert (False, "nothing-to-analyse") == (found.awaits, found.unmade)
    assert "No report was made." in text(sign_in(Client(), cast, "evaluator"), "study", answered.study)


def test_who_may_ask_and_when(answered: Studied, cast: Cast) -> None:
    """A facilitator asks for none; what cannot be made is told at once; a process that closes has none made."""
    with pytest.raises(Refused):
        study_reports.ask(cast.principal("facilitator"), answered.study)
    study_reports.ask(answered.evaluator, answered.study)
    ending.close(cast.principal("facilitator"), cast.process.id)
    with pytest.raises(Over):
        study_reports.ask(cast.principal("evaluator"), answered.study)

    assert (0, None) == (study_reports.run_due(), Study.objects.get().awaits)
    assert not StudyReport.objects.exists()


def test_what_is_not_ready_is_refused_before_anybody_waits(cast: Cast) -> None:
    """One wave that was answered is no change: nobody is told to wait for a report of it."""
    made = studied(cast)
    made.bring(after=False)
    with pytest.raises(Conflict, match="nothing-to-analyse"):
        study_reports.ask(made.evaluator, made.study)

    assert Study.objects.get().awaits is None


def test_a_study_whose_key_is_lost_holds_up_no_other(
    answered: Studied, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Its page and the log of the machine say what is the matter, without a name; the report of the other is made."""
    other = studied(cast)
    other.bring(after=False)
    other.bring(after=True)
    for one in (answered, other):
        study_reports.ask(one.evaluator, one.study)
    lost = key_name(cast.process.id, answered.study)
    (path,) = (path for path in keyring().folder.rglob("*") if lost in path.name)
    path.unlink()

    assert (1, 0) == (study_reports.run_due(), study_reports.run_due())
    assert [other.study] == list(StudyReport.objects.values_list("study", flat=True))
    assert "study-unopened" == reads.shown(answered.evaluator, answered.study, "en").unmade
    assert "do not open" in text(sign_in(Client(), cast, "evaluator"), "study", answered.study)
    (line,) = [record.getMessage() for record in caplog.records if record.name.endswith("study_reports")]
    assert "folder of keys" in line
    assert not [one for one in (str(answered.study), str(cast.process.id), "Neighbours") if one in line]


@pytest.mark.parametrize("facilitates", [True, False])
def test_a_right_that_ended_makes_no_report(answered: Studied, cast: Cast, *, facilitates: bool) -> None:
    """Who asked and facilitates by now, or evaluates no more, has nothing made in their name."""
    study_reports.ask(answered.evaluator, answered.study)
    if facilitates:
        Membership.objects.create(staff=cast.staff["evaluator"], process=cast.process, role=Role.FACILITATOR)
    else:
        Membership.objects.filter(staff=cast.staff["evaluator"], role=Role.EVALUATOR).update(ended=clock.today())

    assert 0 == study_reports.run_due()
    assert (None, None, 0) == (*Study.objects.values_list("awaits", "awaited_by").get(), StudyReport.objects.count())
