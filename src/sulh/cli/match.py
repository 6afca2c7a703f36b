"""`sulh match`: how much two hosts work on in common, and then what, by files; no server and no network."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.app import tell
from sulh.cli.carried import content_of, day_of, host_secret
from sulh.cli.compared import Lists, consented, free, genuine, opened, public_of, write_signed
from sulh.cli.parts import platform_parts

ASK = """
**Example**

`sulh match ask wells.json school.json --actors actors.csv --places places.csv --from "Office in Basel"
--to "Fund in Tunis" --host tunis.pub --key host.key --book match.book --agree "size with Fund in Tunis"
--out basel.ask`
"""
ANSWER = """
**Example**

`sulh match answer basel.ask mill.json --actors actors.csv --places places.csv --from "Fund in Tunis" --host basel.pub
--key host.key --book match.book --agree "size with Office in Basel" --out tunis.answer`
"""
READ = """
**Example**

`sulh match read tunis.answer --for "Office in Basel" --host tunis.pub --book match.book`
"""
app = typer.Typer(name="match", help="What two hosts have in common, without their lists.", no_args_is_help=True)


class StepName(StrEnum):
    """What is compared."""

    SIZE = "size"
    ITEMS = "items"


Cards = Annotated[
    list[Path] | None,
    typer.Argument(metavar="CARD", help="For a size: cards in full, as the map gives them to their owners."),
]
AskPath = Annotated[Path, typer.Argument(metavar="FILE", help="What the other host asks.")]
AnswerPath = Annotated[Path, typer.Argument(metavar="FILE", help="What the other host answered.")]
Step = Annotated[StepName, typer.Option(help="`size` first; `items` of the same lists when the size is known.")]
Actors = Annotated[Path | None, typer.Option(help="actors.csv of the map, for a size.", show_default="none")]
Places = Annotated[Path | None, typer.Option(help="places.csv of the map, for a size.", show_default="none")]
From = Annotated[str, typer.Option("--from", help="The name of this host.")]
To = Annotated[str, typer.Option("--to", help="The name of the other host, as it calls itself.")]
For = Annotated[str, typer.Option("--for", help="The name of this host.")]
Host = Annotated[Path, typer.Option("--host", help="The public half of the other host, which came another way.")]
KeyFile = Annotated[Path, typer.Option("--key", help="The private half of this host, as `sulh card key` wrote it.")]
BookFile = Annotated[Path, typer.Option("--book", help="What this host remembers of comparisons; made if not there.")]
Agree = Annotated[str, typer.Option(help='Consent to this one step: "size with NAME" or "items with NAME".')]
Out = Annotated[Path, typer.Option(help="File to write; it must not exist yet.")]
OnDay = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day that counts.", show_default="today")
]


@app.callback()
def root() -> None:
    """Ask another host, answer one, and read its answer: each step with the consent of both."""


@app.command(epilog=ASK)
def ask(
    cards: Cards = None,
    *,
    step: Step = StepName.SIZE,
    actors: Actors = None,
    places: Places = None,
    host_name: From,
    to: To,
    host: Host,
    key_file: KeyFile,
    book: BookFile,
    agree: Agree = "",
    out: Out,
    on: OnDay = None,
) -> None:
    """
    Ask another host how many keys both have, or, when that is known, which.

    A key is an actor, an outermost place and a quarter. The file holds none of them; whoever answers sees how many
    there are.
    """
    with platform_parts():
        from sulh.vault.signatures import key_id, public_half
    from sulh.cli.compared import begun, gone_on
    from sulh.coordination.host_runs import HOLDS
    from sulh.formats.match_file import Ask

    day, theirs, seed = day_of(on), key_id(public_of(host)), host_secret(key_file)
    consented(agree, step.value, to)
    free(out)
    with opened(book, day) as held:
        if step is StepName.SIZE:
            run, request = begun(held, Lists(cards, actors, places), host=to, key=theirs)
        else:
            run, request = gone_on(held, host=to, key=theirs)
    asking = Ask(run.run, step.value, host_name, key_id(public_half(seed)), to, day, day + HOLDS, request)
    write_signed(out, asking, seed)
    tell(f"For {to}, about {len(run.keys):,} keys, until {day + HOLDS}: {out}")


@app.command(epilog=ANSWER)
def answer(
    file: AskPath,
    cards: Cards = None,
    *,
    actors: Actors = None,
    places: Places = None,
    host_name: From,
    host: Host,
    key_file: KeyFile,
    book: BookFile,
    agree: Agree = "",
    out: Out,
    on: OnDay = None,
) -> None:
    """
    Answer what another host asks, if this host agrees to it.

    The other host learns how many keys you have, and how many, or which, of its own are among them. You learn how many
    it asked about, and no more.
    """
    with platform_parts():
        from sulh.vault.signatures import key_id, public_half
    from sulh.cli.compared import answered_items, answered_size
    from sulh.coordination.host_runs import HOLDS, fits
    from sulh.formats.guards import settled
    from sulh.formats.match_file import Answer, read_ask

    day, seed = day_of(on), host_secret(key_file)
    came, signature = read_ask(content_of(file), file.name)
    genuine(came, signature, host, file.name)
    fits(came, file=file.name, to=host_name, day=day)
    consented(agree, came.step, settled(came.host))
    free(out)
    with opened(book, day) as held:
        if came.step == "size":
            setup, response = answered_size(held, came, Lists(cards, actors, places), file=file.name)
        else:
            setup, response = answered_items(held, came, file=file.name)
    mine = key_id(public_half(seed))
    sent = Answer(came.run, came.step, host_name, mine, came.host, day, day + HOLDS, setup, response)
    write_signed(out, sent, seed)
    tell(f"Answered for {settled(came.host)}: {out}", "They learn what is in common and you do not: ask them.")


@app.command(epilog=READ)
def read(file: AnswerPath, *, to: For, host: Host, book: BookFile, on: OnDay = None) -> None:
    """
    Read what another host answered, once: how many of your keys it has too, or which.

    What it says is what the other host computed: it may have left out or made up whatever it liked.
    """
    from sulh.cli.compared import items_read, size_read
    from sulh.coordination.host_runs import fits
    from sulh.formats.guards import settled
    from sulh.formats.match_file import read_answer

    came, signature = read_answer(content_of(file), file.name)
    genuine(came, signature, host, file.name)
    fits(came, file=file.name, to=to, day=day_of(on))
    with opened(book, day_of(on)) as held:
        if came.step == "size":
            met, ours, theirs = size_read(held, came, file=file.name)
            lines = [f"Of {ours:,} keys of yours, {met:,} are among the {theirs:,} of {settled(came.host)}."]
        else:
            lines = [settled(key) for key in items_read(held, came, file=file.name)]
    for line in lines:
        typer.echo(line)
    tell("A key is an actor, an outermost place and a quarter: one piece of work may have several.")
