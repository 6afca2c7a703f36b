"""
What scores rest on, for whoever reads them: without which coder said which.

    Score, Score, Score ──sources──▶ stipulation ─▶ texts, by their letters

Facilitators name the coders, so in the order of the coders a text would say whose it is, and with it whose the score.
Texts of a scoring that is not closed are read by nobody but who wrote them and, where two differ, by the third
(`own_scores`).
"""

from __future__ import annotations

from datetime import date

from sulh.store import models
from sulh.store.sealing import Sealer


def sources(agreement: models.Agreement, opener: Sealer) -> dict[str, tuple[str, ...]]:
    """Return what a stipulation’s scores rest on: each text of the last closed day on which it was scored, once."""
    rows = models.Score.objects.filter(coder__coding__agreement=agreement, coder__coding__closed__isnull=False)
    newest: dict[str, date] = {}
    found: dict[str, set[str]] = {}
    for row in rows.select_related("coder__coding").order_by("-coder__coding__on"):
        key, on = str(row.stipulation_id), row.coder.coding.on
        text = opener.text(row, "source") if newest.setdefault(key, on) == on else ""
        found.setdefault(key, set()).update([text] if text else [])
    return {key: tuple(sorted(texts)) for key, texts in found.items()}
