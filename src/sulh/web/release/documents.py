"""A package as a file: the one page or everything, in one language, for a word processor or as PDF."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal, Refused
from sulh.errors import EngineError
from sulh.negotiation.package import read
from sulh.papers.transfer.label import Kind
from sulh.papers.transfer.rendering import MEDIA, Form, languages, rendered
from sulh.papers.transfer.seal import NOT_APPROVED
from sulh.store.errors import Conflict
from sulh.store.reads import approving, desks
from sulh.web.downloads import download
from sulh.web.jinja import words_of


def of_facilitator(
    request: HttpRequest, principal: Principal, package_id: UUID, kind: str, language: str, form: str
) -> HttpResponse:
    """Hand over a paper of a package: the recipient's copy bears its mark, one made too early says so."""
    sheet = approving.package(principal, package_id, words_of(request).tag)
    mark = sheet.mark if sheet.approved else NOT_APPROVED
    return _paper(sheet.content, mark, kind, language, form)


def of_desk(
    request: HttpRequest, principal: Principal, package_id: UUID, kind: str, language: str, form: str
) -> HttpResponse:
    """Hand over a paper of a package that this desk has opened."""
    found = desks.desk_package(principal, package_id, words_of(request).tag)
    return _paper(found.content, found.mark, kind, language, form)


def _paper(content: bytes, mark: str, kind: str, language: str, form: str) -> HttpResponse:
    chosen = next((one for one in get_args(Kind) if one == kind), None)
    made = next((one for one in get_args(Form) if one == form), None)
    if not content or chosen is None or made is None or language not in languages(read(content)):
        raise Refused
    try:
        file = rendered(content, kind=chosen, lang=language, form=made, mark=mark)
    except EngineError as missing:
        raise Conflict("no-pdf") from missing
    return download(file, MEDIA[made], f"{chosen}.{language}.{made}")
