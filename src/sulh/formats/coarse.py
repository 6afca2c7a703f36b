"""
Times told no finer than by week or by quarter.

    card ──coarsened(card, "week")──▶ the same card, each first day a Monday and each last day a Sunday

For an audience to which days would tell too much: what is written of such a card, in whatever form, tells no more.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from sulh.model.initiatives import Card, Moment

Grain = Literal["day", "week", "quarter"]
_WEEK, _QUARTER, _MONTHS = 7, 3, 12


def first_day(day: date, grain: Grain) -> date:
    """
    Return the first day of the week or quarter of a day.

    >>> first_day(date(2026, 11, 27), "week").isoformat(), first_day(date(2026, 11, 27), "quarter").isoformat()
    ('2026-11-23', '2026-10-01')
    """
    if grain == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day if grain == "day" else date(day.year, day.month - (day.month - 1) % _QUARTER, 1)


def last_day(day: date, grain: Grain) -> date:
    """
    Return the last day of the week or quarter of a day.

    >>> last_day(date(2026, 11, 27), "week").isoformat(), last_day(date(2026, 11, 27), "quarter").isoformat()
    ('2026-11-29', '2026-12-31')
    """
    if grain == "day":
        return day
    if grain == "week":
        return date.fromordinal(min(date.max.toordinal(), first_day(day, grain).toordinal() + _WEEK - 1))
    month = first_day(day, grain).month + _QUARTER - 1
    return date(day.year, _MONTHS, 31) if month == _MONTHS else date(day.year, month + 1, 1) - timedelta(days=1)


def coarsened(card: Card, grain: Grain) -> Card:
    """Return a card whose times are told no finer than that; moments that fall together become one."""
    moments = (Moment(one.occasion, first_day(one.start, grain), last_day(one.end, grain)) for one in card.moments)
    return msgspec.structs.replace(
        card,
        start=first_day(card.start, grain) if card.start else None,
        end=last_day(card.end, grain) if card.end else None,
        confirmed=first_day(card.confirmed, grain) if card.confirmed else None,
        moments=tuple(dict.fromkeys(moments)),
    )
