"""
The statements of a dialogue, for whoever moderates them.

    Shelf ─┬─ waiting        proposed, oldest first
           ├─ lacking        accepted, but not there in every language of the dialogue
           └─ circulating    accepted and there in every language

    Sheet ── one statement: its texts, what was done with it, what can be done now, what may say the same

No author, and no side but that of a statement which only one side may hear. A rejected statement is nowhere here: it is
shown to whoever proposed it and to nobody else. Texts are opened first, then sorted and compared in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sulh.access import CHANGE, SEE, Principal, Refused
from sulh.designs import duplicates
from sulh.designs.dialogues import Asks
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.kinds import HIGH, design_of
from sulh.store.models import Dialogue, ModerationAct, Statement
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.sealing import Sealer, in_language, sealer

TRANSLATED = "translated"  # the one act that changes nothing about a statement that others decide on
WAS_PUT = ~Q(rounds__round__state="draft")
LIVE = ("proposed", "accepted")


@dataclass(frozen=True)
class Line:
    """
    One statement in a list.

    Attributes:
        text, language: In the reader's language, or in the first that there is, and which one it is.
        days: How long ago it came.
        missing: Languages in which it is not there yet.
        side: The one side that may hear it; None for all.
        rounds: In how many rounds it was put.
    """

    id: str
    number: int
    text: str
    language: str
    source: str
    asks: str
    state: str
    days: int
    missing: tuple[str, ...]
    side: NamedSide | None
    rounds: int


@dataclass(frozen=True)
class Shelf:
    """All statements that may be shown, in three lists."""

    waiting: tuple[Line, ...]
    lacking: tuple[Line, ...]
    circulating: tuple[Line, ...]


@dataclass(frozen=True)
class Text:
    """A statement in one language; `back`: the translation back, by language, where it is a translation."""

    language: str
    text: str
    back: dict[str, str]


@dataclass(frozen=True)
class Act:
    """What was done, on which day, and why."""

    act: str
    on: date
    reason: str


@dataclass(frozen=True)
class Alike:
    """Another statement that may say the same: with the words that only one of the two holds."""

    id: str
    number: int
    text: str
    language: str
    shared: tuple[str, ...]
    only_this: tuple[str, ...]
    only_other: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """
    One statement.

    Attributes:
        seen: Stands for what was decided so far; whoever decides next names it.
        can: What can be done with it now: accept, reword, merge, reject, withdraw, to-all, original.
        confirm: Whether whoever accepts it has to say that its wording gives nobody away.
        locked: Whether it has to wait for a later phase.
        merged_into: The number of the statement that it was merged into.
    """

    line: Line
    dialogue_id: str
    languages: tuple[str, ...]
    texts: tuple[Text, ...]
    acts: tuple[Act, ...]
    seen: int
    can: frozenset[str]
    confirm: bool
    locked: bool
    merged_into: int | None


@dataclass(frozen=True)
class Beginning:
    """What a seed can be written in, and for whom."""

    languages: tuple[str, ...]
    sides: tuple[NamedSide, ...]


def shelf(principal: Principal, dialogue_id: UUID, tag: str) -> Shelf:
    """
    Return the statements of a dialogue in three lists, in a language, with five queries however many there are.

    Raises:
        Refused: If they are not theirs to moderate.
    """
    dialogue = asking.get(principal, "moderation", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    lines = [_line(row, dialogue, opener, tag) for row in _rows(dialogue) if row.state in LIVE]
    accepted = [line for line in lines if line.state == "accepted"]
    return Shelf(
        waiting=tuple(sorted((line for line in lines if line.state == "proposed"), key=_age)),
        lacking=tuple(sorted((line for line in accepted if line.missing), key=_age)),
        circulating=tuple(line for line in accepted if not line.missing),
    )


def beginning(principal: Principal, dialogue_id: UUID, tag: str) -> Beginning:
    """
    Return what a seed of a dialogue can be.

    Raises:
        Refused: If they may write none.
    """
    dialogue = asking.get(principal, "moderation", CHANGE, Dialogue, dialogue_id)
    return Beginning(tuple(dialogue.tags), sides_of(dialogue, sealer(dialogue.process_id), tag))


def sheet(principal: Principal, statement_id: UUID, tag: str, *, deciding: bool = False) -> Sheet:
    """
    Return one statement, in a language.

    Args:
        principal: Who asks.
        statement_id: Which one.
        tag: The language.
        deciding: Whether somebody is about to decide on it, from a page on which it still waited.

    Raises:
        Refused: If it is not theirs to moderate, or was rejected.
        Conflict: Instead, for whoever is deciding, if it was rejected meanwhile.
    """
    row = moderated(principal, statement_id, deciding=deciding)
    dialogue, opener = row.dialogue, sealer(row.dialogue.process_id)
    acts = list(row.acts.order_by("number"))
    reworded = any(act.act == "reworded" for act in acts)
    locked = row.state == "proposed" and not design_of(dialogue.kind).admits(cast("Asks", row.asks), dialogue.phase)
    line = _line(row, dialogue, opener, tag)
    return Sheet(
        line=line,
        dialogue_id=str(dialogue.id),
        languages=tuple(dialogue.tags),
        texts=tuple(_texts(row, dialogue, opener)),
        acts=tuple(Act(act.act, act.on, opener.text(act, "reason")) for act in acts),
        seen=sum(act.act != TRANSLATED for act in acts),
        can=frozenset(_can(row, line, locked=locked, reworded=reworded)),
        confirm=row.source == "proposal" and dialogue.process.profile == HIGH and not reworded,
        locked=locked,
        merged_into=None if row.merged_into is None else row.merged_into.number,
    )


def alike(principal: Principal, statement_id: UUID, tag: str) -> tuple[Alike, ...]:
    """
    Return the statements that may say the same as one, the most alike first, compared within each language.

    Raises:
        Refused: If it is not theirs to moderate.
    """
    row = moderated(principal, statement_id)
    opener = sealer(row.dialogue.process_id)
    own = texts_of(row, opener)
    found: dict[str, tuple[float, Alike]] = {}
    for other in _rows(row.dialogue):
        if other.id != row.id and other.state in LIVE and may_take_in(row, other):
            for score, pair in _pairs(own, other, texts_of(other, opener), tag):
                if score > found.get(pair.id, (0.0, pair))[0]:
                    found[pair.id] = (score, pair)
    return tuple(pair for _, pair in sorted(found.values(), key=lambda one: (-one[0], one[1].number)))


def others(principal: Principal, statement_id: UUID, tag: str) -> tuple[Line, ...]:
    """
    Return the statements that one may be merged into, by number.

    Raises:
        Refused: If it is not theirs to moderate.
    """
    row = moderated(principal, statement_id)
    opener = sealer(row.dialogue.process_id)
    return tuple(
        _line(other, row.dialogue, opener, tag)
        for other in _rows(row.dialogue)
        if other.id != row.id and other.state in LIVE and may_take_in(row, other)
    )


def may_take_in(row: Statement, other: Statement) -> bool:
    """Whether what is said by one may be merged into another without being heard by more people, or by fewer."""
    return other.side_id == row.side_id


def moderated(principal: Principal, statement_id: UUID, *, deciding: bool = False) -> Statement:
    """
    Return a statement that the principal may moderate, with its dialogue and texts.

    Raises:
        Refused: If it is not theirs, or was rejected.
        Conflict: Instead, for whoever is deciding, if it was rejected meanwhile.
    """
    asking.get(principal, "moderation", SEE, Statement, statement_id)
    # A clause is no statement to moderate: it is frozen with its version.
    row = _with_all(Statement.objects.filter(pk=statement_id, wording=None)).first()
    if row is None or row.state == "rejected":
        raise Conflict("somebody-was-quicker") if deciding and row is not None else Refused()
    return row


def texts_of(row: Statement, opener: Sealer) -> dict[str, str]:
    """Return a statement by language; what waits for its first decision may be there only as it came."""
    texts = {text.language: opener.text(text, "text") for text in row.texts.all()}
    origin = opener.texts(row, "origin") if not texts and row.state == "proposed" else {}
    return texts or ({origin["language"]: origin["text"]} if origin else {})


def decided(row: Statement) -> int:
    """Return what stands for the decisions on a statement so far."""
    return ModerationAct.objects.filter(statement=row).exclude(act=TRANSLATED).count()


def was_put(row: Statement) -> bool:
    """Whether a statement was put in a round that was ever opened: then answers belong to its text."""
    return row.rounds.exclude(round__state="draft").exists()


def _rows(dialogue: Dialogue) -> QuerySet[Statement]:
    return _with_all(dialogue.statements.filter(wording=None).order_by("number"))


def _with_all(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    counted = rows.annotate(put=Count("rounds", filter=WAS_PUT, distinct=True))
    return counted.select_related("dialogue__process", "side", "merged_into").prefetch_related("texts")


def _line(row: Statement, dialogue: Dialogue, opener: Sealer, tag: str) -> Line:
    texts = texts_of(row, opener)
    there = {text.language for text in row.texts.all()}
    language = tag if tag in texts else next(iter(sorted(texts)), "")
    return Line(
        id=str(row.id),
        number=row.number,
        text=texts.get(language, ""),
        language=language,
        source=row.source,
        asks=row.asks,
        state=row.state,
        days=max(0, (clock.today() - row.on).days),
        missing=tuple(one for one in dialogue.tags if one not in there),
        side=_side(row, opener, tag),
        rounds=vars(row)["put"],
    )


def _side(row: Statement, opener: Sealer, tag: str) -> NamedSide | None:
    if row.side is None:
        return None
    return NamedSide(str(row.side.id), in_language(opener.texts(row.side, "names"), tag), row.side.mark)


def _age(line: Line) -> tuple[int, int]:
    return -line.days, line.number


def _texts(row: Statement, dialogue: Dialogue, opener: Sealer) -> Iterator[Text]:
    """Return the texts in the order of the dialogue's languages."""
    back = {text.language: opener.texts(text, "back") for text in row.texts.all()}
    texts = texts_of(row, opener)
    for language in [*dialogue.tags, *sorted(set(texts) - set(dialogue.tags))]:
        if language in texts:
            yield Text(language, texts[language], back.get(language, {}))


def _can(row: Statement, line: Line, *, locked: bool, reworded: bool) -> Iterator[str]:
    if row.state == "proposed":
        yield "reject"
        if not locked:
            yield "accept"
    if row.state in LIVE:
        yield "merge"
        if not line.rounds:
            yield "reword"
    if row.state == "accepted":
        yield "withdraw"
        if row.side_id is not None:
            yield "to-all"
    if reworded:
        yield "original"


def _pairs(own: dict[str, str], other: Statement, texts: dict[str, str], tag: str) -> Iterable[tuple[float, Alike]]:
    for language in sorted(set(own) & set(texts)):
        for pair in duplicates({"1": own[language], "2": texts[language]}):
            shown = tag if tag in texts else language
            yield (
                pair.score,
                Alike(
                    id=str(other.id),
                    number=other.number,
                    text=texts[shown],
                    language=shown,
                    shared=pair.shared,
                    only_this=pair.only_first,
                    only_other=pair.only_second,
                ),
            )
