"""Seats and their codes: who may make them, what is kept of them, and what a lost slip still opens."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings

from sulh.access import STRANGER, Principal, Refused, Role
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, LogRecord, Membership, Seat
from sulh.store.reads import seats as reads
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.sealing import keyring
from sulh.store.writes import entry, seats
from sulh.store.writes.leaving import leave
from sulh.store.writes.seats import LETTERS, MOST_AT_ONCE, Slip, Whom
from sulh.vault import log
from sulh.vault.codes import normalise
from tests.cast import Cast, accept

NOT_FACILITATORS = ("hill", "hill-reader", "assistant", "owner", "translator", "administrator", "nobody")


def facilitator(cast: Cast, *, side: str | None = None) -> Principal:
    """Return the facilitator, of one side where it is named."""
    if side is not None:
        Membership.objects.filter(staff=cast.staff["facilitator"]).update(side=cast.sides[side])
    return of_staff(cast.staff["facilitator"].id)


def participants(cast: Cast, side: str = "hill") -> Whom:
    """Return a side as the form names it."""
    return Whom(Role.PARTICIPANT, cast.sides[side].id)


def make(cast: Cast, principal: Principal, whom: Whom, count: int) -> tuple[Slip, ...]:
    """Make seats as a page would that was opened just now."""
    seen = reads.seats_page(principal, cast.dialogue.id, "en").stamp
    return seats.make(principal, cast.dialogue.id, whom, count, seen=seen)


def entered(cast: Cast) -> list[log.Record]:
    """Return the log of the process."""
    rows = LogRecord.objects.filter(process_id=cast.process.id).order_by("number")
    records, faults = log.read_log("".join(f"{row.body}\n" for row in rows).encode())
    assert [] == faults
    return records


def test_a_slip_opens_its_seat(cast: Cast) -> None:
    """Whoever types the number of a new slip sits on the side it was made for."""
    made = make(cast, facilitator(cast), participants(cast), 3)

    found = [entry.enter(STRANGER, slip.code) for slip in made]

    sides = [Seat.objects.get(pk=one.seat_id).side for one in found if one]
    assert [cast.sides["hill"]] * 3 == sides
    assert 3 == len({slip.code for slip in made})


def test_labels_differ_and_are_not_misread(cast: Cast) -> None:
    """No two seats of a dialogue have one label, and no letter of one is taken for another."""
    made = make(cast, facilitator(cast), participants(cast), 40)

    labels = {slip.label for slip in made}
    assert 40 == len(labels)
    assert set() == set("".join(labels)) - set(LETTERS)
    assert set() == set(LETTERS) & set("AEIOU01258BGILOQSUZ")


def test_only_a_hash_of_a_code_is_kept(cast: Cast) -> None:
    """A row holds the digest under the secret salt, and its slip shows no code when it is printed in a fault."""
    (slip,) = make(cast, facilitator(cast), participants(cast), 1)

    kept = Seat.objects.get(label=slip.label)
    assert keyring().codes(cheap=settings.CHEAP_CODES).digest(slip.code) == bytes(kept.code or b"")
    assert slip.code not in repr(slip)


def test_the_log_tells_role_side_and_count(cast: Cast) -> None:
    """What is entered of new slips is for whom and how many; of readers also each by their number."""
    hill, inside = str(cast.sides["hill"].id), str(cast.dialogue.id)
    make(cast, facilitator(cast), participants(cast), 2)
    make(cast, facilitator(cast), Whom(Role.READER, cast.sides["hill"].id), 2)
    make(cast, facilitator(cast), Whom(Role.ASSISTANT), 1)

    told = [(record.act, record.refs) for record in entered(cast)]
    assert [
        ("seats-made", {"role": "participant", "side": hill, "count": 2}),
        ("seats-made", {"role": "reader", "side": hill, "count": 2}),
        ("reader-appointed", {"dialogue": inside, "side": hill, "number": 2}),
        ("reader-appointed", {"dialogue": inside, "side": hill, "number": 3}),
        ("seats-made", {"role": "assistant", "count": 1}),
    ] == told


@pytest.mark.parametrize("who", NOT_FACILITATORS)
def test_nobody_else_makes_finds_or_replaces(both: Cast, who: str) -> None:
    """Whoever does not run the process finds no seats there, and the facilitator of another process neither."""
    assert both.other is not None
    seen = reads.seats_page(facilitator(both), both.dialogue.id, "en").stamp

    for principal in (both.principal(who), both.other.principal("facilitator"), STRANGER):
        with pytest.raises(Refused):
            reads.seats_page(principal, both.dialogue.id, "en")
        with pytest.raises(Refused):
            seats.make(principal, both.dialogue.id, participants(both), 1, seen=seen)
        with pytest.raises(Refused):
            seats.replace(principal, both.dialogue.id, "S1", generation=0)
        with pytest.raises(Refused):
            seats.withdraw(principal, both.dialogue.id, "S1")


def test_a_dialogue_that_is_not_there_is_refused(cast: Cast) -> None:
    """An id that leads nowhere is answered like one that leads elsewhere."""
    with pytest.raises(Refused):
        seats.make(facilitator(cast), uuid4(), participants(cast), 1, seen="")


def test_a_facilitator_of_one_side_sees_and_makes_seats_of_that_side_only(cast: Cast) -> None:
    """Where each side has a facilitator of its own, neither counts, makes or finds seats of the other."""
    principal = facilitator(cast, side="hill")

    shown = reads.seats_page(principal, cast.dialogue.id, "en")
    assert ["Hill"] == [one.side.name for one in shown.sides]
    assert 1 == len(make(cast, principal, participants(cast, "hill"), 1))
    with pytest.raises(Refused):
        make(cast, principal, participants(cast, "river"), 1)
    with pytest.raises(Invalid, match="no-such-label"):
        reads.find(principal, cast.dialogue.id, cast.seats["river"].label, "en")
    assert Role.PARTICIPANT == reads.find(principal, cast.dialogue.id, cast.seats["hill"].label, "en").role


def test_a_side_of_another_process_gets_no_seats(both: Cast) -> None:
    """A side that does not take part in the dialogue is refused, whose ever it is."""
    assert both.other is not None

    with pytest.raises(Refused):
        make(both, facilitator(both), participants(both.other), 1)


@pytest.mark.parametrize(
    ("role", "sided"),
    [(Role.ASSISTANT, True), (Role.PARTICIPANT, False), (Role.READER, False), (Role.OWNER, False), (Role.DESK, True)],
)
def test_a_role_that_does_not_fit_is_refused(cast: Cast, role: Role, sided: bool) -> None:
    """Participants and readers have a side, assistants have none, and nobody else gets a slip here."""
    with pytest.raises(Refused):
        make(cast, facilitator(cast), Whom(role, cast.sides["hill"].id if sided else None), 1)


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_so_many_are_not_made_at_once(cast: Cast, count: int) -> None:
    """None, fewer than none and more than six hundred at a time are told by the field, and nothing is made."""
    before = Seat.objects.count()

    with pytest.raises(Invalid, match="count: number"):
        make(cast, facilitator(cast), participants(cast), count)
    assert before == Seat.objects.count()


def test_a_side_has_three_readers_at_most(cast: Cast) -> None:
    """A fourth reader is refused; the place of one who has left can be filled."""
    readers = Whom(Role.READER, cast.sides["hill"].id)
    make(cast, facilitator(cast), readers, 2)

    with pytest.raises(Conflict, match="too-many-readers"):
        make(cast, facilitator(cast), readers, 1)
    Seat.objects.filter(pk=cast.seats["hill-reader"].id).update(left=True)
    assert 1 == len(make(cast, facilitator(cast), readers, 1))


def test_a_dialogue_has_an_end_of_seats(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most that a dialogue may have nothing is made."""
    monkeypatch.setattr(seats, "MOST_SEATS", Seat.objects.filter(dialogue=cast.dialogue).count() + 2)

    assert 2 == len(make(cast, facilitator(cast), participants(cast), 2))
    with pytest.raises(Conflict, match="too-many-seats"):
        make(cast, facilitator(cast), participants(cast), 1)


def test_a_form_sent_twice_makes_seats_once(cast: Cast) -> None:
    """A page that was opened before the last slips were made makes none, not even for another facilitator."""
    principal = facilitator(cast)
    seen = reads.seats_page(principal, cast.dialogue.id, "en").stamp
    seats.make(principal, cast.dialogue.id, participants(cast), 2, seen=seen)

    for again in (principal, cast.principal("cofacilitator")):
        with pytest.raises(Conflict, match="seats-made-meanwhile"):
            seats.make(again, cast.dialogue.id, participants(cast), 2, seen=seen)
    assert 3 == reads.seats_page(principal, cast.dialogue.id, "en").sides[0].participants


def test_counts_do_not_fall_when_somebody_leaves(cast: Cast) -> None:
    """How many slips were made stays as it was: nobody reads from it who has come or gone."""
    before = reads.seats_page(facilitator(cast), cast.dialogue.id, "en")

    Seat.objects.filter(pk=cast.seats["hill"].id).update(left=True, code=None)

    assert before == reads.seats_page(facilitator(cast), cast.dialogue.id, "en")
    assert [("Hill", 6, 1, 1), ("River", 5, 1, 1)] == [
        (one.side.name, one.invited, one.participants, one.readers) for one in before.sides
    ]


def test_the_code_of_a_lost_slip_is_dead(cast: Cast) -> None:
    """After replacing it the old number opens nothing, the new one the same seat."""
    slip = seats.replace(facilitator(cast), cast.dialogue.id, "s1", generation=0)

    assert entry.enter(STRANGER, cast.codes["hill"]) is None
    found = entry.enter(STRANGER, slip.code)
    assert found is not None
    assert (cast.seats["hill"].id, 1) == (found.seat_id, found.generation)
    assert "S1" == slip.label
    assert normalise(slip.code) != normalise(cast.codes["hill"])


def test_a_session_of_the_lost_slip_is_a_stranger(cast: Cast) -> None:
    """Whoever came in with the old number holds nothing from then on; with the new one they hold the seat."""
    seat = cast.seats["hill"].id
    assert of_seat(seat, 0).holds(Role.PARTICIPANT)

    seats.replace(facilitator(cast), cast.dialogue.id, "S1", generation=0)

    assert STRANGER == of_seat(seat, 0)
    assert of_seat(seat, 1).holds(Role.PARTICIPANT)


def test_the_log_of_a_replacement_tells_no_label(cast: Cast) -> None:
    """That one number of a side was replaced is in the log, which one is not."""
    seats.replace(facilitator(cast), cast.dialogue.id, "S1", generation=0)

    last = entered(cast)[-1]
    assert ("code-replaced", 1, str(cast.sides["hill"].id)) == (last.act, last.refs["count"], last.refs["side"])
    assert "S1" not in last.refs.values()


def test_a_code_is_replaced_once_by_one_form(cast: Cast) -> None:
    """A form sent twice leaves the slip that was printed first in force."""
    slip = seats.replace(facilitator(cast), cast.dialogue.id, "S1", generation=0)

    with pytest.raises(Conflict, match="code-replaced"):
        seats.replace(cast.principal("cofacilitator"), cast.dialogue.id, "S1", generation=0)
    assert entry.enter(STRANGER, slip.code) is not None


@pytest.mark.parametrize("typed", ["S1", " s 1", "s-1", "S\u0661", "S\u06f1", "\u200fS1\u200f"])
def test_a_label_is_found_however_it_is_typed(cast: Cast, typed: str) -> None:
    """Small letters, blanks and the digits of an Arabic keyboard lead to the same seat."""
    assert cast.seats["hill"].id == reads.find(facilitator(cast), cast.dialogue.id, typed, "en").id


@pytest.mark.parametrize("typed", ["", "  ", "S", "S99", "S1 or 1=1", "<b>S1</b>", "S%", "S_", "\ud800", "S" * 5000])
def test_what_is_no_label_finds_nothing(cast: Cast, typed: str) -> None:
    """Whatever else is typed finds no seat."""
    with pytest.raises(Invalid, match="no-such-label"):
        reads.find(facilitator(cast), cast.dialogue.id, typed, "en")


def test_a_seat_without_a_code_is_not_found(cast: Cast) -> None:
    """A seat on paper and one that was left have no number that could be replaced."""
    Seat.objects.filter(pk=cast.seats["hill"].id).update(code=None, channel="paper")
    Seat.objects.filter(pk=cast.seats["river"].id).update(code=None, left=True)

    for label in ("S1", "S2"):
        with pytest.raises(Invalid, match="no-such-label"):
            seats.replace(facilitator(cast), cast.dialogue.id, label, generation=0)


@pytest.mark.parametrize("who", ["nobody", "somebody"])
def test_a_slip_that_nobody_needs_is_withdrawn(cast: Cast, who: str) -> None:
    """Its number opens nothing, the seat and what was answered there stay, with one line in the log: came or not."""
    (slip,) = make(cast, facilitator(cast), participants(cast), 1)
    seat, came = Seat.objects.get(label=slip.label), who == "somebody"
    if came:
        accept(cast.dialogue, seat)
        cast.vote(seat, cast.statements[0], 1, cast.round().epochs.get())
    before = len(entered(cast))

    for _ in range(2):
        seats.withdraw(facilitator(cast), cast.dialogue.id, slip.label)

    assert entry.enter(STRANGER, slip.code) is None
    assert STRANGER == of_seat(seat.id, seat.generation)
    assert (came, came) == (seat.votes.exists(), seat.acceptances.exists())
    assert ("seat-withdrawn", {"role": "participant", "side": str(cast.sides["hill"].id), "count": 1}) == (
        entered(cast)[-1].act,
        entered(cast)[-1].refs,
    )
    assert before + 1 == len(entered(cast))


def test_a_withdrawn_seat_gets_a_new_number_with_which_its_person_can_leave(cast: Cast) -> None:
    """Nobody is kept from taking their answers back because their slip was withdrawn."""
    cast.vote(cast.seats["hill"], cast.statements[0], 1, cast.round().epochs.get())
    seats.withdraw(facilitator(cast), cast.dialogue.id, "S1")
    found = reads.find(facilitator(cast), cast.dialogue.id, "S1", "en")

    slip = seats.replace(facilitator(cast), cast.dialogue.id, "S1", generation=found.generation)
    entered_anew = entry.enter(STRANGER, slip.code)

    assert not found.works
    assert entered_anew is not None
    leave(of_seat(entered_anew.seat_id, entered_anew.generation))
    assert not cast.seats["hill"].votes.exists()


def test_no_reader_is_silenced_by_withdrawing_their_slip(cast: Cast) -> None:
    """The seat is still one of the side whose yes is needed, and what the reader has accepted stays."""
    accept(cast.dialogue, cast.seats["hill-reader"])

    seats.withdraw(facilitator(cast), cast.dialogue.id, cast.seats["hill-reader"].label)

    row = Seat.objects.get(pk=cast.seats["hill-reader"].pk)
    assert (False, True) == (row.left, row.acceptances.exists())


def test_labels_of_two_dialogues_are_drawn_apart(cast: Cast) -> None:
    """The slip of one dialogue finds nothing in another of the same process."""
    other = Dialogue.objects.get(pk=cast.dialogue.id)
    other.pk = UUID(int=9)
    other.save(force_insert=True)

    with pytest.raises(Invalid, match="no-such-label"):
        reads.find(facilitator(cast), other.pk, "S1", "en")
