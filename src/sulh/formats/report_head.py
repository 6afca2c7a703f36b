"""
How a report of what changed begins as a document, and which numbers stand in its workbook: the same for all of them.

    begun(...) ──▶ Paper     foot, title, what it is of, of which process and by whom, what has to be told first
    ENDS                     columns of an interval with its estimate: each row of figures holds these three
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sulh.formats.documents import Paper
from sulh.words.language import Language, mark

ENDS: Final = (mark("Lowest"), mark("Estimate"), mark("Highest"))


def begun(words: Language, called: str, *, title: str, below: str, of: str, notice: Sequence[str]) -> Paper:
    """
    Return a document with its beginning.

    Args:
        words: Its language.
        called: What its properties call it: nothing that gives it away.
        title: Above everything.
        below: The line beneath the title.
        of: Of which process it is and who wrote it; empty where that is not said.
        notice: What has to be told first, after that it binds nobody.
    """
    binds_nobody = words.say("Unofficial and non-binding.")
    paper = Paper(words, called)
    paper.footer(binds_nobody)
    paper.title(title)
    paper.subtitle(below)
    if of:
        paper.text(of)
    paper.notice([binds_nobody, *notice])
    return paper
