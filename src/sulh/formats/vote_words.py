"""
What a vote is called on paper, in tables and on forms, in the languages that Sulh speaks.

    VOTE_LABELS   language -> vote -> the word that we print
    vote_of       any of these words, a spelling of them, or 1, 0, -1 in any digits ──▶ the vote

The words of the screen stand in the catalogue; here are those that come back from outside, so they are a table.
"""

from __future__ import annotations

from sulh.formats.cells import plain
from sulh.model.dialogue import AGREE, DISAGREE, PASS

VOTES = (AGREE, DISAGREE, PASS)
NAMES = {AGREE: "agree", DISAGREE: "disagree", PASS: "pass"}
VOTE_LABELS: dict[str, dict[int, str]] = {
    "ar": {AGREE: "أوافق", DISAGREE: "لا أوافق", PASS: "بلا رأي"},
    "en": {AGREE: "Agree", DISAGREE: "Disagree", PASS: "Pass"},
    "fr": {AGREE: "D’accord", DISAGREE: "Pas d’accord", PASS: "Sans avis"},
}
SPELLINGS: dict[int, tuple[str, ...]] = {
    AGREE: ("1", "+1", "1.0", "agree", "agreed", "yes", "oui", "موافق", "موافقة", "أتفق", "نعم"),
    DISAGREE: (
        *("-1", "1-", "-1.0", "disagree", "disagreed", "no", "non", "en désaccord", "désaccord"),
        *("غير موافق", "غير موافقة", "لا أتفق", "أعارض", "لا"),
    ),
    PASS: (
        *("0", "0.0", "-0", "pass", "passed", "skip", "passe", "passer", "je passe", "sans opinion", "abstention"),
        *("أتجاوز", "تجاوز", "أمتنع", "امتناع", "لا رأي", "دون رأي", "بدون رأي", "تخطي", "تخطٍّ"),
    ),
}


def _known() -> dict[str, int]:
    spelt = {plain(word): vote for vote, words in SPELLINGS.items() for word in words}
    printed = {plain(word): vote for words in VOTE_LABELS.values() for vote, word in words.items()}
    return spelt | printed


KNOWN = _known()


def vote_of(raw: str) -> int | None:
    r"""
    Return the vote that a cell means, or None if it means none.

    >>> vote_of(" AGREE"), vote_of("\u0661-"), vote_of("pas d'accord"), vote_of("2")
    (1, -1, -1, None)
    """
    return KNOWN[raw] if raw in KNOWN else KNOWN.get(plain(raw))
