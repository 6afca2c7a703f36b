"""
Sentences for what figures about structures carry as codes: doubts, and why something is not said.

    DOUBTS     code ─▶ sentence, said beside the figure
    UNSAID     code ─▶ sentence, said in place of the figure
    CAUTIONS   what is true of every figure of a kind, said once on each page that shows it

Sentences are plain and end with a full stop; pages fill in nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.model.structures import Unsaid
from sulh.words.language import mark

DOUBTS: Final[Mapping[str, str]] = {
    "few-actors": mark("A side has fewer than five actors here: chance alone could give nearly anything."),
    "few-ties": mark("Fewer than ten ties: one more or one less would change the figure."),
    "may-be-chance": mark("The index lies in the range that chance gives: it may be chance alone."),
    "missing-could-turn-it": mark(
        "If one tie in five is not known, the index could lie in the range that chance gives: read it with its bounds."
    ),
    "many-without-side": mark(
        "At least one tie in five has an end whose side nobody told; these ties are in no index."
    ),
    "many-undated": mark("Of at least one tie in five nobody knows since when: it is counted as if it held."),
    "many-weak": mark("At least one tie in five is told with low confidence only."),
    "some-contested": mark("Of some ties another source tells of distrust or hostility."),
    "much-not-observed": mark(
        "At least one of five earlier ties was not told of again. They did not end: nobody looked, or nobody said."
    ),
}
UNSAID: Final[Mapping[Unsaid, str]] = {
    "no-ties": mark("No tie between actors with a side is known."),
    "one-side": mark("Actors of one side only, or of none, are known here."),
    "side-too-small": mark("A side has fewer than two actors here: nothing is said of it."),
    "nothing-known-of-both": mark("Of no tie is it known what it was on both days."),
    "few": mark("Few, or beside a few: not told, so that nobody is exposed."),
}
CAUTIONS: Final[Mapping[str, str]] = {
    "index": mark(
        "Read the index beside what chance gives: with unequal sides it is not zero even where sides play no part."
    ),
    "dealt": mark(
        "Dealing the sides anew keeps their sizes and the ties of each actor. It knows nothing of place or level: who "
        "lives or works in one place is tied for that as well."
    ),
    "better": mark("More ties across are not better in themselves: what a tie is used for is not known here."),
    "missing": mark("Ties are always missing. The bounds say what the index could be if a part of them is not known."),
    "reach": mark("Two steps are a way that exists on the map. Whether anybody goes it is not known."),
    "brokers": mark("Contact hangs on these actors as far as ties are known. A tie that nobody told may carry it too."),
    "turnover": mark("What was not observed did not end."),
    "cause": mark("No figure here says what brought a tie about."),
}
