"""
The text as the people of a dialogue read it: the version that is put, and what became of what was said before.

    TextRead ─┬─ clauses ── ClauseRead(number, text, what changed, replies, own criticisms): one page of them
              ├─ leaves ─── Leaf(at, first, last): the pages there are
              └─ state      "put" (may be criticised), "called" (the readers are asked), "ended", or "waiting"

Of others' criticisms nobody reads a word; what a facilitator replied is for everybody, or in a text that is read side
by side for the side whose concern it was. Only the clauses of one page are opened and compared, in a number of queries
that is the same however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from sulh.access import SEE, Principal, Role, ask
from sulh.negotiation.differences import Line, Piece, compared, lines
from sulh.store.models import Criticism, FinalAnswer, Reply, Version, Wording
from sulh.store.reads.circulating import NotAgreed, Situation, situation
from sulh.store.reads.leaves import PAGE, Leaf, beginning, leaves
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
    A page of the text as one seat reads it.

    Attributes:
        clauses: Those of this page; `of` in the whole text.
        gone: What stood in the version before and was taken out, with the replies that say why: behind the last
            clause, as far as it is on this page. `gone_from`: what leads to the first of it; 0 for nothing.
        leaves: All pages, in order; one where everything fits.
        reader: Whether this seat is asked the last question. `answered`: what it said; None for nothing yet.
    """

    version_id: str
    title: str
    number: int
    state: str
    clauses: tuple[ClauseRead, ...]
    of: int
    gone: tuple[ClauseRead, ...]
    gone_from: int
    leaves: tuple[Leaf, ...]
    languages: tuple[str, ...]
    reader: bool
    answered: bool | None

    @property
    def here(self) -> Leaf:
        """Return the page that this is."""
        return next(leaf for leaf in self.leaves if leaf.here)


def latest_put(dialogue_id: UUID) -> Version | None:
    """Return the version of a dialogue that was put last, with its text: of one that goes on before any that ended."""
    rows = Version.objects.filter(text__dialogue=dialogue_id).exclude(put=None)
    return rows.select_related("text__dialogue__process").order_by(*NEWEST).first()


def put_text(principal: Principal, tag: str, *, at: int | UUID = 1) -> TextRead | None:
    """
    Return a page of the text that is put to a seat, in a language; None where there is no text yet.

    Args:
        principal: A participant or a reader.
        tag: The language.
        at: The number of a clause, or the id of its wording: the page on which it stands is read. Beyond the last
            clause comes what was taken out; beyond that, and for what is not there, the last or the first page.

    Raises:
        Refused: For whoever has no seat in a dialogue.
        NotAgreed: Before the newest texts were accepted.
    """
    now = situation(principal, *CRITICS)
    if not now.agreed:
        raise NotAgreed
    ask(principal, "one-text", SEE, now.thing)
    version = latest_put(UUID(str(now.grant.dialogue)))
    return None if version is None else _Page(principal, now, version, tag).read(at)


class _Page:
    """Reads one page of a version for one seat."""

    def __init__(self, principal: Principal, now: Situation, version: Version, tag: str) -> None:
        self._seat = UUID(principal.id)
        self._now = now
        self._version = version
        self._opener: Sealer = sealer(now.process_id)
        self._tag = tag if tag in now.languages else now.languages[0]

    def read(self, at: int | UUID) -> TextRead:
        version, text = self._version, self._version.text
        every, of, number = self._lines(at)
        start = beginning(len(every), number)
        shown = every[start : start + PAGE]
        rows = self._rows(shown)
        reader = self._now.grant.role == Role.READER
        answer = FinalAnswer.objects.filter(version=version, seat=self._seat).first() if reader else None
        return TextRead(
            version_id=str(version.id),
            title=in_language(self._opener.texts(text, "titles"), self._tag),
            number=version.number,
            state="waiting" if text.state == "drafting" else text.state,
            clauses=tuple(row for row in rows if row.kind != "gone"),
            of=of,
            gone=tuple(row for row in rows if row.kind == "gone"),
            gone_from=of + 1 if len(every) > of else 0,
            leaves=leaves([line.place for line in every], number),
            languages=self._now.languages,
            reader=reader,
            answered=None if answer is None else answer.yes,
        )

    def _lines(self, at: int | UUID) -> tuple[list[Line], int, int]:
        """
        Return the clauses in their order and behind them what was taken out; how many clauses; which one is meant.

        They stand beside those of the version before; beside themselves where it is the first.
        """
        old: dict[str, int] = {}
        new: dict[str, int] = {}
        meant = 1 if isinstance(at, UUID) else at
        for wording, clause, place, number in (
            self._both().order_by("place").values_list("id", "clause", "place", "version__number")
        ):
            if number == self._version.number:
                new[str(clause)] = place
                meant = place if wording == at else meant
            else:
                old[str(clause)] = place
        every = lines(old if self._version.number > 1 else new, new)
        return sorted(every, key=lambda line: line.place is None), len(new), meant

    def _both(self) -> QuerySet[Wording]:
        """Return the wordings of the version and of the one before."""
        numbers = (self._version.number - 1, self._version.number)
        return Wording.objects.filter(version__text=self._version.text_id, version__number__in=numbers)

    def _rows(self, shown: Sequence[Line]) -> list[ClauseRead]:
        clauses = [UUID(line.clause) for line in shown]
        told, own = self._told(clauses), self._own(clauses)
        old: dict[str, Wording] = {}
        new: dict[str, Wording] = {}
        for wording in self._both().filter(clause__in=clauses).select_related("announcement"):
            (new if wording.version_id == self._version.pk else old)[str(wording.clause_id)] = wording
        before = old if self._version.number > 1 else new
        return [self._clause(line, before.get(line.clause), new.get(line.clause), told, own) for line in shown]

    def _clause(
        self, line: Line, before: Wording | None, wording: Wording | None, told: dict[str, list[Told]], own: Any
    ) -> ClauseRead:
        old, new = (
            "" if one is None else self._opener.texts(one, "texts").get(self._tag, "") for one in (before, wording)
        )
        found = compared(line, old, new)
        return ClauseRead(
            wording_id="" if wording is None else str(wording.id),
            number=line.place or line.was or 0,
            text=old if wording is None else new,
            language=self._tag,
            kind=found.kind if self._version.number > 1 else "",
            pieces=found.pieces,
            told=tuple(told[line.clause]),
            own=tuple(own[line.clause]),
            announced=wording is not None and hasattr(wording, "announcement"),
        )

    def _told(self, shown: list[UUID]) -> dict[str, list[Told]]:
        """Return clause -> what this version replied to what was said of it, as far as this seat may read it."""
        joint = self._version.text.audience == "joint"
        said = Criticism.objects.filter(reply__version=self._version, wording__clause__in=shown)
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

    def _own(self, shown: list[UUID]) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        mine = Criticism.objects.filter(wording__version=self._version, seat=self._seat)
        rows = mine.filter(wording__clause__in=shown).select_related("wording")
        for row in rows.order_by("on", "id"):
            need = self._opener.texts(row, "need")
            text = need["text"] if self._now.shown_back else None
            found[str(row.wording.clause_id)].append(
                Said(str(row.id), text, need["language"], row.reply_id is not None, row.objection)
            )
        return found
