"""A package of the cast under way, of a publication and a put text; no test lives here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.models import Epoch, TransferPackage
from sulh.store.reads.composing import Draft, shelf
from sulh.store.reads.publications import preview
from sulh.store.writes import approvals, release
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from tests.cast import LANGUAGES, Cast
from tests.store.drafted import put


def texts(text: str) -> dict[str, str]:
    """Return a text in every language of the cast."""
    return {tag: f"{text} ({tag})" for tag in LANGUAGES}


@dataclass
class Packaged:
    """A package with the people who work on it."""

    cast: Cast
    id: UUID

    @property
    def row(self) -> TransferPackage:
        """As it lies there now."""
        return TransferPackage.objects.get(pk=self.id)

    @property
    def facilitator(self) -> Principal:
        """Whoever composed it."""
        return self.cast.principal("facilitator")

    @property
    def second(self) -> Principal:
        """Whoever confirms it."""
        return self.cast.principal("cofacilitator")

    def confirm(self) -> None:
        """Let the second facilitator confirm it."""
        release.confirm(self.second, self.id, seen=self.row.digest)

    def ask(self) -> None:
        """Put it before the readers."""
        release.ask(self.facilitator, self.id, seen=self.row.digest)

    def approve(self, who: str, *, yes: bool = True) -> None:
        """Let a reader answer on screen."""
        approvals.approve(self.cast.principal(who), self.id, seen=self.row.digest, yes=yes)

    def send(self) -> None:
        """Send it."""
        release.send(self.facilitator, self.id, seen=self.row.digest, marked=True)


def published(cast: Cast) -> Epoch:
    """Let both sides have answered, and publish what is to be published of it."""
    made = cast.round(hours=-2)
    epoch = made.epochs.get()
    for side in ("hill", "river"):
        for seat in [cast.seats[side], *cast.more(side, 11)]:
            for place, statement in enumerate(cast.statements):
                cast.vote(seat, statement, -1 if place == 2 and side == "river" else 1, epoch)
    run_due()
    facilitator = cast.principal("facilitator")
    publish(facilitator, epoch.id, preview(facilitator, epoch.id, "en").digest)
    return epoch


def draft_of(cast: Cast) -> Draft:
    """Return a complete draft with every idea and every clause on the shelf."""
    on = shelf(cast.dialogue)
    return Draft(
        title=texts("The river road"),
        summary=texts("Both sides can live with it"),
        addressee=texts("The joint committee"),
        use_words=texts("To be tested"),
        missing=texts("Shepherds"),
        route="desk",
        use="option_to_test",
        expires=clock.today() + timedelta(days=30),
        authentic=LANGUAGES,
        ideas=tuple(one.key for one in on.ideas),
        clauses=tuple(one.key for one in on.clauses),
        offers=(("process", texts("A room in a third place")),),
    )


def packaged(cast: Cast) -> Packaged:
    """Return a composed package of a publication and of a text that was put."""
    published(cast)
    put(cast)
    return Packaged(cast, release.compose(cast.principal("facilitator"), cast.dialogue.id, draft_of(cast)))


def asked(cast: Cast) -> Packaged:
    """Return a package that is before the readers."""
    made = packaged(cast)
    made.confirm()
    made.ask()
    return made


def other(draft: Draft) -> Draft:
    """Return the same with one letter changed."""
    return replace(draft, title={**draft.title, "en": f"{draft.title['en']}."})
