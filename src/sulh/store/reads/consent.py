"""
What a seat is asked to accept: the newest consent text and ground rules of its dialogue, in its language.

    Asked ── title, question of the dialogue ── AgreedPage ...   consent first, then rules

Nothing is answered, proposed or read before both were accepted; a newer version is asked for anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sulh.access import CHANGE, SEATED, SEE, Principal, Refused, Role, Thing, ask, may
from sulh.negotiation.consented import Consented
from sulh.store.models import Acceptance, AgreedText, Dialogue, Study
from sulh.store.reads.circulating import SEATED_IN_DIALOGUE, seat_of
from sulh.store.reads.consented import consented_of
from sulh.store.sealing import Sealer, in_language, sealer


@dataclass(frozen=True)
class AgreedPage:
    """
    One text in the `language` it is shown in; `renewed` where the seat had accepted an earlier version of it.

    `announces`: of ground rules, whether it may be announced that nobody cannot live with a clause. `release`: of a
    consent text, what may go to the official table without anybody being asked again.
    """

    text_id: UUID
    kind: str
    version: int
    language: str
    paragraphs: tuple[str, ...]
    accepted: bool
    renewed: bool = False
    announces: bool = False
    release: Consented | None = None


@dataclass(frozen=True)
class Asked:
    """What is asked before anything else."""

    title: str
    question: str
    texts: tuple[AgreedPage, ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing is left to accept."""
        return all(text.accepted for text in self.texts)

    @property
    def again(self) -> bool:
        """Whether this seat accepted an earlier version of what it has to accept now."""
        return any(text.renewed for text in self.texts)


def asked(principal: Principal, tag: str) -> Asked:
    """
    Return what a participant or reader is asked to accept, in a language.

    Raises:
        Refused: For anybody else.
    """
    grant = seat_of(principal, *SEATED_IN_DIALOGUE)
    ask(principal, "agreed-text", SEE, Thing(grant.process, grant.dialogue))
    dialogue = Dialogue.objects.filter(pk=str(grant.dialogue)).first()
    if dialogue is None:
        raise Refused
    opener = sealer(dialogue.process_id)
    accepted = dict(Acceptance.objects.filter(seat_id=principal.id).values_list("text_id", "text__kind"))
    pages = (_page(row, opener, tag, accepted) for row in newest(dialogue))
    return Asked(
        in_language(opener.texts(dialogue, "titles"), tag),
        in_language(opener.texts(dialogue, "question"), tag),
        tuple(pages),
    )


def languages(principal: Principal) -> tuple[str, ...]:
    """Return the languages of a seat's dialogue, or of its study; none where it has neither."""
    if principal.holds(Role.RESPONDENT):
        study = Study.objects.filter(groups__seat=UUID(principal.id)).first()
        return tuple(study.tags) if study else ()
    ids = [grant.dialogue for grant in principal.grants if grant.dialogue]
    found = Dialogue.objects.filter(pk__in=ids).values_list("languages", flat=True).first()
    return tuple(found.split(",")) if found else ()


def own_seat(principal: Principal) -> None:
    """
    Make sure that somebody has a seat that they may leave.

    Raises:
        Refused: If not.
    """
    held = [grant for grant in principal.grants if grant.role in SEATED]
    things = [Thing(grant.process, grant.dialogue, frozenset(), principal.id) for grant in held]
    if not any(may(principal, "own-seat", CHANGE, thing) for thing in things):
        raise Refused


def newest(dialogue: Dialogue) -> list[AgreedText]:
    """Return the newest version of each kind of text: consent first, then rules."""
    rows = AgreedText.objects.filter(dialogue=dialogue).order_by("kind", "version")
    return list({row.kind: row for row in rows}.values())


def _page(row: AgreedText, opener: Sealer, tag: str, accepted: Mapping[UUID, str]) -> AgreedPage:
    by_language = dict(opener.get(row, "paragraphs") or {})
    found = tag if by_language.get(tag) else next((one for one in sorted(by_language) if by_language[one]), tag)
    paragraphs = tuple(by_language.get(found, ()))
    taken = row.id in accepted
    renewed = not taken and row.kind in accepted.values()
    return AgreedPage(
        text_id=row.id,
        kind=row.kind,
        version=row.version,
        language=found,
        paragraphs=paragraphs,
        accepted=taken,
        renewed=renewed,
        announces=row.announces,
        release=consented_of(row, opener),
    )
