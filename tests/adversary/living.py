"""
A small dialogue that is lived through with the store's own verbs, and everything that anybody may read of it.

    Living ─┬─ acts      a round or a sounding begins, people answer, think again, leave; a part ends and is published;
            │            packages are composed, put before readers, answered, sent, opened, recalled; officials ask
            ├─ moments   what each person had answered to everything, at every publication: the truth
            └─ views     what participants, readers and a desk get from the functions that pages use

An act that cannot be done as things stand is passed over. No test lives here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np

from sulh.access import Principal
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Epoch, Question, Round, RoundStatement, Seat, Statement, TransferPackage, Vote
from sulh.store.reads import approving, desks
from sulh.store.reads import publications as published
from sulh.store.reads.approving import ToApprove
from sulh.store.reads.composing import shelf
from sulh.store.reads.desks import DeskPackage, OwnDesk
from sulh.store.reads.principals import of_seat
from sulh.store.reads.public_record import PublicRecord, public_record
from sulh.store.reads.publications import Row, Shown
from sulh.store.writes import approvals, desk_answers, leaving, questions, release, rounds, soundings
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from tests.cast import Cast
from tests.store.desked import Desked
from tests.store.drafted import Drafted
from tests.store.packaged import draft_of, texts

AGREED, DISAGREED, PASSED = 0, 1, 2  # places in a table
K = 3  # the smallest count that may be shown
VALUES = (1, -1, 0)  # the votes that stand for them
LEANINGS = ((1, 0, 0), (0, 1, 0), (0.9, 0.1, 0), (0.6, 0.4, 0), (0.4, 0.3, 0.3), (0.34, 0.33, 0.33), (0.3, 0.3, 0.4))
WHOSE = "Redshank officials wonder about the mill"  # what a desk asked, word for word
PUT = "The mill could open on market days"  # and what was made of it


class Said(NamedTuple):
    """What somebody answers now, and the number of the act by which they said it."""

    place: int
    act: int


Answers = dict[tuple[UUID, str], Said]  # seat and number of a statement -> what was said last
Act = tuple[str, int, int]  # what, and two numbers that say how


@dataclass
class Views:
    """What one principal may read now: everything that has to do with publications and packages."""

    rows: tuple[Row, ...] = ()
    shown: tuple[Shown, ...] = ()
    asked: tuple[ToApprove, ...] = ()
    record: PublicRecord | None = None
    desk: OwnDesk | None = None
    received: tuple[DeskPackage, ...] = ()


@dataclass
class Living:
    """One dialogue: participants by the id of their side, with whoever has left, and readers by the name of theirs."""

    cast: Cast
    table: Desked
    text: Drafted
    people: dict[str, list[Seat]]
    readers: dict[str, list[Seat]]
    at: Callable[..., None]
    hours: int = 0
    acts: int = 0
    moments: list[Answers] = field(default_factory=list)
    sounded: set[str] = field(default_factory=set)
    origin_kept: bool | None = None  # of the question; None before anybody asked one
    _said: dict[UUID, Answers] = field(default_factory=dict)  # in each round
    _papers: dict[UUID, Answers] = field(default_factory=dict)  # epoch -> what its paper was made of

    @property
    def facilitator(self) -> Principal:
        """Whoever runs it."""
        return self.cast.principal("facilitator")

    def play(self, happening: Sequence[Act]) -> None:
        """Let everything happen in its order."""
        for kind, how, more in happening:
            getattr(self, kind)(how, more)

    def ask(self, whom: int, parts: int) -> None:
        """Begin a round: of all sides, or every third time the caucus of one."""
        if self._open() is not None:
            return
        side = None if whom % 3 else self.cast.sides[sorted(self.cast.sides)[whom // 3 % len(self.cast.sides)]]
        made = Round.objects.create(
            dialogue=self.cast.dialogue, number=self.cast.dialogue.rounds.count() + 1, side=side, state="open"
        )
        asked = Statement.objects.filter(dialogue=self.cast.dialogue, state="accepted", wording=None)
        for place, statement in enumerate(asked.order_by("-number")[:3], 1):
            RoundStatement.objects.create(round=made, statement=statement, place=place)
        for part in range(1, 2 + parts % 2):
            Epoch.objects.create(round=made, number=part, ends=clock.now() + timedelta(hours=part))

    def sound(self, whom: int, _: int) -> None:
        """Put the clauses of the text to all sides, or to one."""
        if self._open() is not None:
            return
        side = None if whom % 3 else self.cast.sides[sorted(self.cast.sides)[whom // 3 % len(self.cast.sides)]].id
        ends = [clock.now() + timedelta(hours=1)]
        wordings = [one.id for one in self.text.wordings]
        made = soundings.put_clauses(self.facilitator, self.text.text, side, wordings, ends)
        rounds.open_(self.facilitator, made)
        self.sounded |= set(map(str, Round.objects.get(pk=made).put.values_list("statement__number", flat=True)))

    def answer(self, seed: int, most: int) -> None:
        """Let some of every side, or all, answer for the first time, and some of them think again."""
        now = self._open()
        epoch = None if now is None else now.epochs.filter(ends__gt=clock.now()).order_by("number").first()
        if now is None or epoch is None:
            return
        draw = np.random.default_rng([seed, most])
        said = self._said.setdefault(now.id, {})
        numbers = {str(one.statement.number): one.statement_id for one in now.put.select_related("statement")}
        for side, people in self.people.items():
            if now.side_id is not None and side != str(now.side_id):
                continue
            there = [seat for seat in people if not seat.left]
            fresh = [seat for seat in there if (seat.id, next(iter(numbers))) not in said]
            again = [seat for seat in there if (seat.id, next(iter(numbers))) in said]
            come = most if most == len(people) else int(draw.choice([0, K, K + 2, most]))
            coming = fresh[:come] + again[: int(draw.choice([0, 0, 1, 3]))]
            for number, statement in numbers.items():
                leaning = LEANINGS[int(draw.integers(len(LEANINGS)))]
                places = dict(zip(coming, draw.choice(3, size=len(coming), p=leaning).tolist(), strict=True))
                self._vote(places, (number, statement), epoch, said)

    def leave(self, who: int, _: int) -> None:
        """Let one participant leave."""
        everybody = [seat for people in self.people.values() for seat in people if not seat.left]
        gone = everybody[who % len(everybody)]
        leaving.leave(of_seat(gone.id))
        gone.left = True
        for said in self._said.values():
            for key in [key for key in said if key[0] == gone.id]:
                del said[key]

    def end(self, _: int, __: int) -> None:
        """Let the part of a round that runs end, and its paper be made."""
        now = self._open()
        if now is not None:
            self._later(hours=1)
            run_due()
            for epoch in Epoch.objects.filter(round=now, ended=True).exclude(pk__in=self._papers):
                self._papers[epoch.id] = dict(self._said.get(now.id, {}))

    def publish(self, _: int, __: int) -> None:
        """Publish from the oldest paper that is not published yet, if it may go out."""
        waiting = Epoch.objects.filter(pk__in=self._papers, publications=None, paper__held=False)
        epoch = waiting.order_by("ends").first()
        if epoch is None:
            return
        with suppress(Conflict):
            publish(self.facilitator, epoch.id, published.preview(self.facilitator, epoch.id, "en").digest)
            self.moments.append(self._papers[epoch.id])

    def compose(self, which: int, how: int) -> None:
        """Compose a package of some of what was published and put, and put it before the readers."""
        on = shelf(self.cast.dialogue)
        draft = draft_of(self.cast)
        ideas = tuple(one.key for place, one in enumerate(on.ideas) if which >> place & 1 == 0)
        question = Question.objects.filter(state__in=("taken", "put")).first() if how % 2 else None
        chosen = replace(
            draft,
            ideas=ideas,
            expires=clock.today() + timedelta(days=3),
            desk=self.table.desk,
            question=None if question is None else question.id,
        )
        made = release.compose(self.facilitator, self.cast.dialogue.id, chosen)
        row = TransferPackage.objects.get(pk=made)
        if row.state == "composed":
            release.confirm(self.cast.principal("cofacilitator"), made, seen=row.digest)
            release.ask(self.facilitator, made, seen=row.digest)

    def read(self, says: int, _: int) -> None:
        """Let all readers of a package say yes, or each of them yes, no or nothing."""
        row, together = self._package("asked"), says % 2
        for seat in [one for people in self.readers.values() for one in people] if row is not None else []:
            said, says = 1 if together else says % 3, says // 3
            with suppress(Conflict):  # approved by now
                if row is not None and said:
                    approvals.approve(of_seat(seat.id), row.id, seen=row.digest, yes=said == 1)

    def send(self, _: int, __: int) -> None:
        """Send a package that every side has approved; the desk opens it."""
        if (row := self._package("approved")) is not None:
            release.send(self.facilitator, row.id, seen=row.digest, marked=True)
            desk_answers.open_(self.table.official, row.id)

    def respond(self, _: int, __: int) -> None:
        """Let the desk answer what it opened."""
        if (row := self._package("opened")) is not None:
            desk_answers.answer(self.table.official, row.id, "noted", reasons="", acceptable="")

    def recall(self, _: int, __: int) -> None:
        """Recall a package."""
        if (row := self._package("sent", "opened", "approved", "asked")) is not None:
            release.recall(self.facilitator, row.id, seen=row.digest)

    def lapse(self, _: int, __: int) -> None:
        """Let four days pass."""
        if self._open() is None:
            self._later(days=4)
            release.lapse_due()

    def wonder(self, recorded: int, _: int) -> None:
        """Let officials ask, with or without that it is kept who, and a statement of the next round come of it."""
        if self.origin_kept is not None:
            return
        self.origin_kept = bool(recorded % 2)
        questions.ask(self.table.official, self.table.desk, "question", {"en": WHOSE}, recorded=self.origin_kept)
        asked = Question.objects.get()
        questions.take(self.facilitator, asked.id, self.cast.dialogue.id)
        questions.put(self.facilitator, asked.id, "idea", texts(PUT))

    def views(self) -> dict[str, Views]:
        """Return what one participant and every reader of each side and the desk may read, by name."""
        found = {}
        for name, side in self.cast.sides.items():
            there = next((seat for seat in self.people[str(side.id)] if not seat.left), None)
            if there is not None:
                found[name] = self._of_seat(of_seat(there.id))
            for place, seat in enumerate(self.readers[name]):
                seen = self._of_seat(of_seat(seat.id))
                found[f"{name}-reader-{place}"] = replace(seen, asked=approving.before_me(of_seat(seat.id)))
        official = self.table.official
        own = desks.own_desk(official, "en")
        received = tuple(desks.desk_package(official, UUID(one.id), "en") for one in own.packages)
        return found | {"desk": Views(desk=own, received=received)}

    def _of_seat(self, principal: Principal) -> Views:
        rows = published.shared(principal, "en")
        shown = tuple(published.publication(principal, UUID(row.id), "en") for row in rows)
        return Views(rows, shown, record=public_record(principal))

    def _vote(self, places: dict[Seat, int], asked: tuple[str, UUID], epoch: Epoch, said: Answers) -> None:
        """Let people give an answer each to one statement; of a sounding nobody passes, they can live with it."""
        number, statement = asked
        sounding = number in self.sounded
        Vote.objects.filter(seat__in=places, statement=statement, epoch=epoch).delete()
        rows = [Vote(seat=seat, statement_id=statement, epoch=epoch, value=VALUES[to]) for seat, to in places.items()]
        Vote.objects.bulk_create(rows)
        for seat, place in places.items():
            self.acts += 1
            said[seat.id, number] = Said(AGREED if sounding and place == PASSED else place, self.acts)

    def _open(self) -> Round | None:
        running = self.cast.dialogue.rounds.filter(state="open", epochs__ends__gt=clock.now())
        return running.order_by("-number").first()

    def _package(self, *states: str) -> TransferPackage | None:
        rows = TransferPackage.objects.filter(state__in=states, expires__gte=clock.today())
        return rows.order_by("-number").first()

    def _later(self, *, hours: int = 0, days: int = 0) -> None:
        self.hours += hours + 24 * days
        self.at(hours=self.hours)
