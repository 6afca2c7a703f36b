"""
The network of actors: who is tied to whom, by side and level, with a look for each family of ties.

                     ● Upper Valley        × No side       ◆ Lower Valley
    Abroad                     ·        ·       ·
    Top leadership       ·   · ───────────── · ┄┄┄┄┄┄┄┄┄┄┄┄┄ ·  ·
    Grassroots          ·  ·  ·            ·                ·  ·

Columns are sides, bands are levels, those abroad have a band of their own: where a mark stands is what is known of it,
and what crosses is a tie across sides or levels. The mark is that of the side; its frame says of what kind an actor is.
The most connected have their names, all of them the table (`sulh.figures.network_table`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sulh.figures.drawn import Drawn, Labels
from sulh.figures.fluid import PHONE
from sulh.figures.network_sheet import LINES, Sheet
from sulh.figures.network_table import actors_table, shown, title_of
from sulh.model.picture import Picture
from sulh.words.language import Language, language

DESK = 828  # pixels; `PHONE` is the other size
NAMED = 5  # of the most connected, in the text alternative


def network(
    picture: Picture, words: Language, labels: Labels, *, width: int = PHONE, brokers: bool = False, key: str = "ne"
) -> Drawn:
    """
    Draw who is tied to whom today.

    Args:
        picture: What the reader sees.
        words: The reader's language.
        labels: Of kinds, ties and levels; marks of sides.
        width: In pixels: `PHONE` or `DESK`.
        brokers: Whether the table says without whom others would not be joined; only for those who may see it.
        key: Begins every id, so that two sizes can stand on one page.
    """
    words = language(words.tag)
    found = shown(picture, words)
    title = title_of(found, words)
    table = actors_table(picture, found, words, labels, brokers=brokers)
    if not found.actors:
        return Drawn(title, title, "", table)
    most = words.listing([words.name(found.names[actor.id]) for actor in found.actors[:NAMED]])
    alternative = words.together([title, words.say("Tied to most others: {names}.", names=most)])
    sheet = Sheet(picture, found, words, labels, width, key)
    left_out = len(picture.actors) - len(found.actors), max(len(sheet.lines) - LINES, 0)
    return Drawn(title, alternative, sheet.drawn(title, alternative), table, tuple(_notes(left_out, words)))


def _notes(left_out: tuple[int, int], words: Language) -> Iterator[str]:
    """Yield how many actors and lines are not drawn."""
    actors, lines = left_out
    if actors:
        yield words.count(
            "{n} more actor is not drawn: those with most ties are.",
            "{n} more actors are not drawn: those with most ties are.",
            actors,
        )
    if lines:
        yield words.count(
            "{n} line is not drawn: those between sides come first.",
            "{n} lines are not drawn: those between sides come first.",
            lines,
        )
