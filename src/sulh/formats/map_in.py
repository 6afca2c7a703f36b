"""
A file that comes into the map, read in a process of its own.

    bytes, Wanted ──brought──▶ sulh.formats.map_child, bounded ──▶ Brought ─┬─ columns    and what each was taken for
                                                                            ├─ actors, ties, places, cards, items ...
                                                                            └─ remarks, unknown

Whoever sends a file trusts it and nobody else has to: it is opened by a process that holds no key and no connection,
with little time and memory, and whatever befalls it befalls nobody else. What is not read stands among the remarks.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Final, Literal, get_args

import msgspec

from sulh.errors import EngineError
from sulh.formats.agreement_child import Limits
from sulh.formats.known import RefKind
from sulh.formats.map_forms import Form
from sulh.formats.map_table import ColumnMapping
from sulh.formats.remarks import Remark, of_file
from sulh.model.actors import Actor, Place, PlaceKind, Tie
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Offer
from sulh.model.picture import Item, OfficialRound
from sulh.words.language import mark

InForm = Literal["ucdp", "ucdp-conflicts"] | Form
IN_FORMS: Final[tuple[InForm, ...]] = (
    *("initiatives", "offers", "actors", "ties", "places", "agenda", "rounds"),
    *("hxl", "iati", "graphml", "geojson", "ucdp", "ucdp-conflicts"),
)
Part = Literal["initiatives", "offers", "actors", "ties", "places", "agenda", "rounds"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
Names = Mapping[RefKind, Mapping[str, tuple[str, ...]]]

LIMITS: Final = Limits(size=20_000_000, memory=1_500_000_000, seconds=30)
ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
_CHILD: Final = "sulh.formats.map_child"


class Wanted(Value, frozen=True):
    """
    How a file is to be read, as a person said it.

    Attributes:
        form: None to tell it by what stands in the file.
        mappings: Which columns of its tables hold what, by part; those that are not named are guessed.
        language: Of texts that do not say in which language they are.
        place_kind: Of places of which an HXL sheet does not say it.
        conflicts, countries: The numbers of those that are taken from a table of UCDP; none for all. The table of
            conflicts knows no countries: there these are the states that fought.
        source: Where it is known from, for rows that do not say it.
        new_issues: Whether issues that the map does not hold are to be written down.
    """

    form: InForm | None = None
    mappings: Mapping[Part, ColumnMapping] = msgspec.field(default_factory=dict)
    language: str = "en"
    place_kind: PlaceKind = "district"
    conflicts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    source: str = ""
    new_issues: bool = False


class Columns(Value, frozen=True):
    """The columns of a table, and what each was taken for."""

    part: Part
    header: Mapping[int, str]
    mapping: ColumnMapping


class Brought(Value, frozen=True):
    """
    What a file holds.

    Attributes:
        form: None if it has none that is read.
        columns: Of its tables, for a person to look at.
        issues: Id in the file -> name, of those that are to be written down.
        unknown: Kind of thing -> names that neither the map nor the file holds.
    """

    form: InForm | None = None
    columns: tuple[Columns, ...] = ()
    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    places: tuple[Place, ...] = ()
    cards: tuple[Card, ...] = ()
    items: tuple[Item, ...] = ()
    rounds: tuple[OfficialRound, ...] = ()
    offers: tuple[Offer, ...] = ()
    issues: Mapping[str, str] = msgspec.field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Task(Value, frozen=True):
    """What a process is to read."""

    filename: str
    wanted: Wanted
    names: Names
    limits: Limits


def brought(data: bytes, filename: str, *, wanted: Wanted, names: Names, limits: Limits = LIMITS) -> Brought:
    r"""
    Return what a file holds.

    Args:
        data: The file.
        filename: Its name; only its ending is looked at.
        wanted: How it is to be read.
        names: What the map holds, by kind and id.
        limits: What reading it may cost.

    Raises:
        EngineError: If a library is not installed, or no process can be started.

    >>> brought(b"name,kind\nAra,party\n", "a.csv", wanted=Wanted(), names={}).actors[0].kind
    'party'
    """
    if len(data) > limits.size:
        return Brought(remarks=(of_file(mark("a file of at most 20 MB")),))
    task = Task(filename.rpartition("/")[2][-80:], wanted, names, limits)
    try:
        run = subprocess.run(
            [sys.executable, "-I", "-m", _CHILD],
            input=msgspec.json.encode(task) + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _too_much()
    except OSError as error:
        raise EngineError("The process that reads files could not be started. Is there memory left?") from error
    if run.returncode < 0:  # ended from outside, or by a library that was given no more memory
        return _too_much()
    if run.returncode > 0:
        raise EngineError("The process that reads files ended by itself. Is Sulh installed as a whole?")
    return msgspec.json.decode(run.stdout, type=Brought)


def _too_much() -> Brought:
    return Brought(remarks=(of_file(mark("a file that is read in half a minute, with little memory")),))
