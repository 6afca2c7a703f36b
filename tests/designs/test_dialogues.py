from __future__ import annotations

from typing import Any, get_args

import pytest

from sulh.designs import KINDS, PROFILES, Design, design, names_people
from sulh.designs.dialogues import Asks, Kind, unfilled
from sulh.errors import SettingError

ORDER = ("experience", "need")


def english(one: Design, profile: str) -> str:
    """What a person reads before the first statement, in English."""
    consent: Any = one.consent
    return "\n".join(text["en"] for text in consent[profile])


def rules(one: Design) -> str:
    """The ground rules in English."""
    return "\n".join(text["en"] for text in one.ground_rules)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_design(kind: Kind) -> None:
    """Whatever kind a facilitator chooses, there is something to begin with."""
    one = design(kind)

    assert kind == one.kind
    assert one.ground_rules
    assert one.prompts
    assert one.harm_check
    assert set(PROFILES) == set(one.consent)


def test_an_unknown_kind_is_refused() -> None:
    """Who asks for another kind is told which there are."""
    odd: Any = "forum"

    with pytest.raises(SettingError, match="workshop, consultation, caucus, sustained"):
        design(odd)


@pytest.mark.parametrize("kind", KINDS)
def test_sizes_make_sense(kind: Kind) -> None:
    """Every span of advice runs from fewer to more, and begins with somebody."""
    sizes = design(kind).typical

    assert all(1 <= span.least <= span.most for span in (sizes.people, sizes.rounds, sizes.statements))


def test_only_a_consultation_is_open() -> None:
    """The interval that findings carry follows from the kind: invited people, or whoever answers."""
    assert {"consultation"} == {kind for kind in KINDS if design(kind).population == "consultation"}


def test_phases_are_those_of_the_field() -> None:
    """Kelman counts from 0 to 4, Saunders from 1 to 5; a consultation and a caucus have no phases."""
    counted = {kind: [phase.number for phase in design(kind).phases] for kind in KINDS}

    assert {"workshop": [0, 1, 2, 3, 4], "consultation": [], "caucus": [], "sustained": [1, 2, 3, 4, 5]} == counted


def test_only_saunders_goes_back() -> None:
    """Going back is part of the method of a sustained dialogue."""
    assert {"sustained"} == {kind for kind in KINDS if design(kind).going_back}


def test_constraints_wait_for_the_third_phase_of_a_workshop() -> None:
    """Feasibility comes late on purpose; before phase 3, or with no phase set, a constraint is refused."""
    workshop = design("workshop")

    assert [False, False, False, True, True] == [workshop.admits("constraint", phase) for phase in range(5)]
    assert not workshop.admits("constraint", None)


def test_nothing_else_waits() -> None:
    """Only constraints are locked, and only in a workshop."""
    others: list[Asks] = [asks for asks in get_args(Asks) if asks != "constraint"]

    assert all(design("workshop").admits(asks, phase) for asks in others for phase in (None, 0, 4))
    assert all(design(kind).admits("constraint", None) for kind in KINDS if kind != "workshop")


@pytest.mark.parametrize("kind", KINDS)
def test_prompts_ask_experience_then_need_then_the_rest(kind: Kind) -> None:
    """People tell what they lived through and what they need before anyone asks where they stand."""
    asked = [prompt.asks for prompt in design(kind).prompts]
    ranks = [ORDER.index(asks) if asks in ORDER else len(ORDER) for asks in asked]

    assert ranks == sorted(ranks)
    assert {"experience", "need", "position"} <= set(asked)


@pytest.mark.parametrize("kind", KINDS)
def test_the_third_party_takes_no_position(kind: Kind) -> None:
    """A template puts statements of experience and need only; a position is asked for, never offered."""
    statements = {prompt.asks for prompt in design(kind).prompts if prompt.form == "statement"}

    assert statements == set(ORDER)
    assert all((prompt.form == "question") == prompt.text["en"].endswith("?") for prompt in design(kind).prompts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_fits_where_people_write(kind: Kind) -> None:
    """A template's statement is no longer than what anyone may propose, and names nobody."""
    assert [] == [
        hint for prompt in design(kind).prompts for text in prompt.text.values() for hint in names_people(text)
    ]


@pytest.mark.parametrize("kind", ["workshop", "sustained"])
def test_prompts_follow_the_phases(kind: Kind) -> None:
    """Where there are phases each prompt belongs to one, they come in order, and each may be put there."""
    one = design(kind)
    phases = [prompt.phase for prompt in one.prompts if prompt.phase is not None]

    assert len(one.prompts) == len(phases)
    assert phases == sorted(phases)
    assert set(phases) <= {phase.number for phase in one.phases}
    assert all(one.admits(prompt.asks, prompt.phase) for prompt in one.prompts)


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_used_once(kind: Kind) -> None:
    """An answer to the harm check, or a prompt, is found again by its key alone."""
    one = design(kind)

    for parts in (one.harm_check, one.prompts, one.phases, one.asked.voices):
        keys = [part.key for part in parts]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("kind", KINDS)
def test_ground_rules_cover_what_a_room_needs(kind: Kind) -> None:
    """The Chatham House Rule with affiliation and attendance, notes, recording, phones or pages, release, breach."""
    said = rules(design(kind))

    for words in ("may be used", "organisation", "who else was there", "did not come", "Notes", "records sound"):
        assert words in said
    for words in ("binds nobody", "unofficial", "rule was broken", "do not answer, judge or take a position"):
        assert words in said


def test_release_follows_the_kind() -> None:
    """A workshop waits for every side, a caucus keeps to itself, a consultation names who receives results."""
    assert "until every side has approved" in rules(design("workshop"))
    assert "our own side alone" in rules(design("caucus"))
    assert "only to those named in the consent" in rules(design("consultation"))
    assert "until every side" not in rules(design("caucus")) + rules(design("consultation"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_harm_check_asks_what_has_gone_wrong_elsewhere(kind: Kind) -> None:
    """At least the dangers that practitioners know are asked about, and most of them stop the dialogue."""
    asked = {question.key: question.stop for question in design(kind).harm_check}

    assert {"leak", "observers", "families", "phones", "power", "free_choice", "trauma", "exit"} < set(asked)
    assert {"who_decides", "children", "sexual_violence", "digital"} < {key for key, stop in asked.items() if stop}
    assert {"power", "trauma"} < {key for key, stop in asked.items() if not stop}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", PROFILES)
def test_consent_says_what_holds_everywhere(kind: Kind, profile: str) -> None:
    """Whoever consents has read what is kept, what cannot be promised, how to leave and whom to ask."""
    said = english(design(kind), profile)

    for words in ("What is kept", "Who can see what", "What nobody can promise", "way of writing", "you stay away"):
        assert words in said
    for words in ("officials who are not named", "erased at once", "already published stays", "proof of an answer"):
        assert words in said
    assert "gave you your entry number" in said
    assert "where only a few people of a side answer, such a total can tell them how somebody answered" in said


@pytest.mark.parametrize("kind", KINDS)
def test_consent_differs_by_profile(kind: Kind) -> None:
    """The high profile keeps nothing on the phone and shows no answer back; the standard one says that it does."""
    standard, high = english(design(kind), "standard"), english(design(kind), "high")

    for words in ("wait on your phone", "see your own answers and change them", "ninety days", "fewer than five"):
        assert words in standard
        assert words not in high
    for words in ("Nothing of yours is kept on the phone", "never shown back", "seven days", "fewer than eight"):
        assert words in high
        assert words not in standard


@pytest.mark.parametrize("profile", PROFILES)
def test_consent_says_what_passes_on(profile: str) -> None:
    """Where there are readers they approve; where there are none the text waits for addressee and form."""
    assert "every side has approved, word by word" in english(design("workshop"), profile)
    assert "every side has approved, word by word" in english(design("sustained"), profile)
    assert "your own side alone" in english(design("caucus"), profile)
    assert {"consultation"} == {kind for kind in KINDS if unfilled(english(design(kind), profile))}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_blank_stands_in_every_language(profile: str) -> None:
    """What a facilitator has to fill in is missing in all languages alike, addressee and form."""
    consent: Any = design("consultation").consent

    assert [{"en": 2, "fr": 2, "ar": 2}] == [
        {tag: words.count("[…]") for tag, words in text.items()} for text in consent[profile] if unfilled(text["en"])
    ]


def test_a_kind_replaces_a_shared_text_in_its_place() -> None:
    """The rule of a kind stands where the shared one stood; what is new follows at the end."""
    workshop, caucus = design("workshop"), design("caucus")
    differs = [at for at, rule in enumerate(workshop.ground_rules) if rule != caucus.ground_rules[at]]

    assert [9] == differs
    assert len(workshop.ground_rules) + 1 == len(caucus.ground_rules)


def test_absent_voices_are_thought_of() -> None:
    """Who says who is missing is reminded of those who usually are."""
    voices = {voice.key for voice in design("consultation").asked.voices}

    assert {"gender", "age", "place", "displaced", "without_phone"} < voices
