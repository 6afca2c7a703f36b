"""Who is told what was found: those who do the work, and of funders nobody but of gaps."""

from __future__ import annotations

from datetime import date

import pytest

from sulh.coordination.audiences import TOLD, findings_for
from sulh.coordination.before import caused
from sulh.coordination.findings import FINDING_KINDS, Evidence, Finding, FindingKind, Ref
from sulh.model.initiatives import AUDIENCES, Audience, Card, Moment
from sulh.model.picture import Picture

DAY = date(2026, 12, 1)
OWN: dict[Audience, set[FindingKind]] = {
    "coordinators": set(FINDING_KINDS),
    "facilitators": set(FINDING_KINDS),
    "owners": set(FINDING_KINDS),
    "desks": {"opening", "gap", "no_link"},
    "funders": {"gap"},
    "public": set(),
}
OTHERS: dict[Audience, set[FindingKind]] = OWN | {"facilitators": {"opening", "gap"}, "owners": {"gap"}}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_is_told_its_kinds(audience: Audience) -> None:
    """Of their own initiatives those who do the work hear everything; whoever pays hears of gaps and nothing else."""
    found = [Finding(kind, kind, ("a", "b"), (), (), 50) for kind in FINDING_KINDS]

    assert OWN[audience] == {one.kind for one in findings_for([audience], found, {"b"})}
    assert OTHERS[audience] == {one.kind for one in findings_for([audience], found, {"c"})}
    assert set(AUDIENCES) == set(TOLD)


def test_a_funder_hears_of_a_gap_without_the_initiatives_in_it() -> None:
    """That somebody paused, or may be near, is an alert about an initiative; that nobody is there is none."""
    pooled = Evidence("nobody-names", refs=(Ref("issue", "water"),))
    gap = Finding("gap", "k", (), (Ref("issue", "water"),), (pooled, Evidence("paused-on-it", ("a",))), 50)

    assert (pooled,) == findings_for(["funders"], [gap], ())[0].evidence
    assert (gap,) == findings_for(["funders", "desks"], [gap], ())


def test_a_day_is_told_what_it_would_collide_with_before_it_is_kept() -> None:
    """What collides already is not told again, and a day beside it collides with nothing."""
    day, next_day = Moment("session", DAY, DAY), Moment("session", date(2026, 12, 2), date(2026, 12, 2))
    mine = Card("a", issues=("land",), actors=("elders",), moments=(day,))
    theirs = Card("b", issues=("water",), actors=("elders",), moments=(day, next_day))
    picture = Picture(date(2026, 11, 27), (mine, theirs))

    assert [(DAY,), (date(2026, 12, 2),)] == [
        one.evidence[0].days
        for moment, held in ((day, mine.moments[:0]), (next_day, mine.moments))
        for one in caused(_with(picture, held), "a", moment)
    ]
    assert () == caused(picture, "a", Moment("session", date(2026, 12, 9), date(2026, 12, 9)))


def _with(picture: Picture, moments: tuple[Moment, ...]) -> Picture:
    mine, theirs = picture.cards
    return Picture(picture.today, (Card("a", issues=mine.issues, actors=mine.actors, moments=moments), theirs))
