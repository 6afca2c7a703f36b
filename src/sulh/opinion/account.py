"""
The account an analysis gives of itself: what was read, who answered, and what cannot be said.

    Dialogue ─▶ Inputs (with a digest of the answers), Sides, CannotSay
"""

from __future__ import annotations

import hashlib

import numpy as np

from sulh.model.dialogue import NO_SIDE, Dialogue, Int64s
from sulh.model.findings import FEWEST_FOR_PATTERNS, CannotSay, Inputs, Options, Side
from sulh.opinion.interval import OwnIntervals
from sulh.opinion.judged import Judged
from sulh.opinion.standing import answers_needed, fewest_of_invited

PIECE = 1 << 20  # entries hashed at a time


def digest(dialogue: Dialogue) -> str:
    """
    SHA-256 of who answered what on which side, in canonical order; texts and file names do not enter.

    >>> from sulh.model.dialogue import Sides, Votes
    >>> votes = Votes(("1",), ("1",), np.array([0, 1]), np.array([0], np.uint16), np.array([1], np.int8))
    >>> digest(Dialogue(votes, Sides((), np.array([-1], np.int16))))[:12]
    '7b8db8da7c1e'
    """
    votes, declared = dialogue.votes, dialogue.sides
    summary = hashlib.sha256()
    for names in (votes.participants, votes.statements, declared.names):
        summary.update("\x1f".join(names).encode() + b"\x1e")
    forms = ((votes.start, "<i8"), (votes.statement, "<u4"), (votes.vote, "i1"), (declared.of, "<i2"))
    for numbers, form in forms:
        for first in range(0, len(numbers), PIECE):  # a wider copy of all answers at once would be large
            summary.update(numbers[first : first + PIECE].astype(form).data)
    summary.update(repr(sorted((dialogue.invited or {}).items())).encode())
    return summary.hexdigest()


def inputs(dialogue: Dialogue, options: Options) -> Inputs:
    """Say what was read, what was left out, and how the analysis was asked for."""
    read = dialogue.reading
    return Inputs(
        digest=digest(dialogue),
        files=dict(sorted(read.files.items())),
        options=options,
        population="consultation" if dialogue.invited is None else "room",
        participants=len(dialogue.votes.participants),
        statements=len(dialogue.votes.statements),
        answers=len(dialogue.votes),
        undeclared=int((dialogue.sides.of == NO_SIDE).sum()),
        superseded=read.superseded,
        skipped=dict(sorted(read.skipped.items())),
        rejected=list(read.rejected),
        excluded=list(read.excluded),
        about=dialogue.about,
        unknown_members=read.unknown_members,
    )


def sides(dialogue: Dialogue, judged: Judged, options: Options) -> list[Side]:
    """Say of every declared side how many took part, and whether the level is within its reach."""
    votes, declared, own = dialogue.votes, dialogue.sides, judged.own
    members = declared.members()
    active = declared.of[(np.diff(votes.start) > 0) & (declared.of != NO_SIDE)]
    answered = np.bincount(active, minlength=len(declared.names))
    needed = _for_firm(own, options)
    if own.invited is None:
        reach = own.counted.max(axis=1, initial=0) >= needed
    else:
        reach = np.nan_to_num(own.high, nan=1.0).max(axis=1, initial=0) >= options.level
    return [
        Side(
            name=name,
            members=int(members[g]),
            answered=int(answered[g]),
            answers=int(judged.tally.counts[g].sum()),
            invited=None if own.invited is None else int(own.invited[g]),
            needed=int(needed[g]),
            in_reach=bool(reach[g]),
        )
        for g, name in enumerate(declared.names)
    ]


def _for_firm(own: OwnIntervals, options: Options) -> Int64s:
    """Fewest answers with which each side can make a statement firm, if all agree. Shape (sides,)."""
    if own.invited is not None:
        return fewest_of_invited(own.invited, level=options.level)
    enough = answers_needed(level=options.level, confidence=options.confidence)
    return np.full(len(own.agree), enough, dtype=np.int64)


def cannot_say(dialogue: Dialogue, judged: Judged, options: Options, *, no_map: CannotSay | None) -> list[CannotSay]:
    """Collect what these answers do not allow to be said; the papers put each code into a sentence."""
    tally, names, participants = judged.tally, dialogue.sides.names, len(dialogue.votes.participants)
    silent = tally.counts[:-1].sum(axis=(1, 2)) == 0
    required = _for_firm(judged.own, options)
    short = judged.own.counted.max(axis=1, initial=0) < required
    answered = tally.counts.sum(axis=(0, 1))
    facts = [
        (not tally.statements, CannotSay("no-statements")),
        (bool(tally.statements) and not answered.sum(), CannotSay("no-answers")),
        (answered.sum() > 0 and not answered[:2].sum(), CannotSay("all-pass")),
        (not names, CannotSay("no-sides")),
        (len(names) == 1, CannotSay("one-side", side=names[0] if names else None)),
        *((bool(silent[g]), CannotSay("side-without-answers", side=name)) for g, name in enumerate(names)),
        *(
            (bool(short[g] and not silent[g]), CannotSay("level-out-of-reach", side=name, number=float(required[g])))
            for g, name in enumerate(names)
        ),
        (participants < FEWEST_FOR_PATTERNS, CannotSay("too-few-for-map", number=float(participants))),
    ]
    return [sentence for holds, sentence in facts if holds] + ([no_map] if no_map else [])
