"""
For whom figures of ties are told, and by the map of which day: two people read other figures of one process.

    by_map(words, found)             by the map of which day, with which counts, and who reads others
    for_whom(words, found, today)    the same, after for whom all of it is
    file_name(of, found, day, form)  of a file: nobody takes the one for the other
"""

from __future__ import annotations

from datetime import date
from typing import Final

from markupsafe import Markup

from sulh.papers.page import PageLanguage
from sulh.store.reads.structures import OverTime
from sulh.words.language import mark

BY_MAP: Final = {  # by whether any day and every count are told
    True: mark(
        "Ties of each day are told by the map of {day}, with all counts. Whoever evaluates reads them by the map of "
        "the end of a quarter, and no count under three: their figures may differ."
    ),
    False: mark(
        "Ties of each day are told by the map of {day}, the end of the last quarter, and no count under three. Whoever "
        "facilitates reads them by the map of today, with all counts: their figures may differ."
    ),
}
FOR_WHOM: Final = {
    True: mark("For somebody who facilitates, on {day}."),
    False: mark("For somebody who evaluates, on {day}."),
}
CALLED: Final = {True: "facilitating", False: "evaluating"}


def by_map(words: PageLanguage, found: OverTime) -> Markup:
    """Return by the map of which day ties are told, with which counts, and who reads other figures."""
    return words.say(BY_MAP[found.exact], day=words.when(found.days[-1].day.isoformat()))


def for_whom(words: PageLanguage, found: OverTime, today: date) -> Markup:
    """Return for whom all that stands beside ties is, on which day, and by which map."""
    whom = words.say(FOR_WHOM[found.exact], day=words.when(today.isoformat()))
    return words.together([whom, by_map(words, found)])


def file_name(of: str, found: OverTime, day: date, form: str) -> str:
    """Return what a file is called: of two readers on one day each has their own."""
    return f"{of}-{CALLED[found.exact]}-{day.isoformat()}.{form}"
