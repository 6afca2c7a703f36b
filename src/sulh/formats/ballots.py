"""
Ballots that came back on paper and were typed into a table.

    long form    ballot, statement, vote               one row an answer
    wide form    ballot, <statement>, <statement>...   one row a ballot; columns named by id or by number, "1" to "n"

    grid ──read_ballots──▶ Entries ──sheet──▶ BallotSheet

The same ballot and statement with one vote twice counts once; with two votes it is a fault and neither counts. Nothing
is raised: see `sulh.formats.grids` for the file itself and `sulh.formats.vote_words` for what a vote may be called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sulh.formats.cells import plain
from sulh.formats.grids import Cells, Grid, grid
from sulh.formats.vote_words import vote_of
from sulh.model.ballots import BallotAnswer, BallotSheet, SheetFault
from sulh.words.language import mark

COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "ballot": (
        *("ballot", "ballot number", "number", "entry", "entry number", "bulletin", "numéro", "numéro de bulletin"),
        *(
            "numéro d’entrée",
            "n°",
            "بطاقة",
            "البطاقة",
            "رقم البطاقة",
            "رقم",
            "الرقم",
            "رقم الدخول",
            "ورقة",
            "رقم الورقة",
        ),
    ),
    "statement": (
        *("statement", "statement id", "statement number", "énoncé", "affirmation", "proposition", "phrase"),
        *("عبارة", "العبارة", "رقم العبارة", "الجملة"),
    ),
    "vote": (
        "vote",
        "answer",
        "réponse",
        "avis",
        "صوت",
        "الصوت",
        "التصويت",
        "إجابة",
        "الإجابة",
        "جواب",
        "الجواب",
        "الرأي",
    ),
}
LONGEST_SHOWN = 40


def read_ballots(data: bytes, filename: str, *, statements: Collection[str], ballots: Collection[str]) -> BallotSheet:
    r"""
    Read a table of ballots, CSV or XLSX, in long or wide form.

    Args:
        data: The file.
        filename: Its name; only its ending is looked at.
        statements: Ids in the order of the ballot. A number from 1 names one by its place, unless ids are numbers.
        ballots: Numbers of the ballots there are.

    Returns:
        What counts, and what is wrong; never an error, whatever the bytes.

    >>> table = "ballot,1,2\n7,agree,-1\n8,,perhaps\n".encode()
    >>> sheet = read_ballots(table, "votes.csv", statements=["road", "well"], ballots=["7", "8"])
    >>> [(one.ballot, one.statement, one.vote) for one in sheet.answers], sheet.faults[0].kind
    ([('7', 'road', 1), ('7', 'well', -1)], 'bad-vote')
    """
    table = grid(data, filename)
    entries = Entries(statements, ballots)
    places = {meaning: _places(table.header, names) for meaning, names in COLUMN_NAMES.items()}
    long = bool(places["statement"] and places["vote"])
    needed = ["ballot", "statement", "vote"] if long else ["ballot"]
    if table.header and not all(len(places[meaning]) == 1 for meaning in needed):
        entries.faults.append(_missing([meaning for meaning in needed if not places[meaning]]))
    elif long:
        entries.long(table, *(places[meaning][0] for meaning in needed))
    elif table.header:
        ballot = places["ballot"][0]
        others = {at: name for at, name in table.header.items() if at != ballot}
        entries.wide(table, ballot, entries.columns(others))
    return entries.sheet(table)


def _places(header: Cells, names: Iterable[str]) -> list[int]:
    known = {plain(name.replace("_", " ").replace("-", " ")) for name in names}
    return [at for at, name in header.items() if plain(name.replace("_", " ").replace("-", " ")) in known]


def _missing(absent: list[str]) -> SheetFault:
    if absent:
        expected = mark("a column 'ballot', and either 'statement' and 'vote' or one column a statement")
        return SheetFault(1, "missing-column", expected, mark("no such column"))
    return SheetFault(1, "duplicate-column", mark("each column once"), mark("two that mean the same"))


class Known:
    r"""
    Ids as the caller spells them, found by what people type: other digits, capitals, blanks, lost leading zeros.

    >>> known = Known(["0012", "0345"])
    >>> known.find("12"), known.find("\u0660\u0663\u0664\u0665"), known.find("9") is None
    ('0012', '0345', True)
    """

    def __init__(self, ids: Collection[str]) -> None:
        """Learn the ids; a loose spelling that two of them share names neither."""
        self.exact = {one: one for one in ids}
        often = Counter(_loose(one) for one in self.exact)
        self.met: dict[str, str | None] = {}
        self.loose = {key: one for one in self.exact if (key := _loose(one)) and often[key] == 1}

    def find(self, raw: str) -> str | None:
        """Return the id that a cell means, or None."""
        if raw not in self.met:
            self.met[raw] = self.exact.get(raw) or self.loose.get(_loose(raw))
        return self.met[raw]


def _loose(text: str) -> str:
    """Return what spellings of one id have in common; empty where a sign stands at an end, as in "-1"."""
    spelt = plain(text)
    if not (spelt[:1].isalnum() and spelt[-1:].isalnum()):
        return ""
    signs = "".join(sign for sign in spelt if sign.isalnum())
    return signs.lstrip("0") or signs[:1]


class Entries:
    """
    Answers as they are met, and what is wrong with them.

    Args:
        statements: Ids in the order of the ballot.
        ballots: Numbers of the ballots there are.
    """

    def __init__(self, statements: Collection[str], ballots: Collection[str]) -> None:
        """Begin with nothing met."""
        self.faults: list[SheetFault] = []
        self._statements, self._ballots = Known(statements), Known(ballots)
        self._numbers: dict[str, str] = {}
        if not any(_loose(one).isdigit() for one in statements):
            self._numbers = {str(number): one for number, one in enumerate(statements, 1)}
        self._met: dict[tuple[str, str], int | None] = {}

    def long(self, table: Grid, ballot: int, statement: int, vote: int) -> None:
        """Read one answer a row."""
        for line, row in table.rows:
            name = self._statement(line, row.get(statement, ""))
            number = self._ballot(line, row.get(ballot, ""))
            if name is not None and number is not None:
                self._vote(line, (number, name), row.get(vote, ""))

    def wide(self, table: Grid, ballot: int, columns: Mapping[int, str]) -> None:
        """Read one ballot a row; an empty cell is no answer."""
        for line, row in table.rows:
            number = self._ballot(line, row.get(ballot, ""))
            if number is not None:
                for at, name in columns.items():
                    if at in row:
                        self._vote(line, (number, name), row[at])

    def columns(self, header: Mapping[int, str]) -> dict[int, str]:
        """Return column -> statement; a column of no statement is a fault."""
        return self.once({at: name for at, raw in header.items() if (name := self._statement(1, raw)) is not None})

    def once(self, named: Mapping[int, str]) -> dict[int, str]:
        """Return column -> statement without those named twice: that is a fault, and neither is read."""
        often = Counter(named.values())
        for name in sorted(name for name, times in often.items() if times > 1):
            expected = mark("one column a statement")
            self.faults.append(SheetFault(1, "duplicate-column", expected, shown(name, mark("two of one statement"))))
        return {at: name for at, name in named.items() if often[name] == 1}

    def sheet(self, table: Grid) -> BallotSheet:
        """Return what counts, in the caller's order."""
        ballots = {one: at for at, one in enumerate(self._ballots.exact)}
        statements = {one: at for at, one in enumerate(self._statements.exact)}
        kept = [BallotAnswer(*key, vote) for key, vote in self._met.items() if vote is not None]
        kept.sort(key=lambda one: (ballots[one.ballot], statements[one.statement]))
        faults = sorted([*table.faults, *self.faults], key=lambda fault: fault.line or 0)
        return BallotSheet(kept, faults, len(table.rows))

    def _statement(self, line: int, raw: str) -> str | None:
        name = self._statements.find(raw) or self._numbers.get(_loose(raw))
        if name is None:
            found = shown(raw, mark("another text")) if raw else mark("nothing")
            self.faults.append(SheetFault(line, "unknown-statement", mark("a statement of this round"), found))
        return name

    def _ballot(self, line: int, raw: str) -> str | None:
        number = self._ballots.find(raw)
        if number is None:
            found = shown(raw, mark("another text")) if raw else mark("nothing")
            self.faults.append(SheetFault(line, "unknown-ballot", mark("the number of a ballot of this round"), found))
        return number

    def _vote(self, line: int, key: tuple[str, str], raw: str) -> None:
        vote = vote_of(raw)
        if vote is None:
            found = mark("something else") if raw else mark("nothing")
            self.faults.append(SheetFault(line, "bad-vote", mark("agree, disagree or pass, or 1, -1 or 0"), found))
        elif self._met.setdefault(key, vote) not in (vote, None):
            self._met[key] = None
            expected = mark("one vote on each statement of a ballot")
            self.faults.append(SheetFault(line, "two-votes", expected, mark("two that differ; neither counts")))


def shown(raw: str, instead: str) -> str:
    """Return a number or a plain name between quotation marks; never a vote, nor what could be a whole row."""
    return f"'{raw}'" if raw.isalnum() and len(raw) <= LONGEST_SHOWN and vote_of(raw) is None else instead
