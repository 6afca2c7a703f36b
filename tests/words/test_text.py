from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sulh.words.text import clean, isolate, shorten, width, wrap


@given(st.text())
def test_no_forbidden_character_survives(text: str) -> None:
    """Whatever somebody wrote, what is left can stand in XML and on one line."""
    left = clean(text)

    assert left == left.encode("utf-8").decode("utf-8")
    assert not any(character < " " for character in left)
    assert clean(left) == left


@given(st.text())
@example("A\u2069 \u202e B")
def test_an_isolated_text_cannot_break_out(text: str) -> None:
    """A text that holds direction marks of its own cannot close the isolate around it."""
    isolated = isolate(text)

    assert 1 == isolated.count("\u2069")
    assert isolated.endswith("\u2069")


@given(st.text(), st.integers(min_value=4, max_value=40))
def test_wrapping_loses_nothing(text: str, most: int) -> None:
    """Lines hold every character but white space, and none is wider than it may be."""
    lines = wrap(text, most)

    assert "".join(clean(text).split()) == "".join("".join(lines).split())
    assert all(width(line) <= most for line in lines)


def test_wide_letters_take_two_places() -> None:
    """A line of Chinese holds half as many letters."""
    assert ["渡口", "水位"] == wrap("渡口水位", 4)


@given(st.text(), st.integers(min_value=4, max_value=40))
def test_a_shortened_text_is_short(text: str, most: int) -> None:
    """What is cut off is shown by an ellipsis that still fits."""
    assert width(shorten(text, most)) <= most
