"""
A one-text as the core knows it: rows of one text become versions, criticisms and replies.

    before_the_next(version), before_the_call(version)     what stands in the way of the next step
    recommended(version)                                    what the readers of every side said

It asks for no permission: `sulh.store.writes.one_text` and `sulh.store.reads.one_text` have asked already.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from sulh.access import Role
from sulh.model.one_text import Criticism as Said
from sulh.model.one_text import Reply as Told
from sulh.model.one_text import Version as Read
from sulh.model.one_text import Wording as Worded
from sulh.negotiation.one_text import Obstacle, before_calling, before_putting
from sulh.store import clock
from sulh.store.models import Criticism, Dialogue, OneText, Reply, Seat, Version
from sulh.store.sealing import Sealer, sealer


def before_the_next(version: Version) -> tuple[Obstacle, ...]:
    """Return what has to be put right before a drafted version is put."""
    text = version.text
    opener = sealer(text.dialogue.process_id)
    before = text.versions.exclude(put=None).order_by("-number").first()
    answered, replies = _answered(version, opener)
    return before_putting(
        read_version(version, opener),
        None if before is None else read_version(before, opener),
        [*_open(text), *answered],
        replies,
        languages=text.dialogue.tags,
    )


def before_the_call(version: Version) -> tuple[Obstacle, ...]:
    """Return what has to be put right before the last question."""
    text = version.text
    opener = sealer(text.dialogue.process_id)
    return before_calling(
        read_version(version, opener),
        _open(text),
        [],
        languages=text.dialogue.tags,
        readers=readers_of(text.dialogue),
    )


def read_version(version: Version, opener: Sealer) -> Read:
    """Return a version with its texts."""
    rows = version.wordings.select_related("clause").order_by("place")
    return Read(
        version.number,
        tuple(
            Worded(
                str(row.clause_id),
                row.place,
                opener.texts(row, "texts"),
                None if row.clause.agenda_item_id is None else str(row.clause.agenda_item_id),
            )
            for row in rows
        ),
    )


def heard() -> Q:
    """Return which criticisms are heard by now: what was said in a sounding is, from the end of its epoch."""
    return Q(epoch=None) | Q(epoch__ends__lte=clock.now())


def _open(text: OneText) -> list[Said]:
    """Return what has no reply, one for all that was said of a clause in a version: the rules need no more."""
    rows = Criticism.objects.filter(heard(), wording__version__text=text, reply=None).order_by()
    pairs = rows.values_list("wording__version__number", "wording__place", "wording__clause").distinct()
    return [Said(f"{clause} in {version}", version, str(clause), "", "") for version, _, clause in sorted(pairs)]


def _answered(version: Version, opener: Sealer) -> tuple[list[Said], list[Told]]:
    """Return the replies of a version, and one criticism for all that each of them answers of one clause."""
    rows = list(Reply.objects.filter(version=version).order_by("id"))
    pairs = (
        Criticism.objects.filter(reply__version=version).order_by().values_list("reply", "wording__clause").distinct()
    )
    clauses: dict[UUID, list[UUID]] = {row.id: [] for row in rows}
    for reply, clause in sorted(pairs):
        clauses[reply].append(clause)
    said = [Said(f"{clause} for {reply}", 0, str(clause), "", "") for reply, own in clauses.items() for clause in own]
    replies = [
        Told(
            version.number,
            tuple(f"{clause} for {row.id}" for clause in clauses[row.id]),
            "changed" if row.outcome == "changed" else "kept",
            opener.texts(row, "words"),
        )
        for row in rows
    ]
    return said, replies


def readers_of(dialogue: Dialogue) -> dict[str, list[str]]:
    """Return side -> seats of its readers, for every side of a dialogue."""
    readers: dict[str, list[str]] = {str(taking.side_id): [] for taking in dialogue.sides.all()}
    seats = Seat.objects.filter(dialogue=dialogue, role=Role.READER, left=False, side__isnull=False)
    for side, seat in seats.order_by("id").values_list("side_id", "id"):
        readers.setdefault(str(side), []).append(str(seat))
    return readers


def without_readers(dialogue: Dialogue) -> bool:
    """Whether this is a consultation in which no side has a reader: nobody can be asked for a side."""
    return dialogue.population == "consultation" and not any(readers_of(dialogue).values())


def recommended(version: Version) -> bool | None:
    """Return whether the sides can recommend a version; None while a reader has not answered, or a side has none."""
    readers = readers_of(version.text.dialogue)
    asked = {seat for people in readers.values() for seat in people}
    said = {str(row.seat_id): row.yes for row in version.answers.all()}
    if not asked or not all(readers.values()) or not asked <= said.keys():
        return None
    return all(said[seat] for seat in asked)
