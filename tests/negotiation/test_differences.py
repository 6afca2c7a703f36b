"""Two versions of a text side by side."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sulh.model.one_text import Version, Wording
from sulh.negotiation.differences import Piece, compare, pieces

WORDS = st.lists(st.sampled_from(["the", "road", "school", "opens", "الطريق", "المدرسة", "كِتاب", ",", ".", " "]))
TEXTS = WORDS.map(" ".join) | st.text()


def version(number: int, *clauses: tuple[str, str]) -> Version:
    """Return a version from ids and texts."""
    return Version(
        number, tuple(Wording(clause, place, {"en": text}) for place, (clause, text) in enumerate(clauses, 1))
    )


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    """What is not gone is the new text and what is not new the old one, to the letter."""
    parts = pieces(old, new)
    assert new == "".join(part.text for part in parts if part.kind != "gone")
    assert old == "".join(part.text for part in parts if part.kind != "new")


@given(TEXTS)
def test_nothing_changed_is_one_piece(text: str) -> None:
    """A text beside itself is the same throughout."""
    assert ((Piece("same", text),) if text else ()) == pieces(text, text)


@given(TEXTS, TEXTS)
def test_neighbours_are_of_different_kinds(old: str, new: str) -> None:
    """A change is one thing gone and one thing new, never a flicker of single words and blanks."""
    kinds = [part.kind for part in pieces(old, new)]
    assert all(first != second for first, second in itertools.pairwise(kinds))


def test_a_word_with_vowel_signs_is_one_word() -> None:
    """Arabic signs above and below letters belong to their word."""
    old, new = "كِتاب جديد", "كُتُب جديد"
    assert [("gone", "كِتاب"), ("new", "كُتُب"), ("same", " جديد")] == [(one.kind, one.text) for one in pieces(old, new)]


def test_a_change_of_neighbouring_words_is_one_change() -> None:
    """Two words replaced beside each other are read as one replacement."""
    parts = pieces("We open two schools.", "We close both schools.")
    assert [("same", "We "), ("gone", "open two"), ("new", "close both"), ("same", " schools.")] == [
        (one.kind, one.text) for one in parts
    ]


def test_clauses_are_compared_by_what_they_are() -> None:
    """Changed, added, gone and the same are told by the clause and not by its number."""
    before = version(1, ("a", "One."), ("b", "Two."), ("c", "Three."))
    after = version(2, ("a", "One."), ("d", "New."), ("c", "Three and more."))
    assert [("a", "same", 1, 1), ("b", "gone", None, 2), ("d", "added", 2, None), ("c", "changed", 3, 3)] == [
        (row.clause, row.kind, row.place, row.was) for row in compare(before, after, "en")
    ]


def test_as_few_as_possible_have_moved() -> None:
    """When the last of four comes to the front, it has moved and the three others stayed."""
    before = version(1, ("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"))
    after = version(2, ("d", "4"), ("a", "1"), ("b", "2"), ("c", "3"))
    assert {"d": "moved", "a": "same", "b": "same", "c": "same"} == {
        row.clause: row.kind for row in compare(before, after, "en")
    }


@given(st.permutations("abcdefg"), st.sets(st.sampled_from("abcdefg")), st.sets(st.sampled_from("abcdefg")))
def test_every_clause_of_both_is_shown_once(order: list[str], old: set[str], new: set[str]) -> None:
    """Nothing is lost and nothing is doubled, and the new version is read in its own order."""
    before = version(1, *((clause, clause) for clause in sorted(old)))
    after = version(2, *((clause, clause) for clause in order if clause in new))
    rows = compare(before, after, "en")
    assert sorted(old | new) == sorted(row.clause for row in rows)
    assert [clause for clause in order if clause in new] == [row.clause for row in rows if row.place is not None]


def test_the_same_sign_again_and_again_is_not_paired() -> None:
    """What both begin with is the same; of a thousand dots nobody could say which stayed, and it would take long."""
    found = pieces("Signed " + "." * 1_990, "Signed " + ".," * 990)

    assert ["same", "gone", "new"] == [part.kind for part in found]
    assert "Signed ." == found[0].text
    assert "Signed " + ".," * 990 == "".join(part.text for part in found if part.kind != "gone")
