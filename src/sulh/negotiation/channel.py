"""
Who is next, and since when: the standing channel between dialogue and desk.

    next_actor(sort, state) ─▶ who has to do something, or nobody
    stale(sort, state, days) ─▶ whether it has waited longer than such things should

One table, read from top to bottom. The days are a decision of the project: long enough for a capital to answer,
short enough that nothing is forgotten between two rounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Sort = Literal["package", "question"]
Actor = Literal["second-facilitator", "facilitator", "readers", "desk", "participants", "nobody"]

# (what, how it stands) -> who is next, and after how many days it is stale; none where nobody waits.
CHANNEL: Final[Mapping[tuple[Sort, str], tuple[Actor, int | None]]] = {
    ("package", "composed"): ("second-facilitator", 7),
    ("package", "confirmed"): ("facilitator", 7),
    ("package", "asked"): ("readers", 14),
    ("package", "approved"): ("facilitator", 3),
    ("package", "sent"): ("desk", 21),  # to open it
    ("package", "opened"): ("desk", 21),  # to answer
    ("package", "answered"): ("nobody", None),
    ("package", "not-released"): ("nobody", None),
    ("package", "recalled"): ("nobody", None),
    ("package", "dropped"): ("nobody", None),
    ("question", "asked"): ("facilitator", 7),
    ("question", "taken"): ("facilitator", 14),
    ("question", "put"): ("participants", 30),
    ("question", "answered"): ("desk", 30),  # to close it, or to ask on
    ("question", "declined"): ("desk", 30),
    ("question", "closed"): ("nobody", None),
}


def next_actor(sort: Sort, state: str) -> Actor:
    """
    Return who has to do something.

    Args:
        sort: "package" or "question".
        state: Its state; of a package that was opened, "answered" once the desk has answered.

    >>> next_actor("package", "asked"), next_actor("question", "closed")
    ('readers', 'nobody')
    """
    return CHANNEL[sort, state][0]


def stale(sort: Sort, state: str, days: int) -> bool:
    """
    Return whether something has waited longer than it should.

    >>> stale("package", "approved", 2), stale("package", "approved", 4), stale("package", "recalled", 400)
    (False, True, False)
    """
    most = CHANNEL[sort, state][1]
    return most is not None and days > most
