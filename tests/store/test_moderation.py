from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import msgspec
import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import LogRecord, Statement
from sulh.store.reads.readiness import ready_statements
from sulh.store.reads.statements import sheet, shelf
from sulh.store.writes import moderation
from tests.cast import Cast
from tests.store.moderated import SAID, acts, propose, raise_profile, texts, write

OUTSIDERS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]


def _state(statement: Statement) -> str:
    return Statement.objects.get(pk=statement.pk).state


def _log() -> list[tuple[str, object]]:
    """The acts in the log, each with the number of its statement."""
    bodies = [msgspec.json.decode(record.body) for record in LogRecord.objects.order_by("number")]
    return [(body["act"], body["refs"]["statement"]) for body in bodies]


def _verbs(cast: Cast, who: str, statement: Statement) -> dict[str, Callable[[], object]]:
    person, one = cast.principal(who), statement.id
    return {
        "accept": partial(moderation.accept, person, one, seen=0),
        "reject": partial(moderation.reject, person, one, "It names a family.", seen=0),
        "reword": partial(moderation.reword, person, one, "en", "In other words", reason="Style", seen=0),
        "merge": partial(moderation.merge, person, one, cast.statements[0].id, seen=0),
    }


def test_an_accepted_statement_keeps_its_text_and_enters_the_log(cast: Cast) -> None:
    """Whoever accepts leaves an act and a record of codes and numbers, and the text as it stands."""
    statement = propose(cast)
    moderation.accept(cast.principal("facilitator"), statement.id, seen=0)

    assert ("accepted", {"en": SAID}, ["accepted"]) == (_state(statement), texts(cast, statement), acts(statement))
    assert [("statement-accepted", 4)] == _log()


def test_a_statement_kept_only_as_it_came_is_accepted_as_well(cast: Cast) -> None:
    """A proposal whose text lies in its origin alone gets a text of its own with the decision."""
    statement = propose(cast, language="fr")
    statement.texts.all().delete()
    moderation.accept(cast.principal("facilitator"), statement.id, seen=0)

    assert {"fr": SAID} == texts(cast, statement)


def test_a_rejection_has_a_reason_and_is_seen_nowhere_else(cast: Cast) -> None:
    """Who rejects says why; the statement is then on no list and no page of the facilitators."""
    statement, facilitator = propose(cast), cast.principal("facilitator")
    with pytest.raises(Invalid) as refusal:
        moderation.reject(facilitator, statement.id, " \n ", seen=0)
    assert {"reason": "empty"} == refusal.value.faults
    assert "proposed" == _state(statement)

    moderation.reject(facilitator, statement.id, "It names a family.", seen=0)
    row = Statement.objects.get(pk=statement.pk)
    assert ("rejected", "It names a family.") == (row.state, cast.sealer.text(row, "reason"))
    lists = shelf(facilitator, cast.dialogue.id, "en")
    shown = {line.id for line in (*lists.waiting, *lists.lacking, *lists.circulating)}
    assert str(statement.id) not in shown
    with pytest.raises(Refused):
        sheet(facilitator, statement.id, "en")


@pytest.mark.parametrize("first", ["accept", "reject", "reword", "merge"])
@pytest.mark.parametrize("second", ["accept", "reject", "reword", "merge"])
def test_of_two_facilitators_at_one_queue_one_wins(cast: Cast, first: str, second: str) -> None:
    """Who decides on a page that shows less than was decided is told so, and nothing changes."""
    statement = propose(cast)
    _verbs(cast, "facilitator", statement)[first]()
    before = (_state(statement), texts(cast, statement), acts(statement), LogRecord.objects.count())

    with pytest.raises(Conflict) as refusal:
        _verbs(cast, "cofacilitator", statement)[second]()
    assert "somebody-was-quicker" == refusal.value.code
    assert before == (_state(statement), texts(cast, statement), acts(statement), LogRecord.objects.count())


@pytest.mark.parametrize("verb", ["accept", "reject", "reword", "merge"])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_decide(cast: Cast, verb: str, who: str) -> None:
    """Nobody else decides on a statement, not even whoever proposed it."""
    statement = propose(cast)
    with pytest.raises(Refused):
        _verbs(cast, who, statement)[verb]()
    assert ("proposed", []) == (_state(statement), acts(statement))


def test_a_facilitator_of_elsewhere_decides_nothing_here(both: Cast) -> None:
    """A facilitator of another process finds no statement of this one."""
    assert both.other is not None
    statement = propose(both)
    with pytest.raises(Refused):
        moderation.accept(both.other.principal("facilitator"), statement.id, seen=0)


def test_rewording_takes_the_old_texts_along_and_leaves_the_origin(cast: Cast) -> None:
    """The facilitator's wording stands alone, in one language; what was said first stays sealed as it was."""
    statement = propose(cast)
    write(cast, statement, "fr", "Nous avons attendu quatre nuits")
    origin = bytes(Statement.objects.get(pk=statement.pk).origin)
    moderation.reword(cast.principal("facilitator"), statement.id, "ar", "انتظرنا طويلا", reason="Style", seen=0)

    assert {"ar": "انتظرنا طويلا"} == texts(cast, statement)
    assert origin == bytes(Statement.objects.get(pk=statement.pk).origin)
    assert "proposed" == _state(statement)


@pytest.mark.parametrize(
    ("language", "text", "reason", "faults"),
    [
        ("en", "", "Style", {"text": "empty"}),
        ("en", "x" * 241, "Style", {"text": "too-long"}),
        ("en", "a\x00b", "Style", {"text": "control"}),
        ("en", "\u202eabc", "Style", {"text": "direction"}),
        ("de", "Words", "Style", {"language": "no-choice"}),
        ("en", "Words", "", {"reason": "empty"}),
        ("en", "Words", "r" * 1001, {"reason": "too-long"}),
        ("en", "Words", "a\x07", {"reason": "control"}),
    ],
)
def test_a_wording_that_cannot_be_kept_changes_nothing(
    cast: Cast, language: str, text: str, reason: str, faults: dict[str, str]
) -> None:
    """What is empty, too long, or holds signs that no page may hold is told by its field; nothing is cut."""
    statement = propose(cast)
    with pytest.raises(Invalid) as refusal:
        moderation.reword(cast.principal("facilitator"), statement.id, language, text, reason=reason, seen=0)
    assert faults == refusal.value.faults
    assert ({"en": SAID}, []) == (texts(cast, statement), acts(statement))


@pytest.mark.parametrize("state", ["open", "paused", "closed"])
def test_what_was_put_keeps_its_text(cast: Cast, state: str) -> None:
    """Answers belong to the text that was answered: once put, a statement is not reworded."""
    cast.round(state=state)
    one = cast.statements[0]
    with pytest.raises(Conflict) as refusal:
        moderation.reword(cast.principal("facilitator"), one.id, "en", "In other words", reason="Style", seen=0)
    assert "statement-was-put" == refusal.value.code
    assert 3 == len(texts(cast, one))


def test_what_stands_in_a_draft_may_still_be_reworded(cast: Cast) -> None:
    """Nobody has answered a round that was never opened."""
    cast.round(state="draft")
    one = cast.statements[0]
    moderation.reword(cast.principal("facilitator"), one.id, "en", "In other words", reason="Style", seen=0)

    assert {"en": "In other words"} == texts(cast, one)


def test_in_the_high_profile_a_proposal_is_reworded_or_confirmed(cast: Cast) -> None:
    """Where people are at most risk, nobody's own style passes without somebody having looked at it."""
    raise_profile(cast)
    confirmed, reworded, facilitator = propose(cast), propose(cast, "Another one"), cast.principal("facilitator")
    with pytest.raises(Incomplete) as refusal:
        moderation.accept(facilitator, confirmed.id, seen=0)
    assert ("reword-first",) == refusal.value.missing

    moderation.accept(facilitator, confirmed.id, seen=0, as_it_stands=True)
    moderation.reword(facilitator, reworded.id, "en", "Neutral words", reason="Style", seen=0)
    moderation.accept(facilitator, reworded.id, seen=1)
    assert ["accepted", "accepted"] == [_state(confirmed), _state(reworded)]


def test_what_a_rapporteur_wrote_has_nobodys_style(cast: Cast) -> None:
    """What was drawn from the notes of a session was already put in other words: it needs no second look."""
    raise_profile(cast)
    statement = propose(cast)
    Statement.objects.filter(pk=statement.pk).update(source="note", author=None)
    moderation.accept(cast.principal("facilitator"), statement.id, seen=0)

    assert "accepted" == _state(statement)


@pytest.mark.parametrize(("phase", "state"), [(1, "proposed"), (2, "proposed"), (3, "accepted"), (4, "accepted")])
def test_constraints_wait_for_their_phase(cast: Cast, phase: int, state: str) -> None:
    """In a workshop a constraint is not accepted before the third phase: feasibility comes late."""
    statement = propose(cast, asks="constraint")
    cast.dialogue.phase = phase
    cast.dialogue.save()
    facilitator = cast.principal("facilitator")
    if state == "proposed":
        with pytest.raises(Conflict) as refusal:
            moderation.accept(facilitator, statement.id, seen=0)
        assert "phase-locked" == refusal.value.code
    else:
        moderation.accept(facilitator, statement.id, seen=0)

    assert state == _state(statement)


def test_one_statement_stands_for_two(cast: Cast) -> None:
    """A merged statement is not put any more and says which one stands for it."""
    statement, into = propose(cast), cast.statements[0]
    moderation.merge(cast.principal("facilitator"), statement.id, into.id, seen=0)

    row = Statement.objects.get(pk=statement.pk)
    assert ("merged", into.id) == (row.state, row.merged_into_id)
    assert [("statement-merged", 4)] == _log()


def test_what_was_put_is_merged_without_losing_an_answer(cast: Cast) -> None:
    """Merging what was put only stops it being put again: its answers stay where they are."""
    opened = cast.round()
    one, into = cast.statements[:2]
    cast.vote(cast.seats["hill"], one, 1, opened.epochs.get())
    moderation.merge(cast.principal("facilitator"), one.id, into.id, seen=0)

    assert ("merged", 1) == (_state(one), one.votes.count())
    assert one not in ready_statements(cast.dialogue, None)


@pytest.mark.parametrize("wrong", ["itself", "nothing", "elsewhere", "other people"])
def test_what_is_not_for_the_same_people_takes_nothing_in(both: Cast, wrong: str) -> None:
    """A statement is merged into another of its dialogue that the same people may hear, and into nothing else."""
    assert both.other is not None
    statement = propose(both)
    into = {
        "itself": statement.id,
        "nothing": UUID(int=7),
        "elsewhere": both.other.statements[0].id,
        "other people": propose(both, "Ours alone", side="hill").id,
    }[wrong]
    with pytest.raises(Invalid):
        moderation.merge(both.principal("facilitator"), statement.id, into, seen=0)
    assert "proposed" == _state(statement)


def test_into_what_was_withdrawn_nothing_is_merged(cast: Cast) -> None:
    """Of two facilitators one withdraws what the other merges into: the second is told."""
    statement, into, facilitator = propose(cast), cast.statements[0], cast.principal("facilitator")
    moderation.withdraw(facilitator, into.id, "Out of date", seen=0)
    with pytest.raises(Conflict):
        moderation.merge(facilitator, statement.id, into.id, seen=0)
    assert "proposed" == _state(statement)


def test_a_withdrawn_statement_is_not_put_again(cast: Cast) -> None:
    """Withdrawing takes an accepted statement out of what can be put; it needs a reason."""
    one, facilitator = cast.statements[0], cast.principal("facilitator")
    with pytest.raises(Invalid):
        moderation.withdraw(facilitator, one.id, "", seen=0)
    moderation.withdraw(facilitator, one.id, "Out of date", seen=0)

    assert "withdrawn" == _state(one)
    assert one not in ready_statements(cast.dialogue, None)


def test_what_waits_is_rejected_and_not_withdrawn(cast: Cast) -> None:
    """Only what was accepted is withdrawn, and only what waits is rejected."""
    facilitator = cast.principal("facilitator")
    with pytest.raises(Conflict):
        moderation.withdraw(facilitator, propose(cast).id, "Why", seen=0)
    with pytest.raises(Conflict):
        moderation.reject(facilitator, cast.statements[0].id, "Why", seen=0)


def test_what_one_side_said_is_for_all_only_by_an_act(cast: Cast) -> None:
    """A statement of one side's caucus is put to nobody else until a facilitator lets all sides hear it."""
    one, facilitator = cast.statements[0], cast.principal("facilitator")
    Statement.objects.filter(pk=one.pk).update(side=cast.sides["hill"])
    river, all_sides = cast.sides["river"].id, None
    assert [] == [
        ready for side in (river, all_sides) for ready in ready_statements(cast.dialogue, side) if ready == one
    ]

    moderation.put_to_all(facilitator, one.id, seen=0)
    assert one in ready_statements(cast.dialogue, None)
    assert [("statement-to-all", 1)] == _log()
    with pytest.raises(Conflict):
        moderation.put_to_all(facilitator, one.id, seen=1)


def test_what_waits_is_not_put_to_all(cast: Cast) -> None:
    """A proposal of a caucus is decided on first."""
    with pytest.raises(Conflict):
        moderation.put_to_all(cast.principal("facilitator"), propose(cast, side="hill").id, seen=0)


def test_opening_what_was_said_first_is_an_act_in_the_log(cast: Cast) -> None:
    """Each opening of the text as it came is in the log; it is possible only where there is another wording."""
    statement, facilitator = propose(cast), cast.principal("facilitator")
    with pytest.raises(Refused):
        moderation.open_original(facilitator, statement.id)
    moderation.reword(facilitator, statement.id, "en", "Neutral words", reason="Style", seen=0)

    assert ("en", SAID) == moderation.open_original(facilitator, statement.id)
    assert ("original-opened", 4) == _log()[-1]
    for who in OUTSIDERS:
        with pytest.raises(Refused):
            moderation.open_original(cast.principal(who), statement.id)


def test_of_a_rejected_statement_nothing_is_opened(cast: Cast) -> None:
    """What was rejected is seen by nobody who runs the process, in no wording."""
    statement, facilitator = propose(cast), cast.principal("facilitator")
    moderation.reword(facilitator, statement.id, "en", "Neutral words", reason="Style", seen=0)
    moderation.reject(facilitator, statement.id, "It names a family.", seen=1)
    with pytest.raises(Refused):
        moderation.open_original(facilitator, statement.id)


def test_who_has_left_meanwhile_has_left_nothing_to_decide_on(cast: Cast) -> None:
    """A proposal that went with its author is the same as one that never was."""
    statement = propose(cast)
    Statement.objects.filter(pk=statement.pk).delete()
    with pytest.raises(Refused):
        moderation.accept(cast.principal("facilitator"), statement.id, seen=0)


def test_no_record_holds_a_text_or_an_author(cast: Cast) -> None:
    """What enters the log of moderation are codes and numbers: no word of a statement, a reason or a person."""
    statement, facilitator = propose(cast), cast.principal("facilitator")
    moderation.reword(facilitator, statement.id, "en", "Neutral words", reason="Because of style", seen=0)
    moderation.reject(facilitator, statement.id, "It names a family.", seen=1)
    kept = " ".join(record.body for record in LogRecord.objects.all())

    for secret in ("bridge", "Neutral", "style", "family", str(cast.seats["hill"].id), str(statement.id)):
        assert secret not in kept
