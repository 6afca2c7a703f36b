"""A dialogue: created from a design, and completed until its first round may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from sulh.access import Principal, Refused
from sulh.designs import design
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.kinds import design_of
from sulh.store.models import AgreedText, Dialogue, DialogueSide, HarmCheck, LogRecord, Round, StatementText
from sulh.store.reads import dialogues as reads
from sulh.store.reads.processes import log_page
from sulh.store.sealing import sealer
from sulh.store.texts import seen
from sulh.store.writes import agreed_texts, dialogues, harm, rounds
from sulh.store.writes.dialogues import NewDialogue
from sulh.store.writes.harm import HarmAnswer
from tests.cast import LANGUAGES, Cast
from tests.store.test_processes import NOT_FACILITATORS, acts

TITLES = {"ar": "ورشة", "en": "Workshop in spring", "fr": "Atelier"}
QUESTION = {"ar": "ماذا بعد؟", "en": "What next?", "fr": "Et ensuite ?"}


def new(cast: Cast, **more: Any) -> NewDialogue:
    """Return what a form says of a workshop of both sides, twelve each."""
    invited = {str(side.id): 12 for side in cast.sides.values()}
    plain = NewDialogue("workshop", TITLES, QUESTION, LANGUAGES, invited)
    return replace(plain, **more)


def answers(kind: str = "workshop", **no: str) -> dict[str, HarmAnswer]:
    """Return "yes" to every question of a harm check but those named, each with its note."""
    keys = [question.key for question in design_of(kind).harm_check]
    return {key: HarmAnswer(yes=key not in no, note=no.get(key, "")) for key in keys}


def test_a_workshop_begins_with_all_that_its_design_brings(cast: Cast) -> None:
    """Rules, consent of the profile and first statements are there in every language, in the first phase."""
    made = dialogues.create(cast.principal("facilitator"), cast.initiative.id, new(cast))

    row = Dialogue.objects.get(pk=made)
    opened = sealer(row.process_id)
    consent = opened.get(row.agreed_texts.get(kind="consent"), "paragraphs")
    assert ("room", 0, 0.6, 5) == (row.population, row.phase, row.level, row.k)
    assert [text["fr"] for text in design("workshop").consent["standard"]] == consent["fr"]
    prompts = [prompt for prompt in design("workshop").prompts if prompt.form == "statement"]
    texts = StatementText.objects.filter(statement__dialogue=row, language="ar").order_by("statement__number")
    assert [prompt.text["ar"] for prompt in prompts] == [opened.text(text, "text") for text in texts]
    assert {"experience", "need"} == {statement.asks for statement in row.statements.all()}
    assert ["dialogue-created"] == acts(cast.process.id)


def test_a_process_of_high_risk_begins_with_its_own_consent_and_threshold(cast: Cast) -> None:
    """The profile decides what people are asked to accept, and from how many answers on anything leaves."""
    cast.process.profile = "high"
    cast.process.save()

    row = Dialogue.objects.get(pk=dialogues.create(cast.principal("facilitator"), cast.initiative.id, new(cast)))

    consent = sealer(row.process_id).get(row.agreed_texts.get(kind="consent"), "paragraphs")
    assert 8 == row.k
    assert [text["en"] for text in design("workshop").consent["high"]] == consent["en"]


def test_a_consultation_counts_nobody_beforehand(cast: Cast) -> None:
    """An open consultation has no phase and no number invited."""
    made = dialogues.create(cast.principal("facilitator"), cast.initiative.id, new(cast, kind="consultation"))

    row = Dialogue.objects.get(pk=made)
    assert ("consultation", None) == (row.population, row.phase)
    assert [None, None] == [taking.invited for taking in row.sides.all()]


def test_a_form_that_comes_twice_makes_one_dialogue(cast: Cast) -> None:
    """Pressing twice creates one dialogue with one set of texts and statements."""
    principal, made = cast.principal("facilitator"), uuid4()
    for _ in range(2):
        assert made == dialogues.create(principal, cast.initiative.id, new(cast, new_id=made))
    assert 2 == AgreedText.objects.filter(dialogue=made).count()
    assert ["dialogue-created"] == acts(cast.process.id)


def test_a_dialogue_keeps_nothing_in_clear(cast: Cast) -> None:
    """Titles, texts and first statements are found in no column."""
    made = dialogues.create(cast.principal("facilitator"), cast.initiative.id, new(cast))

    tables = (
        Dialogue.objects.filter(pk=made),
        AgreedText.objects.filter(dialogue=made),
        StatementText.objects.filter(statement__dialogue=made),
    )
    raw = b"|".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for table in tables
        for row in table.values_list()
        for value in row
    )
    assert not any(word.encode() in raw for word in ("Workshop in spring", "What next", "فردا", "Nobody", "fear"))


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"kind": "referendum"}, "kind", "no-choice"),
        ({"languages": ()}, "languages", "no-choice"),
        ({"languages": ("en", "xx")}, "languages", "no-choice"),
        ({"titles": {"en": "Only English", "fr": "et français"}}, "titles_ar", "empty"),
        ({"question": QUESTION | {"en": "q" * 241}}, "question_en", "too-long"),
        ({"titles": TITLES | {"fr": "a\x00b"}}, "titles_fr", "control"),
        ({"titles": TITLES | {"fr": "a\U000e0041b"}}, "titles_fr", "control"),
        ({"titles": TITLES | {"fr": "a\u202eb"}}, "titles_fr", "direction"),
        ({"invited": {}}, "sides", "two-sides"),
        ({"kind": "caucus"}, "sides", "one-side"),
    ],
)
def test_a_dialogue_is_refused_by_field(cast: Cast, more: dict[str, Any], field: str, code: str) -> None:
    """What cannot be created is told where it stands, looking and creating alike, and nothing is kept."""
    principal = cast.principal("facilitator")
    for verb in (dialogues.check, dialogues.create):
        with pytest.raises(Invalid) as refusal:
            verb(principal, cast.initiative.id, new(cast, **more))
        assert code == refusal.value.faults[field]
    assert 1 == Dialogue.objects.filter(process=cast.process).count()


@pytest.mark.parametrize("number", [0, -1, 10_001, None, True])
def test_a_room_needs_a_number_of_people(cast: Cast, number: object) -> None:
    """A side that is invited to a room is invited with a number that can be."""
    hill, river = (str(side.id) for side in cast.sides.values())
    with pytest.raises(Invalid) as refusal:
        dialogues.check(cast.principal("facilitator"), cast.initiative.id, new(cast, invited={hill: number, river: 5}))
    assert {f"invited_{hill}": "number"} == refusal.value.faults


def test_a_side_of_another_process_is_none(both: Cast) -> None:
    """An id put into the form from elsewhere is refused, and whose it is not told."""
    assert both.other is not None
    foreign = {str(both.other.sides["hill"].id): 5, str(both.sides["hill"].id): 5}
    for invited in (foreign, {str(uuid4()): 5, str(both.sides["hill"].id): 5}):
        with pytest.raises(Invalid) as refusal:
            dialogues.create(both.principal("facilitator"), both.initiative.id, new(both, invited=invited))
        assert {"sides": "no-choice"} == refusal.value.faults
        with pytest.raises(Invalid):
            dialogues.invite(both.principal("facilitator"), both.dialogue.id, invited)


def test_a_side_needs_a_name_in_every_language_of_the_dialogue(cast: Cast) -> None:
    """Nobody is asked on behalf of a side whose name they cannot read."""
    hill = cast.sides["hill"]
    cast.sealer.put(hill, names={"en": "Hill"})
    hill.save()

    with pytest.raises(Invalid) as refusal:
        dialogues.check(cast.principal("facilitator"), cast.initiative.id, new(cast))
    assert {"sides": "side-without-name"} == refusal.value.faults


def test_sides_change_until_the_first_round_opens(cast: Cast) -> None:
    """Numbers invited are free while every round is a draft, and frozen from the first opening on."""
    principal = cast.principal("facilitator")
    hill, river = (str(side.id) for side in cast.sides.values())
    drafted = cast.round(state="draft")

    dialogues.invite(principal, cast.dialogue.id, {hill: 9, river: 8})
    assert {9, 8} == set(DialogueSide.objects.values_list("invited", flat=True))

    drafted.state = "closed"
    drafted.save()
    with pytest.raises(Conflict, match="sides-are-frozen"):
        dialogues.invite(principal, cast.dialogue.id, {hill: 20, river: 8})


def test_a_side_whose_people_have_entry_numbers_stays(cast: Cast) -> None:
    """Nobody who holds an entry number is left without a side."""
    principal = cast.principal("facilitator")
    shore = cast.dialogue.process.sides.create(mark=5)
    cast.sealer.put(shore, names=dict.fromkeys(LANGUAGES, "Shore"))
    shore.save()

    with pytest.raises(Conflict, match="side-has-seats"):
        dialogues.invite(principal, cast.dialogue.id, {str(shore.id): 5, str(cast.sides["hill"].id): 5})


def test_who_is_asked_is_written_part_by_part_and_language_by_language(cast: Cast) -> None:
    """A language may follow later; what is written is there in what the page reads."""
    principal = cast.principal("facilitator")
    stamp = seen(cast.dialogue, "missing")

    dialogues.say_who(principal, cast.dialogue.id, "missing", {"fr": "Les bergers", "en": ""}, stamp=stamp)

    assert {"fr": "Les bergers"} == reads.dialogue_page(principal, cast.dialogue.id, "en").who["missing"]
    with pytest.raises(Conflict, match="changed-meanwhile"):
        dialogues.say_who(cast.principal("cofacilitator"), cast.dialogue.id, "missing", {"en": "x"}, stamp=stamp)
    with pytest.raises(Invalid):
        dialogues.say_who(principal, cast.dialogue.id, "titles", {"en": "x"}, stamp=seen(cast.dialogue, "titles"))


def test_nothing_written_of_who_is_asked_is_no_act(cast: Cast) -> None:
    """An empty text is refused, the same text once more changes nothing; neither enters the log, a change does."""
    principal = cast.principal("facilitator")
    logged = LogRecord.objects.filter(process_id=cast.process.id)
    before = logged.count()

    for texts in ({}, {"en": "", "fr": " "}):
        with pytest.raises(Invalid, match="one-language"):
            dialogues.say_who(principal, cast.dialogue.id, "asked", texts, stamp=seen(cast.dialogue, "asked"))
    same = cast.sealer.texts(cast.dialogue, "asked")
    unchanged = dialogues.say_who(principal, cast.dialogue.id, "asked", same, stamp=seen(cast.dialogue, "asked"))
    kept = logged.count()
    other = same | {"en": "Others"}

    assert (False, before) == (unchanged, kept)
    assert dialogues.say_who(principal, cast.dialogue.id, "asked", other, stamp=seen(cast.dialogue, "asked"))
    assert before + 1 == logged.count()


def test_a_harm_check_is_sealed_and_decides_its_phase(cast: Cast) -> None:
    """Answers are found in no column and in no record; decision, phase and number are in the log."""
    principal = cast.principal("facilitator")

    number = harm.record(
        principal,
        cast.dialogue.id,
        answers(power="The river side owns the mill"),
        go=True,
        phase=1,
        number_seen=1,
    )

    row = HarmCheck.objects.get(dialogue=cast.dialogue, number=number)
    assert b"mill" not in bytes(row.answers)
    shown = reads.dialogue_page(principal, cast.dialogue.id, "en").check
    assert shown is not None
    assert (2, True, (False, "The river side owns the mill")) == (shown.number, shown.go, shown.answers["power"])
    (line,) = reads_log(cast)
    assert ("harm-check", {"decision": "go", "dialogue": str(cast.dialogue.id), "number": 2, "phase": 1}) == line


def reads_log(cast: Cast) -> list[tuple[str, dict[str, Any]]]:
    """Return act and references of every record."""
    page = log_page(cast.principal("facilitator"), cast.process.id)
    return [(line.act, dict(line.refs)) for line in page.lines]


def test_a_no_that_stops_forces_no_go(cast: Cast) -> None:
    """With "no" to a question that stops, go is refused and no-go is kept; then the first round may not open."""
    principal = cast.principal("facilitator")
    given = answers(venue="")
    with pytest.raises(Invalid) as refusal:
        harm.record(principal, cast.dialogue.id, given, go=True, phase=1, number_seen=1)
    assert {"go": "stopped"} == refusal.value.faults

    harm.record(principal, cast.dialogue.id, given, go=False, phase=1, number_seen=1)
    assert "harm-check" in reads.dialogue_page(principal, cast.dialogue.id, "en").gaps


def test_a_no_go_pauses_what_is_open_until_a_check_says_go(cast: Cast) -> None:
    """One person's no-go stops answering at once in the present phase, and nobody goes on without a new go."""
    principal, record = cast.principal("facilitator"), harm.record
    round_, other = cast.round(), cast.round(side="hill", state="paused")
    record(principal, cast.dialogue.id, answers(), go=False, phase=2, number_seen=1)
    states = [Round.objects.get(pk=round_.pk).state]
    record(cast.principal("cofacilitator"), cast.dialogue.id, answers(), go=False, phase=1, number_seen=2)
    states.append(Round.objects.get(pk=round_.pk).state)
    with pytest.raises(Incomplete, match="harm-check"):
        rounds.resume(principal, round_.id)
    rounds.close(principal, other.id)
    record(principal, cast.dialogue.id, answers(), go=True, phase=1, number_seen=3)
    rounds.resume(principal, round_.id)
    states.append(Round.objects.get(pk=round_.pk).state)

    assert ["open", "paused", "open"] == states
    went = ["harm-check", "harm-check", "round-paused", "round-closed", "harm-check", "round-resumed"]
    assert went == acts(cast.process.id)


def test_every_question_of_a_harm_check_is_answered(cast: Cast) -> None:
    """A question left open is told, and a phase that the kind has not is refused."""
    principal = cast.principal("facilitator")
    given = answers()
    del given["leak"]
    with pytest.raises(Invalid) as refusal:
        harm.record(principal, cast.dialogue.id, given, go=True, phase=7, number_seen=1)
    assert {"answer_leak": "yes-or-no", "phase": "no-choice"} == refusal.value.faults


def test_of_two_harm_checks_at_once_the_second_is_told(cast: Cast) -> None:
    """Whoever decides knows what has been decided before."""
    harm.record(cast.principal("facilitator"), cast.dialogue.id, answers(), go=False, phase=1, number_seen=1)
    with pytest.raises(Conflict, match="changed-meanwhile"):
        harm.record(cast.principal("cofacilitator"), cast.dialogue.id, answers(), go=True, phase=1, number_seen=1)


def test_going_on_needs_a_new_go_and_going_back_needs_none(cast: Cast) -> None:
    """The next phase opens with a harm check of its own; an earlier one is always open."""
    principal = cast.principal("facilitator")
    with pytest.raises(Incomplete) as refusal:
        dialogues.move(principal, cast.dialogue.id, phase=2, phase_seen=1)
    assert ("harm-check:2",) == refusal.value.missing

    harm.record(principal, cast.dialogue.id, answers(), go=True, phase=2, number_seen=1)
    dialogues.move(principal, cast.dialogue.id, phase=2, phase_seen=1)
    dialogues.move(principal, cast.dialogue.id, phase=0, phase_seen=2)
    assert 0 == Dialogue.objects.get(pk=cast.dialogue.id).phase
    assert ["harm-check", "phase-changed", "phase-changed"] == acts(cast.process.id)


@pytest.mark.parametrize(("phase", "seen_phase"), [(3, 1), (1, 1), (5, 4), (-1, 1)])
def test_no_phase_is_skipped(cast: Cast, phase: int, seen_phase: int) -> None:
    """A phase is followed by the next, not by a later one, and not by one that the kind has not."""
    with pytest.raises(Conflict, match="no-such-phase"):
        dialogues.move(cast.principal("facilitator"), cast.dialogue.id, phase=phase, phase_seen=seen_phase)


def test_of_two_who_move_at_once_the_second_is_told(cast: Cast) -> None:
    """A dialogue is moved by one step, not by two people's."""
    dialogues.move(cast.principal("facilitator"), cast.dialogue.id, phase=0, phase_seen=1)
    with pytest.raises(Conflict, match="changed-meanwhile"):
        dialogues.move(cast.principal("cofacilitator"), cast.dialogue.id, phase=0, phase_seen=1)


def test_a_changed_text_is_a_new_version_and_an_unchanged_one_is_none(cast: Cast) -> None:
    """What people accepted stays as it was; nobody is asked again for nothing."""
    principal = cast.principal("facilitator")
    given = {tag: f"rules {tag} one\r\n\r\nrules {tag} two" for tag in LANGUAGES}

    assert 1 == agreed_texts.change(principal, cast.dialogue.id, "rules", given, version_seen=1)
    assert 2 == agreed_texts.change(principal, cast.dialogue.id, "rules", given | {"en": "New"}, version_seen=1)

    shown = reads.text(principal, cast.dialogue.id, "rules")
    assert (2, ("New",)) == (shown.version, shown.paragraphs["en"])
    first = AgreedText.objects.get(dialogue=cast.dialogue, kind="rules", version=1)
    assert ["rules en one", "rules en two"] == cast.sealer.get(first, "paragraphs")["en"]
    with pytest.raises(Conflict, match="changed-meanwhile"):
        agreed_texts.change(principal, cast.dialogue.id, "rules", given, version_seen=1)


def test_a_text_is_there_in_every_language_or_not_at_all(cast: Cast) -> None:
    """A version that somebody could not read is refused."""
    with pytest.raises(Invalid) as refusal:
        agreed_texts.change(
            cast.principal("facilitator"), cast.dialogue.id, "consent", {"en": "Read this"}, version_seen=1
        )
    assert {"text_ar": "empty", "text_fr": "empty"} == refusal.value.faults


def test_a_place_left_open_in_a_text_is_told(cast: Cast) -> None:
    """The consent of a consultation says where results may go only once the facilitators have written it."""
    principal = cast.principal("facilitator")
    made = dialogues.create(principal, cast.initiative.id, new(cast, kind="consultation"))

    assert {"en", "fr", "ar"} == set(reads.text(principal, made, "consent").open)
    assert () == reads.text(principal, made, "rules").open
    assert "open-place:fr" in reads.dialogue_page(principal, made, "en").gaps

    given = dict.fromkeys(LANGUAGES, "Results go to the mayors of both towns.")
    agreed_texts.change(principal, made, "consent", given, version_seen=1)
    assert not any("open-place" in gap for gap in reads.dialogue_page(principal, made, "en").gaps)


def _verbs(cast: Cast) -> dict[str, Callable[[Principal], object]]:
    row = cast.dialogue
    return {
        "check": lambda who: dialogues.check(who, cast.initiative.id, new(cast)),
        "create": lambda who: dialogues.create(who, cast.initiative.id, new(cast)),
        "rename": lambda who: dialogues.rename(who, row.id, TITLES, QUESTION, stamp=seen(row, "titles", "question")),
        "say_who": lambda who: dialogues.say_who(who, row.id, "asked", {"en": "All"}, stamp=seen(row, "asked")),
        "invite": lambda who: dialogues.invite(who, row.id, {str(side.id): 7 for side in cast.sides.values()}),
        "move": lambda who: dialogues.move(who, row.id, phase=0, phase_seen=1),
        "harm": lambda who: harm.record(who, row.id, answers(), go=True, phase=1, number_seen=1),
        "text": lambda who: agreed_texts.change(who, row.id, "rules", dict.fromkeys(LANGUAGES, "New"), version_seen=1),
        "page": lambda who: reads.dialogue_page(who, row.id, "en"),
        "text page": lambda who: reads.text(who, row.id, "rules"),
        "harm page": lambda who: reads.harm_page(who, row.id),
        "new page": lambda who: reads.new_page(who, cast.initiative.id, "en"),
    }


@pytest.mark.parametrize(
    "verb",
    [
        "check",
        "create",
        "rename",
        "say_who",
        "invite",
        "move",
        "harm",
        "text",
        "page",
        "text page",
        "harm page",
        "new page",
    ],
)
def test_whoever_runs_the_process_may_and_nobody_else(both: Cast, verb: str) -> None:
    """Everybody but the facilitators of this very process finds nothing; a facilitator finds it and may."""
    assert both.other is not None
    others = [both.principal(who) for who in NOT_FACILITATORS]
    for who in (*others, both.other.principal("facilitator"), both.other.principal("hill")):
        with pytest.raises(Refused):
            _verbs(both)[verb](who)
    assert [] == acts(both.process.id)

    _verbs(both)[verb](both.principal("facilitator"))
