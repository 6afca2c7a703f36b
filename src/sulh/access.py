"""
Who may do what: one table, read from top to bottom.

    TABLE ── (kind of data, verb) ── role ── predicate over plain values
    Principal ── grants ── Grant(role, process, dialogue?, side?)      whoever makes a request, and what they hold
    Thing(process, dialogue?, sides, holder?, entered_by?, released)   what is asked about

What is absent is refused. Every function of `sulh.store` takes the acting principal first and asks here; `sulh.web`
maps a session to a principal and a route to a kind, and decides nothing. Whether a round is open or a text complete
is no question of permission and does not stand here. No Django, no database, no clock.

>>> facilitator = Principal("f1", (Grant(Role.FACILITATOR, process="p1"),))
>>> may(facilitator, "round", CHANGE, Thing(process="p1")), may(facilitator, "round", CHANGE, Thing(process="p2"))
(True, False)
>>> may(facilitator, "answers", CHANGE, Thing(process="p1", dialogue="d1", holder="f1"))
False
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from sulh.errors import SulhError

Verb = Literal["see", "change"]
SEE: Final = "see"
CHANGE: Final = "change"


class Role(StrEnum):
    """In which role somebody acts; one person may hold several, and each is a grant of its own."""

    PARTICIPANT = "participant"
    READER = "reader"
    FACILITATOR = "facilitator"
    OWNER = "owner"
    ASSISTANT = "assistant"
    RESPONDENT = "respondent"
    COORDINATOR = "coordinator"
    DESK = "desk"
    FUNDER = "funder"
    EVALUATOR = "evaluator"
    TRANSLATOR = "translator"
    ADMINISTRATOR = "administrator"


# They enter with a code: each with their own, but for respondents, whose whole group shares one.
SEATED = (Role.PARTICIPANT, Role.READER, Role.OWNER, Role.ASSISTANT, Role.RESPONDENT)
STAFF = tuple(role for role in Role if role not in SEATED)  # they sign in with an account and a second factor


@dataclass(frozen=True)
class Grant:
    """
    One role held by a principal, and where: the administrator's is of the installation and names no process.

    `over`: that the process was closed. What is there can be seen, and nothing is written any more.
    """

    role: Role
    process: str | None = None
    dialogue: str | None = None
    side: str | None = None
    desk: str | None = None
    over: bool = False


@dataclass(frozen=True)
class Principal:
    """Whoever makes a request: an account or a seat, with the grants it holds now. A stranger holds none."""

    id: str = ""
    grants: tuple[Grant, ...] = ()

    def holds(self, role: Role) -> bool:
        """Whether one of the grants is of this role."""
        return any(grant.role == role for grant in self.grants)

    def facilitates(self, process: object) -> bool:
        """Whether they work in this process as a facilitator; a process by its id."""
        return any(grant.role == Role.FACILITATOR and grant.process == str(process) for grant in self.grants)


STRANGER = Principal()


@dataclass(frozen=True)
class Thing:
    """
    What is asked about, as plain values.

    Attributes:
        process: The process it belongs to; None for what belongs to the installation.
        dialogue: The dialogue it belongs to, if to one.
        sides: The sides it is for; empty means all sides of the dialogue.
        holder: The principal whose own it is, such as the seat of an answer.
        released: Whether it has left the room: through `publish`, or as a package that every side approved.
        desk: The desk that it is addressed to, if to one.
        entered_by: Who wrote it down for its holder, until the holder has confirmed it.
    """

    process: str | None = None
    dialogue: str | None = None
    sides: frozenset[str] = field(default_factory=frozenset)
    holder: str | None = None
    released: bool = False
    desk: str | None = None
    entered_by: str | None = None


class Refused(SulhError):
    """There is nothing here for this principal to see: the same whether it exists or not."""

    def __init__(self) -> None:
        """Say the one sentence that is said of everything refused and everything absent."""
        super().__init__("There is nothing here for you to see.")


class Over(Refused):
    """It was theirs to change until the process was closed; that much may be told them."""

    code = "has-ended"


Predicate = Callable[[Principal, Grant, Thing], bool]


def process(_: Principal, grant: Grant, thing: Thing) -> bool:
    """Inside their own process."""
    return thing.process is not None and grant.process == thing.process


def dialogue(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Inside their own dialogue, and for their own side where it is not for all."""
    inside = process(principal, grant, thing) and thing.dialogue is not None and grant.dialogue == thing.dialogue
    return inside and (not thing.sides or grant.side in thing.sides)


def published(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Inside their own dialogue, after publication."""
    return thing.released and dialogue(principal, grant, thing)


def told_to_all(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and published to all sides of its dialogue: never what one side alone was told."""
    return thing.released and not thing.sides and process(principal, grant, thing)


def own(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Their own, inside their own dialogue."""
    return dialogue(principal, grant, thing) and thing.holder == principal.id


def own_side(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and of their own side where the grant names one (one facilitator a side)."""
    return process(principal, grant, thing) and (grant.side is None or not thing.sides or grant.side in thing.sides)


def held(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and theirs alone: a box that only their key opens, the group whose number they came with."""
    return process(principal, grant, thing) and thing.holder == principal.id


def apart(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, while they do not facilitate it: nobody measures what they themselves run."""
    return process(principal, grant, thing) and not principal.facilitates(thing.process)


def held_apart(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and theirs alone, while they do not facilitate it: nobody scores what they themselves run."""
    return held(principal, grant, thing) and apart(principal, grant, thing)


def addressed(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and addressed to their own desk."""
    return process(principal, grant, thing) and thing.desk is not None and grant.desk == thing.desk


def handed_over(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Addressed to their own desk, after every side has approved it and it was sent."""
    return thing.released and addressed(principal, grant, thing)


def own_work(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and theirs: an initiative of its owner."""
    return process(principal, grant, thing) and thing.holder == principal.id


def convened(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, and held by no owner: an initiative that its facilitators run themselves."""
    return process(principal, grant, thing) and thing.holder is None


def entered(principal: Principal, grant: Grant, thing: Thing) -> bool:
    """Of their process, written down by them for an owner who has not confirmed it yet."""
    return process(principal, grant, thing) and thing.entered_by == principal.id


def installation(_: Principal, __: Grant, thing: Thing) -> bool:
    """Of the installation: accounts and processes as such, never what is inside one."""
    return thing.process is None


def machine(_: Principal, __: Grant, ___: Thing) -> bool:
    """Whatever process it is of: they keep the machine."""
    return True


Row = Mapping[Role, Predicate]
_P, _R, _F, _A, _T = Role.PARTICIPANT, Role.READER, Role.FACILITATOR, Role.ASSISTANT, Role.TRANSLATOR
_D, _O, _C, _U, _E = Role.DESK, Role.OWNER, Role.COORDINATOR, Role.FUNDER, Role.EVALUATOR
_S = Role.RESPONDENT

TABLE: Mapping[tuple[str, Verb], Row] = {
    # of the installation
    ("account", SEE): {Role.ADMINISTRATOR: installation},
    ("account", CHANGE): {Role.ADMINISTRATOR: installation},
    ("processes", CHANGE): {Role.ADMINISTRATOR: installation},  # found one and name its first facilitators
    # a process, its sides, initiatives and dialogues
    ("process", SEE): {_F: process, _T: process},
    ("process", CHANGE): {_F: process},
    ("closure", CHANGE): {_F: process},  # closes it: nobody writes any more
    ("purge", CHANGE): {_F: process},  # one alone, at once, in an emergency
    ("staff", SEE): {_F: process},
    ("staff", CHANGE): {_F: process},
    ("initiative", SEE): {_F: convened},
    ("initiative", CHANGE): {_F: convened},
    ("dialogue", SEE): {_F: process},
    ("dialogue", CHANGE): {_F: process},
    ("harm-check", SEE): {_F: process},
    ("harm-check", CHANGE): {_F: process},
    ("agreed-text", SEE): {_F: process, _P: dialogue, _R: dialogue, _A: dialogue},
    ("agreed-text", CHANGE): {_F: process},
    ("own-consent", CHANGE): {_P: own, _R: own},
    # people: seats and their codes, and who sits on them
    ("seats", SEE): {_F: own_side},
    ("seats", CHANGE): {_F: own_side},
    ("identity", SEE): {_F: held},
    ("identity", CHANGE): {_F: own_side},
    ("own-seat", SEE): {_P: own, _R: own, _A: own},
    ("own-seat", CHANGE): {_P: own, _R: own, _A: own},
    # statements
    ("statements", SEE): {_P: dialogue, _R: dialogue, _F: process},  # in circulation
    ("proposal", CHANGE): {_P: own},
    ("proposal", SEE): {_P: own},
    ("moderation", SEE): {_F: process},
    ("moderation", CHANGE): {_F: process},
    ("translation", SEE): {_F: process, _T: process},
    ("translation", CHANGE): {_F: process, _T: process},
    # rounds and answers
    ("round", SEE): {_F: process},
    ("round", CHANGE): {_F: process},
    ("finished", SEE): {_F: process},  # how many a side, and nothing of what they answered
    ("answers", SEE): {_P: own},
    ("answers", CHANGE): {_P: own},  # no facilitator: the third party takes no position
    ("paper-ballots", SEE): {_F: process},
    ("paper-ballots", CHANGE): {_F: process},  # a paper one, while it is entered
    ("station", SEE): {_A: own},
    ("station", CHANGE): {_A: own},
    # what was found, and what may leave
    ("working-paper", SEE): {_F: process},  # of closed epochs only: `sulh.store.reads.results` knows no other
    ("publication", SEE): {_F: process, _P: published, _R: published},
    ("publication", CHANGE): {_F: process},
    # sessions
    ("session", SEE): {_F: process},
    ("session", CHANGE): {_F: process},
    # one text: drafted by facilitators only; the sides criticise and never edit
    ("one-text", SEE): {_P: dialogue, _R: dialogue},  # a version that was put
    ("one-text", CHANGE): {_F: process},
    ("criticism", CHANGE): {_P: own, _R: own},  # what was said is read by whoever drafts, with its side
    ("final-answer", CHANGE): {_R: own},
    # where an account is reminded that something waits there; which profile a process has is no question of permission
    ("reminders", CHANGE): {_F: process, _D: process},
    # what leaves for the official table
    ("package", SEE): {_F: process},
    ("package", CHANGE): {_F: process},
    ("approval", CHANGE): {_R: own},
    ("approval-slip", CHANGE): {_F: process},  # two of them, in front of two witnesses
    # the official table: a desk sees what is addressed to it, once every side has approved it and it was sent
    ("desk", CHANGE): {_F: process},
    ("own-desk", SEE): {_D: addressed},
    ("agenda", SEE): {_F: process, _D: addressed},
    ("agenda", CHANGE): {_F: process, _C: process, _D: addressed},
    ("desk-package", SEE): {_D: handed_over},
    ("desk-package", CHANGE): {_D: handed_over},
    ("desk-answer", CHANGE): {_F: process, _D: handed_over},  # a facilitator: an oral one, as understood
    ("question", CHANGE): {_F: process, _D: addressed},
    ("question-answer", CHANGE): {_F: process},
    ("chain", SEE): {_F: process},
    ("chain", CHANGE): {_F: process},
    # the map of a process; of each initiative everybody sees what its owner chose for their audience, and no more
    ("map", SEE): {_C: process, _F: process, _O: process, _D: process, _U: process},
    ("put-aside", CHANGE): {
        _C: process,
        _F: process,
        _O: process,
        _D: process,
        _U: process,
    },  # a finding, with a reason
    ("map", CHANGE): {_C: process, _F: process},  # actors, ties, places, issues, and where they are known from
    ("map-sources", SEE): {_C: process, _F: process},
    ("network", SEE): {_C: process, _F: process, _O: process},  # persons among the actors, and every tie
    ("official-round", CHANGE): {_C: process, _F: process, _D: process},
    ("card", SEE): {_O: own_work, _F: convened, _C: entered},  # all of it, and who saw how much
    ("card", CHANGE): {_O: own_work, _F: convened, _C: entered},
    ("funder-consent", CHANGE): {_O: own_work, _F: convened},  # nobody agrees for an owner, whoever entered it
    ("own-code", CHANGE): {_O: own_work},  # a spare one, a new first one: nobody makes one for somebody else's seat
    ("desk-link", CHANGE): {_D: addressed},  # proposed to an initiative that the desk sees
    ("desk-offer", CHANGE): {_D: addressed, _F: process},  # a facilitator: of a desk that is only a name
    ("coordination", SEE): {_C: process},
    ("coordination", CHANGE): {_C: process},  # the weekly meeting, what is put aside, entering for an owner
    ("judgement", SEE): {_C: process},
    ("judgement", CHANGE): {_C: process},
    ("strengths", SEE): {_C: process, _F: process},
    # whether anything changes: attitudes, structures, political and legal relationships
    ("change", SEE): {_E: process, _F: process},
    ("brokers", SEE): {_C: process, _F: process},  # who stands where among the ties, by name: it exposes persons
    ("implementation", CHANGE): {_F: process},  # commitments, who codes, what authorities did
    ("asked-stipulation", SEE): {_F: told_to_all},  # what a publication says of it: published, which is not released
    ("asked-stipulation", CHANGE): {_F: process},  # put to the sides of a dialogue, as a statement
    ("study", CHANGE): {_E: apart},  # sets up, brings answers in unseen, lets them be analysed: nobody sees a row
    ("study-withdrawal", CHANGE): {_E: process},  # takes out answers: whoever asks for it is protected
    ("study-ending", CHANGE): {_E: apart},  # deletes all answers at once: nobody does away with a measure of their work
    ("own-sheet", SEE): {_S: held},  # what their group is asked; no answer of anybody, nor their own
    ("own-sheet", CHANGE): {_S: held},
    ("own-withdrawal", CHANGE): {_S: held},  # takes out what lies under the code that they type
    ("coding", CHANGE): {_E: held_apart},  # one's own scores; nobody sees those of another before both have handed in
    ("outcome", CHANGE): {_F: process},  # outcomes, theories of change, indicators: whoever does the work writes them
    ("substantiation", CHANGE): {_E: process},  # what independent people say of an outcome; the store bars its author
    ("own-substantiation", CHANGE): {_E: held},  # taken back by whoever took it down, and by nobody it displeases
    ("reflection", CHANGE): {_F: process},  # after a session, of whoever held it; read with the session, by them alone
    # the process log
    ("public-record", SEE): {_P: dialogue, _R: dialogue},  # acts of staff that concern all sides of their own dialogue
    ("log", SEE): {_F: process, Role.ADMINISTRATOR: machine},  # codes and hashes: to verify, there is nothing to read
}
KINDS = tuple(sorted({kind for kind, _ in TABLE}))
# Kinds that can be changed in a closed process: to go, to leave, and to take out what somebody answered, or all did.
STILL: Final = frozenset({"purge", "own-seat", "study-withdrawal", "study-ending", "own-withdrawal"})


def may(principal: Principal, kind: str, verb: Verb, thing: Thing) -> bool:
    """Whether one of the principal's grants allows this; what the table does not name is refused."""
    return any(_going_on(grant, kind, verb) for grant in _allowing(principal, kind, verb, thing))


def ask(principal: Principal, kind: str, verb: Verb, thing: Thing) -> None:
    """
    Let pass what the table allows.

    Raises:
        Over: For what could be changed until the process was closed.
        Refused: For everything else.
    """
    allowing = _allowing(principal, kind, verb, thing)
    if not any(_going_on(grant, kind, verb) for grant in allowing):
        raise Over if allowing else Refused


def _allowing(principal: Principal, kind: str, verb: Verb, thing: Thing) -> list[Grant]:
    row = TABLE.get((kind, verb), {})
    return [grant for grant in principal.grants if grant.role in row and row[grant.role](principal, grant, thing)]


def _going_on(grant: Grant, kind: str, verb: Verb) -> bool:
    return verb == SEE or not grant.over or kind in STILL
