"""
One id, one text: what was said of a statement belongs to its text, and its past must not be lost under another id.

    texts in the ledger + findings ─▶ refused: a known id with another text; a known text under an id never seen before

The past of a statement is found by its id. Under a new id the same answers would have no past: old and new numbers
could be subtracted. Under an old id a new text would get the word of the old one. No answer is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sulh.disclosure.past import Past
from sulh.errors import DisclosureError
from sulh.model.findings import Findings


def check_texts(findings: Findings, told: Mapping[str, Past]) -> None:
    """
    Refuse a publication in which statements have changed their text, or their id. Missing texts are not compared.

    Args:
        findings: What is about to be published.
        told: What was ever said, by statement.

    Raises:
        DisclosureError: With the first such statement, and what to do.
    """
    for refusal in _refusals(findings, told):
        raise DisclosureError(f"{refusal} Nothing was written.")


def _refusals(findings: Findings, told: Mapping[str, Past]) -> Iterator[str]:
    left_out = {*findings.inputs.rejected, *findings.inputs.excluded}
    listed = {statement.id for statement in findings.statements} | left_out
    gone = {
        _plain(past.text): identifier for identifier, past in told.items() if past.text and identifier not in listed
    }
    for statement in findings.statements:
        if statement.text and statement.id not in left_out:
            text = _plain(statement.text)
            if statement.id in told:
                yield from _reworded(statement.id, text, told[statement.id].text)
            elif text in gone:
                yield _renumbered(statement.id, gone[text])


def _reworded(identifier: str, text: str, before: str | None) -> Iterator[str]:
    if before and _plain(before) != text:
        yield (
            f"Statement {identifier}: something was published of it under another text. Give back the earlier text; a "
            "new wording is a new statement, with an id and answers of its own."
        )


def _renumbered(identifier: str, before: str) -> str:
    return (
        f"Statement {identifier}: its text was published as statement {before}, which is no longer there. Give back "
        "the earlier ids; if it is to be asked anew, list the earlier one as left out."
    )


def _plain(text: str) -> str:
    """Return the text without differences in spaces."""
    return " ".join(text.split())
