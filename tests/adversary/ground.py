"""
What the batteries stand on: a process with a row of every kind, every route of the resolver, and everybody at a door.

    lay(cast)          rounds in every state, a working paper, a publication, statements, a session and its notes
    Ground.at(route)   the ids with which a route leads to one of these rows
    routes()           every route, from the resolver: one that nobody declared is told
    Door               a browser whose requests go through the wrapper that drops addresses and agents
    undone()           what happens inside leaves nothing behind

No test lives here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sulh.access import Role
from sulh.model.initiatives import AUDIENCES
from sulh.store.demo.people import secret
from sulh.store.models import (
    Commitment,
    Contribution,
    Epoch,
    Membership,
    Note,
    Presence,
    Question,
    Relationship,
    Session,
    Staff,
    Wording,
)
from sulh.store.reads.publications import preview
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.writes import agreements, cards, chain, desk_answers, moderation, one_text, questions, release
from sulh.store.writes.agreements import AgreementGiven, Confirmed
from sulh.store.writes.cards import CardText
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from sulh.web.routes import Declared
from sulh.web.wsgi import nobody
from tests.adversary.asked import asked
from tests.adversary.came import arrived
from tests.adversary.coded import coded, evaluators
from tests.adversary.on_map import joined
from tests.adversary.told import told
from tests.cast import DAY, Cast
from tests.store.desked import Desked, desked
from tests.store.drafted import BECAUSE, put
from tests.store.moderated import propose, write
from tests.store.packaged import Packaged, draft_of, texts
from tests.web.people import enter, sign_in

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

ROLES = (
    "stranger",
    "password",
    "nobody",
    "hill",
    "river",
    "hill-reader",
    "river-reader",
    "assistant",
    "owner",
    "respondent",
    "facilitator",
    "cofacilitator",
    "translator",
    "administrator",
    "desk",
    "coordinator",
    "funder",
    "evaluator",
    "elsewhere",
)
# What a page holds anew each time: the token of its form, and the id of what the form would make.
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=name="new_id" value=")[0-9a-f-]{36}')
PASSWORD = "four words of a test"
ROUNDS = {
    "round-drop": "draft",
    "round-open": "draft",
    "round-change": "draft",
    "round-resume": "paused",
    "round-reopen": "closed",
}
STATEMENTS = {
    "statement-accept": "proposed",
    "statement-reject": "proposed",
    "statement-reword": "proposed",
    "statement-merge": "proposed",
    "statement-to-all": "caucus",
    "statement-original": "reworded",
    "translation": "reworded",
}

SENT = (
    "package-parts",
    "package-became",
    "handover",
    "package-answer",
    "desk-package",
    "desk-open",
    "desk-json",
    "desk-paper",
)

# Routes that lead to another row than the rest: name in the address -> which id; and words that stand in an address.
OTHER_ROWS: dict[str, dict[str, str]] = {
    "passage-unlink": {"link_id": "passage_link_id"},
    "map-link": {"link_id": "map_link_id"},
    "map-desk-link": {"card_id": "asked_card_id"},
    "map-card-code": {"card_id": "entered_card_id"},
    "map-desk-offer-remove": {"offer_id": "desk_offer_id"},
    "map-merge": {"other_id": "other_actor_id"},
    "map-part": {"other_id": "other_actor_id"},
}
FIXED: dict[str, dict[str, str]] = {
    "change-report": {"form": "xlsx"},
    "study-report-file": {"form": "docx"},
    "study-question": {"key": "own_0badcafe"},
    "map-card-with": {"part": "actors"},
    "package-paper": {"kind": "non-paper", "form": "docx"},
    "desk-paper": {"kind": "non-paper", "form": "docx"},
}


@dataclass(frozen=True)
class Route:
    """One route: `names` are the variable parts of its address."""

    declared: Declared
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name by which it is found."""
        return self.declared.name


@dataclass
class Ground:
    """One process and its rows. Each id by the name that addresses use for it, or by what it is."""

    cast: Cast
    ids: dict[str, UUID | str]
    rounds: dict[str, UUID]
    statements: dict[str, UUID]

    def at(self, route: Route) -> dict[str, object]:
        """Return what a route is to be reversed with."""
        chosen: dict[str, UUID | str] = {
            **self.ids,
            "round_id": self.rounds[ROUNDS.get(route.name, "open")],
            "statement_id": self.statements[STATEMENTS.get(route.name, "accepted")],
        }
        if route.name in SENT:
            chosen["package_id"] = self.ids["sent_id"]
        for name, key in OTHER_ROWS.get(route.name, {}).items():
            chosen[name] = self.ids[key]
        chosen |= FIXED.get(route.name, {})
        return {name: chosen[name] for name in route.names}

    def address(self, route: Route) -> str:
        """Return where a route leads to one of these rows."""
        return reverse(route.name, kwargs=self.at(route) or None)


def routes() -> list[Route]:
    """
    Return every route that the resolver knows.

    Raises:
        TypeError: For one that was not declared, with its address.
    """
    return [_route(pattern) for pattern in _patterns(get_resolver())]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def _route(pattern: URLPattern) -> Route:
    declared = getattr(pattern.callback, "declared", None)
    if not isinstance(declared, Declared):
        raise TypeError(f"a route that was not declared: {pattern.pattern}")
    return Route(declared, tuple(pattern.pattern.converters))


def lay(cast: Cast) -> Ground:
    """Return a process with a row of every kind in it, and accounts as they are after the first sign-in."""
    table = desked(cast)
    on_map = _on_map(cast)
    evaluators(cast)
    _accounts(cast)
    closed = _answered(cast)
    publication = publish(cast.principal("facilitator"), closed.id, _digest(cast, closed))
    paused = cast.round(side="river", state="paused")
    rounds = {
        "closed": closed.round_id,
        "paused": paused.id,
        "open": cast.round().id,
        "draft": cast.round(state="draft").id,
    }
    statements = {"accepted": cast.statements[0].id, **_statements(cast)}
    ids: dict[str, UUID | str] = {
        "process_id": cast.process.id,
        "initiative_id": cast.initiative.id,
        "dialogue_id": cast.dialogue.id,
        "side_id": cast.sides["hill"].id,
        "other_id": cast.sides["river"].id,
        "membership_id": Membership.objects.get(staff=cast.staff["translator"]).id,
        "staff_id": cast.staff["nobody"].id,
        "epoch_id": closed.id,
        "publication_id": publication,
        "kind": "workshop",
        "part": "asked",
        "language": "fr",
        "day": DAY.isoformat(),
        "file": "initiatives.csv",
        **_meeting(cast),
        **_text(cast),
        **_packages(cast, table),
        **on_map,
    }
    ids |= _agreement(cast, ids["clause_id"]) | arrived(cast)
    ids |= asked(cast)
    ids |= coded(cast, UUID(str(ids["agreement_id"]))) | told(cast)
    ids |= joined(cast, UUID(str(ids["card_id"])), table.desk)
    for reader in ("hill-reader", "river-reader"):
        cast.seats[reader].acceptances.all().delete()
    return Ground(cast, ids, rounds, statements)


def _on_map(cast: Cast) -> dict[str, UUID | str]:
    """Let a coordinator and a funder work in the process, and an owner show everybody that an initiative exists."""
    for name, role in (("coordinator", Role.COORDINATOR), ("funder", Role.FUNDER)):
        staff = cast.staff[name] = Staff(account=f"{name}-{cast.process.id.hex[:8]}")
        sealer(INSTALLATION).put(staff, name=name.title())
        staff.save()
        Membership.objects.create(staff=staff, process=cast.process, role=role)
    owner = cast.principal("owner")
    given = CardText(titles={"en": "Elders for water"}, aim="Agree on hours", sectors=["religion"], levels=["top"])
    made, _ = cards.register(owner, cast.process.id, given)
    cards.show(owner, made, dict.fromkeys(AUDIENCES, "existence"), matched=False)
    asked, _ = cards.register(owner, cast.process.id, given)
    cards.show(owner, asked, {"desks": "actors"}, matched=False)  # so much that the desk can ask for a link
    return {"card_id": made, "asked_card_id": asked, "key": "0123456789abcdef0123"}


def _accounts(cast: Cast) -> None:
    """Give everybody a password and a second factor; the newest facilitator has no second factor yet."""
    newcomer = cast.staff["newcomer"] = Staff(account=f"newcomer-{cast.process.id.hex[:8]}")
    sealer(INSTALLATION).put(newcomer, name="Newcomer")
    newcomer.save()
    Membership.objects.create(staff=newcomer, process=cast.process, role=Role.FACILITATOR)
    for staff in cast.staff.values():
        staff.password = _hashed()
        staff.save()
        if staff is not newcomer:
            TOTP.activate(staff, secret("of-the-tests"))


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _answered(cast: Cast) -> Epoch:
    made = cast.round(hours=-2)
    epoch = made.epochs.get()
    for side in ("hill", "river"):
        for place, seat in enumerate([cast.seats[side], *cast.more(side, 6)]):
            for statement in cast.statements:
                cast.vote(seat, statement, 1 if place else -1, epoch)
    run_due()
    return Epoch.objects.get(pk=epoch.pk)


def _digest(cast: Cast, epoch: Epoch) -> str:
    return preview(cast.principal("facilitator"), epoch.id, "en").digest


def _statements(cast: Cast) -> dict[str, UUID]:
    proposed = propose(cast, "We waited for water until noon")
    caucus = propose(cast, "Among us we need a meeting place", side="hill")
    for tag in ("ar", "fr"):
        write(cast, caucus, tag, "Among us")
    caucus.state = "accepted"
    caucus.save()
    reworded = propose(cast, "They opened the sluice at night", author="river")
    facilitator = cast.principal("facilitator")
    moderation.reword(facilitator, reworded.id, "en", "The sluice is opened at night", reason="Milder", seen=0)
    moderation.accept(facilitator, reworded.id, seen=1)
    return {"proposed": proposed.id, "caucus": caucus.id, "reworded": reworded.id}


def _meeting(cast: Cast) -> dict[str, UUID | str]:
    session = Session.objects.create(dialogue=cast.dialogue, number=1, on=DAY, phase=1)
    Presence.objects.create(session=session, capacity="nonofficial", count=9)
    note = Note(session=session, number=1)
    cast.sealer.put(note, text="The bridge was spoken of")
    note.save()
    one, other = sorted(cast.sides.values(), key=lambda side: str(side.id))
    commitment = Commitment(session=session, side=one, due=DAY, done=DAY)
    cast.sealer.put(commitment, what="Send the list of wells")
    commitment.save()
    view = Relationship(dialogue=cast.dialogue, side=one, other=other, element="interests", on=DAY)
    cast.sealer.put(view, text="Both need the bridge")
    view.save()
    return {"session_id": session.id, "note_id": note.id, "commitment_id": commitment.id}


def _text(cast: Cast) -> dict[str, UUID | str]:
    """Lay a text whose second version is drafted: of two criticisms of the first one has its reply."""
    made = put(cast)
    said = made.criticise("hill")
    made.criticise("river", "The herds come through here", place=2)
    one_text.redraft(made.facilitator, made.text)
    reply = one_text.reply(made.facilitator, made.text, [said], "kept", BECAUSE)
    return {"text_id": made.text, "wording_id": made.wordings[1].id, "reply_id": reply, "act": "put"}


def _packages(cast: Cast, at: Desked) -> dict[str, UUID | str]:
    """Lay a package that a desk has opened, one before the readers, and a question taken into the dialogue."""
    sent = at.sent()
    desk_answers.open_(at.official, sent.id)
    asked = Packaged(cast, release.compose(at.facilitator, cast.dialogue.id, draft_of(cast)))
    asked.confirm()
    asked.ask()
    questions.ask(at.official, at.desk, "question", texts("Would a guard do?"))
    question = Question.objects.get(process=cast.process)
    questions.take(at.facilitator, question.id, cast.dialogue.id)
    clause = Wording.objects.filter(version__text__dialogue=cast.dialogue).order_by("place").first()
    assert clause is not None
    linked = chain.link(
        at.facilitator, cast.statements[0].id, clause.clause_id, confidence="low", source="Said at the first meeting"
    )
    return {
        "clause_id": clause.clause_id,
        "link_id": linked,
        "package_id": asked.id,
        "sent_id": sent.id,
        "step": "recall",
        "desk_id": at.desk,
        "item_id": at.item,
        "question_id": question.id,
    }


def _agreement(cast: Cast, clause: UUID | str) -> dict[str, UUID | str]:
    """Lay an agreement with a passage that somebody has confirmed."""
    facilitator = cast.principal("facilitator")
    given = AgreementGiven("The spring accord", "The gazette", DAY, ["The road opens by day for all", "So be it"])
    made = agreements.add(facilitator, cast.process.id, given)
    said = Confirmed(0, 14, "The roads office", None, "clause", UUID(str(clause)), "low", "The same words")
    passage = agreements.confirm(facilitator, made, said)
    link = Contribution.objects.get(later=passage)
    return {"agreement_id": made, "provision_id": passage, "passage_link_id": link.id}


class _Door(ClientHandler):
    """Hands requests on as a server does: through the wrapper that drops addresses and agents."""

    def __call__(self, environ: WSGIEnvironment) -> Any:
        known: dict[str, Any] = {}

        def inside(stripped: WSGIEnvironment, _: object) -> list[bytes]:
            known.update(stripped)
            return []

        nobody(inside)(environ, lambda *_: lambda _: None)
        return super().__call__(known)


Grounds = tuple[Ground, Ground]  # the process that is asked and attacked, and another one


class Door(Client):
    """A browser of somebody, behind the wrapper; a fault of ours is answered with its page, not raised."""

    def __init__(self, *, forms: bool = True, **defaults: Any) -> None:
        """Open a browser; with `forms` every form counts as one that we made."""
        super().__init__(enforce_csrf_checks=not forms, raise_request_exception=False, **defaults)
        self.handler = _Door(enforce_csrf_checks=not forms)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back what happens inside, and stand at the same door as before."""
        cookies = self.cookies.output(header="", sep=";")
        with undone():
            yield
        self.cookies = SimpleCookie()
        self.cookies.load(cookies)

    def once(self, method: str, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Return the answer to one request of which nothing is kept."""
        with self.undone():
            response: Any = self.get(path, data, **more) if method == "GET" else self.post(path, data, **more)
        return response


def stand(cast: Cast, role: str, *, forms: bool = True) -> Door:
    """Return the browser of somebody of the cast; `elsewhere` is a facilitator of the other process."""
    door = Door(forms=forms)
    if role == "stranger":
        return door
    if role == "password":
        door.force_login(cast.staff["newcomer"], backend="django.contrib.auth.backends.ModelBackend")
        return door
    if role == "elsewhere":
        assert cast.other is not None
        sign_in(door, cast.other, "facilitator")
    elif role in cast.seats:
        enter(door, cast, role)
    else:
        sign_in(door, cast, role)
    return door


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens inside."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        transaction.savepoint_commit(before)


def bare(response: Any, path: str = "") -> bytes:
    """Return a page without what is of this one request: what its form holds anew, and the address asked for."""
    content = TOKEN.sub(b"", b"".join(response) if response.streaming else response.content)
    return content.replace(path.encode(), b"PATH") if path else content
