"""
Which statements came with the kind of a dialogue: the first ones are put there by its design, before anybody wrote one.

They are seeds like those of the facilitators, and known by how they came: a rewording does not change that. What a
design says is in `sulh.designs`.
"""

from __future__ import annotations

from functools import cache

from sulh.store.kinds import design_of
from sulh.store.models import Statement
from sulh.store.sealing import Sealer

DESIGN = "design"  # the source of such a statement, where one is shown


def came_with_the_kind(row: Statement, opener: Sealer, kind: str) -> bool:
    """Return whether a statement of a dialogue of this kind is one that its design put there."""
    if row.source != "seed":
        return False
    origin = opener.get(row, "origin") or {}
    return origin.get("text") in _first_statements(kind)


@cache
def _first_statements(kind: str) -> frozenset[str]:
    prompts = [prompt for prompt in design_of(kind).prompts if prompt.form == "statement"]
    return frozenset(text for prompt in prompts for text in prompt.text.values())
