"""
Every form of every route, in the hands of somebody who may send it: sent with what nobody should send, empty, twice.

The answer is a page that says what is wrong, never a fault of ours; what was refused has stored nothing and says so by
its status; nothing that may not be kept is kept by what was taken; markup stays text; a second press makes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection

from sulh.store.models import LogRecord
from tests.adversary.every_form import MILLION, WORKING, Attack, attacks, digest, found_forms, strange
from tests.adversary.ground import Ground, Grounds, undone
from tests.adversary.pages import Fields, Form

WORDS = "The well by the mill is dry"
TYPED = {"date": "2026-11-03", "numeric": "7", "text": WORDS, "password": "kettle orbit maple nine"}
NAMED = {
    "step": "create",
    "language": "en",
    "ends_1": "2027-01-01T10:00",
    "due": "2027-11-03",
    "phase": "2",
    "account": "quiet-fern",
    "role": "facilitator",
    "count": "2",
}
# Of these the test has to have seen that they make something, else it would say nothing of them.
MAKE = {
    "accounts",
    "answer",
    "commitment-new",
    "deliver",
    "initiative-new",
    "note-draw",
    "note-new",
    "process-new",
    "propose",
    "publish",
    "relationship-new",
    "round-new",
    "round-new-caucus",
    "seats-make",
    "session-new",
    "side-new",
    "statement-new",
}
OF_STAFF = "/w/"
COUNTED = """SELECT '{0}', COUNT(*) FROM "{0}\""""  # one question for all tables: there are a hundred and more
# Forms whose answer is a page although nothing is stored: what each of them is for.
LOOKS = {
    "harm-check-new": "one part after the other, all kept with the last",
    "people-erase-all": "asks once more before it erases",
}

Found = dict[str, Form]


@pytest.fixture(scope="module")
def found(laid: Grounds) -> Found:
    """What the pages of the process that is attacked hold, looked for once: each test has the same pages."""
    with undone():
        return found_forms(laid[0])


@pytest.mark.timeout(900)  # every field of every form
def test_no_field_of_any_form_takes_what_nobody_should_send(grounds: Grounds, found: Found) -> None:
    """Null bytes, control signs, turned directions, markup, endless texts and numbers, foreign ids, lists, twins."""
    ground, other = grounds
    values, foreign = strange(11), str(other.statements["accepted"])

    assert [] == [fault for _, attack in attacks(ground, found) for fault in attack.fields(values, foreign)]


def test_what_is_no_form_is_told_so(grounds: Grounds, found: Found) -> None:
    """Wrong kinds, broken letters, broken parts, too much: nothing is stored and nothing fails."""
    asked: set[object] = set()
    faults: list[str] = []
    for route, attack in attacks(grounds[0], found):
        faults.extend(attack.wholes(every=route.declared.asks not in asked))
        asked.add(route.declared.asks)

    assert [] == faults


def test_a_text_of_a_million_letters_is_told_at_once(grounds: Grounds, found: Found) -> None:
    """What a text is searched for takes no longer a letter in a long text: one form does not hold up the others."""
    ground = grounds[0]
    forms_of = {"statement-new", "propose", "note-new", "commitment-new", "relationship-new", "people-write", "key"}
    met = set()
    for route, attack in attacks(ground, found):
        if route.name in forms_of:
            met.add(route.name)
            for text in ("x" * MILLION, "a b\n" * (MILLION // 4), "a@b." * (MILLION // 4), "Dr  " * (MILLION // 4)):
                field = max(attack.base, key=lambda name: ("text" in name or "what" in name or "power" in name, name))
                assert [] == attack.form("million", attack.base | {field: [text]})

    assert forms_of == met


def bodies(attack: Attack) -> Iterator[tuple[str, Fields]]:
    """Return a form with nothing in it, with its token only, with every field empty, and with nothing but nonsense."""
    yield "nothing", {}
    yield "a token", {"csrfmiddlewaretoken": ["x"]}
    yield "empty fields", {name: [""] for name in attack.base}
    yield "nonsense", {name: ["a\x00b"] for name in attack.base}


def taken(attack: Attack, body: Fields) -> bool:
    """Send a form; tell whether it is answered as if it had been taken, and was not."""
    with attack.door.undone():
        response = attack.door.post(attack.path, body)
        return response.status_code < 300 and digest() == attack.before


def test_no_form_of_staff_that_was_refused_is_answered_as_if_it_were_saved(grounds: Grounds, found: Found) -> None:
    """Empty or nonsense, each is answered with 422 or another refusal; or it was saved, or it only asks or looks."""
    seen, wrong = 0, []
    for route, attack in attacks(grounds[0], found):
        if route.declared.asks is None or not attack.path.startswith(OF_STAFF):
            continue
        for what, body in bodies(attack):
            seen += 1
            if taken(attack, body) and route.name not in LOOKS:
                wrong.append(f"{route.name}: {what}")

    assert 4 * 80 < seen
    assert [] == wrong


def counts() -> dict[str, int]:
    """Return how many rows each table of data has; the log, in which an act may stand twice, is left out."""
    data = {model._meta.db_table for model in apps.get_models() if model is not LogRecord} - {*WORKING}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(COUNTED.format(table) for table in sorted(data)))
        return dict(cursor.fetchall())


def filled(attack: Attack, ground: Ground) -> dict[str, list[str]]:
    """Return a form as a careful person would send it."""
    form = dict(attack.base)
    named = NAMED | {"first": _account(ground, "facilitator"), "second": _account(ground, "cofacilitator")}
    for name, kind in attack.kinds.items():
        if form.get(name) in ([""], ["\n"], None) and kind in TYPED:
            form[name] = [TYPED[kind]]
    return form | {name: [value] for name, value in named.items() if name in form and form[name] != [value]}


def _account(ground: Ground, role: str) -> str:
    return str(ground.cast.staff[role].account)


def test_a_form_that_is_sent_twice_makes_one_thing(grounds: Grounds, found: Found) -> None:
    """A second press, or a page that is loaded again, adds no row that the first did not."""
    made, twice = set(), []
    before = counts()
    for route, attack in attacks(grounds[0], found):
        with attack.door.undone():
            form = filled(attack, grounds[0])
            attack.door.post(attack.path, form)
            once = counts()
            attack.door.post(attack.path, form)
            again = counts()
        made |= {route.name} if once != before else set()
        twice += [route.name] if again != once else []

    assert [] == twice
    assert set() == MAKE - made
