"""Addresses of sign-in. Only what is needed of django-allauth has one: nobody signs up, nothing is mailed."""

from __future__ import annotations

from allauth.account import views as accounts
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp

from sulh.web.account import views
from sulh.web.routes import library_route, open_route

urlpatterns = [
    library_route("w/sign-in", accounts.login, "account_login"),
    library_route("w/sign-in/again", accounts.reauthenticate, "account_reauthenticate"),
    library_route("w/sign-in/code", second.authenticate, "mfa_authenticate"),
    library_route("w/sign-in/code/again", second.reauthenticate, "mfa_reauthenticate"),
    library_route("w/account/password", accounts.password_change, "account_change_password"),
    library_route("w/account/second-factor", totp.activate_totp, "mfa_activate_totp"),
    library_route("w/account/recovery-codes", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    library_route("w/account/recovery-codes/new", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    open_route("w/sign-out", views.sign_out, "sign-out", methods=("POST",)),
    open_route("w/account", views.account, "mfa_index", methods=("GET",)),
    open_route("w/account/second-factor/on", views.account, "mfa_deactivate_totp", methods=("GET",)),
    open_route("w/account/closed", views.closed, "account_inactive", methods=("GET",)),
    open_route("w/account/none", views.closed, "account_signup", methods=("GET",)),
]
