"""
What the batteries stand on of studies: one that was analysed, a wave and a group in which nobody answered.

In the cast, `respondent` is somebody of a group that answers here: a wave is asked today.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

from sulh.store import clock
from sulh.store.models import Seat, StudyGroup
from sulh.store.writes import study_answers, study_groups, study_questions, study_waves
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_questions import QuestionText
from sulh.store.writes.study_waves import WaveText
from tests.cast import Cast
from tests.store.responding import say_who_asks
from tests.store.studied import AFTER, studied

OWN = UUID("0badcafe-0000-4000-8000-000000000000")  # begins as the key of the question in `tests.adversary.ground`


def asked(cast: Cast) -> dict[str, UUID | str]:
    """Lay a study that was analysed; the wave and the group that are given have no answers."""
    made = studied(cast)
    put = dict.fromkeys(("en", "fr", "ar"), "The bridge is for all.")
    study_questions.add(made.evaluator, made.study, QuestionText(put, put, "higher"), new_id=OWN)
    made.bring(after=False)
    made.bring(after=True)
    report = study_answers.analyse(made.evaluator, made.study)
    opens = AFTER[1] + timedelta(days=30)
    with patch.object(clock, "today", lambda: opens):
        wave = study_waves.add(made.evaluator, made.study, WaveText("follow_up", opens, opens))
    day = clock.today()
    study_waves.add(made.evaluator, made.study, WaveText("during", day, day + timedelta(days=30)))
    theirs = StudyGroup.objects.get(pk=made.groups["hill", "participants"])
    say_who_asks(made)
    cast.codes["respondent"] = study_groups.new_number(made.evaluator, theirs.id, generation=None).code
    cast.seats["respondent"] = Seat.objects.get(group=theirs)
    given = GroupText("wait_list", str(cast.sides["hill"].id), "Those who come later")
    group = study_groups.add(made.evaluator, made.study, given)
    return {"study_id": made.study, "wave_id": wave, "group_id": group, "report_id": report, "sheet": "form"}
