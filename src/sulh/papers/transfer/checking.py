"""
Whether a file is what it says: its hash, its words, and whether a process log knows it.

    data ──carried──▶ bytes, label, words
    bytes ──rendered by the label──▶ the words made anew ──compared──▶ Check(holds, sentence) ...

The words of a file are compared with those that are made here from the bytes in it. Looks are not compared: a colour or
a size can hide a word, and only a file that is the same to the last byte is above that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from sulh.errors import InputError, SettingError
from sulh.model.findings import Value
from sulh.negotiation.package import digest, read, short_code
from sulh.papers.transfer.carried import ATTACHED, Carried, carried
from sulh.papers.transfer.label import Kind
from sulh.papers.transfer.phrases import tongue
from sulh.papers.transfer.rendering import Form, rendered
from sulh.papers.transfer.seal import NOT_APPROVED
from sulh.words.language import language

MOST_TOLD: Final = 10  # differences told one by one
AROUND: Final = 3  # words told on either side of a difference
MOST_WORDS: Final = 40_000  # of either side that are compared word by word
LONGEST: Final = 160  # letters of a difference
_NAMES: Final[dict[Kind, str]] = {"non-paper": "non-paper", "full": "full package"}
_WORD: Final = re.compile(r"\S+")


class Check(Value, frozen=True, kw_only=True):
    """One thing that was looked at, and whether it holds."""

    holds: bool
    sentence: str


class Checked(Value, frozen=True):
    """
    All that was looked at.

    Attributes:
        digest: SHA-256 of the bytes of the package.
        checks: In the order of looking.
    """

    digest: str
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return all(check.holds for check in self.checks)


def checked(data: bytes, *, file: str, package: bytes | None = None) -> Checked:
    """
    Check a file.

    Args:
        data: A JSON, DOCX or PDF of a package.
        file: What a sentence calls it.
        package: The canonical bytes that came beside it; None to take those that are attached.

    Raises:
        InputError: If it cannot be read, or carries no canonical package.
        EngineError: If the machine cannot make the PDF anew.
    """
    found = carried(data, file=file)
    attached, given = (None if one is None else one.rstrip(b"\n") for one in (found.content, package))
    content = attached if given is None else given
    if content is None:
        raise InputError(
            "nothing-attached",
            file,
            None,
            expected=f"{ATTACHED} attached to it (whoever saved it anew may have lost that: name it with --package)",
            found="none, or several",
        )
    read(content, file=file if found.form == "json" and given is None else ATTACHED)
    checks = [_yes(f"The package is whole. SHA-256 {digest(content)}, code {short_code(content)}.")]
    if given is not None and attached is not None and attached != given:
        checks.append(_no(f"{file} carries another package: SHA-256 {digest(attached)}."))
    if found.form != "json":
        checks += _paper(data, found, content, file)
    return Checked(digest(content), tuple(checks))


def _paper(data: bytes, found: Carried, content: bytes, file: str) -> Iterator[Check]:
    """Compare a paper with the one that is made here from the bytes."""
    label = found.label
    form: Form = "pdf" if found.form == "pdf" else "docx"
    if label is None:
        yield _no(f"{file} does not say which paper of the package it is, so its words cannot be compared.")
        return
    named = f"the {_NAMES[label.kind]} in {tongue(label.language, language('en'))}"
    try:
        ours = rendered(content, kind=label.kind, lang=label.language, form=form, mark=label.mark)
    except SettingError as error:
        yield _no(f"{file} says that it is {named}, but there is none. {error}")
        return
    if ours == data:
        yield _yes(f"{file} is, to the last byte, {named} as it is made here from the package.")
        yield from _mark(label.mark)
        return
    yield from (_no(f"{file} holds {what}, which no paper of Sulh does.") for what in found.strange)
    yield from _words(carried(ours, file=file), found, named, file)
    yield from _mark(label.mark)


def _yes(sentence: str) -> Check:
    return Check(holds=True, sentence=sentence)


def _no(sentence: str) -> Check:
    return Check(holds=False, sentence=sentence)


def _mark(mark: str) -> Iterator[Check]:
    if mark == NOT_APPROVED:
        yield _no("It says itself that not every side had approved it when it was made.")
    elif mark:
        yield _yes(f"It bears the mark {mark}, which is outside the hash: it says whose copy this is.")


def _words(ours: Carried, found: Carried, named: str, file: str) -> Iterator[Check]:
    expected, there = _split(ours.texts), _split(found.texts)
    edges, edges_there = _split(ours.edges), _split(found.edges)
    if expected == there and edges == edges_there and ours.drawn != found.drawn:
        yield _no(
            f"Every word that can be taken out of {file} is that of {named}, but its pages are drawn otherwise than "
            "here. Other fonts on the machine that made it can do this, and so can somebody who lets letters look like "
            "others or lays something over them: compare it by eye, or check the DOCX.",
        )
        return
    if expected == there and edges == edges_there:
        yield _yes(
            f"Every word of {file} is that of {named} as it is made here. The file itself was made or saved elsewhere: "
            "look at its pages for colour and size, which were not compared.",
        )
        return
    if found.form == "pdf" and Counter(expected) == Counter(there):
        yield _no(
            f"{file} holds the words of {named}, but not in the order in which they are made here. Other fonts on the "
            "machine that made it can do this, and so can somebody: compare it by eye, or check the DOCX.",
        )
        return
    told = [*_told(expected, there), *_told(edges, edges_there)]
    yield from (_no(sentence) for sentence in told[:MOST_TOLD])
    if len(told) > MOST_TOLD:
        yield _no(f"And {len(told) - MOST_TOLD} more differences.")


def _split(texts: Sequence[str]) -> list[str]:
    return _WORD.findall("\n".join(texts))


def _told(expected: list[str], there: list[str]) -> Iterator[str]:
    """Name each place where other words stand."""
    if max(len(expected), len(there)) > MOST_WORDS or len(there) > 3 * len(expected) + 1000:
        yield f"It holds {len(there):,} words where the package has {len(expected):,}."
        return
    # What is the same at both ends is set aside: what is left to be matched is short, whatever somebody wrote there.
    start = next((at for at, (one, other) in enumerate(zip(expected, there, strict=False)) if one != other), None)
    start = min(len(expected), len(there)) if start is None else start
    matcher = SequenceMatcher(None, expected[start:], there[start:], autojunk=True)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            before = expected[max(0, start + first - AROUND) : start + first]
            after = expected[start + last : start + last + AROUND]
            was = _short([*before, *expected[start + first : start + last], *after])
            now = _short([*before, *there[start + begin : start + end], *after])
            yield f"Words were changed. In the package: “{was}”. In the file: “{now}”."


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
