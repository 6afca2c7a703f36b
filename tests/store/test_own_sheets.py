"""Answering a study with the number of one's group: what is asked when, what is kept; nobody learns of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sulh.access import STRANGER, Over, Principal, Refused
from sulh.model.questionnaire import ASKER
from sulh.store import withdrawn
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.models import LogRecord, Process, Seat, Study, StudyGroup, StudySheet, StudyWave
from sulh.store.reads import own_sheets as reads
from sulh.store.reads import seats as seats_read
from sulh.store.reads import studies
from sulh.store.reads.principals import of_seat
from sulh.store.sealing import keyring
from sulh.store.writes import (
    ending,
    entry,
    own_sheets,
    station,
    study_answers,
    study_asking,
    study_ending,
    study_groups,
    study_questions,
)
from sulh.store.writes.leaving import replay
from tests.cast import Cast, On
from tests.store.responding import TYPED, come_in, kept, number_of, read_by, send
from tests.store.studied import AFTER, BEFORE, Studied, begun


@pytest.fixture
def made(cast: Cast, on: On) -> Studied:
    """A study whose first wave begins today."""
    return begun(cast, on)


@contextmanager
def asked_of_the_database() -> Iterator[list[str]]:
    """Note what is asked of the database, without the values."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    asked = [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    found += [sql.split(" VALUES ")[0].split(" WHERE ")[0] for sql in asked]


def test_a_group_answers_with_one_number_and_a_person_is_told_from_the_others_by_their_code(made: Studied) -> None:
    """Two people of one group with the same number are two sheets of that group; a second sheet replaces the first."""
    number = number_of(made)
    one, other = come_in(number), come_in(number)
    send(one)
    send(other, code="MO03da", warm_others="80")
    send(other, code="fa07HE", warm_others="40")

    assert one.id == other.id
    assert [40.0, 80.0] == sorted(each["warm_others"] for each in kept(made))
    assert {made.groups["hill", "participants"]} == set(StudySheet.objects.values_list("group", flat=True))
    assert {"warm_own": 70.0, "warm_others": 40.0, "trust_most": 2.0, "circles": 3.0, "done_talk": 1.0} in kept(made)


def test_nobody_learns_whether_there_was_a_sheet_under_a_code(made: Studied) -> None:
    """A first sheet and one that replaces another ask the same of the database; so do two ways of taking out."""
    who = come_in(number_of(made))
    told = []
    for act in (send, send, _out, _out):
        with asked_of_the_database() as found:
            act(who)
        told.append(found)

    assert told[0] == told[1]
    assert told[2] == told[3]


def test_taking_out_notes_as_many_lines_whether_there_was_anything(made: Studied) -> None:
    """The list outside of backups is written once in either case, so that it takes as long."""
    who = come_in(number_of(made))
    send(who)
    gone, listed = StudySheet.objects.get().pk, keyring().folder / withdrawn.NAME
    _out(who)
    known, size = withdrawn.noted(), listed.stat().st_size
    _out(who)

    assert gone == known[-1]
    assert known == withdrawn.noted()
    assert size < listed.stat().st_size
    assert 0 == StudySheet.objects.count()


def test_what_is_asked_is_the_wave_of_today(made: Studied, on: On) -> None:
    """Before, between, while one goes on, after the last: the wave of today, or the first day of the next one."""
    who = come_in(number_of(made))
    days = (BEFORE[0], BEFORE[1] + timedelta(days=1), AFTER[1], AFTER[1] + timedelta(days=1))
    found = []
    for day in (BEFORE[0] - timedelta(days=1), *days):
        on(day)
        shown = reads.sheet(who)
        found.append((shown.wave, shown.until, shown.later))

    assert [(None, None, BEFORE[0]), (1, BEFORE[1], None), (None, None, AFTER[0])] == found[:3]
    assert [(2, AFTER[1], None), (None, None, None)] == found[3:]


def test_of_two_waves_that_go_on_the_one_that_began_last_is_asked(made: Studied) -> None:
    """Where an installation has two waves on one day, set before that was refused, the later one is asked."""
    StudyWave.objects.create(study_id=made.study, number=3, kind="during", opens=BEFORE[0], closes=BEFORE[1])

    assert 3 == reads.sheet(come_in(number_of(made))).wave


def test_a_sheet_that_lay_open_on_the_last_day_is_taken_the_day_after_and_no_later(made: Studied, on: On) -> None:
    """A page that was loaded late in the evening is not lost at midnight; a wave that has not begun takes nothing."""
    who = come_in(number_of(made))
    on(BEFORE[1] + timedelta(days=1))
    send(who)
    for wave, day in ((1, BEFORE[1] + timedelta(days=2)), (2, BEFORE[1]), (9, BEFORE[1])):
        on(day)
        with pytest.raises(Conflict, match="sheet-too-late"):
            send(who, wave)
    on(BEFORE[1])
    StudyWave.objects.update(analysed=True)
    with pytest.raises(Conflict, match="sheet-too-late"):
        send(who)

    assert None is reads.sheet(who).wave
    assert 1 == StudySheet.objects.count()


def test_nothing_is_kept_of_a_sheet_with_a_fault(made: Studied) -> None:
    """A code that is too short and answers off the scale are told by field; a field that nobody asked is left alone."""
    who = come_in(number_of(made))
    with pytest.raises(Invalid) as refused:
        send(who, code="ab", warm_own="101", trust_most="9", circles="0", done_talk="x" * 5_000, mood="5")

    assert {"code": "code-length"} | dict.fromkeys(
        ("warm_own", "trust_most", "circles", "done_talk"), "off-scale"
    ) == refused.value.faults
    assert 0 == StudySheet.objects.count()


def test_a_sheet_with_a_code_alone_is_not_kept(made: Studied) -> None:
    """Whoever answered nothing counts as nobody, and as nothing that was sent; one answer is enough."""
    who = come_in(number_of(made))
    with pytest.raises(Invalid, match="nothing-answered"):
        own_sheets.send(who, 1, {"code": "fa07he", "warm_own": "", "trust_most": "  "}, {}, agreed=read_by(who))
    assert ([], 0) == (kept(made), StudyGroup.objects.get(pk=made.groups["hill", "participants"]).sent)
    own_sheets.send(who, 1, {"code": "fa07he", "warm_own": "0"}, {}, agreed=read_by(who))

    assert [{"warm_own": 0.0}] == kept(made)


def test_made_up_codes_fill_no_disk_and_tell_of_nobody(made: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many sheets are taken with one number, a known code or a new one; a new number begins anew."""
    monkeypatch.setattr(own_sheets, "MOST_SENT", 3)
    who = come_in(number_of(made))
    for code in ("FA07he", "FA07he", "MO03da"):
        send(who, code=code)
    refused = []
    for code in ("FA07he", "LI22ka"):
        with asked_of_the_database() as found, pytest.raises(Conflict, match="sheets-full"):
            send(who, code=code)
        refused.append(found)
    own_sheets.take_out(who, "MO03da")
    with pytest.raises(Conflict, match="sheets-full"):
        send(who, code="LI22ka")
    assert refused[0] == refused[1]
    send(come_in(number_of(made)), code="LI22ka")

    assert 2 == StudySheet.objects.count()


@pytest.mark.parametrize("by_file", [False, True])
def test_an_older_backup_brings_back_nothing_that_was_replaced_and_then_taken_out(made: Studied, by_file: bool) -> None:
    """Sent or brought in, backed up, replaced, taken out: the row of the backup goes again when it is restored."""
    who = come_in(number_of(made))
    if by_file:
        study_answers.bring(made.evaluator, made.waves[0], ("a.csv", b"group,code,warm_own\n1,FA07he,70\n"))
    else:
        send(who)
    backup = list(StudySheet.objects.all())
    send(who, warm_others="40")
    assert [40.0] == [each["warm_others"] for each in kept(made)]
    _out(who)
    StudySheet.objects.bulk_create(backup)
    replay(withdrawn.noted())

    assert 0 == StudySheet.objects.count()


def test_nobody_takes_a_person_out_of_their_group_with_the_number_of_another(made: Studied) -> None:
    """What one group sent under a code stands; whoever sends under it with another number is told the same."""
    first, other = come_in(number_of(made)), come_in(number_of(made, "river", "comparison"))
    with asked_of_the_database() as fresh:
        send(first)
    with asked_of_the_database() as again:
        send(other, warm_others="0")

    assert fresh == again
    assert [35.0] == [each["warm_others"] for each in kept(made)]
    assert {made.groups["hill", "participants"]} == set(StudySheet.objects.values_list("group", flat=True))
    _out(other)
    send(other, warm_others="0")
    assert [0.0] == [each["warm_others"] for each in kept(made)], "taken out first, it is theirs to answer elsewhere"


def test_nothing_is_kept_of_whoever_agreed_to_other_words(made: Studied) -> None:
    """Read and agreed, then worded anew or asked otherwise, then sent: refused, until it was read once more."""
    who = come_in(number_of(made))
    words = {part: dict.fromkeys(("en", "fr", "ar"), "The ministry asks, for its files") for part in ASKER}
    changes: tuple[Callable[[], None], ...] = (
        lambda: study_asking.say_who(made.evaluator, made.study, words),
        lambda: study_questions.choose(
            made.evaluator, made.study, ["trust_most", "done_talk"], {"adverse": "Asked before"}
        ),
    )
    for change in changes:
        read = read_by(who)
        change()
        with pytest.raises(Conflict, match="agreed-to-another"):
            send(who, agreed=read)
    assert 0 == StudySheet.objects.count()
    send(who)

    assert 1 == StudySheet.objects.count()


def test_whoever_is_no_respondent_answers_nothing_and_sees_no_question(made: Studied, cast: Cast) -> None:
    """Not the evaluator, not a facilitator, not a participant, not a stranger; and a respondent reads nothing else."""
    who = come_in(number_of(made))
    for other in (made.evaluator, cast.principal("facilitator"), cast.principal("hill"), STRANGER):
        for act in (reads.sheet, send, _out):
            with pytest.raises(Refused):
                act(other)
    with pytest.raises(Refused):
        studies.shown(who, made.study, "en")
    with pytest.raises(Refused):
        study_answers.forget(who, made.study, "fa07he")


def test_only_an_evaluator_makes_a_number_and_a_new_one_puts_out_the_old(made: Studied, cast: Cast) -> None:
    """Shown once; the form that comes twice makes one; whoever came in with the one before is out."""
    group = made.groups["hill", "participants"]
    for other in (cast.principal("facilitator"), cast.principal("hill"), STRANGER):
        with pytest.raises(Refused):
            study_groups.new_number(other, group, generation=None)
    first = number_of(made)
    came = entry.enter(STRANGER, first)
    assert came is not None
    for seen in (None, 5):
        with pytest.raises(Conflict, match="code-replaced"):
            study_groups.new_number(made.evaluator, group, generation=seen)
    second = number_of(made)

    assert None is entry.enter(STRANGER, first)
    with pytest.raises(Refused):
        send(_again(came))
    send(come_in(second))
    told = "".join(LogRecord.objects.filter(process_id=cast.process.id).values_list("body", flat=True))
    assert 2 == told.count("study-number-made")
    assert not any(part in told for number in (first, second) for part in (number, number.replace(" ", "")))


def test_a_language_is_never_kept_where_many_share_a_number(made: Studied) -> None:
    """Whoever comes next chooses for themselves, among the languages of the study."""
    number = number_of(made)
    who = come_in(number)
    entry.choose_language(who, "ar")
    with pytest.raises(Invalid):
        entry.choose_language(who, "xx")
    came = entry.enter(STRANGER, number)

    assert came is not None
    assert ("", {"ar", "fr", "en"}) == (came.language, set(came.languages))
    assert {""} == set(Seat.objects.filter(pk=who.id).values_list("language", flat=True))


def test_the_device_of_a_dialogue_lets_nobody_into_a_study(made: Studied, cast: Cast) -> None:
    """An assistant serves their own dialogue: the number of a group is there like one that never was."""
    number = number_of(made)

    assert None is station.sit_down(cast.principal("assistant"), number)
    assert entry.enter(STRANGER, number) is not None


def test_those_who_answer_a_study_are_counted_among_no_seats(made: Studied, cast: Cast) -> None:
    """Whoever looks at seats of a dialogue, or closes a process, finds as many as before."""
    facilitator = cast.principal("facilitator")
    before = seats_read.seats_page(facilitator, cast.dialogue.id, "en")
    number_of(made)

    assert before == seats_read.seats_page(facilitator, cast.dialogue.id, "en")


def test_the_number_goes_with_its_group_and_with_the_answers(made: Studied, on: On) -> None:
    """A group that is taken back, answers that are deleted: nobody comes in any more, and no new number is made."""
    first, second = number_of(made), number_of(made, "river")
    on(BEFORE[0] - timedelta(days=1))
    study_groups.remove(made.evaluator, made.groups["hill", "participants"])
    on(BEFORE[0])
    assert None is entry.enter(STRANGER, first)
    assert entry.enter(STRANGER, second) is not None
    study_ending.end_answers(made.evaluator, made.study, "Neighbours")

    assert None is entry.enter(STRANGER, second)
    with pytest.raises(Conflict, match="study-is-over"):
        study_groups.new_number(made.evaluator, made.groups["river", "participants"], generation=None)
    with pytest.raises(Conflict, match="study-is-over"):
        study_groups.say_asked(made.evaluator, made.groups["river", "participants"], 12)


def test_in_a_closed_process_nothing_is_answered_and_everything_can_be_taken_out(made: Studied, cast: Cast) -> None:
    """Whoever answered can withdraw as long as answers are kept; a report that was made counts who did."""
    number = number_of(made)
    send(come_in(number))
    ending.close(cast.principal("facilitator"), cast.process.id)
    who = come_in(number)
    shown = reads.sheet(who)
    with pytest.raises(Over):
        send(who)

    assert (True, None, None) == (shown.over, shown.wave, shown.later)
    _out(who)
    assert 0 == StudySheet.objects.count()


def test_taking_out_reaches_all_waves_of_this_study_alone_and_counts_once(made: Studied, on: On) -> None:
    """What lies under the code in every wave goes; after a report somebody counts as withdrawn once."""
    made.bring(after=False)
    on(AFTER[1] + timedelta(days=1))
    made.bring(after=True)
    study_answers.analyse(made.evaluator, made.study)
    before = StudySheet.objects.count()
    who = come_in(number_of(made, "river", "comparison"))
    own_sheets.take_out(who, "HI PA 0 X")
    with pytest.raises(Invalid, match="code-length"):
        own_sheets.take_out(who, "a")

    assert before - 2 == StudySheet.objects.count()
    assert 1 == Study.objects.get().withdrawn


def test_how_many_are_asked_is_said_by_an_evaluator(made: Studied, cast: Cast) -> None:
    """Where one group is silent nothing is said of the whole."""
    group = made.groups["hill", "participants"]
    for number in (-1, 10_001):
        with pytest.raises(Invalid, match="asked: number"):
            study_groups.say_asked(made.evaluator, group, number)
    with pytest.raises(Refused):
        study_groups.say_asked(cast.principal("facilitator"), group, 12)
    study_groups.say_asked(made.evaluator, group, 1)
    assert 0 == studies.shown(made.evaluator, made.study, "en").asked_people
    for one in made.groups.values():
        study_groups.say_asked(made.evaluator, one, 12)
    assert 48 == studies.shown(made.evaluator, made.study, "en").asked_people


def test_no_page_tells_of_which_group_anybody_answered(made: Studied) -> None:
    """However many are said to be asked, what is read of each group is the same before and after they answered."""
    group, who = made.groups["hill", "participants"], come_in(number_of(made))
    told = []
    for turn in range(2 * K_OF_PROFILE["standard"]):
        for asked in range(3):
            study_groups.say_asked(made.evaluator, group, asked)
            told.append((asked, studies.shown(made.evaluator, made.study, "en").groups))
        with pytest.raises(Conflict, match="begun-already"):
            study_groups.remove(made.evaluator, group)
        send(who, code=f"code {turn}")

    assert told[:3] * (len(told) // 3) == told


def test_a_list_of_studies_tells_few_as_few_and_adds_no_few_to_others(made: Studied, on: On) -> None:
    """What the list adds up are waves that are told one by one, so that no wave follows from it."""
    who, k = come_in(number_of(made)), K_OF_PROFILE["standard"]
    seen = []
    for turn in range(k + 1):
        [line] = studies.overview(made.evaluator, Study.objects.get().process_id).studies
        seen.append((line.answered, line.few))
        send(who, code=f"code {turn}")
    on(AFTER[0])
    send(who, 2)
    [line] = studies.overview(made.evaluator, Study.objects.get().process_id).studies

    assert [(0, False), *[(0, True)] * (k - 1), (k, False)] == seen
    assert (k + 1, False) == (line.answered, line.few)


def test_a_purged_process_leaves_no_number(made: Studied, cast: Cast) -> None:
    """The seat that a group shares goes with all the others."""
    number = number_of(made)
    ending.purge(cast.principal("facilitator"), cast.process.id, "Valley talks")

    assert None is entry.enter(STRANGER, number)
    assert (0, 0, 0) == (Process.objects.count(), Seat.objects.count(), StudyGroup.objects.count())


def _out(who: Principal) -> None:
    own_sheets.take_out(who, TYPED["code"])


def _again(came: entry.Entered) -> Principal:
    return of_seat(came.seat_id, came.generation)
