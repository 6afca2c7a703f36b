"""
What scores, themes, states and acts are called: pages, tables and documents say the same.

    SCORE_WORDS   0 to 3        THEME_WORDS   what a stipulation is about       STATE_WORDS   what stands of it
    ACT_WORDS     what an authority did        STAGE_WORDS, AGREEMENT_WORDS   in the vocabulary of PA-X, in our words
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.model.implementation import ActKind, AgreementKind, CodedState, ScoreValue, Stage, Theme
from sulh.words.language import mark

SCORE_WORDS: Final[Mapping[ScoreValue, str]] = {
    0: mark("Not begun"),
    1: mark("Begun, little of it"),
    2: mark("Under way, much of it"),
    3: mark("Carried out in full"),
}
THEME_WORDS: Final[Mapping[Theme, str]] = {
    "ceasefire": mark("Ceasefire"),
    "security_forces": mark("Army and police"),
    "disarmament": mark("Arms and fighters"),
    "state": mark("State and its shape"),
    "governance": mark("Government and administration"),
    "elections": mark("Elections"),
    "power_sharing": mark("Sharing of power"),
    "rights": mark("Rights"),
    "justice": mark("Courts and police work"),
    "transition_justice": mark("Dealing with the past"),
    "groups": mark("Groups and minorities"),
    "women": mark("Women"),
    "displaced": mark("Displaced people and refugees"),
    "land": mark("Land and water"),
    "economy": mark("Economy and rebuilding"),
    "culture": mark("Language, culture, religion"),
    "borders": mark("Borders and movement"),
    "monitoring": mark("Carrying out and monitoring"),
    "other": mark("Something else"),
}
STATE_WORDS: Final[Mapping[CodedState, str]] = {
    "agreed": mark("Two coders alike"),
    "settled": mark("Settled by a third coder"),
    "differs": mark("Two coders differ"),
    "once": mark("Scored by one coder: not counted"),
    "unscored": mark("Not scored, or nobody could tell: not counted"),
}
ACT_WORDS: Final[Mapping[ActKind, str]] = {
    "law": mark("Law"),
    "decree": mark("Decree"),
    "ruling": mark("Ruling of a court"),
    "recognition": mark("Recognition"),
    "appointment": mark("Appointment"),
    "budget": mark("Money in a budget"),
    "meeting": mark("Official meeting"),
    "withdrawal": mark("Withdrawal or handing over"),
    "other": mark("Another official act"),
}
STAGE_WORDS: Final[Mapping[Stage, str]] = {
    "Pre": mark("About the talks themselves"),
    "Cea": mark("Ceasefire"),
    "SubPar": mark("On some of the matters"),
    "SubComp": mark("On all the matters"),
    "Imp": mark("On carrying out an earlier one"),
    "Ren": mark("Renews an earlier one"),
    "Oth": mark("Something else"),
}
AGREEMENT_WORDS: Final[Mapping[AgreementKind, str]] = {
    "Inter": mark("Between states"),
    "InterIntra": mark("Between states, about a conflict inside one"),
    "Intra": mark("Inside a state"),
    "IntraLocal": mark("Local, inside a state"),
}
