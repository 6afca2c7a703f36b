from __future__ import annotations

import pytest

from sulh.disclosure.publish import publish
from sulh.model.findings import Findings, OwnAnswers, Statement
from sulh.model.publication import Ledger
from sulh.words.language import language
from sulh.words.limits import Limits, counted, rate
from tests.papers.cast import CAST, bridge, findings, workshop


def said(found: Findings, text: str, lang: str = "en") -> str:
    """What is said to limit a statement, without the isolates around names."""
    statement = next(statement for statement in found.statements if statement.text == text)
    sentence = Limits.of(found, language(lang)).sentence(statement)
    return sentence.replace("\u2068", "").replace("\u2069", "")


def test_firm_names_side_and_margin() -> None:
    """13 of 14 is firm, and three fewer would lose it."""
    found = findings(["A"], {"side A": [(60, 0, 0)], "side B": [(13, 1, 0)]})

    assert "side B, 13 of 14; 3 fewer would lose it." == said(found, "A")


def test_the_margin_may_lie_on_another_side() -> None:
    """The side with the lowest lower end and the side with the smallest margin may differ; both are named."""
    found = findings(["A"], {"small": [(7, 1, 0)], "wide": [(140, 60, 0)]})

    assert "wide, 140 of 200. On small, one fewer would lose it." == said(found, "A")


def test_likely_says_how_far_down_it_may_be() -> None:
    """A likely statement tells where the interval of its limiting side ends."""
    assert "East bank, 9 of 14; the interval still reaches down to 47%." == said(
        bridge(), "Each side repairs the road on its own bank first."
    )


def test_refused_names_the_side_that_refuses() -> None:
    """Who refuses is named with both counts."""
    assert "Refused by West bank: 16 disagree, 2 agree." == said(bridge(), "Armed guards stay on the bridge at night.")


def test_too_few_says_how_many_more() -> None:
    """Where a side has answered too little, the sentence says how many more would do."""
    found = findings(["A"], {"N": [(0, 1, 0)], "S": [(9, 0, 0)]})

    assert "Too few answers from N to say. 4 more would do." == said(found, "A")


@pytest.mark.parametrize(
    ("lang", "ending"),
    [("en", "anything between 41 and 68%."), ("fr", "tout est possible entre 41 et 68\u00a0%.")],
)
def test_an_open_question_says_between_what(lang: str, ending: str) -> None:
    """Where the level lies within an interval, its ends are said with the words of the language between them."""
    found = findings(["A"], {"N": [(13, 7, 0)], "S": [(11, 9, 0)]})

    assert said(found, "A", lang).replace("\u202f", "\u00a0").endswith(ending)


def test_a_room_speaks_of_those_invited() -> None:
    """In a room the share is taken of those invited, and what is out of reach says so."""
    found = findings(["A", "B"], {"N": [(3, 0, 0), (2, 1, 4)], "S": [(4, 0, 0), (9, 0, 0)]}, invited={"N": 9, "S": 9})

    assert "9 invited" in said(found, "A")
    assert "Out of reach on N: at most 44% of those invited can still agree." == said(found, "B")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("name", CAST)
def test_every_state_has_its_sentence(name: str, lang: str) -> None:
    """Whatever the findings, each statement with sides has a sentence with no gap left in it."""
    found = CAST[name]()
    limits = Limits.of(found, language(lang))

    for statement in found.statements:
        sentence = limits.sentence(statement)
        assert bool(sentence) == bool(statement.sides)
        assert "{" not in sentence.replace("{missing}", "")


def test_a_pass_may_be_no_answer() -> None:
    """Read as missing, passes leave both the count and the rate."""
    own = OwnAnswers(agree=3, disagree=1, passed=4, answered=8, low=0.1, high=0.9, estimate=None)

    assert (8, 4) == (counted(own, "not-agree"), counted(own, "missing"))
    assert (0.375, 0.75) == (rate(own, "not-agree"), rate(own, "missing"))


def test_a_workshop_is_judged_too() -> None:
    """Three people a side are enough for sentences."""
    found = workshop()
    statement: Statement = found.statements[0]

    assert Limits.of(found, language("en")).sentence(statement)


def test_a_publication_is_limited_in_the_same_words() -> None:
    """The numbers of a publication are read as those of findings are: the same sentence, whatever holds them."""
    found = findings(["A"], {"side A": [(60, 9, 9)], "side B": [(53, 11, 7)]})
    publication, _ = publish(found, Ledger(), audience="room")
    numbers = publication.statements[0].numbers
    limits = Limits.of(found, language("en"))

    assert numbers is not None
    assert limits.sentence(found.statements[0]) == limits.limit(numbers)
