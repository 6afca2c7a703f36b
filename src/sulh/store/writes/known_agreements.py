"""
Agreements that are known by their ids alone, from a list that somebody has taken from elsewhere.

    add_known      all of a list or none; what is there already under the same id stays as it is

No text comes with them: stipulations can be written down all the same, and so can what authorities did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.formats.implementation_tables import PaxAgreement
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Agreement, Process
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.writes import log
from sulh.store.writes.agreements import AGREEMENTS, FIRST, TITLE

SOURCE: Final = "PA-X, agreement {id}"


@transaction.atomic
def add_known(principal: Principal, process_id: UUID, given: Sequence[PaxAgreement]) -> int:
    """
    Keep agreements by title, day, stage, kind and ids; return how many were new.

    Raises:
        Refused: If they may not.
        Invalid: `row`, the place in the list, from 1, of the first that cannot be kept.
        Conflict: `too-many-agreements`.
    """
    process = asking.get(principal, "chain", CHANGE, Process, process_id, lock=True)
    opener = sealer(process.id)
    kept = list(process.agreements.defer("text"))
    there = {dict(opener.get(row, "keys") or {}).get("pax") for row in kept}
    if len(kept) + len({one.id for one in given} - there) > AGREEMENTS:  # before a hundred thousand are written
        raise Conflict("too-many-agreements")
    made = 0
    for place, one in enumerate(given, 1):
        reading = Reading()
        title = reading.text("row", one.name, most=TITLE)
        if reading.faults or not FIRST <= one.on <= clock.today():
            raise Invalid({"row": str(place)})
        if one.id in there:
            continue
        row = Agreement(process=process, on=one.on, stage=one.stage or "", kind=one.kind or "")
        keys = {"pax": one.id, "pp": one.pp, "con": one.con, "ucdp": one.ucdp, "pam": one.pam}
        known = {name: key for name, key in keys.items() if key}
        opener.put(row, title=title, source=SOURCE.format(id=one.id), keys=known)
        row.save(force_insert=True)
        there.add(one.id)
        made += 1
        log.enter(process.id, "agreement-added", principal, agreement=str(row.id))
    return made
