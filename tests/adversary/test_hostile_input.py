"""
Hostile input where no form is: addresses, what stands behind their question mark, headers, and files that are none.

What nobody should send in a form is in `test_every_form.py`.
"""

from __future__ import annotations

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.adversary.every_form import SCRIPT, VALUES, digest
from tests.adversary.ground import PASSWORD, Ground, routes, stand, undone
from tests.adversary.test_access_matrix import REVIEWED

QUERY = (
    *("q", "into", "before", "saved", "entered", "kept", "page", "place", "n", "next", "back", "missing", "from"),
    *("on", "since"),
)


@pytest.mark.parametrize("seed", range(3))
def test_no_question_in_an_address_breaks_a_page(grounds: tuple[Ground, Ground], seed: int) -> None:
    """What stands behind the question mark of an address is read with the same care as a form."""
    ground, luck = grounds[0], random.Random(seed)
    doors = {role: stand(ground.cast, role) for role in ("hill", "facilitator", "administrator")}
    for route in routes():
        allowed = REVIEWED.get((route.name, "GET"), {})
        for role in [role for role in doors if role in allowed][:1]:
            asked = {name: luck.choice(VALUES) for name in QUERY}
            response = doors[role].once("GET", ground.address(route), asked)
            assert response.status_code < 500, f"{route.name} {asked}"
            assert response.headers.get("Location", "/").startswith("/"), f"{route.name} {asked}"
            assert response.streaming or SCRIPT.encode() not in response.content, f"{route.name} {asked}"


ELSEWHERE = (
    "https://elsewhere.invalid/",
    "//elsewhere.invalid",
    "/\\elsewhere.invalid",
    "javascript:alert(1)",
    "http:elsewhere",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_form_leads_away_from_here(grounds: tuple[Ground, Ground], address: str) -> None:
    """Neither choosing a language nor signing in sends anybody to an address that came in."""
    ground = grounds[0]
    stranger = stand(ground.cast, "stranger")
    chosen = stranger.once("POST", "/language", {"language": "fr", "back": address})
    signed = stranger.once("POST", "/w/sign-in", {"login": "newcomer", "password": PASSWORD, "next": address})
    asked = stand(ground.cast, "facilitator").once("GET", "/w/sign-in", {"next": address})

    assert ["/"] == [chosen.headers["Location"]]
    for response in (signed, asked):
        assert "elsewhere" not in response.headers.get("Location", "")
        assert "javascript" not in response.headers.get("Location", "")


@pytest.mark.parametrize("name", ["language", "kind", "part", "day"])
def test_a_word_in_an_address_that_is_none_of_ours_finds_nothing(grounds: tuple[Ground, Ground], name: str) -> None:
    """Languages, kinds, parts and days that do not exist lead to the page of what does not exist."""
    ground = grounds[0]
    door = stand(ground.cast, "facilitator")
    for route in routes():
        if name in route.names:
            for strange in ("xx", "zz-ZZ", "a" * 300, "-", "2026-13-45", "0000-00-00", "9999-99-99", "constructor"):
                path = reverse(route.name, kwargs=ground.at(route) | {name: strange})
                for method in route.declared.methods:
                    assert 404 == door.once(method, path).status_code, f"{route.name} {method} {strange[:20]}"


def bomb() -> bytes:
    """Return a packed file that is large when it is unpacked."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<a>" + "0" * 50_000_000 + "</a>")
    return packed.getvalue()


UPLOADS = {
    "nothing": ("a.csv", b""),
    "no table": ("a.csv", b"\x00\xff\xfe" * 1_000),
    "other letters": ("a.csv", "ballot,1,2\n1,agree,agree\n".encode("utf-16")),
    "formulas": ("a.csv", b"ballot,1,2\n=cmd|' /C calc'!A0,agree,@SUM(1)\n"),
    "markup": ("<script>alert(1)</script>.csv", f"ballot,1\n{SCRIPT},agree\n".encode()),
    "a name of elsewhere": ("../../etc/passwd\x00.csv", b"ballot,1\n1,agree\n"),
    "no packed file": ("a.xlsx", b"PK\x03\x04broken"),
    "unpacks for ever": ("a.xlsx", bomb()),
    "another kind": ("a.exe", b"MZ\x90"),
    "too large": ("a.csv", b"1,agree\n" * 500_000),
    "many columns": ("a.csv", b"," * 500_000),
    "one long cell": ("a.csv", b"ballot,1\n" + b"9" * 900_000 + b",agree\n"),
}


@pytest.mark.parametrize("what", UPLOADS)
def test_a_file_that_is_none_is_told_and_enters_nothing(grounds: tuple[Ground, Ground], what: str) -> None:
    """Whatever is in it: the page again with what is wrong, and not one answer more."""
    ground = grounds[0]
    door = stand(ground.cast, "facilitator")
    before = digest()
    name, content = UPLOADS[what]
    path = reverse("paper-table", kwargs={"round_id": ground.rounds["open"]})
    for kind in ("table", "form"):
        with undone():
            form = {"kind": kind, "file": SimpleUploadedFile(name, content), "leave_out": "on", "digest": "0" * 64}
            response = door.post(path, form)
            assert before == digest()
        assert response.status_code in (400, 422), response.status_code
        assert SCRIPT.encode() not in response.content


@pytest.mark.parametrize(
    "header",
    [
        {"cookie": "s=\x00; c=\xff"},
        {"cookie": "s=" + "x" * 8_000},
        {"accept-language": "x" * 10_000},
        {"accept-language": "fr;q=NaN, \u0661, */*;;;"},
        {"host": "elsewhere.invalid"},
        {"host": 'a b"<c>'},
        {"referer": "javascript:alert(1)", "origin": "null"},
        {"content-length": "-1"},
        {"content-length": "9" * 40},
    ],
)
@pytest.mark.parametrize("path", ["/", "/answer", "/w/sign-in"])
def test_no_header_breaks_a_page(grounds: tuple[Ground, Ground], header: dict[str, str], path: str) -> None:
    """Headers that no browser sends are answered with a page or a refusal."""
    for method in ("GET", "POST"):
        response = stand(grounds[0].cast, "stranger").generic(method, path, headers=header)
        assert response.status_code < 500
        assert b"elsewhere.invalid" not in response.content
