"""
How a link between two initiatives, or between one and a desk, moves.

    proposed ──accept──▶ accepted ──end──▶ ended
       ├──────end──────▶ ended         taken back by whoever proposed it
       ├──────decline──▶ declined
       └──────lapse────▶ lapsed        thirty days without an answer

A hand-off moves responsibility when it is accepted, and at no other moment: whoever had it keeps it until then.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sulh.model.machine import Machine

LINK: Final = Machine(
    "link",
    "proposed",
    {
        ("proposed", "accept"): "accepted",
        ("proposed", "decline"): "declined",
        ("proposed", "lapse"): "lapsed",  # silence is no yes
        ("accepted", "end"): "ended",
        ("proposed", "end"): "ended",  # taken back by whoever proposed it
    },
)
WAITS: Final = timedelta(days=30)  # for an answer: a rule of the project


def standing(state: str, since: date, today: date) -> str:
    """
    Return the state in which a link is on a day: what nobody answered in time has lapsed by itself.

    >>> proposed = date(2026, 11, 1)
    >>> [standing("proposed", proposed, date(2026, 12, day)) for day in (1, 2)]
    ['proposed', 'lapsed']
    """
    return LINK.after(state, "lapse") if state == LINK.first and today - since > WAITS else state


def moves_responsibility(mode: str, move: str) -> bool:
    """
    Whether a move makes another responsible.

    >>> moves_responsibility("hand_off", "accept"), moves_responsibility("hand_off", "lapse")
    (True, False)
    """
    return mode == "hand_off" and move == "accept"
