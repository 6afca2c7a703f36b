"""Stipulations that were put to the people of the cast and answered. No test lives here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sulh.store.models import KeptPublication, Statement, StatementText
from sulh.store.reads.publications import preview
from sulh.store.writes import agreements, papers, publishing, stipulations
from sulh.store.writes.agreements import AgreementGiven
from sulh.store.writes.stipulations import StipulationText
from tests.cast import LANGUAGES, Cast

At = Callable[..., None]
SIGNED = AgreementGiven("The valley accord", "Its gazette", date(2026, 1, 5), ("The road opens.",))
MOST = 4  # of five answers that agree


def accord(cast: Cast, *what: str) -> tuple[UUID, list[UUID]]:
    """Return an agreement, and stipulations that are to be carried out by somebody."""
    facilitator = cast.principal("facilitator")
    made = agreements.add(facilitator, cast.process.id, SIGNED)
    given = (StipulationText(one, "The ministry", "borders") for one in what)
    return made, [stipulations.add(facilitator, made, one) for one in given]


def translated(cast: Cast, statement: Statement) -> None:
    """Let a statement be there in every language of the dialogue."""
    for tag in LANGUAGES:
        if not statement.texts.filter(language=tag).exists():
            text = StatementText(statement=statement, language=tag)
            cast.sealer.put(text, text=f"{tag}: {statement.number}")
            text.save()


def answered(cast: Cast, at: At, *statements: Statement, side: str | None = None, people: int = 6) -> UUID:
    """Let so many of each side that is asked answer in a round that ends; return its epoch, with its paper."""
    for one in statements:
        translated(cast, one)
    cast.statements = list(statements)
    opened = cast.round(side=side, hours=1)
    epoch = opened.epochs.get(number=1)
    for name in (side,) if side else ("hill", "river"):
        for place, seat in enumerate([cast.seats[name], *cast.more(name, people - 1)]):
            for one in statements:
                cast.vote(seat, one, (1, 1, 1, -1, 0)[place % 5] if people > MOST * 3 else 1, epoch)
    at(hours=2 * opened.number)
    papers.make_paper(epoch.id)
    opened.state = "closed"
    opened.save()
    return epoch.id


def left(cast: Cast, epoch: UUID) -> KeptPublication:
    """Publish an epoch as a facilitator saw it."""
    facilitator = cast.principal("facilitator")
    digest = preview(facilitator, epoch, "en").digest
    return KeptPublication.objects.get(pk=publishing.publish(facilitator, epoch, digest))
