"""
Same name, same actor? What a person should look at before two entries stay two, or become one.

    suggest(actors, one)   ─▶ who may be the same as `one`, most alike first
    pairs(actors)          ─▶ every two that may be one, most alike first
    Suggestion ─┬─ one, other, names     which two, and which name of each spoke for it
                ├─ reason, alike, where  why, how alike (for the order only), and whether their places speak for it
                └─ advice                "same": likely one; "look": worth a look. Persons are never more than "look"
    merged(actor, joined)  ─▶ how an actor looks once a person has joined others to it, on a given day
    together(sources)      ─▶ where it is then known from: all that the entries say

Nothing is merged here and nothing is compared across kinds. Whoever calls hands in only actors that the reader sees,
so that no suggestion tells of a hidden one. Which two are worth judging: `sulh.coordination.candidates`. How alike two
names are: `sulh.coordination.likeness`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from sulh.coordination.candidates import Told, by_actor, candidates, close, told_of
from sulh.coordination.likeness import Likeness, Reason, judged
from sulh.model.actors import Actor, Name, Place
from sulh.model.findings import Value

Advice = Literal["same", "look"]
Where = Literal["same-place", "place-unknown", "other-place"]
LEAST_PAIR, LEAST_SUGGESTION = 80, 60  # how alike: chosen on one half of benchmarks/names.py
MOST = 5
_LIKELY: Final[frozenset[Reason]] = frozenset({"same-key", "same-name", "same-words"})
_ANYWHERE: Final[frozenset[Reason]] = _LIKELY | {"same-core"}  # such names are put before a person in two places also


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
    mine, theirs = told_of([one]), told_of(others)
    found = {(mine[row].actor.id, theirs[column].actor.id) for row, column in close(mine, theirs, least)}
    wanted = {other for _, other in found} | _sharing_key(others, one)
    forms = by_actor([*mine, *theirs])
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
        told = told_of(of_kind)
        forms = by_actor(told)
        for one, other in sorted(candidates(told, of_kind, least)):
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
        source=together(each.source for each in everyone),
    )


def together(sources: Iterable[str]) -> str:
    """
    Return where something is known from of which several entries tell, each source once.

    >>> together(["Press", "", "Her speech", "Press"])
    'Press; Her speech'
    """
    return "; ".join(dict.fromkeys(source for source in sources if source))


def _until(joined: Iterable[Joined], on: date) -> list[Joined]:
    return sorted((each for each in joined if each.on <= on), key=lambda each: (each.on, each.actor.id))


def _order(said: Suggestion) -> tuple[int, int, str, str]:
    return -said.alike, ("same-place", "place-unknown", "other-place").index(said.where), said.one, said.other


def _sharing_key(actors: Iterable[Actor], one: Actor) -> set[str]:
    return {actor.id for actor in actors if any(actor.keys.get(key) == value for key, value in one.keys.items())}


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
    one: Actor, other: Actor, forms: Mapping[str, Sequence[Told]], around: Mapping[str, frozenset[str]]
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
