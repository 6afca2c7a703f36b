"""What became of it: judged by facilitators, with a source, and never as a share."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Contribution, PackagePart, Statement, Wording
from sulh.store.reads import chain as reads
from sulh.store.writes import chain, leaving
from sulh.store.writes.chain import PartSaid
from tests.cast import DAY, Cast
from tests.store.desked import desked

OTHERS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]
WHY = "Said at the second meeting"


def clause_of(cast: Cast) -> UUID:
    """Return the first clause of the text that was put."""
    return Wording.objects.filter(version__text__dialogue=cast.dialogue).order_by("place")[0].clause_id


def test_one_side_through_and_the_other_not_is_told(cast: Cast) -> None:
    """Whose concern each part carries is declared by a facilitator; from that the alert follows."""
    at = desked(cast)
    made = at.sent()
    ideas = list(PackagePart.objects.filter(package=made.id, kind="idea").order_by("place"))
    hill, river = str(cast.sides["hill"].id), str(cast.sides["river"].id)
    said = {part.id: PartSaid(hill, "yes") for part in ideas[:1]} | {
        part.id: PartSaid(river, "no") for part in ideas[1:]
    }
    rest = PackagePart.objects.filter(package=made.id).exclude(kind="idea")
    said |= {part.id: PartSaid("", "no") for part in rest}
    chain.say_of_parts(at.facilitator, made.id, said)
    found = reads.trace(at.facilitator, cast.dialogue.id, "en").balance
    assert [("only-through", "ideas", river, hill)] == [
        (one.kind, one.family, one.side, one.other) for one in found.alerts
    ]


def test_before_it_was_sent_nothing_became_of_it(cast: Cast) -> None:
    """Parts of a package on its way are not judged."""
    at = desked(cast)
    made = at.composed()
    with pytest.raises(Conflict, match="not-sent"):
        chain.say_of_parts(at.facilitator, made.id, {})
    assert () == reads.trace(at.facilitator, cast.dialogue.id, "en").packages


def test_a_side_of_elsewhere_and_a_part_of_elsewhere_are_refused(both: Cast) -> None:
    """Neither is taken, and nothing has changed."""
    assert both.other is not None
    at = desked(both)
    made = at.sent()
    part = PackagePart.objects.filter(package=made.id)[0]
    with pytest.raises(Invalid):
        chain.say_of_parts(at.facilitator, made.id, {part.id: PartSaid(str(both.other.sides["hill"].id), "yes")})
    with pytest.raises(Invalid):
        chain.say_of_parts(at.facilitator, made.id, {part.id: PartSaid("", "achieved")})
    with pytest.raises(Refused):
        chain.say_of_parts(at.facilitator, made.id, {uuid4(): PartSaid("", "yes")})
    assert "open" == PackagePart.objects.get(pk=part.pk).through


def test_a_link_has_a_source_and_is_judged_once(cast: Cast) -> None:
    """Without a source there is none; said again it is the later judgement."""
    at = desked(cast)
    at.sent()
    clause, statement = clause_of(cast), cast.statements[0].id
    with pytest.raises(Invalid) as faults:
        chain.link(at.facilitator, statement, clause, confidence="certain", source=" ")
    assert {"confidence": "no-choice", "source": "empty"} == faults.value.faults
    first = chain.link(at.facilitator, statement, clause, confidence="low", source=WHY)
    assert first == chain.link(at.facilitator, statement, clause, confidence="high", source="It is in the notes")
    (line, *_) = reads.trace(at.facilitator, cast.dialogue.id, "en").clauses
    assert [(1, "high", "It is in the notes")] == [
        (one.statement, one.confidence, one.source) for one in line.contributed
    ]
    assert cast.dialogue.id == chain.unlink(at.facilitator, first)
    assert not Contribution.objects.exists()


def test_a_statement_of_another_dialogue_contributed_nothing(both: Cast) -> None:
    """An id of elsewhere is refused like one that does not exist."""
    assert both.other is not None
    at = desked(both)
    at.sent()
    for statement in (both.other.statements[0].id, uuid4()):
        with pytest.raises(Refused):
            chain.link(at.facilitator, statement, clause_of(both), confidence="low", source=WHY)


@pytest.mark.parametrize("who", [*OTHERS, "desk"])
def test_nobody_but_facilitators_sees_or_judges_it(cast: Cast, who: str) -> None:
    """Neither a side nor the desk: whose concern something is stays in this room."""
    at = desked(cast)
    made = at.sent()
    person = cast.principal(who)
    for verb in (
        partial(reads.trace, person, cast.dialogue.id, "en"),
        partial(reads.parts_of, person, made.id, "en"),
        partial(reads.clause, person, clause_of(cast), "en"),
        partial(chain.say_of_parts, person, made.id, {}),
        partial(chain.link, person, cast.statements[0].id, clause_of(cast), confidence="low", source=WHY),
    ):
        with pytest.raises(Refused):
            verb()


def test_the_trace_asks_as_often_for_much_as_for_little(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Two packages with all their parts take no more queries than one."""
    at = desked(cast)
    at.sent()
    at.sent()
    facilitator = at.facilitator
    with django_assert_max_num_queries(16):
        reads.trace(facilitator, cast.dialogue.id, "en")


def test_what_was_noted_of_a_statement_goes_with_it(cast: Cast) -> None:
    """Whoever leaves takes along what they proposed and nobody has answered; a note on it does not stay behind."""
    at = desked(cast)
    at.composed()
    own = Statement.objects.create(
        dialogue=cast.dialogue,
        number=90,
        source="proposal",
        asks="need",
        state="accepted",
        author=cast.seats["hill"],
        on=DAY,
    )
    chain.link(at.facilitator, own.id, clause_of(cast), confidence="low", source=WHY)
    chain.link(at.facilitator, cast.statements[0].id, clause_of(cast), confidence="low", source=WHY)
    leaving.leave(cast.principal("hill"))
    assert not Statement.objects.filter(pk=own.id).exists()
    assert [cast.statements[0].id] == list(Contribution.objects.values_list("earlier", flat=True))
