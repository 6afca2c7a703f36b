"""
What can be published at which size: the tables of docs/methods/what-can-be-published.md, from real runs.

    python -m tests.disclosure.sizes     prints them; a test compares them with the page

One made-up dialogue of two villages and ten statements, answered in the same proportions at every size. Everybody
answers everything; proportions become whole people by largest remainder, so nothing here is drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sulh.disclosure.publish import publish
from sulh.model.dialogue import Dialogue, Sides, Votes
from sulh.model.findings import Findings
from sulh.model.publication import Ledger, Numbers, Publication, Word
from sulh.opinion.analyse import analyse

ROOMS, CONSULTATIONS = (3, 6, 8, 12), (60, 300)
VILLAGES = ("lower village", "upper village")
STATEMENTS: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "Children of both villages go to the one school.": ((100, 0, 0), (96, 0, 4)),
    "The well is repaired before the dry season.": ((92, 4, 4), (88, 6, 6)),
    "A list of the missing is drawn up together.": ((78, 7, 15), (70, 10, 20)),
    "Both villages hold a key of the pump house.": ((72, 18, 10), (67, 18, 15)),
    "The road stays open at night.": ((56, 34, 10), (60, 25, 15)),
    "Shepherds may cross in spring.": ((35, 55, 10), (85, 10, 5)),
    "The old boundary stones go back to their place.": ((85, 10, 5), (8, 84, 8)),
    "Fines go to a fund of both villages.": ((30, 45, 25), (45, 30, 25)),
    "Guards come from outside the valley.": ((20, 70, 10), (25, 55, 20)),
    "The market moves to the bridge.": ((75, 15, 10), (40, 40, 20)),
}
SAID: dict[Word | None, str] = {
    "firm-on-every-side": "firm on every side",
    "most-on-each-side": "most on each side agree",
    "most-on-one-side": "most agree on one side, not on both",
    "no-majority": "no majority on either side",
    "too-few": "too few answers to say",
}


def people(shares: tuple[int, int, int], size: int) -> list[int]:
    """Turn percentages into whole people: as many as the whole part says, the rest by largest remainder."""
    exact = [share * size for share in shares]
    whole = [part // 100 for part in exact]
    by_rest = sorted(range(3), key=lambda answer: (-(exact[answer] % 100), answer))
    for answer in by_rest[: size - sum(whole)]:
        whole[answer] += 1
    return whole


def dialogue(size: int, *, room: bool) -> Dialogue:
    """Two villages of this size that answer all ten statements."""
    answers = np.zeros((2 * size, len(STATEMENTS)), dtype=np.int8)
    for column, shares in enumerate(STATEMENTS.values()):
        for village in range(2):
            answers[village * size : (village + 1) * size, column] = np.repeat(
                [1, -1, 0], people(shares[village], size)
            )
    votes = Votes(
        participants=[str(person) for person in range(2 * size)],
        statements=[str(number + 1) for number in range(len(STATEMENTS))],
        start=np.arange(2 * size + 1) * len(STATEMENTS),
        statement=np.tile(np.arange(len(STATEMENTS), dtype=np.uint16), 2 * size),
        vote=answers.ravel(),
    )
    texts = {str(number): text for number, text in enumerate(STATEMENTS, start=1)}
    of = np.repeat(np.array([0, 1], dtype=np.int16), size)
    return Dialogue(votes, Sides(VILLAGES, of), texts, invited=dict.fromkeys(VILLAGES, size) if room else None)


def findings(size: int) -> Findings:
    """What an analysis finds: an invited room up to twelve a side, an open consultation above."""
    return analyse(dialogue(size, room=size in ROOMS))


def published(size: int, k: int) -> Publication:
    """Return the first publication of the villages' dialogue."""
    return publish(findings(size), Ledger(), audience="room", k=k)[0]


def by_size() -> Iterator[str]:
    """How many of the ten statements may be told how, at every size and k."""
    yield "| a side | k | firm | most on each | on one | no majority | too few | of these with numbers |"
    yield "|---|---|---|---|---|---|---|---|"
    for size in (*ROOMS, *CONSULTATIONS):
        for k in (3, 5, 8):
            shown = published(size, k).statements
            words = [statement.word for statement in shown]
            numbers = sum(statement.numbers is not None for statement in shown)
            counts = [words.count(word) for word in SAID if word is not None]
            yield f"| {size} | {k} | " + " | ".join(str(count or "–") for count in (*counts, numbers)) + " |"


def page(size: int, k: int) -> Iterator[str]:
    """One publication, as a reader would read it."""
    yield "| | what may be said |"
    yield "|---|---|"
    for statement in published(size, k).statements:
        yield f"| {statement.text} | {SAID[statement.word]}{_counts(statement.numbers)} |"


def _counts(numbers: Numbers | None) -> str:
    if numbers is None:
        return ""
    parts = [f"{name} {a.agree} of {a.answered}" for name, a in numbers.sides.items()]
    return f" ({'; '.join(parts)})"


def tables() -> dict[str, str]:
    """Every table of the page, by its name there."""
    return {
        "by size": "\n".join(by_size()),
        "six a side": "\n".join(page(6, 5)),
        "twelve a side": "\n".join(page(12, 5)),
        "three hundred a side": "\n".join(page(300, 5)),
    }


if __name__ == "__main__":
    for name, table in tables().items():
        print(f"<!-- {name} -->\n{table}\n")  # noqa: T201 - this is what the module is run for
