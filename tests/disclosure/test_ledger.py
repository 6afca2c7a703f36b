from __future__ import annotations

import hashlib
import json

import msgspec
import pytest

from sulh.disclosure.ledger import canonical, check_chain, digest, head
from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.publication import FIRST, Ledger
from tests.disclosure.cast import findings_of

FINDINGS = findings_of({"A": [(20, 10, 10)], "B": [(9, 3, 0)]})


def ledger_of(publications: int) -> Ledger:
    """A ledger of so many publications of the same answers."""
    ledger = Ledger()
    for _ in range(publications):
        _, ledger = publish(FINDINGS, ledger, audience="room")
    return ledger


def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    """The first points at nothing, every other at its neighbour."""
    ledger = ledger_of(3)
    assert [FIRST, digest(ledger.entries[0]), digest(ledger.entries[1])] == [e.previous for e in ledger.entries]
    assert digest(ledger.entries[2]) == head(ledger)
    check_chain(ledger)


def test_hash_is_sha256_over_json_with_sorted_keys() -> None:
    """Anyone can check the chain with the standard library of any language."""
    entry = ledger_of(1).entries[0]
    plain = json.dumps(msgspec.to_builtins(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(plain.encode()).hexdigest() == digest(entry)


def test_entry_names_the_publication_by_its_hash() -> None:
    """Whoever holds a publication can be shown that it is the one in the ledger."""
    shown, ledger = publish(FINDINGS, Ledger(), audience="room")
    assert hashlib.sha256(canonical(shown)).hexdigest() == ledger.entries[0].publication


@pytest.mark.parametrize("line", [1, 2])
def test_changed_entry_is_found_by_the_next(line: int) -> None:
    """A k made smaller afterwards no longer fits the chain."""
    entries = list(ledger_of(3).entries)
    entries[line - 1] = msgspec.structs.replace(entries[line - 1], k=3)

    with pytest.raises(DisclosureError, match=f"line {line + 1}"):
        check_chain(Ledger(tuple(entries)))


@pytest.mark.parametrize("keep", [(1, 2), (0, 2), (1, 0), (0, 0, 1)])
def test_missing_moved_or_doubled_entry_is_found(keep: tuple[int, ...]) -> None:
    """Entries cannot be taken out, exchanged or repeated."""
    entries = ledger_of(3).entries

    with pytest.raises(DisclosureError, match="does not follow"):
        check_chain(Ledger(tuple(entries[place] for place in keep)))


def test_nothing_is_published_from_an_altered_ledger() -> None:
    """publish() looks at the chain before it looks at anything else."""
    entries = ledger_of(2).entries
    with pytest.raises(DisclosureError, match="altered"):
        publish(FINDINGS, Ledger(entries[1:]), audience="room")


def test_ledger_of_another_dialogue_is_told_as_such() -> None:
    """Where the sides differ, whatever else differs is beside the point: k and level come after them."""
    others = findings_of({"C": [(20, 10, 10)], "D": [(9, 3, 0)]})
    options = msgspec.structs.replace(others.inputs.options, level=0.5)
    others = msgspec.structs.replace(others, inputs=msgspec.structs.replace(others.inputs, options=options))

    with pytest.raises(DisclosureError, match="sides are not those"):
        publish(others, ledger_of(1), audience="room", k=3)
