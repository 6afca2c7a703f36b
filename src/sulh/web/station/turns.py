"""
Whose turn it is at a shared device, in the session.

    assistant's stay ── lend ──▶ a person's stay, short when idle ── hand_back ──▶ assistant's stay, under a new key

Between two people the session is made anew: nothing of the one before is in it, and its cookie opens nothing. It says
that it is between two people: whoever goes back to a page of the person before is led to the next one's entry.
"""

from __future__ import annotations

from typing import Any

from sulh.store.writes.entry import Entered
from sulh.web import limits
from sulh.web.entrance.stay import offer
from sulh.web.principal import BETWEEN, GENERATION, LANGUAGES, SEAT, STATION

IDLE = 3 * limits.MINUTE  # after so long without a touch the person has gone away
OF_A_STAY = (SEAT, GENERATION, LANGUAGES, "since", "idle", "longest", "language")


def lend(session: Any, entered: Entered) -> None:
    """Let a person sit down; the assistant's stay is put aside."""
    aside = {name: session[name] for name in OF_A_STAY if name in session}
    session.flush()
    session.update({SEAT: str(entered.seat_id), GENERATION: entered.generation, STATION: aside})
    offer(session, entered)
    limits.begin(session, entered.profile)
    session["idle"] = min(IDLE, session["idle"])
    if entered.settled:
        session["language"] = entered.settled


def hand_back(session: Any) -> bool:
    """Clear the session of a person and take up the assistant's stay again; False where no device was lent."""
    aside = session.get(STATION)
    session.flush()
    if not aside:
        return False
    profile_longest = aside["longest"]
    limits.begin(session, "standard")
    session.update(aside | {"longest": profile_longest, BETWEEN: True})
    return True
