"""
Agreements as facilitators read them: which there are, the text of one with the passages that were confirmed in it.

    listing    ─▶ AgreementLine                   one a row
    agreement  ─▶ AgreementRead ─┬─ paragraphs    a page of them, each as pieces: marked or not
                                 └─ provisions    every passage, who is to act on it, what contributed to it

What a search suggests is in `sulh.store.reads.close_passages`; nobody but facilitators reads any of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from sulh.access import CHANGE, SEE, Principal
from sulh.store import asking
from sulh.store.models import Agreement, Contribution, Process, Provision
from sulh.store.passages import BETWEEN, PASSAGE_KIND
from sulh.store.reads.origins import Origin, Origins, origins
from sulh.store.sealing import Sealer, in_language, sealer

PAGE = 30_000  # letters of a page, or one paragraph


@dataclass(frozen=True)
class AgreementLine:
    """One agreement of a process; `passages` is how many were confirmed in it."""

    id: str
    title: str
    on: date | None
    source: str
    passages: int


class Piece(NamedTuple):
    """A part of a paragraph; `begins` names the passages that begin with it, by number."""

    text: str
    marked: bool
    begins: tuple[int, ...] = ()


@dataclass(frozen=True)
class ParagraphRead:
    """One paragraph, by its number in the agreement, from 1."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class LinkRead:
    """What contributed to a passage: `origin` None where it is no more."""

    id: str
    origin: Origin | None
    confidence: str
    source: str


@dataclass(frozen=True)
class ProvisionRead:
    """
    A passage that was confirmed.

    Attributes:
        number: From 1, in the order of the text.
        paragraph: In which it begins. `page`: on which page of the agreement.
        item: Number and title of the official item that it bears on.
    """

    id: str
    number: int
    start: int
    end: int
    paragraph: int
    page: int
    text: str
    authority: str
    item: tuple[int, str] | None
    links: tuple[LinkRead, ...]


@dataclass(frozen=True)
class AgreementRead:
    """
    An agreement: `paragraphs` are those of one page, `letters` and `count` of the whole, none where no text is kept.

    `stage` and `kind` are in the vocabulary of PA-X, empty where nobody said.
    """

    id: str
    process_id: str
    title: str
    on: date | None
    source: str
    stage: str
    kind: str
    letters: int
    count: int
    page: int
    pages: int
    paragraphs: tuple[ParagraphRead, ...]
    provisions: tuple[ProvisionRead, ...]


def may_keep(principal: Principal, process_id: UUID) -> None:
    """
    Let pass whoever may keep agreements of a process.

    Raises:
        Refused: Everybody else.
    """
    asking.get(principal, "chain", CHANGE, Process, process_id)


def listing(principal: Principal, process_id: UUID) -> tuple[AgreementLine, ...]:
    """
    Return the agreements of a process, the newest first.

    Raises:
        Refused: If they are not theirs.
    """
    process = asking.get(principal, "chain", SEE, Process, process_id)
    opener = sealer(process.id)
    rows = process.agreements.annotate(passages=Count("provisions")).defer("text").order_by("-on", "id")
    return tuple(
        AgreementLine(str(row.id), opener.text(row, "title"), row.on, opener.text(row, "source"), vars(row)["passages"])
        for row in rows
    )


def agreement(principal: Principal, agreement_id: UUID, tag: str, *, page: int = 1) -> AgreementRead:
    """
    Return an agreement, in a language as far as it is ours, with one page of its text.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "chain", SEE, Agreement, agreement_id)
    opener = sealer(row.process_id)
    paragraphs = list(opener.get(row, "text") or ())
    bounds = _pages(paragraphs)
    shown = min(max(page, 1), len(bounds))
    provisions = provisions_of(row, opener, tag, paragraphs)
    return AgreementRead(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        on=row.on,
        source=opener.text(row, "source"),
        stage=row.stage,
        kind=row.kind,
        letters=len(BETWEEN.join(paragraphs)),
        count=len(paragraphs),
        page=shown,
        pages=len(bounds),
        paragraphs=tuple(_read(paragraphs, bounds[shown - 1], provisions)),
        provisions=provisions,
    )


def whole(row: Agreement, opener: Sealer) -> tuple[list[str], str]:
    """Return the paragraphs of an agreement, and its text in which places are counted."""
    paragraphs = list(opener.get(row, "text") or ())
    return paragraphs, BETWEEN.join(paragraphs)


def starts(paragraphs: Sequence[str]) -> list[int]:
    """
    Return where each paragraph begins in the whole text.

    >>> starts(["One", "Two"])
    [0, 5]
    """
    return [0, *accumulate(len(one) + len(BETWEEN) for one in paragraphs)][: len(paragraphs)]


def provisions_of(row: Agreement, opener: Sealer, tag: str, paragraphs: Sequence[str]) -> tuple[ProvisionRead, ...]:
    """Return the passages that were confirmed in an agreement, in the order of its text."""
    text, begins = BETWEEN.join(paragraphs), starts(paragraphs)
    rows = list(row.provisions.select_related("agenda_item").order_by("start", "end"))
    links = list(
        Contribution.objects.filter(process=row.process_id, later_kind=PASSAGE_KIND, later__in=[r.id for r in rows])
    )
    known = origins(row.process_id, opener, tag, linked=[link.earlier for link in links])
    pages = _pages(paragraphs)
    found = []
    for number, one in enumerate(rows, 1):
        paragraph = bisect_right(begins, one.start)
        found.append(
            ProvisionRead(
                id=str(one.id),
                number=number,
                start=one.start,
                end=one.end,
                paragraph=paragraph,
                page=1 + next(place for place, (_, last) in enumerate(pages) if paragraph <= last),
                text=text[one.start : one.end],
                authority=opener.text(one, "authority"),
                item=_item(one, opener, tag),
                links=tuple(_links(one, links, known, opener)),
            )
        )
    return tuple(found)


def _item(row: Provision, opener: Sealer, tag: str) -> tuple[int, str] | None:
    item = row.agenda_item
    return None if item is None else (item.number, in_language(opener.texts(item, "titles"), tag))


def _links(row: Provision, links: Iterable[Contribution], known: Origins, opener: Sealer) -> list[LinkRead]:
    own = sorted((link for link in links if link.later == row.id), key=lambda link: (link.earlier_kind, link.id))
    return [
        LinkRead(
            str(link.id),
            known.named.get((link.earlier_kind, link.earlier)),
            link.confidence,
            opener.text(link, "source"),
        )
        for link in own
    ]


def _pages(paragraphs: Sequence[str]) -> list[tuple[int, int]]:
    """
    Return the first and last paragraph of each page, from 1.

    >>> _pages(["a" * 20_000, "b" * 20_000, "c"])
    [(1, 1), (2, 3)]
    """
    found, first, letters = [], 1, 0
    for number, one in enumerate(paragraphs, 1):
        if letters + len(one) > PAGE and number > first:
            found.append((first, number - 1))
            first, letters = number, 0
        letters += len(one)
    return [*found, (first, len(paragraphs))]


def _read(
    paragraphs: Sequence[str], bounds: tuple[int, int], provisions: Sequence[ProvisionRead]
) -> list[ParagraphRead]:
    begins = starts(paragraphs)
    return [
        ParagraphRead(number, tuple(pieces(paragraphs[number - 1], begins[number - 1], _spans(provisions))))
        for number in range(bounds[0], bounds[1] + 1)
    ]


def _spans(provisions: Sequence[ProvisionRead]) -> list[tuple[int, int, int]]:
    return [(one.start, one.end, one.number) for one in provisions]


def pieces(text: str, begin: int, spans: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """
    Return a text as pieces, those inside a span marked.

    Args:
        text: The text.
        begin: Where it begins in the whole, in which spans are counted.
        spans: Start, end and number of each; they may overlap, and may lie elsewhere.

    >>> [tuple(one) for one in pieces("The road opens", 10, [(14, 18, 1)])]
    [('The ', False, ()), ('road', True, (1,)), (' opens', False, ())]
    """
    inside = [
        (max(start - begin, 0), min(end - begin, len(text)), start - begin, number)
        for start, end, number in spans
        if start - begin < len(text) and end - begin > 0
    ]
    bounds = sorted({0, len(text), *(one[0] for one in inside), *(one[1] for one in inside)})
    return [
        Piece(
            text[start:end],
            any(first <= start < last for first, last, _, _ in inside),
            tuple(number for _, _, first, number in inside if first == start),
        )
        for start, end in pairwise(bounds)
    ]
