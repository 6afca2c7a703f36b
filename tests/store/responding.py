"""People who answer a study here: the number of a group, whoever comes in with it, and a sheet; no test lives here."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sulh.access import STRANGER, Principal
from sulh.model.questionnaire import ASKER, AskerPart
from sulh.store.models import Seat, StudyGroup, StudySheet
from sulh.store.reads.principals import of_seat
from sulh.store.study_kept import asked_of, says_who
from sulh.store.study_sealing import answers
from sulh.store.writes import entry, own_sheets, study_asking, study_groups
from tests.store.studied import Studied

TYPED = {"code": "FA 07 he", "warm_own": "70", "warm_others": "35", "trust_most": "2", "circles": "3", "done_talk": "1"}


def number_of(made: Studied, side: str = "hill", arm: str = "participants") -> str:
    """Return an entry number that the evaluator makes for a group, in place of any before."""
    group = StudyGroup.objects.select_related("study").get(pk=made.groups[side, arm])
    if not says_who(group.study):
        say_who_asks(made)
    seat = Seat.objects.filter(group=group).first()
    return study_groups.new_number(made.evaluator, group.id, generation=seat.generation if seat else None).code


def say_who_asks(made: Studied, study: UUID | None = None) -> None:
    """Say who asks: before that no number is made."""
    said: dict[AskerPart, dict[str, str]] = {part: dict.fromkeys(("en", "fr", "ar"), "A school.") for part in ASKER}
    study_asking.say_who(made.evaluator, study or made.study, said)


def come_in(code: str) -> Principal:
    """Return whoever comes in with a number."""
    found = entry.enter(STRANGER, code)
    assert found is not None
    return of_seat(found.seat_id, found.generation)


def send(who: Principal, wave: int = 1, *, agreed: str = "", **typed: str) -> None:
    """Send a sheet as somebody would who read what stands there now, or something else."""
    own_sheets.send(who, wave, TYPED | typed, {}, agreed=agreed or read_by(who))


def read_by(who: Principal) -> str:
    """Return what stands for all that somebody reads before they agree; nothing for whoever reads none of it."""
    group = StudyGroup.objects.select_related("study").filter(seat=UUID(who.id)).first() if who.id else None
    return asked_of(group.study).digest if group else ""


def kept(made: Studied) -> list[Mapping[str, float]]:
    """Return what every sheet of a study holds, in an order that is always the same."""
    rows = StudySheet.objects.filter(wave__study=made.study).select_related("wave__study")
    values = [answers(row.wave.study).get(row, "answers")["values"] for row in rows]
    return sorted(values, key=lambda one: sorted(one.items()))
