"""What to doubt of the index of ties: what ties always leave open, and what is doubtful of these."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from sulh.measurement.structures.words import CAUTIONS, DOUBTS
from sulh.papers.page import PageLanguage
from sulh.store.reads.structures import OverTime
from sulh.web.change.doubted import Doubted
from sulh.web.change.structures_listed import WHO, rests
from sulh.web.change.structures_reader import by_map
from sulh.web.change.structures_series import BESIDE_CHANCE, LINE
from sulh.words.language import mark

ALWAYS: Final = tuple(CAUTIONS[of] for of in ("dealt", "better", "cause"))
LISTED: Final = mark("Only actors and ties that the map lists are counted. What only an owner named is not.")


def of_ties(words: PageLanguage, found: OverTime) -> list[Doubted]:
    """Return what to doubt of the index of ties; nothing where there is none."""
    told = [one.index for one in found.days if one.index.value is not None]
    if not told:
        return []
    codes = dict.fromkeys((*found.doubts, *told[-1].doubts))
    silent = len(found.days) - len(told)
    texts = [
        *(words.say(DOUBTS[code]) for code in codes),
        *([_silent(words, silent)] if silent else []),
        by_map(words, found),
        words.together([*rests(words, found.basis), words.say(WHO)]),
        *(words.say(text) for text in (LISTED, LINE, CAUTIONS["missing"], BESIDE_CHANCE, *ALWAYS)),
    ]
    return [Doubted(words.say("Ties across the sides"), tuple(texts))]


def _silent(words: PageLanguage, days: int) -> Markup:
    return words.count(
        "Of {n} day nothing is told: there were no ties, or too few to tell of them.",
        "Of {n} days nothing is told: there were no ties, or too few to tell of them.",
        days,
    )
