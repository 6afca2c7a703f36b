"""Statements in every state, for the tests of moderation and translation; no test lives here."""

from __future__ import annotations

from sulh.store.models import ModerationAct, Statement, StatementText
from tests.cast import DAY, Cast

SAID = "We waited four nights at the bridge"


def propose(
    cast: Cast,
    text: str = SAID,
    *,
    language: str = "en",
    author: str = "hill",
    asks: str = "experience",
    side: str | None = None,
) -> Statement:
    """Return a statement as a participant proposes it."""
    made = Statement(
        dialogue=cast.dialogue,
        number=cast.dialogue.statements.count() + 1,
        source="proposal",
        asks=asks,
        state="proposed",
        side=None if side is None else cast.sides[side],
        author=cast.seats[author],
        on=DAY,
    )
    cast.sealer.put(made, origin={"language": language, "text": text})
    made.save()
    write(cast, made, language, text)
    return made


def write(cast: Cast, statement: Statement, language: str, text: str) -> StatementText:
    """Return a text of a statement in one language."""
    row = StatementText(statement=statement, language=language)
    cast.sealer.put(row, text=text)
    row.save()
    return row


def texts(cast: Cast, statement: Statement) -> dict[str, str]:
    """Return what a statement says now, by language."""
    return {row.language: cast.sealer.text(row, "text") for row in statement.texts.all()}


def acts(statement: Statement) -> list[str]:
    """Return what was done with a statement, in order."""
    return list(ModerationAct.objects.filter(statement=statement).order_by("number").values_list("act", flat=True))


def raise_profile(cast: Cast) -> None:
    """Make the process one of the high profile."""
    cast.process.profile = "high"
    cast.process.save()
