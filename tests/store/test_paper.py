"""Ballots on paper: the same rows as on screen, all of a ballot or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Acceptance, Epoch, LogRecord, Round, Seat, Sitting, Vote
from sulh.store.reads import paper as reads
from sulh.store.writes import paper
from sulh.store.writes.paper import Ballot, Batch
from tests.cast import Cast

At = Callable[..., None]
CANNOT = ("hill", "hill-reader", "assistant", "translator", "administrator", "nobody")


def ballots(cast: Cast, round_: Round, side: str = "hill", count: int = 2) -> tuple[str, ...]:
    """Make ballots as a facilitator would."""
    page = reads.paper_page(cast.principal("facilitator"), cast.dialogue.id, "en")
    batch = Batch(cast.sides[side].id, "en", count)
    return paper.make(cast.principal("facilitator"), round_.id, batch, seen=page.made)


def filled(cast: Cast, number: str, *values: int | None) -> Ballot:
    """Return a ballot with these answers in the order of the statements; None is an empty line."""
    marked = zip(cast.statements, values, strict=False)
    return Ballot(number, {statement.id: value for statement, value in marked if value is not None})


def enter(cast: Cast, round_: Round, *filled_in: Ballot, by: str = "facilitator", fresh: bool = False) -> int:
    """Enter ballots."""
    return paper.enter(cast.principal(by), round_.id, filled_in, fresh=fresh)


def kept(number: str) -> dict[int, int]:
    """Return what is kept under a ballot: number of the statement -> vote."""
    return dict(Vote.objects.filter(seat__ballot=number).values_list("statement__number", "value"))


def acts() -> list[str]:
    """Return the log as it is kept."""
    return list(LogRecord.objects.order_by("number").values_list("body", flat=True))


def test_a_ballot_is_a_seat_without_a_code(cast: Cast) -> None:
    """Ballots are seats of one side, of channel "paper", with eight digits each and nothing to come in with."""
    made = ballots(cast, cast.round(), count=3)

    rows = Seat.objects.filter(ballot__in=made)
    assert [(cast.sides["hill"].id, "paper", None, "participant")] * 3 == list(
        rows.values_list("side_id", "channel", "code", "role")
    )
    assert all(len(number) == 8 and number.isdigit() and number[0] != "0" for number in made)


@pytest.mark.parametrize("who", CANNOT)
def test_only_facilitators_make_and_enter_ballots(both: Cast, who: str) -> None:
    """Whoever else asks learns no more than that there is nothing; a facilitator of elsewhere neither."""
    round_ = both.round()
    (number,) = ballots(both, round_, count=1)
    assert both.other is not None

    for principal in (both.principal(who), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            paper.make(principal, round_.id, Batch(both.sides["hill"].id, "en", 1), seen=1)
        with pytest.raises(Refused):
            paper.enter(principal, round_.id, [filled(both, number, 1)])
        with pytest.raises(Refused):
            reads.paper_page(principal, both.dialogue.id, "en")
    assert {} == kept(number)


def test_making_is_logged_as_a_count(cast: Cast) -> None:
    """The log tells side, round and count, and no number of a ballot."""
    round_ = cast.round()
    made = ballots(cast, round_, count=2)

    (record,) = acts()
    assert '"act":"paper-ballots-made"' in record
    assert f'"count":2,"round":"{round_.id}","side":"{cast.sides["hill"].id}"' in record
    assert not any(number in record for number in made)


def test_a_form_sent_twice_makes_ballots_once(cast: Cast) -> None:
    """The second time there are more ballots than the page saw."""
    round_ = cast.round()
    batch = Batch(cast.sides["hill"].id, "en", 2)
    paper.make(cast.principal("facilitator"), round_.id, batch, seen=0)

    with pytest.raises(Conflict, match="ballots-made-meanwhile"):
        paper.make(cast.principal("facilitator"), round_.id, batch, seen=0)

    assert 2 == Seat.objects.filter(channel="paper").count()


@pytest.mark.parametrize(
    ("count", "language", "field"), [(0, "en", "count"), (601, "en", "count"), (1, "de", "language")]
)
def test_what_cannot_be_made_is_told_by_field(cast: Cast, count: int, language: str, field: str) -> None:
    """None, too many, and a language that the dialogue does not speak."""
    with pytest.raises(Invalid) as told:
        paper.make(
            cast.principal("facilitator"), cast.round().id, Batch(cast.sides["hill"].id, language, count), seen=0
        )

    assert [field] == list(told.value.faults)


def test_ballots_are_made_while_a_round_is_open(cast: Cast, at: At) -> None:
    """A round that is not opened yet may still change, one that is over takes nothing."""
    draft, open_ = cast.round(state="draft"), cast.round()
    with pytest.raises(Conflict, match="no-open-round"):
        ballots(cast, draft)
    at(hours=25)
    with pytest.raises(Conflict, match="round-closed"):
        ballots(cast, open_)


def test_a_caucus_has_ballots_of_its_side_only(cast: Cast) -> None:
    """Neither are ballots of the other side made for it, nor is one of theirs entered in it."""
    caucus = cast.round(side="hill")
    joint = cast.round()
    (river,) = ballots(cast, joint, "river", 1)

    with pytest.raises(Refused):
        ballots(cast, caucus, "river", 1)
    with pytest.raises(Invalid):
        enter(cast, caucus, filled(cast, river, 1))
    with pytest.raises(Invalid):
        reads.waiting_ballot(cast.principal("facilitator"), caucus.id, river)

    assert {} == kept(river)
    assert 1 == enter(cast, joint, filled(cast, river, 1))


def test_a_ballot_becomes_votes(cast: Cast) -> None:
    """Each mark is a vote of the running epoch, an empty line is none, the sitting is finished, texts are accepted."""
    round_ = cast.round()
    (number,) = ballots(cast, round_, count=1)

    assert 1 == enter(cast, round_, filled(cast, number, 1, None, -1))

    assert {1: 1, 3: -1} == kept(number)
    assert [True] == list(Sitting.objects.filter(seat__ballot=number).values_list("finished", flat=True))
    assert 2 == Acceptance.objects.filter(seat__ballot=number).count()
    assert '"act":"paper-entered"' in acts()[-1]
    assert f'"refs":{{"count":1,"round":"{round_.id}"}}' in acts()[-1]
    assert number not in "".join(acts())


def test_entering_again_replaces_the_whole_ballot(cast: Cast) -> None:
    """What the new entry leaves empty is empty afterwards, down to nothing at all."""
    round_ = cast.round()
    (number,) = ballots(cast, round_, count=1)
    enter(cast, round_, filled(cast, number, 1, 1, 1))

    enter(cast, round_, filled(cast, number, -1, None, 0))
    assert {1: -1, 3: 0} == kept(number)

    enter(cast, round_, filled(cast, number))
    assert {} == kept(number)
    assert not Sitting.objects.filter(seat__ballot=number).exists()


def test_the_second_of_two_at_once_is_told(cast: Cast) -> None:
    """Two facilitators opened the same ballot before anything was entered: the first one's entry stays."""
    round_ = cast.round()
    (number,) = ballots(cast, round_, count=1)
    enter(cast, round_, filled(cast, number, 1), fresh=True)

    with pytest.raises(Conflict, match="ballot-entered-meanwhile"):
        enter(cast, round_, filled(cast, number, -1), by="cofacilitator", fresh=True)

    assert {1: 1} == kept(number)


def test_an_entry_of_many_is_whole_or_nothing(cast: Cast) -> None:
    """One number that is none, or one answer that is none, and no ballot is entered."""
    round_ = cast.round()
    first, second = ballots(cast, round_)
    wrong = (
        filled(cast, "00000000", 1),
        filled(cast, second, 7),
        Ballot(second, {UUID(int=1): 1}),
        filled(cast, first, 0),
    )

    for bad in wrong:
        with pytest.raises(Invalid):
            enter(cast, round_, filled(cast, first, 1), bad)

    assert {} == kept(first)
    assert 2 == enter(cast, round_, filled(cast, first, 1), filled(cast, second, 1))


@pytest.mark.parametrize(("state", "code"), [("closed", "round-closed"), ("paused", "round-paused")])
def test_nothing_is_entered_outside_an_open_round(cast: Cast, state: str, code: str) -> None:
    """A paused round takes no paper, a closed one neither; an open one does."""
    round_ = cast.round()
    (number,) = ballots(cast, round_, count=1)
    Round.objects.filter(pk=round_.pk).update(state=state)

    with pytest.raises(Conflict, match=code):
        enter(cast, round_, filled(cast, number, 1))

    Round.objects.filter(pk=round_.pk).update(state="open")
    enter(cast, round_, filled(cast, number, 1))
    assert {1: 1} == kept(number)


def test_a_late_ballot_belongs_to_the_epoch_that_runs(cast: Cast, at: At) -> None:
    """After the end of the first epoch what was found of it stays, and a new entry counts for the second."""
    round_ = cast.round(hours=1)
    Epoch.objects.create(round=round_, number=2, ends=clock.now() + timedelta(hours=2))
    (number,) = ballots(cast, round_, count=1)
    enter(cast, round_, filled(cast, number, 1, 1))

    at(hours=1.5)
    enter(cast, round_, filled(cast, number, -1))

    rows = Vote.objects.filter(seat__ballot=number).order_by("epoch__number", "statement__number")
    assert [(1, 1, 1), (1, 2, 1), (2, 1, -1)] == list(rows.values_list("epoch__number", "statement__number", "value"))
    at(hours=3)
    with pytest.raises(Conflict, match="round-closed"):
        enter(cast, round_, filled(cast, number, 0))


def test_a_withdrawn_statement_is_neither_printed_nor_entered(cast: Cast) -> None:
    """The others keep their places on paper, and on a form it keeps its place without its text."""
    round_ = cast.round()
    (number,) = ballots(cast, round_, count=1)
    cast.statements[1].state = "withdrawn"
    cast.statements[1].save()
    principal = cast.principal("facilitator")

    assert [1, 3] == [put.place for put in reads.on_paper(principal, round_.id, "en").puts]
    with pytest.raises(Invalid):
        enter(cast, round_, filled(cast, number, None, 1))
    form = reads.form_of(principal, round_.id)
    assert ["1", "2", "3"] == [statement.id for statement in form.statements]
    assert "withdrawn" in form.statements[1].texts["en"]


def test_sheets_are_of_one_side_and_language(cast: Cast) -> None:
    """What is printed again are the ballots of a side that were made in this language, or the one that is named."""
    round_ = cast.round()
    made = ballots(cast, round_)
    principal, hill = cast.principal("facilitator"), cast.sides["hill"].id

    sheets = reads.sheets(principal, round_.id, hill, "en")

    assert made == sheets.numbers
    assert "What do we need?" == sheets.paper.question
    assert {"consent", "rules"} == {text.kind for text in sheets.texts}
    assert made[:1] == reads.sheets(principal, round_.id, hill, "en", numbers=made[:1]).numbers
    with pytest.raises(Incomplete):
        reads.sheets(principal, round_.id, hill, "ar")
    with pytest.raises(Invalid):
        reads.sheets(principal, round_.id, hill, "en", numbers=("00000000",))


def test_the_page_counts_what_was_made_and_entered(cast: Cast) -> None:
    """Of each side how many ballots there are and how many came back, and nothing of what stands on them."""
    round_ = cast.round()
    first, _ = ballots(cast, round_)
    enter(cast, round_, filled(cast, first, 1))

    page = reads.paper_page(cast.principal("facilitator"), cast.dialogue.id, "en")

    assert [("Hill", 2, 1), ("River", 0, 0)] == [(one.side.name, one.made, one.entered) for one in page.rounds[0].sides]
    assert page.several_facilitators


def test_whoever_noted_the_number_takes_everything_back(cast: Cast, at: At) -> None:
    """Votes, sitting and consent are erased in every epoch, the number is nobody's, and the log holds a count only."""
    round_ = cast.round(hours=1)
    Epoch.objects.create(round=round_, number=2, ends=clock.now() + timedelta(hours=2))
    number, other = ballots(cast, round_)
    enter(cast, round_, filled(cast, number, 1), filled(cast, other, 1))
    at(hours=1.5)
    enter(cast, round_, filled(cast, number, -1))

    paper.erase(cast.principal("facilitator"), cast.dialogue.id, f"{number[:4]} {number[4:]}")

    assert [other] == list(Vote.objects.values_list("seat__ballot", flat=True))
    assert 1 == Sitting.objects.count()
    assert number not in Seat.objects.values_list("ballot", flat=True)
    assert '"act":"paper-erased"' in acts()[-1]
    assert number not in "".join(acts())
    with pytest.raises(Invalid):
        paper.erase(cast.principal("facilitator"), cast.dialogue.id, number)


def test_nobody_else_erases_a_ballot(both: Cast) -> None:
    """Others find no dialogue, and the number of a ballot elsewhere or of a slip names nothing."""
    round_ = both.round()
    (number,) = ballots(both, round_, count=1)
    enter(both, round_, filled(both, number, 1))
    assert both.other is not None

    for principal in (*map(both.principal, CANNOT), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            paper.erase(principal, both.dialogue.id, number)
    for typed in ("", "S1", both.codes["hill"]):
        with pytest.raises(Invalid):
            paper.erase(both.principal("facilitator"), both.dialogue.id, typed)
    with pytest.raises(Invalid):
        paper.erase(both.other.principal("facilitator"), both.other.dialogue.id, number)

    assert {1: 1} == kept(number)
