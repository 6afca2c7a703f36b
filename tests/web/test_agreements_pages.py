"""What became of it, on pages: an agreement comes in, is searched, and somebody confirms a passage."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from pytest_django import DjangoAssertNumQueries

from sulh.formats.agreement_text import REFUSALS
from sulh.store.models import Agreement, Contribution, DeskAnswer, LogRecord, PackagePart, Provision, Staff
from sulh.store.writes import chain, desk_answers
from sulh.store.writes.chain import PartSaid
from sulh.web.uploads import AGREEMENT, AROUND, most
from tests.cast import Cast
from tests.store.desked import desked
from tests.web.people import sign_in

ACCORD = (
    "The spring accord between the two councils.\n\n"
    "Article 4. The road opens by day for everybody who lives in the valley.\n\n"
    "Article 5. The committee meets every month in the town hall."
)
ARTICLE = "Article 4. The road opens by day for everybody who lives in the valley."
FOUND = re.compile(r'href="(/w/agreements/[^"]*start=[^"]*clause=[^"]*)"')
LATE = "The road was closed by the councils"


def sent(client: Client, cast: Cast, **more: object) -> Any:
    """Send the form of an agreement."""
    around = {"title": "The spring accord", "on": "2026-10-30", "source": "The gazette", "text": "", "encoding": ""}
    return client.post(reverse("agreement-new", args=[cast.process.id]), around | more)


def body(response: Any) -> str:
    """Return a page as text."""
    return unescape(response.content.decode())


def confirming(address: str, **more: str) -> dict[str, str]:
    """Return what a form holds that confirms a passage which was found, by the address that leads to it."""
    start, end, clause = re.findall(r"=([^&]+)", unescape(address))
    around = {"start": start, "end": end, "origin": f"clause {clause}", "confidence": "medium"}
    return around | {"source": "The head of the council said so", "authority": "Roads office"} | more


def test_a_passage_is_found_confirmed_and_taken_back(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """From a file to a passage that a clause contributed to; twice is once; each step is taken back."""
    desked(cast).sent()
    sign_in(client, cast, "facilitator")
    listed = reverse("agreements", args=[cast.process.id])
    assert "No agreement has been added yet" in body(client.get(listed))
    came = sent(client, cast, file=SimpleUploadedFile("accord.txt", ACCORD.encode("utf-16")))
    page = body(client.get(came.headers["Location"]))
    assert "UTF-16" in page
    assert ARTICLE in page
    made = Agreement.objects.get()
    again = sent(client, cast, text=ACCORD)
    assert reverse("agreement", args=[made.id]) in again.headers["Location"]

    with django_assert_max_num_queries(24):
        close = body(client.get(reverse("close-passages", args=[made.id])))
    assert "<mark>road</mark>" in close
    assert "Other words may say the same" in close  # of the clause on the well
    assert not Provision.objects.exists()
    address = FOUND.findall(close)[0]
    assert "Words that both share are marked" in body(client.get(address))
    confirm = reverse("passage", args=[made.id])
    for sure in ("low", "high"):
        assert 302 == client.post(confirm, confirming(address, confidence=sure)).status_code
    with django_assert_max_num_queries(24):
        page = body(client.get(reverse("agreement", args=[made.id])))
    assert f"<mark>{ARTICLE}</mark>" in page
    assert "contributed to it" in page
    link = Contribution.objects.get(later_kind="provision")
    assert "high" == link.confidence

    client.post(reverse("passage-unlink", args=[link.id]))
    assert "What contributed to it has been taken back" in body(client.get(reverse("agreement", args=[made.id])))
    client.post(confirm, confirming(address))
    client.post(reverse("passage-remove", args=[Provision.objects.get().id]))
    assert not Contribution.objects.filter(later_kind="provision").exists()
    client.post(confirm, confirming(address))
    client.post(reverse("agreement-remove", args=[made.id]))
    assert not Contribution.objects.filter(later_kind="provision").exists()
    assert not Agreement.objects.exists()
    logged = " ".join(LogRecord.objects.values_list("body", flat=True))
    assert "provision-confirmed" in logged
    assert "accord" not in logged


def test_a_passage_is_marked_by_hand(cast: Cast, client: Client) -> None:
    """Where no words are shared, a person names the paragraph and the words; what does not stand there is told."""
    desked(cast).sent()
    sign_in(client, cast, "facilitator")
    sent(client, cast, text=ACCORD)
    confirm = reverse("passage", args=[Agreement.objects.get().id])
    close = body(client.get(reverse("close-passages", args=[Agreement.objects.get().id])))
    by_hand = confirming(FOUND.findall(close)[0], start="", end="", paragraph="3", first="The committee")
    for wrong in ({"paragraph": "9"}, {"first": "A road"}, {"last": "Article"}, {"source": " "}, {"authority": ""}):
        assert 422 == client.post(confirm, by_hand | wrong).status_code
    for start, end in (("0", "99999"), ("9", "9"), ("5", "2")):
        assert 422 == client.post(confirm, by_hand | {"start": start, "end": end}).status_code
    assert not Provision.objects.exists()
    assert 302 == client.post(confirm, by_hand | {"last": "every month"}).status_code
    page = body(client.get(reverse("agreement", args=[Agreement.objects.get().id])))
    assert "<mark>The committee meets every month</mark>" in page


REFUSED = {
    "empty-file": ("a.txt", b""),
    "unknown-form": ("a.rtf", b"{\\rtf1}"),
    "wrong-name": ("a.pdf", b"The road opens"),
    "damaged": ("a.docx", b"PK\x03\x04broken"),
    "no-text": ("a.txt", b"... --- ..."),
    "which-letters": ("a.txt", b"a\x00b"),
    "too-large": ("a.txt", b"x" * 20_100_000),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_told_at_its_field(cast: Cast, client: Client, kind: str) -> None:
    """Each refusal says what to do, and nothing is kept."""
    sign_in(client, cast, "facilitator")
    name, data = REFUSED[kind]
    answer = sent(client, cast, file=SimpleUploadedFile(name, data))
    assert 422 == answer.status_code
    assert REFUSALS[kind].words in body(answer)
    assert not Agreement.objects.exists()


def test_an_agreement_needs_what_it_says(cast: Cast, client: Client) -> None:
    """Title, day, source and one text; a day to come and a file beside a text are told."""
    sign_in(client, cast, "facilitator")
    file = SimpleUploadedFile("a.txt", LATE.encode())
    for more in ({"title": ""}, {"source": " "}, {"on": ""}, {"on": "2099-01-01"}, {"text": ""}, {"file": file}):
        assert 422 == sent(client, cast, **({"text": LATE} | more)).status_code
    assert not Agreement.objects.exists()
    large = SimpleUploadedFile("large.txt", f"{LATE}\n\n{'. ' * 2_000_000}{LATE}".encode())
    assert 422 == sent(client, cast, file=large).status_code  # more letters than are kept, of a size that is taken
    long = SimpleUploadedFile("long.txt", (f"{LATE}. " * 50_000).encode("utf-16"))  # more bytes than other pages take
    assert 302 == sent(client, cast, file=long).status_code
    made = Agreement.objects.get()
    assert "Page 2 of" in body(client.get(reverse("agreement", args=[made.id]), {"page": "2"}))


def test_no_page_but_one_takes_a_large_file_and_of_nobody_who_is_not_signed_in(rf: RequestFactory) -> None:
    """Whoever is no account, and every other page, is given as much room as before."""
    usual = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    for name, user, room in (
        ("agreement-new", Staff(), AGREEMENT + AROUND),
        ("agreement-new", AnonymousUser(), usual),
        ("process", Staff(), usual),
    ):
        request = rf.post("/")
        request.resolver_match = resolve(reverse(name, args=[UUID(int=1)]))
        request.user = user
        assert room == most(request)


def test_chains_lead_from_a_statement_to_a_passage(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The trace draws each chain and says every link in its table; a part that did not get through keeps its line."""
    at = desked(cast)
    made = at.sent()
    desk_answers.open_(at.official, made.id)
    desk_answers.answer(at.official, made.id, "partly", reasons="In time", acceptable="")
    parts = list(PackagePart.objects.filter(package=made.id).exclude(statement=None).order_by("kind", "place"))
    chain.say_of_parts(at.facilitator, made.id, {parts[0].id: PartSaid("", "yes"), parts[1].id: PartSaid("", "no")})
    sign_in(client, cast, "facilitator")
    sent(client, cast, text=ACCORD)
    agreement = Agreement.objects.get()
    answer = DeskAnswer.objects.get(package=made.id)
    given = {"start": "0", "end": "20", "origin": f"answer {answer.id}", "confidence": "low"}
    around = {"source": "Said in the corridor", "authority": "Roads office"}
    assert 302 == client.post(reverse("passage", args=[agreement.id]), given | around).status_code
    with django_assert_max_num_queries(45):
        page = body(client.get(reverse("trace", args=[cast.dialogue.id])))
    assert "Chains lead to 1 passage of an agreement." in page
    assert "Said in the corridor" in page
    figure = page.partition("<svg")[2].partition("</svg>")[0]
    assert "Got through" not in figure.partition("</desc>")[2]  # it leads to the passage
    assert "Did not" in figure.partition("</desc>")[2]
    assert "%" not in page.partition("<main")[2]
