"""Notes by nobody in particular, and what is drawn from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from sulh.access import Refused
from sulh.errors import VaultError
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Note, Statement
from sulh.store.reads.meetings import session_page
from sulh.store.reads.statements import sheet, shelf
from sulh.store.texts import seen
from sulh.store.writes import moderation, notes
from tests.cast import Cast
from tests.store.held import OUTSIDERS, SAID, called, fixed, held, logged, noted


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch)


def _verbs(cast: Cast, who: str, note: Note) -> dict[str, Callable[[], object]]:
    person, stamp = cast.principal(who), seen(note, "text")
    return {
        "add": partial(notes.add, person, note.session_id, "Another note"),
        "change": partial(notes.change, person, note.id, "Another note", stamp=stamp),
        "remove": partial(notes.remove, person, note.id, stamp=stamp),
        "draw": partial(notes.draw, person, note.id, "need", SAID, language="en"),
    }


@pytest.mark.parametrize("verb", ["add", "change", "remove", "draw"])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_write_notes(cast: Cast, verb: str, who: str) -> None:
    """Nobody else adds, changes, removes a note or draws a statement from one."""
    note = noted(cast, held(cast))
    with pytest.raises(Refused):
        _verbs(cast, who, note)[verb]()
    assert (1, SAID, 3) == (Note.objects.count(), cast.sealer.text(note, "text"), Statement.objects.count())


@pytest.mark.parametrize("verb", ["add", "change", "remove", "draw"])
def test_facilitators_of_elsewhere_find_no_note_here(both: Cast, verb: str) -> None:
    """A facilitator of another process does nothing here; one of this process does."""
    assert both.other is not None
    note = noted(both, held(both))
    other = both.other
    other.dialogue, own = both.dialogue, both
    with pytest.raises(Refused):
        _verbs(other, "facilitator", note)[verb]()
    _verbs(own, "cofacilitator", note)[verb]()


def test_a_note_lies_sealed_and_is_read_by_the_facilitators(cast: Cast) -> None:
    """What was said is not in the database in clear; the page has it in its order and without a writer."""
    session = held(cast)
    noted(cast, session)
    noted(cast, session, "سمعنا الجرس\nليلا")
    rows = Note.objects.order_by("number")

    assert not any(b"mill" in bytes(row.text) for row in rows)
    shown = session_page(cast.principal("cofacilitator"), session.id, "en").notes
    assert [(1, SAID), (2, "سمعنا الجرس\nليلا")] == [(one.number, one.text) for one in shown]
    assert {"id", "session", "number", "text", "statements"} == {one.name for one in Note._meta.get_fields()}


def test_a_note_moved_to_another_row_does_not_open(cast: Cast) -> None:
    """A sealed note is bound to its row: copied to another one it cannot be read."""
    session = held(cast)
    first, second = noted(cast, session), noted(cast, session, "Another")
    Note.objects.filter(pk=second.pk).update(text=bytes(first.text))
    with pytest.raises(VaultError):
        session_page(cast.principal("facilitator"), session.id, "en")


@pytest.mark.parametrize(
    "text",
    [
        "As Amina said, the well is dry",
        "AMINA’s brother came",
        "amina",
        "Âmina spoke",
        "A\u200bmina spoke",
        "كما قالت لأمينة",
        "وأمينه تكلمت",
        "The one with slip s1 agreed",
        "slip S\u0661",
    ],
)
def test_a_note_that_names_a_participant_is_refused(cast: Cast, text: str) -> None:
    """What stands on a slip is found in a note however it is written, and the note is not kept."""
    session = held(cast)
    called(cast, "hill-reader", "Amina")
    called(cast, "river-reader", "أمينة")
    with pytest.raises(Invalid) as refusal:
        notes.add(cast.principal("facilitator"), session.id, text)

    assert {"text": "names-somebody"} == refusal.value.faults
    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["The Aminata bridge", "Aminable", "S12 is a road", "الامينات", "A s 1"])
def test_words_that_only_look_like_a_label_are_kept(cast: Cast, text: str) -> None:
    """A longer word that holds a label names nobody."""
    called(cast, "hill", "Amina")
    called(cast, "river", "أمينة")

    assert text == cast.sealer.text(noted(cast, held(cast), text), "text")


def test_labels_of_other_dialogues_are_no_names_here(both: Cast) -> None:
    """What stands on a slip elsewhere may be said here."""
    assert both.other is not None
    called(both.other, "hill", "Amina")

    assert noted(both, held(both), "Amina is a name of wells here")


def test_a_label_of_several_words_is_found_as_a_whole(cast: Cast) -> None:
    """Two words of a label name somebody together, and neither alone; one of a single letter names nobody."""
    session = held(cast)
    called(cast, "hill", "Blue Door")
    called(cast, "river", "a")
    assert noted(cast, session, "A blue house without a door")
    with pytest.raises(Invalid):
        noted(cast, session, "It was the blue  door who asked")


def test_a_name_written_in_place_of_a_note_is_refused_too(cast: Cast) -> None:
    """A note cannot be changed into one that names somebody, nor a statement drawn that does."""
    note = noted(cast, held(cast))
    called(cast, "hill", "Amina")
    person = cast.principal("facilitator")
    with pytest.raises(Invalid):
        notes.change(person, note.id, "Amina wept", stamp=seen(note, "text"))
    with pytest.raises(Invalid) as refusal:
        notes.draw(person, note.id, "need", "Amina needs water", language="en")

    assert {"text": "names-somebody"} == refusal.value.faults
    assert (SAID, 3) == (cast.sealer.text(Note.objects.get(), "text"), Statement.objects.count())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("x" * 1_001, "too-long"),
        ("a\x00b", "control"),
        ("a\ud800b", "control"),
        ("\u202eabc", "direction"),
        ("a\u2066b", "direction"),
    ],
)
def test_a_note_that_cannot_be_kept_is_told(cast: Cast, text: str, code: str) -> None:
    """Nothing, too much, and signs that no page can show are told, and nothing is cut."""
    session = held(cast)
    with pytest.raises(Invalid) as refusal:
        notes.add(cast.principal("facilitator"), session.id, text)

    assert {"text": code} == refusal.value.faults
    assert noted(cast, session, "x" * 1_000)


def test_the_same_note_sent_twice_is_kept_once(cast: Cast) -> None:
    """Pressing twice leaves one note; the same words later, after another note, are a note of their own."""
    session = held(cast)
    assert noted(cast, session) == noted(cast, session)
    noted(cast, session, "Another")
    noted(cast, session)

    assert 3 == Note.objects.count()


def test_of_two_who_change_a_note_the_second_is_told(cast: Cast) -> None:
    """Whoever changes or removes a note as it was before is told, and the newer words stay."""
    note = noted(cast, held(cast))
    stamp = seen(note, "text")
    notes.change(cast.principal("facilitator"), note.id, "Newer words", stamp=stamp)
    with pytest.raises(Conflict):
        notes.change(cast.principal("cofacilitator"), note.id, "Older words", stamp=stamp)
    with pytest.raises(Conflict):
        notes.remove(cast.principal("cofacilitator"), note.id, stamp=stamp)

    assert "Newer words" == cast.sealer.text(Note.objects.get(), "text")


def test_a_drawn_statement_waits_in_the_queue_with_its_note(cast: Cast) -> None:
    """It is of nobody, says from where it is, waits for its decision, and can be accepted like every other."""
    note, person = noted(cast, held(cast)), cast.principal("facilitator")
    drawn = notes.draw(person, note.id, "position", "The mill is ours", language="en", side_id=cast.sides["hill"].id)
    row = Statement.objects.get(pk=drawn)

    assert (4, "note", note, None, "proposed") == (row.number, row.source, row.note, row.author, row.state)
    assert ["The mill is ours"] == [line.text for line in shelf(person, cast.dialogue.id, "en").waiting]
    assert ("statement-drawn", {"statement": 4}) == logged()[-1]
    assert {4: str(drawn)} == session_page(person, note.session_id, "en").notes[0].drawn
    moderation.accept(person, drawn, seen=0)
    assert "accepted" == sheet(person, drawn, "en").line.state


def test_a_note_stays_once_a_statement_was_drawn(cast: Cast) -> None:
    """From then on it neither changes nor goes, even when the statement was rejected; that one is not shown."""
    note, person = noted(cast, held(cast)), cast.principal("facilitator")
    drawn = notes.draw(person, note.id, "need", SAID, language="en")
    moderation.reject(person, drawn, "Too much in one sentence", seen=0)
    for verb in ("change", "remove"):
        with pytest.raises(Conflict) as refusal:
            _verbs(cast, "cofacilitator", note)[verb]()
        assert "note-was-drawn-from" == refusal.value.code
    shown = session_page(person, note.session_id, "en").notes[0]

    assert ({}, True) == (shown.drawn, shown.kept)


def test_constraints_are_locked_before_their_phase(cast: Cast) -> None:
    """In a workshop no constraint is drawn before phase three; from then on it is."""
    note, person = noted(cast, held(cast)), cast.principal("facilitator")
    draw = partial(notes.draw, person, note.id, "constraint", "The elders would not agree", language="en")
    with pytest.raises(Conflict) as refusal:
        draw()
    assert ("phase-locked", 3) == (refusal.value.code, Statement.objects.count())

    cast.dialogue.phase = 3
    cast.dialogue.save()
    assert draw()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"asks": "rumour"}, {"asks": "no-choice"}),
        ({"language": "de"}, {"language": "no-choice"}),
        ({"text": "x" * 241}, {"text": "too-long"}),
        ({"text": ""}, {"text": "empty"}),
    ],
)
def test_a_statement_that_cannot_be_kept_is_told(cast: Cast, change: dict[str, str], fault: dict[str, str]) -> None:
    """Kind, language and text of a drawn statement are looked at like those of every other."""
    note = noted(cast, held(cast))
    given = {"asks": "need", "text": SAID, "language": "en"} | change
    with pytest.raises(Invalid) as refusal:
        notes.draw(cast.principal("facilitator"), note.id, given["asks"], given["text"], language=given["language"])

    assert fault == refusal.value.faults
    assert 3 == Statement.objects.count()


def test_a_side_of_elsewhere_hears_nothing_of_a_note(both: Cast) -> None:
    """A statement is drawn for all sides or for one that takes part."""
    assert both.other is not None
    note, foreign = noted(both, held(both)), both.other.sides["hill"].id
    with pytest.raises(Invalid) as refusal:
        notes.draw(both.principal("facilitator"), note.id, "need", SAID, language="en", side_id=foreign)

    assert {"side": "no-choice"} == refusal.value.faults


def test_the_same_statement_sent_twice_is_drawn_once(cast: Cast) -> None:
    """Pressing twice leaves one statement in the queue."""
    note, person = noted(cast, held(cast)), cast.principal("facilitator")
    drawn = {notes.draw(person, note.id, "need", SAID, language="en") for _ in range(2)}

    assert (1, 4) == (len(drawn), Statement.objects.count())
