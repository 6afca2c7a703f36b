"""
The rows of papers on pages, with the marks that sides have on every page; and what changed since.

    Publication ──told──▶ Contents, its rows marked    for the preview, for staff afterwards and for its readers alike
    Findings ── Statements (sulh.papers) ── Row ──marked──▶ the same row, each side by its own mark
    Findings now, before ──▶ Change             statements whose standing is another than it was
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from markupsafe import Markup

from sulh.figures import marks
from sulh.figures.strip import Axis, strip
from sulh.model.findings import Findings, Standing
from sulh.model.publication import Publication
from sulh.papers.page import PageLanguage
from sulh.papers.publication import Contents, Part, Said, contents
from sulh.papers.standings import Lane, Row
from sulh.store.reads.frames import NamedSide
from sulh.store.reads.naming import names_of
from sulh.words.limits import STANDING_WORDS

NO_SIDE = -1


@dataclass(frozen=True)
class Change:
    """One statement whose standing is another than it was."""

    id: str
    text: str | None
    before: str
    after: str


def marked(row: Row, sides: Sequence[NamedSide], axis: Axis) -> Row:
    """Return a row drawn with the marks that sides have on every page, not with those of their place in this paper."""
    lanes = [(_mark(lane, sides), lane) for lane in row.lanes]
    drawn = strip([(mark, lane.own) for mark, lane in lanes], axis)
    told = [replace(lane, kind=marks.kind(mark).removeprefix("s")) for mark, lane in lanes]
    return replace(row, lanes=told, strip=Markup(drawn))  # noqa: S704 - drawn from numbers


def told(publication: Publication, sides: Sequence[NamedSide], words: PageLanguage) -> dict[str, Any]:
    """Return what a page shows of a publication, as results/published.html.j2 takes it: the same for whoever looks."""
    found, names = contents(publication, words), names_of(sides)
    by_name = {names[side.id]: side for side in sides}
    order = [by_name[side.name] for side in publication.sides if side.name in by_name]
    axis = Axis(publication.level, leftward=words.leftward, pass_as=publication.pass_as)

    def drawn(said: Said) -> Said:
        return said if said.row is None else replace(said, row=marked(said.row, order, axis))

    parts: list[Part] = [replace(part, said=[drawn(said) for said in part.said]) for part in found.parts]
    shown: Contents = replace(found, parts=parts)
    return {"publication": publication, "shown": shown, "marks": {names[side.id]: side.mark for side in sides}}


def _mark(lane: Lane, sides: Sequence[NamedSide]) -> int:
    place = int(lane.kind) if lane.kind.isdecimal() else NO_SIDE
    return sides[place].mark if 0 <= place < len(sides) else place


def with_marks_on_the_map(findings: Findings, sides: Sequence[NamedSide]) -> Findings:
    """Return findings whose map draws people with the marks of their sides."""
    groups = findings.groups
    if groups is None or groups.map is None:
        return findings
    moved = [
        (x, y, sides[side].mark if 0 <= side < len(sides) else side, group)
        for x, y, side, group in groups.map.positions
    ]
    drawn = msgspec.structs.replace(groups.map, positions=moved)
    return msgspec.structs.replace(findings, groups=msgspec.structs.replace(groups, map=drawn))


def changes(now: Findings, before: Findings, words: PageLanguage) -> list[Change]:
    """Return the statements of both papers whose standing is another now, in the order of the paper."""
    then: dict[str, Standing] = {statement.id: statement.standing for statement in before.statements}
    return [
        Change(one.id, one.text, _said(then[one.id], words), _said(one.standing, words))
        for one in now.statements
        if one.id in then and then[one.id] != one.standing
    ]


def _said(standing: Standing, words: PageLanguage) -> str:
    return words.opening(words.say(STANDING_WORDS[standing]))
