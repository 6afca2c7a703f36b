"""
Templates of dialogues as data, in English, French and Arabic; and what helps with a statement before it circulates.

    texts.py         Texts: one text in three languages; how a file of this folder is read
    dialogues.py     Design, design(kind): ground rules, harm check, consent, prompts; from <kind>.toml and shared.toml
    relationship.py  ELEMENTS: the five elements of a relationship; from relationship.toml
    leaflets.py      Leaflet, leaflet(profile): what participants take home on paper; from leaflet.toml
    hints.py         a hint against naming people, and pairs of statements that may say the same; from hints.toml

A design is a beginning that a facilitator changes, never a rule that the program enforces. Who may change what, and
what is kept of it, is decided elsewhere. Nothing here knows a page, a database or a person.
"""

from sulh.designs.dialogues import KINDS, PROFILES, Design, design
from sulh.designs.hints import Hint, Pair, duplicates, names_people
from sulh.designs.leaflets import Leaflet, leaflet
from sulh.designs.relationship import ELEMENTS, Element
from sulh.designs.texts import Texts

__all__ = [
    "ELEMENTS",
    "KINDS",
    "PROFILES",
    "Design",
    "Element",
    "Hint",
    "Leaflet",
    "Pair",
    "Texts",
    "design",
    "duplicates",
    "leaflet",
    "names_people",
]
