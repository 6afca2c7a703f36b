"""Fields and constraints, one topic a module; rows become values in `store.reads`, verbs are in `store.writes`."""

from sulh.store.models.chain import Agreement, Contribution, Provision
from sulh.store.models.desks import AgendaItem, Desk, Question
from sulh.store.models.log import KeptCheckpoint, LogRecord
from sulh.store.models.people import Acceptance, Identity, Membership, Seat, Staff
from sulh.store.models.process import AgreedText, Dialogue, DialogueSide, Ending, HarmCheck, Initiative, Process, Side
from sulh.store.models.release import Approval, DeskAnswer, Handover, PackagePart, TransferPackage
from sulh.store.models.reminders import Reminder
from sulh.store.models.rounds import (
    Delivery,
    Epoch,
    KeptLedger,
    KeptPublication,
    Round,
    RoundStatement,
    Sitting,
    Vote,
    WorkingPaper,
)
from sulh.store.models.sessions import Commitment, Note, Presence, Relationship, Session
from sulh.store.models.statements import ModerationAct, Statement, StatementText
from sulh.store.models.texts import Announcement, Clause, Criticism, FinalAnswer, OneText, Reply, Version, Wording

__all__ = [
    "Acceptance",
    "AgendaItem",
    "AgreedText",
    "Agreement",
    "Announcement",
    "Approval",
    "Clause",
    "Commitment",
    "Contribution",
    "Criticism",
    "Delivery",
    "Desk",
    "DeskAnswer",
    "Dialogue",
    "DialogueSide",
    "Ending",
    "Epoch",
    "FinalAnswer",
    "Handover",
    "HarmCheck",
    "Identity",
    "Initiative",
    "KeptCheckpoint",
    "KeptLedger",
    "KeptPublication",
    "LogRecord",
    "Membership",
    "ModerationAct",
    "Note",
    "OneText",
    "PackagePart",
    "Presence",
    "Process",
    "Provision",
    "Question",
    "Relationship",
    "Reminder",
    "Reply",
    "Round",
    "RoundStatement",
    "Seat",
    "Session",
    "Side",
    "Sitting",
    "Staff",
    "Statement",
    "StatementText",
    "TransferPackage",
    "Version",
    "Vote",
    "Wording",
    "WorkingPaper",
]
