"""Chains of links: what did not get through is a chain like another, and no passage stems from what nobody judged."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.negotiation.chains import ORDER, Link, Node, chains

NODES = st.builds(Node, st.sampled_from(ORDER), st.sampled_from(["1", "2"]))
PAIRS = st.tuples(NODES, NODES, st.sampled_from(["", "open", "yes", "partly", "no"])).filter(
    lambda pair: ORDER.index(pair[0].kind) < ORDER.index(pair[1].kind)
)
LINKS = st.lists(PAIRS, max_size=12, unique_by=lambda pair: pair[:2]).map(
    lambda pairs: [Link(earlier, later, through=through) for earlier, later, through in pairs]
)
PACKAGE, ANSWER, PASSAGE = Node("package", "1"), Node("answer", "1"), Node("provision", "1")


def kinds(links: list[Link]) -> list[list[str]]:
    """Return each chain as the kinds of things that it leads to."""
    return [[link.later.kind for link in chain] for chain in chains(links, most=99).shown]


@given(LINKS)
def test_every_chain_hangs_together_and_is_counted(links: list[Link]) -> None:
    """Each link begins where the one before ended; the count is that of all chains, and every link stands in one."""
    found = chains(links, most=10_000)

    assert found.count == len(found.shown) == len(set(found.shown))
    assert all(one.later == other.earlier for chain in found.shown for one, other in pairwise(chain))
    assert set(links) == {link for chain in found.shown for link in chain}
    assert found.shown[:3] == chains(links, most=3).shown


@given(LINKS)
def test_no_passage_stems_from_a_part_that_is_not_said_to_have_got_through(links: list[Link]) -> None:
    """Behind a part that did not get through, or of which nothing is known, a chain leads to no passage."""
    for chain in chains(links, most=10_000).shown:
        assert chain[-1].later.kind != "provision" or not any(link.halts for link in chain)


@pytest.mark.parametrize(
    ("through", "expected"),
    [
        ("yes", [["package", "answer", "provision"]]),
        ("partly", [["package", "answer", "provision"]]),
        ("no", [["package", "answer"], ["answer", "provision"]]),
        ("open", [["package", "answer"], ["answer", "provision"]]),
    ],
)
def test_what_is_linked_to_a_package_as_a_whole_is_not_given_to_each_part(
    through: str, expected: list[list[str]]
) -> None:
    """A part that got through leads to the passage; otherwise the package begins a chain of its own."""
    part = Link(Node("statement", "1"), PACKAGE, through=through)
    links = [part, Link(PACKAGE, ANSWER), Link(ANSWER, PASSAGE, "low", "A note")]
    assert expected == kinds(links)


def test_a_link_that_leads_back_is_refused() -> None:
    """Nothing contributes to what was before it."""
    with pytest.raises(ValueError, match="nothing later"):
        chains([Link(ANSWER, PACKAGE)], most=1)
