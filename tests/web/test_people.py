"""Pages of keys and of the sealed list: a name is on one page, once, and a passphrase on none."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.errors import TooBusy
from sulh.store.models import Identity, Membership
from sulh.store.writes import facilitator_keys
from sulh.vault.identities import fingerprint, new_pair, open_sealed
from sulh.vault.onpaper import private_text, public_text, read_boxes
from tests.cast import Cast
from tests.store.kept import everything_kept
from tests.web.people import enter, sign_in

WORDS, OTHER = "kettle orbit maple nine", "harbour lentil stone fox"
PERSON = {
    "name": "Ahmad Zuhayri",
    "contact": "+000 5550 1234",
    "label": "S1",
    "notes": "Comes by bus\nSpeaks <b>low</b>",
}
MOST_QUERIES = 20


def text(answer: Any) -> str:
    """Return a page as text."""
    return str(answer.content.decode())


def address(cast: Cast, more: str = "people") -> str:
    """Return an address of the process."""
    return f"/w/p/{cast.process.id}/{more}"


def own(cast: Cast, name: str = "facilitator") -> Membership:
    """Return the row under which somebody is a facilitator."""
    return Membership.objects.get(staff=cast.staff[name], role="facilitator")


def write(client: Client, cast: Cast, to: str = "facilitator", **more: str) -> Any:
    """Fill in the form that seals somebody."""
    return client.post(address(cast, "people/new"), PERSON | {"keeper": str(own(cast, to).id)} | more)


def search(client: Client, cast: Cast, wanted: str = "ahmad", passphrase: str = WORDS) -> Any:
    """Fill in the form that looks somebody up."""
    return client.post(address(cast, "people/open"), {"wanted": wanted, "passphrase": passphrase})


@pytest.fixture
def keyed(both: Cast) -> Cast:
    """Both facilitators of the valley have a key of their own."""
    for name, words in (("facilitator", WORDS), ("cofacilitator", OTHER)):
        facilitator_keys.make(both.principal(name), both.process.id, words)
    return both


@pytest.fixture
def inside(client: Client, keyed: Cast) -> Client:
    """The facilitator, signed in."""
    return sign_in(client, keyed, "facilitator")


def test_a_key_is_made_and_known_by_its_fingerprint(client: Client, cast: Cast) -> None:
    """After two equal passphrases the page shows the fingerprint, and neither page the passphrase."""
    sign_in(client, cast, "facilitator")
    assert "You have no key yet" in text(client.get(address(cast)))

    made = client.post(address(cast, "key"), {"passphrase": WORDS, "again": WORDS, "seen": ""})

    assert (302, address(cast, "key")) == (made.status_code, made["Location"])
    shown = text(client.get(address(cast, "key")))
    assert fingerprint(bytes(own(cast).public_key)) in shown
    assert WORDS not in shown
    assert WORDS.encode() not in everything_kept()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"passphrase": WORDS, "again": OTHER}, "again"),
        ({"passphrase": "short", "again": "short"}, "passphrase"),
        ({"passphrase": "", "again": ""}, "passphrase"),
        ({"passphrase": "x" * 5000, "again": "x" * 5000}, "passphrase"),
        ({"passphrase": "kettle orbit\x00 maple", "again": "kettle orbit\x00 maple"}, "passphrase"),
    ],
)
def test_a_passphrase_that_does_not_do_is_told_and_not_repeated(
    client: Client, cast: Cast, form: dict[str, str], field: str
) -> None:
    """What is wrong stands beside the field; what was typed stands nowhere."""
    sign_in(client, cast, "facilitator")

    answer = client.post(address(cast, "key"), form)

    assert 422 == answer.status_code
    assert f'id="id_{field}_error"' in text(answer)
    assert not form["passphrase"] or form["passphrase"] not in text(answer)
    assert not own(cast).public_key


def test_a_name_is_on_one_page_once(inside: Client, keyed: Cast) -> None:
    """The page of people tells how many; the answer to a search whom; nothing else and no table does."""
    assert 302 == write(inside, keyed).status_code
    counted = inside.get(address(keyed))
    assert "1 person is sealed to your key." in text(counted)

    found = search(inside, keyed)

    assert "<bdi>Ahmad Zuhayri</bdi>" in text(found)
    assert "&lt;b&gt;low&lt;/b&gt;" in text(found)
    assert "no-store" in found["Cache-Control"]
    again = inside.get(address(keyed, "people/open"))
    assert (302, address(keyed)) == (again.status_code, again["Location"])
    for page in (counted, inside.get(address(keyed)), inside.get(address(keyed, "key"))):
        assert "Ahmad" not in text(page)
    kept = everything_kept()
    for planted in ("Ahmad", "Zuhayri", "5550", "Comes by bus", WORDS):
        assert planted.encode() not in kept


def test_a_wrong_passphrase_is_told_plainly(inside: Client, keyed: Cast) -> None:
    """The page says that it is another, repeats whom was looked for and not what was typed."""
    write(inside, keyed)

    answer = search(inside, keyed, passphrase="not my passphrase at all")

    assert 422 == answer.status_code
    assert "This is not the passphrase of your key." in text(answer)
    assert "not my passphrase at all" not in text(answer)
    assert "Zuhayri" not in text(answer)


@pytest.mark.parametrize("wanted", ["", "a", "x" * 3000, "\x00\x00", "<script>alert(1)</script>", "\u202eahmad"])
def test_a_strange_search_shows_nobody(inside: Client, keyed: Cast, wanted: str) -> None:
    """Whatever is typed in place of a name is text."""
    write(inside, keyed)

    answer = search(inside, keyed, wanted)

    assert answer.status_code in {200, 422}
    assert "<bdi>Ahmad Zuhayri</bdi>" not in text(answer)
    assert "<script>alert" not in text(answer)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 500),
        ("name", "Ahm\x00ad"),
        ("name", "\u202eAhmad"),
        ("label", "-----"),
        ("notes", "x" * 5000),
        ("keeper", "\x00"),
        ("keeper", "00000000-0000-4000-8000-000000000001"),
    ],
)
def test_what_cannot_be_sealed_is_told_beside_its_field(inside: Client, keyed: Cast, field: str, typed: str) -> None:
    """Nothing is cut or mended silently, and nothing is sealed."""
    answer = write(inside, keyed, **{field: typed})

    assert 422 == answer.status_code
    assert f'id="id_{field}_error"' in text(answer)
    assert not Identity.objects.exists()


def test_the_other_facilitator_reads_the_log_and_not_the_list(inside: Client, keyed: Cast) -> None:
    """What is sealed to one key, the other facilitator neither counts nor finds."""
    write(inside, keyed)
    other = sign_in(Client(), keyed, "cofacilitator")

    assert "0 people are sealed to your key." in text(other.get(address(keyed)))
    assert "Zuhayri" not in text(search(other, keyed, passphrase=OTHER))
    assert 422 == search(other, keyed, passphrase=WORDS).status_code


def test_what_is_sealed_to_the_other_only_they_open(inside: Client, keyed: Cast) -> None:
    """The form offers both keys by name; the box opens with the chosen one."""
    assert "<bdi>Cofacilitator</bdi>" in text(inside.get(address(keyed)))
    write(inside, keyed, "cofacilitator")

    assert "Zuhayri" in text(search(sign_in(Client(), keyed, "cofacilitator"), keyed, passphrase=OTHER))
    assert "Zuhayri" not in text(search(inside, keyed))


def test_in_the_high_profile_a_public_half_is_brought_and_a_file_taken(client: Client, both: Cast) -> None:
    """No passphrase is asked for; the file opens with the private half that never was here."""
    both.process.profile = "high"
    both.process.save()
    sign_in(client, both, "facilitator")
    public, private = new_pair()
    assert 'type="password"' not in text(client.get(address(both, "key")))
    client.post(address(both, "key"), {"public": public_text(public), "seen": ""})
    write(client, both)

    page, file = client.get(address(both)), client.post(address(both, "people/file"))

    assert 'type="password"' not in text(page)
    assert ("text/plain; charset=utf-8", 'attachment; filename="list.txt"') == (
        file["Content-Type"],
        file["Content-Disposition"],
    )
    assert b"Ahmad Zuhayri" in open_sealed(private, read_boxes(text(file))[0])
    assert 409 == search(client, both).status_code


def test_a_private_half_typed_by_mistake_is_not_repeated(client: Client, both: Cast) -> None:
    """The page says what it was and what to do now; the secret is neither on it nor kept."""
    both.process.profile = "high"
    both.process.save()
    sign_in(client, both, "facilitator")
    secret = private_text(new_pair()[1])

    answer = client.post(address(both, "key"), {"public": secret, "seen": ""})

    assert 422 == answer.status_code
    assert "That was the private half" in text(answer)
    assert secret not in text(answer)
    assert secret.encode() not in everything_kept()


def test_a_key_is_replaced_with_the_present_passphrase(inside: Client, keyed: Cast) -> None:
    """Where something is sealed the page asks for it; afterwards the new passphrase opens."""
    write(inside, keyed)
    seen = fingerprint(bytes(own(keyed).public_key))
    form = {"passphrase": OTHER, "again": OTHER, "seen": seen}
    assert 422 == inside.post(address(keyed, "key"), form).status_code
    assert 422 == inside.post(address(keyed, "key"), form | {"old": OTHER}).status_code

    assert 302 == inside.post(address(keyed, "key"), form | {"old": WORDS}).status_code

    assert "Zuhayri" in text(search(inside, keyed, passphrase=OTHER))
    assert 409 == inside.post(address(keyed, "key"), form | {"old": OTHER}).status_code


def test_an_entry_and_a_whole_list_are_erased(inside: Client, keyed: Cast) -> None:
    """One entry from the page that shows it; the list after a second click, as it was seen."""
    for _ in range(3):
        write(inside, keyed)
    entry = str(Identity.objects.order_by("id")[0].id)
    assert f'value="{entry}"' in text(search(inside, keyed))

    inside.post(address(keyed, "people/gone"), {"entry": entry})
    asked = inside.post(address(keyed, "people/all-gone"))
    assert "2 entries are erased at once." in text(asked)
    assert 409 == inside.post(address(keyed, "people/all-gone"), {"seen": "3"}).status_code
    inside.post(address(keyed, "people/all-gone"), {"seen": "2"})

    assert not Identity.objects.exists()


@pytest.mark.parametrize("seen", ["x", "-1", "1e3", "9" * 50, "\u0662"])
def test_a_list_is_not_erased_by_a_strange_form(inside: Client, keyed: Cast, seen: str) -> None:
    """What does not say how many were seen erases none."""
    write(inside, keyed)

    assert inside.post(address(keyed, "people/all-gone"), {"seen": seen}).status_code in {404, 409}
    assert 1 == Identity.objects.count()


@pytest.mark.parametrize(
    "more", ["key", "people", "people/new", "people/open", "people/file", "people/gone", "people/all-gone"]
)
def test_others_find_nothing(client: Client, keyed: Cast, more: str) -> None:
    """A stranger, a participant, a translator and the facilitator of another process are told the same."""
    assert keyed.other is not None
    form = PERSON | {"keeper": str(own(keyed).id), "wanted": "ahmad", "passphrase": WORDS, "again": WORDS, "seen": "0"}
    before = bytes(own(keyed).public_key)
    people = (
        client,
        enter(Client(), keyed, "hill"),
        sign_in(Client(), keyed, "translator"),
        sign_in(Client(), keyed.other, "facilitator"),
    )

    for one in people:
        sent = one.get(address(keyed)) if more == "people" else one.post(address(keyed, more), form)
        assert 404 == sent.status_code
    assert (before, False) == (bytes(own(keyed).public_key), Identity.objects.exists())


def test_a_busy_machine_says_so(inside: Client, keyed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """While too many passphrases are being tested nobody is told that theirs is wrong."""
    write(inside, keyed)

    def busy(*_: object) -> bytes:
        raise TooBusy

    monkeypatch.setattr(facilitator_keys, "unwrap_private", busy)

    assert 503 == search(inside, keyed).status_code


def test_the_page_asks_the_same_of_the_database_however_many_there_are(
    inside: Client, keyed: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Forty entries cost no more queries than one."""
    row = own(keyed)
    Identity.objects.bulk_create(Identity(process=keyed.process, keeper=row, box=b"x" * 560) for _ in range(40))

    with django_assert_max_num_queries(MOST_QUERIES):
        assert 200 == inside.get(address(keyed)).status_code
    with django_assert_max_num_queries(MOST_QUERIES + 6):
        assert 200 == search(inside, keyed).status_code
