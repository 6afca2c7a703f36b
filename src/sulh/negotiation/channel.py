"""
Who is next, and since when: the standing channel between dialogue and desk.

    next_actor(sort, state) ─▶ who has to do something, or nobody
    stale(sort, state, days) ─▶ whether it has waited longer than such things should
    due(today, ...)          ─▶ whether somebody for whom stale things wait is reminded today

One table, read from top to bottom. The days are a decision of the project: long enough for a capital to answer,
short enough that nothing is forgotten between two rounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, Literal

Sort = Literal["package", "question", "item"]
Actor = Literal["second-facilitator", "facilitator", "readers", "desk", "no-desk", "nobody"]

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
    ("question", "put"): ("facilitator", 30),  # a statement was made of it: to put it, and to bring back what came
    ("question", "answered"): ("desk", 30),  # to close it, or to ask on
    ("question", "declined"): ("desk", 30),
    ("question", "closed"): ("nobody", None),
    ("item", "wanted"): ("facilitator", 0),  # nothing was released on it yet; counted from the day it is wanted by
    ("item", "served"): ("nobody", None),
}
AGAIN: Final = 7  # days until somebody hears of the same things once more


def next_actor(sort: Sort, state: str, *, desk: bool = True) -> Actor:
    """
    Return who has to do something.

    Args:
        sort: "package", "question" or "item".
        state: Its state; of a package that was opened, "answered" once the desk has answered.
        desk: Whether there is a desk at which somebody signs in; what would be its turn waits until there is one.

    >>> next_actor("package", "asked"), next_actor("question", "closed"), next_actor("package", "sent", desk=False)
    ('readers', 'nobody', 'no-desk')
    """
    actor = CHANNEL[sort, state][0]
    return "no-desk" if actor == "desk" and not desk else actor


def stale(sort: Sort, state: str, days: int, *, desk: bool = True) -> bool:
    """
    Return whether something has waited longer than it should; never for a desk at which nobody signs in.

    >>> stale("package", "approved", 2), stale("package", "approved", 4), stale("package", "recalled", 400)
    (False, True, False)
    >>> stale("package", "sent", 22), stale("package", "sent", 22, desk=False)
    (True, False)
    """
    actor, most = CHANNEL[sort, state]
    return most is not None and days > most and (desk or actor != "desk")


def due(today: date, sent: date | None, told: Collection[str], stale: Collection[str]) -> bool:
    """
    Return whether somebody is reminded today: once a day at most, and of the same things once a week.

    Args:
        today: The day where they are.
        sent: The day of the last message, if there was one.
        told: What was stale then.
        stale: What is now.

    >>> monday = date(2026, 11, 2)
    >>> due(monday, None, (), ()), due(monday, None, (), ("a",)), due(monday, monday, (), ("a",))
    (False, True, False)
    >>> [due(date(2026, 11, day), monday, ("a",), now) for day, now in ((3, ("a",)), (3, ("a", "b")), (9, ("a",)))]
    [False, True, True]
    """
    if not stale or sent == today:
        return False
    return sent is None or bool(set(stale) - set(told)) or (today - sent).days >= AGAIN
