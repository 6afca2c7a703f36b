"""
One card at one tier for one recipient, as a signed file that travels between hosts.

    Source(card, names)                      what the giving platform hands to its operator
    CardFile ── given(...) ── file_of ──▶ bytes ──read_card──▶ CardFile, signature
    Withdrawal ── file_of ──▶ bytes ──read_withdrawal──▶ Withdrawal, signature
    told_of(CardFile) ──▶ lines for a terminal

    {"body":{"card":{...},"expires":"2027-03-31","given":"2026-11-27","host":"...","key":"...","names":{...},
             "recipient":"...","serial":"..."},"kind":"card","signature":"..."}

Canonical JSON: keys sorted, no blanks, so that one card is one run of bytes; a file written otherwise is refused.
What is signed is the kind and the body. Signing and the secret of the host come from `sulh.vault` and stay outside. A
card names nothing that it does not show: names are kept only of what it refers to, its id and its serial are drawn for
the recipient, and what it depends on stays at home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeVar

import msgspec

from sulh.errors import InputError
from sulh.formats.guards import settled
from sulh.formats.map_cells import moment_text
from sulh.model.findings import Value
from sulh.model.initiatives import Card

Kind = Literal["card", "withdrawal"]
Names = Mapping[str, Mapping[str, str]]  # id -> language -> name

MOST_BYTES: Final = 1_000_000
_HEADS: Final[Mapping[Kind, bytes]] = {"card": b"sulh card 1\n", "withdrawal": b"sulh card withdrawal 1\n"}
_REFERRING: Final = ("regions", "issues", "places", "sides", "items", "actors", "funders")
_PLAIN: Final = ("sectors", "levels", "quadrants", "changes")


class Source(Value, frozen=True):
    """A card in full as the platform hands it to its operator, with the names of all it refers to."""

    card: Card
    names: Names = msgspec.field(default_factory=dict)


class CardFile(Value, frozen=True):
    """
    A card for one recipient.

    Attributes:
        host: The name of the giving host, as people know it.
        key: The id of the key that signs.
        recipient: The name of the host that may read it.
        serial: Its own number, by which it can be withdrawn.
        given, expires: Days; on the day after `expires` nobody relies on it any more.
        names: Of what the card refers to.
    """

    card: Card
    names: Names
    host: str
    key: str
    recipient: str
    serial: str
    given: date
    expires: date


class Withdrawal(Value, frozen=True):
    """That a card given earlier no longer holds, whatever its expiry."""

    host: str
    key: str
    serial: str
    withdrawn: date


class _SignedCard(Value, frozen=True):
    body: CardFile
    kind: Literal["card"]
    signature: str


class _SignedWithdrawal(Value, frozen=True):
    body: Withdrawal
    kind: Literal["withdrawal"]
    signature: str


S = TypeVar("S", _SignedCard, _SignedWithdrawal)


def for_recipient(source: Source, *, id_: str) -> tuple[Card, Names]:
    """
    Return a card, cut to its tier already, as it leaves the house: under an id of its own and with few names.

    Args:
        source: The cut card, with any names.
        id_: The id that this recipient knows it by.

    >>> card = Card("c1", "theme_area", issues=("water",), depends_on=("c2",))
    >>> card, names = for_recipient(Source(card, {"water": {"en": "Water"}, "a1": {"en": "Ara"}}), id_="x")
    >>> card.id, card.depends_on, names
    ('x', (), {'water': {'en': 'Water'}})
    """
    card = source.card
    offers = tuple(
        msgspec.structs.replace(offer, id=f"{id_}-{number}", holder=id_) for number, offer in enumerate(card.offers, 1)
    )
    leaving = msgspec.structs.replace(card, id=id_, depends_on=(), offers=offers)
    wanted = _refers(leaving)
    return leaving, {one: names for one, names in source.names.items() if one in wanted}


def _refers(card: Card) -> set[str]:
    return {
        *(id_ for field in _REFERRING for id_ in getattr(card, field)),
        *(message.issue for message in card.messages),
        *(id_ for offer in card.offers for id_ in offer.about),
        *([card.owner] if card.owner else []),
    }


def signed_part(body: CardFile | Withdrawal) -> bytes:
    """Return the bytes that are signed: what it is, and what it says."""
    return _HEADS[_kind(body)] + _canonical(body)


def file_of(body: CardFile | Withdrawal, signature: str) -> bytes:
    """Return the file."""
    return _canonical({"body": body, "kind": _kind(body), "signature": signature}) + b"\n"


def _kind(body: CardFile | Withdrawal) -> Kind:
    return "card" if isinstance(body, CardFile) else "withdrawal"


def _canonical(content: object) -> bytes:
    return msgspec.json.encode(content, order="sorted")


def source_file(card: Card, names: Names) -> bytes:
    """
    Return the file that the map gives to the owner of a card, from which `sulh card give` works.

    >>> read_source(source_file(Card("c1"), {"a": {"en": "Ara"}}), "a.json").names
    {'a': {'en': 'Ara'}}
    """
    return _canonical(Source(card, names)) + b"\n"


def read_source(data: bytes, file: str) -> Source:
    """
    Read a card as the platform hands it out.

    Raises:
        InputError: If it is none.
    """
    try:
        return msgspec.json.decode(_bounded(data, file), type=Source)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("bad-card", file, None, expected="a card as the map gives it", found="another file") from error


def read_card(data: bytes, file: str) -> tuple[CardFile, str]:
    """
    Read a card and its signature; whether it holds is for `sulh.vault` to say.

    Raises:
        InputError: If it is no card, or not written as cards are.
    """
    signed = _read(data, file, _SignedCard, "a card")
    return signed.body, signed.signature


def read_withdrawal(data: bytes, file: str) -> tuple[Withdrawal, str]:
    """Read a withdrawal and its signature; errors as `read_card`."""
    signed = _read(data, file, _SignedWithdrawal, "a withdrawal of a card")
    return signed.body, signed.signature


def _read(data: bytes, file: str, type_: type[S], what: str) -> S:
    try:
        signed = msgspec.json.decode(_bounded(data, file), type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("bad-card", file, None, expected=what, found="another file") from error
    if _canonical(signed) != data.removesuffix(b"\n"):
        raise InputError("bad-card", file, None, expected=f"{what} as it was written", found="one written anew")
    return signed


def _bounded(data: bytes, file: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise InputError("too-large", file, None, expected="a file under 1 MB", found="a larger one")
    return data


def told_of(given: CardFile) -> Iterator[str]:
    """Give what a card holds, a line for each field that says something; texts of others cannot move the terminal."""
    card = given.card
    yield f"tier: {card.tier}"
    for language, title in card.titles.items():
        yield f"title ({settled(language)}): {settled(title)}"
    for field in (*_PLAIN, *_REFERRING):
        if getattr(card, field):
            yield f"{field}: {', '.join(_called(one, given.names) for one in getattr(card, field))}"
    if card.owner:
        yield f"owner: {_called(card.owner, given.names)}"
    for field in ("quarter", "start", "end", "phase", "aim", "independent", "confirmed"):
        if getattr(card, field):
            yield f"{field}: {settled(str(getattr(card, field)))}"
    yield from (f"time: {moment_text(moment)}" for moment in card.moments)
    yield from (f"says: {one.stance} {_called(one.issue, given.names)}" for one in card.messages)
    for offer in card.offers:
        about = ", ".join(_called(one, given.names) for one in offer.about)
        yield ": ".join(part for part in (offer.direction, offer.resource, about, settled(offer.words)) if part)


def _called(id_: str, names: Names) -> str:
    return settled(" / ".join(names.get(id_, {}).values()) or id_)
