"""
Weaknesses and strengths of unofficial work, each with what this process shows of it, and a next step.

    strengths(picture, found) ─▶ eleven lines ── Line(topic, evidence, next)

All evidence comes from the reader's own picture and from the findings that they are told. There is no score: where
nothing speaks to a topic the line is empty, and the page says so. What the sentences say is in
`sulh.coordination.strength_codes`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final

from sulh.coordination.coverage import coverage
from sulh.coordination.findings import Evidence, Finding, FindingKind, Ref
from sulh.coordination.offers import matches
from sulh.coordination.ranked import Ranked, runs_of
from sulh.coordination.strength_codes import TOPICS, Topic
from sulh.coordination.tiers import shows
from sulh.coordination.world import World, over
from sulh.model.actors import Tie
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Offer
from sulh.model.picture import Item, Picture

NAMED: Final = 5  # of many, how many are named
ABSENT: Final = 12  # of those who are missing
LONG: Final = timedelta(days=90)
HOSTILE: Final = ("hostile",)  # ties across sides that are counted
TALKS: Final = ("talks_with", "trusts")
TIES: Final = (*HOSTILE, *TALKS)


class Line(Value, frozen=True):
    """What a process shows of a topic; `next` is empty where there is no evidence."""

    topic: Topic
    evidence: tuple[Evidence, ...]
    next: str


@dataclass(frozen=True, eq=False)
class _Shown:
    """What the lines are written from."""

    picture: Picture
    found: Ranked

    @cached_property
    def world(self) -> World:
        """The picture with its indexes."""
        return World(self.picture)

    @cached_property
    def working(self) -> tuple[Card, ...]:
        """Cards at work, in order of ids."""
        return tuple(self.world.working.values())

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """What cards at work and desks offer and need."""
        return tuple([one for card in self.working for one in card.offers] + [*self.picture.offers])

    @cached_property
    def met(self) -> frozenset[str]:
        """Ids of needs beside which an offer stands."""
        return frozenset(match.need.id for match in matches(self.picture))

    def of_kind(self, kind: FindingKind) -> Ranked:
        """Return the findings of one kind that the reader is told."""
        return self.found.of_kind(kind)

    def ties_across(self, kinds: Collection[str]) -> list[Tie]:
        """Return the ties of some kinds that hold today between actors of different sides."""
        sides = {actor.id: actor.side for actor in self.picture.actors if actor.side}
        today = self.picture.today
        return [
            tie
            for tie in self.picture.ties
            if tie.kind in kinds
            and tie.holds(today)
            and tie.one in sides
            and tie.other in sides
            and sides[tie.one] != sides[tie.other]
        ]


def strengths(picture: Picture, found: Iterable[Finding]) -> tuple[Line, ...]:
    """
    Return a line for each topic, in their order.

    Args:
        picture: What the reader sees.
        found: The findings in it that they are told.

    >>> from datetime import date
    >>> lines = strengths(Picture(date(2026, 11, 27), (Card("a", phase="paused"),)), ())
    >>> [(line.topic, line.next) for line in lines if line.evidence]
    [('open_war', 'look-at-phase')]
    """
    shown = _Shown(picture, found if isinstance(found, Ranked) else Ranked(runs_of(found)))
    return tuple(_line(topic, tuple(EVIDENCE[topic](shown))) for topic in TOPICS)


def _line(topic: Topic, evidence: tuple[Evidence, ...]) -> Line:
    told = {one.code for one in evidence}
    steps = (step for code, step in NEXT[topic] if code in told or not code)
    return Line(topic, evidence, next(steps) if evidence else "")


def _count(code: str, number: int) -> Iterator[Evidence]:
    """Give a number of something, if there is any."""
    if number:
        yield Evidence(code, number=number)


def _cards(code: str, cards: Iterable[Card]) -> Iterator[Evidence]:
    """Give how many cards there are, if any, and the first of them by id."""
    ids = sorted(card.id for card in cards)
    if ids:
        yield Evidence(code, tuple(ids[:NAMED]), number=len(ids))


def _influence(shown: _Shown) -> Iterator[Evidence]:
    released = [item for item in shown.picture.items if item.released]
    if released:
        refs = tuple(Ref("item", item.id) for item in released[:NAMED])
        sent, answered = (sum(counts) for counts in zip(*_counts(released), strict=True))
        yield Evidence("packages-released", refs=refs, number=sent)
        yield from _count("packages-answered", answered)
        yield from _count("packages-waiting", sent - answered)
    links, desks = shown.world.links, shown.picture.desks
    linked = {one for both, state in links.items() if state == "accepted" and both & desks.keys() for one in both}
    yield from _cards("linked-to-desk", (card for card in shown.working if card.id in linked))
    yield from _count("without-link", len(shown.of_kind("no_link")))


def _counts(items: Iterable[Item]) -> list[tuple[int, int]]:
    """Return of each item how many packages were released on it, and how many of these were answered."""
    return [(item.released or 0, item.answered or 0) for item in items]


def _resources(shown: _Shown) -> Iterator[Evidence]:
    needs = [one for one in shown.offers if one.direction == "need"]
    unmet = [one for one in needs if one.id not in shown.met]
    if unmet:
        kinds = tuple(Ref("resource", kind) for kind in sorted({one.resource for one in unmet}))
        yield Evidence("needs-unmet", refs=kinds, number=len(unmet))
    yield from _count("needs-met", len(needs) - len(unmet))


def _pace(shown: _Shown) -> Iterator[Evidence]:
    picture = shown.picture
    still = [(item.since, item.number, item) for item in picture.items if item.state == "stalled" and item.since]
    if still:
        since, _, item = min(still, key=lambda one: one[:2])
        yield Evidence("stalled-longest", refs=(Ref("item", item.id),), days=(since,))
    last = max(picture.rounds, key=lambda one: one.number, default=None)
    if last is not None and last.stalled_since:
        yield Evidence("talks-stand-still", refs=(Ref("round", last.id),), days=(last.stalled_since,))
    old = (card for card in shown.working if card.confirmed and picture.today - card.confirmed > LONG)
    yield from _cards("confirmed-long-ago", old)


def _open_war(shown: _Shown) -> Iterator[Evidence]:
    yield from _count("hostile-across", len(shown.ties_across(HOSTILE)))
    yield from _cards("paused-now", shown.world.still.values())
    today = shown.picture.today
    ahead = sorted(
        (moment.start, moment.end)
        for card in shown.working
        for moment in card.moments
        if moment.occasion == "delicate" and moment.end >= today
    )
    if ahead:
        yield Evidence("delicate-ahead", days=ahead[0], number=len(ahead))


def _authoritarian(shown: _Shown) -> Iterator[Evidence]:
    yield from _count("shown-little", sum(card.tier == "existence" for card in shown.working))
    needs = (one for one in shown.offers if one.direction == "need" and one.resource == "deniability")
    yield from _count("need-deniability", len(list(needs)))


def _accountability(shown: _Shown) -> Iterator[Evidence]:
    telling = (card for card in shown.working if shows(card.tier, "actors"))
    yield from _cards("nobody-answers", (card for card in telling if card.owner is None))
    yield from _count("say-why-apart", sum(bool(card.independent.strip()) for card in shown.working))


def _coordination(shown: _Shown) -> Iterator[Evidence]:
    yield from _count("pairs-unlinked", len(shown.of_kind("same_matter")))
    yield from _count("clashes-found", len(shown.of_kind("clash")))
    between = (both for both, state in shown.world.links.items() if state == "accepted")
    yield from _count("links-accepted", sum(both <= shown.world.cards.keys() for both in between))


def _access(shown: _Shown) -> Iterator[Evidence]:
    given = (one for one in shown.offers if one.direction == "offer" and one.resource in {"access", "trust"})
    yield from _count("offers-of-access", len(list(given)))
    yield from _count("talks-across", len(shown.ties_across(TALKS)))


def _free_speech(shown: _Shown) -> Iterator[Evidence]:
    outside = (card for card in shown.working if card.sectors and "government" not in card.sectors)
    yield from _count("outside-government", len(list(outside)))
    yield from _cards("speak-in-public", (card for card in shown.working if card.messages))


def _excluded(shown: _Shown) -> Iterator[Evidence]:
    reached = coverage(shown.picture)
    if reached.absent:
        yield Evidence("absent", refs=reached.absent[:ABSENT], number=len(reached.absent))
    sides = tuple(dict.fromkeys(side for side, _ in reached.pairs))
    if sides:
        yield Evidence("level-of-side-absent", refs=sides[:ABSENT], number=len(sides))


def _continuity(shown: _Shown) -> Iterator[Evidence]:
    found = shown.of_kind("dependency")
    alone = [one for one in found if any(said.code == "one-person-alone" for said in one.evidence)]
    yield from _count("on-one-person", len(alone))
    yield from _count("rests-on-stopped", len(found) - len(alone))
    handed = {
        end
        for link in shown.picture.links
        if link.mode == "hand_off" and link.state in {"accepted", "ended"}
        for end in (link.one, link.other)
    }
    ended = (card for card in shown.world.cards.values() if over(card, shown.picture.today) and card.id not in handed)
    yield from _cards("ended-without-hand-over", ended)


EVIDENCE: Final[Mapping[Topic, Callable[[_Shown], Iterator[Evidence]]]] = {
    "influence": _influence,
    "resources": _resources,
    "pace": _pace,
    "open_war": _open_war,
    "authoritarian": _authoritarian,
    "accountability": _accountability,
    "coordination": _coordination,
    "access": _access,
    "free_speech": _free_speech,
    "excluded": _excluded,
    "continuity": _continuity,
}
# Of each topic: evidence -> next step. The first whose evidence is there; the last, without evidence, for all else.
NEXT: Final[Mapping[Topic, tuple[tuple[str, str], ...]]] = {
    "influence": (
        ("packages-waiting", "ask-for-answer"),
        ("without-link", "propose-link"),
        ("", "keep-desk-posted"),
    ),
    "resources": (("needs-unmet", "ask-who-can-lend"), ("", "put-in-touch")),
    "pace": (("stalled-longest", "use-the-stall"), ("talks-stand-still", "use-the-stall"), ("", "ask-to-confirm")),
    "open_war": (("", "look-at-phase"),),
    "authoritarian": (("", "ask-before-telling"),),
    "accountability": (("nobody-answers", "ask-who-answers"), ("", "keep-meeting")),
    "coordination": (("pairs-unlinked", "look-at-pairs"), ("", "keep-meeting")),
    "access": (("", "use-access"),),
    "free_speech": (("", "keep-unattributed"),),
    "excluded": (("", "reach-absent"),),
    "continuity": (("", "agree-hand-over"),),
}
