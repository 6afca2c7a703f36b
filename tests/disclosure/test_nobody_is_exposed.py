"""
The promise itself: nobody's answer is ever fixed, whatever people do and whatever is published of it.

Rooms are lived through person by person (arrivals, changed answers, withdrawals, returns) with publications in between,
joint ones and those of a caucus, in one ledger; then the strongest attackers are let loose with the true histories.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sulh.disclosure.attackers import Exposed, exposed
from sulh.disclosure.publish import publish
from sulh.model.publication import Audience, Ledger
from tests.disclosure.cast import ABSENT, People, best_informed, findings_of, kept_of

LEANINGS = [
    (1.0, 0.0, 0.0),
    (0.0, 1.0, 0.0),
    (0.0, 0.0, 1.0),
    (0.93, 0.07, 0.0),
    (0.8, 0.1, 0.1),
    (0.5, 0.5, 0.0),
    (0.5, 0.25, 0.25),
    (0.34, 0.33, 0.33),
    (0.05, 0.6, 0.35),
]
FIRST_SIZES = [3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 40, 60, 120, 300]
ARRIVALS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 16, 20, 30, 45, 80]
INSIDERS = 2  # tried one after the other, drawn from everybody who ever answered
FEW = [0, 0, 0, 1, 1, 2, 3, 10]


class Room:
    """One side and one statement, lived through person by person."""

    def __init__(self, seed: np.random.Generator) -> None:
        """Open an empty room."""
        self.people = People()
        self._draw = seed

    def next(self, arrivals: int, changes: int, withdrawals: int, leaning: Sequence[float]) -> None:
        """Live until the next publication: some come or come back, some change, some withdraw."""
        answers, acts = self.people.answers, self.people.acts
        before = [row[-1] for row in answers] if answers else []
        for row, act in zip(answers, acts, strict=True):
            row.append(row[-1])
            act.append(act[-1])
        there = [person for person, answer in enumerate(before) if answer != ABSENT]
        gone = [person for person, answer in enumerate(before) if answer == ABSENT]
        acting = list(self._draw.permutation(there))
        for person in acting[:withdrawals]:
            answers[person][-1] = ABSENT
        for person in [*acting[withdrawals : withdrawals + changes], *gone[: arrivals // 3]]:
            answers[person][-1] = self._answer(leaning)
            acts[person][-1] += 1
        length = len(answers[0]) if answers else 1
        for _ in range(arrivals - len(gone[: arrivals // 3])):
            answers.append([ABSENT] * (length - 1) + [self._answer(leaning)])
            acts.append([0] * length)

    def ask_anew(self) -> None:
        """Let everybody answer once more, as before: what a new round does."""
        for act in self.people.acts:
            act[-1] += 1

    def _answer(self, leaning: Sequence[float]) -> int:
        return int(self._draw.choice(3, p=leaning))


@st.composite
def lives(draw: st.DrawFn) -> tuple[dict[str, People], Ledger, int]:
    """Rooms lived through, with a publication after each stretch of time."""
    names = draw(st.sampled_from([("A", "B"), ("A", "B"), ("A", "B", "C"), ("A",)]))
    seed = np.random.default_rng(draw(st.integers(0, 2**32)))
    rooms = {name: Room(seed) for name in names}
    ks, level = (
        draw(st.sampled_from([(3,) * 5, (5,) * 5, (5, 5, 8, 8, 9), (8,) * 5])),
        draw(st.sampled_from([0.6, 0.6, 0.5, 0.8, 0.02])),
    )
    first, stretches = draw(st.sampled_from(FIRST_SIZES)), draw(st.integers(2, 5))
    for stretch in range(stretches):
        factor = draw(st.sampled_from([None, None, 0.5, 1.0, 1.5, 3.0]))
        anew = draw(st.booleans())
        for room in rooms.values():
            size = sum(room.people.table(stretch - 1)) if stretch else first
            come = draw(st.sampled_from(ARRIVALS)) if factor is None else int(factor * size)
            changed, left = (draw(st.sampled_from(FEW)) if stretch else 0 for _ in range(2))
            room.next(size if not stretch else min(come, 120), changed, left, draw(st.sampled_from(LEANINGS)))
            if anew:
                room.ask_anew()
    people = {name: room.people for name, room in rooms.items()}
    silent = draw(st.sampled_from([None, None, 0, 3, 30]))  # invited but never heard; None: nobody was invited by name
    invited = None if silent is None else {name: len(crowd.answers) + silent for name, crowd in people.items()}
    ledger = Ledger()
    for stretch in range(stretches):
        asked = draw(st.sampled_from([names, names, *[(name,) for name in names]]))  # jointly, or one side's caucus
        tables = {name: [people[name].table(stretch)] for name in asked}
        audience: Audience = "room" if len(asked) == 1 else draw(st.sampled_from(["room", "public"]))
        of = None if invited is None else {name: invited[name] for name in asked}
        _, ledger = publish(findings_of(tables, invited=of, level=level), ledger, audience=audience, k=ks[stretch])
    return people, ledger, draw(st.integers(0, 2**32))


def found_out(people: dict[str, People], ledger: Ledger, seed: int) -> list[Exposed]:
    """Whatever the strongest attackers fix: watchers who know all other sides, alone or with one insider."""
    found: list[Exposed] = []
    draw = np.random.default_rng(seed)
    for side, crowd in people.items():
        story = kept_of(ledger, "1", side)
        if not story:
            continue
        moments = [moment for moment, _ in story]
        seen = best_informed(story, side, people)
        present = [person for person in range(len(crowd.answers)) if any(crowd.pattern(person, moments))]
        found += exposed(crowd.crowds(moments), seen)
        for person in draw.permutation(present)[:INSIDERS]:
            found += exposed(crowd.crowds(moments), seen, [crowd.insider(int(person), moments)])
    return found


def in_short(ledger: Ledger) -> list[str]:
    """What was said in each publication, for the account of what was generated."""
    return [
        ("caucus " if len(entry.sides) == 1 else "")
        + ("numbers" if kept.numbers else "refused" if kept.needed else "word" if kept.word else "nothing")
        for entry in ledger.entries
        for kept in entry.statements
    ]


@settings(max_examples=200, deadline=None)
@given(lives())
def test_nobody_is_ever_exposed(life: tuple[dict[str, People], Ledger, int]) -> None:
    """Whoever came, changed, left and came back: no watcher, insider or pooling side ever fixes an answer."""
    people, ledger, seed = life
    event(f"moments: {in_short(ledger)}")

    assert [] == found_out(people, ledger, seed)
