"""What is ours of sign-in: signing out, the page of one's own account, and what comes before the first page."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import STRANGER, Principal
from sulh.web import errors
from sulh.web.jinja import page
from sulh.web.navigation import for_staff
from sulh.web.principal import second_factor

AGAIN = "again"  # the field of a form that signs out so that its person signs in with both


def sign_out(request: HttpRequest, principal: Principal) -> HttpResponse:
    """End the session and go to the entrance, or to sign-in where somebody is to come back at once."""
    del principal
    logout(request)
    request.session.flush()
    return HttpResponseRedirect(reverse("account_login" if AGAIN in request.POST else "entrance"))


def account(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show what somebody can do about their own account."""
    if principal == STRANGER:
        return HttpResponseRedirect(first_page(request))
    return page(request, "account/account.html.j2", {"title": _title(request)}, here=for_staff(request, principal))


def closed(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Say of a closed account, and of signing up, what is said of everything that is not there."""
    del principal
    return errors.nothing_here(request)


def slowed(request: HttpRequest, response: HttpResponse | None = None, credentials: object = None) -> HttpResponse:
    """Say that there were too many tries for an account name, whether or not there is such an account."""
    del response, credentials
    return page(request, "account/slowed.html.j2", {"title": ""}, status=429)


def first_page(request: HttpRequest) -> str:
    """
    Return where somebody who signed in goes: first to what their account still lacks.

    A password given by somebody else is changed first, then a second factor is set up, then one signs in with both.
    """
    if not request.user.is_authenticated:
        return reverse("account_login")
    if getattr(request.user, "provisional", False):
        return reverse("account_change_password")
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return reverse("mfa_activate_totp")
    if not second_factor(request):
        logout(request)
        return reverse("account_login")
    return reverse("staff-home")


def _title(request: HttpRequest) -> str:
    from sulh.web.jinja import words_of

    return words_of(request).say("Your account")
