"""
The one way out: findings and the ledger in, a publication and the longer ledger out.

    findings ─▶ judge: of every statement numbers, a word or nothing ─▶ order ─▶ publication
    ledger ───▶ (what was said before)                                       └─▶ ledger + one entry

Findings of one side are its caucus: its publication is for the people of that side alone. One dialogue has one ledger,
for its joint publications and for those of every caucus.

Nothing is read or written here, and neither argument is altered. What is not in the publication does not leave: no
score, no estimate, no map, no groups, no unheard counts, nothing of people without a side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sulh.disclosure.ledger import digest, head
from sulh.disclosure.outcome import judge, next_number
from sulh.model.dialogue import natural
from sulh.model.findings import Findings, Side
from sulh.model.publication import (
    CAUCUS_NOTICE,
    NOTICES,
    WORDS,
    Audience,
    Entry,
    Kept,
    Ledger,
    Publication,
    PublishedSide,
    PublishedStatement,
)


def publish(findings: Findings, ledger: Ledger, *, audience: Audience, k: int = 5) -> tuple[Publication, Ledger]:
    """
    Decide what may leave the facilitator's room, and enter it in the ledger.

    Each statement goes out with numbers, with a word, or as a question only. Nothing said here can, together with
    anything the ledger holds, tell one of the attackers what somebody answered (see `sulh.disclosure.attackers`).
    Texts of statements go out as the facilitator holds them: that they name nobody is for the facilitator to see.

    Args:
        findings: What an analysis found: over all sides of the dialogue, or over one of them for its caucus.
        ledger: Everything that ever left this dialogue; an empty one before its first publication.
        audience: "room" for the people of these sides, "public" for everyone.
        k: Smallest number of people that may stand behind a published count; 3 or more.

    Returns:
        The publication, and the ledger with one more entry. The same arguments give the same values.

    Raises:
        DisclosureError: If the ledger was altered or does not allow this publication; the text says what to do.

    Source:
        docs/methods/what-can-be-published.md; the proofs in docs/decisions/0003-disclosure.md and
        0006-caucus-in-one-ledger.md.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 30, "B": 20}, statements=3), seed=1)[0])
    >>> publication, ledger = publish(findings, Ledger(), audience="room")
    >>> publication.number, [side.name for side in publication.sides], len(ledger.entries)
    (1, ['A', 'B'], 1)
    """
    outcomes = judge(findings, ledger, audience=audience, k=k)
    number = next_number(findings, ledger)
    publication = _publication(findings, [outcome.shown for outcome in outcomes], audience, number=number, k=k)
    kept = [outcome.kept for outcome in outcomes if outcome.kept is not None]
    return publication, Ledger((*ledger.entries, _entry(publication, kept, ledger)))


def _place(shown: PublishedStatement) -> tuple[int, float, tuple[int, int, str]]:
    """
    Sort key: by word; within a word numbers first, by the worst side's own lower end; all others by id alone.

    The order of statements without numbers must say no more than their words: sorted by the worst side's lower end,
    a long enough list would give counts away.
    """
    word = WORDS.index(shown.word) if shown.word is not None else len(WORDS)
    # with k agreements on every side the lowest end is above zero: numbers come before words
    lowest = min(answers.low for answers in shown.numbers.sides.values()) if shown.numbers else 0.0
    return (word, -lowest, natural(shown.id))


def _publication(
    findings: Findings, shown: Sequence[PublishedStatement], audience: Audience, *, number: int, k: int
) -> Publication:
    about, options = findings.inputs.about, findings.inputs.options
    return Publication(
        notice=CAUCUS_NOTICE if len(findings.sides) == 1 else NOTICES[audience],
        number=number,
        audience=audience,
        k=k,
        level=options.level,
        confidence=options.confidence,
        pass_as=options.pass_as,
        population=findings.inputs.population,
        title=about.title,
        question=about.question,
        chosen=about.chosen,
        when=about.when,
        how=about.how,
        missing=about.missing,
        sides=[_side(side, about.invited.get(side.name), k=k) for side in findings.sides],
        statements=sorted(shown, key=_place),
        cannot_say=_cannot_say(findings),
    )


def _side(side: Side, stated: int | None, *, k: int) -> PublishedSide:
    """Say how many took part only in steps of k, and not at all below k."""
    answered = side.answered // k * k
    return PublishedSide(side.name, side.invited if side.invited is not None else stated, answered or None)


def _cannot_say(findings: Findings) -> list[Literal["no-sides", "one-side"]]:
    if len(findings.sides) > 1:
        return []
    return ["one-side"] if findings.sides else ["no-sides"]


def _entry(publication: Publication, kept: list[Kept], ledger: Ledger) -> Entry:
    return Entry(
        number=len(ledger.entries) + 1,
        audience=publication.audience,
        k=publication.k,
        level=publication.level,
        confidence=publication.confidence,
        pass_as=publication.pass_as,
        population=publication.population,
        sides=[side.name for side in publication.sides],
        statements=kept,
        publication=digest(publication),
        previous=head(ledger),
    )
