"""A statement keeps its past by its id; whoever changes ids or texts between two publications is told."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.findings import Findings
from sulh.model.publication import Ledger, Publication
from tests.disclosure.cast import Table, findings_of

TABLE: Table = (20, 10, 10)
ONE_MORE: Table = (21, 10, 10)


def asked(texts: Mapping[str, str | None], table: Table = TABLE, excluded: tuple[str, ...] = ()) -> Findings:
    """Findings of statements with these ids and texts, all answered alike on both sides."""
    plain = findings_of({"A": [table] * len(texts), "B": [table] * len(texts)})
    statements = [
        msgspec.structs.replace(statement, id=identifier, text=text)
        for statement, (identifier, text) in zip(plain.statements, texts.items(), strict=True)
    ]
    inputs = msgspec.structs.replace(plain.inputs, excluded=list(excluded))
    return msgspec.structs.replace(plain, statements=statements, inputs=inputs)


def after(first: Findings, second: Findings) -> Publication:
    """The second of two publications by one ledger."""
    _, ledger = publish(first, Ledger(), audience="room")
    return publish(second, ledger, audience="room")[0]


def test_renumbered_statements_do_not_lose_their_past() -> None:
    """One more who agrees, and other ids: the two tables side by side would tell what the newcomer answered."""
    with pytest.raises(DisclosureError, match="s1: its text was published as statement 1"):
        after(asked({"1": "The well"}), asked({"s1": "The  well"}, ONE_MORE))


def test_exchanged_ids_are_found_by_their_texts() -> None:
    """Under the id of another statement neither the past nor the word is one's own."""
    with pytest.raises(DisclosureError, match="under another text"):
        after(asked({"1": "The well", "2": "The road"}), asked({"1": "The road", "2": "The well"}, ONE_MORE))


def test_new_text_does_not_inherit_the_word_of_the_old_one() -> None:
    """Most agreed that the road stays open; nobody was asked whether it closes."""
    with pytest.raises(DisclosureError, match="1: something was published of it under another text"):
        after(asked({"1": "The road stays open"}), asked({"1": "The road is closed"}))


def test_text_is_remembered_past_a_publication_without_texts() -> None:
    """Once the texts were left at home; the earlier ones still count."""
    _, ledger = publish(asked({"1": "The well"}), Ledger(), audience="room")
    _, ledger = publish(asked({"1": None}, (40, 20, 20)), ledger, audience="room")

    with pytest.raises(DisclosureError, match="under another text"):
        publish(asked({"1": "The road"}), ledger, audience="room")


@pytest.mark.parametrize(
    "second",
    [
        asked({"1": "The  well "}),
        asked({"1": None}),
        asked({"1": "The well", "2": "The road"}),
        asked({"1": "The well", "2": "The well"}),
        asked({"2": "The road"}),
        asked({"2": "The well"}, excluded=("1",)),
    ],
)
def test_ordinary_changes_pass(second: Findings) -> None:
    """Other spaces, no texts, new statements, a double, a statement dropped, or left out by name and asked anew."""
    assert 2 == after(asked({"1": "The well"}), second).number
