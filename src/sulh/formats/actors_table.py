"""
Actors, the ties between them and places as tables.

    ACTORS   one row an actor: names in several scripts, ids elsewhere (id_paax, ucdp_id, iso3, others)
    TIES     one row a tie: several between the same two stay several
    PLACES   one row a place

A name may say its language: "مجلس المياه [ar]". An actor of whom a list says no kind needs one for the whole list
(`ColumnMapping.fixed`): what somebody is, no machine guesses.
"""

from __future__ import annotations

import msgspec

from sulh.formats.map_cells import DAY, ID, IDS, KEYS, NAME, NAMES, SECTORS, TEXT, TRUTH, degrees, word
from sulh.formats.map_table import Column, Fields, Layout
from sulh.formats.remarks import UnfitError
from sulh.model.actors import ACTOR_KINDS, CONFIDENCES, INTENSITIES, PLACE_KINDS, TIE_KINDS, Actor, Place, Tie
from sulh.model.tracks import LEVELS
from sulh.words.language import mark

SCHEMES = {"id_paax": "paax", "ucdp_id": "ucdp", "iso3": "iso3"}
OTHER_KINDS = {
    "non-state armed group": "armed_group",
    "rebel group": "armed_group",
    "political party": "party",
    "ngo": "organisation",
    "organization": "organisation",
    "international organisation": "international",
    "international organization": "international",
    "igo": "international",
    "country": "state",
    "company": "business",
    "individual": "person",
}
POLES, HALF_ROUND = 90.0, 180.0


def _actor(fields: Fields) -> Actor:
    names = (fields.pop("name"), *fields.pop("aliases", ()))
    keys = {scheme: str(fields.pop(name)) for name, scheme in SCHEMES.items() if name in fields}
    return Actor(names=names, keys=keys | fields.pop("other_ids", {}), **fields)


def _of_actor(actor: Actor) -> Fields:
    fields = msgspec.structs.asdict(actor)
    (first, *others), keys = fields.pop("names"), dict(fields.pop("keys"))
    own = {name: keys.pop(scheme) for name, scheme in SCHEMES.items() if scheme in keys}
    return fields | own | {"name": first, "aliases": tuple(others), "other_ids": keys}


def _tie(fields: Fields) -> Tie:
    tie = Tie(**fields)
    if tie.start and tie.end and tie.end < tie.start:
        raise UnfitError(mark("an end that is not before the beginning"))
    if tie.one == tie.other:
        raise UnfitError(mark("two different actors"))
    return tie


def _place(fields: Fields) -> Place:
    names = (fields.pop("name"), *fields.pop("other_names", ()))
    if ("latitude" in fields) != ("longitude" in fields):
        raise UnfitError(mark("both latitude and longitude, or neither"))
    return Place(names=names, **fields)


def _of_place(place: Place) -> Fields:
    fields = msgspec.structs.asdict(place)
    first, *others = fields.pop("names")
    return fields | {"name": first, "other_names": tuple(others)}


def _id(value: Actor | Tie | Place) -> str:
    return value.id


ACTORS: Layout[Actor] = Layout(
    "actors",
    (
        Column("id", ID, spellings=("actor id",)),
        Column(
            "kind", word(*ACTOR_KINDS, further=OTHER_KINDS), needed=True, spellings=("type", "actor type", "category")
        ),
        Column("name", NAME, needed=True, spellings=("actor", "actor name", "label", "nom", "الاسم")),
        Column("aliases", NAMES, spellings=("alias", "other names", "also known as", "aka")),
        Column("sectors", SECTORS, spellings=("sector", "sector track", "sector tracks")),
        Column("level", word(*LEVELS)),
        Column("side", ID, refers=("sides",)),
        Column("places", IDS, refers=("places",), spellings=("place", "location")),
        Column("abroad", TRUTH, spellings=("outside",)),
        Column("id_paax", ID, spellings=("paax id", "paax", "id paax")),
        Column("ucdp_id", ID, spellings=("ucdp", "ucdp actor id", "actorid", "side a id")),
        Column("iso3", ID, spellings=("iso", "country code")),
        Column("other_ids", KEYS, spellings=("ids", "keys")),
        Column("source", TEXT, spellings=("known from", "reference")),
    ),
    _actor,
    _of_actor,
    _id,
)
TIES: Layout[Tie] = Layout(
    "ties",
    (
        Column("id", ID, spellings=("tie id", "edge id")),
        Column("one", ID, needed=True, refers=("actors",), spellings=("source", "from", "actor 1", "actor a")),
        Column("other", ID, needed=True, refers=("actors",), spellings=("target", "to", "actor 2", "actor b")),
        Column("kind", word(*TIE_KINDS), needed=True, spellings=("type", "relation", "relationship", "label", "tie")),
        Column("confidence", word(*CONFIDENCES), needed=True, spellings=("certainty",)),
        Column("start", DAY, spellings=("start date", "since")),
        Column("end", DAY, spellings=("end date", "until")),
        Column("source", TEXT, spellings=("known from", "reference")),
        Column("about", TEXT, spellings=("over", "incompatibility")),
        Column("intensity", word(*INTENSITIES)),
    ),
    _tie,
    msgspec.structs.asdict,
    _id,
)
PLACES: Layout[Place] = Layout(
    "places",
    (
        Column("id", ID, spellings=("place id", "pcode")),
        Column("kind", word(*PLACE_KINDS), needed=True, spellings=("type",)),
        Column("name", NAME, needed=True, spellings=("place", "nom", "الاسم")),
        Column("other_names", NAMES, spellings=("aliases", "other names")),
        Column("within", ID, refers=("places",), spellings=("in", "parent")),
        Column("latitude", degrees(POLES), spellings=("lat",)),
        Column("longitude", degrees(HALF_ROUND), spellings=("lon", "lng", "long")),
        Column("country", TEXT),
    ),
    _place,
    _of_place,
    _id,
    own="places",
)
