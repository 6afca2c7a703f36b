"""
What an agreement obliges whom to do, and how far it was done: the vocabulary of implementation.

    Stipulation                    one concrete commitment, with a theme and who owes it
      └─ Score                     0 to 3 on a day, by one coder
    Stage, AgreementKind, ActKind  what an agreement is about and between whom; what an authority did

A provision is a topic that a passage of an agreement regulates, a stipulation one commitment of it. The two are never
mixed in one count. Scores are those of the Barometer of the Kroc Institute (0 not initiated, 1 minimal, 2 intermediate,
3 full). Stages and kinds of agreements are restated in our words; their keys are those of PA-X, so that files can be
joined. Agreements themselves are rows (`sulh.store.models`); what scores amount to, `sulh.measurement.implementation`.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args

from sulh.model.findings import Value

ScoreValue = Literal[0, 1, 2, 3]
SCORES: Final[tuple[ScoreValue, ...]] = get_args(ScoreValue)
FULL: Final = 3

Stage = Literal["Pre", "Cea", "SubPar", "SubComp", "Imp", "Ren", "Oth"]
AgreementKind = Literal["Inter", "InterIntra", "Intra", "IntraLocal"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
AGREEMENT_KINDS: Final[tuple[AgreementKind, ...]] = get_args(AgreementKind)

Theme = Literal[
    "ceasefire",
    "security_forces",
    "disarmament",
    "state",
    "governance",
    "elections",
    "power_sharing",
    "rights",
    "justice",
    "transition_justice",
    "groups",
    "women",
    "displaced",
    "land",
    "economy",
    "culture",
    "borders",
    "monitoring",
    "other",
]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)

CodedState = Literal["agreed", "settled", "differs", "once", "unscored"]
CODED_STATES: Final[tuple[CodedState, ...]] = get_args(CodedState)

ActKind = Literal["law", "decree", "ruling", "recognition", "appointment", "budget", "meeting", "withdrawal", "other"]
ACT_KINDS: Final[tuple[ActKind, ...]] = get_args(ActKind)


class Stipulation(Value, frozen=True):
    """
    One commitment of an agreement.

    Attributes:
        number: Its number in the agreement, from 1.
        sides: The sides that owe it; none where an authority of no side does.
        due: The day by which it is owed; None where the text names none.
    """

    id: str
    agreement: str
    number: int
    theme: Theme
    sides: tuple[str, ...] = ()
    due: date | None = None


class Score(Value, frozen=True):
    """
    How far a stipulation was carried out by a day, as one coder saw it.

    Attributes:
        value: 0 to 3; None for "cannot be told from what can be known".
        settles: Whether it is of the third coder, who had both scores and their sources before them.
    """

    stipulation: str
    coder: str
    on: date
    value: ScoreValue | None
    settles: bool = False
