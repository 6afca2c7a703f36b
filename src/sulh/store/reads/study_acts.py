"""
Who did what of a study, as the process log has it: by how many accounts, never by which; and when numbers were said.

    acts_in(process)  ──▶ the acts of studies, in their order, in one query
    acts_of(acts, study, number) ──▶ Acts      what was done up to a report, by how many accounts
    said_on(acts, study) ──▶ the day on which it was last said how many people are asked
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Q

from sulh.store.models import LogRecord
from sulh.store.reads.processes import records_in
from sulh.vault.log import Record

SET_UP, PLAN, SAID, ANALYSED = "study-set-up", "study-plan-frozen", "study-asked-said", "study-analysed"
ASKED_FOR: Final = "study-analysis-asked"  # what the machine then does by itself
DONE: Final = (SET_UP, PLAN, SAID, ANALYSED)


@dataclass(frozen=True)
class Acts:
    """
    What was done of a study.

    Attributes:
        done: Acts of whom the log tells who did them, in the order of `DONE`.
        accounts: How many accounts did them, all together.
        said: The day on which it was last said how many people are asked; None where that was not said by itself.
        later: Whether that was after the report was made.
    """

    done: tuple[str, ...] = ()
    accounts: int = 0
    said: date | None = None
    later: bool = False


def acts_in(process_id: UUID) -> tuple[Record, ...]:
    """Return the records of what was done with the studies of a process."""
    begins = reduce(or_, (Q(body__startswith=f'{{"act":"{act}"') for act in (*DONE, ASKED_FOR)))
    rows = LogRecord.objects.filter(begins, process_id=process_id).order_by("number")
    return tuple(one for body in rows.values_list("body", flat=True) for one in records_in(body))


def acts_of(acts: Sequence[Record], study: str, number: int) -> Acts:
    """
    Return what was done of a study, as a reader of its report of that number has to know it.

    Args:
        acts: Those of the process.
        study: Which study.
        number: Of the report; one that the machine made counts as done by whoever asked for it.
    """
    mine = [one for one in acts if one.refs.get("study") == study]
    made = next((one for one in mine if one.act == ANALYSED and one.refs.get("number") == number), None)
    by: dict[str, set[str]] = {}
    for one in mine:
        if one.act in DONE and one.act != ANALYSED and one.staff is not None:
            by.setdefault(one.act, set()).add(one.staff)
    if made is not None:
        asked = [one.staff for one in mine if one.act == ASKED_FOR and one.number < made.number]
        staff = made.staff or (asked[-1] if asked else None)
        by |= {ANALYSED: {staff}} if staff is not None else {}
    said = next((one for one in reversed(mine) if one.act == SAID), None)
    return Acts(
        done=tuple(act for act in DONE if act in by),
        accounts=len(set[str]().union(*by.values())),
        said=said_on(mine, study),
        later=said is not None and made is not None and said.number > made.number,
    )


def said_on(acts: Sequence[Record], study: str) -> date | None:
    """Return the day on which it was last said how many people of a group are asked; None where it never was."""
    said = [one for one in acts if one.act == SAID and one.refs.get("study") == study]
    return datetime.fromisoformat(said[-1].at).date() if said else None
