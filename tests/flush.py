"""The test runner's own flush, behind tests that need real transactions, is all that may ever empty the process log."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

TRIGGERS = import_module("sulh.store.migrations.0002_log_is_never_altered")
LIFT = {
    "sqlite": (TRIGGERS.SQLITE_BACK, TRIGGERS.SQLITE),
    "postgresql": (
        [f"ALTER TABLE {TRIGGERS.TABLE} DISABLE TRIGGER USER"],
        [f"ALTER TABLE {TRIGGERS.TABLE} ENABLE TRIGGER USER"],
    ),
}


@pytest.fixture(scope="session", autouse=True)
def flush_lifts_the_triggers() -> Iterator[None]:
    """Let a flush lift the triggers of the log inside its own transaction, and put them back."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def lifted(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        before, behind = LIFT[self.connection.vendor]
        plain(self, [*before, *sql_list, *behind])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseDatabaseOperations, "execute_sql_flush", lifted)
        yield
