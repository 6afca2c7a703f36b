"""
What leaves the facilitator's room, before and after it does.

    working paper + ledger ──publish──▶ Composed ─┬─ content   exactly what is kept: publication, texts, who was asked
                                                  ├─ digest    of that content; who confirms names it
                                                  └─ ledger    one entry longer
    preview         the same, readable, with why each statement goes out as it does
    publications    what left, newest first          publication    one of them, as its readers see it

Content holds sides by id and texts in every language of the dialogue, as they were: what was said does not change when
a text is corrected later. A side that was renamed shows its new name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import msgspec

from sulh.access import CHANGE, SEE, Principal, may
from sulh.disclosure.explain import Explained, Reason, explain
from sulh.disclosure.ledger_json import ledger_from_json, ledger_to_json
from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.findings import Findings
from sulh.model.publication import Ledger, Publication
from sulh.store import asking, published
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, Epoch, KeptLedger, KeptPublication, Seat, Statement, WorkingPaper
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.naming import names_of, put_names, put_texts
from sulh.store.reads.results import ABOUT, about_of, kept_findings
from sulh.store.sealing import Sealer, in_language, sealer

AUDIENCE: Final = "room"


@dataclass(frozen=True)
class Composed:
    """What would be kept if this epoch were published now."""

    publication: Publication
    content: dict[str, Any]
    digest: str
    ledger: Ledger
    explained: tuple[Explained, ...]


@dataclass(frozen=True)
class Preview:
    """
    What an audience would see, and why.

    Attributes:
        publication: As its readers would see it, in the language of whoever looks.
        digest: To be named by whoever confirms.
        side: The one side that would see it; None for all sides.
        explained: Number of a statement -> why it goes out as it does.
        texts: Number -> text.
        sides: Those that take part.
        price: From how many answers of `side` on a joint publication can speak of a statement again, once this one has
            left; None where it costs none.
        sounding: Whether clauses were put.
    """

    publication: Publication
    digest: str
    side: NamedSide | None
    explained: tuple[Explained, ...]
    texts: dict[str, str]
    sides: tuple[NamedSide, ...]
    price: int | None
    sounding: bool


@dataclass(frozen=True)
class Row:
    """One publication. `number` is its place among those of the same readers; `digest` its hash, as in the log."""

    id: str
    number: int
    side: NamedSide | None
    on: date
    digest: str
    round: int
    epoch: int


@dataclass(frozen=True)
class Shown:
    """
    One publication as its readers see it; `sides` are those of the dialogue, `side` whose alone it is.

    `sounding`: what is said is said of clauses, and to agree is to support one or to be able to live with it.
    """

    dialogue_id: str
    publication: Publication
    on: date
    side: NamedSide | None
    sides: tuple[NamedSide, ...]
    sounding: bool


def dialogue_of(principal: Principal, epoch_id: UUID) -> UUID:
    """
    Return the dialogue of an epoch that may be published.

    Raises:
        Refused: If they may not publish.
    """
    return asking.get(principal, "publication", CHANGE, Epoch, epoch_id).round.dialogue_id


def preview(principal: Principal, epoch_id: UUID, tag: str) -> Preview:
    """
    Return what would be published of an epoch.

    Raises:
        Refused: If they may not publish.
        Conflict: `epoch-open`, `paper-not-made`, `paper-held`, `ledger-is-older`, or `ledger-refuses`.
    """
    epoch = asking.get(principal, "publication", CHANGE, Epoch, epoch_id)
    dialogue = epoch.round.dialogue
    opener = sealer(dialogue.process_id)
    composed = compose(epoch, ledger_of(dialogue, opener)[1], opener)
    sides = sides_of(dialogue, opener, tag)
    names = names_of(sides)
    return Preview(
        publication=readable(composed.content, names, tag),
        digest=composed.digest,
        side=_side(epoch.round.side_id, sides),
        explained=tuple(_named(one, names) for one in composed.explained),
        texts=_in_one(composed.content["texts"], tag),
        sides=sides,
        price=_price(composed, sides),
        sounding=epoch.round.sounding,
    )


def publications(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[Row, ...]:
    """
    Return what was published in a dialogue, newest first: to a facilitator all of it, to a seat what it may read.

    Raises:
        Refused: If the dialogue is not theirs.
    """
    dialogue = asking.get(principal, "statements", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    sides = sides_of(dialogue, opener, tag)
    kept = KeptPublication.objects.filter(dialogue=dialogue).select_related("dialogue", "epoch__round")
    return tuple(
        _row(one, opener, sides)
        for one in kept.order_by("-number")
        if may(principal, "publication", SEE, asking.thing_of(one))
    )


def publication(principal: Principal, publication_id: UUID, tag: str) -> Shown:
    """
    Return one publication as its readers see it.

    Raises:
        Refused: If it is not for them.
    """
    kept = asking.get(principal, "publication", SEE, KeptPublication, publication_id)
    opener = sealer(kept.dialogue.process_id)
    sides = sides_of(kept.dialogue, opener, tag)
    content = opener.get(kept, "content")
    shown = readable(content, names_of(sides), tag)
    sounding = bool(content.get("sounding"))
    return Shown(str(kept.dialogue_id), shown, kept.on, _side(kept.side_id, sides), sides, sounding)


def shared(principal: Principal, tag: str) -> tuple[Row, ...]:
    """
    Return what was published for a seat, newest first.

    Raises:
        Refused: For somebody without a seat in a dialogue.
    """
    seat = asking.get(principal, "own-seat", SEE, Seat, UUID(principal.id) if principal.id else UUID(int=0))
    return publications(principal, seat.dialogue_id or UUID(int=0), tag)


def ledger_of(dialogue: Dialogue, opener: Sealer) -> tuple[KeptLedger | None, Ledger]:
    """Return the ledger of a dialogue, and the row it lies in; an empty one before the first publication."""
    row = KeptLedger.objects.filter(dialogue=dialogue).first()
    if row is None or not row.size:
        return row, Ledger()
    return row, ledger_from_json(opener.text(row, "entries").encode())


def sealed_ledger(ledger: Ledger) -> str:
    """Return a ledger as it is put under seal."""
    return ledger_to_json(ledger).decode()


def compose(epoch: Epoch, ledger: Ledger, opener: Sealer) -> Composed:
    """
    Compose what would be kept if an epoch were published now.

    Raises:
        Conflict: `paper-not-made`, `paper-held`, `ledger-is-older`, or `ledger-refuses`.
    """
    dialogue = epoch.round.dialogue
    if len(ledger.entries) < published.noted(dialogue.id):
        raise Conflict("ledger-is-older")
    paper = WorkingPaper.objects.filter(epoch=epoch).first()
    if paper is None:
        raise Conflict("paper-not-made")
    if paper.held:
        raise Conflict("paper-held")
    texts = _texts(dialogue, opener)
    findings = _to_publish(kept_findings(paper, opener), texts, min(dialogue.tags))
    try:
        made, longer = publish(findings, ledger, audience=AUDIENCE, k=dialogue.k)
        explained = explain(findings, ledger, audience=AUDIENCE, k=dialogue.k)
    except DisclosureError as refusal:
        raise Conflict("ledger-refuses") from refusal
    content = {
        "publication": msgspec.to_builtins(put_texts(made, {})),
        "texts": {one.id: texts[one.id] for one in made.statements},
        "about": {field: opener.texts(dialogue, field) for field in ABOUT},
        "when": f"{epoch.ends:%Y-%m-%d}",
    } | ({"sounding": True} if epoch.round.sounding else {})
    return Composed(made, content, _digest(content), longer, tuple(explained))


def _price(composed: Composed, sides: tuple[NamedSide, ...]) -> int | None:
    """Twice as many answers as here, and one more: decision 6. None where no other side is in the dialogue."""
    alone = composed.publication.side
    here = [kept.answered.get(alone, 0) for kept in composed.ledger.entries[-1].statements] if alone else []
    return 2 * max(here) + 1 if here and len(sides) > 1 and max(here) else None


def _digest(content: dict[str, Any]) -> str:
    return sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _texts(dialogue: Dialogue, opener: Sealer) -> dict[str, dict[str, str]]:
    rows = Statement.objects.filter(dialogue=dialogue, state="accepted").prefetch_related("texts")
    return {str(row.number): {text.language: opener.text(text, "text") for text in row.texts.all()} for row in rows}


def _to_publish(findings: Findings, texts: dict[str, dict[str, str]], tag: str) -> Findings:
    """Put texts of one language in, by which the ledger knows a statement again; leave out what was taken back."""
    gone = [one.id for one in findings.statements if one.id not in texts]
    told = put_texts(findings, {number: in_language(by_tag, tag) for number, by_tag in texts.items()})
    return msgspec.structs.replace(told, inputs=msgspec.structs.replace(told.inputs, excluded=gone))


def readable(content: dict[str, Any], names: dict[str, str], tag: str) -> Publication:
    """Return kept content as a publication in one language."""
    made = put_names(msgspec.convert(content["publication"], Publication), names)
    about = about_of(content["about"], tag, when=content["when"])
    told = put_texts(made, _in_one(content["texts"], tag))
    return msgspec.structs.replace(
        told, title=about.title, question=about.question, chosen=about.chosen, when=about.when, missing=about.missing
    )


def _in_one(texts: dict[str, dict[str, str]], tag: str) -> dict[str, str]:
    return {number: in_language(by_tag, tag) for number, by_tag in texts.items()}


def _named(explained: Explained, names: dict[str, str]) -> Explained:
    def named(reason: Reason) -> Reason:
        side = reason.side if reason.side is None else names.get(reason.side, reason.side)
        return Reason(reason.code, side, reason.number, reason.invited)

    return Explained(explained.id, explained.outcome, explained.word, tuple(map(named, explained.reasons)))


def _side(side_id: UUID | None, sides: tuple[NamedSide, ...]) -> NamedSide | None:
    return next((side for side in sides if side.id == str(side_id)), None)


def _row(kept: KeptPublication, opener: Sealer, sides: tuple[NamedSide, ...]) -> Row:
    number = opener.get(kept, "content")["publication"]["number"]
    at = kept.epoch
    return Row(
        str(kept.id), number, _side(kept.side_id, sides), kept.on, kept.digest, round=at.round.number, epoch=at.number
    )
