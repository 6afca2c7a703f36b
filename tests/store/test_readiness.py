"""What has to be there before a round may open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sulh.access import Refused
from sulh.store.models import AgreedText, DialogueSide, HarmCheck, Statement, StatementText
from sulh.store.reads.readiness import gaps
from tests.cast import DAY, Cast


def test_a_complete_dialogue_lacks_nothing(cast: Cast) -> None:
    """A dialogue with all its texts, checks and statements may open a round, joint or of one side."""
    facilitator = cast.principal("facilitator")

    assert () == gaps(facilitator, cast.dialogue.id)
    assert () == gaps(facilitator, cast.dialogue.id, cast.sides["hill"].id)


def _no_go(cast: Cast) -> None:
    staff = cast.staff["facilitator"]
    HarmCheck.objects.create(dialogue=cast.dialogue, phase=1, go=False, by=staff, on=DAY, number=2)


def _next_phase(cast: Cast) -> None:
    cast.dialogue.phase = 2
    cast.dialogue.save()


def _newer_consent(cast: Cast) -> None:
    text = AgreedText(dialogue=cast.dialogue, kind="consent", version=2, on=DAY)
    cast.sealer.put(text, paragraphs={"ar": ["one"], "en": ["one"], "fr": []})
    text.save()


def _no_rules(cast: Cast) -> None:
    text = AgreedText(dialogue=cast.dialogue, kind="rules", version=2, on=DAY)
    cast.sealer.put(text, paragraphs={})
    text.save()


def _nobody_missing(cast: Cast) -> None:
    cast.sealer.put(cast.dialogue, missing={"en": ""})
    cast.dialogue.save()


def _untranslated(cast: Cast) -> None:
    StatementText.objects.filter(statement__dialogue=cast.dialogue, language="fr").delete()


def _withdrawn(cast: Cast) -> None:
    Statement.objects.filter(dialogue=cast.dialogue).update(state="withdrawn")


def _of_one_side(cast: Cast) -> None:
    Statement.objects.update(side=cast.sides["hill"])


def _one_side(cast: Cast) -> None:
    DialogueSide.objects.filter(side=cast.sides["river"]).delete()


@pytest.mark.parametrize(
    ("break_it", "missing"),
    [
        (_no_go, ("harm-check",)),
        (_next_phase, ("harm-check",)),
        (_newer_consent, ("consent-text:fr",)),
        (_no_rules, ("ground-rules:ar", "ground-rules:en", "ground-rules:fr")),
        (_nobody_missing, ("who-is-asked:missing",)),
        (_untranslated, ("no-statements",)),
        (_withdrawn, ("no-statements",)),
        (_of_one_side, ("no-statements",)),
        (_one_side, ("no-sides",)),
    ],
)
def test_each_gap_is_named(cast: Cast, break_it: Callable[[Cast], None], missing: tuple[str, ...]) -> None:
    """Whatever is missing before a joint round is told by its own code."""
    break_it(cast)

    assert missing == gaps(cast.principal("facilitator"), cast.dialogue.id)


def test_a_caucus_hears_its_own_statements_and_needs_one_side(cast: Cast) -> None:
    """What only one side may hear is enough for its caucus, and for no other's."""
    _of_one_side(cast)
    facilitator = cast.principal("facilitator")

    assert () == gaps(facilitator, cast.dialogue.id, cast.sides["hill"].id)
    assert ("no-statements",) == gaps(facilitator, cast.dialogue.id, cast.sides["river"].id)


@pytest.mark.parametrize("who", ["translator", "administrator", "hill", "nobody"])
def test_others_are_not_told(cast: Cast, who: str) -> None:
    """Only those who run the process learn what is missing in it."""
    with pytest.raises(Refused):
        gaps(cast.principal(who), cast.dialogue.id)
