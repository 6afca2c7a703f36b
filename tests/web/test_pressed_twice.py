"""What a form of what is measured does when it is pressed twice, or sent from two windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store.models import LogRecord
from sulh.store.writes import coding, theories
from sulh.store.writes.theories import TheoryText
from tests.adversary.coded import evaluators
from tests.adversary.ground import TOKEN
from tests.cast import Cast
from tests.store.coded import Coded, laid
from tests.store.studied import studied
from tests.web.people import sign_in

Given = Mapping[str, object]


class Form(NamedTuple):
    """Whose form it is and what they send, without the id that the page drew; `other` says something else."""

    who: str
    route: str
    at: UUID
    given: Given
    other: Given | None = None


def opening(cast: Cast) -> Form:
    """Return the form by which a scoring is opened; the other has the same two for another day."""
    accord = _accord(cast)
    given = {"on": "2026-10-01", "first": accord.evaluators[0].id, "second": accord.evaluators[1].id}
    return Form("facilitator", "coding-new", accord.agreement, given, given | {"on": "2026-09-01"})


def handing_in(cast: Cast) -> Form:
    """Return the form by which scores are handed in, which says nothing but that."""
    return Form("evaluator", "scores-in", _scored(cast)[1], {})


def scoring(cast: Cast) -> Form:
    """Return a page of scores that are handed in; the other has another source."""
    accord, coder = _scored(cast)
    coding.hand_in(accord.evaluators[0], coder)
    key = accord.stipulations[0]
    given = {f"value_{key}": "3", f"source_{key}": "Gazette "}
    return Form("evaluator", "scores", coder, given, given | {f"source_{key}": "Annals"})


def plan(cast: Cast) -> Form:
    """Return a plan that is laid down; the other expects nothing of it."""
    given = {"waves": ["2"], "compared": ["comparison"], "look_warm_others": "primary:up", "sure": "yes"}
    other = given | {"look_warm_others": "primary:either"}
    return Form("evaluator", "study-plan", studied(cast).study, given, other)


def theory(cast: Cast) -> Form:
    """Return the theory of an initiative; the other should add to something else."""
    given = {"initiative": str(cast.initiative.id), "what": "If they meet, they trade", "domains": ["economy"]}
    return Form("facilitator", "theory-new", cast.process.id, given, given | {"domains": []})


def theory_anew(cast: Cast) -> Form:
    """Return a theory that is worded anew; the other words it otherwise, on the stamp of before."""
    desk = cast.principal("facilitator")
    made = theories.add(desk, cast.process.id, TheoryText(str(cast.initiative.id), "If they meet"))
    stamp = sign_in(Client(), cast, "facilitator").get(reverse("theory-change", args=[made])).content.decode()
    given = {"what": "If they meet, they trade", "stamp": stamp.partition('name="stamp" value="')[2][:64].split('"')[0]}
    return Form("facilitator", "theory-change", made, given, given | {"what": "If they trade"})


def _accord(cast: Cast) -> Coded:
    evaluators(cast)
    accord = laid(cast, prefix="scorer")
    accord.evaluators[:2] = [cast.principal("evaluator"), cast.principal("second-evaluator")]
    return accord


def _scored(cast: Cast) -> tuple[Coded, UUID]:
    """Return an agreement of which the evaluator has scored all, and who they are as a coder."""
    accord = _accord(cast)
    first, _ = accord.open()
    accord.score(1, first, dict.fromkeys(range(4), 3))
    return accord, first


@pytest.mark.parametrize("form", [opening, handing_in, scoring, plan, theory, theory_anew])
def test_what_is_sent_twice_is_done_once_and_something_else_is_refused(
    cast: Cast, form: Callable[[Cast], Form]
) -> None:
    """The second press leads where the first did, to the same page, and stands in no log; nothing else is kept."""
    who, route, at, given, other = form(cast)
    client, address = sign_in(Client(), cast, who), reverse(route, args=[at])

    def press(sent: Given) -> tuple[int, str, bytes, int]:
        answer = client.post(address, sent)
        after = client.get(answer.headers["Location"]).content
        return answer.status_code, answer.headers["Location"], TOKEN.sub(b"", after), LogRecord.objects.count()

    first = press(given)
    assert 302 == first[0]
    assert first == press(given)
    if other is not None:
        assert client.post(address, other).status_code in {409, 422}
        assert first == press(given)
