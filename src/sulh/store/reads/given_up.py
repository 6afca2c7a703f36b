"""
How many scorings of an agreement were begun and given up: nothing stays of one but its line in the process log.

Facilitators can give a scoring up, and so they could begin again until they like what comes. Readers are told how often
it was done.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from sulh.store.models import LogRecord
from sulh.store.reads.processes import records_in

ACT = "coding-called-off"


def given_up(process_id: UUID) -> Counter[str]:
    """Return how many scorings were given up, by agreement, in one query."""
    rows = LogRecord.objects.filter(process_id=process_id, body__startswith=f'{{"act":"{ACT}"')
    records = (one for body in rows.values_list("body", flat=True) for one in records_in(body))
    return Counter(str(one.refs["agreement"]) for one in records if "agreement" in one.refs)
