"""
What one coder scores, a page at a time, and nothing of what the other said.

Only the third, who settles what two see differently, reads what both said and what it rests on, by the numbers of the
coders and without their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sulh.access import CHANGE, Principal
from sulh.store import asking
from sulh.store.coders import APART, THIRD, to_score
from sulh.store.models import Coder, Score, Stipulation
from sulh.store.sealing import Sealer, sealer

AT_A_TIME: Final = 20  # stipulations on a page


@dataclass(frozen=True)
class ToScore:
    """
    A stipulation as a coder sees it.

    Attributes:
        value, source: What they gave; `given` tells "cannot be told" from nothing yet.
        others: For the third alone: the two scores and their sources, in the order of the coders' numbers.
    """

    id: str
    number: int
    theme: str
    words: str
    authority: str
    due: date | None
    given: bool
    value: int | None
    source: str
    others: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True)
class OwnScores:
    """What a coder scores, a page of it, and how far they are."""

    process_id: str
    agreement_id: str
    agreement: str
    on: date
    settles: bool
    handed_in: bool
    rows: tuple[ToScore, ...]
    scored: int
    of: int
    page: int
    pages: int


def own_scores(principal: Principal, coder_id: UUID, *, page: int = 1) -> OwnScores:
    """
    Return a page of what a coder scores, with their own scores and, for the third, what the two said.

    Raises:
        Refused: If it is not theirs to score.
    """
    coder = asking.get(principal, "coding", CHANGE, Coder, coder_id)
    agreement = coder.coding.agreement
    opener = sealer(agreement.process_id)
    asked = to_score(coder)
    pages = max(1, -(-len(asked) // AT_A_TIME))
    shown = min(max(page, 1), pages)
    ids = asked[(shown - 1) * AT_A_TIME : shown * AT_A_TIME]
    rows = Stipulation.objects.filter(pk__in=ids).order_by("number")
    own = {one.stipulation_id: one for one in coder.scores.filter(stipulation__in=ids)}
    others = _others(coder, ids, opener) if coder.number == THIRD else {}
    return OwnScores(
        process_id=str(agreement.process_id),
        agreement_id=str(agreement.id),
        agreement=opener.text(agreement, "title"),
        on=coder.coding.on,
        settles=coder.number == THIRD,
        handed_in=coder.handed_in is not None,
        rows=tuple(_to_score(row, own.get(row.id), others.get(row.id, ()), opener) for row in rows),
        scored=coder.scores.filter(stipulation__in=asked).count(),
        of=len(asked),
        page=shown,
        pages=pages,
    )


def _others(coder: Coder, ids: list[UUID], opener: Sealer) -> dict[UUID, tuple[tuple[int | None, str], ...]]:
    """Return what the two coders said of each stipulation, the first coder's first."""
    rows = Score.objects.filter(coder__coding=coder.coding_id, coder__number__in=APART, stipulation__in=ids)
    said: dict[UUID, tuple[tuple[int | None, str], ...]] = {}
    for row in rows.order_by("coder__number"):
        said[row.stipulation_id] = (*said.get(row.stipulation_id, ()), (row.value, opener.text(row, "source")))
    return said


def _to_score(
    row: Stipulation, own: Score | None, others: tuple[tuple[int | None, str], ...], opener: Sealer
) -> ToScore:
    return ToScore(
        id=str(row.id),
        number=row.number,
        theme=row.theme,
        words=opener.text(row, "words"),
        authority=opener.text(row, "authority"),
        due=row.due,
        given=own is not None,
        value=None if own is None else own.value,
        source="" if own is None else opener.text(own, "source"),
        others=others,
    )
