"""
A dialogue: created from a design, then completed until its first round may open.

    check, create ── rename, say_who, invite
                └─── move      from phase to phase

Level and threshold are fixed when it is created, before anybody has answered. Who takes part may change until the first
round opens; from then on the numbers invited are what results are reckoned with, and stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.designs.dialogues import Prompt
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.kinds import K_OF_PROFILE, LEVEL, MOST_INVITED, design_of, phases_of, sides_of_kind
from sulh.store.models import Dialogue, DialogueSide, Initiative, Process, Side, Statement, StatementText
from sulh.store.models.process import KINDS
from sulh.store.sealing import Sealer, sealer
from sulh.store.texts import NAME, NOTE, SENTENCE, Reading, as_seen
from sulh.store.writes import agreed_texts, log
from sulh.store.writes.checkpoints import checkpoint
from sulh.words.language import LANGUAGES

WHO = ("asked", "chosen", "missing")


@dataclass(frozen=True)
class NewDialogue:
    """
    What a form says of a dialogue to be.

    Attributes:
        kind: Of which design.
        titles, question: By language, in each language of the dialogue.
        languages: Those in which every statement has to be there.
        invited: Side -> how many are invited; the number is ignored in an open consultation.
        new_id: Id of what is to be made; None for any. A form that comes twice makes one dialogue.
    """

    kind: str
    titles: Mapping[str, str]
    question: Mapping[str, str]
    languages: Sequence[str]
    invited: Mapping[str, int | None] = field(default_factory=dict)
    new_id: UUID | None = None


def check(principal: Principal, initiative_id: UUID, new: NewDialogue) -> None:
    """
    Say whether a dialogue could be created like this; nothing is kept.

    Raises:
        Invalid: If a value cannot be kept.
    """
    initiative = asking.get(principal, "initiative", CHANGE, Initiative, initiative_id)
    _read(initiative, new)


@transaction.atomic
def create(principal: Principal, initiative_id: UUID, new: NewDialogue) -> UUID:
    """
    Create a dialogue with the texts, questions and first statements of its design.

    Raises:
        Invalid: If a value cannot be kept.
    """
    initiative = asking.get(principal, "initiative", CHANGE, Initiative, initiative_id, lock=True)
    if new.new_id is not None and initiative.dialogues.filter(pk=new.new_id).exists():
        return new.new_id
    titles, question, sides = _read(initiative, new)
    design = design_of(new.kind)
    profile = Process.objects.select_for_update().get(pk=initiative.process_id).profile  # or it may rise meanwhile
    phases = phases_of(new.kind)
    dialogue = Dialogue(
        id=new.new_id or clock.random_id(),
        initiative=initiative,
        process_id=initiative.process_id,
        kind=new.kind,
        population=design.population,
        languages=",".join(tag for tag in LANGUAGES if tag in new.languages),
        level=LEVEL,
        k=K_OF_PROFILE[profile],
        phase=phases[0] if phases else None,
        began=clock.today(),
    )
    sealed = sealer(initiative.process_id)
    sealed.put(dialogue, titles=titles, question=question)
    dialogue.save(force_insert=True)
    DialogueSide.objects.bulk_create(
        DialogueSide(dialogue=dialogue, side=side, invited=invited) for side, invited in sides
    )
    agreed_texts.begin(dialogue, profile)
    _put_first_statements(dialogue, sealed)
    log.enter(
        dialogue.process_id,
        "dialogue-created",
        principal,
        dialogue=str(dialogue.id),
        kind=dialogue.kind,
        level=round(100 * LEVEL),
        k=dialogue.k,
    )
    return dialogue.id


@transaction.atomic
def rename(
    principal: Principal, dialogue_id: UUID, titles: Mapping[str, str], question: Mapping[str, str], *, stamp: str
) -> None:
    """
    Change title and question.

    Raises:
        Conflict: If somebody else has changed them since the page was opened.
        Invalid: If one is missing in a language of the dialogue.
    """
    dialogue = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    as_seen(dialogue, stamp, "titles", "question")
    reading = Reading()
    called = reading.texts("titles", titles, dialogue.tags, most=NAME)
    asked = reading.texts("question", question, dialogue.tags, most=SENTENCE)
    reading.done()
    sealer(dialogue.process_id).put(dialogue, titles=called, question=asked)
    dialogue.save(update_fields=["titles", "question"])
    log.enter(dialogue.process_id, "dialogue-named", principal, dialogue=str(dialogue.id))


@transaction.atomic
def say_who(principal: Principal, dialogue_id: UUID, part: str, texts: Mapping[str, str], *, stamp: str) -> bool:
    """
    Write down who is asked, how they are chosen, or who is missing. A language may follow later.

    Returns:
        Whether anything has changed; what stays as it was is no act for the log.

    Raises:
        Conflict: If somebody else has written it since the page was opened.
        Invalid: If a text cannot be kept, or none is there.
    """
    dialogue = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    if part not in WHO:
        raise Invalid({"part": "no-choice"})
    as_seen(dialogue, stamp, part)
    reading = Reading()
    read = {tag: reading.lines(f"text_{tag}", texts.get(tag), most=NOTE, needed=False) for tag in dialogue.tags}
    kept = {tag: text for tag, text in read.items() if text}
    if not kept:
        reading.faults.setdefault(f"text_{dialogue.tags[0]}", "one-language")
    reading.done()
    sealed = sealer(dialogue.process_id)
    if kept == sealed.texts(dialogue, part):
        return False
    sealed.put(dialogue, **{part: kept})
    dialogue.save(update_fields=[part])
    log.enter(dialogue.process_id, "who-is-asked", principal, dialogue=str(dialogue.id), part=part)
    return True


@transaction.atomic
def invite(principal: Principal, dialogue_id: UUID, invited: Mapping[str, int | None]) -> None:
    """
    Say which sides take part and how many of each are invited.

    Raises:
        Conflict: If a round has been opened, or somebody of a side that is left out has an entry number already.
        Invalid: If a side or a number cannot be.
    """
    dialogue = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    if is_frozen(dialogue):
        raise Conflict("sides-are-frozen")
    reading = Reading()
    sides = _sides(reading, dialogue.process_id, dialogue.kind, dialogue.tags, invited)
    reading.done()
    kept = {side.id for side, _ in sides}
    if dialogue.seats.filter(left=False).exclude(side=None).exclude(side__in=kept).exists():
        raise Conflict("side-has-seats")
    dialogue.sides.exclude(side__in=kept).delete()
    for side, number in sides:
        DialogueSide.objects.update_or_create(dialogue=dialogue, side=side, defaults={"invited": number})
    log.enter(dialogue.process_id, "sides-invited", principal, dialogue=str(dialogue.id), sides=len(sides))


@transaction.atomic
def move(principal: Principal, dialogue_id: UUID, *, phase: int, phase_seen: int) -> None:
    """
    Go on to the next phase, or back to an earlier one.

    Going on needs a harm check of the new phase whose decision was go. Going back needs none and is no failure.

    Raises:
        Conflict: If somebody else has moved it, or the phase is not one that can follow.
        Incomplete: If the harm check of the new phase is missing.
    """
    dialogue = asking.get(principal, "dialogue", CHANGE, Dialogue, dialogue_id, lock=True)
    if phase not in phases_of(dialogue.kind) or phase > phase_seen + 1 or phase == phase_seen:
        raise Conflict("no-such-phase")
    if phase > phase_seen and not has_go(dialogue, phase):
        raise Incomplete([f"harm-check:{phase}"])
    if Dialogue.objects.filter(pk=dialogue.id, phase=phase_seen).update(phase=phase) != 1:
        raise Conflict("changed-meanwhile")
    log.enter(
        dialogue.process_id, "phase-changed", principal, dialogue=str(dialogue.id), before=phase_seen, after=phase
    )
    checkpoint(dialogue.process_id)


def is_frozen(dialogue: Dialogue) -> bool:
    """Whether a round has ever been opened: then who takes part stays."""
    return dialogue.rounds.exclude(state="draft").exists()


def has_go(dialogue: Dialogue, phase: int | None) -> bool:
    """Whether the newest harm check of a phase ended in go."""
    newest = dialogue.harm_checks.filter(phase=phase).order_by("-number").first()
    return newest is not None and newest.go


def _read(
    initiative: Initiative, new: NewDialogue
) -> tuple[dict[str, str], dict[str, str], list[tuple[Side, int | None]]]:
    """Return titles, question and sides as they can be kept."""
    if new.kind not in KINDS:
        raise Invalid({"kind": "no-choice"})
    reading = Reading()
    if not new.languages or set(new.languages) - set(LANGUAGES):
        reading.faults["languages"] = "no-choice"
    tags = [tag for tag in LANGUAGES if tag in new.languages]
    titles = reading.texts("titles", new.titles, tags, most=NAME)
    question = reading.texts("question", new.question, tags, most=SENTENCE)
    sides = _sides(reading, initiative.process_id, new.kind, tags, new.invited)
    reading.done()
    return titles, question, sides


def _sides(
    reading: Reading, process_id: UUID, kind: str, tags: Sequence[str], invited: Mapping[str, int | None]
) -> list[tuple[Side, int | None]]:
    """Return the sides that take part, each with its number; a side of another process is none."""
    room = design_of(kind).population == "room"
    rows = {str(side.id): side for side in Side.objects.filter(process_id=process_id)}
    least, most = sides_of_kind(kind)
    if set(invited) - set(rows):
        reading.faults["sides"] = "no-choice"
    elif not least <= len(invited) <= most:
        reading.faults["sides"] = "one-side" if most == 1 else "two-sides"
    sealed = sealer(process_id)
    chosen = [(rows[key], number) for key, number in sorted(invited.items()) if key in rows]
    if any(set(tags) - set(sealed.texts(side, "names")) for side, _ in chosen):
        reading.faults.setdefault("sides", "side-without-name")
    if not room:
        return [(side, None) for side, _ in chosen]
    return [(side, reading.number(f"invited_{side.id}", number, least=1, most=MOST_INVITED)) for side, number in chosen]


def _put_first_statements(dialogue: Dialogue, sealed: Sealer) -> None:
    """Put the design's statements where statements lie; its questions are for the facilitators to ask."""
    prompts = [prompt for prompt in design_of(dialogue.kind).prompts if prompt.form == "statement"]
    statements = [_first(dialogue, sealed, number, prompt) for number, prompt in enumerate(prompts, 1)]
    Statement.objects.bulk_create(statements)
    texts = []
    for statement, prompt in zip(statements, prompts, strict=True):
        for tag in dialogue.tags:
            text = StatementText(statement=statement, language=tag)
            sealed.put(text, text=prompt.text[tag])
            texts.append(text)
    StatementText.objects.bulk_create(texts)


def _first(dialogue: Dialogue, sealed: Sealer, number: int, prompt: Prompt) -> Statement:
    made = Statement(
        dialogue=dialogue, number=number, source="design", asks=prompt.asks, state="accepted", on=clock.today()
    )
    first = dialogue.tags[0]
    sealed.put(made, origin={"language": first, "text": prompt.text[first]})
    return made
