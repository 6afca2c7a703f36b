"""
A dialogue before its first round opens: what was written down, what is missing, what has been decided.

    DialoguePage ── what the list of steps needs of one dialogue
    TextShown       the newest version of the consent text or of the ground rules
    HarmPage        earlier harm checks, and the questions of the next
    NewPage         what a form for a new dialogue has to offer
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sulh.access import SEE, Principal, Refused
from sulh.designs.dialogues import unfilled
from sulh.store import asking
from sulh.store.kinds import K_OF_PROFILE, LEVEL
from sulh.store.models import AgreedText, Dialogue, HarmCheck, Initiative
from sulh.store.reads.readiness import gaps
from sulh.store.sealing import INSTALLATION, Sealer, in_language, sealer
from sulh.store.texts import seen

KINDS_OF_TEXT = ("consent", "rules")
WHO = ("asked", "chosen", "missing")


@dataclass(frozen=True)
class TakingPart:
    """
    A side of the process, and whether it takes part; `invited` is None where nobody is counted.

    `attribution`: how much a release may tell of it; empty where it takes no part.
    """

    id: str
    name: str
    mark: int
    takes_part: bool
    invited: int | None
    attribution: str = ""


@dataclass(frozen=True)
class TextShown:
    """
    The newest version of a text; version 0 where none was written.

    `missing` are languages without it, `open` those in which a place still waits for the facilitators' own words.
    `announces`: of ground rules, whether it may be shared that nobody cannot live with a clause.
    """

    kind: str
    version: int
    on: str
    paragraphs: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    open: tuple[str, ...]
    announces: bool


@dataclass(frozen=True)
class CheckShown:
    """A harm check as it was recorded: `answers` question -> (yes, note)."""

    number: int
    phase: int | None
    go: bool
    by: str
    on: str
    answers: dict[str, tuple[bool, str]]


@dataclass(frozen=True)
class DialoguePage:
    """
    What was written down of a dialogue.

    Attributes:
        titles, question: By language.
        who: Of asked, chosen and missing, the texts by language; `stamps` stand for each as it is now.
        taking_part: Every side of the process, by its own name.
        frozen: Whether a round has been opened, so that who takes part stays.
        statements, came: How many are accepted, and how many of these came with the kind.
        gaps: Codes of what is missing before a round opens.
    """

    id: str
    process_id: str
    initiative_id: str
    initiative: str
    kind: str
    population: str
    phase: int | None
    languages: tuple[str, ...]
    level: float
    k: int
    titles: dict[str, str]
    question: dict[str, str]
    who: dict[str, dict[str, str]]
    stamps: dict[str, str]
    taking_part: tuple[TakingPart, ...]
    frozen: bool
    rounds: int
    statements: int
    came: int
    texts: dict[str, TextShown]
    check: CheckShown | None
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class HarmPage:
    """The harm checks of a dialogue, newest first; `number` is how many there are."""

    kind: str
    phase: int | None
    number: int
    checks: tuple[CheckShown, ...]


@dataclass(frozen=True)
class NewPage:
    """Where a new dialogue would stand: the initiative, its process, and the sides that could take part."""

    process_id: str
    initiative_id: str
    initiative: str
    profile: str
    k: int
    level: float
    sides: tuple[TakingPart, ...]


def dialogue_page(principal: Principal, dialogue_id: UUID, tag: str) -> DialoguePage:
    """
    Return a dialogue as it is being prepared, in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "dialogue", SEE, Dialogue, dialogue_id)
    opener = sealer(row.process_id)
    accepted = list(row.statements.filter(state="accepted").values_list("source", flat=True))
    newest = row.harm_checks.filter(phase=row.phase).select_related("by").order_by("-number").first()
    return DialoguePage(
        id=str(row.id),
        process_id=str(row.process_id),
        initiative_id=str(row.initiative_id),
        initiative=in_language(opener.texts(row.initiative, "titles"), tag),
        kind=row.kind,
        population=row.population,
        phase=row.phase,
        languages=tuple(row.tags),
        level=row.level,
        k=row.k,
        titles=opener.texts(row, "titles"),
        question=opener.texts(row, "question"),
        who={part: opener.texts(row, part) for part in WHO},
        stamps={part: seen(row, part) for part in WHO} | {"titles": seen(row, "titles", "question")},
        taking_part=_taking_part(row, opener, tag),
        frozen=row.rounds.exclude(state="draft").exists(),
        rounds=row.rounds.count(),
        statements=len(accepted),
        came=accepted.count("design"),
        texts=_texts(row, opener),
        check=None if newest is None else _check(newest, opener),
        gaps=gaps(principal, dialogue_id),
    )


def text(principal: Principal, dialogue_id: UUID, kind: str) -> TextShown:
    """
    Return the newest version of a text for those who may change it.

    Raises:
        Refused: If the dialogue is not theirs, or there is no such text.
    """
    row = asking.get(principal, "dialogue", SEE, Dialogue, dialogue_id)
    if kind not in KINDS_OF_TEXT:
        raise Refused
    return _texts(row, sealer(row.process_id))[kind]


def harm_page(principal: Principal, dialogue_id: UUID) -> HarmPage:
    """
    Return the harm checks of a dialogue.

    Raises:
        Refused: If they are not theirs to see.
    """
    row = asking.get(principal, "harm-check", SEE, Dialogue, dialogue_id)
    opener = sealer(row.process_id)
    checks = tuple(_check(one, opener) for one in row.harm_checks.select_related("by").order_by("-number"))
    return HarmPage(row.kind, row.phase, len(checks), checks)


def new_page(principal: Principal, initiative_id: UUID, tag: str) -> NewPage:
    """
    Return where a new dialogue would stand.

    Raises:
        Refused: If the initiative is not theirs.
    """
    row = asking.get(principal, "initiative", SEE, Initiative, initiative_id)
    opener = sealer(row.process_id)
    sides = [
        TakingPart(
            str(side.id), in_language(opener.texts(side, "names"), tag), side.mark, takes_part=False, invited=None
        )
        for side in row.process.sides.all()
    ]
    return NewPage(
        process_id=str(row.process_id),
        initiative_id=str(row.id),
        initiative=in_language(opener.texts(row, "titles"), tag),
        profile=row.process.profile,
        k=K_OF_PROFILE[row.process.profile],
        level=LEVEL,
        sides=_by_name(sides),
    )


def _taking_part(row: Dialogue, opener: Sealer, tag: str) -> tuple[TakingPart, ...]:
    taking_part = {taking.side_id: taking for taking in row.sides.all()}
    return _by_name(
        [
            TakingPart(
                id=str(side.id),
                name=in_language(opener.texts(side, "names"), tag),
                mark=side.mark,
                takes_part=taking is not None,
                invited=None if taking is None else taking.invited,
                attribution="" if taking is None else taking.attribution,
            )
            for side, taking in ((side, taking_part.get(side.id)) for side in row.process.sides.all())
        ]
    )


def _by_name(sides: list[TakingPart]) -> tuple[TakingPart, ...]:
    return tuple(sorted(sides, key=lambda side: (side.name, side.mark)))


def _texts(row: Dialogue, opener: Sealer) -> dict[str, TextShown]:
    newest: dict[str, AgreedText] = {}
    for one in row.agreed_texts.order_by("version"):
        newest[one.kind] = one
    return {kind: _text(kind, newest.get(kind), opener, row.tags) for kind in KINDS_OF_TEXT}


def _text(kind: str, row: AgreedText | None, opener: Sealer, tags: list[str]) -> TextShown:
    kept: dict[str, Any] = {} if row is None else opener.get(row, "paragraphs") or {}
    paragraphs = {tag: tuple(kept.get(tag, ())) for tag in tags}
    return TextShown(
        kind=kind,
        version=0 if row is None else row.version,
        on="" if row is None else row.on.isoformat(),
        paragraphs=paragraphs,
        missing=tuple(tag for tag in tags if not any(paragraphs[tag])),
        open=tuple(tag for tag in tags if any(unfilled(part) for part in paragraphs[tag])),
        announces=row is not None and row.announces,
    )


def _check(row: HarmCheck, opener: Sealer) -> CheckShown:
    kept: dict[str, Any] = opener.get(row, "answers") or {}
    return CheckShown(
        number=row.number,
        phase=row.phase,
        go=row.go,
        by=sealer(INSTALLATION).text(row.by, "name") or row.by.account,
        on=row.on.isoformat(),
        answers={key: (bool(one["answer"]), str(one["note"])) for key, one in kept.items()},
    )
