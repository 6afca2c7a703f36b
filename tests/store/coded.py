"""An agreement that is scored, for tests: four stipulations and three evaluators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sulh.access import Principal, Role
from sulh.store.models import Coder
from sulh.store.writes import agreements, coding, stipulations
from sulh.store.writes.coding import Scored
from sulh.store.writes.stipulations import StipulationText
from tests.cast import Cast
from tests.store.mapped import account

SIGNED = agreements.AgreementGiven("The valley accord", "Its gazette", date(2026, 1, 5), ("The road opens.",))
AS_OF = date(2026, 10, 1)


@dataclass
class Coded:
    """An agreement with stipulations, and three evaluators."""

    facilitator: Principal
    agreement: UUID
    stipulations: list[UUID]
    evaluators: list[Principal]

    def open(self, on: date = AS_OF) -> list[UUID]:
        """Open a coding by the first two; return the coders' ids."""
        made = coding.open_(self.facilitator, self.agreement, on, (self.evaluators[0].id, self.evaluators[1].id))
        return [one.id for one in Coder.objects.filter(coding=made).order_by("number")]

    def score(self, number: int, coder: UUID, values: Mapping[int, int | None]) -> None:
        """Score some stipulations, by their place."""
        given = {
            self.stipulations[at]: Scored(value, "" if value is None else "Gazette") for at, value in values.items()
        }
        coding.score(self.evaluators[number - 1], coder, given)


def laid(cast: Cast, prefix: str = "evaluator", title: str = SIGNED.title) -> Coded:
    """Return an agreement of four stipulations: two of one side, one of both, one of nobody's; and three evaluators."""
    facilitator = cast.principal("facilitator")
    agreement = agreements.add(facilitator, cast.process.id, replace(SIGNED, title=title))
    hill, river = str(cast.sides["hill"].id), str(cast.sides["river"].id)
    given = [
        StipulationText("Open the road", "The ministry", "borders", [hill], date(2026, 6, 1)),
        StipulationText("Share the well", "The council", "land", [hill, river]),
        StipulationText("Pay the teachers", "The treasury", "economy", [river]),
        StipulationText("Send observers", "The mission", "monitoring"),
    ]
    made = [stipulations.add(facilitator, agreement, one) for one in given]
    people = [account(f"{prefix}{n}", cast.process, Role.EVALUATOR) for n in range(3)]
    return Coded(facilitator, agreement, made, people)
