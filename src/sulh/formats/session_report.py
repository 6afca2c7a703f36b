"""
The report of one meeting as a document for a word processor.

    SessionReport ──session_report_docx──▶ DOCX
        first page     what this paper is and is not, who may hold it; the meeting; who was present, in numbers
        then           who is missing, notes, statements drawn, commitments, the relationship of each pair of sides

Every section says so where there is nothing. The words come from `sulh.formats.meeting_words`, the looks from
`sulh.formats.documents`.
"""

from __future__ import annotations

from sulh.formats.documents import Paper
from sulh.formats.meeting_words import (
    CAPACITY_WORDS,
    COMMITMENT_WORDS,
    ELEMENT_WORDS,
    HOLDER_WORDS,
    KIND_WORDS,
    label_words,
    phase_words,
)
from sulh.model.sessions import CommitmentLine, ElementView, PairView, SessionReport, commitment_state
from sulh.model.tracks import CAPACITIES, meeting_label
from sulh.words.language import Language, language

NONE = "–"


def session_report_docx(report: SessionReport, *, lang: str) -> bytes:
    """
    Write the report of a meeting.

    Args:
        report: What it says; its texts are in the language of the report.
        lang: Tag of that language.

    Returns:
        A document, the same bytes for the same report. Its properties name nobody and no day.

    Raises:
        SettingError: If Sulh does not speak the language.

    >>> from datetime import date
    >>> report = SessionReport("Roads", date(2026, 5, 3), number=1, kind="workshop", phase=1)
    >>> session_report_docx(report, lang="en") == session_report_docx(report, lang="en")
    True
    """
    words = language(lang)
    paper = Paper(words, words.say("Notes of a meeting"))
    paper.footer(words.say("Unofficial and non-binding. Chatham House Rule."))
    paper.title(report.dialogue)
    paper.subtitle(
        words.say("Meeting {number}, {day}", number=words.number(report.number), day=words.when(report.on.isoformat()))
    )
    _notice(paper, report, words)
    for section in (_meeting, _present, _missing, _notes, _statements, _commitments, _relationships):
        section(paper, report, words)
    return paper.bytes()


def _notice(paper: Paper, report: SessionReport, words: Language) -> None:
    holders = words.listing([words.say(HOLDER_WORDS[holder]) for holder in report.may_hold])
    paper.notice(
        [
            words.say("Unofficial and non-binding."),
            words.say("This paper records a conversation. It decides nothing and binds nobody."),
            words.say(
                "Chatham House Rule: what was said may be used. Who said it, whom they belong to, and who else was "
                "there may not be revealed."
            ),
            words.say("It may be held by {holders}, and by nobody else.", holders=holders),
        ]
    )


def _meeting(paper: Paper, report: SessionReport, words: Language) -> None:
    label, meaning = label_words(meeting_label(report.capacities))
    phase = phase_words(report.kind, report.phase)
    rows = [
        [words.say("Date"), words.when(report.on.isoformat())],
        [words.say("Form of meeting"), words.say(KIND_WORDS[report.kind])],
        *([[words.say("Phase or stage"), words.say(phase)]] if phase else []),
        [words.say("Track of the meeting"), f"{words.say(label)}. {words.say(meaning)}"],
    ]
    paper.heading(words.say("The meeting"))
    paper.table([words.say("About"), words.say("What is recorded")], rows, [3, 7])
    paper.text(words.say("The track is derived from the capacities declared by those present, and from nothing else."))


def _present(paper: Paper, report: SessionReport, words: Language) -> None:
    given = report.capacities
    rows = [
        [words.say(CAPACITY_WORDS[one]), *(_count(of.get(one, 0), words) for of in (given.party, given.third_party))]
        for one in CAPACITIES
        if given.party.get(one, 0) or given.third_party.get(one, 0)
    ]
    paper.heading(words.say("Who was present, by capacity"))
    if rows:
        paper.table([words.say("Capacity"), words.say("From the parties"), words.say("Third party")], rows, [8, 4, 4])
    else:
        paper.text(words.say("No capacities were recorded."))
    if given.undeclared:
        paper.text(
            words.count(
                "One person has not declared a capacity.",
                "{n} people have not declared a capacity.",
                given.undeclared,
            )
        )


def _count(number: int, words: Language) -> str:
    return words.number(number) if number else NONE


def _missing(paper: Paper, report: SessionReport, words: Language) -> None:
    paper.heading(words.say("Who is missing"))
    if report.missing:
        paper.bullets(report.missing)
    else:
        paper.text(words.say("Nobody was named as missing."))


def _notes(paper: Paper, report: SessionReport, words: Language) -> None:
    paper.heading(words.say("What was said, by nobody in particular"))
    if report.notes:
        paper.table(
            [words.say("Number"), words.say("Note")],
            [[words.number(note.number), note.text] for note in report.notes],
            [2, 14],
        )
    else:
        paper.text(words.say("No notes were taken."))


def _statements(paper: Paper, report: SessionReport, words: Language) -> None:
    paper.heading(words.say("Statements drawn from the notes"))
    if report.statements:
        paper.table(
            [words.say("Number"), words.say("Statement"), words.say("From note")],
            [
                [words.number(one.number), one.text, NONE if one.note is None else words.number(one.note)]
                for one in report.statements
            ],
            [2, 11, 3],
        )
    else:
        paper.text(words.say("No statements were drawn."))


def _commitments(paper: Paper, report: SessionReport, words: Language) -> None:
    paper.heading(words.say("Commitments"))
    if report.commitments:
        paper.table(
            [words.say("Commitment"), words.say("By whom"), words.say("Due by"), words.say("How it stands")],
            [_commitment(one, report, words) for one in report.commitments],
            [7, 4, 4, 4],
        )
    else:
        paper.text(words.say("No commitments were made."))


def _commitment(one: CommitmentLine, report: SessionReport, words: Language) -> list[str]:
    due = words.when(one.due.isoformat()) if one.due else words.say("no day set")
    return [one.what, words.listing(one.by), due, words.say(COMMITMENT_WORDS[commitment_state(one, report.on)])]


def _relationships(paper: Paper, report: SessionReport, words: Language) -> None:
    paper.heading(words.say("The relationship between the sides"))
    if not report.relationships:
        paper.text(words.say("It was not described at this meeting."))
    for pair in report.relationships:
        _pair(paper, pair, words)


def _pair(paper: Paper, pair: PairView, words: Language) -> None:
    paper.heading(words.listing(pair.sides), 2)
    now, before = words.when(pair.on.isoformat()), pair.before and words.when(pair.before.isoformat())
    header = [words.say("Element"), now]
    header.append(words.say("Before, {day}", day=before) if before else words.say("Before"))
    paper.table(header, [_element(view, words) for view in pair.elements], [3, 6, 5], together=True)


def _element(view: ElementView, words: Language) -> list[str]:
    """Return one row: the element, how it is seen now, and how it was seen before."""
    nothing = words.say("not described")
    before = nothing if view.before is None else view.before
    if view.before is not None and view.before == view.now:
        before = words.say("unchanged")
    return [words.say(ELEMENT_WORDS[view.element]), nothing if view.now is None else view.now, before]
