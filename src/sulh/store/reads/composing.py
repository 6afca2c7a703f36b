"""
What a package can be made of, and the package that comes of a choice.

    shelf(dialogue) ─▶ Shelf ─┬─ ideas     what was published to all sides, and what was said of it
                              ├─ clauses   of the text that was put last
                              └─ defaults  who is missing, the items of the agenda, the desks, the questions
    package_of(dialogue, Draft) ─▶ Package: the words of publications and versions as they were, never typed anew

A caucus's publication is that side's alone and is not on the shelf. What the attribution level of the sides does not
allow is not put in. Permission is asked by the callers in `sulh.store.writes.release` and `sulh.store.reads.release`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from msgspec import UNSET

from sulh.model.package import (
    ATTRIBUTIONS,
    OFFER_KINDS,
    ROUTES,
    USES,
    About,
    Attribution,
    Clause,
    Idea,
    Offer,
    OfferKind,
    Package,
    Route,
    Use,
)
from sulh.model.publication import Word
from sulh.negotiation.package import lowest
from sulh.store.errors import Invalid
from sulh.store.models import AgendaItem, Desk, Dialogue, KeptPublication, Statement, Wording
from sulh.store.reads.drafting import without_readers
from sulh.store.reads.put_text import latest_put
from sulh.store.sealing import Sealer, sealer
from sulh.words.language import language, mark

MARK = mark("Unofficial and non-binding.")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class OnIdea:
    """A published finding that a package may hold; `key` names it in a form, `digest` the publication that said it."""

    key: str
    texts: dict[str, str]
    word: Word | None
    digest: str
    on: date


@dataclass(frozen=True)
class OnClause:
    """A clause of the text that was put last; `key` names it in a form."""

    key: str
    number: int
    version: int
    texts: dict[str, str]


@dataclass(frozen=True)
class Shelf:
    """What a package of a dialogue can be made of; `recommended`: what the sides said of the text, None for nothing."""

    ideas: tuple[OnIdea, ...]
    clauses: tuple[OnClause, ...]
    recommended: bool | None
    missing: dict[str, str]
    attribution: Attribution
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """
    A package as somebody composes it.

    Attributes:
        ideas: Keys of `OnIdea`. `clauses`: keys of `OnClause`.
        offers: Kind and texts.
        desk, agenda_item, question: Ids of rows of the same process; None for none.
    """

    title: Texts
    summary: Texts
    addressee: Texts
    use_words: Texts
    missing: Texts
    route: str
    use: str
    expires: date
    authentic: tuple[str, ...]
    ideas: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    offers: tuple[tuple[str, Texts], ...] = ()
    desk: UUID | None = None
    agenda_item: UUID | None = None
    question: UUID | None = None


@dataclass(frozen=True)
class Part:
    """Where a part of a package comes from."""

    kind: str
    statement: UUID | None = None
    wording: UUID | None = None


@dataclass
class Made:
    """A package, and where its parts come from, in order."""

    package: Package
    parts: list[Part] = field(default_factory=list)


def shelf(dialogue: Dialogue) -> Shelf:
    """Return what a package of a dialogue can be made of: the newest word on each statement, the newest clauses."""
    opener = sealer(dialogue.process_id)
    version = latest_put(dialogue.id)
    return Shelf(
        ideas=tuple(_ideas(dialogue, opener)),
        clauses=tuple(_clauses(dialogue, opener)),
        recommended=None if version is None else version.text.recommended,
        missing=opener.texts(dialogue, "missing"),
        attribution=attribution_of(dialogue),
        languages=tuple(dialogue.tags),
    )


def attribution_of(dialogue: Dialogue) -> Attribution:
    """Return how much a release may tell of the sides: the least that any of them chose."""
    chosen = {str(taking.side_id): taking.attribution for taking in dialogue.sides.all()}
    return lowest(cast("dict[str, Attribution]", chosen))


def package_of(dialogue: Dialogue, draft: Draft) -> Made:
    """
    Return the package that a draft makes.

    Raises:
        Invalid: For a choice that is not on the shelf.
    """
    _choices(draft)
    opener = sealer(dialogue.process_id)
    on = shelf(dialogue)
    ideas = _chosen("ideas", draft.ideas, {one.key: one for one in on.ideas})
    clauses = _chosen("clauses", draft.clauses, {one.key: one for one in on.clauses})
    items = AgendaItem.objects.filter(process_id=dialogue.process_id)
    item = None if draft.agenda_item is None else items.filter(pk=draft.agenda_item).first()
    desks = Desk.objects.filter(process_id=dialogue.process_id)
    desk = None if draft.desk is None else desks.filter(pk=draft.desk).first()
    package = Package(
        mark={tag: language(tag).say(MARK) for tag in dialogue.tags},
        title=dict(draft.title),
        summary=dict(draft.summary),
        about=_about(dialogue, opener, on.attribution, draft.missing),
        ideas=tuple(Idea(one.texts, one.word, one.digest) for one in ideas),
        clauses=tuple(Clause(one.number, one.version, one.texts, on.recommended is True) for one in clauses),
        offers=tuple(Offer(cast("OfferKind", kind), dict(texts)) for kind, texts in draft.offers),
        addressee=dict(draft.addressee),
        desk=UNSET if desk is None else opener.texts(desk, "names"),
        agenda_item={} if item is None else opener.texts(item, "titles"),
        route=cast("Route", draft.route),
        use=cast("Use", draft.use),
        use_words=dict(draft.use_words),
        attribution=on.attribution,
        expires=draft.expires.isoformat(),
        languages=tuple(dialogue.tags),
        authentic=draft.authentic,
        answers=None if draft.question is None else str(draft.question),
        basis="consent" if without_readers(dialogue) else UNSET,
    )
    offered = (Part(kind) for kind, _ in draft.offers)
    return Made(package, [*_idea_parts(dialogue, ideas), *_clause_parts(clauses), *offered])


def _choices(draft: Draft) -> None:
    faults = {}
    if draft.route not in ROUTES:
        faults["route"] = "no-choice"
    if draft.use not in USES:
        faults["use"] = "no-choice"
    if any(kind not in OFFER_KINDS for kind, _ in draft.offers):
        faults["offers"] = "no-choice"
    if faults:
        raise Invalid(faults)


def _chosen(name: str, keys: tuple[str, ...], there: Mapping[str, Any]) -> list[Any]:
    if not set(keys) <= there.keys():
        raise Invalid({name: "no-choice"})
    return [one for key, one in there.items() if key in keys]  # in the order of the shelf


def _ideas(dialogue: Dialogue, opener: Sealer) -> Iterator[OnIdea]:
    """Return what was published to all sides, each statement as it was said last."""
    seen: set[str] = set()
    rows = KeptPublication.objects.filter(dialogue=dialogue, side=None).order_by("-number")
    for row in rows:
        content = opener.get(row, "content")
        if content.get("sounding"):
            continue  # a clause leaves as a clause: its word would say "agree" of what is only a sounding
        for one in content["publication"]["statements"]:
            texts = content["texts"].get(one["id"], {})
            if one["id"] not in seen and all(texts.get(tag) for tag in dialogue.tags):
                seen.add(one["id"])
                kept = {tag: texts[tag] for tag in dialogue.tags}
                yield OnIdea(f"{row.number}-{one['id']}", kept, one["word"], row.digest, row.on)


def _clauses(dialogue: Dialogue, opener: Sealer) -> Iterator[OnClause]:
    version = latest_put(dialogue.id)
    for row in () if version is None else version.wordings.order_by("place"):
        yield OnClause(str(row.id), row.place, version.number if version else 0, opener.texts(row, "texts"))


def _about(dialogue: Dialogue, opener: Sealer, level: Attribution, missing: Texts) -> About:
    """Return where a package comes from, as far as the sides allow."""
    given = ATTRIBUTIONS.index(level)
    known, named = given >= ATTRIBUTIONS.index("dialogue_exists"), given >= ATTRIBUTIONS.index("side_named")
    sides = [opener.texts(taking.side, "names") for taking in dialogue.sides.select_related("side")] if named else []
    asked = opener.texts(dialogue, "asked") if known else {}
    return About(
        dialogue=opener.texts(dialogue, "titles") if known else {},
        sides=tuple(sorted(sides, key=lambda names: sorted(names.items()))),
        asked=asked,
        missing=dict(missing),
    )


def _idea_parts(dialogue: Dialogue, ideas: list[OnIdea]) -> Iterator[Part]:
    numbers = [int(one.key.partition("-")[2]) for one in ideas]
    rows = dict(Statement.objects.filter(dialogue=dialogue, number__in=numbers).values_list("number", "id"))
    for number in numbers:
        yield Part("idea", statement=rows.get(number))


def _clause_parts(clauses: list[OnClause]) -> Iterator[Part]:
    there = set(Wording.objects.filter(pk__in=[one.key for one in clauses]).values_list("id", flat=True))
    for one in clauses:
        yield Part("clause", wording=UUID(one.key) if UUID(one.key) in there else None)
