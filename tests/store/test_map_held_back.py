"""What the map holds back from whoever asks in an unusual way: with ids of others, for a second code, by undoing."""

from __future__ import annotations

import pytest

from sulh.access import Role
from sulh.model.initiatives import AUDIENCES
from sulh.store import withdrawn
from sulh.store.errors import Conflict
from sulh.store.models import Actor, Desk, Initiative, Look, Membership, Offer, Ownership, Seat, Staff
from sulh.store.reads.ending import closing, purging
from sulh.store.reads.map_files import imports
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.pictures import seen_by
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.sealing import sealer
from sulh.store.writes import (
    cards,
    ending,
    engaging,
    ground,
    links,
    map_files,
    map_making,
    map_undoing,
    owner_codes,
)
from sulh.store.writes.ground import ActorText
from sulh.store.writes.leaving import replay
from sulh.store.writes.links import LinkText
from sulh.store.writes.looks import look
from tests.cast import DAY, Cast
from tests.store.mapped import Mapped, mapped, owner_seat


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def test_a_form_with_the_id_of_an_actor_makes_another_and_writes_nothing_over(cast: Cast, on_map: Mapped) -> None:
    """Whoever names somebody under an id that is taken changes nothing of what stands there."""
    council, card = on_map.ids["council"], on_map.owned(on_map.owner)
    before = Actor.objects.filter(pk=council).values().get()

    made = ground.name_actor(on_map.owner, card, ActorText("person", [("Nobody", "")]), new_id=council)

    assert before == Actor.objects.filter(pk=council).values().get()
    assert made != council
    elsewhere = Actor.objects.create(kind="party", listed=True)
    keeper, given = cast.principal("facilitator"), ActorText("person", [("X", "")])
    made = ground.add_actor(keeper, on_map.process, given, new_id=elsewhere.id)
    assert made != elsewhere.id
    assert "party" == Actor.objects.get(pk=elsewhere.id).kind
    for who in (on_map.second, on_map.coordinator):
        registered, _ = cards.register(who, on_map.process, on_map.given("Another"), new_id=card)
        assert registered != card
    assert card == cards.register(on_map.owner, on_map.process, on_map.given("Twice"), new_id=card)[0]
    other = on_map.shown(on_map.second, on_map.owned(on_map.second), owners="actors")
    taken = links.propose(on_map.owner, card, on_map.ids["desk"], LinkText("information", ""))
    assert taken != links.propose(on_map.owner, card, other, LinkText("information", ""), new_id=taken)


def test_a_new_code_for_one_initiative_opens_no_other(on_map: Mapped) -> None:
    """Whoever was entered for an owner may hold another initiative: the coordinator's new code does not show it."""
    entered, slip = cards.register(on_map.coordinator, on_map.process, on_map.given("Entered"))
    owner = of_seat(Seat.objects.get(owned__initiative=entered).id)
    hidden = on_map.owned(owner, "Hidden")

    again = owner_codes.new_code(on_map.coordinator, on_map.process, entered)

    assert slip is not None
    newer = of_seat(Seat.objects.get(label=again.label, process=on_map.process).id)
    assert (True, False) == (on_map.card(newer, entered) is not None, on_map.card(newer, hidden) is not None)
    assert (False, True) == (on_map.card(owner, entered) is not None, on_map.card(owner, hidden) is not None)

    owner_codes.new_code(on_map.coordinator, on_map.process, entered)
    still = Seat.objects.filter(pk__in=(owner.id, newer.id)).values_list("id", flat=True)
    assert [owner.id] == [str(one) for one in still]  # a code that holds nothing any more lets nobody in


def test_a_desk_hears_nothing_of_another_desk(cast: Cast, on_map: Mapped) -> None:
    """What another desk offers, and its links, are on the map of those who know that desk."""
    other = Desk(process=cast.process, on=DAY)
    sealer(cast.process.id).put(other, names={"en": "Another ministry"})
    other.save()
    card = on_map.owned(on_map.owner)
    on_map.shown(on_map.owner, card, desks="detail", funders="detail", coordinators="detail")
    link = links.propose(on_map.owner, card, other.id, LinkText("information", ""))
    links.answer(cast.principal("facilitator"), link, accepted=True)
    Offer.objects.create(process=cast.process, desk=other, direction="offer", resource="time")
    for who in (on_map.desk, on_map.funder):
        picture = seen_by(who, on_map.process).picture
        assert ((), ()) == (picture.links, picture.offers)
    picture = seen_by(on_map.coordinator, on_map.process).picture
    assert (1, 1) == (len(picture.links), len(picture.offers))


def test_what_an_initiative_rests_on_is_gone_for_its_owner_when_it_is_hidden(on_map: Mapped) -> None:
    """To the owner of one that rests on it, an initiative that is shown no more is as one that was taken off."""
    other = on_map.shown(on_map.second, on_map.owned(on_map.second, "Other"), owners="detail")
    one = on_map.owned(on_map.owner)
    engaging.join(on_map.owner, one, "depends_on", other)
    assert (str(other),) == own_card(on_map.owner, one).card.depends_on

    on_map.shown(on_map.second, other)

    assert () == own_card(on_map.owner, one).card.depends_on


ACTORS = b"name,kind\nBakers of the valley,organisation\nMillers of the valley,organisation\n"


def test_taking_a_file_back_does_not_tell_who_is_engaged_where(cast: Cast, on_map: Mapped) -> None:
    """An actor of a file that a hidden initiative names goes like the others for whoever takes the file back."""
    keeper = cast.principal("facilitator")
    batch = map_files.bring(keeper, on_map.process, ACTORS, "a.csv", seen_by(keeper, on_map.process).picture)
    map_making.make(keeper, batch, seen_by(keeper, on_map.process).picture, {})
    actor = Actor.objects.filter(batch=batch).first()
    assert actor is not None
    hidden = on_map.owned(on_map.owner, actors=[str(actor.id)])

    map_undoing.undo(keeper, batch)

    assert str(actor.id) not in {one.id for one in seen_by(keeper, on_map.process).picture.actors}
    assert {} == {kind: n for kind, n in imports(keeper, on_map.process)[0].counts.items() if n}
    card = on_map.card(on_map.owner, hidden)
    assert card is not None
    assert (str(actor.id),) == card.actors


def test_who_was_named_on_a_card_alone_goes_with_it(on_map: Mapped) -> None:
    """A name that nobody listed goes when no initiative names it any more, and no old backup brings either back."""
    card = on_map.owned(on_map.owner)
    made = [ground.name_actor(on_map.owner, card, ActorText("person", [(name, "")])) for name in ("Ara", "Bo")]
    engaging.leave(on_map.owner, card, "actors", made[0])
    assert [made[1]] == list(Actor.objects.filter(pk__in=made).values_list("id", flat=True))
    kept = Initiative.objects.get(pk=card)
    cards.withdraw(on_map.owner, card)
    assert not Actor.objects.filter(pk__in=made).exists()

    kept.save(force_insert=True)  # as an older backup brings it back
    Initiative.objects.get(pk=card).actors.add(Actor.objects.create(kind="person"))
    assert 0 == replay(withdrawn.noted()), "nobody is told"
    assert not Initiative.objects.filter(pk=card).exists()
    assert 3 == Actor.objects.count()


def test_what_would_be_deleted_does_not_count_owners(cast: Cast, on_map: Mapped) -> None:
    """Each initiative that a coordinator enters makes a seat: who closes or deletes a process is not told how many."""
    keeper = cast.principal("facilitator")

    cards.register(on_map.coordinator, on_map.process, on_map.given("Entered"))
    owners = Seat.objects.filter(process=on_map.process, role=Role.OWNER).count()
    others = Seat.objects.filter(process=on_map.process).count() - owners
    told = (closing(keeper, on_map.process).seats, purging(keeper, on_map.process).seats)
    gone = ending.begin(on_map.process, "process-purged", keeper)
    assert ((others, others), others) == (told, gone and gone["Seat"])


def test_what_was_offered_to_an_owner_ends_when_another_takes_over(cast: Cast, on_map: Mapped) -> None:
    """Whoever offered to hand over offered it to those who held the other initiative then, and to nobody after them."""
    third = owner_seat(cast.process, "OWNC")
    given, taken, last = (on_map.owned(who) for who in (on_map.owner, on_map.second, third))
    for who, one in ((on_map.owner, given), (on_map.second, taken), (third, last)):
        on_map.shown(who, one, owners="actors")
    offered = links.propose(on_map.owner, given, taken, LinkText("hand_off", ""))
    onward = links.propose(on_map.second, taken, last, LinkText("hand_off", ""))
    links.answer(third, onward, accepted=True)

    with pytest.raises(Conflict, match="somebody-was-quicker"):
        links.answer(third, offered, accepted=True)
    assert on_map.owner.id == str(Ownership.objects.get(initiative=given).seat_id)


def test_whoever_holds_two_roles_is_written_down_in_the_one_that_was_shown_it(cast: Cast, on_map: Mapped) -> None:
    """An owner who shows something to facilitators alone reads that a facilitator saw it, never a coordinator."""
    staff = Staff.objects.get(pk=cast.principal("facilitator").id)
    Membership.objects.create(staff=staff, process=cast.process, role=Role.COORDINATOR)
    both = of_staff(staff.id)
    for audience in AUDIENCES[:2]:
        one = on_map.owned(on_map.owner)
        cards.show(on_map.owner, one, {audience: "theme_area"}, matched=False)
        look(both, on_map.process)
        assert [audience] == list(Look.objects.filter(initiative=one).values_list("audience", flat=True))
