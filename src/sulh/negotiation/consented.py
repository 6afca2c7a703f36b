"""
What people agreed at entry may go to the official table without anybody asking them again.

    Consented   addressee, what, how much of its origin, until when: a part of the consent text of a consultation
    uncovered(package, consented) ─▶ what a package does beyond it; nothing where it may leave

It takes the place of readers, and of nothing else: two facilitators still stand behind a package, and `sulh.disclosure`
still decides which findings there are. What each person accepted is looked up elsewhere (`sulh.store.reads.consented`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from sulh.model.findings import Value
from sulh.model.package import ATTRIBUTIONS, Attribution, Package, Texts

Beyond = Literal["addressee", "clauses", "offers", "attribution", "until"]
BEYOND: Final[tuple[Beyond, ...]] = ("addressee", "clauses", "offers", "attribution", "until")


class Consented(Value, frozen=True):
    """
    What may go to the official table as each person agreed at entry.

    Attributes:
        addressee: To whom, by language of the dialogue.
        clauses: Whether clauses of a text may go, besides published findings.
        attribution: The most that may be told of its origin.
        until: ISO date; nothing goes after it.
    """

    addressee: Texts
    clauses: bool
    attribution: Attribution
    until: str


def uncovered(package: Package, consented: Consented) -> tuple[Beyond, ...]:
    """
    Return what a package does beyond what was agreed; nothing if it may leave.

    People and help with the process are never covered: whoever is offered is asked.

    Args:
        package: What would leave.
        consented: What people agreed.
    """
    beyond: Mapping[Beyond, bool] = {
        "addressee": not _to(package, consented.addressee),
        "clauses": bool(package.clauses) and not consented.clauses,
        "offers": bool(package.offers),
        "attribution": ATTRIBUTIONS.index(package.attribution) > ATTRIBUTIONS.index(consented.attribution),
        "until": package.expires > consented.until,
    }
    return tuple(kind for kind in BEYOND if beyond[kind])


def _to(package: Package, addressee: Texts) -> bool:
    """Whether a package goes to exactly this addressee: in its words, and by the name of the desk that can read it."""
    named = dict(addressee)
    return dict(package.addressee) == named and (not package.desk or dict(package.desk) == named)
