"""
"Cannot live with it": kept together with the need or concern that a clause fails, or not at all.

    objection ─▶ Objected(wording, need)      what one answer of a sounding says of a clause
    write_objections ─▶ Criticism(objection)   in the transaction of the answer; one a seat, wording and epoch

From the end of its epoch an objection is a criticism like any other: the next version replies to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sulh.store import clock
from sulh.store.models import Criticism
from sulh.store.reads.circulating import At
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.writes.criticisms import NEED

CANNOT = -1


@dataclass(frozen=True, slots=True)
class Objected:
    """What an answer of a sounding says: of which wording, and the need it fails; None where one can live with it."""

    process: UUID
    wording: UUID
    need: dict[str, str] | None


class _Answer(Protocol):
    @property
    def seat(self) -> UUID: ...
    @property
    def epoch(self) -> UUID: ...
    @property
    def objected(self) -> Objected | None: ...


def objection(at: At, statement_id: UUID, value: int, need: tuple[str, str] | None) -> Objected | None:
    """
    Return what an answer says of its clause.

    Args:
        at: The sounding.
        statement_id: The clause.
        value: 1, 0, or -1: cannot live with it.
        need: The need or concern that it fails, and in which language that is written.

    Raises:
        Invalid: `need` or `language`, if nobody can live with it and does not say why.
    """
    wording = at.wording_of(statement_id)
    if wording is None:
        return None
    if value != CANNOT:
        return Objected(at.situation.process_id, wording, None)
    text, language = need or ("", at.situation.languages[0])
    reading = Reading()
    kept = {
        "language": reading.choice("language", language, at.situation.languages),
        "text": reading.text("need", text, most=NEED),
    }
    reading.done()
    return Objected(at.situation.process_id, wording, kept)


def write_objections(items: Iterable[_Answer]) -> None:
    """Put objections in the place of those that the same seats gave in the same epoch; of two the later one holds."""
    said = {(one.seat, one.epoch, one.objected.wording): one.objected for one in items if one.objected is not None}
    for (seat, epoch, wording), one in said.items():
        Criticism.objects.filter(objection=True, seat=seat, epoch=epoch, wording=wording).delete()
        if one.need is not None:
            row = Criticism(wording_id=wording, seat_id=seat, epoch_id=epoch, objection=True, on=clock.today())
            sealer(one.process).put(row, need=one.need)
            row.save(force_insert=True)
