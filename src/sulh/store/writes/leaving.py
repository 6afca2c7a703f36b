"""
Leaving: everything of a seat is erased at once, in one transaction.

    erased     votes, sittings, deliveries, acceptances, criticisms, a reader's answers and approvals, what they
               proposed and nobody has answered, code
    back       what others had proposed and was merged into it: it waits for a facilitator again
    cut        the link from statements that others have answered to who proposed them
    stays      the empty seat, so that counts of the past hold; what was published; working papers of closed epochs

A restore of an older backup leaves out whoever has left since (`sulh.store.withdrawn`).

No record of the single act enters the log. Whoever comes back with the code is a stranger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role, ask
from sulh.store import clock, withdrawn
from sulh.store.asking import thing_of
from sulh.store.models import (
    Acceptance,
    Approval,
    Contribution,
    Criticism,
    Delivery,
    FinalAnswer,
    Initiative,
    Seat,
    Sitting,
    Statement,
    Study,
    StudySheet,
    Vote,
)
from sulh.store.writes import unlisted

OF_A_SEAT = (Vote, Sitting, Delivery, Acceptance, Criticism, FinalAnswer, Approval)
_LABEL = 6  # random bytes of the label that takes the place of the printed one
MAY_LEAVE = (Role.PARTICIPANT, Role.READER, Role.ASSISTANT)


@transaction.atomic
def leave(principal: Principal) -> None:
    """
    Erase everything of the principal's own seat.

    Raises:
        Refused: For whoever has none, or has left already.
    """
    if not any(principal.holds(role) for role in MAY_LEAVE):
        raise Refused
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    if seat is None:
        raise Refused
    ask(principal, "own-seat", CHANGE, thing_of(seat))
    # Before the transaction ends: who asked to leave is not brought back by an older backup, whatever happens now.
    withdrawn.note(seat.pk)
    _erase(seat)


@transaction.atomic
def replay(gone: Iterable[UUID]) -> int:
    """
    Erase what an older backup brought back, by the ids that were noted; return how many seats that were.

    Seats that had left, initiatives that their owners had taken off the map, and answers of a study that somebody had
    taken back: of these two nobody is told, for whoever restores a backup may not know that there were any.
    """
    ids = list(gone)
    back = list(Seat.objects.select_for_update().filter(pk__in=ids, left=False))
    for seat in back:
        _erase(seat)
    for row in Initiative.objects.select_for_update(of=("self",)).filter(pk__in=ids, dialogues=None):
        unlisted.take_away(row)
    _sheets(ids)
    return len(back)


def _sheets(ids: Collection[UUID]) -> None:
    """Erase answers of studies; who is missing from reports that were made counts as withdrawn since then."""
    back = StudySheet.objects.filter(pk__in=ids)
    told = back.filter(wave__analysed=True)
    of = Counter(study for study, _ in set(told.values_list("wave__study", "person")))
    back.delete()
    for row in Study.objects.select_for_update().filter(pk__in=of):
        Study.objects.filter(pk=row.pk).update(withdrawn=row.withdrawn + of[row.pk])


def _erase(seat: Seat) -> None:
    for table in OF_A_SEAT:
        table._default_manager.filter(seat=seat).delete()
    _statements(seat)
    empty = {"code": None, "spare": None, "ballot": "", "language": "", "left": True}
    Seat.objects.filter(pk=seat.pk).update(**empty, label=clock.random_bytes(_LABEL).hex())


def _statements(seat: Seat) -> None:
    """Erase what was never put to anybody; of what others have answered, cut the link to its author."""
    own = Statement.objects.filter(author=seat)
    unheard = own.exclude(rounds__round__state__in=("open", "paused", "closed"))
    gone = list(unheard.values_list("id", flat=True))
    Contribution.objects.filter(earlier__in=gone).delete()  # what was noted of them is about words that are no more
    # What others said too stands for itself again, and waits for a facilitator: nobody's words are kept for another's.
    Statement.objects.filter(merged_into__in=gone).exclude(pk__in=gone).update(state="proposed", merged_into=None)
    Statement.objects.filter(pk__in=gone).update(merged_into=None)
    Statement.objects.filter(pk__in=gone).delete()
    own.update(author=None)
