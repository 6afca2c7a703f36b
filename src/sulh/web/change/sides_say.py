"""
What the sides themselves say of stipulations, as it was published: beside the coders' index, and no part of it.

Each publication is drawn as its readers see it, with the statements of this agreement alone.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.papers.publication import Contents, Part
from sulh.store.reads.asked_stipulations import SaidOfStipulations, said
from sulh.web.results import shown as results


def told_by_sides(
    words: PageLanguage, principal: Principal, agreement_id: UUID
) -> list[tuple[SaidOfStipulations, Contents]]:
    """Return what was published of stipulations of an agreement, drawn as publications are."""
    found = []
    shapes = False  # the shapes that rows refer to stand on a page once
    for place, one in enumerate(said(principal, agreement_id, words.tag), 1):
        shown: Contents = results.told(one.publication, one.sides, words)["shown"]
        parts = [_anchored(part, place) for part in shown.parts]
        found.append((one, replace(shown, parts=parts, numbers=shown.numbers and not shapes)))
        shapes = shapes or shown.numbers
    return found


def _anchored(part: Part, place: int) -> Part:
    """Return a part whose rows are found by other anchors than those of other publications on the page."""
    all_said = [
        one if one.row is None else replace(one, row=replace(one.row, anchor=f"p{place}{one.row.anchor}"))
        for one in part.said
    ]
    return replace(part, said=all_said)
