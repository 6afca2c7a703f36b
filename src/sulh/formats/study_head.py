"""
What each column of a table of answers is, by the first row; and what may be told of that row.

    at least half of it is known here ──▶ other columns are told by their names, but for what looks like an answer
    less                              ──▶ by letters (A, B … AA): somebody's answers may stand there
    names in the first column instead, or answers that give themselves away ──▶ the table is not read

Whoever brings a table sees no row of answers, so a cell is shown only where everything around it says that it is a
name. What is chosen of a column by its letter holds for this first row alone: the letter carries a stamp of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from sulh.formats.cells import plain
from sulh.formats.grids import MOST_COLUMNS, Cells, Grid
from sulh.formats.remarks import SHOWN, Remark, shown
from sulh.formats.study_form import (
    CODE,
    CODE_TEXT,
    CONSENT,
    CONSENT_ANSWERS,
    CONSENT_TEXT,
    FORMERLY,
    GROUP,
    GROUP_TEXT,
    HALF,
)
from sulh.formats.xlsform import ADDED, ADDED_GROUPS
from sulh.model.questionnaire import Question
from sulh.words.language import mark

NOTE: Final = re.compile(r"note_?[0-9]+")
NUMBER: Final = re.compile(r"[0-9]{1,6}(?:\.0+)?")
LETTERED: Final = re.compile(r"\[([A-Z]{1,3}):([0-9a-f]{16})\]")
LIKE_A_CODE: Final = re.compile(r"[^\W\d_]{1,6}[0-9]{1,4}[^\W\d_]{1,6}")
MOST_DIGITS: Final = 3  # of a name: more are a day, a telephone, an id
FEWEST: Final = 2  # names that are known, whatever the width: of two columns one would be half
EDGE: Final = 2  # columns in which a table that lies on its side has its names: a server may write two kinds of them
STAMP: Final = 16
SIDEWAYS: Final = mark(
    "names of columns in the first row; here they stand below one another, so turn the table round (transpose it)"
)
NO_NAMES: Final = mark("a first row that names the columns")


@dataclass(frozen=True)
class Known:
    """
    What a study knows of its tables.

    Attributes:
        asked: Column -> its question.
        groups: How a group may be written, as it is compared -> its number.
        called: Column of the file, by its name or letter as it was told -> one of our names; empty to leave it out.
        stamp: Makes of a first row, as one text, letters and digits that tell nothing of it.
    """

    asked: Mapping[str, Question]
    groups: Mapping[str, int]
    called: Mapping[str, str] = field(default_factory=dict)
    stamp: Callable[[str], str] = lambda _: "0" * STAMP

    @property
    def ours(self) -> frozenset[str]:
        """Our names of columns."""
        return frozenset({CONSENT, GROUP, CODE, *self.asked})

    @cached_property
    def by_name(self) -> dict[str, str]:
        """What was chosen of columns that were told by their name, however it is spelt."""
        return {plain(theirs): its for theirs, its in self.called.items() if not letter_of(theirs)}


@dataclass
class Head:
    """
    What the columns of a table are.

    Attributes:
        at: Our name -> number of the column.
        unknown: Columns that are none of ours and that no server adds, by name or by letter (`letter_of`).
        lettered: Every column that is told by its letter, also those of which was chosen what they are.
        few: Whether all are, since less than half of the row is known here.
        unread: How many columns of device, place or time there are.
    """

    at: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    lettered: list[str] = field(default_factory=list)
    few: bool = False
    unread: int = 0
    remarks: list[Remark] = field(default_factory=list)


def read_head(table: Grid, known: Known) -> Head:
    """Find out what each column is; what a server adds by itself is counted and left unread."""
    spelt = _spelt(known)
    found = Head(few=not _mostly_known(table.header.values(), spelt))
    if found.few and (amiss := _amiss(table, known, spelt)):
        return Head(remarks=[_file("", amiss)], few=True)
    for at, told in _told(table.header, known, spelt, few=found.few).items():
        if letter_of(told):
            found.lettered.append(told)
        _place(found, known, spelt, at, table.header[at], told)
    found.remarks += [
        _file(needed, mark("a column of this name"))
        for needed in (GROUP, CODE)
        if table.header and needed not in found.at
    ]
    return found


def letter_of(told: str) -> str:
    """
    Return the letter of a column that is told by it; empty for a name.

    >>> letter_of("[AB:0123456789abcdef]"), letter_of("mood")
    ('AB', '')
    """
    found = LETTERED.fullmatch(told)
    return found[1] if found else ""


def _place(found: Head, known: Known, spelt: Mapping[str, str], at: int, name: str, told: str) -> None:
    """Say what one column is."""
    chosen = _chosen(known, told)
    if chosen == "":
        return
    ours = chosen if chosen in known.ours else _ours(name, spelt)
    if ours and ours in found.at:
        found.remarks.append(_file(ours, mark("one column of each name")))
    elif ours:
        found.at[ours] = at
    elif _added(name):
        found.unread += 1
    elif not _needless(name):
        found.unknown.append(told)
        found.remarks.append(
            _file(letter_of(told) or told, mark("a question of this study, or what a server adds"), "field")
        )


def _chosen(known: Known, told: str) -> str | None:
    """Return what somebody chose a column to be; None where nobody did."""
    return known.called.get(told) if letter_of(told) else known.by_name.get(plain(told))


def _told(header: Cells, known: Known, spelt: Mapping[str, str], *, few: bool) -> dict[int, str]:
    """Return how each column is told: by its name where that is surely one, else by its letter."""
    stamp = known.stamp("\x1f".join(f"{at}={name}" for at, name in header.items()))[:STAMP]
    often = Counter(map(plain, header.values()))
    answers = _answers(known)
    return {
        at: f"[{_letter(at)}:{stamp}]"
        if not _is_known(name, spelt) and (few or often[plain(name)] > 1 or _like_an_answer(name, answers))
        else name
        for at, name in header.items()
    }


def _like_an_answer(name: str, answers: frozenset[str]) -> bool:
    """
    Whether a cell looks like what somebody answered, or like when or by whom, and not like the name of a column.

    >>> [_like_an_answer(one, frozenset({"fully"})) for one in ("4", "3 Feb", "FA 07 he", "a@b.org", "Fully", "mood_2")]
    [True, True, True, True, True, False]
    """
    bare = plain(name)
    code = "".join(sign for sign in bare if sign.isalnum())
    return (
        bare in answers
        or len(name) > SHOWN
        or bare[:1].isdigit()
        or not any(sign.isalpha() for sign in bare)
        or sum(sign.isdigit() for sign in bare) > MOST_DIGITS
        or "@" in bare
        or LIKE_A_CODE.fullmatch(code) is not None
        or LETTERED.fullmatch(name) is not None
    )


def _answers(known: Known) -> frozenset[str]:
    """Return what people choose from, and what groups are called, as it is compared."""
    labels = (said for one in known.asked.values() for said in one.labels)
    words = (text for said in (*labels, *(texts for _, texts in CONSENT_ANSWERS)) for text in said.values())
    return frozenset({*map(plain, words), *known.groups, *(plain(one) for one, _ in CONSENT_ANSWERS), "true", "false"})


def _mostly_known(cells: Iterable[str], spelt: Mapping[str, str]) -> bool:
    """Whether at least half of a row, and two of it, are names that are known here, each counted once."""
    row = list(cells)
    known = {_ours(one, spelt) or plain(one) for one in row if _is_known(one, spelt)}
    return 2 * len(known) >= max(len(row), 2 * FEWEST)


def _amiss(table: Grid, known: Known, spelt: Mapping[str, str]) -> str:
    """Return why a table whose first row is little known cannot be read at all; empty where names may stand in it."""
    head = list(table.header.values())
    ours = {found for name in head if (found := _ours(name, spelt))}
    for edge in range(EDGE):
        rows = islice((table.header, *(cells for _, cells in table.rows[:MOST_COLUMNS])), MOST_COLUMNS)
        below = {found for cells in rows if (found := _ours(cells.get(edge, ""), spelt))}
        if len(below) >= max(FEWEST, len(ours) + 1):
            return SIDEWAYS
    answered = any(NUMBER.fullmatch(one) or one in _answers(known) for one in map(plain, head))
    return NO_NAMES if answered and not ours & {GROUP, CODE} else ""


def _spelt(known: Known) -> dict[str, str]:
    """Return how a header may be spelt -> our name; a text of two questions names neither."""
    texts: dict[str, set[str]] = {}
    ours = {CONSENT: CONSENT_TEXT, GROUP: GROUP_TEXT, CODE: CODE_TEXT}
    said = {name: {**by_tag, "": FORMERLY[name]} for name, by_tag in ours.items()}
    said |= {name: dict(one.item.texts) for name, one in known.asked.items() if one.item.kind != "list"}
    for name, by_tag in said.items():
        for text in by_tag.values():
            texts.setdefault(plain(text), set()).add(name)
    alone = {text: next(iter(found)) for text, found in texts.items() if len(found) == 1}
    return alone | {plain(name): name for name in known.ours}


def _ours(name: str, spelt: Mapping[str, str]) -> str:
    return next((spelt[one] for one in _spellings(name) if one in spelt), "")


def _is_known(name: str, spelt: Mapping[str, str]) -> bool:
    return bool(_ours(name, spelt)) or _added(name) or _needless(name)


def _spellings(header: str) -> Iterator[str]:
    yield plain(header)
    yield plain(re.split("[/-]", header)[-1])


def _added(name: str) -> bool:
    last = plain(name.rpartition("/")[2])
    return name.startswith(ADDED_GROUPS) or last.startswith("_") or last in ADDED


def _needless(name: str) -> bool:
    last = re.split("[/-]", name)[-1].strip()
    return bool(NOTE.fullmatch(last)) or last.endswith(HALF)


def _letter(at: int) -> str:
    """
    Return the letter of a column as spreadsheets write it.

    >>> _letter(0), _letter(25), _letter(26), _letter(701), _letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    rest, last = divmod(at, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _file(name: str, expected: str, lost: str = "file") -> Remark:
    return Remark(None, shown(name), "", expected, "field" if lost == "field" else "file")
