"""
What the dyadic table of UCDP puts on a map: actors, places, and ties dated by the years in which two sides fought.

    DyadYear … ──on_map──▶ OnMap ─┬─ actors, places    keys {"ucdp": "141", "gwno": "750"}
                                  ├─ ties              hostile: one for each run of years over one thing, as hard
                                  │                    allied: who entered with troops, with whom, in which years
                                  └─ conflicts         what each was about, where, and which pairs of sides fought in it

A run ends on the last day of its last year; one that reaches the last year of the table has no end, since nobody knows
from the table what came after. Days within a year are too uneven in the source to date a tie by: they stay with the
rows. What was fought over, and how much, are of the tie. The table names the states that entered in another order than
their numbers: a number is taken over only where the rows leave no other. Nothing is taken from anywhere but the rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sulh.formats.ucdp import DyadYear, States
from sulh.formats.ucdp_cells import FOUGHT, About, ConflictKind, in_words
from sulh.model.actors import Actor, Name, Place, Tie, TieKind
from sulh.model.findings import Value

GOVERNMENT = "Government of "
_FORMER = re.compile(r"(.+?) \((.+)\)")


class Dyad(Value, frozen=True):
    """Two sides that fought in a conflict: ids of actors, and the years."""

    id: str
    side_a: tuple[str, ...]
    side_b: tuple[str, ...]
    years: tuple[int, ...]


class Conflict(Value, frozen=True):
    """
    A conflict: sides that fought over one thing.

    Attributes:
        kinds: Every kind that it was of, in the order of years.
        places: Ids of countries.
    """

    id: str
    about: About
    territories: tuple[str, ...]
    kinds: tuple[ConflictKind, ...]
    places: tuple[str, ...]
    dyads: tuple[Dyad, ...]


@dataclass(frozen=True)
class OnMap:
    """What rows put on a map."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]
    conflicts: tuple[Conflict, ...]


def chosen(
    rows: Iterable[DyadYear], *, conflicts: Collection[str] = (), countries: Collection[str] = ()
) -> tuple[DyadYear, ...]:
    """
    Return the rows of some conflicts, or fought in some countries, by their numbers.

    Every row, where neither is asked for.
    """
    return tuple(
        row
        for row in rows
        if not (conflicts or countries)
        or row.conflict in conflicts
        or not set(countries).isdisjoint(row.locations.numbers)
    )


def on_map(rows: Iterable[DyadYear], *, last: int = 0) -> OnMap:
    """
    Return what rows put on a map, each kind in the order of ids.

    Args:
        rows: Of the table.
        last: The last year of the table, where these are not all of its rows.

    >>> on_map([])
    OnMap(actors=(), places=(), ties=(), conflicts=())
    """
    ordered = sorted(rows, key=lambda row: (int(row.dyad), row.year))
    states = numbers_of_states(ordered)
    ids = _Ids(
        states, {party.state: party.id for row in ordered for party in (*row.side_a, *row.side_b) if party.state}
    )
    return OnMap(
        actors=tuple(sorted(_actors(ordered, ids), key=_by_id)),
        places=tuple(sorted(_places(ordered, ids), key=_by_id)),
        ties=tuple(_ties(ordered, ids, last)),
        conflicts=tuple(_conflicts(ordered, ids)),
    )


def numbers_of_states(rows: Iterable[DyadYear]) -> Mapping[str, str]:
    """
    Return the number of each state by its name, as far as the rows tell.

    Told are names that stand alone beside a number, those of sides, and a name that is alone in standing wherever one
    number stands and nowhere else. Others stay without: in which order several are named says nothing.
    """
    known: dict[str, str] = {}
    cells: list[States] = []
    for row in rows:
        known |= {_bare(party.name): party.state for party in (*row.side_a, *row.side_b) if party.state}
        cells += [row.locations, row.with_a, row.with_b]
    known |= {_bare(cell.names[0]): cell.numbers[0] for cell in cells if len(cell.names) == 1}
    names, numbers = defaultdict(set), defaultdict(set)
    for at, cell in enumerate(cells):
        for name in cell.names:
            names[_bare(name)].add(at)
        for number in cell.numbers:
            numbers[number].add(at)
    open_names = _standing({name: where for name, where in names.items() if name not in known})
    open_numbers = _standing({each: where for each, where in numbers.items() if each not in known.values()})
    for where, (name, *others) in open_names.items():
        if not others and len(open_numbers.get(where, ())) == 1:
            known[name] = open_numbers[where][0]
    return known


def _standing(found: Mapping[str, set[int]]) -> dict[frozenset[int], list[str]]:
    """Return who stands in the same cells, by these cells."""
    groups: defaultdict[frozenset[int], list[str]] = defaultdict(list)
    for each, where in found.items():
        groups[frozenset(where)].append(each)
    return groups


@dataclass(frozen=True)
class _Ids:
    """Ids of actors and countries: by number at UCDP, else by number of the state, else by the name of the state."""

    states: Mapping[str, str]
    primary: Mapping[str, str]

    def entered(self, name: str) -> str:
        """Return the id of a government that entered on a side."""
        state = self.states.get(_bare(name), "")
        number = self.primary.get(state, "")
        return _id_of(number) if number else f"gwno-{state}" if state else f"state-{_bare(name)}"

    def country(self, name: str) -> str:
        """Return the id of a country."""
        return f"country-{self.states.get(_bare(name)) or _bare(name)}"


def _id_of(number: str) -> str:
    return f"ucdp-{number}"


def _by_id(one: Actor | Place) -> str:
    return one.id


def _bare(name: str) -> str:
    return name.removeprefix(GOVERNMENT)


def _actors(rows: Sequence[DyadYear], ids: _Ids) -> Iterator[Actor]:
    sides = {party.id: party for row in rows for party in (*row.side_a, *row.side_b)}
    entered = {ids.entered(name): name for row in rows for name in (*row.with_a.names, *row.with_b.names)}
    where: defaultdict[str, dict[str, None]] = defaultdict(dict)
    source = f"UCDP Dyadic {rows[0].version}" if rows else ""
    for row in rows:
        for party in (*row.side_a, *row.side_b):
            where[party.id].update(dict.fromkeys(ids.country(name) for name in row.locations.names))
    for number, party in sides.items():
        keys = {"ucdp": number} | ({"gwno": party.state} if party.state else {})
        if party.state:
            yield _state(_id_of(number), party.name, keys, ids, source)
        else:
            found = tuple(where[number])
            yield Actor(_id_of(number), "armed_group", (Name(party.name),), places=found, keys=keys, source=source)
    for id_, name in entered.items():
        if id_.removeprefix("ucdp-") not in sides:
            keys = {"gwno": ids.states[_bare(name)]} if _bare(name) in ids.states else {}
            yield _state(id_, name, keys, ids, source)


def _state(id_: str, name: str, keys: Mapping[str, str], ids: _Ids, source: str) -> Actor:
    names = tuple(Name(text) for text in _state_names(name))
    return Actor(id_, "state", names, places=(ids.country(name),), keys=keys, source=source)


def _state_names(name: str) -> tuple[str, ...]:
    """
    Return the name of a state's government, then the state's own names, past ones last.

    >>> _state_names("Government of Myanmar (Burma)")
    ('Government of Myanmar (Burma)', 'Myanmar', 'Burma')
    """
    return (name, *_country_names(name.removeprefix(GOVERNMENT)))


def _country_names(name: str) -> tuple[str, ...]:
    former = _FORMER.fullmatch(name)
    return (former[1], former[2]) if former else (name,)


def _places(rows: Iterable[DyadYear], ids: _Ids) -> Iterator[Place]:
    met: dict[str, str] = {}
    for row in rows:
        of_sides = [party.name for party in (*row.side_a, *row.side_b) if party.state]
        for name in (*row.locations.names, *of_sides, *row.with_a.names, *row.with_b.names):
            met.setdefault(ids.country(name), _bare(name))
    for id_, name in met.items():
        whole = (name,) if _FORMER.fullmatch(name) else ()
        yield Place(id_, "country", tuple(Name(text) for text in (*_country_names(name), *whole)))


def _ties(rows: Sequence[DyadYear], ids: _Ids, last: int) -> Iterator[Tie]:
    last = max((last, *(row.year for row in rows)))
    between: defaultdict[tuple[str, TieKind, str, str], list[DyadYear]] = defaultdict(list)
    for row in rows:
        for kind, one, other in _told_by(row, ids):
            between[row.dyad, kind, one, other].append(row)
    for (_, kind, one, other), found in between.items():
        for run in _runs(found):
            yield _tie(kind, one, other, run, last=last)


def _told_by(row: DyadYear, ids: _Ids) -> Iterator[tuple[TieKind, str, str]]:
    """Yield every tie that one row tells of."""
    side_a, side_b = ([_id_of(party.id) for party in side] for side in (row.side_a, row.side_b))
    for one, other in product(side_a, side_b):
        yield "hostile", one, other
    for helpers, helped in ((row.with_a, side_a), (row.with_b, side_b)):
        for one, other in product(map(ids.entered, helpers.names), helped):
            yield "allied", one, other


def _by_dyad(rows: Sequence[DyadYear]) -> Iterator[list[DyadYear]]:
    groups: defaultdict[str, list[DyadYear]] = defaultdict(list)
    for row in rows:
        groups[row.dyad].append(row)
    yield from groups.values()


def _runs(rows: Iterable[DyadYear]) -> Iterator[list[DyadYear]]:
    """Part rows in the order of years where a year is missing, or what is fought over or how much changes."""
    run: list[DyadYear] = []
    for row in rows:
        if run and (row.year != run[-1].year + 1 or _says(row) != _says(run[-1])):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _says(row: DyadYear) -> tuple[object, ...]:
    return row.intensity, row.about, row.territory


def _tie(kind: TieKind, one: str, other: str, run: Sequence[DyadYear], *, last: int) -> Tie:
    first, final = run[0], run[-1]
    return Tie(
        id=f"ucdp-{first.dyad}-{kind}-{one}-{other}-{first.year}",
        one=one,
        other=other,
        kind=kind,
        confidence="high" if kind == "hostile" else "medium",
        start=date(first.year, 1, 1),
        end=None if final.year == last else date(final.year, 12, 31),
        source=f"UCDP Dyadic {first.version}, dyad {first.dyad}, conflict {first.conflict}",
        about=in_words(first.about, first.territory),
        intensity=FOUGHT[first.intensity],
    )


def _conflicts(rows: Sequence[DyadYear], ids: _Ids) -> Iterator[Conflict]:
    groups: defaultdict[str, list[DyadYear]] = defaultdict(list)
    for row in rows:
        groups[row.conflict].append(row)
    for id_, found in sorted(groups.items(), key=lambda item: int(item[0])):
        by_year = sorted(found, key=lambda row: row.year)
        yield Conflict(
            id=id_,
            about=by_year[-1].about,
            territories=tuple(dict.fromkeys(row.territory for row in by_year if row.territory)),
            kinds=tuple(dict.fromkeys(row.kind for row in by_year)),
            places=tuple(dict.fromkeys(ids.country(name) for row in by_year for name in row.locations.names)),
            dyads=tuple(_dyad(group) for group in _by_dyad(found)),
        )


def _dyad(rows: Sequence[DyadYear]) -> Dyad:
    return Dyad(
        id=rows[0].dyad,
        side_a=tuple(dict.fromkeys(_id_of(party.id) for row in rows for party in row.side_a)),
        side_b=tuple(dict.fromkeys(_id_of(party.id) for row in rows for party in row.side_b)),
        years=tuple(row.year for row in rows),
    )
