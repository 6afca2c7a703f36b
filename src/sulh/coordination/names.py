"""
Same name, same actor? What a person should look at before two entries stay two, or become one.

    suggest(actors, one)   ─▶ who may be the same as `one`, most alike first
    pairs(actors)          ─▶ every two that may be one, most alike first
    Suggestion ─┬─ one, other, names     which two, and which name of each spoke for it
                ├─ reason, alike, where  why, how alike (for the order only), and whether their places speak for it
                └─ advice                "same": likely one; "look": worth a look. Persons are never more than "look"
    merged(actor, joined)  ─▶ how an actor looks once a person has joined others to it, on a given day

Nothing is merged here and nothing is compared across kinds. Whoever calls hands in only actors that the reader sees,
so that no suggestion tells of a hidden one. How alike two names are is said in `sulh.coordination.likeness`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal

import msgspec

from sulh.coordination.likeness import Likeness, Reason, Spelt, judged, near, spelt
from sulh.model.actors import Actor, Name, Place
from sulh.model.findings import Value

Advice = Literal["same", "look"]
Where = Literal["same-place", "place-unknown", "other-place"]
LEAST_PAIR, LEAST_SUGGESTION = 80, 60  # how alike: chosen on one half of benchmarks/names.py
MOST = 5
_LIKELY: Final[frozenset[Reason]] = frozenset({"same-key", "same-name", "same-words"})
_ANYWHERE: Final[frozenset[Reason]] = _LIKELY | {"same-core"}  # such names are put before a person in two places also
_BEGINNING = 3  # consonants of a whole name by which it is looked for
_FEW = 300  # names that may share a beginning and still all be compared for it


class Suggestion(Value, frozen=True):
    """
    Two entries that may be one actor.

    Attributes:
        one, other: Ids; `one` is who was asked for, or the smaller id.
        names: A name of `one` and a name of `other`: the two that are most alike.
        alike: From 0 to 100. It orders suggestions and is no probability.
        where: What their places say.
        advice: "same" only for the same words, or the same id in an outside list, and never for persons.
    """

    one: str
    other: str
    reason: Reason
    names: tuple[Name, Name]
    alike: int
    where: Where
    advice: Advice


class Joined(Value, frozen=True):
    """An entry that a person joined to another, and on which day."""

    actor: Actor
    on: date


class DatedName(Value, frozen=True):
    """
    A name, whose entry it came with, and since when it stands here.

    Attributes:
        since: None for a name that the actor had from the beginning.
    """

    name: Name
    of: str
    since: date | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A spelling, the actor who has it, and the name it belongs to."""

    actor: Actor
    name: Name
    form: Spelt


def suggest(
    actors: Iterable[Actor],
    one: Actor,
    *,
    places: Iterable[Place] = (),
    least: int = LEAST_SUGGESTION,
    most: int = MOST,
) -> tuple[Suggestion, ...]:
    """
    Return who may be the same actor as `one`, most alike first.

    Args:
        actors: Everybody on the reader's map; `one` may stand among them and is never suggested to itself.
        one: Who is asked about, entered already or about to be.
        places: So that a district and the region around it count as one place.
        least: How alike they must be at least.
        most: How many to return.

    >>> hamas = Actor("1", "armed_group", (Name("Hamas", "en"), Name("حماس", "ar")))
    >>> [(found.other, found.reason) for found in suggest([hamas], Actor("2", "armed_group", (Name("Khamas"),)))]
    [('1', 'same-sounds')]
    """
    around = _around(places)
    others = [actor for actor in actors if actor.kind == one.kind and actor.id != one.id]
    mine, theirs = _told([one]), _told(others)
    found = {(mine[row].actor.id, theirs[column].actor.id) for row, column in _close(mine, theirs, least)}
    wanted = {other for _, other in found} | _sharing_key(others, one)
    forms = _by_actor([*mine, *theirs])
    said = (_suggestion(one, other, forms, around) for other in others if other.id in wanted)
    return tuple(sorted((each for each in said if each and each.alike >= least), key=_order))[:most]


def pairs(actors: Iterable[Actor], *, places: Iterable[Place] = (), least: int = LEAST_PAIR) -> tuple[Suggestion, ...]:
    """
    Return every two actors that may be one, most alike first.

    Two names are compared when they share the beginning of a word, the letters of a short form or an id elsewhere:
    quick for thousands. `suggest` compares one actor with everybody, and may find more.

    >>> fronts = [Actor("a", "party", (Name("Front du Polisario"),)), Actor("b", "party", (Name("Polisario Front"),))]
    >>> [(found.one, found.other, found.reason, found.advice) for found in pairs(fronts)]
    [('a', 'b', 'same-words', 'same')]
    """
    everybody = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
    around = _around(places)
    kinds: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in everybody.values():
        kinds[actor.kind].append(actor)
    found: list[Suggestion] = []
    for of_kind in kinds.values():
        told = _told(of_kind)
        forms = _by_actor(told)
        for one, other in sorted(_candidates(told, of_kind, least)):
            said = _suggestion(everybody[one], everybody[other], forms, around)
            if said and said.alike >= least:
                found.append(said)
    return tuple(sorted(found, key=_order))


def names_of(actor: Actor, joined: Iterable[Joined], *, on: date) -> tuple[DatedName, ...]:
    """
    Return every name of an actor on a day: its own, then those of entries joined to it by then, oldest first.

    A name that is spelt and written in the same language as an earlier one is not repeated.
    """
    met = {name: DatedName(name, actor.id, None) for name in reversed(actor.names)}
    met = dict(reversed(met.items()))
    for each in _until(joined, on):
        for name in each.actor.names:
            met.setdefault(name, DatedName(name, each.actor.id, each.on))
    return tuple(met.values())


def merged(actor: Actor, joined: Iterable[Joined], *, on: date) -> Actor:
    """
    Return how an actor looks on a day, with the entries that a person had joined to it by then.

    Its own side, level and ids stand; where it has none, the first of those that joined gives it. Nothing is taken
    from the entries themselves: without one of them in `joined` everything is as it was.

    >>> one, other = (Actor(key, "party", (Name(name),)) for key, name in (("a", "Fatah"), ("b", "فتح")))
    >>> [name.text for name in merged(one, [Joined(other, date(2026, 1, 9))], on=date(2026, 1, 9)).names]
    ['Fatah', 'فتح']
    """
    known = _until(joined, on)
    everyone = [actor, *(each.actor for each in known)]
    keys = {key: value for each in reversed(everyone) for key, value in each.keys.items()}
    return msgspec.structs.replace(
        actor,
        names=tuple(each.name for each in names_of(actor, known, on=on)),
        sectors=tuple(dict.fromkeys(sector for each in everyone for sector in each.sectors)),
        places=tuple(dict.fromkeys(place for each in everyone for place in each.places)),
        level=next((each.level for each in everyone if each.level), None),
        side=next((each.side for each in everyone if each.side), None),
        keys=keys,
    )


def _until(joined: Iterable[Joined], on: date) -> list[Joined]:
    return sorted((each for each in joined if each.on <= on), key=lambda each: (each.on, each.actor.id))


def _order(said: Suggestion) -> tuple[int, int, str, str]:
    return -said.alike, ("same-place", "place-unknown", "other-place").index(said.where), said.one, said.other


def _told(actors: Iterable[Actor]) -> list[_Told]:
    return [
        _Told(actor, name, form)
        for actor in actors
        for name in actor.names
        for form in spelt(name.text, person=actor.kind == "person")
    ]


def _by_actor(told: Iterable[_Told]) -> Mapping[str, Sequence[_Told]]:
    found: defaultdict[str, list[_Told]] = defaultdict(list)
    for each in told:
        found[each.actor.id].append(each)
    return found


def _close(mine: Sequence[_Told], theirs: Sequence[_Told], least: int) -> Iterator[tuple[int, int]]:
    """Where names are alike by letters, or share what makes letters unimportant."""
    yield from near([each.form for each in mine], [each.form for each in theirs], least)
    for row, one in enumerate(mine):
        equal = _equal(one.form)
        for column, other in enumerate(theirs):
            telling = one.form.telling and one.form.telling == other.form.telling
            if telling or not equal.isdisjoint(_equal(other.form)) or _shortens(one.form, other.form):
                yield row, column


def _equal(form: Spelt) -> set[tuple[str, ...]]:
    """Under what a name meets those that are equal to it in one way."""
    return {("words", *form.bag), ("core", *form.core), ("joined", form.joined)}


def _shortens(one: Spelt, other: Spelt) -> bool:
    return one.short in other.initials or other.short in one.initials


def _sharing_key(actors: Iterable[Actor], one: Actor) -> set[str]:
    return {actor.id for actor in actors if any(actor.keys.get(key) == value for key, value in one.keys.items())}


def _candidates(told: Sequence[_Told], actors: Sequence[Actor], least: int) -> set[tuple[str, str]]:
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


def _shortened(told: Sequence[_Told]) -> set[tuple[str, str]]:
    """Return the ids of every two of whom one has a short form of the other's name."""
    short: defaultdict[str, list[str]] = defaultdict(list)
    for each in told:
        if each.form.short:
            short[each.form.short].append(each.actor.id)
    met = ((each.actor.id, other) for each in told for key in each.form.initials for other in short.get(key, ()))
    return {(min(two), max(two)) for two in met if two[0] != two[1]}


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


def _around(places: Iterable[Place]) -> Mapping[str, frozenset[str]]:
    """Return each place with all those around it; a ring of places ends where it began."""
    within = {place.id: place.within for place in places}
    found = {}
    for start, outer in within.items():
        every, here = {start}, outer
        while here is not None and here not in every:
            every.add(here)
            here = within.get(here)
        found[start] = frozenset(every)
    return found


def _where(one: Actor, other: Actor, around: Mapping[str, frozenset[str]]) -> Where:
    if not one.places or not other.places:
        return "place-unknown"
    for here in one.places:
        for there in other.places:
            if here in around.get(there, (there,)) or there in around.get(here, (here,)):
                return "same-place"
    return "other-place"


def _suggestion(
    one: Actor, other: Actor, forms: Mapping[str, Sequence[_Told]], around: Mapping[str, frozenset[str]]
) -> Suggestion | None:
    """Judge two actors by their most alike names; None where ids elsewhere differ, or nothing speaks for one actor."""
    common = [key for key in one.keys if key in other.keys]
    if any(one.keys[key] != other.keys[key] for key in common):
        return None
    where = _where(one, other, around)
    if common:
        return _said(one, other, Likeness("same-key", 100), where, (one.names[0], other.names[0]))
    judgements = (
        (likeness, mine, theirs)
        for mine in forms[one.id]
        for theirs in forms[other.id]
        if (likeness := judged(mine.form, theirs.form))
    )
    best = max(judgements, key=lambda judgement: judgement[0].alike, default=None)
    if best is None or (where == "other-place" and best[0].reason not in _ANYWHERE):
        return None
    likeness, mine, theirs = best
    telling = where == "same-place" or bool(mine.form.telling and theirs.form.telling)
    sure = telling and not (mine.form.part or theirs.form.part)
    return _said(one, other, likeness, where, (mine.name, theirs.name), sure=sure)


def _said(
    one: Actor, other: Actor, likeness: Likeness, where: Where, names: tuple[Name, Name], *, sure: bool = True
) -> Suggestion:
    likely = sure and where != "other-place" and likeness.reason in _LIKELY and one.kind != "person"
    return Suggestion(
        one=one.id,
        other=other.id,
        reason=likeness.reason,
        names=names,
        alike=likeness.alike,
        where=where,
        advice="same" if likely else "look",
    )
