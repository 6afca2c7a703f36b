"""
The rows of the demonstration, made through the verbs that pages use, at times before now.

    nine days ago   the process, its sides, two dialogues, texts, harm checks, seats
    eight days ago  a caucus round of the hill side, ended and published to that side
    six days ago    a joint round of some hundreds of answers: its first epoch ended yesterday, the second is open
    six days ago    clauses of a text put to a workshop (`sulh.store.demo.sounding`)
    five days ago   that workshop of twelve and twelve: one round, ended and published; in it what they see of an
                    earlier agreement (`sulh.store.demo.asked`)
    since then      one text, packages and the official table (`sulh.store.demo.table`)

Answers are put where answers lie, many at once, drawn from fixed numbers. `plant` does nothing where it has been
done.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from sulh.access import Principal, Role
from sulh.designs import design
from sulh.store import clock
from sulh.store.demo import valley
from sulh.store.demo.asked import answer_asked, ask_the_sides
from sulh.store.demo.carried_out import plant_carried_out
from sulh.store.demo.people import ACCOUNTS, entry_number, password, secret
from sulh.store.demo.sounding import plant_sounding
from sulh.store.demo.studied import plant_studied
from sulh.store.demo.table import plant_table
from sulh.store.demo.told import plant_told
from sulh.store.demo.tracks import plant_tracks
from sulh.store.demo.world import World
from sulh.store.models import (
    Acceptance,
    Dialogue,
    Epoch,
    Process,
    Round,
    Seat,
    Sitting,
    Staff,
    Statement,
    StipulationStatement,
    Vote,
)
from sulh.store.reads import publications
from sulh.store.reads.principals import of_staff
from sulh.store.sealing import INSTALLATION, keyring, sealer
from sulh.store.texts import seen
from sulh.store.writes import agreed_texts, dialogues, harm, papers, processes, publishing, rounds, statements
from sulh.words.language import LANGUAGES

SEED = 7
LABELS = "CDFHJKMNPRTVWXY34679"
CONSULTED = {"hill": 62, "river": 27}
INVITED = {"hill": 12, "river": 12}
ANSWER_SHARE = 0.85  # of the statements put, how many somebody answers in the first epoch
PASS_SHARE = 0.06
IN_CAUCUS = (4, 5, 7)  # places of the statements that one side has talked of alone


def plant() -> bool:
    """
    Plant the demonstration in an empty installation.

    Returns:
        Whether anything was planted: not where it had been before.
    """
    if Process.objects.exists():
        return False
    with transaction.atomic():
        world = _found()
        consultation = _dialogue(world, "consultation", valley.CONSULTATION, CONSULTED)
        workshop = _dialogue(world, "workshop", valley.WORKSHOP, INVITED)
    _caucus(world, consultation)
    _joint(world, consultation)
    _proposals(world, consultation)
    plant_sounding(world, workshop)
    asked = ask_the_sides(world, workshop, plant_carried_out(world))
    _twelve_and_twelve(world, workshop, asked)
    plant_table(world, consultation, workshop)
    plant_tracks(world)
    plant_told(world)
    plant_studied(world)
    return True


def _found() -> World:
    now = datetime.now(UTC)
    for person in ACCOUNTS:
        staff = Staff(account=person.account, language=person.language, administrator=person.role is None)
        sealer(INSTALLATION).put(staff, name=person.name)
        staff.set_password(password(person.account))
        staff.save()
        TOTP.activate(staff, secret(person.account))
    administrator = _principal("oak-door")
    facilitators = [person.account for person in ACCOUNTS if person.role == "facilitator"]
    process = processes.found(administrator, valley.PROCESS, profile="standard", facilitators=facilitators)
    facilitator = _principal("grey-heron")
    processes.give_role(facilitator, process, account="quiet-reed", role="translator")
    for person in (one for one in ACCOUNTS if one.role == "evaluator"):
        processes.give_role(facilitator, process, account=person.account, role="evaluator")
    sides = {
        "hill": processes.add_side(facilitator, process, valley.HILL),
        "river": processes.add_side(facilitator, process, valley.RIVER),
    }
    text = processes.InitiativeText(
        titles=valley.INITIATIVE,
        aim=valley.AIM,
        tracks=["professional", "citizen"],
        levels=["grassroots"],
        agenda_item="",
    )
    initiative = processes.add_initiative(facilitator, process, text)
    return World(facilitator, process, initiative, sides, random.Random(SEED), keyring().codes(cheap=True), now)


def _principal(account: str) -> Principal:
    return of_staff(Staff.objects.get(account=account).id)


def _dialogue(world: World, kind: str, titles: dict[str, str], people: dict[str, int]) -> Dialogue:
    """Set a dialogue up until its door could open, with everybody's seat."""
    new = dialogues.NewDialogue(
        kind=kind,
        titles=titles,
        question=valley.QUESTION,
        languages=LANGUAGES,
        invited={str(world.sides[side]): count for side, count in people.items()},
    )
    with world.ago(days=9):
        dialogue_id = dialogues.create(world.facilitator, world.initiative, new)
        for part, texts in (("asked", valley.ASKED), ("chosen", valley.CHOSEN), ("missing", valley.MISSING)):
            dialogue = Dialogue.objects.get(pk=dialogue_id)
            dialogues.say_who(world.facilitator, dialogue_id, part, texts, stamp=seen(dialogue, part))
        dialogue = Dialogue.objects.get(pk=dialogue_id)
        answers = {question.key: harm.HarmAnswer(yes=True) for question in design(kind).harm_check}
        harm.record(world.facilitator, dialogue_id, answers, go=True, phase=dialogue.phase, number_seen=0)
        _fill_in(world, dialogue)
        for put in valley.PUT:
            statements.seed(world.facilitator, dialogue_id, put.asks, put.texts)
        _seats(world, dialogue, people)
    return dialogue


def _fill_in(world: World, dialogue: Dialogue) -> None:
    """Fill the blanks that the consent text of a consultation has."""
    text = dialogue.agreed_texts.filter(kind="consent").order_by("-version").first()
    if text is None:
        return
    opener = sealer(world.process)
    kept: dict[str, list[str]] = opener.get(text, "paragraphs")
    filled = {tag: valley.filled_in("\n\n".join(lines), tag) for tag, lines in kept.items()}
    agreed_texts.change(world.facilitator, dialogue.id, "consent", filled, version_seen=text.version)


def _seats(world: World, dialogue: Dialogue, people: dict[str, int]) -> None:
    """Give everybody a seat with an entry number made from fixed words; all but the first of a side have agreed."""
    texts = list(dialogue.agreed_texts.all())
    newest = [
        max((text for text in texts if text.kind == kind), key=lambda text: text.version)
        for kind in ("consent", "rules")
    ]
    place = 0
    for side, count in people.items():
        made = [_seat(world, dialogue, place + number, world.sides[side]) for number in range(count)]
        made[0].language = ""  # has not come yet
        place += count
        Seat.objects.bulk_create(made)
        Acceptance.objects.bulk_create(
            Acceptance(seat=seat, text=text, on=clock.today()) for seat in made[1:] for text in newest
        )
    Seat.objects.create(
        role=Role.ASSISTANT,
        process_id=world.process,
        dialogue=dialogue,
        label="STAND",
        code=world.hasher.digest(entry_number(f"{dialogue.kind} assistant", 0)),
    )


def _seat(world: World, dialogue: Dialogue, place: int, side: UUID) -> Seat:
    return Seat(
        role=Role.PARTICIPANT,
        process_id=world.process,
        dialogue=dialogue,
        side_id=side,
        label="".join(LABELS[(place // len(LABELS) ** power) % len(LABELS)] for power in (2, 1, 0)),
        code=world.hasher.digest(entry_number(dialogue.kind, place)),
        language=LANGUAGES[place % len(LANGUAGES)],
    )


def _put(dialogue: Dialogue) -> list[Statement]:
    """Return the statements of the valley, in their order; those that ask about stipulations came later."""
    asked = StipulationStatement.objects.values("statement")
    said = dialogue.statements.filter(state="accepted", wording=None).exclude(pk__in=asked)
    return list(said.order_by("-number")[: len(valley.PUT)])[::-1]


def _caucus(world: World, dialogue: Dialogue) -> None:
    with world.ago(days=8):
        ids = [_put(dialogue)[place].id for place in IN_CAUCUS]
        ends = [world.now - timedelta(days=7)]
        opened = rounds.make(world.facilitator, dialogue.id, world.sides["hill"], ids, ends)
        rounds.open_(world.facilitator, opened)
        _answer(world, dialogue, opened, epoch=1, sides=("hill",))
    with world.ago(days=6, hours=20):
        papers.run_due()
        _publish(world, opened)


def _joint(world: World, dialogue: Dialogue) -> None:
    with world.ago(days=6):
        ends = [world.now - timedelta(days=1), world.now + timedelta(days=6)]
        opened = rounds.make(world.facilitator, dialogue.id, None, [one.id for one in _put(dialogue)], ends)
        rounds.open_(world.facilitator, opened)
        _answer(world, dialogue, opened, epoch=1, sides=("hill", "river"))
    with world.ago(hours=20):
        papers.run_due()
        _publish(world, opened)


def _twelve_and_twelve(world: World, dialogue: Dialogue, asked: list[UUID]) -> None:
    with world.ago(days=5):
        ids = [*(one.id for one in _put(dialogue)), *asked]
        ends = [world.now - timedelta(days=4), world.now + timedelta(days=3)]
        opened = rounds.make(world.facilitator, dialogue.id, None, ids, ends)
        rounds.open_(world.facilitator, opened)
        _answer(world, dialogue, opened, epoch=1, sides=("hill", "river"))
        answer_asked(world, dialogue, Epoch.objects.get(round_id=opened, number=1))
    with world.ago(days=3):
        papers.run_due()
        _publish(world, opened)


def _answer(world: World, dialogue: Dialogue, round_id: UUID, *, epoch: int, sides: tuple[str, ...]) -> None:
    """Let everybody answer who has come: all but the first seat of each side."""
    in_epoch = Epoch.objects.get(round_id=round_id, number=epoch)
    asked = set(in_epoch.round.put.values_list("statement_id", flat=True))
    put = {one: likely for one, likely in zip(_put(dialogue), valley.PUT, strict=True) if one.id in asked}
    began = int(clock.now().timestamp())
    votes, sittings = [], []
    for side in sides:
        seats = Seat.objects.filter(dialogue=dialogue, side_id=world.sides[side], role=Role.PARTICIPANT)
        for seat in seats.exclude(language="").order_by("label"):
            sittings.append(Sitting(seat=seat, round_id=round_id, began=began + world.luck.randrange(200_000)))
            for statement, likely in put.items():
                if world.luck.random() < ANSWER_SHARE:
                    value = _value(world.luck, likely.hill if side == "hill" else likely.river)
                    votes.append(Vote(seat=seat, epoch=in_epoch, statement=statement, value=value))
            sittings[-1].finished = world.luck.random() < ANSWER_SHARE
    Vote.objects.bulk_create(votes)
    Sitting.objects.bulk_create(sittings)


def _value(luck: random.Random, likely: float) -> int:
    drawn = luck.random()
    if drawn < PASS_SHARE:
        return 0
    return 1 if luck.random() < likely else -1


def _publish(world: World, round_id: UUID) -> None:
    ended = Round.objects.get(pk=round_id).epochs.filter(ended=True).order_by("-number").first()
    if ended is not None:
        previewed = publications.preview(world.facilitator, ended.id, "en")
        publishing.publish(world.facilitator, ended.id, previewed.digest)


def _proposals(world: World, dialogue: Dialogue) -> None:
    """Let three people have proposed something that still waits."""
    opener = sealer(world.process)
    seats = Seat.objects.filter(dialogue=dialogue, role=Role.PARTICIPANT).order_by("label")[3:6]
    last = dialogue.statements.count()
    with world.ago(days=1):
        for number, (seat, (tag, asks, text)) in enumerate(zip(seats, valley.WAITING, strict=True), last + 1):
            row = Statement(
                dialogue=dialogue,
                number=number,
                source="proposal",
                asks=asks,
                state="proposed",
                author=seat,
                on=clock.today(),
            )
            opener.put(row, origin={"language": tag, "text": text})
            row.save()
