"""
Who was asked: the first block of every report. What is not known stays a gap that can be seen.

    Asked ─┬─ facts   label and text, or None for a gap
           ├─ sides   one line a side: invited, took part, answers
           └─ notes   what was read, left out or superseded, as sentences
"""

from __future__ import annotations

from dataclasses import dataclass

from sulh.figures.opinions import why_not
from sulh.model.findings import CannotSay, Findings, Side
from sulh.papers.page import PageLanguage
from sulh.words.language import mark

LABELS = (
    ("chosen", mark("How people were chosen")),
    ("when", mark("When")),
    ("how", mark("How they were asked")),
    ("missing", mark("Who is missing")),
)


@dataclass(frozen=True)
class Asked:
    """Who was asked, ready to be shown."""

    facts: list[tuple[str, str | None]]
    sides: list[Side]
    invited: dict[str, int]
    notes: list[str]


def asked(findings: Findings, words: PageLanguage) -> Asked:
    """Gather who was asked, how, and what of it was left out."""
    about, sides = findings.inputs.about, findings.sides
    facts: list[tuple[str, str | None]] = []
    for field, label in LABELS:
        text = getattr(about, field)
        facts.append((words.say(label), None if not text else words.when(text) if field == "when" else text))
    invited = about.invited | {side.name: side.invited for side in sides if side.invited is not None}
    return Asked(facts, sides, invited, _notes(findings, words))


def _notes(findings: Findings, words: PageLanguage) -> list[str]:
    notes = _of_no_side(findings, words)
    read = findings.inputs
    if read.superseded:
        notes.append(
            words.count(
                "One answer was replaced by a later one of the same person.",
                "{n} answers were replaced by later ones of the same person.",
                read.superseded,
            )
        )
    notes.extend(_left_out(findings, words))
    # A kind of fault that `--lenient` skips is shown by its own name.
    for kind, rows in read.skipped.items():
        notes.append(
            words.count(
                "One faulty row was left out ({kind}).",
                "{n} faulty rows were left out ({kind}).",
                rows,
                kind=words.name(kind),
            )
        )
    return notes


def _of_no_side(findings: Findings, words: PageLanguage) -> list[str]:
    """Say what does not fit between answers, sides and numbers invited: often a typing mistake."""
    notes: list[str] = []
    read = findings.inputs
    room = read.population == "room"
    if read.undeclared and findings.sides:
        notes.append(
            words.count(
                "One participant declared no side; their answers are shown apart and count nowhere.",
                "{n} participants declared no side; their answers are shown apart and count nowhere.",
                read.undeclared,
            )
        )
        if room:
            notes.append(words.say("In an invited room everybody belongs to a side: is there a typing mistake?"))
    if read.unknown_members:
        notes.append(
            words.count(
                "One id of the sides file answered nothing.",
                "{n} ids of the sides file answered nothing. If that is many, look whether the ids match.",
                read.unknown_members,
            )
        )
    if read.about.invited and not room:
        notes.append(
            words.say(
                "Numbers invited are stated, but the dialogue was read as an open consultation "
                "(--invited was not given)."
            )
        )
    return notes


def _left_out(findings: Findings, words: PageLanguage) -> list[str]:
    notes: list[str] = []
    read = findings.inputs
    if read.rejected:
        notes.append(
            words.count(
                "One statement had been rejected by moderation and appears nowhere.",
                "{n} statements had been rejected by moderation and appear nowhere.",
                len(read.rejected),
            )
        )
    if read.excluded:
        notes.append(
            words.count(
                "One statement was left out by request: {ids}.",
                "{n} statements were left out by request: {ids}.",
                len(read.excluded),
                ids=words.listing([words.name(identifier) for identifier in read.excluded]),
            )
        )
    return notes


def gaps(findings: Findings, words: PageLanguage) -> list[str]:
    """Return what these answers do not allow to be said, one sentence each."""
    room, no_map = findings.inputs.population == "room", why_not(findings, words)
    return [no_map if no_map and gap.code in NO_MAP else _gap(gap, words, room=room) for gap in findings.cannot_say]


def _gap(gap: CannotSay, words: PageLanguage, *, room: bool) -> str:
    side, number = words.name(gap.side or ""), round(gap.number or 0)
    if gap.code == "level-out-of-reach":
        return _out_of_reach(words, side, number, room=room)
    return words.say(SENTENCES[gap.code], side=side)


NO_MAP = ("too-few-for-map", "map-unstable")
SENTENCES = {
    "no-sides": mark(
        "No sides were declared. What every side accepts cannot be said; the answers of all are shown together."
    ),
    "one-side": mark("Only {side} was declared. Whatever is called common ground here is that of one side."),
    "side-without-answers": mark(
        "Nobody from {side} has answered. Until somebody does, nothing can be firm or likely."
    ),
    "no-statements": mark("There are no statements, so there is nothing to say yet."),
    "no-answers": mark("Nobody has answered yet."),
    "all-pass": mark("Every answer is a pass. What people accept cannot be said from these answers."),
}


def _out_of_reach(words: PageLanguage, side: str, number: int, *, room: bool) -> str:
    if room:
        return words.count(
            "{side} cannot reach the level yet: one agreement would be needed, and too few have answered.",
            "{side} cannot reach the level yet: {n} agreements would be needed, and too few have answered.",
            number,
            side=side,
        )
    return words.count(
        "{side} cannot reach the level yet: a statement needs at least one answer from it.",
        "{side} cannot reach the level yet, however its people answer: no statement has {n} answers from it.",
        number,
        side=side,
    )
