"""
`read`: from files to one dialogue. The order of work, and nothing else, lives here.

    places ──▶ book ──▶ blocks of answers ──settle──▶ votes ──▶ + sides, cut, invited, about = Dialogue
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sulh.formats import places
from sulh.formats.about import read_about, with_title
from sulh.formats.answers import Progress, gather
from sulh.formats.book import read_book, statement_ids
from sulh.formats.collect import compress
from sulh.formats.faults import Skipping, fault
from sulh.formats.members import Members, check_invited, read_invited, read_members
from sulh.formats.places import Places
from sulh.formats.tables import open_table
from sulh.model.dialogue import About, Cut, Dialogue, Reading, Sides, Votes, natural

Named = str | Path


def read(
    path: Named | Iterable[Named],
    *,
    sides: Named | None = None,
    cut: Named | None = None,
    invited: Named | Mapping[str, int] | None = None,
    exclude: Named | Iterable[Named] = (),
    about: Named | About | None = None,
    lenient: bool = False,
    progress: Progress | None = None,
) -> Dialogue:
    """
    Read one dialogue from files.

    Args:
        path: A Polis export folder; a CSV or Parquet file with participant, statement, vote and perhaps time; a
            folder of such files, a pattern, or a list of files.
        sides: CSV with participant, side.
        cut: CSV with participant and one more column, whose name is that of the cut.
        invited: Number invited per side, as a mapping or as CSV with side, invited. It makes the dialogue an
            invited room, so every declared side must have one.
        exclude: Statements to leave out: ids, or paths (anything ending in .csv) of CSV with a column of statements.
        about: Who was asked; by default `about.toml` beside the votes, if there is one.
        lenient: Skip rows with a fault and count them by kind in `Reading.skipped`, instead of stopping at the first.
        progress: Called now and then with bytes read so far and bytes in all.

    Returns:
        The dialogue, the same whatever the order of rows, files and shards.

    Raises:
        InputError: Anything that cannot be read, by file, line, what was expected and what was found.

    >>> from tempfile import TemporaryDirectory
    >>> rows = ["participant,statement,vote", "ann,1,1", "bo,1,-1", "bo,2,0"]
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "votes.csv")
    ...     _ = file.write_text(chr(10).join(rows), encoding="utf-8")
    ...     dialogue = read(file)
    >>> len(dialogue.votes), dialogue.reading.files
    (3, {'votes.csv': 3})
    """
    skipping = Skipping(lenient=lenient)
    found = places.find(path)
    book = read_book(found.book, skipping) if found.book else None
    answers = gather(found, book, skipping, progress)
    left_out, excluded_files = _excluded(exclude, answers.statements.ids)
    gone = left_out | (book.rejected if book else set())
    votes = compress(answers.rising, answers.people.ids, answers.statements.ids, frozenset(gone))
    votes = replace(votes, began=answers.began)
    members = read_members(Path(sides), skipping, column="side") if sides is not None else None
    further = read_members(Path(cut), skipping, column=None) if cut is not None else None
    room = _room(invited, members, votes)
    files = answers.files | excluded_files
    for source, rows in ((found.book, book), (sides, members), (cut, further)):
        if source is not None and rows is not None:
            files[Path(source).name] = rows.rows
    return Dialogue(
        votes=votes,
        sides=_sides(members, room, votes),
        texts={one: book.texts[one] for one in votes.statements if book.texts.get(one)} if book else {},
        cut=Cut(further.name, further.values, further.numbers(votes.participants)) if further else None,
        invited=room,
        about=_about(about, found),
        reading=Reading(
            files={_writable(name): rows for name, rows in sorted(files.items())},
            superseded=answers.replaced,
            skipped=dict(sorted(skipping.counts.items())),
            rejected=tuple(sorted(book.rejected, key=natural)) if book else (),
            excluded=tuple(sorted(left_out, key=natural)),
            unknown_members=members.unknown(votes.participants) if members else 0,
        ),
    )


def _writable(name: str) -> str:
    """Return the name of a file as UTF-8 can hold it: the system allows names that are no text at all."""
    return name.encode("utf-8", "replace").decode()


def _excluded(exclude: Named | Iterable[Named], known: Iterable[str]) -> tuple[set[str], dict[str, int]]:
    """Gather the ids to leave out, which must all exist, and the rows of the files that named them."""
    wanted: set[str] = set()
    files: dict[str, int] = {}
    there = set(known)
    for one in [exclude] if isinstance(exclude, str | Path) else exclude:
        named = Path(one)
        if isinstance(one, Path) or named.suffix.lower() == ".csv":
            with open_table(named, Skipping(lenient=False)) as table:
                ids = statement_ids(table, Skipping(lenient=False))
            files[named.name] = len(ids)
        else:
            ids = [one.strip()]
        for identifier in ids:
            if identifier not in there:
                source = named.name if named.name in files else "exclude"
                raise fault(
                    "unknown-statement", source, expected="a statement of this dialogue", found=f"'{identifier}'"
                )
        wanted.update(ids)
    return wanted, files


def _room(invited: Named | Mapping[str, int] | None, members: Members | None, votes: Votes) -> dict[str, int] | None:
    if invited is None:
        return None
    source = "invited" if isinstance(invited, Mapping) else Path(invited).name
    numbers = dict(invited) if isinstance(invited, Mapping) else read_invited(Path(invited))
    answered = dict.fromkeys(members.values if members else (), 0)
    if members:
        counted = Sides(members.values, members.numbers(votes.participants)).members()
        answered = dict(zip(members.values, counted.tolist(), strict=True))
    check_invited(numbers, answered, source)
    return dict(sorted(numbers.items()))


def _sides(members: Members | None, room: Mapping[str, int] | None, votes: Votes) -> Sides:
    """Every side of which we know: declared by a member, or invited although nobody came."""
    names = tuple(sorted({*(members.values if members else ()), *(room or ())}))
    everybody = Members("side", names, members.of if members else {}, 0)
    return Sides(names, everybody.numbers(votes.participants))


def _about(given: Named | About | None, found: Places) -> About:
    if isinstance(given, About):
        return given
    path = found.about if given is None else Path(given)
    return with_title(read_about(path) if path else About(), found.summary)
