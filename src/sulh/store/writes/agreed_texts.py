"""
Consent text and ground rules, version by version: what stands is never altered, what changes is a new version.

Whoever takes part accepts one version; with a new one they are asked again. A version is there in every language of its
dialogue, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.designs import Texts
from sulh.designs.dialogues import Profile
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import design_of
from sulh.store.models import AgreedText, Dialogue
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.writes import log

CONSENT, RULES = "consent", "rules"


@transaction.atomic
def change(
    principal: Principal, dialogue_id: UUID, kind: str, paragraphs: Mapping[str, str], *, version_seen: int
) -> int:
    """
    Write a new version of the consent text or of the ground rules.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        kind: "consent" or "rules".
        paragraphs: Language -> text, an empty line between two paragraphs; every language of the dialogue.
        version_seen: The version on the page that was changed.

    Returns:
        The number of the newest version; the one that was seen, if nothing differs.

    Raises:
        Conflict: If somebody else has written a version meanwhile.
        Invalid: If a language is missing, or a text cannot be kept.
    """
    dialogue = asking.get(principal, "agreed-text", CHANGE, Dialogue, dialogue_id, lock=True)
    if kind not in (CONSENT, RULES):
        raise Invalid({"kind": "no-choice"})
    reading = Reading()
    read = {tag: reading.paragraphs(f"text_{tag}", paragraphs.get(tag)) for tag in dialogue.tags}
    reading.done()
    newest = dialogue.agreed_texts.filter(kind=kind).order_by("-version").first()
    if newest is None or newest.version != version_seen:
        raise Conflict("changed-meanwhile")
    if sealer(dialogue.process_id).get(newest, "paragraphs") == read:
        return newest.version
    return _add(principal, dialogue, kind, read, announces=newest.announces)


@transaction.atomic
def allow_announcing(principal: Principal, dialogue_id: UUID, *, allowed: bool, version_seen: int) -> int:
    """
    Say in the ground rules whether it may be announced of a clause that nobody cannot live with it.

    That is another version of the rules: each person accepts it anew.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        allowed: Whether it may.
        version_seen: The version of the rules on the page.

    Returns:
        The number of the newest version; the one that was seen, if nothing differs.

    Raises:
        Refused: If they may not.
        Conflict: If somebody else has written a version meanwhile.
    """
    dialogue = asking.get(principal, "agreed-text", CHANGE, Dialogue, dialogue_id, lock=True)
    newest = dialogue.agreed_texts.filter(kind=RULES).order_by("-version").first()
    if newest is None or newest.version != version_seen:
        raise Conflict("changed-meanwhile")
    if newest.announces == allowed:
        return newest.version
    kept = sealer(dialogue.process_id).get(newest, "paragraphs") or {}
    return _add(principal, dialogue, RULES, kept, announces=allowed)


def begin(dialogue: Dialogue, profile: str) -> None:
    """Write the first version of both texts, those of the design; called while a dialogue is created."""
    design = design_of(dialogue.kind)
    for kind, texts in ((CONSENT, design.consent[cast("Profile", profile)]), (RULES, design.ground_rules)):
        _write(dialogue, kind, _by_language(dialogue, texts))


def consent_of_profile(principal: Principal, dialogue: Dialogue, profile: str) -> None:
    """Put the design's consent text of a profile in the place of the one that stands."""
    texts = design_of(dialogue.kind).consent[cast("Profile", profile)]
    _add(principal, dialogue, CONSENT, _by_language(dialogue, texts))


def _by_language(dialogue: Dialogue, texts: Sequence[Texts]) -> dict[str, list[str]]:
    return {tag: [text[tag] for text in texts] for tag in dialogue.tags}


def _add(
    principal: Principal, dialogue: Dialogue, kind: str, paragraphs: dict[str, list[str]], *, announces: bool = False
) -> int:
    version = _write(dialogue, kind, paragraphs, announces=announces)
    log.enter(dialogue.process_id, "text-version", principal, dialogue=str(dialogue.id), text=kind, version=version)
    return version


def _write(dialogue: Dialogue, kind: str, paragraphs: dict[str, list[str]], *, announces: bool = False) -> int:
    made = AgreedText(
        dialogue=dialogue,
        kind=kind,
        version=dialogue.agreed_texts.filter(kind=kind).count() + 1,
        announces=announces,
        on=clock.today(),
    )
    sealer(dialogue.process_id).put(made, paragraphs=paragraphs)
    made.save()
    return made.version
