"""What facilitators fill in about seats, keys and people; faults of the writes come back to the fields by `told`."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms

from sulh.access import Role
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads.seats import SeatsPage
from sulh.store.writes.seats import MOST_AT_ONCE, Whom
from sulh.words.language import mark

FAULTS = {
    "empty": mark("This is needed."),
    "too-long": mark("This is longer than there is room for."),
    "control": mark("The text holds signs that cannot be kept. Type it again instead of pasting it."),
    "direction": mark("The text holds hidden signs that turn the direction of reading. Type it again."),
    "number": mark("So many cannot be made at once."),
    "no-choice": mark("Choose one."),
    "no-such-label": mark("There is no slip with this label here. Look at the slip or at your list once more."),
}
Given = Mapping[str, object]  # what came in


class Spoken(forms.Form):
    """A form whose labels are said by its template, and whose faults in the reader's language."""

    use_required_attribute = False

    def told(self, refusal: Invalid, words: PageLanguage) -> None:
        """Put the faults of a write where their fields are."""
        for name, code in refusal.faults.items():
            sentence = str(words.say(FAULTS.get(code, FAULTS["no-choice"])))
            self.add_error(name if name in self.fields else None, sentence)


class NewSlips(Spoken):
    """For whom, and how many. `seen` stands for the seats there were when the page was opened."""

    field_order = ("seen", "whom", "count")
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE)

    def __init__(self, words: PageLanguage, seats: SeatsPage, data: Given | None = None) -> None:
        """Offer participants and readers of each side, and assistants."""
        super().__init__(data, initial={"seen": seats.stamp})
        named = {one.side.id: words.name(one.side.name) for one in seats.sides}
        people = {
            f"{Role.PARTICIPANT}:{key}": words.say("Participants: {side}", side=side) for key, side in named.items()
        }
        readers = {f"{Role.READER}:{key}": words.say("Readers: {side}", side=side) for key, side in named.items()}
        assistants = {f"{Role.ASSISTANT}:": words.say("Assistants, who open a shared device for others")}
        choices = [*people.items(), *readers.items(), *assistants.items()]
        self.fields["whom"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        self.order_fields(self.field_order)

    def chosen(self) -> Whom:
        """Return for whom; it is one of the choices."""
        role, _, side = str(self.cleaned_data["whom"]).partition(":")
        return Whom(Role(role), UUID(side) if side else None)


class Label(Spoken):
    """A label, as it stands on a slip."""

    label = forms.CharField(max_length=40)


class Replacement(Label):
    """A seat whose code is to be replaced, and the how manyth code it has."""

    generation = forms.IntegerField(min_value=0, max_value=30_000)
