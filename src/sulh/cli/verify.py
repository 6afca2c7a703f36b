"""`sulh verify`: whether a non-paper or package is what it says, on any machine, without server or network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.log import Checkpoints, log_faults
from sulh.cli.parts import platform_parts
from sulh.errors import InputError, SettingError

if TYPE_CHECKING:
    from sulh.vault.log import Record

EXAMPLES = """
**Examples**

`sulh verify non-paper.en.docx`

`sulh verify full.fr.docx --package package.json`

`sulh verify package.json --log log.jsonl --checkpoint march.json`
"""

ELSEWHERE = (
    "Compare the hash or the code with one that came another way, such as a slip or the process log: whoever makes "
    "both a package and its papers anew is not found by this."
)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The JSON, DOCX or PDF of a package.")]
PackageFile = Annotated[
    Path | None,
    typer.Option("--package", help="The package.json that came beside it, where the file no longer carries it."),
]
LogFile = Annotated[
    Path | None, typer.Option("--log", help="The process log as it was exported: does it know the hash?")
]


def verify(file: File, *, package: PackageFile = None, log: LogFile = None, checkpoint: Checkpoints = None) -> None:
    """
    Check a paper of a package: its hash, every word of it against the package, and whether a process log knows it.

    It proves that nothing was changed, not that what is said is true.
    """
    if checkpoint and log is None:
        raise SettingError("--checkpoint is of a log: name it with --log.")
    with platform_parts():
        from sulh.papers.transfer.checking import checked

        result = checked(_content(file), file=file.name, package=None if package is None else _content(package))
    told = [(check.holds, check.sentence) for check in result.checks]
    if log is not None:
        told += _in_log(log, checkpoint or [], result.digest)
    for holds, sentence in told:
        typer.echo(f"{'Holds' if holds else 'Does not hold'}: {sentence}")
    if log is None:
        typer.echo(ELSEWHERE)
    if not all(holds for holds, _ in told):
        raise InputError("not-as-made", file.name, None, expected="what the package says", found="what is told above")


def _in_log(log: Path, checkpoints: Sequence[Path], digest: str) -> Iterator[tuple[bool, str]]:
    records, faults = log_faults(log, checkpoints)
    yield from ((False, sentence) for sentence in faults)
    if not faults:
        agreed = f" and agrees with {', '.join(path.name for path in checkpoints)}" if checkpoints else ""
        yield True, f"{log.name} is whole{agreed}."
    known = [record for record in records if digest in record.refs.values()]
    if not known:
        yield False, f"{log.name} does not know this hash: the package was not confirmed, approved or sent under it."
        return
    yield True, f"{log.name} knows this hash: {'; '.join(map(_said, known))}."


def _said(record: Record) -> str:
    return f"{record.act}, {record.at[:10]} (record {record.number})"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingError(f"{path.name} cannot be read ({(error.strerror or 'bad path').lower()}).") from error
