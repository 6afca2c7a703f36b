"""
A network of somebody else, read and measured in a process of its own, and kept nowhere.

    edges, actors?, Asked ──measured──▶ sulh.measurement.structures.edge_child, bounded ──▶ Measured

As with files for the map (`sulh.formats.map_in`): the process holds no key and no connection, with little time and
memory, and whatever befalls it befalls nobody else. What is not read stands among the remarks.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Final

import msgspec

from sulh.errors import EngineError
from sulh.formats.agreement_child import Limits
from sulh.formats.map_in import ENVIRONMENT, LIMITS
from sulh.formats.remarks import Remark, of_file
from sulh.measurement.structures.edge_list import Assumed, File
from sulh.model.findings import Value
from sulh.model.structures import Structures
from sulh.words.language import mark

_CHILD: Final = "sulh.measurement.structures.edge_child"
TOO_MUCH: Final = mark("a file that is read in half a minute, with little memory")


class Asked(Value, frozen=True):
    """
    How a network is to be read and measured.

    Attributes:
        assumed: What whoever brings it says of every row that does not say it; ties of its kind count, too.
        day: Ties of this day.
    """

    assumed: Assumed
    day: date
    seed: int
    draws: int


class Measured(Value, frozen=True):
    """What was found in a network; `found` is None where nothing could be read."""

    found: Structures | None = None
    remarks: tuple[Remark, ...] = ()


class Task(Value, frozen=True):
    """What a process is to read: its input holds the edges, so many bytes, and then the actors if they have a name."""

    asked: Asked
    edges: str
    size: int
    actors: str | None
    limits: Limits


def measured(edges: File, actors: File | None, asked: Asked, *, limits: Limits = LIMITS) -> Measured:
    r"""
    Return the figures of a network.

    Args:
        edges: A table of ties, or a GraphML with everything.
        actors: A table of actors with their sides; not looked at beside a GraphML.
        asked: How it is to be read and measured.
        limits: What that may cost.

    Raises:
        EngineError: If a library is not installed, or no process can be started.

    >>> people = File(b"id,side\na,north\nb,north\nc,south\nd,south\n", "actors.csv")
    >>> asked = Asked(Assumed("works_with", "high", "person"), date(2026, 11, 27), seed=1, draws=10)
    >>> found = measured(File(b"source,target\na,b\nb,c\n", "edges.csv"), people, asked).found
    >>> found and (found.index.value, found.index.chance and found.index.chance.exact)
    (0.0, True)
    """
    if len(edges.data) + (len(actors.data) if actors else 0) > limits.size:
        return Measured(remarks=(of_file(mark("a file of at most 20 MB")),))
    task = Task(asked, _short(edges.name), len(edges.data), _short(actors.name) if actors else None, limits)
    try:
        run = subprocess.run(
            [sys.executable, "-I", "-m", _CHILD],
            input=msgspec.json.encode(task) + b"\n" + edges.data + (actors.data if actors else b""),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Measured(remarks=(of_file(TOO_MUCH),))
    except OSError as error:
        raise EngineError("The process that reads files could not be started. Is there memory left?") from error
    if run.returncode < 0:  # ended from outside, or by a library that was given no more memory
        return Measured(remarks=(of_file(TOO_MUCH),))
    if run.returncode > 0:
        raise EngineError("The process that reads files ended by itself. Is Sulh installed as a whole?")
    return msgspec.json.decode(run.stdout, type=Measured)


def _short(name: str) -> str:
    return name.rpartition("/")[2][-80:]
