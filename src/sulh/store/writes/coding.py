"""
How far stipulations were carried out, scored by two people apart and by a third where they differ.

    open_ ──▶ score, score again ──▶ hand_in, each ──▶ alike: closed
                                              └──────▶ different: name_third ──▶ score ──▶ hand_in ──▶ closed
    call_off   before anybody has handed in: nothing of it stays

Who is named, third or in somebody's place: `sulh.store.writes.naming_coders`.

Two coders do not see one another's scores, nor does anybody else, before both have handed in. From then on nothing of
theirs is changed; the same once more, from a form that is sent twice, finds what stands. Whoever facilitates the
process scores nothing in it, and while a coding is open its stipulations stand still
(`sulh.store.writes.stipulations`): both score the same words. The log says when a coding was opened and closed, and
never a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.model.implementation import SCORES
from sulh.store import asking, clock
from sulh.store.coders import APART, THIRD, differing, evaluators, to_score
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.fresh import fresh_id
from sulh.store.models import Agreement, Coder, Coding, Score
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.writes import log


@dataclass(frozen=True)
class Scored:
    """A score as a coder gives it: `value` None for "cannot be told"; `source` what it rests on."""

    value: int | None
    source: str = ""


@transaction.atomic
def open_(
    principal: Principal, agreement_id: UUID, on: date | None, coders: tuple[str, str], *, new_id: UUID | None = None
) -> UUID:
    """
    Let two evaluators score all stipulations of an agreement as of a day.

    Args:
        principal: A facilitator.
        agreement_id: Which agreement.
        on: The day as of which they score; not to come.
        coders: Ids of two accounts that are evaluators of this process.
        new_id: Its id; a form that comes twice opens one.

    Returns:
        Its id; of the one that is open, where it is as of this day and by these two.

    Raises:
        Refused: If the agreement is not theirs.
        Invalid: `on`, `first` or `second`.
        Conflict: `coding-open`, while another is open; `coded-then`, if that day was coded.
        Incomplete: `no-stipulations`.
    """
    agreement = asking.get(principal, "implementation", CHANGE, Agreement, agreement_id, lock=True)
    if new_id is not None and agreement.codings.filter(pk=new_id).exists():
        return new_id
    if not agreement.stipulations.exists():
        raise Incomplete(("no-stipulations",))
    faults = {} if on is not None and on <= clock.today() else {"on": "empty" if on is None else "day-to-come"}
    known = evaluators(agreement.process_id)
    faults |= {name: "no-choice" for name, one in zip(("first", "second"), coders, strict=True) if one not in known}
    if not faults and coders[0] == coders[1]:
        faults["second"] = "the-same-coder"
    if faults or on is None:
        raise Invalid(faults)
    going = agreement.codings.filter(closed=None).first()
    if going is not None:
        return _again(going, on, coders)
    if agreement.codings.filter(on=on).exists():
        raise Conflict("coded-then")
    row = Coding(id=fresh_id(Coding, new_id), agreement=agreement, on=on, opened=clock.today())
    row.save(force_insert=True)
    for number, staff in zip(APART, coders, strict=True):
        Coder.objects.create(coding=row, staff_id=UUID(staff), number=number)
    log.enter(agreement.process_id, "coding-opened", principal, agreement=str(agreement.id), on=on.isoformat())
    return row.id


@transaction.atomic
def score(principal: Principal, coder_id: UUID, scores: Mapping[UUID, Scored]) -> None:
    """
    Keep scores of one's own; again and again until they are handed in.

    Raises:
        Refused: If they are not theirs to give, or for a stipulation that is not theirs to score.
        Invalid: `value_<id>` or `source_<id>`; a score without a source is not kept.
        Conflict: `handed-in`, if they were and something of it is another score or source.
    """
    coder = asking.get(principal, "coding", CHANGE, Coder, coder_id, lock=True)
    reading, kept = _read(coder, scores)
    held = {row.stipulation_id: row for row in coder.scores.filter(stipulation__in=list(scores))}
    opener = sealer(coder.coding.agreement.process_id)
    if coder.handed_in is not None:
        given = {stipulation: (scores[stipulation].value, source) for stipulation, source in kept.items()}
        if given != {stipulation: (row.value, opener.text(row, "source")) for stipulation, row in held.items()}:
            raise Conflict("handed-in")
        return
    reading.done()
    fresh = []
    for stipulation, source in kept.items():
        row = held.get(stipulation)
        if row is None:
            row = Score(coder=coder, stipulation_id=stipulation)
            fresh.append(row)
        row.value = scores[stipulation].value
        opener.put(row, source=source)
    Score.objects.bulk_create(fresh)
    Score.objects.bulk_update(held.values(), ["value", "source"])


@transaction.atomic
def hand_in(principal: Principal, coder_id: UUID) -> None:
    """
    Say that one's scores are done; when everything is said, the coding closes. Said again it changes nothing.

    Raises:
        Refused: If they are not theirs.
        Incomplete: `not-all-scored`.
    """
    coding_id = asking.get(principal, "coding", CHANGE, Coder, coder_id).coding_id
    coding = Coding.objects.select_for_update().filter(pk=coding_id).first()
    if coding is None:  # two who hand in at once come one after another, and after whoever calls it off
        raise Refused
    coder = asking.get(principal, "coding", CHANGE, Coder, coder_id, lock=True)
    if coder.handed_in is not None:
        return
    if set(to_score(coder)) - set(coder.scores.values_list("stipulation_id", flat=True)):
        raise Incomplete(("not-all-scored",))
    coder.handed_in = clock.today()
    coder.save(update_fields=["handed_in"])
    if coding.coders.filter(handed_in=None).exists():
        return
    if coder.number != THIRD and differing(coding.id):
        return
    coding.closed = clock.today()
    coding.save(update_fields=["closed"])
    process_id, agreement = coder.coding.agreement.process_id, str(coding.agreement_id)
    log.enter(process_id, "coding-closed", principal, agreement=agreement, on=coding.on.isoformat())


@transaction.atomic
def call_off(principal: Principal, coding_id: UUID) -> UUID:
    """
    Give up a coding in which nobody has handed in, with all its scores. Return the agreement.

    From then on it goes on to its end: else whoever has seen what two gave, as a third, could be one of two who score
    the same day apart, and what somebody runs could be scored until it pleases them.

    Raises:
        Refused: If it is not theirs.
        Conflict: `coding-handed-in`; `coding-closed`.
    """
    row = asking.get(principal, "implementation", CHANGE, Coding, coding_id, lock=True)
    if row.closed is not None:
        raise Conflict("coding-closed")
    agreement = row.agreement
    coders = list(row.coders.select_for_update())  # what a coder is just giving is in, or finds nothing to be put in
    if any(one.handed_in is not None for one in coders):
        raise Conflict("coding-handed-in")
    row.delete()
    log.enter(agreement.process_id, "coding-called-off", principal, agreement=str(agreement.id))
    return agreement.id


def _again(going: Coding, on: date, coders: tuple[str, str]) -> UUID:
    """Return the coding that is open, for whoever opens just that one; refuse another."""
    named = going.coders.filter(number__in=APART).order_by("number").values_list("staff", flat=True)
    if (going.on, tuple(map(str, named))) != (on, coders):
        raise Conflict("coding-open")
    return going.id


def _read(coder: Coder, scores: Mapping[UUID, Scored]) -> tuple[Reading, dict[UUID, str]]:
    """Read scores with what they rest on; faults stay with the reading."""
    reading, asked = Reading(), set(to_score(coder))
    kept = {}
    for stipulation, given in scores.items():
        if stipulation not in asked or given.value not in (*SCORES, None):
            reading.faults[f"value_{stipulation}"] = "no-choice"
        needed = given.value is not None
        kept[stipulation] = reading.text(f"source_{stipulation}", given.source, most=NOTE, needed=needed)
    return reading, kept
