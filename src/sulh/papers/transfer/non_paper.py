"""
The non-paper: one page of a package that a minister reads, as blocks.

    Package ──▶ what has to be there      title, addressee, who was asked, who is missing, what this is, the hash
            ──▶ what there is room for    the summary first; then one finding, one clause, one offer in turn
            ──▶ what was left             said plainly, with its number

Room is measured in lines of print by counting letters, with some to spare: DOCX is set on the reader's own machine,
with fonts that we do not know, and the PDF of the same bytes has to hold the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from sulh.model.findings import Value
from sulh.model.package import Clause, Idea, Offer, Package
from sulh.papers.transfer.blocks import Block, block, grid, paragraphs, written
from sulh.papers.transfer.full import how_it_stands
from sulh.papers.transfer.phrases import FOUND_WORDS, NON_PAPER, OFFER_WORDS, UNOFFICIAL, authentic, said
from sulh.papers.transfer.seal import NOT_APPROVED, Seal, not_approved
from sulh.words.language import Language
from sulh.words.text import ELLIPSIS, shorten, wrap

PAGE: Final = 40.5  # lines of a page, without its frame: kicker, mark, hash and small print
LINE: Final = 84  # letters of one line of print
SUMMARY: Final = 16.0  # lines of the summary, at most, where there is anything else to be said
GAP: Final = 0.5  # lines of blank below a paragraph
HEADING: Final = 2.5  # lines of a heading with the blank around it, and of what stands below a list
TITLE: Final = 1.6  # lines of one line of the title
LABEL: Final = 22  # letters of a label and the blank beside it
TWICE: Final = 2 * (LINE - LABEL) - 6  # letters of two lines beside a label
Item = Idea | Clause | Offer


class Chosen(Value, frozen=True):
    """
    What there is room for.

    Attributes:
        cut: Whether the summary is longer.
        ideas, clauses, offers: How many of each, from the first.
    """

    summary: tuple[str, ...]
    cut: bool
    ideas: int
    clauses: int
    offers: int


def non_paper(package: Package, words: Language, seal: Seal) -> tuple[Block, ...]:
    """
    Return the page.

    Args:
        package: What the bytes say.
        words: The language of the paper.
        seal: What stands for the bytes, and the mark of this copy.
    """
    head, about = tuple(_head(package, words)), tuple(_about(package, words))
    chosen = _choose(package, words, PAGE - sum(map(_frame, (*head, *about))))
    body = (*head, *_body(chosen, package, words), *about)
    return (*body, *_foot(chosen, body, package, words, seal))


def _frame(block: Block) -> float:
    """Return the lines of what is always there: title and facts, each of them on one or two."""
    if block.kind == "title":
        return sum(TITLE * len(wrap(row[0], LINE // 2)) for row in block.rows)
    return sum(_lines(row[-1], LINE - LABEL) for row in block.rows) if block.kind == "facts" else 0.0


def _choose(package: Package, words: Language, room: float) -> Chosen:
    """Fill the room: the summary, then items in turn until one does not fit; those of its kind after it are left."""
    kinds: tuple[Sequence[Item], ...] = (package.ideas, package.clauses, package.offers)
    summary = paragraphs(said(package.summary, package, words))
    kept, cut = _within(summary, SUMMARY if any(kinds) else room)
    room -= sum(map(_lines, kept))
    counts, full = [0, 0, 0], set[int]()
    for turn in zip_longest(*kinds):
        for kind, item in enumerate(turn):
            if item is None or kind in full:
                continue
            need = _lines_of(item, package, words) + (0 if counts[kind] else HEADING)
            if need > room:
                full.add(kind)
            else:
                counts[kind] += 1
                room -= need
    return Chosen(tuple(kept), cut, *counts)


def _within(texts: Sequence[str], room: float) -> tuple[list[str], bool]:
    """Return the paragraphs that fit, the last of them cut where it does not, and whether anything is missing."""
    kept: list[str] = []
    for text in texts:
        need = _lines(text)
        if need > room:
            fits = int(room - GAP)
            return ([*kept, shorten(text, fits * LINE - LINE // 2)] if fits > 1 else kept), True
        kept.append(text)
        room -= need
    return kept, False


def _lines(text: str, line: int = LINE) -> float:
    return len(wrap(written(text), line)) + GAP


def _lines_of(item: Item, package: Package, words: Language) -> float:
    text = said(item.texts, package, words)
    if isinstance(item, Idea):
        return _lines(f"{text} ({words.say(FOUND_WORDS[item.word])})", LINE - 4)
    return _lines(text, LINE - (6 if isinstance(item, Clause) else LABEL))


def _head(package: Package, words: Language) -> Iterator[Block]:
    yield block("kicker", words.say(NON_PAPER))
    yield block("title", shorten(said(package.title, package, words), LINE))
    yield block("mark", words.say(UNOFFICIAL))
    facts = [(words.say("To"), said(package.addressee, package, words))]
    facts.append((words.say("Agenda item"), said(package.agenda_item, package, words)))
    facts.append((words.say("Meant for"), said(package.use_words, package, words)))
    yield grid("facts", [(label, shorten(value, TWICE)) for label, value in facts if written(value)])


def _shown(chosen: Chosen, package: Package) -> tuple[Sequence[Idea], Sequence[Clause], Sequence[Offer]]:
    return package.ideas[: chosen.ideas], package.clauses[: chosen.clauses], package.offers[: chosen.offers]


def _body(chosen: Chosen, package: Package, words: Language) -> Iterator[Block]:
    yield block("text", *chosen.summary)
    ideas, clauses, offers = _shown(chosen, package)
    if ideas:
        yield block("heading", words.say("What the dialogue found"))
        yield grid(
            "points",
            [(said(idea.texts, package, words), words.say(FOUND_WORDS[idea.word])) for idea in ideas],
        )
    if clauses:
        yield block("heading", words.say("Wording that the dialogue drafted"))
        yield grid("clauses", [(words.number(one.number), said(one.texts, package, words)) for one in clauses])
        yield block("fine", how_it_stands(clauses, words))
    if offers:
        yield block("heading", words.say("What the dialogue can lend"))
        yield grid(
            "facts",
            [(words.say(OFFER_WORDS[offer.kind]), said(offer.texts, package, words)) for offer in offers],
        )


def _about(package: Package, words: Language) -> Iterator[Block]:
    asked = said(package.about.asked, package, words)
    asked = asked or words.say("Not told: this package does not say where it comes from.")
    missing = said(package.about.missing, package, words) or words.say("Nobody was named as missing.")
    yield grid(
        "facts",
        [
            (words.say("Who was asked"), shorten(asked, TWICE)),
            (words.say("Who is missing"), shorten(missing, TWICE)),
        ],
    )


def _foot(chosen: Chosen, body: Sequence[Block], package: Package, words: Language, seal: Seal) -> Iterator[Block]:
    cut = chosen.cut or any(cell.endswith(ELLIPSIS) for one in body for row in one.rows for cell in row)
    left = _left(chosen, package, words)
    if left or cut:
        yield block("left", _told(left, words, cut=cut))
    unofficial = words.say(
        "What an unofficial dialogue found, for an official table: no agreement, no position of any side, and no word "
        "of any authority."
    )
    marked = words.say(
        "Mark of this copy: {mark}. It says to whom the copy was given and is no part of what was approved.",
        mark=seal.mark,
    )
    if seal.mark == NOT_APPROVED:
        marked = not_approved(words)
    yield grid("seal", [(words.say("Code"), seal.code), (words.say("SHA-256 of package.json"), seal.digest)])
    yield block("fine", words.together([unofficial, authentic(package, words)]), marked if seal.mark else "")


def _left(chosen: Chosen, package: Package, words: Language) -> list[str]:
    ideas, clauses, offers = (
        len(package.ideas) - chosen.ideas,
        len(package.clauses) - chosen.clauses,
        len(package.offers) - chosen.offers,
    )
    parts = [
        words.count("one finding", "{n} findings", ideas) if ideas else "",
        words.count("one clause", "{n} clauses", clauses) if clauses else "",
        words.count("one offer", "{n} offers", offers) if offers else "",
    ]
    return [part for part in parts if part]


def _told(left: list[str], words: Language, *, cut: bool) -> str:
    """Say what stands in the full package only."""
    if not left:
        return words.say("What ends with “…” stands whole in the full package.")
    sentence = words.say("Left to the full package for want of room: {what}.", what=words.listing(left))
    more = [words.say("What ends with “…” stands whole in the full package.")] if cut else []
    return words.together([sentence, *more])
