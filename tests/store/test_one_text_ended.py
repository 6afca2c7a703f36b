"""What becomes of a text when the last question was answered."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps

from sulh.access import Role
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, OneText, Seat
from sulh.store.reads.composing import shelf
from sulh.store.reads.one_text import text, text_of
from sulh.store.reads.put_text import put_text
from sulh.store.writes import leaving, one_text
from tests.cast import Cast, accept
from tests.store.drafted import TITLES, WELL, Drafted, put
from tests.store.test_one_text import changes


def test_a_text_that_ended_is_followed_by_another(cast: Cast) -> None:
    """Nothing moves it again; a new one may be begun."""
    made = put(cast)
    made.call()
    made.answer("hill-reader", yes=True)
    made.answer("river-reader", yes=True)
    for name in ("put", "redraft", "call", "reopen"):
        with pytest.raises(Conflict):
            changes(made, "facilitator")[name]()
    again = one_text.begin(made.facilitator, Dialogue.objects.get(pk=cast.dialogue.pk).id, "joint", TITLES)
    assert again != made.text


def test_what_the_sides_said_stays_when_a_reader_leaves_or_comes(cast: Cast) -> None:
    """A no that went along with who said it makes no yes of what the sides had said, nor does a new reader unsay it."""
    made = put(cast)
    second = Seat.objects.create(
        role=Role.READER, process=cast.process, dialogue=cast.dialogue, side=cast.sides["hill"], label="S9"
    )
    accept(cast.dialogue, second)
    cast.seats["hill-reader-2"] = second
    made.call()
    made.answer("hill-reader", yes=True)
    made.answer("hill-reader-2", yes=False)
    made.answer("river-reader", yes=True)
    assert text(made.facilitator, made.text, "en").recommended is False
    leaving.leave(cast.principal("hill-reader-2"))
    assert text(made.facilitator, made.text, "en").recommended is False
    assert shelf(cast.dialogue).recommended is False
    Seat.objects.create(
        role=Role.READER, process=cast.process, dialogue=cast.dialogue, side=cast.sides["hill"], label="S8"
    )
    assert text(made.facilitator, made.text, "en").recommended is False


def test_a_question_that_nobody_of_a_side_can_answer_any_more_is_told(cast: Cast) -> None:
    """The last reader of a side has left: the facilitator reads what is missing, and can take the question back."""
    made = put(cast)
    made.call()
    assert () == text(made.facilitator, made.text, "en").obstacles
    leaving.leave(cast.principal("river-reader"))
    made.answer("hill-reader", yes=True)
    sheet = text(made.facilitator, made.text, "en")
    assert (["no-reader"], None) == ([one.kind for one in sheet.obstacles], sheet.recommended)
    one_text.reopen(made.facilitator, made.text)


@pytest.mark.parametrize("low", [True, False])
def test_a_text_begun_on_the_day_another_ended_is_the_one_that_is_read(cast: Cast, low: bool) -> None:
    """Whatever ids the two drew: people read, and facilitators draft, the one that goes on."""
    made = put(cast)
    made.call()
    for reader in ("hill-reader", "river-reader"):
        made.answer(reader, yes=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "random_id", iter([UUID(int=0 if low else 2**128 - 1), *map(UUID, _ids())]).__next__)
        again = Drafted(cast, one_text.begin(made.facilitator, cast.dialogue.id, "joint", TITLES))
        one_text.add_clause(made.facilitator, again.text, WELL, agenda_item=None)
        again.put()
    read = put_text(cast.principal("hill"), "en")
    assert read is not None
    assert (again.text, "put", 1) == (text_of(made.facilitator, cast.dialogue.id), read.state, len(read.clauses))


def _ids() -> list[str]:
    return [f"00000000-0000-4000-8000-{number:012}" for number in range(1, 40)]


def test_what_was_said_before_it_was_kept_is_known_from_the_log(cast: Cast) -> None:
    """A text that had ended when the column came is told by its own record."""
    made = put(cast)
    made.call()
    for reader in ("hill-reader", "river-reader"):
        made.answer(reader, yes=True)
    OneText.objects.update(recommended=None)
    import_module("sulh.store.migrations.0011_what_the_sides_said").from_the_log(apps, None)
    assert [True] == list(OneText.objects.values_list("recommended", flat=True))
