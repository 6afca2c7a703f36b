"""A plan that was laid down is its bytes: whatever the program calls things, the hash in the process log holds."""

from __future__ import annotations

import msgspec

from sulh.measurement.attitudes.plans import canonical, digest
from sulh.model.studies import Plan, PlannedOutcome

LAID_DOWN = Plan(
    study="s",
    instrument="short",
    version=1,
    outcomes=(PlannedOutcome("trust", "2", primary=True, expected="up"), PlannedOutcome("felt", "2")),
    compared=("comparison",),
    seed=7,
)
BYTES = (
    b'{"compared":["comparison"],"instrument":"short","level":0.95,"method":"by_rule",'
    b'"other_correction":"benjamini_hochberg","outcomes":[{"expected":"either","measure":"felt","primary":false,'
    b'"wave":"2"},{"expected":"up","measure":"trust","primary":true,"wave":"2"}],"primary_correction":"holm","seed":7,'
    b'"study":"s","version":1}'
)
HASH = "aae2cee8cd95edae37b22d8fdde5b1900609eff775cf42ceec11a39333b7ab7b"


def test_a_plan_of_an_earlier_day_keeps_its_bytes_and_its_hash() -> None:
    """As it was frozen on 27 November 2026, and read back from what was kept then."""
    assert BYTES == canonical(LAID_DOWN)
    assert HASH == digest(LAID_DOWN) == digest(msgspec.json.decode(BYTES, type=Plan))


def test_a_plan_that_asks_for_more_or_looks_elsewhere_is_another_one() -> None:
    """Each thing that is laid down counts in the hash."""
    first, *others = LAID_DOWN.outcomes
    elsewhere = (msgspec.structs.replace(first, expected="down"), *others)
    changed = [
        msgspec.structs.replace(LAID_DOWN, adjusted=True),
        msgspec.structs.replace(LAID_DOWN, seed=8),
        msgspec.structs.replace(LAID_DOWN, compared=()),
        msgspec.structs.replace(LAID_DOWN, outcomes=elsewhere),
    ]

    assert HASH not in {digest(one) for one in changed}
