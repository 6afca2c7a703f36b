"""The network of actors: whom it shows, where they stand, and what its tables say."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.figures import layers
from sulh.figures.drawn import Drawn, Labels
from sulh.figures.joints import joints
from sulh.figures.layers import Frame, layered
from sulh.figures.network import DESK, network
from sulh.figures.network_table import shown, ties_table
from sulh.model.actors import ACTOR_KINDS, CONFIDENCES, TIE_KINDS, Actor, Name, Tie
from sulh.model.picture import Picture
from sulh.model.tracks import LEVELS
from sulh.words.language import language
from tests.figures.drawing import parsed, texts
from tests.figures.test_tracks import TODAY

LABELS = Labels(
    levels={level: level for level in LEVELS},
    kinds={kind: kind for kind in ACTOR_KINDS},
    ties={kind: kind for kind in TIE_KINDS},
    confidences={one: one for one in CONFIDENCES},
)
SIDES = {"n": {"en": "North", "ar": "الشمال"}, "s": {"en": "South", "ar": "الجنوب"}}
ACTORS = (
    Actor("elder", "person", (Name("An elder"),), level="middle_range", side="n"),
    Actor("union", "organisation", (Name("Union <of> north"),), level="grassroots", side="n"),
    Actor("front", "armed_group", (Name("The front"),), level="top", side="s"),
    Actor("port", "business", (Name("Port house"),), level="top"),
    Actor("far", "state", (Name("A state far away"),), abroad=True),
)
TIES = (
    Tie("1", "elder", "union", "leads", "high", source="a"),
    Tie("2", "elder", "union", "member_of", "low", source="b"),
    Tie("3", "front", "elder", "talks_with", "medium", source="c"),
    Tie("4", "far", "front", "funds", "high", end=date(2020, 1, 1), source="d"),
    Tie("5", "port", "front", "trusts", "high", start=date(2030, 1, 1), source="e"),
)
PICTURE = Picture(TODAY, actors=ACTORS, ties=TIES, sides=SIDES)
LINKS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=12)


def drawn(picture: Picture = PICTURE, *, tag: str = "en", width: int = DESK) -> Drawn:
    """The network of a picture."""
    return network(picture, language(tag), LABELS, width=width)


def crowd(actors: int, ties: int) -> Picture:
    """Many actors on two sides and all levels, tied by a fixed rule."""
    made = [
        Actor(f"a{n:04}", ACTOR_KINDS[n % 11], (Name(f"Actor {n}"),), level=LEVELS[n % 3], side="ns"[n % 2])
        for n in range(actors)
    ]
    pairs = [(n * n % actors, (n * 7 + n // actors + 1) % actors) for n in range(ties)]
    tied = [
        Tie(f"t{n}", made[one].id, made[other].id, TIE_KINDS[n % 10], "low") for n, (one, other) in enumerate(pairs)
    ]
    return Picture(TODAY, actors=tuple(made), ties=tuple(tied), sides=SIDES)


def parts(links: list[tuple[str, str]], without: str = "") -> int:
    """In how many parts those that are linked fall, counted by spreading from each."""
    left = [(one, other) for one, other in links if without not in (one, other)]
    people = {end for link in links for end in link} - {without}
    count = 0
    while people:
        reached = {people.pop()}
        while more := {end for link in left if reached & set(link) for end in link} - reached:
            reached |= more
        people -= reached
        count += 1
    return count


def test_degree_counts_others_and_only_ties_of_today() -> None:
    """Two ties with one neighbour are one; what has ended or not begun is not counted, and stays in its table."""
    found = shown(PICTURE, language("en"))

    assert {"elder": 2, "union": 1, "front": 1, "port": 0, "far": 0} == found.degree
    assert "5 actors. 1 of 3 ties join two sides." == drawn().title
    assert ("A state far away", "funds", "The front", "not known", "1 January 2020", "high", "d") in ties_table(
        PICTURE, language("en"), LABELS
    ).rows
    assert 2 == len(ties_table(PICTURE, language("en"), LABELS, of="union").rows)


@given(LINKS)
def test_joints_are_those_whose_leaving_parts_others(links: list[tuple[str, str]]) -> None:
    """Without a joint there are more parts than with it; without anybody else there are not."""
    people = {end for one, other in links if one != other for end in (one, other)}
    real = [link for link in links if link[0] != link[1]]

    assert {one for one in people if parts(real, one) > parts(real)} == joints(links)


def test_who_joins_others_is_said_only_where_it_may_be_seen() -> None:
    """The table tells of brokers when it is asked to, and never else."""
    asked = network(PICTURE, language("en"), LABELS, brokers=True).table

    assert ("An elder", "person", "North", "middle_range", "2", "yes") == asked.rows[0]
    assert all(5 == len(row) for row in drawn().table.rows)


def test_place_is_side_and_level() -> None:
    """The north stands before the south, those of no side between; the top above the grassroots, abroad above all."""
    uses = {
        use.getAttribute("href"): (float(use.getAttribute("x")), float(use.getAttribute("y")))
        for use in parsed(drawn().svg).getElementsByTagName("use")
    }
    elder, union, front, port, far = (
        uses[f"#ne-{kind}"] for kind in ("s0person", "s0body", "s1armed", "sxbody", "sxstate")
    )

    assert elder[0] == union[0] < port[0] < front[0]
    assert far[1] < port[1] == front[1] < elder[1] < union[1]


def test_read_from_right_to_left_sides_change_places() -> None:
    """The first side stands where reading begins."""
    there, here = (
        [float(use.getAttribute("x")) for use in parsed(drawn(tag=tag).svg).getElementsByTagName("use")]
        for tag in ("en", "ar")
    )

    assert [DESK - x for x in there] == pytest.approx(here, abs=1)


def test_the_order_of_rows_draws_nothing() -> None:
    """The same actors and ties in another order are the same picture."""
    turned = msgspec.structs.replace(PICTURE, actors=ACTORS[::-1], ties=TIES[::-1])

    assert drawn() == drawn(turned)


def test_names_are_text_and_looks_come_from_the_page() -> None:
    """Markup in a name stays letters; a figure brings no style; all names of a small network are written."""
    svg = drawn().svg

    assert {"\u2068Union <of> north\u2069", "\u2068An elder\u2069", "\u2068The front\u2069"} <= set(texts(svg, "text"))
    assert "style" not in svg
    assert "member_of, leads, represents" in texts(svg, "text")
    assert "distrusts, hostile" not in texts(svg, "text")


@pytest.mark.parametrize("width", [324, DESK])
def test_three_hundred_are_drawn_and_the_rest_is_counted(width: int) -> None:
    """Of three thousand the most connected are drawn, apart from one another, in less than sixty kilobytes."""
    picture = crowd(3000, 20_000)
    figure = drawn(picture, width=width)
    marks = parsed(figure.svg).getElementsByTagName("use")

    assert 300 + 2 == len(marks)
    assert 300 == len(figure.table.rows)
    assert "2,700 more actors are not drawn: those with most ties are." == figure.notes[0]
    assert len(figure.svg) < 60_000
    assert len({(mark.getAttribute("x"), mark.getAttribute("y")) for mark in marks}) == len(marks)


@pytest.mark.parametrize(("sweeps", "work"), [(0, layers.MOST_WORK), (layers.SWEEPS, 0)])
def test_marks_of_a_field_go_to_what_they_are_tied_to(sweeps: int, work: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pairs across two columns, given crosswise, end side by side: by sweeps alone, and by changes alone."""
    monkeypatch.setattr(layers, "SWEEPS", sweeps)
    monkeypatch.setattr(layers, "MOST_WORK", work)
    fields = [(0, 0), (0, 0), (0, 0), (0, 1), (0, 1), (0, 1)]
    ties = [(0, 5), (1, 4), (2, 3)]
    points = layered(fields, ties, Frame(120, 200, 30)).points

    assert all(points[one][1] == points[other][1] for one, other in ties)
    assert 6 == len(set(points))


def test_without_actors_there_is_a_sentence() -> None:
    """Nobody to show: no figure, and words for it."""
    figure = drawn(Picture(TODAY))

    assert ("No actor is shown to you so far.", "", ()) == (figure.title, figure.svg, figure.table.rows)
