"""Weaknesses and strengths of a process, out of what the reader sees and the findings that they are told."""

from __future__ import annotations

from sulh.access import SEE, Principal
from sulh.coordination.strengths import Line, strengths
from sulh.coordination.told import told
from sulh.store import asking
from sulh.store.models import Process
from sulh.store.reads.pictures import Seen


def strengths_for(principal: Principal, seen: Seen) -> tuple[Line, ...]:
    """
    Return a line for each topic.

    Args:
        principal: A coordinator or a facilitator of the process.
        seen: What they see of its map.

    Raises:
        Refused: If they are neither.
    """
    asking.get(principal, "strengths", SEE, Process, seen.process_id)
    return strengths(seen.picture, told(seen.picture, seen.audiences, seen.own))
