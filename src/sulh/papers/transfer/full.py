"""
The full package as blocks: everything that its bytes say, in one language.

    first page   what this is and is not, to whom, who was asked, who is missing, its hash, the mark of the copy
    then         summary, findings, clauses, offers; where each finding comes from; how to check the paper
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sulh.model.package import Clause, Package
from sulh.model.publication import WORDS, Word
from sulh.papers.transfer.blocks import Block, block, grid, paragraphs
from sulh.papers.transfer.phrases import (
    ATTRIBUTION_WORDS,
    FOUND_WORDS,
    FULL_PACKAGE,
    OFFER_WORDS,
    ROUTE_WORDS,
    UNOFFICIAL,
    USE_WORDS,
    authentic,
    said,
    tongues,
)
from sulh.papers.transfer.seal import Seal
from sulh.words.language import Language, mark

MEANINGS: dict[Word, str] = {
    "firm-on-every-side": mark("On each side, taken by itself, agreement reached the level that was set beforehand."),
    "most-on-each-side": mark("On every side more than half of those who answered agree."),
    "most-on-one-side": mark("On at least one side more than half of those who answered agree, but not on every side."),
    "no-majority": mark("On no side do most of those who answered agree."),
    "too-few": mark(
        "On some side too few people have answered for anything to be said without pointing at somebody. How many "
        "it takes depends also on what was asked and shared before."
    ),
}


def full(package: Package, words: Language, seal: Seal) -> tuple[Block, ...]:
    """
    Return the full package.

    Args:
        package: What the bytes say.
        words: The language of the paper.
        seal: What stands for the bytes, and the mark of this copy.
    """
    return (
        *_first_page(package, words, seal),
        Block("turn"),
        *_summary(package, words),
        *_findings(package, words),
        *_clauses(package, words),
        *_offers(package, words),
        *_sources(package, words),
        *_checking(words),
    )


def _first_page(package: Package, words: Language, seal: Seal) -> Iterator[Block]:
    yield block("kicker", words.say(FULL_PACKAGE))
    yield block("title", said(package.title, package, words))
    yield block("notice", *what_it_is(package, words))
    yield grid("facts", _facts(package, words))
    yield block("heading", words.say("Who was asked"))
    asked = said(package.about.asked, package, words)
    yield block("text", *(paragraphs(asked) or [words.say("Not told: this package does not say where it comes from.")]))
    yield block("heading", words.say("Who is missing"))
    missing = said(package.about.missing, package, words)
    yield block("text", *(paragraphs(missing) or [words.say("Nobody was named as missing.")]))
    yield block("heading", words.say("What stands for this package"))
    yield grid("seal", seal.facts(words))
    yield block("fine", *seal.announced(words))


def what_it_is(package: Package, words: Language) -> list[str]:
    """Return the sentences that say what a paper is and is not; the first is the mark."""
    own, basis = said(package.mark, package, words), BASIS[package.basis == "consent"]
    return [
        words.say(UNOFFICIAL),
        *([own] if own != words.say(UNOFFICIAL) else []),
        words.say(
            "This paper brings to an official table what an unofficial dialogue found. It is no agreement and no "
            "position of any side, and it speaks for no authority. Whether anything follows from it lies with the "
            "official table alone."
        ),
        words.say(basis),
    ]


BASIS = {  # whether it leaves as people agreed at entry
    False: mark(
        "It may leave only with the approval of every side. That holds for the hash printed here and for nothing else: "
        "one changed letter makes another paper."
    ),
    True: mark(
        "No side approved it: the dialogue has no readers of the sides. It may leave only as each person who took part "
        "agreed when they came, for the hash printed here and for nothing else."
    ),
}


def _facts(package: Package, words: Language) -> Iterator[tuple[str, str]]:
    about = package.about
    yield words.say("To"), said(package.addressee, package, words)
    if package.desk:
        yield words.say("Desk that can read it once it is sent"), said(package.desk, package, words)
    if item := said(package.agenda_item, package, words):
        yield words.say("Agenda item"), item
    yield words.say("Meant as"), words.say(USE_WORDS[package.use])
    yield words.say("Meant for"), said(package.use_words, package, words)
    yield words.say("By which way"), words.say(ROUTE_WORDS[package.route])
    yield words.say("What is told of its origin"), words.say(ATTRIBUTION_WORDS[package.attribution])
    if dialogue := said(about.dialogue, package, words):
        yield words.say("Dialogue"), dialogue
    if about.sides:
        yield words.say("Sides"), words.listing([words.name(said(side, package, words)) for side in about.sides])
    yield words.say("To be sent by"), words.when(package.expires)
    yield words.say("Languages"), f"{tongues(package.languages, words)}. {authentic(package, words)}"
    if package.answers:
        yield words.say("Answers the question"), package.answers


def _summary(package: Package, words: Language) -> Iterator[Block]:
    yield block("heading", words.say("Summary"))
    yield block("text", *paragraphs(said(package.summary, package, words)))


def _findings(package: Package, words: Language) -> Iterator[Block]:
    if not package.ideas:
        return
    yield block("heading", words.say("What the dialogue found"))
    header = (words.say("Number"), words.say("Statement"), words.say("How it was answered"))
    rows = [
        (words.number(at), said(idea.texts, package, words), words.opening(words.say(FOUND_WORDS[idea.word])))
        for at, idea in enumerate(package.ideas, 1)
    ]
    yield grid("table", [header, *rows], (2, 9, 5))
    used = {idea.word for idea in package.ideas}
    names = {word: words.opening(words.say(FOUND_WORDS[word])) for word in WORDS if word in used}
    yield block(
        "fine", *(words.say("{label}: {value}", label=names[word], value=words.say(MEANINGS[word])) for word in names)
    )


def _clauses(package: Package, words: Language) -> Iterator[Block]:
    for version, clauses in groupby(package.clauses, key=lambda clause: clause.version):
        listed = list(clauses)
        yield block("heading", words.say("The text, version {number}", number=words.number(version)))
        yield grid("clauses", [(words.number(one.number), said(one.texts, package, words)) for one in listed])
        yield block("fine", how_it_stands(listed, words))


def how_it_stands(clauses: Sequence[Clause], words: Language) -> str:
    """Return how the sides stand to the text that these clauses are of; nothing where there are none."""
    if not clauses:
        return ""
    if all(clause.recommended for clause in clauses):
        return words.say("The sides can recommend this text.")
    if not any(clause.recommended for clause in clauses):
        return words.say("The sides have not been asked, or have not said, whether they can recommend this text.")
    numbers = words.listing([words.number(clause.number) for clause in clauses if clause.recommended])
    return words.say("The sides can recommend the text of these clauses, and of no others: {numbers}.", numbers=numbers)


def _offers(package: Package, words: Language) -> Iterator[Block]:
    if not package.offers:
        return
    yield block("heading", words.say("What the dialogue can lend"))
    yield grid(
        "facts",
        [(words.say(OFFER_WORDS[offer.kind]), said(offer.texts, package, words)) for offer in package.offers],
    )


def _sources(package: Package, words: Language) -> Iterator[Block]:
    if not package.ideas:
        return
    yield block("heading", words.say("Where each finding comes from"))
    header = (words.say("Number"), words.say("SHA-256 of the publication that said it"))
    rows = [(words.number(at), idea.publication) for at, idea in enumerate(package.ideas, 1)]
    yield grid("table", [header, *rows], (2, 14))


def _checking(words: Language) -> Iterator[Block]:
    yield block("heading", words.say("How to check this paper"))
    yield block(
        "points",
        words.say(
            "The file package.json came beside this paper and is attached to it. It holds every word, in every "
            "language."
        ),
        words.say("Without Sulh: “sha256sum package.json” prints the hash. It has to be the one on the first page."),
        words.say(
            "With Sulh: “sulh verify” and the name of this file. It makes the words anew from package.json and names "
            "each one that was changed."
        ),
    )
