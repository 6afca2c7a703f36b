"""What the batteries stand on of what changes: an evaluator, an agreement with a stipulation, and its scoring."""

from __future__ import annotations

from uuid import UUID

from sulh.access import Role
from sulh.store.models import Coder, Membership, Staff
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.writes import agreements, coding, stipulations
from sulh.store.writes.stipulations import ActText, StipulationText
from tests.cast import DAY, Cast


def evaluators(cast: Cast) -> None:
    """Let two evaluators work in the process."""
    for name in ("evaluator", "second-evaluator"):
        staff = cast.staff[name] = Staff(account=f"{name}-{cast.process.id.hex[:8]}")
        sealer(INSTALLATION).put(staff, name=name.title())
        staff.save()
        Membership.objects.create(staff=staff, process=cast.process, role=Role.EVALUATOR)


def coded(cast: Cast, agreement: UUID) -> dict[str, UUID | str]:
    """Lay an act, an open coding whose first is the evaluator of the cast, and a stipulation that nobody scores."""
    facilitator = cast.principal("facilitator")
    given = StipulationText("Open the road by day", "The roads office", "borders", [str(cast.sides["hill"].id)])
    scored = stipulations.add(facilitator, agreement, given)
    apart = agreements.AgreementGiven("A market accord", "The gazette", DAY, ("The market opens.",))
    made = stipulations.add(facilitator, agreements.add(facilitator, cast.process.id, apart), given)
    act = ActText("decree", "The roads office", "Decree 12", "The gazette", DAY, scored)
    done = stipulations.add_act(facilitator, cast.process.id, act)
    both = (str(cast.staff["evaluator"].id), str(cast.staff["second-evaluator"].id))
    open_ = coding.open_(facilitator, agreement, DAY, both)
    coder = Coder.objects.get(coding=open_, number=1)
    return {"stipulation_id": made, "act_id": done, "coding_id": open_, "coder_id": coder.id, "form": "csv"}
