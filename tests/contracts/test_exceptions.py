"""Every exception from a rule has its reason beside it."""

from __future__ import annotations

import re
import tomllib

from tests.contracts.house import ROOT, tracked

MARK = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|nosec)\b.*")
WITH_REASON = re.compile(
    r"""#\s* (?: noqa:\s[A-Z]+\d+(?:,\s?[A-Z]+\d+)* | type:\signore\[[a-z-]+(?:,\s?[a-z-]+)*\] )
        \s+ (?: \#\s | -\s | \(\s? ) \s* \w+(?:\W+\w+){2,}""",
    re.VERBOSE,
)
HANDFUL = 20


def marks() -> list[str]:
    """Every place in the code where a rule is switched off for one line."""
    found = []
    for path in tracked():
        if path.suffix == ".py" and path.name != "test_exceptions.py":
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [
                f"{path.relative_to(ROOT)}:{n}: {hit[0]}"
                for n, line in enumerate(lines, 1)
                if (hit := MARK.search(line))
            ]
    return found


def test_each_mark_names_its_rule_and_its_reason() -> None:
    """Nobody has to guess why a line is excused."""
    assert [] == [mark for mark in marks() if not WITH_REASON.search(mark)]


def test_there_is_but_a_handful() -> None:
    """Exceptions in the code stay so few that each can be known."""
    assert len(marks()) <= HANDFUL, marks()


def test_each_rule_switched_off_says_why() -> None:
    """The settings switch off a rule of the linter only with a comment that gives the reason."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    ignored = lint["ignore"] + [code for codes in lint["per-file-ignores"].values() for code in codes]

    assert [] == [code for code in ignored if not re.search(rf'"{code}",\s+# \S+ \S+', text)]
