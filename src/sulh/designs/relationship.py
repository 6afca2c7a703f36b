"""
The five elements of the relationship between two sides, after Saunders: what a sustained dialogue works on.

    ELEMENTS    identity, interests, power, perceptions, patterns of interaction; each with the question to ask

A judgment describes a pair of sides at a date, never a person. Who judges, and how often, is decided elsewhere.
"""

from __future__ import annotations

from sulh.designs.texts import Texts, Value, read


class Element(Value, frozen=True):
    """
    One element of a relationship.

    Attributes:
        key: Its short name in code and data.
        name: As the field calls it.
        question: What a facilitator asks of a pair of sides.
    """

    key: str
    name: Texts
    question: Texts


class _File(Value, frozen=True):
    elements: tuple[Element, ...]


ELEMENTS = read("relationship", _File).elements
