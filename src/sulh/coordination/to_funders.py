"""
What two owners may let funders be told, and how it stands.

    finding between two initiatives ─┬─ said for one ───┐
                                     └─ said for other ─┴─▶ agreed ─▶ told to funders, as their own picture has it

KINDS are the findings of two initiatives and nobody else: what one person is asked for, or who distrusts whom, is not
for two owners to pass on. What one said is not told to the other before both have (`stands`), nor is a funder told
anything until then; either takes it back at any time. Beside a reader's picture this looks at who said so, and at no
card. Who may say it, `sulh.access` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final, Literal

from sulh.coordination.findings import Finding, FindingKind

KINDS: Final[tuple[FindingKind, ...]] = ("same_matter", "clash")
Said = tuple[str, str]  # for which initiative, and the key of the finding
Stand = Literal["unsaid", "waits", "told"]
_BOTH = 2


def can_be_told(one: Finding) -> bool:
    """Whether it is for two owners to let funders be told this."""
    return one.kind in KINDS and len(one.cards) == _BOTH


def agreed(said: Iterable[Said]) -> frozenset[str]:
    """
    Return the keys of the findings of which it was said for both initiatives; a key belongs to two and no others.

    >>> agreed([("a", "k1"), ("b", "k1"), ("a", "k2"), ("a", "k2")])
    frozenset({'k1'})
    """
    return frozenset(key for key, times in Counter(key for _, key in set(said)).items() if times == _BOTH)


def stands(said: Iterable[Said], own: Collection[str]) -> dict[str, Stand]:
    """
    Return how it stands for whoever holds these initiatives, by the key of a finding; where they said nothing, nothing.

    >>> said = [("a", "k1"), ("b", "k1"), ("a", "k2"), ("b", "k3")]
    >>> stands(said, {"a"})
    {'k1': 'told', 'k2': 'waits'}
    """
    rows = sorted(set(said))
    told = agreed(rows)
    return {key: "told" if key in told else "waits" for card, key in rows if card in own}
