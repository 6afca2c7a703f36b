"""`sulh shares`: a key in two shares, one for each of two custodians, and the key again from both."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli import installation
from sulh.cli.app import tell
from sulh.cli.keygen import write_private
from sulh.cli.parts import platform_parts
from sulh.errors import SettingError

app = typer.Typer(name="shares", no_args_is_help=True, help="Cut a key into two shares for two custodians; join both.")
CUT = """
**Examples**

`sulh shares cut 4f0c… --custodian age1… --custodian age1… --out shares`

`sulh shares cut --key facilitator.key --custodian age1… --custodian age1… --out shares`
"""
JOIN = """
**Examples**

`sulh shares join first.txt second.txt`

`sulh shares join first.txt second.txt --out facilitator.key`
"""
FACILITATOR = "facilitator"  # the name of a key that is of no server
CUSTODIANS = 2
_AGE = b"age-encryption.org/"
_HEAD = """\
# One of two shares of a key. Alone it says nothing; both together rebuild the key.
# Never lies where the other one lies. Destroy it when you are asked to: then nobody can rebuild the key any more.
"""

Name = Annotated[str | None, typer.Argument(help="Id of a process, or: installation.")]
Custodian = Annotated[list[str], typer.Option(help="Public key of a custodian: age1...; exactly two.")]
Folder = Annotated[Path, typer.Option(help="Folder for the two files, which must not be there yet.")]
Key = Annotated[Path | None, typer.Option(help="A facilitator's key file in place of a key of the server.")]
Pair = Annotated[list[Path], typer.Argument(metavar="FIRST SECOND", help="The two shares, opened or as age files.")]
Identity = Annotated[list[Path] | None, typer.Option(help="File with a custodian's age identity; for age files.")]
Out = Annotated[Path | None, typer.Option(help="File for a facilitator's key; it must not exist yet.")]


@app.command(epilog=CUT)
def cut(name: Name = None, *, custodian: Custodian, out: Folder, key: Key = None) -> None:
    """
    Cut a key into two shares, each an `age` file that only one custodian opens. The key itself stays where it is.

    Of a process it is entered in its log. Neither file, opened or not, says anything of the key by itself.
    """
    if (name is None) == (key is None):
        raise SettingError("Name a process, or a facilitator's key file with --key; one of the two.")
    if len({one.strip() for one in custodian}) != CUSTODIANS or len(custodian) != CUSTODIANS:
        raise SettingError("Two different custodians are needed: give --custodian twice.")
    files = [out / f"share-{number}.age" for number in (1, 2)]
    for file in files:
        if file.exists():
            raise SettingError(f"Nothing was written: {file} is there already.")
    called, shares = (FACILITATOR, _of_file(key)) if key is not None else _of_server(str(name))
    with platform_parts():
        from sulh.vault.shares import Share, share_text
    texts = [f"{_HEAD}{share_text(Share(called, one))}\n" for one in shares]
    sealed = [_sealed(text, one) for text, one in zip(texts, custodian, strict=True)]
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file, box in zip(files, sealed, strict=True):
        _write(file, box)
        typer.echo(str(file))
    tell("Give each file to its custodian, and delete both here. Try now whether both together rebuild the key.")


@app.command("join", epilog=JOIN)
def join_(pair: Pair, *, identity: Identity = None, out: Out = None) -> None:
    """
    Rebuild a key from both shares: a key of this server is put back where it is missing, else only compared.

    A facilitator's key is written into the file that `--out` names. A key that was destroyed on purpose is not put
    back.
    """
    if len(pair) != CUSTODIANS:
        raise SettingError("Two files are needed: one share of each custodian.")
    with platform_parts():
        from sulh.vault.shares import read_share
    one, other = (read_share(_opened(path, identity or [])) for path in pair)
    if one.name != other.name:
        raise SettingError("These are shares of two different keys. Ask each custodian which key theirs is of.")
    if one.name == FACILITATOR:
        _to_file(one.share, other.share, out)
    else:
        _to_server(one.name, one.share, other.share)


def _of_file(key: Path) -> tuple[bytes, bytes]:
    with platform_parts():
        from sulh.vault.onpaper import read_private
        from sulh.vault.shares import split
    try:
        return split(read_private(key.read_text(encoding="ascii")), os.urandom)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{key.name} cannot be read as a key file.") from error


def _of_server(name: str) -> tuple[str, tuple[bytes, bytes]]:
    from sulh.store.config import problems

    installation.refuse(problems(installation.configured()))
    installation.ready()
    installation.refuse(installation.of_the_database())
    from sulh.store.writes.recovery import cut as cut_key

    called = name.strip().lower()
    return called, cut_key(called)


def _to_file(one: bytes, other: bytes, out: Path | None) -> None:
    with platform_parts():
        from sulh.vault.onpaper import private_text
        from sulh.vault.shares import join
    if out is None:
        raise SettingError("These are shares of a facilitator's key: say with --out where to write it.")
    write_private(out, f"{private_text(join(one, other))}\n")
    typer.echo(f"Written: {out}. Keep it as before.")


def _to_server(name: str, one: bytes, other: bytes) -> None:
    folder = installation.configured().keys
    from sulh.vault.keyring import Keyring

    keys = Keyring(folder) if folder.exists() else Keyring.create(folder)
    if keys.recover(name, one, other):
        typer.echo("The key is rebuilt and in its place.")
    else:
        typer.echo("Both shares rebuild the key that is here. Nothing was changed.")


def _sealed(text: str, recipient: str) -> bytes:
    with platform_parts():
        from sulh.vault import backups
    box = io.BytesIO()
    backups.encrypt(io.BytesIO(text.encode()), box, [recipient])
    return box.getvalue()


def _opened(path: Path, identities: list[Path]) -> str:
    """Return a share as text: a file that a custodian has opened, or an age file and somebody's identity."""
    try:
        content = path.read_bytes()
        lines = [line.strip() for file in identities for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path.name} or an identity cannot be read.") from error
    if not content.startswith(_AGE):
        return content.decode("utf-8", "replace")
    known = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not known:
        raise SettingError(f"{path.name} is still sealed: its custodian opens it with age, or give --identity.")
    from sulh.vault import backups

    plain = io.BytesIO()
    backups.decrypt(io.BytesIO(content), plain, known)
    return plain.getvalue().decode("utf-8", "replace")


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
