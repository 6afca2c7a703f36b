"""The process log: what was done, by whom, on which day; a file for the offline verifier; the newest checkpoint."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.formats.media import JSON
from sulh.store.reads import processes as reads
from sulh.web.downloads import download
from sulh.web.jinja import Here, words_of
from sulh.web.navigation import for_staff
from sulh.web.pictures import picture
from sulh.web.setup.acts import sentence
from sulh.web.setup.around import around_process, shown

A_PAGE = 100
LARGEST = 9  # digits of the number of a record


def record(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the log in words, newest first."""
    words = words_of(request)
    here = _around(request, principal, process_id)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LARGEST else None
    found = reads.log_page(principal, process_id, before=before, most=A_PAGE)
    rows = [
        (
            words.number(line.number),
            sentence(words, line.act, line.refs),
            words.name(line.who) if line.who else words.say("by itself"),
            words.when(line.at[:10]),
        )
        for line in found.lines
    ]
    here_url = reverse("process-log", kwargs={"process_id": process_id})
    last = found.lines[-1].number if found.lines else 1
    values = {
        "title": words.say("Process log"),
        "rows": rows,
        "found": found,
        "newer": here_url if before is not None else None,
        "older": f"{here_url}?before={last}" if last > 1 else None,
        "picture": picture(found.checkpoint.text.strip()) if found.checkpoint else None,
        "process_id": process_id,
    }
    return shown(request, "setup/log.html.j2", values, here=here)


def record_file(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Return the log as lines that `sulh log verify` reads. Its name gives nothing away."""
    del request
    return _file(reads.log_file(principal, process_id), "log.jsonl")


def checkpoint_file(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Return the newest checkpoint as the file that a reader of a side keeps."""
    del request
    found = reads.log_page(principal, process_id, most=1).checkpoint
    return _file(b"" if found is None else found.text.encode(), "checkpoint.json")


def _around(request: HttpRequest, principal: Principal, process_id: UUID) -> Here:
    """Return what stands around the log; for an administrator, who may verify it, nothing of the process."""
    try:
        return around_process(request, principal, process_id, "process-log")[0]
    except Refused:
        return for_staff(request, principal)


def _file(content: bytes, name: str) -> HttpResponse:
    return download(content, JSON if name.endswith(".json") else "application/jsonl", name)
