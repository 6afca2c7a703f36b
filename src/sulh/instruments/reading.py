"""
The file of questions, read once, and a questionnaire made of it.

    TEMPLATES                      keys, in their order
    template(key)                  its name and its questions
    questionnaire(key, wanted)     what is asked if only these of its questions are
    own_question(...)              one that somebody words themselves
    timed(asked)                   the same, saying how long so many questions take
    circles(step)                  one of seven drawings without words: two circles, apart at 1, almost one at 7
    circles_png(step)              the same for telephones
"""

from __future__ import annotations

import struct
import tomllib
import zlib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
import numpy as np

from sulh.errors import SettingError
from sulh.model.questionnaire import Question, Questionnaire, Texts
from sulh.model.studies import SCALES, Better, Item, ItemKind, Needed
from sulh.words.language import language

HOME: Final = Path(__file__).parent
RADIUS, THICK = 40, 3
APART, TOGETHER = 84, 12  # between the two centres, at the first step and at the last
MIDDLE, HEIGHT = RADIUS + APART // 2 + 4, 2 * RADIUS + 8
STEPS: Final = 7
MANY: Final = 10  # minutes that Arabic counts in the plural
Scale = Literal["agree", "often", "yes", "warm", "circles", "count"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value of the file: a field too many or of another type is refused."""


class Template(_Strict, frozen=True):
    """A set of questions for one purpose."""

    name: Texts
    for_what: Texts
    questions: tuple[str, ...]


class _Minutes(_Strict, frozen=True):
    to_ten: Texts
    more: Texts


class _Asked(_Strict, frozen=True):
    kind: ItemKind
    name: Texts
    text: Texts
    answers: Scale
    better: Better = "neither"
    adverse: bool = False
    behaviour: bool = False
    scale: str = ""
    about: Literal["own", "others", ""] = ""
    statements: tuple[Texts, ...] = ()
    hidden: Texts = msgspec.field(default_factory=dict)


class _File(_Strict, frozen=True):
    version: int
    minutes: _Minutes
    consent: tuple[Texts, ...]
    code: Texts
    answers: Mapping[Scale, tuple[Texts, ...]]
    templates: Mapping[str, Template]
    questions: Mapping[str, _Asked]


@cache
def _file() -> _File:
    return msgspec.convert(tomllib.loads((HOME / "attitudes.toml").read_text(encoding="utf-8")), _File)


TEMPLATES: Final[tuple[str, ...]] = ("short", "full")


def template(key: str) -> Template:
    """
    Return a template.

    Raises:
        SettingError: If there is none of that key.
    """
    if key not in _file().templates:
        raise SettingError("There is no such set of questions.")
    return _file().templates[key]


def questionnaire(
    key: str, wanted: Collection[str] | None = None, without: Mapping[Needed, str] | None = None
) -> Questionnaire:
    """
    Return what is asked.

    Args:
        key: Of a template.
        wanted: Which of its questions; None for all.
        without: Why none asks what was done, or none could show harm.

    Raises:
        SettingError: If there is no such template.

    >>> asked = questionnaire("short").instrument()
    >>> any(one.adverse for one in asked.items), any(one.behaviour for one in asked.items)
    (True, True)
    """
    keys = [one for one in template(key).questions if wanted is None or one in wanted]
    file = _file()
    return timed(
        Questionnaire(
            key, file.version, tuple(_question(one) for one in keys), file.consent, file.code, dict(without or {})
        )
    )


def timed(asked: Questionnaire) -> Questionnaire:
    """
    Return the same, its first promise saying how long so many questions take; of an older version as it is.

    >>> for asked in (questionnaire("short"), questionnaire("full")):
    ...     print(asked.consent[0]["en"])
    This asks how people see one another. It takes about 6 minutes.
    This asks how people see one another. It takes about 10 minutes.
    """
    file = _file()
    if asked.version != file.version:
        return asked
    n, said = asked.minutes, file.minutes.to_ten if asked.minutes <= MANY else file.minutes.more
    first = {
        tag: text.format(minutes=said[tag].format(n=language(tag).number(n))) for tag, text in file.consent[0].items()
    }
    stands = asked.consent[: len(asked.asker)]
    return msgspec.structs.replace(asked, consent=(*stands, first, *file.consent[1:]))


def _question(key: str) -> Question:
    asked = _file().questions[key]
    named = _file().answers[asked.answers]
    low, high = SCALES.get(asked.kind, (0.0, float(len(asked.statements) + 1)))
    item = Item(
        key=key,
        kind=asked.kind,
        low=low,
        high=high,
        better=asked.better,
        adverse=asked.adverse,
        behaviour=asked.behaviour,
        scale=asked.scale,
        about=asked.about,
        texts=asked.text,
    )
    each = asked.answers in ("agree", "often", "yes")
    return Question(item, asked.name, named if each else (), () if each else named, asked.statements, asked.hidden)


def own_question(key: str, texts: tuple[Texts, Texts], *, better: Better, adverse: bool, behaviour: bool) -> Question:
    """
    Return a question of somebody's own, answered from "not at all" to "fully".

    Args:
        key: Its own among all questions of a study.
        texts: Its name in a few words, and how it is put.
        better: Which way a change would be for the better.
        adverse: Whether it could show harm.
        behaviour: Whether it asks what was done.
    """
    labels = _file().answers["agree"]
    item = Item(
        key=key,
        kind="own",
        low=1,
        high=float(len(labels)),
        better=better,
        adverse=adverse,
        behaviour=behaviour,
        texts=texts[1],
    )
    return Question(item, texts[0], labels)


def circles(step: int) -> str:
    """
    Return one of seven drawings as SVG, without a word: the nearer the circles, the higher the step.

    It is the same drawing from left to right and from right to left.

    >>> circles(1).count("<circle"), circles(7) == circles(1)
    (2, False)
    """
    half, middle, height = _half(step), MIDDLE, HEIGHT
    look = f'r="{RADIUS}" fill="none" stroke="#000" stroke-width="{THICK}"'
    both = "".join(f'<circle cx="{middle + shift:g}" cy="{height // 2}" {look}/>' for shift in (-half, half))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * middle} {height}" width="176">{both}</svg>'


def circles_png(step: int) -> bytes:
    """Return the same drawing as an image of black and white points, twice as large."""
    x, y = np.arange(4 * MIDDLE) / 2 - MIDDLE, (np.arange(2 * HEIGHT)[:, None] - HEIGHT) / 2
    drawn = [np.abs(np.hypot(x - shift, y) - RADIUS) <= THICK / 2 for shift in (-_half(step), _half(step))]
    points = np.where(drawn[0] | drawn[1], 0, 255).astype(np.uint8)
    rows = np.pad(points, ((0, 0), (1, 0)))  # a zero before each row: it stands as it is
    head = struct.pack(">IIBBBBB", 4 * MIDDLE, 2 * HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _half(step: int) -> float:
    return (APART + (TOGETHER - APART) * (step - 1) / (STEPS - 1)) / 2


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
