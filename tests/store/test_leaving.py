from __future__ import annotations

from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from sulh.access import STRANGER, Refused
from sulh.store.models import (
    Approval,
    Clause,
    Criticism,
    FinalAnswer,
    LogRecord,
    OneText,
    Ownership,
    RoundStatement,
    Seat,
    Staff,
    Statement,
    TransferPackage,
    Version,
    Vote,
    Wording,
)
from sulh.store.reads import circulating
from sulh.store.reads.principals import of_seat
from sulh.store.reads.statements import decided
from sulh.store.writes import entry, leaving, moderation, proposals, votes
from tests.cast import DAY, Cast


def _of_seat(seat: Seat) -> dict[str, int]:
    """Count the rows of every table that point to the seat of a participant: what owners own is in none of theirs."""
    counted = {}
    for table in apps.get_app_config("store").get_models():
        if table is Ownership:
            continue
        for field in table._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Seat:
                counted[f"{table.__name__}.{field.name}"] = table._default_manager.filter(**{field.name: seat}).count()
    return counted


def _full_seat(cast: Cast) -> None:
    """Let somebody have done everything that can be done."""
    cast.round()
    hill = cast.principal("hill")
    for statement in cast.statements:
        votes.answer(hill, circulating.at(hill), statement.id, 1, token=uuid4())
    proposals.propose(hill, "need", "A road that stays open", "en")
    Statement.objects.filter(pk=cast.statements[0].pk).update(author=cast.seats["hill"])
    _say_of_a_text(cast, cast.seats["hill"])


def _say_of_a_text(cast: Cast, seat: Seat) -> None:
    """Leave the rows of somebody who criticised a clause, answered the last question and approved a package."""
    text = OneText.objects.create(dialogue=cast.dialogue, audience="joint", on=DAY)
    version = Version.objects.create(text=text, number=1, put=DAY)
    wording = Wording.objects.create(version=version, clause=Clause.objects.create(text=text), place=1)
    Criticism.objects.create(wording=wording, seat=seat, on=DAY)
    FinalAnswer.objects.create(version=version, seat=seat, yes=False)
    composer = Staff.objects.create(account="composer")
    package = TransferPackage.objects.create(
        dialogue=cast.dialogue, number=1, digest="0" * 64, expires=DAY, composed_by=composer, on=DAY
    )
    Approval.objects.create(package=package, seat=seat, digest=package.digest, yes=True)


def test_no_row_of_theirs_is_left(cast: Cast) -> None:
    """Every table that points to a seat held something of it, and holds nothing once it is left."""
    _full_seat(cast)
    seat = cast.seats["hill"]
    assert {True} == {count > 0 for count in _of_seat(seat).values()}
    leaving.leave(cast.principal("hill"))
    assert {0} == set(_of_seat(seat).values())


def test_the_seat_is_empty_and_its_code_is_dead(cast: Cast) -> None:
    """Code, label and language are gone; the code leads nowhere and the principal is a stranger."""
    seat = cast.seats["hill"]
    leaving.leave(cast.principal("hill"))
    row = Seat.objects.get(pk=seat.pk)
    assert (None, "", "", True) == (row.code, row.ballot, row.language, row.left)
    assert seat.label != row.label
    assert entry.enter(of_seat(seat.id), cast.codes["hill"]) is None
    assert "" == of_seat(seat.id).id


def test_what_others_have_answered_stays_without_its_author(cast: Cast) -> None:
    """A statement in circulation keeps its text and the answers of others; a waiting one is gone with its text."""
    _full_seat(cast)
    river = cast.principal("river")
    votes.answer(river, circulating.at(river), cast.statements[0].id, -1)
    leaving.leave(cast.principal("hill"))
    kept = Statement.objects.get(pk=cast.statements[0].pk)
    assert (None, 3) == (kept.author, kept.texts.count())
    assert [-1] == list(Vote.objects.values_list("value", flat=True))
    assert not Statement.objects.filter(state="proposed").exists()


@pytest.mark.parametrize(("state", "stays"), [("rejected", 0), ("merged", 0), ("accepted", 0), ("withdrawn", 1)])
def test_what_was_never_put_to_anybody_goes_along(cast: Cast, state: str, stays: int) -> None:
    """A proposal nobody was asked about is erased, taken up or not; one that was put keeps the answers of others."""
    opened = cast.round()
    own = Statement.objects.create(
        dialogue=cast.dialogue,
        number=9,
        source="proposal",
        asks="need",
        state=state,
        on=DAY,
        author=cast.seats["hill"],
    )
    if stays:
        RoundStatement.objects.create(round=opened, statement=own, place=9)
    leaving.leave(cast.principal("hill"))
    assert stays == Statement.objects.filter(pk=own.pk, author=None).count()


def test_what_was_merged_into_it_stands_for_itself_again(cast: Cast) -> None:
    """The words of whoever left are gone though they stood for another's too; the other's wait for a facilitator."""
    made = []
    for number, name in enumerate(("hill", "hill", "river"), 10):
        given = {"source": "proposal", "asks": "need", "on": DAY, "author": cast.seats[name], "number": number}
        made.append(Statement.objects.create(dialogue=cast.dialogue, state="proposed", **given))
    first, second, other = made
    for row, into in ((other, second), (second, first)):
        moderation.merge(cast.principal("facilitator"), row.id, into.id, seen=0)
    leaving.leave(cast.principal("hill"))
    assert not Statement.objects.filter(pk__in=[first.pk, second.pk]).exists()
    kept = Statement.objects.get(pk=other.pk)
    assert ("proposed", None, cast.seats["river"].id) == (kept.state, kept.merged_into_id, kept.author_id)
    moderation.accept(cast.principal("facilitator"), kept.id, seen=decided(kept))


def test_the_log_knows_nothing_of_it(cast: Cast) -> None:
    """The act of one participant is not an act of the process."""
    before = LogRecord.objects.count()
    leaving.leave(cast.principal("hill"))
    assert before == LogRecord.objects.count()


def test_others_lose_nothing(cast: Cast) -> None:
    """The answers and the code of somebody else of the same side are untouched."""
    cast.round()
    other = cast.more("hill", 1)[0]
    principal = of_seat(other.id)
    votes.answer(principal, circulating.at(principal), cast.statements[0].id, 1)
    leaving.leave(cast.principal("hill"))
    assert [other.id] == list(Vote.objects.values_list("seat_id", flat=True))
    assert entry.enter(STRANGER, cast.codes["river"]) is not None


@pytest.mark.parametrize("name", ["facilitator", "administrator", "owner"])
def test_who_has_no_seat_to_leave_leaves_nothing(cast: Cast, name: str) -> None:
    """An account has no seat, an owner's stays theirs."""
    with pytest.raises(Refused):
        leaving.leave(cast.principal(name))


def test_nobody_leaves_twice(cast: Cast) -> None:
    """A second form of an old tab finds nothing."""
    principal = cast.principal("hill")
    leaving.leave(principal)
    with pytest.raises(Refused):
        leaving.leave(principal)


def test_readers_and_assistants_leave_as_well(cast: Cast) -> None:
    """Their codes die in the same way."""
    for name in ("hill-reader", "assistant"):
        leaving.leave(cast.principal(name))
        assert Seat.objects.get(pk=cast.seats[name].pk).left
