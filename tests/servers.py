"""Whether a server of the tests answers; no test lives here."""

from __future__ import annotations

import psycopg


def answers(server: str) -> bool:
    """Whether a PostgreSQL server lets us in."""
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
