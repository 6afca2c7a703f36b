"""
One text, packages and the official table of the demonstration, through the verbs that pages use.

    three days ago  a package of the consultation is approved by both sides and sent to a desk that signs in;
                    two criticise the text of the workshop (see `sounding`); its second version answers everybody
    two days ago    the desk has opened and answered it, and asked a question
    yesterday       a package of the workshop, for a desk that is only a name, waits for the sides;
                    an agreement was added, and a passage of it confirmed
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sulh.access import Principal, Role
from sulh.store import clock
from sulh.store.demo import valley, words
from sulh.store.demo.people import entry_number
from sulh.store.demo.sounding import wordings
from sulh.store.demo.world import World
from sulh.store.models import (
    Acceptance,
    Criticism,
    DeskAnswer,
    Dialogue,
    OneText,
    PackagePart,
    Seat,
    Staff,
    TransferPackage,
)
from sulh.store.passages import BETWEEN
from sulh.store.reads.composing import Draft, shelf
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.texts import seen
from sulh.store.writes import (
    agreements,
    approvals,
    chain,
    criticisms,
    desk_answers,
    desks,
    one_text,
    questions,
    release,
)
from sulh.store.writes.agreements import AgreementGiven, Confirmed
from sulh.store.writes.chain import PartSaid
from sulh.store.writes.desks import ItemText
from sulh.words.language import LANGUAGES

STRONG = 4  # of the published findings, so many are put in the package
DAYS = 40  # until a package is over


def plant_table(world: World, consultation: Dialogue, workshop: Dialogue) -> None:
    """Plant the way to the official table and back."""
    readers = {dialogue.kind: _readers(world, dialogue) for dialogue in (consultation, workshop)}
    desk, item = _table(world)
    with world.ago(days=3):
        package = _compose(world, consultation, words.PACKAGE, desk=desk, item=item)
        _confirm_and_ask(world, package)
        for reader in readers["consultation"].values():
            approvals.approve(reader, package, seen=_digest(package), yes=True)
        release.send(world.facilitator, package, seen=_digest(package), marked=True)
        _text(world, workshop, readers["workshop"])
    official = of_staff(Staff.objects.get(account="white-gate").id)
    with world.ago(days=2):
        desk_answers.open_(official, package)
        said, reasons, acceptable = words.ANSWER
        desk_answers.answer(official, package, said, reasons=reasons, acceptable=acceptable)
        questions.ask(official, desk, "option", words.QUESTION, agenda_item=item)
    with world.ago(days=1):
        only_a_name = desks.add_desk(world.facilitator, world.process, words.NAME_ONLY)
        waiting = _compose(world, workshop, words.WAITING_PACKAGE, desk=only_a_name, item=item)
        _confirm_and_ask(world, waiting)
        approvals.approve(readers["workshop"]["hill"], waiting, seen=_digest(waiting), yes=True)
        _agreement(world, workshop, package, item)


def _readers(world: World, dialogue: Dialogue) -> dict[str, Principal]:
    """Appoint one reader a side, who has accepted the texts."""
    made = {}
    for place, side in enumerate(("hill", "river")):
        seat = Seat.objects.create(
            role=Role.READER,
            process_id=world.process,
            dialogue=dialogue,
            side_id=world.sides[side],
            label=f"READ{'AB'[place]}",
            code=world.hasher.digest(entry_number(f"{dialogue.kind} reader", place)),
            language=LANGUAGES[place],
        )
        for kind in ("consent", "rules"):
            text = dialogue.agreed_texts.filter(kind=kind).order_by("-version").first()
            if text is not None:
                Acceptance.objects.create(seat=seat, text=text, on=clock.today())
        made[side] = of_seat(seat.id)
    return made


def _text(world: World, dialogue: Dialogue, readers: dict[str, Principal]) -> None:
    """Let the sides criticise the text that was put, answer, put the second version, let them criticise that."""
    facilitator = world.facilitator
    text = OneText.objects.get(dialogue=dialogue).id
    list(_criticised(world, dialogue, text, words.CRITICISMS))
    said = list(Criticism.objects.filter(wording__version__text=text).values_list("id", flat=True))
    one_text.redraft(facilitator, text)
    wording = wordings(text)[2]
    one_text.reword(facilitator, wording.id, words.GUARDED, seen=seen(wording, "texts"), agenda_item=None)
    one_text.reply(facilitator, text, said, "changed", words.REPLY)
    one_text.put(facilitator, text)
    list(_criticised(world, dialogue, text, words.OPEN_CRITICISMS))
    first = wordings(text)[0].id
    criticisms.criticise(readers["river"], first, "Both committees should sign the paper with the hours.", "en")


def _criticised(
    world: World, dialogue: Dialogue, text: UUID, said: tuple[tuple[str, int, str, str], ...]
) -> Iterator[UUID]:
    put = wordings(text)
    for number, (side, place, tag, need) in enumerate(said, 1):
        seats = Seat.objects.filter(dialogue=dialogue, side_id=world.sides[side], role=Role.PARTICIPANT)
        seat = seats.exclude(language="").order_by("label")[number]
        yield criticisms.criticise(of_seat(seat.id), put[place - 1].id, need, tag)


def _agreement(world: World, dialogue: Dialogue, package: UUID, item: UUID) -> None:
    """Add an agreement; a clause of the text and an answer of the desk contributed to one passage of it."""
    facilitator = world.facilitator
    ideas = PackagePart.objects.filter(package=package, kind="idea", place__in=words.BECAME)
    chain.say_of_parts(facilitator, package, {one.id: PartSaid("", words.BECAME[one.place]) for one in ideas})
    title, source, paragraphs = words.AGREEMENT
    given = AgreementGiven(title, source, clock.today(), paragraphs)
    agreement = agreements.add(facilitator, world.process, given)
    start = len(BETWEEN.join((*paragraphs[: words.PASSAGE], "")))
    end = start + len(paragraphs[words.PASSAGE])
    clause = wordings(OneText.objects.get(dialogue=dialogue).id)[0].clause_id
    earlier = {"clause": clause, "answer": DeskAnswer.objects.get(package=package).id}
    for kind, (confidence, why) in words.CONFIRMED.items():
        said = Confirmed(start, end, words.AUTHORITY, item, kind, earlier[kind], confidence, why)
        agreements.confirm(facilitator, agreement, said)


def _table(world: World) -> tuple[UUID, UUID]:
    desk = desks.add_desk(world.facilitator, world.process, words.DESK)
    desks.give_account(world.facilitator, desk, "white-gate")
    made = [
        desks.add_item(
            world.facilitator,
            world.process,
            ItemText(
                titles=titles,
                wanted=wanted,
                source=source,
                state=state,
                since=clock.today() - timedelta(days=days),
                wanted_by=clock.today() + timedelta(days=DAYS),
                desk=desk,
            ),
        )
        for titles, wanted, source, state, days in words.ITEMS
    ]
    return desk, made[0]


def _compose(world: World, dialogue: Dialogue, around: dict[str, dict[str, str]], *, desk: UUID, item: UUID) -> UUID:
    on = shelf(dialogue)
    return release.compose(
        world.facilitator,
        dialogue.id,
        Draft(
            title=around["title"],
            summary=around["summary"],
            addressee=around["addressee"],
            use_words=around["use_words"],
            missing=valley.MISSING,
            route="desk",
            use="option_to_test",
            expires=clock.today() + timedelta(days=DAYS),
            authentic=LANGUAGES,
            ideas=tuple(one.key for one in on.ideas)[:STRONG],
            clauses=tuple(one.key for one in on.clauses),
            desk=desk,
            agenda_item=item,
        ),
    )


def _confirm_and_ask(world: World, package: UUID) -> None:
    second = of_staff(Staff.objects.get(account="blue-stone").id)
    release.confirm(second, package, seen=_digest(package))
    release.ask(world.facilitator, package, seen=_digest(package))


def _digest(package: UUID) -> str:
    return TransferPackage.objects.get(pk=package).digest
