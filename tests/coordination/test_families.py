"""Each kind of finding, by examples that can be checked by hand: what is told, and what is close to it and is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import pytest
from msgspec.structs import replace

from sulh.coordination.codes import CODES
from sulh.coordination.detect import detect, touched_by
from sulh.coordination.findings import Evidence, Finding, FindingKind, Ref
from sulh.coordination.offers import matches
from sulh.coordination.partners import partners
from sulh.coordination.track_one import link_to_track_one
from sulh.model.actors import Actor, Name, Place, Tie
from sulh.model.initiatives import Card, Link, Message, Moment
from sulh.model.picture import Item, OfficialRound, Picture
from tests.coordination.drawn import drawn

TODAY = date(2026, 11, 27)
PAST, SOON, LATER = date(2026, 10, 1), date(2026, 12, 1), date(2027, 6, 1)
NAME = (Name("A name"),)
PLACES = (
    Place("land", "country", NAME),
    Place("hill", "region", NAME, "land"),
    Place("valley", "region", NAME, "land"),
    Place("mill", "site", NAME, "hill"),
)


def card(key: str, **fields: object) -> Card:
    """Return a card with an owner of its own that is at work and works on water at the mill."""
    plain = Card(key, issues=("water",), places=("mill",), start=PAST, owner=f"owner of {key}")
    return replace(plain, **fields)


def told(cards: Sequence[Card], kind: FindingKind, **more: object) -> list[Finding]:
    """Return the findings of one kind in a picture of these cards."""
    return [one for one in detect(replace(Picture(TODAY, tuple(cards), places=PLACES), **more)) if one.kind == kind]


def codes(finding: Finding) -> list[str]:
    """Return what a finding rests on."""
    return [one.code for one in finding.evidence]


def test_two_at_one_place_on_one_issue_work_on_the_same_matter() -> None:
    """What they share is told, each thing once."""
    found = told(
        [card("b", actors=("elder",), sides=("north",)), card("a", actors=("elder",), sides=("north",))], "same_matter"
    )

    assert [("a", "b")] == [one.cards for one in found]
    assert (Ref("issue", "water"),) == found[0].about
    assert ["both-name-issue", "same-place", "same-time", "both-engage", "same-side"] == codes(found[0])


@pytest.mark.parametrize(
    ("other", "evidence"),
    [
        ({"places": ("hill",)}, ["both-name-issue", "same-place", "same-time"]),
        ({"places": ()}, ["both-name-issue", "place-not-told", "same-time"]),
        ({"start": None}, ["both-name-issue", "same-place", "time-not-told"]),
        ({"issues": (), "items": ("i",)}, ["both-name-item", "same-place", "same-time"]),
    ],
)
def test_what_is_not_told_may_be(other: Mapping[str, Any], evidence: list[str]) -> None:
    """A place around the other's is one place; what is not told is never a no."""
    first = card("a", items=("i",), end=TODAY)  # the last day is a day of work
    assert [evidence] == [codes(one) for one in told([first, card("b", **other)], "same_matter")]


def test_without_a_place_and_a_time_nothing_is_the_same_matter() -> None:
    """One issue alone says little; a quarter, or an actor whom both engage on it, says more."""
    bare = {"places": (), "start": None, "issues": ("water",)}
    one = card("a", actors=("elder",), items=("i",))

    def found(**more: object) -> int:
        return len(told([one, card("b", **bare | more)], "same_matter"))

    assert [0, 1, 1] == [found(), found(quarter="2026-Q2"), found(actors=("elder",))]
    assert 0 == found(actors=("elder",), issues=(), items=("i",))


def test_one_country_alone_is_no_place_on_which_two_meet() -> None:
    """Two that tell no place narrower than the whole map are told of each other only if they engage one actor."""
    wide = card("a", places=("land",))

    assert [] == told([wide, card("b")], "same_matter")
    assert [("a", "c")] == [
        one.cards for one in told([replace(wide, actors=("elder",)), card("c", actors=("elder",))], "same_matter")
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"issues": ("roads",)},
        {"places": ("valley",)},
        {"start": PAST, "end": date(2026, 11, 26)},
        {"start": date(2027, 7, 1)},
        {"start": None, "quarter": "2027-Q3"},
        {"phase": "ended"},
        {"phase": "paused"},
        {"owner": "owner of a"},
    ],
)
def test_work_apart_is_not_the_same_matter(other: Mapping[str, Any]) -> None:
    """Another issue, place or time, work that is over or paused, and one owner of both: nothing to tell."""
    assert [] == told([card("a", end=LATER), card("b", **other)], "same_matter")


def test_who_works_together_need_not_be_told_of_one_another() -> None:
    """An accepted link ends the finding, a proposed one is told and presses less, a declined one does nothing."""
    pair = [card("a"), card("b")]
    states = {state: (Link("l", "b", "a", "information", state),) for state in ("accepted", "proposed", "declined")}
    found = {state: told(pair, "same_matter", links=links) for state, links in states.items()}

    assert [] == found["accepted"]
    assert "link-proposed" in codes(found["proposed"][0])
    assert found["declined"] == told(pair, "same_matter")
    assert found["proposed"][0].pressing < found["declined"][0].pressing
    assert [] == told(pair, "same_matter", links=(*states["accepted"], *states["proposed"]))


def meeting(key: str, start: date, end: date, **fields: object) -> Card:
    """Return a card with one session, that names no issue."""
    return card(key, **{"issues": (), "moments": (Moment("session", start, end),), **fields})


@pytest.mark.parametrize(
    ("shared", "evidence"),
    [
        ({"actors": ("elder",)}, ["same-days-same-actor"]),
        ({"sides": ("north",)}, ["same-days-same-side"]),
        ({"sides": ("north",), "places": ("land",)}, ["same-days-same-side"]),
        ({"sides": ("north",), "places": ()}, []),
        ({}, []),
    ],
)
def test_two_meetings_clash_with_the_same_people_on_one_day(shared: Mapping[str, Any], evidence: list[str]) -> None:
    """The same actor, or the same side in one place; a place that is not told makes no clash."""
    first = meeting("a", SOON, date(2026, 12, 3), **{**shared, "places": ("mill",)})
    second = meeting("b", date(2026, 12, 3), date(2026, 12, 5), **shared)
    found = told([first, second], "clash")

    assert evidence == [code for one in found for code in codes(one)]
    assert [(date(2026, 12, 3),)] * len(evidence) == [told.days for one in found for told in one.evidence]


@pytest.mark.parametrize("days", [(date(2026, 12, 4), date(2026, 12, 5)), (PAST, date(2026, 11, 26))])
def test_other_days_and_past_days_do_not_clash(days: tuple[date, date]) -> None:
    """A clash is on a day that is shared and still to come."""
    pair = [meeting("a", PAST, date(2026, 12, 3), actors=("elder",)), meeting("b", *days, actors=("elder",))]
    assert [] == told(pair, "clash")


def test_a_public_event_in_a_delicate_time_clashes() -> None:
    """Whose event it is comes first; a delicate time of one's own is no clash, nor are two delicate ones."""
    quiet = Moment("delicate", SOON, LATER)
    loud = card("b", moments=(Moment("public_event", SOON, SOON), quiet))
    found = told([card("a", moments=(quiet,)), loud], "clash")

    assert [("public-event-in-delicate-time", ("b", "a"), (Ref("issue", "water"),))] == [
        (one.code, one.cards, one.refs) for one in found[0].evidence
    ]
    assert [] == told([loud, card("c")], "clash")

    days = Moment("public_event", SOON, date(2026, 12, 20)), Moment("delicate", date(2026, 12, 9), date(2026, 12, 10))
    found = told([card("a", moments=days[:1]), card("b", moments=days[1:])], "clash")
    assert [(date(2026, 12, 9), date(2026, 12, 10))] == [one.evidence[0].days for one in found]


def test_the_nearer_clash_is_the_more_pressing() -> None:
    """What is next week comes before what is next quarter."""
    pressing = []
    for day in (SOON, date(2027, 1, 15), LATER):
        pair = [meeting(key, day, day, actors=("elder",)) for key in "ab"]
        pressing.append(told(pair, "clash")[0].pressing)
    assert sorted(pressing, reverse=True) == pressing
    assert 3 == len(set(pressing))


PEOPLE = (Actor("elder", "person", NAME), Actor("union", "party", NAME))


def busy(number: int, actor: str, **fields: object) -> list[Card]:
    """Return cards on different issues that engage one actor."""
    return [card(f"c{n}", issues=(f"issue {n}",), actors=(actor,), **fields) for n in range(number)]


def test_a_person_in_four_initiatives_at_one_time_is_asked_too_often() -> None:
    """Three are not too many, four are; an organisation may be in many; what comes later is not at one time."""
    found = told(busy(4, "elder"), "asked_too_often", actors=PEOPLE)
    assert [("c0", "c1", "c2", "c3")] == [one.cards for one in found]
    assert [4] == [one.evidence[0].number for one in found]

    assert [] == told(busy(3, "elder"), "asked_too_often", actors=PEOPLE)
    assert [] == told(busy(4, "union"), "asked_too_often", actors=PEOPLE)
    late = card("z", actors=("elder",), start=date(2027, 2, 1))
    assert [] == told([*busy(3, "elder", end=date(2027, 1, 1)), late], "asked_too_often", actors=PEOPLE)
    assert "time-not-told" in codes(
        told([*busy(3, "elder"), card("z", actors=("elder",), start=None)], "asked_too_often", actors=PEOPLE)[0]
    )


def test_contrary_words_on_one_issue_are_told_with_who_says_what() -> None:
    """Two of one mind, and two issues, are not contrary."""
    both = [card("a", messages=(Message("water", "for"),)), card("b", messages=(Message("water", "against"),))]
    found = told(both, "contrary_messages")

    assert [("speak-for", ("a",)), ("speak-against", ("b",))] == [(one.code, one.cards) for one in found[0].evidence]
    assert [] == told([both[0], card("b", messages=(Message("water", "for"),))], "contrary_messages")
    assert [] == told([both[0], card("b", messages=(Message("roads", "against"),))], "contrary_messages")
    assert [] == told([card("a", messages=(Message("water", "for"), Message("water", "against")))], "contrary_messages")


def test_five_on_one_issue_level_and_side_are_a_crowd() -> None:
    """Four are none, and the fifth at another level makes none."""
    cards = [card(f"c{n}", levels=("top",), sides=("north",)) for n in range(5)]
    found = told(cards, "crowding")

    assert [(Ref("issue", "water"), Ref("level", "top"), Ref("side", "north"))] == [one.about for one in found]
    assert [5] == [one.evidence[0].number for one in found]
    assert [] == told(cards[:4], "crowding")
    assert [] == told([*cards[:4], card("z", levels=("grassroots",), sides=("north",))], "crowding")


@pytest.mark.parametrize(
    ("tie", "code"),
    [
        ({}, "distrusts"),
        ({"kind": "hostile"}, "is-hostile-to"),
        ({"confidence": "low"}, "distrusts-unsure"),
        ({"kind": "talks_with"}, None),
        ({"end": PAST}, None),
        ({"start": SOON}, None),
        ({"other": "mayor"}, None),
        ({"one": "north chief", "other": "south chief"}, None),
        ({"one": "north chief", "other": "north rival"}, "distrusts"),
    ],
)
def test_distrust_between_people_of_the_same_matter_is_told(tie: Mapping[str, Any], code: str | None) -> None:
    """A tie that holds today is told; hostility between actors of two sides is the conflict itself and is not."""
    sides = {"north chief": "north", "north rival": "north", "south chief": "south"}
    actors = tuple(Actor(key, "person", NAME, side=side) for key, side in sides.items())
    given = replace(Tie("t", "owner of a", "owner of b", "distrusts", "high"), **tie)
    pair = [card("a", actors=("north chief",)), card("b", actors=("south chief", "north rival"))]
    found = told(pair, "distrust", actors=actors, ties=(given,))

    assert [[code]] * (code is not None) == [codes(one) for one in found]


def test_a_surer_source_is_told_before_a_less_sure_one() -> None:
    """Several ties of two people make one piece of evidence, by the surest."""
    ties = tuple(Tie(level, "owner of a", "owner of b", "distrusts", level) for level in ("low", "high"))
    assert [["distrusts"]] == [codes(one) for one in told([card("a"), card("b")], "distrust", ties=ties)]


def test_a_gap_is_what_nobody_at_work_names() -> None:
    """A place within counts, a paused card does not and is named, and what no card tells of is no gap."""
    world: dict[str, object] = {
        "issues": {"water": {}, "roads": {}},
        "sides": {"north": {}, "south": {}},
        "items": (Item("i", 1, "open", {}), Item("j", 2, "agreed", {})),
    }
    cards = [
        card("a", sides=("north",), levels=("top",), items=("i",)),
        card("b", issues=("roads",), sides=("south",), phase="paused"),
    ]
    found = {one.about[0]: one for one in told(cards, "gap", **world)}

    named = {
        ("issue", "roads"),
        ("side", "south"),
        ("level", "middle_range"),
        ("level", "grassroots"),
        ("place", "valley"),
    }
    assert named == {(ref.kind, ref.id) for ref in found}
    assert ["nobody-names", "paused-on-it"] == codes(found[Ref("issue", "roads")])


def test_a_gap_says_who_may_be_there_after_all() -> None:
    """Whoever names a wider place, or tells nothing, may work there."""
    cards = [card("a"), card("b", places=("land",)), card("c", places=())]
    found = [one for one in told(cards, "gap") if one.about == (Ref("place", "valley"),)]

    assert [["nobody-names", "works-in-wider-place", "do-not-tell"]] == [codes(one) for one in found]
    assert (("b",), 1) == (found[0].evidence[1].cards, found[0].evidence[2].number)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"phase": "ended"}, "rests-on-ended"),
        ({"end": PAST}, "rests-on-ended"),
        ({"phase": "paused"}, "rests-on-paused"),
        ({"phase": "planned"}, None),
        ({"phase": None}, None),
    ],
)
def test_what_rests_on_work_that_has_stopped_is_told(other: Mapping[str, Any], code: str | None) -> None:
    """The one that depends comes first; work that goes on, or does not tell, is no finding."""
    found = told([card("a", depends_on=("b",)), card("b", **other)], "dependency")
    assert [(code, ("a", "b"))] * (code is not None) == [(one.code, one.cards) for f in found for one in f.evidence]


def test_a_chain_that_one_person_carries_is_told() -> None:
    """Three would stop with one person; an organisation, two persons or a chain of two are no finding."""

    def carried(**first: object) -> list[Finding]:
        start = replace(card("a", owner="elder"), **first)
        return told([start, card("b", depends_on=("a",)), card("c", depends_on=("b",))], "dependency", actors=PEOPLE)

    assert [("a", "b", "c")] == [one.cards for one in carried()]
    assert [["one-person-alone", "cannot-go-on-without"]] == [codes(one) for one in carried()]
    assert [] == carried(owner="union")
    assert [] == carried(actors=("union",))
    assert [] == told([card("a", owner="elder"), card("b", depends_on=("a",))], "dependency", actors=PEOPLE)
    assert [] == told([card(key, owner="elder") for key in "abc"], "dependency", actors=PEOPLE)


def test_all_in_one_sector_track_names_the_other_eight() -> None:
    """Three cards of one sector track rest on it; two are too few to rest on anything; another sector ends it."""
    cards = [card(key, sectors=("religion",), sides=("north",)) for key in "abc"]
    found = told(cards, "one_track", sides={"north": {}, "south": {}})

    assert [(Ref("sector", "religion"),), (Ref("sector", "religion"), Ref("side", "north"))] == [f.about for f in found]
    missing = [
        "government",
        "professional",
        "business",
        "citizen",
        "research_education",
        "activism",
        "funding",
        "media",
    ]
    assert missing == [ref.id for ref in found[0].evidence[1].refs]
    assert [] == told(cards[:2], "one_track")
    assert [] == told([*cards, card("d", sectors=("business", "religion"))], "one_track")


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (["more_personal"] * 3, ["key_personal", "more_sociopolitical", "key_sociopolitical"]),
        (["more_personal", "key_personal", "more_personal"], ["more_sociopolitical", "key_sociopolitical"]),
        (["more_personal", "key_sociopolitical", "more_personal"], None),
    ],
)
def test_all_in_one_part_of_the_matrix_names_the_rest(cells: list[Any], missing: list[str] | None) -> None:
    """One cell alone, or personal change alone, is told with what is missing."""
    found = told([card(str(n), quadrants=(cell,)) for n, cell in enumerate(cells)], "one_quadrant")
    assert [missing] * (missing is not None) == [[ref.id for ref in one.evidence[1].refs] for one in found]


def test_no_link_to_track_one_and_no_reason_is_told() -> None:
    """A link of one's own, one through another card, a reason, and a card not seen in full are each no finding."""
    links = (
        Link("l1", "b", "desk", "information", "accepted"),
        Link("l2", "c", "b", "information", "accepted"),
        Link("l3", "d", "desk", "information", "proposed"),
        Link("l4", "e", "d", "information", "accepted"),
        Link("l5", "h", "b", "information", "proposed"),
    )
    cards = [card(key) for key in "abcdeh"]
    cards += [card("f", independent="Officials would frighten them away."), card("g", tier="timing")]

    found = told(cards, "no_link", links=links, desks={"desk": {}})
    assert [("a",), ("e",), ("h",)] == sorted(one.cards for one in found)
    assert [] == told(cards, "no_link")

    picture = Picture(TODAY, (card("b", issues=()), card("c")), links, desks={"desk": {}})
    assert () == touched_by(picture, "c")
    assert ["no_link"] == [one.kind for one in touched_by(replace(picture, cards=(card("c"),)), "c")]


def test_a_stall_is_an_opening_with_who_could_use_it() -> None:
    """A stalled point names who works on it; of the rounds only the last counts."""
    items = (Item("i", 1, "stalled", {}, since=PAST), Item("j", 2, "open", {}))
    rounds = (
        OfficialRound("r1", 1, PAST, None, PAST, "A newspaper"),
        OfficialRound("r2", 2, PAST, None, SOON, "A newspaper"),
    )
    cards = [card("a", items=("i",)), card("b", items=("j",))]
    found = {one.about[0]: one for one in told(cards, "opening", items=items, rounds=rounds)}

    assert {Ref("item", "i"): ("a",), Ref("round", "r2"): ()} == {ref: one.cards for ref, one in found.items()}
    assert [("a",), ("a", "b")] == [found[ref].evidence[1].cards for ref in (Ref("item", "i"), Ref("round", "r2"))]
    going_on = OfficialRound("r3", 3, SOON, None, None, "A newspaper")
    assert [Ref("item", "i")] == [
        one.about[0] for one in told(cards, "opening", items=items, rounds=(*rounds, going_on))
    ]


NEEDS: dict[str, Callable[[Evidence], bool]] = {
    "cards": lambda one: len(one.cards) >= 1,
    "first": lambda one: len(one.cards) == 2,
    "second": lambda one: len(one.cards) == 2,
    "refs": lambda one: len(one.refs) >= 1,
    "one": lambda one: len(one.refs) == 2,
    "other": lambda one: len(one.refs) == 2,
    "days": lambda one: len(one.days) >= 1,
    "number": lambda one: one.number is not None,
}


@pytest.mark.parametrize("seed", range(10))
def test_every_reason_fills_its_sentence(seed: int) -> None:
    """Whatever a sentence has room for, the evidence brings."""
    picture = drawn(seed)
    groups = [one.evidence for one in detect(picture)] + [one.reasons for one in matches(picture)]
    for held in picture.cards:
        groups += [one.reasons for one in partners(picture, held.id)]
        groups += [one.reasons for one in link_to_track_one(picture, held.id)]
    for evidence in chain.from_iterable(groups):
        for name in re.findall(r"{(\w+)}", CODES[evidence.code]):
            assert NEEDS[name](evidence), evidence


def test_every_sentence_keeps_to_the_words_of_the_house() -> None:
    """No sentence blames, certifies, cheers or promises, and none says that work is a duplicate."""
    for sentence in CODES.values():
        assert sentence.endswith("."), sentence
        assert not any(
            word in sentence.lower() for word in ("duplicat", "!", "certified", "must", "fault", "score", "does help")
        )
