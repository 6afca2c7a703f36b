"""
Names: how often the same actor under another name is suggested first, or among five, by script; beside plain RapidFuzz.

    latin      outside lists in SULH_DATA: recipients and channels of aid (English, French, short forms), countries of
               UCDP with past names; and pairs written for this benchmark           benchmarks/names_pairs.toml
    arabic     pairs written for this benchmark
    cyrillic   the same
    apart      armed groups that UCDP counts as two: how many of their pairs are put before a person all the same
    many       3,000 actors, every two of them                                      seconds of one core
    dyads      the dyadic table of UCDP read, put on a map and written back         seconds of one core

Each name is looked for among all names of its kind in Latin letters, several hundred. `make bench` runs this.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from benchmarks import report
from sulh.coordination.names import MOST, pairs, suggest
from sulh.formats.ucdp import read_dyadic, write_dyadic
from sulh.formats.ucdp_map import on_map
from sulh.model.actors import Actor, ActorKind, Name

PAIRS = tomllib.loads((Path(__file__).parent / "names_pairs.toml").read_text(encoding="utf-8"))
KINDS: dict[str, ActorKind] = {"state": "state", "place": "community", "body": "organisation", "person": "person"}
MANY = 3_000
Pair = tuple[str, str]
Hits = tuple[bool, bool, bool, bool]  # ours first, in five; plain first, in five


def main() -> int:
    """Run all, print the tables and write them to the page."""
    data = Path(os.environ.get("SULH_DATA", "../shared/data")) / "peace"
    if not data.is_dir():
        print("SULH_DATA holds no peace folder: nothing was measured")
        return 1
    half = int("--tune" not in sys.argv)  # odd rows are for figures, even ones chose the constants
    lines = [*_recall(data, half), "", _apart(data), "", _many(data), "", _dyads(data)]
    print("\n".join(lines))
    if half:
        report.write("names", lines)
    return 0


def _recall(data: Path, half: int) -> list[str]:
    head = ["script", "names", "pairs", "first", "in five", "first, plain", "in five, plain"]
    rows: list[list[object]] = []
    every: dict[str, list[Hits]] = {}
    for script, source, kind, found in _sources(data):
        known = [_actor(text, kind) for text in dict.fromkeys([*_pool(data, kind), *(pair[0] for pair in found)])]
        hits = [_compared(known, query, right, kind) for right, query in found[half::2]]
        rows.append([script, f"{source}, among {len(known)}", len(hits), *_shares(hits)])
        every.setdefault(script, []).extend(hits)
    rows += [[script, "all of them", len(hits), *_shares(hits)] for script, hits in every.items()]
    return report.table(head, rows)


def _compared(known: Sequence[Actor], query: str, right: str, kind: str) -> Hits:
    """Say whether ours and the plain way have the right one first, and among five."""
    ours, plain = _ours(known, _actor(query, kind)), _plain(known, _actor(query, kind))
    if "--misses" in sys.argv and right not in ours:
        print(query, right, ours[:2], sep=" | ")
    return right in ours[:1], right in ours, right in plain[:1], right in plain


def _shares(hits: Sequence[Hits]) -> list[str]:
    return [f"{sum(hit[place] for hit in hits) / len(hits):.0%}" for place in range(4)]


def _ours(known: Sequence[Actor], one: Actor) -> list[str]:
    return [said.other for said in suggest(known, one)]


def _plain(known: Sequence[Actor], one: Actor) -> list[str]:
    texts = [actor.names[0].text for actor in known]
    found = process.extract(
        one.names[0].text, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=MOST, score_cutoff=1
    )
    return [known[place].id for _, _, place in found]


def _actor(text: str, kind: str) -> Actor:
    return Actor(text, KINDS[kind], (Name(text),))


def _sources(data: Path) -> Iterator[tuple[str, str, str, list[Pair]]]:
    """Yield script, what the names are, kind, and pairs: the name to be found, and the name that is asked with."""
    recipients = _rows(data / "oecd_dac/recipients.csv")
    channels = _rows(data / "oecd_dac/channel_codes.csv")
    yield "Latin", "countries, French to English", "state", _different(recipients, "name_en", "name_fr")
    yield "Latin", "countries, past names", "state", list(_past(data))
    yield "Latin", "channels of aid, French to English", "body", _different(channels, "name_en", "name_fr")
    yield "Latin", "channels of aid, short forms", "body", _different(channels, "name_en", "acronym_en")
    for script in PAIRS:
        for kind, found in PAIRS[script].items():
            yield (
                script.capitalize(),
                f"{_KIND_NAMES[kind]}, written here",
                kind,
                [(one, other) for one, other in found],
            )


_KIND_NAMES = {"state": "states", "place": "places", "body": "bodies", "person": "people"}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _different(rows: Sequence[dict[str, str]], one: str, other: str) -> list[Pair]:
    return [
        (row[one], row[other]) for row in rows if row[other] and row[one] != row[other] and "nspecified" not in row[one]
    ]


def _groups(data: Path) -> list[str]:
    """Name the armed groups of UCDP, each once."""
    names = {row["side_b"] for row in _rows(data / "ucdp/Dyadic_v24_1.csv")}
    return sorted(name for name in names if not name.startswith("Government of "))


def _past(data: Path) -> Iterator[Pair]:
    names = {row["side_a"] for row in _rows(data / "ucdp/Dyadic_v24_1.csv")}
    for name in sorted(names):
        if name.endswith(")"):
            yield name, name.partition(" (")[2].removesuffix(")")


def _pool(data: Path, kind: str) -> list[str]:
    """Name everybody of a kind among whom a name is looked for."""
    if kind == "state":
        recipients = [row["name_en"] for row in _rows(data / "oecd_dac/recipients.csv")]
        return [*recipients, *(name for name, _ in _past(data))]
    if kind == "body":
        return [*_groups(data), *(row["name_en"] for row in _rows(data / "oecd_dac/channel_codes.csv"))]
    return [pair[0] for script in PAIRS for pair in PAIRS[script].get(kind, [])]


def _apart(data: Path) -> str:
    groups = _groups(data)
    actors = [_actor(name, "body") for name in groups]
    found = pairs(actors)
    same = [said for said in found if said.advice == "same"]
    every = len(groups) * (len(groups) - 1) // 2
    if "--misses" in sys.argv:
        print(*((said.one, said.other, said.reason, said.alike, said.advice) for said in found), sep="\n")
    return (
        f"Of {every:,} pairs of {len(groups)} armed groups that UCDP counts as different, {len(found)} are put before "
        f"a person, {len(same)} of them as likely one."
    )


def _many(data: Path) -> str:
    rng = random.Random(5)
    words = sorted({word for name in _groups(data) for word in name.split()})
    kinds = list(KINDS.values())
    actors = [
        Actor(
            f"{number:04}", kinds[number % len(kinds)], (Name(" ".join(rng.sample(words, 3))), Name(rng.choice(words)))
        )
        for number in range(MANY)
    ]
    begun = time.process_time()
    found = pairs(actors)
    seconds = time.process_time() - begun
    begun = time.process_time()
    suggest(actors, actors[0])
    one = time.process_time() - begun
    return (
        f"{MANY:,} actors with two names each, of four kinds: every two in {seconds:.1f} seconds of one core "
        f"({len(found):,} suggestions), one against all in {one:.2f}."
    )


def _dyads(data: Path) -> str:
    table = (data / "ucdp/Dyadic_v24_1.csv").read_bytes()
    begun = time.process_time()
    read = read_dyadic(table)
    found = on_map(read.values)
    same = write_dyadic(read.values) == table
    seconds = time.process_time() - begun
    return (
        f"The dyadic table of UCDP, {len(read.values):,} years of two sides: read, put on a map ({len(found.actors):,} "
        f"actors, {len(found.ties):,} ties) and written back in {seconds:.1f} seconds of one core; "
        f"{len(read.remarks)} remarks, {'the same bytes' if same else 'other bytes'}."
    )


if __name__ == "__main__":
    sys.exit(main())
