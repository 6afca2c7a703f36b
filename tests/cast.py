"""
One small cast for all tests of the platform, made of rows directly: no test of one verb rests on another verb.

    valley     a process of two unequal sides (hill, river), standard profile, one initiative, one dialogue "talks"
               (a room: 6 and 5 invited; Arabic, French, English), texts and harm check complete, three statements
    elsewhere  another process with the same roles, for every question of "own or other"

People: facilitator and cofacilitator, translator, administrator, nobody; a participant and a reader of each side, an
assistant, an owner; and the same of the other process. `cast.principal("hill")` gives who somebody is to the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle, islice
from uuid import UUID

import pytest

from sulh.access import Principal, Role
from sulh.store import clock
from sulh.store.models import (
    Acceptance,
    AgreedText,
    Dialogue,
    DialogueSide,
    Epoch,
    HarmCheck,
    Initiative,
    Membership,
    Process,
    Round,
    RoundStatement,
    Seat,
    Side,
    Staff,
    Statement,
    StatementText,
    Vote,
)
from sulh.store.reads.principals import of_seat, of_staff
from sulh.store.sealing import Sealer, keyring, sealer

DAY = date(2026, 11, 2)
LANGUAGES = ("ar", "en", "fr")
TEXTS = (
    (
        "ماء الشرب لكل بيت قبل الصيف",
        "Clean water for every house before summer",
        "De l’eau pour chaque maison avant l’été",
    ),
    ("حافلة واحدة لأطفال القريتين", "One school bus for both villages", "Un seul car scolaire pour les deux villages"),
    ("تفتح العيادة للجميع", "The clinic treats anyone who comes", "La clinique soigne tous ceux qui viennent"),
)


@dataclass
class Cast:
    """Everybody, by name, and the rows they stand on."""

    process: Process
    sides: dict[str, Side]
    initiative: Initiative
    dialogue: Dialogue
    staff: dict[str, Staff]
    seats: dict[str, Seat]
    codes: dict[str, str]
    statements: list[Statement]
    sealer: Sealer
    other: Cast | None = None
    extra: dict[str, list[Seat]] = field(default_factory=dict)

    def principal(self, name: str) -> Principal:
        """Return who somebody is to the store."""
        if name in self.seats:
            return of_seat(self.seats[name].id)
        return of_staff(self.staff[name].id)

    def more(self, side: str, count: int) -> list[Seat]:
        """Return so many more participants of a side, all of whom have accepted the texts."""
        made = Seat.objects.bulk_create(self._seat(side, number) for number in range(count))
        accept(self.dialogue, *made)
        self.extra.setdefault(side, []).extend(made)
        return made

    def _seat(self, side: str, number: int) -> Seat:
        label = f"{side[0].upper()}{len(self.extra.get(side, [])) + number + 20}"
        return Seat(
            role=Role.PARTICIPANT,
            process=self.process,
            dialogue=self.dialogue,
            side=self.sides[side],
            label=label,
            language="en",
        )

    def round(self, *, side: str | None = None, state: str = "open", hours: float = 24) -> Round:
        """Return a round with every statement of the cast and one epoch that ends in so many hours."""
        made = Round.objects.create(
            dialogue=self.dialogue,
            number=self.dialogue.rounds.count() + 1,
            side=None if side is None else self.sides[side],
            state=state,
        )
        put = enumerate(self.statements, 1)
        RoundStatement.objects.bulk_create(RoundStatement(round=made, statement=one, place=place) for place, one in put)
        Epoch.objects.create(round=made, number=1, ends=clock.now() + timedelta(hours=hours))
        return made

    def vote(self, seat: Seat, statement: Statement, value: int, epoch: Epoch) -> Vote:
        """Return an answer, put where answers lie."""
        return Vote.objects.create(seat=seat, statement=statement, value=value, epoch=epoch)


def accept(dialogue: Dialogue, *seats: Seat) -> None:
    """Let seats have accepted the newest texts."""
    texts = dialogue.agreed_texts.all()
    Acceptance.objects.bulk_create(Acceptance(seat=seat, text=text, on=DAY) for seat in seats for text in texts)


def _process(profile: str) -> tuple[Process, Sealer]:
    process = Process(profile=profile, began=DAY)
    keyring().new_data_key(str(process.id))
    sealed = sealer(process.id)
    sealed.put(process, name="Valley talks")
    process.save()
    return process, sealed


def _side(process: Process, sealed: Sealer, mark: int, names: tuple[str, str, str]) -> Side:
    side = Side(process=process, mark=mark)
    sealed.put(side, names=dict(zip(LANGUAGES, names, strict=True)))
    return side


def _dialogue(process: Process, sealed: Sealer, sides: dict[str, Side]) -> Dialogue:
    initiative = Initiative(process=process, sector_tracks="professional", levels="middle_range")
    sealed.put(initiative, titles={"en": "Water round table"}, aim="Talk about water")
    initiative.save()
    dialogue = Dialogue(
        initiative=initiative,
        process=process,
        kind="workshop",
        population="room",
        languages=",".join(LANGUAGES),
        k=5 if process.profile == "standard" else 8,
        phase=1,
        began=DAY,
    )
    sealed.put(
        dialogue,
        titles={"ar": "حديث الماء", "en": "Talks on water", "fr": "Parler de l’eau"},
        question={"ar": "ماذا نحتاج؟", "en": "What do we need?", "fr": "De quoi avons-nous besoin ?"},
        asked={"en": "Families of both villages"},
        chosen={"en": "By the elders of each village"},
        missing={"en": "Shepherds"},
    )
    dialogue.save()
    people = (("hill", 6), ("river", 5))
    DialogueSide.objects.bulk_create(DialogueSide(dialogue=dialogue, side=sides[name], invited=n) for name, n in people)
    agreed = [AgreedText(dialogue=dialogue, kind=kind, version=1, on=DAY) for kind in ("consent", "rules")]
    for text in agreed:
        both = {tag: [f"{text.kind} {tag} one", f"{text.kind} {tag} two"] for tag in LANGUAGES}
        sealed.put(text, paragraphs=both)
    AgreedText.objects.bulk_create(agreed)
    return dialogue


def _statements(dialogue: Dialogue, sealed: Sealer, put: list[tuple[str, str, str]]) -> list[Statement]:
    made, said = [], []
    for number, texts in enumerate(put, 1):
        statement = Statement(dialogue=dialogue, number=number, source="seed", asks="need", state="accepted", on=DAY)
        sealed.put(statement, origin={"language": "en", "text": texts[1]})
        made.append(statement)
        for tag, words in zip(LANGUAGES, texts, strict=True):
            text = StatementText(statement=statement, language=tag)
            sealed.put(text, text=words)
            said.append(text)
    Statement.objects.bulk_create(made)
    StatementText.objects.bulk_create(said)
    return made


def _staff(account: str, *, administrator: bool = False) -> Staff:
    made = Staff(account=account, administrator=administrator)
    sealer("installation").put(made, name=account.title())
    made.set_unusable_password()
    return made


def make_cast(prefix: str = "", *, profile: str = "standard", number: int = 1, statements: int = len(TEXTS)) -> Cast:
    """Return a process with everybody in it; `number` keeps the codes of two casts apart."""
    process, sealed = _process(profile)
    sides = {
        "hill": _side(process, sealed, 0, ("التل", "Hill", "Colline")),
        "river": _side(process, sealed, 1, ("النهر", "River", "Rivière")),
    }
    Side.objects.bulk_create(sides.values())
    dialogue = _dialogue(process, sealed, sides)
    staff = {
        name: _staff(prefix + name, administrator=name == "administrator")
        for name in ("facilitator", "cofacilitator", "translator", "administrator", "nobody")
    }
    Staff.objects.bulk_create(staff.values())
    roles = {"facilitator": "facilitator", "cofacilitator": "facilitator", "translator": "translator"}
    works = [Membership(staff=staff[name], process=process, role=role) for name, role in roles.items()]
    Membership.objects.bulk_create(works)
    check = HarmCheck(dialogue=dialogue, phase=1, go=True, by=staff["facilitator"], on=DAY, number=1)
    sealed.put(check, answers={"leak": {"answer": True, "note": "discussed"}})
    check.save()
    seats, codes = _seats(process, dialogue, sides, number)
    put = _statements(dialogue, sealed, [*islice(cycle(TEXTS), statements)])
    return Cast(
        process=process,
        sides=sides,
        initiative=dialogue.initiative,
        dialogue=dialogue,
        staff=staff,
        seats=seats,
        codes=codes,
        statements=put,
        sealer=sealed,
    )


def _seats(
    process: Process, dialogue: Dialogue, sides: dict[str, Side], number: int
) -> tuple[dict[str, Seat], dict[str, str]]:
    hasher = keyring().codes(cheap=True)
    seats, codes = {}, {}
    people = (
        ("hill", Role.PARTICIPANT, "hill"),
        ("river", Role.PARTICIPANT, "river"),
        ("hill-reader", Role.READER, "hill"),
        ("river-reader", Role.READER, "river"),
        ("assistant", Role.ASSISTANT, None),
        ("owner", Role.OWNER, None),
    )
    for place, (name, role, side) in enumerate(people, 1):
        codes[name] = f"0712 000{number} 0000 000{place}"
        seats[name] = Seat(
            role=role,
            process=process,
            dialogue=None if role == Role.OWNER else dialogue,
            side=None if side is None else sides[side],
            label=f"S{place}",
            code=hasher.digest_typed(codes[name]),
            language="en",
        )
    Seat.objects.bulk_create(seats.values())
    accept(dialogue, seats["hill"], seats["river"])
    return seats, codes


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of the valley."""
    del db
    return make_cast()


@pytest.fixture
def both(cast: Cast) -> Cast:
    """Everybody of the valley, and in `other` the same people of another process."""
    cast.other = make_cast("other-", number=2)
    return cast


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the clock: `at(hours=3)` from now on three hours later than the start of the test."""
    start = clock.now()

    def move(**ahead: float) -> None:
        moment = start + timedelta(**ahead)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return move


On = Callable[[date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Let today be a day, at whatever hour it is."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ids and random bytes the same in each run, one after the other."""
    steady(monkeypatch)


def steady(patched: pytest.MonkeyPatch) -> None:
    """Let ids and random bytes be those of a counter that begins now: two worlds with the same acts have the same."""
    count = iter(range(1, 10**9))
    patched.setattr(clock, "random_bytes", lambda size: next(count).to_bytes(8, "big").rjust(size, b"\x5a")[-size:])
    patched.setattr(clock, "random_id", lambda: UUID(int=next(count) << 64, version=4))
