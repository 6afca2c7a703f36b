"""What a command says when the parts that it needs were not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sulh.errors import EngineError


@contextmanager
def platform_parts() -> Iterator[None]:
    """
    Import something of the platform inside this; a part that is missing becomes a sentence that says what to install.

    Raises:
        EngineError: If a library of the extra `platform` is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name == "sulh":
            raise  # ours: a fault of the program, not of the machine
        raise EngineError(
            f"This command needs {name}, a part of the platform. Install it with: pip install 'sulh[platform]'"
        ) from error
