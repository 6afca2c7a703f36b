"""`sulh log verify`: the offline verifier of a process log, for readers and administrators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.parts import platform_parts
from sulh.errors import SettingError, VaultError

if TYPE_CHECKING:
    from sulh.vault.log import Fault, Record

EXAMPLES = """
**Examples**

`sulh log verify log.jsonl`

`sulh log verify log.jsonl --checkpoint march.json --checkpoint april.json`
"""

_MOST = 20  # faults that are told one by one

app = typer.Typer(name="log", help="The process log.", no_args_is_help=True)

LogFile = Annotated[Path, typer.Argument(metavar="FILE", help="The log as it was exported, one record a line.")]
Checkpoints = Annotated[
    list[Path] | None,
    typer.Option(help="A checkpoint that a reader kept; may be repeated. Without one, a cut end is not seen."),
]


@app.callback()
def root() -> None:
    """Look after the process log."""


@app.command(epilog=EXAMPLES)
def verify(file: LogFile, *, checkpoint: Checkpoints = None) -> None:
    """
    Check that nobody changed a log: by its own chain, and by the checkpoints that readers of each side have kept.

    Needs no server and no network. It proves records unchanged, not true.
    """
    with platform_parts():
        from sulh.vault.log import read_log, verify
    records, faults = read_log(_content(file))
    faults = [*faults, *verify(records)]
    told = _told_of_checkpoints(checkpoint or [], records)
    for sentence in [*_told(faults), *(sentence for sentences in told.values() for sentence in sentences)]:
        typer.echo(sentence)
    if faults or any(told.values()):
        raise VaultError(f"{file.name} is not the log that was kept: do not rely on it, and show this to both sides.")
    typer.echo(f"The chain is whole: {_counted(records)}.")
    typer.echo(_agreed(list(told)))


def log_faults(file: Path, checkpoints: Sequence[Path]) -> tuple[Sequence[Record], list[str]]:
    """Return the records of a log and what is wrong with it, by its own chain and by checkpoints, in sentences."""
    with platform_parts():
        from sulh.vault.log import read_log, verify
    records, faults = read_log(_content(file))
    told = _told_of_checkpoints(checkpoints, records)
    chain = _told([*faults, *verify(records)])
    return records, [*chain, *(sentence for sentences in told.values() for sentence in sentences)]


def _told(faults: Sequence[Fault]) -> list[str]:
    sentences = [fault.sentence for fault in faults[:_MOST]]
    more = len(faults) - len(sentences)
    return [*sentences, f"And {more} more."] if more else sentences


def _told_of_checkpoints(paths: Sequence[Path], records: Sequence[Record]) -> dict[str, list[str]]:
    """Compare with each checkpoint, under the name of its file and its short code; no sentences where they agree."""
    from sulh.vault.log import check, read_checkpoint, short_code

    read = [(path.name, *read_checkpoint(_content(path).decode("utf-8", "replace"))) for path in paths]
    found: dict[str, list[str]] = {}
    for name, kept, key in read:
        sentences = [f"{name}: {fault.sentence}" for fault in check(kept, key, records)]
        if key != read[0][2]:
            sentences.append(f"{name}: This checkpoint names another server than {read[0][0]}.")
        found[f"{name} ({short_code(kept)})"] = sentences
    return found


def _agreed(checkpoints: Sequence[str]) -> str:
    if not checkpoints:
        return (
            "Without a checkpoint a cut end, or a log written anew, does not show: ask a reader of each side for one."
        )
    return f"It agrees with: {', '.join(checkpoints)}."


def _counted(records: Sequence[Record]) -> str:
    if not records:
        return "no record"
    many = "1 record" if len(records) == 1 else f"{len(records)} records"
    return f"{many}, from {records[0].at} to {records[-1].at}"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingError(f"{path.name} cannot be read ({(error.strerror or 'bad path').lower()}).") from error
