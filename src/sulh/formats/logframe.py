"""
A logframe as a workbook: indicators, every number, what has to hold, and what changed, with what others say of it.

    Logframe ──logframe──▶ XLSX: logframe · readings · assumptions · outcomes · substantiations · about

Names of columns and keys are English in every language: programs read them too. What was not written down is an empty
cell and no zero; what was written down and is not told is "withheld". A denial stands in the same table as an
agreement, and nothing is added up. The first row of each sheet names its columns; what is to be told of all of them
stands on a sheet of its own. Texts stay as they were written, and a column says in which letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from sulh.formats.iati_results import CHOSEN, number_text
from sulh.formats.workbooks import workbook
from sulh.model.findings import Value
from sulh.model.outcomes import VERDICTS, WHOLE, Indicator, Outcome, Reading, Role, Theory, Withheld
from sulh.words.letters import written_in

ABOUT: Final = (
    "Unofficial. Outcomes as facilitators wrote them down; what independent people say of them stands beside.",
    "What nobody wrote down is missing.",
    "Evaluators chose whom they asked; what these gain or fear by what they say is not asked.",
    *CHOSEN,
    "Withheld: a number of few people, or one that would give it away.",
    "An empty cell: nobody wrote it down. It is no zero.",
    "Texts stand in the language in which they were written; nothing is translated.",
    "The column language: nobody said which it is, so it names the letters of a row (BCP 47: und-Latn, und-Arab).",
)
LANGUAGE: Final = "language"
INDICATORS: Final = ("level", "change", "kind", "indicator", "unit", "cut", "part", "better")
NUMBERS: Final = (
    "baseline",
    "baseline day",
    "target",
    "target day",
    "actual",
    "actual day",
    "source",
    "initiative",
    LANGUAGE,
)
READINGS: Final = ("number", "indicator", "role", "day", "part", "value", "unit", LANGUAGE)
ASSUMPTIONS: Final = ("initiative", "theory", "domains", "number", "assumption", "state", "day", "rests on", LANGUAGE)
OUTCOMES: Final = ("number", "day", "who", "actor", "changed", "what", "change", "kind", "quadrant")
BESIDE: Final = (
    "intended",
    "negative",
    "sides",
    "initiative",
    "contribution",
    "evidence",
    *VERDICTS,
    "doubts",
    LANGUAGE,
)
WITHHELD: Final = "withheld"
SAID: Final = ("outcome", "day", "verdict", "who", "what they say", LANGUAGE)


class Logframe(Value, frozen=True):
    """
    What a logframe is made of.

    Attributes:
        names: What sides and initiatives are called, by id.
        doubts: Codes of what is doubtful of an outcome, by its id.
        process: What the process is called; empty where it is not told.
        on: The day on which this was written down.
    """

    indicators: tuple[Indicator, ...] = ()
    theories: tuple[Theory, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    names: Mapping[str, str] = msgspec.field(default_factory=dict)
    doubts: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    process: str = ""
    on: date | None = None


def logframe(held: Logframe) -> bytes:
    """Return the workbook: every cell a text, the same bytes for the same content."""
    sheets: dict[str, tuple[Sequence[str], Iterator[list[str]]]] = {
        "logframe": ((*INDICATORS, *NUMBERS), _indicators(held)),
        "readings": (READINGS, _readings(held)),
        "assumptions": (ASSUMPTIONS, _assumptions(held)),
        "outcomes": ((*OUTCOMES, *BESIDE), _outcomes(held)),
        "substantiations": (SAID, _said(held)),
    }
    tables = {name: [list(head), *rows] for name, (head, rows) in sheets.items()}
    return workbook({**tables, "about": [["about"], *([one] for one in (*_of(held), *ABOUT))]})


def part_name(indicator: Indicator, part: int) -> str:
    """Return what a part of an indicator is called; empty for the whole."""
    return "" if part == WHOLE else indicator.parts[part - 1]


def newest(indicator: Indicator, role: Role, part: int) -> Reading | Withheld | None:
    """Return the last reading of a part in a role, told or withheld; None where there is none."""
    found = [one for one in _all(indicator) if one.role == role and one.part == part]
    return max(found, key=lambda one: one.on, default=None)


def _all(indicator: Indicator) -> list[Reading | Withheld]:
    return sorted((*indicator.readings, *indicator.withheld), key=lambda one: (one.on, one.role, one.part))


def _of(held: Logframe) -> Iterator[str]:
    """Yield of which process this is, and of which day."""
    if held.process:
        yield f"Process: {held.process}"
    if held.on:
        yield f"As it stood on {held.on.isoformat()}."


def _indicators(held: Logframe) -> Iterator[list[str]]:
    for one in sorted(held.indicators, key=lambda one: one.number):
        for part in range(len(one.parts) + 1):
            told = [newest(one, role, part) for role in ("baseline", "target", "actual")]
            if part != WHOLE and not any(told):
                continue
            numbers = [cell for reading in told for cell in _cells(reading)]
            yield [
                *(one.level, one.family, one.kind or "", one.words, one.unit, one.cut, part_name(one, part)),
                *("more" if one.rises else "less", *numbers, one.source, held.names.get(one.initiative or "", "")),
                written_in(one.words, one.source, *one.parts),
            ]


def _cells(reading: Reading | Withheld | None) -> list[str]:
    return ["", ""] if reading is None else [_number(reading), reading.on.isoformat()]


def _number(reading: Reading | Withheld) -> str:
    return WITHHELD if isinstance(reading, Withheld) else number_text(reading.number)


def _readings(held: Logframe) -> Iterator[list[str]]:
    for one in sorted(held.indicators, key=lambda one: one.number):
        for reading in _all(one):
            told = [reading.role, reading.on.isoformat(), part_name(one, reading.part), _number(reading)]
            yield [str(one.number), one.words, *told, one.unit, written_in(one.words)]


def _assumptions(held: Logframe) -> Iterator[list[str]]:
    for theory in held.theories:
        first = [held.names.get(theory.initiative, ""), theory.words, "; ".join(theory.domains)]
        if not theory.assumptions:
            yield [*first, *[""] * 5, written_in(theory.words)]
        for one in theory.assumptions:
            looks = [[look.state, look.on.isoformat(), look.words] for look in one.looks] or [["", "", ""]]
            letters = written_in(theory.words, one.words, *(look.words for look in one.looks))
            yield from ([*first, str(one.number), one.words, *look, letters] for look in looks)


def _outcomes(held: Logframe) -> Iterator[list[str]]:
    for one in sorted(held.outcomes, key=lambda one: one.number):
        said = [each.verdict for each in one.substantiations]
        yield [
            *(str(one.number), one.on.isoformat(), one.who, one.actor, one.changed, one.words, one.family),
            *(one.kind or "", one.quadrant or "", _yes(holds=one.intended), _yes(holds=one.negative)),
            "; ".join(held.names.get(side, side) for side in one.sides),
            *(held.names.get(one.initiative or "", ""), one.contribution, one.evidence),
            *(str(said.count(verdict)) for verdict in VERDICTS),
            "; ".join(held.doubts.get(one.id, ())),
            written_in(one.words, one.actor, one.contribution, one.evidence),
        ]


def _yes(*, holds: bool) -> str:
    return "yes" if holds else "no"


def _said(held: Logframe) -> Iterator[list[str]]:
    for one in sorted(held.outcomes, key=lambda one: one.number):
        for each in one.substantiations:
            told = [each.on.isoformat(), each.verdict, each.who, each.words]
            yield [str(one.number), *told, written_in(each.words, each.who)]
