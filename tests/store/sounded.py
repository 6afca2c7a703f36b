"""A sounding of the cast: two clauses put to six of each side. No test lives here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.store.models import Epoch, Round, Seat, Wording
from sulh.store.reads import circulating
from sulh.store.reads.principals import of_seat
from sulh.store.writes import agreed_texts, rounds, soundings, votes
from tests.cast import Cast, accept
from tests.store.drafted import Drafted, put

SUPPORT, LIVE, CANNOT = 1, 0, -1


@dataclass
class Sounding:
    """A sounding with its text and the people who answer."""

    made: Drafted
    round: UUID
    people: dict[str, list[Seat]]

    @property
    def facilitator(self) -> Principal:
        """Whoever runs it."""
        return self.made.facilitator

    @property
    def epoch(self) -> Epoch:
        """Its one epoch."""
        return Epoch.objects.select_related("round__dialogue").get(round=self.round)

    @property
    def wordings(self) -> list[Wording]:
        """The clauses, in order."""
        return self.made.wordings

    def answer(self, seat: Seat, value: int, *, place: int = 1, need: str = "") -> None:
        """Let somebody answer a clause as a page does."""
        person = of_seat(seat.id)
        at = circulating.at(person, self.round)
        asked = next(one for one in at.puts if one.wording_id == self.wordings[place - 1].id)
        votes.answer(person, at, asked.statement_id, value, need=(need, "en"))

    def answer_all(self, value: int = LIVE, *, place: int = 1) -> None:
        """Let everybody answer a clause the same."""
        for people in self.people.values():
            for seat in people:
                self.answer(seat, value, place=place, need="Children walk here")


def sounding(cast: Cast, *, people: int = 6, announces: bool = False, side: str | None = None) -> Sounding:
    """Return an open sounding of both clauses that ends in an hour."""
    if announces:
        agreed_texts.allow_announcing(cast.principal("facilitator"), cast.dialogue.id, allowed=True, version_seen=1)
        for name in cast.sides:
            accept_newest(cast, cast.seats[name])
    seats = {name: [cast.seats[name], *cast.more(name, people - 1)] for name in cast.sides}
    made = put(cast)
    asked = None if side is None else cast.sides[side].id
    ends = [clock.now() + timedelta(hours=1)]
    round_id = soundings.put_clauses(made.facilitator, made.text, asked, [one.id for one in made.wordings], ends)
    rounds.open_(made.facilitator, round_id)
    return Sounding(made, round_id, seats if side is None else {side: seats[side]})


def accept_newest(cast: Cast, seat: Seat) -> None:
    """Let somebody accept the texts as they are now, whatever they had accepted before."""
    seat.acceptances.all().delete()
    accept(cast.dialogue, seat)


def of(sounding: Sounding) -> Round:
    """Return the round of a sounding."""
    return Round.objects.get(pk=sounding.round)
