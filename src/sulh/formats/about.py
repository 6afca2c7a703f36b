"""
`about.toml`: who was asked, in the convenor's words.

    title, question, chosen, when, how, missing   texts (or dates)
    [invited]                                     side = number, for information
    summary.csv of a Polis export                 topic = the title, where about.toml gives none

What is absent stays absent: the papers show it as a gap.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from contextlib import suppress
from datetime import date, time
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from sulh.errors import InputError
from sulh.formats import columns
from sulh.formats.faults import Skipping, fault
from sulh.formats.members import MOST_INVITED
from sulh.formats.tables import inspect, open_table, regular
from sulh.model.dialogue import About
from sulh.words.text import DIRECTION_MARKS, shorten

LINE = re.compile(r"at line (\d+)")
LONGEST = 1 << 20
LONGEST_TITLE = 200  # characters of a title that nobody here wrote


def read_about(path: Path) -> About:
    """
    Read `about.toml`.

    Raises:
        InputError: Any fault of the file, `bad-toml`, `bad-about`.
    """
    inspect(path)
    with regular(path) as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise fault("too-large", path.name, expected="a file under 1 MiB", found="a larger one")
    try:
        about = msgspec.convert(_plain(tomllib.loads(data.removeprefix(codecs.BOM_UTF8).decode())), About)
    except msgspec.ValidationError as error:
        expected = f"only the keys {', '.join(About.__struct_fields__)}, with text (numbers in [invited])"
        raise fault("bad-about", path.name, expected=expected, found=_words(error)) from error
    except (ValueError, RecursionError) as error:  # ValueError: no TOML, or a number of thousands of digits
        place = LINE.search(str(error))
        line = int(place[1]) if place else None
        raise fault(
            "bad-toml", path.name, line, expected='TOML, such as title = "..."', found="something else"
        ) from error
    if not all(0 <= number <= MOST_INVITED for number in about.invited.values()):
        raise fault("bad-about", path.name, expected="whole numbers of people in [invited]", found="another number")
    return about


def with_title(about: About, summary: Path | None) -> About:
    """Return what is known, with the topic of a Polis export as the title where nobody gave one."""
    if about.title is not None or summary is None:
        return about
    return msgspec.structs.replace(about, title=_topic(summary))


def _topic(path: Path) -> str | None:
    """Read the topic, without signs that no title has; a file without one is no fault, for nothing rests on it."""
    with suppress(InputError), open_table(path, Skipping(lenient=True)) as table:
        rows = chain([table.header], (row for _, row in table.rows))
        found = next((row[1] for row in rows if len(row) > 1 and columns.plain(row[0]) == "topic"), "")
        return shorten(DIRECTION_MARKS.sub("", found), LONGEST_TITLE) or None
    return None


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """Write dates as text, as a convenor would read them."""
    return {key: one.isoformat() if isinstance(one, date | time) else one for key, one in value.items()}


def _words(error: msgspec.ValidationError) -> str:
    """Say what msgspec found, without its full stop: "object contains unknown field `x`"."""
    text = str(error).rstrip(".")
    return text[:1].lower() + text[1:]
