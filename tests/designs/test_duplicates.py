from __future__ import annotations

import random
import time
from collections import Counter
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.designs import duplicates
from sulh.synth import valley

BASE = {
    "a": "The school should open before winter.",
    "b": "the  SCHOOL should open, before Winter",
    "c": "The market tax at the bridge should end.",
}
STATEMENTS = st.dictionaries(
    st.text(alphabet="abcdef", min_size=1, max_size=3), st.text(alphabet="abc éأإا.", max_size=30), max_size=8
)


def by_hand(first: str, second: str) -> float:
    """The score of two plain lower-case texts, counted with loops."""
    counts = [Counter(f" {text} "[at : at + 3] for at in range(len(text))) for text in (first, second)]
    common = sum(1 for group in counts[0] if group in counts[1])
    return common / sqrt(len(counts[0]) * len(counts[1]))


def test_two_spellings_of_one_statement_are_one() -> None:
    """Capitals, blanks and punctuation make no other statement; an unlike one is not suggested."""
    (pair,) = duplicates(BASE)

    assert ("a", "b", 1.0) == (pair.first, pair.second, pair.score)
    assert ("the", "school", "should", "open", "before", "winter") == pair.shared
    assert ((), ()) == (pair.only_first, pair.only_second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("إعادة فتح المَدرسة أولاً", "اعادة فتح المدرسه اولا"),
        ("على البلدية أن تنظف القناة", "علي البلديه ان تنظف القناه"),
        ("L’école doit rouvrir.", "L'ecole doit rouvrir"),
        ("ســلام في القرية", "سلام في القرية"),
    ],
)
def test_forms_of_letters_make_no_other_statement(first: str, second: str) -> None:
    """People leave out hamza, vowel signs and accents on a phone; the statement stays the same."""
    assert [1.0] == [pair.score for pair in duplicates({"1": first, "2": second})]


def test_an_opposite_is_shown_as_what_differs() -> None:
    """A statement and its denial look alike; the word that makes the difference is named."""
    (pair,) = duplicates(
        {"1": "The upper road should be open at night.", "2": "The upper road should not be open at night."}
    )

    assert ((), ("not",)) == (pair.only_first, pair.only_second)
    assert 0.6 < pair.score < 1


def test_the_score_is_the_one_counted_by_hand() -> None:
    """The score is the cosine of the groups of three letters."""
    first, second = "open the school", "open the schools now"
    (pair,) = duplicates({"1": first, "2": second}, least=0.1)

    assert pytest.approx(by_hand(first, second)) == pair.score


def test_paraphrases_are_left_to_people() -> None:
    """Another wording of the same thought is not found, and nothing pretends that it is."""
    assert [] == duplicates({"1": "Children need a safe way to school.", "2": "Pupils must travel without danger."})


def test_ordinary_statements_are_not_called_alike() -> None:
    """Forty-odd different statements in three languages bring no suggestion."""
    texts = [*valley.COMMON, *valley.ORSAL, *valley.MIRANE, *valley.OPEN]

    assert [] == duplicates({str(at): text for at, text in enumerate(texts)})


def test_nothing_to_compare_is_no_fault() -> None:
    """No statement, one, or one without letters gives no pair."""
    assert [] == duplicates({})
    assert [] == duplicates({"1": "Open."})
    assert [] == duplicates({"1": "…", "2": "?", "3": ""})


@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(texts: dict[str, str], chance: random.Random) -> None:
    """The same statements in any order give the same pairs in the same order, and stay as they are."""
    before = dict(texts)
    shuffled = list(texts.items())
    chance.shuffle(shuffled)

    assert duplicates(texts, least=0.2) == duplicates(dict(shuffled), least=0.2)
    assert before == texts


@given(STATEMENTS, st.floats(min_value=0.1, max_value=1))
@settings(max_examples=50)
def test_pairs_are_bounded_and_ordered(texts: dict[str, str], least: float) -> None:
    """Every score lies between the least and 1, falls down the list, and joins two different statements."""
    pairs = duplicates(texts, least=least)

    assert all(least <= pair.score <= 1 + 1e-9 and pair.first < pair.second for pair in pairs)
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)


def test_five_hundred_statements_take_no_patience() -> None:
    """A full queue of a consultation is compared in a few seconds of computing."""
    chance = random.Random(1)
    words = sorted({word for text in (*valley.OPEN, *valley.COMMON) for word in text.split()})
    texts = {f"{at:03}": " ".join(chance.choices(words, k=30))[:240] for at in range(500)}
    begun = time.process_time()

    duplicates(texts)

    assert time.process_time() - begun < 5
