"""What an administrator fills in."""

from __future__ import annotations

from django import forms

from sulh.web.jinja import OWN_NAMES


class NewAccount(forms.Form):
    """An account: its name is chosen so that it names nobody."""

    account = forms.RegexField(r"^[a-z][a-z0-9-]{2,39}\Z", max_length=40, strip=True)
    name = forms.CharField(max_length=80, strip=True)
    language = forms.ChoiceField(choices=OWN_NAMES)
    administrator = forms.BooleanField(required=False)
