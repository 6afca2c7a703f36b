"""
Answers as browsers would: each person opens a connection, sends an answer, reads the whole page, closes.

    Plan ── who answers what, and when          made beforehand, so that the generator only sends
    Told ── one answer's fate: sent at, took, status

Run as a program of its own (`python -m benchmarks.load.generator`): reads a plan as JSON, prints what it was told as
JSON. Bounded: it ends with its plan, and waits no longer than `PATIENCE` for one page. It talks to the loopback address
alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

HOST = "localhost"
PATIENCE = 20.0
SECRET = "k" * 32  # a browser keeps one too: cookie and form have to agree
BEGUN, SAVED = "begun", "saved"
OK = 200
WORDS = {1: "agree", -1: "disagree", 0: "pass"}


@dataclass(frozen=True)
class Sent:
    """One answer to send: when (seconds from the start), by whom, to what."""

    at: float
    session: str
    statement: str
    value: int


@dataclass(frozen=True)
class Told:
    """
    What became of one answer.

    Attributes:
        at: When it was due, in seconds from the start.
        took: Seconds from then until the last byte of the page, so that waiting in line counts.
        status: 200 where it was acknowledged; 0 where no page came.
        number: Its place in the plan.
    """

    at: float
    took: float
    status: int
    number: int


@dataclass(frozen=True)
class Plan:
    """
    Everything that will be sent, to one port of this machine.

    Attributes:
        port: Where the server listens.
        round: The round that is answered.
        answers: What is sent.
        tells: Whether each acknowledged answer is told on the error stream at once, for whoever counts them.
    """

    port: int
    round: str
    answers: list[Sent]
    tells: bool = False


def request(plan: Plan, one: Sent) -> bytes:
    """Return the bytes that a browser would send for an answer."""
    form = {"csrfmiddlewaretoken": SECRET, "round": plan.round, "statement": one.statement, "answer": WORDS[one.value]}
    body = urlencode(form)
    lines = (
        "POST /answer HTTP/1.1",
        f"Host: {HOST}",
        f"Origin: https://{HOST}",
        f"Cookie: __Host-s={one.session}; __Host-c={SECRET}",
        "Content-Type: application/x-www-form-urlencoded",
        "Accept-Encoding: gzip",
        f"Content-Length: {len(body)}",
        "Connection: close",
        "",
        body,
    )
    return "\r\n".join(lines).encode()


async def send(plan: Plan, number: int, begin: float) -> Told:
    """Wait until one answer is due, send it, and read the whole page."""
    one = plan.answers[number]
    await asyncio.sleep(begin + one.at - time.monotonic())
    status = 0
    try:
        async with asyncio.timeout(PATIENCE):
            status = await _exchange(plan.port, request(plan, one))
    except (OSError, EOFError, TimeoutError, ValueError, IndexError):
        status = 0
    if plan.tells and status == OK:
        print(SAVED, file=sys.stderr, flush=True)
    return Told(one.at, time.monotonic() - begin - one.at, status, number)


async def _exchange(port: int, sent: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        return int(head.split(b" ", 2)[1])
    finally:
        writer.close()


async def run(plan: Plan) -> list[Told]:
    """Send everything in its time; say on the error stream that it begins, for whoever waits for that."""
    begin = time.monotonic() + 0.2
    print(BEGUN, file=sys.stderr, flush=True)
    return list(await asyncio.gather(*(send(plan, number, begin) for number in range(len(plan.answers)))))


def main() -> None:
    """Read a plan, carry it out, print what was told and the CPU it took."""
    given = json.load(sys.stdin)
    plan = Plan(given["port"], given["round"], [Sent(**one) for one in given["answers"]], given["tells"])
    told = asyncio.run(run(plan))
    json.dump({"told": [asdict(one) for one in told], "cpu": time.process_time()}, sys.stdout)


if __name__ == "__main__":
    main()
