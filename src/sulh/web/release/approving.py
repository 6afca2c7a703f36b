"""What readers are asked: whether exactly this may leave for their side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sulh.access import Principal, Role
from sulh.store.reads import approving as reads
from sulh.store.reads.circulating import NotAgreed, seat_of
from sulh.store.writes import approvals
from sulh.web import errors
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.web.release.packages import blocks


def approve(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show what a reader is asked about, newest first; keep their yes or no."""
    seat_of(principal, Role.READER)
    try:
        if request.method == "POST":
            return _keep(request, principal)
        found = reads.before_me(principal)
    except NotAgreed:
        return redirect("agree")
    tag = words_of(request).tag
    values = {
        "asked": [(one, blocks(one.content, tag)) for one in found if one.state == "asked"],
        "others": [(one, one.title(tag)) for one in found if one.state != "asked"],
        "kept": request.GET.get("kept") == "1",
    }
    return page(request, "release/approve.html.j2", values)


def _keep(request: HttpRequest, principal: Principal) -> HttpResponse:
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        return errors.bad_form(request)
    seen = request.POST.get("seen", "")
    approvals.approve(principal, an_id(request.POST.get("package")), seen=seen, yes=said == "yes")
    return redirect("/approve?kept=1")
