"""
The public part of the process log, as everybody of one dialogue reads it, and the newest checkpoint over all of it.

    PublicRecord ─┬─ acts         newest first: code, day, a few words, the beginning of a hash; no name, no count
                  └─ checkpoint   for a reader of a side to keep

Public is what has a line in `OF_THE_DIALOGUE` or `OF_ALL`; every other record stays with those who run the process. Of
a dialogue only what concerns all its sides: no caucus, no statement, no slip and no ballot, so that the page is the
same for everybody and tells nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from sulh.access import SEE, Principal, Thing, ask
from sulh.store.models import KeptCheckpoint, LogRecord, Round, TransferPackage
from sulh.store.reads.circulating import SEATED_IN_DIALOGUE, seat_of
from sulh.store.reads.processes import CheckpointShown, checkpoint_shown, records_in
from sulh.vault.log import Record

HASH_SHOWN = 16
# Acts by the reference that says of which dialogue they are.
OF_THE_DIALOGUE: Mapping[str, str] = {
    "dialogue-created": "dialogue",
    "text-version": "dialogue",
    "harm-check": "dialogue",
    "phase-changed": "dialogue",
    "reader-appointed": "dialogue",
    "round-opened": "round",
    "round-paused": "round",
    "round-resumed": "round",
    "round-closed": "round",
    "round-reopened": "round",
    "epoch-ended": "round",
    "published": "round",
    "nobody-objects": "round",
    "attribution-set": "dialogue",
    "package-approved": "package",
    "package-consented": "package",
    "package-sent": "package",
    "package-recalled": "package",
}
OF_ALL = frozenset(
    {"profile-raised", "roles-declared", "identity-opened", "identities-exported"}
    | {"process-closed", "process-purged", "key-destroyed"}
)
WORDS = ("text", "decision")  # references that are words of ours
HASHES = ("publication", "package")


@dataclass(frozen=True)
class PublicAct:
    """One act. `said`: key -> code of what it was about; `hash`: how the hash of what left begins, else empty."""

    act: str
    day: str
    said: dict[str, str]
    hash: str


@dataclass(frozen=True)
class PublicRecord:
    """The acts, newest first, and the newest checkpoint, if one was made."""

    acts: tuple[PublicAct, ...]
    checkpoint: CheckpointShown | None


def public_record(principal: Principal) -> PublicRecord:
    """
    Return the public part of the log, with the same few queries however long it is.

    Raises:
        Refused: For whoever has no seat in a dialogue.
    """
    grant = seat_of(principal, *SEATED_IN_DIALOGUE)
    ask(principal, "public-record", SEE, Thing(grant.process, grant.dialogue))
    process, dialogue = UUID(str(grant.process)), UUID(str(grant.dialogue))
    known = {str(dialogue), *_joint_rounds(dialogue), *_digests(dialogue)}
    begins = reduce(or_, (Q(body__startswith=f'{{"act":"{act}"') for act in (*OF_THE_DIALOGUE, *OF_ALL)))
    bodies = LogRecord.objects.filter(begins, process_id=process).order_by("-number").values_list("body", flat=True)
    records = [record for body in bodies for record in records_in(body)]
    acts = tuple(_act(record) for record in records if _concerns(record, known))
    kept = KeptCheckpoint.objects.filter(process_id=process).order_by("-size").first()
    return PublicRecord(acts, None if kept is None else checkpoint_shown(kept))


def _joint_rounds(dialogue: UUID) -> set[str]:
    return {str(one) for one in Round.objects.filter(dialogue=dialogue, side=None).values_list("id", flat=True)}


def _digests(dialogue: UUID) -> set[str]:
    return set(TransferPackage.objects.filter(dialogue=dialogue).values_list("digest", flat=True))


def _concerns(record: Record, known: set[str]) -> bool:
    return record.act in OF_ALL or record.refs.get(OF_THE_DIALOGUE.get(record.act, "")) in known


def _act(record: Record) -> PublicAct:
    said = {key: str(record.refs[key]) for key in WORDS if key in record.refs}
    whole = next((str(record.refs[key]) for key in HASHES if key in record.refs), "")
    return PublicAct(record.act, record.at[:10], said, whole[:HASH_SHOWN])
