from __future__ import annotations

from pathlib import Path

import pytest

from sulh.designs import PROFILES, leaflet
from sulh.designs.dialogues import Profile

PARTS = ("what", "who", "answer", "number", "kept", "seen", "no_promise", "exit", "leaving", "ask")


def english(profile: Profile) -> str:
    """The leaflet in English."""
    return "\n".join(text["en"] for section in leaflet(profile).sections for text in section.texts)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_leaflet_is_whole(profile: Profile) -> None:
    """Whoever takes it home finds who asks, what to do, what is kept, what cannot be promised, whom to ask."""
    assert PARTS == tuple(section.key for section in leaflet(profile).sections)
    assert all(section.texts for section in leaflet(profile).sections)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_leaflet_gives_nobody_away(profile: Profile) -> None:
    """Found in a pocket it speaks of no side, no officials and no matter."""
    said = [w for s in leaflet(profile).sections for text in (s.title, *s.texts) for w in text.values()]
    telling = (
        "side",
        "official track",
        "negotiat",
        "peace",
        "camp",
        "paix",
        "طرف",
        "سلام",
        "تفاوض",
        "dialogue",
        "حوار",
    )

    assert [] == [words for words in said if any(word in words.lower().replace("beside", "") for word in telling)]


def test_the_leaflet_differs_where_the_profiles_do() -> None:
    """Only the standard leaflet says that answers wait on the phone; only the high one that none is shown again."""
    standard, high = english("standard"), english("high")

    assert "wait on your phone" in standard
    assert "wait on your phone" not in high
    assert "never shown again" in high
    assert "never shown again" not in standard
    assert "keeps nothing on your phone" in high
    assert "keeps nothing on your phone" not in standard


def test_the_documentation_shows_the_words_that_are_printed() -> None:
    """Whoever reads or translates the leaflet in the documentation has the words of the standard sheet before them."""
    page = (Path(__file__).parents[2] / "docs" / "guide" / "leaflet.md").read_text(encoding="utf-8")
    said = [w for s in leaflet("standard").sections for text in (s.title, *s.texts) for w in text.values()]

    assert [] == [words for words in said if words not in page]
