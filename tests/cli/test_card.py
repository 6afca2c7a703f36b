"""Tests of `sulh card`: what one host gives another, without a server."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

import msgspec
import pytest

from sulh.formats.card_file import read_card, source_file
from sulh.vault.onpaper import host_public_text, read_host_private
from sulh.vault.signatures import key_id, new_host_key, public_half
from tests.cli.command import Ran, run
from tests.formats import mapped

NAMES = {
    "p1": {"en": "North"},
    "p2": {"en": "Valley"},
    "water": {"en": "Water", "ar": "المياه"},
    "a1": {"en": "Water board"},
    "a2": {"en": "Front"},
    "x9": {"en": "Somebody else"},
}
TO = "Fund in Tunis"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the key of a host, its public half, and a card in full."""
    public = run("card", "key", "--out", tmp_path / "host.key").stdout
    (tmp_path / "host.pub").write_text(public, encoding="ascii")
    (tmp_path / "full.json").write_bytes(source_file(mapped.CARD, NAMES))
    return tmp_path


def give(home: Path, name: str, *, tier: str = "theme_area", to: str = TO, until: str = "2027-03-31") -> Ran:
    """Give the card in the folder."""
    told = ("--tier", tier, "--from", "Office in Basel", "--to", to, "--until", until, "--on", "2026-11-27")
    return run("card", "give", home / "full.json", *told, "--key", home / "host.key", "--out", home / name)


def take(home: Path, name: str, *more: str | Path, to: str = TO, on: str = "2026-12-01") -> Ran:
    """Take the card of this name."""
    return run("card", "take", home / name, "--for", to, "--host", home / "host.pub", "--on", on, *more)


def test_a_card_travels_at_its_tier(home: Path) -> None:
    """What the tier shows arrives with its names; what it does not show is in no byte of the file."""
    assert 0 == give(home, "a.card").returncode
    ran = take(home, "a.card")
    content = (home / "a.card").read_text(encoding="utf-8")

    assert 0 == ran.returncode, ran.stderr
    assert "holds until 2027-03-31" in ran.stdout
    assert "issues: المياه / Water\n" in ran.stdout
    hidden = ("Water board", "Front", "Somebody", "Elders", '"c1"', '"c2"', "2026-06")
    assert [] == [word for word in hidden if word in content]
    assert 0o600 == S_IMODE((home / "a.card").stat().st_mode)


def test_two_recipients_cannot_compare(home: Path) -> None:
    """One card has another id and serial for each recipient, and the same id each time for one."""
    give(home, "a.card")
    give(home, "b.card", tier="detail")
    give(home, "c.card", to="Others")
    a, b, c = (read_card((home / name).read_bytes(), name)[0] for name in ("a.card", "b.card", "c.card"))

    assert a.card.id == b.card.id != c.card.id
    assert 3 == len({a.serial, b.serial, c.serial})
    assert () == b.card.depends_on
    assert {b.card.id} == {offer.holder for offer in b.card.offers}


def test_a_card_is_for_one_host_and_some_days(home: Path) -> None:
    """Another host, a day after its last, and a day before it was given are refused, each in a sentence."""
    give(home, "a.card")

    assert "for another" in take(home, "a.card", to="Others").stderr
    assert "2026-11-27 to 2027-03-31" in take(home, "a.card", on="2027-04-01").stderr
    assert "2026-11-27 to 2027-03-31" in take(home, "a.card", on="2026-11-26").stderr
    assert 0 == take(home, "a.card", on="2027-03-31").returncode


def test_a_changed_card_is_refused(home: Path) -> None:
    """A changed word, another writing of the same, another key and a signature for another thing do not hold."""
    give(home, "a.card")
    data = (home / "a.card").read_bytes()
    other, _ = new_host_key()
    (home / "b.card").write_bytes(data.replace(b"Water", b"Roads"))
    (home / "c.card").write_bytes(data.replace(b":", b": ", 1))
    (home / "d.card").write_bytes(data.replace(b'"kind":"card"', b'"kind":"withdrawal"'))

    assert "is not signed with the key" in take(home, "b.card").stderr
    assert "written anew" in take(home, "c.card").stderr
    assert "another file" in take(home, "d.card").stderr
    (home / "host.pub").write_text(host_public_text(other), encoding="ascii")
    assert "is not signed with the key" in take(home, "a.card").stderr


def test_a_withdrawn_card_is_refused(home: Path) -> None:
    """A notice of its giver ends a card before its day; one of another card ends nothing; a forged one is told of."""
    give(home, "a.card")
    give(home, "b.card", tier="actors")
    for name in ("a", "b"):
        notice = home / f"{name}.notice"
        assert (
            0 == run("card", "withdraw", home / f"{name}.card", "--key", home / "host.key", "--out", notice).returncode
        )
    (home / "c.notice").write_bytes((home / "b.notice").read_bytes().replace(b"Basel", b"Paris"))

    assert "one that was withdrawn" in take(home, "a.card", "--withdrawn", home / "a.notice").stderr
    assert 0 == take(home, "a.card", "--withdrawn", home / "b.notice").returncode
    assert "ask the giver" in take(home, "a.card", "--withdrawn", home / "c.notice").stderr


def test_only_the_giver_withdraws(home: Path) -> None:
    """With another key nobody makes a notice."""
    give(home, "a.card")
    run("card", "key", "--out", home / "other.key")
    ran = run("card", "withdraw", home / "a.card", "--key", home / "other.key", "--out", home / "notice")

    assert (2, False) == (ran.returncode, (home / "notice").exists())


def test_what_is_not_given(home: Path) -> None:
    """No card past its day, none that somebody else cut, none over another file, no file that is no card."""
    assert "is past" in give(home, "a.card", until="2026-11-26").stderr
    (home / "full.json").write_bytes(source_file(msgspec.structs.replace(mapped.CARD, tier="actors"), {}))
    assert "not the card in full" in give(home, "a.card").stderr
    (home / "full.json").write_bytes(b"[" * 100_000)
    assert "a card as the map gives it" in give(home, "a.card").stderr
    assert "is there already" in run("card", "key", "--out", home / "host.key").stderr
    assert not (home / "a.card").exists()


def test_the_key_of_a_host(home: Path) -> None:
    """The private half lies in a file for its owner alone, and the id in a card is that of the public half."""
    give(home, "a.card")
    seed = read_host_private((home / "host.key").read_text(encoding="ascii"))

    assert 0o600 == S_IMODE((home / "host.key").stat().st_mode)
    assert key_id(public_half(seed)) == read_card((home / "a.card").read_bytes(), "a.card")[0].key
