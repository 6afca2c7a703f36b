"""A process that is purged is gone at once: its rows, its key, its people's sessions; the log stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session as WebSession
from django.db import OperationalError

from sulh.access import CHANGE, STRANGER, Over, Refused, Thing, may
from sulh.errors import VaultError
from sulh.store import clock, shredding
from sulh.store.errors import Invalid
from sulh.store.jobs import look
from sulh.store.models import Ending, KeptCheckpoint, LogRecord, Process, Round, Seat, Vote
from sulh.store.reads.processes import log_file
from sulh.store.sealing import keyring
from sulh.store.writes import ending, entry, proposals, rounds
from sulh.store.writes.ending import close, end_due, purge
from sulh.vault.log import read_log, verify
from tests.adversary.ground import lay
from tests.cast import Cast

NAME = "Valley talks"


def rows(process: Process) -> int:
    """Count all rows that lead to a process."""
    return sum(shredding.count(process.id).values())


def acts(process: Process) -> list[str]:
    """Return the acts in the log of a process, in order, after its chain was verified."""
    bodies = LogRecord.objects.filter(process_id=process.id).order_by("number").values_list("body", flat=True)
    records, faults = read_log("".join(f"{body}\n" for body in bodies).encode())
    assert [] == [*faults, *verify(records)]
    return [record.act for record in records]


def session(**values: str) -> str:
    """Keep a web session that names somebody, and return under what it is kept."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.update(values)
    store.save()
    return str(store.hashed(store.session_key))


def test_every_table_is_of_a_process_or_stays() -> None:
    """A new table is deleted along with its process, or somebody has written down that it stays."""
    known = {*shredding.tables(), *shredding.STAY}

    assert set(apps.get_app_config("store").get_models()) == known
    assert not set(shredding.tables()) & set(shredding.STAY)


def test_a_purge_leaves_no_row_and_no_key(both: Cast) -> None:
    """Of a process with a row of every kind nothing is left but its log; the other process has all it had."""
    assert both.other is not None
    lay(both)
    lay(both.other)
    elsewhere, server = rows(both.other.process), (keyring().folder / "server.key").read_bytes()
    gone = purge(both.principal("facilitator"), both.process.id, NAME)

    assert (True, True) == (gone.key, gone.rows)
    assert 0 == rows(both.process)
    assert not Vote.objects.filter(seat__in=[seat.id for seat in both.seats.values()]).exists()
    assert elsewhere == rows(both.other.process)
    assert server != (keyring().folder / "server.key").read_bytes()
    assert NAME == both.other.sealer.text(both.other.process, "name")
    with pytest.raises(VaultError, match="was destroyed"):
        keyring().cipher(str(both.process.id))


def test_the_log_of_a_purged_process_stays_whole(cast: Cast) -> None:
    """The chain goes on to the end, and the last checkpoint covers it; the administrator can take it out."""
    lay(cast)
    gone = purge(cast.principal("facilitator"), cast.process.id, NAME)
    last = KeptCheckpoint.objects.filter(process_id=cast.process.id).order_by("-size").first()

    assert ["process-purged", "key-destroyed"] == acts(cast.process)[-2:]
    assert last is not None
    assert len(acts(cast.process)) == last.size == gone.records
    assert gone.code
    assert log_file(cast.principal("administrator"), cast.process.id).endswith(b"}\n")
    with pytest.raises(Refused):
        log_file(cast.principal("facilitator"), cast.process.id)
    with pytest.raises(Refused):
        log_file(cast.principal("administrator"), uuid4())


def test_everybody_of_it_is_signed_out_and_nobody_else(both: Cast) -> None:
    """Sessions of seats, of accounts and of lent devices end; those of another process stay."""
    assert both.other is not None
    own = [
        session(seat=str(both.seats["hill"].id)),
        session(_auth_user_id=str(both.staff["translator"].id)),
        session(seat="x", station=f"a device lent by {both.seats['assistant'].id}"),
    ]
    other = session(seat=str(both.other.seats["hill"].id))
    purge(both.principal("facilitator"), both.process.id, NAME)

    assert [other] == list(WebSession.objects.filter(pk__in=[*own, other]).values_list("pk", flat=True))
    assert STRANGER == both.principal("hill")
    assert () == both.principal("facilitator").grants
    assert entry.enter(STRANGER, both.codes["hill"]) is None


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "translator", "administrator", "nobody"])
def test_only_a_facilitator_purges_or_closes(both: Cast, who: str) -> None:
    """Everybody else, and a facilitator of another process, finds nothing there to end."""
    assert both.other is not None
    for principal in (both.principal(who), both.other.principal("facilitator"), STRANGER):
        with pytest.raises(Refused):
            purge(principal, both.process.id, NAME)
        with pytest.raises(Refused):
            close(principal, both.process.id)

    assert rows(both.process)
    assert not Ending.objects.exists()


@pytest.mark.parametrize("typed", ["", "Valley", "valley talks.", "purge", "Valley\u202etalks"])
def test_the_name_is_typed_whole(cast: Cast, typed: str) -> None:
    """Anything but the name of this process deletes nothing."""
    with pytest.raises(Invalid):
        purge(cast.principal("facilitator"), cast.process.id, typed)

    assert rows(cast.process)


@pytest.mark.parametrize("typed", ["valley talks", "  VALLEY   talks "])
def test_capitals_and_spaces_do_not_keep_anybody(cast: Cast, typed: str) -> None:
    """Somebody in haste types the name as they can."""
    assert purge(cast.principal("facilitator"), cast.process.id, typed).rows


def test_the_second_of_two_finds_nothing(cast: Cast) -> None:
    """Of two facilitators who purge at one moment one does it; the other is told that there is nothing."""
    first, second = cast.principal("facilitator"), cast.principal("cofacilitator")
    with mock.patch.object(ending, "finish"):
        purge(first, cast.process.id, NAME)
        with pytest.raises(Refused):
            purge(second, cast.process.id, NAME)
    end_due()
    with pytest.raises(Refused):
        purge(second, cast.process.id, NAME)

    assert 1 == acts(cast.process).count("process-purged")


class StopError(BaseException):
    """The machine stops here."""


STEPS: list[tuple[Any, str]] = [
    (ending, "finish"),
    (type(keyring()), "destroy"),
    (ending, "_delete_rows"),
    (shredding, "delete"),
    (shredding, "scrub"),
]


@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_whatever_stops_it_the_next_look_ends_it(cast: Cast, owner: Any, step: str) -> None:
    """After the intent was written, a stop anywhere leaves nothing to read, and the next look does the rest."""
    lay(cast)
    with mock.patch.object(owner, step, side_effect=StopError), pytest.raises(StopError):
        purge(cast.principal("facilitator"), cast.process.id, NAME)

    assert STRANGER == cast.principal("hill")
    assert () == cast.principal("facilitator").grants
    with mock.patch.object(shredding, "scrub", return_value=True):
        look.call_local()
    assert 0 == rows(cast.process)
    assert keyring().is_destroyed(str(cast.process.id))
    assert ["process-purged", "key-destroyed"] == acts(cast.process)[-2:]
    assert Ending.objects.get().done


def test_a_key_that_cannot_be_destroyed_keeps_no_answer(cast: Cast) -> None:
    """A disk that refuses keeps the key for now, never the rows; the next look destroys it."""
    lay(cast)
    with mock.patch.object(type(keyring()), "destroy", side_effect=OSError):
        gone = purge(cast.principal("facilitator"), cast.process.id, NAME)

    assert (False, True) == (gone.key, gone.rows)
    assert 0 == rows(cast.process)
    end_due()
    assert keyring().is_destroyed(str(cast.process.id))


def test_a_database_that_does_not_answer_keeps_no_key(cast: Cast) -> None:
    """If the rows cannot be deleted now, the key is gone all the same, and the next look deletes them."""
    with mock.patch.object(shredding, "delete", side_effect=OperationalError):
        gone = purge(cast.principal("facilitator"), cast.process.id, NAME)

    assert (True, False) == (gone.key, gone.rows)
    assert 1 == end_due()
    assert 0 == rows(cast.process)


def test_closing_ends_rounds_and_writing(cast: Cast, at: Callable[..., None]) -> None:
    """Open and paused rounds close with the process; who could write is told that it has ended, and reads on."""
    opened, paused = cast.round(), cast.round(side="hill", state="paused")
    facilitator, hill = cast.principal("facilitator"), cast.principal("hill")
    close(facilitator, cast.process.id)
    cast.process.refresh_from_db()

    assert clock.today() + timedelta(days=90) == cast.process.ends
    assert {"closed"} == set(Round.objects.filter(pk__in=[opened.id, paused.id]).values_list("state", flat=True))
    assert "process-closed" == acts(cast.process)[-1]
    for name in ("hill", "facilitator", "translator"):
        assert all(grant.over for grant in cast.principal(name).grants)
    with pytest.raises(Over):
        rounds.open_(cast.principal("facilitator"), cast.round(state="draft").id)
    with pytest.raises(Over):  # a page opened before: the principal of then
        rounds.open_(facilitator, cast.round(state="draft").id)
    with pytest.raises(Over):
        proposals.propose(cast.principal("hill"), "need", "One more thing", "en")
    with pytest.raises(Over):
        close(cast.principal("cofacilitator"), cast.process.id)
    assert hill.id == cast.principal("hill").id
    at(minutes=2)
    look.call_local()  # working papers of what was open are made all the same
    assert 2 == acts(cast.process).count("epoch-ended")


def test_whoever_wants_to_leave_a_closed_process_can(cast: Cast) -> None:
    """Their own seat stays theirs to erase, and facilitators can still end it at once."""
    close(cast.principal("facilitator"), cast.process.id)
    hill = cast.principal("hill")
    thing = Thing(str(cast.process.id), str(cast.dialogue.id), frozenset({str(cast.sides["hill"].id)}), holder=hill.id)

    assert may(hill, "own-seat", CHANGE, thing)
    assert not may(hill, "answers", CHANGE, thing)
    assert purge(cast.principal("cofacilitator"), cast.process.id, NAME).rows


@pytest.mark.parametrize(("profile", "days"), [("standard", 90), ("high", 7)])
def test_the_time_of_a_profile_ends_it(cast: Cast, at: Callable[..., None], profile: str, days: int) -> None:
    """On the last day it is still there; on the day that was told, it is gone, and the log says that it ended."""
    Process.objects.filter(pk=cast.process.id).update(profile=profile)
    close(cast.principal("facilitator"), cast.process.id)
    at(days=days - 1)
    look.call_local()
    assert rows(cast.process)
    at(days=days)
    look.call_local()

    assert 0 == rows(cast.process)
    assert ["process-closed", "process-ended", "key-destroyed"] == acts(cast.process)[-3:]


def test_an_older_backup_brings_no_purged_process_back(cast: Cast) -> None:
    """What a restore brings back of a process whose key was destroyed is deleted once more."""
    keyring().destroy(str(cast.process.id))  # beside the database, where the restored copy does not know of it
    assert Seat.objects.filter(process=cast.process).exists()

    assert 1 == ending.end_again(keyring().destroyed())
    assert 0 == rows(cast.process)
    assert 0 == ending.end_again(keyring().destroyed())
