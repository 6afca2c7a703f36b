"""Drills with custodians: a lost key comes back from both shares, never from one, and never after its destruction."""

from __future__ import annotations

import random
from pathlib import Path
from unittest import mock

import pytest

from sulh.errors import VaultError
from sulh.vault import files
from sulh.vault.keyring import Keyring
from sulh.vault.shares import Share, read_share, share_text

PLACE = "p|t|1|f"
draw = random.Random(6).randbytes


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    """Keys of a server with two processes."""
    made = Keyring.create(tmp_path / "keys")
    made.new_data_key("a")
    made.new_data_key("b")
    return made


def test_a_lost_key_comes_back_from_both_custodians(keyring: Keyring, tmp_path: Path) -> None:
    """The folder of keys burns; in a new one both shares, in either order, open what was sealed before."""
    box = keyring.cipher("a").seal(b"text", PLACE)
    one, other = keyring.cut("a", draw)
    fresh = Keyring.create(tmp_path / "new")

    assert fresh.recover("a", other, one)
    assert b"text" == fresh.cipher("a").open(box, PLACE)
    assert [] == fresh.problems()


def test_one_share_is_not_enough(keyring: Keyring, tmp_path: Path) -> None:
    """One share twice, or with a share of another cut, rebuilds nothing and puts nothing in its place."""
    one, other = keyring.cut("a", draw)
    foreign, _ = keyring.cut("a", draw)
    fresh = Keyring.create(tmp_path / "new")
    for pair in ((one, one), (other, other), (one, foreign), (bytes(40), other)):
        with pytest.raises(VaultError, match="not the two shares"):
            fresh.recover("a", *pair)

    assert [] == fresh.names()


def test_one_share_alone_is_noise(keyring: Keyring) -> None:
    """Cut a thousand times, no share says more of the key than chance: each bit is set half of the time."""
    cuts = [keyring.cut("a", draw) for _ in range(1000)]
    for shares in zip(*cuts, strict=True):
        set_bits = sum(int.from_bytes(share).bit_count() for share in shares)
        assert set_bits / (1000 * 320) == pytest.approx(0.5, abs=0.005)
        assert 1000 == len(set(shares))


def test_a_drill_changes_nothing(keyring: Keyring) -> None:
    """Where the key is in its place, both shares are compared with it only."""
    before = {path: path.read_bytes() for path in keyring.folder.rglob("*") if path.is_file()}

    assert not keyring.recover("a", *keyring.cut("a", draw))
    with pytest.raises(VaultError, match="another key"):
        keyring.recover("b", *keyring.cut("a", draw))
    assert before == {path: path.read_bytes() for path in keyring.folder.rglob("*") if path.is_file()}


def test_what_was_destroyed_is_not_put_back(keyring: Keyring) -> None:
    """Whoever destroyed a key meant it: shares that were kept do not bring it back here, nor are new ones cut."""
    shares = keyring.cut("a", draw)
    keyring.destroy("a")
    for act in (lambda: keyring.recover("a", *shares), lambda: keyring.cut("a", draw)):
        with pytest.raises(VaultError, match="destroyed"):
            act()
    with pytest.raises(VaultError, match="no key 'c'"):
        keyring.cut("c", draw)

    assert (True, False) == (keyring.is_destroyed("a"), keyring.is_destroyed("b"))


def test_a_share_is_read_as_it_was_written() -> None:
    """A share keeps its name, a mistyped letter is told, and no letter of it stands in any message."""
    share = Share("4f0c-a", bytes(range(40)))
    text = share_text(share)

    assert share == read_share(f"# for people\n{text}\n")
    assert share.share.hex() not in repr(share)
    for wrong in (text.replace("0001", "0011"), text.replace("4f0c", "4f0d"), text[:-2], "", "# " + text):
        with pytest.raises(VaultError, match=r"mistyped|no share") as told:
            read_share(wrong)
        assert "0203" not in str(told.value)


def test_an_interrupted_destruction_goes_on(keyring: Keyring) -> None:
    """After a power cut in the middle, going on finishes it; with nothing begun it does nothing."""
    keyring.go_on()
    with mock.patch.object(files, "put_over", side_effect=OSError), pytest.raises(OSError, match=r"^$"):
        keyring.destroy("a")
    assert ["unfinished:a"] == keyring.problems()
    assert not keyring.is_destroyed("a")
    keyring.go_on()

    assert [] == keyring.problems()
    assert keyring.is_destroyed("a")
    assert ["b"] == keyring.names()
