"""One text: drafted by facilitators only, criticised by the sides, never put while anything said has no reply."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import msgspec
import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Criticism, LogRecord, OneText, Version, Wording
from sulh.store.reads.circulating import NotAgreed
from sulh.store.reads.one_text import beside, concerns, text, text_of
from sulh.store.reads.put_text import put_text
from sulh.store.texts import seen
from sulh.store.writes import criticisms, leaving, one_text
from tests.cast import DAY, Cast
from tests.store.drafted import BECAUSE, ROAD, TITLES, WELL, Drafted, draft, lengthen, put

LATE = {
    **ROAD,
    "en": "The road opens by day, guarded",
    "fr": "La route ouvre le jour, gardée",
    "ar": "يفتح الطريق نهارا بحراسة",
}
NOT_FACILITATORS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]


def acts() -> list[str]:
    """Return the acts in the log."""
    return [msgspec.json.decode(record.body)["act"] for record in LogRecord.objects.order_by("number")]


def changes(made: Drafted, who: str) -> dict[str, Callable[[], object]]:
    """Return every verb of the draft as somebody would call it."""
    person, wording = made.cast.principal(who), made.wordings[0]
    return {
        "begin": partial(one_text.begin, person, made.cast.dialogue.id, "joint", TITLES),
        "add": partial(one_text.add_clause, person, made.text, WELL, agenda_item=None),
        "reword": partial(one_text.reword, person, wording.id, LATE, seen=seen(wording, "texts"), agenda_item=None),
        "remove": partial(one_text.remove, person, wording.id),
        "move": partial(one_text.move, person, wording.id, up=False),
        "reply": partial(one_text.reply, person, made.text, [uuid4()], "kept", BECAUSE),
        "put": partial(one_text.put, person, made.text),
        "redraft": partial(one_text.redraft, person, made.text),
        "call": partial(one_text.call, person, made.text),
        "reopen": partial(one_text.reopen, person, made.text),
        "see": partial(text, person, made.text, "en"),
        "find": partial(text_of, person, made.cast.dialogue.id),
        "concerns": partial(concerns, person, made.text, "en"),
        "beside": partial(beside, person, made.text, 1, 1, "en"),
    }


@pytest.mark.parametrize("who", NOT_FACILITATORS)
def test_nobody_but_a_facilitator_drafts(cast: Cast, who: str) -> None:
    """Every verb is refused to everybody else, and nothing has changed."""
    made = draft(cast)
    before = [(row.id, bytes(row.texts), row.place) for row in made.wordings]
    for verb in changes(made, who).values():
        with pytest.raises(Refused):
            verb()
    assert before == [(row.id, bytes(row.texts), row.place) for row in made.wordings]
    assert "drafting" == OneText.objects.get().state


def test_another_process_is_not_there(both: Cast) -> None:
    """A facilitator of elsewhere meets the same refusal as for what does not exist."""
    assert both.other is not None
    made = draft(both)
    stranger = Drafted(both.other, made.text)
    for name, verb in changes(stranger, "facilitator").items():
        if name not in ("begin", "find"):  # these are of their own dialogue
            with pytest.raises(Refused):
                verb()


def test_a_dialogue_has_one_text_at_a_time(cast: Cast) -> None:
    """A second one is refused, whichever facilitator begins it."""
    draft(cast)
    with pytest.raises(Conflict, match="text-there"):
        one_text.begin(cast.principal("cofacilitator"), cast.dialogue.id, "joint", TITLES)


def test_the_same_clause_sent_twice_is_one(cast: Cast) -> None:
    """A form that comes twice adds one clause."""
    made = draft(cast)
    again = one_text.add_clause(made.facilitator, made.text, ROAD, agenda_item=None)
    assert ([made.wordings[0].id], 2) == ([again], len(made.wordings))


def test_clauses_move_and_go(cast: Cast) -> None:
    """The second comes first; when the first goes, what is left counts from one."""
    made = draft(cast)
    road, well = made.wordings
    one_text.move(made.facilitator, well.id, up=True)
    assert [well.id, road.id] == [row.id for row in made.wordings]
    one_text.move(made.facilitator, well.id, up=True)  # there is nothing above the first
    one_text.remove(made.facilitator, well.id)
    assert [(road.id, 1)] == [(row.id, row.place) for row in made.wordings]


def test_of_two_who_reword_at_once_the_second_is_told(cast: Cast) -> None:
    """What was read before the first one saved is no longer what is changed."""
    made = draft(cast)
    wording = made.wordings[0]
    stamp = seen(wording, "texts")
    one_text.reword(made.facilitator, wording.id, LATE, seen=stamp, agenda_item=None)
    with pytest.raises(Conflict, match="changed-meanwhile"):
        one_text.reword(cast.principal("cofacilitator"), wording.id, WELL, seen=stamp, agenda_item=None)
    assert LATE == cast.sealer.texts(made.wordings[0], "texts")


def test_a_version_that_was_put_never_changes(cast: Cast) -> None:
    """Whatever is tried on it, and whatever the next version says, it reads as it was put."""
    made = put(cast)
    wording = made.wordings[0]
    for name, verb in changes(made, "facilitator").items():
        if name in ("add", "reword", "remove", "move", "reply", "put"):
            with pytest.raises(Conflict, match="text-not-drafted"):
                verb()
    one_text.redraft(made.facilitator, made.text)
    mine = made.wordings[0]
    one_text.reword(made.facilitator, mine.id, LATE, seen=seen(mine, "texts"), agenda_item=None)
    assert ROAD == cast.sealer.texts(Wording.objects.get(pk=wording.pk), "texts")
    with pytest.raises(Conflict, match="text-not-drafted"):
        one_text.reword(made.facilitator, wording.id, LATE, seen=seen(wording, "texts"), agenda_item=None)


def test_nothing_is_put_that_some_cannot_read(cast: Cast) -> None:
    """A clause that lacks Arabic stops the version, and says which language."""
    made = draft(cast)
    one_text.add_clause(made.facilitator, made.text, {"en": "A third", "fr": "Une troisième"}, agenda_item=None)
    with pytest.raises(Incomplete) as missing:
        made.put()
    assert ("clause-text-missing:ar",) == missing.value.missing


def test_a_criticism_is_replied_to_before_the_next_version(cast: Cast) -> None:
    """What was said stops the next version until it led to a change or has a reason."""
    made = put(cast)
    said = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    with pytest.raises(Incomplete) as missing:
        made.put()
    assert ("criticism-without-reply",) == missing.value.missing
    given = one_text.reply(made.facilitator, made.text, [said], "changed", BECAUSE)
    with pytest.raises(Incomplete, match="reply-without-change"):
        made.put()
    one_text.take_reply_back(made.facilitator, given)
    one_text.reply(made.facilitator, made.text, [said], "kept", BECAUSE)
    made.put()
    assert ["text-begun", "text-put", "text-redrafted", "text-put"] == acts()


def test_a_reply_of_a_version_that_was_put_stays(cast: Cast) -> None:
    """Nobody takes an answer back that people have read."""
    made = put(cast)
    said = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    given = one_text.reply(made.facilitator, made.text, [said], "kept", BECAUSE)
    made.put()
    one_text.redraft(made.facilitator, made.text)
    with pytest.raises(Refused):
        one_text.take_reply_back(made.facilitator, given)


def test_of_two_replies_to_one_criticism_the_second_is_told(cast: Cast) -> None:
    """The first reply stands."""
    made = put(cast)
    said = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    one_text.reply(made.facilitator, made.text, [said], "kept", BECAUSE)
    with pytest.raises(Conflict, match="replied-meanwhile"):
        one_text.reply(cast.principal("cofacilitator"), made.text, [said], "changed", BECAUSE)


def test_participants_and_readers_criticise_what_is_put(cast: Cast) -> None:
    """A need of up to 500 characters; the same one twice is one; nothing enters the log."""
    made = put(cast)
    before = acts()
    assert made.criticise("hill") == made.criticise("hill")
    made.criticise("river-reader", "Where do we water?", place=2)
    assert 2 == Criticism.objects.count()
    with pytest.raises(Invalid) as faults:
        made.criticise("hill", "x" * 501)
    assert {"need": "too-long"} == faults.value.faults
    assert before == acts()


@pytest.mark.parametrize("who", ["facilitator", "cofacilitator", "translator", "administrator", "assistant", "owner"])
def test_the_third_party_criticises_nothing(cast: Cast, who: str) -> None:
    """Whoever has no side has no need to state here."""
    made = put(cast)
    with pytest.raises(Refused):
        made.criticise(who)


def test_nobody_criticises_before_accepting_the_texts(cast: Cast) -> None:
    """Consent comes first for readers, too."""
    made = put(cast)
    cast.seats["hill-reader"].acceptances.all().delete()
    with pytest.raises(NotAgreed):
        made.criticise("hill-reader")
    with pytest.raises(NotAgreed):
        put_text(cast.principal("hill-reader"), "en")


def test_a_draft_is_not_there_for_the_sides(cast: Cast) -> None:
    """Before it is put there is nothing to read; afterwards only what was put."""
    made = draft(cast)
    assert put_text(cast.principal("hill"), "en") is None
    with pytest.raises(Refused):
        made.criticise("hill")
    made.put()
    old = made.wordings[0]
    one_text.redraft(made.facilitator, made.text)
    read = put_text(cast.principal("hill"), "en")
    assert read is not None
    assert (1, "waiting", str(old.id)) == (read.number, read.state, read.clauses[0].wording_id)
    with pytest.raises(Conflict, match="text-not-put"):
        criticisms.criticise(cast.principal("hill"), old.id, "Too early", "en")


def test_a_clause_of_another_dialogue_is_not_there(both: Cast) -> None:
    """An id of elsewhere is refused like one that does not exist."""
    assert both.other is not None
    made, other = put(both), put(both.other)
    for wording in (other.wordings[0].id, uuid4()):
        with pytest.raises(Refused):
            criticisms.criticise(both.principal("hill"), wording, "Not mine", "en")
    assert not Criticism.objects.exists()
    assert made.text != other.text


def test_own_criticism_can_be_taken_back_until_it_has_a_reply(cast: Cast) -> None:
    """Nobody else can, and what was replied to stays."""
    made = put(cast)
    said = made.criticise("hill")
    for who in ("river", "hill-reader", "facilitator"):
        with pytest.raises(Refused):
            criticisms.take_back(cast.principal(who), said)
    criticisms.take_back(cast.principal("hill"), said)
    again = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    one_text.reply(made.facilitator, made.text, [again], "kept", BECAUSE)
    with pytest.raises(Conflict, match="replied-meanwhile"):
        criticisms.take_back(cast.principal("hill"), again)


def test_what_became_of_it_is_read_by_everybody_in_a_joint_text(cast: Cast) -> None:
    """The words are the facilitator's; the criticism itself is read by its author alone."""
    _replied(put(cast))
    for who, own in (("hill", True), ("river", False)):
        read = put_text(cast.principal(who), "en")
        assert read is not None
        assert [("kept", BECAUSE["en"], own)] == [(one.outcome, one.words, one.own) for one in read.clauses[0].told]
        assert "Children walk here" not in repr(read)


def test_side_by_side_a_reply_is_for_the_side_whose_concern_it_was(cast: Cast) -> None:
    """The other side reads nothing of it."""
    _replied(put(cast, audience="side-by-side"))
    told = {}
    for who in ("hill", "hill-reader", "river", "river-reader"):
        read = put_text(cast.principal(who), "en")
        assert read is not None
        told[who] = len(read.clauses[0].told)
    assert {"hill": 1, "hill-reader": 1, "river": 0, "river-reader": 0} == told


def _replied(made: Drafted) -> None:
    """Let the hill be answered in a second version."""
    said = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    one_text.reply(made.facilitator, made.text, [said], "kept", BECAUSE)
    made.put()


def test_in_the_high_profile_nothing_said_is_shown_back(cast: Cast) -> None:
    """That something was said is there, its words are not."""
    made = put(cast)
    made.criticise("hill")
    cast.process.profile = "high"
    cast.process.save()
    read = put_text(cast.principal("hill"), "en")
    assert read is not None
    assert [None] == [one.text for one in read.clauses[0].own]


def test_a_facilitator_sees_the_side_and_never_the_seat(cast: Cast) -> None:
    """A concern bears its need, clause, version and side."""
    made = put(cast)
    made.criticise("hill")
    page = concerns(made.facilitator, made.text, "en")
    assert [("Children walk here", "Hill", 1, 1)] == [
        (one.text, one.side.name, one.version, one.place) for one in page.rows
    ]
    assert str(cast.seats["hill"].id) not in repr(page)


def test_whoever_leaves_takes_their_criticism_along(cast: Cast) -> None:
    """What only they said no longer stands in the way of anything."""
    made = put(cast)
    made.criticise("hill")
    assert 1 == text(made.facilitator, made.text, "en").waiting
    leaving.leave(cast.principal("hill"))
    assert (0, ()) == (
        text(made.facilitator, made.text, "en").waiting,
        text(made.facilitator, made.text, "en").obstacles,
    )


def test_a_reply_to_whoever_left_stands_in_nobodys_way(cast: Cast) -> None:
    """That a clause was changed for a concern is no claim any more once the concern has gone: the draft can be put."""
    made = put(cast)
    said = made.criticise("hill")
    one_text.redraft(made.facilitator, made.text)
    one_text.reply(made.facilitator, made.text, [said], "changed", BECAUSE)
    leaving.leave(cast.principal("hill"))
    assert () == text(made.facilitator, made.text, "en").obstacles
    made.put()
    assert "put" == OneText.objects.get().state


def test_two_versions_stand_side_by_side(cast: Cast) -> None:
    """The first clause has changed and the second has not."""
    made = put(cast)
    one_text.redraft(made.facilitator, made.text)
    mine = made.wordings[0]
    one_text.reword(made.facilitator, mine.id, LATE, seen=seen(mine, "texts"), agenda_item=None)
    rows = beside(made.facilitator, made.text, 1, 2, "en").rows
    assert ["changed", "same"] == [row.kind for row in rows]
    assert [", guarded"] == [piece.text for piece in rows[0].pieces if piece.kind == "new"]


def test_the_pages_ask_as_often_for_much_as_for_little(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Sixty clauses with 180 criticisms take no more queries than two with none; 25 clauses are read at a time."""
    made = draft(cast)
    lengthen(made, 60)
    made.put()
    seats = [cast.seats["hill"], *cast.more("river", 2)]
    rows = [Criticism(wording=wording, seat=seat, on=DAY) for wording in made.wordings for seat in seats]
    for row in rows:
        cast.sealer.put(row, need={"language": "en", "text": "Too late"})
    Criticism.objects.bulk_create(rows)
    facilitator, hill = made.facilitator, cast.principal("hill")
    with django_assert_max_num_queries(16):
        text(facilitator, made.text, "en")
    with django_assert_max_num_queries(8):
        concerns(facilitator, made.text, "en")
    with django_assert_max_num_queries(9):
        read = put_text(hill, "en", at=made.wordings[29].id)
    assert read is not None
    assert list(range(26, 51)) == [clause.number for clause in read.clauses if len(clause.own) == 1]


def test_what_was_taken_out_comes_behind_the_last_clause(cast: Cast) -> None:
    """Thirty clauses, of which two go: 28 on two pages, then those two, under the numbers they had."""
    made = draft(cast)
    lengthen(made, 30)
    made.put()
    one_text.redraft(made.facilitator, made.text)
    for _ in range(2):
        one_text.remove(made.facilitator, made.wordings[0].id)
    made.put()
    first, last = put_text(cast.principal("hill"), "en"), put_text(cast.principal("hill"), "en", at=29)
    assert first is not None
    assert last is not None
    assert ([], 29, 28) == ([one.number for one in first.gone], first.gone_from, first.of)
    assert [(1, ROAD["en"]), (2, WELL["en"])] == [(one.number, one.text) for one in last.gone]
    assert [26, 27, 28] == [one.number for one in last.clauses]
    assert [(1, 25), (26, 28)] == [(leaf.first, leaf.last) for leaf in last.leaves]


def test_readers_end_it_when_the_last_of_them_has_answered(cast: Cast) -> None:
    """Two yes make a recommendation; the log holds one record, and it names nobody."""
    made = put(cast)
    made.call()
    made.answer("hill-reader", yes=True)
    assert ("called", "text-called") == (OneText.objects.get().state, acts()[-1])
    made.answer("river-reader", yes=True)
    body = msgspec.json.decode(LogRecord.objects.latest("number").body)
    assert ("text-answered", None, "recommended") == (body["act"], body["staff"], body["refs"]["to"])
    assert text(made.facilitator, made.text, "en").recommended is True


def test_one_no_is_enough(cast: Cast) -> None:
    """The sides cannot recommend a text that one reader does not."""
    made = put(cast)
    made.call()
    made.answer("hill-reader", yes=False)
    made.answer("hill-reader", yes=True)  # thought again before the others had answered
    made.answer("river-reader", yes=False)
    assert text(made.facilitator, made.text, "en").recommended is False


def test_the_last_question_waits_for_every_reply(cast: Cast) -> None:
    """A criticism without a reply stops the call, and so does a side that nobody reads for."""
    made = put(cast)
    made.criticise("river", place=2)
    with pytest.raises(Incomplete, match="criticism-without-reply"):
        made.call()
    Criticism.objects.all().delete()
    leaving.leave(cast.principal("river-reader"))
    with pytest.raises(Incomplete, match="side-without-reader"):
        made.call()


def test_only_readers_answer_and_only_what_is_called(cast: Cast) -> None:
    """Participants and facilitators say no yes; a reader's yes to a question that was taken back is told."""
    made = put(cast)
    with pytest.raises(Conflict, match="text-not-called"):
        made.answer("hill-reader", yes=True)
    made.call()
    for who in ("hill", "facilitator", "assistant"):
        with pytest.raises(Refused):
            made.answer(who, yes=True)
    made.answer("hill-reader", yes=True)
    old = made.newest.id
    one_text.reopen(made.facilitator, made.text)
    assert not Version.objects.get(pk=old).answers.exists()
    with pytest.raises(Conflict, match="text-not-called"):
        made.answer("river-reader", yes=True)


def test_side_by_side_a_shared_reply_tells_no_side_of_which_clauses_the_other_spoke(cast: Cast) -> None:
    """One reply may answer both sides; each reads it beside what it said itself, and nowhere else."""
    made = put(cast, audience="side-by-side")
    said = [made.criticise("hill", place=1), made.criticise("river", place=2)]
    one_text.redraft(made.facilitator, made.text)
    one_text.reply(made.facilitator, made.text, said, "kept", BECAUSE)
    made.put()
    told = {}
    for who in ("hill", "river"):
        read = put_text(cast.principal(who), "en")
        assert read is not None
        told[who] = [len(clause.told) for clause in read.clauses]
    assert {"hill": [1, 0], "river": [0, 1]} == told
