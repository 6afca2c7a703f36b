"""
What somebody is asked who came in with the number of their group: the questions of today's wave, or from when on.

    SheetShown ─┬─ asked, wave, until    the wave that is asked today
                └─ later                where none is: the first day of the next one

No answer stands here, nobody's, nor whether anybody has answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulh.access import SEE, Principal
from sulh.model.questionnaire import Questionnaire
from sulh.store import clock
from sulh.store.respondents import asked_now, group_of
from sulh.store.study_kept import asked_of


@dataclass(frozen=True)
class SheetShown:
    """
    What is asked.

    Attributes:
        wave: Number of the wave that is asked today; None where none is.
        until: Its last day.
        later: Where none is asked: the first day of the next one that is set.
        over: Whether nothing is asked any more, since the process was closed.
    """

    asked: Questionnaire
    languages: tuple[str, ...]
    wave: int | None
    until: date | None
    later: date | None
    over: bool


def sheet(principal: Principal) -> SheetShown:
    """
    Return what somebody is asked today.

    Raises:
        Refused: For whoever did not come in with the number of a group.
    """
    group = group_of(principal, "own-sheet", SEE)
    study = group.study
    waves, over = list(study.waves.all()), study.process.closed is not None
    now = None if over else asked_now(waves)
    ahead = [one.opens for one in waves if one.opens > clock.today() and not over]
    return SheetShown(
        asked=asked_of(study),
        languages=tuple(study.tags),
        wave=now.number if now else None,
        until=now.closes if now else None,
        later=None if now else min(ahead, default=None),
        over=over,
    )
