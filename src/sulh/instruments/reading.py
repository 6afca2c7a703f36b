"""
The file of questions, read once, and a questionnaire made of it.

    TEMPLATES                      keys, in their order
    template(key)                  its name and its questions
    questionnaire(key, wanted)     what is asked if only these of its questions are
    circles(step)                  one of seven drawings without words: two circles, apart at 1, almost one at 7
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from sulh.errors import SettingError
from sulh.model.questionnaire import Question, Questionnaire, Texts
from sulh.model.studies import SCALES, Better, Item, ItemKind, Needed

HOME: Final = Path(__file__).parent
RADIUS: Final = 40
APART, TOGETHER = 84, 12  # between the two centres, at the first step and at the last
STEPS: Final = 7
Scale = Literal["agree", "often", "yes", "warm", "circles", "count"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value of the file: a field too many or of another type is refused."""


class Template(_Strict, frozen=True):
    """A set of questions for one purpose."""

    name: Texts
    for_what: Texts
    questions: tuple[str, ...]


class _Asked(_Strict, frozen=True):
    kind: ItemKind
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
    return Questionnaire(
        key, file.version, tuple(_question(one) for one in keys), file.consent, file.code, dict(without or {})
    )


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
    return Question(item, named if each else (), () if each else named, asked.statements, asked.hidden)


def circles(step: int) -> str:
    """
    Return one of seven drawings as SVG, without a word: the nearer the circles, the higher the step.

    It is the same drawing from left to right and from right to left.

    >>> circles(1).count("<circle"), circles(7) == circles(1)
    (2, False)
    """
    half = (APART + (TOGETHER - APART) * (step - 1) / (STEPS - 1)) / 2
    middle, height = RADIUS + APART // 2 + 4, 2 * RADIUS + 8
    both = "".join(
        f'<circle cx="{middle + shift:g}" cy="{height // 2}" r="{RADIUS}" fill="none" stroke="#000" stroke-width="3"/>'
        for shift in (-half, half)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * middle} {height}" width="176">{both}</svg>'
