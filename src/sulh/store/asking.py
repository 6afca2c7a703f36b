"""
A row by its id, if the principal may: what is refused and what is absent are the same.

    found = asking.get(principal, "round", CHANGE, Round, round_id)

Both take one query: not even their number tells whether there is something that is not shown.

`thing_of` says of each table what the access table wants to know: process, dialogue, sides, holder.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from sulh.access import Principal, Refused, Thing, Verb, ask
from sulh.store import models

M = TypeVar("M", bound=Model)
HANDED_OVER = ("sent", "opened")  # states in which a package is the desk's to read


def get(principal: Principal, kind: str, verb: Verb, table: type[M], row_id: UUID, *, lock: bool = False) -> M:
    """
    Return a row that the principal may see or change.

    Args:
        principal: Who asks.
        kind: Row of the access table.
        verb: "see" or "change".
        table: Where the row is.
        row_id: Its id, as it came in.
        lock: Whether to hold the row until the transaction ends (of no effect on SQLite, where a write locks all).

    Raises:
        Refused: If there is no such row, or not for this principal.
    """
    manager: Any = table._default_manager
    rows = manager.select_related(*_ALONG[table]) if table in _ALONG else manager.all()
    if lock:
        rows = rows.select_for_update(of=("self",))
    row: M | None = rows.filter(pk=row_id).first()
    if row is None:
        raise Refused
    ask(principal, kind, verb, thing_of(row))
    return row


def thing_of(row: Model) -> Thing:
    """
    Return what the access table is asked about a row.

    Raises:
        KeyError: For a table that nobody declared here.
    """
    return _THINGS[type(row)](row)


def id_text(value: UUID | None) -> str | None:
    """Return an id as values hold it; None for none."""
    return None if value is None else str(value)


def _sides(*sides: UUID | None) -> frozenset[str]:
    return frozenset(str(side) for side in sides if side is not None)


def _of_process(row: models.Process) -> Thing:
    return Thing(process=str(row.id))


def _in_process(row: Any) -> Thing:
    return Thing(process=str(row.process_id))


def _dialogue(row: models.Dialogue) -> Thing:
    return Thing(process=str(row.process_id), dialogue=str(row.id))


def _in_dialogue(row: Any) -> Thing:
    return Thing(process=str(row.dialogue.process_id), dialogue=str(row.dialogue_id))


def _seat(row: models.Seat) -> Thing:
    return Thing(str(row.process_id), id_text(row.dialogue_id), _sides(row.side_id), holder=str(row.id))


def _identity(row: models.Identity) -> Thing:
    return Thing(process=str(row.process_id), holder=str(row.keeper.staff_id))


def _statement(row: models.Statement) -> Thing:
    inside = _in_dialogue(row)
    return Thing(inside.process, inside.dialogue, _sides(row.side_id), holder=id_text(row.author_id))


def _round(row: models.Round) -> Thing:
    inside = _in_dialogue(row)
    return Thing(inside.process, inside.dialogue, _sides(row.side_id))


def _epoch(row: models.Epoch) -> Thing:
    return _round(row.round)


def _publication(row: models.KeptPublication) -> Thing:
    inside = _in_dialogue(row)
    return Thing(inside.process, inside.dialogue, _sides(row.side_id), released=True)


def _in_session(row: Any) -> Thing:
    return _in_dialogue(row.session)


def _one_text(row: models.Version | models.Clause) -> Thing:
    return _in_dialogue(row.text)


def _in_version(row: models.Wording | models.Reply) -> Thing:
    return _in_dialogue(row.version.text)


def _criticism(row: models.Criticism) -> Thing:
    inside = _in_dialogue(row.wording.version.text)
    return Thing(inside.process, inside.dialogue, holder=id_text(row.seat_id))


def _package(row: models.TransferPackage) -> Thing:
    inside = _in_dialogue(row)
    released = row.state in HANDED_OVER
    return Thing(inside.process, inside.dialogue, released=released, desk=id_text(row.desk_id))


def _desk(row: models.Desk) -> Thing:
    return Thing(process=str(row.process_id), desk=str(row.id))


def _for_desk(row: models.AgendaItem | models.Question) -> Thing:
    return Thing(process=str(row.process_id), desk=id_text(row.desk_id))


def _in_meeting(row: models.MeetingDecision) -> Thing:
    return _in_process(row.meeting)


def _in_agreement(row: models.Provision | models.Stipulation | models.Coding) -> Thing:
    return _in_process(row.agreement)


def _substantiation(row: models.Substantiation) -> Thing:
    return Thing(process=str(row.outcome.process_id), holder=str(row.by_id))


def _in_theory(row: models.Assumption) -> Thing:
    return _in_process(row.theory)


def _in_study(row: models.StudyWave | models.StudyReport) -> Thing:
    return _in_process(row.study)


def _study_group(row: models.StudyGroup) -> Thing:
    seat = getattr(row, "seat", None)
    return Thing(process=str(row.study.process_id), holder=None if seat is None else str(seat.pk))


def _coder(row: models.Coder) -> Thing:
    return Thing(process=str(row.coding.agreement.process_id), holder=str(row.staff_id))


def _initiative(row: models.Initiative) -> Thing:
    waits = row.owner_id is not None and row.confirmed is None
    entered_by = id_text(row.entered_by_id) if waits else None
    return Thing(process=str(row.process_id), holder=id_text(row.owner_id), entered_by=entered_by)


def _of_initiative(row: Any) -> Thing:
    return _initiative(row.initiative)


def _offer(row: models.Offer) -> Thing:
    if row.initiative is not None:
        return _initiative(row.initiative)
    return Thing(process=str(row.process_id), desk=id_text(row.desk_id))


# With which rows a row is fetched, so that what is asked of it needs no second query.
_ALONG: dict[type[Model], tuple[str, ...]] = {
    models.DialogueSide: ("dialogue",),
    models.HarmCheck: ("dialogue",),
    models.AgreedText: ("dialogue",),
    models.Identity: ("keeper",),
    models.Statement: ("dialogue",),
    models.Round: ("dialogue",),
    models.Epoch: ("round__dialogue",),
    models.KeptPublication: ("dialogue",),
    models.Session: ("dialogue",),
    models.Note: ("session__dialogue",),
    models.Commitment: ("session__dialogue",),
    models.Relationship: ("dialogue",),
    models.OneText: ("dialogue",),
    models.Clause: ("text__dialogue",),
    models.Version: ("text__dialogue",),
    models.Wording: ("version__text__dialogue",),
    models.Reply: ("version__text__dialogue",),
    models.Criticism: ("wording__version__text__dialogue",),
    models.TransferPackage: ("dialogue",),
    models.Provision: ("agreement",),
    models.Stipulation: ("agreement",),
    models.Coding: ("agreement",),
    models.Coder: ("coding__agreement",),
    models.StudyWave: ("study",),
    models.StudyGroup: ("study", "seat"),
    models.StudyReport: ("study",),
    models.Substantiation: ("outcome",),
    models.Assumption: ("theory",),
    models.Initiative: ("ownership",),
    models.InitiativeTier: ("initiative__ownership",),
    models.Moment: ("initiative__ownership",),
    models.Message: ("initiative__ownership",),
    models.Look: ("initiative__ownership",),
    models.Offer: ("initiative__ownership",),
    models.MeetingDecision: ("meeting",),
}
_THINGS: dict[type[Model], Callable[[Any], Thing]] = {
    models.Process: _of_process,
    models.Membership: _in_process,
    models.Side: _in_process,
    models.Initiative: _initiative,
    models.Dialogue: _dialogue,
    models.DialogueSide: _in_dialogue,
    models.HarmCheck: _in_dialogue,
    models.AgreedText: _in_dialogue,
    models.Seat: _seat,
    models.Identity: _identity,
    models.Statement: _statement,
    models.Round: _round,
    models.Epoch: _epoch,
    models.KeptPublication: _publication,
    models.Session: _in_dialogue,
    models.Note: _in_session,
    models.Commitment: _in_session,
    models.Relationship: _in_dialogue,
    models.OneText: _in_dialogue,
    models.Clause: _one_text,
    models.Version: _one_text,
    models.Wording: _in_version,
    models.Reply: _in_version,
    models.Criticism: _criticism,
    models.TransferPackage: _package,
    models.Desk: _desk,
    models.AgendaItem: _for_desk,
    models.Question: _for_desk,
    models.Agreement: _in_process,
    models.Provision: _in_agreement,
    models.Stipulation: _in_agreement,
    models.Coding: _in_agreement,
    models.Coder: _coder,
    models.OfficialAct: _in_process,
    models.Study: _in_process,
    models.StudyWave: _in_study,
    models.StudyGroup: _study_group,
    models.StudyReport: _in_study,
    models.OutcomeStatement: _in_process,
    models.Substantiation: _substantiation,
    models.TheoryOfChange: _in_process,
    models.Assumption: _in_theory,
    models.Indicator: _in_process,
    models.Contribution: _in_process,
    models.Issue: _in_process,
    models.Ownership: _of_initiative,
    models.OfficialRound: _in_process,
    models.InitiativeTier: _of_initiative,
    models.Moment: _of_initiative,
    models.Message: _of_initiative,
    models.Look: _of_initiative,
    models.Offer: _offer,
    models.Link: _in_process,
    models.Matching: _in_process,
    models.Dismissal: _in_process,
    models.WeeklyMeeting: _in_process,
    models.MeetingDecision: _in_meeting,
    models.DeclaredRoles: _in_process,
    models.PhaseEstimate: _in_process,
    models.ImportBatch: _in_process,
    models.ReadinessJudgement: _in_process,
}
