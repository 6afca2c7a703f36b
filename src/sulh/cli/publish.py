"""`sulh publish`: findings and a ledger in, a publication out, and the ledger one entry longer."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli import options
from sulh.cli.app import tell
from sulh.cli.sentences import what_it_binds, what_went_out
from sulh.errors import SettingError

if TYPE_CHECKING:
    from sulh.model.publication import Publication

EXAMPLES = """
**Examples**

`sulh publish papers/findings.json --ledger ledger.jsonl --audience room --out publication`

`sulh publish papers/findings.json --ledger ledger.jsonl --audience room --out look-first --preview`

`sulh publish papers/findings.json --ledger ledger.jsonl --audience public --k 8 --out publication --lang fr --lang ar`
"""


PUBLICATION, PREVIEW = "publication", "preview"  # what the files are called


class Audience(StrEnum):
    """Who will see the publication."""

    ROOM = "room"
    PUBLIC = "public"


Paper = Annotated[Path, typer.Argument(help="findings.json, as `sulh analyse` wrote it.")]
LedgerFile = Annotated[
    Path, typer.Option(envvar="SULH_LEDGER", help="Everything ever published of this dialogue; made if absent.")
]
ForWhom = Annotated[Audience, typer.Option(envvar="SULH_AUDIENCE", help="The room's own people, or everybody.")]
Preview = Annotated[
    bool,
    typer.Option("--preview", envvar="SULH_PREVIEW", help="Only look: write preview.html, leave the ledger as it is."),
]
K = Annotated[int, typer.Option("--k", envvar="SULH_K", help="Fewest people behind anything published; from 3.")]


def publish(
    findings: Paper,
    *,
    ledger: LedgerFile,
    audience: ForWhom,
    out: options.Out,
    k: K = 5,
    lang: options.Langs = None,
    preview: Preview = False,
) -> None:
    """
    Make of the findings what may be laid before both sides: words, and numbers only where nobody is exposed.

    Writes `publication.html` and `publication.json` and appends to the ledger. Nothing goes out that, with anything
    ever published before, would let anybody find out who answered what. What the ledger holds cannot be taken back:
    look at it first with `--preview`.
    """
    from sulh.disclosure.ledger_file import add_entry, read_ledger
    from sulh.disclosure.publish import publish as release
    from sulh.formats.jsonfile import read_findings
    from sulh.formats.output import write_folder

    if Path(os.path.realpath(ledger)).is_relative_to(os.path.realpath(out)):
        raise SettingError("Nothing was written: the ledger lies in the folder of the publication; keep it elsewhere.")
    before = read_ledger(ledger)
    publication, longer = release(read_findings(findings), before, audience=audience.value, k=k)
    if preview:
        write_folder(out, pages_and_data(publication, PREVIEW, lang), former=ours(PREVIEW), private=True)
        typer.echo(f"Preview: nothing was recorded; do not hand it on: {out}")
        tell(f"If published: {what_went_out(publication)}", f"If published: {what_it_binds(publication)}")
        return
    # The ledger first: what it holds and nobody saw does no harm, what somebody saw and it does not hold does. But not
    # before the files lie ready on the disk: a folder that cannot be written must not make the ledger longer.
    files = pages_and_data(publication, PUBLICATION, lang)
    write_folder(out, files, former=[*ours(PUBLICATION), *ours(PREVIEW)], first=lambda: add_entry(ledger, longer))
    recorded = "Recorded in the ledger" if before.entries else "New ledger"
    tell(what_went_out(publication), what_it_binds(publication), f"{recorded}: {ledger}", f"To be shown: {out}")


def pages_and_data(publication: Publication, stem: str, lang: list[options.Language] | None) -> dict[str, bytes]:
    """Return the files of a publication by name: one page for each language, and the data once."""
    from sulh.formats.jsonfile import publication_to_json
    from sulh.papers import publication_html

    named = options.pages(stem, lang)
    files = {name: publication_html(publication, lang=one).encode("utf-8") for name, one in named.items()}
    return files | {f"{stem}.json": publication_to_json(publication)}


def ours(stem: str) -> list[str]:
    """Return every name that a file of a publication or of a preview may have."""
    return [*options.every_page(stem), f"{stem}.json"]
