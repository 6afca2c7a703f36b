"""Which texts of what changes are compared with labels of slips: those whose writers may see the labels, no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest

from sulh.access import Grant, Principal, Role
from sulh.model.questionnaire import ASKER
from sulh.store.errors import Invalid
from sulh.store.models import Coder, Seat, Session
from sulh.store.outcomes import TEXTS as OF_OUTCOMES
from sulh.store.reads import implementation
from sulh.store.reads import outcomes as reads
from sulh.store.reflections import TEXTS as OF_REFLECTIONS
from sulh.store.reflections import ReflectionText
from sulh.store.unnamed import NAMED, names_of
from sulh.store.writes import (
    agreements,
    coding,
    indicators,
    outcomes,
    reflections,
    stipulations,
    studies,
    study_asking,
    study_groups,
    study_questions,
    theories,
)
from sulh.store.writes.coding import Scored
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText, Said
from sulh.store.writes.stipulations import ActText, StipulationText
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_questions import QuestionText
from sulh.store.writes.theories import TheoryText
from tests.cast import DAY, Cast
from tests.store.mapped import account

T = TypeVar("T", OutcomeText, Said, IndicatorText, ReflectionText, StipulationText, ActText, StudyText, QuestionText)
OUTCOME = OutcomeText("authority", "Roads office", "policy", "Opens the road", "political_legal", DAY)
COUNTED = IndicatorText("outcome", "structures", "Carts", "carts", "Count", cut="side", parts=("Hill", "River"))
OPENS = StipulationText("Open the road", "The ministry", "borders")
DECREE = ActText("decree", "The ministry", "Decree 12", "Gazette", DAY)
QUESTION = QuestionText({"en": "Roads"}, {"en": "Is the road safe?"}, "higher")
STUDY = StudyText("Us", "short", ("en",), "not_by_lot")


def with_text(given: T, field: str, text: object) -> T:
    """Return what somebody writes with another text in one of its fields."""
    texts: dict[str, Any] = {field: text}
    return replace(given, **texts)


@dataclass
class Rooms:
    """A process with one of everything in which a text of what changes can stand; the methods write one text each."""

    cast: Cast
    desk: Principal
    evaluator: Principal
    made: dict[str, UUID]

    def outcome(self, field: str, text: str) -> None:
        """Write an outcome down."""
        outcomes.add(self.desk, self.cast.process.id, with_text(OUTCOME, field, text))

    def said(self, field: str, text: str) -> None:
        """Take down what somebody independent says."""
        outcomes.judge(self.evaluator, self.made["outcome"], with_text(Said("agrees", "A driver", "Yes"), field, text))

    def theory(self, _: str, text: str) -> None:
        """Write a theory anew."""
        (found,) = reads.theories(self.desk, self.cast.process.id, "en").found
        theories.change(self.desk, self.made["theory"], TheoryText("", text), stamp=found.stamp)

    def assumption(self, _: str, text: str) -> None:
        """Write down what has to hold."""
        theories.assume(self.desk, self.made["theory"], text)

    def look(self, _: str, text: str) -> None:
        """Say whether it holds."""
        theories.look(self.desk, self.made["assumption"], "holds", text, on=DAY)

    def indicator(self, field: str, text: str) -> None:
        """Write down what is counted."""
        given = ("Hill", text) if field == "parts" else text
        indicators.add(self.desk, self.cast.process.id, with_text(COUNTED, field, given))

    def reflection(self, field: str, text: str) -> None:
        """Write down what to make of a session."""
        session = Session.objects.create(dialogue=self.cast.dialogue, number=uuid4().int % 30_000, on=DAY, phase=1)
        given = with_text(ReflectionText("They spoke"), field, text)
        reflections.keep(self.desk, session.id, given, stamp="")

    def stipulation(self, field: str, text: str) -> None:
        """Change a stipulation."""
        at = self.made["stipulation"]
        stamp = implementation.stipulation_to_change(self.desk, at).stamp
        stipulations.change(self.desk, at, with_text(OPENS, field, text), stamp=stamp)

    def row(self, field: str, text: str) -> None:
        """Bring a table of stipulations."""
        stipulations.add_all(self.desk, self.made["apart"], [(0, with_text(OPENS, field, text))])

    def act(self, field: str, text: str) -> None:
        """Write down what an authority did."""
        stipulations.add_act(self.desk, self.cast.process.id, with_text(DECREE, field, text))

    def source(self, _: str, text: str) -> None:
        """Score, and say what the score rests on."""
        coding.score(self.evaluator, self.made["coder"], {self.made["scored"]: Scored(2, text)})

    def study(self, field: str, text: str) -> None:
        """Set a study up."""
        studies.new(self.evaluator, self.cast.process.id, with_text(STUDY, field, text))

    def reason(self, _: str, text: str) -> None:
        """Say why nothing is asked that could show harm."""
        study_questions.choose(self.evaluator, self.made["study"], ["trust_most", "done_talk"], {"adverse": text})

    def question(self, field: str, text: str) -> None:
        """Ask something in one's own words."""
        given = with_text(QUESTION, field, {"en": text})
        study_questions.add(self.evaluator, self.made["study"], given, new_id=uuid4())

    def group(self, _: str, text: str) -> None:
        """Name a group of people who are asked."""
        given = GroupText("participants", str(self.cast.sides["hill"].id), text)
        study_groups.add(self.evaluator, self.made["study"], given)

    def asker(self, field: str, text: str) -> None:
        """Say who asks, what for, and whom to turn to."""
        given = {part: {"en": text if part == field else "Us"} for part in ASKER}
        study_asking.say_who(self.evaluator, self.made["study"], given)


Write = Callable[[Rooms, str, str], None]
# Facilitators write these: they hand slips out and know their labels, and a text with one would tell evaluators, the
# public or another process of it.
COMPARED: dict[Write, tuple[str, ...]] = {
    Rooms.outcome: OF_OUTCOMES,
    Rooms.theory: ("words",),
    Rooms.assumption: ("words",),
    Rooms.look: ("words",),
    Rooms.indicator: ("words", "unit", "source", "cut", "parts"),
    Rooms.reflection: OF_REFLECTIONS,
    Rooms.stipulation: stipulations.TEXTS,
    Rooms.row: stipulations.TEXTS,
    Rooms.act: ("authority", "words", "source"),
}
# Evaluators write these: they know no seat and name one by chance alone, and a refusal would tell them that they did.
NOT_COMPARED: dict[Write, tuple[str, ...]] = {
    Rooms.said: ("who", "words"),
    Rooms.source: ("source",),
    Rooms.study: ("title",),
    Rooms.reason: ("without_adverse",),
    Rooms.question: ("names", "texts"),
    Rooms.group: ("label",),
    Rooms.asker: ASKER,
}


@pytest.fixture
def rooms(cast: Cast) -> Rooms:
    """Lay one of everything, with nobody's name in it."""
    desk, process = cast.principal("facilitator"), cast.process.id
    evaluator, second = (account(f"judge{n}", cast.process, Role.EVALUATOR) for n in (1, 2))
    agreement, apart = (
        agreements.add(desk, process, agreements.AgreementGiven(title, "Gazette", DAY, ("It opens.",)))
        for title in ("An accord", "Another")
    )
    theory = theories.add(desk, process, TheoryText(str(cast.initiative.id), "If, then"))
    made = {
        "outcome": outcomes.add(desk, process, OUTCOME),
        "theory": theory,
        "assumption": theories.assume(desk, theory, "It holds"),
        "scored": stipulations.add(desk, agreement, OPENS),
        "stipulation": stipulations.add(desk, apart, OPENS),
        "apart": apart,
        "study": studies.new(evaluator, process, STUDY),
    }
    opened = coding.open_(desk, agreement, DAY, (evaluator.id, second.id))
    made["coder"] = Coder.objects.get(coding=opened, staff=UUID(evaluator.id)).id
    return Rooms(cast, desk, evaluator, made)


def test_what_facilitators_write_is_refused_with_a_label_and_kept_without(rooms: Rooms) -> None:
    """In each room and field, however the label is written; the fault says so and does not repeat it."""
    label = rooms.cast.seats["hill"].label
    told = {}
    for write, fields in COMPARED.items():
        for field in fields:
            with pytest.raises(Invalid) as refusal:
                write(rooms, field, f"As {label.lower()}, said")
            told[write.__name__, field] = set(refusal.value.faults.values()) - {"1"}  # but for the row of a table
            write(rooms, field, f"As {label}x said")

    assert {key: {NAMED} for key in told} == told


def test_what_evaluators_write_tells_them_of_no_label(rooms: Rooms) -> None:
    """In each room and field a text with a label is kept like any other: there is nothing to try labels on."""
    label = rooms.cast.seats["hill"].label
    for write, fields in NOT_COMPARED.items():
        for field in fields:
            write(rooms, field, f"As {label} said {field}")

    assert not names_of(rooms.evaluator, rooms.cast.process.id).named_in(label)


def test_only_rooms_in_which_facilitators_write_compare_anything() -> None:
    """Of all that writes: sessions, and what changes. A new room that compares says here who writes in it."""
    of_sessions = {"commitments", "notes", "relationships"}
    of_change = {"indicators", "outcomes", "reflections", "stipulations", "theories"}
    modules = Path(theories.__file__).parent.glob("*.py")

    assert of_sessions | of_change == {one.stem for one in modules if "sulh.store.unnamed" in one.read_text()}


def test_who_facilitates_one_side_is_told_of_no_label_of_another(rooms: Rooms) -> None:
    """Of their own side a label is refused; one of the other side is a word like any other."""
    hill, river = (rooms.cast.seats[side].label for side in ("hill", "river"))
    grant = Grant(Role.FACILITATOR, str(rooms.cast.process.id), side=str(rooms.cast.sides["hill"].id))
    rooms.desk = replace(rooms.desk, grants=(grant,))

    rooms.outcome("words", f"As {river} said")
    with pytest.raises(Invalid, match=NAMED):
        rooms.outcome("words", f"As {hill} said")


def test_a_label_of_another_process_is_an_ordinary_word(both: Cast, rooms: Rooms) -> None:
    """What is refused tells nothing of other processes."""
    assert both.other is not None
    Seat.objects.filter(pk=both.other.seats["hill"].pk).update(label="K7MPD")

    rooms.outcome("words", "As K7MPD said")
    Seat.objects.filter(pk=rooms.cast.seats["hill"].pk).update(label="K7MPD")
    with pytest.raises(Invalid):
        rooms.outcome("words", "As K7MPD said")
