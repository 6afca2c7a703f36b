"""
The map: where people stand by how they answered, each a mark of their side, each opinion group in an outline.

A map that cannot be trusted is not drawn: `why_not` gives the sentence that stands in its place. The map has no
reading direction: its two directions have no names, so it is the same in every language.
"""

from __future__ import annotations

from sulh.figures import marks
from sulh.figures.canvas import Canvas, wrapped
from sulh.figures.hull import Point, hull
from sulh.figures.strip import rules
from sulh.model.findings import STABLE, Findings, Groups, OpinionMap
from sulh.words.language import Language, language

BREADTH = 620  # of the field; its height follows from the answers
FLATTEST = 0.45  # height of the field over its breadth, at least
EDGE = 24
LABEL = 60  # half of the room that the name of a group needs
CROWD = 400  # from so many people on, marks are small
NO_RELATION, SOME_RELATION = 0.1, 0.4  # of the mutual information; where the words change


def why_not(findings: Findings, words: Language) -> str | None:
    """
    Return the sentence that stands in place of the map; None when there is a map to show.

    Args:
        findings: From `sulh.analyse`.
        words: The reader's language.
    """
    for gap in findings.cannot_say:
        if gap.code == "too-few-for-map":
            return words.count(
                "One participant is too few for a map, groups or a look at patterns: below fifty they show chance.",
                "{n} participants are too few for a map, groups or a look at patterns: below fifty they show chance.",
                int(gap.number or 0),
            )
        if gap.code == "map-unstable":
            return words.say(
                "No map: drawn again from samples of the same people it came out differently "
                "(stability {stability}; a map needs at least {least}).",
                stability=words.decimal(gap.number or 0.0),
                least=words.decimal(STABLE),
            )
    if findings.groups is None or findings.groups.map is None or findings.groups.stability < STABLE:
        return words.say("No map: the answers do not fall into groups that hold.")
    return None


def opinion_map(findings: Findings, *, lang: str = "en") -> str:
    """
    Draw the map of opinions, or the sentence that says why there is none.

    Args:
        findings: From `sulh.analyse`.
        lang: Language of the labels: "en", "fr" or "ar".

    Returns:
        One SVG as text.
    """
    words = language(lang)
    canvas = Canvas(words, BREADTH + 2 * EDGE)
    reason, found = why_not(findings, words), findings.groups
    if reason is not None or found is None or found.map is None:
        lines = wrapped(reason or "", 84, lines=4)
        canvas.write(EDGE, 36, lines)
        return canvas.finish(44 + 19 * len(lines), title=reason or "", alternative=reason or "")
    canvas.write(EDGE, 34, wrapped(relation(found, words), 70, lines=2), kind="b")
    y = canvas.legend([side.name for side in findings.sides], EDGE, 78)
    inner, tall = field(found, found.map, words)
    canvas.draw(f'<svg x="{EDGE}" y="{y:g}" width="{BREADTH}" height="{tall}">{inner}</svg>')
    shared = f"<defs>{marks.SHAPES}</defs><style>{rules(1)}</style>"
    return canvas.finish(
        y + tall + EDGE, title=relation(found, words), alternative=described(found, words), shared=shared
    )


def relation(found: Groups, words: Language) -> str:
    """Return in one sentence what the opinion groups have to do with the declared sides."""
    measure = found.with_sides
    if measure is None:
        return words.say(
            "People fall into opinion groups; with fewer than two sides there is nothing to compare them with."
        )
    if measure < NO_RELATION:
        return words.say("The divide in the answers is not where it was declared: groups and sides are unrelated.")
    if measure < SOME_RELATION:
        return words.say("Opinion groups and declared sides overlap in part.")
    return words.say("The opinion groups largely follow the declared sides.")


def described(found: Groups, words: Language) -> str:
    """Return the text alternative: how many people each group holds."""
    sizes = [
        words.say("{group}: {members}", group=group_name(group.number, words), members=words.number(group.members))
        for group in found.groups
    ]
    return words.say("A map of {groups}.", groups=words.listing(sizes))


def field(found: Groups, shown: OpinionMap, words: Language) -> tuple[str, int]:
    """
    Draw the field of the map: outlines, marks and the number of each group.

    Returns:
        SVG elements without the <svg> around them, for a box 620 pixels wide, and the height of that box.
    """
    spots, tall = _spots(shown.positions)
    scale = 0.45 if len(spots) > CROWD else 0.8
    placed = list(zip(spots, shown.positions, strict=True))
    by_group = {group.number: [spot for spot, place in placed if place[3] == group.number] for group in found.groups}
    by_side = {side: [spot for spot, place in placed if place[2] == side] for side in {p[2] for p in shown.positions}}
    frame = f'<rect width="{BREADTH}" height="{tall}" class="field"/>'
    outlines = "".join(_outline(inside) for inside in by_group.values())
    people = "".join(_people(side, inside, scale) for side, inside in sorted(by_side.items()))
    labels = "".join(_label(number, inside, words) for number, inside in by_group.items() if inside)
    return frame + outlines + people + labels, tall


def _spots(positions: list[tuple[float, float, int, int]]) -> tuple[list[Point], int]:
    """Fit the places into the field, the same scale along both directions; return them and the field's height."""
    xs, ys = [place[0] for place in positions], [place[1] for place in positions]
    wide, high = (max(xs, default=0) - min(xs, default=0)), (max(ys, default=0) - min(ys, default=0))
    scale = (BREADTH - 2 * EDGE) / (max(wide, high) or 1.0)
    tall = max(round(high * scale) + 2 * EDGE, round(FLATTEST * BREADTH))
    middle_x, middle_y = min(xs, default=0) + wide / 2, min(ys, default=0) + high / 2
    spots: list[Point] = [
        (round(BREADTH / 2 + (x - middle_x) * scale), round(tall / 2 - (y - middle_y) * scale))
        for x, y in zip(xs, ys, strict=True)
    ]
    return spots, tall


def _people(side: int, spots: list[Point], scale: float) -> str:
    """
    Draw everybody of one side as the corners of one path that is not drawn itself: a few bytes a person.

    The mark of the side is a marker, which SVG repeats at every corner.
    """
    kind, own = marks.kind(side), "px" if side < 0 else f"p{side}"
    outline = marks.CROSS if side < 0 else marks.OUTLINES[side % marks.OPEN_FROM]
    marker = (
        f'<marker id="{own}" markerUnits="userSpaceOnUse" overflow="visible">'
        f'<path class="{kind}" d="{outline}" transform="scale({scale:g})"/></marker>'
    )
    corners = "L".join(f"{x:g} {y:g}" for x, y in spots)
    ends = " ".join(f'marker-{end}="url(#{own})"' for end in ("start", "mid", "end"))
    return f'<g class="p">{marker}<path d="M{corners}" style="fill:none;stroke:none" {ends}/></g>'


def _outline(spots: list[Point]) -> str:
    around = hull(spots)
    if not around:
        return ""
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in around) + "z"
    return f'<path class="round" d="{path}"/>'


def _label(number: int, inside: list[Point], words: Language) -> str:
    """Write the name of a group at the middle of its people, or above them where they stand on one spot."""
    xs, ys = zip(*inside, strict=True)
    x = min(max(sum(xs) / len(xs), LABEL), BREADTH - LABEL)
    y = min(ys) - EDGE / 2 if max(ys) - min(ys) < EDGE else sum(ys) / len(ys)
    return f'<text class="g" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{group_name(number, words)}</text>'


def group_name(number: int, words: Language) -> str:
    """Return what a group is called."""
    return words.say("Group {number}", number=words.number(number))
