"""The official table: what a desk sees and says, and what its questions leave behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Principal, Refused
from sulh.negotiation.package import read
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import AgendaItem, Desk, DeskAnswer, LogRecord, Membership, Question, Statement
from sulh.store.reads import desks as reads
from sulh.store.reads import questions as questions_read
from sulh.store.reads.approving import content_of
from sulh.store.reads.home import home
from sulh.store.writes import desk_answers, desks, questions, release
from tests.cast import LANGUAGES, Cast
from tests.store.desked import ITEM, desked
from tests.store.packaged import draft_of, other, texts

OTHERS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]
ASK = texts("Would a guarded road do?")


def newest(process: UUID) -> dict[str, object]:
    """Return the last record of one process."""
    row = LogRecord.objects.filter(process_id=process).order_by("-number").first()
    assert row is not None
    found: dict[str, object] = msgspec.json.decode(row.body)
    return found


def test_a_desk_sees_what_was_sent_to_it_and_nothing_before(cast: Cast) -> None:
    """Not while it is composed, confirmed, before the sides or approved; from sending on, until it is recalled."""
    at = desked(cast)
    made = at.composed()
    steps = (made.confirm, made.ask, lambda: made.approve("hill-reader"), lambda: made.approve("river-reader"))
    for step in steps:
        assert () == reads.own_desk(at.official, "en").packages
        with pytest.raises(Refused):
            reads.desk_package(at.official, made.id, "en")
        step()
    made.send()
    assert [("sent", "desk")] == [(one.state, one.actor) for one in reads.own_desk(at.official, "en").packages]
    assert b"" == reads.desk_package(at.official, made.id, "en").content
    desk_answers.open_(at.official, made.id)
    assert b"The joint committee" in reads.desk_package(at.official, made.id, "en").content
    release.recall(at.facilitator, made.id, seen=made.row.digest)
    assert () == reads.own_desk(at.official, "en").packages
    with pytest.raises(Refused):
        reads.desk_package(at.official, made.id, "en")


def test_a_desk_sees_no_process_and_no_dialogue(cast: Cast) -> None:
    """Neither by name in its lists nor by asking for them."""
    at = desked(cast)
    own = (reads.item(at.official, at.item, "en"), reads.item_to_change(at.official, at.item))
    shown = repr((home(at.official, "en"), reads.own_desk(at.official, "en"), *own))
    assert not [name for name in ("Valley talks", "Talks on water", "Hill", "River") if name in shown]
    for look in (
        partial(reads.table, at.official, cast.process.id, "en"),
        partial(questions_read.asking_desk, at.official, cast.process.id, "en"),
    ):
        with pytest.raises(Refused):
            look()


def test_another_desk_finds_nothing(both: Cast) -> None:
    """A package, an item and a desk of elsewhere are refused like what does not exist."""
    assert both.other is not None
    at, elsewhere = desked(both), desked(both.other)
    made = at.sent()
    for look in (
        partial(reads.desk_package, elsewhere.official, made.id, "en"),
        partial(desk_answers.open_, elsewhere.official, made.id),
        partial(desk_answers.answer, elsewhere.official, made.id, "noted", reasons="", acceptable=""),
        partial(reads.item, elsewhere.official, at.item, "en"),
        partial(reads.item_to_change, elsewhere.official, at.item),
        partial(questions.ask, elsewhere.official, at.desk, "question", ASK),
    ):
        with pytest.raises(Refused):
            look()


def verbs(person: Principal, cast: Cast) -> dict[str, Callable[[], object]]:
    """Return the verbs of facilitators as somebody would call them."""
    desk, item = Desk.objects.get(), AgendaItem.objects.get()
    return {
        "desk": partial(desks.add_desk, person, cast.process.id, texts("Another")),
        "account": partial(desks.give_account, person, desk.id, "nobody"),
        "item": partial(desks.add_item, person, cast.process.id, replace(ITEM, titles=texts("Water"))),
        "change": partial(desks.change_item, person, item.id, ITEM, stamp=""),
        "table": partial(reads.table, person, cast.process.id, "en"),
        "ask": partial(questions.ask, person, desk.id, "question", ASK),
    }


def test_a_desk_counts_nothing_that_went_elsewhere(cast: Cast) -> None:
    """Not what another desk got or asked on its item; and its numbers have no gaps where something went elsewhere."""
    table = desked(cast)
    facilitator = cast.principal("facilitator")
    second = desks.add_desk(facilitator, cast.process.id, texts("The embassy"))
    elsewhere = replace(table, desk=second).composed()
    release.change(
        facilitator,
        elsewhere.id,
        replace(other(draft_of(cast)), desk=second, agenda_item=table.item),
        seen=elsewhere.row.digest,
    )
    elsewhere.confirm()
    elsewhere.ask()
    for reader in ("hill-reader", "river-reader"):
        elsewhere.approve(reader)
    elsewhere.send()
    questions.ask(facilitator, second, "question", texts("May they come?"), agenda_item=table.item)
    before = reads.own_desk(table.official, "en")
    sent = table.composed()
    assert (1, 2) == (elsewhere.row.number, sent.row.number)
    sent.confirm()
    sent.ask()
    for reader in ("hill-reader", "river-reader"):
        sent.approve(reader)
    sent.send()
    own = reads.own_desk(table.official, "en")

    assert [(0, 0)] == [(one.released, one.open_questions) for one in before.items]
    assert [(1, 0)] == [(one.released, one.open_questions) for one in own.items]
    assert [1] == [one.number for one in own.packages]
    everything = reads.item(facilitator, table.item, "en").line
    assert (2, 1) == (everything.released, everything.open_questions)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_keeps_the_table(cast: Cast, who: str) -> None:
    """Every verb is refused, and nothing was written."""
    desked(cast)
    for verb in verbs(cast.principal(who), cast).values():
        with pytest.raises(Refused):
            verb()
    assert (1, 1, 0) == (Desk.objects.count(), AgendaItem.objects.count(), Question.objects.count())


def test_an_item_without_a_source_is_refused(cast: Cast) -> None:
    """Nobody guesses what officials discuss."""
    at = desked(cast)
    with pytest.raises(Invalid) as faults:
        desks.add_item(at.facilitator, cast.process.id, replace(ITEM, titles=texts("Water"), source=" "))
    assert {"source": "empty"} == faults.value.faults


def test_whether_there_is_an_account_is_not_told(cast: Cast) -> None:
    """A name of nobody ends as the name of somebody who works here already: nothing is said."""
    at = desked(cast)
    before = Membership.objects.count()
    for name in ("no-such-account", cast.staff["facilitator"].account):
        assert desks.give_account(at.facilitator, at.desk, name) is None
    assert before == Membership.objects.count()
    desks.give_account(at.facilitator, at.desk, cast.staff["nobody"].account)
    assert before + 1 == Membership.objects.count()


def test_a_desk_answers_with_reasons(cast: Cast) -> None:
    """Every answer but "noted" needs them; twice the same is one; a facilitator's record is marked as understood."""
    at = desked(cast)
    made = at.sent()
    with pytest.raises(Conflict, match="not-opened"):
        desk_answers.answer(at.official, made.id, "noted", reasons="", acceptable="")
    desk_answers.open_(at.official, made.id)
    with pytest.raises(Invalid) as faults:
        desk_answers.answer(at.official, made.id, "rejected", reasons=" ", acceptable="")
    assert {"reasons": "empty"} == faults.value.faults
    for _ in range(2):
        desk_answers.answer(at.official, made.id, "partly", reasons="The bridge first", acceptable="A guard")
    desk_answers.answer(at.facilitator, made.id, "taken-up", reasons="Said in the corridor", acceptable="")
    for said in ("noted", "not-now", "noted", "partly"):
        desk_answers.answer(at.official, made.id, said, reasons="On second thought", acceptable="")
    told = [(one.answer, one.understood) for one in reads.carried(at.facilitator, made.id, "en").answers]
    later = [("noted", False), ("not-now", False), ("noted", False), ("partly", False)]
    assert [("partly", False), ("taken-up", True), *later] == told  # all of one day, in the order in which they came
    assert ["answered"] == [one.state for one in reads.own_desk(at.official, "en").packages]


def test_no_answer_is_called_a_decision(cast: Cast) -> None:
    """Neither a desk nor a facilitator can record one."""
    at = desked(cast)
    made = at.sent()
    desk_answers.open_(at.official, made.id)
    for person in (at.official, at.facilitator):
        with pytest.raises(Invalid):
            desk_answers.answer(person, made.id, "decided", reasons="So it is", acceptable="")
    assert not DeskAnswer.objects.exists()


def test_a_desk_that_is_only_a_name_gets_it_by_hand(cast: Cast) -> None:
    """A handover counts as opened; before it was sent none is recorded."""
    at = desked(cast)
    made = at.composed()
    with pytest.raises(Conflict, match="not-sent"):
        desks.hand_over(at.facilitator, made.id, "carrier", "In a sealed envelope")
    made.confirm()
    made.ask()
    made.approve("hill-reader")
    made.approve("river-reader")
    made.send()
    desks.hand_over(at.facilitator, made.id, "carrier", "In a sealed envelope")
    assert "opened" == made.row.state
    assert [("carrier", "In a sealed envelope")] == [
        one[:2] for one in reads.carried(at.facilitator, made.id, "en").handovers
    ]


def test_a_handover_that_is_written_down_twice_is_one(cast: Cast) -> None:
    """The same form once more adds nothing; other words, or a briefing besides, are another handover."""
    at = desked(cast)
    made = at.sent()
    envelope, colleague, told = ("carrier", "In an envelope"), ("carrier", "By a colleague"), ("briefing", "In short")
    for kind, words in (envelope, envelope, colleague, told):
        desks.hand_over(at.facilitator, made.id, kind, words)

    assert 3 == len(reads.carried(at.facilitator, made.id, "en").handovers)


def test_without_any_desk_packages_wait(cast: Cast) -> None:
    """Nothing fails where there is no Track One yet: the package is there, and stays."""
    at = desked(cast)
    made = at.sent()
    Membership.objects.filter(role="desk").delete()
    line = next(one for one in reads.table(at.facilitator, cast.process.id, "en").lines if one.sort == "package")
    assert ("sent", "desk", False) == (line.state, line.actor, line.stale)
    assert made.row.content


def test_what_waits_too_long_is_told(cast: Cast, at: Callable[..., None]) -> None:
    """An approved package that nobody has sent for four days stands first, marked."""
    table = desked(cast)
    made = table.composed()
    made.confirm()
    made.ask()
    made.approve("hill-reader")
    made.approve("river-reader")
    assert [False] == [one.stale for one in reads.table(table.facilitator, cast.process.id, "en").lines]
    at(days=4)
    assert [True] == [one.stale for one in reads.table(table.facilitator, cast.process.id, "en").lines]


def test_a_question_becomes_statements_and_comes_back_as_a_package(cast: Cast) -> None:
    """Asked, taken, put, answered by a package that was sent, closed; the desk follows it."""
    at = desked(cast)
    asked = questions.ask(at.official, at.desk, "option", ASK, agenda_item=at.item)
    assert asked is not None
    questions.take(at.facilitator, asked, cast.dialogue.id)
    made = questions.put(at.facilitator, asked, "idea", texts("The road opens guarded"))
    statement = Statement.objects.get(pk=made)
    assert ("seed", asked) == (statement.source, statement.question_id)
    assert ["put"] == [one.state for one in reads.own_desk(at.official, "en").questions]
    at.sent(question=asked)
    assert ["answered"] == [one.state for one in reads.own_desk(at.official, "en").questions]
    questions.close(at.facilitator, asked)
    with pytest.raises(Conflict, match="somebody-was-quicker"):
        questions.decline(at.facilitator, asked, "Too late")


def test_the_origin_of_a_question_is_recorded_nowhere_if_wished(both: Cast) -> None:
    """No table holds the desk or the account beside it, and the log has no record; the desk cannot find it either."""
    cast = both
    at = desked(cast)
    before = newest(cast.process.id)
    assert questions.ask(at.official, at.desk, "question", ASK, recorded=False) is None
    row = Question.objects.get()
    assert (None, before) == (row.desk_id, newest(cast.process.id))
    held = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    assert not {at.desk, cast.staff["desk"].id} & set(held.values())
    assert () == reads.own_desk(at.official, "en").questions
    assert "" == questions_read.question(at.facilitator, row.id, "en").desk


def test_a_declined_question_says_why(cast: Cast) -> None:
    """Without words nothing is declined; the desk reads them, unless it is recorded nowhere whose question it is."""
    at = desked(cast)
    asked = questions.ask(at.official, at.desk, "question", ASK)
    assert asked is not None
    with pytest.raises(Invalid):
        questions.decline(at.facilitator, asked, "")
    questions.decline(at.facilitator, asked, "The sides do not wish to be asked this")
    assert ("declined", "The sides do not wish to be asked this") == (
        Question.objects.get().state,
        questions_read.question(at.facilitator, asked, "en").refusal,
    )
    assert ["The sides do not wish to be asked this"] == [
        one.refusal for one in reads.own_desk(at.official, "en").questions
    ]
    questions.ask(at.official, at.desk, "question", texts("Whose?"), recorded=False)
    questions.decline(at.facilitator, Question.objects.get(desk=None).id, "Nobody reads this")
    assert "Nobody reads this" not in repr(reads.own_desk(at.official, "en"))


def test_an_account_of_two_desks_sees_each_by_itself(both: Cast) -> None:
    """One after the other, as it chooses; a desk that is not its own is refused."""
    assert both.other is not None
    at, elsewhere = desked(both), desked(both.other)
    with pytest.raises(Refused):
        reads.own_desk(at.official, "en", elsewhere.desk)
    given = {"process": both.other.process, "role": "desk", "desk_id": elsewhere.desk}
    Membership.objects.create(staff=both.staff["desk"], **given)
    questions.ask(elsewhere.official, elsewhere.desk, "question", ASK)
    mine, theirs = (reads.own_desk(at.official, "en", one) for one in (at.desk, elsewhere.desk))
    assert (str(at.desk), str(elsewhere.desk)) == (mine.id, theirs.id)
    assert ([str(elsewhere.desk)], [str(at.desk)]) == ([mine.others[0][0]], [theirs.others[0][0]])
    assert (0, 1) == (len(mine.questions), len(theirs.questions))
    assert reads.own_desk(at.official, "en").id in {mine.id, theirs.id}


def test_a_desk_does_nothing_with_its_question_but_ask(cast: Cast) -> None:
    """It neither takes, puts, declines nor closes."""
    at = desked(cast)
    asked = questions.ask(at.official, at.desk, "question", ASK)
    assert asked is not None
    for verb in (
        partial(questions.take, at.official, asked, cast.dialogue.id),
        partial(questions.put, at.official, asked, "idea", ASK),
        partial(questions.decline, at.official, asked, "No"),
        partial(questions.close, at.official, asked),
    ):
        with pytest.raises(Refused):
            verb()


def test_the_pages_of_the_table_ask_as_often_for_much_as_for_little(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Twelve items and twelve questions take no more queries than one."""
    at = desked(cast)
    at.sent()
    for number in range(12):
        desks.add_item(at.facilitator, cast.process.id, replace(ITEM, titles=texts(f"Item {number}"), desk=at.desk))
        questions.ask(at.official, at.desk, "question", dict.fromkeys(LANGUAGES, f"{number}?"))
    official, facilitator = at.official, at.facilitator
    with django_assert_max_num_queries(10):
        reads.own_desk(official, "en")
    with django_assert_max_num_queries(12):
        reads.table(facilitator, cast.process.id, "en")


def test_an_item_of_the_desk_does_not_give_away_whose_question_it_is(cast: Cast) -> None:
    """A question whose origin is recorded nowhere bears on no item that is one desk's own."""
    at = desked(cast)
    with pytest.raises(Invalid) as refusal:
        questions.ask(at.official, at.desk, "question", ASK, agenda_item=at.item, recorded=False)
    assert {"agenda_item": "item-of-a-desk"} == refusal.value.faults
    assert not Question.objects.exists()
    everybodys = desks.add_item(at.facilitator, cast.process.id, replace(ITEM, titles=texts("Water")))
    questions.ask(at.facilitator, at.desk, "question", ASK, agenda_item=everybodys, recorded=False)
    assert everybodys == Question.objects.get().agenda_item_id


def test_no_minute_of_the_log_tells_when_a_question_without_origin_came(cast: Cast) -> None:
    """Beside the minute in which an account did something it would tell whose it is: the log begins with its taking."""
    at = desked(cast)
    before = newest(cast.process.id)
    questions.ask(at.official, at.desk, "question", ASK, recorded=False)
    assert before == newest(cast.process.id)
    questions.take(at.facilitator, Question.objects.get().id, cast.dialogue.id)
    assert "question-taken" == newest(cast.process.id)["act"]


def test_a_desk_asks_on_no_item_of_another(cast: Cast) -> None:
    """An item that is not its own reads to a desk like one that is not there."""
    at = desked(cast)
    other_desk = desks.add_desk(at.facilitator, cast.process.id, texts("The water board"))
    titles = replace(ITEM, titles=texts("Water"), desk=other_desk)
    theirs = desks.add_item(at.facilitator, cast.process.id, titles)
    for item in (theirs, UUID(int=7)):
        with pytest.raises(Invalid) as refusal:
            questions.ask(at.official, at.desk, "question", ASK, agenda_item=item)
        assert {"agenda_item": "no-choice"} == refusal.value.faults


def test_the_same_words_for_another_desk_are_other_bytes(cast: Cast) -> None:
    """Readers approve which desk can read it; with another one, whoever holds an older page is told so."""
    at = desked(cast)
    made = at.composed()
    seen = made.row.digest
    elsewhere = desks.add_desk(at.facilitator, cast.process.id, texts("The water board"))
    again = replace(draft_of(cast), desk=elsewhere, agenda_item=at.item)
    assert made.id != release.compose(at.facilitator, cast.dialogue.id, again)
    release.change(at.facilitator, made.id, again, seen=seen)
    with pytest.raises(Conflict, match="changed-meanwhile"):
        release.confirm(cast.principal("cofacilitator"), made.id, seen=seen)
    assert texts("The water board") == read(content_of(made.row)).desk


def test_a_package_goes_to_no_desk_of_another_process(both: Cast) -> None:
    """A desk that is not there, or not here, is no choice."""
    assert both.other is not None
    theirs = desked(both.other).desk
    at = desked(both)
    at.composed()
    with pytest.raises(Invalid) as refusal:
        release.compose(at.facilitator, both.dialogue.id, replace(draft_of(both), desk=theirs))
    assert {"desk": "no-choice"} == refusal.value.faults
