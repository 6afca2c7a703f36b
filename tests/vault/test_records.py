"""Tests of the chain: what may stand in a record, and that any change inside a log is found."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import VaultError
from sulh.vault.log import FIRST, Fault, Record, canonical, next_record, read_log, verify
from sulh.vault.log.records import digest
from tests.vault.written import NOON, references, words, written

LOG = written(9)
GOOD: dict[str, Any] = {"act": "round-opened", "at": NOON, "staff": "s-1", "refs": {"round": "r-1"}}


def faults(records: list[Record]) -> list[tuple[int, str]]:
    """Number and kind of each fault."""
    return [(fault.number, fault.kind) for fault in verify(records)]


def test_a_log_as_it_was_written_is_whole() -> None:
    """Numbers from 1, each record with the hash of the one before; the empty log is whole as well."""
    assert ([], []) == (verify(LOG), verify([]))
    assert list(range(1, 10)) == [record.number for record in LOG]
    assert [FIRST, *(record.hash for record in LOG[:-1])] == [record.previous for record in LOG]


def test_a_hash_can_be_made_without_sulh() -> None:
    """SHA-256 over the JSON without its hash, keys in order and no blanks: the rule that the page states."""
    line = canonical(LOG[2])
    content = json.loads(line)
    told = content.pop("hash")

    assert told == sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert b"\n" not in line


@given(
    act=st.sampled_from(["a", "round-opened", "phase.2", "key_destroyed"]), staff=st.none() | words(), refs=references()
)
def test_ids_codes_hashes_and_numbers_may_stand_in_it(act: str, staff: str | None, refs: dict[str, str | int]) -> None:
    """Whatever fits the narrow forms is taken, survives a file, and leaves the log whole."""
    log = [*LOG, next_record(LOG[-1], act=act, at=NOON, staff=staff, refs=refs)]
    read, unread = read_log(b"".join(canonical(record) + b"\n" for record in log))

    assert (log, []) == (read, unread)
    assert [] == verify(read)


@pytest.mark.parametrize(
    "changed",
    [
        {"act": ""},
        {"act": "Round opened"},
        {"act": "round-opened\n"},
        {"act": "a" * 65},
        {"at": "2026-03-01"},
        {"at": "2026-03-01T12:00:00"},
        {"at": "2026-13-01T12:00:00Z"},
        {"at": "yesterday"},
        {"staff": ""},
        {"staff": "Leila Haddad"},
        {"staff": 4.5},
        {"refs": {"note": "they were angry"}},
        {"refs": {"address": "192.0.2.7"}},
        {"refs": {"address": "2001:db8::1"}},
        {"refs": {"mail": "a@example"}},
        {"refs": {"phone": "+33 1 70"}},
        {"refs": {"name": "ليلى"}},
        {"refs": {"Round": "r-1"}},
        {"refs": {"a b": "r-1"}},
        {"refs": {"yes": True}},
        {"refs": {"share": 0.5}},
        {"refs": {"none": None}},
        {"refs": {"list": ["r-1"]}},
        {"refs": {"count": -1}},
        {"refs": {"count": 2**53}},
        {"refs": {"word": "x" * 129}},
        {"refs": {"word": ""}},
    ],
)
def test_nothing_else_may_stand_in_it(changed: dict[str, Any]) -> None:
    """No sentence, no address, no mail, no telephone number, no time without a zone."""
    with pytest.raises(VaultError, match="codes, ids, hashes, numbers"):
        next_record(LOG[-1], **(GOOD | changed))

    assert 10 == next_record(LOG[-1], **GOOD).number


@given(data=st.data(), size=st.integers(1, 9))
def test_a_flip_anywhere_is_found(data: st.DataObject, size: int) -> None:
    """One bit of the file changed, and the verifier says something."""
    content = bytearray(b"".join(canonical(record) + b"\n" for record in LOG[:size]))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    records, unread = read_log(bytes(content))

    assert [] != unread + verify(records)


@given(data=st.data(), place=st.integers(0, 8))
def test_a_changed_field_is_found_at_its_number(data: st.DataObject, place: int) -> None:
    """Any field of any record changed: the first fault stands at that record."""
    record = LOG[place]
    changed: dict[str, Any] = {
        "number": data.draw(st.integers(1, 30)),
        "act": data.draw(st.sampled_from(["other", "published"])),
        "at": "2026-04-01T09:00:00Z",
        "staff": data.draw(st.sampled_from([None, "s-0", "s-7"])),
        "refs": data.draw(references()),
        "previous": "a" * 64,
        "hash": "b" * 64,
    }
    field = data.draw(st.sampled_from(sorted(changed)).filter(lambda name: changed[name] != getattr(record, name)))
    other = msgspec.structs.replace(record, **{field: changed[field]})
    found = verify([*LOG[:place], other, *LOG[place + 1 :]])

    assert (other.number, "altered") == (found[0].number, found[0].kind)
    assert {fault.number for fault in found} <= {other.number, place + 1, place + 2}


@pytest.mark.parametrize("place", range(8))
def test_a_changed_record_with_its_hash_made_anew_is_found(place: int) -> None:
    """Whoever alters a record and its hash has broken the link of the next one."""
    forged = msgspec.structs.replace(LOG[place], staff="s-9")
    forged = msgspec.structs.replace(forged, hash=digest(forged))

    assert [(place + 2, "unlinked")] == faults([*LOG[:place], forged, *LOG[place + 1 :]])


@given(start=st.integers(0, 7), length=st.integers(1, 8))
def test_a_deletion_is_found(start: int, length: int) -> None:
    """Records taken out before the end are named, from and to."""
    end = min(start + length, 8)

    assert [Fault(start + 1, "missing", end)] == verify([*LOG[:start], *LOG[end:]])


@given(first=st.integers(0, 8), second=st.integers(0, 8))
def test_an_exchange_is_found(first: int, second: int) -> None:
    """Two records in each other's place are found, unless they are one."""
    order = list(LOG)
    order[first], order[second] = order[second], order[first]

    assert (first == second) == (faults(order) == [])
    assert {kind for _, kind in faults(order)} <= {"missing", "misplaced"}


@given(order=st.permutations(range(9)))
def test_any_other_order_is_found(order: list[int]) -> None:
    """There is one order in which the log is whole."""
    assert (order == list(range(9))) == (faults([LOG[place] for place in order]) == [])


@given(place=st.integers(0, 8), again=st.integers(0, 8))
def test_a_repetition_is_found(place: int, again: int) -> None:
    """A record that stands twice is found."""
    assert [] != verify([*LOG[:place], LOG[again], *LOG[place:]])


@pytest.mark.parametrize("place", range(9))
def test_an_insertion_is_found(place: int) -> None:
    """A record put in, well made and linked to the one before, pushes aside the one whose number it took."""
    before = LOG[place - 1] if place else None
    put_in = next_record(before, act="approved", at=NOON, staff="s-9", refs={})
    found = faults([*LOG[:place], put_in, *LOG[place:]])

    assert (place + 1, "misplaced") in found
    assert place == 8 or (place + 2, "unlinked") in found


def test_another_log_in_the_middle_is_found() -> None:
    """Half of another log behind half of this one does not hold together."""
    assert [(5, "unlinked")] == faults(LOG[:4] + written(9, tag="y")[4:])


def test_what_may_not_stand_in_a_record_is_found_in_a_forged_one() -> None:
    """A record that carries a sentence is told even when its hash is right."""
    forged = msgspec.structs.replace(LOG[-1], refs={"note": "they were angry"})
    forged = msgspec.structs.replace(forged, hash=digest(forged))

    assert [(9, "form")] == faults([*LOG[:-1], forged])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", []),
        (b"\n", [(1, "unreadable")]),
        (b"{}\n", [(1, "unreadable")]),
        (canonical(LOG[0]) + b"\n\xff\n", [(2, "unreadable")]),
        (canonical(LOG[0]) + b"\n" + canonical(LOG[1]), [(2, "torn")]),
        (canonical(LOG[0]) + b" \n", [(1, "unreadable")]),
        (canonical(LOG[0])[:-1] + b',"x":1}\n', [(1, "unreadable")]),
        (canonical(LOG[0]).replace(b'"number":1', b'"number":"1"') + b"\n", [(1, "unreadable")]),
    ],
)
def test_a_line_that_is_no_record_is_named(content: bytes, found: list[tuple[int, str]]) -> None:
    """A record is written in one way only; any other line is told by its number."""
    assert found == [(fault.number, fault.kind) for fault in read_log(content)[1]]


def test_faults_are_told_in_words() -> None:
    """Each fault is a plain sentence with its number."""
    assert "Record 3 is missing here." == Fault(3, "missing", 3).sentence
    assert "Records 3 to 5 are missing here." == Fault(3, "missing", 5).sentence
    assert "Record 4 was altered: its content does not give its hash." == Fault(4, "altered").sentence
