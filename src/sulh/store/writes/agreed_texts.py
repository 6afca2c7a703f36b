"""
Consent text and ground rules, version by version: what stands is never altered, what changes is a new version.

Whoever takes part accepts one version; with a new one they are asked again. A version is there in every language of its
dialogue, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

import msgspec
from django.db import transaction
from msgspec.structs import replace

from sulh.access import CHANGE, Principal
from sulh.designs import Texts
from sulh.designs.dialogues import Profile
from sulh.model.package import ATTRIBUTIONS
from sulh.negotiation.consented import Consented
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.kinds import design_of
from sulh.store.models import AgreedText, Dialogue
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.writes import log

CONSENT, RULES = "consent", "rules"
ADDRESSEE = 160  # letters


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
    return _add(principal, dialogue, kind, read, keep=newest)


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
    newest.announces = allowed
    return _add(principal, dialogue, RULES, kept, keep=newest)


@transaction.atomic
def allow_release(principal: Principal, dialogue_id: UUID, consented: Consented | None, *, version_seen: int) -> int:
    """
    Say in the consent text of a consultation what may go to the official table without asking people again.

    That is another version of the text: each person accepts it anew.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        consented: What may go; None for nothing.
        version_seen: The version of the consent text on the page.

    Returns:
        The number of the newest version; the one that was seen, if nothing differs.

    Raises:
        Refused: If they may not.
        Invalid: For texts that cannot be kept, an unknown level, or a day that is over.
        Conflict: `readers-are-asked` where people are invited one by one; `ballots-were-printed`: whoever hands one in
            accepts what was read out, and nobody knows which version that was; if somebody else has written a version
            meanwhile.
    """
    dialogue = asking.get(principal, "agreed-text", CHANGE, Dialogue, dialogue_id, lock=True)
    if dialogue.population != "consultation":
        raise Conflict("readers-are-asked")
    newest = dialogue.agreed_texts.filter(kind=CONSENT).order_by("-version").first()
    if newest is None or newest.version != version_seen:
        raise Conflict("changed-meanwhile")
    opener = sealer(dialogue.process_id)
    wanted: dict[str, Any] | str = "" if consented is None else _release(dialogue, consented)
    if (opener.get(newest, "release") or "") == wanted:
        return newest.version
    if wanted and dialogue.seats.filter(channel="paper", left=False).exists():
        raise Conflict("ballots-were-printed")
    paragraphs = opener.get(newest, "paragraphs") or {}
    opener.put(newest, release=wanted)
    return _add(principal, dialogue, CONSENT, paragraphs, keep=newest)


def _release(dialogue: Dialogue, consented: Consented) -> dict[str, Any]:
    reading = Reading()
    addressee = reading.texts("addressee", consented.addressee, dialogue.tags, most=ADDRESSEE)
    reading.choice("attribution", consented.attribution, ATTRIBUTIONS)
    if consented.until <= clock.today().isoformat():
        reading.faults["until"] = "date-past"
    reading.done()
    kept: dict[str, Any] = msgspec.to_builtins(replace(consented, addressee=addressee))
    return kept


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
    principal: Principal,
    dialogue: Dialogue,
    kind: str,
    paragraphs: dict[str, list[str]],
    *,
    keep: AgreedText | None = None,
) -> int:
    version = _write(dialogue, kind, paragraphs, keep=keep)
    log.enter(dialogue.process_id, "text-version", principal, dialogue=str(dialogue.id), text=kind, version=version)
    return version


def _write(dialogue: Dialogue, kind: str, paragraphs: dict[str, list[str]], *, keep: AgreedText | None = None) -> int:
    """Write a version; what may be announced and released stays as in `keep`."""
    opener = sealer(dialogue.process_id)
    made = AgreedText(
        dialogue=dialogue,
        kind=kind,
        version=dialogue.agreed_texts.filter(kind=kind).count() + 1,
        announces=keep is not None and keep.announces,
        on=clock.today(),
    )
    release = "" if keep is None else opener.get(keep, "release") or ""
    opener.put(made, paragraphs=paragraphs, release=release)
    made.save()
    return made.version
