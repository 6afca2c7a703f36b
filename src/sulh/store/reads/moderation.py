"""
The record of moderation: what was done with which statement, on which day and why, without authors.

A rejected statement has its row and its reason there, and never its text, from whatever act. What only one side may
hear, and what waits for its decision, has no text in it either: the record may be shown to all sides.
"""

from __future__ import annotations

from typing import cast, get_args
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.model.moderation import Act, ModerationRow
from sulh.store import asking
from sulh.store.models import Dialogue, ModerationAct, Statement
from sulh.store.sealing import Sealer, sealer

SHOWN = ("accepted", "withdrawn", "merged")
ACTS = frozenset(get_args(Act))


def record(principal: Principal, dialogue_id: UUID) -> list[ModerationRow]:
    """
    Return every act on the statements of a dialogue, by day and number, with four queries.

    Raises:
        Refused: If it is not theirs to moderate.
    """
    dialogue = asking.get(principal, "moderation", SEE, Dialogue, dialogue_id)
    opener = sealer(dialogue.process_id)
    acts = ModerationAct.objects.filter(statement__dialogue=dialogue, act__in=ACTS)
    rows = acts.select_related("statement__merged_into").prefetch_related("statement__texts")
    ordered = sorted(rows, key=lambda act: (act.on, act.statement.number, act.number))
    return [
        ModerationRow(
            statement=str(act.statement.number),
            day=act.on,
            act=cast("Act", act.act),
            reason=_reason(act, opener),
            texts=_texts(act.statement, opener),
        )
        for act in ordered
    ]


def _reason(act: ModerationAct, opener: Sealer) -> str:
    """Return why; of a merger, the number of the statement that stands for both."""
    into = act.statement.merged_into
    return str(into.number) if act.act == "merged" and into is not None else opener.text(act, "reason")


def _texts(statement: Statement, opener: Sealer) -> dict[str, str]:
    if statement.state not in SHOWN or statement.side_id is not None:
        return {}
    return {text.language: opener.text(text, "text") for text in statement.texts.all()}
