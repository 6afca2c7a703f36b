from __future__ import annotations

from typing import get_args

from sulh.coordination.likeness import Reason
from sulh.coordination.name_codes import REASONS, WHERES
from sulh.coordination.names import Where


def test_every_reason_has_a_sentence() -> None:
    """Whatever speaks for one actor can be told in words, and so can what their places say."""
    assert set(get_args(Reason)) == set(REASONS)
    assert set(get_args(Where)) == set(WHERES)
