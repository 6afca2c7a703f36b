"""
Many answers, one COMMIT: a disk that makes sure takes as long for twenty answers as for one.

    request threads     save(item) ── waits its turn ─────────────────▶ told
                              │                                          ▲
    whoever has the turn      └─▶ takes all that wait ─▶ one transaction ┘   COMMIT first, then everybody is told

The leader is one of the waiting request threads, under one lock: no thread of our own that could die unseen, no
timer, no queue that outlives a request. While one transaction is on its way to the disk, others gather for the next
one, so nobody waits longer than for two commits and a quiet server adds no delay.

Why nothing that was acknowledged is lost: `save` returns only after the `with` block of a durable transaction was left
without an exception, and Django refuses a durable block inside another one. A process that is killed before has told
nobody. Whatever happens to the leader, each item it took is told either saved or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from sulh.errors import SulhError

Item = TypeVar("Item")
Outcome = SulhError | None
MOST = 64  # items of one transaction

_OF_ALL = (OperationalError, InterfaceError)  # locked, full or gone: trying one by one would only take longer


class NotSaved(DatabaseError):
    """The transaction did not reach the disk, or it is not known whether it did."""


class _Ticket(Generic[Item]):
    """One item that waits; `done` once its fate is known."""

    __slots__ = ("done", "error", "item")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.done = False
        self.error: BaseException | None = None

    def tell(self, error: BaseException | None) -> None:
        self.error = error
        self.done = True


class Committer(Generic[Item]):
    """
    Writes items of many threads in common transactions.

    Args:
        write: Called inside the transaction with some items, the oldest first. Returns for each None, or why it was
            not written; raises if nothing can be written.
    """

    def __init__(self, write: Callable[[Sequence[Item]], Sequence[Outcome]]) -> None:
        """Begin with nobody waiting."""
        self._write = write
        self._turn = Lock()
        self._mutex = Lock()
        self._waiting: list[_Ticket[Item]] = []

    def save(self, item: Item) -> None:
        """
        Return once the item is on disk.

        Raises:
            NotSaved: If the transaction failed; nothing of it was written, or nobody knows.
            SulhError: What `write` returned for this item.
        """
        ticket = _Ticket(item)
        with self._mutex:
            self._waiting.append(ticket)
        while not ticket.done:
            with self._turn:
                if not ticket.done:
                    self._lead()
        if ticket.error is not None:
            raise ticket.error

    def _lead(self) -> None:
        with self._mutex:
            taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            self._commit(taken)
        finally:
            for ticket in taken:
                if not ticket.done:
                    ticket.tell(NotSaved("the thread that wrote was stopped"))

    def _commit(self, taken: list[_Ticket[Item]]) -> None:
        try:
            with transaction.atomic(durable=True):
                outcomes = self._write([ticket.item for ticket in taken])
        except _OF_ALL as error:
            _fail(taken, error)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing was committed and each is told so
            if len(taken) == 1:
                _fail(taken, error)
            else:
                for ticket in taken:
                    self._commit([ticket])
        else:
            for ticket, outcome in zip(taken, outcomes, strict=True):
                ticket.tell(outcome)


def _fail(taken: list[_Ticket[Item]], error: Exception) -> None:
    for ticket in taken:
        failed = NotSaved("not saved")
        failed.__cause__ = error
        ticket.tell(failed)
