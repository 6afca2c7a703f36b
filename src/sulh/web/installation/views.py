"""Accounts: made here by an administrator, each with a first password that is shown once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import CHANGE, Principal, Thing, ask
from sulh.store.errors import Invalid
from sulh.store.reads import staff as reads
from sulh.store.writes import staff as writes
from sulh.web.installation.forms import NewAccount
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff

_ask_again: Callable[[HttpRequest], None] = reauthentication_required(lambda _: None)


def accounts(request: HttpRequest, principal: Principal) -> HttpResponse:
    """List the accounts, and make one."""
    form = NewAccount(request.POST or None, initial={"language": words_of(request).tag})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            password = writes.add(
                principal,
                given["account"],
                given["name"],
                language=given["language"],
                administrator=given["administrator"],
            )
        except Invalid:
            form.add_error("account", str(words_of(request).say("This account name is taken. Choose another.")))
        else:
            return _password(request, principal, given["account"], password)
    values = {"title": words_of(request).say("Accounts"), "accounts": reads.accounts(principal), "form": form}
    return page(request, "installation/accounts.html.j2", values, here=for_staff(request, principal))


def renew(request: HttpRequest, principal: Principal, staff_id: UUID) -> HttpResponse:
    """Give an account a new first password; whoever finds a browser left open gives none."""
    ask(principal, "account", CHANGE, Thing())
    _ask_again(request)
    if request.method != "POST":  # back from giving one's own password: the button is there
        return HttpResponseRedirect(reverse("accounts"))
    password = writes.renew(principal, staff_id)
    account = next(one.account for one in reads.accounts(principal) if one.id == str(staff_id))
    return _password(request, principal, account, password)


def close(request: HttpRequest, principal: Principal, staff_id: UUID) -> HttpResponse:
    """Close an account."""
    del request
    writes.close(principal, staff_id)
    return HttpResponseRedirect(reverse("accounts"))


def _password(request: HttpRequest, principal: Principal, account: str, password: str) -> HttpResponse:
    """Show a first password, once."""
    values = {"title": words_of(request).say("A first password"), "account": account, "password": password}
    return page(request, "installation/password.html.j2", values, here=for_staff(request, principal))
