"""
What changed, as evaluators of dialogue work tell it: the vocabulary of outcomes, theories of change and indicators.

    Outcome ── Substantiation      who changed what, when, our contribution, what it rests on; what others say
    Theory ─── Assumption ── Look  why an initiative should bring a change about, what has to hold, whether it does
    Indicator ── Reading           a number by a declared cut: before, aimed at, found

An outcome is a change of somebody else: an authority, a group, a network; never of the initiative itself. Kinds are the
four of d'Estrée, cells those of the RPP matrix (`sulh.model.initiatives`), both in our words. Nothing is computed here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from sulh.model.findings import Value
from sulh.model.initiatives import Change, Quadrant

Who = Literal["authority", "group", "network"]
Changed = Literal["behaviour", "relationship", "policy", "practice"]
Kind = Literal["thinking", "relations", "transfer", "outcome"]
Verdict = Literal["agrees", "partly", "denies"]
Holds = Literal["holds", "in_doubt", "failed"]
Domain = Literal["security", "drivers", "arrangement", "state_society", "economy", "cohesion"]
Level = Literal["output", "outcome", "impact"]
Role = Literal["baseline", "target", "actual"]
Counted = Literal["people", "of_people", "things"]

WHO: Final[tuple[Who, ...]] = get_args(Who)
CHANGED: Final[tuple[Changed, ...]] = get_args(Changed)
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
HOLDS: Final[tuple[Holds, ...]] = get_args(Holds)
DOMAINS: Final[tuple[Domain, ...]] = get_args(Domain)
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
COUNTED: Final[tuple[Counted, ...]] = get_args(Counted)
WHOLE: Final = 0  # part of an indicator: everything together


class Substantiation(Value, frozen=True):
    """
    What somebody who is independent of the initiative says of an outcome.

    Attributes:
        who: Who says it, by what they are and never by name.
        words: What they say.
    """

    id: str
    verdict: Verdict
    who: str
    words: str
    on: date


class Outcome(Value, frozen=True):
    """
    Who changed what, and what it rests on.

    Attributes:
        who, actor: What kind of body changed, and which.
        changed, words: What kind of thing it changed, and what.
        family: Which of the three changes it is.
        on: The day on which it had changed.
        contribution: What the initiative had to do with it; empty where nobody has said.
        evidence: What that it happened rests on; empty where nobody has said.
        intended, negative: Whether it was aimed at; whether it is for the worse.
        kind, quadrant: One of d'Estrée's four, a cell of the RPP matrix; None where it was not said.
        sides: Of which sides whoever changed is; none for a body of no side.
        initiative: Whose contribution it is; None for that of the process as a whole.
    """

    id: str
    number: int
    who: Who
    actor: str
    changed: Changed
    words: str
    family: Change
    on: date
    contribution: str = ""
    evidence: str = ""
    intended: bool = True
    negative: bool = False
    kind: Kind | None = None
    quadrant: Quadrant | None = None
    sides: tuple[str, ...] = ()
    initiative: str | None = None
    substantiations: tuple[Substantiation, ...] = ()


class Look(Value, frozen=True):
    """Whether an assumption held on a day, and what that rests on."""

    state: Holds
    words: str
    on: date


class Assumption(Value, frozen=True):
    """What has to hold for a theory to hold; `looks` with the newest last."""

    id: str
    number: int
    words: str
    looks: tuple[Look, ...] = ()


class Theory(Value, frozen=True):
    """
    Why an initiative should bring a change about.

    Attributes:
        words: If we do this, then that changes, because.
        domains: To which parts of the wider peace it should add.
    """

    id: str
    initiative: str
    words: str
    domains: tuple[Domain, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


class Reading(Value, frozen=True):
    """A number of an indicator on a day; `part` is the place of a part of its cut, from 1, and 0 for the whole."""

    role: Role
    on: date
    part: int
    number: Decimal


class Withheld(Value, frozen=True):
    """Where a number of an indicator stands that is not told here (`sulh.disclosure.counted`)."""

    role: Role
    on: date
    part: int


class Indicator(Value, frozen=True):
    """
    Something that is counted or measured again and again in the same way.

    Attributes:
        words: What is counted.
        unit: In what: people, meetings, per cent.
        source: Where the number comes from.
        rises: Whether more of it is the better.
        cut: How it is told apart, such as "side"; empty where it is told of the whole alone.
        parts: The parts of the cut, declared before anything is counted.
        readings: By day, then by part.
        counted: Whether its numbers count people, say something else of people (a share, a mean), or are of things.
        withheld: Numbers that were taken out of `readings` for whoever this is told to.
    """

    id: str
    number: int
    level: Level
    family: Change
    words: str
    unit: str
    source: str
    rises: bool = True
    kind: Kind | None = None
    initiative: str | None = None
    cut: str = ""
    parts: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    counted: Counted = "people"
    withheld: tuple[Withheld, ...] = ()
