"""The timeline by track: what it draws, what it only names, and that it holds many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sulh.figures.days import Days
from sulh.figures.drawn import Drawn, Labels
from sulh.figures.tracks import timeline
from sulh.model.initiatives import Card, Moment
from sulh.model.picture import OfficialRound, Picture
from sulh.model.tracks import SECTOR_TRACKS
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

TODAY = date(2026, 11, 27)
LABELS = Labels(sectors={sector.key: sector.name for sector in SECTOR_TRACKS})
TABLE = Card(
    "c1",
    titles={"en": "Traders & friends"},
    sectors=("business", "citizen"),
    start=date(2026, 1, 1),
    end=date(2026, 7, 1),
    moments=(Moment("session", date(2026, 3, 1), date(2026, 3, 1)),),
)
OPEN = Card("c2", titles={"en": "Elders' visits"}, sectors=("religion",), start=date(2026, 2, 1))
UNTIMED = Card("c3", tier="theme_area", titles={"en": "Quiet talks"}, sectors=("religion",))
STALLED = OfficialRound("r2", 2, date(2026, 1, 10), None, date(2026, 5, 3), "a public source")


def drawn(*cards: Card, rounds: tuple[OfficialRound, ...] = (), tag: str = "en") -> Drawn:
    """The timeline of these cards."""
    return timeline(Picture(TODAY, cards=cards, rounds=rounds), language(tag), LABELS)


def bars(svg: str) -> list[tuple[str, float, float]]:
    """Fill, place and breadth of every bar, the places as shares."""
    boxes = parsed(svg).getElementsByTagName("rect")

    def share(name: str, number: int) -> float:
        return float(boxes[number].getAttribute(name).rstrip("%")) / 100

    return [(box.getAttribute("fill"), share("x", n), share("width", n)) for n, box in enumerate(boxes)]


def test_a_bar_stands_where_its_days_lie_in_each_of_its_lanes() -> None:
    """Worked by hand: 330 days and a fortieth of room; the bar lasts 181 of them, in two lanes."""
    figure = drawn(TABLE)
    days = Days.round([date(2026, 1, 1), date(2026, 7, 1), date(2026, 3, 1)], TODAY)
    expected = ("", round(days.at(date(2026, 1, 1)), 4), round(181 / (days.last - days.first).days, 4))

    assert (330 + 13 + 26) == (days.last - days.first).days
    assert [expected, expected] == [(fill, round(x, 4), round(long, 4)) for fill, x, long in bars(figure.svg)]
    assert ["3 Business", "4 Private Citizen"] == [one for one in texts(figure.svg, "text") if one[0] in "34"]


def test_the_axis_runs_as_the_reader_reads() -> None:
    """Read from right to left, every bar lies as far from the right edge as it lay from the left."""
    there, here = bars(drawn(TABLE, OPEN).svg), bars(drawn(TABLE, OPEN, tag="ar").svg)

    assert [pytest.approx(1 - x - long, abs=2e-4) for _, x, long in there] == [x for _, x, _ in here]


def test_an_open_end_fades_and_a_stall_is_an_opening() -> None:
    """What nobody said ends in a fade; what stands still is hatched, and called an opening in words."""
    fills = {"": 2, "url(#tl-after)": 1, "url(#tl-hatch)": 1}
    figure = drawn(OPEN, rounds=(STALLED,))
    found = [fill for fill, _, _ in bars(figure.svg)]

    assert fills == {fill: found.count(fill) for fill in fills}
    assert "stalled since 3 May 2026: an opening" in figure.title
    assert "The official process" not in drawn(OPEN).title
    assert [] == [fill for fill, _, _ in bars(drawn(TABLE).svg) if fill]


def test_what_has_no_time_is_named_and_not_drawn() -> None:
    """A card below the tier of times stands in a note and in the table; nothing shows where it might lie."""
    figure, without = drawn(TABLE, UNTIMED), drawn(TABLE)

    assert bars(without.svg) == bars(figure.svg)
    assert ("Time not shown: \u2068Quiet talks\u2069.",) == figure.notes
    assert ("Quiet talks", "Religion", "not shown", "not shown", "") == figure.table.rows[-1]
    assert "Quiet talks" not in figure.svg


def test_a_table_holds_what_is_drawn() -> None:
    """Rounds first, then initiatives from the earliest on, with tracks, days and what takes place."""
    rows = drawn(OPEN, TABLE, rounds=(STALLED,)).table.rows

    assert ["Official process, round 2", "Traders & friends", "Elders' visits"] == [row[0] for row in rows]
    assert ("Business and Private Citizen", "1 January 2026", "1 July 2026", "session: 1 March 2026") == rows[1][1:]


@pytest.mark.parametrize("many", [61, 2000])
def test_many_are_counted_by_lane(many: int) -> None:
    """Beyond sixty bars a lane says how many were at work when, and the figure stays small."""
    cards = [
        Card(f"c{n}", sectors=("media",), titles={"en": f"No. {n}"}, start=TODAY - timedelta(n % 900))
        for n in range(many)
    ]
    figure = drawn(*cards)
    numbers = [one.replace(",", "") for one in texts(figure.svg, "text")]

    assert f"{many}" in numbers
    assert "No. 1" not in figure.svg
    assert len(figure.svg) < 60_000
    assert many == len(figure.table.rows)


def test_sixty_stay_readable_and_small() -> None:
    """Sixty bars are drawn one by one, each with its name, in less than sixty kilobytes."""
    figure = drawn(*(Card(f"c{n}", sectors=("media",), titles={"en": f"No. {n}"}, start=TODAY) for n in range(60)))

    assert 60 == sum("No. " in one for one in texts(figure.svg, "text"))
    assert len(figure.svg) < 60_000


def test_nothing_to_show_is_a_sentence() -> None:
    """Without initiatives and rounds there is no figure: its title says so."""
    figure = drawn()

    assert ("", ()) == (figure.svg, figure.table.rows)
    assert "No initiative and no official round is shown to you so far." == figure.title


def test_a_name_is_text_whatever_it_holds() -> None:
    """Markup and turned directions in a name stay letters; no figure brings style or script."""
    hostile = Card("c1", titles={"en": '<script>"\u202e&\x00'}, sectors=("media",), start=TODAY)
    svg = drawn(hostile).svg
    parsed(svg)

    assert "&lt;script&gt;" in svg
    assert not any(found in svg for found in ("<script", "<style", "style=", "\u202e", "\x00"))
