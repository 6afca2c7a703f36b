"""
What two initiatives do together, or one and a desk: proposed by one, and nothing before the other says yes.

    propose, propose_of_desk ──▶ Link ──┬── answer(yes)   accepted; a hand-off moves responsibility now, and at no other
                                        │                 moment
                                        ├── answer(no)    declined
                                        ├── end           taken back by whoever proposed it, or ended by either
                                        └── (30 days)     lapsed by itself: silence is no yes

A proposal goes to an initiative whose actors the proposer sees, or to a desk. It tells the other owner no more of the
proposing initiative than they see anyway, and the words that were written. Both initiatives are held while it is made:
of two at once the second is told. Nothing is entered in the process log.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sulh.access import CHANGE, Principal, Refused, ask, may
from sulh.coordination.link_states import LINK, WAITS, moves_responsibility
from sulh.coordination.tiers import shows
from sulh.model.initiatives import MODES
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Desk, Initiative, Link, Ownership
from sulh.store.reads.links import as_desk
from sulh.store.reads.matching import in_contact
from sulh.store.reads.pictures import Seen, seen_by
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.writes import matching
from sulh.store.writes.offers import speaks_for


@dataclass(frozen=True)
class LinkText:
    """A link as somebody proposes it: its mode, and what is meant, which both read."""

    mode: str
    words: str


@transaction.atomic
def propose(
    principal: Principal, initiative_id: UUID, target_id: UUID, given: LinkText, *, new_id: UUID | None = None
) -> UUID:
    """
    Propose a link from an initiative of one's own.

    Args:
        principal: Who proposes.
        initiative_id: One that is theirs, and confirmed.
        target_id: Another initiative, or a desk.
        given: What is proposed.
        new_id: Its id; None for any. A form that comes twice proposes once.

    Raises:
        Refused: If the first is not theirs, or the other not shown to them with its actors.
        Invalid: If a value cannot be kept; a desk and an initiative that holds dialogues cannot be handed over to.
        Conflict: `initiative-unconfirmed`, `link-is-open`.
    """
    one = asking.get(principal, "card", CHANGE, Initiative, initiative_id)
    seen = seen_by(principal, one.process_id, ties=False)
    ends = _ends(principal, seen, one, target_id)
    _hold(initiative_id, target_id)
    one = asking.get(principal, "card", CHANGE, Initiative, initiative_id)
    if one.owner_id is not None and one.confirmed is None:
        raise Conflict("initiative-unconfirmed")
    row = Link(process_id=one.process_id, one=one, proposed_by=UUID(principal.id), **ends)
    return _proposed(row, given, modes_to(one, is_desk="desk_id" in ends), new_id)


@transaction.atomic
def propose_of_desk(
    principal: Principal, desk_id: UUID, target_id: UUID, given: LinkText, *, new_id: UUID | None = None
) -> UUID:
    """
    Propose a link from one's own desk to an initiative, whose owner answers.

    Args:
        principal: Who signs in for the desk: nobody proposes in the name of a desk that is only a name.
        desk_id: Theirs.
        target_id: An initiative that its owner shows to desks with its actors.
        given: What is proposed.
        new_id: Its id; None for any. A form that comes twice proposes once.

    Raises:
        Refused: If the desk is not theirs, or the initiative not shown to desks: the same as if there were none.
        Invalid: If a value cannot be kept; a desk runs no initiative, so none is handed over.
        Conflict: `link-is-open`.
    """
    desk = asking.get(principal, "desk-link", CHANGE, Desk, desk_id)
    card = seen_by(as_desk(principal, desk_id), desk.process_id, ties=False).card(target_id)
    if card is None or not shows(card.tier, "actors"):
        raise Refused
    _hold(target_id)
    one = Initiative.objects.filter(pk=target_id).first()
    if one is None:
        raise Refused
    row = Link(process_id=desk.process_id, one=one, desk=desk, by_desk=True, proposed_by=UUID(principal.id))
    return _proposed(row, given, modes_to(one, is_desk=True), new_id)


def modes_to(one: Initiative, *, is_desk: bool) -> tuple[str, ...]:
    """Return the modes that can be proposed: nobody is handed what holds dialogues, and a desk runs no initiative."""
    fixed = is_desk or one.dialogues.exists()
    return tuple(mode for mode in MODES if mode != "hand_off" or not fixed)


@transaction.atomic
def answer(principal: Principal, link_id: UUID, *, accepted: bool) -> None:
    """
    Answer what was proposed to one's own initiative or desk.

    Raises:
        Refused: If it is not theirs to answer.
        Conflict: `somebody-was-quicker`; `link-lapsed` after thirty days; `initiative-holds-dialogues` for a hand-off.
    """
    row = _locked(link_id)
    if row.by_desk:
        ask(principal, "card", CHANGE, asking.thing_of(row.one))
    else:
        _ask_other(principal, row)
    move = "accept" if accepted else "decline"
    if row.state == LINK.first and clock.today() - row.since > WAITS:
        raise Conflict("link-lapsed")
    _move(row, move)
    if row.other is not None and moves_responsibility(row.mode, move):
        _hand_over(row, row.one, row.other)


@transaction.atomic
def end(principal: Principal, link_id: UUID) -> None:
    """
    End a link that was accepted, or take back what one proposed.

    Raises:
        Refused: If neither end of it is theirs, or it was proposed to them and waits for their answer.
        Conflict: `somebody-was-quicker`.
    """
    row = _locked(link_id)
    holds_one = may(principal, "card", CHANGE, asking.thing_of(row.one))
    if row.state == LINK.first and holds_one == row.by_desk:
        raise Refused  # what waits for an answer is answered, or taken back by whoever proposed it
    if not holds_one:
        _ask_other(principal, row)
    _move(row, "end")


def _ends(principal: Principal, seen: Seen, one: Initiative, target_id: UUID) -> dict[str, UUID]:
    """Return to whom a link goes, as a column; an initiative is known with its actors, or from a match."""
    if str(target_id) in seen.picture.desks:
        return {"desk_id": target_id}
    card = seen.card(target_id)
    known = card is not None and shows(card.tier, "actors")
    if target_id == one.id or not (known or target_id in in_contact(principal, one.id)):
        raise Refused
    return {"other_id": target_id}


def _hold(*ends: UUID) -> None:
    """Hold initiatives until the transaction ends, always in one order: two proposals at once wait for one another."""
    list(Initiative.objects.select_for_update(of=("self",)).filter(pk__in=ends).order_by("pk"))


def _proposed(row: Link, given: LinkText, modes: Collection[str], new_id: UUID | None) -> UUID:
    """Keep a proposal whose ends are on the row and held; return its id."""
    ends = {"one": row.one_id, "other": row.other_id, "desk": row.desk_id, "by_desk": row.by_desk}
    if new_id is not None and Link.objects.filter(pk=new_id, **ends).exists():
        return new_id
    if _open_between(row).exists():
        raise Conflict("link-is-open")
    reading = Reading()
    row.mode = reading.choice("mode", given.mode, modes)
    words = reading.lines("words", given.words, most=NOTE, needed=False)
    reading.done()
    row.id, row.since = fresh_id(Link, new_id), clock.today()
    sealer(row.process_id).put(row, words=words)
    row.save(force_insert=True)
    return row.id


def _open_between(row: Link) -> QuerySet[Link]:
    """Return links between the two ends of this one that wait or stand, whoever proposed them."""
    between = Q(one=row.one_id, other=row.other_id, desk=row.desk_id)
    if row.other_id is not None:
        between |= Q(one=row.other_id, other=row.one_id)
    waiting = Q(state=LINK.first, since__gte=clock.today() - WAITS)
    return Link.objects.filter(between & (waiting | Q(state="accepted")))


def _locked(link_id: UUID) -> Link:
    """Return a link with both ends; its first initiative is held: two hand-offs of it come one after another."""
    Initiative.objects.select_for_update(of=("self",)).filter(links=link_id).first()
    row = Link.objects.select_related("one__ownership", "other__ownership", "desk").filter(pk=link_id).first()
    if row is None:
        raise Refused
    return row


def _ask_other(principal: Principal, row: Link) -> None:
    if row.desk is not None:
        ask(principal, "desk-offer", CHANGE, asking.thing_of(row.desk))
        speaks_for(principal, row.desk.id)
    elif row.other is not None:
        ask(principal, "card", CHANGE, asking.thing_of(row.other))


def _move(row: Link, move: str) -> None:
    moved = Link.objects.filter(pk=row.id, state=row.state, state__in=LINK.before(move))
    if not moved.update(state=LINK.moves.get((row.state, move), row.state), since=clock.today()):
        raise Conflict("somebody-was-quicker")


def _hand_over(row: Link, one: Initiative, other: Initiative) -> None:
    """Make the owner of the other responsible for the first; what was offered of it, and to it, is over."""
    if one.dialogues.exists():
        raise Conflict("initiative-holds-dialogues")
    matching.leave(one)
    Ownership.objects.filter(initiative=one).delete()
    if other.owner_id is not None:
        Ownership.objects.create(initiative=one, seat_id=other.owner_id)
    one.responsible_id, one.entered_by_id = other.responsible_id, None
    one.confirmed, one.matched = clock.today(), False
    one.save(update_fields=["responsible", "entered_by", "confirmed", "matched"])
    open_ones = Link.objects.filter(Q(one=one) | Q(other=one), mode=row.mode, state=LINK.first)
    others = open_ones.exclude(pk=row.id)
    others.update(state=LINK.after(LINK.first, "end"), since=clock.today())
