"""
Passages of an agreement that are close to a clause: suggestions for a person, never a finding.

    clauses, agreement ──trace──▶ Traced(clause, closest, least) ── Suggestion(place, score) ── Match(here, there)

Closeness is the cosine of two rows of weights: of every run of three to five letters inside a word, how often it occurs
times how rare it is in this agreement. A passage is one to three sentences of one paragraph. Whether a passage took the
clause up is said by a person; nothing here may be counted as such. Letters are not meanings: what this cannot tell
stands in `docs/methods/text-tracing.md`. Texts are cut and folded in `sulh.negotiation.passages`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from scipy.sparse import csr_array

from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import DECIMALS, Value
from sulh.negotiation.passages import Cut, Word, cut, words

SIZES: Final = (3, 4, 5)  # letters of a run, the blanks before and behind a word among them
SENTENCES: Final = 3  # of a passage, at most
# Nine in ten clauses that had no counterpart stayed below; chance comes closer in a longer text (docs/benchmarks.md).
CLOSE, RISE, FROM = 0.18, 0.025, 32
ALIKE: Final = 0.5  # of two words: more than this share of their runs in common
SHORT_WORD, EVERYWHERE, FEW = 3, 0.2, 10  # letters; share of the sentences, where there are at least so many
_CLOSING: Final = re.compile(r"[^\w\s([{«“]{1,5}")


class Span(Value, frozen=True):
    """A part of a text: text[start:end]."""

    start: int
    end: int


class Match(Value, frozen=True):
    """One word of a clause, and the words of a passage that are like it: each where it stands, in order."""

    clause: tuple[Span, ...]
    passage: tuple[Span, ...]


class Suggestion(Value, frozen=True):
    """
    A passage that may be close to a clause.

    Attributes:
        span: Where it stands in the agreement.
        text: What stands there, to the letter.
        paragraph: In which paragraph, from 1.
        score: Up to 1; orders the passages of one agreement for one clause, and says nothing of meaning.
        matches: The words to mark, in the order of the clause; places in the agreement count from its beginning.
            Words of one or two letters, and words that stand everywhere in the agreement, are not marked.
    """

    span: Span
    text: str
    paragraph: int
    score: float
    matches: tuple[Match, ...]


class Traced(Value, frozen=True):
    """
    What was found for one clause.

    Attributes:
        clause: Its id.
        closest: The score of the closest passage, shown or not; 0 where nothing is alike at all.
        least: The score from which a passage of this agreement counts as close.
        suggestions: The closest first, none overlapping another; empty where nothing is close.
    """

    clause: str
    closest: float
    least: float
    suggestions: tuple[Suggestion, ...]


def trace(
    clauses: Mapping[str, str], agreement: str, *, most: int = 5, least: float | None = None
) -> tuple[Traced, ...]:
    """
    Return the passages of an agreement that are close to each clause.

    Args:
        clauses: Id -> text, in the language of the agreement. Not altered.
        agreement: Its whole text.
        most: Suggestions a clause, at most.
        least: The score from which a passage counts as close; by default `close` says it.

    Returns:
        One for each clause, in their order; the same for the same texts.

    >>> found = trace({"a": "Open the bridge at night", "b": "Free all prisoners"}, "The bridge is open at night.")
    >>> [(one.clause, [passage.text for passage in one.suggestions]) for one in found]
    [('a', ['The bridge is open at night.']), ('b', [])]
    """
    text = words(agreement)
    cuts = cut(agreement, text)
    sentences = [text[one.first : one.last] for one in cuts]
    asked = [words(clause) for clause in clauses.values()]
    scores = _scores(asked, sentences, np.array([one.paragraph for one in cuts]))
    marker = _Marker(sentences)
    bar = close(len(cuts)) if least is None else least
    found = []
    for number, clause in enumerate(clauses):
        suggestions = []
        for first, last, score in _best(scores[:, :, number], bar, most):
            passage = text[cuts[first].first : cuts[last].last]
            matches = marker.matches(asked[number], passage)
            suggestions.append(_suggestion(agreement, passage, cuts[first], score, matches))
        closest = float(scores[:, :, number].max(initial=0.0))
        found.append(Traced(clause, closest, bar, tuple(suggestions)))
    return tuple(found)


def close(sentences: int) -> float:
    """
    Return the score from which a passage counts as close, in an agreement of so many sentences.

    >>> close(20), close(64), close(4096)
    (0.18, 0.205, 0.355)
    """
    return round(CLOSE + RISE * float(np.log2(max(sentences, FROM) / FROM)), DECIMALS)


def runs(word: str) -> list[str]:
    """
    Return every run of three to five letters of a word, with a blank before and behind it.

    >>> runs("dam")
    [' da', 'dam', 'am ', ' dam', 'dam ', ' dam ']
    """
    whole = f" {word} "
    return [whole[at : at + size] for size in SIZES for at in range(len(whole) - size + 1)]


def _scores(asked: Sequence[Sequence[Word]], sentences: Sequence[Sequence[Word]], paragraphs: Int64s) -> Floats:
    """
    Compute the cosine of every clause and every passage.

    Nothing but sums over sentences is needed: the row of a passage is the sum of the rows of its sentences.

    Returns:
        Shape (sentences of a passage less one, first sentence, clauses); 0 where the paragraph ends before the passage.
    """
    here, there = _weights(sentences, asked)
    shared = (here @ there.T).toarray()
    own = np.sqrt(_sums(there, there))
    scores: Floats = np.zeros((SENTENCES, *shared.shape))
    total, square = np.zeros_like(shared), np.zeros(len(sentences))
    for more in range(min(SENTENCES, len(sentences))):
        rows = len(sentences) - more
        last = here[more:]
        total = total[:rows] + shared[more:]
        square = square[:rows] + _sums(last, last)
        for at in range(more):
            square = square + 2 * _sums(here[at : at + rows], last)
        length = np.sqrt(square * (paragraphs[:rows] == paragraphs[more:]))[:, None] * own
        np.divide(total, length, out=scores[more, :rows], where=length > 0)
    return scores.round(DECIMALS)


def _weights(sentences: Sequence[Sequence[Word]], asked: Sequence[Sequence[Word]]) -> tuple[csr_array, csr_array]:
    """Weigh the runs of letters of every sentence and every clause: how often, times how rare among the sentences."""
    known = _numbers(word.folded for row in (*sentences, *asked) for word in row)
    spelt = [runs(word) for word in known]
    letters = _table(spelt, _numbers(run for word in spelt for run in word))
    here, there = (
        _table([[word.folded for word in row] for row in rows], known) @ letters for rows in (sentences, asked)
    )
    met = np.bincount(here.indices, minlength=letters.shape[1])
    rarity = np.log((1 + len(sentences)) / (1 + met)) + 1
    return here.multiply(rarity).tocsr(), there.multiply(rarity).tocsr()


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _table(rows: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> csr_array:
    """Count in each row what it holds, by number; the counts of what it holds twice add."""
    columns = np.array([numbers[name] for row in rows for name in row], dtype=np.int64)
    bounds = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(numbers)))


def _sums(one: csr_array, other: csr_array) -> Floats:
    """Multiply two tables cell by cell and add up each row."""
    return np.asarray(one.multiply(other).sum(axis=1)).ravel()


def _best(scores: Floats, least: float, most: int) -> list[tuple[int, int, float]]:
    """Return first and last sentence and score of the best passages, of which none shares a sentence with another."""
    more, first = np.nonzero((scores >= least) & (scores > 0))
    order = np.lexsort((more, first, -scores[more, first]))
    chosen: list[tuple[int, int, float]] = []
    for start, end in zip(first[order].tolist(), (first + more)[order].tolist(), strict=True):
        if len(chosen) == most:
            break
        if all(end < other or start > last for other, last, _ in chosen):
            chosen.append((start, end, float(scores[end - start, start])))
    return chosen


def _suggestion(
    agreement: str, passage: Sequence[Word], first: Cut, score: float, matches: tuple[Match, ...]
) -> Suggestion:
    """Give a passage its place; the sign that ends it belongs to it."""
    start, end = passage[0].start, passage[-1].end
    sign = _CLOSING.match(agreement, end)
    end = sign.end() if sign else end
    return Suggestion(Span(start, end), agreement[start:end], first.paragraph, score, matches)


class _Marker:
    """Tells which words of a clause and of a passage are like each other."""

    def __init__(self, sentences: Sequence[Sequence[Word]]) -> None:
        met = Counter(name for row in sentences for name in {word.folded for word in row})
        most = EVERYWHERE * len(sentences) if len(sentences) >= FEW else len(sentences)
        self._everywhere = {name for name, times in met.items() if times > most}
        self._runs: dict[str, frozenset[str]] = {}

    def matches(self, clause: Sequence[Word], passage: Sequence[Word]) -> tuple[Match, ...]:
        here, there = self._places(clause), self._places(passage)
        found = []
        for word, spans in here.items():
            like = [span for other, places in there.items() if self._alike(word, other) for span in places]
            if like:
                found.append(Match(tuple(spans), tuple(sorted(like, key=lambda span: span.start))))
        return tuple(found)

    def _places(self, text: Sequence[Word]) -> dict[str, list[Span]]:
        places: dict[str, list[Span]] = {}
        for word in text:
            short = len(word.folded) < SHORT_WORD and not word.folded.isdecimal()
            if not short and word.folded not in self._everywhere:
                places.setdefault(word.folded, []).append(Span(word.start, word.end))
        return places

    def _alike(self, one: str, other: str) -> bool:
        if one == other or one.isdecimal() or other.isdecimal():
            return one == other
        here, there = self._of(one), self._of(other)
        return 2 * len(here & there) > ALIKE * (len(here) + len(there))

    def _of(self, word: str) -> frozenset[str]:
        if word not in self._runs:
            self._runs[word] = frozenset(runs(word))
        return self._runs[word]
