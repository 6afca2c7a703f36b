"""
Forms as a browser sees them, without a browser.

    forms(content)               every form of a page that is sent: where to, and what it holds as it stands
    fill(door, page, given)      open a page, find its form that has such fields, fill them in and send it

No test lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Fields = dict[str, list[str]]


@dataclass
class Form:
    """
    One form.

    Attributes:
        action: Where it goes; empty for the page itself.
        holds: What is sent as it stands.
        offers: Every name, with the values that can be chosen.
        kinds: What can be typed: "text", "date", "datetime-local", "numeric", "password".
        files: Names under which a file is sent.
    """

    action: str
    holds: Fields = field(default_factory=dict)
    offers: Fields = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def with_choices(self) -> Fields:
        """Return what a hasty person sends: of each group of choices the first."""
        first = {name: values[:1] for name, values in self.offers.items() if values}
        return {**first, **{name: values for name, values in self.holds.items() if values != [""] or name not in first}}


class _Reader(HTMLParser):
    """Collects forms that are sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._choice: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or add what is in it."""
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method", "").lower() == "post":
            self._form = Form(at.get("action", ""))
            self.found.append(self._form)
        elif self._form is not None and tag == "option" and self._choice is not None:
            self._form.offers.setdefault(self._choice, []).append(at.get("value", ""))
        elif self._form is not None and at.get("name"):
            self._choice = at["name"] if tag == "select" else None
            if tag in ("input", "textarea", "button"):
                self._add(self._form, tag, at)

    def _add(self, form: Form, tag: str, at: Mapping[str, str]) -> None:
        name, kind = at["name"], at.get("type", "text")
        if kind == "file":
            form.files.add(name)
        elif tag == "textarea":
            form.holds[name], form.offers[name], form.kinds[name] = [""], [], "text"
            self._area = name
        elif tag == "button" or kind in ("radio", "checkbox"):
            form.offers.setdefault(name, []).append(at.get("value", "on"))
            if tag != "button" and ("checked" in at):
                form.holds.setdefault(name, []).append(at.get("value", "on"))
        else:
            form.offers.setdefault(name, [])
            form.holds.setdefault(name, []).append(at.get("value", ""))
            if kind != "hidden":
                form.kinds[name] = at.get("inputmode", kind)

    def handle_data(self, data: str) -> None:
        """Add what stands in a field of several lines."""
        if self._form is not None and self._area is not None:
            self._form.holds[self._area] = [self._form.holds[self._area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        """End a field of several lines, or a form."""
        if tag == "textarea":
            self._area = None
        elif tag == "form":
            self._form = None


def forms(content: bytes) -> list[Form]:
    """Return the forms of a page that are sent by POST."""
    reader = _Reader()
    reader.feed(content.decode())
    return reader.found


def fill(door: Client, page: str, given: Mapping[str, str]) -> Any:
    """
    Return the answer to the form of a page that has these fields, filled in; the rest as it stands.

    Raises:
        LookupError: If the page has no such form.
    """
    opened = door.get(page)
    for form in forms(opened.content):
        if given.keys() <= form.offers.keys() | form.holds.keys():
            return door.post(form.action or page, form.holds | {name: [value] for name, value in given.items()})
    raise LookupError(f"{page} ({opened.status_code}) has no form with {sorted(given)}")
