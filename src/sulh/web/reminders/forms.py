"""What somebody types to be reminded: an address, then the code that came to it. Faults come from the writes."""

from __future__ import annotations

from typing import Final

from django import forms

from sulh.store.errors import Invalid
from sulh.web.setup.faults import FAULTS
from sulh.web.statements.forms import Spoken
from sulh.words.language import mark

MORE_FAULTS: Final = {
    "no-address": mark("This is no address of e-mail that messages can go to."),
    "wrong-code": mark("This is not the code that was sent. After five wrong ones it holds no longer."),
}


class Giving(Spoken):
    """An address for reminders."""

    address = forms.CharField(
        strip=False, widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}), label=mark("Your address")
    )


class Proving(Spoken):
    """The code that was sent to an address."""

    code = forms.CharField(strip=False, max_length=200, label=mark("The code from the message"))


def tell(form: Spoken, refusal: Invalid) -> None:
    """Put the faults of a write where their fields are."""
    for field, code in refusal.faults.items():
        form.add_error(field, str(form.words.say(MORE_FAULTS.get(code) or FAULTS.get(code, FAULTS["no-choice"]))))
