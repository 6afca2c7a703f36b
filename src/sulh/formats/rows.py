"""
The careful reading of votes, row by row.

    Table (participant, statement, vote[, time])   ──long──▶ Block
    Table (participant, ..., one column a statement) ──wide──▶ Block

The loop asks three dictionaries; whatever they do not know they judge once, in `__missing__`, and remember.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from sulh.formats import columns
from sulh.formats.collect import Block
from sulh.formats.faults import AmissError, Skipping, fault
from sulh.formats.ids import Handles
from sulh.formats.tables import Table
from sulh.model.dialogue import LONGEST_NUMBER

SHORT = 4  # a wrong vote is shown only if it is a number this short


class VoteWords(dict[str, int]):
    """
    What a vote may be called.

    >>> VoteWords()[" -1"]
    -1
    """

    def __init__(self) -> None:
        """Begin with the three words there are."""
        super().__init__({"1": 1, "0": 0, "-1": -1})

    def __missing__(self, raw: str) -> int:
        """Judge another spelling."""
        word = raw.strip()
        if word not in ("1", "0", "-1"):
            number = word.removeprefix("-").replace(".", "", 1)
            short = number.isascii() and number.isdigit() and len(word) <= SHORT
            found = f"'{word}'" if short else "something else" if word else "nothing"
            raise AmissError("bad-vote", "a vote of -1, 0 or 1", found)
        self[raw] = self[word]
        return self[word]


class Times:
    """
    Reads times as numbers that can be compared: whole numbers as they are, ISO 8601 as microseconds since 1970.

    All times of one reading are of one kind; an ISO time without a zone is taken as UTC.

    >>> Times().read("1970-01-01T00:00:01Z")
    1000000
    """

    def __init__(self) -> None:
        """Begin before the first time, when the kind is still open."""
        self.kind = ""

    def read(self, raw: str) -> int:
        """Read one time."""
        word = raw.strip()
        if word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER:
            kind, value = "number", int(word)
        else:
            kind, value = "date", _microseconds(word)
        self.kind = self.kind or kind
        if kind != self.kind:
            raise AmissError("mixed-times", "times of one kind", "whole numbers and dates")
        return value


def _microseconds(word: str) -> int:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise AmissError("bad-time", "a whole number or an ISO 8601 date and time", "something else") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


class Reader:
    """
    Reads tables of votes into blocks, with one set of ids for all of them.

    Args:
        people: Handles of the participants.
        statements: Handles of the statements.
        listed: Whether a statement, by its handle, may occur; None when any may.
        skipping: What to do with a row that has a fault.
    """

    def __init__(self, people: Handles, statements: Handles, listed: frozenset[int] | None, skipping: Skipping) -> None:
        """Begin with what the other files already told."""
        self.people = people
        self.statements = statements
        self.listed = listed
        self.skipping = skipping
        self.times = Times()
        self.words = VoteWords()

    def long(self, table: Table) -> tuple[Block, int]:
        """Read a table with one answer a row; also return how many rows it has."""
        person, statement = (columns.place(table.header, name, table.name) for name in ("participant", "statement"))
        vote = columns.place(table.header, "vote", table.name)
        time = columns.find(table.header, "time", table.name)
        kept = _Columns()
        people, statements, words, moment = self.people, self.listed_statements(), self.words, self.times.read
        rows = 0
        for line, row in table.rows:
            rows += 1
            try:
                when = moment(row[time]) if time is not None else 0
                kept.add(line, people[row[person]], statements[row[statement]], words[row[vote]], when)
            except AmissError as amiss:
                self.skipping.amiss(amiss, table.name, line)
        return kept.block(table.name, timed=time is not None), rows

    def wide(self, table: Table) -> tuple[Block, int]:
        """Read a table with one participant a row; also return how many rows it has."""
        person = columns.place(table.header, "participant", table.name)
        about = [at for at, name in enumerate(table.header) if columns.plain(name) in columns.ABOUT_PARTICIPANTS]
        first = max([person, *about]) + 1
        try:
            statements = [self.listed_statements()[name] for name in table.header[first:]]
        except AmissError as amiss:
            raise fault(amiss.kind, table.name, 1, expected=amiss.expected, found=amiss.found) from amiss
        if len(set(statements)) < len(statements):
            raise fault("duplicate-column", table.name, 1, expected="one column a statement", found="two of one")
        kept = _Columns()
        people, words = self.people, self.words
        rows = 0
        for line, row in table.rows:
            rows += 1
            try:
                handle = people[row[person]]
            except AmissError as amiss:
                self.skipping.amiss(amiss, table.name, line)
                continue
            for statement, cell in zip(statements, row[first:], strict=True):
                if cell:
                    try:
                        kept.add(line, handle, statement, words[cell], 0)
                    except AmissError as amiss:
                        self.skipping.amiss(amiss, table.name, line)
        return kept.block(table.name, timed=False), rows

    def listed_statements(self) -> Handles | _Listed:
        """Return the handles of the statements that may occur."""
        return self.statements if self.listed is None else _Listed(self.statements, self.listed)


class _Listed(dict[str, int]):
    """Handles of listed statements; any other is a fault."""

    def __init__(self, statements: Handles, listed: frozenset[int]) -> None:
        super().__init__()
        self._statements = statements
        self._listed = listed

    def __missing__(self, raw: str) -> int:
        handle = self._statements[raw]
        if handle not in self._listed:
            raise AmissError("unknown-statement", "a statement that the list of statements has", f"'{raw.strip()}'")
        self[raw] = handle
        return handle


class _Columns:
    """Answers as they come, column by column."""

    def __init__(self) -> None:
        self.line, self.person, self.statement, self.time = array("q"), array("q"), array("q"), array("q")
        self.vote = array("b")
        appenders: tuple[Callable[[int], None], ...] = (
            self.line.append,
            self.person.append,
            self.statement.append,
            self.vote.append,
            self.time.append,
        )
        self._appenders = appenders

    def add(self, line: int, person: int, statement: int, vote: int, time: int) -> None:
        to_line, to_person, to_statement, to_vote, to_time = self._appenders
        to_line(line)
        to_person(person)
        to_statement(statement)
        to_vote(vote)
        to_time(time)

    def block(self, name: str, *, timed: bool) -> Block:
        return Block(
            name,
            np.frombuffer(self.person, np.int64),
            np.frombuffer(self.statement, np.int64),
            np.frombuffer(self.vote, np.int8),
            np.frombuffer(self.time, np.int64) if timed else None,
            np.frombuffer(self.line, np.int64),
        )
