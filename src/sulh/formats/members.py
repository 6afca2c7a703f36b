"""
Who belongs where: sides, one further cut, and how many were invited.

    sides.csv     participant, side            ──▶ {participant: side}
    cut.csv       participant, <its name>      ──▶ the name, {participant: value}
    invited.csv   side, invited                ──▶ {side: number}

A participant named twice with the same value is fine, with two values not. Members who answered nothing are counted
by the caller; they are no fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sulh.formats import columns
from sulh.formats.faults import AmissError, Skipping, counted, fault
from sulh.formats.ids import label, trimmed
from sulh.formats.near import refuse_near
from sulh.formats.tables import open_table
from sulh.model.dialogue import NO_SIDE, Int16s

MOST_SIDES = 100  # more of them are no sides but names or ages, and each costs time
MOST_INVITED = 10**9
SHOWN = 3  # names in one sentence


@dataclass(frozen=True)
class Members:
    """
    A file of members.

    Attributes:
        name: What its second column is called.
        values: Every value in it, in alphabetical order.
        of: Participant -> value.
        rows: How many rows the file has.
    """

    name: str
    values: tuple[str, ...]
    of: Mapping[str, str]
    rows: int

    def numbers(self, participants: Sequence[str]) -> Int16s:
        """Return the number of each participant's value, -1 for none. Shape (participants,)."""
        if not self.of:
            return np.full(len(participants), NO_SIDE, np.int16)
        number = {value: at for at, value in enumerate(self.values)}
        found = (number[self.of[one]] if one in self.of else NO_SIDE for one in participants)
        return np.fromiter(found, np.int16, len(participants))

    def unknown(self, participants: Sequence[str]) -> int:
        """Return how many of the members are not among the participants."""
        return len(self.of.keys() - set(participants))


def read_members(path: Path, skipping: Skipping, *, column: str | None) -> Members:
    """
    Read a file of members.

    Args:
        path: The file.
        skipping: What to do with a row that has a fault.
        column: "side", or None for a cut, whose only other column names it.

    Raises:
        InputError: Any fault of the file, `missing-column`, `empty-value`, `two-values`, `too-many-sides`, `near-side`.
    """
    of: dict[str, str] = {}
    values: set[str] = set()  # also those of participants with two, so that the order of rows does not matter
    named: Counter[str] = Counter()
    torn: set[str] = set()
    rows = 0
    with open_table(path, skipping) as table:
        person = columns.place(table.header, "participant", table.name)
        at = _value_column(table.header, person, table.name) if column is None else None
        at = columns.place(table.header, column or "", table.name) if at is None else at
        for line, row in table.rows:
            rows += 1
            try:
                one, value = trimmed(row[person], "a participant"), label(row[at], "a side or value")
            except AmissError as amiss:
                skipping.amiss(amiss, table.name, line)
                continue
            named[one] += 1
            values.add(value)
            refuse_near((of.get(one, value), value), table.name)  # two spellings of one side say more than two sides
            if one in torn or of.setdefault(one, value) != value:
                taken = 1 if one in torn else named[one]  # all rows so far, so that their order does not matter
                torn.add(one)
                expected = "one value for each participant"
                skipping.rows("two-values", (table.name, line), taken, expected=expected, found="a second one")
        name = table.header[at]
    check_names(values, path.name)
    return Members(name, tuple(sorted(values)), {one: of[one] for one in of if one not in torn}, rows)


def _value_column(header: Sequence[str], person: int, file: str) -> int:
    others = [at for at in range(len(header)) if at != person and header[at]]
    if len(others) != 1:
        expected, found = "one column beside the participants, named as the cut", counted(len(others), "other")
        raise fault("missing-column", file, 1, expected=expected, found=found)
    return others[0]


def check_names(names: Collection[str], file: str) -> None:
    """
    Refuse names of sides, or values of a cut, that are too many or all but the same.

    Raises:
        InputError: `too-many-sides` or `near-side`.
    """
    if len(names) > MOST_SIDES:
        expected, found = f"at most {MOST_SIDES} different sides or values", f"{len(names):,}"
        raise fault("too-many-sides", file, expected=expected, found=found)
    refuse_near(names, file)


def read_invited(path: Path) -> dict[str, int]:
    """
    Read how many were invited on each side; no row may be skipped here.

    Raises:
        InputError: Any fault of the file, `missing-column`, `bad-number`, `two-values`.
    """
    invited: dict[str, int] = {}
    with open_table(path, Skipping(lenient=False)) as table:
        side, number = (columns.place(table.header, name, table.name) for name in ("side", "invited"))
        for line, row in table.rows:
            try:
                name = label(row[side], "a side")
            except AmissError as amiss:
                raise fault(amiss.kind, table.name, line, expected=amiss.expected, found=amiss.found) from amiss
            if name in invited:
                raise fault("two-values", table.name, line, expected="each side once", found="a side again")
            invited[name] = _whole_number(row[number], table.name, line)
    return invited


def _whole_number(raw: str, file: str, line: int) -> int:
    word = raw.strip()
    if not (word.isascii() and word.isdigit() and len(word) <= len(str(MOST_INVITED)) and int(word) <= MOST_INVITED):
        raise fault("bad-number", file, line, expected="a whole number of people", found="something else")
    return int(word)


def _check_name(side: str, file: str) -> None:
    try:
        name = label(side, "a side")
    except AmissError as amiss:
        raise fault(amiss.kind, file, expected=amiss.expected, found=amiss.found) from amiss
    if name != side:
        raise fault("bad-id", file, expected="the name of a side with plain blanks, none around it", found="others")


def check_invited(invited: Mapping[str, int], answered: Mapping[str, int], file: str) -> None:
    """
    Refuse numbers invited that leave a side out, or that are smaller than the number who answered.

    Args:
        invited: Side -> number invited.
        answered: Every declared side -> how many of its members answered.
        file: Where the numbers come from.

    Raises:
        InputError: `empty-value`, `bad-id`, `bad-number`, `too-many-sides`, `near-side`, `missing-side` or
            `invited-too-few`.
    """
    for side, number in invited.items():
        _check_name(side, file)
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST_INVITED:
            raise fault("bad-number", file, expected=f"a whole number of people for '{side}'", found="another number")
    check_names({*invited, *answered}, file)
    for side, here in answered.items():
        if side not in invited:
            found = f"none{_strangers(invited, answered)}"
            raise fault("missing-side", file, expected=f"a number invited for '{side}'", found=found)
        if invited[side] < here:
            expected = f"at least {here} invited on '{side}', where so many answered"
            raise fault("invited-too-few", file, expected=expected, found=f"{invited[side]}")


def _strangers(invited: Collection[str], declared: Collection[str]) -> str:
    """Name what has a number but is no declared side: most likely the side that has none, misspelt."""
    names = [f"'{side}'" for side in invited if side not in declared][:SHOWN]
    return f"; {' and '.join(names)} {'belongs' if len(names) == 1 else 'belong'} to no declared side" if names else ""
