"""
What a reader is told of everything that is found in their picture, and what of it was put aside.

    told(picture, audiences, own)     most pressing first; put together where it is read, so far as there may be much
    parted(found, aside)              what is left, and what was put aside by its key
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import ranked
from sulh.coordination.findings import Finding
from sulh.coordination.ranked import Without
from sulh.model.initiatives import Audience
from sulh.model.picture import Picture


def told(
    picture: Picture,
    audiences: Collection[Audience],
    own: Collection[str],
    *,
    agreed: Collection[str] = (),
    of: Collection[str] | None = None,
) -> Sequence[Finding]:
    """
    Return what a reader is told of their picture, as `findings_for` says, most pressing first.

    Args:
        picture: What they see.
        audiences: As whom they look.
        own: Ids of the initiatives that they hold.
        agreed: Keys of what funders are told because both owners agreed to it.
        of: Ids of initiatives: of clashes and work on the same matter, only what concerns one of them; None for all.
    """
    if "coordinators" in audiences:
        return ranked(picture, of=of)
    leading = of if agreed else [key for key in own if of is None or key in of]
    return findings_for(audiences, ranked(picture, of=leading), own, agreed=agreed)


def parted(found: Sequence[Finding], aside: Collection[str]) -> tuple[Sequence[Finding], tuple[Finding, ...]]:
    """
    Return what was not put aside, and what was.

    Args:
        found: What was found.
        aside: Keys of what was put aside; some of it may be found no more.
    """
    places, left = [], set(aside)
    for at, one in enumerate(found if left else ()):
        if one.key in left:
            places.append(at)
            left.remove(one.key)
            if not left:
                break
    return Without(found, places), tuple(found[at] for at in places)
