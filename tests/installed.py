"""
A real installation for tests that damage one: made once in each of the runner's processes, and copied for each test.

    installed("")        on SQLite                with installed(url).copied(tmp_path) as place: ...
    installed(SERVER)    on a PostgreSQL server
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from benchmarks.load.installation import Installation

Installed = Callable[[str], Installation]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """An installation with people who are signed in, made when first asked for: nobody but `copied` touches it."""
    with ExitStack() as kept:

        @cache
        def on(server: str) -> Installation:
            folder = tmp_path_factory.mktemp("installed")
            return kept.enter_context(Installation.made(folder, server, seats=20, statements=10))

        yield on
