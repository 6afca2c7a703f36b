"""What the batteries stand on of outcomes: one that nobody has judged, a judged one, a theory, an indicator."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sulh.store.writes import indicators, outcomes, theories
from sulh.store.writes.indicators import IndicatorText
from sulh.store.writes.outcomes import OutcomeText, Said
from sulh.store.writes.theories import TheoryText
from tests.cast import DAY, Cast


def told(cast: Cast) -> dict[str, UUID | str]:
    """Lay them; the evaluator of the cast took down what was said."""
    facilitator, evaluator = cast.principal("facilitator"), cast.principal("evaluator")
    given = OutcomeText("authority", "The roads office", "policy", "Opens the road", "political_legal", DAY)
    outcome, judged = (outcomes.add(facilitator, cast.process.id, given) for _ in range(2))
    said = outcomes.judge(evaluator, judged, Said("denies", "A clerk", "It was open before"))
    theory = theories.add(facilitator, cast.process.id, TheoryText(str(cast.initiative.id), "If, then, because"))
    assumption = theories.assume(facilitator, theory, "The road stays open")
    counted = IndicatorText("outcome", "structures", "Carts", "carts", "Count", cut="side", parts=("Hill", "River"))
    indicator = indicators.add(facilitator, cast.process.id, counted)
    indicators.put(facilitator, indicator, "baseline", {0: Decimal(3)}, on=DAY)
    return {
        "outcome_id": outcome,
        "substantiation_id": said,
        "theory_id": theory,
        "assumption_id": assumption,
        "indicator_id": indicator,
    }
