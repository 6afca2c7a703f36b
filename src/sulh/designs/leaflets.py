"""
The leaflet that a participant may take home: how to answer, what others see, what cannot be promised.

    leaflet.toml ──leaflet(profile)──▶ Leaflet ── Section ── texts

It is neutral on purpose: found in a pocket, it names neither the program nor the process, its sides or its matter. A
page of the platform prints it.
"""

from __future__ import annotations

from functools import cache

from sulh.designs.dialogues import Profile
from sulh.designs.texts import Texts, Value, read


class Section(Value, frozen=True):
    """
    One part of the leaflet.

    Attributes:
        key: Its short name.
        title: Its heading.
        texts: Its paragraphs.
    """

    key: str
    title: Texts
    texts: tuple[Texts, ...]


class Leaflet(Value, frozen=True):
    """
    What is printed for one risk profile.

    Attributes:
        title: A neutral title.
        sections: Its parts, in the order of reading.
    """

    title: Texts
    sections: tuple[Section, ...]


class _Paragraph(Value, frozen=True):
    text: Texts
    profiles: tuple[Profile, ...] = ("standard", "high")


class _Section(Value, frozen=True):
    key: str
    title: Texts
    paragraphs: tuple[_Paragraph, ...]


class _File(Value, frozen=True):
    title: Texts
    sections: tuple[_Section, ...]


@cache
def leaflet(profile: Profile) -> Leaflet:
    """
    Return the leaflet of a risk profile.

    >>> [section.key for section in leaflet("high").sections][:3]
    ['what', 'who', 'answer']
    """
    file = read("leaflet", _File)
    return Leaflet(file.title, tuple(_of(section, profile) for section in file.sections))


def _of(section: _Section, profile: Profile) -> Section:
    texts = tuple(paragraph.text for paragraph in section.paragraphs if profile in paragraph.profiles)
    return Section(section.key, section.title, texts)
