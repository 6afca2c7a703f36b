"""
How a desk's question, or an option it wants tested, moves.

    asked ──take──▶ taken ──put──▶ put ──answer──▶ answered ──close──▶ closed
      └───────────decline─────────────────────────▶ declined

`put` means that statements of a round came of it. `answer` needs a package that was sent: what people said goes back as
a release, under the same rules. Where its origin came from stands nowhere in the table.
"""

from __future__ import annotations

from typing import Final

from sulh.model.machine import Machine

QUESTION: Final = Machine(
    "question",
    "asked",
    {
        ("asked", "take"): "taken",
        ("asked", "decline"): "declined",
        ("taken", "put"): "put",
        ("taken", "answer"): "answered",  # what is known already may be enough
        ("taken", "decline"): "declined",
        ("put", "put"): "put",  # a second round on the same question
        ("put", "answer"): "answered",
        ("put", "decline"): "declined",  # the sides did not release it, or nothing could be said
        ("answered", "close"): "closed",
        ("declined", "close"): "closed",
    },
)
