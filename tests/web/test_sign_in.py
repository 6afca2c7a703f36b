"""Staff sign in with password and second factor; nothing opens with one of the two."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sulh.store.models import Staff
from sulh.store.writes import staff as writes
from tests.cast import Cast
from tests.web.people import enter, sign_in

NEW = "five unrelated words of mine"
SHOWN = ("process", "process-staff", "process-log")  # pages on which a renewed account is told of
NOTHING = "There is nothing here for you to see."


@pytest.fixture(autouse=True)
def nobody_has_tried(settings: Settings) -> None:
    """Begin without earlier tries for an account name."""
    settings.CACHES = {
        name: kept | {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name, kept in settings.CACHES.items()
    }
    caches["axes"].clear()


def digits(secret: str) -> str:
    """Return what an authenticator shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def ready(client: Client, account: str, password: str) -> str:
    """Go through the first sign-in as a person would; return the secret of the second factor."""
    client.post(reverse("account_login"), {"login": account, "password": password})
    form = {"oldpassword": password, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), form)
    letters = letters_shown(client)
    client.post(reverse("mfa_activate_totp"), {"code": digits(letters)})
    return letters


def letters_shown(client: Client) -> str:
    """Read off the page with what an authenticator is set up; the letters stand in fours."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'<strong dir="ltr">((?:[A-Z2-7]{4} ?)+)</strong>', page)
    assert found is not None, page
    return found[1].replace(" ", "")


@pytest.fixture
def account(cast: Cast) -> tuple[str, str]:
    """A new account, with its first password."""
    return "grey-heron", writes.add(cast.principal("administrator"), "grey-heron", "Somebody", language="en")


def test_a_new_account_chooses_a_password_and_sets_up_a_second_factor(client: Client, account: tuple[str, str]) -> None:
    """Whoever signs in for the first time is led to what the account still lacks, and signs in again with both."""
    led = [client.post(reverse("account_login"), {"login": account[0], "password": account[1]}).headers["Location"]]
    led.append(client.get(led[0]).headers["Location"])
    secret = ready(Client(), *account)
    again = Client()
    again.post(reverse("account_login"), {"login": account[0], "password": NEW})
    again.post(reverse("mfa_authenticate"), {"code": digits(secret)})

    assert [reverse("home"), reverse("account_change_password")] == led
    assert reverse("staff-home") == again.get(reverse("home")).headers["Location"]
    assert 200 == again.get(reverse("staff-home")).status_code


def test_whoever_wrote_down_the_codes_is_led_to_sign_in(client: Client, account: tuple[str, str]) -> None:
    """The button below the recovery codes ends the session and leads to sign-in; signing out leads to the entrance."""
    ready(client, *account)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    field = re.search(r'<input type="hidden" name="(again)" value="1">', page)
    assert field is not None, page
    led = client.post(reverse("sign-out"), {field[1]: "1"}).headers["Location"]

    assert reverse("account_login") == led
    assert reverse("account_login") == client.get(reverse("mfa_view_recovery_codes")).headers["Location"].split("?")[0]
    assert reverse("entrance") == client.post(reverse("sign-out")).headers["Location"]


def test_a_first_password_opens_nothing_even_with_digits(account: tuple[str, str]) -> None:
    """Whoever goes round the page that asks for a password of their own is led back to it: two know the first."""
    client, again = Client(), Client()
    client.post(reverse("account_login"), {"login": account[0], "password": account[1]})
    client.post(reverse("account_reauthenticate"), {"password": account[1]})
    letters = letters_shown(client)
    client.post(reverse("mfa_activate_totp"), {"code": digits(letters)})
    again.post(reverse("account_login"), {"login": account[0], "password": account[1]})
    again.post(reverse("mfa_authenticate"), {"code": digits(letters)})

    led = [again.get(reverse(page)).headers.get("Location") for page in ("home", "staff-home")]
    assert [reverse("account_change_password")] * 2 == led


def test_a_password_alone_opens_nothing(client: Client, account: tuple[str, str]) -> None:
    """Before the second factor was given, everything looks as if it were not there."""
    client.post(reverse("account_login"), {"login": account[0], "password": account[1]})

    response = client.get(reverse("accounts"))
    assert 404 == response.status_code
    assert NOTHING in response.content.decode()


def test_wrong_digits_do_not_let_in(account: tuple[str, str]) -> None:
    """The right password with wrong digits leaves one at the door."""
    secret = ready(Client(), *account)
    client = Client()
    client.post(reverse("account_login"), {"login": account[0], "password": NEW})
    wrong = f"{(int(digits(secret)) + 1) % 10**6:06d}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})

    assert reverse("entrance") == client.get(reverse("home")).headers["Location"]


def test_whoever_signs_in_leaves_the_seat_they_sat_on(cast: Cast, account: tuple[str, str]) -> None:
    """A browser that came in with an entry number and then signs in is the account's: it answers nothing any more."""
    secret = ready(Client(), *account)
    cast.round()
    client = enter(Client(), cast, "hill")
    seated = client.get("/answer").status_code
    client.post(reverse("account_login"), {"login": account[0], "password": NEW})
    client.post(reverse("mfa_authenticate"), {"code": digits(secret)})

    assert 200 == seated
    assert [404, 200] == [client.get(page).status_code for page in ("/answer", reverse("staff-home"))]


def test_guessing_digits_is_slowed(account: tuple[str, str]) -> None:
    """Whoever knows a password has five tries at the digits, in all browsers together; then the right ones wait too."""
    secret = ready(Client(), *account)
    wrong = f"{(int(digits(secret)) + 500_000) % 10**6:06d}"
    browsers = [Client(), Client()]
    for client in browsers:
        client.post(reverse("account_login"), {"login": account[0], "password": NEW})
    for number in range(5):
        browsers[number % 2].post(reverse("mfa_authenticate"), {"code": wrong})
    answers = [client.post(reverse("mfa_authenticate"), {"code": digits(secret)}) for client in browsers]

    assert [200, 200] == [answer.status_code for answer in answers]
    assert [302, 302] == [client.get(reverse("staff-home")).status_code for client in browsers]


def test_the_secret_of_a_second_factor_is_sealed(account: tuple[str, str]) -> None:
    """Whoever steals the database cannot make the digits of anybody's authenticator."""
    secret = ready(Client(), *account)

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)


def test_guessing_is_slowed_whether_or_not_the_account_exists(client: Client, account: tuple[str, str]) -> None:
    """After five wrong passwords an account name has to wait, and the page does not tell whether there is such one."""
    told = []
    for name in (account[0], "no-such-account"):
        answers = [client.post(reverse("account_login"), {"login": name, "password": "wrong"}) for _ in range(6)]
        told.append([(answer.status_code, len(answer.content)) for answer in answers])

    assert 429 == told[0][-1][0]
    assert [status for status, _ in told[0]] == [status for status, _ in told[1]]
    assert told[0][-1] == told[1][-1]


def test_tries_at_other_accounts_make_nobody_forget_earlier_ones(client: Client, account: tuple[str, str]) -> None:
    """Whoever tries a thousand made-up names in between does not get five new guesses at a real one by that."""
    guess = {"login": account[0], "password": "wrong"}
    for _ in range(5):
        client.post(reverse("account_login"), guess)
    for number in range(1_000):
        caches["axes"].set(f"made-up-{number}", 1)

    assert 429 == client.post(reverse("account_login"), guess).status_code


def test_a_closed_account_is_out_with_its_next_request(client: Client, cast: Cast) -> None:
    """Closing an account ends what it can do at once."""
    sign_in(client, cast, "facilitator")
    before = client.get(reverse("staff-home")).status_code
    writes.close(cast.principal("administrator"), cast.staff["facilitator"].id)

    assert 200 == before
    assert 200 != client.get(reverse("staff-home")).status_code


def test_a_renewed_account_is_out_and_its_colleagues_are_warned(client: Client, cast: Cast) -> None:
    """A new first password ends every session of the account, and the co-facilitator is asked to ask."""
    sign_in(client, cast, "facilitator")
    colleague = sign_in(Client(), cast, "cofacilitator")
    keeper = sign_in(Client(), cast, "administrator")
    keeper.post(reverse("account-renew", kwargs={"staff_id": cast.staff["facilitator"].id}))
    pages = [colleague.get(reverse(name, kwargs={"process_id": cast.process.id})) for name in SHOWN]

    assert 200 != client.get(reverse("staff-home")).status_code
    assert [True, True, True] == ["new first password" in page.content.decode() for page in pages]


def test_a_long_idle_session_is_over(client: Client, cast: Cast, at: Callable[..., None]) -> None:
    """After half an hour without a request one signs in again."""
    sign_in(client, cast, "facilitator")
    at(minutes=29)
    within = client.get(reverse("staff-home")).status_code
    at(minutes=60)

    assert 200 == within
    assert 200 != client.get(reverse("staff-home")).status_code


def test_a_raised_profile_shortens_the_stays_that_have_begun(both: Cast, at: Callable[..., None]) -> None:
    """Whoever is inside when the profile is raised is out after ten minutes without a request; others are not."""
    other = both.other
    assert other is not None
    people = [sign_in(Client(), both, "facilitator"), enter(Client(), both, "hill"), enter(Client(), other, "hill")]
    raised = people[0].post(reverse("process-profile", kwargs={"process_id": both.process.id}))
    at(minutes=5)
    within = [people[0].get(reverse("staff-home")), *(client.get("/propose") for client in people[1:])]
    at(minutes=16)
    later = [people[0].get(reverse("staff-home")), *(client.get("/propose") for client in people[1:])]

    assert 302 == raised.status_code
    assert [200, 302, 200] == [answer.status_code for answer in within]  # the new consent text is asked for first
    assert [302, 404, 200] == [answer.status_code for answer in later]


def test_an_administrator_makes_an_account_and_sees_its_password_once(client: Client, cast: Cast) -> None:
    """The first password stands on the page that answers, and on no other."""
    sign_in(client, cast, "administrator")
    form = {"account": "blue-stone", "name": "Somebody new", "language": "fr"}
    page = client.post(reverse("accounts"), form).content.decode()
    found = re.search(r"[a-z2-7]{24}", page)

    assert found is not None
    assert found[0] not in client.get(reverse("accounts")).content.decode()
    assert Staff.objects.get(account="blue-stone").check_password(found[0])


@pytest.mark.parametrize("who", ["facilitator", "translator", "nobody"])
def test_nobody_else_keeps_accounts(client: Client, cast: Cast, who: str) -> None:
    """Accounts are not there for whoever does not keep the installation."""
    sign_in(client, cast, who)
    form = {"account": "blue-stone", "name": "Somebody", "language": "fr"}

    assert [404, 404] == [
        client.get(reverse("accounts")).status_code,
        client.post(reverse("accounts"), form).status_code,
    ]
    assert not Staff.objects.filter(account="blue-stone").exists()


@pytest.mark.parametrize("account_name", ["Ann Smith", "a", "x" * 41, "an\x00n", "ann@example.org", "عين"])
def test_an_account_name_that_names_somebody_is_refused(client: Client, cast: Cast, account_name: str) -> None:
    """An account name is small letters, digits and hyphens; anything else is told and nothing is made."""
    sign_in(client, cast, "administrator")
    before = Staff.objects.count()
    client.post(reverse("accounts"), {"account": account_name, "name": "Somebody", "language": "fr"})

    assert before == Staff.objects.count()


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", "This is too short. It takes twelve characters or more."),
        ("fr", "C’est trop court. Il faut douze caractères ou plus."),
        ("ar", "هذه قصيرة جدًا. يلزم اثنا عشر حرفًا أو أكثر."),
    ],
)
def test_a_short_password_is_told_in_the_reader_s_language(client: Client, cast: Cast, tag: str, told: str) -> None:
    """Too short a password is refused in one sentence of ours; one that is long enough is taken."""
    password = writes.add(cast.principal("administrator"), "grey-heron", "Somebody", language=tag)
    client.post(reverse("language"), {"language": tag})
    client.post(reverse("account_login"), {"login": "grey-heron", "password": password})
    short, long = (
        client.post(
            reverse("account_change_password"), {"oldpassword": password, "password1": chosen, "password2": chosen}
        )
        for chosen in ("river stone", NEW)
    )

    assert told in short.content.decode()
    assert 302 == long.status_code
