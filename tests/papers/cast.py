"""
Findings made by hand for every state a paper can meet, judged by the rules of `sulh.opinion` from counts alone.

    CAST: name -> Findings    a workshop, one side, no sides, one statement, all-pass, six sides, long texts, ...
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from sulh.model.dialogue import About
from sulh.model.findings import (
    CannotSay,
    CutFindings,
    CutStatement,
    CutValue,
    Findings,
    Flag,
    Group,
    Groups,
    Inputs,
    Integrity,
    OpinionMap,
    Options,
    Representative,
    Routing,
    Side,
    Statement,
    Without,
)
from sulh.opinion import interval
from sulh.opinion.comparison import comparison
from sulh.opinion.contrast import divides, unheard
from sulh.opinion.judged import Judged, statements
from sulh.opinion.standing import answers_needed, fewest_of_invited, standings
from sulh.opinion.tally import Tally

Counts = tuple[int, int, int]  # agree, disagree, pass
LEVEL, CONFIDENCE = 0.6, 0.9

BRIDGE = {
    "Families must be able to visit graves on the other bank.": ((13, 1, 0), (17, 2, 1)),
    "The bridge market opens one day a week under joint marshals.": ((12, 2, 0), (15, 4, 1)),
    "لا يُمنع مريض من عبور الجسر إلى المستشفى، في أي ساعة.": ((14, 0, 0), (18, 1, 1)),
    "Each side repairs the road on its own bank first.": ((9, 4, 1), (14, 3, 3)),
    "Les enseignants des deux rives préparent ensemble un cours d'histoire.": ((9, 3, 2), (15, 5, 0)),
    "Armed guards stay on the bridge at night.": ((12, 1, 1), (2, 16, 2)),
    "The old border stones are moved back before anything else.": ((1, 12, 1), (17, 2, 1)),
    "Names of the missing are exchanged before winter.": ((4, 0, 0), (19, 0, 1)),
    "渡口的水位資料應向兩岸公開。": ((2, 1, 1), (9, 5, 4)),
    "A joint commission hears complaints about water.": ((8, 3, 3), (12, 4, 4)),
}
ABOUT = About(
    title="The two banks of the Serin",
    question="What would you need in order to use the bridge again?",
    chosen="Named by the village councils, half of them women.",
    when="2026-03-02/2026-03-20",
    how="On paper at the market, read aloud where asked for.",
    missing="Nobody from the upland pastures could come down before the thaw.",
)

WORDS = ("the", "bridge", "market", "water", "school", "road", "night", "guard", "family", "visit", "record", "open")


def findings(
    texts: Sequence[str | None],
    counts: Mapping[str, Sequence[Counts]],
    *,
    undeclared: Sequence[Counts] = (),
    invited: Mapping[str, int] | None = None,
    about: About | None = None,
    ids: Sequence[str] = (),
) -> Findings:
    """Judge statements by their counts per side: all that findings hold but what needs single answers."""
    names = tuple(sorted(counts))
    empty = [(0, 0, 0)] * len(texts)
    rows = [*(counts[name] for name in names), undeclared or empty]
    numbers = tuple(ids) or tuple(str(number) for number in range(1, len(texts) + 1))
    tally = Tally(names, numbers, np.array(rows, dtype=np.int64).reshape(len(rows), len(texts), 3))
    people = None if invited is None else np.array([invited[name] for name in names], dtype=np.int64)
    own = interval.own_answers(tally, confidence=CONFIDENCE, pass_as="not-agree", invited=people)
    found = standings(own, level=LEVEL, confidence=CONFIDENCE)
    estimate = np.where(np.isnan(own.low), np.nan, (tally.agree + 1) / (tally.counts[:-1].sum(axis=2) + 2))
    known = {number: text for number, text in zip(numbers, texts, strict=True) if text is not None}
    return Findings(
        inputs=_inputs(tally, about or About(), room=invited is not None),
        sides=[_side(tally, g, name, people) for g, name in enumerate(names)],
        statements=statements(Judged(tally, own, found, estimate), known),
        comparison=comparison(tally),
        divides=divides(own, tally),
        unheard=unheard(own, tally, level=LEVEL, confidence=CONFIDENCE),
        cut=None,
        groups=None,
        integrity=None,
        routing=[Routing(name, {number: 1 / len(numbers) for number in numbers}) for name in names],
        cannot_say=[CannotSay("too-few-for-map", number=float(tally.counts.sum(axis=2).max(initial=0)))],
    )


def _inputs(tally: Tally, about: About, *, room: bool) -> Inputs:
    most = tally.counts.sum(axis=2).max(axis=1, initial=0)
    return Inputs(
        digest="0f" * 32,
        files={"comments.csv": len(tally.statements), "votes.csv": int(tally.counts.sum())},
        options=Options(level=LEVEL, confidence=CONFIDENCE, pass_as="not-agree", seed=0),
        population="room" if room else "consultation",
        participants=int(most.sum()),
        statements=len(tally.statements),
        answers=int(tally.counts.sum()),
        undeclared=int(most[-1]),
        superseded=0,
        skipped={},
        rejected=[],
        excluded=[],
        about=about,
    )


def _side(tally: Tally, g: int, name: str, invited: np.typing.NDArray[np.int64] | None) -> Side:
    most = int(tally.counts[g].sum(axis=1).max(initial=0))
    needed = answers_needed(level=LEVEL, confidence=CONFIDENCE)
    if invited is not None:
        needed = int(fewest_of_invited(invited, level=LEVEL)[g])
    return Side(
        name=name,
        members=most,
        answered=most,
        answers=int(tally.counts[g].sum()),
        invited=None if invited is None else int(invited[g]),
        needed=needed,
        in_reach=most >= needed,
    )


def bridge() -> Findings:
    """Two villages on two banks, fourteen and twenty people, ten statements in four scripts."""
    east, west = zip(*BRIDGE.values(), strict=True)
    return findings(list(BRIDGE), {"East bank": east, "West bank": west}, about=ABOUT)


def workshop(size: int = 3) -> Findings:
    """A room of so many people a side, most of whom answered."""
    texts = list(BRIDGE)[:5]
    yes, split, no = (size, 0, 0), (size - 1, 1, 0), (0, size, 0)
    rows = {"North": [yes, yes, split, yes, no], "South": [yes, split, split, no, yes]}
    return findings(texts, rows, invited={"North": size, "South": size + 1}, about=About(title="A small room"))


def large(statements: int = 200, sides: int = 3, *, seed: int = 1) -> Findings:
    """Two hundred statements, three sides, with map, groups, integrity and a further cut."""
    draw = random.Random(seed)
    names = ("Coast", "Hill people", "Plain", "Delta", "Islands", "Old town", "Valley", "Steppe", "Lakes")[:sides]
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(8, 26))).capitalize() + "." for _ in range(statements)]
    found = findings(texts, {name: [_draw(draw) for _ in texts] for name in names}, about=ABOUT)
    return with_everything(found, draw)


def _draw(draw: random.Random) -> Counts:
    n, rate = draw.randint(4, 140), draw.betavariate(2.2, 1.4)
    agree = sum(draw.random() < rate for _ in range(n))
    disagree = round((n - agree) * draw.random())
    return agree, disagree, n - agree - disagree


def with_everything(found: Findings, draw: random.Random) -> Findings:
    """Add a map, groups, integrity flags and a further cut to findings."""
    return replace(
        found, groups=_groups(found, draw), integrity=_integrity(found), cut=_further_cut(found), cannot_say=[]
    )


def _groups(found: Findings, draw: random.Random) -> Groups:
    names, ids = [side.name for side in found.sides], [statement.id for statement in found.statements]
    places = [
        (draw.gauss(-1.5 + 3 * (person % 2), 0.8), draw.gauss(0, 0.9), person % (len(names) + 1) - 1, 1 + person % 2)
        for person in range(600)
    ]
    telling = [Representative(number, "agree", 0.91, 0.34, 5.2, 0.00004) for number in ids[:4]]
    telling.append(Representative(ids[4], "disagree", 0.81, 0.22, 4.4, 0.0007))
    members = dict.fromkeys([*names, ""], 300 // (len(names) + 1))
    directions = {number: (draw.uniform(-1, 1), draw.uniform(-1, 1)) for number in ids[:20]}
    return Groups(
        count=2,
        silhouette=0.31,
        stability=0.88,
        with_sides=0.03,
        groups=[Group(number, 300, members, (0.0, 0.0), telling) for number in (1, 2)],
        map=OpinionMap(explained=(0.18, 0.07), positions=places, statements=directions),
        by_side=dict.fromkeys(names, telling),
    )


def _integrity(found: Findings) -> Integrity:
    side = found.sides[0].name
    copies = [f"p{number}" for number in range(12)]
    flags = [
        Flag("identical", side, copies, {"copies": 12.0, "answers": 40.0, "expected": 3.5e-5, "chance": 2e-9}),
        Flag(
            "burst",
            None,
            ["7", "8"],
            {"people": 2.0, "seconds": 90.0, "usual": 0.08, "alike": 4.1, "chance": 1e-5},
        ),
        Flag("all-no", side, ["3"], {"answers": 22.0, "expected": 0.3, "spread": 0.4, "chance": 1e-4}),
        Flag(
            "opposed-block",
            side,
            ["4", "5", "6"],
            {"answers": 12.0, "expected": 0.2, "spread": 0.4, "share": 0.8, "chance": 1e-4},
        ),
    ]
    return Integrity(flags=flags, flagged=18, without=[_without(statement) for statement in found.statements])


def _without(statement: Statement) -> Without:
    """Say that what was firm is only likely without the flagged."""
    standing = "likely" if statement.standing == "firm" else statement.standing
    return Without(statement.id, standing, statement.witness, None, statement.score)


def _further_cut(found: Findings) -> CutFindings:
    rows = [CutStatement(s.id, s.standing, s.witness, s.margin, s.sides) for s in found.statements]
    values = [CutValue("women", 240, rows), CutValue("men", 251, rows)]
    return CutFindings(name="gender", undeclared=9, values=values)


def unsettled() -> Findings:
    """A consultation whose answers fall into no groups that hold: neither map nor groups, and little to set apart."""
    none = Groups(count=0, silhouette=0.0, stability=0.31, with_sides=None, groups=[], map=None, by_side={})
    return replace(bridge(), groups=none, cannot_say=[CannotSay("map-unstable", None, 0.31)])


def hostile() -> Findings:
    """Names and texts that would break a careless page or spreadsheet."""
    names = {'<script>alert(1)</script>"&': [(8, 1, 0), (1, 8, 0)], "=HYPERLINK(\u202e\x00)": [(9, 0, 0), (9, 0, 0)]}
    texts = ['</style><img src="http://evil.example/x">{{ 7*7 }} {0} %s', "=1+1\n@SUM(A1)\t\x07 \u2066unclosed"]
    return findings(texts, names, about=About(title="<b>&amp;</b>", question="{missing}", when="2026-13-45"))


def long_texts() -> Findings:
    """One statement of three thousand letters, one word of five hundred, one without a text, names of a hundred."""
    texts: list[str | None] = ["A very long thought. " * 150, "q" * 500, None, "دون توقف " * 200]
    counts: list[Counts] = [(9, 2, 1), (3, 8, 1), (10, 1, 1), (11, 0, 1)]
    return findings(texts, {"North " * 20: counts, "ق" * 100: counts})


CAST: dict[str, Callable[[], Findings]] = {
    "bridge": bridge,
    "workshop of three": workshop,
    "workshop of twelve": lambda: workshop(12),
    "one side": lambda: _say(
        findings(list(BRIDGE)[:2], {"North": [(9, 1, 0), (2, 2, 2)]}), CannotSay("one-side", "North")
    ),
    "no sides": lambda: _say(findings(["A", "B"], {}, undeclared=[(9, 1, 0), (2, 2, 2)]), CannotSay("no-sides")),
    "one statement": lambda: findings(["Only this."], {"North": [(9, 1, 0)], "South": [(8, 0, 0)]}),
    "no statements": lambda: _say(findings([], {"North": [], "South": []}), CannotSay("no-statements")),
    "all pass": lambda: _say(findings(["A"], {"North": [(0, 0, 6)], "South": [(0, 0, 9)]}), CannotSay("all-pass")),
    "a silent side": lambda: _say(
        findings(["A", "B"], {"North": [(9, 1, 0), (9, 1, 0)], "South": [(0, 0, 0), (0, 0, 0)]}),
        CannotSay("side-without-answers", "South"),
        CannotSay("level-out-of-reach", "North", 7.0),
    ),
    "no answers": lambda: _say(findings(["A"], {"N": [(0, 0, 0)], "S": [(0, 0, 0)]}), CannotSay("no-answers")),
    "two hundred statements": large,
    "six sides": lambda: large(12, 6, seed=3),
    "nine sides": lambda: large(6, 9, seed=4),
    "no groups that hold": unsettled,
    "hostile": hostile,
    "long texts": long_texts,
}


def _say(found: Findings, *gaps: CannotSay) -> Findings:
    parts = {name: getattr(found, name) for name in found.__struct_fields__}
    return Findings(**parts | {"cannot_say": [*found.cannot_say, *gaps]})
