"""
The steps of `sulh match`: keys out of cards, the book of this host, and each step between reading and writing it.

    opened(book, day) ── Held ──▶ begun, gone_on           who asks
                              ──▶ answered_size, _items    who answers
                              ──▶ size_read, items_read    who asked

A step that is refused leaves the book as it was; one that is done is in the book before its file is written, so that no
crash gives a second try. Options and sentences of the commands are in `sulh.cli.match`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sulh.cli.app import tell
from sulh.cli.carried import content_of, write_new
from sulh.cli.parts import platform_parts
from sulh.errors import InputError, SettingError, VaultError

if TYPE_CHECKING:
    from sulh.formats.map_table import Layout
    from sulh.formats.match_file import Answer, Ask, Book, Run
    from sulh.model.actors import Actor, Place

T = TypeVar("T", "Actor", "Place")


@dataclass
class Held:
    """The book while a step is taken; what `note` was told is kept when the step is done."""

    book: Book
    day: date

    def note(self, run: Run) -> None:
        """Write a run down in its new state."""
        from sulh.coordination.host_runs import noted

        self.book = noted(self.book, run, day=self.day)


@dataclass(frozen=True)
class Lists:
    """The files out of which keys are made."""

    cards: list[Path] | None
    actors: Path | None
    places: Path | None


def consented(agree: str, step: str, host: str) -> None:
    """Refuse what nobody agreed to in words that name the step and the other host."""
    wanted = f"{step} with {host}"
    if agree != wanted:
        raise SettingError(f'Nothing was done. If your host and the owners agree, say so: --agree "{wanted}"')


def free(out: Path) -> None:
    """Refuse a name that is taken before anything is used up."""
    if out.exists():
        raise SettingError(f"Nothing was written: {out.name} is there already.")


def public_of(host: Path) -> bytes:
    """Read the public half of a host's key."""
    with platform_parts():
        from sulh.vault.onpaper import read_host_public

    return read_host_public(content_of(host).decode("utf-8", "replace"))


def genuine(came: Ask | Answer, signature: str, host: Path, file: str) -> None:
    """Refuse what is not signed with the key of the other host."""
    from sulh.formats.match_file import signed_part
    from sulh.vault.signatures import is_signed, key_id

    public = public_of(host)
    if came.key != key_id(public) or not is_signed(signed_part(came), signature, public):
        raise VaultError(f"{file} is not signed with the key in {host.name}: do not rely on it.")


def write_signed(out: Path, body: Ask | Answer, seed: bytes) -> None:
    """Sign, and write the file."""
    from sulh.formats.match_file import file_of, signed_part
    from sulh.vault.signatures import sign

    write_new(out, file_of(body, sign(signed_part(body), seed)))


@contextmanager
def opened(book: Path, day: date) -> Iterator[Held]:
    """Hold the book of this host for one step, alone; keep what was noted if the step was not refused."""
    from sulh.formats.match_file import Book, book_file, read_book
    from sulh.vault.files import alone, open_to_others, put, put_over

    with alone(book.parent):
        there = book.exists()
        if there and open_to_others(book):
            raise SettingError(f"{book.name} is open to others on this machine: chmod 600 it.")
        held = Held(read_book(content_of(book), book.name) if there else Book(), day)
        yield held
        (put_over if there else put)(book, book_file(held.book))


def begun(held: Held, lists: Lists, *, host: str, key: str) -> tuple[Run, bytes]:
    """Begin a run: its entry, and the request for a size."""
    from sulh.coordination.host_runs import may_begin
    from sulh.formats.match_file import Run
    from sulh.vault.intersection import asked, run_id

    may_begin(held.book, host=host, key=key, day=held.day)
    keys = _keys(lists, held.day)
    half = asked(keys, "size")
    run = Run(run_id(half.secret), host, key, held.day, "size-asked", half.secret, keys)
    held.note(run)
    return run, half.sent


def gone_on(held: Held, *, host: str, key: str) -> tuple[Run, bytes]:
    """Go on with the run whose size is known: its entry, and the request for items of the same list."""
    from sulh.coordination.host_runs import counted
    from sulh.vault.intersection import asked

    run = msgspec.structs.replace(counted(held.book, host=host, key=key), state="items-asked")
    held.note(run)
    return run, asked(run.keys, "items", secret=run.secret).sent


def answered_size(held: Held, came: Ask, lists: Lists, *, file: str) -> tuple[bytes, bytes]:
    """Answer with a size: this host's list under its secret, and the request under both."""
    from sulh.coordination.host_runs import may_begin, unused, within_caps
    from sulh.formats.guards import settled
    from sulh.formats.match_file import Run
    from sulh.vault.intersection import answered, mark_of

    host = settled(came.host)
    unused(held.book, came, file=file)
    may_begin(held.book, host=host, key=came.key, day=held.day)
    count, mark = mark_of(came.request, "request")
    within_caps(count, whose=f"the one in {file}")
    keys = _keys(lists, came.day)
    made = answered(keys, came.request, "size")
    held.note(Run(came.run, host, came.key, held.day, "size-answered", made.secret, keys, mark))
    return made.setup, made.response


def answered_items(held: Held, came: Ask, *, file: str) -> tuple[bytes, bytes]:
    """Answer with items, of the two lists whose size was told and no others."""
    from sulh.coordination.host_runs import next_of, over
    from sulh.vault.intersection import answered, mark_of

    run = next_of(held.book, came, "size-answered", file=file)
    _same(mark_of(came.request, "request")[1], run, file)
    made = answered(run.keys, came.request, "items", secret=run.secret)
    held.note(over(run, "items-answered"))
    return made.setup, made.response


def size_read(held: Held, came: Answer, *, file: str) -> tuple[int, int, int]:
    """Return how many keys met, how many this host had, and how many the other."""
    from sulh.coordination.host_runs import next_of, within_caps
    from sulh.vault.intersection import mark_of, size_of

    run = next_of(held.book, came, "size-asked", file=file)
    theirs, mark = mark_of(came.setup, "setup")
    within_caps(theirs, whose=f"the one in {file}")
    _whole(came, run, file)
    met = size_of(run.secret, came.setup, came.response)
    held.note(msgspec.structs.replace(run, state="size-read", theirs=mark, size=met))
    return met, len(run.keys), theirs


def items_read(held: Held, came: Answer, *, file: str) -> list[str]:
    """Return the keys of this host that the other has too, in order."""
    from sulh.coordination.host_runs import next_of, over
    from sulh.vault.intersection import items_of, mark_of

    run = next_of(held.book, came, "items-asked", file=file)
    _same(mark_of(came.setup, "setup")[1], run, file)
    _whole(came, run, file)
    met = items_of(run.secret, came.setup, came.response)
    held.note(over(run, "items-read"))
    return sorted(run.keys[at] for at in met)


def _same(mark: str, run: Run, file: str) -> None:
    if mark != run.theirs:
        raise VaultError(f"The list in {file} is not the one whose size was told: ask the other host.")


def _whole(came: Answer, run: Run, file: str) -> None:
    from sulh.vault.intersection import mark_of

    if mark_of(came.response, "response")[0] != len(run.keys):
        raise VaultError(f"{file} does not answer all that was asked, or answers more.")


def _keys(lists: Lists, day: date) -> tuple[str, ...]:
    """Make the keys of a list, in disorder: their order on the way tells nothing."""
    from sulh.coordination.canonical_keys import keys_of
    from sulh.coordination.host_runs import within_caps
    from sulh.formats.actors_table import ACTORS, PLACES
    from sulh.formats.card_file import read_source

    if not (lists.cards and lists.actors and lists.places):
        raise SettingError("A size needs at least one card, --actors and --places, as the map gives them.")
    actors = {actor.id: actor for actor in _table(ACTORS, lists.actors)}
    places = {place.id: place for place in _table(PLACES, lists.places)}
    found: set[str] = set()
    for path in lists.cards:
        card = read_source(content_of(path), path.name).card
        of_card = keys_of(card, actors=actors, places=places, day=day)
        found |= of_card
        if not of_card:
            tell(f"{path.name} has no key: nothing near this day with an actor (no person) and a place of the map.")
    within_caps(len(found), whose="this one")
    keys = sorted(found)
    SystemRandom().shuffle(keys)
    return tuple(keys)


def _table(layout: Layout[T], path: Path) -> tuple[T, ...]:
    from sulh.formats.map_rows import read_table

    read = read_table(layout, content_of(path), path.name)
    if not read.values:
        raise InputError("no-rows", path.name, None, expected=f"{layout.name} as the map gives them", found="none")
    return read.values
