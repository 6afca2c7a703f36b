"""Options that several commands share, and how their text is read."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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


Out = Annotated[Path, typer.Option(envvar="SULH_OUT", help="Folder to write into.")]
Langs = Annotated[
    list[Language] | None,
    typer.Option("--lang", envvar="SULH_LANG", show_default="en", help="Language of the page; may be repeated."),
]


def pages(stem: str, langs: list[Language] | None) -> dict[str, str]:
    """
    Name the page of each language: the first without, any further one with its language in the name.

    >>> pages("report", [Language.AR, Language.FR, Language.AR])
    {'report.html': 'ar', 'report.fr.html': 'fr'}
    """
    first, *further = dict.fromkeys(lang.value for lang in langs or [Language.EN])
    return {f"{stem}.html": first} | {f"{stem}.{lang}.html": lang for lang in further}


def every_page(stem: str) -> list[str]:
    """
    Return every name that `pages` may give, so that what an earlier run left can be replaced.

    >>> every_page("report")
    ['report.html', 'report.en.html', 'report.fr.html', 'report.ar.html']
    """
    return [f"{stem}.html", *(f"{stem}.{lang.value}.html" for lang in Language)]


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
