"""
Passages of an agreement that are close to a clause, and what a form that confirms one shows. Nothing here is kept.

    close       ─▶ CloseRead ── ClauseClose ── CloseTo(passage and clause, the words they share marked)
    to_confirm  ─▶ ToConfirm                   one passage, what can have contributed, the items of the official agenda

The whole text is searched, for a few clauses at a time and in each language in which they are written: so the time that
a page takes is bounded by the length of an agreement, which has its own limit. "Nothing is close" is no finding.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final
from uuid import UUID

from sulh.access import CHANGE, Principal
from sulh.negotiation.tracing import Span, Suggestion, Traced, trace
from sulh.store import asking
from sulh.store.models import Agreement
from sulh.store.reads.agreements import Piece, ProvisionRead, pieces, provisions_of, starts, whole
from sulh.store.reads.origins import Key, Origin, clauses_of, origins
from sulh.store.sealing import in_language, sealer

AT_A_TIME, MOST = 10, 3  # clauses of a page; passages shown for one clause in one language
MANY, SOME = 0.6, 0.35  # from which likeness on it is called so; of words for readers, not of a measure
_SEARCHING: Final = Lock()  # one search at a time: the longest text takes half a gigabyte meanwhile


@dataclass(frozen=True)
class CloseTo:
    """
    A passage that is close to a clause in a language, for a person to look at.

    Attributes:
        here, there: The clause and the passage as pieces; marked is what they share.
        likeness: "many", "some" or "few" of the same words.
        confirmed: Whether somebody has confirmed this passage, for whatever reason.
    """

    start: int
    end: int
    paragraph: int
    language: str
    here: tuple[Piece, ...]
    there: tuple[Piece, ...]
    likeness: str
    confirmed: bool


@dataclass(frozen=True)
class ClauseClose:
    """A clause and what is close to it; `languages` are those that were searched."""

    clause: Origin
    languages: tuple[str, ...]
    found: tuple[CloseTo, ...]


@dataclass(frozen=True)
class CloseRead:
    """Clauses `first` to `last` of `count`, from 1, each with what is close to it in the whole text."""

    id: str
    process_id: str
    title: str
    first: int
    last: int
    count: int
    clauses: tuple[ClauseClose, ...]


@dataclass(frozen=True)
class ToConfirm:
    """
    What a form that confirms a passage shows.

    Attributes:
        origins: What can have contributed: (kind, id) -> what it is.
        items: Id, number and title of the items of the official agenda.
        passage: The passage that was chosen, None where one is to be marked by hand.
        clause: The clause that it was found for, with the words that both share marked.
        provision: What was confirmed of this passage already; `item` is the id of the official item it bears on.
    """

    id: str
    process_id: str
    title: str
    paragraphs: tuple[str, ...]
    origins: dict[Key, Origin]
    items: tuple[tuple[str, int, str], ...]
    passage: tuple[Piece, ...] | None
    paragraph: int | None
    clause: tuple[Piece, ...] | None
    provision: ProvisionRead | None
    item: str


def close(principal: Principal, agreement_id: UUID, tag: str, *, first: int = 1) -> CloseRead:
    """
    Return what is close to some clauses of the texts that the dialogues of the process put last.

    Args:
        principal: A facilitator.
        agreement_id: Which agreement is searched.
        tag: The reader's language.
        first: The first clause, from 1.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "chain", CHANGE, Agreement, agreement_id)
    opener = sealer(row.process_id)
    clauses = clauses_of(row.process_id, opener, tag)
    begin = min(max(first, 1), max(len(clauses), 1)) - 1
    chosen = clauses[begin : begin + AT_A_TIME]
    _, text = whole(row, opener)
    confirmed = set(row.provisions.values_list("start", "end"))
    asked = {f"{place} {language}": said for place, one in enumerate(chosen) for language, said in one.texts.items()}
    with _SEARCHING:
        found = dict(zip(asked, trace(asked, text, most=MOST) if asked else (), strict=True))
    return CloseRead(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        first=begin + 1,
        last=begin + len(chosen),
        count=len(clauses),
        clauses=tuple(_of_clause(place, one, found, confirmed) for place, one in enumerate(chosen)),
    )


def _of_clause(place: int, clause: Origin, found: dict[str, Traced], confirmed: set[tuple[int, int]]) -> ClauseClose:
    shown: dict[tuple[int, int], tuple[float, CloseTo]] = {}
    for language, said in clause.texts.items():
        for one in found[f"{place} {language}"].suggestions:
            at = one.span.start, one.span.end
            if at not in shown or shown[at][0] < one.score:
                shown[at] = one.score, _close_to(one, said, language, confirmed=at in confirmed)
    ordered = sorted(shown.values(), key=lambda pair: (-pair[0], pair[1].start))
    return ClauseClose(clause, tuple(clause.texts), tuple(one for _, one in ordered[:MOST]))


def _close_to(one: Suggestion, said: str, language: str, *, confirmed: bool) -> CloseTo:
    return CloseTo(
        start=one.span.start,
        end=one.span.end,
        paragraph=one.paragraph,
        language=language,
        here=tuple(pieces(said, 0, _spans(span for match in one.matches for span in match.clause))),
        there=tuple(pieces(one.text, one.span.start, _spans(span for match in one.matches for span in match.passage))),
        likeness="many" if one.score >= MANY else "some" if one.score >= SOME else "few",
        confirmed=confirmed,
    )


def _spans(spans: Iterable[Span]) -> list[tuple[int, int, int]]:
    return [(span.start, span.end, 0) for span in spans]


def to_confirm(
    principal: Principal, agreement_id: UUID, tag: str, *, at: tuple[int, int] | None, clause: UUID | None
) -> ToConfirm:
    """
    Return what a form that confirms a passage shows.

    Args:
        principal: A facilitator.
        agreement_id: Of which agreement.
        tag: The reader's language.
        at: The passage; what lies outside the text counts as none.
        clause: For which clause it was found, if for one.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "chain", CHANGE, Agreement, agreement_id)
    opener = sealer(row.process_id)
    paragraphs, text = whole(row, opener)
    chosen = at if at is not None and 0 <= at[0] < at[1] <= len(text) else None
    offered = origins(row.process_id, opener, tag).offered
    here, there = _both(text, chosen, offered.get(("clause", clause)) if clause else None)
    known = next((one for one in provisions_of(row, opener, tag, paragraphs) if (one.start, one.end) == chosen), None)
    items = list(row.process.agenda_items.order_by("number"))
    return ToConfirm(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        paragraphs=tuple(paragraphs),
        origins=offered,
        items=tuple((str(one.id), one.number, in_language(opener.texts(one, "titles"), tag)) for one in items),
        passage=there,
        paragraph=None if chosen is None else bisect_right(starts(paragraphs), chosen[0]),
        clause=here,
        provision=known,
        item=next((str(one.id) for one in items if known and known.item and one.number == known.item[0]), ""),
    )


Pieces = tuple[Piece, ...] | None


def _both(text: str, at: tuple[int, int] | None, clause: Origin | None) -> tuple[Pieces, Pieces]:
    """Return a clause in the language that is closest to a passage, and the passage, what they share marked."""
    if at is None:
        return None, None
    passage = text[at[0] : at[1]]
    if clause is None:
        return None, (Piece(passage, marked=False),)
    found = trace(clause.texts, passage, most=1, least=0)
    best = max(found, key=lambda one: one.closest)
    matches = best.suggestions[0].matches if best.suggestions else ()
    here = _spans(span for match in matches for span in match.clause)
    there = _spans(span for match in matches for span in match.passage)
    return tuple(pieces(clause.texts[best.clause], 0, here)), tuple(pieces(passage, 0, there))


def place_of(paragraphs: Sequence[str], number: int, first: str, last: str) -> tuple[int, int] | str:
    """
    Return where a passage lies that somebody names by its paragraph and its first and last words.

    Args:
        paragraphs: Of the agreement.
        number: Of the paragraph, from 1.
        first: Words with which the passage begins; empty for those of the paragraph.
        last: Words with which it ends; empty for those of the paragraph.

    Returns:
        Start and end in the whole text, or the name of what does not stand there: "paragraph", "first" or "last".

    >>> place_of(["The road opens", "Nobody pays"], 1, "road", ""), place_of(["The road opens"], 1, "bridge", "")
    ((4, 14), 'first')
    """
    if not 1 <= number <= len(paragraphs):
        return "paragraph"
    text, begin = paragraphs[number - 1], starts(paragraphs)[number - 1]
    opening, ending = (" ".join(one.split()) for one in (first, last))
    start = text.find(opening)
    if start < 0:
        return "first"
    end = text.find(ending, start) + len(ending) if ending else len(text)
    return (begin + start, begin + end) if end >= len(ending) and text.find(ending, start) >= 0 else "last"
