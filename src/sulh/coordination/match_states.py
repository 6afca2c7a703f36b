"""
How two initiatives that work on the same matter come to know of one another, if both want to.

    kind ──agree──▶ theme ──agree──▶ contact ──end──▶ ended
      └───────decline──┴──────decline───▶ declined

Both owners agreed to be matched before there is a match at all; then each learns that there is work on the same matter
and of which kind, and nothing else. A step is taken when both consent to it. That one consented is not told to the
other until both have, and a declined match reads like one that nobody has answered.
"""

from __future__ import annotations

from typing import Final

from sulh.model.initiatives import Tier
from sulh.model.machine import Machine

MATCH: Final = Machine(
    "match",
    "kind",
    {
        ("kind", "agree"): "theme",
        ("kind", "decline"): "declined",
        ("theme", "agree"): "contact",
        ("theme", "decline"): "declined",
        ("contact", "end"): "ended",
    },
)
SHOWS: Final[dict[str, Tier]] = {
    "kind": "none",
    "theme": "theme_area",
    "contact": "actors",
    "declined": "none",
    "ended": "none",
}
