"""
Three conversations with the output of the Polis server itself, held against ours.

Two traps: in the conversation of 50 participants every priority is 49 (a fault of the server that wrote it), and
statements rejected by moderation count there as zeros seen by everyone.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sulh.model.dialogue import Floats, Int64s, Sides, Votes
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.kernels import counting
from sulh.opinion.polis import extremity, group_informed_consensus, priorities
from sulh.opinion.projection import project
from sulh.opinion.representative import one_proportion_z, two_proportion_z
from tests.opinion.small import UNANSWERED, votes_of

CONVERSATIONS = ["25ptpt-3gp-no-strict-with-meta", "50ptpt-3gp-strict-no-meta", "below-100-ptpts"]
ALL_PRIORITIES_49 = "50ptpt-3gp-strict-no-meta"


@dataclass
class Golden:
    """One conversation: our reading of its votes, and what the server made of them."""

    votes: Votes
    people: list[int]
    statements: list[int]
    server: dict[str, Any]

    def of_server(self, by_statement: dict[str, float]) -> Floats:
        """Lay a table of the server in our order of statements."""
        return np.array([by_statement[str(statement)] for statement in self.statements])

    def counts_of_server(self) -> Int64s:
        """Read the server's counts by group: agree, disagree, pass."""
        by_group = [group["votes"] for _, group in sorted(self.server["group-votes"].items())]
        cells = [[votes[str(s)] for s in self.statements] for votes in by_group]
        return np.array([[[c["A"], c["D"], c["S"] - c["A"] - c["D"]] for c in row] for row in cells])

    def groups_of_server(self) -> Sides:
        """Give every participant the group in which the server put them, as if it were a declared side."""
        bases = dict(zip(self.server["base-clusters"]["id"], self.server["base-clusters"]["members"], strict=True))
        of = np.full(len(self.people), -1, np.int16)
        for number, group in enumerate(sorted(self.server["group-clusters"], key=lambda group: group["id"])):
            for person in (person for base in group["members"] for person in bases[base]):
                of[self.people.index(person)] = number
        return Sides(tuple(map(str, range(len(self.server["group-clusters"])))), of)


@pytest.fixture(params=CONVERSATIONS)
def golden(request: pytest.FixtureRequest, shared_data: Path) -> Golden:
    """One of the conversations."""
    return read(shared_data / "polis-math" / request.param)


def read(folder: Path) -> Golden:
    """Read a conversation; two spellings of its keys exist."""
    rows = json.loads((folder / "votes.json").read_text(encoding="utf-8"))
    server = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    person, statement = ("pid", "tid") if "pid" in rows[0] else ("participant_id", "statement_id")
    people, statements = sorted({row[person] for row in rows} | set(server["in-conv"])), sorted(server["tids"])
    table = np.full((len(people), len(statements)), UNANSWERED, np.int8)
    for row in sorted(rows, key=lambda row: float(row["modified"])):
        table[people.index(row[person]), statements.index(row[statement])] = row["vote"]
    return Golden(votes_of(table), people, statements, server)


def without(golden: Golden, rejected: list[int]) -> Votes:
    """Leave out the answers to rejected statements, and the statements."""
    keep = np.array([statement not in rejected for statement in golden.statements])
    table = np.full((len(golden.people), len(golden.statements)), UNANSWERED, np.int8)
    table[golden.votes.participant(), golden.votes.statement] = golden.votes.vote
    return votes_of(table[:, keep])


def test_group_informed_consensus_is_that_of_the_server(golden: Golden) -> None:
    """Over the server's own counts by group, to twelve digits."""
    expected = golden.of_server(golden.server["group-aware-consensus"])

    np.testing.assert_allclose(group_informed_consensus(golden.counts_of_server()), expected, rtol=0, atol=1e-12)


def test_counts_by_group_are_those_of_the_server(golden: Golden) -> None:
    """Given the server's groups, our passes count what it counted."""
    groups = golden.groups_of_server()
    engine = LocalEngine(golden.votes, Sides((), np.full(len(golden.people), -1, np.int16)))

    (counts,) = engine.total(counting.count_labels, groups.of, len(golden.statements), len(groups.names))

    assert golden.counts_of_server().tolist() == counts[:-1].tolist()


def test_priorities_are_those_of_the_server(golden: Golden, request: pytest.FixtureRequest) -> None:
    """From the server's counts and extremities, to twelve digits; meta statements have 49."""
    expected = golden.of_server(golden.server["comment-priorities"])
    if ALL_PRIORITIES_49 in request.node.name:
        assert {49.0} == set(expected.tolist())
        return
    meta = np.flatnonzero(np.isin(golden.statements, golden.server["meta-tids"]))
    far = np.array(golden.server["pca"]["comment-extremity"])

    found = priorities(golden.counts_of_server().sum(axis=0), far, meta)

    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_extremity_is_that_of_the_server(golden: Golden) -> None:
    """From the server's own map, turned to our direction of votes, to twelve digits."""
    pca = golden.server["pca"]

    found = extremity(-np.array(pca["center"]), np.array(pca["comps"]).T)

    np.testing.assert_allclose(found, pca["comment-extremity"], rtol=0, atol=1e-12)


def test_tests_of_representative_statements_are_those_of_the_server(golden: Golden) -> None:
    """For every statement it prints for a group: one share to twelve digits, two shares to its single precision."""
    counts, kinds = golden.counts_of_server(), {"agree": 0, "disagree": 1}
    printed = [(int(group), row) for group, rows in golden.server["repness"].items() for row in rows]

    for group, row in printed:
        cell, kind = counts[:, golden.statements.index(row["tid"])], kinds[row["repful-for"]]
        here, trials = cell[:, kind], cell.sum(axis=1)
        others = np.arange(len(counts)) != group

        one = one_proportion_z(here[group], trials[group])
        two = two_proportion_z(here[group], here[others].sum(), trials[group], trials[others].sum())

        assert pytest.approx(row["p-test"], abs=1e-12) == one
        assert pytest.approx(row["repness-test"], abs=1e-6) == two
    assert printed


def test_both_directions_of_the_map_are_those_of_the_server(golden: Golden) -> None:
    """Left out of our map, rejected statements have no direction in the server's either; the others have the same."""
    rejected = golden.server["mod-out"]
    votes = without(golden, rejected)
    engine = LocalEngine(votes, Sides((), np.full(len(golden.people), -1, np.int16)))
    keep = [statement not in rejected for statement in golden.statements]
    server = np.array(golden.server["pca"]["comps"])[:, keep]

    found = project(engine, count(engine), seed=0, zeros_seen_by_all=len(rejected))
    cosines = np.abs((found.directions.T * server).sum(axis=1)) / np.linalg.norm(server, axis=1)

    assert cosines.min() > 0.999
    assert len(golden.statements) == len(server[0]) + len(rejected)


def test_people_stand_where_the_server_puts_them(golden: Golden) -> None:
    """With rejected statements as zeros seen by everyone, positions are the server's base clusters, but for signs."""
    rejected = golden.server["mod-out"]
    votes = without(golden, rejected)
    engine = LocalEngine(votes, Sides((), np.full(len(golden.people), -1, np.int16)))
    bases = golden.server["base-clusters"]
    alone = [at for at, members in enumerate(bases["members"]) if len(members) == 1]
    people = [golden.people.index(bases["members"][at][0]) for at in alone]

    found = project(engine, count(engine), seed=0, zeros_seen_by_all=len(rejected)).positions[people]
    server = np.array([bases["x"], bases["y"]]).T[alone]

    for ours, theirs in zip(found.T, server.T, strict=True):
        assert abs(np.corrcoef(ours, theirs)[0, 1]) > 0.999
        assert np.linalg.norm(ours) == pytest.approx(np.linalg.norm(theirs), rel=0.02)
