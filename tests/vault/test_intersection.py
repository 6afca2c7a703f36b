"""Tests of what two lists have in common: sizes, items, and what another host may send."""

from __future__ import annotations

import pytest

from sulh.errors import VaultError
from sulh.vault.intersection import answered, asked, items_of, mark_of, size_of

psi = pytest.importorskip("private_set_intersection.python", reason="the extra psi is not made for this machine")

MINE = [f"key {number}" for number in range(40)]
THEIRS = [f"key {number}" for number in range(30, 90)]


def test_size_and_items() -> None:
    """Ten of forty are among sixty; the same lists under the same secrets say which ten."""
    size = asked(MINE, "size")
    back = answered(THEIRS, size.sent, "size")
    items = asked(MINE, "items", secret=size.secret)
    told = answered(THEIRS, items.sent, "items", secret=back.secret)

    assert 10 == size_of(size.secret, back.setup, back.response)
    assert tuple(range(30, 40)) == items_of(items.secret, told.setup, told.response)
    assert (40, 60) == (mark_of(size.sent, "request")[0], mark_of(back.setup, "setup")[0])
    assert mark_of(size.sent, "request") == mark_of(items.sent, "request")
    assert mark_of(back.setup, "setup") == mark_of(told.setup, "setup")


def test_a_mark_tells_another_list_and_hides_the_same() -> None:
    """Another key gives another mark under the same secret; the same list gives another under each new secret."""
    size = asked(MINE, "size")
    other = asked([*MINE[1:], "another"], "items", secret=size.secret)

    assert 3 == len({mark_of(sent, "request") for sent in (size.sent, other.sent, asked(MINE, "size").sent)})


def test_the_answer_to_a_size_names_no_item() -> None:
    """Its response is in an order of its own, and asking it for items is refused."""
    size = asked(MINE, "size")
    back = answered(THEIRS, size.sent, "size")
    points = list(psi.Response.FromString(back.response).encrypted_elements)

    assert sorted(points) == points
    with pytest.raises(VaultError, match="cannot be computed with"):
        answered(THEIRS, size.sent, "items", secret=back.secret)


@pytest.mark.parametrize("sent", [b"\xff\xff", psi.Request(encrypted_elements=[b"no point"]).SerializeToString()])
def test_what_is_no_list_is_refused(sent: bytes) -> None:
    """Bytes that are no message, and points that are not on the curve, end in a sentence."""
    with pytest.raises(VaultError, match="cannot be computed with"):
        answered(THEIRS, sent, "size")


def test_a_key_stands_in_a_list_once() -> None:
    """A request that repeats keys would tell by the size which of them were met."""
    points = list(psi.Request.FromString(asked(MINE, "size").sent).encrypted_elements)
    twice = psi.Request(encrypted_elements=[*points, points[0]]).SerializeToString()

    with pytest.raises(VaultError, match="twice"):
        mark_of(twice, "request")
