"""
How a one-text moves.

    drafting ──put──▶ put ──redraft──▶ drafting        a version is out for criticism; then the next one is drafted
                       └───call──▶ called ──answered──▶ ended
                                      └────reopen────▶ drafting

`put` and `call` are refused while a criticism has no reply (`sulh.negotiation.one_text`). A text that ended is not
reopened: another one is begun.
"""

from __future__ import annotations

from typing import Final

from sulh.model.machine import Machine

TEXT: Final = Machine(
    "text",
    "drafting",
    {
        ("drafting", "put"): "put",  # the version is frozen, and may be criticised
        ("put", "redraft"): "drafting",
        ("put", "call"): "called",  # the last question, yes or no, to the readers of every side
        ("called", "reopen"): "drafting",  # before every side has answered: the question was put too early
        ("called", "answered"): "ended",  # every reader of every side has said yes or no
    },
)
