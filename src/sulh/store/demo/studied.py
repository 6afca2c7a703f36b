"""
A study of attitudes in the demonstration: those who take part warm, one side less, and not everything got better.

    eleven months ago   set up, asked before, the plan laid down
    two months ago      asked again: some are lost; on the side that warmed less more people feel treated worse
    one month ago       analysed
    since yesterday     asked once more, here: two groups have an entry number that all their people share

Answers are drawn from fixed numbers: the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from sulh.access import Principal, Role
from sulh.model.questionnaire import AskerPart
from sulh.store import clock
from sulh.store.demo.people import entry_number
from sulh.store.demo.world import World
from sulh.store.models import Seat, Staff, StudyGroup
from sulh.store.reads.principals import of_staff
from sulh.store.writes import studies, study_answers, study_groups, study_plans, study_waves
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_asking import say_who
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_waves import WaveText

EVALUATOR: Final = "tall-pine"
TITLE: Final = "How neighbours see one another"
NUMBERED: Final = "study"  # what entry numbers of groups are made from
SEED: Final = 20260203
BEFORE, AFTER, FOUND = 330, 60, 30  # days ago
ASKED: Final = 14  # days that a wave takes
GROUPS, PEOPLE = 4, 5  # of each side, taking part and not; in each group
LOST: Final = 0.08
TALKING, AVOIDING = 0.3, 0.4  # shares, before
ARMS: Final = ("participants", "comparison")
HEADER: Final = (
    "group,code,warm_own,warm_others,circles,trust_most,trust_fair,threat_gain,discrimination,done_talk,done_avoid"
)
WARMER: Final = {"hill": 18.0, "river": 5.0}  # of 100, of those who take part
TRUSTING: Final = {"hill": 0.9, "river": 0.4}  # of five steps
WORSE_TREATED: Final = {"hill": 0.2, "river": 1.0}
WHO: Final[dict[AskerPart, dict[str, str]]] = {
    "who": {
        "en": "The evaluators of the dialogue ask you this. They take no part in it.",
        "fr": "Ces questions vous sont posées par l’équipe d’évaluation du dialogue, qui n’y prend pas part.",
        "ar": "يسألكم مقيّمو الحوار، وهم لا يشاركون فيه.",
    },
    "why": {
        "en": "It is to see whether anything changes between neighbours. What is found of whole groups goes to those "
        "who lead the dialogue.",
        "fr": "Il s’agit de voir si quelque chose change entre voisins. Ce qui ressort pour des groupes entiers est "
        "remis aux personnes qui animent le dialogue.",
        "ar": "الغرض هو معرفة هل يتغير شيء بين الجيران. تُسلَّم نتائج المجموعات كاملةً إلى من يديرون الحوار.",
    },
    "whom": {
        "en": "Whoever gave you this sheet or number answers your questions, and can take your answers out.",
        "fr": "La personne qui vous a remis cette feuille ou ce numéro répond à vos questions, et peut retirer vos "
        "réponses.",
        "ar": "من أعطاكم هذه الورقة أو هذا الرقم يجيب عن أسئلتكم، ويمكنه سحب إجاباتكم.",
    },
}
PLAN: Final = {
    ("warm_others", "2"): "primary:up",
    ("trust", "2"): "other:up",
    ("discrimination", "2"): "other:either",
    ("done_talk", "2"): "other:up",
}


def plant_studied(world: World) -> None:
    """Plant the study, its two waves and its report."""
    evaluator = of_staff(Staff.objects.get(account=EVALUATOR).id)
    with world.ago(days=BEFORE):
        study, waves = _set_up(world, evaluator)
        _asked(evaluator, waves[0], after=False)
        study_plans.freeze(evaluator, study, PLAN, ("comparison",))
    with world.ago(days=AFTER - ASKED):
        _asked(evaluator, waves[1], after=True)
    with world.ago(days=FOUND):
        study_answers.analyse(evaluator, study)
    _asked_here(world, evaluator, study)


def _set_up(world: World, evaluator: Principal) -> tuple[UUID, list[UUID]]:
    given = StudyText(TITLE, "short", ("en", "fr", "ar"), "not_by_lot")
    study = studies.new(evaluator, world.process, given)
    say_who(evaluator, study, WHO)
    today, later = clock.today(), clock.today() + timedelta(days=BEFORE - AFTER)
    waves = [
        study_waves.add(evaluator, study, WaveText(kind, day, day + timedelta(days=ASKED)))
        for kind, day in (("baseline", today), ("end", later))
    ]
    for side in WARMER:
        for arm in ARMS:
            for number in range(1, GROUPS + 1):
                label = f"{'Dialogue' if arm == ARMS[0] else 'Village'} {side} {number}"
                study_groups.add(evaluator, study, GroupText(arm, str(world.sides[side]), label))
    return study, waves


def _asked_here(world: World, evaluator: Principal, study: UUID) -> None:
    """Open a last wave, say how many people each group has, and let two groups, one of each side, answer here."""
    with world.ago(days=1):
        day = clock.today()
        study_waves.add(evaluator, study, WaveText("follow_up", day, day + timedelta(days=ASKED)))
        groups = list(StudyGroup.objects.filter(study=study).order_by("number"))
        for group in groups:
            study_groups.say_asked(evaluator, group.id, PEOPLE)
    for place, group in enumerate((groups[0], groups[2 * GROUPS])):
        Seat.objects.create(
            role=Role.RESPONDENT,
            process_id=world.process,
            side_id=group.side_id,
            group=group,
            code=world.hasher.digest(entry_number(NUMBERED, place)),
        )


def _asked(evaluator: Principal, wave: UUID, *, after: bool) -> None:
    table = "\n".join([HEADER, *_rows(after=after)])
    study_answers.bring(evaluator, wave, ("answers.csv", table.encode()))


def _rows(*, after: bool) -> Iterator[str]:
    """Give what each person answers; before and after begin from the same draw, so that a person stays who they are."""
    group = 0
    for side in WARMER:
        for arm in ARMS:
            for _ in range(GROUPS):
                group += 1
                luck, later = random.Random(SEED + group), random.Random(SEED + group + 1_000 * after)
                for person in range(PEOPLE):
                    lost = after and later.random() < LOST
                    answers = _answers(luck, later, side, moved=after and arm == ARMS[0])
                    if not lost:
                        yield f"{group},{side}{group}p{person},{','.join(map(str, answers))}"


def _answers(luck: random.Random, later: random.Random, side: str, *, moved: bool) -> list[int]:
    """Return one person's answers in the order of the header."""
    warm = luck.gauss(38, 12) + later.gauss(1, 5) + WARMER[side] * moved
    trust = luck.gauss(2.3, 0.6) + TRUSTING[side] * moved
    close, threat, worse = luck.gauss(2.8, 0.9), luck.gauss(3.4, 0.7), luck.gauss(1.9, 0.6)
    talked, avoided = luck.random(), luck.random()
    return [
        _within(luck.gauss(74, 9) + later.gauss(0, 4), 0, 100),
        _within(warm, 0, 100),
        _within(close + 0.6 * moved + later.gauss(0, 0.4), 1, 7),
        _within(trust + later.gauss(0, 0.4), 1, 5),
        _within(trust + later.gauss(0, 0.4), 1, 5),
        _within(threat - 0.3 * moved + later.gauss(0, 0.4), 1, 5),
        _within(worse + WORSE_TREATED[side] * moved + later.gauss(0, 0.4), 1, 5),
        int(talked + later.gauss(0, 0.1) < TALKING + 0.15 * moved),
        int(avoided + later.gauss(0, 0.1) < AVOIDING),
    ]


def _within(value: float, low: int, high: int) -> int:
    return min(max(round(value), low), high)
