"""Tests of entry codes."""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from sulh.errors import VaultError
from sulh.vault import codes, stretch
from sulh.vault.codes import CodeHasher, TooBusy, new_code, normalise

SALT = bytes(range(16))
CODE = "0712 4456 1190 3482"
HASHER = CodeHasher(SALT, cheap=True)
KINDS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]
BETWEEN = [" ", "-", ".", "+", "(", ")", "\u00a0", "\u2013", "\u200f", "\u2068", "\u061c", "\t"]


def test_a_code_looks_like_a_telephone_number() -> None:
    """Sixteen digits in four groups."""
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", new_code(random.Random(1).randbytes))


def test_each_digit_is_equally_likely() -> None:
    """Of all values that a byte can have, each digit gets twenty-five, and six are passed over."""
    values = bytes(value for value in range(256) for _ in range(16))
    pieces = iter([values[start : start + 16] for start in range(0, len(values), 16)])
    codes_drawn = [new_code(lambda _: next(pieces)) for _ in range(250)]

    assert dict.fromkeys("0123456789", 25 * 16) == Counter("".join(codes_drawn).replace(" ", ""))
    assert [bytes([value]) * 16 for value in range(250, 256)] == list(pieces)


def test_unfair_bytes_are_drawn_again() -> None:
    """Bytes that would favour the small digits are passed over, and more are asked for."""
    pieces = iter([bytes([250, 255] * 8), bytes(range(240, 256)), bytes([7] * 16)])

    assert "0123 4567 8977 7777" == new_code(lambda _: next(pieces))


@given(digits=st.lists(st.integers(0, 9), min_size=16, max_size=16), data=st.data())
def test_a_code_is_read_however_it_is_typed(digits: list[int], data: st.DataObject) -> None:
    """Western, Arabic-Indic and Persian digits, mixed, with anything that people put between, are one code."""
    typed = ""
    for digit in digits:
        typed += data.draw(st.sampled_from(KINDS))[digit] + "".join(data.draw(st.lists(st.sampled_from(BETWEEN))))[:3]

    assert "".join(map(str, digits)) == normalise(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0712 4456 1190 348",
        "0712 4456 1190 34822",
        "0712 4456 1190 348x",
        "0712 4456 1190 348\u0966",  # a Devanagari digit
        "0712 4456 1190 348²",
        "0712 4456 1190 3482\0",
        "0712,4456,1190,3482",
        CODE + " " * 200,
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    """Too few, too many, or anything else among them."""
    assert normalise(typed) is None


def test_a_code_is_found_however_it_is_typed() -> None:
    """What is stored when the code is drawn is what comes of it when it is typed."""
    assert HASHER.digest(CODE) == HASHER.digest_typed("٠٧١٢-٤٤٥٦ (1190) ۳۴۸۲")
    assert HASHER.digest(CODE) == HASHER.digest("0712445611903482")
    assert 32 == len(HASHER.digest(CODE))


def test_another_code_or_salt_is_another_hash() -> None:
    """A stolen table cannot be searched without the salt."""
    assert HASHER.digest(CODE) != HASHER.digest("0712 4456 1190 3483")
    assert HASHER.digest(CODE) != CodeHasher(bytes(16), cheap=True).digest(CODE)


def test_the_real_cost_is_64_mebibytes_and_two_passes() -> None:
    """Outside the demo a code costs what the promises say."""
    assert stretch.Cost(2, 64 * 1024 * 1024) == stretch.CODE
    assert stretch.stretch(b"0712445611903482", SALT, stretch.CODE) == CodeHasher(SALT).digest(CODE)
    assert HASHER.digest(CODE) != CodeHasher(SALT).digest(CODE)


@pytest.mark.parametrize("typed", [CODE, "", "no code", "9" * 5000, "\ud800"])
def test_whatever_is_typed_costs_one_hash(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A malformed code takes as long as a wrong one, and is the hash of no code."""
    made: list[int] = []

    def counted(secret: bytes, salt: bytes, cost: stretch.Cost) -> bytes:
        made.append(len(secret))
        return stretch.stretch(secret, salt, cost)

    monkeypatch.setattr(codes, "stretch", counted)
    digest = HASHER.digest_typed(typed)

    assert 1 == len(made)
    assert made[0] <= 201
    assert (typed == CODE) == (digest == HASHER.digest(CODE))


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_a_salt_has_one_length(length: int) -> None:
    """A salt that is cut is refused at once."""
    with pytest.raises(VaultError, match="16 bytes"):
        CodeHasher(bytes(length))


def test_a_hasher_does_not_tell_its_salt() -> None:
    """Printed by accident, it shows its name."""
    assert "<CodeHasher>" == repr(HASHER)


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits for a turn in this test."""
    monkeypatch.setattr(stretch, "PATIENCE", 0)
    return iter(())


@pytest.mark.usefixtures("no_patience")
def test_no_more_than_two_hashes_at_once() -> None:
    """The third at the same moment is told to come again; when one has ended there is room."""
    with ExitStack() as others:
        others.enter_context(stretch._turns)
        others.enter_context(stretch._turns)
        with pytest.raises(TooBusy, match="few seconds"):
            HASHER.digest(CODE)

    assert 32 == len(HASHER.digest(CODE))


def test_who_waits_gets_a_turn() -> None:
    """Eight people at once all get in, two by two."""
    done: list[bytes] = []
    threads = [threading.Thread(target=lambda: done.append(HASHER.digest(CODE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [HASHER.digest(CODE)] * 8 == done


@pytest.mark.usefixtures("no_patience")
def test_a_failed_hash_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without memory says so, and is not blocked for ever."""

    def without_memory(*_: object, **__: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(argon2id, "kdf", without_memory)
        for _ in range(3):
            with pytest.raises(TooBusy, match="memory"):
                HASHER.digest(CODE)

    assert 32 == len(HASHER.digest(CODE))


@pytest.mark.parametrize("cost", [stretch.Cost(17, 8192), stretch.Cost(1, 1 << 31), stretch.Cost(0, 8192)])
def test_a_cost_out_of_range_is_refused(cost: stretch.Cost) -> None:
    """Nobody makes the machine work for an hour, or not at all."""
    with pytest.raises(VaultError):
        stretch.stretch(b"x", SALT, cost)
