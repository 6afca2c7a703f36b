"""The demonstration, step by step: a made-up dialogue on disk, its papers, its publication, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sulh.cli.analyse import summary, write_papers
from sulh.cli.options import Language, pages
from sulh.cli.publish import PUBLICATION, ours, pages_and_data
from sulh.cli.sentences import what_went_out
from sulh.disclosure.ledger_file import add_entry, read_ledger
from sulh.disclosure.publish import publish
from sulh.formats.output import write_folder
from sulh.formats.reading import read
from sulh.model.dialogue import Dialogue
from sulh.model.findings import Findings
from sulh.model.publication import Publication
from sulh.opinion.analyse import analyse
from sulh.synth.demo import valley, workshop
from sulh.synth.truth import Truth
from sulh.synth.write import write

LANGUAGES = list(Language)
WRITTEN = ("votes.csv", "sides.csv", "statements.csv", "about.toml", "truth.json")


@dataclass(frozen=True)
class Shown:
    """One dialogue of the demonstration, from what is true of it to what may leave."""

    truth: Truth
    findings: Findings
    publication: Publication


def show(out: Path, *, seed: int) -> Iterator[str]:
    """
    Make up both dialogues, analyse and publish them, and tell line by line what was found.

    Args:
        out: Folder to write into; what an earlier demonstration wrote there is written anew.
        seed: The same seed makes up the same dialogues.
    """
    yield "Everything here is made up: nobody said any of it."
    consultation = _shown(*valley(seed), out / "consultation", seed)
    yield "\nA consultation of two villages about water, in Arabic, French and English\n"
    yield summary(consultation.findings)
    yield from _against_truth(consultation)
    yield from _places(out / "consultation", consultation.publication)
    room = _shown(*workshop(seed), out / "workshop", seed)
    yield "\nA workshop of six from each village, everybody invited by name\n"
    yield summary(room.findings)
    yield from _places(out / "workshop", room.publication)


def _shown(dialogue: Dialogue, truth: Truth, home: Path, seed: int) -> Shown:
    """Take one dialogue through files, as a facilitator would: votes on disk, papers, ledger, publication."""
    for name in WRITTEN:
        (home / "dialogue" / name).unlink(missing_ok=True)
    (home / "ledger.jsonl").unlink(missing_ok=True)
    write(dialogue, truth, home / "dialogue")
    invited = None if dialogue.invited is None else dict(dialogue.invited)
    given = read(home / "dialogue" / "votes.csv", sides=home / "dialogue" / "sides.csv", invited=invited)
    findings = analyse(given, seed=seed)
    write_papers(findings, home / "papers", pages("report", LANGUAGES))
    publication, ledger = publish(findings, read_ledger(home / "ledger.jsonl"), audience="room")
    files = pages_and_data(publication, PUBLICATION, LANGUAGES)
    first = partial(add_entry, home / "ledger.jsonl", ledger)
    write_folder(home / "publication", files, former=ours(PUBLICATION), first=first)
    return Shown(truth, findings, publication)


def _against_truth(shown: Shown) -> Iterator[str]:
    """Say how much of what was planted was found, and whether anything was called firm that is not."""
    found, truth = shown.findings, shown.truth
    standing = {statement.id: statement.standing for statement in found.statements}
    common = [str(j) for j in truth.common_ground]
    divided = {divide.id for divide in found.divides}
    flagged = {person for flag in found.integrity.flags for person in flag.participants} if found.integrity else set()
    planted = {str(person) for person in truth.brigade}
    accepted = sum(standing[identifier] in {"firm", "likely"} for identifier in common)
    yield f"Planted common ground found firm or likely: {accepted} of {len(common)}."
    yield f"Planted divides found: {sum(str(j) in divided for j in truth.divides)} of {len(truth.divides)}."
    yield f"Planted brigade flagged: {len(planted & flagged)} of {len(planted)}."
    yield f"Others flagged: {len(flagged - planted)}."


def _places(home: Path, publication: Publication) -> Iterator[str]:
    """Say where the papers and the publication lie, and how much of it is numbers and how much words."""
    yield f"Working papers, not to be handed on: {home}/papers/report.html (also report.fr.html, report.ar.html)"
    yield f"What may be laid before both sides:  {home}/publication/publication.html (also .fr.html, .ar.html)"
    yield what_went_out(publication)
