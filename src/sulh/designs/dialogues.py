"""
A design: what a dialogue of one kind begins with.

    Design ─┬─ title, for_whom        what it is called, when to use it
            ├─ typical                how many people, rounds and statements it was made for
            ├─ population, readers    an invited room or an open consultation; whether readers approve what leaves
            ├─ phases                 Kelman 0-4, Saunders 1-5, or none
            ├─ ground_rules           what everybody accepts before the first session
            ├─ harm_check             what the facilitators ask themselves before each phase
            ├─ consent                risk profile -> what each person reads and accepts
            ├─ prompts                what to ask first: experience, then need, then the rest
            └─ asked                  hints on who is asked, how they are chosen, and who is missing

    shared.toml + <kind>.toml ──design(kind)──▶ Design

A rule or paragraph of a kind stands in the place of the shared one of the same key; others follow at the end. What a
facilitator makes of it is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, Protocol, TypeVar, get_args

from sulh.designs.texts import Texts, Value, read
from sulh.errors import SettingError

Kind = Literal["workshop", "consultation", "caucus", "sustained"]
Profile = Literal["standard", "high"]
Asks = Literal["experience", "need", "position", "constraint", "idea"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PROFILES: tuple[Profile, ...] = get_args(Profile)
BLANK = "[…]"  # stands in a text where a facilitator has to say something that no template can know


class Span(Value, frozen=True):
    """From how many to how many."""

    least: int
    most: int


class Typical(Value, frozen=True):
    """
    What a kind was made for: advice on size, never a limit.

    Attributes:
        people: People a side.
        rounds: Rounds of answering.
        statements: Statements in one round.
    """

    people: Span
    rounds: Span
    statements: Span


class Phase(Value, frozen=True):
    """
    One phase of a workshop, or one stage of a sustained dialogue.

    Attributes:
        number: As the field counts it: Kelman from 0, Saunders from 1.
        key: Its short name.
        name: Its name on pages.
        purpose: What it is for.
    """

    number: int
    key: str
    name: Texts
    purpose: Texts


class Question(Value, frozen=True):
    """
    One question of the harm check, asked so that "yes" is the safe answer.

    Attributes:
        key: Its short name.
        question: What the facilitators answer together.
        help: What to think of.
        stop: Whether "no" means that the dialogue does not go on.
    """

    key: str
    question: Texts
    help: Texts
    stop: bool


class Prompt(Value, frozen=True):
    """
    What the facilitators put to the participants first.

    Attributes:
        key: Its short name.
        asks: What it asks for. Only experience and need come as statements: a position is never the third party's.
        form: A question that people answer with statements of their own, or a statement to agree or disagree with.
        text: Its words.
        phase: The phase it belongs to, where the kind has phases.
    """

    key: str
    asks: Asks
    form: Literal["question", "statement"]
    text: Texts
    phase: int | None = None


class Voice(Value, frozen=True):
    """
    People who are easily left out.

    Attributes:
        key: Its short name.
        text: How to think of them.
    """

    key: str
    text: Texts


class Asked(Value, frozen=True):
    """
    Hints for the three things that must be said before a round opens.

    Attributes:
        who: Who is asked.
        how: How they are chosen.
        missing: Who is missing.
        voices: Whom to think of when one says who is missing.
    """

    who: Texts
    how: Texts
    missing: Texts
    voices: tuple[Voice, ...]


class Design(Value, frozen=True):
    """
    What a dialogue of one kind begins with.

    Attributes:
        kind: One of `KINDS`.
        title: Its name on pages.
        for_whom: When to use it, in one sentence.
        typical: The size it was made for.
        population: Invited people, or whoever answers; it decides which interval findings carry.
        readers: Whether readers of each side approve what leaves; without them the consent says where results may go.
        phases: In their order; none in a consultation or a caucus.
        constraints_from: The first phase that admits a statement of constraint; None where there is no such lock.
        going_back: Whether going back to an earlier phase is part of the method.
        ground_rules: What each person accepts.
        harm_check: What the facilitators answer before each phase.
        consent: Risk profile -> the paragraphs that each person reads before the first statement.
        prompts: What is asked, in this order.
        asked: Hints on who is asked.
    """

    kind: Kind
    title: Texts
    for_whom: Texts
    typical: Typical
    population: Literal["room", "consultation"]
    readers: bool
    phases: tuple[Phase, ...]
    constraints_from: int | None
    going_back: bool
    ground_rules: tuple[Texts, ...]
    harm_check: tuple[Question, ...]
    consent: Mapping[Profile, tuple[Texts, ...]]
    prompts: tuple[Prompt, ...]
    asked: Asked

    def admits(self, asks: Asks, phase: int | None) -> bool:
        """
        Say whether a statement of this sort may be put in a phase: feasibility comes late, so that it kills no idea.

        >>> workshop = design("workshop")
        >>> workshop.admits("constraint", 2), workshop.admits("constraint", 3), workshop.admits("need", 1)
        (False, True, True)
        """
        if asks != "constraint" or self.constraints_from is None:
            return True
        return phase is not None and phase >= self.constraints_from


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Part = TypeVar("Part", bound=_Keyed)


class _Rule(Value, frozen=True):
    key: str
    text: Texts


class _Paragraph(Value, frozen=True):
    key: str
    text: Texts
    profiles: tuple[Profile, ...] = PROFILES


class _Shared(Value, frozen=True):
    ground_rules: tuple[_Rule, ...]
    harm_check: tuple[Question, ...]
    consent: tuple[_Paragraph, ...]
    missing: Texts
    voices: tuple[Voice, ...]


class _Own(Value, frozen=True):
    title: Texts
    for_whom: Texts
    typical: Typical
    population: Literal["room", "consultation"]
    readers: bool
    who: Texts
    how: Texts
    prompts: tuple[Prompt, ...]
    phases: tuple[Phase, ...] = ()
    constraints_from: int | None = None
    going_back: bool = False
    ground_rules: tuple[_Rule, ...] = ()
    harm_check: tuple[Question, ...] = ()
    consent: tuple[_Paragraph, ...] = ()


@cache
def design(kind: Kind) -> Design:
    """
    Return the design of a kind of dialogue.

    Raises:
        SettingError: If there is no such kind.

    >>> design("workshop").title["fr"]
    'Atelier de résolution de problèmes'
    """
    if kind not in KINDS:
        raise SettingError(f"There is no kind of dialogue {kind!r}; there are {', '.join(KINDS)}.")
    shared, own = read("shared", _Shared), read(kind, _Own)
    return Design(
        kind=kind,
        title=own.title,
        for_whom=own.for_whom,
        typical=own.typical,
        population=own.population,
        readers=own.readers,
        phases=own.phases,
        constraints_from=own.constraints_from,
        going_back=own.going_back,
        ground_rules=tuple(rule.text for rule in _merged(shared.ground_rules, own.ground_rules)),
        harm_check=_merged(shared.harm_check, own.harm_check),
        consent=_consent(_merged(shared.consent, own.consent)),
        prompts=own.prompts,
        asked=Asked(own.who, own.how, shared.missing, shared.voices),
    )


def unfilled(text: str) -> bool:
    """
    Say whether a text still waits for words that only a facilitator knows; then no round may open on it.

    >>> unfilled("Results go to: […].")
    True
    """
    return BLANK in text


def _merged(shared: Iterable[Part], own: Iterable[Part]) -> tuple[Part, ...]:
    """Return the shared parts, those of the same key replaced where they stand, and the others after them."""
    return tuple(({part.key: part for part in shared} | {part.key: part for part in own}).values())


def _consent(paragraphs: Iterable[_Paragraph]) -> dict[Profile, tuple[Texts, ...]]:
    chosen = tuple(paragraphs)
    return {profile: tuple(part.text for part in chosen if profile in part.profiles) for profile in PROFILES}
