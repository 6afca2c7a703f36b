"""A small study for tests: two sides, four groups, two waves, and answers that warm by a fixed amount."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from unittest.mock import patch
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.models import StudyWave
from sulh.store.writes import studies, study_answers, study_groups, study_waves
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.store.writes.study_waves import WaveText
from tests.adversary.coded import evaluators
from tests.cast import Cast, On

BEFORE, AFTER = (date(2026, 2, 1), date(2026, 2, 14)), (date(2026, 10, 1), date(2026, 10, 14))
PEOPLE = 6  # in each of the four groups
WARMER = {("hill", "participants"): 20, ("river", "participants"): 5}


@dataclass
class Studied:
    """A study, its waves and its groups by side and arm."""

    evaluator: Principal
    study: UUID
    waves: tuple[UUID, UUID]
    groups: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def table(self, *, after: bool) -> bytes:
        """Return the answers of a wave as a server exports them, with what it adds by itself."""
        lines = ["start,deviceid,consent,group,code,warm_own,warm_others,trust_most,trust_fair,done_talk,done_avoid"]
        for number, (side, arm) in enumerate(self.groups, 1):
            for who in range(PEOPLE):
                warm = 30 + 2 * who + (WARMER.get((side, arm), 0) + who % 2 if after else 0)
                talked = int(after and arm == "participants")
                lines.append(
                    f"09:1{who},phone-7,yes,{number},{side[:2]}{arm[:2]}{who}x,70,{warm},3,{2 + who % 3},{talked},0"
                )
        lines.append("09:20,phone-9,no,,,,,,,,")
        return "\n".join(lines).encode()

    def bring(self, *, after: bool) -> study_answers.Brought:
        """Bring the answers of a wave in."""
        return study_answers.bring(self.evaluator, self.waves[after], ("export.csv", self.table(after=after)))


def begun(cast: Cast, on: On) -> Studied:
    """Set it up, and let its first wave begin today."""
    on(BEFORE[0])
    return studied(cast)


def studied(cast: Cast) -> Studied:
    """Set a study up as an evaluator does, people by themselves."""
    if "evaluator" not in cast.staff:
        evaluators(cast)
    evaluator = cast.principal("evaluator")
    made = studies.new(evaluator, cast.process.id, StudyText("Neighbours", "short", ("en", "fr", "ar"), "not_by_lot"))
    with patch.object(clock, "today", lambda: BEFORE[0] - timedelta(days=1)):
        for kind, (opens, closes) in (("baseline", BEFORE), ("end", AFTER)):
            study_waves.add(evaluator, made, WaveText(kind, opens, closes))
    waves = tuple(StudyWave.objects.filter(study=made).order_by("number").values_list("id", flat=True))
    found = Studied(evaluator, made, (waves[0], waves[1]))
    for side in ("hill", "river"):
        for arm in ("participants", "comparison"):
            given = GroupText(arm, str(cast.sides[side].id), f"{side} {arm}", together=False)
            found.groups[side, arm] = study_groups.add(evaluator, made, given)
    return found
