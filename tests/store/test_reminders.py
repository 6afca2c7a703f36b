"""Reminders: an address that was proved, one sentence in the morning, nothing for the high profile, nothing lost."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.mail import NotSent, connected, send
from sulh.store.models import Desk, Question, Reminder, Staff
from sulh.store.reads.reminders import own
from sulh.store.sealing import INSTALLATION, sealer
from sulh.store.waits import waits
from sulh.store.writes import desks, questions, reminding, staff
from sulh.store.writes.ending import purge
from sulh.store.writes.processes import raise_profile
from sulh.store.writes.reminders import A_DAY, TRIES, forget_idle, give, prove, take_back
from sulh.store.writes.reminding import remind_due
from tests.cast import Cast
from tests.store.desked import Desked, desked
from tests.store.mailbox import Mailbox, mailbox
from tests.store.packaged import texts

ADDRESS = "heron@example.org"
NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)
Later = Callable[..., None]


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    """A mail server that the installation is set up for."""
    with mailbox(link="https://notes.example") as made:
        settings.SULH = replace(settings.SULH, mail=made.mail)
        yield made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Set the clock to nine in the morning of a day, and move on from there."""

    def move(**ahead: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(**ahead))

    move()
    return move


def code_in(box: Mailbox) -> str:
    """Return the code that the newest letter tells."""
    found = re.search(r"\d{4} \d{4}", box.words[-1])
    assert found is not None
    return found[0]


def reminded(cast: Cast, box: Mailbox, *names: str, tag: str = "en") -> None:
    """Let some people have proved an address, and empty the mailbox."""
    for name in names:
        give(cast.principal(name), f"{name}@example.org", tag)
        prove(cast.principal(name), code_in(box))
    box.letters.clear()


def to(box: Mailbox) -> list[str]:
    """Return to whom letters came, in order of the alphabet."""
    return sorted(str(letter["To"]).partition("@")[0] for letter in box.letters)


def test_an_address_is_used_once_the_code_came_back(cast: Cast, box: Mailbox, later: Later) -> None:
    """Given, not used; a wrong code, not used; the right one in any digits, used; another address is proved anew."""
    mine = cast.principal("facilitator")
    give(mine, ADDRESS, "en")
    (letter,) = box.letters
    assert (settings.SULH.neutral_name, ADDRESS) == (letter["Subject"], letter["To"])
    assert ("", ADDRESS) == (own(mine, "en").address, own(mine, "en").awaiting)
    with pytest.raises(Invalid):
        prove(mine, "0000 0000")
    prove(mine, code_in(box).translate({ord("0") + n: 0x0660 + n for n in range(10)}))
    assert (ADDRESS, "") == (own(mine, "en").address, own(mine, "en").awaiting)

    give(mine, "egret@example.org", "en")
    assert ADDRESS == own(mine, "en").address
    later(minutes=31)
    with pytest.raises(Conflict):
        prove(mine, code_in(box))
    take_back(mine)
    assert ("", "") == (own(mine, "en").address, own(mine, "en").awaiting)
    assert not Reminder.objects.exists()


def test_a_code_can_be_guessed_five_times(cast: Cast, box: Mailbox, later: Later) -> None:
    """Then it holds no longer, right or wrong; and nobody's mailbox is filled with codes."""
    del later
    mine = cast.principal("facilitator")
    for _ in range(A_DAY):
        give(mine, ADDRESS, "en")
    with pytest.raises(Conflict, match="too-many-codes"):
        give(mine, ADDRESS, "en")
    for _ in range(TRIES):
        with pytest.raises(Invalid):
            prove(mine, "00000000")
    with pytest.raises(Conflict, match="mail-code-over"):
        prove(mine, code_in(box))
    assert "" == own(mine, "en").address


@pytest.mark.parametrize(
    "wrong", ["", "heron", "a b@example.org", "a@b\n.org", "a@example.org, b@example.org", "é@x.org"]
)
def test_what_is_no_address_is_told(cast: Cast, box: Mailbox, wrong: str) -> None:
    """Nothing is sent to it, and nothing is kept."""
    with pytest.raises(Invalid):
        give(cast.principal("facilitator"), wrong, "en")
    assert ([], False) == (box.letters, Reminder.objects.exists())


def test_nobody_else_can_give_an_address(both: Cast, box: Mailbox) -> None:
    """A seat has none; who has no turn, or works where the profile is high, is told; without a server nobody can."""
    for name, error in (("hill", Refused), ("nobody", Conflict), ("translator", Conflict), ("administrator", Conflict)):
        with pytest.raises(error):
            give(both.principal(name), ADDRESS, "en")
    raise_profile(both.principal("facilitator"), both.process.id)
    assert "high" == own(both.principal("facilitator"), "en").possible
    with pytest.raises(Conflict):
        give(both.principal("facilitator"), ADDRESS, "en")
    settings.SULH = replace(settings.SULH, mail=None)
    with pytest.raises(Conflict):
        give(both.principal("facilitator"), ADDRESS, "en")
    assert [] == box.letters


def test_one_sentence_in_the_morning_for_whose_turn_it_is(cast: Cast, box: Mailbox, later: Later) -> None:
    """At nine the second facilitator and not the composer; once a day, and of the same things once a week."""
    at = desked(cast)
    reminded(cast, box, "facilitator", tag="fr")
    reminded(cast, box, "cofacilitator", "desk")
    made = at.composed()
    for ahead in ({"hours": 1}, {"days": 7}, {"days": 8, "hours": -4}):
        later(**ahead)
        assert 0 == remind_due()
    for days, expected in ((8, 1), (8, 0), (9, 0), (14, 0), (15, 1)):
        later(days=days)
        assert expected == remind_due(), days
    assert ["cofacilitator"] * 2 == to(box)
    assert {"Something waits for you.\n\nhttps://notes.example\n"} == set(box.words)
    (headers,) = {tuple(sorted(letter.keys())) for letter in box.letters}
    assert not set(headers) & {"Reply-To", "List-Unsubscribe", "X-Mailer", "Received"}
    assert "text/plain" == box.letters[0].get_content_type()

    ask_and_wait(at)
    later(days=16)
    assert 2 == remind_due()
    assert ["cofacilitator", "cofacilitator", "cofacilitator", "facilitator"] == to(box)
    assert "Quelque chose vous attend.\n\nhttps://notes.example\n" in box.words

    made.confirm()
    later(days=20)
    (package,) = (one for one in waits([cast.process.id]) if one.sort == "package")
    assert (4, False) == (package.days, package.stale), "its age is that of its last move"


def ask_and_wait(at: Desked) -> None:
    """Let a question of the desk have waited for eight days."""
    questions.ask(at.official, at.desk, "question", texts("Would a guard do?"))
    Question.objects.update(since=clock.today() - timedelta(days=8))


def test_a_desk_is_reminded_of_what_was_sent_to_it_alone(cast: Cast, box: Mailbox, later: Later) -> None:
    """After three weeks; readers have no address, and a desk that is only a name is never late."""
    at = desked(cast)
    second = desks.add_desk(at.facilitator, cast.process.id, texts("Another table"))
    cast.staff["nobody"].memberships.create(process=cast.process, role="desk", desk_id=second)
    reminded(cast, box, "desk", "nobody", "facilitator")
    at.sent()
    before_the_sides = at.composed()
    before_the_sides.confirm()
    before_the_sides.ask()
    later(days=22)
    assert 1 == remind_due()
    assert ["desk"] == to(box)
    assert "asked" == before_the_sides.row.state
    Desk.objects.get(pk=at.desk).accounts.update(ended=clock.today())
    later(days=40)
    assert 0 == remind_due()


def test_nothing_is_sent_for_the_high_profile(both: Cast, box: Mailbox, later: Later) -> None:
    """Of somebody who works in both, what waits in the standard one counts; an address without use is forgotten."""
    ask_and_wait(desked(both))
    reminded(both, box, "facilitator", "cofacilitator")
    raise_profile(both.principal("facilitator"), both.process.id)
    assert both.other is not None
    both.staff["facilitator"].memberships.create(process=both.other.process, role="facilitator")
    later(hours=1)
    assert 0 == remind_due()
    assert [] == box.letters
    assert ("facilitator@example.org", "") == tuple(
        own(both.principal(n), "en").address for n in ("facilitator", "cofacilitator")
    )
    assert own(both.principal("facilitator"), "en").some_high

    ask_and_wait(desked(both.other))
    later(hours=2)
    assert (1, ["facilitator"]) == (remind_due(), to(box))


def test_what_failed_is_tried_again_the_next_day(
    cast: Cast, box: Mailbox, later: Later, caplog: pytest.LogCaptureFixture
) -> None:
    """A refusal and a server that is gone leave one line that names nobody, and lose nothing."""
    ask_and_wait(desked(cast))
    reminded(cast, box, "facilitator", "cofacilitator")
    box.refuses = True
    assert (0, 0) == (remind_due(), remind_due())
    assert ["Reminders were not sent. They are tried again tomorrow."] == [one.getMessage() for one in caplog.records]
    gone, settings.SULH = settings.SULH, replace(settings.SULH, mail=replace(box.mail, port=1))
    later(days=1)
    assert (0, 0) == (remind_due(), remind_due())
    assert "example.org" not in caplog.text
    box.refuses, settings.SULH = False, gone
    later(days=1, hours=1)
    assert 0 == remind_due()
    later(days=2)
    assert 2 == remind_due()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(
    cast: Cast, box: Mailbox, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow server holds up nobody's answers."""
    del later
    open_then: list[bool] = []

    def watched(*given: Any, **named: Any) -> None:
        open_then.append(connection.in_atomic_block)
        send(*given, **named)

    monkeypatch.setattr(reminding, "send", watched)
    monkeypatch.setattr("sulh.store.writes.reminders.send", watched)
    ask_and_wait(desked(cast))
    reminded(cast, box, "facilitator")
    assert 1 == remind_due()
    assert [False, False] == open_then


def test_an_address_goes_with_its_account_and_with_its_process(both: Cast, box: Mailbox, later: Later) -> None:
    """Closing the account, or purging its only process, forgets it; until then it was sealed."""
    del later
    reminded(both, box, "facilitator", "cofacilitator")
    kept = bytes(Staff.objects.get(pk=both.staff["facilitator"].pk).reminders)
    assert b"facilitator@" not in kept
    assert "facilitator@example.org" == sealer(INSTALLATION).text(
        Staff.objects.get(pk=both.staff["facilitator"].pk), "reminders"
    )
    forget_idle()
    staff.close(both.principal("administrator"), both.staff["cofacilitator"].id)
    assert 1 == Reminder.objects.count()
    purge(both.principal("facilitator"), both.process.id, "Valley talks")
    assert 0 == Reminder.objects.count()
    assert not Staff.objects.exclude(reminders=b"").exists()


def test_without_tls_or_with_a_certificate_that_does_not_hold_nothing_is_said(tmp_path: Path) -> None:
    """A server that offers no TLS, or shows a certificate of nobody, hears neither a password nor an address."""
    pair = tmp_path / "pair.pem"
    self_signed = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=here", "-days", "2"]
    subprocess.run([*self_signed, "-keyout", str(pair), "-out", str(tmp_path / "c")], check=True, capture_output=True)
    pair.write_bytes(pair.read_bytes() + (tmp_path / "c").read_bytes())
    secret = tmp_path / "password"
    secret.write_text("four words")
    with ExitStack() as held:
        for box in (held.enter_context(mailbox()), held.enter_context(mailbox(tls=pair))):
            mail = replace(box.mail, tls="starttls", account="notes", password_file=secret)
            with pytest.raises(NotSent), connected(mail):
                raise AssertionError
            assert {"EHLO", "STARTTLS"} >= {line.partition(" ")[0].upper() for line in box.said}
