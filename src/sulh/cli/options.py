"""Options that several commands share, and how their text is read."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from sulh.errors import SettingError

LONGEST = 20  # signs of a number of people, blanks included
SHOWN = 80  # signs of what was found, in an error


class Language(StrEnum):
    """A language of the papers."""

    EN = "en"
    FR = "fr"
    AR = "ar"


class PassAs(StrEnum):
    """What a pass counts as."""

    NOT_AGREE = "not-agree"
    MISSING = "missing"


class EngineName(StrEnum):
    """Where the passes over the answers run."""

    LOCAL = "local"
    DASK = "dask"


def whole(variable: str, given: list[str] | None) -> list[str] | None:
    """
    Return an option that may be repeated as it was written, also when it comes from a variable.

    A variable of such an option is cut at every blank on its way here; names of sides and of files have blanks.
    """
    written = os.environ.get(variable, "")
    return [written] if given and given == written.split() else given


def invited(given: list[str] | None) -> dict[str, int] | Path | None:
    """
    Read `--invited`: a CSV file, or one or more "side=number", separated by commas.

    Raises:
        SettingError: If it is neither.

    >>> invited(["North=12,South=9"])
    {'North': 12, 'South': 9}
    """
    if not given:
        return None
    if len(given) == 1 and "=" not in given[0]:
        return Path(given[0])
    numbers: dict[str, int] = {}
    for pair in (pair for text in given for pair in text.split(",")):
        side, _, number = pair.rpartition("=")
        if not side.strip() or not number.strip().isdecimal() or len(number) > LONGEST:
            raise SettingError(f'--invited: expected "side=number" such as "North=12", found {pair.strip()[:SHOWN]!r}.')
        if side.strip() in numbers:
            raise SettingError(f"--invited names the side {side.strip()!r} twice.")
        numbers[side.strip()] = int(number)
    return numbers


def excluded(given: list[str] | None) -> list[str | Path]:
    """
    Read `--exclude`: CSV files of statements, and ids separated by commas.

    >>> excluded(["3,7", "12"])
    ['3', '7', '12']
    """
    parts: list[str | Path] = []
    for text in given or []:
        if Path(text).suffix.lower() == ".csv":
            parts.append(Path(text))
        else:
            parts.extend(part.strip() for part in text.split(",") if part.strip())
    return parts
