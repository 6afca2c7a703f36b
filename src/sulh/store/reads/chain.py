"""
What became of it, for whoever facilitates: chains from statements to answers, and the balance between the sides.

    trace ─▶ Trace ─┬─ packages   what was sent: its parts with what they stem from, its answers
                    ├─ clauses    what contributed to each clause of the text, with confidence and source
                    └─ balance    what got through, by side, and where it is one-sided

Every link has a confidence and a source; there is no share and no sum of confidences. What is recorded by construction
(a statement in a package) has the record as its source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal
from sulh.negotiation.balance import FAMILY_OF, Balance, Part, Through, balance
from sulh.negotiation.package import read
from sulh.store import asking
from sulh.store.models import Clause, Contribution, DeskAnswer, Dialogue, PackagePart, Statement, TransferPackage
from sulh.store.passages import LEFT
from sulh.store.reads.approving import content_of
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.put_text import latest_put
from sulh.store.sealing import Sealer, in_language, sealer


@dataclass(frozen=True)
class Contributed:
    """One link: what it stems from, how sure somebody was, and why."""

    id: str
    statement: int
    text: str
    confidence: str
    source: str


@dataclass(frozen=True)
class PartLine:
    """A part of a package; `side` None for every side's concern, `statement` the number of the statement it is."""

    id: str
    kind: str
    text: str
    side: NamedSide | None
    through: str
    statement: int | None
    contributed: tuple[Contributed, ...]


@dataclass(frozen=True)
class PackageLine:
    """A package that was sent, with its parts and what was answered, newest answer last."""

    id: str
    number: int
    title: str
    state: str
    sent: date | None
    parts: tuple[PartLine, ...]
    answers: tuple[tuple[str, date, bool], ...]


@dataclass(frozen=True)
class ClauseLine:
    """A clause of the text that was put last, and what contributed to it."""

    id: str
    number: int
    text: str
    contributed: tuple[Contributed, ...]


@dataclass(frozen=True)
class Trace:
    """Everything that became of a dialogue."""

    packages: tuple[PackageLine, ...]
    clauses: tuple[ClauseLine, ...]
    balance: Balance
    sides: tuple[NamedSide, ...]


def trace(principal: Principal, dialogue_id: UUID, tag: str) -> Trace:
    """
    Return what became of a dialogue, in a language, with a number of queries that does not grow with it.

    Raises:
        Refused: If it is not theirs.
    """
    dialogue = asking.get(principal, "chain", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    sides = sides_of(dialogue, opener, tag)
    links = _links(dialogue, opener, tag)
    packages = dialogue.packages.filter(state__in=LEFT).select_related("dialogue").order_by("-number")
    rows = list(packages.prefetch_related("parts__statement", "parts__wording", "answers"))
    parts = [
        Part(asking.id_text(part.side_id), FAMILY_OF[part.kind], cast("Through", part.through))
        for row in rows
        for part in row.parts.all()
    ]
    return Trace(
        packages=tuple(_package(row, sides, links, tag) for row in rows),
        clauses=tuple(_clauses(dialogue, opener, links, tag)),
        balance=balance(parts, [side.id for side in sides]),
        sides=sides,
    )


def parts_of(principal: Principal, package_id: UUID, tag: str) -> tuple[PackageLine, tuple[NamedSide, ...], str]:
    """
    Return the parts of a package that was sent, the sides, and the id of its dialogue.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "chain", CHANGE, TransferPackage, package_id)
    sides = sides_of(row.dialogue, sealer(row.dialogue.process_id), tag)
    return _package(row, sides, {}, tag), sides, str(row.dialogue_id)


def clause(principal: Principal, clause_id: UUID, tag: str) -> tuple[ClauseLine, tuple[tuple[str, str], ...], str]:
    """
    Return a clause with what contributed to it, the statements that may have, and the id of its dialogue.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "chain", CHANGE, Clause, clause_id)
    dialogue = row.text.dialogue
    opener = sealer(dialogue.process_id)
    wording = row.wordings.order_by("-version__number").first()
    text = "" if wording is None else in_language(opener.texts(wording, "texts"), tag)
    statements = _statements(dialogue, opener, tag)
    line = ClauseLine(str(row.id), wording.place if wording else 0, text, tuple(_links(dialogue, opener, tag)[row.id]))
    return line, tuple((str(one), f"{number}. {said}") for one, (number, said) in statements.items()), str(dialogue.id)


def _links(dialogue: Dialogue, opener: Sealer, tag: str) -> dict[UUID, list[Contributed]]:
    """Return clause -> what contributed to it, by the number of the statement."""
    statements = _statements(dialogue, opener, tag)
    found: dict[UUID, list[Contributed]] = defaultdict(list)
    rows = Contribution.objects.filter(process=dialogue.process_id, earlier_kind="statement", later_kind="clause")
    for row in rows:
        if row.earlier in statements:
            number, text = statements[row.earlier]
            found[row.later].append(Contributed(str(row.id), number, text, row.confidence, opener.text(row, "source")))
    for links in found.values():
        links.sort(key=lambda one: one.statement)
    return found


def _statements(dialogue: Dialogue, opener: Sealer, tag: str) -> dict[UUID, tuple[int, str]]:
    accepted = Statement.objects.filter(dialogue=dialogue, state="accepted", wording=None)
    rows = accepted.prefetch_related("texts").order_by("number")
    return {
        row.id: (row.number, in_language({one.language: opener.text(one, "text") for one in row.texts.all()}, tag))
        for row in rows
    }


def _clauses(dialogue: Dialogue, opener: Sealer, links: dict[UUID, list[Contributed]], tag: str) -> list[ClauseLine]:
    version = latest_put(dialogue.id)
    rows = [] if version is None else list(version.wordings.order_by("place"))
    return [
        ClauseLine(
            str(row.clause_id),
            row.place,
            in_language(opener.texts(row, "texts"), tag),
            tuple(links.get(row.clause_id, ())),
        )
        for row in rows
    ]


def _package(
    row: TransferPackage, sides: tuple[NamedSide, ...], links: dict[UUID, list[Contributed]], tag: str
) -> PackageLine:
    held = read(content_of(row))
    texts = {
        "idea": [one.texts for one in held.ideas],
        "clause": [one.texts for one in held.clauses],
        "person": [one.texts for one in held.offers if one.kind == "person"],
        "process": [one.texts for one in held.offers if one.kind == "process"],
    }
    by_id = {side.id: side for side in sides}
    order = {kind: place for place, kind in enumerate(texts)}
    parts = sorted(row.parts.all(), key=lambda part: (order[part.kind], part.place))
    return PackageLine(
        id=str(row.id),
        number=row.number,
        title=in_language(dict(held.title), tag),
        state=row.state,
        sent=row.sent,
        parts=tuple(_part(part, dict(texts[part.kind][part.place - 1]), by_id, links, tag) for part in parts),
        answers=tuple((one.answer, one.on, one.understood) for one in sorted(row.answers.all(), key=_place)),
    )


def _place(answer: DeskAnswer) -> int:
    return answer.number


def _part(
    part: PackagePart,
    texts: dict[str, str],
    sides: dict[str, NamedSide],
    links: dict[UUID, list[Contributed]],
    tag: str,
) -> PartLine:
    return PartLine(
        id=str(part.id),
        kind=part.kind,
        text=in_language(texts, tag),
        side=sides.get(str(part.side_id)),
        through=part.through,
        statement=None if part.statement is None else part.statement.number,
        contributed=() if part.wording is None else tuple(links.get(part.wording.clause_id, ())),
    )
