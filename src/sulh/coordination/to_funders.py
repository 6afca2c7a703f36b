"""
What two owners may let funders be told, and how it stands.

    finding between two initiatives ─┬─ said for one ───┐
                                     └─ said for other ─┴─▶ agreed ─▶ told to funders, as their own picture has it

    key_for_funders     under which key it is said and read: the same for owners, who read of persons, and for funders

KINDS are the findings of two initiatives and nobody else: what one person is asked for, or who distrusts whom, is not
for two owners to pass on. What one said is not told to the other before both have (`stands`), nor is a funder told
anything until then; either takes it back at any time. Beside a reader's picture this looks at who said so, and at no
card. Who may say it, `sulh.access` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final, Literal

from sulh.coordination.findings import Finding, FindingKind, key_of
from sulh.model.picture import Picture

KINDS: Final[tuple[FindingKind, ...]] = ("same_matter", "clash")
Said = tuple[str, str]  # for which initiative, and the key of the finding
Stand = Literal["unsaid", "waits", "told"]
_BOTH = 2


def can_be_told(one: Finding) -> bool:
    """Whether it is for two owners to let funders be told this."""
    return one.kind in KINDS and len(one.cards) == _BOTH


def key_for_funders(one: Finding, persons: Collection[str]) -> str | None:
    """
    Return the key of a finding as funders have it in their own picture, which names no person.

    Args:
        one: As an owner reads it.
        persons: Ids of the persons in the owner's picture.

    Returns:
        The key; None where it is not for two owners to let funders be told, or rests on persons alone.

    >>> from sulh.coordination.findings import Ref
    >>> about = (Ref("actor", "council"), Ref("actor", "elder"))
    >>> read = Finding("clash", key_of("clash", "ab", about), ("a", "b"), about, (), 60)
    >>> key_for_funders(read, {"elder"}) == key_of("clash", "ab", about[:1])
    True
    >>> key_for_funders(read, {"elder", "council"})
    """
    about = [ref for ref in one.about if ref.kind != "actor" or ref.id not in persons]
    return key_of(one.kind, one.cards, about) if about and can_be_told(one) else None


def persons_in(picture: Picture) -> frozenset[str]:
    """Return the ids of the persons in a picture."""
    return frozenset(one.id for one in picture.actors if one.kind == "person")


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
