"""
A plan that was laid down before: its bytes, its hash, and what of it does not fit the study.

    Plan ──canonical──▶ bytes ──digest──▶ SHA-256      what the process log keeps on the day it is frozen
    Plan, Study ──departures──▶ codes                  where the study is not the one that was planned

The same plan gives the same bytes: keys in order, no blanks. What was planned and what was looked at besides is said of
every result, and what was planned and is not there is listed (`sulh.measurement.attitudes.analysing`).
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from sulh.model.studies import Plan, PlannedOutcome, Study


def canonical(plan: Plan) -> bytes:
    """
    Return a plan as JSON in UTF-8, outcomes in the order of measure and wave.

    >>> one, two = PlannedOutcome("trust", "end", primary=True), PlannedOutcome("warmth", "end")
    >>> plan, same = (
    ...     Plan(study="s", instrument="short", version=1, outcomes=both) for both in ((one, two), (two, one))
    ... )
    >>> canonical(plan) == canonical(same)
    True
    """
    ordered = tuple(sorted(plan.outcomes, key=lambda one: (one.measure, one.wave)))
    said = msgspec.to_builtins(msgspec.structs.replace(plan, outcomes=ordered))
    if not plan.adjusted:
        del said["adjusted"]  # plans laid down before there was such a choice keep their hash
    return msgspec.json.encode(said, order="sorted")


def digest(plan: Plan) -> str:
    """Return the SHA-256 of a plan's bytes, as 64 letters."""
    return sha256(canonical(plan)).hexdigest()


def departures(plan: Plan, study: Study) -> tuple[str, ...]:
    """
    Name where a study is not the one that was planned: `other-study`, `other-instrument`, `other-version`.

    >>> from sulh.model.studies import Instrument, Wave
    >>> study = Study("s", Instrument("short", 2, ()), (Wave("before", "baseline"),), ())
    >>> departures(Plan(study="s", instrument="short", version=1, outcomes=()), study)
    ('other-version',)
    """
    unlike = {
        "other-study": plan.study != study.key,
        "other-instrument": plan.instrument != study.instrument.key,
        "other-version": plan.version != study.instrument.version,
    }
    return tuple(code for code, true in unlike.items() if true)


def planned(plan: Plan | None, measure: str, wave: str) -> PlannedOutcome | None:
    """Return what a plan says of one measure at one wave; None where it says nothing or there is none."""
    found = (one for one in plan.outcomes if (one.measure, one.wave) == (measure, wave)) if plan else iter(())
    return next(found, None)
