"""
Blocks of answers, in whatever order, become the canonical votes.

    Block   participant, statement (handles), vote, time?, line?    one per file, shard or chunk
      │ settle   one number per answer: (participant · statements + statement) · 3 + vote + 1, sorted
      │          answers that a later one replaced are dropped; two at the same time are a fault
      ▼
    Votes   compressed rows, participants and statements in natural order

One sort of plain integers does the ordering, the search for repeated answers and the compression, so 50 million
answers need little more than those integers. The order of rows, files and shards changes nothing in the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.errors import ShapeError
from sulh.formats.faults import Skipping, fault
from sulh.formats.ids import Handles
from sulh.model.dialogue import Int8s, Int64s, NumberedIds, StatementNumbers, Votes, natural

Handled = npt.NDArray[np.int32] | npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int64]
NARROW = 65_535
NUMBERED = 100_000  # from here on, ids "0" to "n - 1" are kept as a number
TABLE = 1 << 26  # handles that span less than this are ranked by a table, else by search
CODES = 3  # disagree, pass, agree
MOST_PAIRS = 1 << 60  # so that a pair times three still fits an int64
STRETCH = 1 << 22


@dataclass(frozen=True, eq=False)
class Block:
    """
    Answers as they were read.

    Attributes:
        file: Name of the file.
        participant: Shape (answers,). Handles (see `sulh.formats.ids`).
        statement: Shape (answers,). Handles.
        vote: Shape (answers,). -1, 0 or 1.
        time: Shape (answers,). When each was given, in the unit of the file; None without such a column.
        line: Shape (answers,). Where each stands; None from the fast reader, which leaves naming to the careful one.
    """

    file: str
    participant: Handled
    statement: Handled
    vote: Int8s
    time: Int64s | None
    line: Int64s | None

    def __post_init__(self) -> None:
        """Refuse arrays of different lengths."""
        if not len(self.participant) == len(self.statement) == len(self.vote):
            raise ShapeError("the arrays of a block differ in length")


class UnusualError(Exception):
    """The fast reader met something that only the careful reader can name; never leaves this room."""


@dataclass(frozen=True, eq=False)
class Roll:
    """
    All ids of one kind in their lasting order.

    Attributes:
        ids: In natural order.
        known: Shape (ids,). Their handles, rising.
        rank: Shape (ids,). Place in `ids` of each of `known`.
    """

    ids: Sequence[str]
    known: Int64s
    rank: Ranks

    def of(self, handles: Handled) -> Ranks:
        """Return the place in `ids` of each handle. Shape as given."""
        if len(self.known) and int(self.known[-1]) - int(self.known[0]) < TABLE:
            first = int(self.known[0])
            table = np.zeros(int(self.known[-1]) - first + 1, np.int64)
            table[self.known - first] = self.rank
            return table[handles - first]
        return self.rank[np.searchsorted(self.known, handles)]


def roll(handles: Iterable[Handled], names: Handles) -> Roll:
    """Call the roll: every id that occurs, in natural order."""
    known = rising_once(np.concatenate([np.zeros(0, np.int64), *(distinct(some) for some in handles)]))
    if not len(known) or known[0] >= 0:  # numbers alone are in natural order already
        numbered = len(known) >= NUMBERED and int(known[-1]) == len(known) - 1
        ids: Sequence[str] = NumberedIds(len(known)) if numbered else tuple(map(str, known.tolist()))
        return Roll(ids, known, np.arange(len(known)))
    texts = [names.text(handle) for handle in known.tolist()]
    order = sorted(range(len(texts)), key=lambda at: natural(texts[at]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Roll(tuple(texts[at] for at in order), known, rank)


def rising_once(values: Int64s) -> Int64s:
    """
    Return the different values, rising; by sorting, which is several times faster than NumPy's hashing here.

    >>> rising_once(np.array([7, -1, 7]))
    array([-1,  7])
    """
    values = np.sort(values)
    return values[np.r_[True, values[1:] != values[:-1]]] if len(values) else values


def distinct(handles: Handled) -> Int64s:
    """
    Return the different handles, rising; by a table where they span little, which is far faster than sorting.

    >>> distinct(np.array([7, -1, 7], np.int64))
    array([-1,  7])
    """
    if not len(handles):
        return np.zeros(0, np.int64)
    first, last = int(handles.min()), int(handles.max())
    if last - first >= min(TABLE, 4 * len(handles) + 1024):
        return rising_once(handles.astype(np.int64))
    there = np.zeros(last - first + 1, np.bool_)
    there[handles - first] = True
    return np.flatnonzero(there) + first


def settle(blocks: list[Block], people: Roll, statements: Roll, skipping: Skipping) -> tuple[Int64s, int]:
    """
    Keep the last answer of every participant to every statement.

    Args:
        blocks: Emptied on the way, so that their memory serves for the result.
        people: Every participant who occurs.
        statements: Every statement that occurs or is listed.
        skipping: What to do with answers that cannot be ordered.

    Returns:
        The answers as rising numbers (participant · statements + statement) · 3 + vote + 1, and how many answers
        a later one replaced.

    Raises:
        InputError: `duplicate`, `same-time-revote`, `mixed-times` or `too-large`.
        UnusualError: In place of the first two, when a block has no lines.
    """
    if len(people.ids) * len(statements.ids) >= MOST_PAIRS:
        raise fault("too-large", blocks[0].file, expected="fewer participants and statements", found="too many")
    if len({block.time is not None for block in blocks}) > 1:
        raise fault("mixed-times", blocks[-1].file, expected="a time column in every file or in none", found="in some")
    keys = np.empty(sum(len(block.vote) for block in blocks), np.int64)
    marks = []
    at = 0
    while blocks:
        block = blocks.pop(0)
        _number(block, people, statements, keys[at : at + len(block.vote)])
        marks.append(_Mark(block.file, len(block.vote), block.time, block.line))
        at += len(block.vote)
    # The order as read is needed only to tell rivals apart: without times and lines it may go.
    rising = keys if all(mark.time is None and mark.line is None for mark in marks) else keys.copy()
    if not _rises(rising):
        rising.sort()
    repeated = _repeated(rising)
    if not len(repeated):
        return rising, 0
    kept, replaced = _last(_Rivals.of(marks, keys, _where(keys, repeated, among=True)), skipping)
    alone = rising[_where(rising, repeated, among=False)]
    return np.sort(np.concatenate([alone, kept])), replaced


@dataclass(frozen=True, eq=False)
class _Mark:
    """What remains of a block once its answers are numbers: whence they came and when they were given."""

    file: str
    count: int
    time: Int64s | None
    line: Int64s | None


def _number(block: Block, people: Roll, statements: Roll, keys: Int64s) -> None:
    """Write the answers of a block as numbers into `keys`."""
    keys[:] = people.of(block.participant)
    keys *= len(statements.ids)
    keys += statements.of(block.statement)
    keys *= CODES
    keys += block.vote
    keys += 1


def _stretches(count: int) -> Iterator[slice]:
    """Go through `count` numbers by stretches, so that what is made of them in between stays small."""
    for at in range(0, count, STRETCH):
        yield slice(at, min(at + STRETCH, count))


def _rises(keys: Int64s) -> bool:
    stretches = (keys[one.start : one.stop + 1] for one in _stretches(len(keys)))
    return all(bool(np.all(some[1:] > some[:-1])) for some in stretches)


def _repeated(rising: Int64s) -> Int64s:
    """Pairs of participant and statement that stand there more than once, rising."""
    found = [np.zeros(0, np.int64)]
    for one in _stretches(len(rising)):
        pairs = rising[one.start : one.stop + 1] // CODES
        found.append(pairs[1:][pairs[1:] == pairs[:-1]])
    return rising_once(np.concatenate(found))


def _where(keys: Int64s, pairs: Int64s, *, among: bool) -> Int64s:
    """Places of the keys whose pair is among the given ones, or is not."""
    found = [np.zeros(0, np.int64)]
    for one in _stretches(len(keys)):
        here = keys[one] // CODES
        at = np.minimum(np.searchsorted(pairs, here), len(pairs) - 1)
        found.append(np.flatnonzero((pairs[at] == here) == among) + one.start)
    return np.concatenate(found)


@dataclass(frozen=True, eq=False)
class _Rivals:
    """Answers of pairs that were answered more than once, ordered by pair, then by time, then by vote."""

    pair: Int64s
    vote: Int64s
    time: Int64s | None
    file: npt.NDArray[np.int64]
    line: Int64s | None
    names: list[str]

    @classmethod
    def of(cls, marks: list[_Mark], keys: Int64s, chosen: Int64s) -> _Rivals:
        """Pick the chosen answers, which rise, out of all blocks."""
        ends = np.cumsum([mark.count for mark in marks])
        file = np.searchsorted(ends, chosen, side="right")
        within = chosen - (ends - [mark.count for mark in marks])[file]
        parts = [within[file == at] for at in range(len(marks))]
        times = [mark.time[part] for mark, part in zip(marks, parts, strict=True) if mark.time is not None]
        lines = [mark.line[part] for mark, part in zip(marks, parts, strict=True) if mark.line is not None]
        time = np.concatenate(times) if times else None
        line = np.concatenate(lines) if len(lines) == len(marks) else None
        pair, vote = np.divmod(keys[chosen], CODES)
        order = np.lexsort((vote, time if time is not None else np.zeros(len(pair)), pair))
        return cls(
            pair[order],
            vote[order],
            None if time is None else time[order],
            file[order],
            None if line is None else line[order],
            [mark.file for mark in marks],
        )


def _last(rivals: _Rivals, skipping: Skipping) -> tuple[Int64s, int]:
    """
    Choose among several answers to one statement.

    With times, the last counts; when two different ones are the last, none does. Without times, equal answers
    count once, and different ones not at all. What does not count is a fault, or skipped.
    """
    starts = np.flatnonzero(np.r_[True, rivals.pair[1:] != rivals.pair[:-1]])
    sizes = np.diff(np.r_[starts, len(rivals.pair)])
    group = np.repeat(np.arange(len(starts)), sizes)
    ends = starts + sizes - 1
    at_the_end = np.ones(len(group), np.bool_) if rivals.time is None else rivals.time == rivals.time[ends][group]
    # Within a pair and a time, votes rise: the first of the last ones is the lowest, the very last the highest.
    finals = np.bincount(group[at_the_end], minlength=len(starts))
    torn = rivals.vote[ends - finals + 1] != rivals.vote[ends]
    in_doubt = at_the_end & (torn[group] | (rivals.time is None))
    if in_doubt.any():
        _meet(rivals, in_doubt, torn, group, skipping)
    replaced = 0 if rivals.time is None else int(sizes.sum() - finals[torn].sum() - np.count_nonzero(~torn))
    kept = ends[~torn]
    return rivals.pair[kept] * CODES + rivals.vote[kept], replaced


def _meet(
    rivals: _Rivals,
    in_doubt: npt.NDArray[np.bool_],
    torn: npt.NDArray[np.bool_],
    group: Int64s,
    skipping: Skipping,
) -> None:
    """Stop at the earliest answer in doubt that is not the first of its pair, or count them all."""
    if rivals.line is None:
        raise UnusualError
    doubtful = np.flatnonzero(in_doubt)
    order = doubtful[np.lexsort((rivals.line[doubtful], rivals.file[doubtful]))]
    firsts = order[np.unique(group[order], return_index=True)[1]]
    later = order[~np.isin(order, firsts)]
    count = len(doubtful) - np.count_nonzero(~torn[group[firsts]])  # of equal answers, one stays
    place = (rivals.names[rivals.file[later[0]]], int(rivals.line[later[0]]))
    if rivals.time is None:
        expected = "one answer of each participant to each statement, or a time column"
        skipping.rows("duplicate", place, int(count), expected=expected, found="a second answer")
    else:
        expected = "answers of one participant to one statement at different times"
        skipping.rows("same-time-revote", place, int(count), expected=expected, found="two answers at the same time")


def compress(rising: Int64s, people: Sequence[str], statements: Sequence[str], gone: frozenset[str]) -> Votes:
    """
    Lay settled answers out as compressed rows.

    Args:
        rising: From `settle`.
        people: Ids of the participants.
        statements: Ids of all statements.
        gone: Those of them that appear nowhere: rejected or excluded.

    Returns:
        The votes. Participants all of whose answers are gone stay.
    """
    kept = [at for at, identifier in enumerate(statements) if identifier not in gone]
    renumbered = np.full(len(statements), -1, np.int64)
    renumbered[kept] = np.arange(len(kept))
    width = len(statements) * CODES
    start = np.searchsorted(rising, np.arange(len(people) + 1) * width).astype(np.int64)
    narrow = len(kept) <= NARROW
    number: StatementNumbers = np.empty(len(rising), np.uint16) if narrow else np.empty(len(rising), np.uint32)
    vote = np.empty(len(rising), np.int8)
    stays = np.ones(len(rising), np.bool_)
    for one in _stretches(len(rising)):
        pair = rising[one] // CODES  # NumPy divides by one number far faster than it takes remainders
        vote[one] = rising[one] - pair * CODES - 1
        column = renumbered[pair - pair // len(statements) * len(statements)]
        stays[one] = column >= 0
        number[one] = np.maximum(column, 0)
    names = tuple(statements[at] for at in kept)
    if len(kept) == len(statements):
        return Votes(people, names, start, number, vote)
    start = np.concatenate([[0], np.cumsum(stays)])[start].astype(np.int64)
    return Votes(people, names, start, number[stays], vote[stays])
