"""
What the sides say of whether stipulations were carried out, as far as publications for all of them say it.

    askable     what can be asked, and in which dialogues
    said        of each dialogue, the newest word of each stipulation, exactly as it was published
    asked       as which statements stipulations stand; one that was taken back before it was ever put does not count

Everything told here comes out of kept publications: no answer, no round and no epoch is looked at. What was published
to one side alone is that side's, and what is asked but not published is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from sulh.access import CHANGE, SEE, Principal, may
from sulh.model.publication import Publication, PublishedStatement
from sulh.store import asking
from sulh.store.models import Agreement, Dialogue, KeptPublication, StipulationStatement
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.reads.naming import names_of
from sulh.store.reads.publications import readable
from sulh.store.sealing import in_language, sealer

SIDES: Final = 2  # what is asked of one side alone is told to that side alone, and to nobody here
Numbers = Mapping[str, tuple[int, ...]]  # number of a statement -> numbers of the stipulations that it asks about


@dataclass(frozen=True)
class Askable:
    """
    What a facilitator chooses from.

    Attributes:
        id, title: Of the agreement.
        dialogues: Id, title and languages of each dialogue of two sides or more.
        stipulations: Id, number and words.
    """

    id: str
    process_id: str
    title: str
    dialogues: tuple[tuple[str, str, tuple[str, ...]], ...]
    stipulations: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class SaidOfStipulations:
    """
    What one publication says of stipulations of an agreement, and no later one says anew.

    Attributes:
        publication: With these statements alone, each under the number of its stipulation.
        sides: Those of the dialogue.
    """

    publication_id: str
    dialogue: str
    on: date
    publication: Publication
    sides: tuple[NamedSide, ...]


def askable(principal: Principal, agreement_id: UUID, tag: str) -> Askable:
    """
    Return what can be asked about an agreement, and where.

    Raises:
        Refused: For whoever asks nobody here.
    """
    row = asking.get(principal, "asked-stipulation", CHANGE, Agreement, agreement_id)
    opener = sealer(row.process_id)
    dialogues = Dialogue.objects.filter(process=row.process_id).prefetch_related("sides").order_by("id")
    named = [
        (str(one.id), in_language(opener.texts(one, "titles"), tag), tuple(one.tags))
        for one in dialogues
        if len(one.sides.all()) >= SIDES
    ]
    return Askable(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        dialogues=tuple(sorted(named, key=lambda one: (one[1], one[0]))),
        stipulations=tuple(
            (str(one.id), one.number, opener.text(one, "words")) for one in row.stipulations.order_by("number")
        ),
    )


def said(principal: Principal, agreement_id: UUID, tag: str) -> tuple[SaidOfStipulations, ...]:
    """
    Return what was published to all sides of a dialogue about stipulations of an agreement, the newest first.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, Agreement, agreement_id)
    waiting = _numbers(row)
    rows = KeptPublication.objects.filter(dialogue__in=waiting).select_related("dialogue")
    found: list[SaidOfStipulations] = []
    for kept in rows.order_by("-on", "-number") if waiting else ():
        if may(principal, "asked-stipulation", SEE, asking.thing_of(kept)):
            found += _said(kept, waiting, tag)
    return tuple(found)


def asked(rows: QuerySet[StipulationStatement]) -> QuerySet[StipulationStatement]:
    """Return those of which a statement stands, or once was put: answers may belong to its words."""
    return rows.exclude(statement__state="withdrawn", statement__rounds=None)


def _numbers(agreement: Agreement) -> dict[UUID, dict[str, tuple[int, ...]]]:
    """Return, of each dialogue, which statements ask about which stipulations."""
    links = StipulationStatement.objects.filter(stipulation__agreement=agreement)
    found: dict[UUID, dict[str, tuple[int, ...]]] = {}
    columns = ("statement__dialogue_id", "statement__number", "stipulation__number")
    for dialogue, statement, stipulation in links.order_by("stipulation__number").values_list(*columns):
        numbers = found.setdefault(dialogue, {})
        numbers[str(statement)] = (*numbers.get(str(statement), ()), stipulation)
    return found


def _said(
    kept: KeptPublication, waiting: Mapping[UUID, dict[str, tuple[int, ...]]], tag: str
) -> Iterator[SaidOfStipulations]:
    """Yield what a publication says of the statements that wait; of these nothing older is told afterwards."""
    opener = sealer(kept.dialogue.process_id)
    content = opener.get(kept, "content")
    numbers = waiting[kept.dialogue_id]
    if not any(one["id"] in numbers for one in content["publication"]["statements"]):
        return
    sides = sides_of(kept.dialogue, opener, tag)
    whole = readable(content, names_of(sides), tag)
    statements = list(_renumbered(whole, numbers))
    if len(whole.sides) < SIDES or not statements:
        return
    for one in whole.statements:
        numbers.pop(one.id, None)
    title = in_language(opener.texts(kept.dialogue, "titles"), tag)
    told = msgspec.structs.replace(whole, statements=statements)
    yield SaidOfStipulations(str(kept.id), title, kept.on, told, sides)


def _renumbered(publication: Publication, numbers: Numbers) -> Iterator[PublishedStatement]:
    """Yield what is said of stipulations under their own numbers, in the order of the publication."""
    for one in publication.statements:
        if one.word is not None:
            for number in numbers.get(one.id, ()):
                yield msgspec.structs.replace(one, id=str(number))
