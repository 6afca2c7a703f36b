"""
Where the marks of a network stand: in fields of bands and columns, those that are tied near one another.

              column 0     column 1     column 2
    band 0    ·················· ·                    a band may have one field over all columns
    band 1    ·  · ·       · ·        ·  ·
    band 2    · · ·        ·  ·       · · ·

Bands are as high and columns as broad as what stands in them asks for. Within a field, marks go to the places nearest
to what they are tied to: first sweep by sweep to the mean of their neighbours, then two change places wherever that
makes lines shorter. The same values give the same picture: nothing is left to chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, dist, sqrt

SWEEPS, PASSES = 16, 2
MOST_WORK = 800_000  # lines to measure while places are changed: about a quarter of a second
ENOUGH = 1e-6  # pixels that a change of places has to save
LIFT = 0.16  # of a step: how far marks of a single row leave it, so that lines do not run through them
NARROWEST = 0.16  # share of the breadth that a column has at least
Point = tuple[float, float]
Field = tuple[int, int | None]  # band, and column; None is a field over all columns


@dataclass(frozen=True)
class Frame:
    """
    The room for a network, in pixels.

    Attributes:
        width: Of the whole.
        across, down: From one mark to the next.
        head: What the name of a band takes.
        edge: Free at both ends of a field.
    """

    width: float
    across: float
    down: float
    head: float = 26
    edge: float = 14


@dataclass(frozen=True)
class Layers:
    """Where each mark stands, in the order given; where bands begin; where columns begin and how broad they are."""

    points: tuple[Point, ...]
    bands: Mapping[int, float]
    columns: tuple[tuple[float, float], ...]
    tall: float


def layered(fields: Sequence[Field], ties: Sequence[tuple[int, int]], frame: Frame) -> Layers:
    """
    Return places for marks.

    Args:
        fields: Of each mark.
        ties: Pairs of marks, by their numbers.
        frame: The room.

    >>> found = layered([(0, 0), (0, 1), (0, 1)], [(0, 2)], Frame(300, 30, 30))
    >>> len(found.points), found.points[0][0] < found.points[2][0] < found.points[1][0]
    (3, True)
    """
    columns = _columns(fields, frame)
    members: defaultdict[Field, list[int]] = defaultdict(list)
    for number, field in enumerate(fields):
        members[field].append(number)
    rows = _rows(members, columns, frame)
    bands, y = {}, 0.0
    for band in sorted(rows):
        bands[band] = y
        y += frame.head + rows[band] * frame.down + frame.edge
    slots = {
        field: _slots(field, len(held), columns, rows[field[0]], (bands[field[0]], frame))
        for field, held in members.items()
    }
    return Layers(tuple(_settled(members, slots, ties, len(fields))), bands, columns, y)


def _columns(fields: Sequence[Field], frame: Frame) -> tuple[tuple[float, float], ...]:
    """Return where each column begins and how broad it is, by the root of its fullest field."""
    counts: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for band, column in fields:
        if column is not None:
            counts[column][band] += 1
    many = max(counts, default=0) + 1
    weights = [sqrt(max(counts[column].values(), default=1)) for column in range(many)]
    least = NARROWEST * sum(weights)
    broad = [max(weight, least) for weight in weights]
    unit = frame.width / sum(broad)
    begins = [sum(broad[:column]) * unit for column in range(many)]
    return tuple((begin, one * unit) for begin, one in zip(begins, broad, strict=True))


def _room(field: Field, columns: Sequence[tuple[float, float]], frame: Frame) -> Point:
    """Return where the marks of a field may begin, and how far they may reach."""
    begin, wide = (0.0, frame.width) if field[1] is None else columns[field[1]]
    return begin + frame.edge, wide - 2 * frame.edge


def _rows(
    members: Mapping[Field, Sequence[int]], columns: Sequence[tuple[float, float]], frame: Frame
) -> dict[int, int]:
    """Return how many rows each band needs."""
    rows: dict[int, int] = {}
    for field, held in members.items():
        beside = max(int(_room(field, columns, frame)[1] / frame.across) + 1, 1)
        rows[field[0]] = max(rows.get(field[0], 1), ceil(len(held) / beside))
    return rows


def _slots(
    field: Field, many: int, columns: Sequence[tuple[float, float]], rows: int, where: tuple[float, Frame]
) -> list[Point]:
    """Return the places of a field, file by file from the top."""
    y, frame = where
    begin, wide = _room(field, columns, frame)
    deep = min(rows, many)
    files = ceil(many / deep)
    step = wide / files
    found = []
    for number in range(many):
        file, row = divmod(number, deep)
        lift = (LIFT if file % 2 else -LIFT) if deep == 1 < files else 0
        down = ((row + 0.5) * rows / deep + lift) * frame.down
        found.append((begin + step * (file + 0.5), y + frame.head + down))
    return found


def _settled(
    members: Mapping[Field, Sequence[int]],
    slots: Mapping[Field, Sequence[Point]],
    ties: Sequence[tuple[int, int]],
    many: int,
) -> list[Point]:
    """Give each mark a place of its field, near to what it is tied to."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in ties:
        beside[one].append(other)
        beside[other].append(one)
    points: list[Point] = [(0.0, 0.0)] * many
    for field, held in members.items():
        for number, slot in zip(held, slots[field], strict=True):
            points[number] = slot
    for _ in range(SWEEPS):
        for field, held in members.items():
            wished = {number: _wish(number, beside[number], points) for number in held}
            for number, slot in zip(_ordered(held, wished, slots[field]), slots[field], strict=True):
                points[number] = slot
    tied = [[number for number in held if beside[number]] for held in members.values()]
    work = sum(2 * len(held) * sum(len(beside[number]) for number in held) for held in tied)
    for _ in range(min(PASSES, MOST_WORK // max(work, 1))):
        for held in tied:
            _change(held, beside, points)
    return points


def _wish(number: int, beside: Sequence[int], points: Sequence[Point]) -> Point:
    """Return where a mark would rather stand: at the mean of its neighbours."""
    if not beside:
        return points[number]
    mean_x, mean_y = (sum(points[other][axis] for other in beside) / len(beside) for axis in (0, 1))
    return mean_x, mean_y


def _change(held: Sequence[int], beside: Mapping[int, Sequence[int]], points: list[Point]) -> None:
    """Let two marks of a field change places wherever that makes their lines shorter."""
    long: dict[int, float] = {}  # of the lines of a mark, until it or what it is tied to moves
    for one, other in combinations(held, 2):
        for number in (one, other):
            if number not in long:
                long[number] = _length(points[number], beside[number], points)
        enough = long[one] + long[other] - ENOUGH
        points[one], points[other] = points[other], points[one]
        mine = _length(points[one], beside[one], points)
        if mine <= enough and mine + _length(points[other], beside[other], points) <= enough:
            for moved in (one, other, *beside[one], *beside[other]):
                long.pop(moved, None)
        else:
            points[one], points[other] = points[other], points[one]


def _length(at: Point, beside: Sequence[int], points: Sequence[Point]) -> float:
    return sum([dist(at, points[other]) for other in beside])


def _ordered(held: Sequence[int], wished: Mapping[int, Point], slots: Sequence[Point]) -> list[int]:
    """Return the marks of a field in the order of its places: by files, and within a file from the top."""
    by_x = sorted(held, key=lambda number: (wished[number][0], number))
    ordered: list[int] = []
    start = 0
    while start < len(slots):
        end = next((n for n in range(start, len(slots)) if slots[n][0] != slots[start][0]), len(slots))
        ordered += sorted(by_x[start:end], key=lambda number: (wished[number][1], number))
        start = end
    return ordered
