"""
What a day would collide with, before it is kept.

    picture, card, day ─▶ the clashes that there would be and are not there now

From the reader's own picture, like everything that anybody is told: a day that collides with a hidden one says nothing.
"""

from __future__ import annotations

import msgspec

from sulh.coordination.detect import touched_by
from sulh.coordination.findings import Evidence, Finding
from sulh.model.initiatives import Moment
from sulh.model.picture import Picture


def caused(picture: Picture, card: str, day: Moment) -> tuple[Finding, ...]:
    """Return the clashes of a card that one more day would cause, most pressing first, with what is new in each."""
    now = _clashes(picture, card)
    cards = tuple(
        msgspec.structs.replace(one, moments=(*one.moments, day)) if one.id == card else one for one in picture.cards
    )
    after = _clashes(msgspec.structs.replace(picture, cards=cards), card)
    told = {said for one in now for said in one.evidence}
    return tuple(new for one in after if (new := _only_new(one, told)).evidence)


def _clashes(picture: Picture, card: str) -> list[Finding]:
    return [one for one in touched_by(picture, card) if one.kind == "clash"]


def _only_new(one: Finding, told: set[Evidence]) -> Finding:
    return msgspec.structs.replace(one, evidence=tuple(said for said in one.evidence if said not in told))
