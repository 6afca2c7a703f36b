"""What files brought to the map, in words: how many of what, and what became of each place in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from markupsafe import Markup

from sulh.access import Principal
from sulh.formats.remarks import Lost, Remark
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_files import imports
from sulh.web.map.file_forms import FORM_WORDS
from sulh.words.language import mark

STATES: Final = {"waiting": mark("Waits for you"), "done": mark("Brought in"), "undone": mark("Taken back")}
LOST: Final[dict[Lost, str]] = {
    "file": mark("The file is not read."),
    "row": mark("The row is left out."),
    "field": mark("This is left out."),
    "nothing": mark("Read, but otherwise than it was written."),
}

# The same of a file of which all is kept or nothing: as long as something is to be put right, nothing is left out.
NOTHING_YET: Final[dict[Lost, str]] = LOST | {
    "row": mark("This row has to be put right first."),
    "field": mark("This has to be put right first."),
}
# And where a cell does not hold the others up.
WITHOUT_IT: Final[dict[Lost, str]] = NOTHING_YET | {"field": mark("This would be left out.")}


@dataclass(frozen=True)
class Came:
    """A file that came in."""

    id: UUID
    on: str
    called: Markup
    told: Markup
    state: Markup


def came(words: PageLanguage, principal: Principal, process_id: UUID) -> list[Came]:
    """
    Return the files that came into a map.

    Raises:
        Refused: If they do not keep it.
    """
    return [
        Came(
            one.id,
            one.on.isoformat(),
            words.say(FORM_WORDS[one.form]),
            counted(words, one.counts),
            words.say(STATES[one.state]),
        )
        for one in imports(principal, process_id)
    ]


def counted(words: PageLanguage, counts: Mapping[str, int]) -> Markup:
    """Return how many there are of each kind, as one phrase; empty for none."""
    said = {
        "places": words.count("{n} place", "{n} places", counts.get("places", 0)),
        "actors": words.count("{n} actor", "{n} actors", counts.get("actors", 0)),
        "ties": words.count("{n} tie", "{n} ties", counts.get("ties", 0)),
        "issues": words.count("{n} issue", "{n} issues", counts.get("issues", 0)),
        "cards": words.count("{n} initiative", "{n} initiatives", counts.get("cards", 0)),
        "items": words.count(
            "{n} item of the official agenda", "{n} items of the official agenda", counts.get("items", 0)
        ),
        "rounds": words.count("{n} round", "{n} rounds", counts.get("rounds", 0)),
        "offers": words.count("{n} offer or need", "{n} offers and needs", counts.get("offers", 0)),
    }
    return words.listing([told for kind, told in said.items() if counts.get(kind)])


def lines(
    words: PageLanguage, remarks: Iterable[Remark], became: Mapping[Lost, str] = LOST
) -> list[tuple[Markup, Markup, Markup, Markup]]:
    """
    Return what became of places in a file: where, what stood there, what was expected, what became of it.

    Args:
        words: The reader's.
        remarks: Of the file.
        became: What becomes of what, by how much was lost: another word where all of a file is kept or nothing.
    """
    return [
        (_where(words, one), words.name(one.found), _expected(words, one), words.say(became[one.lost]))
        for one in remarks
    ]


def _where(words: PageLanguage, one: Remark) -> Markup:
    parts = [] if one.line is None else [words.say("Line {n}", n=words.number(one.line))]
    return Markup(", ").join([*parts, *([words.name(one.field)] if one.field else [])])


def _expected(words: PageLanguage, one: Remark) -> Markup:
    said = words.say(one.expected)
    allowed = Markup(", ").join(words.name(text) for text in one.allowed)
    return Markup("{}: {}").format(said, allowed) if allowed else said
