from __future__ import annotations

from uuid import UUID

import pytest

from sulh.access import Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Statement
from sulh.store.reads.readiness import ready_statements
from sulh.store.writes.statements import seed
from tests.cast import Cast
from tests.store.moderated import texts

THREE = {"ar": "نحتاج إلى الماء", "en": "We need water", "fr": "Il nous faut de l’eau"}


def _made(made: UUID) -> Statement:
    return Statement.objects.get(pk=made)


@pytest.mark.parametrize("asks", ["experience", "need", "idea"])
def test_a_seed_in_every_language_circulates_at_once(cast: Cast, asks: str) -> None:
    """A facilitator writes of experiences, needs and ideas; what is there in every language can be put."""
    made = _made(seed(cast.principal("facilitator"), cast.dialogue.id, asks, THREE))

    assert (4, "seed", asks, "accepted", None) == (made.number, made.source, made.asks, made.state, made.author_id)
    assert THREE == texts(cast, made)
    assert made in ready_statements(cast.dialogue, None)


def test_a_seed_in_one_language_waits_for_the_others(cast: Cast) -> None:
    """Languages left empty are for the translators."""
    given = {"ar": "", "en": "  We need   water ", "fr": " "}
    made = _made(seed(cast.principal("facilitator"), cast.dialogue.id, "need", given))

    assert {"en": "We need water"} == texts(cast, made)
    assert made not in ready_statements(cast.dialogue, None)


@pytest.mark.parametrize("asks", ["position", "constraint"])
@pytest.mark.parametrize("phase", [1, 4])
def test_the_third_party_takes_no_position(cast: Cast, asks: str, phase: int) -> None:
    """Positions and constraints are for those who hold them, in every phase."""
    cast.dialogue.phase = phase
    cast.dialogue.save()
    with pytest.raises(Conflict) as refusal:
        seed(cast.principal("facilitator"), cast.dialogue.id, asks, THREE)
    assert "third-party" == refusal.value.code
    assert 3 == Statement.objects.count()


@pytest.mark.parametrize(
    ("asks", "given", "faults"),
    [
        ("need", {}, {"text_ar": "one-language"}),
        ("need", {"de": "Wasser"}, {"text_ar": "one-language"}),
        ("need", {"en": "x" * 241}, {"text_en": "too-long"}),
        ("need", {"en": "Good", "fr": "a\x00b"}, {"text_fr": "control"}),
        ("need", {"en": "\u2067abc"}, {"text_en": "direction"}),
        ("need", {"en": "?!"}, {"text_en": "empty"}),
        ("fact", THREE, {"asks": "no-choice"}),
    ],
)
def test_a_seed_that_cannot_be_kept_is_told_by_field(
    cast: Cast, asks: str, given: dict[str, str], faults: dict[str, str]
) -> None:
    """What cannot be kept is told where it stands; nothing is kept in part."""
    with pytest.raises(Invalid) as refusal:
        seed(cast.principal("facilitator"), cast.dialogue.id, asks, given)
    assert faults == refusal.value.faults
    assert 3 == Statement.objects.count()


def test_a_seed_may_be_for_one_side_that_takes_part(both: Cast) -> None:
    """A seed for one side's caucus is put to that side alone; a side from elsewhere is none."""
    assert both.other is not None
    facilitator, hill = both.principal("facilitator"), both.sides["hill"].id
    made = _made(seed(facilitator, both.dialogue.id, "need", THREE, side_id=hill))
    assert made in ready_statements(both.dialogue, hill)
    assert made not in ready_statements(both.dialogue, None)
    with pytest.raises(Invalid):
        seed(facilitator, both.dialogue.id, "need", THREE, side_id=both.other.sides["hill"].id)


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"])
def test_only_facilitators_write_seeds(cast: Cast, who: str) -> None:
    """Whoever does not run the process writes no seed."""
    with pytest.raises(Refused):
        seed(cast.principal(who), cast.dialogue.id, "need", THREE)
