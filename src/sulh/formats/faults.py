"""
Every fault a reader can name, and the two ways to meet one: stop, or skip the row and count it.

    Kind ── FAULTS[kind] = Fault(what it means, what to do)
    Skipping.row(kind, ...)   a fault of one row: stops, or under `--lenient` is counted
    fault(kind, ...)          a fault of a whole file or of an option: always stops

The table in `docs/reading.md` lists the same kinds; a test keeps the two equal. No vote and no id of a person
ever stands in a fault: file, line and kind are enough to find it.
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sulh.errors import InputError

Kind = Literal[
    "bad-about",
    "bad-id",
    "bad-json",
    "bad-moderation",
    "bad-number",
    "bad-quotes",
    "bad-time",
    "bad-toml",
    "bad-vote",
    "changing-file",
    "duplicate",
    "duplicate-column",
    "duplicate-file",
    "duplicate-statement",
    "empty-file",
    "empty-value",
    "encoding",
    "invited-too-few",
    "link-loop",
    "long-field",
    "long-line",
    "missing-column",
    "missing-file",
    "missing-side",
    "mixed-times",
    "near-side",
    "no-permission",
    "no-votes",
    "not-a-file",
    "not-parquet",
    "nul-byte",
    "repeated-header",
    "same-time-revote",
    "spreadsheet",
    "too-large",
    "too-many-sides",
    "torn-line",
    "two-values",
    "unclosed-quote",
    "unknown-statement",
    "unreadable",
    "wrong-separator",
    "wrong-type",
]


@dataclass(frozen=True)
class Fault:
    """
    What a kind of fault means.

    Attributes:
        meaning: What was found, in one clause.
        remedy: What to do about it.
        row: Whether it is the fault of one row, which `--lenient` skips and counts.
    """

    meaning: str
    remedy: str
    row: bool = False


FAULTS: dict[Kind, Fault] = {
    "bad-about": Fault("`about.toml` holds an unknown key or a value of the wrong type", "use the keys listed above"),
    "bad-id": Fault(
        "an id with a line break, a tab or another control character, or of over 200 characters",
        "correct the id; often a quotation mark is missing further up",
        row=True,
    ),
    "bad-json": Fault("`findings.json` cannot be read back", "make it again with `sulh analyse`; do not edit it"),
    "bad-moderation": Fault("a `moderated` value other than -1, 0 and 1", "correct the value", row=True),
    "bad-number": Fault("a number invited that is not a whole number from 0 to a billion", "correct the number"),
    "bad-quotes": Fault("quotation marks that do not pair within a field", "double each mark inside a field", row=True),
    "bad-time": Fault("a time that is neither a whole number nor an ISO 8601 date and time", "correct it", row=True),
    "bad-toml": Fault("`about.toml` is not TOML", "correct the line named"),
    "bad-vote": Fault("a vote other than -1, 0 and 1", "agree is 1, disagree -1, pass 0; leave out the rest", row=True),
    "changing-file": Fault("the file changed while it was read", "wait until nothing writes to it, read again"),
    "duplicate": Fault(
        "a second answer of the same participant to the same statement, and no time to tell which came last",
        "add a `time` column, or keep one row",
        row=True,
    ),
    "duplicate-column": Fault("two columns that mean the same", "remove or rename one"),
    "duplicate-file": Fault("two files of the same name, with different prefixes", "keep one export in a folder"),
    "duplicate-statement": Fault("a statement listed twice", "keep one row", row=True),
    "empty-file": Fault("a file with nothing in it", "export it again"),
    "empty-value": Fault("an empty id or an empty side", "fill it, or leave out the row", row=True),
    "encoding": Fault("a file that is not UTF-8", "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"),
    "invited-too-few": Fault("fewer invited than have answered on a side", "correct the number or the sides"),
    "link-loop": Fault("a symbolic link that leads to itself", "name the file itself"),
    "long-field": Fault("a field of over 131,072 characters", "often a missing quotation mark", row=True),
    "long-line": Fault("a line of over 16 MiB", "this is not a table; export it again"),
    "missing-column": Fault("a column that must be there is not", "name the columns in the first line as shown above"),
    "missing-file": Fault("no such file, or a file missing from an export folder", "correct the path, export again"),
    "missing-side": Fault("a declared side without a number invited", "give a number for every side"),
    "mixed-times": Fault("times of two kinds, or a time column in some files only", "use one kind in every file"),
    "near-side": Fault(
        "two names of sides, or values of a cut, that differ only by capitals, blanks or forms of a letter",
        "spell each side one way everywhere; Sulh never merges two by itself",
    ),
    "no-permission": Fault("a file that may not be read", "ask its owner for permission to read"),
    "no-votes": Fault("a folder without any file of votes", "name an export folder or a folder of CSV or Parquet"),
    "not-a-file": Fault("a folder or a device where a file should be", "name a file"),
    "not-parquet": Fault("a .parquet file that is not Parquet, or is cut off", "write it again"),
    "nul-byte": Fault("a NUL byte", "the file is binary, UTF-16 or damaged: save it as CSV UTF-8"),
    "repeated-header": Fault("the header once more among the rows", "remove the line", row=True),
    "same-time-revote": Fault(
        "two different answers of one participant to one statement at the same time",
        "keep the one that counts",
        row=True,
    ),
    "spreadsheet": Fault(
        "a spreadsheet such as .xlsx or .ods", "open it and save each sheet as CSV UTF-8, with commas"
    ),
    "too-large": Fault("more participants and statements than can be numbered", "split the dialogue"),
    "too-many-sides": Fault(
        "more than 100 different sides or values of a cut", "is this the right column? One of names is not"
    ),
    "torn-line": Fault(
        "a row with too few or too many fields", "complete the row; often the file was cut off", row=True
    ),
    "two-values": Fault("a participant with two different sides or values of the cut", "decide for one", row=True),
    "unclosed-quote": Fault("a quotation mark that opens and never closes", "close it in the line named"),
    "unknown-statement": Fault(
        "a statement that `comments.csv` or `statements.csv` does not list, or an excluded one that does not exist",
        "correct the id or the list",
        row=True,
    ),
    "unreadable": Fault("the system could not read the file", "look at the disk or the connection"),
    "wrong-separator": Fault("columns separated by semicolons, tabs or bars", "save the file with commas (CSV UTF-8)"),
    "wrong-type": Fault("a Parquet column of the wrong type", "whole numbers or text for ids, whole numbers for votes"),
}
OPERATING_SYSTEM: dict[int, tuple[Kind, str]] = {
    errno.ENOENT: ("missing-file", "no such file"),
    errno.ENOTDIR: ("missing-file", "no such file"),
    errno.ENAMETOOLONG: ("missing-file", "a name too long for any file"),
    errno.EISDIR: ("not-a-file", "a folder"),
    errno.EACCES: ("no-permission", "a file that this account may not read"),
    errno.EPERM: ("no-permission", "a file that this account may not read"),
    errno.ELOOP: ("link-loop", "a symbolic link that leads to itself"),
}


def fault(kind: Kind, file: str, line: int | None = None, *, expected: str, found: str) -> InputError:
    """
    Make an input error of a known kind.

    >>> print(fault("empty-file", "votes.csv", expected="a table", found="an empty file"))
    votes.csv: expected a table, found an empty file.
    """
    return InputError(kind, file, line, expected=expected, found=found)


@contextmanager
def named(file: str) -> Iterator[None]:
    """Turn what the operating system says while a file is read into an input error."""
    try:
        yield
    except OSError as error:
        kind, found = OPERATING_SYSTEM.get(error.errno or 0, ("unreadable", "a file the system could not read"))
        raise fault(kind, file, expected="a file that can be read", found=found) from error
    except UnicodeDecodeError as error:
        raise fault("changing-file", file, expected="a file at rest", found="a file that changed") from error


def counted(number: int, noun: str) -> str:
    """
    Say how many of something there are.

    >>> counted(1, "column"), counted(1200, "column")
    ('1 column', '1,200 columns')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class AmissError(Exception):
    """
    Something amiss in one row, not yet tied to its line; never leaves this room.

    Args:
        kind: Its kind.
        expected: What should have stood there.
        found: What stood there.
    """

    def __init__(self, kind: Kind, expected: str, found: str) -> None:
        """Keep the parts until the line is known."""
        super().__init__(kind)
        self.kind: Kind = kind
        self.expected = expected
        self.found = found


class Skipping:
    """
    Stops at the first row with a fault, or, when lenient, counts such rows by kind.

    >>> skipping = Skipping(lenient=True)
    >>> skipping.row("bad-vote", "votes.csv", 7, expected="-1, 0 or 1", found="'2'")
    >>> dict(skipping.counts)
    {'bad-vote': 1}
    """

    def __init__(self, *, lenient: bool) -> None:
        """Start with nothing skipped."""
        self.lenient = lenient
        self.counts: Counter[str] = Counter()

    def row(self, kind: Kind, file: str, line: int, *, expected: str, found: str) -> None:
        """Meet a fault of one row."""
        self.rows(kind, (file, line), 1, expected=expected, found=found)

    def rows(self, kind: Kind, place: tuple[str, int], count: int, *, expected: str, found: str) -> None:
        """Meet a fault that takes `count` rows with it; `place` is the file and the line that shows it."""
        if not self.lenient:
            raise fault(kind, *place, expected=expected, found=found)
        self.counts[kind] += count

    def amiss(self, amiss: AmissError, file: str, line: int) -> None:
        """Meet a fault that now has its line; one of the whole file is never skipped."""
        if not FAULTS[amiss.kind].row:
            raise fault(amiss.kind, file, line, expected=amiss.expected, found=amiss.found)
        self.row(amiss.kind, file, line, expected=amiss.expected, found=amiss.found)
