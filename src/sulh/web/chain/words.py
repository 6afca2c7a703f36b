"""What kinds of parts, outcomes, confidences and alerts are called, what is wrong with a file, long texts in short."""

from __future__ import annotations

from sulh.formats.agreement_text import REFUSALS
from sulh.words.language import mark

KINDS = {
    "idea": mark("Finding"),
    "clause": mark("Clause"),
    "person": mark("People"),
    "process": mark("Help with the process"),
}
THROUGH = {
    "open": mark("Nothing is known yet"),
    "yes": mark("Got through"),
    "partly": mark("Got through in part"),
    "no": mark("Did not get through"),
}
CONFIDENCES = {"low": mark("low confidence"), "medium": mark("medium confidence"), "high": mark("high confidence")}
FAMILIES = {"ideas": mark("Ideas"), "people": mark("People and help")}
ALERTS = {
    ("only-sent", "ideas"): mark("Of {side} no idea was sent, of {other} some were."),
    ("only-sent", "people"): mark("Of {side} nobody was offered, of {other} somebody was."),
    ("only-through", "ideas"): mark("Of {other} ideas got through, of {side} none did."),
    ("only-through", "people"): mark("Of {other} people got through, of {side} nobody did."),
}
LINKS = {
    "statement": mark("Statement"),
    "clause": mark("Clause"),
    "package": mark("Package"),
    "answer": mark("The answer"),
    "provision": mark("Passage"),
}
RECORDED = mark("recorded")
NUMBERED = {
    "statement": mark("Statement {n}: {text}"),
    "clause": mark("Clause {n}: {text}"),
    "package": mark("Package {n}: {text}"),
}
LIKENESS = {
    "many": mark("Many of the same words"),
    "some": mark("Some of the same words"),
    "few": mark("A few of the same words"),
}
ENCODINGS = {
    "utf-8": mark("UTF-8"),
    "utf-16": mark("UTF-16"),
    "windows-1252": mark("Windows-1252, for western languages"),
    "windows-1256": mark("Windows-1256, for Arabic"),
}
READING = {kind: refusal.words for kind, refusal in REFUSALS.items()} | {
    "not-read-now": mark("This file could not be read just now. Try it again in a while, or paste the text."),
    "one-of-both": mark("Choose a file or paste a text, one of the two."),
    "day-to-come": mark("This day is still to come."),
    "no-day": mark("Choose the day that the agreement bears."),
    "no-passage": mark("There is no such passage in this agreement, or it is longer than 6,000 characters."),
    "paragraph": mark("There is no paragraph of this number."),
    "first": mark("These words do not stand in this paragraph. Copy them from it."),
    "last": mark("These words do not stand in this paragraph behind the first ones. Copy them from it."),
}


def short(text: str, most: int = 90) -> str:
    """
    Return a text, or as many of its first words as have room, and a sign that there is more.

    >>> short("The road opens by day", 12)
    'The road …'
    """
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
