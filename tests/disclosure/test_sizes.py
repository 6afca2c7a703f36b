from __future__ import annotations

import re
from pathlib import Path

import pytest

from sulh.disclosure.publish import publish
from sulh.model.publication import Ledger
from sulh.opinion.analyse import analyse
from tests.disclosure.sizes import dialogue, people, published, tables

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "what-can-be-published.md"


@pytest.mark.parametrize("name", sorted(tables()))
def test_tables_of_the_page_are_what_publish_says_today(name: str) -> None:
    """The page was made by `python -m tests.disclosure.sizes`; make it again if the rules have changed."""
    (printed,) = re.findall(rf"<!-- {name} -->\n(.*?)\n?<!-- end -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert tables()[name] == printed


def test_large_consultation_does_publish_numbers() -> None:
    """Of ten statements three hundred a side answered, most go out with their whole table."""
    shown = published(300, 5)
    assert 9 == sum(statement.numbers is not None for statement in shown.statements)


def test_workshop_does_get_words_for_every_statement() -> None:
    """Twelve a side, six a side: every statement is told in a word, and the words differ."""
    for size in (6, 8, 12):
        words = {statement.word for statement in published(size, 5).statements}
        assert "too-few" not in words
        assert len(words) >= 3


def test_consultation_in_three_rounds_gets_its_numbers() -> None:
    """Words at twelve a side, numbers for half at sixty, for most at three hundred, by one ledger."""
    ledger, told = Ledger(), []
    for size in (12, 60, 300):
        shown, ledger = publish(analyse(dialogue(size, room=False)), ledger, audience="public")
        told.append(sum(statement.numbers is not None for statement in shown.statements))
    assert [0, 5, 8] == told


def test_proportions_become_whole_people() -> None:
    """Seven people at 50, 30 and 20 per cent: the largest remainder gets the seventh."""
    assert [4, 2, 1] == people((50, 30, 20), 7)
    assert all(size == sum(people((33, 33, 34), size)) for size in range(1, 50))
