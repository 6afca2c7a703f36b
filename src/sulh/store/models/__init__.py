"""Fields and constraints, one topic a module; rows become values in `store.reads`, verbs are in `store.writes`."""

from sulh.store.models.chain import Agreement, Contribution, Provision
from sulh.store.models.desks import AgendaItem, Desk, Question
from sulh.store.models.funders import FunderConsent
from sulh.store.models.implementation import Coder, Coding, OfficialAct, Score, Stipulation
from sulh.store.models.imports import ImportBatch
from sulh.store.models.judgements import PhaseEstimate, ReadinessJudgement
from sulh.store.models.log import KeptCheckpoint, LogRecord
from sulh.store.models.map import Actor, Place, Tie
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
from sulh.store.models.tracks import (
    InitiativeTier,
    Issue,
    Link,
    Look,
    Match,
    Matching,
    Message,
    Moment,
    Offer,
    OfficialRound,
    Ownership,
)
from sulh.store.models.week import DeclaredRoles, Dismissal, MeetingDecision, WeeklyMeeting

__all__ = [
    "Acceptance",
    "Actor",
    "AgendaItem",
    "AgreedText",
    "Agreement",
    "Announcement",
    "Approval",
    "Clause",
    "Coder",
    "Coding",
    "Commitment",
    "Contribution",
    "Criticism",
    "DeclaredRoles",
    "Delivery",
    "Desk",
    "DeskAnswer",
    "Dialogue",
    "DialogueSide",
    "Dismissal",
    "Ending",
    "Epoch",
    "FinalAnswer",
    "FunderConsent",
    "Handover",
    "HarmCheck",
    "Identity",
    "ImportBatch",
    "Initiative",
    "InitiativeTier",
    "Issue",
    "KeptCheckpoint",
    "KeptLedger",
    "KeptPublication",
    "Link",
    "LogRecord",
    "Look",
    "Match",
    "Matching",
    "MeetingDecision",
    "Membership",
    "Message",
    "ModerationAct",
    "Moment",
    "Note",
    "Offer",
    "OfficialAct",
    "OfficialRound",
    "OneText",
    "Ownership",
    "PackagePart",
    "PhaseEstimate",
    "Place",
    "Presence",
    "Process",
    "Provision",
    "Question",
    "ReadinessJudgement",
    "Relationship",
    "Reminder",
    "Reply",
    "Round",
    "RoundStatement",
    "Score",
    "Seat",
    "Session",
    "Side",
    "Sitting",
    "Staff",
    "Statement",
    "StatementText",
    "Stipulation",
    "Tie",
    "TransferPackage",
    "Version",
    "Vote",
    "WeeklyMeeting",
    "Wording",
    "WorkingPaper",
]
