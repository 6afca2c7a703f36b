"""
Chains of links from a statement to a passage of an agreement.

    links ──chains──▶ Chains ─┬─ shown   one chain: links of which each begins where the one before ended
                              └─ count   of all chains, those that are not shown among them

A chain begins where nothing earlier is known and ends where nothing later is known, however far that is: what did not
get through is a chain like another. A package carries several things. What was linked to it or to its answer as a whole
is no passage that stems from each: a chain goes on to a passage only from a part of which somebody said that it got
through, and otherwise the package begins a chain of its own. There is no share, no sum of confidences, and no order but
that of the beginnings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Literal

from sulh.model.findings import Value

Kind = Literal["statement", "clause", "package", "answer", "provision"]
ORDER: Final[tuple[Kind, ...]] = ("statement", "clause", "package", "answer", "provision")


class Node(Value, frozen=True, order=True):
    """Something in a chain: its kind, and what it is found by."""

    kind: Kind
    id: str


class Link(Value, frozen=True):
    """
    That one thing contributed to a later one.

    Attributes:
        confidence: "low", "medium" or "high"; None for what is recorded by itself, such as an answer to a package.
        source: Why it is thought so; empty for what is recorded.
        through: Where something became a part of a package: what became of it, "open", "yes", "partly" or "no".
    """

    earlier: Node
    later: Node
    confidence: str | None = None
    source: str = ""
    through: str = ""

    @property
    def halts(self) -> bool:
        """Whether it leads into a package and nobody has said that this part got through."""
        return self.later.kind == "package" and self.through in ("open", "no")


class Chains(Value, frozen=True):
    """See the head of the module."""

    shown: tuple[tuple[Link, ...], ...]
    count: int


def chains(links: Sequence[Link], *, most: int) -> Chains:
    """
    Return the chains that links form.

    Args:
        links: In the order in which what they begin with is to come. Each leads from a kind to a later one.
        most: Chains shown, at most; the first ones.

    Raises:
        ValueError: For a link that leads to nothing later.

    >>> clause, package = Node("clause", "c"), Node("package", "p")
    >>> found = chains([Link(Node("statement", "s"), clause, "low"), Link(clause, package)], most=9)
    >>> [[link.later.kind for link in chain] for chain in found.shown], found.count
    ([['clause', 'package']], 1)
    """
    after: dict[Node, list[Link]] = defaultdict(list)
    for link in links:
        if ORDER.index(link.earlier.kind) >= ORDER.index(link.later.kind):
            message = f"a link from a {link.earlier.kind} to a {link.later.kind} leads to nothing later"
            raise ValueError(message)
        after[link.earlier].append(link)
    walk = _Walk(links, after)
    return Chains(tuple(islice(walk.all(), most)), walk.count())


class _Walk:
    """Goes along the links, no deeper than there are kinds."""

    def __init__(self, links: Sequence[Link], after: Mapping[Node, Sequence[Link]]) -> None:
        self._after = after
        open_ways = {link.later for link in links if not link.halts}
        later = {link.later for link in links}
        self._begins = [node for node in after if node not in later]
        self._halted = [node for node in after if node in later - open_ways]  # all that leads to them halts
        self._counted: dict[tuple[Node, bool], int] = {}

    def all(self) -> Iterator[tuple[Link, ...]]:
        """Give every chain."""
        for node in self._begins:
            yield from self._from(node, halted=False)
        for node in self._halted:
            yield from (chain for chain in self._from(node, halted=False) if chain[-1].later.kind == "provision")

    def count(self) -> int:
        """Count them without walking them all."""
        whole = sum(self._count(node, halted=False) for node in self._begins)
        return whole + sum(self._reaching(node) for node in self._halted)

    def _ahead(self, node: Node, *, halted: bool) -> list[Link]:
        return [link for link in self._after.get(node, ()) if not (halted and link.later.kind == "provision")]

    def _from(self, node: Node, *, halted: bool) -> Iterator[tuple[Link, ...]]:
        for link in self._ahead(node, halted=halted):
            further = False
            for rest in self._from(link.later, halted=halted or link.halts):
                further = True
                yield (link, *rest)
            if not further:
                yield (link,)

    def _count(self, node: Node, *, halted: bool) -> int:
        key = node, halted
        if key not in self._counted:
            ahead = self._ahead(node, halted=halted)
            self._counted[key] = sum(max(self._count(one.later, halted=halted or one.halts), 1) for one in ahead)
        return self._counted[key]

    def _reaching(self, node: Node) -> int:
        """Count the ways from a node to passages."""
        ahead = self._after.get(node, ())
        return sum(1 if link.later.kind == "provision" else self._reaching(link.later) for link in ahead)
