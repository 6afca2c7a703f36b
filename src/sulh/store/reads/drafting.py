"""
A one-text as the core knows it: rows of one text become versions, criticisms and replies.

    texts_of(text) ─▶ Draft(versions, criticisms, replies)      everything, opened
    before_the_next(version), before_the_call(version)           what stands in the way
    recommended(version)                                          what the readers of every side said

It asks for no permission: `sulh.store.writes.one_text` and `sulh.store.reads.one_text` have asked already.
"""

from __future__ import annotations

from sulh.access import Role
from sulh.model.one_text import Criticism as Said
from sulh.model.one_text import Reply as Told
from sulh.model.one_text import Version as Read
from sulh.model.one_text import Wording as Worded
from sulh.negotiation.one_text import Obstacle, before_calling, before_putting
from sulh.store.models import Criticism, Dialogue, OneText, Reply, Seat, Version
from sulh.store.sealing import Sealer, sealer


def before_the_next(version: Version) -> tuple[Obstacle, ...]:
    """Return what has to be put right before a drafted version is put."""
    text = version.text
    opener = sealer(text.dialogue.process_id)
    before = text.versions.exclude(put=None).order_by("-number").first()
    return before_putting(
        read_version(version, opener),
        None if before is None else read_version(before, opener),
        criticisms_of(text),
        replies_of(text, opener),
        languages=text.dialogue.tags,
    )


def before_the_call(version: Version) -> tuple[Obstacle, ...]:
    """Return what has to be put right before the last question."""
    text = version.text
    opener = sealer(text.dialogue.process_id)
    return before_calling(
        read_version(version, opener),
        criticisms_of(text),
        replies_of(text, opener),
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


def criticisms_of(text: OneText) -> list[Said]:
    """Return what was said of any version, without a word of it: the rules need none."""
    rows = Criticism.objects.filter(wording__version__text=text)
    rows = rows.order_by("wording__version__number", "wording__place", "id")
    return [
        Said(str(found), version, str(clause), str(side), "")
        for found, version, clause, side in rows.values_list(
            "id", "wording__version__number", "wording__clause_id", "seat__side_id"
        )
    ]


def replies_of(text: OneText, opener: Sealer) -> list[Told]:
    """Return every reply with the ids of what it answers."""
    rows = Reply.objects.filter(version__text=text).select_related("version").prefetch_related("criticisms")
    return [
        Told(
            row.version.number,
            tuple(str(one.pk) for one in row.criticisms.all()),
            "changed" if row.outcome == "changed" else "kept",
            opener.texts(row, "words"),
        )
        for row in rows.order_by("version__number", "id")
    ]


def readers_of(dialogue: Dialogue) -> dict[str, list[str]]:
    """Return side -> seats of its readers, for every side of a dialogue."""
    readers: dict[str, list[str]] = {str(taking.side_id): [] for taking in dialogue.sides.all()}
    seats = Seat.objects.filter(dialogue=dialogue, role=Role.READER, left=False, side__isnull=False)
    for side, seat in seats.order_by("id").values_list("side_id", "id"):
        readers.setdefault(str(side), []).append(str(seat))
    return readers


def recommended(version: Version) -> bool | None:
    """Return whether the sides can recommend a version; None while a reader has not answered, or a side has none."""
    readers = readers_of(version.text.dialogue)
    asked = {seat for people in readers.values() for seat in people}
    said = {str(row.seat_id): row.yes for row in version.answers.all()}
    if not asked or not all(readers.values()) or not asked <= said.keys():
        return None
    return all(said[seat] for seat in asked)
