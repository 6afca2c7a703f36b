"""Stipulations put to the sides as statements: made once, told only as published to all, and by nobody else read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest

from sulh.access import SEE, Refused, Role, Thing, may
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import DialogueSide, Statement, StatementText
from sulh.store.reads import translations
from sulh.store.reads.asked_stipulations import askable, said
from sulh.store.writes import asked_stipulations, moderation, stipulations
from sulh.store.writes.stipulations import StipulationText
from tests.cast import Cast
from tests.store.asked import accord, answered, left
from tests.store.mapped import account

At = Callable[..., None]
ROAD, WELL, MILL = "Open the road", "Share the well", "Mend the mill"


def test_what_was_published_to_all_sides_is_told_and_nothing_else(cast: Cast, at: At) -> None:
    """Asked, answered, told to one side alone: nothing. Told to all: that word, to facilitators and to nobody else."""
    facilitator = cast.principal("facilitator")
    agreement, chosen = accord(cast, ROAD, WELL, MILL)
    made = asked_stipulations.ask(facilitator, agreement, cast.dialogue.id, chosen, tag="en")
    again = asked_stipulations.ask(facilitator, agreement, cast.dialogue.id, chosen[:1], tag="en")
    rows = list(Statement.objects.filter(dialogue=cast.dialogue, number__gt=3).order_by("number"))
    waiting = [one for one in translations.tasks(facilitator, cast.dialogue.id) if one.number == rows[0].number]

    assert (3, 0, 3) == (made, again, len(rows))
    assert {("seed", "experience", "accepted")} == {(one.source, one.asks, one.state) for one in rows}
    assert [("ar", "fr")] == [one.missing for one in waiting]
    assert {"en": f"Carried out: {ROAD}"} == waiting[0].given
    left(cast, answered(cast, at, rows[1], side="hill"))
    joint = answered(cast, at, rows[0])
    assert () == said(facilitator, agreement, "en")
    kept = left(cast, joint)
    evaluator = account("watcher", cast.process, Role.EVALUATOR)
    (found,) = said(cast.principal("cofacilitator"), agreement, "en")

    assert ((found,), ()) == (said(facilitator, agreement, "en"), said(evaluator, agreement, "en"))
    assert (str(kept.id), [("1", f"Carried out: {ROAD}", "firm-on-every-side")]) == (
        found.publication_id,
        [(one.id, one.text, one.word) for one in found.publication.statements],
    )
    for who in ("hill", "hill-reader", "translator", "nobody"):
        with pytest.raises(Refused):
            said(cast.principal(who), agreement, "en")
    for sides, released, may_be in (((), True, True), (("hill",), True, False), ((), False, False)):
        thing = Thing(str(cast.process.id), sides=frozenset(sides), released=released)
        assert (may_be, False) == tuple(may(one, "asked-stipulation", SEE, thing) for one in (facilitator, evaluator))
    newest = left(cast, answered(cast, at, rows[0], rows[2]))
    (found,) = said(facilitator, agreement, "en")
    assert (str(newest.id), ["1", "3"]) == (found.publication_id, [one.id for one in found.publication.statements])


def test_who_asks_what_and_where(both: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A facilitator, of stipulations of the agreement, in a dialogue of two sides of the process, in its languages."""
    facilitator = both.principal("facilitator")
    agreement, chosen = accord(both, ROAD, "x" * 240)
    here = both.dialogue.id
    assert both.other is not None
    wrong: tuple[tuple[list[UUID], str, dict[str, str]], ...] = (
        (chosen[:1], "de", {"language": "no-choice"}),
        ([], "en", {"stipulations": "no-choice"}),
        ([here], "en", {"stipulations": "no-choice"}),
        (chosen, "en", {"stipulations": "too-long", "number": "2"}),
    )
    for given, tag, faults in wrong:
        with pytest.raises(Invalid) as refusal:
            asked_stipulations.ask(facilitator, agreement, here, given, tag=tag)
        assert faults == refusal.value.faults
    monkeypatch.setattr(asked_stipulations, "MOST_AT_ONCE", 1)
    with pytest.raises(Invalid, match="too-many"):
        asked_stipulations.ask(facilitator, agreement, here, chosen, tag="en")
    for who in (account("watcher", both.process, Role.EVALUATOR), both.principal("hill"), both.principal("translator")):
        with pytest.raises(Refused):
            askable(who, agreement, "en")
        with pytest.raises(Refused):
            asked_stipulations.ask(who, agreement, here, chosen[:1], tag="en")
    two = replace(facilitator, grants=(*facilitator.grants, *both.other.principal("facilitator").grants))
    with pytest.raises(Refused):
        asked_stipulations.ask(two, agreement, both.other.dialogue.id, chosen[:1], tag="en")
    DialogueSide.objects.filter(dialogue=here, side=both.sides["hill"]).delete()
    with pytest.raises(Invalid, match="dialogue"):
        asked_stipulations.ask(facilitator, agreement, here, chosen[:1], tag="en")
    assert () == askable(facilitator, agreement, "en").dialogues
    assert 3 == Statement.objects.filter(dialogue=here).count()


def test_what_was_asked_keeps_its_words_until_it_is_taken_back_unasked(cast: Cast, at: At) -> None:
    """
    A wrong language is mended by taking the statement back; once people have answered, nothing is asked anew.

    What is left of a dialogue when one side alone remains is that side's, and is not told.
    """
    facilitator = cast.principal("facilitator")
    agreement, chosen = accord(cast, ROAD)
    asked_stipulations.ask(facilitator, agreement, cast.dialogue.id, chosen, tag="fr")
    anew = StipulationText("Open the long road", "The ministry", "borders")
    verbs = (
        partial(stipulations.remove, facilitator, chosen[0]),
        partial(stipulations.change, facilitator, chosen[0], anew, stamp=""),
    )
    for verb in verbs:
        with pytest.raises(Conflict, match="asked-already"):
            verb()
    moderation.withdraw(facilitator, Statement.objects.latest("number").id, "In the wrong language", seen=0)
    assert 1 == asked_stipulations.ask(facilitator, agreement, cast.dialogue.id, chosen, tag="en")
    second = Statement.objects.latest("number")
    assert ["en"] == list(StatementText.objects.filter(statement=second).values_list("language", flat=True))
    cast.dialogue.sides.filter(side=cast.sides["river"]).delete()
    alone = left(cast, answered(cast, at, second))
    assert (None, ()) == (alone.side, said(facilitator, agreement, "en"))
    DialogueSide.objects.create(dialogue=cast.dialogue, side=cast.sides["river"], invited=5)
    moderation.withdraw(facilitator, second.id, "It was misread", seen=0)
    with pytest.raises(Invalid) as refusal:
        asked_stipulations.ask(facilitator, agreement, cast.dialogue.id, chosen, tag="en")
    assert {"stipulations": "taken-back", "number": "1"} == refusal.value.faults
