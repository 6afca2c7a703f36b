from __future__ import annotations

from dataclasses import asdict

import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Statement, StatementText
from sulh.store.reads.readiness import ready_statements
from sulh.store.reads.translations import tasks, work
from sulh.store.writes import moderation
from sulh.store.writes.translations import translate
from tests.cast import Cast
from tests.store.moderated import SAID, acts, propose, texts, write

FRENCH, BACK = "Nous avons attendu quatre nuits", "We waited for four nights"
STRANGERS = ["administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]


def _accepted(cast: Cast, *, side: str | None = None) -> Statement:
    statement = propose(cast, side=side)
    Statement.objects.filter(pk=statement.pk).update(state="accepted")
    return statement


def _french(cast: Cast, who: str, statement: Statement, text: str = FRENCH, stamp: str = "") -> None:
    translate(cast.principal(who), statement.id, "fr", text, back=BACK, back_language="en", stamp=stamp)


@pytest.mark.parametrize("who", ["translator", "facilitator"])
def test_a_translation_keeps_who_wrote_it_and_the_way_back(cast: Cast, who: str) -> None:
    """A translation stands with the translation back and with the account that wrote it."""
    statement = _accepted(cast)
    _french(cast, who, statement)

    row = StatementText.objects.get(statement=statement, language="fr")
    assert (FRENCH, {"en": BACK}) == (cast.sealer.text(row, "text"), cast.sealer.texts(row, "back"))
    assert (cast.staff[who].id, ["translated"]) == (row.by_id, acts(statement))


def test_nothing_circulates_before_it_is_there_in_every_language(cast: Cast) -> None:
    """The last language opens the way; one fewer does not."""
    statement = _accepted(cast)
    _french(cast, "translator", statement)
    assert statement not in ready_statements(cast.dialogue, None)

    translate(cast.principal("translator"), statement.id, "ar", "انتظرنا", back=BACK, back_language="en")
    assert statement in ready_statements(cast.dialogue, None)


@pytest.mark.parametrize(
    ("language", "text", "back", "back_language", "fault"),
    [
        ("fr", "", BACK, "en", "text"),
        ("fr", FRENCH, "", "en", "back"),
        ("fr", FRENCH, BACK, "fr", "back_language"),
        ("fr", FRENCH, BACK, "de", "back_language"),
        ("fr", "x" * 241, BACK, "en", "text"),
        ("fr", FRENCH, "x\x00", "en", "back"),
        ("de", FRENCH, BACK, "en", "language"),
    ],
)
def test_a_translation_without_its_way_back_is_not_kept(
    cast: Cast, language: str, text: str, back: str, back_language: str, fault: str
) -> None:
    """Text and translation back are both needed, the latter in another language of the dialogue."""
    statement = _accepted(cast)
    with pytest.raises(Invalid) as refusal:
        translate(cast.principal("translator"), statement.id, language, text, back=back, back_language=back_language)
    assert [fault] == list(refusal.value.faults)
    assert {"en": SAID} == texts(cast, statement)


def test_of_two_translators_one_is_told(cast: Cast) -> None:
    """Who writes into a language that has been written meanwhile, or from an old page, is told so."""
    statement = _accepted(cast)
    _french(cast, "translator", statement)
    with pytest.raises(Conflict):
        _french(cast, "facilitator", statement, "Autrement dit")
    stamp = work(cast.principal("facilitator"), statement.id, "fr").stamp
    _french(cast, "facilitator", statement, "Autrement dit", stamp)
    with pytest.raises(Conflict):
        _french(cast, "facilitator", statement, "Encore autrement", stamp)
    assert "Autrement dit" == texts(cast, statement)["fr"]


def test_a_translation_may_change_until_it_is_put(cast: Cast) -> None:
    """Answers belong to the text that was answered, in every language."""
    statement = _accepted(cast)
    _french(cast, "translator", statement)
    stamp = work(cast.principal("translator"), statement.id, "fr").stamp
    cast.statements.append(statement)
    cast.round()
    with pytest.raises(Conflict) as refusal:
        _french(cast, "translator", statement, "Autrement dit", stamp)
    assert "statement-was-put" == refusal.value.code
    with pytest.raises(Conflict):
        work(cast.principal("translator"), statement.id, "fr")


def test_a_translator_changes_only_their_own(cast: Cast) -> None:
    """What somebody else wrote, and what was there first, answer alike: there is nothing to change."""
    statement = _accepted(cast)
    _french(cast, "facilitator", statement)
    translator = cast.principal("translator")
    for language, back in (("en", "fr"), ("fr", "en")):
        with pytest.raises(Refused):
            work(translator, statement.id, language)
        with pytest.raises(Refused):
            translate(translator, statement.id, language, "Other", back=BACK, back_language=back, stamp="0" * 16)
    assert {"en": SAID, "fr": FRENCH} == texts(cast, statement)


def test_what_was_there_first_is_no_translation(cast: Cast) -> None:
    """Not even a facilitator changes the first text by translating: that is rewording, with a reason."""
    statement = _accepted(cast)
    with pytest.raises(Refused):
        work(cast.principal("facilitator"), statement.id, "en")


def test_a_translator_sees_texts_and_nothing_about_them(cast: Cast) -> None:
    """Neither author, side, source, day, nor which language came first is in what a translator is given."""
    statement = _accepted(cast, side="hill")
    write(cast, statement, "ar", "انتظرنا")
    (task,) = tasks(cast.principal("translator"), cast.dialogue.id)

    assert {"ar": "انتظرنا", "en": SAID} == task.given
    assert {"id", "number", "given", "missing", "changeable"} == set(asdict(task))
    assert (("fr",), ()) == (task.missing, task.changeable)
    shown = work(cast.principal("translator"), statement.id, "fr")
    assert ["ar", "en"] == list(shown.given)


@pytest.mark.parametrize("state", ["proposed", "rejected", "merged", "withdrawn"])
def test_only_accepted_statements_are_translated(cast: Cast, state: str) -> None:
    """What is not accepted is not on the translators' list, and not written by them."""
    statement = propose(cast)
    Statement.objects.filter(pk=statement.pk).update(state=state)
    translator = cast.principal("translator")
    assert [] == tasks(translator, cast.dialogue.id)
    with pytest.raises(Refused):
        work(translator, statement.id, "fr")
    with pytest.raises(Conflict):
        _french(cast, "translator", statement)


def test_a_rewording_asks_for_new_translations(cast: Cast) -> None:
    """A translation of the old wording goes with it."""
    statement = _accepted(cast)
    _french(cast, "translator", statement)
    moderation.reword(cast.principal("facilitator"), statement.id, "en", "Neutral words", reason="Style", seen=0)

    (task,) = tasks(cast.principal("translator"), cast.dialogue.id)
    assert ({"en": "Neutral words"}, ("ar", "fr")) == (task.given, task.missing)


@pytest.mark.parametrize("who", STRANGERS)
def test_others_neither_see_nor_write_translations(cast: Cast, who: str) -> None:
    """Translating is for translators and facilitators."""
    statement = _accepted(cast)
    with pytest.raises(Refused):
        tasks(cast.principal(who), cast.dialogue.id)
    with pytest.raises(Refused):
        work(cast.principal(who), statement.id, "fr")
    with pytest.raises(Refused):
        _french(cast, who, statement)


def test_a_translator_of_elsewhere_finds_nothing_here(both: Cast) -> None:
    """A translator of another process sees and writes nothing of this one."""
    assert both.other is not None
    statement, stranger = _accepted(both), both.other.principal("translator")
    with pytest.raises(Refused):
        tasks(stranger, both.dialogue.id)
    with pytest.raises(Refused):
        translate(stranger, statement.id, "fr", FRENCH, back=BACK, back_language="en")
