from __future__ import annotations

from msgspec.structs import replace

from sulh.figures.opinions import opinion_map, why_not
from sulh.model.findings import CannotSay
from sulh.words.language import language
from tests.papers.cast import bridge, large


def test_a_stable_map_is_drawn() -> None:
    """With groups that hold, everybody is a corner of the path of their side."""
    svg = opinion_map(large())

    assert 4 == svg.count("<marker ")
    assert 600 == sum(
        path.count("L") + 1 for path in svg.split("fill:none;stroke:none")[:-1] for path in [path.rsplit('d="', 1)[1]]
    )


def test_few_people_get_a_sentence() -> None:
    """Below fifty participants a sentence says why there is no map."""
    assert "below fifty" in opinion_map(bridge())
    assert "<marker " not in opinion_map(bridge())


def test_an_unstable_map_is_never_shown() -> None:
    """Groups that do not hold give the sentence, also when somebody kept a map in the findings."""
    found = large(6)
    assert found.groups is not None
    shaky = replace(found, groups=replace(found.groups, stability=0.49))
    told = replace(found, cannot_say=[CannotSay("map-unstable", number=0.31)])

    assert "<marker " not in opinion_map(shaky)
    assert "0.31" in (why_not(told, language("en")) or "")
