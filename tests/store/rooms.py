"""A consultation large enough for a map and a look at patterns, made of rows directly; no test lives here."""

from __future__ import annotations

from sulh.store.models import Epoch, Round, Statement, StatementText
from tests.cast import DAY, LANGUAGES, Cast


def more_statements(cast: Cast, count: int) -> None:
    """Let the dialogue have so many statements more."""
    first = len(cast.statements) + 1
    for number in range(first, first + count):
        statement = Statement.objects.create(
            dialogue=cast.dialogue, number=number, source="seed", asks="need", state="accepted", on=DAY
        )
        for tag in LANGUAGES:
            worded = StatementText(statement=statement, language=tag)
            cast.sealer.put(worded, text=f"Statement {number}")
            worded.save()
        cast.statements.append(statement)


def crowd(cast: Cast, round_: Round) -> Epoch:
    """Let thirty of each side answer fifteen statements much like their side, and nine of one refuse everything."""
    epoch = round_.epochs.get(number=1)
    for side, against in (("hill", 1), ("river", -1)):
        for place, seat in enumerate(cast.more(side, 30)):
            for number, statement in enumerate(cast.statements):
                usual = 1 if number < 5 else against
                cast.vote(seat, statement, 0 if (7 * place + 3 * number) % 10 < 2 else usual, epoch)
    for seat in cast.more("hill", 9):
        for statement in cast.statements:
            cast.vote(seat, statement, -1, epoch)
    return epoch
