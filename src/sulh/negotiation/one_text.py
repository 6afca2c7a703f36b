"""
What stands in the way of the next step of a one-text, with a witness each.

    before_putting(next version, the one before, criticisms, replies, languages) ─▶ obstacles
    before_calling(version, criticisms, replies, languages, readers of each side) ─▶ obstacles

Problems are values: the facilitator sees all of them at once, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from sulh.model.findings import Value
from sulh.model.one_text import Criticism, Reply, Version, Wording

Kind = Literal["no-clause", "text-missing", "no-reply", "reply-missing", "nothing-changed", "no-reader"]


class Obstacle(Value, frozen=True):
    """
    One thing that has to be put right first.

    Attributes:
        kind: `no-clause`: the version is empty. `text-missing`: a clause lacks a language. `no-reply`: a criticism
            has no reply. `reply-missing`: a reply lacks a language. `nothing-changed`: a reply says that something was
            changed, and the clause reads as before. `no-reader`: a side has nobody who could say yes or no for it.
        clause, language, criticism, side: Where; empty where it is not of one.
    """

    kind: Kind
    clause: str = ""
    language: str = ""
    criticism: str = ""
    side: str = ""


def open_criticisms(criticisms: Sequence[Criticism], replies: Sequence[Reply]) -> tuple[Criticism, ...]:
    """
    Return the criticisms that no reply names, in their order.

    >>> said = [Criticism("c1", 1, "a", "north", "safety"), Criticism("c2", 1, "a", "south", "work")]
    >>> [one.id for one in open_criticisms(said, [Reply(2, ("c1",), "kept", {"en": "Because."})])]
    ['c2']
    """
    named = {criticism for reply in replies for criticism in reply.criticisms}
    return tuple(one for one in criticisms if one.id not in named)


def before_putting(
    version: Version,
    before: Version | None,
    criticisms: Sequence[Criticism],
    replies: Sequence[Reply],
    *,
    languages: Sequence[str],
) -> tuple[Obstacle, ...]:
    """
    Return what has to be put right before a version can be put to the people.

    Args:
        version: The one to be put.
        before: The one put before it; None for the first.
        criticisms: Everything said of earlier versions.
        replies: Every reply, those of this version among them.
        languages: Every language of the dialogue.

    Returns:
        Nothing if it can be put.
    """
    # Whoever leaves takes along what they said: a reply that answers nothing any more stands in nobody's way.
    own = [reply for reply in replies if reply.version == version.number and reply.criticisms]
    return (
        *_texts(version, languages),
        *(Obstacle("no-reply", one.clause, criticism=one.id) for one in open_criticisms(criticisms, replies)),
        *_replies(own, languages),
        *_claims(version, before, criticisms, own),
    )


def before_calling(
    version: Version,
    criticisms: Sequence[Criticism],
    replies: Sequence[Reply],
    *,
    languages: Sequence[str],
    readers: Mapping[str, Collection[str]],
) -> tuple[Obstacle, ...]:
    """
    Return what has to be put right before the sides are asked for one yes or no.

    Args:
        version: The one they are asked about.
        criticisms: Everything said of any version.
        replies: Every reply.
        languages: Every language of the dialogue.
        readers: Side -> those who say yes or no for it.

    Returns:
        Nothing if they can be asked.
    """
    return (
        *_texts(version, languages),
        *(Obstacle("no-reply", one.clause, criticism=one.id) for one in open_criticisms(criticisms, replies)),
        *(Obstacle("no-reader", side=side) for side, people in readers.items() if not people),
    )


def _texts(version: Version, languages: Sequence[str]) -> Iterator[Obstacle]:
    if not version.wordings:
        yield Obstacle("no-clause")
    for wording in version.wordings:
        for tag in languages:
            if not wording.texts.get(tag):
                yield Obstacle("text-missing", wording.clause, language=tag)


def _replies(own: Sequence[Reply], languages: Sequence[str]) -> Iterator[Obstacle]:
    for reply in own:
        for tag in languages:
            if not reply.words.get(tag):
                yield Obstacle("reply-missing", language=tag, criticism=reply.criticisms[0])


def _claims(
    version: Version, before: Version | None, criticisms: Sequence[Criticism], own: Sequence[Reply]
) -> Iterator[Obstacle]:
    """Tell of replies that say "changed" where the clause reads as it did."""
    clauses = {one.id: one.clause for one in criticisms}
    old, new = _by_clause(before), _by_clause(version)
    for reply in own:
        touched = dict.fromkeys(clauses[one] for one in reply.criticisms if one in clauses)
        if reply.outcome == "changed" and not any(_differ(old.get(one), new.get(one)) for one in touched):
            yield Obstacle("nothing-changed", next(iter(touched), ""), criticism=reply.criticisms[0])


def _by_clause(version: Version | None) -> dict[str, Wording]:
    return {} if version is None else {wording.clause: wording for wording in version.wordings}


def _differ(old: Wording | None, new: Wording | None) -> bool:
    return (old and dict(old.texts)) != (new and dict(new.texts))
