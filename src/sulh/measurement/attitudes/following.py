"""
Whether a report may follow another: nobody subtracts one from the other and holds what a few people answered.

    the last report, the next one, how many withdrew ──may_follow──▶ yes or no

Both tell of each group and side apart. So of every wave that both tell of, each of these has lost nobody or many, among
those asked at first and among those who answered again. What a report does not tell, since they are few, has to have
lost nobody: then everybody who withdrew is found among the others. Of single questions that somebody skipped nothing is
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from sulh.measurement.attitudes.findings import Lost, Report


def may_follow(last: Report, report: Report, withdrawn: int, *, k: int) -> bool:
    """
    Whether a report gives nobody away beside the last one.

    Args:
        last: What is known already.
        report: What would be told now, from the same waves and later ones.
        withdrawn: How many people's answers were taken out in between.
        k: Below how many people nothing is told.
    """
    return withdrawn == 0 or all(_apart(then, now, withdrawn, k) for then, now in _waves(last, report))


def _waves(last: Report, report: Report) -> Iterator[tuple[tuple[Lost, ...], tuple[Lost, ...]]]:
    """Give, of each wave that both tell of, who was lost then and now."""
    now = {one.wave: one.lost for one in report.attrition}
    return ((one.lost, now[one.wave]) for one in last.attrition if one.wave in now)


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
