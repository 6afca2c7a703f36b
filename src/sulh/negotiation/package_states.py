"""
How a package moves, from composed to wherever it ends.

    composed ──confirm──▶ confirmed ──ask──▶ asked ──approve──▶ approved ──send──▶ sent ──open──▶ opened
       ▲ │                   │                 │                   │              (recall from each of these)
       └─┴── change voids ───┴─────────────────┘                   ▼
                                               └──────lapse──────▶ not-released

A refusal moves nothing: it ends by the clock as silence does, and nobody can tell them apart. Recall after `opened`
ends access and fetches no copy back.
"""

from __future__ import annotations

from typing import Final

from sulh.model.machine import Machine

PACKAGE: Final = Machine(
    "package",
    "composed",
    {
        ("composed", "change"): "composed",
        ("composed", "confirm"): "confirmed",  # by another facilitator than the one who composed it
        ("composed", "drop"): "dropped",
        ("confirmed", "change"): "composed",  # another text: to be confirmed again
        ("confirmed", "ask"): "asked",  # the readers of every side; silence until the expiry is refusal
        ("confirmed", "consent"): "approved",  # without readers: what people accepted when they came decides
        ("confirmed", "drop"): "dropped",
        ("asked", "change"): "composed",  # every approval is void: it was for other bytes
        ("asked", "approve"): "approved",  # the last reader of the last side said yes
        ("asked", "lapse"): "not-released",  # somebody said no, or did not answer
        ("asked", "recall"): "recalled",
        ("approved", "send"): "sent",
        ("approved", "lapse"): "not-released",
        ("approved", "recall"): "recalled",
        ("sent", "open"): "opened",  # the desk's account read it, or its arrival was recorded
        ("sent", "recall"): "recalled",
        ("opened", "recall"): "recalled",  # ends access only
    },
)
