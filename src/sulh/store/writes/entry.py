"""
Coming in: an entry code becomes a seat, the seat gets its language and accepts the texts.

Exactly one hash and one query, whether the code exists or not: wrong, unknown, withdrawn and malformed ones cannot be
told apart. Nothing is entered in the log: a participant's single act is nobody's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from sulh.access import CHANGE, STAFF, Principal, Refused, Role, Thing, ask
from sulh.store import clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Acceptance, Dialogue, Seat
from sulh.store.reads.circulating import SEATED_IN_DIALOGUE, seat_of
from sulh.store.reads.consent import newest
from sulh.store.sealing import keyring
from sulh.words.language import LANGUAGES


@dataclass(frozen=True)
class Entered:
    """
    Whose code was typed, and its number among those that the seat has had.

    Attributes:
        by_spare: Whether it is the spare code of an owner; `generation` then counts the spare ones.
        language: Empty until the seat has chosen one, and always where a whole group shares it.
        languages: Those of its dialogue, or of its study; none for a seat with neither.
    """

    seat_id: UUID
    generation: int
    role: Role
    profile: str
    language: str
    languages: tuple[str, ...] = ()
    by_spare: bool = False

    @property
    def settled(self) -> str:
        """The language in which they read; empty where they have to choose one of several first."""
        return self.language or (self.languages[0] if len(self.languages) == 1 else "")


def enter(principal: Principal, typed: str) -> Entered | None:
    """
    Return the seat of an entry code as somebody typed it; None for whatever is no code of a seat.

    Args:
        principal: Who is at the entrance.
        typed: Any kind of digits, with anything between them.

    Raises:
        Conflict: `third-party` for somebody signed in with an account.
        TooBusy: If too many codes are being tested at this moment.
    """
    if any(grant.role in STAFF for grant in principal.grants):
        raise Conflict("third-party")
    digest = keyring().codes(cheap=settings.CHEAP_CODES).digest_typed(typed)
    rows = Seat.objects.select_related("process", "dialogue", "group__study")
    seat = rows.filter(Q(code=digest) | Q(spare=digest), left=False).first()
    if seat is None:
        return None
    by_spare = seat.code is None or bytes(seat.code) != digest
    return Entered(
        seat.id,
        seat.spare_generation if by_spare else seat.generation,
        Role(seat.role),
        seat.process.profile,
        seat.language,
        _languages(seat),
        by_spare,
    )


def _languages(seat: Seat) -> tuple[str, ...]:
    if seat.group is not None:
        return tuple(seat.group.study.tags)
    return tuple(seat.dialogue.tags) if seat.dialogue else ()


def choose_language(principal: Principal, tag: str) -> None:
    """
    Remember in which language a seat reads; of one that many people share nothing is remembered.

    Raises:
        Invalid: If it is none of ours.
        Refused: For whoever has no seat.
    """
    if tag not in LANGUAGES:
        raise Invalid({"language": "unknown"})
    if principal.holds(Role.RESPONDENT):
        return
    if not principal.id or not Seat.objects.filter(pk=principal.id, left=False).update(language=tag):
        raise Refused


@transaction.atomic
def accept(principal: Principal, texts: Collection[UUID]) -> None:
    """
    Accept the newest texts of the dialogue, all of them at once.

    Args:
        principal: A participant or reader.
        texts: The ids of the versions that were read.

    Raises:
        Refused: For anybody else, and for a text of another dialogue.
        Incomplete: `agree-both` if one of them was left out.
        Conflict: `text-changed` if there is a newer version than was read.
    """
    grant = seat_of(principal, *SEATED_IN_DIALOGUE)
    ask(principal, "own-consent", CHANGE, Thing(grant.process, grant.dialogue, frozenset(), principal.id))
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    dialogue = Dialogue.objects.filter(pk=str(grant.dialogue)).first()
    if seat is None or dialogue is None:
        raise Refused
    wanted = {row.id for row in newest(dialogue)}
    if unknown := set(texts) - wanted:
        known = dialogue.agreed_texts.filter(pk__in=unknown).count()
        raise Conflict("text-changed") if known == len(unknown) else Refused()
    if wanted - set(texts):
        raise Incomplete(["agree-both"])
    Acceptance.objects.bulk_create(
        [Acceptance(seat=seat, text_id=one, on=clock.today()) for one in sorted(wanted)], ignore_conflicts=True
    )
