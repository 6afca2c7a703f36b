"""Triggers that refuse to alter the process log, on both databases; only the test runner's flush lifts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import migrations

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "store_logrecord"
SQLITE = [
    f"""CREATE TRIGGER log_no_{act.lower()} BEFORE {act} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'the process log is never altered'); END"""
    for act in ("UPDATE", "DELETE")
]
POSTGRES = [
    """CREATE FUNCTION log_is_never_altered() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the process log is never altered'; END $$""",
    f"""CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION log_is_never_altered()""",
    f"""CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_never_altered()""",
]
SQLITE_BACK = ["DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete"]
POSTGRES_BACK = [
    f"DROP TRIGGER log_no_truncate ON {TABLE}",
    f"DROP TRIGGER log_no_change ON {TABLE}",
    "DROP FUNCTION log_is_never_altered()",
]


def forward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    del apps
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


def backward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    del apps
    for statement in SQLITE_BACK if editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables, so that it can be taken back alone."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
