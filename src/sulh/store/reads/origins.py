"""
What can have contributed to a passage of an agreement: clauses of the texts put last, packages that were sent, answers.

    origins ─▶ Origins ─┬─ offered   what a form offers: (kind, id) -> Origin, in the order of a chain
                        └─ named     the same, and what was linked once and is offered no more

A constant number of queries for a process, however much it holds.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sulh.negotiation.package import read
from sulh.store.models import Clause, DeskAnswer, TransferPackage, Version, Wording
from sulh.store.passages import LEFT
from sulh.store.reads.approving import content_of
from sulh.store.reads.put_text import NEWEST
from sulh.store.sealing import Sealer, in_language

Key = tuple[str, UUID]


@dataclass(frozen=True)
class Origin:
    """
    Something that can have contributed.

    Attributes:
        kind: "clause", "package" or "answer".
        number: Of the clause in its text, or of the package.
        text: Of the clause by the reader's language; the title of the package. `texts`: of a clause, by language.
        answer, on: Of an answer: its code and its day.
    """

    kind: str
    id: str
    number: int
    text: str
    dialogue: str
    texts: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Origins:
    """See the head of the module."""

    offered: dict[Key, Origin]
    named: dict[Key, Origin]


def clauses_of(process_id: UUID, opener: Sealer, tag: str) -> list[Origin]:
    """Return the clauses of the text that each dialogue put last (`put_text.latest_put`), by dialogue and place."""
    rows = Version.objects.filter(text__dialogue__process=process_id).exclude(put=None)
    newest = rows.order_by("text__dialogue", *NEWEST)
    versions: dict[UUID, UUID] = {}
    for version, dialogue in newest.values_list("id", "text__dialogue"):
        versions.setdefault(dialogue, version)
    wordings = Wording.objects.filter(version__in=versions.values()).select_related("version__text__dialogue")
    return [_clause(row, opener, tag) for row in wordings.order_by("version__text__dialogue", "place")]


def origins(process_id: UUID, opener: Sealer, tag: str, *, linked: Collection[UUID] = ()) -> Origins:
    """
    Return what can have contributed in a process.

    Args:
        process_id: Of which process.
        opener: Its sealer.
        tag: The reader's language.
        linked: Ids that links name: a clause among them is named even if it is in no text that was put last.
    """
    offered = {("clause", UUID(one.id)): one for one in clauses_of(process_id, opener, tag)}
    packages = TransferPackage.objects.filter(dialogue__process=process_id, state__in=LEFT)
    for package in packages.select_related("dialogue").order_by("dialogue", "number"):
        offered["package", package.id] = _package(package, opener, tag)
    answers = DeskAnswer.objects.filter(package__dialogue__process=process_id)
    for answer in answers.select_related("package__dialogue").order_by("package__dialogue", "package__number", "on"):
        offered["answer", answer.id] = _answer(answer, opener, tag)
    return Origins(offered, offered | _older(set(linked) - {key for _, key in offered}, process_id, opener, tag))


def _older(ids: Collection[UUID], process_id: UUID, opener: Sealer, tag: str) -> dict[Key, Origin]:
    """Return clauses that stand in no text that was put last, as they were worded last."""
    kept = Clause.objects.filter(pk__in=ids, text__dialogue__process=process_id)
    rows = Wording.objects.filter(clause__in=kept).exclude(version__put=None)
    newest = rows.select_related("version__text__dialogue").order_by("version__number")
    return {("clause", row.clause_id): _clause(row, opener, tag) for row in newest}


def _clause(row: Wording, opener: Sealer, tag: str) -> Origin:
    texts = opener.texts(row, "texts")
    dialogue = in_language(opener.texts(row.version.text.dialogue, "titles"), tag)
    return Origin("clause", str(row.clause_id), row.place, in_language(texts, tag), dialogue, texts)


def _package(row: TransferPackage, opener: Sealer, tag: str) -> Origin:
    title = in_language(dict(read(content_of(row)).title), tag)
    dialogue = in_language(opener.texts(row.dialogue, "titles"), tag)
    return Origin("package", str(row.id), row.number, title, dialogue, on=row.sent)


def _answer(row: DeskAnswer, opener: Sealer, tag: str) -> Origin:
    dialogue = in_language(opener.texts(row.package.dialogue, "titles"), tag)
    return Origin("answer", str(row.id), row.package.number, "", dialogue, answer=row.answer, on=row.on)
