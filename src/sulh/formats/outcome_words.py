"""
What outcomes, theories of change and indicators are called: pages, tables and documents say the same.

    WHO_WORDS, CHANGED_WORDS     who changed, and what kind of thing        KIND_WORDS   d'Estrée's four, in our words
    VERDICT_WORDS, HOLDS_WORDS   what others say; whether an assumption holds
    COUNTED_WORDS                whether an indicator counts people
    DOUBT_WORDS, LOPSIDED_WORDS  what a reader should doubt of one outcome, and of all of them; denials are counted, so
                                 pages say them (`sulh.web.change.outcome_telling`)

The three changes and the cells of the RPP matrix are in `sulh.formats.track_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.model.outcomes import Changed, Counted, Domain, Holds, Kind, Level, Role, Verdict, Who
from sulh.words.language import mark

WHO_WORDS: Final[Mapping[Who, str]] = {
    "authority": mark("An authority"),
    "group": mark("A group"),
    "network": mark("A network"),
}
CHANGED_WORDS: Final[Mapping[Changed, str]] = {
    "behaviour": mark("What it does"),
    "relationship": mark("A relationship"),
    "policy": mark("A policy or a rule"),
    "practice": mark("A practice"),
}
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "thinking": mark("Change in thinking"),
    "relations": mark("Change in relations"),
    "transfer": mark("Ground for carrying it on to others"),
    "outcome": mark("Ground for an agreement and for carrying it out"),
}
VERDICT_WORDS: Final[Mapping[Verdict, str]] = {
    "agrees": mark("Agrees"),
    "partly": mark("Agrees in part"),
    "denies": mark("Denies it"),
}
HOLDS_WORDS: Final[Mapping[Holds, str]] = {
    "holds": mark("Holds"),
    "in_doubt": mark("In doubt"),
    "failed": mark("Does not hold"),
}
DOMAIN_WORDS: Final[Mapping[Domain, str]] = {
    "security": mark("Safety from violence"),
    "drivers": mark("What drives the conflict is acknowledged"),
    "arrangement": mark("A political arrangement that lasts"),
    "state_society": mark("Trust between state and people"),
    "economy": mark("A fairer economy"),
    "cohesion": mark("People living together"),
}
LEVEL_WORDS: Final[Mapping[Level, str]] = {
    "output": mark("What was done (output)"),
    "outcome": mark("What changed (outcome)"),
    "impact": mark("What it adds to the wider peace (impact)"),
}
ROLE_WORDS: Final[Mapping[Role, str]] = {
    "baseline": mark("Before"),
    "target": mark("Aimed at"),
    "actual": mark("Found"),
}
COUNTED_WORDS: Final[Mapping[Counted, str]] = {
    "people": mark("How many people"),
    "of_people": mark("Something else of people, such as a share or a mean"),
    "things": mark("Something that is not of people"),
}
DOUBT_WORDS: Final[Mapping[str, str]] = {
    "no-evidence": mark("Nothing is named that it rests on."),
    "no-contribution": mark("Nobody has said what the initiative had to do with it."),
    "no-authority": mark("A political or legal change is the act of an authority, and none is named here."),
    "nobody-independent": mark("Nobody independent was asked yet."),
    "partly": mark("Somebody independent agrees in part only."),
}
LOPSIDED_WORDS: Final[Mapping[str, str]] = {
    "only-good": mark(
        "Nothing negative and nothing unintended is written down. There is hardly any work without both: ask for it."
    ),
    "one-family": mark("All outcomes are of one of the three changes. The others do not follow by themselves."),
    "one-quadrant": mark("All outcomes lie in one cell of the matrix of people and kinds of change."),
    "one-side": mark("All outcomes that name a side are of the same one."),
}
