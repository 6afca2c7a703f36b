"""A text of the cast under way: two clauses, put once, with readers who have accepted the texts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import Principal
from sulh.store.models import Clause, Version, Wording
from sulh.store.writes import criticisms, last_question, one_text
from tests.cast import LANGUAGES, Cast, accept

ROAD = dict(zip(LANGUAGES, ("يفتح الطريق نهارا", "The road opens by day", "La route ouvre le jour"), strict=True))
WELL = dict(zip(LANGUAGES, ("البئر للجميع", "The well is for all", "Le puits est pour tous"), strict=True))
TITLES = dict(zip(LANGUAGES, ("نص الماء", "Text on water", "Texte sur l’eau"), strict=True))
BECAUSE = dict(zip(LANGUAGES, ("لأن المدرسة قريبة", "The school is near", "L’école est proche"), strict=True))


@dataclass
class Drafted:
    """A text with the people who work on it."""

    cast: Cast
    text: UUID

    @property
    def facilitator(self) -> Principal:
        """Whoever drafts."""
        return self.cast.principal("facilitator")

    @property
    def newest(self) -> Version:
        """The version with the highest number."""
        return Version.objects.filter(text=self.text).latest("number")

    @property
    def wordings(self) -> list[Wording]:
        """The clauses of the newest version, in order."""
        return list(self.newest.wordings.order_by("place"))

    def criticise(self, who: str, need: str = "Children walk here", *, place: int = 1) -> UUID:
        """Let somebody criticise a clause of the version that is put."""
        return criticisms.criticise(self.cast.principal(who), self.wordings[place - 1].id, need, "en")

    def put(self) -> None:
        """Put the draft."""
        one_text.put(self.facilitator, self.text)

    def call(self) -> None:
        """Put the last question."""
        one_text.call(self.facilitator, self.text)

    def answer(self, who: str, *, yes: bool) -> None:
        """Let a reader say yes or no."""
        last_question.answer(self.cast.principal(who), self.newest.id, yes=yes)


def draft(cast: Cast, *, audience: str = "joint") -> Drafted:
    """Return a text with two clauses that is not put yet."""
    for reader in ("hill-reader", "river-reader"):
        accept(cast.dialogue, cast.seats[reader])
    made = Drafted(cast, one_text.begin(cast.principal("facilitator"), cast.dialogue.id, audience, TITLES))
    for texts in (ROAD, WELL):
        one_text.add_clause(made.facilitator, made.text, texts, agenda_item=None)
    return made


def put(cast: Cast, *, audience: str = "joint") -> Drafted:
    """Return a text whose first version is put."""
    made = draft(cast, audience=audience)
    made.put()
    return made


def lengthen(made: Drafted, to: int) -> None:
    """Let the draft have so many clauses; each says its number in English."""
    there, version = len(made.wordings), made.newest
    clauses = Clause.objects.bulk_create(Clause(text_id=made.text) for _ in range(to - there))
    rows = [Wording(version=version, clause=clause, place=place) for place, clause in enumerate(clauses, there + 1)]
    for row in rows:
        made.cast.sealer.put(row, texts={**WELL, "en": f"Well {row.place} is for all"})
    Wording.objects.bulk_create(rows)
