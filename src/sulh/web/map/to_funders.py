"""
What funders may be told of two initiatives, as the owner of one says it beside the finding.

    POST map/initiatives/<id>/findings/<key>/funders          they may be told
    POST map/initiatives/<id>/findings/<key>/funders/back     taken back

    Saying(seen)    how it stands, for pages on which findings are shown
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.coordination.findings import Finding
from sulh.coordination.to_funders import Stand, key_for_funders, persons_in
from sulh.store.reads.funder_consents import SaidToFunders, said_of
from sulh.store.reads.pictures import Seen
from sulh.store.writes import telling_funders as writes


@dataclass(frozen=True)
class ToFunders:
    """That the reader can say whether funders may be told: for which initiative, under which key, how it stands."""

    card: str
    key: str
    stand: Stand | Literal["unsaid"]


class Saying:
    """
    What a reader said of findings about their own initiatives.

    Args:
        seen: What they see; what waits for an owner's word is theirs, and not theirs to say anything of.
    """

    def __init__(self, seen: Seen) -> None:
        """Read what was said, in one query however much it is."""
        self._own, self._persons = seen.own - seen.unconfirmed, persons_in(seen.picture)
        self._said = said_of(self._own)
        self._stands = {one.key: one.stand for one in self._said}

    def of(self, one: Finding) -> ToFunders | None:
        """Return how it stands with a finding; None where it is not for this reader to say."""
        card = next((card for card in one.cards if card in self._own), None)
        key = None if card is None else key_for_funders(one, self._persons)
        if card is None or key is None:
            return None
        return ToFunders(card, key, self._stands.get(key, "unsaid"))

    def left(self, card: str, found: Collection[Finding]) -> list[SaidToFunders]:
        """Return what was said for an initiative of what is not among these findings any more."""
        shown = {key_for_funders(one, self._persons) for one in found}
        return [one for one in self._said if one.card == card and one.key not in shown]


def tell(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, key: str) -> HttpResponse:
    """Let funders be told, once the other owner does too."""
    del request
    writes.agree_to_tell(principal, process_id, card_id, key)
    return _back(process_id, card_id, key)


def keep(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, key: str) -> HttpResponse:
    """Take it back."""
    del request
    writes.take_back(principal, process_id, card_id, key)
    return _back(process_id, card_id, key)


def _back(process_id: UUID, card_id: UUID, key: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("map-card", args=[process_id, card_id]) + f"#f-{key}")
