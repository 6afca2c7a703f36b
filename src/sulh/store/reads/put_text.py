"""
The text as the people of a dialogue read it: the version that is put, and what became of what was said before.

    TextRead ─┬─ clauses ── ClauseRead(number, text, what changed, replies, own criticisms)
              └─ state      "put" (may be criticised), "called" (the readers are asked), "ended", or "waiting"

Of others' criticisms nobody reads a word; what a facilitator replied is for everybody, or in a text that is read side
by side for the side whose concern it was. Constant number of queries, however many clauses there are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q

from sulh.access import SEE, Principal, Role, ask
from sulh.negotiation.differences import Piece, Row, compare
from sulh.store.models import Criticism, FinalAnswer, Reply, Version
from sulh.store.reads.circulating import NotAgreed, Situation, situation
from sulh.store.reads.drafting import read_version
from sulh.store.sealing import Sealer, in_language, sealer

CRITICS = (Role.PARTICIPANT, Role.READER)
_ENDED = ExpressionWrapper(Q(text__state="ended"), output_field=BooleanField())
NEWEST = (_ENDED, "-text__on", "-text__id", "-number")  # versions; of a text that goes on before any that ended


@dataclass(frozen=True)
class Said:
    """
    One's own criticism: what was said (None where nothing is shown back), and whether it has a reply.

    `objection`: it came with "cannot live with it"; it changes with that answer, and in no other way.
    """

    id: str
    text: str | None
    language: str
    replied: bool
    objection: bool


@dataclass(frozen=True)
class Told:
    """What became of criticisms of a clause: "changed" or "kept", in the facilitator's words; `own` if of one's own."""

    outcome: str
    words: str
    own: bool


@dataclass(frozen=True)
class ClauseRead:
    """
    One clause.

    Attributes:
        wording_id: Of its wording in this version.
        kind: Beside the version before: same, changed, moved, added; "" for the first version.
        pieces: What changed, word by word.
        told: Replies of this version to what was said of it.
        own: What this seat said of it as it reads now.
        announced: Whether it was announced that nobody who answered cannot live with it.
    """

    wording_id: str
    number: int
    text: str
    language: str
    kind: str
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]
    own: tuple[Said, ...]
    announced: bool


@dataclass(frozen=True)
class TextRead:
    """
    The whole text as one seat reads it.

    Attributes:
        gone: What stood in the version before and was taken out, with the replies that say why.
        reader: Whether this seat is asked the last question. `answered`: what it said; None for nothing yet.
    """

    version_id: str
    title: str
    number: int
    state: str
    clauses: tuple[ClauseRead, ...]
    gone: tuple[ClauseRead, ...]
    languages: tuple[str, ...]
    reader: bool
    answered: bool | None


def latest_put(dialogue_id: UUID) -> Version | None:
    """Return the version of a dialogue that was put last, with its text: of one that goes on before any that ended."""
    rows = Version.objects.filter(text__dialogue=dialogue_id).exclude(put=None)
    return rows.select_related("text__dialogue__process").order_by(*NEWEST).first()


def put_text(principal: Principal, tag: str) -> TextRead | None:
    """
    Return the text that is put to a seat, in a language; None where there is none yet.

    Raises:
        Refused: For whoever has no seat in a dialogue.
        NotAgreed: Before the newest texts were accepted.
    """
    now = situation(principal, *CRITICS)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "one-text", SEE, now.thing)
    version = latest_put(UUID(str(now.grant.dialogue)))
    return None if version is None else _Page(principal, now, version, tag).read()


class _Page:
    """Reads one version for one seat."""

    def __init__(self, principal: Principal, now: Situation, version: Version, tag: str) -> None:
        self._seat = UUID(principal.id)
        self._now = now
        self._version = version
        self._opener: Sealer = sealer(now.process_id)
        self._tag = tag if tag in now.languages else now.languages[0]

    def read(self) -> TextRead:
        version, text = self._version, self._version.text
        told, own = self._told(), self._own()
        wordings = {str(row.clause_id): row for row in version.wordings.select_related("announcement")}
        rows = [self._clause(row, wordings, told, own) for row in self._rows()]
        reader = self._now.grant.role == Role.READER
        answer = FinalAnswer.objects.filter(version=version, seat=self._seat).first() if reader else None
        return TextRead(
            version_id=str(version.id),
            title=in_language(self._opener.texts(text, "titles"), self._tag),
            number=version.number,
            state="waiting" if text.state == "drafting" else text.state,
            clauses=tuple(row for row in rows if row.kind != "gone"),
            gone=tuple(row for row in rows if row.kind == "gone"),
            languages=self._now.languages,
            reader=reader,
            answered=None if answer is None else answer.yes,
        )

    def _rows(self) -> tuple[Row, ...]:
        """Return the clauses beside those of the version before; beside itself where it is the first."""
        read = read_version(self._version, self._opener)
        before = self._version.text.versions.filter(number=self._version.number - 1).first()
        return compare(read if before is None else read_version(before, self._opener), read, self._tag)

    def _clause(self, row: Row, wordings: dict[str, Any], told: dict[str, list[Told]], own: Any) -> ClauseRead:
        wording = wordings.get(row.clause)
        return ClauseRead(
            wording_id="" if wording is None else str(wording.id),
            number=row.place or row.was or 0,
            text="".join(piece.text for piece in row.pieces if piece.kind != ("new" if wording is None else "gone")),
            language=self._tag,
            kind=row.kind if self._version.number > 1 else "",
            pieces=row.pieces,
            told=tuple(told[row.clause]),
            own=tuple(own[row.clause]),
            announced=wording is not None and hasattr(wording, "announcement"),
        )

    def _told(self) -> dict[str, list[Told]]:
        """Return clause -> what this version replied to what was said of it, as far as this seat may read it."""
        joint = self._version.text.audience == "joint"
        said = Criticism.objects.filter(reply__version=self._version)
        pairs = set(said.order_by().values_list("reply", "wording__clause", "seat__side").distinct())
        mine = set(said.filter(seat=self._seat).values_list("reply", "wording__clause"))
        # By clause as well: where the other side spoke is theirs alone, even if one reply answers both.
        clauses = {(reply, clause) for reply, clause, side in pairs if joint or str(side) == self._now.grant.side}
        found: dict[str, list[Told]] = defaultdict(list)
        for row in Reply.objects.filter(version=self._version, pk__in={reply for reply, _ in clauses}).order_by("id"):
            words = in_language(self._opener.texts(row, "words"), self._tag)
            for clause in sorted(clause for reply, clause in clauses if reply == row.pk):
                found[str(clause)].append(Told(row.outcome, words, (row.pk, clause) in mine))
        return found

    def _own(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        rows = Criticism.objects.filter(wording__version=self._version, seat=self._seat).select_related("wording")
        for row in rows.order_by("on", "id"):
            need = self._opener.texts(row, "need")
            text = need["text"] if self._now.shown_back else None
            found[str(row.wording.clause_id)].append(
                Said(str(row.id), text, need["language"], row.reply_id is not None, row.objection)
            )
        return found
