"""
The text of a dialogue for whoever drafts it.

    text     ─▶ TextSheet ── every clause with what was said of it (counts by side), what stands in the way
    concerns ─▶ Concern, a page of them: the need that a clause fails, the side it came from, its reply
    beside   ─▶ Compared ── a page of clauses: two versions side by side in one language
    findings ─▶ what is known of a clause from closed epochs, and the statements that its words are close to

No criticism leads to a seat. Constant number of queries a page: what was said, and what is compared, is opened a page
at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from sulh.access import CHANGE, Principal, Refused
from sulh.negotiation.differences import Row, compared, lines
from sulh.negotiation.one_text import Obstacle
from sulh.negotiation.text_states import TEXT
from sulh.store import asking
from sulh.store.models import AgendaItem, Criticism, Dialogue, OneText, Version, Wording
from sulh.store.reads.drafting import before_the_call, before_the_next, heard
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.leaves import PAGE as CLAUSES
from sulh.store.reads.leaves import Leaf, beginning, leaves
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.store.texts import seen

PAGE = 50  # criticisms on a page
_ENDED = ExpressionWrapper(Q(state="ended"), output_field=BooleanField())


@dataclass(frozen=True)
class ClauseSheet:
    """
    One clause of the newest version.

    Attributes:
        texts: By language. `stamp` stands for them; whoever changes them names it.
        said: Criticisms of the version before that it answers, or of this one if it is put: by side id.
        waiting: How many of all that was ever said of it have no reply.
    """

    wording_id: str
    clause_id: str
    place: int
    texts: dict[str, str]
    stamp: str
    agenda_item: str | None
    said: dict[str, int]
    waiting: int


@dataclass(frozen=True)
class TextSheet:
    """
    A text.

    Attributes:
        number: Of the newest version; `put`: the day on which it was put, None while it is drafted.
        versions: Number -> day on which it was put.
        obstacles: What stands in the way of the next step: of putting a draft, of the last question to what is put, of
            an answer to it once it was put, where the last reader of a side has left.
        can: What can be done now, by the table of its states.
        recommended: What the sides said in the end; None before.
    """

    id: str
    dialogue_id: str
    title: str
    audience: str
    state: str
    number: int
    put: date | None
    versions: dict[int, date]
    languages: tuple[str, ...]
    sides: tuple[NamedSide, ...]
    clauses: tuple[ClauseSheet, ...]
    waiting: int
    obstacles: tuple[Obstacle, ...]
    can: tuple[str, ...]
    recommended: bool | None


@dataclass(frozen=True)
class Concern:
    """
    One criticism, as a facilitator reads it.

    Attributes:
        version: Of which version it was said. `place`: the number of the clause in it.
        objection: Whether it came with "cannot live with it".
        outcome, words: Of its reply; empty while it has none.
        reply_id: Of a reply of the draft, which may still be taken back; else empty.
    """

    id: str
    clause_id: str
    version: int
    place: int
    side: NamedSide
    text: str
    language: str
    objection: bool
    outcome: str
    words: str
    reply_id: str


@dataclass(frozen=True)
class Concerns:
    """One page of criticisms; `pages` of them in all."""

    rows: tuple[Concern, ...]
    page: int
    pages: int
    count: int


@dataclass(frozen=True)
class Compared:
    """A page of two versions side by side, clause by clause; what was taken out stands where it stood."""

    rows: tuple[Row, ...]
    leaves: tuple[Leaf, ...]


def text_of(principal: Principal, dialogue_id: UUID) -> UUID | None:
    """
    Return the id of the newest text of a dialogue; None where none was begun.

    Raises:
        Refused: If they may not draft it.
    """
    dialogue = asking.get(principal, "one-text", CHANGE, Dialogue, dialogue_id)
    return dialogue.one_texts.order_by(_ENDED, "-on", "-id").values_list("id", flat=True).first()


def text(principal: Principal, text_id: UUID, tag: str) -> TextSheet:
    """
    Return a text for whoever drafts it, in a language.

    Raises:
        Refused: If they may not.
    """
    row = _may_draft(principal, text_id)
    opener = sealer(row.dialogue.process_id)
    versions = list(row.versions.order_by("number"))
    newest = versions[-1]
    newest.text = row
    obstacles = {"drafting": before_the_next, "put": before_the_call, "called": before_the_call}.get(row.state)
    counts = _counts(row)
    return TextSheet(
        id=str(row.id),
        dialogue_id=str(row.dialogue_id),
        title=in_language(opener.texts(row, "titles"), tag),
        audience=row.audience,
        state=row.state,
        number=newest.number,
        put=newest.put,
        versions={one.number: one.put for one in versions if one.put is not None},
        languages=tuple(row.dialogue.tags),
        sides=sides_of(row.dialogue, opener, tag),
        clauses=tuple(_clause(wording, opener, counts) for wording in _wordings(newest)),
        waiting=sum(waiting for _, waiting in counts.values()),
        obstacles=() if obstacles is None else obstacles(newest),
        can=TEXT.possible(row.state),
        recommended=row.recommended,
    )


def concerns(
    principal: Principal,
    text_id: UUID,
    tag: str,
    *,
    clause_id: UUID | None = None,
    waiting: bool = False,
    page: int = 1,
) -> Concerns:
    """
    Return a page of what was said, clause by clause, newest version first.

    Args:
        principal: A facilitator.
        text_id: Of which text.
        tag: In which language sides and replies are named.
        clause_id: Of one clause only.
        waiting: Only what has no reply.
        page: From 1; beyond the last one the last is given.

    Raises:
        Refused: If they may not draft it.
    """
    row = _may_draft(principal, text_id)
    opener = sealer(row.dialogue.process_id)
    found = Criticism.objects.filter(heard(), wording__version__text=row)
    found = found if clause_id is None else found.filter(wording__clause=clause_id)
    found = found.filter(reply=None) if waiting else found
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    rows = found.select_related("wording__version", "seat", "reply__version")
    ordered = rows.order_by("-wording__version__number", "wording__place", "seat__side", "id")
    sides = {side.id: side for side in sides_of(row.dialogue, opener, tag)}
    shown = ordered[(page - 1) * PAGE : page * PAGE]
    return Concerns(tuple(_concern(one, opener, sides, tag) for one in shown), page, pages, count)


def text_with(principal: Principal, wording_id: UUID) -> UUID:
    """
    Return the id of the text that has a wording.

    Raises:
        Refused: If they may not draft it.
    """
    return asking.get(principal, "one-text", CHANGE, Wording, wording_id).version.text_id


def agenda_items(principal: Principal, text_id: UUID, tag: str) -> list[tuple[str, str]]:
    """
    Return the items of the official agenda that a clause may bear on: id and title, by number.

    Raises:
        Refused: If they may not draft it.
    """
    row = _may_draft(principal, text_id)
    opener = sealer(row.dialogue.process_id)
    items = AgendaItem.objects.filter(process_id=row.dialogue.process_id).order_by("number")
    return [(str(item.id), in_language(opener.texts(item, "titles"), tag)) for item in items]


def beside(principal: Principal, text_id: UUID, older: int, newer: int, tag: str, *, at: int = 1) -> Compared:
    """
    Return a page of two versions side by side.

    Args:
        principal: A facilitator.
        text_id: Of which text.
        older: The number of one version.
        newer: That of the other; it may be the same.
        tag: In which language.
        at: From 1, the row whose page is read; beyond the last one that is read.

    Raises:
        Refused: If they may not draft it, or there is no such version.
    """
    row = _may_draft(principal, text_id)
    versions = {one.number: one for one in row.versions.filter(number__in=(older, newer))}
    if not {older, newer} <= versions.keys():
        raise Refused
    opener = sealer(row.dialogue.process_id)
    language = tag if tag in row.dialogue.tags else row.dialogue.tags[0]
    old, new = ({one.clause_id: one for one in _wordings(versions[number])} for number in (older, newer))
    every = lines(
        {str(clause): one.place for clause, one in old.items()}, {str(clause): one.place for clause, one in new.items()}
    )
    start = beginning(len(every), at)

    def words(wording: Wording | None) -> str:
        return "" if wording is None else opener.texts(wording, "texts").get(language, "")

    rows = [
        compared(line, words(old.get(UUID(line.clause))), words(new.get(UUID(line.clause))))
        for line in every[start : start + CLAUSES]
    ]
    return Compared(tuple(rows), leaves([line.place for line in every], at))


def _may_draft(principal: Principal, text_id: UUID) -> OneText:
    """Return a text for whoever may change it: seats, which see what was put, have `sulh.store.reads.put_text`."""
    return asking.get(principal, "one-text", CHANGE, OneText, text_id)


def _wordings(version: Version) -> QuerySet[Wording]:
    return version.wordings.select_related("clause").order_by("place")


def _clause(row: Wording, opener: Sealer, counts: dict[UUID, tuple[dict[str, int], int]]) -> ClauseSheet:
    said, waiting = counts.get(row.clause_id, ({}, 0))
    item = row.clause.agenda_item_id
    return ClauseSheet(
        wording_id=str(row.id),
        clause_id=str(row.clause_id),
        place=row.place,
        texts=opener.texts(row, "texts"),
        stamp=seen(row, "texts"),
        agenda_item=None if item is None else str(item),
        said=said,
        waiting=waiting,
    )


def _counts(text: OneText) -> dict[UUID, tuple[dict[str, int], int]]:
    """Return clause -> (side -> how much was said of it, how much of it has no reply)."""
    heard_of = Criticism.objects.filter(heard(), wording__version__text=text)
    rows = heard_of.order_by().values("wording__clause", "seat__side")
    counted = rows.annotate(said=Count("id"), waiting=Count("id", filter=Q(reply=None)))
    said: dict[UUID, dict[str, int]] = defaultdict(dict)
    waiting: Counter[UUID] = Counter()
    for one in counted:
        said[one["wording__clause"]][str(one["seat__side"])] = one["said"]
        waiting[one["wording__clause"]] += one["waiting"]
    return {clause: (by_side, waiting[clause]) for clause, by_side in said.items()}


def _concern(row: Criticism, opener: Sealer, sides: dict[str, NamedSide], tag: str) -> Concern:
    need = opener.texts(row, "need")
    reply = row.reply
    drafted = reply is not None and reply.version.put is None
    return Concern(
        id=str(row.id),
        clause_id=str(row.wording.clause_id),
        version=row.wording.version.number,
        place=row.wording.place,
        side=sides[str(row.seat.side_id)],
        text=need["text"],
        language=need["language"],
        objection=row.objection,
        outcome="" if reply is None else reply.outcome,
        words="" if reply is None else in_language(opener.texts(reply, "words"), tag),
        reply_id=str(row.reply_id) if drafted else "",
    )
