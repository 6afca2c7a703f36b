"""
The links of a dialogue: what contributed to what, from its statements to passages of agreements.

    recorded by itself    a statement or a clause in a package that was sent; an answer to a package
    judged by somebody    a statement to a clause; a clause, a package or an answer to a passage

    links ─▶ Links ─┬─ links    in the order of what they begin with (`sulh.negotiation.chains`)
                    └─ things   what each end of a link is, in the reader's language

A constant number of queries, however many links there are. Links of which one end is no more are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.negotiation.chains import ORDER, Kind, Link, Node
from sulh.negotiation.package import read
from sulh.store import asking
from sulh.store.models import Agreement, Contribution, Dialogue, Provision, Statement, TransferPackage, Wording
from sulh.store.passages import LEFT, PASSAGE_KIND
from sulh.store.reads.agreements import starts, whole
from sulh.store.reads.approving import content_of
from sulh.store.reads.put_text import latest_put
from sulh.store.sealing import Sealer, in_language, sealer


@dataclass(frozen=True)
class ThingRead:
    """
    What one end of a link is.

    Attributes:
        number: Of the statement, clause or package; of an answer, of its package; of a passage, of its paragraph.
        text: What a statement, clause or passage says, the title of a package; empty for an answer.
        code, on: What was answered, and when.
        agreement: Where a passage stands: id and title of the agreement.
    """

    number: int
    text: str
    code: str = ""
    on: date | None = None
    agreement: tuple[str, str] | None = None


@dataclass(frozen=True)
class Links:
    """See the head of the module; `unlinked` is how many clauses of the text put last stand in no link."""

    links: tuple[Link, ...]
    things: dict[Node, ThingRead]
    unlinked: int


def links(principal: Principal, dialogue_id: UUID, tag: str) -> Links:
    """
    Return the links of a dialogue, in a language.

    Raises:
        Refused: If it is not theirs.
    """
    dialogue = asking.get(principal, "chain", SEE, Dialogue, dialogue_id)
    return _Reader(dialogue, sealer(dialogue.process_id), tag).read()


class _Reader:
    """Gathers the things of a dialogue and what joins them."""

    def __init__(self, dialogue: Dialogue, opener: Sealer, tag: str) -> None:
        self._dialogue, self._opener, self._tag = dialogue, opener, tag
        self._things: dict[Node, ThingRead] = {}
        self._links: list[Link] = []

    def read(self) -> Links:
        packages = self._dialogue.packages.filter(state__in=LEFT).select_related("dialogue").order_by("number")
        rows = list(packages.prefetch_related("parts__wording", "answers"))
        clauses = self._clauses(rows)
        for row in rows:
            self._package(row)
        known = Contribution.objects.filter(process=self._dialogue.process_id)
        things = [UUID(node.id) for node in self._things]
        judged = list(known.filter(earlier__in=things))
        judged += known.filter(earlier_kind="statement", later__in=things)
        self._provisions(one.later for one in judged if one.later_kind == PASSAGE_KIND)
        self._statements(rows, judged)
        self._links += [self._judged(one) for one in judged]
        kept = [one for one in self._links if one.earlier in self._things and one.later in self._things]
        kept.sort(key=lambda one: (*self._place(one.earlier), *self._place(one.later)))
        ends = {node for one in kept for node in (one.earlier, one.later)}
        unlinked = sum(Node("clause", one) not in ends for one in clauses)
        return Links(tuple(kept), {node: self._things[node] for node in ends}, unlinked)

    def _place(self, node: Node) -> tuple[int, int, str]:
        return ORDER.index(node.kind), self._things[node].number, node.id

    def _clauses(self, rows: Iterable[TransferPackage]) -> list[str]:
        """Take in the clauses of the text that was put last, and those that packages carry; return the former."""
        version = latest_put(self._dialogue.id)
        last = [] if version is None else list(version.wordings.order_by("place"))
        carried = [part.wording for row in rows for part in row.parts.all() if part.wording is not None]
        for wording in (*carried, *last):
            self._clause(wording)
        return [str(one.clause_id) for one in last]

    def _clause(self, wording: Wording) -> None:
        text = in_language(self._opener.texts(wording, "texts"), self._tag)
        self._things[Node("clause", str(wording.clause_id))] = ThingRead(wording.place, text)

    def _package(self, row: TransferPackage) -> None:
        package = Node("package", str(row.id))
        title = in_language(dict(read(content_of(row)).title), self._tag)
        self._things[package] = ThingRead(row.number, title, on=row.sent)
        for part in sorted(row.parts.all(), key=lambda part: (part.kind, part.place)):
            if part.statement_id is not None:
                said = Node("statement", str(part.statement_id))
                self._links.append(Link(said, package, through=part.through))
            if part.wording is not None:
                clause = Node("clause", str(part.wording.clause_id))
                self._links.append(Link(clause, package, through=part.through))
        for answer in sorted(row.answers.all(), key=lambda one: one.number):
            node = Node("answer", str(answer.id))
            self._things[node] = ThingRead(row.number, "", code=answer.answer, on=answer.on)
            self._links.append(Link(package, node))

    def _statements(self, rows: Iterable[TransferPackage], judged: Iterable[Contribution]) -> None:
        parts = [part.statement_id for row in rows for part in row.parts.all()]
        ids = {one for one in parts if one is not None}
        ids |= {one.earlier for one in judged if one.earlier_kind == "statement"}
        found = Statement.objects.filter(dialogue=self._dialogue, pk__in=ids).prefetch_related("texts")
        for row in found:
            texts = {one.language: self._opener.text(one, "text") for one in row.texts.all()}
            self._things[Node("statement", str(row.id))] = ThingRead(row.number, in_language(texts, self._tag))

    def _provisions(self, ids: Iterable[UUID]) -> None:
        rows = Provision.objects.filter(pk__in=set(ids), agreement__process=self._dialogue.process_id)
        found = list(rows.order_by("start"))
        for agreement in Agreement.objects.filter(pk__in={row.agreement_id for row in found}):
            paragraphs, text = whole(agreement, self._opener)
            title, begins = self._opener.text(agreement, "title"), starts(paragraphs)
            for row in (one for one in found if one.agreement_id == agreement.id):
                self._things[Node("provision", str(row.id))] = ThingRead(
                    number=bisect_right(begins, row.start),
                    text=text[row.start : row.end],
                    on=agreement.on,
                    agreement=(str(agreement.id), title),
                )

    def _judged(self, row: Contribution) -> Link:
        earlier = Node(cast("Kind", row.earlier_kind), str(row.earlier))
        later = Node(cast("Kind", row.later_kind), str(row.later))
        return Link(earlier, later, row.confidence, self._opener.text(row, "source"))
