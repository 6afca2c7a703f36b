"""
What reading and writing of agreements and of chains rest on alike.

    BETWEEN       what stands between two paragraphs where places in a text are counted
    PASSAGE_KIND  the kind of a passage of an agreement, at the later end of a link
    LEFT          states of a package that was sent, whatever became of it: what led on can be judged from then on
"""

from __future__ import annotations

from typing import Final

BETWEEN: Final = "\n\n"
PASSAGE_KIND: Final = "provision"
LEFT: Final = ("sent", "opened", "recalled")
