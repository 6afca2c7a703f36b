from __future__ import annotations

from sulh.figures import marks


def test_eight_sides_have_eight_marks() -> None:
    """Up to eight sides differ by shape and filling, so that they can be told apart in grey."""
    assert 8 == len({(marks.shape(side), marks.kind(side)) for side in range(20)}) == marks.MARKED_APART


def test_the_ninth_side_begins_again() -> None:
    """After eight the marks come again; the name beside them tells."""
    assert (marks.shape(0), marks.kind(0)) == (marks.shape(8), marks.kind(8))


def test_no_side_has_a_mark_of_its_own() -> None:
    """People of no declared side are shown by a mark that no side has."""
    assert "mx" not in {marks.shape(side) for side in range(20)}
    assert ("mx", "sx") == (marks.shape(-1), marks.kind(-1))
