"""Tests of `sulh match`: what two hosts have in common, without a server and without their lists."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from stat import S_IMODE

import msgspec
import pytest

from sulh.cli.carried import host_secret
from sulh.coordination.host_runs import LEAST, MOST
from sulh.formats.actors_table import ACTORS, PLACES
from sulh.formats.card_file import source_file
from sulh.formats.map_table import table_csv
from sulh.formats.match_file import Book, book_file, file_of, read_answer, read_ask, read_book, signed_part
from sulh.model.actors import Actor, Name, Place
from sulh.model.initiatives import Card
from sulh.vault import intersection as vault
from sulh.vault.signatures import sign
from tests.cli.command import Ran, run

pytest.importorskip("private_set_intersection", reason="the extra psi is not made for this kind of machine")

BASEL, TUNIS = "Office in Basel", "Fund in Tunis"
NAMES = {BASEL: "basel", TUNIS: "tunis"}
HELD = {BASEL: range(12), TUNIS: range(9, 20)}  # numbers of actors: three are with both
COMMON = [f"ucdp:{number}|name:valley|2026-Q{quarter}" for number in ("10", "11", "9") for quarter in (3, 4)]


def work(folder: Path, actors: range) -> None:
    """Lay a card with these actors, and the tables of its map, into a folder."""
    known = {f"x{n}": Actor(f"x{n}", "party", (Name(f"Party {n}"),), keys={"ucdp": str(n)}) for n in actors}
    start, end = date(2026, 8, 1), date(2026, 12, 1)  # two quarters
    card = Card("c", actors=tuple(known), places=("v",), start=start, end=end)
    (folder / "card.json").write_bytes(source_file(card, {}))
    (folder / "actors.csv").write_bytes(table_csv(ACTORS, known.values()))
    (folder / "places.csv").write_bytes(table_csv(PLACES, [Place("v", "region", (Name("The Valley", "en"),))]))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A folder that two hosts share as their post, and one of its own for each."""
    for host, name in NAMES.items():
        own = tmp_path / name
        own.mkdir()
        public = run("card", "key", "--out", own / "host.key").stdout
        (tmp_path / f"{name}.pub").write_text(public, encoding="ascii")
        work(own, HELD[host])
    return tmp_path


def files(post: Path, host: str) -> list[str | Path]:
    """Name the list of a host."""
    own = post / NAMES[host]
    return [own / "card.json", "--actors", own / "actors.csv", "--places", own / "places.csv"]


def taken(post: Path, us: str, them: str) -> list[str | Path]:
    """Give the options that every step has."""
    return ["--host", post / f"{NAMES[them]}.pub", "--book", post / NAMES[us] / "match.book"]


def ask(post: Path, out: str, step: str = "size", *, on: str = "2026-11-27", agree: str | None = None) -> Ran:
    """Let Basel ask Tunis."""
    own: list[str | Path] = ["--from", BASEL, "--to", TUNIS, "--key", post / "basel" / "host.key", "--on", on]
    listed = files(post, BASEL) if step == "size" else []
    consent = f"{step} with {TUNIS}" if agree is None else agree
    more: list[str | Path] = ["--step", step, "--agree", consent, "--out", post / out]
    return run("match", "ask", *listed, *taken(post, BASEL, TUNIS), *own, *more)


def answer(
    post: Path, file: str, out: str, step: str = "size", *, on: str = "2026-11-28", us: str = TUNIS, agree: str = ""
) -> Ran:
    """Let Tunis answer Basel."""
    own: list[str | Path] = ["--from", us, "--key", post / "tunis" / "host.key", "--on", on]
    listed = files(post, TUNIS) if step == "size" else []
    consent: list[str | Path] = ["--agree", agree or f"{step} with {BASEL}", "--out", post / out]
    return run("match", "answer", post / file, *listed, *taken(post, TUNIS, BASEL), *own, *consent)


def read(post: Path, file: str, *, on: str = "2026-11-29", us: str = BASEL) -> Ran:
    """Let Basel read what Tunis answered."""
    return run("match", "read", post / file, "--for", us, *taken(post, BASEL, TUNIS), "--on", on)


def test_size_then_items(post: Path) -> None:
    """Two hosts learn how many keys both have, then which, and no file between them holds a key."""
    assert 0 == ask(post, "1.ask").returncode
    assert 0 == answer(post, "1.ask", "1.answer").returncode
    size = read(post, "1.answer")
    assert ("", f"Of 24 keys of yours, 6 are among the 22 of {TUNIS}.\n") == (size.stderr, size.stdout)

    assert 0 == ask(post, "2.ask", "items").returncode
    assert 0 == answer(post, "2.ask", "2.answer", "items").returncode
    items = read(post, "2.answer")
    assert ("", COMMON) == (items.stderr, items.stdout.splitlines())

    sent = [path.read_bytes() for path in post.iterdir() if path.suffix in {".ask", ".answer"}]
    assert [False] * 4 == [b"ucdp" in data or b"valley" in data for data in sent]
    books = [post / name / "match.book" for name in NAMES.values()]
    assert [0, 0] == [S_IMODE(book.stat().st_mode) & 0o077 for book in books]
    assert [(b"", ())] * 2 == [
        (one.secret, one.keys) for book in books for one in read_book(book.read_bytes(), book.name).runs
    ]


def test_each_step_needs_consent_in_words(post: Path) -> None:
    """Without the sentence that names step and host nothing is asked or answered; items are no consent to a size."""
    assert f'--agree "size with {TUNIS}"' in ask(post, "1.ask", agree="yes").stderr
    assert 0 == ask(post, "1.ask").returncode
    assert f'--agree "size with {BASEL}"' in answer(post, "1.ask", "1.answer", agree=f"items with {BASEL}").stderr
    assert not (post / "1.answer").exists()
    assert 0 == answer(post, "1.ask", "1.answer").returncode


def test_items_come_after_a_size_and_everything_once(post: Path) -> None:
    """Items of nothing counted, an ask or an answer for the second time, and items out of turn are refused."""
    assert "comes before items" in ask(post, "0.ask", "items").stderr
    ask(post, "1.ask")
    answer(post, "1.ask", "1.answer")
    assert "one that was used" in answer(post, "1.ask", "again.answer").stderr
    read(post, "1.answer")
    assert "one that was used" in read(post, "1.answer").stderr
    ask(post, "2.ask", "items")
    assert "comes before items" in ask(post, "3.ask", "items").stderr
    answer(post, "2.ask", "2.answer", "items")
    assert "one that was used" in answer(post, "2.ask", "again.answer", "items").stderr


@pytest.mark.parametrize("host", [BASEL, TUNIS])
def test_items_are_of_the_lists_that_were_counted(post: Path, host: str) -> None:
    """Whoever changes a list between size and items is found out by the other, and no item is told."""
    ask(post, "1.ask")
    answer(post, "1.ask", "1.answer")
    read(post, "1.answer")
    book = post / NAMES[host] / "match.book"
    (run_,) = read_book(book.read_bytes(), "").runs
    other = msgspec.structs.replace(run_, keys=(*run_.keys[1:], "ucdp:19|name:valley|2026-Q1"))
    book.chmod(0o600)
    book.write_bytes(book_file(Book((other,))))

    assert 0 == ask(post, "2.ask", "items").returncode
    answered = answer(post, "2.ask", "2.answer", "items")
    last = answered if host == BASEL else read(post, "2.answer")
    assert (2, "") == (last.returncode, last.stdout)
    assert "is not the one whose size was told" in last.stderr


def test_one_run_a_week(post: Path) -> None:
    """A second list within seven days is neither asked nor answered, whatever the book of the other says."""
    ask(post, "1.ask")
    answer(post, "1.ask", "1.answer", on="2026-11-30")
    assert "from 2026-12-04 on" in ask(post, "2.ask", on="2026-12-03").stderr
    assert 0 == ask(post, "2.ask", on="2026-12-04").returncode
    assert "from 2026-12-07 on" in answer(post, "2.ask", "2.answer", on="2026-12-06").stderr
    assert 0 == answer(post, "2.ask", "2.answer", on="2026-12-07").returncode


def test_files_are_for_one_host_and_some_days(post: Path) -> None:
    """What is for another host, what is past, what was altered and what another key signed is refused."""
    ask(post, "1.ask")
    data = (post / "1.ask").read_bytes()
    (post / "2.ask").write_bytes(data.replace(b'"step":"size"', b'"step":"items"'))

    assert "for another" in answer(post, "1.ask", "1.answer", us="Others").stderr
    assert "2026-11-27 to 2026-12-11" in answer(post, "1.ask", "1.answer", on="2026-12-12").stderr
    assert "is not signed with the key" in answer(post, "2.ask", "1.answer", "items").stderr
    assert 0 == answer(post, "1.ask", "1.answer").returncode
    assert "for another" in read(post, "1.answer", us="Others").stderr
    assert "2026-11-28 to 2026-12-12" in read(post, "1.answer", on="2026-12-13").stderr
    (post / "tunis.pub").write_bytes((post / "basel.pub").read_bytes())
    assert "is not signed with the key" in read(post, "1.answer").stderr


def test_lists_have_a_least_and_a_most(post: Path) -> None:
    """Of nine keys a size says too much, and with thousands one asks about everything."""
    work(post / "basel", range(4))
    assert f"from {LEAST} to {MOST:,} keys; this one has 8." in ask(post, "1.ask").stderr
    work(post / "basel", range(MOST // 2 + 1))
    assert "this one has 2,002." in ask(post, "1.ask").stderr
    assert "needs at least one card" in run("match", "ask", *ask_without_list(post)).stderr


def test_the_other_host_signs_what_it_likes(post: Path) -> None:
    """A list of a partner that is too small, and an answer to fewer keys than were asked, are refused though signed."""
    ask(post, "1.ask")
    asking, _ = read_ask((post / "1.ask").read_bytes(), "")
    few = msgspec.structs.replace(asking, request=vault.asked(["a", "b"], "size").sent)
    seed = host_secret(post / "basel" / "host.key")
    (post / "few.ask").write_bytes(file_of(few, sign(signed_part(few), seed)))
    assert "the one in few.ask has 2." in answer(post, "few.ask", "1.answer").stderr

    answer(post, "1.ask", "1.answer")
    answering, _ = read_answer((post / "1.answer").read_bytes(), "")
    less = vault.answered(["a"], few.request, "size").response
    short = msgspec.structs.replace(answering, response=less)
    seed = host_secret(post / "tunis" / "host.key")
    (post / "short.answer").write_bytes(file_of(short, sign(signed_part(short), seed)))
    assert "does not answer all that was asked" in read(post, "short.answer").stderr
    assert 0 == read(post, "1.answer").returncode


def ask_without_list(post: Path) -> list[str | Path]:
    """Give the options of an ask that names no card."""
    own: list[str | Path] = ["--from", BASEL, "--to", TUNIS, "--key", post / "basel" / "host.key"]
    return [*own, *taken(post, BASEL, TUNIS), "--agree", f"size with {TUNIS}", "--out", post / "1.ask"]


def test_a_book_is_for_its_owner_alone(post: Path) -> None:
    """A book that others on the machine may read, and a file that is no book, are refused."""
    book = post / "basel" / "match.book"
    book.write_bytes(b"{}")
    book.chmod(0o644)
    assert "is open to others" in ask(post, "1.ask").stderr
    book.chmod(0o600)
    book.write_bytes(b"[]")
    assert "the book of this host" in ask(post, "1.ask").stderr


def test_without_the_library(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed one sentence says what to install, and the week is not used up."""
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "private_set_intersection", None)
        without.setitem(sys.modules, "private_set_intersection.python", None)
        ran = ask(post, "1.ask")
    assert (2, "sulh: This command needs openmined-psi.") == (ran.returncode, ran.stderr.partition(" Install")[0])
    assert 0 == ask(post, "1.ask").returncode
