from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.formats.moderation_record import moderation_record_csv
from sulh.store import clock
from sulh.store.models import Statement
from sulh.store.reads.moderation import record
from sulh.store.reads.statements import alike, others, sheet, shelf
from sulh.store.writes import moderation
from sulh.store.writes.translations import translate
from tests.cast import Cast
from tests.store.moderated import SAID, propose, raise_profile

OUTSIDERS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]


def _aged(cast: Cast, text: str, days: int) -> Statement:
    made = propose(cast, text)
    Statement.objects.filter(pk=made.pk).update(on=clock.today() - timedelta(days=days))
    return made


def test_the_oldest_waits_first(cast: Cast, at: Callable[..., None]) -> None:
    """What waits is read oldest first, with its age in days."""
    at(hours=0)
    for text, days in (("Second", 3), ("First", 9), ("Third", 0)):
        _aged(cast, text, days)
    waiting = shelf(cast.principal("facilitator"), cast.dialogue.id, "en").waiting

    assert [("First", 9), ("Second", 3), ("Third", 0)] == [(line.text, line.days) for line in waiting]


def test_each_statement_stands_in_the_list_where_it_is_expected(cast: Cast) -> None:
    """Proposed, accepted without a language, and complete are three lists; what was decided against is in none."""
    waits, lacks, gone = propose(cast), propose(cast, "Lacks"), propose(cast, "Gone")
    Statement.objects.filter(pk=lacks.pk).update(state="accepted")
    Statement.objects.filter(pk=gone.pk).update(state="withdrawn")
    cast.round(state="closed")
    cast.round(state="draft")
    lists = shelf(cast.principal("facilitator"), cast.dialogue.id, "fr")

    assert [str(waits.id)] == [line.id for line in lists.waiting]
    assert [(str(lacks.id), ("ar", "fr"), "en")] == [(one.id, one.missing, one.language) for one in lists.lacking]
    assert [(1, 1), (2, 1), (3, 1)] == [(line.number, line.rounds) for line in lists.circulating]
    assert "De l’eau pour chaque maison avant l’été" == lists.circulating[0].text


def test_no_list_names_an_author_and_only_a_caucus_its_side(cast: Cast) -> None:
    """Who proposed is nowhere; the side is told only where one side alone may hear it."""
    propose(cast)
    propose(cast, "Ours alone", side="hill")
    waiting = shelf(cast.principal("facilitator"), cast.dialogue.id, "en").waiting
    seat = cast.seats["hill"]

    assert [None, "Hill"] == [line.side.name if line.side else None for line in waiting]
    told = " ".join(str(asdict(line)) for line in waiting)
    assert str(seat.id) not in told
    assert seat.label not in told


def test_a_list_costs_the_same_however_long(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Two hundred statements cost no more questions to the database than one."""
    for number in range(200):
        propose(cast, f"Statement {number}")
    facilitator = cast.principal("facilitator")
    with django_assert_max_num_queries(5):
        lists = shelf(facilitator, cast.dialogue.id, "en")
    assert 200 == len(lists.waiting)
    one = propose(cast, "Statement 1")
    with django_assert_max_num_queries(6):
        assert alike(facilitator, one.id, "en")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_others_see_none_of_it(cast: Cast, who: str) -> None:
    """What waits, a sheet, what may say the same and the record are for facilitators alone."""
    statement, person = propose(cast), cast.principal(who)
    for read in (shelf, lambda *given: record(*given[:2])):
        with pytest.raises(Refused):
            read(person, cast.dialogue.id, "en")
    for look in (sheet, alike, others):
        with pytest.raises(Refused):
            look(person, statement.id, "en")


def test_a_facilitator_of_elsewhere_sees_none_of_it(both: Cast) -> None:
    """Another process's facilitator is a stranger here."""
    assert both.other is not None
    with pytest.raises(Refused):
        shelf(both.other.principal("facilitator"), both.dialogue.id, "en")
    with pytest.raises(Refused):
        sheet(both.other.principal("facilitator"), propose(both).id, "en")


def test_a_sheet_says_what_can_be_done_now(cast: Cast) -> None:
    """What can be decided depends on the state, on the phase, and on whether it was put."""
    facilitator = cast.principal("facilitator")
    waits, locked = propose(cast), propose(cast, "We cannot", asks="constraint")
    caucus = propose(cast, "Ours alone", side="hill")
    Statement.objects.filter(pk=caucus.pk).update(state="accepted")
    cast.round()

    def can(statement: Statement) -> set[str]:
        return set(sheet(facilitator, statement.id, "en").can)

    assert {"accept", "reword", "merge", "reject"} == can(waits)
    assert {"reword", "merge", "reject"} == can(locked)
    assert {"reword", "merge", "withdraw", "to-all"} == can(caucus)
    assert {"merge", "withdraw"} == can(cast.statements[0])
    assert sheet(facilitator, locked.id, "en").locked


def test_in_the_high_profile_a_sheet_asks_for_another_look(cast: Cast) -> None:
    """A proposal is confirmed or reworded there; a seed is the facilitators' own, and needs neither."""
    raise_profile(cast)
    facilitator, statement = cast.principal("facilitator"), propose(cast)
    assert sheet(facilitator, statement.id, "en").confirm
    assert not sheet(facilitator, cast.statements[0].id, "en").confirm
    moderation.reword(facilitator, statement.id, "en", "Neutral words", reason="Style", seen=0)
    now = sheet(facilitator, statement.id, "en")
    assert (False, 1, True) == (now.confirm, now.seen, "original" in now.can)


def test_what_may_say_the_same_is_suggested_with_the_words_that_differ(cast: Cast) -> None:
    """A near copy is suggested within its language, and a "not" in one of the two is shown."""
    statement = propose(cast, "The clinic never treats anyone who comes")
    propose(cast, "The clinic never treats anyone who comes", side="hill")
    (pair,) = alike(cast.principal("facilitator"), statement.id, "en")

    assert (3, ("never",), ()) == (pair.number, pair.only_this, pair.only_other)


def test_the_record_tells_acts_and_reasons_and_never_a_rejected_text(cast: Cast) -> None:
    """The record has days, numbers and reasons; a rejected statement has no text there, from no act."""
    facilitator = cast.principal("facilitator")
    rejected, accepted, merged = propose(cast, "Rejected words"), propose(cast), propose(cast, "The same")
    moderation.reword(facilitator, rejected.id, "en", "Rejected as well", reason="Style", seen=0)
    moderation.reject(facilitator, rejected.id, "It names a family.", seen=1)
    moderation.accept(facilitator, accepted.id, seen=0)
    moderation.merge(facilitator, merged.id, accepted.id, seen=0)
    translate(facilitator, accepted.id, "fr", "Quatre nuits", back="Four nights", back_language="en")
    rows = record(facilitator, cast.dialogue.id)

    told = [(row.statement, row.act, row.reason, dict(row.texts)) for row in rows]
    both = {"en": SAID, "fr": "Quatre nuits"}
    assert [
        ("4", "reworded", "Style", {}),
        ("4", "rejected", "It names a family.", {}),
        ("5", "accepted", "", both),
        ("5", "translated", "", both),
        ("6", "merged", "5", {"en": "The same"}),
    ] == told
    assert "Rejected" not in moderation_record_csv(rows).decode()


def test_the_record_keeps_what_only_one_side_may_hear(cast: Cast) -> None:
    """The record may be shown to all: a caucus statement, and one that waits, have no text in it."""
    facilitator = cast.principal("facilitator")
    caucus, waits = propose(cast, "Ours alone", side="hill"), propose(cast, "Waits")
    moderation.accept(facilitator, caucus.id, seen=0)
    moderation.reword(facilitator, waits.id, "en", "Waits still", reason="Style", seen=0)

    assert [{}, {}] == [dict(row.texts) for row in record(facilitator, cast.dialogue.id)]
