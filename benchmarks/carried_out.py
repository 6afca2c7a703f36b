"""
How long a server needs for the pages of agreements that are scored year after year.

    LONG       200 stipulations, ten yearly codings by two coders and a third where they differ
    COLOMBIA   558 stipulations in 18 themes, coded once: as many as the Barometer follows there

A fresh database on the disk, the platform's own middleware and templates, no network. Beside each stands the same page
of an agreement a tenth as long, whose queries the long one may not exceed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from benchmarks import report
from benchmarks.one_text import Measured, Page, asked_for, database

if TYPE_CHECKING:
    from uuid import UUID

    from tests.cast import Cast

AIM: Final = 300  # milliseconds of server time
MOST: Final = 100_000  # bytes of a page
DIFFER: Final = 0.15  # of the stipulations, on which two coders differ


@dataclass(frozen=True)
class Size:
    """An agreement: stipulations, themes, and codings a year apart."""

    called: str
    stipulations: int
    themes: int
    codings: int


LONG, COLOMBIA = Size("200 stipulations, 10 years", 200, 12, 10), Size("558 stipulations, once", 558, 18, 1)
SIZES: Final = {LONG: Size("", 20, 12, 1), COLOMBIA: Size("", 56, 18, 1)}


def main() -> int:
    """Measure the pages of both, and write the table; 1 where one is above what is aimed at."""
    with database():
        found = {size: (_measure(size), _measure(short)) for size, short in SIZES.items()}
    rows = [
        (size, one, other) for size, (ones, others) in found.items() for one, other in zip(ones, others, strict=True)
    ]
    report.write("carried_out", table(rows))
    above = [one for _, one, other in rows if one.own > AIM or one.size > MOST or one.queries > other.queries]
    for one in above:
        print(f"above the aim: {one}")
    return 1 if above else 0


def _measure(size: Size) -> list[Measured]:
    """Build an agreement in a transaction of its own, and ask for its pages."""
    from django.db import transaction
    from django.test import Client

    from tests.adversary.coded import evaluators
    from tests.cast import make_cast
    from tests.web.people import sign_in

    with transaction.atomic():
        cast = make_cast()
        evaluators(cast)
        agreement = _planted(cast, size)
        process = cast.process.id
        client = sign_in(Client(), cast, "evaluator", language="ar")
        pages = [
            Page("evaluator", "side by side", f"/w/p/{process}/change"),
            Page("evaluator", "the agreements", f"/w/p/{process}/change/agreements"),
            Page("evaluator", "one agreement", f"/w/carried-out/{agreement}"),
        ]
        measured = [asked_for(client, one) for one in pages]
        transaction.set_rollback(True)
    return measured


def _planted(cast: Cast, size: Size) -> UUID:
    """Plant an agreement with its stipulations and closed codings, rows at a time."""
    from sulh.model.implementation import THEMES
    from sulh.store.models import Agreement, Coder, Coding, Score, Side, Stipulation

    luck = random.Random(5)
    agreement = Agreement(process=cast.process, on=date(2016, 1, 5))
    cast.sealer.put(agreement, title="The long accord", source="Gazette", text=["It is agreed."])
    agreement.save()
    rows = []
    for number in range(1, size.stipulations + 1):
        row = Stipulation(agreement=agreement, number=number, theme=THEMES[number % size.themes], on=date(2016, 1, 5))
        row.due = date(2017 + number % 9, 1 + number % 12, 1)
        words = f"Carry out commitment {number} of the accord in all districts, and report on it once a year"
        cast.sealer.put(row, words=words, authority="Ministry of the interior")
        rows.append(row)
    Stipulation.objects.bulk_create(rows)
    sides = list(Side.objects.filter(process=cast.process))
    owing = Stipulation.sides.through
    owing.objects.bulk_create([owing(stipulation_id=row.id, side_id=luck.choice(sides).id) for row in rows])
    staff = [cast.staff[name] for name in ("evaluator", "second-evaluator", "facilitator")]
    for year in range(size.codings):
        day = date(2017 + year, 1, 5)
        coding = Coding.objects.create(agreement=agreement, on=day, opened=day, closed=day)
        coders = [
            Coder.objects.create(coding=coding, staff=one, number=n, handed_in=day) for n, one in enumerate(staff, 1)
        ]
        scores = []
        for row in rows:
            value = min(3, luck.randrange(4) * (year + 2) // 6)
            other = (value + 1) % 4 if luck.random() < DIFFER else value
            given = [(coders[0], value), (coders[1], other), *([(coders[2], value)] if other != value else [])]
            scores += [Score(coder=coder, stipulation=row, value=one) for coder, one in given]
        Score.objects.bulk_create(scores)
    return agreement.id


def table(rows: Sequence[tuple[Size, Measured, Measured]]) -> list[str]:
    """Lay out what was measured, with the queries of the short agreement beside those of the long one."""
    head = [
        "agreement",
        "page",
        "median ms",
        "processor ms",
        "kB",
        "kB compressed",
        "queries",
        "queries, a tenth as long",
    ]
    lines = [
        [
            size.called,
            one.page.called,
            f"{one.middle:.0f}",
            f"{one.own:.0f}",
            f"{one.size / 1000:.0f}",
            f"{one.packed / 1000:.0f}",
            one.queries,
            other.queries,
        ]
        for size, one, other in rows
    ]
    return [
        f"Two coders who differ on {DIFFER:.0%} of the stipulations, a third for these. An evaluator reads Arabic, the",
        f"heaviest of the three languages. Aimed at: under {AIM} ms of the processor, under {MOST // 1000} kB before",
        "compression, as many queries as for an agreement a tenth as long.",
        "",
        *report.table(head, lines),
    ]


if __name__ == "__main__":
    sys.exit(main())
