"""
Every form of every route, where it goes to and who may send it: what the tests of forms share.

    found_forms ─▶ attacks ─▶ (route, Attack) ─▶ Attack.form(fields): what is wrong with the answer
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from itertools import cycle
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from sulh.store.sealing import Sealer
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN
from tests.adversary.ground import Door, Ground, Route, routes, stand
from tests.adversary.pages import Fields, Form, forms
from tests.adversary.test_access_matrix import REVIEWED
from tests.nightly import drawn

SCRIPT = "<script>alert(1)</script>"
MARKUP = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% include 'x' %}",
    "' OR 1=1; DROP TABLE store_vote; --",
)
LONG = "x" * 20_000
FORBIDDEN_TEXTS = ("a\x00b", "a\x08b", "\x1b[31m", "\u202etxt.exe", "\u2066a\u2069", "\ufffe", LONG)
NUMBERS = (
    "-1",
    "9" * 400,
    "1e309",
    "NaN",
    "0x10",
    "2147483648",
    "9223372036854775808",
    "\u0669\u0669",
    "\u00b2",
    "1.5",
)
IDS = ("00000000-0000-4000-8000-000000000001", "{0}", "../../../etc/passwd", "[]", "None", "%00")
VALUES = (*MARKUP, *FORBIDDEN_TEXTS, *NUMBERS, *IDS, "", " ", "\ufeff", "2026-02-30T25:61", "0001-01-01", "9999-12-31")
ALONE = drawn(1, len(VALUES))  # values that go into one field while the others stay as they are
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ONE_OF_MANY = re.compile(r"csrfmiddlewaretoken|ends_([3-9]|1\d)")  # fields like another one, or of the frame
LONGEST_KEPT = 15_000
MILLION = 900_000  # letters; a request holds no more
SENDERS = (
    *("hill", "hill-reader", "assistant", "facilitator", "translator", "administrator", "password", "stranger"),
    *("owner", "desk", "coordinator", "evaluator", "respondent"),
)
# Tables that are no data; that somebody looked is written down by any page of the map, that of a refused form too.
WORKING = ("django_session", "sign_in_attempts", "used_codes", "store_look")
# Forms that only the answer to another form shows, and what they hold.
SHOWN_LATER: dict[str, Fields] = {
    "deliver": {"round": ["{round}"], "statement": ["{statement}"], "answer": ["agree"], "token": [IDS[0]]},
    "paper-ballot": {"ballot": ["12345678"], "replaces": [""], "a1": ["agree"]},
    "people-erase": {"entry": [IDS[0]]},
    "people-erase-all": {"seen": ["1"]},
    "people-export": {},
    "people-open": {"wanted": ["abc"], "passphrase": ["some words here"]},
    "paper-again": {"side": ["{side}"], "language": ["en"], "number": [""]},
    "seats-replace": {"label": ["S1"], "generation": ["0"]},
    "seats-withdraw": {"label": ["S1"]},
    "statement-merge": {"into": ["{statement}"], "seen": ["0"]},
    "mfa_authenticate": {"code": ["123456"]},
    "mfa_activate_totp": {"code": ["123456"]},
    "mfa_generate_recovery_codes": {},
    "station-back": {},
    "sheet-next": {},
    "statement-original": {},
    "round-resume": {},
    "scores-in": {},
    "results-file": {"ref": ["XI-1"], "kind": ["60"], "name": ["A"], "language": ["en"]},
    "coding-third": {"third": [IDS[0]]},  # on the ground there is nobody else who could be named
    "coder-instead": {"instead": [IDS[0]]},
    "study-analyse": {"new_id": [IDS[0]]},
    "study-wave-remove": {},
    "study-group-remove": {},  # a group stands once the first wave has begun
    "study-asker": {f"{part}_{tag}": ["A"] for part in ("who", "why", "whom") for tag in ("en", "fr", "ar")},
    "verdict-back": {},
    "consent-release": {"version": ["1"], "what": ["findings"], "attribution": ["none"], "until": ["2027-01-01"]},
    "announce": {"wording": ["{statement}"]},
    "sounding-new": {"statements": ["{statement}"], "side": ["all"], "ends": ["2026-12-01T10:00"]},
    "round-drop": {},
    "round-open": {},
    "side-remove": {},
    "dialogue-sides": {"stamp": [""], "takes_part": ["{side}"], "invited_{side}": ["7"]},
    "statement-accept": {"seen": ["0"], "as_it_stands": ["yes"]},
    "people-write": {"keeper": ["{side}"], "name": ["A"], "contact": ["B"], "notes": ["C"], "label": ["S1"]},
    "paper-back": {"number": ["12345678"]},
    "commitment": {"done": ["yes"], "stamp": [""]},
    "text-next": {},
    "reply-back": {},
    "concern": {"wording": [IDS[0]], "need": ["A"], "language": ["en"]},
    "concern-back": {"concern": [IDS[0]]},
    "last-question": {"version": [IDS[0]], "answer": ["yes"]},
    "question-close": {},
    "desk-open": {},
    "process-close": {},
    "process-purge": {"typed": ["A"]},
    "reminders": {"address": ["a@example.org"]},
    "reminders-prove": {"code": ["12345678"]},
    "reminders-back": {},
    "map-decision-open": {},
    "map-import-undo": {},
    "map-card-code": {},
    "approve": {"package": [IDS[0]], "seen": ["0"], "answer": ["yes"]},
    "map-card-with": {"what": [IDS[0]], "act": ["add"]},
    "map-tie-new": {"other": [IDS[0]], "kind": ["funds"], "way": ["in"], "confidence": ["low"], "source": ["A"]},
    "map-part": {},
    "map-put-aside": {"reason": ["A"]},
    "map-take-up": {},
    "map-tell-funders": {},
    "map-keep-from-funders": {},
}


NEVER = ("mfa_view_recovery_codes",)  # the library takes no form there


class Kept:
    """What is written while it is watched: statements to the database, and texts before they are sealed."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self.writes: list[str] = []
        self.texts: list[str] = []

    def note(self, execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        """Note a statement that writes into a table of data."""
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(table in sql for table in WORKING):
            self.writes.append(sql)
            self.texts.extend(value for value in params or () if isinstance(value, str))
        return execute(sql, params, *rest)

    def unfit(self) -> list[str]:
        """Return what was written and may not be kept."""
        return [text for text in self.texts if len(text) > LONGEST_KEPT or FORBIDDEN.search(text) or turned(text)]


def strange(seed: int) -> Iterator[str]:
    """Return what nobody should send, each as often as any other, in an order that hangs on the seed alone."""
    values = [*VALUES]
    random.Random(seed).shuffle(values)
    return cycle(values)


def turned(text: str) -> bool:
    """Whether a text holds signs that turn the direction of reading."""
    return DIRECTION_MARKS.search(text) is not None


@contextmanager
def watched() -> Iterator[Kept]:
    """Watch what is written, sealed texts before they are sealed."""
    kept, put = Kept(), Sealer.put

    def noted(self: Sealer, row: models.Model, **values: Any) -> None:
        kept.texts.extend(words(list(values.values())))
        put(self, row, **values)

    with pytest.MonkeyPatch.context() as patched, connection.execute_wrapper(kept.note):
        patched.setattr(Sealer, "put", noted)
        yield kept


def words(value: object) -> Iterator[str]:
    """Return every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words(one)


def digest() -> str:
    """Return a hash over every row of every table that holds data."""
    made = sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.db_table not in WORKING:
                cursor.execute(*_every_row(model))
                made.update(repr([*map(_plain, cursor.fetchall())]).encode())
    return made.hexdigest()


@cache
def _every_row(model: type[models.Model]) -> tuple[str, tuple[Any, ...]]:
    """Return the question for a table's rows: what the database answers is compared, never made into values of ours."""
    sql, params = model._default_manager.order_by("pk").values_list().query.sql_with_params()
    return sql, tuple(params)


def _plain(row: tuple[Any, ...]) -> list[Any]:
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


class Attack:
    """One form, where it goes to and who sends it; every answer is judged."""

    def __init__(self, door: Door, path: str, form: Form, before: str) -> None:
        """Say what stood in the database before."""
        self.door, self.path, self.before = door, path, before
        self.base, self.kinds = form.with_choices(), form.kinds

    def sent(self, what: str, **request: Any) -> list[str]:
        """Send it, and tell what is wrong with the answer."""
        with self.door.undone(), watched() as kept:
            response = self.door.generic("POST", self.path, **request)
            stored = bool(kept.writes) and digest() != self.before  # a digest is asked for only where something wrote
        body = b"".join(response) if response.streaming else response.content
        location = response.headers.get("Location", "/")
        faults = {
            "a fault of ours": response.status_code >= 500 and response.status_code != 503,
            "not saved": response.status_code == 503,
            "stored though refused": stored and response.status_code >= 400,
            "kept what may not be": bool(stored and kept.unfit()),
            "markup": any(word.encode() in body for word in MARKUP[:2]),
            "leads away": not location.startswith("/") or location.startswith("//"),
        }
        return [f"{self.path} {what}: {fault} ({response.status_code})" for fault, there in faults.items() if there]

    def form(self, what: str, fields: Fields) -> list[str]:
        """Send fields as a browser does."""
        return self.sent(
            what, data=urlencode(fields, doseq=True), content_type="application/x-www-form-urlencoded; charset=utf-8"
        )

    def fields(self, strange: Iterator[str], foreign: str) -> Iterator[str]:
        """Put what nobody should send into all fields at once, and into each alone: the others hide no answer then."""
        names = sorted(name for name in self.base if not ONE_OF_MANY.fullmatch(name))
        for value in ("a\x00b", SCRIPT):
            yield from self.form(f"{value!r} everywhere", self.base | {name: [value] for name in names})
        twins = {name: [*self.base[name], "\x00", "b"] for name in names}
        lists = {f"{name}{place}": [text] for name in names for place, text in (("[]", "a"), ("[0]", "b"))}
        yield from self.form("every field twice, and as a list", self.base | twins | lists)
        for name in names:
            named = [foreign] if any(ID.fullmatch(value) for value in self.base[name]) else []
            for value in (*named, *(next(strange) for _ in range(ALONE))):
                yield from self.form(f"{name}={value[:20]!r}", self.base | {name: [value]})

    def wholes(self, *, every: bool) -> Iterator[str]:
        """Send what is no form at all, or too much of one; what is read before any page of ours, only with `every`."""
        form = "application/x-www-form-urlencoded"
        many = urlencode([(f"f{number}", "1") for number in range(2_100)])
        cut = b'--b\r\nContent-Disposition: form-data; name="x"; filename="y"\r\n\r\nabc'
        whole = {
            "json": ('{"answer": ["agree"], "id": {"$ne": null}}', "application/json"),
            "plain": ("answer=agree", "text/plain"),
            "invalid utf-8": (b"answer=%FF%FE&round=\xff\xfe&text=%C3%28&code=\x80", form),
            "odd charset": (b"answer=agree&text=\xe9", f"{form}; charset=utf-7"),
            "no charset": (b"answer=agree", f"{form}; charset=nonsense"),
            "too large": ("x=" + "y" * 1_100_000, form),
            "too many fields": (many, form),
            "cut multipart": (cut, "multipart/form-data; boundary=b"),
            "no boundary": (cut, "multipart/form-data"),
            "nothing": ("", form),
        }
        for what in whole if every else ("invalid utf-8", "cut multipart"):
            data, kind = whole[what]
            yield from self.sent(what, data=data, content_type=kind)


def found_forms(ground: Ground) -> dict[str, Form]:
    """Return the fullest form that leads to each address, from whatever page of whatever role."""
    doors = {role: stand(ground.cast, role) for role in SENDERS}
    found: dict[str, Form] = {}
    for route in routes():
        for role in set(REVIEWED.get((route.name, "GET"), {})) & set(doors):
            path = ground.address(route)
            response = doors[role].once("GET", path)
            if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
                for form in forms(response.content):
                    at = form.action or path
                    found[at] = max(found.get(at, form), form, key=lambda one: len(one.offers))
    return found


def sender(route: Route) -> str:
    """Return who sends it: somebody who may."""
    allowed = REVIEWED[route.name, "POST"]
    led_away = (None, "405", "302 /w/sign-in")
    return next((role for role in SENDERS if allowed.get(role) not in led_away), "facilitator")


def later(route: Route, known: dict[str, UUID | str]) -> Form:
    """Return a form that only the answer to another form shows."""
    fields = SHOWN_LATER[route.name].items()
    holds = {name.format(**known): [one.format(**known) for one in values] for name, values in fields}
    return Form("", holds, {name: [] for name in holds})


def attacks(ground: Ground, found: dict[str, Form]) -> Iterator[tuple[Route, Attack]]:
    """Return every form of every route, in the hands of somebody who may send it."""
    doors = {role: stand(ground.cast, role) for role in SENDERS}
    before = digest()
    known: dict[str, UUID | str] = {
        "round": ground.rounds["open"],
        "statement": ground.statements["accepted"],
        "side": ground.ids["side_id"],
    }
    for route in routes():
        if "POST" in route.declared.methods and route.name not in NEVER:
            path = ground.address(route)
            shown = found.get(path)
            if shown is None and route.name not in SHOWN_LATER:
                raise LookupError(f"no page holds the form of {route.name}: add it to SHOWN_LATER")
            yield route, Attack(doors[sender(route)], path, shown or later(route, known), before)
