"""Who works in a process: let somebody in by account name, end a role."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.store.errors import Conflict
from sulh.store.reads import processes as reads
from sulh.store.reads.renewals import renewals
from sulh.store.writes import processes as writes
from sulh.web.jinja import words_of
from sulh.web.reasons import SENTENCES
from sulh.web.setup.around import around_process, done, shown
from sulh.web.setup.forms import ROLE_WORDS, NewMember
from sulh.words.language import mark

UNDECLARED = "coordinates-and-convenes"
ROLES_HERE = ROLE_WORDS | {"desk": mark("Desk")}  # a desk is let in elsewhere


def people(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """List who works here, and let somebody in; whether there is such an account is not told by the answer."""
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "process-staff")
    form = NewMember(words, request.POST or None, initial={"role": "facilitator"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with form.telling():
                writes.give_role(principal, process_id, **given)
                return done("process-staff", process_id=process_id)
        except Conflict as conflict:
            if conflict.code != UNDECLARED:
                raise
            form.add_error("declared", str(words.say(SENTENCES[UNDECLARED])))
    working = reads.working(principal, process_id)
    facilitators = sum(one.role == "facilitator" for one in working)
    values = {
        "title": words.say("People who work here"),
        "working": working,
        "facilitators": facilitators,
        "renewals": renewals(principal, process_id),
        "roles": ROLES_HERE,
        "process_id": process_id,
    }
    return shown(request, "setup/people.html.j2", values, here=here, form=form)


def end_role(request: HttpRequest, principal: Principal, process_id: UUID, membership_id: UUID) -> HttpResponse:
    """End a role, after asking once more; it is gone with that person's next request."""
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "")
    one = reads.one_working(principal, process_id, membership_id)
    if request.method == "POST":
        writes.end_role(principal, membership_id)
        return done("staff-home") if one.own else done("process-staff", process_id=process_id)
    values = {"title": words.say("End a role"), "one": one, "roles": ROLES_HERE, "process_id": process_id}
    return shown(request, "setup/role_end.html.j2", values, here=here)
