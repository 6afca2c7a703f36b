"""`sulh publish`: findings and a ledger in, a publication out, and the ledger one entry longer."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.analyse import Lang, Out
from sulh.cli.app import app, tell
from sulh.cli.options import Language
from sulh.errors import SettingError

EXAMPLES = """
**Examples**

`sulh publish papers/findings.json --ledger ledger.jsonl --audience room --out publication`

`sulh publish papers/findings.json --ledger ledger.jsonl --audience public --k 8 --out publication --lang fr`
"""


class Audience(StrEnum):
    """Who will see the publication."""

    ROOM = "room"
    PUBLIC = "public"


Paper = Annotated[Path, typer.Argument(help="findings.json, as `sulh analyse` wrote it.")]
LedgerFile = Annotated[
    Path, typer.Option(envvar="SULH_LEDGER", help="Everything ever published of this dialogue; made if absent.")
]
ForWhom = Annotated[Audience, typer.Option(envvar="SULH_AUDIENCE", help="The room's own people, or everybody.")]
K = Annotated[int, typer.Option("--k", envvar="SULH_K", help="Fewest people behind anything published; from 3.")]


@app.command(epilog=EXAMPLES)
def publish(
    findings: Paper,
    *,
    ledger: LedgerFile,
    audience: ForWhom,
    out: Out,
    k: K = 5,
    lang: Lang = Language.EN,
) -> None:
    """
    Make of the findings what may be laid before both sides: words, and numbers only where nobody is exposed.

    Writes `publication.html` and `publication.json` and appends to the ledger. Nothing goes out that, with anything
    ever published before, would let anybody find out who answered what.
    """
    from sulh.disclosure.ledger_file import add_entry, read_ledger
    from sulh.disclosure.publish import publish as release
    from sulh.formats.jsonfile import publication_to_json, read_findings
    from sulh.formats.output import write_folder
    from sulh.papers import publication_html

    if Path(os.path.realpath(ledger)).is_relative_to(os.path.realpath(out)):
        raise SettingError("Nothing was written: the ledger lies in the folder of the publication; keep it elsewhere.")
    publication, longer = release(read_findings(findings), read_ledger(ledger), audience=audience.value, k=k)
    files = {
        "publication.html": publication_html(publication, lang=lang.value).encode("utf-8"),
        "publication.json": publication_to_json(publication),
    }
    # The ledger first: what it holds and nobody saw does no harm, what somebody saw and it does not hold does. But not
    # before the files lie ready on the disk: a folder that cannot be written must not make the ledger longer.
    write_folder(out, files, first=lambda: add_entry(ledger, longer))
    tell(f"Publication {publication.number} for the {audience.value}: {out}", f"Recorded in the ledger: {ledger}")
