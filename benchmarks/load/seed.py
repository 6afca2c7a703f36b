"""
Fills an installation for a load: one open round, seats that are signed in; prints their sessions as JSON.

Run by `installation` as a program of its own: python -m benchmarks.load.seed SEATS STATEMENTS
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import Any

import django

from benchmarks.load.installation import Seeded

KEY = 32  # letters of a session's key, as Django makes them


def main(seats: int, statements: int) -> Seeded:
    """Make the rows and return who is signed in."""
    from django.contrib.sessions.models import Session
    from django.db import transaction
    from django.utils.crypto import get_random_string

    from sulh.store import clock
    from sulh.web import limits
    from sulh.web.principal import SEAT
    from sulh.web.sessions import SessionStore
    from tests.cast import make_cast

    with transaction.atomic():
        cast = make_cast(statements=statements)
        made = cast.more("hill", seats // 2) + cast.more("river", seats - seats // 2)
        opened = cast.round(hours=4)
    rows, keys = [], []
    for seat in made:
        store = SessionStore()
        values: dict[str, Any] = {SEAT: str(seat.id), "language": "en"}
        limits.begin(values, "standard")
        key = get_random_string(KEY)
        rows.append(
            Session(
                session_key=str(store.hashed(key)),
                session_data=store.encode(values),
                expire_date=clock.now() + timedelta(hours=12),
            )
        )
        keys.append(key)
    Session.objects.bulk_create(rows)
    return Seeded(
        round=str(opened.id),
        statements=[str(one.id) for one in cast.statements],
        seats=[str(seat.id) for seat in made],
        sessions=keys,
    )


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2])).__dict__))
