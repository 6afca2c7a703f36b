from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sulh.model.tracks import (
    CAPACITIES,
    LEVELS,
    SECTOR_TRACKS,
    Capacities,
    Capacity,
    MeetingLabel,
    meeting_label,
)

ONE = MeetingLabel("one")
THIRD = MeetingLabel("one_and_a_half", "nonofficial_third_party")
MIXED = MeetingLabel("one_and_a_half", "mixed")
TWO = MeetingLabel("two")
MANDATED = MeetingLabel("two", mandated=True)
counts = st.dictionaries(st.sampled_from(CAPACITIES), st.integers(0, 12))


def label(party: str, third: str = "", undeclared: int = 0) -> MeetingLabel:
    """The label of a meeting, one of each capacity named."""
    of: dict[str, Capacity] = dict(zip("opmn", CAPACITIES, strict=True))
    return meeting_label(Capacities({of[one]: 1 for one in party}, {of[one]: 1 for one in third}, undeclared))


def test_nine_sector_tracks() -> None:
    """The nine tracks have their numbers, and the exact names of the founders' list."""
    assert list(range(1, 10)) == [sector.number for sector in SECTOR_TRACKS]
    assert 9 == len({sector.key for sector in SECTOR_TRACKS})
    assert (2, "professional", "Nongovernment/Professional", "Professional conflict resolution") == (
        SECTOR_TRACKS[1].number,
        SECTOR_TRACKS[1].key,
        SECTOR_TRACKS[1].name,
        SECTOR_TRACKS[1].through,
    )
    assert ("media", "Communications and the Media") == (SECTOR_TRACKS[8].key, SECTOR_TRACKS[8].name)
    assert ("top", "middle_range", "grassroots") == LEVELS


@pytest.mark.parametrize(
    ("party", "third", "expected"),
    [
        ("o", "", ONE),
        ("o", "o", ONE),
        ("o", "n", THIRD),
        ("o", "p", THIRD),
        ("o", "m", THIRD),
        ("o", "on", THIRD),
        ("p", "", MIXED),
        ("op", "", MIXED),
        ("on", "o", MIXED),
        ("pn", "n", MIXED),
        ("om", "n", MIXED),
        ("n", "", TWO),
        ("n", "o", TWO),
        ("n", "m", TWO),
        ("m", "n", MANDATED),
        ("mn", "o", MANDATED),
    ],
)
def test_the_table_of_labels(party: str, third: str, expected: MeetingLabel) -> None:
    """Each row of the table holds (o official, p official in person, m mandated, n nonofficial)."""
    assert expected == label(party, third)


def test_no_label_yet() -> None:
    """Without anybody from a party, or with a capacity that nobody declared, a meeting has no label yet."""
    assert MeetingLabel(waiting="nobody") == label("", "n")
    assert MeetingLabel(waiting="nobody") == meeting_label(Capacities({"official": 0}))
    assert MeetingLabel(waiting="undeclared") == label("n", "n", undeclared=1)
    assert MeetingLabel(waiting="undeclared") == label("", "", undeclared=2)


@given(counts, counts, st.integers(2, 5))
def test_numbers_do_not_matter(party: dict[Capacity, int], third: dict[Capacity, int], times: int) -> None:
    """However many came in each capacity, the label is that of the capacities; one who is not there changes nothing."""
    many = Capacities(
        {capacity: count * times for capacity, count in party.items()},
        {capacity: count for capacity, count in third.items() if count},
    )

    assert meeting_label(Capacities(party, third)) == meeting_label(many)


@given(counts, counts)
def test_a_label_is_one_of_the_table(party: dict[Capacity, int], third: dict[Capacity, int]) -> None:
    """Every declared meeting with somebody from a party has one of five labels, and Track 1.5 always says its sense."""
    assume(any(party.values()))
    found = meeting_label(Capacities(party, third))

    assert found in (ONE, THIRD, MIXED, TWO, MANDATED)
    assert (found.track == "one_and_a_half") == (found.sense is not None)


@given(counts, counts)
def test_officials_are_never_called_track_two(party: dict[Capacity, int], third: dict[Capacity, int]) -> None:
    """With an official of a party present, in office or in person, no meeting is Track Two; without one, each is."""
    assume(any(party.values()))
    officials = party.get("official", 0) + party.get("official_personal", 0)

    assert (officials == 0) == (meeting_label(Capacities(party, third)).track == "two")
