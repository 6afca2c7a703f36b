"""
Whether a report may follow another: nobody subtracts one from the other and holds what a few people answered.

    the last report, the next one, how many withdrew ──may_follow──▶ yes or no

Both tell of each group and side apart. So of every wave that both tell of, each of these has lost nobody or many, among
those asked at first and among those who answered again. What a report does not tell, since they are few, has to have
lost nobody: then everybody who withdrew is found among the others. The same of each measure, since of many who withdrew
all but one may have skipped a question. Without a withdrawal both rest on the same people: no later wave takes anybody
out of an earlier one (`joining`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sulh.measurement.attitudes.findings import Estimate, Lost, Report, Said


def may_follow(last: Report, report: Report, withdrawn: int, *, k: int) -> bool:
    """
    Whether a report gives nobody away beside the last one.

    Args:
        last: What is known already.
        report: What would be told now, from the same waves and later ones.
        withdrawn: How many people's answers were taken out in between.
        k: Below how many people nothing is told.
    """
    if withdrawn == 0:
        return True
    waves = all(_apart(then, now, withdrawn, k) for then, now in _waves(last, report))
    return waves and all(_many_less(then, now, k) for then, now in _counts(last, report))


def _waves(last: Report, report: Report) -> Iterator[tuple[tuple[Lost, ...], tuple[Lost, ...]]]:
    """Give, of each wave that both tell of, who was lost then and now."""
    now = {one.wave: one.lost for one in report.attrition}
    return ((one.lost, now[one.wave]) for one in last.attrition if one.wave in now)


def _counts(last: Report, report: Report) -> Iterator[tuple[int, int]]:
    """Give, of all that both tell, how many people it rested on then and now."""
    now = {(one.measure, one.wave): one for one in report.results}
    for then in last.results:
        other = now.get((then.measure, then.wave))
        if other is not None and _told(then.found) and _told(other.found):
            left = {(one.group, one.side): one.found.n for one in other.changes}
            yield from ((one.found.n, left.get((one.group, one.side), 0)) for one in then.changes)
    first = {one.measure: one.found for one in report.balance}
    for at in last.balance:
        if at.measure in first and _told(at.found) and _told(first[at.measure]):
            yield at.found.n, first[at.measure].n


def _told(found: Said) -> bool:
    return isinstance(found, Estimate) or found.why not in {"few-people", "no-answers"}


def _many_less(then: int, now: int, k: int) -> bool:
    return then == now or then - now >= k


def _apart(then: tuple[Lost, ...], now: tuple[Lost, ...], withdrawn: int, k: int) -> bool:
    left = {(one.group, one.side): one for one in now}
    found, few = 0, False
    for one in then:
        if one.asked is None or one.answered is None:
            few = True
            continue
        after = left.get((one.group, one.side))
        if after is None or after.asked is None or after.answered is None:
            return False
        asked, answered = one.asked - after.asked, one.answered - after.answered
        if 0 < asked < k or 0 < answered < k:
            return False
        found += asked
    return not few or found == withdrawn
