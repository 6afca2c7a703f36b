"""Passages of an agreement that are close to a clause."""

from __future__ import annotations

from itertools import pairwise
from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from sulh.negotiation.passages import cut, words
from sulh.negotiation.tracing import SENTENCES, SIZES, Suggestion, Traced, close, runs, trace

AGREEMENT = """Article 1
The bridge is open to people on foot, by day and by night. Nobody asks them for papers.

Article 2
Prisoners are counted by a joint committee. Their number is made public each month, in both languages.

Article 3
The well is dug deeper before the end of the year."""

NAMES = [
    "road",
    "roads",
    "the",
    "opens",
    "at",
    "night",
    "bridge",
    "12",
    "طريق",
    "الطريق",
    "جسر",
    "école",
    "ecoles",
    "a",
]
SENTENCE = st.lists(st.sampled_from(NAMES), min_size=4, max_size=8).map(" ".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(". ".join)
AGREEMENTS = st.lists(PARAGRAPH, min_size=1, max_size=5).map(".\n\n".join)
CLAUSES = st.lists(st.sampled_from([*NAMES, "unheard", "مجهول"]), min_size=1, max_size=8).map(" ".join)


def found(clause: str, agreement: str, *, most: int = 5, least: float | None = None) -> Traced:
    """What is found for one clause."""
    (one,) = trace({"c": clause}, agreement, most=most, least=least)
    return one


def marked(text: str, clause: str, one: Suggestion) -> list[tuple[list[str], list[str]]]:
    """The words that are marked, as they are written in both texts."""
    return [
        ([clause[at.start : at.end] for at in match.clause], [text[at.start : at.end] for at in match.passage])
        for match in one.matches
    ]


def test_a_score_that_can_be_worked_out_by_hand() -> None:
    """Of "dam road" the six runs of "dam" are found, which one sentence of two has, and the nine of "road" are not."""
    half, whole = log(3 / 2) + 1, log(3 / 1) + 1  # in one sentence of two; in none
    expected = sqrt(6) * half / sqrt(6 * half**2 + 9 * whole**2)

    one = found("dam road", "Dam.\n\nFarm.")

    assert "Dam." == one.suggestions[0].text
    assert expected == pytest.approx(one.closest, abs=1e-6) == pytest.approx(0.479773, abs=1e-6)


@settings(deadline=None)
@given(CLAUSES, AGREEMENTS)
def test_scikit_learn_gives_the_same_scores(clause: str, agreement: str) -> None:
    """The closest passage of all has the score that another library gives it."""
    text = words(agreement)
    cuts = cut(agreement, text)
    rows = [" ".join(word.folded for word in text[one.first : one.last]) for one in cuts]
    asked = " ".join(word.folded for word in words(clause))
    known = sorted({run for row in [*rows, asked] for word in row.split() for run in runs(word)})
    judge = TfidfVectorizer(analyzer="char_wb", ngram_range=(SIZES[0], SIZES[-1]), lowercase=False, vocabulary=known)
    judge.fit(rows)
    passages = [
        " ".join(rows[first : last + 1])
        for first in range(len(rows))
        for last in range(first, min(first + SENTENCES, len(rows)))
        if cuts[first].paragraph == cuts[last].paragraph
    ]
    scores = (judge.transform(passages) @ judge.transform([asked]).T).toarray()

    assert scores.max() == pytest.approx(found(clause, agreement).closest, abs=1e-6)


@settings(deadline=None)
@given(CLAUSES, AGREEMENTS, st.integers(0, 6))
def test_what_is_shown_stands_in_the_agreement(clause: str, agreement: str, most: int) -> None:
    """Passages are shown to the letter with their place, the closest first, none overlapping, none below the bar."""
    one = found(clause, agreement, most=most, least=0.1)

    assert len(one.suggestions) <= most
    assert all(agreement[each.span.start : each.span.end] == each.text for each in one.suggestions)
    assert all(0.1 <= each.score <= 1 for each in one.suggestions)
    assert all(here.score >= there.score for here, there in pairwise(one.suggestions))
    by_place = sorted(one.suggestions, key=lambda each: each.span.start)
    assert all(here.span.end <= there.span.start for here, there in pairwise(by_place))
    assert not one.suggestions or one.closest == one.suggestions[0].score


@settings(deadline=None)
@given(CLAUSES, AGREEMENTS)
def test_marked_words_are_words_of_both_texts(clause: str, agreement: str) -> None:
    """Each mark stands on a word of the clause, or on a word within the passage."""
    here = {(word.start, word.end) for word in words(clause)}
    for one in found(clause, agreement, least=0).suggestions:
        there = {(word.start, word.end) for word in words(agreement)}
        assert all((at.start, at.end) in here for match in one.matches for at in match.clause)
        for at in (at for match in one.matches for at in match.passage):
            assert (at.start, at.end) in there
            assert one.span.start <= at.start < at.end <= one.span.end


@settings(deadline=None)
@given(st.lists(CLAUSES, min_size=2, max_size=4), AGREEMENTS)
def test_clauses_do_not_touch_each_other(clauses: list[str], agreement: str) -> None:
    """What is found for a clause does not depend on the others or on their order, and the same call finds the same."""
    asked = {str(number): clause for number, clause in enumerate(clauses)}
    together = trace(asked, agreement)
    backwards = trace(dict(reversed(asked.items())), agreement)

    assert together == trace(asked, agreement) == tuple(reversed(backwards))
    assert together == tuple(trace({name: clause}, agreement)[0] for name, clause in asked.items())
    assert {str(number): clause for number, clause in enumerate(clauses)} == asked


@settings(deadline=None)
@given(AGREEMENTS, st.data())
def test_what_stands_there_word_for_word_is_found(agreement: str, data: st.DataObject) -> None:
    """A clause that was taken over as it is has the highest score there is."""
    text = words(agreement)
    one = data.draw(st.sampled_from(cut(agreement, text)))
    clause = agreement[text[one.first].start : text[one.last - 1].end]

    assert 1 == found(clause.upper(), agreement).closest


def test_a_clause_said_in_another_order_is_found() -> None:
    """The order of words makes no difference; the passage is shown with its paragraph and the sign that ends it."""
    clause = "Each month a joint committee makes public how many prisoners it counted."

    one = found(clause, AGREEMENT)

    assert "Prisoners are counted by a joint committee." in one.suggestions[0].text
    assert 4 == one.suggestions[0].paragraph
    assert one.suggestions[0].text.endswith(".")


def test_words_are_marked_in_both_texts() -> None:
    """Words that are like each other are marked where they stand, and a word of two letters is not."""
    clause = "The committee counts the prisoners by name"
    best = found(clause, AGREEMENT).suggestions[0]

    assert [
        (["committee"], ["committee"]),
        (["counts"], ["counted"]),
        (["prisoners"], ["Prisoners"]),
    ] == marked(AGREEMENT, clause, best)


def test_a_word_that_stands_everywhere_is_not_marked() -> None:
    """In an agreement of ten sentences and more, what stands in over a fifth of them marks nothing."""
    many = "\n\n".join(f"The parties of {name} shall meet" for name in "abcdefghij") + "\n\nThe wells shall be dug"
    clause = "The wells shall be dug by the parties"

    assert [(["wells"], ["wells"]), (["dug"], ["dug"])] == marked(many, clause, found(clause, many).suggestions[0])


def test_arabic_is_matched_through_its_spellings() -> None:
    """Vowel signs, forms of alef, the article and Arabic digits do not stand between a clause and its passage."""
    agreement = "المادّة ٣\n\nيُفتَحُ الطَّريقُ إلى الأسواق خلال ١٢ يوماً.\n\nتُحفر البئر قبل نهاية السنة."
    clause = "فتح طريق الاسواق خلال 12 يوما"

    best = found(clause, agreement).suggestions[0]

    assert "يُفتَحُ الطَّريقُ إلى الأسواق خلال ١٢ يوماً." == best.text
    assert ["طريق", "الاسواق", "خلال", "12", "يوما"] == [
        word for here, _ in marked(agreement, clause, best) for word in here
    ]


def test_accents_and_capitals_make_no_difference() -> None:
    """A text in capitals without accents is as close as one with them."""
    agreement = "LES PRISONNIERS SONT LIBERES AVANT L'ETE.\n\nLe puits est creusé avant la fin de l'année."

    assert 1 == found("Les prisonniers sont libérés avant l'été", agreement).closest


def test_where_nothing_is_close_nothing_is_shown() -> None:
    """A clause of other matters gets no suggestion; how close the closest came is told all the same."""
    one = found("Grandmothers choose which horses are sold", AGREEMENT)

    assert () == one.suggestions
    assert 0 < one.closest < one.least == close(9)


@pytest.mark.parametrize(("clause", "agreement"), [("", AGREEMENT), ("...", AGREEMENT), ("road", ""), ("road", " \n ")])
def test_without_words_nothing_is_close(clause: str, agreement: str) -> None:
    """A clause or an agreement without a word is close to nothing, and that is no error."""
    assert (0, ()) == (found(clause, agreement, least=0).closest, found(clause, agreement, least=0).suggestions)


def test_no_clause_no_finding() -> None:
    """Without a clause there is nothing to say."""
    assert () == trace({}, AGREEMENT)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_longer_agreement_asks_for_more(one: int, other: int) -> None:
    """Chance comes closer in a longer text, so what counts as close never falls with its length."""
    assert close(min(one, other)) <= close(max(one, other)) < 1


def test_passages_do_not_run_over_a_paragraph() -> None:
    """Two sentences of one paragraph are one passage; of two paragraphs they are two."""
    clause = "The bridge opens by night and nobody pays for it"
    together, apart = (
        "The bridge opens by night. Nobody pays for it.",
        "The bridge opens by night.\n\nNobody pays for it.",
    )

    assert [together] == [one.text for one in found(clause, together).suggestions]
    assert sorted(apart.split("\n\n")) == sorted(one.text for one in found(clause, apart).suggestions)
