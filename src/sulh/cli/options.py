"""Options that several commands share, and how their text is read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sulh.errors import SettingError


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
        if not side.strip() or not number.strip().isdecimal():
            raise SettingError(f'--invited: expected "side=number" such as "North=12", found {pair.strip()!r}.')
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
