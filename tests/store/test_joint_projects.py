"""Joint projects are counted of what everybody may know: no figure depends on a card that is hidden from somebody."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sulh.access import Refused, Role
from sulh.model.initiatives import AUDIENCES, TIERS
from sulh.store import clock
from sulh.store.models import Initiative, InitiativeTier, Ownership
from sulh.store.reads import structures as reads
from sulh.store.reads.structures import Between, Standing
from tests.cast import Cast
from tests.store.mapped import account
from tests.store.tied import BEGAN, on_a_day, tied, work


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_day(monkeypatch)


def standing(cast: Cast, name: str = "facilitator") -> Standing:
    """Return what somebody reads today."""
    who = account("judge", cast.process, Role.EVALUATOR) if name == "evaluator" else cast.principal(name)
    return reads.standing(who, cast.process.id, Between(clock.today(), clock.today() - timedelta(365)))


def test_an_initiative_counts_that_shows_the_public_whom_it_engages_and_when(cast: Cast) -> None:
    """Of both sides, at work, confirmed; with its members of each side, since when, and its title where names are."""
    ids = tied(cast)
    both = work(cast, ids["h2"], ids["r2"], ids["r3"])
    work(cast, ids["h2"], ids["h3"])
    work(cast, ids["h2"], ids["r2"], phase="ended")
    waits = work(cast, ids["h2"], ids["r2"])
    Initiative.objects.filter(pk=waits.pk).update(confirmed=None)
    Ownership.objects.create(initiative=waits, seat=cast.seats["owner"])
    coordinator = account("coordinator", cast.process, Role.COORDINATOR)
    found, _ = reads.brokers(coordinator, cast.process.id, clock.today())

    assert (1, 1) == (standing(cast).projects, standing(cast).bodies)
    assert [(str(both.id), [1, 2], BEGAN)] == [
        (one.id, sorted(one.members.values(), key=str), one.since) for one in found.bodies if one.kind == "project"
    ]
    asked = [one.id for one in found.bodies]
    assert {str(both.id): {"en": "Wells for both"}} == reads.titled(coordinator, cast.process.id, asked)
    with pytest.raises(Refused):
        reads.titled(cast.principal("owner"), cast.process.id, asked)


def test_no_card_that_is_not_shown_to_everybody_moves_a_figure(cast: Cast) -> None:
    """Whoever else is shown it, and however much: with it and without it everything reads the same."""
    ids = tied(cast)
    before = standing(cast)
    hidden = work(cast, ids["h2"], ids["r2"], tier="none")
    for audience, tier in product(AUDIENCES, TIERS):
        if audience != "public" or TIERS.index(tier) < TIERS.index("timing"):
            InitiativeTier.objects.filter(initiative=hidden).delete()
            InitiativeTier.objects.create(initiative=hidden, audience=audience, tier=tier)
            assert before == standing(cast), (audience, tier)
    InitiativeTier.objects.update(audience="public", tier="timing")
    assert (0, 1) == (before.projects, standing(cast).projects)


def test_a_person_makes_no_project_joint_and_neither_does_who_is_not_listed(cast: Cast) -> None:
    """The public reads of no person on a card, and of nobody whom an owner alone named."""
    ids = tied(cast)
    for other in ("r1", "quiet"):
        work(cast, ids["h2"], ids[other])

    assert 0 == standing(cast).projects


def test_an_evaluator_is_told_of_no_few_and_of_none_before_the_end_of_a_quarter(cast: Cast) -> None:
    """Two are few; three are told; a fourth that came onto the map this quarter waits for its end."""
    ids = tied(cast)
    rows = [work(cast, ids["h2"], ids["r2"]) for _ in range(2)]
    assert (2, None) == (standing(cast).projects, standing(cast, "evaluator").projects)
    rows += [work(cast, ids["h2"], ids["r2"]) for _ in range(2)]
    Initiative.objects.filter(pk=rows[-1].pk).update(entered=date(2026, 11, 1))
    evaluator = account("second-judge", cast.process, Role.EVALUATOR)
    told = reads.standing(evaluator, cast.process.id, Between(clock.today(), BEGAN))

    assert (4, 3) == (standing(cast).projects, told.projects)


def test_projects_take_as_many_queries_however_many_there_are(cast: Cast) -> None:
    """Five are read with as many queries as one."""
    ids = tied(cast)
    counts = set()
    for many in (1, 4):
        for _ in range(many):
            work(cast, ids["h2"], ids["r2"])
        with CaptureQueriesContext(connection) as asked:
            standing(cast)
        counts.add(len(asked))

    assert 1 == len(counts)
