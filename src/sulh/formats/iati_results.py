"""
Indicators as results of an activity of IATI 2.03.

    Indicator ──result──▶ <result><indicator><baseline/><period><target/><actual/></period></indicator></result>

Each indicator is a result of its own: 1 for what was done, 2 for what changed, 3 for what it adds to the wider peace.
A number is of a day, so a period begins and ends on it: nobody said since when it was counted. The parts of a declared
cut are dimensions. Results of several indicators are never put together, and say so (`aggregation-status`). A number
that is withheld stands nowhere; the description says that there are such. Each result says who chose it and who wrote
its numbers down, and that a number that moved does not say what moved it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sulh.formats.iati import narrative
from sulh.formats.xml_door import element
from sulh.model.outcomes import WHOLE, Indicator, Level, Reading

TYPES: Final[dict[Level, str]] = {"output": "1", "outcome": "2", "impact": "3"}
UNIT, PER_CENT = "1", "2"
FEW: Final = "Numbers of few people, and those that would give them away, are withheld."
BEFORE: Final = "Among them is one from before."
CHOSEN: Final = (
    "Facilitators of this work chose what is counted and said whether it is an output, an outcome or an impact.",
    "They wrote the numbers down; who counted is told only where a source names them.",
    "That a number moved does not say what moved it.",
)
ON_A_DAY: Final = "Each number is of a single day, on which its period begins and ends."
PER_CENTS: Final = frozenset({"%", "٪", "per cent", "percent", "pour cent"})


def result(indicator: Indicator) -> str:
    """Return an indicator as a result, its elements in the order that the schema fixes."""
    title = element("title", None, narrative(indicator.words))
    of = " · ".join(one for one in (indicator.unit, indicator.source) if one)
    before = any(one.role == "baseline" for one in indicator.withheld)
    withheld = " ".join([FEW, BEFORE] if before else [FEW]) if indicator.withheld else ""
    told = [*([narrative(of)] if of else []), *([narrative(withheld, "en")] if withheld else [])]
    inside = element(
        "indicator",
        {
            "measure": PER_CENT if indicator.unit.casefold() in PER_CENTS else UNIT,
            "ascending": "true" if indicator.rises else "false",
            "aggregation-status": "false",
        },
        title,
        *([element("description", None, *told)] if told else []),
        *(_baseline(indicator, one) for one in indicator.readings if one.role == "baseline"),
        *_periods(indicator),
    )
    head = {"type": TYPES[indicator.level], "aggregation-status": "false"}
    caution = element("description", None, narrative(" ".join((*CHOSEN, ON_A_DAY)), "en"))
    return element("result", head, title, caution, inside)


def number_text(number: Decimal) -> str:
    """
    Return a number as files hold it.

    >>> number_text(Decimal("12.500")), number_text(Decimal("40.000")), number_text(Decimal("-0.25"))
    ('12.5', '40', '-0.25')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _baseline(indicator: Indicator, one: Reading) -> str:
    head = {"iso-date": one.on.isoformat(), "year": str(one.on.year), "value": number_text(one.number)}
    return element("baseline", head, *_dimension(indicator, one))


def _periods(indicator: Indicator) -> Iterator[str]:
    """Yield a period for each day that something is aimed at or found."""
    for day in sorted({one.on for one in indicator.readings if one.role != "baseline"}):
        here = [one for one in indicator.readings if one.on == day]
        yield element(
            "period",
            None,
            element("period-start", {"iso-date": day.isoformat()}),
            element("period-end", {"iso-date": day.isoformat()}),
            *(_value(indicator, one) for one in here if one.role == "target"),
            *(_value(indicator, one) for one in here if one.role == "actual"),
        )


def _value(indicator: Indicator, one: Reading) -> str:
    return element(one.role, {"value": number_text(one.number)}, *_dimension(indicator, one))


def _dimension(indicator: Indicator, one: Reading) -> list[str]:
    if one.part == WHOLE:
        return []
    return [element("dimension", {"name": indicator.cut, "value": indicator.parts[one.part - 1]})]
