"""
A text of any length that has been put many times, with as much said of it as is asked for. No test lives here.

    version 1 .. n      every clause in each, one of ten reworded from one to the next
    version n           the one that is put: two of its clauses changed places, two of version n - 1 were taken out
    criticisms          half of version n, without a reply; half of the versions before, each answered by the next one
    contributions       of one statement of the cast to each clause

Rows are made in bulk and sealed as pages seal them, so that a text at its limits is there in seconds.
"""

from __future__ import annotations

from itertools import cycle, islice, pairwise
from uuid import UUID

from sulh.store.models import Clause, Contribution, Criticism, OneText, Reply, Seat, Version, Wording
from sulh.store.writes import one_text
from sulh.store.writes.criticisms import MOST
from tests.cast import DAY, Cast, accept
from tests.store.drafted import BECAUSE, TITLES, Drafted

SAYS = {
    "ar": (
        "تبقى الطريق بين القريتين مفتوحة للجميع من الفجر إلى المغيب، وتمر عليها حافلة المدرسة مرتين في اليوم، ويتفق "
        "أهل القريتين على من يصلحها ومتى، على ألا يُسأل أحد عن وجهته ولا عمن معه في الطريق"
    ),
    "en": (
        "The road between the two villages stays open to everybody from dawn to dusk, the school bus passes on it "
        "twice a day, and people of both villages agree on who repairs it and when; nobody is asked where they go"
    ),
    "fr": (
        "La route entre les deux villages reste ouverte à tous de l’aube au crépuscule, le car scolaire y passe deux "
        "fois par jour, et les habitants des deux villages conviennent de qui la répare et quand, sans rien demander"
    ),
}
NEED = "The children of the upper houses walk along this road in the dark, and nobody has asked what they need there"
GONE = 2  # clauses that the newest version no longer has


def long_text(cast: Cast, *, clauses: int, versions: int, criticisms: int, audience: str = "joint") -> Drafted:
    """
    Return a text whose newest version is put.

    Args:
        cast: Whose text it is.
        clauses: Of the newest version, four at least.
        versions: How often it was put, twice at least.
        criticisms: Of all versions together; `hill` speaks first, and nobody says more than is kept of one person.
        audience: As `sulh.store.models.OneText` has it.
    """
    for reader in ("hill-reader", "river-reader"):
        accept(cast.dialogue, cast.seats[reader])
    made = Drafted(cast, one_text.begin(cast.principal("facilitator"), cast.dialogue.id, audience, TITLES))
    OneText.objects.filter(id=made.text).update(state="put")
    made.newest.delete()
    numbers = range(1, versions + 1)
    rows = Version.objects.bulk_create(Version(text_id=made.text, number=number, put=DAY) for number in numbers)
    worded = _wordings(cast, rows, made.text, clauses)
    open_ = criticisms // 2
    more = -(-criticisms // (4 * MOST))  # of each side: half of what is said is of the newest version
    crowd = [cast.seats["hill"], *cast.more("river", more), *cast.more("hill", more)]
    _say(cast, [one for one in worded if one.version_id == rows[-1].id], crowd, open_)
    before = [one for one in reversed(worded) if one.version_id != rows[-1].id]  # the one just before it first
    answered = _say(cast, before, crowd, criticisms - open_)
    _reply(cast, rows, answered)
    _link(cast, made.wordings)
    return made


def _wordings(cast: Cast, versions: list[Version], text_id: UUID, clauses: int) -> list[Wording]:
    """Word every clause in every version, and return the wordings, version by version."""
    places = Clause.objects.bulk_create(Clause(text_id=text_id) for _ in range(clauses + GONE))
    found = []
    for version in versions:
        order = list(enumerate(places))
        if version is versions[-1]:
            order[1], order[3] = order[3], order[1]
            order = order[:-GONE]
        for place, (number, clause) in enumerate(order, 1):
            found.append(Wording(version=version, clause=clause, place=place))
            cast.sealer.put(found[-1], texts=_texts(number, version.number))
    return Wording.objects.bulk_create(found)


def _texts(clause: int, version: int) -> dict[str, str]:
    """Return what a clause says in a version: it was reworded last where its number and the version's meet."""
    reworded = max(1, version - (version - clause) % 10)
    return {tag: f"{text} ({clause + 1}, {reworded})." for tag, text in SAYS.items()}


def _say(cast: Cast, wordings: list[Wording], crowd: list[Seat], count: int) -> list[Criticism]:
    """Let each of the crowd say as much as is kept of one person, wording by wording, until so much has been said."""
    seats = (seat for seat in crowd for _ in range(MOST))
    pairs = islice(zip(seats, cycle(wordings), strict=False), count)
    rows = [Criticism(wording=wording, seat=seat, on=DAY) for seat, wording in pairs]
    for row in rows:
        cast.sealer.put(row, need={"language": "en", "text": NEED})
    return Criticism.objects.bulk_create(rows)


def _reply(cast: Cast, versions: list[Version], said: list[Criticism]) -> None:
    """Answer each of them in the version after its own."""
    after = {old.id: new for old, new in pairwise(versions)}
    replies = [Reply(version=after[one.wording.version_id], outcome="kept") for one in said]
    for row in replies:
        cast.sealer.put(row, words=BECAUSE)
    Reply.objects.bulk_create(replies)
    for one, row in zip(said, replies, strict=True):
        one.reply = row
    Criticism.objects.bulk_update(said, ["reply"], batch_size=500)


def _link(cast: Cast, wordings: list[Wording]) -> None:
    """Let the first statement have contributed to each clause."""
    said = cast.statements[0].id
    rows = [
        Contribution(
            process=cast.process,
            earlier_kind="statement",
            earlier=said,
            later_kind="clause",
            later=one.clause_id,
            confidence="medium",
            by=cast.staff["facilitator"],
            on=DAY,
        )
        for one in wordings
    ]
    for row in rows:
        cast.sealer.put(row, source="Said at the second meeting")
    Contribution.objects.bulk_create(rows)
