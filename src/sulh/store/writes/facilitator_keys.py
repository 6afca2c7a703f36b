"""
A facilitator's key pair in a process.

    standard    make: the pair is made here, its private half kept under a passphrase that nobody else knows
    high        register: the public half is brought from the facilitator's own machine; there is no other here

A box opens only with the key it was sealed to. So a key that has boxes is replaced only where its private half lies
here: with the present passphrase they are opened and sealed anew, in one request. This is also how a passphrase is
changed, and how the private half leaves the server once the profile has been raised.

Trying a passphrase takes a second and much memory, on purpose; no transaction is open meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from sulh.access import Principal
from sulh.errors import TooBusy, VaultError
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import HIGH
from sulh.store.models import Identity, Membership
from sulh.store.reads.identities import own_membership
from sulh.store.writes import log
from sulh.vault.identities import fingerprint, new_pair, open_sealed, seal, unwrap_private, wrap_private
from sulh.vault.onpaper import read_public
from sulh.vault.stretch import CHEAP, PASSPHRASE
from sulh.words.text import FORBIDDEN

SHORTEST: Final = 12
LONGEST: Final = 200
FEWEST: Final = 8  # different letters
PRIVATE: Final = "sulh-private-"  # how a private half begins, as text


@dataclass(frozen=True)
class _Pair:
    public: bytes
    wrapped: bytes = field(default=b"", repr=False)


def make(principal: Principal, process_id: UUID, passphrase: str, *, old: str = "", seen: str = "") -> None:
    """
    Make a key pair, or another in its place, its private half locked under a passphrase.

    Args:
        principal: A facilitator of a process of the standard profile.
        process_id: Which.
        passphrase: Twelve letters or more.
        old: The present passphrase, where boxes are to be sealed anew.
        seen: The fingerprint that the page showed: a form sent twice makes one key.

    Raises:
        Refused: For whoever is no facilitator there.
        Conflict: `key-elsewhere` in the high profile; `key-changed`; `boxes-sealed`.
        Invalid: `too-short`, `too-long` or `too-simple`; `wrong-passphrase` for the old one.
        TooBusy: If too many passphrases are being tested at this moment.
    """
    own = own_membership(principal, process_id)
    if own.process.profile == HIGH:
        raise Conflict("key-elsewhere")
    if fault := _fault(passphrase):
        raise Invalid({"passphrase": fault})
    former = _former(own, old, seen)
    public, private = new_pair()
    wrapped = wrap_private(private, passphrase, CHEAP if settings.CHEAP_CODES else PASSPHRASE)
    _put(principal, own, _Pair(public, wrapped), former)


def register(principal: Principal, process_id: UUID, text: str, *, old: str = "", seen: str = "") -> None:
    """
    Take a public half whose private half never comes here.

    Args:
        principal: A facilitator of a process of the high profile.
        process_id: Which.
        text: What `sulh keygen` printed.
        old: The passphrase of the present key, if that was made here before the profile was raised and has boxes.
        seen: The fingerprint that the page showed.

    Raises:
        Refused: For whoever is no facilitator there.
        Conflict: `opened-here` in the standard profile; `key-changed`; `boxes-sealed`.
        Invalid: `no-key`; `private-half`; `wrong-passphrase`.
    """
    own = own_membership(principal, process_id)
    if own.process.profile != HIGH:
        raise Conflict("opened-here")
    public = _public(text)
    _put(principal, own, _Pair(public), _former(own, old, seen))


def _fault(passphrase: str) -> str:
    """Say what is wrong with a passphrase; empty if nothing is."""
    if len(passphrase) > LONGEST:
        return "too-long"
    if FORBIDDEN.search(passphrase):
        return "control"
    if len(passphrase.strip()) < SHORTEST:
        return "too-short"
    try:
        CommonPasswordValidator().validate(passphrase.strip())
    except ValidationError:
        return "too-simple"
    return "too-simple" if len(set(passphrase.casefold())) < FEWEST or passphrase.isnumeric() else ""


def _public(text: str) -> bytes:
    if PRIVATE in text:
        raise Invalid({"public": "private-half"})
    try:
        public = read_public(text)
        seal(public, b"")  # a point to which nothing can be sealed is found now, not at the first name
    except VaultError as error:
        raise Invalid({"public": "no-key"}) from error
    return public


def _former(own: Membership, old: str, seen: str) -> bytes | None:
    """Return the private half that opens the boxes there are; None where there are none."""
    public = bytes(own.public_key)
    if seen != (fingerprint(public) if public else ""):
        raise Conflict("key-changed")
    if not own.identities.exists():
        return None
    if not own.wrapped_private_key:
        raise Conflict("boxes-sealed")
    return unlocked(own, old, "old")


def unlocked(own: Membership, passphrase: str, name: str) -> bytes:
    """
    Return the private half of somebody's key for this one request.

    Args:
        own: Whose.
        passphrase: As it was typed.
        name: The field in which it was typed.

    Raises:
        Invalid: `wrong-passphrase`.
        TooBusy: If too many passphrases are being tested at this moment.
    """
    try:
        return unwrap_private(bytes(own.wrapped_private_key), passphrase[:LONGEST])
    except TooBusy:
        raise
    except (VaultError, UnicodeEncodeError):
        raise Invalid({name: "wrong-passphrase"}) from None


@transaction.atomic
def _put(principal: Principal, own: Membership, pair: _Pair, former: bytes | None) -> None:
    row = Membership.objects.select_for_update().get(pk=own.pk)
    if (bytes(row.public_key), bytes(row.wrapped_private_key)) != (
        bytes(own.public_key),
        bytes(own.wrapped_private_key),
    ):
        raise Conflict("key-changed")
    boxes = list(row.identities.all())
    if boxes and former is None:
        raise Conflict("key-changed")
    _seal_anew(boxes, former or b"", pair.public)
    row.public_key, row.wrapped_private_key = pair.public, pair.wrapped
    row.save(update_fields=["public_key", "wrapped_private_key"])
    log.enter(row.process_id, "key-replaced" if own.public_key else "key-made", principal)


def _seal_anew(boxes: list[Identity], former: bytes, public: bytes) -> None:
    for one in boxes:
        try:
            one.box = seal(public, open_sealed(former, bytes(one.box)))
        except VaultError as error:
            raise Conflict("boxes-sealed") from error
    Identity.objects.bulk_update(boxes, ["box"], batch_size=200)
