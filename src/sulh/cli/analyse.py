"""`sulh analyse`: an export of a dialogue in, the facilitator's working papers out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli import cluster, options
from sulh.cli.app import tell
from sulh.cli.progress import steps
from sulh.figures.house import parting
from sulh.formats.faults import counted
from sulh.words.text import shorten

if TYPE_CHECKING:
    from sulh.model.findings import Findings

EXAMPLES = """
**Examples**

`sulh analyse export/ --sides sides.csv --out papers`

`sulh analyse votes.csv --sides sides.csv --invited "North=12,South=9" --out papers --lang ar --lang fr`

`sulh analyse shards/ --sides sides.csv --exclude anchors.csv --cut gender.csv --out papers --lenient`
"""
SHOWN = 5  # statements named in the terminal; the papers hold them all
WIDEST = 90  # characters of a statement there

Votes = Annotated[Path, typer.Argument(help="A Polis export folder, a CSV or Parquet file, or a folder of shards.")]
Sides = Annotated[Path | None, typer.Option(envvar="SULH_SIDES", help="CSV: participant, side.")]
Invited = Annotated[
    list[str] | None,
    typer.Option(envvar="SULH_INVITED", help='Invited room: "North=12,South=9", or a CSV of side and invited.'),
]
Cut = Annotated[Path | None, typer.Option(envvar="SULH_CUT", help="CSV: participant, and one further cut.")]
Exclude = Annotated[
    list[str] | None, typer.Option(envvar="SULH_EXCLUDE", help="Statements to leave out: ids, or a CSV of them.")
]
About = Annotated[
    Path | None, typer.Option(envvar="SULH_ABOUT", help="TOML: who was asked. Default: about.toml beside the votes.")
]
Level = Annotated[float, typer.Option(envvar="SULH_LEVEL", help="Share of each side that has to agree.")]
Confidence = Annotated[float, typer.Option(envvar="SULH_CONFIDENCE", help="With which each end of an interval holds.")]
PassAs = Annotated[options.PassAs, typer.Option(envvar="SULH_PASS_AS", help="What a pass counts as.")]
Lenient = Annotated[
    bool, typer.Option("--lenient", envvar="SULH_LENIENT", help="Skip bad rows; say how many and which kinds.")
]
Seed = Annotated[int, typer.Option(envvar="SULH_SEED", min=0, help="For everything drawn at random.")]
Engine = Annotated[options.EngineName, typer.Option(envvar="SULH_ENGINE", help="Here, or on a Dask cluster.")]
Scheduler = Annotated[
    str | None, typer.Option(envvar="SULH_SCHEDULER", help="Address of a Dask scheduler; default: one made here.")
]


def analyse(
    path: Votes,
    *,
    out: options.Out,
    sides: Sides = None,
    invited: Invited = None,
    cut: Cut = None,
    exclude: Exclude = None,
    about: About = None,
    level: Level = 0.6,
    confidence: Confidence = 0.9,
    pass_as: PassAs = options.PassAs.NOT_AGREE,
    lang: options.Langs = None,
    lenient: Lenient = False,
    seed: Seed = 0,
    engine: Engine = options.EngineName.LOCAL,
    scheduler: Scheduler = None,
) -> None:
    """
    Find what every side accepts, how sure that is, what divides, and what has not been heard.

    Writes `findings.json`, `statements.csv` and `report.html` into the folder: working papers of the facilitator, not
    to be handed on. Nothing is written when anything is wrong with what was read.
    """
    from sulh.formats.reading import read
    from sulh.opinion.analyse import STAGES
    from sulh.opinion.analyse import analyse as find

    with ExitStack() as stack:
        make = cluster.engine(engine, scheduler, stack)
        begin = stack.enter_context(steps(("reading", *STAGES, "papers")))
        begin("reading")
        dialogue = read(
            path,
            sides=sides,
            cut=cut,
            invited=options.invited(options.whole("SULH_INVITED", invited)),
            exclude=options.excluded(options.whole("SULH_EXCLUDE", exclude)),
            about=about,
            lenient=lenient,
            progress=begin.part,
        )
        findings = find(
            dialogue,
            level=level,
            confidence=confidence,
            pass_as=pass_as.value,
            seed=seed,
            engine=make,
            progress=begin,
        )
        begin("papers")
        write_papers(findings, out, options.pages("report", lang))
    tell(summary(findings), f"Working papers, not to be handed on: {out}")


def write_papers(findings: Findings, out: Path, pages: Mapping[str, str]) -> None:
    """Write the working papers into a folder, all or none, for their owner alone; `pages`: name -> language."""
    from sulh.formats.jsonfile import findings_to_json
    from sulh.formats.output import write_folder
    from sulh.papers import report_html, statements_csv

    files = {
        "findings.json": findings_to_json(findings),
        "statements.csv": statements_csv(findings).encode("utf-8"),
    }
    files |= {name: report_html(findings, lang=lang).encode("utf-8") for name, lang in pages.items()}
    write_folder(out, files, former=options.every_page("report"), private=True)


def summary(findings: Findings) -> str:
    """Say in a few lines what was found, for the person at the terminal."""
    inputs = findings.inputs
    lines = [
        (
            f"{inputs.participants:,} participants, {inputs.statements:,} statements, {inputs.answers:,} answers; "
            f"sides: {', '.join(f'{side.name} ({side.answered})' for side in findings.sides) or 'none declared'}."
        )
    ]
    lines.extend(_doubts(findings))
    if inputs.skipped:
        lines.append("Rows left out: " + ", ".join(f"{n} {kind}" for kind, n in inputs.skipped.items()) + ".")
    for word in ("firm", "likely"):
        found = [statement for statement in findings.statements if statement.standing == word]
        lines.append(f"{word.capitalize()} on every side: {len(found)} of {inputs.statements}.")
        lines.extend(
            f"  {statement.id}: {shorten(statement.text or '(no text)', WIDEST)}" for statement in found[:SHOWN]
        )
    refused = sum(statement.standing == "refused" for statement in findings.statements)
    lines.append(f"Refused or out of reach: {refused}. Divides: {len(parting(findings))}.")
    if findings.integrity is not None:
        lines.append(f"Participants whose answers deserve a look: {findings.integrity.flagged}.")
    return "\n".join(lines)


def _doubts(findings: Findings) -> Iterator[str]:
    """Say what of the sides and of the numbers invited may not be as it was meant."""
    inputs = findings.inputs
    room = inputs.population == "room"
    if findings.sides and inputs.undeclared:
        who = f"{counted(inputs.undeclared, 'participant')} of no declared side, counted nowhere."
        yield f"{who} In a room everybody has a side: look at the file of sides." if room else who
    if inputs.unknown_members:
        ids = counted(inputs.unknown_members, "id")
        yield f"{ids} in the file of sides answered nothing. If these people did answer, their ids do not match."
    if inputs.about.invited and not room:
        yield "about.toml states numbers invited, --invited does not: taken as an open consultation, not as a room."
