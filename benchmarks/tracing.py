"""
Tracing: how often the passage that took a clause up is found, beside plain word TF-IDF, and how fast.

    made     clauses and agreements written for this purpose, in three languages        benchmarks/tracing_pairs.toml
    polis    statements of real conversations that say nearly the same, named by hand   SULH_DATA
    dac      names of aid sectors, to be matched with their published descriptions      SULH_DATA
    long     200 clauses against 100,000 made-up words                                  seconds, memory

*First* and *in five* look at the order alone; *shown* also asks that the score counts as close. A suggestion is right
when more than half of it lies in the right passage. Both contenders choose among the same passages.
`make bench` runs this.
"""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import report
from sulh.formats.agreement_text import agreement_text
from sulh.negotiation.passages import cut, words
from sulh.negotiation.tracing import SENTENCES, close, trace

PAIRS = tomllib.loads((Path(__file__).parent / "tracing_pairs.toml").read_text(encoding="utf-8"))
LANGUAGES = {"en": "English", "fr": "French", "ar": "Arabic"}
FIVE = 5
SEEDS = range(100, 110)  # what counts as close was chosen on others
LENGTHS = (30, 100, 300, 1000)
CLAUSES, LONG, SENTENCE, VOCABULARY = 200, 100_000, 20, 10_000
Places = list[tuple[int, int]]
Contender = Callable[[Mapping[str, str], str], list[Places]]


@dataclass
class Case:
    """One agreement, the clauses that are looked for in it, and where each was taken up."""

    agreement: str
    clauses: dict[str, str]
    places: list[tuple[int, int]]


@dataclass
class Hits:
    """How many clauses there are, and of how many the right passage came first or among five."""

    clauses: int = 0
    first: int = 0
    five: int = 0

    def count(self, found: Sequence[Places], places: Places) -> None:
        """Add what one contender found in one agreement."""
        for suggestions, place in zip(found, places, strict=True):
            right = [_within(suggestion, place) for suggestion in suggestions]
            self.clauses += 1
            self.first += any(right[:1])
            self.five += any(right)

    def shares(self) -> list[str]:
        """Say both as shares."""
        return [f"{self.first / self.clauses:.0%}", f"{self.five / self.clauses:.0%}"]


@dataclass
class Source:
    """Cases of one kind, and what each contender found in them."""

    name: str
    cases: list[Case]
    hits: dict[str, Hits] = field(default_factory=dict)


def main() -> int:
    """Measure, print, write the section of the page, and fail where plain words find more in five."""
    data = os.environ.get("SULH_DATA")
    sources = [*made(), *(real(Path(data)) if data else [])]
    for source in sources:
        for name, contender in CONTENDERS.items():
            hits = source.hits.setdefault(name, Hits())
            for case in source.cases:
                hits.count(contender(case.clauses, case.agreement), case.places)
    lines = [*found_lines(sources), *false_lines(Path(data) if data else None), *speed_lines()]
    print("\n".join(lines))
    report.write("tracing", lines)
    return 0 if all(source.hits["ours"].five >= source.hits["words"].five for source in sources) else 1


def ours(clauses: Mapping[str, str], agreement: str) -> list[Places]:
    """Trace, and take the five closest whatever their score."""
    return _places(clauses, agreement, 0)


def shown(clauses: Mapping[str, str], agreement: str) -> list[Places]:
    """Trace, and take what is shown to a person."""
    return _places(clauses, agreement, None)


def plain(clauses: Mapping[str, str], agreement: str) -> list[Places]:
    """Compare whole words as they are written, with the library's own settings, among the same passages."""
    text = words(agreement)
    cuts = cut(agreement, text)
    passages = [
        (first, last)
        for first in range(len(cuts))
        for last in range(first, min(first + SENTENCES, len(cuts)))
        if cuts[first].paragraph == cuts[last].paragraph
    ]
    spans = [(text[cuts[first].first].start, text[cuts[last].last - 1].end) for first, last in passages]
    library = TfidfVectorizer()
    table = library.fit_transform(agreement[start:end] for start, end in spans)
    scores = (library.transform(clauses.values()) @ table.T).toarray()
    return [[spans[at] for at in _apart(row, passages)] for row in scores]


CONTENDERS: dict[str, Contender] = {"ours": ours, "words": plain, "shown": shown}


def _places(clauses: Mapping[str, str], agreement: str, least: float | None) -> list[Places]:
    traced = trace(clauses, agreement, most=FIVE, least=least)
    return [[(each.span.start, each.span.end) for each in one.suggestions] for one in traced]


def _apart(scores: np.ndarray[tuple[int], np.dtype[np.float64]], passages: Places) -> list[int]:
    """Choose the five best that share no sentence."""
    chosen: list[int] = []
    for at in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == FIVE or scores[at] <= 0:
            break
        first, last = passages[at]
        if all(last < passages[other][0] or first > passages[other][1] for other in chosen):
            chosen.append(at)
    return chosen


def _within(suggestion: tuple[int, int], place: tuple[int, int]) -> bool:
    shared = min(suggestion[1], place[1]) - max(suggestion[0], place[0])
    return 2 * shared > suggestion[1] - suggestion[0]


def joined(parts: Sequence[str]) -> tuple[str, Places]:
    """Write parts below each other, and say where each stands."""
    places, at = [], 0
    for part in parts:
        places.append((at, at + len(part)))
        at += len(part) + 2
    return "\n\n".join(parts), places


def made() -> Iterator[Source]:
    """One agreement a language, its passages and distractors shuffled; then the same by kind."""
    kinds: dict[str, list[Case]] = {"all together": []}
    for tag, name in LANGUAGES.items():
        pairs = PAIRS[tag]["pairs"]
        parts = [passage for _, _, passage in pairs] + PAIRS[tag]["distractors"]
        order = random.Random(1).sample(range(len(parts)), len(parts))
        agreement, places = joined([parts[at] for at in order])
        where = {at: places[position] for position, at in enumerate(order)}
        clauses = {str(at): clause for at, (_, clause, _) in enumerate(pairs)}
        whole = Case(agreement, clauses, [where[at] for at in range(len(pairs))])
        kinds["all together"].append(whole)
        yield Source(f"made, {name}", [whole])
        for kind in dict.fromkeys(kind for kind, _, _ in pairs):
            own = [at for at, pair in enumerate(pairs) if pair[0] == kind]
            case = Case(agreement, {str(at): clauses[str(at)] for at in own}, [where[at] for at in own])
            kinds.setdefault(kind, []).append(case)
    for kind, cases in kinds.items():
        yield Source(f"made, {kind}", cases)


def real(data: Path) -> Iterator[Source]:
    """Statements of conversations, and sectors in two languages."""
    cases = []
    for conversation, pairs in PAIRS["polis"].items():
        texts = statements(data / "polis" / conversation)
        for clause, passage in pairs:
            others = [number for number in texts if number != clause]
            agreement, places = joined([texts[number] for number in others])
            cases.append(Case(agreement, {"clause": texts[clause]}, [places[others.index(passage)]]))
    yield Source("real, statements (English)", cases)
    for tag, name in (("en", "English"), ("fr", "French")):
        named = sectors(data, tag)
        agreement, places = joined([description for _, description in named])
        clauses = {str(at): sector for at, (sector, _) in enumerate(named)}
        yield Source(f"real, aid sectors ({name})", [Case(agreement, clauses, places)])


def statements(folder: Path) -> dict[int, str]:
    """Read the statements of a conversation, but those that were rejected."""
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted((int(row["comment-id"]), row["moderated"], row["comment-body"]) for row in csv.DictReader(file))
    return {number: " ".join(text.split()) for number, moderated, text in rows if moderated != "-1"}


def sectors(data: Path, tag: str) -> list[tuple[str, str]]:
    """Read the names of sectors with their descriptions, where both are published in the language."""
    with (data / "peace" / "oecd_dac" / "sectors.csv").open(encoding="utf-8", newline="") as file:
        found = [(row[f"name_{tag}"], row[f"description_{tag}"]) for row in csv.DictReader(file)]
    return [(name, " ".join(description.split())) for name, description in found if name and description]


def found_lines(sources: Sequence[Source]) -> list[str]:
    """Lay out what was found."""
    head = ["source", "clauses", "ours first", "ours in five", "words first", "words in five", "shown in five"]
    rows = [
        [
            source.name,
            source.hits["ours"].clauses,
            *source.hits["ours"].shares(),
            *source.hits["words"].shares(),
            source.hits["shown"].shares()[1],
        ]
        for source in sources
    ]
    return [
        "How often the right passage comes first, and among the first five: ours (runs of letters), and plain TF-IDF",
        "of whole words among the same passages. *Shown* leaves out what does not count as close. The made pairs were",
        "written, and those of real statements named, before anything was measured; that a passage stays within a",
        "paragraph was then decided on all of them, since it found more in five of each.",
        "",
        *report.table(head, rows),
        "",
    ]


def false_lines(data: Path | None) -> list[str]:
    """Lay out how many clauses without a counterpart are shown something, by the length of the agreement."""
    rows = []
    for tag, name in LANGUAGES.items():
        parts = [passage for _, _, passage in PAIRS[tag]["pairs"]] + PAIRS[tag]["distractors"]
        agreement, _ = joined(parts)
        rows.append([f"made, {name}: clauses that no passage took up", *_false([agreement], PAIRS[tag]["absent"])])
    for name, tag, parts in _others(data) if data else ():
        clauses = PAIRS[tag]["absent"] + [clause for _, clause, _ in PAIRS[tag]["pairs"]]
        for length in LENGTHS:
            if length <= len(parts):
                texts = [joined(random.Random(seed).sample(parts, length))[0] for seed in SEEDS]
                rows.append([f"{name}: made clauses, which have nothing to do with it", *_false(texts, clauses)])
    return [
        "How many clauses are shown something although nothing took them up:",
        "",
        *report.table(["agreement", "sentences", "counts as close from", "clauses", "shown something"], rows),
        "",
    ]


def _others(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    conversations = ("biodiversity", "bowling-green", "brexit-consensus", "ssis.land-bank-farmland")
    yield "statements", "en", [text for name in conversations for text in statements(data / "polis" / name).values()]
    for tag in ("en", "fr"):
        yield f"aid sectors, {LANGUAGES[tag]}", tag, [text for _, text in sectors(data, tag)]


def _false(agreements: Sequence[str], clauses: Sequence[str]) -> list[str]:
    lengths = [len(cut(agreement, words(agreement))) for agreement in agreements]
    asked = {str(number): clause for number, clause in enumerate(clauses)}
    told = [bool(one.suggestions) for agreement in agreements for one in trace(asked, agreement)]
    middle = round(float(np.mean(lengths)))
    return [f"{middle:,}", f"{close(middle):.2f}", f"{len(told):,}", f"{np.mean(told):.0%}"]


def speed_lines() -> list[str]:
    """Time a long agreement: reading it from a document, and looking for many clauses in it."""
    luck = np.random.default_rng(1)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    names = ["".join(luck.choice(letters, size)) for size in luck.integers(2, 12, VOCABULARY)]
    drawn = np.minimum(luck.zipf(1.3, LONG), VOCABULARY) - 1
    sentences = [" ".join(names[at] for at in row).capitalize() + "." for row in drawn.reshape(-1, SENTENCE)]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    document = _document(paragraphs)
    began = time.perf_counter()
    agreement = agreement_text(document, file="long.docx").text
    read = time.perf_counter() - began
    clauses = {str(at): sentences[at * 7] for at in range(CLAUSES)}
    began = time.perf_counter()
    traced = trace(clauses, agreement)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    many = sum(len(one.suggestions) for one in traced)
    return [
        f"{CLAUSES} clauses against an agreement of {LONG:,} made-up words ({len(sentences):,} sentences):",
        f"{took:.1f} seconds on one core, {many:,} suggestions with their matched words; at most {peak:,.0f} MiB",
        "in this process, the libraries of the benchmark among them. Reading the text from a DOCX of",
        f"{len(document) / 1e6:.1f} MB took {read:.1f} seconds, in a process of its own.",
    ]


def _document(paragraphs: Sequence[str]) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
