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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.errors import ShapeError
from sulh.formats.faults import Skipping, fault
from sulh.formats.ids import Handles
from sulh.model.dialogue import Int8s, Int64s, NumberedIds, Votes, natural

Handled = npt.NDArray[np.int32] | npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int64]
NARROW = 65_535
NUMBERED = 100_000  # from here on, ids "0" to "n - 1" are kept as a number
TABLE = 1 << 26  # handles that span less than this are ranked by a table, else by search
CODES = 3  # disagree, pass, agree


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
    known = np.zeros(0, np.int64)
    for some in handles:
        known = np.union1d(known, distinct(some))
    if not len(known) or known[0] >= 0:  # numbers alone are in natural order already
        numbered = len(known) >= NUMBERED and int(known[-1]) == len(known) - 1
        ids: Sequence[str] = NumberedIds(len(known)) if numbered else tuple(map(str, known.tolist()))
        return Roll(ids, known, np.arange(len(known)))
    texts = [names.text(handle) for handle in known.tolist()]
    order = sorted(range(len(texts)), key=lambda at: natural(texts[at]))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Roll(tuple(texts[at] for at in order), known, rank)


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
        return np.unique(handles).astype(np.int64)
    there = np.zeros(last - first + 1, np.bool_)
    there[handles - first] = True
    return np.flatnonzero(there) + first


def settle(blocks: list[Block], people: Roll, statements: Roll, skipping: Skipping) -> tuple[Int64s, int]:
    """
    Keep the last answer of every participant to every statement.

    Args:
        blocks: Emptied on the way, to give the memory back.
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
    if len(people.ids) * len(statements.ids) >= 2**60:
        raise fault("too-large", blocks[0].file, expected="fewer participants and statements", found="too many")
    timed = {block.time is not None for block in blocks}
    if len(timed) > 1:
        raise fault("mixed-times", blocks[-1].file, expected="a time column in every file or in none", found="in some")
    keys = np.concatenate([_keys(block, people, statements) for block in blocks] or [np.zeros(0, np.int64)])
    rising = keys if not _unordered(keys) else np.sort(keys)
    pairs = rising // CODES
    again = np.flatnonzero(pairs[1:] == pairs[:-1])
    if not len(again):
        return rising, 0
    repeated = np.unique(pairs[again])
    chosen = np.flatnonzero(_among(keys // CODES, repeated))
    kept, replaced = _last(_Rivals.of(blocks, keys, chosen), skipping)
    alone = rising[~_among(pairs, repeated)]
    return np.sort(np.concatenate([alone, kept])), replaced


def _keys(block: Block, people: Roll, statements: Roll) -> Int64s:
    keys = people.of(block.participant)
    keys *= len(statements.ids)
    keys += statements.of(block.statement)
    keys *= CODES
    keys += block.vote
    keys += 1
    return keys


def _unordered(keys: Int64s) -> bool:
    return bool(np.any(keys[1:] < keys[:-1]))


def _among(values: Int64s, some: Int64s) -> npt.NDArray[np.bool_]:
    """Whether each value is one of `some`, which rise."""
    at = np.searchsorted(some, values)
    return some[np.minimum(at, len(some) - 1)] == values


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
    def of(cls, blocks: list[Block], keys: Int64s, chosen: Int64s) -> _Rivals:
        """Pick the chosen answers out of all blocks."""
        times = [block.time for block in blocks if block.time is not None]
        lines = [block.line for block in blocks if block.line is not None]
        file = np.repeat(np.arange(len(blocks)), [len(block.vote) for block in blocks])[chosen]
        time = np.concatenate(times)[chosen] if times else None
        line = np.concatenate(lines)[chosen] if len(lines) == len(blocks) else None
        pair, vote = np.divmod(keys[chosen], CODES)
        order = np.lexsort((vote, time if time is not None else np.zeros(len(pair)), pair))
        return cls(
            pair[order],
            vote[order],
            None if time is None else time[order],
            file[order],
            None if line is None else line[order],
            [block.file for block in blocks],
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
    narrow = np.uint16 if len(kept) <= NARROW else np.uint32
    pair, code = np.divmod(rising, CODES)
    vote = (code - 1).astype(np.int8)
    person, number = np.divmod(pair, max(1, len(statements)))
    start = np.searchsorted(person, np.arange(len(people) + 1)).astype(np.int64)
    if len(kept) == len(statements):
        return Votes(people, tuple(statements), start, number.astype(narrow), vote)
    renumbered = np.full(len(statements), -1, np.int64)
    renumbered[kept] = np.arange(len(kept))
    number = renumbered[number]
    stays = number >= 0
    start = np.concatenate([[0], np.cumsum(stays)])[start].astype(np.int64)
    names = tuple(statements[at] for at in kept)
    return Votes(people, names, start, number[stays].astype(narrow), vote[stays])
