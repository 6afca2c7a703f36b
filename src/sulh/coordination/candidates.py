"""
Which names are worth judging: quickly, so that thousands of actors can be compared.

    actors ──told_of──▶ Told(actor, name, form), …      every spelling of every name
    close(mine, theirs)      where two are alike, or equal in one way: each with each
    candidates(told, …)      ids of every two actors of one kind that share something rare enough to be compared for

What is found here is judged in `sulh.coordination.likeness` and told in `sulh.coordination.names`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sulh.coordination.likeness import Spelt, near, shortens, spelt
from sulh.model.actors import Actor, Name

_BEGINNING = 3  # consonants of a whole name by which it is looked for
_FEW = 300  # names that may share a beginning and still all be compared for it


@dataclass(frozen=True, slots=True)
class Told:
    """A spelling, the actor who has it, and the name it belongs to."""

    actor: Actor
    name: Name
    form: Spelt


def told_of(actors: Iterable[Actor]) -> list[Told]:
    """Return every spelling of every name of actors."""
    return [
        Told(actor, name, form)
        for actor in actors
        for name in actor.names
        for form in spelt(name.text, person=actor.kind == "person")
    ]


def by_actor(told: Iterable[Told]) -> Mapping[str, Sequence[Told]]:
    """Return the spellings of each actor by id."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        found[each.actor.id].append(each)
    return found


def close(mine: Sequence[Told], theirs: Sequence[Told], least: int) -> Iterator[tuple[int, int]]:
    """Where names are alike by letters, or share what makes letters unimportant."""
    yield from near([each.form for each in mine], [each.form for each in theirs], least)
    for row, one in enumerate(mine):
        equal = _equal(one.form)
        for column, other in enumerate(theirs):
            telling = one.form.telling and one.form.telling == other.form.telling
            if (
                telling
                or not equal.isdisjoint(_equal(other.form))
                or shortens(one.form, other.form)
                or shortens(other.form, one.form)
            ):
                yield row, column


def _equal(form: Spelt) -> set[tuple[str, ...]]:
    """Under what a name meets those that are equal to it in one way."""
    return {("words", *form.bag), ("core", *form.core), ("joined", form.joined)}


def candidates(told: Sequence[Told], actors: Sequence[Actor], least: int) -> set[tuple[str, str]]:
    """Return the ids, smaller first, of every two actors of one kind that are worth judging."""
    found = _shortened(told)
    for group in _together(_equal(each.form) for each in told):
        found |= set(combinations(sorted({told[place].actor.id for place in group}), 2))
    for group in _together(actor.keys.items() for actor in actors):
        found |= set(combinations(sorted({actors[place].id for place in group}), 2))
    for group in _together(_openings([each.form for each in told])):
        forms, ids = [told[place].form for place in group], [told[place].actor.id for place in group]
        found |= {(ids[a], ids[b]) for a, b in near(forms, forms, least) if ids[a] < ids[b]}
    return found


def _shortened(told: Sequence[Told]) -> set[tuple[str, str]]:
    """Return the ids of every two of whom one may have a short form of the other's name."""
    short: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        if each.form.short or len(each.form.raw) == 1:
            for key in {each.form.short, each.form.joined[:2]}:
                short[key].append(each)
    met = (
        (each.actor.id, other.actor.id)
        for each in told
        for key in each.form.initials | _first_two(each.form.raw)
        for other in short.get(key, ())
        if each.actor.id != other.actor.id and shortens(other.form, each.form)
    )
    return {(min(ids), max(ids)) for ids in met}


def _first_two(words: Sequence[str]) -> set[str]:
    """Return with which two letters a short form of several words can begin."""
    first, *others = words if len(words) > 1 else ("",)
    return {first[:1] + second[:1] for second in (first[1:], *others[:2])} if others else set()


def _together(keys: Iterable[Iterable[Hashable]]) -> Iterator[list[int]]:
    """Yield the places of those who share a key, for each key that more than one has."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, each in enumerate(keys):
        for key in each:
            groups[key].append(place)
    return (group for group in groups.values() if len(group) > 1)


def _openings(forms: Sequence[Spelt]) -> Iterator[set[str]]:
    """
    Under which beginnings each name is looked for: that of its rarest word, and others that few names share.

    What many names begin with brings too many together and tells too little.
    """
    every = [form.openings | {f"whole {sounds[:_BEGINNING]}" for sounds, _ in form.heard} for form in forms]
    often = Counter(key for each in every for key in each)
    for form, each in zip(forms, every, strict=True):
        rarest = min(form.openings or each, key=lambda key: (often[key], key))
        yield {rarest, *(key for key in each if often[key] <= _FEW)}
