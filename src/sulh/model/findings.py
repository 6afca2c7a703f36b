"""
What comes out of an analysis: the content of `findings.json`, as frozen values.

    Findings ─┬─ inputs        what was read, with which options, and who was asked
              ├─ sides         every declared side: members, answered, invited, reach
              ├─ statements    every statement: standing, witness, margin, and each side's own answers
              ├─ comparison    other people's scores of the same statements, for comparison only
              ├─ divides       where one side's answers exclude another's
              ├─ unheard       where a side has answered too little to say
              ├─ cut?          the same rules, by one further declared cut
              ├─ map, groups   opinion groups as a check on the declared sides (50 participants or more)
              ├─ routing       which statements to show next on each side
              ├─ integrity     flagged patterns, and the standings without them
              └─ cannot_say    codes for what cannot be said here, each with its numbers

Shares and estimates lie between 0 and 1 and are rounded to six decimals. `null` means "cannot be said", never zero.
Nothing is computed here (see `sulh.opinion`), nothing is rendered (see `sulh.papers`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sulh.model.dialogue import About

SCHEMA_VERSION = "1.0"
WORKING_PAPER = "Working paper of the facilitator. Not to be handed on: it holds counts that can expose people."

Standing = Literal["firm", "likely", "not-yet-known", "refused"]
Population = Literal["consultation", "room"]
PassAs = Literal["not-agree", "missing"]
STANDINGS: tuple[Standing, ...] = ("firm", "likely", "not-yet-known", "refused")

DECIMALS = 6  # of every share, estimate and score
FEWEST_FOR_PATTERNS = 50  # participants; with fewer, the map, groups and integrity would show chance
STABLE = 0.5  # stability below which no groups and no map are shown


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all findings: frozen, and strict when read back."""


class Options(Value, frozen=True):
    """How the analysis was asked for; the same options and inputs give the same bytes."""

    level: float
    confidence: float
    pass_as: PassAs
    seed: int


class Inputs(Value, frozen=True):
    """
    What was read.

    Attributes:
        digest: SHA-256 of the answers and sides in canonical order, so that the order of rows does not matter.
        files: Name of each file read (no path) with its number of rows.
        population: "room" when the number invited is known for every side, else "consultation".
        superseded: Answers that a later answer of the same person replaced.
        skipped: Kind of fault -> rows left out because of it; empty unless `--lenient`.
        undeclared: Participants of no declared side; shown and counted nowhere.
        unknown_members: How many ids of the sides file answered nothing; many of them mean that the ids do not match.
    """

    digest: str
    files: dict[str, int]
    options: Options
    population: Population
    participants: int
    statements: int
    answers: int
    undeclared: int
    superseded: int
    skipped: dict[str, int]
    rejected: list[str]
    excluded: list[str]
    about: About
    unknown_members: int = 0


class Side(Value, frozen=True):
    """
    One declared side.

    Attributes:
        members: Participants of this side who are in the votes.
        answered: Those of them with at least one answer.
        answers: Their answers, all statements together.
        invited: Number invited; null in an open consultation.
        needed: Fewest answers of this side with which a statement can be firm at this level.
        in_reach: Whether the level is within reach for this side, however it answers from now on.
    """

    name: str
    members: int
    answered: int
    answers: int
    invited: int | None
    needed: int
    in_reach: bool


class OwnAnswers(Value, frozen=True):
    """
    One side's own answers to one statement.

    Attributes:
        low: Lower end of the side's own interval (in a room: a/N). Null without an answer.
        high: Upper end (in a room: (a + N - n)/N).
        estimate: Pooled estimate, for ordering inside the facilitator's room only; lies within [low, high].
    """

    agree: int
    disagree: int
    passed: int = msgspec.field(name="pass")
    answered: int
    low: float | None
    high: float | None
    estimate: float | None


class Statement(Value, frozen=True):
    """
    One statement and what every side makes of it.

    Attributes:
        score: Smallest pooled estimate over the sides: orders statements, decides nothing. Null when a side is unheard.
        score_witness: The side with that estimate.
        standing: From own answers alone.
        witness: The side that limits the standing: lowest own lower end (in a room, lowest a/N). Null without sides.
        refused_by: Sides more of whose own answers reject than accept (or that cannot reach the level in a room).
        margin: Fewest answers that would have to turn from agree to disagree to lose *firm*; null when not firm.
        margin_side: The side of that margin.
        sides: Own answers by side, every declared side in alphabetical order.
        undeclared: Answers of participants without a side; shown, counted nowhere. Null when there are none.
    """

    id: str
    text: str | None
    score: float | None
    score_witness: str | None
    standing: Standing
    witness: str | None
    refused_by: list[str]
    margin: int | None
    margin_side: str | None
    sides: dict[str, OwnAnswers]
    undeclared: OwnAnswers | None


class Comparison(Value, frozen=True):
    """
    Other scores of the same statement, for comparison only; they decide nothing here.

    Attributes:
        overall: Share of all answers of all sides that agree.
        smallest_laplace: Smallest (a + 1)/(n + 2) over the sides.
        group_informed_consensus: Product of (a + 1)/(n + 2) over the sides, as Polis computes it over groups.
        geometric_mean: The same product, to the power of one over the number of sides.
    """

    id: str
    overall: float | None
    smallest_laplace: float | None
    group_informed_consensus: float | None
    geometric_mean: float | None


class Divide(Value, frozen=True):
    """A statement where the lower end of one side lies above the upper end of another; `gap` is the distance."""

    id: str
    above: str
    below: str
    gap: float


class Unheard(Value, frozen=True):
    """A statement that a side has answered too little; `more` answers would do."""

    id: str
    side: str
    answered: int
    more: int


class CutStatement(Value, frozen=True):
    """One statement within one value of the cut, judged by the same rules across the sides."""

    id: str
    standing: Standing
    witness: str | None
    margin: int | None
    sides: dict[str, OwnAnswers]


class CutValue(Value, frozen=True):
    """One value of the further cut (values are never ranked against one another)."""

    value: str
    members: int
    statements: list[CutStatement]


class CutFindings(Value, frozen=True):
    """Findings by one further declared cut."""

    name: str
    undeclared: int
    values: list[CutValue]


class Representative(Value, frozen=True):
    """
    A statement that sets a group or a side apart.

    Attributes:
        direction: Whether they agree or disagree with it more than the others.
        share: Share of their answers in that direction.
        others: Share of the others' answers in that direction.
        z: Two-proportion z; `q` its false-discovery rate (Benjamini-Hochberg).
    """

    id: str
    direction: Literal["agree", "disagree"]
    share: float
    others: float
    z: float
    q: float


class Group(Value, frozen=True):
    """
    An opinion group: people who answered alike. Computed, never a side.

    Attributes:
        members: How many participants.
        by_side: How many of each declared side ("" for undeclared).
        centre: Its middle on the map.
        representative: What sets it apart, most telling first.
    """

    number: int
    members: int
    by_side: dict[str, int]
    centre: tuple[float, float]
    representative: list[Representative]


class OpinionMap(Value, frozen=True):
    """
    The map: where people stand by how they answered.

    Attributes:
        explained: Share of the variation of answers along each of the two directions.
        positions: Up to 2,000 participants, drawn by seed: (x, y, side number or -1, group number).
        statements: Statement id -> its own direction on the map, the strongest 20.
    """

    explained: tuple[float, float]
    positions: list[tuple[float, float, int, int]]
    statements: dict[str, tuple[float, float]]


class Groups(Value, frozen=True):
    """
    Opinion groups as a check on the declared sides.

    Attributes:
        stability: Mean adjusted Rand index of the grouping over bootstrap samples; below .5 no map is shown.
        silhouette: Mean silhouette of the grouping.
        with_sides: Normalised mutual information with the declared sides: 0 no relation, 1 the same; null without.
        by_side: What sets each declared side apart.
    """

    count: int
    silhouette: float
    stability: float
    with_sides: float | None
    groups: list[Group]
    map: OpinionMap | None
    by_side: dict[str, list[Representative]]


class Flag(Value, frozen=True):
    """
    A pattern of answers that deserves a look; never proof of bad faith.

    Attributes:
        kind: `identical`, `burst`, `all-no` or `opposed-block`.
        participants: Ids of those flagged, in natural order.
        evidence: Numbers behind the flag, by name; each name is explained on the methods page.
    """

    kind: Literal["identical", "burst", "all-no", "opposed-block"]
    side: str | None
    participants: list[str]
    evidence: dict[str, float]


class Without(Value, frozen=True):
    """The standing of one statement when the flagged are left out."""

    id: str
    standing: Standing
    witness: str | None
    margin: int | None
    score: float | None


class Integrity(Value, frozen=True):
    """Flagged patterns, and every statement's standing without the flagged participants."""

    flags: list[Flag]
    flagged: int
    without: list[Without]


class Routing(Value, frozen=True):
    """Weight with which each statement should be shown next to a participant of this side; weights add up to one."""

    side: str
    weights: dict[str, float]


class CannotSay(Value, frozen=True):
    """
    Something that these answers do not allow to be said, as a code with its numbers.

    Attributes:
        code: `no-sides`, `one-side`, `side-without-answers`, `too-few-for-map`, `map-unstable`, `level-out-of-reach`,
            `no-statements`, `no-answers` or `all-pass`.
        side: The side concerned, if one is.
        number: The number that belongs to the sentence, if there is one.
    """

    code: Literal[
        "no-sides",
        "one-side",
        "side-without-answers",
        "too-few-for-map",
        "map-unstable",
        "level-out-of-reach",
        "no-statements",
        "no-answers",
        "all-pass",
    ]
    side: str | None = None
    number: float | None = None


class Findings(Value, frozen=True, kw_only=True):
    """
    Everything an analysis found: the content of `findings.json`.

    `statements` come by score, highest first, then by id; those without a score last.
    """

    paper: str = WORKING_PAPER
    schema_version: str = SCHEMA_VERSION
    inputs: Inputs
    sides: list[Side]
    statements: list[Statement]
    comparison: list[Comparison]
    divides: list[Divide]
    unheard: list[Unheard]
    cut: CutFindings | None
    groups: Groups | None
    integrity: Integrity | None
    routing: list[Routing]
    cannot_say: list[CannotSay]
