"""
Tables that are made in one step, as many steps left them: between two steps Django draws all models anew, for seconds.

    as_left_by(["0001_initial", ...])    what these steps come to, for a database in which nothing is yet

What a step does to rows alone finds none there. What it does beside the tables, such as triggers, it does at the end.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.db.migrations.operations import CreateModel, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APP = "store"


class Together(Operation):
    """Make many tables, each of which may point at any other."""

    def __init__(self, tables: list[CreateModel]) -> None:
        """Say which, each with all its columns and constraints."""
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Know all of them; they are drawn once, when the first is asked for."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take them away, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what a list of steps says of this one."""
        return f"Make {len(self.tables)} tables together"


def as_left_by(steps: Iterable[str]) -> list[Operation]:
    """Return what these steps of ours come to, one after the other, in an empty database."""
    state, beside = ProjectState(), list[Operation]()
    for operation in _operations(steps):
        operation.state_forwards(APP, state)
        if isinstance(operation, RunPython):
            beside.append(operation)
    return [Together([_table(state, key) for key in state.models]), *beside]


def _operations(steps: Iterable[str]) -> Iterator[Operation]:
    for step in steps:
        yield from import_module(f"{__package__}.{step}").Migration.operations


def _table(state: ProjectState, key: tuple[str, str]) -> CreateModel:
    model = state.models[key]
    return CreateModel(model.name, [*model.fields.items()], model.options, model.bases, model.managers)
