"""A facilitator's key: made here or brought, replaced without losing what is sealed to it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sulh.access import STRANGER, Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Identity, LogRecord, Membership
from sulh.store.reads import identities as reads
from sulh.store.writes import facilitator_keys as keys
from sulh.store.writes import identities
from sulh.store.writes.identities import Person
from sulh.vault.identities import fingerprint, new_pair, open_sealed, public_of, unwrap_private
from sulh.vault.onpaper import private_text, public_text
from tests.cast import Cast
from tests.store.kept import everything_kept

WORDS, OTHER = "kettle orbit maple nine", "harbour lentil stone fox"
NOT_FACILITATORS = ("hill", "hill-reader", "assistant", "owner", "translator", "administrator", "nobody")


def own(cast: Cast, name: str = "facilitator") -> Membership:
    """Return the row under which somebody is a facilitator."""
    return Membership.objects.get(staff=cast.staff[name], role="facilitator")


def raised(cast: Cast) -> None:
    """Let the process be of the high profile."""
    cast.process.profile = "high"
    cast.process.save()


def sealed(cast: Cast, name: str = "Ahmad") -> None:
    """Let the facilitator have sealed somebody."""
    identities.write(cast.principal("facilitator"), cast.process.id, own(cast).id, Person(name))


def test_a_key_is_made_and_opens_with_its_passphrase_alone(cast: Cast) -> None:
    """The public half lies open, the private one under the passphrase; neither is the passphrase kept."""
    principal = cast.principal("facilitator")
    assert not reads.own_key(principal, cast.process.id).fingerprint

    keys.make(principal, cast.process.id, WORDS)

    row = own(cast)
    private = unwrap_private(bytes(row.wrapped_private_key), WORDS)
    assert public_of(private) == bytes(row.public_key)
    assert fingerprint(bytes(row.public_key)) == reads.own_key(principal, cast.process.id).fingerprint
    kept = everything_kept()
    assert bytes(row.public_key) in kept
    assert private not in kept
    assert WORDS.encode() not in kept


def test_the_log_says_that_a_key_was_made_and_not_which(cast: Cast) -> None:
    """No fingerprint is in the log."""
    keys.make(cast.principal("facilitator"), cast.process.id, WORDS)
    first = reads.own_key(cast.principal("facilitator"), cast.process.id).fingerprint
    keys.make(cast.principal("facilitator"), cast.process.id, OTHER, seen=first)

    bodies = list(LogRecord.objects.order_by("number").values_list("body", flat=True))
    assert ['"act":"key-made"' in bodies[0], '"act":"key-replaced"' in bodies[1]] == [True, True]
    assert all('"refs":{}' in body for body in bodies)


@pytest.mark.parametrize(
    ("passphrase", "fault"),
    [
        ("", "too-short"),
        ("eleven-lett", "too-short"),
        ("           a", "too-short"),
        ("aaaaaaaaaaaaaaa", "too-simple"),
        ("abababababababab", "too-simple"),
        ("1234567890123456", "too-simple"),
        ("passwordpassword", "too-simple"),
        ("ab cd ef " * 40, "too-long"),
        ("kettle orbit\x00 maple", "control"),
        ("kettle orbit\ud800 maple", "control"),
    ],
)
def test_a_passphrase_that_is_easily_guessed_makes_no_key(cast: Cast, passphrase: str, fault: str) -> None:
    """Short, repeated, common and endless ones are told by what is wrong with them."""
    with pytest.raises(Invalid) as refusal:
        keys.make(cast.principal("facilitator"), cast.process.id, passphrase)
    assert {"passphrase": fault} == refusal.value.faults
    assert not own(cast).public_key


@pytest.mark.parametrize("who", NOT_FACILITATORS)
def test_nobody_else_has_a_key(both: Cast, who: str) -> None:
    """Whoever is no facilitator of the process makes and brings none, the facilitator of another one neither."""
    assert both.other is not None

    for principal in (both.principal(who), both.other.principal("facilitator"), STRANGER):
        with pytest.raises(Refused):
            reads.own_key(principal, both.process.id)
        with pytest.raises(Refused):
            keys.make(principal, both.process.id, WORDS)
        with pytest.raises(Refused):
            keys.register(principal, both.process.id, public_text(new_pair()[0]))
    with pytest.raises(Refused):
        keys.make(both.principal("facilitator"), uuid4(), WORDS)


def test_a_facilitator_whose_role_has_ended_has_none_either(cast: Cast) -> None:
    """The right to a key ends with the role."""
    principal = cast.principal("facilitator")
    Membership.objects.filter(pk=own(cast).id).update(ended=cast.process.began)

    with pytest.raises(Refused):
        keys.make(principal, cast.process.id, WORDS)


def test_each_facilitator_has_a_key_of_their_own(cast: Cast) -> None:
    """Two facilitators of one process have two keys."""
    keys.make(cast.principal("facilitator"), cast.process.id, WORDS)
    keys.make(cast.principal("cofacilitator"), cast.process.id, WORDS)

    assert bytes(own(cast).public_key) != bytes(own(cast, "cofacilitator").public_key)


def test_a_form_sent_twice_makes_one_key(cast: Cast) -> None:
    """The second press finds that there is a key already, and changes nothing."""
    principal = cast.principal("facilitator")
    keys.make(principal, cast.process.id, WORDS)
    first = bytes(own(cast).public_key)

    with pytest.raises(Conflict, match="key-changed"):
        keys.make(principal, cast.process.id, WORDS)
    assert first == bytes(own(cast).public_key)


def test_what_is_sealed_is_sealed_anew_to_the_new_key(cast: Cast) -> None:
    """With the present passphrase the boxes follow; the old key opens none of them any more."""
    principal = cast.principal("facilitator")
    keys.make(principal, cast.process.id, WORDS)
    sealed(cast)
    before, old_box = own(cast), bytes(Identity.objects.get().box)
    seen = reads.own_key(principal, cast.process.id).fingerprint

    keys.make(principal, cast.process.id, OTHER, old=WORDS, seen=seen)

    box = bytes(Identity.objects.get().box)
    assert box != old_box
    assert b"Ahmad" in open_sealed(unwrap_private(bytes(own(cast).wrapped_private_key), OTHER), box)
    assert bytes(before.public_key) != bytes(own(cast).public_key)
    assert 1 == len(identities.search(principal, cast.process.id, "ahmad", OTHER))


@pytest.mark.parametrize("old", ["", OTHER, WORDS.upper(), "x" * 500])
def test_without_the_present_passphrase_a_key_with_boxes_stays(cast: Cast, old: str) -> None:
    """Nobody takes a list along, or loses it, by replacing the key."""
    principal = cast.principal("facilitator")
    keys.make(principal, cast.process.id, WORDS)
    sealed(cast)
    before, seen = bytes(own(cast).public_key), reads.own_key(principal, cast.process.id).fingerprint

    with pytest.raises(Invalid) as refusal:
        keys.make(principal, cast.process.id, OTHER, old=old, seen=seen)
    assert {"old": "wrong-passphrase"} == refusal.value.faults
    assert before == bytes(own(cast).public_key)
    assert 1 == len(identities.search(principal, cast.process.id, "ahmad", WORDS))


def test_in_the_high_profile_no_key_is_made_here(cast: Cast) -> None:
    """The private half never comes near: making one is refused, bringing the public half keeps nothing else."""
    raised(cast)
    public, private = new_pair()
    with pytest.raises(Conflict, match="key-elsewhere"):
        keys.make(cast.principal("facilitator"), cast.process.id, WORDS)

    keys.register(cast.principal("facilitator"), cast.process.id, f"# note\n {public_text(public)} \n")

    assert (public, b"") == (bytes(own(cast).public_key), bytes(own(cast).wrapped_private_key))
    assert private not in everything_kept()


def test_in_the_standard_profile_no_key_is_brought(cast: Cast) -> None:
    """There the list is opened here, so the private half has to lie here."""
    with pytest.raises(Conflict, match="opened-here"):
        keys.register(cast.principal("facilitator"), cast.process.id, public_text(new_pair()[0]))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no-key"),
        ("sulh-public-00", "no-key"),
        (public_text(bytes(range(32)))[:-1] + "z", "no-key"),
        (public_text(bytes(32)), "no-key"),
        (private_text(bytes(range(32))), "private-half"),
        (f"{public_text(bytes(range(32)))} {private_text(bytes(range(32)))}", "private-half"),
        ("<script>\x00\ud800", "no-key"),
    ],
)
def test_what_is_no_public_half_is_not_kept(cast: Cast, text: str, fault: str) -> None:
    """Cut, mistyped and weak keys are told, and a private half that was typed by mistake is told as that."""
    raised(cast)

    with pytest.raises(Invalid) as refusal:
        keys.register(cast.principal("facilitator"), cast.process.id, text)
    assert {"public": fault} == refusal.value.faults
    assert not own(cast).public_key


def test_a_brought_key_with_boxes_cannot_be_replaced(cast: Cast) -> None:
    """Nothing here opens its boxes, so nothing here can seal them anew; without boxes it can."""
    raised(cast)
    principal = cast.principal("facilitator")
    keys.register(principal, cast.process.id, public_text(new_pair()[0]))
    seen = reads.own_key(principal, cast.process.id).fingerprint
    keys.register(principal, cast.process.id, public_text(new_pair()[0]), seen=seen)
    sealed(cast)
    seen = reads.own_key(principal, cast.process.id).fingerprint

    with pytest.raises(Conflict, match="boxes-sealed"):
        keys.register(principal, cast.process.id, public_text(new_pair()[0]), seen=seen)


def test_after_the_profile_was_raised_the_private_half_leaves_the_server(cast: Cast) -> None:
    """The boxes are sealed to the brought key with the old passphrase, and no private half is left here."""
    principal = cast.principal("facilitator")
    keys.make(principal, cast.process.id, WORDS)
    sealed(cast)
    raised(cast)
    public, private = new_pair()
    seen = reads.own_key(principal, cast.process.id).fingerprint
    with pytest.raises(Invalid):
        keys.register(principal, cast.process.id, public_text(public), old=OTHER, seen=seen)

    keys.register(principal, cast.process.id, public_text(public), old=WORDS, seen=seen)

    assert b"Ahmad" in open_sealed(private, bytes(Identity.objects.get().box))
    assert (public, b"") == (bytes(own(cast).public_key), bytes(own(cast).wrapped_private_key))


def test_a_box_that_was_altered_keeps_the_key_in_place(cast: Cast) -> None:
    """If one box does not open, none is sealed anew and the key stays."""
    principal = cast.principal("facilitator")
    keys.make(principal, cast.process.id, WORDS)
    sealed(cast)
    sealed(cast, "Samira")
    Identity.objects.filter(pk=Identity.objects.order_by("id")[0].pk).update(box=b"x" * 100)
    before = bytes(own(cast).public_key)
    seen = reads.own_key(principal, cast.process.id).fingerprint

    with pytest.raises(Conflict, match="boxes-sealed"):
        keys.make(principal, cast.process.id, OTHER, old=WORDS, seen=seen)
    assert before == bytes(own(cast).public_key)
