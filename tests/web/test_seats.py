"""Pages of slips: a code is on one page, once, and nowhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.errors import TooBusy
from sulh.papers.page import page_language
from sulh.store.models import Membership, Seat
from sulh.vault.codes import CodeHasher
from tests.cast import Cast
from tests.store.kept import everything_kept
from tests.web.people import enter, sign_in

DIGITS = re.compile(r"<span>(\d{4})</span> <span>(\d{4})</span> <span>(\d{4})</span> <span>(\d{4})</span>")
LABELS = re.compile(r'<p class="label" dir="ltr">(\w+)</p>')
MOST_QUERIES = 22


def text(answer: Any) -> str:
    """Return a page as text."""
    return str(answer.content.decode())


def codes(answer: Any) -> list[str]:
    """Return the codes on a page of slips."""
    return [" ".join(found) for found in DIGITS.findall(text(answer))]


def address(cast: Cast, more: str = "") -> str:
    """Return the address of the seats of the cast's dialogue."""
    return f"/w/d/{cast.dialogue.id}/seats{more}"


def make(client: Client, cast: Cast, whom: str, count: object = 2) -> Any:
    """Fill in the form of new slips as it was just shown, and send it."""
    found = re.search(r'name="seen" value="(\w+)"', text(client.get(address(cast))))
    assert found is not None
    return client.post(address(cast, "/new"), {"seen": found[1], "whom": whom, "count": count})


def hill(cast: Cast) -> str:
    """Return the choice of the participants of the hill."""
    return f"participant:{cast.sides['hill'].id}"


def test_new_slips_are_shown_once(client: Client, cast: Cast) -> None:
    """The answer to the form is the page with the numbers; the page of seats has none, and there is no other."""
    sign_in(client, cast, "facilitator")

    answer = make(client, cast, hill(cast), 3)

    shown = codes(answer)
    assert (200, 3, 3) == (answer.status_code, len(shown), len(LABELS.findall(text(answer))))
    assert "no-store" in answer["Cache-Control"]
    again, seats = client.get(address(cast, "/new")), client.get(address(cast))
    assert (302, address(cast)) == (again.status_code, again["Location"])
    assert [] == codes(seats)


def test_an_open_consultation_offers_no_readers_and_counts_nobody_invited(client: Client, cast: Cast) -> None:
    """Its consent says that no readers approve, so none are made on its page; a workshop makes them."""
    sign_in(client, cast, "facilitator")
    reader = f"reader:{cast.sides['hill'].id}"
    room = text(client.get(address(cast)))
    cast.dialogue.kind, cast.dialogue.population, cast.dialogue.phase = "consultation", "consultation", None
    cast.dialogue.save()
    cast.dialogue.sides.update(invited=None)
    before = Seat.objects.count()

    opened = text(client.get(address(cast)))
    refused = make(client, cast, reader, 1)

    assert ("Readers" in room, "Invited" in room, "This consultation is open" in room) == (True, True, False)
    assert ("Readers" in opened, "Invited" in opened, "This consultation is open" in opened) == (False, False, True)
    assert (422, before) == (refused.status_code, Seat.objects.count())
    assert 1 == len(codes(make(client, cast, hill(cast), 1)))


def test_the_number_of_a_slip_lets_in(client: Client, cast: Cast) -> None:
    """What is printed on a slip is what the entrance takes."""
    sign_in(client, cast, "facilitator")
    (code,) = codes(make(client, cast, hill(cast), 1))

    answer = Client().post("/", {"code": code})

    assert (302, "/language") == (answer.status_code, answer["Location"])


def test_a_code_is_kept_nowhere(client: Client, cast: Cast) -> None:
    """Neither the database, byte by byte, nor the log or a session holds a number that was printed."""
    sign_in(client, cast, "facilitator")
    made = make(client, cast, hill(cast), 2)
    label = LABELS.findall(text(made))[0]
    again = client.post(address(cast, "/again"), {"label": label, "generation": 0})

    kept = everything_kept()

    assert label.encode() in kept
    for code in (*codes(made), *codes(again)):
        assert code.encode() not in kept
        assert code.replace(" ", "").encode() not in kept


def test_nothing_on_a_sheet_names_process_or_sides(client: Client, cast: Cast) -> None:
    """Between the edges of the paper stand the address, the number, its label and one sentence a language."""
    sign_in(client, cast, "facilitator")
    answer = text(make(client, cast, hill(cast), 1))

    assert "<title>Notes</title>" in answer
    screen, printed = answer.partition('<ul class="slips">')[::2]
    assert "1 slip · Participants: <bdi>Hill</bdi>" in screen.partition('<div class="on-screen">')[2]
    paper = screen.partition('<div class="on-screen">')[0] + printed
    for told in ("Valley", "Hill", "River", "Talks", "Sulh", "sulh", str(cast.dialogue.id)):
        assert told not in re.sub(r'href="[^"]*"|action="[^"]*"', "", paper)
    sheet = answer.partition('<ul class="slips">')[2].partition("</ul>")[0]
    assert ["ar", "en", "fr"] == re.findall(r'<p lang="(\w+)"', sheet)
    assert '<p class="address" dir="ltr">testserver</p>' in sheet


def test_an_address_that_is_not_ours_is_printed_on_no_slip(client: Client, cast: Cast) -> None:
    """A request under a name that the operator did not give makes nothing."""
    sign_in(client, cast, "facilitator")
    before = Seat.objects.count()

    answer = client.post(address(cast, "/new"), {"whom": hill(cast), "count": 1}, headers={"host": "evil.example"})

    assert 400 == answer.status_code
    assert before == Seat.objects.count()


def test_a_form_sent_twice_is_told_in_plain_words(client: Client, cast: Cast) -> None:
    """A page loaded again makes no second pile of slips."""
    sign_in(client, cast, "facilitator")
    seen = re.search(r'name="seen" value="(\w+)"', text(client.get(address(cast))))
    assert seen is not None
    form = {"seen": seen[1], "whom": hill(cast), "count": 2}
    client.post(address(cast, "/new"), form)
    before = Seat.objects.count()

    answer = client.post(address(cast, "/new"), form)

    assert 409 == answer.status_code
    assert "Slips were made since this page was opened" in text(answer)
    assert before == Seat.objects.count()


@pytest.mark.parametrize("count", ["", "0", "-3", "601", "1e3", "two", "\u0663x", "9" * 40, "\x00"])
def test_a_number_that_cannot_be_is_told_beside_its_field(client: Client, cast: Cast, count: str) -> None:
    """Too few, too many and no numbers make nothing."""
    sign_in(client, cast, "facilitator")
    before = Seat.objects.count()

    answer = make(client, cast, hill(cast), count)

    assert 422 == answer.status_code
    assert 'id="id_count_error"' in text(answer)
    assert before == Seat.objects.count()


@pytest.mark.parametrize("whom", ["", "participant:", "owner:", "desk:x", "participant:{other}", "\x00", "x" * 3000])
def test_a_side_that_is_not_offered_makes_nothing(client: Client, both: Cast, whom: str) -> None:
    """For whom slips are is one of what the page offers; the side of another process is not."""
    assert both.other is not None
    sign_in(client, both, "facilitator")
    before = Seat.objects.count()

    answer = make(client, both, whom.format(other=both.other.sides["hill"].id))

    assert (422, before) == (answer.status_code, Seat.objects.count())


@pytest.mark.parametrize("label", ["", "NONE7", "<script>alert(1)</script>", "\u202eABCDE", "x" * 3000, "S1\x00"])
def test_a_strange_label_finds_nothing_and_is_not_executed(client: Client, cast: Cast, label: str) -> None:
    """What is no label is told beside the field, and stands there as text."""
    sign_in(client, cast, "facilitator")

    answer = client.post(address(cast, "/lost"), {"label": label})

    assert 422 == answer.status_code
    assert "<script>alert" not in text(answer)
    assert 'id="id_label_error"' in text(answer)


def test_a_fault_names_its_field_in_the_readers_language(client: Client, cast: Cast) -> None:
    """The list of what to correct calls a field what the form calls it, not what the code does."""
    sign_in(client, cast, "facilitator", language="ar")

    answer = text(client.post(address(cast, "/lost"), {"label": "NONE7"}))

    called = page_language("ar").say("Label")
    assert "Label" != called
    assert f'<a href="#id_label">{called}</a>' in answer
    assert ">Label<" not in answer


def test_a_running_session_ends_when_its_number_is_replaced(client: Client, cast: Cast) -> None:
    """Whoever is inside with the lost slip is outside with their next page; the new number lets in."""
    inside = Client()
    inside.post("/", {"code": cast.codes["hill"]})
    cast.round()
    assert 200 == inside.get("/answer").status_code
    sign_in(client, cast, "facilitator")
    found = client.post(address(cast, "/lost"), {"label": "s1"})
    assert "<bdi>S1</bdi>" in text(found)

    (code,) = codes(client.post(address(cast, "/again"), {"label": "S1", "generation": 0}))

    assert 404 == inside.get("/answer").status_code
    assert 403 == Client().post("/", {"code": cast.codes["hill"]}).status_code
    anew = Client()
    anew.post("/", {"code": code})
    assert 200 == anew.get("/answer").status_code


def test_a_replacement_sent_twice_leaves_the_printed_slip_in_force(client: Client, cast: Cast) -> None:
    """The page loaded again says that the number was replaced, and shows none."""
    sign_in(client, cast, "facilitator")
    (code,) = codes(client.post(address(cast, "/again"), {"label": "S1", "generation": 0}))

    answer = client.post(address(cast, "/again"), {"label": "S1", "generation": 0})

    assert (409, []) == (answer.status_code, codes(answer))
    assert 302 == Client().post("/", {"code": code}).status_code


@pytest.mark.parametrize("generation", ["", "x", "-1", "99999999999"])
def test_a_replacement_without_its_page_is_refused(client: Client, cast: Cast, generation: str) -> None:
    """A form that does not say which number it replaces replaces none."""
    sign_in(client, cast, "facilitator")

    answer = client.post(address(cast, "/again"), {"label": "S1", "generation": generation})

    assert 404 == answer.status_code
    assert 302 == Client().post("/", {"code": cast.codes["hill"]}).status_code


def test_a_slip_that_nobody_needs_is_withdrawn(client: Client, cast: Cast) -> None:
    """Its number opens nothing afterwards, whether somebody has come in with it or not; the page says no more."""
    sign_in(client, cast, "facilitator")
    made = make(client, cast, hill(cast), 1)

    withdrawn = client.post(address(cast, "/withdrawn"), {"label": LABELS.findall(text(made))[0]})
    used = client.post(address(cast, "/withdrawn"), {"label": "S1"})

    assert (302, 302) == (withdrawn.status_code, used.status_code)
    assert "This slip was withdrawn" in text(client.post(address(cast, "/lost"), {"label": "S1"}))
    for code in (codes(made)[0], cast.codes["hill"]):
        assert 403 == Client().post("/", {"code": code}).status_code


def test_one_facilitator_a_side(client: Client, cast: Cast) -> None:
    """Where each side has its own, the page names seats of that side alone, and makes none for the other."""
    Membership.objects.filter(staff=cast.staff["facilitator"]).update(side=cast.sides["hill"])
    sign_in(client, cast, "facilitator")

    answer = text(client.get(address(cast)))

    assert "Participants: <bdi>Hill</bdi>" in answer
    assert "Participants: <bdi>River</bdi>" not in answer
    assert 422 == make(client, cast, f"participant:{cast.sides['river'].id}").status_code
    assert 422 == client.post(address(cast, "/lost"), {"label": "S2"}).status_code
    assert 200 == make(client, cast, hill(cast)).status_code


@pytest.mark.parametrize("more", ["", "/new", "/lost", "/again", "/withdrawn"])
def test_others_find_nothing(client: Client, both: Cast, more: str) -> None:
    """A stranger, a participant, a translator and the facilitator of another process are told the same."""
    assert both.other is not None
    before = Seat.objects.count()
    form = {"label": "S1", "generation": 0, "whom": hill(both), "count": 1, "seen": "x"}
    people = (
        client,
        enter(Client(), both, "hill"),
        sign_in(Client(), both, "translator"),
        sign_in(Client(), both.other, "facilitator"),
    )

    for one in people:
        sent = one.get(address(both)) if not more else one.post(address(both, more), form)
        assert 404 == sent.status_code
        assert 404 == one.get(f"/w/d/{both.dialogue.id}/leaflet").status_code
    assert before == Seat.objects.count()
    assert 302 == Client().post("/", {"code": both.codes["hill"]}).status_code


def test_while_too_many_codes_are_tested_nothing_is_made(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that is busy says that nothing was saved, and no slip is half made."""
    sign_in(client, cast, "facilitator")
    before = Seat.objects.count()

    def busy(*_: object) -> bytes:
        raise TooBusy

    monkeypatch.setattr(CodeHasher, "digest", busy)

    assert 503 == make(client, cast, hill(cast)).status_code
    assert before == Seat.objects.count()


def test_the_page_asks_the_same_of_the_database_however_many_there_are(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Sixty seats cost no more queries than six."""
    sign_in(client, cast, "facilitator")
    cast.more("hill", 60)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert 200 == client.get(address(cast)).status_code


@pytest.mark.parametrize("profile", ["standard", "high"])
def test_the_leaflet_names_nothing(client: Client, cast: Cast, profile: str) -> None:
    """A sheet for each language of the dialogue, which names neither it nor its sides nor the program."""
    cast.process.profile = profile
    cast.process.save()
    sign_in(client, cast, "facilitator")

    answer = text(client.get(f"/w/d/{cast.dialogue.id}/leaflet"))

    sheets = answer.partition('<section class="sheet')[2].partition("</main>")[0]
    assert ["ar", "en", "fr"] == re.findall(r'leaflet" lang="(\w+)"', answer)
    for told in ("Valley", "Hill", "River", "Talks", "Sulh"):
        assert told not in sheets
    assert ("high" == profile) == ("You need a connection to answer" in sheets)
