"""`sulh card`: one card at one tier for one recipient, as a signed file between hosts; no server and no network."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.app import tell
from sulh.cli.carried import content_of, day_of, host_secret, write_new
from sulh.cli.keygen import write_private
from sulh.cli.parts import platform_parts
from sulh.errors import InputError, SettingError, VaultError

if TYPE_CHECKING:
    from sulh.formats.card_file import CardFile, Withdrawal

GIVE = """
**Example**

`sulh card give wells.json --tier theme_area --from "Office in Basel" --to "Fund in Tunis" --until 2027-03-31
--key host.key --out wells.card`
"""
TAKE = """
**Example**

`sulh card take wells.card --for "Fund in Tunis" --host basel.pub --withdrawn notice.json`
"""
_HEAD = """\
# The private half of a host's key. Whoever has it can give cards in the name of this host.
# Keep it on one machine and on one stick under lock. The public half, which partners need:
"""

app = typer.Typer(name="card", help="Cards of initiatives between hosts.", no_args_is_help=True)


class ShownTier(StrEnum):
    """How much of a card is given; "none" is no file."""

    EXISTENCE = "existence"
    THEME_AREA = "theme_area"
    ACTORS = "actors"
    TIMING = "timing"
    DETAIL = "detail"


Out = Annotated[Path, typer.Option(help="File to write; it must not exist yet.")]
KeyFile = Annotated[Path, typer.Option("--key", help="The private half of this host, as `sulh card key` wrote it.")]
OnDay = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day that counts.", show_default="today")
]
SourceFile = Annotated[Path, typer.Argument(metavar="CARD", help="The card in full, as the map gives it to its owner.")]
CardPath = Annotated[Path, typer.Argument(metavar="FILE", help="The card as it was given.")]
Tier = Annotated[ShownTier, typer.Option(help="How much of it is shown.")]
From = Annotated[str, typer.Option("--from", help="The name of this host.")]
To = Annotated[str, typer.Option("--to", help="The name of the one host that may read it.")]
Until = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day on which it holds.")]
For = Annotated[str, typer.Option("--for", help="The name of this host, as the agreement with the giver has it.")]
Host = Annotated[Path, typer.Option("--host", help="The public half of the giving host, which came another way.")]
Notices = Annotated[
    list[Path] | None, typer.Option("--withdrawn", help="A notice of withdrawal that came; may be repeated.")
]


@app.callback()
def root() -> None:
    """Give a card to one host, take one from another, and withdraw it."""


@app.command()
def key(*, out: Out) -> None:
    """Make the key pair of a host: the private half into a file, the public half, for partners, on the screen."""
    with platform_parts():
        from sulh.vault.onpaper import host_private_text, host_public_text
        from sulh.vault.signatures import key_id, new_host_key
    public, seed = new_host_key()
    write_private(out, f"{_HEAD}# {host_public_text(public)}\n{host_private_text(seed)}\n")
    typer.echo(host_public_text(public))
    tell(f"Fingerprint of the public half: {key_id(public)}", f"Private half, for nobody but you: {out}")


@app.command(epilog=GIVE)
def give(
    card: SourceFile, *, tier: Tier, host: From, to: To, until: Until, key_file: KeyFile, out: Out, on: OnDay = None
) -> None:
    """
    Write a card at one tier for one recipient, signed, with the last day on which it holds.

    It names nothing that the tier does not show. The file is signed and not sealed: carry it as you carry a letter.
    """
    with platform_parts():
        from sulh.vault.signatures import key_id, known_as, public_half
    from sulh.coordination.tiers import seen_at
    from sulh.formats.card_file import CardFile, Source, for_recipient, read_source

    day, last = day_of(on), until.date()
    if last < day:
        raise SettingError(f"--until {last} is past; a card that holds on no day is not written.")
    source, seed = read_source(content_of(card), card.name), host_secret(key_file)
    cut = seen_at(source.card, tier.value)
    if cut is None or source.card.tier != "detail":
        raise SettingError(f"{card.name} is not the card in full: only its owner's own copy is given on.")
    id_ = known_as(seed, "card", source.card.id, to)
    leaving, names = for_recipient(Source(cut, source.names), id_=id_)
    serial = known_as(seed, "serial", source.card.id, to, tier.value, day.isoformat(), last.isoformat())
    _write(out, CardFile(leaving, names, host, key_id(public_half(seed)), to, serial, day, last), seed)
    tell(f"For {to}, at the tier {tier.value}, until {last}: {out}", f"Its serial: {serial}")


@app.command()
def withdraw(file: CardPath, *, key_file: KeyFile, out: Out, on: OnDay = None) -> None:
    """Write the notice that a card given earlier no longer holds; send it to the recipient."""
    with platform_parts():
        from sulh.vault.signatures import key_id, public_half
    from sulh.formats.card_file import Withdrawal, read_card

    given, _ = read_card(content_of(file), file.name)
    seed = host_secret(key_file)
    if given.key != key_id(public_half(seed)):
        raise VaultError(f"{file.name} was given under another key: only its giver can withdraw it.")
    _write(out, Withdrawal(given.host, given.key, given.serial, day_of(on)), seed)
    tell(f"Withdrawn from {given.recipient}, once they have it: {out}")


@app.command(epilog=TAKE)
def take(file: CardPath, *, to: For, host: Host, withdrawn: Notices = None, on: OnDay = None) -> None:
    """
    Check a card that came, and say what it holds: its signature, whom it is for, its last day, and every notice.

    What it says is what its giver says: the signature proves who gave it, not that it is true.
    """
    with platform_parts():
        from sulh.vault.onpaper import read_host_public
        from sulh.vault.signatures import is_signed, key_id
    from sulh.formats.card_file import read_card, read_withdrawal, signed_part, told_of
    from sulh.formats.guards import settled

    public = read_host_public(content_of(host).decode("utf-8", "replace"))
    given, signature = read_card(content_of(file), file.name)
    if given.key != key_id(public) or not is_signed(signed_part(given), signature, public):
        raise VaultError(f"{file.name} is not signed with the key in {host.name}: do not rely on it.")
    if given.recipient != to:
        raise InputError("not-for-us", file.name, None, expected="a card for this host", found="one for another")
    if not given.given <= day_of(on) <= given.expires:
        days = f"{given.given} to {given.expires}"
        raise InputError("expired", file.name, None, expected="a card that holds today", found=f"one that holds {days}")
    for path in withdrawn or []:
        notice, sign = read_withdrawal(content_of(path), path.name)
        if not is_signed(signed_part(notice), sign, public):
            raise VaultError(f"{path.name} is not signed with the key in {host.name}: ask the giver.")
        if notice.serial == given.serial:
            raise InputError("withdrawn", file.name, None, expected="a card that holds", found="one that was withdrawn")
    typer.echo(f"From {settled(given.host)}, key {given.key}, given {given.given}, holds until {given.expires}.")
    for line in told_of(given):
        typer.echo(line)


def _write(out: Path, body: CardFile | Withdrawal, seed: bytes) -> None:
    """Sign, and write the file."""
    from sulh.formats.card_file import file_of, signed_part
    from sulh.vault.signatures import sign

    write_new(out, file_of(body, sign(signed_part(body), seed)))
