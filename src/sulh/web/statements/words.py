"""
What codes of statements are called on pages, and what is told of a text that cannot be kept.

    ASKS, SOURCES, ACTS    code -> words
    age                    days -> words
    told                   faults of a write -> a form
    hints                  what should be looked at once before a text is kept, told to whoever writes it
    looks                  the same in what somebody else wrote, told to whoever decides about it
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from markupsafe import Markup

from sulh.designs import Texts, names_people
from sulh.designs.hints import WORDS
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.web.jinja import OWN_NAMES
from sulh.words.language import mark

LANGUAGE_NAMES = dict(OWN_NAMES)
ASKS = {
    "experience": mark("An experience"),
    "need": mark("A need"),
    "idea": mark("An idea"),
    "position": mark("A position"),
    "constraint": mark("A constraint"),
}
SOURCES = {
    "design": mark("Came with the kind of dialogue"),
    "seed": mark("Written by the facilitators"),
    "proposal": mark("Proposed by a participant"),
    "note": mark("From the notes of a session"),
}
ACTS = {
    "accepted": mark("Accepted"),
    "reworded": mark("Reworded"),
    "merged": mark("Merged"),
    "translated": mark("Translated"),
    "withdrawn": mark("Withdrawn"),
    "to-all": mark("Put to all sides"),
}
FAULTS = {
    "empty": mark("This is needed."),
    "too-long": mark("This is longer than there is room for."),
    "control": mark("The text holds signs that cannot be kept. Type it again instead of pasting it."),
    "direction": mark("The text holds hidden signs that turn the direction of reading. Type it again."),
    "one-language": mark("Write it in one language at least."),
    "no-choice": mark("Choose one."),
    "item-of-a-desk": mark("This item leads to one desk. Choose none, or keep whose question it is."),
}
SENTENCES: dict[str, Texts] = {str(kind): texts for kind, texts in WORDS.items()}
LOOKS: dict[str, str] = {
    "name": mark("A person may be named here:"),
    "handle": mark("This may be somebody’s account:"),
    "e-mail": mark("This may be an e-mail address:"),
    "address": mark("This may be the address of a page:"),
    "phone": mark("This may be a phone number:"),
}
STATEMENT_FIELDS = ("text", "back")
WEEKS_FROM = 14  # days


def age(words: PageLanguage, days: int) -> Markup:
    """Return how long ago something came, in words."""
    if days == 0:
        return words.say("today")
    if days == 1:
        return words.say("yesterday")
    if days < WEEKS_FROM:
        return words.count("{n} day ago", "{n} days ago", days)
    return words.count("{n} week ago", "{n} weeks ago", days // 7)


def language_name(tag: str) -> str:
    """Return what a language calls itself."""
    return LANGUAGE_NAMES.get(tag, tag)


def told(form: forms.Form, refusal: Invalid, words: PageLanguage) -> None:
    """Put the faults of a write where their fields are."""
    for field, code in refusal.faults.items():
        own = SENTENCES.get(code, {}) if field.startswith(STATEMENT_FIELDS) else {}
        sentence = own.get(words.tag) or words.say(FAULTS.get(code, FAULTS["no-choice"]))
        form.add_error(field if field in form.fields else None, str(sentence))


def hints(texts: Iterable[str], words: PageLanguage) -> list[tuple[str, str]]:
    """Return what should be looked at in these texts before they are kept: a sentence, and the part it is about."""
    found = [hint for text in texts for hint in names_people(text) if not hint.fault]
    return list(dict.fromkeys((WORDS[hint.kind][words.tag], hint.found) for hint in found))


def looks(text: str, words: PageLanguage) -> list[tuple[str, str]]:
    """Return what a moderator should look at in a proposal: a sentence, and the part it is about."""
    found = [hint for hint in names_people(text) if hint.kind in LOOKS]
    return list(dict.fromkeys((str(words.say(LOOKS[hint.kind])), hint.found) for hint in found))
