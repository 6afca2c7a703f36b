"""
Publishing: what one facilitator previewed leaves, or nothing does.

    digest of the preview ─▶ composed again ─▶ the same? ─▶ ledger one entry longer, publication kept, act in the log

All of it in one transaction, and the ledger grows only if nobody else made it grow meanwhile. How long it is then, is
noted outside the database as well (`sulh.store.published`).
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock, published
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, Epoch, KeptLedger, KeptPublication
from sulh.store.reads.publications import compose, ledger_of, sealed_ledger
from sulh.store.sealing import sealer
from sulh.store.writes import log


@transaction.atomic
def publish(principal: Principal, epoch_id: UUID, digest: str) -> UUID:
    """
    Publish what was previewed of an epoch.

    Args:
        principal: Who publishes.
        epoch_id: The epoch.
        digest: Of the preview that was confirmed.

    Returns:
        The id of the publication.

    Raises:
        Refused: If they may not publish.
        Conflict: `changed-since-preview`, `somebody-was-quicker`, `paper-not-made`, `paper-held`, `ledger-is-older` or
            `ledger-refuses`.
    """
    epoch = asking.get(principal, "publication", CHANGE, Epoch, epoch_id)
    dialogue = Dialogue.objects.select_for_update().get(pk=epoch.round.dialogue_id)
    opener = sealer(dialogue.process_id)
    row, ledger = ledger_of(dialogue, opener)
    composed = compose(epoch, ledger, opener)
    if composed.digest != digest:
        raise Conflict("changed-since-preview")
    row = row or KeptLedger.objects.create(dialogue=dialogue)
    opener.put(row, entries=sealed_ledger(composed.ledger))
    grown = KeptLedger.objects.filter(pk=row.pk, size=len(ledger.entries))
    if grown.update(size=len(composed.ledger.entries), entries=row.entries) != 1:
        raise Conflict("somebody-was-quicker")
    last = KeptPublication.objects.filter(dialogue=dialogue).aggregate(last=Max("number"))["last"] or 0
    kept = KeptPublication(
        dialogue=dialogue,
        epoch=epoch,
        number=last + 1,
        side_id=epoch.round.side_id,
        digest=digest,
        by_id=UUID(principal.id),
        on=clock.today(),
    )
    opener.put(kept, content=composed.content)
    kept.save(force_insert=True)
    at: dict[str, str | int] = {"round": str(epoch.round_id), "epoch": epoch.number}
    log.enter(dialogue.process_id, "published", principal, **at, number=kept.number, k=dialogue.k, publication=digest)
    transaction.on_commit(partial(published.note, dialogue.id, len(composed.ledger.entries)))
    return kept.id
