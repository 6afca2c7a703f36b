"""
The chain of the ledger, and what a ledger refuses.

    entry 1 ─hash─▶ entry 2 ─hash─▶ entry 3      each entry holds the hash of the one before

The hash is SHA-256 over canonical JSON (keys sorted, no spaces). It never leaves: over few answers a hash can be
guessed backwards. For the same reason no digest of the votes enters the ledger. Reading and writing files is the
business of `ledger_file`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from sulh.disclosure.past import is_caucus
from sulh.disclosure.rules import SMALLEST_K
from sulh.errors import DisclosureError
from sulh.model.findings import Findings
from sulh.model.publication import FIRST, Audience, Entry, Ledger, Publication


def canonical(value: Entry | Publication | Ledger) -> bytes:
    """
    Return canonical JSON: the same value gives the same bytes.

    >>> canonical(Ledger())
    b'{"entries":[]}'
    """
    return msgspec.json.encode(value, order="sorted")


def digest(value: Entry | Publication | Ledger) -> str:
    """Return the SHA-256 of canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def head(ledger: Ledger) -> str:
    """Return the hash of the last entry; `FIRST` for an empty ledger."""
    return digest(ledger.entries[-1]) if ledger.entries else FIRST


def check_chain(ledger: Ledger) -> None:
    """
    Refuse a ledger whose entries do not follow one another.

    Raises:
        DisclosureError: With the line of the first entry that does not fit.
    """
    previous = FIRST
    for line, entry in enumerate(ledger.entries, start=1):
        if entry.previous != previous or entry.number != line:
            raise DisclosureError(
                f"Ledger, line {line}: this entry does not follow the one before. The ledger was altered; nothing may "
                "be published from it. Take back an unharmed copy."
            )
        previous = digest(entry)


def check_request(findings: Findings, ledger: Ledger, *, audience: Audience, k: int) -> None:
    """
    Refuse a publication that does not fit the rules or the publications before it.

    Raises:
        DisclosureError: With one sentence on what is wrong and what to do.
    """
    for refusal in _refusals(findings, ledger, audience, k):
        raise DisclosureError(f"{refusal} Nothing was written.")


def _refusals(findings: Findings, ledger: Ledger, audience: Audience, k: int) -> Iterator[str]:
    if k < SMALLEST_K:
        yield f"k is {k}, and never below {SMALLEST_K}: ask for k = {SMALLEST_K} or more."
    if audience not in ("room", "public"):
        yield f"The audience is '{audience}': expected 'room' or 'public'."
    names = [side.name for side in findings.sides]
    if is_caucus(names) and audience == "public":
        yield "What one side says among itself is that side's alone: publish it for the room."
    if ledger.entries:
        if not all(_go_together(names, entry.sides) for entry in ledger.entries):
            yield (
                "The sides are not those of the publications before: take this dialogue's own ledger, or analyse again "
                "with the same sides, or with one of them for its caucus. Answers published under one set of sides "
                "must never be published under another, in this ledger or in a new one."
            )
        yield from _contradictions(findings, ledger.entries[-1], k)


def _go_together(sides: list[str], before: list[str]) -> bool:
    """Whether both can be of one dialogue: the same sides, or a caucus of one of them; any two caucuses can."""
    if is_caucus(sides):
        return is_caucus(before) or sides[0] in before
    return before[0] in sides if is_caucus(before) else sides == before


def _contradictions(findings: Findings, last: Entry, k: int) -> Iterator[str]:
    """
    What differs from the publication before: two rules over one set of answers can be subtracted.

    The sides come before and k last: other sides mean that this is another dialogue's ledger, and then no k is right.
    """
    options = findings.inputs.options
    now = (options.level, options.confidence, options.pass_as, findings.inputs.population)
    then = (last.level, last.confidence, last.pass_as, last.population)
    for name, new, old in zip(("level", "confidence", "pass-as", "population"), now, then, strict=True):
        if new != old:
            yield f"The {name} was {old} in the publication before and is {new} now: analyse again with {old}."
    if k < last.k:
        yield f"The ledger holds a publication with k = {last.k}, which may be raised, never lowered: ask for {last.k}."
