"""The pages of a package: composed from what is there, approved as it stands by every side, sent."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape
from typing import Any

import pytest
from django.test import Client

from sulh.negotiation.package import read, short_code
from sulh.papers.transfer.seal import NOT_APPROVED
from sulh.store.models import TransferPackage
from sulh.store.reads.approving import content_of
from sulh.store.writes import approvals, release
from sulh.web.release.packages import blocks
from tests.cast import LANGUAGES, Cast
from tests.store.desked import desked
from tests.store.drafted import put
from tests.store.packaged import asked, packaged, published, texts
from tests.web.people import enter, sign_in


def page(response: Any) -> str:
    """Return a page that was given."""
    assert 200 == response.status_code
    return str(response.content.decode())


def page_of(response: Any, status: int) -> str:
    """Return the words of an answer that is none of the usual."""
    assert status == response.status_code
    return str(response.content.decode())


def words(name: str, text: str) -> dict[str, str]:
    """Return a text in every language as a form names it."""
    return {f"{name}_{tag}": said for tag, said in texts(text).items()}


def checked(content: str, name: str) -> list[str]:
    """Return what is ticked in a form as it comes."""
    return re.findall(rf'name="{name}" value="([^"]+)"[^>]* checked', content)


def test_the_whole_way_of_a_package(cast: Cast) -> None:
    """Composed of what somebody chose, confirmed by another, approved on screen and on a slip, sent."""
    published(cast)
    put(cast)
    desk, second = sign_in(Client(), cast, "facilitator"), sign_in(Client(), cast, "cofacilitator")
    home = f"/w/d/{cast.dialogue.id}/packages"
    assert "No package has been composed." in page(desk.get(home))
    form = page(desk.get(f"{home}/new"))
    given = {
        **{name: checked(form, name) for name in ("authentic", "use", "route")},
        "ideas": re.findall(r'name="ideas" value="([^"]+)"', form)[:2],
        **words("title", "The river road"),
        **words("summary", "Both sides can live with it"),
        **words("addressee", "The joint committee"),
        **words("use_words", "To be tested"),
        **words("missing", "Shepherds"),
        "expires": re.findall(r'name="expires" value="([0-9-]+)"', form)[0],
    }
    assert [] == checked(form, "ideas")
    refused = page_of(desk.post(f"{home}/new", {**given, **dict.fromkeys(words("title", ""), "")}), 422)
    assert all(f'Title, one line · <bdi lang="{tag}">' in refused for tag in LANGUAGES)
    made = desk.post(f"{home}/new", given).headers["Location"]
    row = TransferPackage.objects.get()
    assert 2 == len(read(content_of(row)).ideas)
    assert "another facilitator confirms it" in page(desk.get(made))

    for who, step in ((second, "confirm"), (desk, "ask")):
        shown = page(who.get(f"{made}/next/{step}"))
        assert row.digest in shown
        assert 302 == who.post(f"{made}/next/{step}", {"seen": row.digest}).status_code
    hill = enter(Client(), cast, "hill-reader")
    assert "To whom it goes" not in page(hill.get("/approve"))
    assert "The joint committee" in page(hill.get("/approve"))
    assert "/approve" == hill.get("/home").headers["Location"]  # what waits for a reader comes first
    hill.post("/approve", {"package": str(row.id), "seen": row.digest, "answer": "yes"})
    assert "/shared" == hill.get("/home").headers["Location"]
    slips = page(desk.get(f"{made}/slips"))
    code = re.findall(r'<p class="aside" dir="ltr">([A-Z0-9 ]{19})</p>', slips)[0]
    for who in (desk, second):
        who.post(f"{made}/slip", {"label": cast.seats["river-reader"].label, "code": code, "said": "yes"})
    assert "Approved by every side." in page(desk.get(made))
    desk.post(f"{made}/next/send", {"seen": row.digest})
    assert "Sent." in page(desk.get(home))


def test_every_piece_of_the_paper_stands_on_the_page(cast: Cast) -> None:
    """Hash, letters and small print as well: what the document says, the page says."""
    made = asked(cast)
    shown = unescape(page(enter(Client(), cast, "hill-reader").get("/approve")))
    cells = [cell for one in blocks(content_of(made.row), "en") for row in one.rows for cell in row]
    assert 40 < len(cells)
    assert [] == [cell for cell in cells if cell not in shown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_sees_every_word_of_the_bytes(cast: Cast, language: str) -> None:
    """Each text that the bytes hold in a language stands on the page in that language."""
    made = asked(cast)
    shown = page(enter(Client(), cast, "hill-reader", language=language).get("/approve"))

    def held(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value[language]] if language in value else []
            return own + [text for key, inner in value.items() if key not in LANGUAGES for text in held(inner)]
        return [text for inner in value for text in held(inner)] if isinstance(value, list) else []

    everything = [text for text in held(json.loads(content_of(made.row))) if isinstance(text, str)]
    assert 10 < len(everything)
    assert [] == [
        text for text in everything if text.rstrip(".") not in shown and text.replace("’", "&#39;") not in shown
    ]


def test_the_bytes_are_handed_over_as_they_were_approved(cast: Cast) -> None:
    """To the letter, under a name that gives nothing away; until they may leave, the name says that they may not."""
    made = asked(cast)
    desk = sign_in(Client(), cast, "facilitator")
    for name in ("package-not-approved.json", "package.json"):
        given = desk.get(f"/w/packages/{made.id}/package.json")
        assert content_of(made.row) == given.content
        assert f'attachment; filename="{name}"' == given.headers["Content-Disposition"]
        assert name in page(desk.get(f"/w/packages/{made.id}"))
        for reader in ("hill-reader", "river-reader") if "not" in name else ():
            made.approve(reader)


def test_an_older_page_moves_nothing(cast: Cast) -> None:
    """A form that was opened before a change is told so."""
    made = packaged(cast)
    told = sign_in(Client(), cast, "cofacilitator").post(f"/w/packages/{made.id}/next/confirm", {"seen": "0" * 64})
    assert (409, "composed") == (told.status_code, made.row.state)


def test_what_cannot_be_composed_is_told_beside_its_field(cast: Cast) -> None:
    """Without a title, or with a day that is over, nothing is kept."""
    published(cast)
    desk = sign_in(Client(), cast, "facilitator")
    given = {"use": "background", "route": "desk", "authentic": "en", "expires": "2020-01-01"}
    for name in ("title", "summary", "addressee", "use_words", "missing"):
        given |= words(name, "Water")
    told = desk.post(f"/w/d/{cast.dialogue.id}/packages/new", given)
    assert (422, 0) == (told.status_code, TransferPackage.objects.count())
    assert "Choose a day that is still to come." in told.content.decode()
    told = desk.post(f"/w/d/{cast.dialogue.id}/packages/new", {**given, "title_en": ""})
    assert (422, True) == (told.status_code, b"Please fill this in." in told.content)


def test_a_slip_of_something_else_is_told(cast: Cast) -> None:
    """Wrong letters stand beside the field that they were typed in."""
    made = asked(cast)
    desk = sign_in(Client(), cast, "facilitator")
    told = desk.post(f"/w/packages/{made.id}/slip", {"label": "S3", "code": "AAAA", "said": "yes"})
    assert (422, True) == (told.status_code, b"These are not the letters of the package" in told.content)


def test_a_reader_finds_a_slip_in_their_name(cast: Cast) -> None:
    """What it says and that it counts stands on their page; what they say there holds, and others see nothing of it."""
    made = asked(cast)
    code, label = short_code(content_of(made.row)), cast.seats["hill-reader"].label
    hill, river = (enter(Client(), cast, f"{side}-reader") for side in ("hill", "river"))
    before = page(river.get("/approve"))
    for who in (made.facilitator, made.second):
        assert "A slip in your name" not in page(hill.get("/approve"))
        approvals.slip(who, made.id, label, code, yes=True)
    assert "says yes. It counts. If that is not your answer" in page(hill.get("/approve"))
    assert before.count("A slip") == page(river.get("/approve")).count("A slip")
    hill.post("/approve", {"package": str(made.id), "seen": made.row.digest, "answer": "no"})
    assert "says yes. What you said here holds." in page(hill.get("/approve"))
    river.post("/approve", {"package": str(made.id), "seen": made.row.digest, "answer": "yes"})
    assert "asked" == made.row.state


def test_what_a_release_may_tell_is_written_down_for_each_side(cast: Cast) -> None:
    """The lowest level stands where a package is composed; a form that is older than the last change is told so."""
    desk, home = sign_in(Client(), cast, "facilitator"), f"/w/d/{cast.dialogue.id}"
    assert f"{home}/told" in page(desk.get(f"{home}/"))
    assert "neither the dialogue nor a side is named" in page(desk.get(f"{home}/packages/new"))
    ids = [one.id for one in cast.sides.values()]
    given = {f"level_{one}": "dialogue_exists" for one in ids} | {f"was_{one}": "none" for one in ids}
    saved = desk.post(f"{home}/told", given).headers["Location"]
    assert 2 == len(re.findall(r'value="dialogue_exists"[^>]* checked', page(desk.get(saved))))
    assert "That the dialogue exists; no side is named" in page(desk.get(f"{home}/packages/new"))
    told = desk.post(f"{home}/told", given | {f"level_{ids[0]}": "side_named"})
    assert (409, 422) == (told.status_code, desk.post(f"{home}/told", {f"level_{ids[0]}": "all"}).status_code)


def test_a_changed_package_comes_back_into_its_form(cast: Cast) -> None:
    """What was chosen is ticked, what was written stands there, and a change says that it voids what was said."""
    made = asked(cast)
    desk = sign_in(Client(), cast, "facilitator")
    form = page(desk.get(f"/w/packages/{made.id}/change"))
    assert "whatever was said of it before is void" in form
    assert (3, 2) == (len(checked(form, "ideas")), len(checked(form, "clauses")))
    assert "The river road (en)" in form


@pytest.mark.parametrize("kind", ["non-paper", "full"])
def test_papers_carry_the_bytes_that_were_approved(cast: Cast, kind: str) -> None:
    """A paper for a word processor holds them as a part of its own; there is none in a language the package lacks."""
    made = packaged(cast)
    desk = sign_in(Client(), cast, "facilitator")
    given = desk.get(f"/w/packages/{made.id}/{kind}.ar.docx")
    assert f'attachment; filename="{kind}.ar.docx"' == given.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(given.content)) as file:
        assert content_of(made.row) in [file.read(name) for name in file.namelist()]
    for nothing in (f"{kind}.de.docx", f"{kind}.ar.exe", "half.ar.docx"):
        assert 404 == desk.get(f"/w/packages/{made.id}/{nothing}").status_code


def test_a_paper_made_too_early_says_so(cast: Cast) -> None:
    """Until the last reader's yes a copy bears the mark of one that was not approved; afterwards it does not."""
    made = packaged(cast)
    desk = sign_in(Client(), cast, "facilitator")

    def early() -> bool:
        given = desk.get(f"/w/packages/{made.id}/full.en.docx")
        with zipfile.ZipFile(io.BytesIO(given.content)) as file:
            return NOT_APPROVED in file.read("word/document.xml").decode()

    assert early()
    made.confirm()
    made.ask()
    assert early()
    made.approve("hill-reader")
    made.approve("river-reader")
    assert not early()
    made.send()
    assert not early()


def test_what_was_recalled_before_it_was_approved_never_looks_approved(cast: Cast) -> None:
    """Nor does what one side refused."""
    made = asked(cast)
    release.recall(made.facilitator, made.id, seen=made.row.digest)
    given = sign_in(Client(), cast, "facilitator").get(f"/w/packages/{made.id}/full.en.docx")
    with zipfile.ZipFile(io.BytesIO(given.content)) as file:
        assert NOT_APPROVED in file.read("word/document.xml").decode()


def test_who_confirms_sees_which_desk_can_read_it(cast: Cast) -> None:
    """The desk whose account will read it stands among what the bytes say, and beside the button."""
    made = desked(cast).composed()
    second = sign_in(Client(), cast, "cofacilitator")
    for path in (f"/w/packages/{made.id}", f"/w/packages/{made.id}/next/confirm"):
        shown = page(second.get(path))
        assert "Desk that can read it once it is sent" in shown
        assert "The joint committee (en)" in shown
