from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure.ledger_file import add_entry, read_ledger
from sulh.disclosure.ledger_json import ledger_from_json, ledger_to_json
from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.publication import Ledger
from tests.disclosure.cast import Table, findings_of
from tests.disclosure.test_ledger import ledger_of

THREE = ledger_of(3)
BYTES = ledger_to_json(THREE)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_ledger_reads_back_as_written(count: int) -> None:
    """Empty or long, a ledger comes back as itself, and the same ledger gives the same bytes."""
    ledger = Ledger(THREE.entries[:count])

    assert ledger == ledger_from_json(ledger_to_json(ledger))
    assert ledger_to_json(ledger) == ledger_to_json(ledger_from_json(ledger_to_json(ledger)))


def test_ledger_with_a_caucus_reads_back() -> None:
    """Entries of one side, said or silent, and of both sides, stand in one ledger."""
    ledger = Ledger()
    rounds: list[dict[str, list[Table]]] = [
        {"A": [(7, 5, 0)]},
        {"A": [(8, 5, 0)]},
        {"A": [(9, 9, 0)], "B": [(9, 9, 0)]},
    ]
    for tables in rounds:
        _, ledger = publish(findings_of(tables), ledger, audience="room")

    assert ledger == ledger_from_json(ledger_to_json(ledger))


def test_bytes_are_those_of_the_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a database row holds and what a file holds are the same: one can be made the other."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    add_entry(path, Ledger(THREE.entries[:1]))

    assert ledger_to_json(Ledger(THREE.entries[:1])) == path.read_bytes()
    path.write_bytes(BYTES)
    assert THREE == read_ledger(path)


@settings(max_examples=150, deadline=None)
@given(place=st.integers(min_value=0, max_value=len(BYTES) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_is_found(place: int, byte: int) -> None:
    """Whatever byte is changed into whatever other, the ledger is refused with a line."""
    changed = BYTES[:place] + bytes([byte]) + BYTES[place + 1 :]

    if changed == BYTES:
        assert THREE == ledger_from_json(changed)
    else:
        with pytest.raises(DisclosureError, match="line"):
            ledger_from_json(changed)


def test_cut_end_is_found_wherever_the_cut_lies() -> None:
    """Cut short anywhere, even at the end of a line or to nothing, a ledger is refused."""
    for length in range(len(BYTES)):
        with pytest.raises(DisclosureError, match="line"):
            ledger_from_json(BYTES[:length])


@pytest.mark.parametrize("more", [b"\n", b"{}\n", b" ", BYTES])
def test_nothing_can_stand_after_the_seal(more: bytes) -> None:
    """What follows the last line was not written by us."""
    with pytest.raises(DisclosureError, match="line"):
        ledger_from_json(BYTES + more)


def test_error_names_what_was_read() -> None:
    """The sentence says which ledger, and what to do."""
    with pytest.raises(DisclosureError, match=r"^ledger of the dialogue, line 1: .*unharmed copy"):
        ledger_from_json(b"no ledger\n\n", "ledger of the dialogue")
