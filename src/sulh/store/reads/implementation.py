"""
How far the agreements of a process are carried out, for its facilitators and evaluators.

    overview       every agreement with its index, what is overdue, and what waits for the reader to score
    standing       one agreement: over time, by theme and side, how far coders agree, every stipulation, what was done
    agreement_of   of which agreement a stipulation is
    stipulation_to_change, evaluators_of

Scores count from the day on which a coding is closed (`scored`). Before that nobody reads them but whoever gave them
(`own_scores`): not the facilitators, not the other coder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from sulh.access import CHANGE, SEE, Principal, Thing, may
from sulh.measurement.implementation.coded import Coded, coded, days_of, differed
from sulh.measurement.implementation.index import Index, Point, by_side, by_theme, index_of
from sulh.measurement.implementation.overdue import Overdue, overdue, stalled_since
from sulh.measurement.implementation.reliability import Reliability
from sulh.model.implementation import ActKind, Score, Stipulation, Theme
from sulh.store import asking, clock, models
from sulh.store.coders import evaluators
from sulh.store.reads.agreeing import alpha, kappa
from sulh.store.reads.asked_stipulations import asked
from sulh.store.reads.coders import CodingWait, waits_in
from sulh.store.reads.codings import CodingLine, Task, open_coding, tasks
from sulh.store.reads.frames import NamedSide, named_sides
from sulh.store.reads.given_up import given_up
from sulh.store.reads.ground import code
from sulh.store.reads.score_sources import sources
from sulh.store.reads.scored import closed_scores, scores_of, stipulation, stipulations_of
from sulh.store.sealing import INSTALLATION, Sealer, sealer
from sulh.store.texts import seen


@dataclass(frozen=True)
class AgreementIndex:
    """
    An agreement in the list.

    Attributes:
        coded_on, index: The last coded day and the index on it; None before the first.
        overdue: How many stipulations were not carried out as somebody saw who looked after their day.
        unseen: Of how many whose day has passed nobody has looked since.
    """

    id: str
    title: str
    on: date | None
    stipulations: int
    coded_on: date | None
    index: Index | None
    overdue: int
    unseen: int


@dataclass(frozen=True)
class Overview:
    """The agreements of a process, the newest first, and what waits for the reader: to be scored, to be named."""

    agreements: tuple[AgreementIndex, ...]
    tasks: tuple[Task, ...]
    waits: tuple[CodingWait, ...]
    keeps: bool


@dataclass(frozen=True)
class StipulationRead:
    """A stipulation in words, what stands of it on the last coded day, and what that rests on, by nobody’s name."""

    value: Stipulation
    words: str
    authority: str
    coded: Coded
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ActRead:
    """What an authority did; `stipulation` is the number of the one that it carries out, None for none."""

    id: str
    kind: ActKind
    authority: str
    words: str
    source: str
    day: date
    stipulation: int | None


@dataclass(frozen=True)
class Standing:
    """
    An agreement and how far it is carried out.

    Attributes:
        sides: Of the process, in a neutral order.
        days: What stands of every stipulation on each coded day, the earliest first.
        points: The index on each of these.
        kappa: How far the two coders of the last coding agree; None before one is closed.
        alpha: How far all coders of all days agree.
        differed: On how many stipulations the two coders of the last coding differed, and a third settled them.
        given_up: How many codings were begun and given up.
    """

    id: str
    process_id: str
    title: str
    sides: tuple[NamedSide, ...]
    stipulations: tuple[StipulationRead, ...]
    days: tuple[tuple[date, tuple[Coded, ...]], ...]
    points: tuple[Point, ...]
    themes: Mapping[Theme, Index]
    owed: Mapping[str, Index]
    overdue: tuple[Overdue, ...]
    stalled_since: date | None
    kappa: Reliability | None
    alpha: Reliability | None
    differed: int
    given_up: int
    acts: tuple[ActRead, ...]
    coding: CodingLine | None
    keeps: bool


@dataclass(frozen=True)
class StipulationEdit:
    """A stipulation as a form holds it; its words stay once it is scored or the sides were asked about it."""

    agreement_id: str
    process_id: str
    words: str
    authority: str
    theme: str
    sides: tuple[str, ...]
    due: date | None
    stamp: str
    scored: bool
    asked: bool


def to_score(principal: Principal, process_id: UUID) -> tuple[Task, ...]:
    """
    Return what waits for the reader's scores in a process.

    Raises:
        Refused: If what changes in it is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    return tuple(tasks(principal, process, sealer(process.id)))


def overview(principal: Principal, process_id: UUID) -> Overview:
    """
    Return how far each agreement is carried out, and what waits for the reader.

    Raises:
        Refused: If it is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener = sealer(process.id)
    agreements = list(process.agreements.defer("text").order_by("-on", "id"))
    stipulations, scores = stipulations_of(process.id), scores_of(process.id)
    lines = [_line(row, opener, stipulations.get(str(row.id), ()), scores.get(str(row.id), ())) for row in agreements]
    scored = tuple(tasks(principal, process, opener))
    return Overview(tuple(lines), scored, waits_in(principal, process.id), _keeps(principal, process.id))


def standing(principal: Principal, agreement_id: UUID, tag: str) -> Standing:
    """
    Return how far an agreement is carried out; what is ours of it in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.Agreement, agreement_id)
    opener = sealer(row.process_id)
    kept = list(row.stipulations.prefetch_related("sides").order_by("number"))
    values = [stipulation(one) for one in kept]
    scores = closed_scores(models.Score.objects.filter(coder__coding__agreement=row)).get(str(row.id), ())
    ids = [one.id for one in values]
    told = [(day, coded(ids, scores, day)) for day in days_of(scores)]
    found = told[-1][1] if told else coded(ids, (), clock.today())
    by_id, rests_on = {one.stipulation: one for one in found}, sources(row, opener)
    return Standing(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        sides=named_sides(models.Side.objects.filter(process=row.process_id), opener, tag),
        stipulations=tuple(
            StipulationRead(
                value=value,
                words=opener.text(one, "words"),
                authority=opener.text(one, "authority"),
                coded=by_id[value.id],
                sources=rests_on.get(value.id, ()),
            )
            for one, value in zip(kept, values, strict=True)
        ),
        days=tuple(told),
        points=tuple(Point(day, index_of(on_day)) for day, on_day in told),
        themes=by_theme(values, found),
        owed=by_side(values, found),
        overdue=overdue(values, found, clock.today()),
        stalled_since=stalled_since(told),
        kappa=kappa(scores, told[-1][0]) if told else None,
        alpha=alpha(scores) if told else None,
        differed=differed(scores, told[-1][0]) if told else 0,
        given_up=given_up(row.process_id)[str(row.id)],
        acts=_acts(row, opener),
        coding=open_coding(row),
        keeps=_keeps(principal, row.process_id),
    )


def agreement_of(principal: Principal, stipulation_id: UUID) -> UUID:
    """
    Return of which agreement a stipulation is.

    Raises:
        Refused: If it is not theirs to see.
    """
    return asking.get(principal, "change", SEE, models.Stipulation, stipulation_id).agreement_id


def stipulation_to_change(principal: Principal, stipulation_id: UUID) -> StipulationEdit:
    """
    Return a stipulation as a form holds it.

    Raises:
        Refused: If it is not theirs to change.
    """
    row = asking.get(principal, "implementation", CHANGE, models.Stipulation, stipulation_id)
    opener = sealer(row.agreement.process_id)
    return StipulationEdit(
        agreement_id=str(row.agreement_id),
        process_id=str(row.agreement.process_id),
        words=opener.text(row, "words"),
        authority=opener.text(row, "authority"),
        theme=row.theme,
        sides=tuple(str(one) for one in row.sides.values_list("id", flat=True)),
        due=row.due,
        stamp=seen(row, "words", "authority"),
        scored=row.scores.exists(),
        asked=asked(row.asked.all()).exists(),
    )


def evaluators_of(principal: Principal, process_id: UUID) -> tuple[tuple[str, str], ...]:
    """
    Return the accounts that may score, by id and name.

    Raises:
        Refused: For whoever names no coders here.
    """
    process = asking.get(principal, "implementation", CHANGE, models.Process, process_id)
    rows = models.Staff.objects.filter(pk__in=[UUID(one) for one in evaluators(process.id)])
    opener = sealer(INSTALLATION)
    named = [(str(one.id), opener.text(one, "name") or one.account) for one in rows]
    return tuple(sorted(named, key=lambda one: (one[1], one[0])))


def _keeps(principal: Principal, process_id: UUID) -> bool:
    return may(principal, "implementation", CHANGE, Thing(process=str(process_id)))


def _line(
    row: models.Agreement, opener: Sealer, stipulations: Sequence[Stipulation], scores: Sequence[Score]
) -> AgreementIndex:
    days = days_of(scores)
    found = coded([one.id for one in stipulations], scores, days[-1]) if days else ()
    late = overdue(stipulations, found, clock.today())
    return AgreementIndex(
        id=str(row.id),
        title=opener.text(row, "title"),
        on=row.on,
        stipulations=len(stipulations),
        coded_on=days[-1] if days else None,
        index=index_of(found) if days else None,
        overdue=sum(one.looked for one in late),
        unseen=sum(not one.looked for one in late),
    )


def _acts(row: models.Agreement, opener: Sealer) -> tuple[ActRead, ...]:
    """Return what authorities did about an agreement or, where no stipulation is named, in its process."""
    rows = models.OfficialAct.objects.filter(process=row.process_id).select_related("stipulation")
    here = rows.filter(Q(stipulation=None) | Q(stipulation__agreement=row)).order_by("-day", "id")
    return tuple(
        ActRead(
            id=str(one.id),
            kind=code(one.kind),
            authority=opener.text(one, "authority"),
            words=opener.text(one, "words"),
            source=opener.text(one, "source"),
            day=one.day,
            stipulation=None if one.stipulation is None else one.stipulation.number,
        )
        for one in here
    )
