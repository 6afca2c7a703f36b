"""
Findings read back must fit together: a file that was altered by hand is refused before anything is made of it.

    every statement has the sides of the dialogue, once; counts are counts and add up; options lie in their range;
    in a room everybody is invited; divides and gaps speak of statements and sides that there are

What the schema says (members, types) is checked before, by `sulh.formats.jsonfile`. Nothing is judged anew here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from sulh.formats.faults import fault
from sulh.formats.members import MOST_INVITED
from sulh.model.findings import Findings, OwnAnswers, Side


def check(findings: Findings, file: str) -> None:
    """
    Refuse findings that do not fit together.

    Args:
        findings: As they were read.
        file: What to call the file in an error.

    Raises:
        InputError: `bad-json`, with the first thing that does not fit.
    """
    for expected, fits in _facts(findings):
        if not fits:
            raise fault("bad-json", file, expected=f"{expected}, as `sulh analyse` writes", found="something else")


def _facts(findings: Findings) -> Iterator[tuple[str, bool]]:
    sides = [side.name for side in findings.sides]
    ids = [statement.id for statement in findings.statements]
    options, room = findings.inputs.options, findings.inputs.population == "room"
    yield "a level above 0 and below 1", 0 < options.level < 1
    yield "a confidence above 0.5 and below 1", 0.5 < options.confidence < 1  # noqa: PLR2004 - as in `sulh.analyse`
    yield "every side once", _once(sides)
    yield "every statement once", _once(ids)
    yield "numbers invited in a room and only there", all((side.invited is not None) == room for side in findings.sides)
    yield "counts of people on every side", all(map(_of_people, findings.sides))
    for statement in findings.statements:
        yield "the answers of every side to every statement", set(sides) == set(statement.sides)
        yield "counts that add up", all(map(_adds_up, statement.sides.values()))
    listed = {found.id for found in findings.divides} | {found.id for found in findings.unheard}
    yield "statements that there are", listed <= set(ids)
    yield "sides that there are", _named(findings) <= {*sides, None}


def _named(findings: Findings) -> set[str | None]:
    """Every side that some finding speaks of."""
    named: set[str | None] = {gap.side for gap in findings.unheard}
    for divide in findings.divides:
        named |= {divide.above, divide.below}
    for statement in findings.statements:
        named |= {statement.witness, statement.margin_side, *statement.refused_by}
    return named


def _once(names: Collection[str]) -> bool:
    return max(Counter(names).values(), default=1) == 1


def _of_people(side: Side) -> bool:
    return all(0 <= number <= MOST_INVITED for number in (side.members, side.answered, side.invited or 0))


def _adds_up(own: OwnAnswers) -> bool:
    counts = (own.agree, own.disagree, own.passed)
    return min(counts) >= 0 and sum(counts) == own.answered <= MOST_INVITED
