"""
The network of actors in words: who is shown, the title, the tables of actors and of ties.

    Picture ──shown──▶ Shown ─┬─ actors     the most connected first, at most `MOST`
                              ├─ ties       of today, between them
                              └─ degree     how many others each is tied to, over all of today's ties

A tie holds today unless it has ended or not begun; what nobody dated holds. Several ties between two actors make one
neighbour. Nothing is ranked: the order says who is drawn when there are too many, and whose name is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sulh.figures.drawn import Labels, Table, name_in, text_in
from sulh.figures.joints import joints
from sulh.model.actors import Actor, Tie
from sulh.model.picture import Picture
from sulh.words.language import Language, mark

MOST = 300  # actors of a figure


@dataclass(frozen=True)
class Shown:
    """See the head of the module; `names` and `degree` are of all actors of the picture."""

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    names: Mapping[str, str]
    degree: Mapping[str, int]


def shown(picture: Picture, words: Language) -> Shown:
    """Return whom and what the figure shows."""
    known = {actor.id for actor in picture.actors}
    ties = [tie for tie in picture.ties if {tie.one, tie.other} <= known and tie.one != tie.other]
    today = [tie for tie in ties if tie.holds(picture.today)]
    beside = neighbours(today)
    degree = {actor.id: len(beside[actor.id]) for actor in picture.actors}
    actors = sorted(picture.actors, key=lambda actor: (-degree[actor.id], actor.id))[:MOST]
    drawn = {actor.id for actor in actors}
    names = {actor.id: name_in(actor.names, words.tag) for actor in picture.actors}
    return Shown(tuple(actors), tuple(tie for tie in today if {tie.one, tie.other} <= drawn), names, degree)


def neighbours(ties: Iterable[Tie]) -> defaultdict[str, set[str]]:
    """Return whom each is tied to."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        beside[tie.one].add(tie.other)
        beside[tie.other].add(tie.one)
    return beside


def title_of(found: Shown, words: Language) -> str:
    """Return what the network finds: how many of today's ties join two sides."""
    if not found.actors:
        return words.say("No actor is shown to you so far.")
    side = {actor.id: actor.side for actor in found.actors}
    across = sum(None not in (ends := (side[tie.one], side[tie.other])) and ends[0] != ends[1] for tie in found.ties)
    actors = words.count("{n} actor.", "{n} actors.", len(found.actors))
    if len({one for one in side.values() if one is not None}) > 1:
        n = len(found.ties)
        across_of = words.count(
            "{across} of {n} tie joins two sides.",
            "{across} of {n} ties join two sides.",
            n,
            across=words.number(across),
        )
        return words.together([actors, across_of])
    return words.together([actors, words.count("{n} tie.", "{n} ties.", len(found.ties))])


def actors_table(picture: Picture, found: Shown, words: Language, labels: Labels, *, brokers: bool = False) -> Table:
    """
    Return a row for each actor that is drawn: name, kind, side, level, to how many others tied.

    With `brokers` also whether what is tied would fall apart without it. That exposes whom it is said of: show it to
    those alone who may see it.
    """
    headings = [words.say(text) for text in (mark("Actor"), mark("Kind"), mark("Side"), mark("Level"), mark("Tied to"))]
    rows = [_row(actor, picture, found, words, labels) for actor in found.actors]
    if brokers:
        headings.append(words.say("Others are joined through it alone"))
        pairs = [(tie.one, tie.other) for tie in found.ties]
        alone = joints(pairs)
        rows = [
            (*row, words.say("yes") if actor.id in alone else "") for row, actor in zip(rows, found.actors, strict=True)
        ]
    return Table(tuple(headings), tuple(rows))


def _row(actor: Actor, picture: Picture, found: Shown, words: Language, labels: Labels) -> tuple[str, ...]:
    return (
        found.names[actor.id],
        labels.kinds[actor.kind],
        text_in(picture.sides.get(actor.side or "", {}), words.tag),
        labels.levels[actor.level] if actor.level else "",
        words.number(found.degree[actor.id]),
    )


def ties_table(picture: Picture, words: Language, labels: Labels, *, of: str | None = None) -> Table:
    """
    Return a row for each tie, past ones too, one source beside another: who, which tie, whom, when, how sure, source.

    Args:
        picture: What the reader sees.
        words: The reader's language.
        labels: Of ties and of how sure a source is.
        of: The id of an actor, for the ties of that one alone.
    """
    names = {actor.id: name_in(actor.names, words.tag) for actor in picture.actors}
    texts = mark("Who"), mark("Tie"), mark("Whom"), mark("Begins"), mark("Ends"), mark("Confidence"), mark("Source")
    chosen = [tie for tie in picture.ties if {tie.one, tie.other} <= names.keys() and of in (None, tie.one, tie.other)]
    chosen.sort(key=lambda tie: (names[tie.one], tie.kind, names[tie.other], tie.start or date.min, tie.id))
    return Table(tuple(words.say(text) for text in texts), tuple(_tie(tie, names, words, labels) for tie in chosen))


def _tie(tie: Tie, names: Mapping[str, str], words: Language, labels: Labels) -> tuple[str, ...]:
    ends = [words.when(day.isoformat()) if day else words.say("not known") for day in (tie.start, tie.end)]
    sure = labels.confidences[tie.confidence]
    return names[tie.one], labels.ties[tie.kind], names[tie.other], *ends, sure, tie.source
