"""What went on meanwhile, as whoever reads what changes is told it: days, and nothing that an owner keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.models import Initiative, Ownership
from sulh.store.reads.beside import WentOn, went_on
from sulh.store.sealing import sealer
from sulh.store.writes import rounds
from tests.adversary.coded import evaluators
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def of_sort(cast: Cast, sort: str, who: str = "evaluator") -> list[WentOn]:
    """Return what somebody is told of one sort."""
    return [one for one in went_on(cast.principal(who), cast.process.id, "en") if one.sort == sort]


def test_of_rounds_of_a_dialogue_the_days_stand_there_and_of_a_caucus_nothing(cast: Cast) -> None:
    """An evaluator reads when all sides were asked, not in which dialogue, and nothing of one side alone."""
    evaluators(cast)
    facilitator = cast.principal("facilitator")
    joint, caucus = cast.round(state="draft"), cast.round(side="hill", state="draft")
    cast.round(state="draft")
    rounds.open_(facilitator, caucus.id)
    rounds.close(facilitator, caucus.id)
    rounds.open_(facilitator, joint.id)
    assert [WentOn("dialogue", clock.today(), None)] == of_sort(cast, "dialogue")

    rounds.close(facilitator, joint.id)
    assert [WentOn("dialogue", clock.today(), clock.today())] == of_sort(cast, "dialogue")


def test_a_round_is_over_with_its_last_epoch(cast: Cast, at: Callable[..., None]) -> None:
    """A round that nobody closed ended on the day on which its last epoch did."""
    evaluators(cast)
    began = clock.today()
    joint = cast.round(state="draft", hours=30)
    rounds.open_(cast.principal("facilitator"), joint.id)
    at(days=9)

    (found,) = of_sort(cast, "dialogue")
    assert found.end is not None
    assert (began, True) == (found.start, began < found.end < began + timedelta(3))


def test_initiatives_of_the_facilitators_stand_there_and_those_of_an_owner_do_not(cast: Cast) -> None:
    """What facilitators hold themselves is told with its name; of what an owner holds not even the day is."""
    evaluators(cast)
    start = clock.today() - timedelta(40)
    Initiative.objects.filter(pk=cast.initiative.pk).update(start=start)
    other = Initiative(process=cast.process, start=start)
    sealer(cast.process.id).put(other, titles={"en": "Of an owner"})
    other.save()
    Ownership.objects.create(initiative=other, seat=cast.seats["owner"])
    name = sealer(cast.process.id).texts(cast.initiative, "titles")["en"]

    assert [WentOn("initiative", start, None, name=name)] == of_sort(cast, "initiative")
    assert of_sort(cast, "initiative") == of_sort(cast, "initiative", "facilitator")


@pytest.mark.parametrize("who", ["owner", "hill", "hill-reader", "translator", "administrator"])
def test_who_does_not_read_what_changes_is_told_nothing(cast: Cast, who: str) -> None:
    """Others of the process are refused."""
    with pytest.raises(Refused):
        went_on(cast.principal(who), cast.process.id, "en")
