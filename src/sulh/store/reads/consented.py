"""
Whether a package may go to the official table as each person agreed at entry.

    consented_of(text)         what one version of the consent text says may go
    obstacles(package row)     what keeps a package here, as codes for facilitators; nothing where it may leave

What counts is what each person whose answers are there has accepted last. How many stand in the way is told to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef

from sulh.access import CHANGE, Principal
from sulh.negotiation.consented import Consented, uncovered
from sulh.negotiation.package import read
from sulh.store import asking
from sulh.store.models import Acceptance, AgreedText, Dialogue, Seat, TransferPackage, Vote
from sulh.store.reads.approving import content_of
from sulh.store.reads.drafting import without_readers
from sulh.store.sealing import Sealer, sealer


def consented_of(text: AgreedText | None, opener: Sealer) -> Consented | None:
    """Return what a version of the consent text says may go to the official table; None where nothing may."""
    kept: dict[str, Any] | None = None if text is None else opener.get(text, "release") or None
    return None if kept is None else msgspec.convert(kept, Consented)


@dataclass(frozen=True)
class AgreedNow:
    """The consent text of a dialogue as it is now: its version, and what it lets go without asking people again."""

    version: int
    release: Consented | None


def agreed_now(principal: Principal, dialogue_id: UUID) -> AgreedNow:
    """
    Return what the consent text of a dialogue lets go.

    Raises:
        Refused: If they may not change it.
    """
    dialogue = asking.get(principal, "agreed-text", CHANGE, Dialogue, dialogue_id)
    text = dialogue.agreed_texts.filter(kind="consent").order_by("-version").first()
    return AgreedNow(0 if text is None else text.version, consented_of(text, sealer(dialogue.process_id)))


def obstacles(row: TransferPackage) -> list[str]:
    """
    Return what keeps a package from leaving as each person agreed at entry.

    `not-by-consent` where there are readers, or it was composed when there were; `consent-says-nothing` where somebody
    who answered accepted a text that lets nothing go; else `consent-<kind>` for each thing that goes beyond it.
    """
    package = read(content_of(row))
    if package.basis != "consent" or not without_readers(row.dialogue):
        return ["not-by-consent"]
    opener = sealer(row.dialogue.process_id)
    agreed = [consented_of(text, opener) for text in _accepted(row.dialogue)]
    if not agreed or None in agreed:
        return ["consent-says-nothing"]
    beyond = {kind for one in agreed if one is not None for kind in uncovered(package, one)}
    return [f"consent-{kind}" for kind in sorted(beyond)]


def _accepted(dialogue: Dialogue) -> list[AgreedText | None]:
    """Return the versions of the consent text that somebody who answered accepted last; None for somebody without."""
    answered = Vote.objects.filter(seat=OuterRef("pk"))
    seats = Seat.objects.filter(Exists(answered), dialogue=dialogue, left=False).values_list("id", flat=True)
    rows = Acceptance.objects.filter(seat__in=seats, text__kind="consent", text__dialogue=dialogue)
    last: dict[UUID, AgreedText] = {
        row.seat_id: row.text for row in rows.select_related("text").order_by("text__version")
    }
    versions = {text.pk: text for text in last.values()}
    without: list[AgreedText | None] = [None] if len(last) < len(seats) else []
    return [*versions.values(), *without]
