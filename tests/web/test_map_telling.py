"""What findings and cards say in words, and how they are punctuated."""

from __future__ import annotations

from datetime import date

from sulh.coordination.findings import Evidence
from sulh.model.initiatives import Card, Offer
from sulh.model.picture import Picture
from sulh.papers.page import page_language
from sulh.web.map.card_rows import rows_of
from sulh.web.map.telling import Telling

TODAY = date(2026, 11, 27)
WALK = Card("w", tier="detail", titles={"en": "Walk to school", "ar": "مشيًا إلى المدرسة"}, confirmed=TODAY)


def test_what_is_all_there_is_is_not_among_them() -> None:
    """One of one is named and not counted; one of two is among them."""
    telling = Telling(page_language("en"), Picture(TODAY, (WALK,)))
    all_, some = (str(telling.sentence(Evidence("paused-now", ("w",), number=number))) for number in (1, 2))

    assert "Initiatives that are paused: <bdi>Walk to school</bdi>." == all_
    assert "Initiatives that are paused: 2. Among them <bdi>Walk to school</bdi>." == some


def test_what_is_told_one_after_another_is_parted_as_its_language_does() -> None:
    """Arabic has a semicolon of its own, and no Latin one stands among Arabic words."""
    offers = tuple(Offer(kind, "w", "offer", kind) for kind in ("place", "time"))
    card = Card("w", tier="detail", offers=offers, confirmed=TODAY)
    said = {}
    for tag in ("ar", "en"):
        words = page_language(tag)
        rows = rows_of(words, Telling(words, Picture(TODAY, (card,))), card)
        said[tag] = " ".join(str(value) for _, value in rows)

    assert ("؛ " in said["ar"], ";" in said["ar"]) == (True, False)
    assert ("; " in said["en"], "؛" in said["en"]) == (True, False)
