"""
What the table of armed conflicts puts on a map: who fought in which years, over what, how much, and who entered.

    ConflictYear … ──on_map──▶ OnMap ─┬─ actors   states by their numbers, and one for a side that is no state
                                      └─ ties     hostile and allied, one for each run of years that are told alike

The table names nobody. A state is taken for the one on the map that has its number (`gwno`), and called by the number
where there is none. Those who fought a government have no number either: they stand on the map as the other side of
their conflict, under its number, until a person says who they are. Ties begin and end with years, as those of the
dyadic table do (`sulh.formats.ucdp_map`); what they are about and how much was fought are theirs, and the days that the
table gives stand in their source, so that no cell is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from sulh.formats.ucdp_cells import FOUGHT, in_words
from sulh.formats.ucdp_conflicts import ConflictYear
from sulh.formats.ucdp_map import OnMap
from sulh.model.actors import Actor, Name, Tie, TieKind

SOURCE = "UCDP/PRIO Armed Conflict"
Between = tuple[str, TieKind, str, str]  # the conflict, what is told, of whom, of whom


def chosen(
    rows: Iterable[ConflictYear], *, conflicts: Collection[str] = (), states: Collection[str] = ()
) -> tuple[ConflictYear, ...]:
    """
    Return the rows of some conflicts, or in which some states fought, by their numbers.

    Every row, where neither is asked for.
    """
    return tuple(
        row
        for row in rows
        if not (conflicts or states) or row.conflict in conflicts or not {row.state_a, row.state_b}.isdisjoint(states)
    )


def on_map(rows: Iterable[ConflictYear], *, last: int = 0) -> OnMap:
    """
    Return what rows put on a map, each kind in the order of ids; they tell of no place.

    Args:
        rows: Of the table.
        last: The last year of the table, where these are not all of its rows.

    >>> on_map([])
    OnMap(actors=(), places=(), ties=(), conflicts=())
    """
    ordered = sorted(rows, key=lambda row: (int(row.conflict), row.year))
    actors = {one.id: one for row in ordered for one in _actors(row)}
    return OnMap(tuple(actors[id_] for id_ in sorted(actors)), (), tuple(_ties(ordered, last)), ())


def _actors(row: ConflictYear) -> Iterator[Actor]:
    for number in (row.state_a, row.with_a, row.state_b, row.with_b):
        if number:
            name = Name(f"State {number} (Gleditsch and Ward)", "en")
            yield Actor(_state(number), "state", (name,), keys={"gwno": number}, source=SOURCE)
    if not row.state_b:
        name = Name(f"Other side of conflict {row.conflict} (UCDP)", "en")
        keys = {"ucdp-conflict": row.conflict}
        yield Actor(_other_side(row), "armed_group", (name,), keys=keys, source=SOURCE)


def _state(number: str) -> str:
    return f"gwno-{number}"


def _other_side(row: ConflictYear) -> str:
    """Return the id of who fought on the second side."""
    return _state(row.state_b) if row.state_b else f"ucdp-conflict-{row.conflict}"


def _told_by(row: ConflictYear) -> Iterator[tuple[TieKind, str, str]]:
    """Yield every tie that one row tells of."""
    one, other = _state(row.state_a), _other_side(row)
    yield "hostile", one, other
    for helper, helped in ((row.with_a, one), (row.with_b, other)):
        if helper:
            yield "allied", _state(helper), helped


def _ties(rows: Sequence[ConflictYear], last: int) -> Iterator[Tie]:
    last = max((last, *(row.year for row in rows)))
    between: defaultdict[Between, dict[int, ConflictYear]] = defaultdict(dict)
    for row in rows:
        for kind, one, other in _told_by(row):
            between[row.conflict, kind, one, other][row.year] = row
    for (_, kind, one, other), years in between.items():
        for run in _runs(years.values()):
            yield _tie(kind, one, other, run, last=last)


def _runs(rows: Iterable[ConflictYear]) -> Iterator[list[ConflictYear]]:
    """Part rows in the order of years where a year is missing, the fighting ended, or the table says something else."""
    run: list[ConflictYear] = []
    for row in rows:
        if run and (row.year != run[-1].year + 1 or run[-1].ended or _says(row) != _says(run[-1])):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _says(row: ConflictYear) -> tuple[object, ...]:
    return row.about, row.intensity, row.kind, row.first, row.passed


def _tie(kind: TieKind, one: str, other: str, run: Sequence[ConflictYear], *, last: int) -> Tie:
    first, final = run[0], run[-1]
    goes_on = final.year == last and not final.ended
    return Tie(
        id=f"ucdp-conflict-{first.conflict}-{kind}-{one}-{other}-{first.year}",
        one=one,
        other=other,
        kind=kind,
        confidence="high" if kind == "hostile" else "medium",
        start=date(first.year, 1, 1),
        end=None if goes_on else date(final.year, 12, 31),
        source=_source(final),
        about=in_words(first.about),
        intensity=FOUGHT[first.intensity],
    )


def _source(row: ConflictYear) -> str:
    """Return where a tie is known from, with every day that the table gives and how exactly it is known."""
    said = [
        f"{SOURCE}, conflict {row.conflict}, {row.kind}",
        f"first death {row.first.day.isoformat()} ({row.first.exactness})",
        f"25 deaths by {row.passed.day.isoformat()} ({row.passed.exactness})",
        *(["ended"] if row.ended and row.end is None else []),
        *([f"{'ended' if row.ended else 'end'} {row.end.isoformat()}"] if row.end else []),
    ]
    return ", ".join(said)
