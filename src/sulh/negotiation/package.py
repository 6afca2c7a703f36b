"""
The bytes of a package, what stands for them, and what they may hold.

    Package ──canonical──▶ bytes ──digest──▶ SHA-256        what a second facilitator confirms and every side approves
    bytes ──read──▶ Package                                 only canonical bytes: one meaning has one spelling
    faults(package) ─▶ what has to be put right before anybody is asked

The words a person compares (`spoken`) stand for the hash on slips; they decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final, Literal

import msgspec

from sulh.errors import InputError
from sulh.model.findings import Value
from sulh.model.package import ATTRIBUTIONS, Attribution, Package
from sulh.words.spoken import spoken

_EVERYWHERE: Final = ("mark", "title", "summary", "addressee", "use_words")  # fields that need every language
_AT_LEAST: Final[Mapping[str, Attribution]] = {
    "dialogue": "dialogue_exists",
    "asked": "dialogue_exists",
    "sides": "side_named",
}


class Fault(Value, frozen=True):
    """
    One thing that has to be put right before a package can be confirmed.

    Attributes:
        kind: `language-missing`: a text lacks a language. `nothing-in-it`: no idea, clause or offer.
            `named-too-much`: a field says more than the attribution level allows. `no-authentic-language`: none of its
            languages is authentic, or one that it does not have. `missing-not-said`: who is not heard has to be said.
        field, language: Where; empty where it is of the whole.
    """

    kind: Literal["language-missing", "nothing-in-it", "named-too-much", "no-authentic-language", "missing-not-said"]
    field: str = ""
    language: str = ""


def canonical(package: Package) -> bytes:
    """Return the package as JSON in UTF-8: keys in order, no blanks. The same package gives the same bytes."""
    return msgspec.json.encode(package, order="sorted")


def digest(content: bytes) -> str:
    """Return the SHA-256 of canonical bytes, as 64 letters."""
    return sha256(content).hexdigest()


def short_code(content: bytes) -> str:
    """Return the sixteen letters that a slip prints for canonical bytes."""
    return spoken(sha256(content).digest())


def read(content: bytes, *, file: str = "package.json") -> Package:
    """
    Read canonical bytes.

    Args:
        content: As they were approved; at most one trailing line break is forgiven.
        file: What an error calls them.

    Raises:
        InputError: If they are no package, or one that is not written canonically: its hash would stand for
            another spelling than the one approved.
    """
    content = content.removesuffix(b"\n")
    try:
        package = msgspec.json.decode(content, type=Package)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError("no-package", file, None, expected="a package of Sulh", found="something else") from error
    if canonical(package) != content:
        raise InputError(
            "not-canonical", file, None, expected="keys in order and no blanks, as approved", found="another spelling"
        )
    return package


def lowest(chosen: Mapping[str, Attribution]) -> Attribution:
    """
    Return the attribution level of a package: the lowest that any side chose, the least if there is no side.

    >>> lowest({"north": "side_named", "south": "dialogue_exists"}), lowest({})
    ('dialogue_exists', 'none')
    """
    return min(chosen.values(), key=ATTRIBUTIONS.index, default=ATTRIBUTIONS[0])


def faults(package: Package) -> tuple[Fault, ...]:
    """Return what has to be put right before a package can be confirmed; nothing if it can be."""
    return (*_languages(package), *_content(package), *_attribution(package))


def _languages(package: Package) -> Iterator[Fault]:
    if not package.authentic or not set(package.authentic) <= set(package.languages):
        yield Fault("no-authentic-language", "authentic")
    for field, texts in _texts(package):
        for tag in package.languages:
            if not texts.get(tag):
                yield Fault("language-missing", field, tag)


def _texts(package: Package) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return every text that has to be there in every language, with the name of its field."""
    for field in _EVERYWHERE:
        yield field, getattr(package, field)
    for field in ("ideas", "clauses", "offers"):
        for part in getattr(package, field):
            yield field, part.texts
    optional: dict[str, Mapping[str, str]] = {
        "agenda_item": package.agenda_item,
        "dialogue": package.about.dialogue,
        "asked": package.about.asked,
    }
    for field, texts in [*optional.items(), *(("sides", names) for names in package.about.sides)]:
        if texts:
            yield field, texts


def _content(package: Package) -> Iterator[Fault]:
    if not (package.ideas or package.clauses or package.offers):
        yield Fault("nothing-in-it")
    if not any(package.about.missing.values()):
        yield Fault("missing-not-said", "missing")


def _attribution(package: Package) -> Iterator[Fault]:
    given = ATTRIBUTIONS.index(package.attribution)
    for field, least in _AT_LEAST.items():
        if getattr(package.about, field) and given < ATTRIBUTIONS.index(least):
            yield Fault("named-too-much", field)
