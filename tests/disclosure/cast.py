"""The cast of the disclosure tests: findings made from bare tables, and rooms full of people who act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sulh.disclosure.attackers import Crowd, Insider, Seen
from sulh.disclosure.past import is_silent
from sulh.disclosure.words import word_for
from sulh.model.dialogue import About
from sulh.model.findings import Findings, Inputs, Options, PassAs, Side
from sulh.model.publication import Kept, Ledger
from sulh.opinion.interval import own_answers
from sulh.opinion.judged import Judged, statements
from sulh.opinion.standing import standings
from sulh.opinion.tally import Tally

Table = tuple[int, int, int]
ABSENT = -1
PLANTED_SCORE = 0.123456  # a number that must never leave


def findings_of(
    tables: Mapping[str, Sequence[Table]],
    *,
    invited: Mapping[str, int] | None = None,
    level: float = 0.6,
    confidence: float = 0.9,
    pass_as: PassAs = "not-agree",
    about: About | None = None,
    rejected: Sequence[str] = (),
) -> Findings:
    """
    Findings of statements "1", "2", ... from each side's tables (agree, disagree, pass), judged by the real rules.

    What never leaves (scores, comparison, groups) is left empty, except where a test plants something.
    """
    names = tuple(sorted(tables))
    count = max((len(rows) for rows in tables.values()), default=0)
    counts = np.zeros((len(names) + 1, count, 3), dtype=np.int64)
    for place, name in enumerate(names):
        counts[place] = np.array(tables[name], dtype=np.int64).reshape(count, 3)
    tally = Tally(names, [str(number + 1) for number in range(count)], counts)
    of = None if invited is None else np.array([invited[name] for name in names], dtype=np.int64)
    own = own_answers(tally, confidence=confidence, pass_as=pass_as, invited=of)
    found = standings(own, level=level, confidence=confidence)
    judged = Judged(tally, own, found, np.full(own.low.shape, PLANTED_SCORE))
    texts = {identifier: f"Statement {identifier}" for identifier in tally.statements}
    return Findings(
        inputs=_inputs(tally, Options(level, confidence, pass_as, 0), about or About(), rejected, room=of is not None),
        sides=[_side(tally, place, None if of is None else int(of[place])) for place in range(len(names))],
        statements=statements(judged, texts),
        comparison=[],
        divides=[],
        unheard=[],
        cut=None,
        groups=None,
        integrity=None,
        routing=[],
        cannot_say=[],
    )


def _side(tally: Tally, place: int, invited: int | None) -> Side:
    most = int(tally.counts[place].sum(axis=1).max(initial=0))
    return Side(
        name=tally.sides[place],
        members=most,
        answered=most,
        answers=int(tally.counts[place].sum()),
        invited=invited,
        needed=3,
        in_reach=True,
    )


def _inputs(tally: Tally, options: Options, about: About, rejected: Sequence[str], *, room: bool) -> Inputs:
    return Inputs(
        digest="0" * 64,
        files={},
        options=options,
        population="room" if room else "consultation",
        participants=0,
        statements=len(tally.statements),
        answers=int(tally.counts.sum()),
        undeclared=0,
        superseded=0,
        skipped={},
        rejected=list(rejected),
        excluded=[],
        about=about,
    )


@dataclass
class People:
    """
    The people of one side and one statement: what each answered at every publication, and when they acted.

    Attributes:
        answers: One row a person: at every publication 0, 1, 2 or ABSENT.
        acts: One row a person: how often they had acted by then.
    """

    answers: list[list[int]] = field(default_factory=list)
    acts: list[list[int]] = field(default_factory=list)

    def table(self, moment: int) -> Table:
        """How many agree, disagree and pass at this publication."""
        given = [row[moment] for row in self.answers]
        return (given.count(0), given.count(1), given.count(2))

    def pattern(self, person: int, moments: Sequence[int]) -> tuple[int, ...]:
        """What a watcher knows of a person: when they were there, and between which publications they acted."""
        periods: dict[int, int] = {}
        row = []
        for moment in moments:
            there = self.answers[person][moment] != ABSENT
            row.append(periods.setdefault(self.acts[person][moment], len(periods) + 1) if there else 0)
        return tuple(row)

    def crowds(self, moments: Sequence[int]) -> list[Crowd]:
        """Everybody, by pattern."""
        patterns = [self.pattern(person, moments) for person in range(len(self.answers))]
        return [Crowd(pattern, patterns.count(pattern)) for pattern in sorted(set(patterns)) if any(pattern)]

    def insider(self, person: int, moments: Sequence[int]) -> Insider:
        """One of them, as an attacker."""
        return Insider(self.pattern(person, moments), tuple(self.answers[person][moment] for moment in moments))


Story = list[tuple[int, Kept]]  # everything said or tried of a statement, with the place of its publication


def kept_of(ledger: Ledger, identifier: str, side: str) -> Story:
    """Everything the people of a side hold of a statement, joint or from their own caucus."""
    return [
        (place, kept)
        for place, entry in enumerate(ledger.entries)
        for kept in entry.statements
        if kept.id == identifier and side in kept.answered and not is_silent(kept)
    ]


def best_informed(story: Story, side: str, people: Mapping[str, People]) -> list[Seen]:
    """
    What one knows of a side who knows every answer of all the others, and the rules: by trying every count.

    A range holds the agreements of this side with which the word would have been the same. A refusal tells something
    of this side only if no other side was a reason for it.
    """
    seen: list[Seen] = []
    newest: int | None = None  # place in the story of the last numbers
    joint: int | None = None  # and of the last that were of all sides
    for place, (moment, kept) in enumerate(story):
        tables = {name: people[name].table(moment) for name in kept.answered}
        alone = len(kept.answered) == 1
        if kept.numbers is not None:
            seen.append(Seen(table=tables[side]))
            newest, joint = place, joint if alone else place
            continue
        counted_from = newest if alone else joint
        base = None if counted_from is None else story[counted_from][0]
        small = _small(kept, moment, base, people)
        told = small[side] and not any(small[name] for name in small if name != side)
        refused = tuple((answer, counted_from, kept.needed) for answer in range(3)) if kept.needed and told else ()
        seen.append(Seen(agree=_range(kept, side, tables), refused=refused))
    return seen


def _range(kept: Kept, side: str, tables: Mapping[str, Table]) -> tuple[int, int] | None:
    if kept.word is None:
        return None
    answered = {name: sum(table) for name, table in tables.items()}
    fits = [
        agree
        for agree in range(answered[side] + 1)
        if kept.word
        == word_for({name: table[0] for name, table in tables.items()} | {side: agree}, answered, kept.firm_from)
    ]
    return (min(fits), max(fits))


def _small(kept: Kept, moment: int, base: int | None, people: Mapping[str, People]) -> dict[str, bool]:
    """Whether some count of each side, or its growth, was below what was needed."""
    small = {}
    for name in kept.answered:
        before = (0, 0, 0) if base is None else people[name].table(base)
        fresh = [now - then for now, then in zip(people[name].table(moment), before, strict=True)]
        small[name] = kept.needed is not None and min(fresh) < kept.needed
    return small
