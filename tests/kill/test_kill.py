"""
An answer that was acknowledged is on the disk, whenever the server is killed.

    again and again:  serve ─▶ answers come in ─▶ kill -9 of every operating-system process of the server ─▶ count

When the blow falls is counted in answers that were acknowledged, not in seconds: a slow machine sees as many.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from benchmarks.load.generator import BEGUN, OK, SAVED, Plan, Sent, Told
from benchmarks.load.installation import Installation
from tests.nightly import drawn
from tests.servers import answers
from tests.settings import SERVER

KILLS = drawn(8, 20)
RATE = 80  # answers a second
LAST = 1.0  # seconds of answers sent at each life of the server
SEATS = 60
STATEMENTS = 45
MOST = 30  # answers acknowledged at one life, before it ends
WORLD = random.Random(7)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation on each database, with one open round."""
    url = "" if request.param == "sqlite" else SERVER
    if url and not answers(url):
        pytest.skip("PostgreSQL does not answer where SULH_TEST_POSTGRES says")
    folder = tmp_path_factory.mktemp("kill")
    with Installation.made(folder, url, seats=SEATS, statements=STATEMENTS) as made:
        yield made


def life(place: Installation, answers: list[Sent]) -> list[Told]:
    """Serve, send, kill shortly after some were acknowledged; return what was told of each answer."""
    place.start()
    plan = Plan(place.port, place.seeded.round, answers, tells=True)
    command, pipe = [sys.executable, "-m", "benchmarks.load.generator"], subprocess.PIPE
    with subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, stderr=pipe) as generator:
        entry, out, said = generator.stdin, generator.stdout, generator.stderr
        assert entry
        assert out
        assert said
        entry.write(json.dumps(asdict(plan)))
        entry.close()
        assert BEGUN == said.readline().strip()
        for _ in range(WORLD.randint(1, MOST)):
            assert SAVED == said.readline().strip()
        killer = threading.Timer(WORLD.random() / RATE, place.kill)
        killer.start()
        told = json.load(out)["told"]
        killer.join()
    return [Told(**one) for one in told]


def test_no_acknowledged_answer_is_lost(place: Installation) -> None:
    """Over many kills at random moments under load, every answer that was told "saved" is kept as it was given."""
    pairs = [(who, what) for what in place.seeded.statements for who in place.seeded.sessions]
    acknowledged: dict[tuple[str, str], int] = {}
    sent = cut = 0
    for _ in range(KILLS):
        count = int(RATE * LAST)
        chosen = [pairs[(sent + number) % len(pairs)] for number in range(count)]
        plan = [Sent(n / RATE, who, what, WORLD.choice((1, -1, 0))) for n, (who, what) in enumerate(chosen)]
        told = life(place, plan)
        acknowledged |= {chosen[one.number]: plan[one.number].value for one in told if one.status == OK}
        cut += any(one.status != OK for one in told)
        sent += count

    kept = place.votes()
    seats = dict(zip(place.seeded.sessions, place.seeded.seats, strict=True))
    lost = [key for key, value in acknowledged.items() if kept.get((seats[key[0]], key[1])) != value]
    assert [] == lost
    assert len(acknowledged) > KILLS * MOST / 4
    assert KILLS == cut
