"""What facilitators fill in about seats, keys and people; faults of the writes come back to the fields by `told`."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django import forms

from sulh.access import Role
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads.identities import KeyShown, PeoplePage
from sulh.store.reads.seats import SeatsPage
from sulh.store.texts import NAME, NOTE, SENTENCE
from sulh.store.writes.facilitator_keys import LONGEST
from sulh.store.writes.identities import Person
from sulh.store.writes.seats import MOST_AT_ONCE, Whom
from sulh.words.language import mark

FAULTS = {
    "empty": mark("This is needed."),
    "too-long": mark("This is longer than there is room for."),
    "control": mark("The text holds signs that cannot be kept. Type it again instead of pasting it."),
    "direction": mark("The text holds hidden signs that turn the direction of reading. Type it again."),
    "number": mark("So many cannot be made at once."),
    "no-choice": mark("Choose one."),
    "no-label": mark("A label has letters and digits only, as on the slip."),
    "too-short": mark("Twelve letters at least. Four words that have nothing to do with one another are good."),
    "too-simple": mark("This is too easy to guess. Take four words that have nothing to do with one another."),
    "not-the-same": mark("The two are not the same. Type it once more."),
    "wrong-passphrase": mark("This is not the passphrase of your key."),
    "no-key": mark("This is no public half. It is one long word that begins with sulh-public-."),
    "private-half": mark(
        "That was the private half, which belongs on your own machine alone. It has been typed here: make a new pair."
    ),
    "search-more": mark("Type two letters of the name at least."),
    "too-many-found": mark("More than three people fit. Type more of the name, or the label."),
    "no-such-label": mark("There is no slip with this label here. Look at the slip or at your list once more."),
}
Given = Mapping[str, object]  # what came in


class Spoken(forms.Form):
    """A form whose labels and faults are in the reader's language."""

    use_required_attribute = False

    def __init__(self, words: PageLanguage, data: Given | None = None, initial: Given | None = None) -> None:
        """Say the labels."""
        super().__init__(data, initial=dict(initial or {}))
        for bound in self.fields.values():
            bound.label = words.say(str(bound.label)) if bound.label else bound.label

    def told(self, refusal: Invalid, words: PageLanguage) -> None:
        """Put the faults of a write where their fields are."""
        for name, code in refusal.faults.items():
            sentence = str(words.say(FAULTS.get(code, FAULTS["no-choice"])))
            self.add_error(name if name in self.fields else None, sentence)


class NewSlips(Spoken):
    """For whom, and how many. `seen` stands for the seats there were when the page was opened."""

    field_order = ("seen", "whom", "count")
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE, label=mark("How many"))

    def __init__(self, words: PageLanguage, seats: SeatsPage, data: Given | None = None) -> None:
        """Offer participants of each side, readers where there are any, and assistants."""
        super().__init__(words, data, {"seen": seats.stamp})
        named = {one.side.id: words.name(one.side.name) for one in seats.sides}
        people = {
            f"{Role.PARTICIPANT}:{key}": words.say("Participants: {side}", side=side) for key, side in named.items()
        }
        reading = named if seats.with_readers else {}
        readers = {f"{Role.READER}:{key}": words.say("Readers: {side}", side=side) for key, side in reading.items()}
        assistants = {f"{Role.ASSISTANT}:": words.say("Assistants, who open a shared device for others")}
        self.called = people | readers | assistants
        choices = list(self.called.items())
        self.fields["whom"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=words.say("For whom"))
        self.order_fields(self.field_order)

    def chosen(self) -> Whom:
        """Return for whom; it is one of the choices."""
        role, _, side = str(self.cleaned_data["whom"]).partition(":")
        return Whom(Role(role), UUID(side) if side else None)

    def whose(self) -> str:
        """Return in words what was chosen."""
        return self.called[str(self.cleaned_data["whom"])]


class Label(Spoken):
    """A label, as it stands on a slip."""

    label = forms.CharField(max_length=40, label=mark("Label"))


class Replacement(Label):
    """A seat whose code is to be replaced, and the number of the code it has."""

    generation = forms.IntegerField(min_value=0, max_value=30_000)


def _secret(label: str) -> forms.CharField:
    """Return a field whose content is never written into a page again."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Key(Spoken):
    """What every new key needs: the passphrase of the one before, if there are boxes; and the fingerprint of that."""

    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    old = _secret(mark("Present passphrase"))

    def __init__(self, words: PageLanguage, own: KeyShown, data: Given | None = None) -> None:
        """Ask for the old passphrase where boxes are to be sealed anew."""
        super().__init__(words, data, {"seen": own.fingerprint})
        if not (own.boxes and own.here):
            del self.fields["old"]

    def before(self) -> dict[str, str]:
        """Return what is told of the key that was there."""
        return {name: str(self.cleaned_data.get(name, "")) for name in ("old", "seen")}


class Passphrase(Key):
    """A passphrase for a key that is made here, twice."""

    passphrase = _secret(mark("New passphrase"))
    again = _secret(mark("The same once more"))


class PublicHalf(Key):
    """The public half of a key that was made elsewhere."""

    public = forms.CharField(
        max_length=2_000,
        label=mark("Public half"),
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def forget(self) -> None:
        """Let the page not repeat what was typed: it was a secret."""
        self.data = {name: value for name, value in self.data.items() if name != "public"}


class Somebody(Spoken):
    """Whose identity is sealed, and to which key."""

    name = forms.CharField(max_length=NAME, label=mark("Name"))
    contact = forms.CharField(max_length=SENTENCE, required=False, label=mark("How to reach them"))
    label = forms.CharField(max_length=40, required=False, label=mark("Label of the slip"))
    notes = forms.CharField(max_length=NOTE, required=False, widget=forms.Textarea, label=mark("Notes"))

    def __init__(self, words: PageLanguage, people: PeoplePage, data: Given | None = None) -> None:
        """Offer the keys there are; where there is one, it is not asked for."""
        choices = [(one.id, words.say("Only I") if one.own else words.name(one.name)) for one in people.keepers]
        super().__init__(words, data, {"keeper": choices[0][0] if choices else ""})
        self.fields["keeper"] = forms.ChoiceField(
            choices=choices,
            widget=forms.HiddenInput if len(choices) == 1 else forms.RadioSelect,
            label=words.say("Who can open it"),
        )

    def person(self) -> Person:
        """Return what is to be sealed."""
        given = self.cleaned_data
        return Person(given["name"], given["contact"], given["notes"], given["label"])


class Search(Spoken):
    """Whom to look for, and the passphrase that opens."""

    wanted = forms.CharField(max_length=NAME, label=mark("Name, a part of it, or the label of a slip"))
    passphrase = _secret(mark("Your passphrase"))
