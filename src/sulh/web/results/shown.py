"""
The rows of a working paper on a page of staff, with the marks that sides have on every page; and what changed since.

    Findings ── Statements (sulh.papers) ── Row ──marked──▶ the same row, each side by its own mark
    Findings now, before ──▶ Change             statements whose standing is another than it was
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
from markupsafe import Markup

from sulh.figures import marks
from sulh.figures.strip import Axis, strip
from sulh.model.findings import Findings, Standing
from sulh.papers.page import PageLanguage
from sulh.papers.standings import Lane, Row
from sulh.store.reads.frames import NamedSide
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
