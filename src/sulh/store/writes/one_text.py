"""
The one text of a dialogue: begun, drafted, put, drafted anew, put to the last question.

    drafting ──put──▶ put ──redraft──▶ drafting     while it is drafted, clauses and replies change freely
                       └──call──▶ called            ended by the readers (`sulh.store.writes.last_question`)

Only facilitators draft. A version that was put is never changed: the next one begins as its copy. All changes of the
text of one dialogue wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q

from sulh.access import CHANGE, Principal, Refused
from sulh.negotiation.one_text import Obstacle
from sulh.negotiation.text_states import TEXT
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import (
    AgendaItem,
    Clause,
    Criticism,
    Dialogue,
    FinalAnswer,
    OneText,
    Reply,
    Round,
    Version,
    Wording,
)
from sulh.store.models.texts import AUDIENCES, OUTCOMES
from sulh.store.reads.drafting import before_the_call, before_the_next, heard
from sulh.store.sealing import sealer
from sulh.store.texts import NAME, Reading, as_seen
from sulh.store.writes import log

CLAUSE, WORDS = 2_000, 1_000  # characters
MOST_CLAUSES = 200
_ASIDE = 10_000  # where places stand while two clauses change theirs


@transaction.atomic
def begin(principal: Principal, dialogue_id: UUID, audience: str, titles: Mapping[str, str]) -> UUID:
    """
    Begin the text of a dialogue with an empty first version.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        audience: "joint" or "side-by-side".
        titles: What it is called, in every language of the dialogue.

    Raises:
        Refused: If they may not.
        Invalid: `audience`, or a title.
        Conflict: `text-there`, if one is under way.
    """
    dialogue = asking.get(principal, "one-text", CHANGE, Dialogue, dialogue_id, lock=True)
    reading = Reading()
    chosen = reading.choice("audience", audience, AUDIENCES)
    kept = reading.texts("titles", titles, dialogue.tags, most=NAME)
    reading.done()
    if dialogue.one_texts.exclude(state="ended").exists():
        raise Conflict("text-there")
    text = OneText(dialogue=dialogue, audience=chosen, on=clock.today())
    sealer(dialogue.process_id).put(text, titles=kept)
    text.save(force_insert=True)
    Version.objects.create(text=text, number=1)
    log.enter(dialogue.process_id, "text-begun", principal, dialogue=str(dialogue.id), text=str(text.id), to=chosen)
    return text.id


@transaction.atomic
def add_clause(principal: Principal, text_id: UUID, texts: Mapping[str, str], *, agenda_item: UUID | None) -> UUID:
    """
    Add a clause at the end of the draft, in one language or in several; the same one sent twice is kept once.

    Returns:
        The id of its wording.

    Raises:
        Refused: If they may not, or the agenda item is of elsewhere.
        Invalid: `texts`.
        Conflict: `text-not-drafted`, `too-many-clauses`.
    """
    version = _drafted(principal, text_id)
    dialogue = version.text.dialogue
    kept = _clause_texts(texts, dialogue.tags)
    opener = sealer(dialogue.process_id)
    there = list(version.wordings.all())
    same = next((row.id for row in there if opener.texts(row, "texts") == kept), None)
    if same is not None:
        return same
    if len(there) >= MOST_CLAUSES:
        raise Conflict("too-many-clauses")
    clause = Clause.objects.create(text=version.text, agenda_item=_item(dialogue, agenda_item))
    wording = Wording(version=version, clause=clause, place=max((row.place for row in there), default=0) + 1)
    opener.put(wording, texts=kept)
    wording.save(force_insert=True)
    return wording.id


@transaction.atomic
def reword(
    principal: Principal, wording_id: UUID, texts: Mapping[str, str], *, seen: str, agenda_item: UUID | None
) -> None:
    """
    Change a clause of the draft.

    Args:
        principal: A facilitator.
        wording_id: Which.
        texts: By language, all of them anew.
        seen: What stands for the texts as they were read (`sulh.store.texts.seen`).
        agenda_item: The official item it bears on; None for none.

    Raises:
        Refused: If they may not.
        Invalid: `texts`.
        Conflict: `text-not-drafted`, `changed-meanwhile`.
    """
    wording = _draft_wording(principal, wording_id)
    dialogue = wording.version.text.dialogue
    as_seen(wording, seen, "texts")
    sealer(dialogue.process_id).put(wording, texts=_clause_texts(texts, dialogue.tags))
    wording.save(update_fields=["texts"])
    Clause.objects.filter(pk=wording.clause_id).update(agenda_item=_item(dialogue, agenda_item))


@transaction.atomic
def remove(principal: Principal, wording_id: UUID) -> None:
    """
    Take a clause out of the draft; those behind it move up.

    Raises:
        Refused: If they may not.
        Conflict: `text-not-drafted`.
    """
    wording = _draft_wording(principal, wording_id)
    version, place = wording.version, wording.place
    wording.delete()
    Clause.objects.filter(text=version.text, wordings=None).delete()
    for row in version.wordings.filter(place__gt=place).order_by("place"):
        Wording.objects.filter(pk=row.pk).update(place=F("place") - 1)


@transaction.atomic
def move(principal: Principal, wording_id: UUID, *, up: bool) -> None:
    """
    Let a clause of the draft change places with the one before or behind it; at the end nothing happens.

    Raises:
        Refused: If they may not.
        Conflict: `text-not-drafted`.
    """
    wording = _draft_wording(principal, wording_id)
    other = wording.version.wordings.filter(place=wording.place + (-1 if up else 1)).first()
    if other is not None:
        Wording.objects.filter(pk=wording.pk).update(place=_ASIDE)
        Wording.objects.filter(pk=other.pk).update(place=wording.place)
        Wording.objects.filter(pk=wording.pk).update(place=other.place)


@transaction.atomic
def reply(
    principal: Principal, text_id: UUID, criticisms: Collection[UUID], outcome: str, words: Mapping[str, str]
) -> UUID:
    """
    Reply to criticisms in the draft: what was changed for them, or why not.

    Args:
        principal: A facilitator.
        text_id: Of which text.
        criticisms: Which ones; one reply may answer many.
        outcome: "changed" or "kept".
        words: By language of the dialogue.

    Raises:
        Refused: If they may not, or a criticism is of elsewhere.
        Invalid: `criticisms`, `outcome` or `words`.
        Conflict: `text-not-drafted`; `replied-meanwhile`, if one of them has a reply.
    """
    version = _drafted(principal, text_id)
    dialogue = version.text.dialogue
    reading = Reading()
    chosen = reading.choice("outcome", outcome, OUTCOMES)
    kept = reading.texts("words", words, dialogue.tags, most=WORDS)
    if not criticisms:
        reading.faults["criticisms"] = "no-choice"
    reading.done()
    asked = Criticism.objects.filter(heard(), pk__in=criticisms, wording__version__text=version.text)
    if asked.count() != len(set(criticisms)):
        raise Refused
    made = Reply(version=version, outcome=chosen)
    sealer(dialogue.process_id).put(made, words=kept)
    made.save(force_insert=True)
    if asked.filter(reply=None).update(reply=made) != len(set(criticisms)):
        raise Conflict("replied-meanwhile")
    return made.id


@transaction.atomic
def take_reply_back(principal: Principal, reply_id: UUID) -> UUID:
    """
    Take a reply of the draft back: what it answered is open again.

    Returns:
        The id of its text.

    Raises:
        Refused: If they may not, or it is of a version that was put.
        Conflict: `text-not-drafted`.
    """
    made = asking.get(principal, "one-text", CHANGE, Reply, reply_id)
    if _drafted(principal, made.version.text_id).pk != made.version_id:
        raise Refused
    made.delete()
    return made.version.text_id


@transaction.atomic
def put(principal: Principal, text_id: UUID) -> None:
    """
    Put the draft to the people: it is frozen, and may be criticised.

    Raises:
        Refused: If they may not.
        Incomplete: With what has to be put right first, as `kind:witness`.
        Conflict: `text-not-drafted`, `somebody-was-quicker`.
    """
    version = _drafted(principal, text_id)
    _nothing_in_the_way(before_the_next(version))
    Version.objects.filter(pk=version.pk).update(put=clock.today())
    _move(principal, version.text, "text-put", "put", version=version.number, clauses=version.wordings.count())


@transaction.atomic
def redraft(principal: Principal, text_id: UUID) -> None:
    """
    Begin the next version as a copy of the one that was put.

    Raises:
        Refused: If they may not.
        Conflict: `sounding-open`, `somebody-was-quicker`.
    """
    text = _text(principal, text_id)
    _nothing_sounded(text)
    _next_version(text)
    _move(principal, text, "text-redrafted", "redraft")


@transaction.atomic
def call(principal: Principal, text_id: UUID) -> None:
    """
    Put the last question, yes or no, to the readers of every side.

    Raises:
        Refused: If they may not.
        Incomplete: While a criticism has no reply, or a side has no reader.
        Conflict: `sounding-open`, `somebody-was-quicker`.
    """
    text = _text(principal, text_id)
    _nothing_sounded(text)
    version = text.versions.exclude(put=None).order_by("-number").first()
    if version is None:
        raise Conflict("somebody-was-quicker")
    _nothing_in_the_way(before_the_call(version))
    _move(principal, text, "text-called", "call", version=version.number)


@transaction.atomic
def reopen(principal: Principal, text_id: UUID) -> None:
    """
    Take the last question back before every side has answered: it came too early.

    Raises:
        Refused: If they may not.
        Conflict: `somebody-was-quicker`.
    """
    text = _text(principal, text_id)
    FinalAnswer.objects.filter(version__text=text).delete()
    _next_version(text)
    _move(principal, text, "text-reopened", "reopen")


def _text(principal: Principal, text_id: UUID) -> OneText:
    """Return a text to change, alone."""
    text = asking.get(principal, "one-text", CHANGE, OneText, text_id)
    Dialogue.objects.select_for_update().get(pk=text.dialogue_id)
    text.refresh_from_db(fields=["state"])
    return text


def _drafted(principal: Principal, text_id: UUID) -> Version:
    """Return the version that is being drafted."""
    text = _text(principal, text_id)
    version = text.versions.filter(put=None).first()
    if text.state != "drafting" or version is None:
        raise Conflict("text-not-drafted")
    version.text = text
    return version


def _draft_wording(principal: Principal, wording_id: UUID) -> Wording:
    found = asking.get(principal, "one-text", CHANGE, Wording, wording_id)
    version = _drafted(principal, found.version.text_id)
    wording = version.wordings.filter(pk=wording_id).first()
    if wording is None:
        raise Conflict("text-not-drafted")
    wording.version = version
    return wording


def _nothing_sounded(text: OneText) -> None:
    """Wait for a sounding of its clauses to end: what is said in it is answered in the next version."""
    running = Q(state__in=("open", "paused"), epochs__ends__gt=clock.now())
    if Round.objects.filter(running, dialogue=text.dialogue_id, sounding=True).exists():
        raise Conflict("sounding-open")


def _next_version(text: OneText) -> None:
    last = text.versions.order_by("-number").first()
    if last is None or last.put is None:
        raise Conflict("somebody-was-quicker")
    number = (text.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Version.objects.create(text=text, number=number)
    opener = sealer(text.dialogue.process_id)
    copies = []
    for old in last.wordings.order_by("place"):
        copy = Wording(version=made, clause_id=old.clause_id, place=old.place)
        opener.put(copy, texts=opener.texts(old, "texts"))
        copies.append(copy)
    Wording.objects.bulk_create(copies)


def _move(principal: Principal, text: OneText, entry: str, move: str, **refs: int) -> None:
    moved = OneText.objects.filter(pk=text.pk, state__in=TEXT.before(move))
    if text.state not in TEXT.before(move) or moved.update(state=TEXT.after(text.state, move)) != 1:
        raise Conflict("somebody-was-quicker")
    log.enter(text.dialogue.process_id, entry, principal, text=str(text.id), **refs)


def _nothing_in_the_way(obstacles: Sequence[Obstacle]) -> None:
    if obstacles:
        raise Incomplete(list(dict.fromkeys(code_of(one) for one in obstacles)))


def code_of(obstacle: Obstacle) -> str:
    """
    Return an obstacle as pages know it: its kind, and the language where it is one of a language.

    >>> code_of(Obstacle("text-missing", "c", language="ar")), code_of(Obstacle("no-reply", "c", criticism="x"))
    ('clause-text-missing:ar', 'criticism-without-reply')
    """
    codes = {
        "no-clause": "text-without-clause",
        "text-missing": "clause-text-missing",
        "no-reply": "criticism-without-reply",
        "reply-missing": "reply-text-missing",
        "nothing-changed": "reply-without-change",
        "no-reader": "side-without-reader",
    }
    return codes[obstacle.kind] + (f":{obstacle.language}" if obstacle.language else "")


def _clause_texts(texts: Mapping[str, str], tags: Sequence[str]) -> dict[str, str]:
    reading = Reading()
    kept = reading.texts("texts", texts, tags, most=CLAUSE, needed=False)
    if not kept:
        reading.faults.setdefault(f"texts_{tags[0]}", "one-language")
    reading.done()
    return kept


def _item(dialogue: Dialogue, item_id: UUID | None) -> AgendaItem | None:
    if item_id is None:
        return None
    item = AgendaItem.objects.filter(pk=item_id, process_id=dialogue.process_id).first()
    if item is None:
        raise Invalid({"agenda_item": "no-choice"})
    return item
