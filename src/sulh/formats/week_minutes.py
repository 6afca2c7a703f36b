"""
The minutes of a weekly meeting of those who coordinate, as a document for a word processor.

    WeekMinutes ─┬─ agenda       lines as they stood when the meeting was prepared
                 ├─ minutes      what was said of it, in paragraphs
                 ├─ found        decisions that the meeting found open
                 └─ decided      its own
    week_minutes_docx ──▶ DOCX   what this paper is and who may hold it; then one section each

They are about how the work is arranged, never about the conflict. The looks come from `sulh.formats.documents`.
"""

from __future__ import annotations

from datetime import date

from sulh.formats.documents import Paper
from sulh.model.findings import Value
from sulh.words.language import Language, language


class DecisionLine(Value, frozen=True):
    """What was decided on a day, who acts next in words, until when, and the day on which it was done."""

    number: int
    on: date
    what: str
    by: str
    due: date | None = None
    done: date | None = None


class WeekMinutes(Value, frozen=True):
    """
    One weekly meeting.

    Attributes:
        minutes: Paragraphs.
        found: Decisions of earlier meetings that were not done when this one began.
    """

    on: date
    agenda: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    found: tuple[DecisionLine, ...] = ()
    decided: tuple[DecisionLine, ...] = ()


def week_minutes_docx(held: WeekMinutes, *, lang: str) -> bytes:
    """
    Write the minutes of a meeting.

    Args:
        held: What they say, each text in the language it was written in.
        lang: Tag of the language of the document.

    Returns:
        A document, the same bytes for the same minutes. Its properties name nobody and no day.

    Raises:
        SettingError: If Sulh does not speak the language.

    >>> held = WeekMinutes(date(2026, 11, 27), agenda=("Two work on one canal.",))
    >>> week_minutes_docx(held, lang="ar") == week_minutes_docx(held, lang="ar")
    True
    """
    words = language(lang)
    paper = Paper(words, words.say("Minutes of a meeting"))
    paper.footer(words.say("Unofficial and non-binding. For those who coordinate."))
    paper.title(words.say("Weekly meeting of those who coordinate"))
    paper.subtitle(words.when(held.on.isoformat()))
    paper.notice(
        [
            words.say("Unofficial and non-binding."),
            words.say("This paper is about how the work is arranged. It decides nothing about the conflict."),
            words.say(
                "It may hold what owners of initiatives show to those who coordinate alone, and goes to nobody else."
            ),
        ]
    )
    _decisions(paper, words.say("Open from earlier meetings"), held.found, words)
    paper.heading(words.say("Agenda"))
    if held.agenda:
        paper.bullets(held.agenda)
    else:
        paper.text(words.say("Nothing stood on the agenda."))
    paper.heading(words.say("Minutes"))
    for paragraph in held.minutes or (words.say("No minutes were written."),):
        paper.text(paragraph)
    _decisions(paper, words.say("Decisions"), held.decided, words)
    return paper.bytes()


def _decisions(paper: Paper, heading: str, lines: tuple[DecisionLine, ...], words: Language) -> None:
    paper.heading(heading)
    if not lines:
        paper.text(words.say("None."))
        return
    header = [words.say("Decision"), words.say("Who acts next"), words.say("Due by"), words.say("How it stands")]
    paper.table(header, [_row(one, words) for one in lines], [7, 4, 4, 4])


def _row(one: DecisionLine, words: Language) -> list[str]:
    due = words.when(one.due.isoformat()) if one.due else words.say("no day set")
    stands = words.say("Done on {day}", day=words.when(one.done.isoformat())) if one.done else words.say("Still open")
    return [one.what, one.by, due, stands]
