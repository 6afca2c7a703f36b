"""
The words of the field for meetings, as message ids: sectors, levels, capacities, labels, phases, elements.

    SECTOR_WORDS, LEVEL_WORDS, CAPACITY_WORDS, KIND_WORDS, ELEMENT_WORDS, HOLDER_WORDS    key -> message id
    label_words(label)     "Track 1.5 (mixed): ..."     always with the sense
    phase_words(...)       the name of a phase or stage

What the keys mean stands in `sulh.model.tracks` and `sulh.model.sessions`; `Language.say` translates.
"""

from __future__ import annotations

from sulh.model.sessions import CommitmentState, Element, Holder, Kind
from sulh.model.tracks import Capacity, Level, MeetingLabel, SectorKey
from sulh.words.language import mark

SECTOR_WORDS: dict[SectorKey, str] = {
    "government": mark("Government"),
    "professional": mark("Nongovernment/Professional"),
    "business": mark("Business"),
    "citizen": mark("Private Citizen"),
    "research_education": mark("Research, Training, and Education"),
    "activism": mark("Activism"),
    "religion": mark("Religion"),
    "funding": mark("Funding"),
    "media": mark("Communications and the Media"),
}
SECTOR_MEANS: dict[SectorKey, str] = {
    "government": mark("Diplomacy"),
    "professional": mark("Professional conflict resolution"),
    "business": mark("Commerce"),
    "citizen": mark("Personal involvement"),
    "research_education": mark("Learning"),
    "activism": mark("Advocacy"),
    "religion": mark("Faith in action"),
    "funding": mark("Providing resources"),
    "media": mark("Information"),
}
LEVEL_WORDS: dict[Level, str] = {
    "top": mark("Top leadership"),
    "middle_range": mark("Middle-range leadership"),
    "grassroots": mark("Grassroots"),
}
CAPACITY_WORDS: dict[Capacity, str] = {
    "official": mark("Official"),
    "official_personal": mark("Official in a personal capacity"),
    "mandated_nonofficial": mark("Not an official, but sent by one side"),
    "nonofficial": mark("Not an official"),
}
KIND_WORDS: dict[Kind, str] = {
    "workshop": mark("Problem-solving workshop"),
    "sustained": mark("Sustained dialogue"),
    "consultation": mark("Consultation"),
    "caucus": mark("Caucus of one side"),
}
ELEMENT_WORDS: dict[Element, str] = {
    "identity": mark("Identity"),
    "interests": mark("Interests"),
    "power": mark("Power"),
    "perceptions": mark("Perceptions and stereotypes"),
    "interaction": mark("Patterns of interaction"),
}
HOLDER_WORDS: dict[Holder, str] = {
    "facilitators": mark("the facilitators of this dialogue"),
    "participants": mark("the participants of this dialogue"),
    "readers": mark("the readers of its sides"),
    "coordinator": mark("the coordinator of this process"),
    "desk": mark("the desk that receives its results"),
}
COMMITMENT_WORDS: dict[CommitmentState, str] = {
    "open": mark("Still open"),
    "late": mark("Past its day"),
    "done": mark("Carried out"),
}
LABELS: dict[MeetingLabel, tuple[str, str]] = {
    MeetingLabel("one"): (
        mark("Track One"),
        mark("Officials of the parties, convened by officials or by nobody else."),
    ),
    MeetingLabel("one_and_a_half", "nonofficial_third_party"): (
        mark("Track 1.5 (non-official third party)"),
        mark("Officials of the parties, brought together by a third party that is not official."),
    ),
    MeetingLabel("one_and_a_half", "mixed"): (
        mark("Track 1.5 (mixed)"),
        mark("Some who came are officials, in office or in a personal capacity, but not all are there in office."),
    ),
    MeetingLabel("two"): (mark("Track Two"), mark("No officials of the parties.")),
    MeetingLabel("two", mandated=True): (
        mark("Track Two, some with a mandate"),
        mark("No officials of the parties; somebody present was sent by a side."),
    ),
    MeetingLabel(waiting="undeclared"): (
        mark("No label yet"),
        mark("Somebody present has not said in which capacity they came."),
    ),
    MeetingLabel(waiting="nobody"): (
        mark("No label yet"),
        mark("No capacity of anybody from the parties is recorded."),
    ),
}
WORKSHOP_PHASES: tuple[str, ...] = (
    mark("Phase 0: each side by itself, before meeting"),
    mark("Phase 1: concerns, needs and fears"),
    mark("Phase 2: thinking together about the shape of a solution"),
    mark("Phase 3: constraints"),
    mark("Phase 4: ways round the constraints"),
)
SUSTAINED_STAGES: tuple[str, ...] = (
    mark("Stage 1: deciding to engage"),
    mark("Stage 2: mapping relationships and naming problems"),
    mark("Stage 3: probing problems and relationships"),
    mark("Stage 4: building scenarios"),
    mark("Stage 5: acting together"),
)


def label_words(label: MeetingLabel) -> tuple[str, str]:
    """
    Return two message ids: the label of a meeting, and the sentence that says what it means here.

    >>> label_words(MeetingLabel("two"))[0], label_words(MeetingLabel("one_and_a_half", "mixed"))[0]
    ('Track Two', 'Track 1.5 (mixed)')
    """
    return LABELS[label]


def phase_words(kind: Kind, phase: int | None) -> str | None:
    """
    Return the message id of a phase or stage, or None where a dialogue of this kind has none of that number.

    >>> phase_words("workshop", 3), phase_words("sustained", 1), phase_words("caucus", 1)
    ('Phase 3: constraints', 'Stage 1: deciding to engage', None)
    """
    names = {"workshop": WORKSHOP_PHASES, "sustained": ("", *SUSTAINED_STAGES)}.get(kind, ())
    return (names[phase] or None) if phase is not None and 0 <= phase < len(names) else None
