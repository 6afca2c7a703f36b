"""How django-allauth behaves here: nobody signs up, no mail is sent, secrets of second factors are sealed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sulh.store.reads.principals import highest_profile
from sulh.store.sealing import INSTALLATION, keyring
from sulh.web import limits
from sulh.web.principal import OF_A_SEAT

CONTEXT = "installation|second-factor"


def account_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str | None:
    """Return the account name of a try to sign in, for django-axes, which counts by it alone."""
    return (credentials or {}).get("username") or request.POST.get("login")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nothing is mailed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count no password here: django-axes does. What allauth counts is wrong digits."""

    def login(self, request: HttpRequest, user: Any) -> None:
        """
        Open a session, as long as the highest risk profile of this person's processes allows.

        Whoever came in with an entry number before is an account from now on: nobody is both.
        """
        for name in OF_A_SEAT:
            request.session.pop(name, None)
        super().login(request, user)
        limits.begin(request.session, highest_profile(user.pk))

    def set_password(self, user: Any, password: str) -> None:
        """Keep a password that somebody chose for themselves."""
        user.provisional = False
        super().set_password(user, password)
        # The old password was typed a moment ago: it is not asked for again before the second factor is set up.
        record_authentication(self.request, user, method="password", reauthenticated=True)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go on to what the account still lacks."""
        del request
        return reverse("home")

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing to anybody."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the constant that stands for every address."""
        return str(request.META.get("REMOTE_ADDR", ""))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie sealed under the key of the installation."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        box = keyring().cipher(INSTALLATION).seal(text.encode(), CONTEXT)
        return base64.b64encode(box).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it is used."""
        return keyring().cipher(INSTALLATION).open(base64.b64decode(encrypted_text), CONTEXT).decode()

    def get_totp_issuer(self) -> str:
        """Return the neutral name: the list of codes on a telephone gives nobody away."""
        return str(settings.SULH.neutral_name)
