"""
Who sits where: sealed to one facilitator's key, opened by searching, one request long.

    write ──seal──▶ box           name, contact, notes, label; padded, so that its length tells nothing
    search ──passphrase──▶ at most three people that fit, and a line in the log (standard profile)
    export ──▶ all own boxes as text, for `sulh open` on one's own machine (high profile)
    erase, erase_all

The server can write a box and cannot read it. Boxes have no names, so whoever looks for somebody types the name or the
label of the slip with the passphrase: own boxes are opened one after the other in memory, and only what fits is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction

from sulh.access import CHANGE, SEE, Principal, Refused, ask
from sulh.errors import VaultError
from sulh.store import asking
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import HIGH
from sulh.store.models import Identity, Membership
from sulh.store.reads.identities import facilitators, of_keeper, own_membership
from sulh.store.reads.seats import as_label
from sulh.store.texts import NAME, NOTE, SENTENCE, Reading
from sulh.store.writes import log
from sulh.store.writes.facilitator_keys import unlocked
from sulh.vault.identities import open_sealed, seal
from sulh.vault.onpaper import boxes_text

MOST_SHOWN: Final = 3
MOST_BOXES: Final = 20_000  # of one key
LEAST_TYPED: Final = 2
BLOCK: Final = 512  # bytes: boxes differ in length by steps of this


class Person(msgspec.Struct, frozen=True):
    """What is inside a box. It names no process but by its id: whoever finds a box on a stick learns as little."""

    name: str
    contact: str = ""
    notes: str = ""
    label: str = ""
    process: str = ""

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "<Person>"


class Opened(msgspec.Struct, frozen=True):
    """A person that was searched for, and the id of the box, by which it can be erased."""

    id: str
    person: Person


@transaction.atomic
def write(principal: Principal, process_id: UUID, keeper_id: UUID, person: Person) -> None:
    """
    Seal somebody's identity to one facilitator's key.

    Args:
        principal: A facilitator.
        process_id: Of the process.
        keeper_id: Whose key: one's own, or that of another facilitator who is not of one side alone.
        person: What is to be sealed.

    Raises:
        Refused: If there is no such keeper for them.
        Invalid: If something cannot be kept.
        Conflict: `no-own-key` if the keeper has no key; `too-many-boxes`.
    """
    keeper = facilitators(process_id).select_for_update().filter(pk=keeper_id).first()
    if keeper is None:
        raise Refused
    ask(principal, "identity", CHANGE, of_keeper(keeper))
    if not keeper.public_key:
        raise Conflict("no-own-key")
    if keeper.identities.count() >= MOST_BOXES:
        raise Conflict("too-many-boxes")
    plain = _packed(_read(person, process_id))
    Identity.objects.create(process_id=process_id, keeper=keeper, box=seal(bytes(keeper.public_key), plain))
    log.enter(process_id, "identity-sealed", principal)


def search(principal: Principal, process_id: UUID, wanted: str, passphrase: str) -> tuple[Opened, ...]:
    """
    Open one's own boxes in memory and return the few people that fit; how many were shown is entered in the log.

    Args:
        principal: A facilitator with a key of a process of the standard profile.
        process_id: Which.
        wanted: A name or a part of one, or the label of a slip.
        passphrase: Of one's own key.

    Returns:
        Nobody, or up to three people. Whoever fits exactly goes before those whose name only contains it.

    Raises:
        Refused: For whoever is no facilitator there.
        Conflict: `key-elsewhere` in the high profile; `no-own-key`.
        Invalid: `search-more`, `wrong-passphrase`, or `too-many-found` where more than three fit.
    """
    own = own_membership(principal, process_id)
    if own.process.profile == HIGH:
        raise Conflict("key-elsewhere")
    if not own.wrapped_private_key:
        raise Conflict("no-own-key")
    if not LEAST_TYPED <= len(_plain(wanted)) <= NAME:
        raise Invalid({"wanted": "search-more"})
    private = unlocked(own, passphrase, "passphrase")
    found = _fitting(_opened(own, private), wanted)
    shown = found if len(found) <= MOST_SHOWN else ()
    with transaction.atomic():
        log.enter(process_id, "identity-opened", principal, shown=len(shown))
    if len(found) > MOST_SHOWN:
        raise Invalid({"wanted": "too-many-found"})
    return shown


@transaction.atomic
def export(principal: Principal, process_id: UUID) -> str:
    """
    Return all of one's own boxes as text, sealed as they are, for `sulh open` on one's own machine.

    Raises:
        Refused: For whoever is no facilitator there.
        Conflict: `opened-here` in the standard profile, where nobody has the private half elsewhere.
    """
    own = own_membership(principal, process_id)
    if own.process.profile != HIGH:
        raise Conflict("opened-here")
    boxes = [bytes(one.box) for one in own.identities.order_by("id")]
    log.enter(process_id, "identities-exported", principal, boxes=len(boxes))
    return boxes_text(boxes)


@transaction.atomic
def erase(principal: Principal, process_id: UUID, identity_id: UUID) -> None:
    """
    Erase one of one's own boxes.

    Raises:
        Refused: If there is none of this id sealed to one's own key.
    """
    row = asking.get(principal, "identity", SEE, Identity, identity_id, lock=True)  # to see is held, to seal is wider
    if row.process_id != process_id:
        raise Refused
    row.delete()
    log.enter(process_id, "identity-erased", principal, boxes=1)


@transaction.atomic
def erase_all(principal: Principal, process_id: UUID, *, seen: int) -> None:
    """
    Erase all of one's own boxes: whoever lost the key can begin anew.

    Args:
        principal: A facilitator.
        process_id: Of the process.
        seen: How many the page showed.

    Raises:
        Refused: For whoever is no facilitator there.
        Conflict: `changed-meanwhile` if there are not as many any more.
    """
    own = Membership.objects.select_for_update().get(pk=own_membership(principal, process_id).pk)
    if own.identities.count() != seen:
        raise Conflict("changed-meanwhile")
    own.identities.all().delete()
    log.enter(process_id, "identity-erased", principal, boxes=seen)


def _read(person: Person, process_id: UUID) -> Person:
    reading = Reading()
    name = reading.text("name", person.name, most=NAME)
    contact = reading.text("contact", person.contact, most=SENTENCE, needed=False)
    notes = reading.lines("notes", person.notes, most=NOTE, needed=False)
    label = as_label(person.label)
    if person.label.strip() and not label:
        reading.faults["label"] = "no-label"
    reading.done()
    return Person(name, contact, notes, label, str(process_id))


def _packed(person: Person) -> bytes:
    """Write a person as JSON, filled with blanks up to the next block: readers of JSON pass over them."""
    plain = msgspec.json.encode(person)
    return plain + b" " * (-len(plain) % BLOCK)


def _opened(own: Membership, private: bytes) -> Iterable[Opened]:
    for row in own.identities.all():
        try:
            yield Opened(str(row.id), msgspec.json.decode(open_sealed(private, bytes(row.box)), type=Person))
        except (VaultError, msgspec.DecodeError):
            continue  # altered, or sealed to an earlier key: it fits nothing that is searched


def _fitting(people: Iterable[Opened], wanted: str) -> tuple[Opened, ...]:
    """Return whoever fits exactly, or else those whose name contains what is wanted."""
    told, label = _plain(wanted), as_label(wanted)
    exactly, partly = [], []
    for one in people:
        name = _plain(one.person.name)
        if name == told or (label and one.person.label == label):
            exactly.append(one)
        elif told in name:
            partly.append(one)
    return tuple(sorted(exactly or partly, key=lambda one: (one.person.name, one.id)))


def _plain(text: str) -> str:
    """Draw together what people write differently: capitals, accents, vowel signs and the stroke that lengthens."""
    apart = unicodedata.normalize("NFKD", text).casefold().replace("\u0640", "")
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
