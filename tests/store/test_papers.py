"""Working papers: made once, of closed epochs only, and never moved by what comes later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from sulh.access import Refused
from sulh.model.findings import Findings
from sulh.opinion.analyse import analyse
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Epoch, KeptCheckpoint, LogRecord, Round, Seat, Sitting, Vote, WorkingPaper
from sulh.store.reads.answers_of import answers_of
from sulh.store.reads.publications import preview
from sulh.store.reads.results import papers, result
from sulh.store.writes.checkpoints import checkpoint
from sulh.store.writes.papers import make_paper, make_small, run_due
from sulh.vault.log import blinded, read_checkpoint
from tests.cast import Cast
from tests.store.rooms import crowd, more_statements

At = Callable[..., None]
ANALYSE, CHECKPOINT = "sulh.store.writes.papers.analyse", "sulh.store.writes.papers.checkpoint"


def answered(cast: Cast, round_: Round, hill: int = 5, river: int = 5) -> Epoch:
    """Let so many of each side agree to everything, one of each disagree with the last statement."""
    epoch = round_.epochs.get(number=1)
    for side, count in (("hill", hill), ("river", river)):
        for place, seat in enumerate([cast.seats[side], *cast.more(side, count - 1)]):
            Sitting.objects.create(seat=seat, round=round_, began=1_700_000_000 + place, finished=True)
            for statement in cast.statements:
                against = place == 0 and statement is cast.statements[-1]
                cast.vote(seat, statement, -1 if against else 1, epoch)
    return epoch


def found(cast: Cast, epoch: Epoch, tag: str = "en") -> Findings:
    """Return the findings of an epoch as a facilitator reads them."""
    findings = result(cast.principal("facilitator"), epoch.id, tag).findings
    assert findings is not None
    return findings


def counts(findings: Findings, number: str, side: str) -> tuple[int, int, int]:
    """Return agree, disagree and pass of a side."""
    own = next(one for one in findings.statements if one.id == number).sides[side]
    return (own.agree, own.disagree, own.passed)


def hill(cast: Cast) -> list[Seat]:
    """Return who answers for the hill."""
    return [cast.seats["hill"], *cast.extra["hill"]]


def test_an_open_epoch_is_read_by_nobody(cast: Cast, at: At) -> None:
    """There is no live tally: before its end an epoch gives no answers, no paper and no page; after it, it does."""
    epoch = answered(cast, cast.round(hours=24))

    with pytest.raises(Conflict, match="epoch-open"):
        answers_of(epoch)
    assert not make_paper(epoch.id)
    assert () == papers(cast.principal("facilitator"), cast.dialogue.id, "en")
    with pytest.raises(Refused):
        result(cast.principal("facilitator"), epoch.id, "en")
    at(hours=25)
    assert 10 == len(answers_of(epoch).votes.participants)
    assert make_paper(epoch.id)


def test_the_paper_says_what_was_answered(cast: Cast, at: At) -> None:
    """Counts stand under the names of the sides, texts in the reader's language, each side in its alphabet."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    run_due()

    english, french = found(cast, epoch), found(cast, epoch, "fr")

    assert (5, 0, 0) == counts(english, "1", "Hill")
    assert (4, 1, 0) == counts(english, "3", "River")
    assert ["Colline", "Rivière"] == [side.name for side in french.sides]
    assert "La clinique soigne tous ceux qui viennent" == french.statements[-1].text
    assert [6, 5] == [side.invited for side in english.sides]


def test_a_change_in_the_second_epoch_leaves_the_first_paper(cast: Cast, at: At) -> None:
    """Whoever answers anew after an epoch is counted anew in the next one only."""
    round_ = cast.round(hours=1)
    epoch = answered(cast, round_)
    second = second_of(epoch)
    at(hours=1.5)
    make_paper(epoch.id)
    before = bytes(WorkingPaper.objects.get(epoch=epoch).findings)
    for seat in hill(cast):
        cast.vote(seat, cast.statements[0], -1, second)
    at(hours=3)
    make_paper(second.id)

    assert (5, 0, 0) == counts(found(cast, epoch), "1", "Hill")
    assert (0, 5, 0) == counts(found(cast, second), "1", "Hill")
    assert before == bytes(WorkingPaper.objects.get(epoch=epoch).findings)


def test_who_leaves_is_missing_from_the_next_paper_alone(cast: Cast, at: At) -> None:
    """Leaving takes every row along; what was found before stays as it was."""
    round_ = cast.round(hours=1)
    epoch = answered(cast, round_)
    at(hours=2)
    make_paper(epoch.id)
    second = Epoch.objects.create(round=round_, number=2, ends=clock.now())
    Vote.objects.filter(seat=cast.seats["hill"]).delete()
    Seat.objects.filter(pk=cast.seats["hill"].pk).update(left=True)
    for seat in hill(cast)[1:]:
        cast.vote(seat, cast.statements[0], -1, second)
    make_paper(second.id)

    assert (5, 0, 0) == counts(found(cast, epoch), "1", "Hill")
    assert (0, 4, 0) == counts(found(cast, second), "1", "Hill")


def second_of(first: Epoch, *, hours: float = 1) -> Epoch:
    """Return the epoch after the first one."""
    ends = first.ends + timedelta(hours=hours)
    return Epoch.objects.create(round=first.round, number=first.round.epochs.count() + 1, ends=ends)


@pytest.mark.parametrize("case", ["nobody", "four", "five", "five and one beyond the river", "one who left"])
def test_two_papers_of_a_round_never_differ_by_a_few(cast: Cast, at: At, case: str) -> None:
    """An epoch in which fewer than five people of a side moved has a paper that is held; the next one counts them."""
    first = answered(cast, cast.round(hours=1))
    second, third = second_of(first), second_of(first, hours=2)
    at(hours=1.5)
    make_paper(first.id)
    for seat in hill(cast)[: {"nobody": 0, "four": 4, "one who left": 0}.get(case, 5)]:
        cast.vote(seat, cast.statements[0], -1, second)
    if case == "five and one beyond the river":
        cast.vote(cast.seats["river"], cast.statements[0], -1, second)
    if case == "one who left":
        Vote.objects.filter(seat=cast.seats["hill"]).delete()
        Seat.objects.filter(pk=cast.seats["hill"].pk).update(left=True)
    at(hours=2.5)
    assert make_paper(second.id)

    looked = result(cast.principal("facilitator"), second.id, "en")
    assert (case != "five") == looked.row.held == (looked.findings is None) == (looked.trace is None)
    if looked.row.held:
        with pytest.raises(Conflict, match="paper-held"):
            preview(cast.principal("facilitator"), second.id, "en")
        for seat in [*hill(cast)[1:], *cast.more("hill", 1), cast.seats["river"], *cast.extra["river"]]:
            cast.vote(seat, cast.statements[1], -1, third)
        at(hours=4)
        make_paper(third.id)
        assert (0, 5, 0) == counts(found(cast, third), "2", "River")
        before = result(cast.principal("facilitator"), third.id, "en").before_row
        assert before is not None
        assert str(first.id) == before.epoch_id


def test_whoever_sends_the_same_again_has_not_moved(cast: Cast, at: At) -> None:
    """An answer that is given a second time as it was is no reason to look again."""
    first = answered(cast, cast.round(hours=1))
    second = second_of(first)
    for seat in hill(cast):
        cast.vote(seat, cast.statements[0], 1, second)
    at(hours=2.5)
    make_paper(second.id)

    assert result(cast.principal("facilitator"), second.id, "en").row.held


def test_whichever_is_opened_first_the_papers_of_a_round_are_made_in_its_order(cast: Cast, at: At) -> None:
    """Of two epochs that have ended, the later one opened first shows no more than it would have shown last."""
    first = answered(cast, cast.round(hours=1))
    second = second_of(first)
    cast.vote(cast.seats["hill"], cast.statements[0], -1, second)
    at(hours=2.5)

    assert make_small(second.id)
    assert result(cast.principal("facilitator"), second.id, "en").row.held
    assert (5, 0, 0) == counts(found(cast, first), "1", "Hill")


def test_a_later_paper_waits_for_one_that_could_not_be_made(
    cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the answers of the earlier epoch keep changing under the hands that count them, there is neither."""
    first = answered(cast, cast.round(hours=1))
    second = second_of(first)
    at(hours=2.5)
    monkeypatch.setattr("sulh.store.writes.papers._same", lambda *_: False)
    assert not make_paper(second.id)
    assert not WorkingPaper.objects.exists()
    monkeypatch.undo()
    at(hours=2.5)

    assert 2 == run_due()


def test_somebody_who_leaves_while_a_paper_is_made_is_not_in_it(
    cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept was true at the moment of keeping."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    once = iter([True])
    really = analyse

    def leaves_meanwhile(*args: Any, **options: Any) -> Findings:
        if next(once, False):
            Vote.objects.filter(seat=cast.seats["river"]).delete()
        return really(*args, **options)

    monkeypatch.setattr(ANALYSE, leaves_meanwhile)

    assert make_paper(epoch.id)
    assert (4, 0, 0) == counts(found(cast, epoch), "1", "River")


def test_a_paper_is_made_once(cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two workers with the same epoch, one keeps its paper, and one record enters the log."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    really = analyse
    inner: list[bool] = []

    def another_worker(*args: Any, **options: Any) -> Findings:
        monkeypatch.setattr(ANALYSE, really)
        inner.append(make_paper(epoch.id))
        return really(*args, **options)

    monkeypatch.setattr(ANALYSE, another_worker)

    assert not make_paper(epoch.id)
    assert [True] == inner
    assert 1 == WorkingPaper.objects.count()
    assert 1 == sum('"epoch-ended"' in record.body for record in LogRecord.objects.all())


def test_a_worker_that_dies_leaves_nothing_behind(cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """An epoch whose paper was not finished is found again by the next worker."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    monkeypatch.setattr(CHECKPOINT, lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_due()
    assert not WorkingPaper.objects.exists()

    monkeypatch.setattr(CHECKPOINT, checkpoint)

    assert 1 == run_due()
    assert found(cast, epoch).sides
    assert 0 == run_due()


def test_the_log_says_that_it_ended_and_not_how_many_answered(cast: Cast, at: At) -> None:
    """The log holds a blinded commitment; count, root and blind are under seal and fit it. A checkpoint is signed."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    run_due()

    records = [msgspec.json.decode(record.body) for record in LogRecord.objects.order_by("number")]
    trace = cast.sealer.get(WorkingPaper.objects.get(epoch=epoch), "trace")
    commitment = blinded(bytes.fromhex(trace["root"]), trace["count"], bytes.fromhex(trace["blind"]))

    assert ["epoch-ended", "round-closed"] == [record["act"] for record in records]
    assert {"round", "number", "epoch", "answers"} == set(records[0]["refs"])
    assert commitment == records[0]["refs"]["answers"] == found(cast, epoch).inputs.digest
    assert 10 == trace["count"]
    assert 2 == read_checkpoint(KeptCheckpoint.objects.get().body)[0].size
    epoch.round.refresh_from_db()
    assert "closed" == epoch.round.state


def test_ballots_of_paper_and_answers_on_screen_give_the_same(both: Cast, at: At) -> None:
    """A vote is a vote, whatever way it came in."""
    assert both.other is not None
    told = []
    for cast, channel in ((both, "screen"), (both.other, "paper")):
        epoch = answered(cast, cast.round(hours=1))
        Seat.objects.filter(dialogue=cast.dialogue).update(channel=channel)
        told.append((cast, epoch))
    at(hours=2)
    run_due()

    one, other = (found(cast, epoch) for cast, epoch in told)

    assert msgspec.structs.replace(one.inputs, digest="") == msgspec.structs.replace(other.inputs, digest="")
    assert one.statements == other.statements
    assert (one.sides, one.divides, one.unheard) == (other.sides, other.divides, other.unheard)


def test_no_seat_stands_in_a_kept_paper(cast: Cast, at: At) -> None:
    """Of flagged people a paper holds how many they are, never who; places on the map come in no order of seats."""
    more_statements(cast, 12)
    epoch = crowd(cast, cast.round(hours=1))
    at(hours=2)
    run_due()

    kept = cast.sealer.text(WorkingPaper.objects.get(epoch=epoch), "findings")
    findings = found(cast, epoch)

    assert not [seat for seat in Seat.objects.all() if str(seat.id) in kept]
    assert findings.integrity is not None
    assert findings.integrity.flags
    for flag in findings.integrity.flags:
        assert [str(number) for number in range(1, len(flag.participants) + 1)] == flag.participants
    assert findings.groups is not None
    assert findings.groups.map is not None
    places = [(x, y) for x, y, _, _ in findings.groups.map.positions]
    assert sorted(places) == places


def test_a_seat_that_was_left_does_not_count_whatever_lies_there(cast: Cast, at: At) -> None:
    """Rows that a restored copy brought back of somebody who left are not read."""
    epoch = answered(cast, cast.round(hours=1))
    Seat.objects.filter(pk=cast.seats["hill"].pk).update(left=True)
    at(hours=2)
    run_due()

    assert (4, 0, 0) == counts(found(cast, epoch), "1", "Hill")


def test_sides_come_in_the_alphabet_of_the_reader_everywhere(cast: Cast, at: At) -> None:
    """Whatever their ids, sides stand in the order of their names, in the list and on every statement."""
    for name, called in (("hill", "Zagros"), ("river", "Arax")):
        cast.sealer.put(cast.sides[name], names={"en": called, "fr": called[::-1]})
        cast.sides[name].save()
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    run_due()

    for tag, order in (("en", ["Arax", "Zagros"]), ("fr", ["sorgaZ", "xarA"])):
        findings = found(cast, epoch, tag)
        assert order == [side.name for side in findings.sides]
        assert [order] * 3 == [list(statement.sides) for statement in findings.statements]


def test_what_was_taken_back_appears_nowhere(cast: Cast, at: At) -> None:
    """A statement withdrawn before the end is not analysed; one withdrawn later is not shown."""
    round_ = cast.round(hours=1)
    epoch = answered(cast, round_)
    cast.statements[0].state = "withdrawn"
    cast.statements[0].save()
    at(hours=2)
    run_due()
    assert {"2", "3"} == {one.id for one in found(cast, epoch).statements}

    cast.statements[1].state = "withdrawn"
    cast.statements[1].save()

    shown = found(cast, epoch)
    assert {"3"} == {one.id for one in shown.statements}
    assert {"3"} >= {one.id for one in shown.unheard} | {one.id for one in shown.comparison}


def test_more_answers_than_were_invited_are_a_room_all_the_same(cast: Cast, at: At) -> None:
    """Where more came than were invited, so many count as invited."""
    epoch = answered(cast, cast.round(hours=1), hill=9)
    at(hours=2)
    run_due()

    assert [9, 5] == [side.invited for side in found(cast, epoch).sides]


def test_a_caucus_holds_one_side(cast: Cast, at: At) -> None:
    """A caucus round is analysed of its side alone."""
    epoch = answered(cast, cast.round(side="hill", hours=1))
    at(hours=2)
    run_due()

    assert ["Hill"] == [side.name for side in found(cast, epoch).sides]


def test_an_epoch_without_answers_has_a_paper_too(cast: Cast, at: At) -> None:
    """Where nobody answered, the paper says so."""
    epoch = cast.round(hours=1).epochs.get()
    at(hours=2)
    run_due()

    assert "no-answers" in {gap.code for gap in found(cast, epoch).cannot_say}


def test_many_answers_are_left_to_the_machine(cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader waits for few answers; many are worked out elsewhere, and the page says how far they are."""
    epoch = answered(cast, cast.round(hours=1))
    at(hours=2)
    monkeypatch.setattr("sulh.store.writes.papers.SMALL", 30)
    assert not make_small(epoch.id)

    make_paper(epoch.id)

    assert 4 == papers(cast.principal("facilitator"), cast.dialogue.id, "en")[0].stage


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"])
def test_nobody_else_sees_a_working_paper(both: Cast, at: At, who: str) -> None:
    """Both facilitators of the process read a working paper, and nobody else."""
    epoch = answered(both, both.round(hours=1))
    at(hours=2)
    run_due()
    assert both.other is not None

    assert result(both.principal("cofacilitator"), epoch.id, "en").findings
    for principal in (both.principal(who), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            result(principal, epoch.id, "en")
        with pytest.raises(Refused):
            papers(principal, both.dialogue.id, "en")


def test_fifty_thousand_answers_are_read_with_five_queries(
    cast: Cast, at: At, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """However many answered, an epoch is read with the same few queries."""
    epoch = answered(cast, cast.round(hours=1), hill=30)
    at(hours=2)
    fresh = Epoch.objects.select_related("round__dialogue").get(pk=epoch.pk)

    with django_assert_num_queries(5):
        assert 105 == len(answers_of(fresh).votes)
