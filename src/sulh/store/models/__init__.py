"""Fields and constraints, one topic a module; rows become values in `store.reads`, verbs are in `store.writes`."""

from sulh.store.models.log import KeptCheckpoint, LogRecord
from sulh.store.models.people import Acceptance, Identity, Membership, Seat, Staff
from sulh.store.models.process import AgreedText, Dialogue, DialogueSide, HarmCheck, Initiative, Process, Side
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

__all__ = [
    "Acceptance",
    "AgreedText",
    "Commitment",
    "Delivery",
    "Dialogue",
    "DialogueSide",
    "Epoch",
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
    "Presence",
    "Process",
    "Relationship",
    "Round",
    "RoundStatement",
    "Seat",
    "Session",
    "Side",
    "Sitting",
    "Staff",
    "Statement",
    "StatementText",
    "Vote",
    "WorkingPaper",
]
