"""
When two hosts may compare what they work on: the rules of a run, over the book that each keeps for itself.

    who asks       (none) ──ask──▶ size-asked ──read──▶ size-read ──ask──▶ items-asked ──read──▶ items-read
    who answers    (none) ──answer──▶ size-answered ──answer──▶ items-answered

A new run is a new list, so at most one begins in a week with one host, whoever of the two asks; items belong to the run
whose size is known, with the same lists. Each arrow is taken once: what was used is refused. Each host minds its own
book, and so guards itself against the other. Reading, signing and computing are elsewhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import msgspec

from sulh.errors import InputError, SettingError
from sulh.formats.match_file import Answer, Ask, Book, Run, State

LEAST: Final = 10  # keys of a list: of fewer, a size says too much
MOST: Final = 2_000
APART: Final = timedelta(days=7)  # between two runs with one host
HOLDS: Final = timedelta(days=14)  # what is asked or answered
KEPT: Final = timedelta(days=28)  # secrets and keys of a run that nobody ended
REMEMBERED: Final = timedelta(days=90)  # that there was a run


def within_caps(count: int, *, whose: str) -> None:
    """
    Refuse a list that is too small to be counted, or too large.

    Raises:
        SettingError: It says whose list it is, and how many keys there are.
    """
    if not LEAST <= count <= MOST:
        raise SettingError(f"A list has from {LEAST} to {MOST:,} keys; {whose} has {count:,}. Nothing was done.")


def may_begin(book: Book, *, host: str, key: str, day: date) -> None:
    """
    Refuse a run that begins within a week of another with this host, by its name or its key.

    Raises:
        SettingError: It names the first day on which one may begin.
    """
    days = [run.day for run in book.runs if host == run.host or key == run.key]
    if any(abs(day - one) < APART for one in days):
        raise SettingError(f"With {host} one comparison may begin a week: the next from {max(days) + APART} on.")


def fits(came: Ask | Answer, *, file: str, to: str, day: date) -> None:
    """
    Refuse what is for another host, or for another time.

    Raises:
        InputError: It says which.
    """
    if came.recipient != to:
        raise InputError("not-for-us", file, None, expected="a file for this host", found="one for another")
    if not came.day <= day <= came.expires or came.expires - came.day > HOLDS:
        days = f"{came.day} to {came.expires}"
        raise InputError("expired", file, None, expected="a file that holds today", found=f"one that holds {days}")


def unused(book: Book, came: Ask, *, file: str) -> None:
    """Refuse the size of a run that is in the book already; InputError."""
    if any(run.run == came.run for run in book.runs):
        raise InputError("used", file, None, expected="a run that is new", found="one that was used")


def next_of(book: Book, came: Ask | Answer, state: State, *, file: str) -> Run:
    """
    Return the run that a file goes on with.

    Args:
        book: Ours.
        came: From the other host.
        state: In which our run has to be.
        file: Its name.

    Raises:
        InputError: If there is none in this state with this host: it was used, or what comes before it was not done.
    """
    for run in book.runs:
        if (run.run, run.key, run.state) == (came.run, came.key, state) and run.secret:
            return run
    expected = f"the next step of a run of ours ({state})"
    raise InputError("used", file, None, expected=expected, found="one that was used, or a run that is not ours")


def counted(book: Book, *, host: str, key: str) -> Run:
    """
    Return the run with this host whose size is known and whose items were not asked for.

    Raises:
        SettingError: If there is none: size comes before items.
    """
    for run in reversed(book.runs):
        if (run.host, run.key, run.state) == (host, key, "size-read") and run.secret:
            return run
    raise SettingError(f"There is no comparison with {host} whose size is known: it comes before items.")


def over(run: Run, state: State) -> Run:
    """Return a run in its last state, without anything that could be computed with."""
    return Run(run.run, run.host, run.key, run.day, state)


def noted(book: Book, run: Run, *, day: date) -> Book:
    """
    Return the book with a run in its new state, and without what nobody needs any more.

    >>> old = Run("1", "Fund", "k", date(2026, 1, 1), "size-asked", b"s", ("a",))
    >>> noted(Book((old,)), Run("2", "Fund", "k", date(2026, 2, 1), "size-asked"), day=date(2026, 2, 1)).runs[0].keys
    ()
    """
    kept = [one for one in book.runs if one.run != run.run and day - one.day <= REMEMBERED]
    bare = [over(one, one.state) if day - one.day > KEPT else one for one in kept]
    return msgspec.structs.replace(book, runs=(*bare, run))
