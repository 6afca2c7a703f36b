"""
Outcomes, theories of change and indicators of a process, for its facilitators and evaluators.

    outcomes, outcome     what changed, with what independent people say of it
    theories, indicators  what should bring it about and what has to hold; what is counted
    logframe_of           all of it, as a workbook holds it
    public_results        indicators of initiatives that may stand in a public register

What leaves in a file holds no number of few people, and none that would give one away.

Initiatives are named only where facilitators hold them themselves: what an owner shows, and to whom, is theirs to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Thing, may
from sulh.disclosure.counted import told
from sulh.formats.logframe import Logframe
from sulh.measurement.outcomes import doubts
from sulh.model.initiatives import Card
from sulh.model.outcomes import Assumption, Indicator, Look, Outcome, Reading, Substantiation, Theory
from sulh.store import asking, clock, models
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.outcomes import TEXTS, independent
from sulh.store.reads.frames import NamedSide, named_sides
from sulh.store.reads.ground import code
from sulh.store.sealing import Sealer, in_language, sealer
from sulh.store.texts import seen


@dataclass(frozen=True)
class Around:
    """
    What outcomes refer to.

    Attributes:
        process: What the process is called.
        sides: Of it, in a neutral order.
        initiatives: Titles of those that facilitators hold themselves, by id.
        keeps: Whether the reader writes outcomes.
        judges: Whether the reader takes down what others say of them.
        least: Of how many people a number has to be to leave in a file.
    """

    process_id: str
    process: str
    sides: tuple[NamedSide, ...]
    initiatives: Mapping[str, str]
    keeps: bool
    judges: bool
    least: int

    @cached_property
    def names(self) -> dict[str, str]:
        """What sides and initiatives are called, by id."""
        return {**{side.id: side.name for side in self.sides}, **self.initiatives}


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of a process, the newest first."""

    around: Around
    found: tuple[Outcome, ...]


@dataclass(frozen=True)
class OneOutcome:
    """
    One outcome.

    Attributes:
        judges: Whether the reader may judge it: not whoever wrote it or facilitates here.
        own: Ids of what the reader took down of others.
    """

    around: Around
    value: Outcome
    stamp: str
    judges: bool
    own: frozenset[str]


@dataclass(frozen=True)
class OneTheory:
    """A theory with what stands for its words when the page was opened."""

    value: Theory
    stamp: str


@dataclass(frozen=True)
class Theories:
    """The theories of a process, in the order of their initiatives' titles."""

    around: Around
    found: tuple[OneTheory, ...]


@dataclass(frozen=True)
class Indicators:
    """The indicators of a process, in the order of their numbers."""

    around: Around
    found: tuple[Indicator, ...]


@dataclass(frozen=True)
class PublicResults:
    """Initiatives that may stand in a public register, their indicators by their ids; `least` as of `Around`."""

    cards: tuple[Card, ...]
    indicators: Mapping[str, tuple[Indicator, ...]]
    least: int


def outcomes(principal: Principal, process_id: UUID, tag: str) -> Outcomes:
    """
    Return what changed, as it was written down; what is ours of it in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    around, opener = _around(principal, process_id, tag)
    return Outcomes(around, _outcomes(process_id, opener))


def outcome(principal: Principal, outcome_id: UUID, tag: str) -> OneOutcome:
    """
    Return one outcome with what independent people say of it.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.OutcomeStatement, outcome_id)
    around, opener = _around(principal, row.process_id, tag)
    own = row.substantiations.filter(by=UUID(principal.id)).values_list("id", flat=True)
    return OneOutcome(
        around=around,
        value=_outcome(row, opener),
        stamp=seen(row, *TEXTS),
        judges=around.judges and independent(principal, row),
        own=frozenset(str(one) for one in own),
    )


def theories(principal: Principal, process_id: UUID, tag: str) -> Theories:
    """
    Return why initiatives should bring changes about.

    Raises:
        Refused: If it is not theirs to see.
    """
    around, opener = _around(principal, process_id, tag)
    rows = models.TheoryOfChange.objects.filter(process=process_id).prefetch_related("assumptions__looks")
    found = [OneTheory(_theory(row, opener), seen(row, "words")) for row in rows]
    by_title = sorted(found, key=lambda one: (around.initiatives.get(one.value.initiative, ""), one.value.id))
    return Theories(around, tuple(by_title))


def indicators(principal: Principal, process_id: UUID, tag: str) -> Indicators:
    """
    Return what is counted, with every number.

    Raises:
        Refused: If it is not theirs to see.
    """
    around, opener = _around(principal, process_id, tag)
    rows = models.Indicator.objects.filter(process=process_id).prefetch_related("values").order_by("number")
    return Indicators(around, tuple(_indicator(row, opener) for row in rows))


def process_of(principal: Principal, table: type[models.Indicator | models.TheoryOfChange], row_id: UUID) -> UUID:
    """
    Return in which process a row is that somebody may change.

    Raises:
        Refused: If it is not theirs.
    """
    return asking.get(principal, "outcome", CHANGE, table, row_id).process_id


def assumption(principal: Principal, assumption_id: UUID) -> tuple[UUID, Assumption]:
    """
    Return an assumption and its process, for whoever says whether it holds.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "outcome", CHANGE, models.Assumption, assumption_id)
    return row.theory.process_id, _assumption(row, sealer(row.theory.process_id))


def logframe_of(principal: Principal, process_id: UUID, tag: str) -> Logframe:
    """
    Return everything that a logframe holds; of numbers, what is told of so many people.

    Raises:
        Refused: If it is not theirs to see.
    """
    held = outcomes(principal, process_id, tag)
    return Logframe(
        indicators=tuple(told(one, k=held.around.least) for one in indicators(principal, process_id, tag).found),
        theories=tuple(one.value for one in theories(principal, process_id, tag).found),
        outcomes=held.found,
        names=held.around.names,
        doubts={one.id: doubts(one) for one in held.found},
        process=held.around.process,
        on=clock.today(),
    )


def public_results(principal: Principal, process_id: UUID) -> PublicResults:
    """
    Return indicators of the initiatives that facilitators hold and show to the public in full, and these initiatives.

    Raises:
        Refused: If it is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener = sealer(process.id)
    open_to_all = models.InitiativeTier.objects.filter(audience="public", tier="detail").values("initiative")
    rows = process.initiatives.filter(ownership=None, pk__in=open_to_all).order_by("id")
    cards = tuple(
        Card(str(row.id), titles=opener.texts(row, "titles"), phase=code(row.phase), start=row.start, end=row.end)
        for row in rows
    )
    found: dict[str, tuple[Indicator, ...]] = {card.id: () for card in cards}
    counted = process.indicators.filter(initiative__in=[row.id for row in rows]).prefetch_related("values")
    k = K_OF_PROFILE[process.profile]
    for one in counted.order_by("number"):
        found[str(one.initiative_id)] += (told(_indicator(one, opener), k=k),)
    return PublicResults(tuple(card for card in cards if found[card.id]), found, k)


def _around(principal: Principal, process_id: UUID, tag: str) -> tuple[Around, Sealer]:
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener, thing = sealer(process.id), Thing(process=str(process.id))
    titles = {
        str(row.id): in_language(opener.texts(row, "titles"), tag) for row in process.initiatives.filter(ownership=None)
    }
    around = Around(
        process_id=str(process.id),
        process=opener.text(process, "name"),
        sides=named_sides(process.sides.all(), opener, tag),
        initiatives=dict(sorted(titles.items(), key=lambda one: (one[1], one[0]))),
        keeps=may(principal, "outcome", CHANGE, thing),
        judges=may(principal, "substantiation", CHANGE, thing),
        least=K_OF_PROFILE[process.profile],
    )
    return around, opener


def _outcomes(process_id: UUID, opener: Sealer) -> tuple[Outcome, ...]:
    rows = models.OutcomeStatement.objects.filter(process=process_id).prefetch_related("sides", "substantiations")
    return tuple(_outcome(row, opener) for row in rows.order_by("-on", "-number"))


def _outcome(row: models.OutcomeStatement, opener: Sealer) -> Outcome:
    said = sorted(row.substantiations.all(), key=lambda one: (one.on, str(one.id)))
    return Outcome(
        id=str(row.id),
        number=row.number,
        who=code(row.who),
        actor=opener.text(row, "actor"),
        changed=code(row.changed),
        words=opener.text(row, "words"),
        family=code(row.family),
        on=row.on,
        contribution=opener.text(row, "contribution"),
        evidence=opener.text(row, "evidence"),
        intended=row.intended,
        negative=row.negative,
        kind=code(row.kind) if row.kind else None,
        quadrant=code(row.quadrant) if row.quadrant else None,
        sides=tuple(sorted(str(side.id) for side in row.sides.all())),
        initiative=asking.id_text(row.initiative_id),
        substantiations=tuple(
            Substantiation(str(one.id), code(one.verdict), opener.text(one, "who"), opener.text(one, "words"), one.on)
            for one in said
        ),
    )


def _theory(row: models.TheoryOfChange, opener: Sealer) -> Theory:
    held = sorted(row.assumptions.all(), key=lambda one: one.number)
    domains = tuple(code(one) for one in row.domains.split(",") if one)
    assumptions = tuple(_assumption(one, opener) for one in held)
    return Theory(str(row.id), str(row.initiative_id), opener.text(row, "words"), domains, assumptions)


def _assumption(row: models.Assumption, opener: Sealer) -> Assumption:
    looks = sorted(row.looks.all(), key=lambda one: one.on)
    told = tuple(Look(code(one.state), opener.text(one, "words"), one.on) for one in looks)
    return Assumption(str(row.id), row.number, opener.text(row, "words"), told)


def _indicator(row: models.Indicator, opener: Sealer) -> Indicator:
    return Indicator(
        id=str(row.id),
        number=row.number,
        level=code(row.level),
        family=code(row.family),
        words=opener.text(row, "words"),
        unit=opener.text(row, "unit"),
        source=opener.text(row, "source"),
        rises=row.rises,
        kind=code(row.kind) if row.kind else None,
        initiative=asking.id_text(row.initiative_id),
        cut=opener.text(row, "cut"),
        parts=tuple(opener.get(row, "parts") or ()),
        readings=_readings(row.values.all()),
        counted=code(row.counted),
    )


def _readings(rows: Iterable[models.IndicatorValue]) -> tuple[Reading, ...]:
    ordered = sorted(rows, key=lambda one: (one.on, one.role, one.part))
    return tuple(Reading(code(one.role), one.on, one.part, one.number) for one in ordered)
