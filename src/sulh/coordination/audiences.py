"""
Which findings a reader is told, by the audience that they are of.

    coordinators    everything that was found in their picture
    facilitators    what concerns an initiative of their own, openings, gaps
    owners          what concerns an initiative of their own, gaps
    desks           openings, gaps, work without a link to the official process
    funders         gaps, pooled: without the initiatives that a gap names; and what both owners agreed to tell
    public          nothing

An overlap, a clash or an alert about an initiative goes to those who do the work and not to who pays for it, however
much of the initiative the funder sees: what a funder hears can end what it was told of. Two owners may agree that
funders are told what lies between their initiatives (`sulh.coordination.to_funders`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import msgspec

from sulh.coordination.findings import Finding
from sulh.coordination.to_funders import can_be_told
from sulh.model.initiatives import Audience

Told = Callable[[Finding, Collection[str]], bool]


def _own(one: Finding, own: Collection[str]) -> bool:
    return any(card in own for card in one.cards)


TOLD: Final[Mapping[Audience, Told]] = {
    "coordinators": lambda _, __: True,
    "facilitators": lambda one, own: one.kind in {"opening", "gap"} or _own(one, own),
    "owners": lambda one, own: one.kind == "gap" or _own(one, own),
    "desks": lambda one, _: one.kind in {"opening", "gap", "no_link"},
    "funders": lambda one, _: one.kind == "gap",
    "public": lambda _, __: False,
}


def findings_for(
    audiences: Collection[Audience],
    found: Iterable[Finding],
    own: Collection[str],
    *,
    agreed: Collection[str] = (),
) -> tuple[Finding, ...]:
    """
    Return those findings that a reader is told, in their order.

    Args:
        audiences: As whom they look: whoever is of two is told what either is told.
        found: What was found in their picture.
        own: Ids of the initiatives that they hold.
        agreed: Keys of what funders are told because both owners agreed to it.

    >>> from sulh.coordination.findings import Ref
    >>> pair = Finding("same_matter", "k1", ("a", "b"), (), (), 50)
    >>> gap = Finding("gap", "k2", (), (Ref("level", "elite"),), (), 50)
    >>> [one.key for one in findings_for(["funders"], [pair, gap], ["a"])]
    ['k2']
    >>> [one.key for one in findings_for(["funders"], [pair, gap], [], agreed=["k1"])]
    ['k1', 'k2']
    >>> [one.key for one in findings_for(["owners"], [pair, gap], ["b"])]
    ['k1', 'k2']
    """
    let = frozenset(agreed) if "funders" in audiences else frozenset[str]()
    told = (
        one
        for one in found
        if any(TOLD[audience](one, own) for audience in audiences) or (one.key in let and can_be_told(one))
    )
    pooled = set(audiences) <= {"funders", "public"}
    return tuple(_pooled(one) if pooled and one.kind == "gap" else one for one in told)


def _pooled(one: Finding) -> Finding:
    """Return a gap without what it says of single initiatives."""
    return msgspec.structs.replace(one, evidence=tuple(said for said in one.evidence if not said.cards))
