"""
How a link between two initiatives, or between one and a desk, moves.

    proposed ──accept──▶ accepted ──end──▶ ended
       ├──────decline──▶ declined
       └──────lapse────▶ lapsed

A hand-off moves responsibility when it is accepted, and at no other moment: whoever had it keeps it until then.
"""

from __future__ import annotations

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
    },
)


def moves_responsibility(mode: str, move: str) -> bool:
    """
    Whether a move makes another responsible.

    >>> moves_responsibility("hand_off", "accept"), moves_responsibility("hand_off", "lapse")
    (True, False)
    """
    return mode == "hand_off" and move == "accept"
