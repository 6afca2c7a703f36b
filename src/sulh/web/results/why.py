"""Why a statement goes out as it does: the codes of `sulh.disclosure.explain` as sentences for the facilitator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sulh.disclosure.explain import Code, Explained, Reason
from sulh.papers.page import PageLanguage
from sulh.papers.publication import headings
from sulh.words.language import mark

OUTCOMES = {
    "numbers": mark("Goes out with numbers."),
    "word": mark("Goes out in words."),
    "carried": mark("Goes out unchanged, as it was said before."),
    "nothing": mark("Only the text goes out."),
}
PLAIN: dict[Code, str] = {
    "no-sides": mark("No sides were declared."),
    "words-end-with-numbers": mark("Numbers went out before; only newer numbers can follow."),
    "numbers-wait-for-a-word": mark("Beside this word, numbers would give too much away."),
    "numbers-refused-small-count": mark("No numbers: a count in its table is too small to be shown."),
    "numbers-refused-by-the-past": mark("No numbers: with what was said before, they would give somebody away."),
    "numbers-below-raised-k": mark("Earlier numbers are no longer shown: the smallest count was raised since."),
}
NOT_FORESEEN = mark("For a new word far more answers from {side} would be needed.")
NOT_INVITED = mark("So many are not invited.")


@dataclass(frozen=True)
class Why:
    """Statements of which the same becomes, for the same reasons: said once."""

    ids: tuple[str, ...]
    outcome: str
    reasons: tuple[str, ...]


def together(explained: Iterable[Explained], words: PageLanguage, *, alone: bool) -> list[Why]:
    """Return what becomes of every statement and why; what is true of several is said once, where the first stood."""
    same: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in explained:
        same.setdefault((outcome(one, words, alone=alone), tuple(reasons(one, words))), []).append(one.id)
    return [Why(tuple(ids), said, because) for (said, because), ids in same.items()]


def outcome(explained: Explained, words: PageLanguage, *, alone: bool) -> str:
    """Return what becomes of a statement; `alone` where one side is spoken of."""
    said = words.say(OUTCOMES[explained.outcome])
    if explained.word is None or explained.outcome == "nothing":
        return said
    return words.together([said, words.say("“{word}”", word=words.say(headings(explained.word, alone=alone)[0]))])


def reasons(explained: Explained, words: PageLanguage) -> list[str]:
    """Return why nothing more goes out, a sentence each."""
    return [_sentence(reason, words) for reason in explained.reasons]


def _sentence(reason: Reason, words: PageLanguage) -> str:
    if reason.code in PLAIN:
        return words.say(PLAIN[reason.code])
    if reason.number is None:
        return words.say(NOT_FORESEEN, side=words.name(reason.side or ""))
    said = _counted(reason, reason.number, words)
    return words.together([said, words.say(NOT_INVITED)]) if reason.invited is False else said


def _counted(reason: Reason, number: int, words: PageLanguage) -> str:
    side = words.name(reason.side or "")
    if reason.code == "under-k":
        return words.count(
            "Too few answers from {side}. One more would do.",
            "Too few answers from {side}. {n} more would do.",
            number,
            side=side,
        )
    if reason.code == "waits-for-more-answers":
        return words.count(
            "For a new word one more answer from {side} is needed.",
            "For a new word {n} more answers from {side} are needed.",
            number,
            side=side,
        )
    if reason.code == "was-in-a-caucus":
        return words.count(
            "{side} answered it by itself, when one had answered; what it was told there stays protected.",
            "{side} answered it by itself, when {n} had answered; what it was told there stays protected.",
            number,
            side=side,
        )
    return words.count(
        "For numbers one more answer from {side} is needed.",
        "For numbers {n} more answers from {side} are needed.",
        number,
        side=side,
    )
