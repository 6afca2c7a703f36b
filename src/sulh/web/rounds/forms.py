"""What a facilitator fills in for a round: which statements are put, and when its epochs end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads.rounds import Candidate
from sulh.store.writes.epochs import MOST_EPOCHS
from sulh.words.language import mark

FORMAT = "%Y-%m-%dT%H:%M"
FORMATS = (FORMAT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
SHOWN = 3  # epochs offered at once; the others unfold
FAULTS = {
    "no-epochs": mark("A round needs the end of one epoch at least."),
    "too-many-epochs": mark("A round has twenty epochs at most."),
    "not-rising": mark("Each epoch has to end later than the one before."),
    "in-the-past": mark("Each epoch has to end later than now."),
    "too-far": mark("This lies more than a year ahead. Is the year right?"),
    "no-statements": mark("Choose at least one statement."),
    "no-choice": mark("One of these can no longer be put. Please choose again."),
}


class EndsForm(forms.Form):
    """
    When epochs end, in universal time.

    Args:
        words: The reader's language.
        ends: What stands there at first.
    """

    def __init__(self, words: PageLanguage, *args: Any, ends: Sequence[datetime] = (), **options: Any) -> None:
        """Make one field an epoch; only the first must be filled in."""
        super().__init__(*args, **options)
        self.words = words
        for number in range(1, MOST_EPOCHS + 1):
            self.fields[f"ends_{number}"] = forms.DateTimeField(
                label=words.say("Epoch {number} ends (UTC)", number=words.number(number)),
                required=number == 1,
                initial=ends[number - 1] if number <= len(ends) else None,
                input_formats=FORMATS,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT),
            )

    def shown(self) -> list[forms.BoundField]:
        """Return the fields that stand open."""
        return [self[f"ends_{number}"] for number in range(1, SHOWN + 1)]

    def folded(self) -> list[forms.BoundField]:
        """Return the fields that unfold."""
        return [self[f"ends_{number}"] for number in range(SHOWN + 1, MOST_EPOCHS + 1)]

    def unfolded(self) -> bool:
        """Whether one of those holds something already."""
        return any(bound.value() or bound.errors for bound in self.folded())

    def ends(self) -> list[datetime]:
        """Return the ends, gaps closed."""
        given = [self.cleaned_data.get(f"ends_{number}") for number in range(1, MOST_EPOCHS + 1)]
        return [end for end in given if end is not None]

    def refuse(self, invalid: Invalid) -> None:
        """Tell what cannot be kept at the field it is about."""
        for field, code in invalid.faults.items():
            self.add_error("ends_1" if field == "ends" else field, self.words.say(FAULTS[code]))


class RoundForm(EndsForm):
    """
    A round.

    Args:
        words: The reader's language.
        candidates: The statements that may be put.
        chosen: Those that are put already; where there is no choice yet, all but those that came with the kind.
    """

    def __init__(
        self,
        words: PageLanguage,
        candidates: Sequence[Candidate],
        *args: Any,
        chosen: Sequence[str] | None = None,
        **options: Any,
    ) -> None:
        """Offer the candidates, in the order of their numbers."""
        super().__init__(words, *args, **options)
        own = [candidate.id for candidate in candidates if not candidate.came]
        self.fields["statements"] = forms.MultipleChoiceField(
            label=words.say("Statements that are put"),
            choices=[
                (one.id, words.say("{number}. {text}", number=words.number(one.number), text=words.name(one.text)))
                for one in candidates
            ],
            initial=own if chosen is None else list(chosen),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": words.say(FAULTS["no-statements"]),
                "invalid_choice": words.say(FAULTS["no-choice"]),
            },
        )

    def put(self) -> list[UUID]:
        """Return the ids of what is put."""
        return [UUID(chosen) for chosen in self.cleaned_data["statements"]]
