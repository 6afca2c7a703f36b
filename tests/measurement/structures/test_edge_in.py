"""A network from a file that nobody should trust: named, bounded, and measured whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from sulh.formats.agreement_child import Limits
from sulh.measurement.structures.edge_child import answer
from sulh.measurement.structures.edge_in import Asked, Measured, Task, measured
from sulh.measurement.structures.edge_list import Assumed, File

ASKED = Asked(Assumed("funds", "high", "person"), date(2026, 11, 27), seed=1, draws=10)
PEOPLE = b"id,side\na1,A\na2,A\na3,A\nb1,B\nb2,B\n"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'


def _answer(edges: bytes, actors: bytes | None) -> Measured:
    task = Task(ASKED, "edges.csv", len(edges), None if actors is None else "actors.csv", Limits())
    return answer(edges + (actors or b""), task)


def test_ties_of_the_kind_that_was_said_count_with_the_usual_ones() -> None:
    """Of two pairs the file says "talks with" of one; the other is what was said of all: both count."""
    found = _answer(b"source,target,kind\na1,b1,talks_with\na1,a2,\n", PEOPLE).found

    assert found
    assert (1, 1, True) == (found.index.external, found.index.internal, "funds" in found.basis.kinds)


@pytest.mark.parametrize("edges", [BOMB, b"PK\x03\x04 no workbook", b"\x00\x00\x00", b"", b"<graphml"])
def test_what_is_no_network_is_told_and_not_measured(edges: bytes) -> None:
    """A bomb, a damaged workbook, no text, nothing, half a graph: a remark, and no figure made of the actors alone."""
    found = _answer(edges, PEOPLE)

    assert found.found is None
    assert found.remarks


def test_too_many_sides_and_too_much_are_told() -> None:
    """Sixty-five sides, and more bytes than are read."""
    people = b"id,side\n" + b"".join(b"p%d,s%d\n" % (n, n) for n in range(65))
    found = _answer(b"source,target\np1,p2\n", people)
    assert (None, "a network of 64 sides at most") == (found.found, found.remarks[-1].expected)
    small = measured(File(b"source,target\na,b\n", "e.csv"), None, ASKED, limits=Limits(size=5))
    assert (None, "a file of at most 20 MB") == (small.found, small.remarks[0].expected)
