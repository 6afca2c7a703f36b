"""
Initiatives on the map, as their owners keep them.

    invite ──▶ Slip                     a code for an owner, who registers for themselves
    register ──▶ (id, Slip | None)      eight fields; by an owner, or by a coordinator for one: "unconfirmed" until the
                                        owner has come in with the code and said that it holds
    change, confirm, show, withdraw     by whoever holds it

Nothing of it is entered in the process log: its readers may not know that there is such an initiative. Who entered one
and who looked at it stands on it, for its owner.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role, Thing, ask
from sulh.model.initiatives import AUDIENCES, CHANGES, QUADRANTS, TIERS, WORK_PHASES
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from sulh.store import asking, clock, withdrawn
from sulh.store.errors import Conflict, Invalid
from sulh.store.fresh import fresh_id
from sulh.store.models import Initiative, InitiativeTier, Ownership, Process, Seat
from sulh.store.reads.card_rows import TEXTS
from sulh.store.reads.neighbourhood import seen_to_choose
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import keyring, sealer
from sulh.store.texts import NAME, NOTE, Reading, as_seen
from sulh.store.writes import matching, unlisted
from sulh.store.writes.seats import Slip, new_labels
from sulh.vault.codes import new_code
from sulh.words.language import LANGUAGES

SECTORS: Final = tuple(track.key for track in SECTOR_TRACKS)
_CODES: Final[Mapping[str, Sequence[str]]] = {
    "sectors": SECTORS,
    "levels": LEVELS,
    "quadrants": QUADRANTS,
    "changes": CHANGES,
}
_COLUMNS: Final = {"sectors": "sector_tracks", "levels": "levels", "quadrants": "quadrants", "changes": "changes"}
_ID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NEEDED: Final = ("sectors", "levels")


@dataclass(frozen=True)
class CardText:
    """
    An initiative as somebody writes it; ids as text, codes as keys of their lists.

    The first eight are asked when it is registered, the others whenever its owner likes. What is None stays as it is:
    what is chosen out of thousands is chosen one at a time (`sulh.store.writes.engaging`).
    """

    titles: Mapping[str, str]
    aim: str
    sectors: Collection[str]
    levels: Collection[str]
    issues: Collection[str] | None = ()
    places: Collection[str] | None = ()
    sides: Collection[str] = ()
    start: date | None = None
    end: date | None = None
    phase: str = ""
    quadrants: Collection[str] = ()
    changes: Collection[str] = ()
    items: Collection[str] = ()
    actors: Collection[str] | None = ()
    funders: Collection[str] | None = ()
    depends_on: Collection[str] | None = ()
    responsible: str | None = ""
    independent: str = field(default="")


def invite(principal: Principal, process_id: UUID, *, new_id: UUID | None = None) -> Slip:
    """
    Give somebody a code with which they register initiatives of their own.

    Args:
        principal: A coordinator.
        process_id: Of which process.
        new_id: The id of the seat; None for any. A form that comes twice makes one code.

    Raises:
        Refused: For whoever does not coordinate this process.
        Conflict: `code-made-already`, for a form that came twice: the code was shown once.
    """
    asking.get(principal, "coordination", CHANGE, Process, process_id)
    if new_id is not None and Seat.objects.filter(pk=new_id, process=process_id, role=Role.OWNER).exists():
        raise Conflict("code-made-already")
    slip, seat = new_seat(process_id)
    seat.id = fresh_id(Seat, new_id)
    seat.save(force_insert=True)
    return slip


def register(
    principal: Principal, process_id: UUID, given: CardText, *, new_id: UUID | None = None
) -> tuple[UUID, Slip | None]:
    """
    Write an initiative down; whoever is shown nothing by its owner learns nothing of it.

    Args:
        principal: An owner, for themselves; or a coordinator for an owner who is not here.
        process_id: Of which process.
        given: What is written down.
        new_id: Its id; None for any. A form that comes twice registers one initiative.

    Returns:
        Its id, and for a coordinator the code for its owner: the one moment in which it exists.

    Raises:
        Refused: For everybody else.
        Invalid: If a value cannot be kept.
        Conflict: `registered-already`, for a coordinator's form that came twice: the code was shown once.
    """
    seen = _choices(principal, process_id, given)
    for_owner = "owners" not in seen.audiences
    thing = Thing(process=str(process_id), holder=principal.id)
    ask(principal, "coordination" if for_owner else "card", CHANGE, thing)
    theirs = {"entered_by": principal.id} if for_owner else {"ownership__seat": principal.id}
    if new_id is not None and Initiative.objects.filter(pk=new_id, process=process_id, **theirs).exists():
        if for_owner:
            raise Conflict("registered-already")
        return new_id, None
    row = Initiative(id=fresh_id(Initiative, new_id), process_id=process_id, entered=clock.today())
    joined = _write(row, given, seen)
    slip, seat = new_seat(process_id) if for_owner else (None, Seat.objects.get(pk=principal.id))
    row.confirmed = None if for_owner else clock.today()
    row.entered_by_id = UUID(principal.id) if for_owner else None
    with transaction.atomic():
        if for_owner:
            seat.save(force_insert=True)
        row.save(force_insert=True)
        Ownership.objects.create(initiative=row, seat=seat)
        _join(row, joined)
    return row.id, slip


@transaction.atomic
def change(principal: Principal, initiative_id: UUID, given: CardText, *, stamp: str) -> None:
    """
    Write an initiative anew; when its owner does, they confirm it at the same time.

    Raises:
        Refused: If it is not theirs.
        Invalid: If a value cannot be kept.
        Conflict: `changed-meanwhile`.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    as_seen(row, stamp, *TEXTS)
    joined = _write(row, given, _choices(principal, row.process_id, given))
    if row.owner_id is None or str(row.owner_id) == principal.id:
        row.confirmed = clock.today()
    row.batch = None
    named = unlisted.of(row)
    row.save()
    _join(row, joined)
    unlisted.forget(named)
    matching.refresh(row)


@transaction.atomic
def confirm(principal: Principal, initiative_id: UUID) -> None:
    """
    Say that what stands on a card holds; from the first time on others see it, as far as its owner shows it.

    Raises:
        Refused: If it is not theirs: whoever entered it for an owner cannot confirm it.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    if row.owner_id is not None and str(row.owner_id) != principal.id:
        raise Refused
    row.confirmed = clock.today()
    row.save(update_fields=["confirmed"])
    matching.refresh(row)


@transaction.atomic
def show(principal: Principal, initiative_id: UUID, tiers: Mapping[str, str], *, matched: bool) -> None:
    """
    Say how much of an initiative each audience sees, and whether its owner wants to learn of work on the same matter.

    Args:
        principal: Its owner; a coordinator who entered it cannot show it to anybody.
        initiative_id: Which.
        tiers: Audience -> tier; an audience that is not named sees nothing.
        matched: Whether it may be matched blindly (`sulh.coordination.match_states`).

    Raises:
        Refused: If it is not theirs.
        Invalid: For an audience or a tier that does not exist.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    if row.owner_id is not None and str(row.owner_id) != principal.id:
        raise Refused
    wrong = {audience for audience, tier in tiers.items() if audience not in AUDIENCES or tier not in TIERS}
    if wrong:
        raise Invalid(dict.fromkeys(sorted(wrong), "no-choice"))
    row.tiers.all().delete()
    InitiativeTier.objects.bulk_create(
        InitiativeTier(initiative=row, audience=audience, tier=tiers[audience])
        for audience in AUDIENCES
        if tiers.get(audience, "none") != "none"
    )
    row.matched = matched
    row.save(update_fields=["matched"])
    (matching.refresh if matched else matching.leave)(row)


@transaction.atomic
def withdraw(principal: Principal, initiative_id: UUID) -> None:
    """
    Take an initiative off the map, with all that hung on it and whom it alone named.

    What others exported stays with them; a restore of an older backup leaves it out.

    Raises:
        Refused: If it is not theirs, or dialogues are held in it.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    if row.dialogues.exists():
        raise Conflict("initiative-holds-dialogues")
    withdrawn.note(row.pk)  # before the transaction ends, as of a seat: an older backup does not bring it back
    unlisted.take_away(row)


def new_seat(process_id: UUID) -> tuple[Slip, Seat]:
    """Return a seat for an owner, not yet kept, and the slip for it; the hash is made before any lock is held."""
    code = new_code(clock.random_bytes)
    taken = set(Seat.objects.filter(process=process_id, role=Role.OWNER).values_list("label", flat=True))
    (label,) = new_labels(taken, 1, clock.random_bytes)
    digest = keyring().codes(cheap=settings.CHEAP_CODES).digest(code)
    return Slip(label, code), Seat(role=Role.OWNER, process_id=process_id, label=label, code=digest)


def phase_from(start: date | None) -> str:
    """Return how an initiative stands of which only a first day is told; nothing where not even that is."""
    if start is None:
        return ""
    return "planned" if start > clock.today() else "running"


def _choices(principal: Principal, process_id: UUID, given: CardText) -> Seen:
    """Return what the writer sees of what they chose."""
    actors = {*(given.actors or ()), *(given.funders or ()), *((given.responsible,) if given.responsible else ())}
    return seen_to_choose(principal, process_id, cards=_known(given.depends_on or ()), actors=_known(actors))


def _known(keys: Collection[str]) -> list[str]:
    """Return those that can be ids: what is none is no choice."""
    return [key for key in keys if _ID.fullmatch(key)]


def _write(row: Initiative, given: CardText, seen: Seen) -> dict[str, list[UUID]]:
    """Put what was given on the row; return what it is to be joined to."""
    reading = Reading()
    titles = reading.texts("titles", given.titles, LANGUAGES, most=NAME, needed=False)
    if not titles:
        reading.faults.setdefault(f"titles_{LANGUAGES[0]}", "one-language")
    aim = reading.lines("aim", given.aim, most=NOTE)
    independent = reading.lines("independent", given.independent, most=NOTE, needed=False)
    row.phase = reading.choice("phase", given.phase, WORK_PHASES) if given.phase else phase_from(given.start)
    for name, allowed in _CODES.items():
        chosen: Collection[str] = getattr(given, name)
        if set(chosen) - set(allowed) or (name in _NEEDED and not chosen):
            reading.faults[name] = "no-choice"
        setattr(row, _COLUMNS[name], ",".join(one for one in allowed if one in chosen))
    if given.start is not None and given.end is not None and given.end < given.start:
        reading.faults["end"] = "end-before-start"
    joined = _joined(reading, row, given, seen)
    reading.done()
    row.start, row.end = given.start, given.end
    if given.responsible is not None:
        row.responsible_id = UUID(given.responsible) if given.responsible else None
    sealer(row.process_id).put(row, titles=titles, aim=aim, independent=independent)
    return joined


def _joined(reading: Reading, row: Initiative, given: CardText, seen: Seen) -> dict[str, list[UUID]]:
    """Return what the row is to be joined to; only what its writer sees can be chosen."""
    picture = seen.picture
    actors = {one.id for one in picture.actors}
    offered: dict[str, set[str]] = {
        "issues": set(picture.issues),
        "places": {one.id for one in picture.places},
        "sides": set(picture.sides),
        "items": {one.id for one in picture.items},
        "actors": actors,
        "funders": actors,
        "depends_on": {one.id for one in picture.cards} - {str(row.id)},
    }
    chosen = {name: set(getattr(given, name)) for name in offered if getattr(given, name) is not None}
    for name, ids in chosen.items():
        if ids - offered[name]:
            reading.faults[name] = "no-choice"
    if given.responsible and given.responsible not in actors:
        reading.faults["responsible"] = "no-choice"
    return {name: [UUID(one) for one in ids & offered[name]] for name, ids in chosen.items()}


def _join(row: Initiative, joined: Mapping[str, list[UUID]]) -> None:
    for name, ids in joined.items():
        manager: Any = getattr(row, name)
        manager.set(ids)
