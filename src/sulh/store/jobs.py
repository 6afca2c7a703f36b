"""
What the machine does by itself: once a minute it looks whether an epoch has ended, and makes its working paper.

It also forgets the sessions that are over: they tell which seat was inside, and when; and it ends the processes whose
time is over, and goes on with an end that was stopped in between; it makes the reports of studies that take longer than
a page may. In the morning it reminds people that something
waits, which is the one thing that leaves this machine.

    sulh.sqlite3, or PostgreSQL ── what is due is read from the rows themselves
    jobs.sqlite3, or PostgreSQL ── only that it is time to look: no text, no key, no answer, no result

So a job that was killed, or that never ran, loses nothing: the next minute finds the same rows. There is one worker,
and what waits behind a long paper finds it made. Messages are kept as JSON: whoever can write into the file of jobs
cannot make this program run something else.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.db import close_old_connections
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer

from sulh.store.config import Config
from sulh.store.writes.ending import end_due
from sulh.store.writes.map_files import forget as forget_files
from sulh.store.writes.papers import run_due
from sulh.store.writes.release import lapse_due
from sulh.store.writes.reminding import remind_due
from sulh.store.writes.staff import forget_sessions
from sulh.store.writes.study_ending import end_due as end_studies
from sulh.store.writes.study_reports import run_due as report_studies


class JsonSerializer(Serializer):
    """Writes messages as JSON in place of Python's pickles."""

    def _serialize(self, data: Any) -> bytes:
        kind = "message" if isinstance(data, Message) else "value"
        return msgspec.json.encode({kind: data})

    def _deserialize(self, data: bytes) -> Any:
        read: dict[str, Any] = msgspec.json.decode(bytes(data))
        return Message(*read["message"]) if "message" in read else read["value"]


def queue(config: Config) -> Huey:
    """Return where jobs of an installation wait; nothing is opened or made yet."""
    options = {"results": False, "serializer": JsonSerializer(), "create_tables": False}
    if config.database_url:
        return PostgresHuey("sulh", dsn=config.database_url, **options)
    return SqliteHuey("sulh", filename=str(config.jobs_file), fsync=True, **options)


huey = queue(settings.SULH)


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey has no types
def look() -> None:
    """Forget sessions and files, end what is over, let packages lapse, make papers, remind, make reports of studies."""
    forget_sessions()
    end_due()
    end_studies()
    lapse_due()
    run_due()
    remind_due()
    forget_files()
    report_studies()  # the last of all: what takes minutes holds nothing up that is due


def _let_go(*_: object) -> None:
    """Give the database its connection back after each job: a worker may wait for days."""
    close_old_connections()


def work() -> None:
    """Work until the process is asked to end: `sulh serve` runs this beside the pages."""
    huey.storage.initialize_schema()
    huey.post_execute("let go")(_let_go)
    end_due()  # what a power cut stopped in between does not wait for the next minute
    huey.create_consumer(workers=1, worker_type="thread", periodic=True, check_worker_health=True).run()
