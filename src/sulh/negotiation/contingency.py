"""
Which methods tend to lead at which stage of escalation: advice with its reasons, never a gate.

    Stage                     leads                             may follow
    ---------------------------------------------------------------------------------------------------
    discussion                conciliation                      pure mediation
    polarisation              consultation                      pure mediation
    segregation               arbitration or power mediation    consultation, pure mediation
    destruction               peacekeeping                      power mediation, consultation

The idea is Fisher and Keashly's contingency model of third-party methods. Which method stands in which cell was not
confirmed at the source, and what may follow least of all: `SOURCE` and `CAUTION` are shown with every advice. In which
stage a conflict is, people estimate; nothing here does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from sulh.model.findings import Value
from sulh.words.language import mark

Stage = Literal["discussion", "polarisation", "segregation", "destruction"]
Method = Literal["conciliation", "consultation", "pure_mediation", "power_mediation", "arbitration", "peacekeeping"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
METHODS: Final[tuple[Method, ...]] = get_args(Method)

STAGE_WORDS: Final[Mapping[Stage, str]] = {
    "discussion": mark("Discussion"),
    "polarisation": mark("Polarisation"),
    "segregation": mark("Segregation"),
    "destruction": mark("Destruction"),
}
STAGE_MEANS: Final[Mapping[Stage, str]] = {
    "discussion": mark("The sides differ and still talk to each other directly."),
    "polarisation": mark("Trust falls, each side sees the other as a type, and talks go through others."),
    "segregation": mark("The sides threaten and defend; each keeps to itself and sees the other as bad."),
    "destruction": mark("The sides use force and aim to end the other, or to survive."),
}
METHOD_WORDS: Final[Mapping[Method, str]] = {
    "conciliation": mark("Conciliation"),
    "consultation": mark("Consultation"),
    "pure_mediation": mark("Pure mediation"),
    "power_mediation": mark("Power mediation"),
    "arbitration": mark("Arbitration"),
    "peacekeeping": mark("Peacekeeping"),
}
METHOD_MEANS: Final[Mapping[Method, str]] = {
    "conciliation": mark("Somebody trusted carries messages and keeps a line open."),
    "consultation": mark("A workshop in which the sides analyse the conflict together; nothing is decided."),
    "pure_mediation": mark("Somebody without power over the sides helps them to an agreement on substance."),
    "power_mediation": mark("Somebody with means offers and withholds them to bring about an agreement."),
    "arbitration": mark("A third party whom both accept decides."),
    "peacekeeping": mark("A third party stands between the sides and watches over a truce."),
}
SOURCE: Final = mark("After the contingency model of Fisher and Keashly.")
CAUTION: Final = mark("Which method stands at which stage is not confirmed from the source. Read it as advice.")


class Step(Value, frozen=True):
    """A method, and why it may be useful at this stage: a message id."""

    method: Method
    why: str


class Advice(Value, frozen=True):
    """
    What may help at a stage.

    Attributes:
        lead: What tends to come first; where there are two, either.
        follow: What may come after it, in this order.
        here: What Track Two work can do meanwhile: a message id.
    """

    stage: Stage
    lead: tuple[Step, ...]
    follow: tuple[Step, ...]
    here: str


_TALK: Final = mark("Talk is there and is thin: a trusted go-between can keep it from breaking off.")
_SUBSTANCE: Final = mark("When people talk well enough, the substance itself can be settled.")
_RELATIONS: Final = mark("The relationship is in the way: it is looked at before the substance.")
_AFTER_RELATIONS: Final = mark("With some trust back, the substance can be taken up.")
_CONTROL: Final = mark("Hostility has to be held first, by somebody with means.")
_DECIDED: Final = mark("Where neither side can give way, both may accept what somebody else decides.")
_AFTER_CONTROL: Final = mark(
    "Once hostility is held, the relationship can be worked on, or the agreement does not last."
)
_SEPARATE: Final = mark("While force is used, the sides have to be kept apart first.")
_AFTER_TRUCE: Final = mark("A truce gives room for an agreement that stops the fighting for longer.")

TABLE: Final[Mapping[Stage, Advice]] = {
    "discussion": Advice(
        "discussion",
        lead=(Step("conciliation", _TALK),),
        follow=(Step("pure_mediation", _SUBSTANCE),),
        here=mark("Dialogues can go on as planned; results can be handed over early."),
    ),
    "polarisation": Advice(
        "polarisation",
        lead=(Step("consultation", _RELATIONS),),
        follow=(Step("pure_mediation", _AFTER_RELATIONS),),
        here=mark("This is where workshops of the sides tend to have their place: they can prepare official talks."),
    ),
    "segregation": Advice(
        "segregation",
        lead=(Step("arbitration", _DECIDED), Step("power_mediation", _CONTROL)),
        follow=(Step("consultation", _AFTER_CONTROL), Step("pure_mediation", _AFTER_RELATIONS)),
        here=mark("Work on each side by itself, and quiet channels, can be kept until others have calmed things."),
    ),
    "destruction": Advice(
        "destruction",
        lead=(Step("peacekeeping", _SEPARATE),),
        follow=(Step("power_mediation", _AFTER_TRUCE), Step("consultation", _AFTER_CONTROL)),
        here=mark("Look at the safety of everybody first. What was worked out can wait in the queue and is not lost."),
    ),
}


def advice(stage: Stage) -> Advice:
    """
    Return what may help at a stage of escalation.

    >>> [one.method for one in advice("segregation").lead]
    ['arbitration', 'power_mediation']
    """
    return TABLE[stage]
