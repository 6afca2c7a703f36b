"""
What stands on an initiative's page of its work with others: links, what could be proposed and why, matches.

    own_work(...)       to its holder: links, matches, links to the official process and partners that could be proposed
    from_own(...)       to anybody else who holds one, or sits at a desk: from which of theirs a link can be proposed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from markupsafe import Markup

from sulh.access import Principal
from sulh.coordination.findings import Evidence
from sulh.coordination.partners import partners
from sulh.coordination.track_one import link_to_track_one
from sulh.papers.page import PageLanguage
from sulh.store.reads.links import links_of
from sulh.store.reads.matching import matches_of
from sulh.store.reads.pictures import Seen
from sulh.web.map.joined import Line, Naming, line_of_link, line_of_match
from sulh.web.map.offers import proposing

PARTNERS: Final = 5  # that the page names at once: more is a list that nobody reads


@dataclass(frozen=True)
class Proposal:
    """A link that could be proposed: to whom, why, and where; `card`: the id of an initiative, empty for a desk."""

    called: Markup
    reasons: tuple[Markup, ...]
    href: str
    card: str


@dataclass(frozen=True)
class Work:
    """The work of an initiative with others."""

    links: tuple[Line, ...]
    matches: tuple[Line, ...]
    desks: tuple[Proposal, ...]
    partners: tuple[Proposal, ...]


def own_work(words: PageLanguage, principal: Principal, seen: Seen, card_id: UUID) -> Work:
    """Return what an initiative's own page says of its work with others."""
    naming, key, process = Naming(words, seen), str(card_id), seen.process_id
    links = [one for one in links_of(principal, seen) if key in (one.one, one.other)]
    waits = key in seen.unconfirmed
    desks = () if waits else link_to_track_one(seen.picture, key)
    others = () if waits else partners(seen.picture, key)[:PARTNERS]
    return Work(
        links=tuple(line_of_link(naming, process, one) for one in links),
        matches=tuple(line_of_match(naming, process, one) for one in matches_of(principal, card_id)),
        desks=tuple(_proposal(naming, seen, key, one.desk, one.reasons) for one in desks),
        partners=tuple(_proposal(naming, seen, key, one.card, one.reasons) for one in others),
    )


def from_own(words: PageLanguage, seen: Seen, card_id: UUID) -> list[tuple[Markup, str]]:
    """Return the reader's own initiatives and desks from which a link to this one can be proposed, with where."""
    naming = Naming(words, seen)
    found = ((one, proposing(seen, one, str(card_id))) for one in sorted(seen.own | seen.desks))
    return [(naming.called(one), href) for one, href in found if href]


def _proposal(naming: Naming, seen: Seen, card: str, other: str, reasons: Iterable[Evidence]) -> Proposal:
    return Proposal(
        called=naming.called(other),
        reasons=tuple(naming.telling.sentence(one) for one in reasons),
        href=proposing(seen, card, other),
        card="" if other in seen.picture.desks else other,
    )
