"""
A study is set up: what is asked, when, and of whom.

    new ──▶ choose, add_question, add_wave, add_group, and their opposites ──▶ first answers ──▶ what was asked stands

Later waves and groups can always be added. What will be looked at is laid down in `sulh.store.writes.study_plans`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast, get_args
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused
from sulh.errors import SettingError, VaultError
from sulh.formats.cells import plain
from sulh.instruments import TEMPLATES, own_question, questionnaire
from sulh.measurement.attitudes.measures import measures, missing_kinds
from sulh.model.questionnaire import Question
from sulh.model.studies import ASSIGNED, NEEDED, STUDY_GROUPS, WAVE_KINDS, Better, Needed
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Process, Side, Study, StudyGroup, StudySheet, StudyWave
from sulh.store.sealing import keyring, sealer
from sulh.store.study_kept import asked_of
from sulh.store.study_sealing import key_name
from sulh.store.texts import NAME, SENTENCE, Reading
from sulh.store.writes import log
from sulh.words.language import LANGUAGES

KEPT: Final = 90  # days after the last wave
MOST_WAVES, MOST_GROUPS, MOST_STUDIES, MOST_QUESTIONS = 20, 200, 50, 60
OWN_LETTERS: Final = 8  # of an id, in the key of a question of somebody's own
SEED_BYTES: Final = 4
MOST_ASKED: Final = 10_000  # people of a group


@dataclass(frozen=True)
class StudyText:
    """A study as somebody sets it up: `languages` are tags."""

    title: str
    template: str
    languages: Collection[str]
    assigned: str


@dataclass(frozen=True)
class WaveText:
    """A wave as somebody sets it."""

    kind: str
    opens: date | None
    closes: date | None


@dataclass(frozen=True)
class GroupText:
    """A group as somebody names it; `together` if its people are one group in life too; `asked` 0 where not said."""

    arm: str
    side: str
    label: str
    together: bool = True
    asked: int = 0


@dataclass(frozen=True)
class QuestionText:
    """A question in somebody's own words: by language, its name in a few words and how it is put."""

    names: Mapping[str, str]
    texts: Mapping[str, str]
    better: str
    adverse: bool = False
    behaviour: bool = False


def new(principal: Principal, process_id: UUID, given: StudyText, *, new_id: UUID | None = None) -> UUID:
    """
    Set a study up, with a key of its own; a form that comes twice sets up one.

    Raises:
        Refused: If they do not evaluate this process.
        Invalid: By field.
        Conflict: `too-many-studies`.
    """
    process = asking.get(principal, "study", CHANGE, Process, process_id)
    if new_id is not None and process.studies.filter(pk=new_id).exists():
        return new_id
    if process.studies.count() >= MOST_STUDIES:
        raise Conflict("too-many-studies")
    reading = Reading()
    title = reading.text("title", given.title, most=SENTENCE)
    key = reading.choice("template", given.template, TEMPLATES)
    assigned = reading.choice("assigned", given.assigned, ASSIGNED)
    if not given.languages or set(given.languages) - set(LANGUAGES):
        reading.faults["languages"] = "no-choice"
    reading.done()
    row = Study(id=fresh_id(Study, new_id), process=process, by_id=UUID(principal.id), assigned=assigned)
    row.languages, row.on = ",".join(tag for tag in LANGUAGES if tag in given.languages), clock.today()
    sealer(process.id).put(row, title=title, asked=questionnaire(key))
    with transaction.atomic():
        row.save(force_insert=True)
        log.enter(process.id, "study-set-up", principal, study=str(row.id))
        _new_key(key_name(process.id, row.id))
    return row.id


@transaction.atomic
def choose(principal: Principal, study_id: UUID, wanted: Collection[str], without: Mapping[Needed, str]) -> None:
    """
    Choose what is asked; leaving out all that could show harm, or all that asks what was done, takes a reason.

    Raises:
        Refused: If it is not theirs.
        Invalid: `questions`, or `without_adverse`, `without_behaviour` where a reason is missing.
        Conflict: `study-has-answers`; `study-has-plan`.
    """
    row = _open(principal, study_id)
    asked = asked_of(row)
    reading = Reading()
    reasons = {
        kind: reading.text(f"without_{kind}", without.get(kind, ""), most=SENTENCE, needed=False) for kind in NEEDED
    }
    made = questionnaire(asked.template, wanted, {kind: text for kind, text in reasons.items() if text})
    own = tuple(one for one in asked.questions if one.item.kind == "own" and one.item.key in wanted)
    made = msgspec.structs.replace(made, questions=(*made.questions, *own)).asked_by(asked.asker)
    if not made.questions:
        reading.faults["questions"] = "no-choice"
    for kind in missing_kinds(made.instrument()):
        reading.faults.setdefault(f"without_{kind}", "empty")
    try:
        measures(made.instrument())
    except SettingError:
        reading.faults.setdefault("questions", "two-thermometers")
    reading.done()
    sealer(row.process_id).put(row, asked=made)
    row.save(update_fields=["asked"])


@transaction.atomic
def add_question(principal: Principal, study_id: UUID, given: QuestionText, *, new_id: UUID) -> None:
    """
    Ask a question in one's own words as well, from "not at all" to "fully"; a form that comes twice asks it once.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-has-answers`; `study-has-plan`; `too-many-questions`.
    """
    row = _open(principal, study_id)
    asked, key = asked_of(row), f"own_{new_id.hex[:OWN_LETTERS]}"
    if any(one.item.key == key for one in asked.questions):
        return
    if len(asked.questions) >= MOST_QUESTIONS:
        raise Conflict("too-many-questions")
    made = _own(row, key, given)
    sealer(row.process_id).put(row, asked=msgspec.structs.replace(asked, questions=(*asked.questions, made)))
    row.save(update_fields=["asked"])


@transaction.atomic
def correct_question(principal: Principal, study_id: UUID, key: str, given: QuestionText) -> None:
    """
    Word a question of one's own anew, in its place.

    Raises:
        Refused: If it is not theirs, or there is no such question.
        Invalid: By field.
        Conflict: `study-has-answers`; `study-has-plan`.
    """
    row = _open(principal, study_id)
    asked = asked_of(row)
    if not any(one.item.key == key and one.item.kind == "own" for one in asked.questions):
        raise Refused
    made = _own(row, key, given)
    questions = tuple(made if one.item.key == key else one for one in asked.questions)
    sealer(row.process_id).put(row, asked=msgspec.structs.replace(asked, questions=questions))
    row.save(update_fields=["asked"])


def _own(row: Study, key: str, given: QuestionText) -> Question:
    """Read a question of somebody's own."""
    reading = Reading()
    names = reading.texts("names", given.names, row.tags, most=NAME)
    texts = reading.texts("texts", given.texts, row.tags, most=SENTENCE)
    better = reading.choice("better", given.better, get_args(Better))
    reading.done()
    return own_question(
        key, (names, texts), better=cast("Better", better), adverse=given.adverse, behaviour=given.behaviour
    )


@transaction.atomic
def add_wave(principal: Principal, study_id: UUID, given: WaveText, *, new_id: UUID | None = None) -> UUID:
    """
    Set a wave; the first one is the baseline, and there is one. Its answers go 90 days after the last wave.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-is-over`; `too-many-waves`.
    """
    row = kept(principal, study_id)
    if new_id is not None and row.waves.filter(pk=new_id).exists():
        return new_id
    waves = list(row.waves.all())
    if len(waves) >= MOST_WAVES:
        raise Conflict("too-many-waves")
    reading = Reading()
    kind = reading.choice("kind", given.kind, WAVE_KINDS)
    for name, day in (("opens", given.opens), ("closes", given.closes)):
        if day is None:
            reading.faults[name] = "empty"
    if given.opens and given.closes and given.closes < given.opens:
        reading.faults["closes"] = "before-it-opens"
    baseline = next((one for one in waves if one.kind == "baseline"), None)
    if (kind == "baseline") == (baseline is not None):
        reading.faults.setdefault("kind", "one-baseline")
    elif baseline is not None and given.opens is not None and given.opens < baseline.opens:
        reading.faults.setdefault("opens", "before-the-baseline")
    _apart(reading, waves, given)
    reading.done()
    opens, closes = given.opens or clock.today(), given.closes or clock.today()
    number = (row.waves.aggregate(last=Max("number"))["last"] or 0) + 1
    made = StudyWave(id=fresh_id(StudyWave, new_id), study=row, number=number, kind=kind, opens=opens, closes=closes)
    made.save(force_insert=True)
    _set_end(row)
    return made.id


@transaction.atomic
def remove_wave(principal: Principal, wave_id: UUID) -> UUID:
    """
    Take a wave back that has not begun by its day. Return the study.

    The day decides, and no answer: else whoever asks would learn whether anybody had answered.

    Raises:
        Refused: If it is not theirs.
        Conflict: `begun-already`; `study-has-plan`.
    """
    wave = asking.get(principal, "study", CHANGE, StudyWave, wave_id)
    row = Study.objects.select_for_update().get(pk=wave.study_id)
    if wave.opens <= clock.today():
        raise Conflict("begun-already")
    if row.frozen is not None:
        raise Conflict("study-has-plan")
    wave.delete()
    _set_end(row)
    return row.id


@transaction.atomic
def add_group(principal: Principal, study_id: UUID, given: GroupText, *, new_id: UUID | None = None) -> UUID:
    """
    Name a group of people who are asked.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-is-over`; `too-many-groups`.
    """
    row = kept(principal, study_id)
    if new_id is not None and row.groups.filter(pk=new_id).exists():
        return new_id
    if row.groups.count() >= MOST_GROUPS:
        raise Conflict("too-many-groups")
    reading = Reading()
    arm = reading.choice("arm", given.arm, STUDY_GROUPS)
    label = group_name(reading, row, given.label)
    sides = [str(one) for one in Side.objects.filter(process=row.process_id).values_list("id", flat=True)]
    reading.choice("side", given.side, sides)
    asked = reading.number("asked", given.asked, least=0, most=MOST_ASKED)
    reading.done()
    number = (row.groups.aggregate(last=Max("number"))["last"] or 0) + 1
    made = StudyGroup(id=fresh_id(StudyGroup, new_id), study=row, number=number, arm=arm, together=given.together)
    made.asked = asked
    made.side_id = UUID(given.side)
    sealer(row.process_id).put(made, label=label)
    made.save(force_insert=True)
    return made.id


@transaction.atomic
def remove_group(principal: Principal, group_id: UUID) -> UUID:
    """
    Take a group back, until a wave has begun by its day (as of a wave). Return the study.

    Raises:
        Refused: If it is not theirs.
        Conflict: `begun-already`.
    """
    group = asking.get(principal, "study", CHANGE, StudyGroup, group_id, lock=True)
    if group.study.waves.filter(opens__lte=clock.today()).exists():
        raise Conflict("begun-already")
    group.delete()
    return group.study_id


def group_name(reading: Reading, row: Study, given: str, *, but: UUID | None = None) -> str:
    """
    Read what a group is called: files know groups by their names and numbers, so no two are called alike.

    Args:
        reading: Takes the fault: `group-named`, or `only-a-number`.
        row: The study.
        given: What was typed.
        but: The group that is called so itself.
    """
    label = reading.text("label", given, most=NAME)
    if label and plain(label) in labels_of(row, but=but):
        reading.faults.setdefault("label", "group-named")
    elif plain(label).isdecimal():
        reading.faults.setdefault("label", "only-a-number")
    return label


def labels_of(row: Study, *, but: UUID | None = None) -> set[str]:
    """Return what the groups of a study are called, as files compare it."""
    opener = sealer(row.process_id)
    return {plain(opener.text(one, "label")) for one in row.groups.all() if one.pk != but}


def kept(principal: Principal, study_id: UUID) -> Study:
    """Return a study whose answers are kept still, held until the transaction ends."""
    row = asking.get(principal, "study", CHANGE, Study, study_id, lock=True)
    if row.gone is not None:
        raise Conflict("study-is-over")
    return row


def _new_key(name: str) -> None:
    """Make the key of a study; one that was left by an attempt which kept no study protects nothing yet, and serves."""
    try:
        keyring().new_data_key(name)
    except VaultError:
        if name not in keyring().names():
            raise


def _open(principal: Principal, study_id: UUID) -> Study:
    """Return a study that nobody has answered, and that has no plan."""
    row = kept(principal, study_id)
    if StudySheet.objects.filter(wave__study=row).exists():
        raise Conflict("study-has-answers")
    if row.frozen is not None:
        raise Conflict("study-has-plan")
    return row


def _apart(reading: Reading, waves: Collection[StudyWave], given: WaveText) -> None:
    """See that a wave lies beside the others: on a day of two of them nobody could say which one is answered."""
    if given.opens and given.closes and any(one.opens <= given.closes and given.opens <= one.closes for one in waves):
        reading.faults.setdefault("opens", "waves-overlap")


def _set_end(row: Study) -> None:
    last = row.waves.aggregate(last=Max("closes"))["last"]
    row.ends = None if last is None else last + timedelta(days=KEPT)
    row.save(update_fields=["ends"])
