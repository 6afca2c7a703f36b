"""The acts of the process log in sentences. One without a sentence is shown as its code: nothing is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.words.language import mark

ACTS: dict[str, str] = {
    "process-founded": mark("The process was founded"),
    "process-named": mark("The process got another name"),
    "profile-raised": mark("The risk profile was raised to high"),
    "side-added": mark("A side was declared"),
    "side-named": mark("A side got other names"),
    "side-removed": mark("A side was taken back"),
    "initiative-added": mark("An initiative was written down"),
    "initiative-changed": mark("An initiative was changed"),
    "role-given": mark("Somebody was given a role: {role}"),
    "role-ended": mark("A role ended: {role}"),
    "dialogue-created": mark("A dialogue was created, level {level} %, threshold {k}"),
    "dialogue-named": mark("A dialogue got another title or question"),
    "who-is-asked": mark("Who is asked, how they are chosen or who is missing was written down"),
    "sides-invited": mark("Sides and numbers invited were set"),
    "text-version": mark("A text to agree to got version {version}"),
    "harm-check": mark("Harm check number {number}: {decision}"),
    "phase-changed": mark("The phase was changed from {before} to {after}"),
}
VALUES: dict[str, str] = {
    "go": mark("go"),
    "no-go": mark("no-go"),
    "facilitator": mark("Facilitator"),
    "translator": mark("Translator"),
}


def sentence(words: PageLanguage, act: str, refs: Mapping[str, str | int]) -> Markup:
    """Return what was done, in the reader's language."""
    if act not in ACTS:
        return Markup("{}").format(act)
    told = {key: _value(words, value) for key, value in refs.items()}
    return words.say(ACTS[act], **told)


def _value(words: PageLanguage, value: str | int) -> Markup | str:
    if isinstance(value, int):
        return words.number(value)
    return words.say(VALUES[value]) if value in VALUES else value
