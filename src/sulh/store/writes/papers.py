"""
Working papers: made once, when an epoch has ended, and never again.

    answers of the epoch ─▶ analyse ─▶ findings without seats ─▶ sealed ─┐
                         └─▶ count and root ─▶ blinded ─────────────────┴─▶ log: epoch-ended, checkpoint

A later epoch of the same round in which too few people answered (`sulh.disclosure.looking`) has a paper that is held:
it says nothing, and what was answered is counted in the next one. So the papers of a round are made in its order. The
one paper of a sounding that too few of a side answered is held as well.

The making takes as long as it takes; only the keeping is one transaction. It looks at the answers once more: if
somebody left meanwhile, or a last answer was still on its way, the paper is made again from what is there now. Two
workers may make the same paper; one of them keeps it. A worker that dies leaves nothing behind, and the next one finds
the epoch as it was. This is the machine's own work: no principal asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import msgspec
import numpy as np
from django.db import transaction

from sulh.disclosure.looking import enough, moved
from sulh.formats.jsonfile import findings_from_json, findings_to_json
from sulh.model.dialogue import Dialogue
from sulh.model.findings import Findings, Flag, Groups, Integrity
from sulh.opinion.analyse import STAGES, analyse
from sulh.store import clock
from sulh.store.models import Epoch, Round, Vote, WorkingPaper
from sulh.store.reads.answers_of import answers_of
from sulh.store.sealing import sealer
from sulh.store.writes import log
from sulh.store.writes.checkpoints import checkpoint
from sulh.vault.log import answers_commitment, blinded

SMALL = 5_000  # answers; so many are worked out while a reader waits
TRIES = 3
BLIND = 32  # bytes


def run_due() -> int:
    """Make every paper that is due, the oldest first; return how many were made."""
    due = Epoch.objects.filter(ended=False, ends__lte=clock.now()).exclude(round__state="draft").order_by("ends")
    return sum(make_paper(epoch) for epoch in list(due.values_list("id", flat=True)))


def make_paper(epoch_id: UUID) -> bool:
    """
    Make and keep the working paper of an epoch that has ended, after those of the epochs before it in its round.

    Returns:
        Whether it was made here and now.
    """
    epoch = Epoch.objects.select_related("round__dialogue").filter(pk=epoch_id).first()
    if epoch is None or epoch.ended or epoch.round.state == "draft" or clock.now() < epoch.ends:
        return False
    before = Epoch.objects.filter(round=epoch.round_id, number__lt=epoch.number, ended=False).order_by("-number")
    if (last := before.first()) is not None and not make_paper(last.id) and before.exists():
        return False
    level = epoch.round.dialogue.level
    for _ in range(TRIES):
        answers = answers_of(epoch)
        progress = _progress(epoch, len(answers.votes))
        found = agreeing(answers) if epoch.round.sounding else answers
        findings = None if _held(epoch, answers) else analyse(found, level=level, progress=progress)
        with transaction.atomic():
            # Waits for answers that are on their way: each holds its epoch until it is saved.
            if not Epoch.objects.select_for_update().filter(pk=epoch_id, ended=False).exists():
                return False
            if _same(answers, answers_of(epoch)):
                _keep(epoch, answers, findings)
                return True
    return False


def make_small(epoch_id: UUID) -> bool:
    """Make a paper while its reader waits, if that takes no longer than a page may; return whether it was made."""
    epoch = Epoch.objects.filter(pk=epoch_id, ended=False, ends__lte=clock.now()).first()
    if epoch is None:
        return False
    few = Vote.objects.filter(epoch__round=epoch.round_id, epoch__number__lte=epoch.number).count() < SMALL
    return few and make_paper(epoch_id)


def agreeing(answers: Dialogue) -> Dialogue:
    """
    Return the answers of a sounding as the engine reads them: whoever can live with a clause agrees.

    Of a sounding nobody passes, so the table of a statement always has a count of zero, and no numbers ever leave.
    """
    votes = answers.votes
    agreed = np.where(votes.vote == 0, 1, votes.vote).astype(votes.vote.dtype)
    return replace(answers, votes=replace(votes, vote=agreed))


def _sounded(answers: Dialogue) -> dict[str, dict[str, list[int]]]:
    """Return statement -> side -> how many support it, can live with it, cannot live with it."""
    votes, sides = answers.votes, answers.sides
    of = np.repeat(sides.of, np.diff(votes.start))
    counted = np.zeros((len(votes.statements), len(sides.names), 3), dtype=np.int64)
    np.add.at(counted, (votes.statement, of, 1 - votes.vote), 1)
    return {
        number: {side: counted[place, row].tolist() for row, side in enumerate(sides.names)}
        for place, number in enumerate(votes.statements)
    }


def _held(epoch: Epoch, answers: Dialogue) -> bool:
    """Whether the findings of this epoch, beside those of the one before, could show what one person answered."""
    same = WorkingPaper.objects.filter(epoch__round=epoch.round_id, epoch__number__lt=epoch.number, held=False)
    earlier = same.select_related("epoch__round__dialogue").order_by("-epoch__number").first()
    if earlier is None:
        return epoch.round.sounding and _few(answers, epoch.round.dialogue.k)
    dialogue = epoch.round.dialogue
    kept = findings_from_json(sealer(dialogue.process_id).text(earlier, "findings").encode())
    moves = moved({side.name: side.members for side in kept.sides}, answers_of(earlier.epoch), answers)
    return not enough(moves, dialogue.k)


def _few(answers: Dialogue, k: int) -> bool:
    """
    Whether so few of a side answered a sounding that its counts say who said what to whoever saw them come.

    A sounding can be closed at any moment, and has one paper. Of a side with fewer invited than k all have to answer.
    """
    came = dict(zip(answers.sides.names, answers.sides.members().tolist(), strict=True))
    invited = answers.invited or {}
    return any(0 < count < min(k, invited.get(side, k)) for side, count in came.items())


def _progress(epoch: Epoch, answers: int) -> Callable[[str], None]:
    """Tell those who wait how far it is; nobody waits for few answers."""

    def tell(stage: str) -> None:
        if answers >= SMALL:
            Epoch.objects.filter(pk=epoch.pk).update(stage=STAGES.index(stage))

    return tell


def _same(one: Dialogue, other: Dialogue) -> bool:
    a, b = one.votes, other.votes
    pairs = ((a.start, b.start), (a.statement, b.statement), (a.vote, b.vote))
    return (a.participants, a.statements, one.invited) == (b.participants, b.statements, other.invited) and all(
        np.array_equal(first, second) for first, second in pairs
    )


def _keep(epoch: Epoch, answers: Dialogue, findings: Findings | None) -> None:
    process = epoch.round.dialogue.process_id
    count, root = answers_commitment(*_leaves(answers))
    blind = clock.random_bytes(BLIND)
    commitment = blinded(root, count, blind)
    kept = "" if findings is None else findings_to_json(_without_seats(findings, commitment)).decode()
    paper = WorkingPaper(epoch=epoch, held=findings is None)
    sounded = _sounded(answers) if epoch.round.sounding and findings is not None else ""
    sealer(process).put(
        paper, findings=kept, sounded=sounded, trace={"count": count, "root": root.hex(), "blind": blind.hex()}
    )
    paper.save(force_insert=True)
    Epoch.objects.filter(pk=epoch.pk).update(ended=True)
    at: dict[str, str | int] = {"round": str(epoch.round_id), "number": epoch.round.number}
    log.enter(process, "epoch-ended", None, **at, epoch=epoch.number, answers=commitment)
    if not Epoch.objects.filter(round=epoch.round_id, number__gt=epoch.number).exists():
        over = Round.objects.filter(pk=epoch.round_id, state__in=("open", "paused"))
        if over.update(state="closed"):
            log.enter(process, "round-closed", None, **at)
    checkpoint(process)


def _leaves(answers: Dialogue) -> tuple[list[bytes], list[bytes]]:
    """
    Return one leaf a person and a blind for each.

    They come in the order of what was answered: not even the hash over them hangs on which of two people it was. The
    blinds are kept nowhere: with them, the answers of somebody who left could be guessed from the root.
    """
    votes = answers.votes
    rows = zip(votes.start[:-1], votes.start[1:], strict=True)
    leaves = sorted(votes.statement[a:b].astype("<u4").tobytes() + votes.vote[a:b].tobytes() for a, b in rows)
    return leaves, [clock.random_bytes(BLIND) for _ in leaves]


def _without_seats(findings: Findings, commitment: str) -> Findings:
    """
    Take out what could be tied to a seat by somebody who knows its id.

    The fingerprint of the answers becomes the blinded commitment that stands in the log: over few answers a plain one
    could be guessed backwards. Flagged people are only counted, and places on the map come in no order of people.
    """
    replace = msgspec.structs.replace
    return replace(
        findings,
        inputs=replace(findings.inputs, digest=commitment),
        groups=None if findings.groups is None else _shuffled(findings.groups),
        integrity=None if findings.integrity is None else _counted(findings.integrity),
    )


def _shuffled(groups: Groups) -> Groups:
    if groups.map is None:
        return groups
    return msgspec.structs.replace(
        groups, map=msgspec.structs.replace(groups.map, positions=sorted(groups.map.positions))
    )


def _counted(integrity: Integrity) -> Integrity:
    def counted(flag: Flag) -> Flag:
        numbers = [str(number) for number in range(1, len(flag.participants) + 1)]
        return msgspec.structs.replace(flag, participants=numbers)

    return msgspec.structs.replace(integrity, flags=[counted(flag) for flag in integrity.flags])
