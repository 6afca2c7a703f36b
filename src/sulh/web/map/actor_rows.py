"""What is written of an actor, as terms and values for a page."""

from __future__ import annotations

from markupsafe import Markup

from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.formats.track_words import ACTOR_WORDS
from sulh.model.actors import Actor
from sulh.papers.page import PageLanguage
from sulh.web.map.forms import OWN
from sulh.web.map.telling import Telling


def rows_of(words: PageLanguage, telling: Telling, one: Actor) -> list[tuple[Markup, Markup]]:
    """Return what is written of an actor, as terms and values; what nobody said or may know is not there."""
    rows = [
        (words.say("Called"), names_of(words, one)),
        (words.say("Kind"), words.say(ACTOR_WORDS[one.kind])),
        (words.say("Side"), telling.name_of("side", one.side) if one.side else Markup()),
        (words.say("Level"), words.say(LEVEL_WORDS[one.level]) if one.level else Markup()),
        (words.say("Sector tracks"), words.listing([words.say(SECTOR_WORDS[track]) for track in one.sectors])),
        (words.say("Places"), telling.listed("place", one.places)),
        (words.say("Zone of the conflict"), words.say("Belongs outside it") if one.abroad else Markup()),
        (words.say("Ids elsewhere"), words.listing([words.name(f"{name}: {key}") for name, key in one.keys.items()])),
        (words.say("Known from"), words.name(one.source) if one.source else Markup()),
    ]
    return [(term, value) for term, value in rows if value]


def names_of(words: PageLanguage, one: Actor) -> Markup:
    """Return all names of an actor, each with its language where it is known."""
    said = []
    for name in one.names:
        text = words.name(name.text)
        own = OWN.get(name.language)
        said.append(Markup("{} ({})").format(text, words.name(own)) if own else text)
    return words.listing(said)
