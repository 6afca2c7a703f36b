"""
Side channels: what must not be told apart agrees in status, bytes, headers, hashes and questions to the database.

No clock is read: time is taken by hashes and queries, and these are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sulh.store.models import LogRecord, Seat, Sitting
from sulh.store.sealing import keyring
from sulh.store.writes import study_groups
from sulh.vault.stretch import stretch
from tests.adversary.ground import PASSWORD, Ground, Route, bare, routes, stand
from tests.adversary.pages import forms
from tests.cast import LANGUAGES, Cast

BLOCK = 4096
UNKNOWN = "9999 8888 7777 6666"
NEW = "5555 4444 3333 2222"
MALFORMED = (
    "",
    "0",
    "no digits at all",
    "0712 0001 0000",
    UNKNOWN + " 1",
    "9" * 400,
    "\u0669" * 15,
    "' OR 1=1 --",
    "\x00",
)
WRONG_LENGTH = re.compile(rb"You typed (?:one digit|[0-9,]+ digits)\. A number has 16\.")
NOT_KNOWN = b"No entry number like this is known here. Look at it once more, digit by digit."
VALUES = re.compile(" VALUES | SET ")  # what stands behind it is of this one row
OF_THE_MACHINE = (("account", "change"), ("log", "see"))  # an administrator may, of whatever process


@dataclass(frozen=True)
class Told:
    """Everything that somebody on the other side can see of an answer, and what it cost."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    hashes: int
    queries: tuple[str, ...]


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the hashes of entry codes and of passwords."""
    hashes = [0]

    def counting(of: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: object, **kwargs: object) -> Any:
            hashes[0] += 1
            return of(*args, **kwargs)

        return count

    with monkeypatch.context() as patched:
        patched.setattr("sulh.vault.codes.stretch", counting(stretch))
        patched.setattr(Argon2PasswordHasher, "encode", counting(Argon2PasswordHasher.encode))
        patched.setattr(Argon2PasswordHasher, "verify", counting(Argon2PasswordHasher.verify))
        yield hashes


def told(ask: Callable[[], Any], monkeypatch: pytest.MonkeyPatch, path: str = "") -> Told:
    """Return all that can be seen of an answer."""
    with counted(monkeypatch) as hashes, CaptureQueriesContext(connection) as asked:
        response = ask()
    return Told(
        response.status_code,
        bare(response, path),
        tuple(sorted((name, value.replace(path or "\n", "PATH")) for name, value in response.headers.items())),
        tuple(sorted(response.cookies)),
        hashes[0],
        tuple(query["sql"].split(" WHERE ")[0] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]),
    )


def alike(answer: Told) -> Told:
    """Return an answer without what it says of a wrong length."""
    return replace(answer, body=WRONG_LENGTH.sub(NOT_KNOWN, answer.body).rstrip())


def withdrawn_and_replaced(cast: Cast) -> dict[str, str]:
    """Leave one seat and give another a new code; return what used to let them in."""
    Seat.objects.filter(pk=cast.seats["river"].pk).update(left=True)
    digest = keyring().codes(cheap=True).digest_typed(NEW)
    Seat.objects.filter(pk=cast.seats["river-reader"].pk).update(code=digest, generation=1)
    return {"left": cast.codes["river"], "replaced": cast.codes["river-reader"]}


@pytest.mark.parametrize(("who", "path"), [("stranger", "/"), ("hill", "/"), ("assistant", "/station")])
def test_codes_that_do_not_let_in_are_all_alike(
    both: Cast, monkeypatch: pytest.MonkeyPatch, who: str, path: str
) -> None:
    """Unknown, left and replaced: one page, byte for byte; of a wrong length that alone is said, in as many bytes."""
    old = withdrawn_and_replaced(both)
    door = stand(both, who)
    door.get(path)
    answers = {
        typed: told(partial(door.once, "POST", path, {"code": typed}), monkeypatch)
        for typed in (UNKNOWN, *old.values(), *MALFORMED)
    }

    assert {HTTPStatus.FORBIDDEN} == {answer.status for answer in answers.values()}
    assert {1} == {answer.hashes for answer in answers.values()}
    assert 1 == len({answers[typed] for typed in (UNKNOWN, *old.values())}), answers
    assert {len(answers[UNKNOWN].body)} == {len(answer.body) for answer in answers.values()}
    assert all(WRONG_LENGTH.search(answers[typed].body) for typed in MALFORMED)
    assert 1 == len({alike(answer) for answer in answers.values()}), answers
    assert 302 == stand(both, "stranger").post("/", {"code": NEW}).status_code


def test_withdrawing_a_slip_tells_nobody_whether_its_person_came(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never given out, come in and agreed, answered, finished: the facilitator's pages, cost and record are alike."""
    round_ = cast.round()
    unused, agreed, answered = cast.more("hill", 3)
    unused.acceptances.all().delete()
    cast.vote(answered, cast.statements[0], 1, round_.epochs.get())
    Sitting.objects.create(seat=answered, round=round_, began=0, finished=True)
    door = stand(cast, "facilitator")
    digest = keyring().codes(cheap=True).digest_typed
    for number, seat in enumerate((unused, agreed, answered)):
        Seat.objects.filter(pk=seat.pk).update(code=digest(f"0712 9999 0000 000{number}"))

    def seen(seat: Seat) -> list[Told]:
        at = reverse("seats-withdraw", args=[cast.dialogue.id]), reverse("seats-find", args=[cast.dialogue.id])
        with door.undone():
            pages = [told(partial(door.post, one, {"label": seat.label}), monkeypatch) for one in (*at, at[0])]
            lines = LogRecord.objects.order_by("number").values_list("body", flat=True)
            record = re.sub(r'"(at|hash|previous)":"[^"]*"', "", lines[len(lines) - 1]).encode()
        body = [page.body.replace(seat.label.encode(), b"LABEL") for page in pages]
        return [replace(page, body=one + record) for page, one in zip(pages, body, strict=True)]

    assert seen(unused) == seen(agreed) == seen(answered)


def test_at_a_shared_device_a_code_of_elsewhere_is_like_an_unknown_one(both: Cast) -> None:
    """Of another dialogue, of a reader, of the assistant: the page is the one of a code that nobody has."""
    assert both.other is not None
    door = stand(both, "assistant")
    typed = (UNKNOWN, both.other.codes["hill"], both.codes["hill-reader"], both.codes["assistant"])
    pages = {bare(door.once("POST", "/station", {"code": code})) for code in typed}

    assert 1 == len(pages)
    assert 302 == door.once("POST", "/station", {"code": both.codes["hill"]}).status_code


def addresses(ground: Ground, absent: Route) -> tuple[str, str]:
    """Return a hidden address of a route, and one at which there is nothing."""
    ids = ground.at(absent)
    nowhere = {name: uuid4() if name.endswith("_id") else value for name, value in ids.items()}
    return reverse(absent.name, kwargs=ids), reverse(absent.name, kwargs=nowhere)


@pytest.mark.parametrize("who", ["facilitator", "translator", "administrator", "hill", "stranger"])
def test_what_is_hidden_is_like_what_is_absent(
    grounds: tuple[Ground, Ground], monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """An id of another process and an id that nobody has: the same answer, and no question that tells which it was."""
    own, other = grounds
    door = stand(own.cast, who)
    differing = []
    for route in routes():
        if not any(name.endswith("_id") for name in route.names) or route.declared.asks in OF_THE_MACHINE:
            continue
        for method in route.declared.methods:
            hidden, absent = (told(partial(door.once, method, at), monkeypatch, at) for at in addresses(other, route))
            if hidden != absent:
                differing.append((route.name, method, len(hidden.queries), len(absent.queries), hidden.status))

    assert [] == differing


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_acknowledgement_is_the_same_size_whatever_was_answered(both: Cast, tag: str) -> None:
    """Agree, disagree and pass, answered, answered anew or delivered late: whole blocks, never squeezed, one size."""
    round_ = both.round()
    door = stand(both, "hill")
    door.post("/language", {"language": tag})
    for statement in both.statements:
        at = {"round": str(round_.id), "statement": str(statement.id)}
        for path, more in (("/answer", {}), ("/deliver", {"token": str(uuid4())})):
            answers = [
                door.once("POST", path, at | more | {"answer": said}, headers={"accept-encoding": "gzip"})
                for said in ("agree", "disagree", "pass")
            ]
            heads = {repr(sorted(answer.headers.items())) for answer in answers}
            sizes = {len(answer.content) for answer in answers}

            assert [200] * 3 == [answer.status_code for answer in answers]
            assert (1, 1) == (len(heads), len(sizes))
            assert {0} == {size % BLOCK for size in sizes}
            assert "Content-Encoding" not in answers[0].headers


def test_the_last_answer_of_all_is_padded_as_well(both: Cast) -> None:
    """Whoever counts bytes does not see that somebody has answered everything."""
    round_ = both.round()
    door = stand(both, "hill")
    sizes = [
        len(door.post("/answer", {"round": round_.id, "statement": one.id, "answer": "pass"}).content)
        for one in both.statements
    ]

    assert {0} == {size % BLOCK for size in sizes}


def test_signing_in_tells_nothing_of_who_exists(
    grounds: tuple[Ground, Ground], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong password, no such account, and the right password of a closed account: one hash, the same page."""
    cast = grounds[0].cast
    known, closed = cast.staff["facilitator"], cast.staff["cofacilitator"]
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    door = stand(cast, "stranger")
    door.get("/w/sign-in")
    tries = [(known.account, "wrong words"), ("nobody-of-this-name", "wrong words"), (closed.account, PASSWORD)]
    answers = [
        told(partial(door.once, "POST", "/w/sign-in", {"login": login, "password": password}), monkeypatch)
        for login, password in tries
    ]
    pages = {answer.body.replace(login.encode(), b"") for answer, (login, _) in zip(answers, tries, strict=True)}

    assert {(200, 1)} == {(answer.status, answer.hashes) for answer in answers}
    assert 1 == len(pages)


def test_sharing_a_number_tells_nobody_whether_another_answered(
    grounds: tuple[Ground, Ground], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first sheet under a code and one that takes its place; taking out what is there and what is not."""
    door = stand(grounds[0].cast, "respondent")
    form = next(one.holds for one in forms(door.get("/sheet").content) if "warm_own" in one.offers | one.holds)

    def seen(path: str, **given: str) -> Told:
        answer = told(partial(door.post, path, form | given), monkeypatch)
        return replace(answer, queries=tuple(VALUES.split(sql)[0] for sql in answer.queries))

    sent = [seen("/sheet", code="known-code", warm_own="40") for _ in range(2)]
    out = [seen("/sheet/out", code="known-code") for _ in range(2)]

    assert [HTTPStatus.OK] * 4 == [one.status for one in (*sent, *out)]
    assert sent[0] == sent[1]
    assert out[0] == out[1]


def test_a_number_that_was_replaced_is_like_one_that_never_was(
    grounds: tuple[Ground, Ground], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a group as of a person: one hash, the same questions, the same bytes."""
    cast = grounds[0].cast
    seat = cast.seats["respondent"]
    study_groups.new_number(cast.principal("evaluator"), UUID(str(seat.group_id)), generation=seat.generation)
    door = stand(cast, "stranger")
    door.get("/")
    old, never = (
        told(partial(door.once, "POST", "/", {"code": code}), monkeypatch)
        for code in (cast.codes["respondent"], UNKNOWN)
    )

    assert (HTTPStatus.FORBIDDEN, 1) == (old.status, old.hashes)
    assert never == old
