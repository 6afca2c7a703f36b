"""
The drawing of a network: columns, bands, lines, marks, names, and what their looks mean.

    Shown ──fields──▶ layered ──▶ points ─┬─ lines      under all else, bent a little, a look for each family of ties
                                          ├─ marks      of sides, in the frame of their kind
                                          └─ names      of the most connected, where there is room

Whom it shows and what is said of it stands in `sulh.figures.network_table`, where marks stand in `sulh.figures.layers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot

from sulh.figures import marks
from sulh.figures.beside import Box, Named, written
from sulh.figures.canvas import text_line, wrapped
from sulh.figures.drawn import Labels, text_in
from sulh.figures.fluid import breadth
from sulh.figures.layers import Field, Frame, Layers, Point, layered
from sulh.figures.network_table import MOST, Shown
from sulh.model.actors import Actor, ActorKind, TieKind
from sulh.model.picture import Picture
from sulh.model.tracks import LEVELS
from sulh.words.language import Language, mark
from sulh.words.text import shorten

PAIR = 2  # sides, between which those of none have their place
NARROW = 500  # pixels; below, names are fewer and shorter
LINES = 1200  # of a figure; ties across sides come first
LETTER = 7.2  # breadth of one, about
HEAD, LEADING = 48, 20  # pixels: the names of sides; from line to line below the figure
BENDS, FURTHEST = (0.12, -0.12, 0.06, -0.06), 16.0  # how far a line leaves the straight: of its length, and in pixels
SHORT = 7.0  # how far before the middle of a mark it ends
HALO = ' stroke="Canvas" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
LOOKS: dict[str, tuple[tuple[TieKind, ...], str]] = {
    "belongs": (("member_of", "leads", "represents"), 'stroke-width="1"'),
    "works": (("works_with", "allied", "funds"), 'stroke-width="2"'),
    "talks": (("talks_with", "trusts"), 'stroke-width="1.4" stroke-dasharray="7 3"'),
    "against": (("distrusts", "hostile"), 'stroke-width="2" stroke-dasharray="1.5 3.5"'),
}
FAMILY: dict[TieKind, str] = {kind: name for name, (kinds, _) in LOOKS.items() for kind in kinds}
RING = 'fill="none" stroke="currentColor" stroke-width="1.2"'
FRAMES: dict[str, tuple[str, str]] = {
    "person": ("", mark("a person")),
    "body": (f'<circle r="9.5" {RING}/>', mark("an organisation or group")),
    "state": (f'<path d="M-9-9H9V9H-9z" {RING}/>', mark("a state or international body")),
    "armed": (f'<path d="M0-13L13 0L0 13L-13 0z" {RING}/>', mark("an armed group")),
}
FRAMED: dict[ActorKind, str] = {
    "person": "person",
    "state": "state",
    "international": "state",
    "armed_group": "armed",
}
FEW, MANY = 80, 400  # lines; with more they are paler
# Up to so many actors: steps across and down, size of marks, names; on a telephone and on a desk. Found by looking.
LOOKS_BY_SIZE = (
    (40, (60, 110), 46, 1.0, (40, 40)),
    (120, (30, 50), 36, 0.8, (14, 40)),
    (MOST, (16, 25), 30, 0.6, (10, 30)),
)


@dataclass(frozen=True)
class Look:
    """How a network is drawn: steps between marks, their size, how many names, of how many letters."""

    frame: Frame
    scale: float
    names: int
    letters: int


def look_of(actors: int, width: int) -> Look:
    """Return how to draw so many actors."""
    size = 0 if width < NARROW else 1
    _, across, down, scale, names = next(one for one in LOOKS_BY_SIZE if actors <= one[0])
    return Look(Frame(width, across[size], down), scale, names[size], (16, 24)[size])


@dataclass(frozen=True)
class Sheet:
    """One drawing, and what its parts have in common; `key` begins every id in it."""

    picture: Picture
    found: Shown
    words: Language
    labels: Labels
    width: int
    key: str

    def drawn(self, title: str, alternative: str) -> str:
        """Return the figure as SVG text."""
        words, key, actors = self.words, self.key, self.found.actors
        look = look_of(len(actors), self.width)
        layers = layered(
            [self._field(actor) for actor in actors], sorted({line[:2] for line in self.lines}), look.frame
        )
        points = [(self._x(x), HEAD + y) for x, y in layers.points]
        bottom = HEAD + layers.tall
        legend = list(self._legend(bottom + LEADING))
        parts = [
            *self._grid(layers),
            *self._paths(points, look),
            *self._marks(points),
            *self._names(points, look, layers),
            *(svg for svg, _ in legend),
        ]
        foot = max((y for _, y in legend), default=bottom) + 10
        frame = f'viewBox="0 0 {self.width} {foot:.0f}" width="{self.width}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {frame} lang="{words.tag}" direction="{words.direction}" '
            f'fill="currentColor" role="img" aria-labelledby="{key}-title {key}-all"><title id="{key}-title">'
            f'{text_line(title)}</title><desc id="{key}-all">{text_line(alternative)}</desc>'
            f"<defs>{''.join(self._shapes(look.scale))}</defs>{''.join(parts)}</svg>\n"
        )

    @cached_property
    def columns(self) -> tuple[str | None, ...]:
        """Sides in their order; those of none in the middle of two, else behind all."""
        sides: list[str | None] = list(self.picture.sides)
        if any(actor.side not in self.picture.sides and not actor.abroad for actor in self.found.actors):
            sides.insert(1 if len(sides) == PAIR else len(sides), None)
        return tuple(sides)

    def _x(self, along: float) -> float:
        return self.width - along if self.words.leftward else along

    def _field(self, actor: Actor) -> Field:
        if actor.abroad:
            return 0, None
        band = LEVELS.index(actor.level) + 1 if actor.level else len(LEVELS) + 1
        return band, self.columns.index(actor.side if actor.side in self.picture.sides else None)

    def _mark(self, side: str | None) -> int:
        """Return the number of a side's mark; -1 for none."""
        if side is None or side not in self.picture.sides:
            return -1
        return self.labels.marks.get(side, list(self.picture.sides).index(side))

    def _text(self, x: float, y: float, text: str, *, anchor: str = "start", look: str = "") -> str:
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="13"{look}>{text_line(text)}</text>'

    def _grid(self, layers: Layers) -> Iterator[str]:
        """Yield the names of sides and bands, and the lines between them."""
        bottom = HEAD + layers.tall
        for band, y in layers.bands.items():
            yield f'<path d="M0 {HEAD + y:.0f}H{self.width}" stroke="currentColor" stroke-opacity=".3"/>'
            yield self._text(self._x(0), HEAD + y + 16, self._bands[band], look=' fill-opacity=".8"')
        top = HEAD + (layers.bands.get(1, 0.0) if 0 in layers.bands else 0.0)
        for number, (begin, wide) in enumerate(layers.columns):
            if number:
                x = self._x(begin)
                yield f'<path d="M{x:.0f} {top:.0f}V{bottom:.0f}" stroke="currentColor" stroke-opacity=".18"/>'
            yield from self._head(self.columns[number], begin + wide / 2, wide)

    def _head(self, side: str | None, middle: float, wide: float) -> Iterator[str]:
        name = text_in(self.picture.sides.get(side or "", {}), self.words.tag) or self.words.say("No side")
        lines = wrapped(name, max(int((wide - 10) / LETTER), 6), lines=2)
        kind = marks.kind(self._mark(side))
        x = self._x(middle)
        use = f'<use href="#{self.key}-{kind}" x="{x:.0f}" y="9"/>'
        yield f'<g class="{kind}" stroke="currentColor">{use}</g>'
        for number, line in enumerate(lines):
            yield self._text(x, 28 + 15 * number, line, anchor="middle", look=' font-weight="600"')

    def _shapes(self, scale: float) -> Iterator[str]:
        """Yield the mark of each column, and that of each side in each frame that occurs."""
        for number in sorted({self._mark(side) for side in self.columns}):
            yield f'<g id="{self.key}-{marks.kind(number)}"><path d="{_outline(number)}"/></g>'
        used = {(self._mark(actor.side), FRAMED.get(actor.kind, "body")) for actor in self.found.actors}
        for number, family in sorted(used):
            inner = f'<g transform="scale({scale:g})"><path d="{_outline(number)}"/>{FRAMES[family][0]}</g>'
            yield f'<g id="{self.key}-{marks.kind(number)}{family}">{inner}</g>'

    def _marks(self, points: Sequence[Point]) -> Iterator[str]:
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for actor, (x, y) in zip(self.found.actors, points, strict=True):
            kind = marks.kind(self._mark(actor.side))
            shape = f"{self.key}-{kind}{FRAMED.get(actor.kind, 'body')}"
            by_kind[kind].append(f'<use href="#{shape}" x="{x:.0f}" y="{y:.0f}"/>')
        for kind, uses in sorted(by_kind.items()):
            yield f'<g class="{kind}" stroke="currentColor">{"".join(uses)}</g>'

    def _names(self, points: Sequence[Point], look: Look, layers: Layers) -> Iterator[str]:
        """Yield the names of the most connected, as far as there is room, over no name of a band."""
        short = [shorten(self.found.names[actor.id], look.letters) for actor in self.found.actors]
        named = [Named(name, point, 10 * look.scale) for name, point in zip(short, points, strict=True)]
        heads = [self._band_box(band, HEAD + y) for band, y in layers.bands.items()]
        room = self.width, HEAD + layers.tall
        yield from written(named, room, self.words, size=13, most=look.names, look=HALO, kept=heads, below=True)

    def _band_box(self, band: int, y: float) -> Box:
        long = breadth(self._bands[band], 13)
        return (self.width - long if self.words.leftward else 0, y, self.width if self.words.leftward else long, y + 24)

    @cached_property
    def _bands(self) -> dict[int, str]:
        words = self.words
        named = {0: words.say("Abroad"), len(LEVELS) + 1: words.say("Level not said")}
        return named | {number: self.labels.levels[level] for number, level in enumerate(LEVELS, 1)}

    @cached_property
    def lines(self) -> list[tuple[int, int, str]]:
        """Each pair of marks with a family of ties between them, those across sides first."""
        number = {actor.id: number for number, actor in enumerate(self.found.actors)}
        sides = [self._field(actor)[1] for actor in self.found.actors]
        ends = [(number[tie.one], number[tie.other], FAMILY[tie.kind]) for tie in self.found.ties]
        lines = {(min(one, other), max(one, other), family) for one, other, family in ends}
        return sorted(lines, key=lambda line: (sides[line[0]] == sides[line[1]], line))

    def _paths(self, points: Sequence[Point], look: Look) -> Iterator[str]:
        """Yield a path for each family of ties; two families between the same marks bend apart."""
        kept = self.lines[:LINES]
        deep = 0.6 if len(kept) < FEW else 0.4 if len(kept) < MANY else 0.25
        for (family, (_, stroke)), bend in zip(LOOKS.items(), BENDS, strict=True):
            ends = [(points[one], points[other]) for one, other, name in kept if name == family]
            path = "".join(_curve(one, other, bend, SHORT * look.scale) for one, other in ends)
            if path:
                yield f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity="{deep}" {stroke}/>'

    def _legend(self, y: float) -> Iterator[tuple[str, float]]:
        """Yield what the looks of lines and frames mean, each with its height: side by side where there is room."""
        words, half = self.words, self.width if self.width < NARROW else self.width // 2
        families = [name for name in LOOKS if any(FAMILY[tie.kind] == name for tie in self.found.ties)]
        frames = [name for name in FRAMES if any(FRAMED.get(actor.kind, "body") == name for actor in self.found.actors)]
        for number, name in enumerate(families):
            kinds, stroke = LOOKS[name]
            down = y + LEADING * number
            start, end = self._x(0), self._x(34)
            yield f'<path d="M{start:.0f} {down - 4:.0f}H{end:.0f}" stroke="currentColor" {stroke}/>', down
            yield self._text(self._x(42), down, ", ".join(self.labels.ties[kind] for kind in kinds)), down
        for number, name in enumerate(frames):
            begin = half if half < self.width else 0
            down = y + LEADING * (number if begin else number + len(families))
            place = f'transform="translate({self._x(begin + 17):.0f} {down - 4:.0f}) scale(.7)"'
            yield f'<g {place}><circle r="4.5"/>{FRAMES[name][0]}</g>', down
            yield self._text(self._x(begin + 42), down, words.say(FRAMES[name][1])), down


def _outline(number: int) -> str:
    return marks.CROSS if number < 0 else marks.OUTLINES[number % marks.OPEN_FROM]


def _curve(one: Point, other: Point, bent: float, short: float) -> str:
    """Return a line that leaves the straight a little, and ends before the marks; empty where they touch."""
    (x, y), (to_x, to_y) = one, other
    long = hypot(to_x - x, to_y - y)
    if long <= 2 * short:
        return ""
    along, down = (to_x - x) / long, (to_y - y) / long
    reach, bend = long - 2 * short, max(min(bent * long, FURTHEST), -FURTHEST)
    middle = f"{along * reach / 2 - down * bend:.0f} {down * reach / 2 + along * bend:.0f}"
    return f"M{x + along * short:.0f} {y + down * short:.0f}q{middle} {along * reach:.0f} {down * reach:.0f}".replace(
        " -", "-"
    )
