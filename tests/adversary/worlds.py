"""
A world that is lived through twice, and everything that may be seen of it; no test lives here.

    prepare(both)    the ground of the batteries, with more people, a second reader a side, and a text under criticism
    World            what happens in it, through the pages: answers, concerns, proposals, leaving, packages
    World.seen_by    every page and file that somebody may open, as bytes

Who acts under which name is told to the world: so two people, or two readers, can be swapped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from django.urls import reverse

from sulh.access import Role
from sulh.store import clock
from sulh.store.models import Criticism, Epoch, Round, Seat
from sulh.store.reads.composing import Draft
from sulh.store.reads.publications import preview
from sulh.store.reads.put_text import latest_put
from sulh.store.writes import desk_answers, one_text
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from sulh.store.writes.release import compose, lapse_due
from tests.adversary.ground import Door, Ground, Route, bare, lay, routes, stand
from tests.adversary.test_access_matrix import REVIEWED
from tests.cast import Cast, accept
from tests.store.drafted import BECAUSE
from tests.store.packaged import Packaged, draft_of, other

At = Callable[..., None]
Act = tuple[str, ...]
Seen = dict[tuple[str, str], bytes]
AS = {"third": "hill", "hill-second": "hill-reader", "river-second": "river-reader"}  # whose rights they have
# Kinds of the access table that hold nothing of answers or statements: their pages are looked at once, at the end.
FAR = {"process", "staff", "initiative", "dialogue", "agreed-text", "harm-check", "session", "identity", None}
FAR |= {"map", "card", "coordination", "judgement", "official-round", "put-aside", "desk-offer", "strengths"}
FAR |= {"funder-consent"}
# Kinds and pages on which something of a package may stand.
TABLE = {"package", "approval", "approval-slip", "own-desk", "desk-package", "agenda", "desk", "public-record", "log"}
FIRST = {"home", "staff-home", "digest"}
READERS = ("hill-reader", "river-reader", "hill-second", "river-second")
CROWD = 8  # people of each side; with as many more no working paper is held
OF_THE_HOUR = ("Expires", "Last-Modified")  # headers that a library takes from the machine's own clock
PROPOSALS = ("We need the road at night", "Nobody told us of the sluice", "My father dug this well")
NEEDS = ("The herds come through here", "The school is far from it", "Nobody could keep the gate")
OURS = 500  # from this status on a fault is ours
FORMS = ({"kind": "full", "language": "ar", "form": "docx"}, {"kind": "full", "language": "en", "form": "pdf"})


class World:
    """One of the two worlds. What happens in it happens through the pages."""

    def __init__(self, ground: Ground, who: Mapping[str, str], at: At) -> None:
        """Say who acts under which name."""
        self.ground = replace(ground, ids=dict(ground.ids))
        self.cast, self.who, self.at = ground.cast, who, at
        self.round = Round.objects.get(pk=ground.rounds["open"])
        put = latest_put(self.cast.dialogue.id)
        self.clauses = [] if put is None else list(put.wordings.order_by("place").values_list("id", flat=True))

    def play(self, happening: list[Act]) -> None:
        """Let everything happen in its order."""
        for kind, *more in happening:
            getattr(self, kind)(*more)

    def answer(self, name: str, place: str, said: str) -> None:
        """Answer a statement, or be done for now."""
        form = {"round": str(self.round.id), "statement": str(self.cast.statements[int(place)].id), "answer": said}
        self._post(name, "/answer", form)

    def propose(self, name: str, place: str) -> None:
        """Propose a statement."""
        text = PROPOSALS[int(place)]
        self._post(name, "/propose", {"asks": "experience", "language": "en", "text": text, "seen": text})

    def concern(self, name: str, place: str) -> None:
        """Say which need a clause fails."""
        need = NEEDS[int(place)]
        form = {"wording": str(self.clauses[int(place) % 2]), "need": need, "language": "en", "seen": need}
        self._post(name, "/concern", form)

    def leave(self, name: str) -> None:
        """Leave, for good."""
        self._post(name, "/leave", {})

    def end(self) -> None:
        """Let the first part of the round end; nothing where it has ended."""
        self.at(hours=30)
        run_due()

    def publish(self) -> None:
        """Let the round end, and what was found be published."""
        self.at(hours=60)
        run_due()
        last = Epoch.objects.get(round=self.round, number=2)
        facilitator = self.cast.principal("facilitator")
        published = publish(facilitator, last.id, preview(facilitator, last.id, "en").digest)
        self.ground.ids |= {"epoch_id": last.id, "publication_id": published}

    def conclude(self) -> None:
        """Reply to every concern in a next version, and put the last question: one reader says no."""
        facilitator, text = self.cast.principal("facilitator"), UUID(str(self.ground.ids["text_id"]))
        one_text.redraft(facilitator, text)
        reply_to_all(self.cast, text)
        one_text.put(facilitator, text)
        one_text.call(facilitator, text)
        version = latest_put(self.cast.dialogue.id)
        assert version is not None
        for reader in READERS:
            said = {"version": str(version.id), "answer": "no" if reader == "hill-reader" else "yes"}
            self._post(reader, "/last-question", said)

    def release(self) -> None:
        """Let a desk have opened a package of what was published, and another one wait: one reader has said no."""
        sent = self.ask(self.draft)
        self.approve(sent, dict.fromkeys(READERS, "yes"))
        sent.send()
        desk_answers.open_(self.cast.principal("desk"), sent.id)
        waiting = self.ask(other(self.draft))
        self.approve(waiting, dict.fromkeys(READERS, "yes") | {"hill-reader": "no"})
        self.ground.ids |= {"package_id": waiting.id, "sent_id": sent.id}

    @property
    def draft(self) -> Draft:
        """A package of everything that is on the shelf, for the desk."""
        return replace(draft_of(self.cast), desk=UUID(str(self.ground.ids["desk_id"])))

    def ask(self, draft: Draft) -> Packaged:
        """Put a package before the readers."""
        made = self.compose(draft)
        made.confirm()
        made.ask()
        return made

    def compose(self, draft: Draft) -> Packaged:
        """Compose a package and leave it so."""
        return Packaged(self.cast, compose(self.cast.principal("facilitator"), self.cast.dialogue.id, draft))

    def approve(self, package: Packaged, answers: Mapping[str, str]) -> None:
        """Let readers say yes or no."""
        for name, said in answers.items():
            form = {"package": str(package.id), "seen": package.row.digest, "answer": said}
            self._post(name, "/approve", form)

    def lapse(self) -> None:
        """Let the day come after which silence was a no."""
        self.at(days=40)
        lapse_due()

    def seen_by(self, names: tuple[str, ...], where: Callable[[Route], bool]) -> Seen:
        """Return every page and file that these people may open, as it is now, behind these routes."""
        doors = {name: stand(self.cast, name) for name in names}
        return {
            (name, path): content(door, path)
            for route in routes()
            if "GET" in route.declared.methods and where(route)
            for path in [self.ground.address(route), *(self._papers(route) if where is everywhere else ())]
            for name, door in doors.items()
            if AS.get(name, name) in REVIEWED.get((route.name, "GET"), {})
        }

    def _papers(self, route: Route) -> list[str]:
        """Return where a desk finds the other papers of a package."""
        if route.name != "desk-paper":
            return []
        return [reverse(route.name, kwargs=self.ground.at(route) | form) for form in FORMS]

    def _post(self, name: str, path: str, form: Mapping[str, str]) -> None:
        response = stand(self.cast, self.who.get(name, name)).post(path, form)
        assert response.status_code < OURS, f"{path}: nothing has happened in either world"


def prepare(both: Cast) -> Ground:
    """Lay a process whose open round has two parts, with more people, and a text that may be criticised."""
    assert both.other is not None
    ground, _ = lay(both), lay(both.other)
    more = both.more("hill", 3)
    both.seats |= dict(zip(("first", "second", "third"), more, strict=True))
    second = Epoch.objects.create(round_id=ground.rounds["open"], number=2, ends=clock.now() + timedelta(hours=48))
    for side in ("hill", "river"):
        for place, seat in enumerate(both.more(side, CROWD)):
            both.vote(seat, both.statements[place % 3], 1, second)
        both.seats[f"{side}-second"] = _reader(both, side)
    for reader in READERS:
        accept(both.dialogue, both.seats[reader])
    text = UUID(str(ground.ids["text_id"]))
    reply_to_all(both, text)
    one_text.put(both.principal("facilitator"), text)
    return ground


def reply_to_all(cast: Cast, text: UUID) -> None:
    """Reply to every concern that is open, if there is one."""
    open_ = list(Criticism.objects.filter(wording__version__text=text, reply=None).values_list("id", flat=True))
    if open_:
        one_text.reply(cast.principal("facilitator"), text, open_, "kept", BECAUSE)


def _reader(cast: Cast, side: str) -> Seat:
    return Seat.objects.create(
        role=Role.READER,
        process=cast.process,
        dialogue=cast.dialogue,
        side=cast.sides[side],
        label=f"{side[0].upper()}R2",
        language="en",
    )


def everywhere(_: Route) -> bool:
    """Look at every page, and at every form of a paper."""
    return True


def near(route: Route) -> bool:
    """Look where answers, statements or packages may stand."""
    return _kind(route) not in FAR


def at_the_table(route: Route) -> bool:
    """Look where packages may stand, and at first pages."""
    return _kind(route) in TABLE or route.name in FIRST


def _kind(route: Route) -> str | None:
    return route.declared.asks[0] if route.declared.asks else None


def content(door: Door, path: str) -> bytes:
    """Return what a page holds, head and body; of a packed file its parts, without the minute of packing."""
    response = door.once("GET", path)
    head = repr(sorted(pair for pair in response.headers.items() if pair[0] not in OF_THE_HOUR)).encode()
    body = bare(response)
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as packed:
            parts = [name for name in packed.namelist() if not name.endswith("core.xml")]
            return b"".join(name.encode() + packed.read(name) for name in parts)
    return head + body


def at_the_time(when: str, seen: Seen) -> Seen:
    """Say with each page when it was looked at."""
    return {(name, f"{when} {path}"): page for (name, path), page in seen.items()}


def differences(one: Seen, other: Seen) -> list[tuple[str, str]]:
    """Return who sees something else where."""
    return [where for where in one | other if one.get(where) != other.get(where)]
