"""A desk of the cast with an account, an item of the agenda, and a package that was sent; no test lives here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sulh.access import Principal, Role
from sulh.store.models import Desk, Membership, Staff
from sulh.store.reads.principals import of_staff
from sulh.store.sealing import sealer
from sulh.store.writes import desks, release
from sulh.store.writes.desks import ItemText
from tests.cast import Cast
from tests.store.drafted import put
from tests.store.packaged import Packaged, draft_of, published, texts

ITEM = ItemText(texts("Movement"), texts("A first step by spring"), "Communiqué of the third round", "open")


@dataclass
class Desked:
    """A desk of one process, and the package that is on its way to it."""

    cast: Cast
    desk: UUID
    item: UUID

    @property
    def official(self) -> Principal:
        """Whoever signs in for the desk."""
        return of_staff(self.cast.staff["desk"].id)

    @property
    def facilitator(self) -> Principal:
        """Whoever keeps it."""
        return self.cast.principal("facilitator")

    def sent(self, question: UUID | None = None) -> Packaged:
        """Return a package that every side has approved and that was sent to this desk."""
        made = self.composed(question)
        made.confirm()
        made.ask()
        for reader in ("hill-reader", "river-reader"):
            made.approve(reader)
        made.send()
        return made

    def composed(self, question: UUID | None = None) -> Packaged:
        """Return a package that is addressed to this desk."""
        if not self.cast.dialogue.publications.exists():
            published(self.cast)
            put(self.cast)
        addressed = replace(draft_of(self.cast), desk=self.desk, agenda_item=self.item, question=question)
        return Packaged(self.cast, release.compose(self.facilitator, self.cast.dialogue.id, addressed))


def desked(cast: Cast) -> Desked:
    """Return a desk with an account and one item."""
    facilitator = cast.principal("facilitator")
    desk = desks.add_desk(facilitator, cast.process.id, texts("The joint committee"))
    item = desks.add_item(facilitator, cast.process.id, replace(ITEM, desk=desk))
    official = cast.staff["desk"] = Staff(account=f"desk-{cast.process.id.hex[:8]}")
    sealer("installation").put(official, name="An official")
    official.save()
    Membership.objects.create(staff=official, process=cast.process, role=Role.DESK, desk=Desk.objects.get(pk=desk))
    return Desked(cast, desk, item)
