"""
The authorisation matrix: every route of the resolver, every role, own and other process, GET and POST.

What is expected stands in matrix.csv, which people review. A route without a line there fails, and so does a line
without a route. What is refused is the page that is also shown where nothing is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sulh.access import KINDS, TABLE, Role
from tests.adversary.ground import ROLES, Door, Ground, Route, bare, routes, stand

FILE = Path(__file__).with_name("matrix.csv")
METHODS = ("GET", "POST")
EMPTY = {"csrfmiddlewaretoken": "x"}  # what every form of ours holds, and nothing else
NOTHING = "/w/nothing-of-this-name"
SEATS = ("hill", "river", "hill-reader", "river-reader", "assistant", "owner", "respondent")
STAFF = (
    "nobody",
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
GROUPS = {
    "everybody": ROLES,
    "participants": SEATS[:2],
    "readers": SEATS[2:4],
    "seats": SEATS,
    "staff": STAFF,
    "facilitators": ("facilitator", "cofacilitator"),
    "judges": ("facilitator", "cofacilitator", "evaluator"),
    "mapped": ("owner", "facilitator", "cofacilitator", "desk", "coordinator", "funder"),
}
# Rows of the access table that no route asks by its declaration: why, for each.
NO_ROUTE = {
    ("map-sources", "see"): "asked inside the page of an actor",
    ("asked-stipulation", "see"): "asked inside the page of an agreement, of each publication",
    ("account", "see"): "the page of accounts asks to change them",
    ("agreed-text", "see"): "asked inside: the texts stand on pages of acceptance and preparation",
    ("finished", "see"): "asked inside the page of a round",
    ("initiative", "see"): "asked inside the page of a process",
    ("card", "see"): "asked inside the page of an initiative",
    ("own-seat", "see"): "asked inside the page of leaving",
    ("proposal", "see"): "asked inside the page of proposals",
    ("reminders", "change"): "asked inside the page of one's own reminders",
    ("staff", "see"): "the page of people who work here asks to change them",
    ("statements", "see"): "asked inside what circulates",
    ("station", "see"): "asked inside the page of a shared device",
}
NARROWER = {
    ("publication", "see"),  # facilitators read publications on a page of their own, which asks to change them
    ("desk-offer", "change"),  # of a desk that somebody signs in for, the desk alone
    ("card", "change"),  # of an owner's initiative the owner alone; a facilitator of those that no owner holds
    ("funder-consent", "change"),  # the same
}
NARROWER_ROUTES = {
    "map-import": "a file that waits is seen by whoever brought it",
    "map-import-make": "the same",
    "map-import-undo": "the same",
    "map-import-drop": "the same",
    "item-new": "facilitators have it on their page of the table, coordinators and desks on the map",
    "item-change": "facilitators have it on their page of the table, coordinators and desks on the map",
    "map-offers": "what joins initiatives is not for who is here to pay",
    "map-link": "those at its two ends",
    "map-register": "owners for themselves, a coordinator for an owner; others see the map and register nothing",
    "own-initiatives": "where an owner is led to after the entrance",
}
HOLDERS = {
    Role.PARTICIPANT: GROUPS["participants"],
    Role.READER: GROUPS["readers"],
    Role.ASSISTANT: ("assistant",),
    Role.FACILITATOR: GROUPS["facilitators"],
    Role.TRANSLATOR: ("translator",),
    Role.ADMINISTRATOR: ("administrator",),
    Role.DESK: ("desk",),
    Role.OWNER: ("owner",),
    Role.RESPONDENT: ("respondent",),
    Role.COORDINATOR: ("coordinator",),
    Role.FUNDER: ("funder",),
    Role.EVALUATOR: ("evaluator",),
}

Matrix = dict[tuple[str, str], dict[str, str]]


def matrix() -> Matrix:
    """Return the reviewed file: (route, method) -> role -> answer."""
    read: Matrix = {}
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    for row in csv.DictReader(lines):
        found = read.setdefault((row["route"], row["method"]), {})
        for who in row["who"].split():
            roles = [role for role in ROLES if role not in found] if who == "rest" else GROUPS.get(who, (who,))
            assert not set(roles) & set(found), f"named twice: {row}"
            found.update(dict.fromkeys(roles, row["answer"]))
    return read


REVIEWED = matrix()


def expected(route: Route, method: str, role: str, *, other: bool = False) -> str | None:
    """Return how a role is to be answered; None where there is nothing for it. In the other process others may."""
    answers = REVIEWED.get((route.name, method), {})
    if not other:
        held = answers.get(role)
        return None if role == "elsewhere" and route.declared.asks else held
    if role == "elsewhere":
        return answers.get("facilitator")
    return answers.get(role) if role == "administrator" else None


def said(response: Any, answer: str) -> str:
    """Return what was answered in the words of the file, as far as the file says it."""
    address = answer.partition(" ")[2]
    location = str(response.headers.get("Location", ""))
    if not address:
        return str(response.status_code)
    begins = location[: len(address)] if len(address) > 1 else location
    return f"{response.status_code} {begins}"


def test_every_route_is_declared_and_stands_in_the_reviewed_file() -> None:
    """No route and method without a line, and no line without one."""
    known = {(route.name, method) for route in routes() for method in route.declared.methods}
    never = {("account_inactive", "GET"), ("account_signup", "GET")}  # nobody signs up, no closed account is told

    assert known - never == set(REVIEWED)


def test_every_kind_of_the_table_is_asked_by_a_route() -> None:
    """A row of the access table has a route that asks it, or a reason why it has none; no reason outlives its need."""
    asked = {route.declared.asks for route in routes() if route.declared.asks}

    assert set(TABLE) - asked == set(NO_ROUTE)
    assert {kind for kind, _ in asked} <= set(KINDS)


@pytest.mark.parametrize("method", METHODS)
def test_whom_the_file_lets_in_stands_in_the_row_that_the_route_asks(method: str) -> None:
    """The file lets nobody into a route whose role is not in the row of the access table that it asks."""
    for route in routes():
        if route.declared.asks is None:
            continue
        allowed = {name for role in TABLE[route.declared.asks] for name in HOLDERS.get(role, ())}
        let_in = set(REVIEWED.get((route.name, method), {})) - {"elsewhere"}
        assert let_in <= allowed, f"{route.name} {method}"
        if (
            route.declared.asks not in NARROWER
            and route.name not in NARROWER_ROUTES
            and method in route.declared.methods
        ):
            assert let_in == allowed, f"{route.name} {method}"


def asks(door: Door, method: str, path: str) -> Any:
    """Return the answer to a page that is opened, or to a form without fields."""
    return door.once(method, path, EMPTY if method == "POST" else None)


def wrong(where: str, response: Any, answer: str | None, nothing: bytes) -> list[str]:
    """Tell an answer that is not what the file says, or a refusal that is another page than where nothing is."""
    found = said(response, answer or "404")
    if found != (answer or "404"):
        return [f"{where}: {found}, not {answer or 'refused'}"]
    path = response.request["PATH_INFO"]
    return [f"{where}: another page than where nothing is"] if not answer and bare(response, path) != nothing else []


def judged(ground: Ground, doors: dict[str, Door], method: str, *, other: bool) -> Iterator[str]:
    """Tell every answer to every route and role that is not what the file says."""
    nothing = {role: bare(door.once("GET", NOTHING), NOTHING) for role, door in doors.items()}
    for route in routes():
        if other and not route.names:
            continue
        path = ground.address(route)
        for role, door in doors.items():
            answer = expected(route, method, role, other=other) if method in route.declared.methods else "405"
            where = f"{route.name} {method} {'other' if other else 'own'} {role}"
            yield from wrong(where, asks(door, method, path), answer, nothing[role])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("other", [False, True])
def test_every_route_answers_every_role_as_the_file_says(
    grounds: tuple[Ground, Ground], method: str, other: bool
) -> None:
    """Whoever may is answered; everybody else gets the page of what does not exist, byte for byte."""
    doors = {role: stand(grounds[0].cast, role) for role in ROLES}

    assert [] == list(judged(grounds[other], doors, method, other=other))


def test_an_id_of_another_process_beside_ones_own_finds_nothing(grounds: tuple[Ground, Ground]) -> None:
    """Each single id of an address is of the same process as the others, or there is nothing here."""
    own, other = grounds
    door = stand(own.cast, "facilitator")
    for route in routes():
        ids, foreign = own.at(route), other.at(route)
        mixed = [name for name in route.names if ids[name] != foreign[name]]
        for name in mixed if len(mixed) > 1 else ():
            for strange in (foreign[name], uuid4()):
                path = reverse(route.name, kwargs=ids | {name: strange})
                for method in route.declared.methods:
                    assert 404 == asks(door, method, path).status_code, f"{route.name} {method} {name}"


def test_no_form_is_taken_without_its_token(grounds: tuple[Ground, Ground]) -> None:
    """A form that did not come from a page of ours changes nothing, whoever sends it and wherever to."""
    ground = grounds[0]
    doors = {
        role: stand(ground.cast, role, forms=False) for role in ("stranger", "hill", "facilitator", "administrator")
    }
    for route in routes():
        if "POST" in route.declared.methods:
            for role, door in doors.items():
                response = door.once("POST", ground.address(route), {"answer": "agree"})
                assert 403 == response.status_code, f"{route.name} {role}"
                assert b"was open for too long" in response.content


def test_other_methods_are_taken_nowhere(grounds: tuple[Ground, Ground]) -> None:
    """PUT, PATCH, DELETE and the like are answered with what is allowed, before anything is asked."""
    ground = grounds[0]
    door = stand(ground.cast, "facilitator")
    for route in routes():
        if route.declared.asks is not None:
            for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
                assert 405 == door.generic(method, ground.address(route)).status_code, f"{route.name} {method}"


def test_what_a_form_does_is_done_by_a_form_alone(grounds: tuple[Ground, Ground]) -> None:
    """An address that takes forms only takes no HEAD either: that asks for no token, and would do it all the same."""
    ground = grounds[0]
    doors = [stand(ground.cast, role, forms=False) for role in ("facilitator", "administrator", "hill")]
    for route in routes():
        if "GET" not in route.declared.methods:
            answers = {door.head(ground.address(route)).status_code for door in doors}
            assert {405} == answers, route.name


def test_a_right_that_was_withdrawn_is_gone_with_the_next_request(grounds: tuple[Ground, Ground]) -> None:
    """A role that ended, an account that was closed, a seat that was left and a code that was replaced: at once."""
    ground, both = grounds[0], grounds[0].cast
    address = reverse("dialogue", kwargs={"dialogue_id": ground.ids["dialogue_id"]})
    ended, closed = stand(both, "facilitator"), stand(both, "cofacilitator")
    left, replaced = stand(both, "hill"), stand(both, "river")
    assert [200] * 4 == [door.get(at).status_code for door, at in _four(ended, closed, left, replaced, address)]

    both.staff["facilitator"].memberships.update(ended=both.process.began)
    type(both.staff["cofacilitator"]).objects.filter(pk=both.staff["cofacilitator"].pk).update(is_active=False)
    type(both.seats["hill"]).objects.filter(pk=both.seats["hill"].pk).update(left=True)
    type(both.seats["river"]).objects.filter(pk=both.seats["river"].pk).update(generation=1)

    assert [404] * 4 == [door.get(at).status_code for door, at in _four(ended, closed, left, replaced, address)]


def _four(ended: Client, closed: Client, left: Client, replaced: Client, at: str) -> Iterator[tuple[Client, str]]:
    yield from ((ended, at), (closed, at), (left, "/answer"), (replaced, "/answer"))
