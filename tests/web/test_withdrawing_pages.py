"""Whoever takes an initiative off the map is told what goes along with it, and nothing tells of it afterwards."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sulh.access import Refused, Role
from sulh.store import clock
from sulh.store.models import Indicator, Initiative, InitiativeTier, OutcomeStatement, Ownership, TheoryOfChange
from sulh.store.reads import outcomes as reads
from sulh.store.reads.told_of import told_of
from sulh.store.sealing import sealer
from sulh.store.writes import indicators, outcomes, theories
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText
from sulh.store.writes.theories import TheoryText
from tests.cast import DAY, Cast
from tests.store.mapped import Mapped, account, mapped
from tests.web.people import sign_in
from tests.web.test_map_offers import TOKEN, seated, text


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def convened(cast: Cast) -> UUID:
    """Return an initiative that facilitators hold and in which no dialogue is held."""
    row = Initiative(process=cast.process, entered=clock.today(), confirmed=clock.today())
    sealer(cast.process.id).put(row, titles={"en": "Elders for water"})
    row.save()
    InitiativeTier.objects.create(initiative=row, audience="public", tier="detail")
    return row.id


def evaluated(cast: Cast, initiative: UUID) -> None:
    """Let facilitators write down why it should work, what has to hold, what changed and what is counted."""
    desk, process, whose = cast.principal("facilitator"), cast.process.id, str(initiative)
    theory = theories.add(desk, process, TheoryText(whose, "If they meet, they share the hours"))
    for assumption in ("Everybody can come", "The canal holds water"):
        theories.assume(desk, theory, assumption)
    outcome = OutcomeText("group", "Farmers", "practice", "They share hours", "structures", DAY, initiative=whose)
    outcomes.add(desk, process, outcome)
    indicators.add(desk, process, IndicatorText("output", "structures", "Hours", "hours", "List", initiative=whose))


def asked(cast: Cast, initiative: UUID) -> str:
    """Return the address of the question before an initiative goes."""
    return reverse("map-card-withdraw", args=[cast.process.id, initiative])


def test_facilitators_are_told_what_goes_along_and_what_stays(cast: Cast) -> None:
    """Its assumptions go, an outcome and an indicator stay; where nothing is written of it, nothing is said."""
    desk, bare, told = sign_in(Client(), cast, "facilitator"), convened(cast), convened(cast)
    evaluated(cast, told)
    nothing, page = text(desk, asked(cast, bare)), text(desk, asked(cast, told))

    assert "Its theory of change goes with it, with 2 assumptions and every look at them." in page
    assert "1 outcome" in page
    assert "1 indicator" in page
    assert reverse("logframe", args=[cast.process.id]) in page
    for words in ("theory of change", "What stays", "logframe"):
        assert words not in nothing


def test_an_owner_is_told_the_same_whether_anything_is_written_of_it_or_not(cast: Cast, on_map: Mapped) -> None:
    """Evaluation is not theirs to read: handed over with a theory or without one, the page is the same."""
    mine = on_map.owned(on_map.owner)
    before = seated(on_map.owner).get(asked(cast, mine)).content
    Ownership.objects.filter(initiative=mine).delete()
    evaluated(cast, mine)
    Ownership.objects.create(initiative_id=mine, seat_id=UUID(on_map.owner.id))
    after = seated(on_map.owner).get(asked(cast, mine)).content

    assert 1 == TheoryOfChange.objects.count()
    assert b"that goes with it" in before
    assert TOKEN.sub(b"", before) == TOKEN.sub(b"", after)
    assert told_of(on_map.owner, mine) is None


def test_nothing_tells_that_there_was_an_initiative(cast: Cast) -> None:
    """Its theory is gone for facilitators and evaluators; what stays is the process's, and in no public register."""
    desk, initiative = sign_in(Client(), cast, "facilitator"), convened(cast)
    evaluated(cast, initiative)
    evaluator = account("judge", cast.process, Role.EVALUATOR)
    assert 1 == len(reads.public_results(evaluator, cast.process.id).cards)
    for who in (evaluator, cast.principal("hill")):
        with pytest.raises(Refused):
            told_of(who, initiative)
    assert 302 == desk.post(asked(cast, initiative)).status_code
    frame = reads.logframe_of(evaluator, cast.process.id, "en")

    assert ((), ()) == (frame.theories, reads.public_results(evaluator, cast.process.id).cards)
    assert [None] == list(OutcomeStatement.objects.values_list("initiative", flat=True))
    assert [None] == list(Indicator.objects.values_list("initiative", flat=True))
    assert (False, False) == (str(initiative) in repr(frame), "Elders for water" in repr(frame))
    assert "The process as a whole" in text(desk, reverse("indicators", args=[cast.process.id]))
