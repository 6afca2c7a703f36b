"""
Tests of destroying a key: it never opens again, the others always do, whenever the machine stops.

A crash is an error raised in place of one call to the operating system, or right after it; every such call is tried.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from sulh.errors import VaultError
from sulh.vault.keyring import Keyring

PLACE = "p|t|1|f"
CALLS: list[tuple[object, str]] = [
    (os, "fsync"),
    (os, "pwrite"),
    (os, "open"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "rmdir"),
    (Path, "mkdir"),
    (Path, "chmod"),
]


class PowerCutError(BaseException):
    """The machine stops here; nothing in the code may catch it."""


class House:
    """A keyring with three processes, each of which has sealed something."""

    def __init__(self, folder: Path) -> None:
        """Make it."""
        self.keyring = Keyring.create(folder / "keys")
        self.boxes = {}
        for name in ("a", "b", "c"):
            self.keyring.new_data_key(name)
            self.boxes[name] = self.keyring.cipher(name).seal(name.encode(), PLACE)

    def opens(self, name: str) -> bool:
        """Say whether a worker that has just started can read what a process sealed."""
        try:
            return name.encode() == Keyring(self.keyring.folder).cipher(name).open(self.boxes[name], PLACE)
        except VaultError:
            return False

    def leftovers(self) -> list[Path]:
        """Whatever lies in the folder that a finished destruction would not leave."""
        sets = sorted(self.keyring.folder.glob("data-keys/*"))
        return sets[1:] + sorted(self.keyring.folder.rglob(".*.draft"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A sound house."""
    return House(tmp_path)


@contextmanager
def at_each_call(act: Callable[[int, str], None]) -> Iterator[None]:
    """Before and after each call that reaches the disk, do something with its number."""
    numbers = iter(range(10_000))

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            number = next(numbers)
            act(number, "before")
            done = real(*arguments, **options)
            act(number, "after")
            return done

        return call

    patches = [mock.patch.object(owner, name, watched(getattr(owner, name))) for owner, name in CALLS]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def calls_of_a_destruction(folder: Path) -> int:
    """Count the calls that one destruction makes."""
    seen: list[int] = []
    house = House(folder)
    with at_each_call(lambda number, _: seen.append(number)):
        house.keyring.destroy("b")
    return max(seen) + 1


def test_what_is_destroyed_opens_for_nobody(house: House) -> None:
    """The destroyed key is gone, its name is never used again, and the others open under a new server key."""
    server = (house.keyring.folder / "server.key").read_bytes()
    house.keyring.destroy("b")

    assert (True, False, True) == (house.opens("a"), house.opens("b"), house.opens("c"))
    assert ["a", "c"] == house.keyring.names()
    assert server != (house.keyring.folder / "server.key").read_bytes()
    assert ([], []) == (house.keyring.problems(), house.leftovers())
    with pytest.raises(VaultError, match="was destroyed; what it protected"):
        house.keyring.cipher("b")
    with pytest.raises(VaultError, match="never used again"):
        house.keyring.new_data_key("b")


def test_a_wrapped_key_kept_by_a_thief_is_worth_nothing(house: House) -> None:
    """A copy of the wrapped key, put back after its destruction, opens under no key that is left."""
    stolen = next(house.keyring.folder.glob("data-keys/*/b")).read_bytes()
    house.keyring.destroy("b")
    (house.keyring.folder / "destroyed" / "b").unlink()
    (next(house.keyring.folder.glob("data-keys/*")) / "b").write_bytes(stolen)

    assert not house.opens("b")


def test_what_is_destroyed_is_overwritten(house: House, tmp_path: Path) -> None:
    """The place on the disk of the server key and of every old wrapped key holds zeros afterwards."""
    old = [house.keyring.folder / "server.key", *house.keyring.folder.glob("data-keys/*/*")]
    for number, path in enumerate(old):
        (tmp_path / str(number)).hardlink_to(path)
    house.keyring.destroy("b")

    assert 4 == len(old)
    assert all(set((tmp_path / str(number)).read_bytes()) == {0} for number in range(len(old)))


def test_destroying_twice_does_it_once(house: House) -> None:
    """The second time there is nothing left to do, and no other key is touched."""
    house.keyring.destroy("b")
    server = (house.keyring.folder / "server.key").read_bytes()
    house.keyring.destroy("b")

    assert server == (house.keyring.folder / "server.key").read_bytes()
    assert house.opens("a")


def test_all_can_be_destroyed(house: House) -> None:
    """After the last closure no data key is left, and the house is sound."""
    for name in ("a", "b", "c"):
        house.keyring.destroy(name)

    assert ([], []) == (house.keyring.names(), house.keyring.problems())
    house.keyring.new_data_key("d")
    assert ["d"] == house.keyring.names()


def test_a_damaged_key_keeps_no_other_from_dying(house: House) -> None:
    """A purge is not held up by the harm of another process, whose key stays as harmed as it was."""
    harmed = next(house.keyring.folder.glob("data-keys/*/a"))
    harmed.chmod(0o600)
    harmed.write_bytes(bytes(73))
    house.keyring.destroy("b")

    assert ["damaged:a"] == [code for code in house.keyring.problems() if "damaged" in code]
    assert (False, False, True) == (house.opens("a"), house.opens("b"), house.opens("c"))


def test_the_others_open_at_every_instant(house: House) -> None:
    """Before and after each step, a worker that comes by can read all other processes."""
    shut: list[int] = []
    watching: list[bool] = []

    def look(number: int, _: str) -> None:
        if not watching:  # looking must not watch itself
            watching.append(True)
            shut.extend(number for name in ("a", "c") if not house.opens(name))
            watching.clear()

    with at_each_call(look):
        house.keyring.destroy("b")

    assert [] == shut


def test_a_worker_caught_between_two_reads_reads_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has read the old server key when the keys are rewrapped still gets the data key."""
    real = Keyring._wrapped_under
    others = [lambda: Keyring(house.keyring.folder).destroy("b")]

    def slow(keyring: Keyring, server: bytes) -> Path:
        if others:
            others.pop()()
        return real(keyring, server)

    monkeypatch.setattr(Keyring, "_wrapped_under", slow)

    assert house.opens("a")
    assert [] == others


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_power_cut_at_any_call_loses_nothing_and_revives_nothing(tmp_path: Path, moment: str) -> None:
    """
    Whenever the machine stops, the others open; asked again, the destruction is finished.

    In between, the key is either whole (nothing was begun) or shut and named by `problems`.
    """
    calls = calls_of_a_destruction(tmp_path / "counted")
    begun = 0
    for cut in range(calls):
        house = House(tmp_path / str(cut))

        def stop(number: int, now: str, cut: int = cut) -> None:
            if (number, now) == (cut, moment):
                raise PowerCutError

        with at_each_call(stop), pytest.raises(PowerCutError):
            house.keyring.destroy("b")

        assert house.opens("a"), cut
        assert house.opens("c"), cut
        assert house.keyring.problems() in ([], ["unfinished:b"]), cut
        begun += house.keyring.problems() != []
        if house.keyring.problems():
            assert not house.opens("b"), cut

        house.keyring.destroy("b")
        assert (True, False, True) == (house.opens("a"), house.opens("b"), house.opens("c")), cut
        assert ([], []) == (house.keyring.problems(), house.leftovers()), cut

    assert begun > calls / 2


def test_the_wrapped_key_goes_first(house: House) -> None:
    """When the machine stops before the others are rewrapped, the wrapped key is already off the disk."""
    with mock.patch.object(Path, "mkdir", side_effect=PowerCutError), pytest.raises(PowerCutError):
        house.keyring.destroy("b")

    assert ["a", "c"] == sorted(path.name for path in house.keyring.folder.glob("data-keys/*/*"))


def test_a_power_cut_is_made_good_by_the_next_destruction(house: House) -> None:
    """Destroying another process finishes what was interrupted: the server key that wrapped both is gone."""

    def stop(number: int, _: str) -> None:
        if number == 15:
            raise PowerCutError

    with at_each_call(stop), pytest.raises(PowerCutError):
        house.keyring.destroy("b")
    unfinished = house.keyring.problems()
    house.keyring.destroy("a")

    assert (["unfinished:b"], []) == (unfinished, house.keyring.problems())
    assert (False, False, True) == (house.opens("a"), house.opens("b"), house.opens("c"))
