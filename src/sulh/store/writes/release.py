"""
A package on its way to the official table.

    compose ─▶ confirm (another facilitator) ─▶ ask ─▶ approve, by every reader of every side ─▶ send ─▶ opened
                                             └▶ consent, of each person at entry, without readers ─▲
                                                       (recall at any time; silence until the expiry is refusal)

What is confirmed, asked about, approved and sent is named by its hash each time: whoever holds an older page is told
that something has changed. Moves are those of `sulh.negotiation.package_states` and no others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.negotiation.package import canonical, digest, faults, read
from sulh.negotiation.package_states import PACKAGE
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import AgendaItem, Desk, Dialogue, PackagePart, Question, TransferPackage
from sulh.store.reads.approving import content_of
from sulh.store.reads.composing import Draft, Made, package_of
from sulh.store.reads.consented import obstacles
from sulh.store.reads.drafting import readers_of
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.writes import log, questions
from sulh.store.writes.attribution import allowed

LINE, SUMMARY, OFFER = 160, 1_200, 300  # characters
MOST_OFFERS = 8
_MARK = 6  # random bytes of the mark of a recipient's copy


@transaction.atomic
def compose(principal: Principal, dialogue_id: UUID, draft: Draft) -> UUID:
    """
    Compose a package; the same one sent twice is kept once.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        draft: What it is to hold.

    Raises:
        Refused: If they may not.
        Invalid: For texts that cannot be kept, or a choice that is not there.
    """
    dialogue = asking.get(principal, "package", CHANGE, Dialogue, dialogue_id, lock=True)
    made = _made(dialogue, draft)
    content = canonical(made.package)
    same = dialogue.packages.filter(state="composed", digest=digest(content), desk=draft.desk).first()
    if same is not None:
        return same.id
    last = dialogue.packages.aggregate(last=Max("number"))["last"] or 0
    row = TransferPackage(dialogue=dialogue, number=last + 1, composed_by_id=UUID(principal.id), on=clock.today())
    _write(row, draft, made)
    row.save(force_insert=True)
    _parts(row, made)
    log.enter(dialogue.process_id, "package-composed", principal, number=row.number, package=row.digest)
    return row.id


@transaction.atomic
def change(principal: Principal, package_id: UUID, draft: Draft, *, seen: str) -> None:
    """
    Compose a package anew. Whatever was confirmed or approved was so for other bytes, and is void.

    Args:
        principal: A facilitator; they become the one who composed it.
        package_id: Which.
        draft: What it is to hold.
        seen: Its hash, as the page showed it.

    Raises:
        Refused: If they may not.
        Invalid: For texts that cannot be kept.
        Conflict: `changed-meanwhile`, or `package-moved-on` once every side has answered.
    """
    row = _package(principal, package_id, seen)
    if "change" not in PACKAGE.possible(row.state):
        raise Conflict("package-moved-on")
    made = _made(row.dialogue, draft)
    _write(row, draft, made)
    row.composed_by_id, row.confirmed_by, row.on = UUID(principal.id), None, clock.today()
    changed: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("content", "digest", "expires", "desk_id", "agenda_item_id", "question_id", "on", "composed_by_id")
    }
    _move(principal, row, "package-changed", "change", **changed, confirmed_by=None)
    row.approvals.all().delete()  # or they would come back to life with a second change that undoes the first
    row.parts.all().delete()
    _parts(row, made)


@transaction.atomic
def confirm(principal: Principal, package_id: UUID, *, seen: str) -> None:
    """
    Confirm what another facilitator composed.

    Raises:
        Refused: If they may not.
        Conflict: `same-person`, `changed-meanwhile`, `package-over`, `tells-too-much`, `somebody-was-quicker`.
        Incomplete: With what is missing, as `package-<fault>`.
    """
    row = _package(principal, package_id, seen)
    if str(row.composed_by_id) == principal.id:
        raise Conflict("same-person")
    _fits(row)
    missing = faults(read(content_of(row)))
    if missing:
        raise Incomplete(list(dict.fromkeys(f"package-{one.kind}" for one in missing)))
    _move(principal, row, "package-confirmed", "confirm", confirmed_by_id=UUID(principal.id))


@transaction.atomic
def ask(principal: Principal, package_id: UUID, *, seen: str) -> None:
    """
    Put a package before the readers of every side.

    Raises:
        Refused: If they may not.
        Conflict: `changed-meanwhile`, `package-over`, `tells-too-much`, `somebody-was-quicker`;
            `there-are-readers-now`, if it was composed to leave without them.
        Incomplete: `side-without-reader`.
    """
    row = _package(principal, package_id, seen)
    _fits(row)
    if not all(readers_of(row.dialogue).values()):
        raise Incomplete(["side-without-reader"])
    if read(content_of(row)).basis == "consent":  # its papers would say that nobody was asked
        raise Conflict("there-are-readers-now")
    _move(principal, row, "package-asked", "ask")


@transaction.atomic
def consent(principal: Principal, package_id: UUID, *, seen: str) -> None:
    """
    Let a package of a consultation without readers be sent, as each person agreed at entry.

    Raises:
        Refused: If they may not.
        Conflict: `changed-meanwhile`, `package-over`, `tells-too-much`, `somebody-was-quicker`.
        Incomplete: With the codes of `sulh.store.reads.consented.obstacles`.
    """
    row = _package(principal, package_id, seen)
    _fits(row)
    missing = obstacles(row)
    if missing:
        raise Incomplete(missing)
    _move(principal, row, "package-consented", "consent")


@transaction.atomic
def drop(principal: Principal, package_id: UUID, *, seen: str) -> None:
    """
    Take a package off that was put before nobody.

    Raises:
        Refused: If they may not.
        Conflict: `changed-meanwhile`, `somebody-was-quicker`.
    """
    row = _package(principal, package_id, seen)
    _move(principal, row, "package-dropped", "drop", ended=clock.today())


@transaction.atomic
def send(principal: Principal, package_id: UUID, *, seen: str, marked: bool) -> None:
    """
    Send a package that may leave: its desk can read it now, or it goes by a carrier.

    What may have changed since it was approved is looked at once more: what every side allows to be told, and of one
    without readers what everybody accepted last, and that there are still no readers.

    Args:
        principal: A facilitator.
        package_id: Which.
        seen: Its hash, as the page showed it.
        marked: Whether the recipient's copy bears an announced mark; off where the sides agreed so.

    Raises:
        Refused: If they may not.
        Conflict: `changed-meanwhile`, `package-over`, `tells-too-much`, `somebody-was-quicker`.
        Incomplete: With the codes of `sulh.store.reads.consented.obstacles`.
    """
    row = _package(principal, package_id, seen)
    _fits(row)
    missing = obstacles(row) if read(content_of(row)).basis == "consent" else []
    if missing:
        raise Incomplete(missing)
    sign = clock.random_bytes(_MARK).hex().upper() if marked else ""
    _move(principal, row, "package-sent", "send", sent=clock.today(), mark=sign)
    if row.question_id is not None:
        questions.answered(row.question_id)


@transaction.atomic
def recall(principal: Principal, package_id: UUID, *, seen: str) -> None:
    """
    Recall a package at any time. After it was opened this ends access only.

    Raises:
        Refused: If they may not.
        Conflict: `changed-meanwhile`, `somebody-was-quicker`.
    """
    row = _package(principal, package_id, seen)
    _move(principal, row, "package-recalled", "recall", ended=clock.today())


def lapse_due() -> int:
    """Let what was not sent before its expiry end, by itself; return how many did."""
    over = TransferPackage.objects.filter(state__in=PACKAGE.before("lapse"), expires__lt=clock.today())
    return sum(_lapse(row.pk) for row in over)


@transaction.atomic
def _lapse(package_id: UUID) -> int:
    row = TransferPackage.objects.select_related("dialogue").get(pk=package_id)
    Dialogue.objects.select_for_update().get(pk=row.dialogue_id)
    due = TransferPackage.objects.filter(pk=package_id, state__in=PACKAGE.before("lapse"), expires__lt=clock.today())
    if due.update(state="not-released", ended=clock.today()) != 1:
        return 0
    log.enter(row.dialogue.process_id, "package-not-released", None, number=row.number)
    return 1


def _package(principal: Principal, package_id: UUID, seen: str) -> TransferPackage:
    """Return a package to move, alone, if it is still as it was seen."""
    row = asking.get(principal, "package", CHANGE, TransferPackage, package_id)
    Dialogue.objects.select_for_update().get(pk=row.dialogue_id)
    row.refresh_from_db(fields=["state", "digest", "content", "composed_by", "expires"])
    if row.digest != seen:
        raise Conflict("changed-meanwhile")
    return row


def _fits(row: TransferPackage) -> None:
    """Refuse what is over, or tells more of the sides than they allow by now."""
    if row.expires < clock.today():
        raise Conflict("package-over")
    allowed(row)


def _move(principal: Principal, row: TransferPackage, entry: str, move: str, **changes: Any) -> None:
    if row.state not in PACKAGE.before(move):
        raise Conflict("somebody-was-quicker")
    moved = TransferPackage.objects.filter(pk=row.pk, state=row.state)
    if moved.update(state=PACKAGE.after(row.state, move), since=clock.today(), **changes) != 1:
        raise Conflict("somebody-was-quicker")
    log.enter(row.dialogue.process_id, entry, principal, number=row.number, package=row.digest)


def _write(row: TransferPackage, draft: Draft, made: Made) -> None:
    """Set what a row holds of a draft; the caller saves it."""
    content = canonical(made.package)
    process = row.dialogue.process_id
    sealer(process).put(row, content=content.decode())
    row.digest, row.expires = digest(content), draft.expires
    for name, table, chosen in (
        ("desk", Desk, draft.desk),
        ("agenda_item", AgendaItem, draft.agenda_item),
        ("question", Question, draft.question),
    ):
        if chosen is not None and not table._default_manager.filter(pk=chosen, process_id=process).exists():
            raise Invalid({name: "no-choice"})
        setattr(row, f"{name}_id", chosen)


def _parts(row: TransferPackage, made: Made) -> None:
    counted: dict[str, int] = {}
    for part in made.parts:
        counted[part.kind] = counted.get(part.kind, 0) + 1
        PackagePart.objects.create(
            package=row,
            kind=part.kind,
            place=counted[part.kind],
            statement_id=part.statement,
            wording_id=part.wording,
        )


def _made(dialogue: Dialogue, draft: Draft) -> Made:
    """Return the package of a draft whose texts can be kept."""
    reading = Reading()
    tags = dialogue.tags
    kept = replace(
        draft,
        title=reading.texts("title", draft.title, tags, most=LINE),
        summary=reading.texts("summary", draft.summary, tags, most=SUMMARY),
        addressee=reading.texts("addressee", draft.addressee, tags, most=LINE),
        use_words=reading.texts("use_words", draft.use_words, tags, most=LINE * 2),
        missing=reading.texts("missing", draft.missing, tags, most=SUMMARY),
    )
    offers = tuple(
        (kind, reading.texts(f"offer{place}", texts, tags, most=OFFER))
        for place, (kind, texts) in enumerate(draft.offers, 1)
    )
    if len(offers) > MOST_OFFERS:
        reading.faults["offers"] = "too-many"
    if not set(draft.authentic) <= set(tags) or not draft.authentic:
        reading.faults["authentic"] = "no-choice"
    if draft.expires <= clock.today():
        reading.faults["expires"] = "date-past"
    reading.done()
    return package_of(dialogue, replace(kept, offers=offers))
