"""
Blind matching: work on the same matter becomes known to its two owners, step by step and if both want to.

    refresh(row)                 when an initiative is changed, confirmed or shown: new matches, a few a week
    consent ─▶ both? ─▶ the next step          that one consented is not told before
    decline                      told to nobody: the other goes on reading what they read
    leave(row)                   its owner does not want to be matched any more
    end                          after contact, by either

Nobody else reads anything of it. What is compared is coarse (`sulh.coordination.blind`), and how often is counted:
whoever changes an initiative again and again to learn of others comes to an end after `TRIES` different ones a week. A
match is said once, with its kinds, and stays as it is whatever is changed later. Nothing is entered in the process log.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sulh.access import CHANGE, Principal, Refused
from sulh.coordination.blind import blind_matches, shared_kinds
from sulh.coordination.match_states import MATCH
from sulh.model.initiatives import Card, Link
from sulh.model.picture import Picture
from sulh.store import asking, clock
from sulh.store import models as tables
from sulh.store.errors import Conflict
from sulh.store.models import Initiative, Match, Matching
from sulh.store.reads.ground import code
from sulh.store.reads.matching import coarse_cards, line_of

TRIES: Final = 5  # different things that one holder may let be matched within a week
NEW: Final = 3  # matches that one initiative is told of within a week
WEEK: Final = timedelta(days=7)
_STAMP = 20  # letters: enough that two footprints never meet


def refresh(row: Initiative) -> None:
    """Match an initiative anew, within the transaction that changed it; nothing happens unless its owner agreed."""
    if not row.matched or (row.owner_id is not None and row.confirmed is None):
        return
    cards = {card.id: card for card in coarse_cards(row.process)}
    own = cards[str(row.id)]
    if not _may_ask(row, own):
        return
    near = tuple(card for card in cards.values() if card is own or _shares(own, card))
    picture = Picture(clock.today(), cards=near, links=_links(row))
    pairs = [(one.one, one.other) for one in blind_matches(picture, cards.keys()) if own.id in (one.one, one.other)]
    known = Match.objects.filter(Q(one=row) | Q(other=row))
    before = {(str(one), str(other)) for one, other in known.values_list("one", "other")}
    lately = known.filter(since__gt=clock.today() - WEEK).count()
    new = [pair for pair in pairs if pair not in before][: max(0, NEW - lately)]
    Match.objects.bulk_create(
        [
            Match(one_id=UUID(one), other_id=UUID(other), kinds=_kinds(cards, one, other), since=clock.today())
            for one, other in new
        ],
        ignore_conflicts=True,
    )


def leave(row: Initiative) -> None:
    """Take an initiative out of its matches: to the others they read like ones that nobody has answered."""
    for side in ("one", "other"):
        mine = Match.objects.filter(**{side: row})
        for step in MATCH.before("decline"):
            mine.filter(state=step).update(state=MATCH.after(step, "decline"), step=step)
        mine.filter(state="declined").update(**{f"{side}_declines": True, f"{side}_consents": False})
        mine.filter(state__in=MATCH.before("end")).update(state="ended", since=clock.today())


@transaction.atomic
def consent(principal: Principal, initiative_id: UUID, match_id: UUID, *, step: str) -> None:
    """
    Agree to the next step of a match; it is taken when both have.

    Args:
        principal: The holder of one of the two.
        initiative_id: Theirs.
        match_id: Which.
        step: How it stood on the page that asked.

    Raises:
        Refused: If it is not theirs.
        Conflict: `changed-meanwhile`, if it stands otherwise now.
    """
    row, side = _own(principal, initiative_id, match_id, step, "agree")
    this = Match.objects.filter(pk=row.id)
    this.update(**{f"{side}_consents": True})
    both = this.filter(state=step, one_consents=True, other_consents=True)
    both.update(state=MATCH.after(step, "agree"), one_consents=False, other_consents=False, since=clock.today())


@transaction.atomic
def decline(principal: Principal, initiative_id: UUID, match_id: UUID, *, step: str) -> None:
    """
    Do not go on with a match; the other goes on reading what they read, and is told nothing.

    Raises:
        Refused: If it is not theirs.
        Conflict: `changed-meanwhile`, if it stands otherwise now.
    """
    row, side = _own(principal, initiative_id, match_id, step, "decline")
    declined = {"state": MATCH.after(step, "decline"), "step": step}
    Match.objects.filter(pk=row.id).update(**declined, **{f"{side}_declines": True, f"{side}_consents": False})


@transaction.atomic
def end(principal: Principal, initiative_id: UUID, match_id: UUID, *, step: str) -> None:
    """
    End a match after contact: from then on neither sees anything of the other through it.

    Raises:
        Refused: If it is not theirs.
        Conflict: `changed-meanwhile`, if it stands otherwise now.
    """
    row, _ = _own(principal, initiative_id, match_id, step, "end")
    Match.objects.filter(pk=row.id).update(state=MATCH.after(step, "end"), since=clock.today())


def _own(principal: Principal, initiative_id: UUID, match_id: UUID, step: str, move: str) -> tuple[Match, str]:
    """Return a match that is held until the transaction ends, and which of the two is the principal's."""
    own = asking.get(principal, "card", CHANGE, Initiative, initiative_id)
    row = Match.objects.select_for_update().filter(Q(one=own) | Q(other=own), pk=match_id).first()
    if row is None:
        raise Refused
    if line_of(row, own.id).state != step or step not in MATCH.before(move):
        raise Conflict("changed-meanwhile")
    return row, "one" if row.one_id == own.id else "other"


def _may_ask(row: Initiative, own: Card) -> bool:
    """Whether a holder may let this be matched: it was lately, or they have not asked often enough."""
    parts = (*own.issues, *own.items, *own.places, str(own.start), str(own.end))
    footprint = sha256("|".join(parts).encode()).hexdigest()[:_STAMP]
    holder, today = row.owner_id or row.process_id, clock.today()
    mine = Matching.objects.filter(process=row.process_id, holder=holder)
    mine.filter(on__lte=today - WEEK).delete()
    if not mine.filter(footprint=footprint).exists() and mine.count() >= TRIES:
        return False
    Matching.objects.get_or_create(
        process_id=row.process_id, holder=holder, footprint=footprint, defaults={"on": today}
    )
    return True


def _shares(own: Card, card: Card) -> bool:
    return not (set(own.issues).isdisjoint(card.issues) and set(own.items).isdisjoint(card.items))


def _kinds(cards: dict[str, Card], one: str, other: str) -> str:
    return ",".join(shared_kinds(cards[one], cards[other]))


def _links(row: Initiative) -> tuple[Link, ...]:
    """Return the links of an initiative: whoever works together already is not told of one another."""
    rows = tables.Link.objects.filter(Q(one=row) | Q(other=row), state="accepted", desk=None)
    return tuple(Link(str(one.id), str(one.one_id), str(one.other_id), code(one.mode), one.state) for one in rows)
