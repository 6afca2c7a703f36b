"""
Stipulations and scores of the database as values: what every figure about agreements is computed on.

    stipulations_of, scores_of      of all agreements of a process
    stipulation, closed_scores      of one row, of some rows

Scores count from the day on which their coding is closed; those of an open one are read by `own_scores` alone. Whether
the reader may see them is asked by the reads that call these.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from sulh.model.implementation import SCORES, Score, Stipulation
from sulh.store import models
from sulh.store.coders import THIRD
from sulh.store.reads.ground import code


def stipulations_of(process_id: UUID) -> dict[str, list[Stipulation]]:
    """Return the stipulations of all agreements of a process, by agreement."""
    found: dict[str, list[Stipulation]] = {}
    rows = models.Stipulation.objects.filter(agreement__process=process_id).prefetch_related("sides")
    for one in rows.order_by("number"):
        found.setdefault(str(one.agreement_id), []).append(stipulation(one))
    return found


def scores_of(process_id: UUID) -> dict[str, list[Score]]:
    """Return what closed codings say of all agreements of a process, by agreement."""
    return closed_scores(models.Score.objects.filter(coder__coding__agreement__process=process_id))


def stipulation(row: models.Stipulation) -> Stipulation:
    """Return a stipulation as a value; its sides were fetched with it."""
    sides = tuple(str(side.id) for side in row.sides.all())
    return Stipulation(str(row.id), str(row.agreement_id), row.number, code(row.theme), sides, row.due)


def closed_scores(rows: QuerySet[models.Score]) -> dict[str, list[Score]]:
    """Return what those of these that belong to closed codings say, by agreement, the earliest day first."""
    found: dict[str, list[Score]] = {}
    fields = ("coder__coding__agreement_id", "stipulation_id", "coder__number", "coder__coding__on", "value")
    closed = rows.filter(coder__coding__closed__isnull=False).order_by("coder__coding__on", "coder__number")
    for agreement, of, number, on, value in closed.values_list(*fields):
        kept = None if value is None else SCORES[value]
        found.setdefault(str(agreement), []).append(Score(str(of), str(number), on, kept, settles=number == THIRD))
    return found
