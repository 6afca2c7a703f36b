from __future__ import annotations

from collections.abc import Collection
from typing import get_args

import pytest

from sulh.formats import meeting_words
from sulh.formats.meeting_words import LABELS, label_words, phase_words
from sulh.model.sessions import CommitmentState, Element, Holder, Kind
from sulh.model.tracks import SECTOR_TRACKS, Capacity, Level, MeetingLabel, SectorKey

TABLES: dict[str, tuple[Collection[str], Collection[str], tuple[str, ...]]] = {
    "sectors": (meeting_words.SECTOR_WORDS, meeting_words.SECTOR_WORDS.values(), get_args(SectorKey)),
    "what sectors do": (meeting_words.SECTOR_MEANS, meeting_words.SECTOR_MEANS.values(), get_args(SectorKey)),
    "levels": (meeting_words.LEVEL_WORDS, meeting_words.LEVEL_WORDS.values(), get_args(Level)),
    "capacities": (meeting_words.CAPACITY_WORDS, meeting_words.CAPACITY_WORDS.values(), get_args(Capacity)),
    "kinds": (meeting_words.KIND_WORDS, meeting_words.KIND_WORDS.values(), get_args(Kind)),
    "elements": (meeting_words.ELEMENT_WORDS, meeting_words.ELEMENT_WORDS.values(), get_args(Element)),
    "holders": (meeting_words.HOLDER_WORDS, meeting_words.HOLDER_WORDS.values(), get_args(Holder)),
    "commitments": (meeting_words.COMMITMENT_WORDS, meeting_words.COMMITMENT_WORDS.values(), get_args(CommitmentState)),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_has_its_words(name: str) -> None:
    """Whatever can be stored can be said, and in different words for different things."""
    keys, words, stored = TABLES[name]

    assert set(stored) == set(keys)
    assert len(keys) == len(set(words))


def test_sectors_are_called_as_the_founders_call_them() -> None:
    """The message ids of the nine sectors are their exact names."""
    assert {sector.key: sector.name for sector in SECTOR_TRACKS} == meeting_words.SECTOR_WORDS
    assert {sector.key: sector.through for sector in SECTOR_TRACKS} == meeting_words.SECTOR_MEANS


def test_every_label_says_what_it_means() -> None:
    """Each label has a sentence; Track 1.5 names its sense in the label itself."""
    assert 7 == len({label_words(label) for label in LABELS})
    assert "Track 1.5 (mixed)" == label_words(MeetingLabel("one_and_a_half", "mixed"))[0]


def test_phases_exist_only_where_they_belong() -> None:
    """A workshop has phases 0 to 4, a sustained dialogue stages 1 to 5, and nothing else has any."""
    assert [True] * 5 + [False] == [phase_words("workshop", phase) is not None for phase in range(6)]
    assert [False] + [True] * 5 + [False] == [phase_words("sustained", stage) is not None for stage in range(7)]
    assert phase_words("workshop", None) is None
    assert phase_words("workshop", -1) is None
    assert phase_words("consultation", 0) is None
