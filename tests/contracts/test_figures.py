"""
What the README and the page *Why* say of measured figures is what the page of benchmarks holds.

    phrase that a page says ─▶ whether the tables of docs/benchmarks.md bear it out

The phrases are bounds, so that a new run on another machine need not change them. Where it does, both are to be changed
together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.contracts.house import ROOT

PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
SMALL, LARGE = "30,000 × 2,000 × 1,500,000", "1,000,000 × 2,000 × 50,000,000"
RIVALS = ("group-informed", "overall", "smallest Laplace")
HALF_A_GIGABYTE = 512  # MiB

Row = dict[str, str]


@dataclass(frozen=True)
class Claim:
    """A phrase, where it stands, and whether the tables bear it out."""

    page: str
    phrase: str
    holds: bool


def tables(section: str) -> list[list[Row]]:
    """Return the tables a benchmark wrote, each as its rows, by the names of their columns."""
    text = PAGE.partition(f"<!-- {section}:")[2].partition(f"<!-- /{section} -->")[0]
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        found.append([dict(zip(lines[0], line, strict=True)) for line in lines[2:]])
    return found


def number(cell: str) -> float:
    """
    Read the first number of a cell; of "under 0.36" the bound is taken.

    >>> number("3,396"), number("under 0.36"), number("43,200 ± 7,500")
    (3396.0, 0.36, 43200.0)
    """
    digits = re.search(r"\d[\d,]*\.?\d*", cell)
    if digits is None:
        message = f"no number in the cell {cell!r}"
        raise ValueError(message)
    return float(digits[0].replace(",", ""))


def scale(size: str, who: str, column: str) -> float:
    """Return one figure of the table of scale."""
    (row,) = (row for row in tables("scale")[0] if (row["people × statements × answers"], row["who"]) == (size, who))
    return number(row[column])


def part(size: str, column: str) -> float:
    """Return what part ours takes of what the plain pipeline takes."""
    return scale(size, "ours", column) / scale(size, "plain", column)


def hidden(score: str, column: str) -> float:
    """Return the correlation of one score."""
    (row,) = (row for row in tables("hidden_votes")[0] if row["score from the visible 70 %"] == score)
    return number(row[column])


def first_ten_rejected_by_total() -> float:
    """How many of the first ten by overall agreement a side visibly rejects, where the divide is strong."""
    (row,) = (row for row in tables("hidden_votes")[1] if row["score"] == "overall")
    return number(row["generated, strong divide"])


def routing(column: str) -> list[float]:
    """Return a column of the table of routing."""
    return [number(row[column]) for row in tables("routing")[0]]


def claims() -> list[Claim]:
    """Everything that is said of measured figures outside the page of benchmarks."""
    none, real = "generated, no divide", "mean of the real"
    rivals = [round(hidden(rival, real), 2) for rival in RIVALS]
    beside_even, beside_polis = routing("ours / uniform"), routing("ours / Polis")
    return [
        Claim("README.md", "Measured in November 2026", PAGE.count("Measured on ") == PAGE.count(" November 2026:")),
        Claim("README.md", "correlates about .90 in the mean", round(hidden("ours", real), 2) == 0.90),
        Claim("README.md", "rate .87 to .88", (0.87, 0.88) == (min(rivals), max(rivals))),
        Claim(
            "README.md",
            "Without a divide, the overall share does as well as ours",
            abs(hidden("overall", none) - hidden("ours", none)) <= 0.01,
        ),
        Claim("README.md", "at most six tenths of the answers", max(beside_even + beside_polis) <= 0.6),
        Claim(
            "README.md",
            "on three of the five with less than a quarter",
            [x < 0.25 for x in beside_even].count(True) == 3,
        ),
        Claim(
            "README.md",
            "less than four seconds and less than half a gigabyte",
            scale(LARGE, "ours", "seconds") < 4 and scale(LARGE, "ours", "peak MiB") < HALF_A_GIGABYTE,
        ),
        Claim(
            "README.md",
            "about a third of the time and of the memory",
            max(part(LARGE, "seconds"), part(LARGE, "peak MiB")) <= 0.4,
        ),
        Claim("README.md", "that pipeline is nearly as fast as ours", 1 / 1.5 < part(SMALL, "seconds") <= 1),
        Claim(
            "README.md",
            "red-dwarf takes about a hundred times as long",
            90 <= scale(SMALL, "red-dwarf", "seconds") / scale(SMALL, "ours", "seconds") <= 150,
        ),
        Claim(
            "docs/why.md", "a quarter of the first ten by overall agreement", 2 <= first_ten_rejected_by_total() <= 3
        ),
    ]


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.phrase)
def test_the_pages_say_what_was_measured(claim: Claim) -> None:
    """A reader who looks a figure up finds it borne out by the tables."""
    text = " ".join((ROOT / claim.page).read_text(encoding="utf-8").split())

    assert claim.phrase in text
    assert claim.holds, f"{claim.page} says {claim.phrase!r}; docs/benchmarks.md does not bear it out"


def test_the_readme_says_no_other_figure() -> None:
    """A figure that nobody checks against a run does not stand in the README."""
    measured = (ROOT / "README.md").read_text(encoding="utf-8").partition("Measured in")[2].partition("`make bench`")[0]
    said = {"2026", "30", "2,000", "50", ".90", ".87", ".88", "1.5"}  # checked above, or conditions

    assert said == set(re.findall(r"(?<![\w.])\.?\d[\d,.]*\d|(?<![\w.])\d", measured))
