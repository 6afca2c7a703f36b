"""What tables about ties are called, and what stands in their columns: for the page and for the workbook."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.words.language import mark

Table = Literal["indexes", "missing", "side_ties", "level_ties", "reach", "fates"]
TABLES: Final[dict[Table, tuple[str, tuple[tuple[str, str], ...]]]] = {  # what it is called; columns, "n" for numbers
    "indexes": (
        mark("The index beside chance"),
        (
            *((mark("Of whom"), ""), (mark("Across"), "n"), (mark("Inside"), "n"), (mark("E–I index"), "")),
            (mark("What chance gives"), ""),
            (mark("Share of ways so low or lower"), "n"),
            (mark("Share of ways so high or higher"), "n"),
        ),
    ),
    "missing": (
        mark("If ties are missing"),
        (
            (mark("Share of all ties that is missing"), ""),
            *((mark("All of them inside"), "n"), (mark("All of them across"), "n"), (mark("Missing at random"), "")),
        ),
    ),
    "side_ties": (
        mark("Between the sides"),
        (
            *((mark("Between whom"), ""), (mark("Ties"), "n"), (mark("Claims of sources"), "n")),
            (mark("Pairs that could be tied"), "n"),
        ),
    ),
    "level_ties": (
        mark("Between the levels"),
        (
            *((mark("Between whom"), ""), (mark("Ties"), "n"), (mark("Claims of sources"), "n")),
            (mark("Pairs that could be tied"), "n"),
        ),
    ),
    "reach": (
        mark("Who comes to the other side"),
        (
            *((mark("Way"), ""), (mark("Actors"), "n"), (mark("With a tie"), "n"), (mark("Within two steps"), "n")),
            (mark("Share within two steps"), ""),
        ),
    ),
    "fates": (
        mark("Between the two days"),
        (
            *((mark("Ties"), ""), (mark("Kept"), "n"), (mark("New"), "n"), (mark("Ended"), "n")),
            *((mark("Not observed"), "n"), (mark("First seen"), "n"), (mark("Kept, of what is known"), "")),
        ),
    ),
}


class Head(NamedTuple):
    """What a table is called, and its columns with their kinds."""

    called: Markup
    columns: tuple[tuple[Markup, str], ...]


def heads(words: PageLanguage) -> dict[Table, Head]:
    """Return the heads of all tables."""
    return {
        table: Head(words.say(called), tuple((words.say(text), kind) for text, kind in columns))
        for table, (called, columns) in TABLES.items()
    }
