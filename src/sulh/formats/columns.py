"""
What a column means, in every spelling we have met.

    Polis votes        timestamp, datetime, comment-id, voter-id, vote
    Polis comments     timestamp, [datetime], comment-id, author-id, ..., moderated, [is-meta, ...], comment-body
    Polis participants participant, [xid], group-id, n-comments, n-votes, n-agree, n-disagree, <statement ids>
    plain votes        participant, statement, vote[, time]
    plain statements   statement, text
    members            participant, <side or the name of the cut>

Capitals, blanks and underscores make no difference: "Comment ID", "comment_id" and "comment-id" are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from sulh.formats.faults import counted, fault

SPELLINGS: dict[str, tuple[str, ...]] = {
    "participant": ("participant", "participant-id", "voter-id", "voter", "pid"),
    "statement": ("statement", "statement-id", "comment-id", "comment", "tid"),
    "vote": ("vote",),
    "time": ("time", "timestamp", "created"),
    "text": ("text", "comment-body", "statement-text", "txt", "body"),
    "moderated": ("moderated", "mod"),
    "side": ("side",),
    "invited": ("invited", "number-invited", "n"),
}
ABOUT_PARTICIPANTS = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "n-pass")


def plain(name: str) -> str:
    """
    Spell a column as we do: small letters and hyphens.

    >>> plain(" Comment_ID")
    'comment-id'
    """
    return "-".join(name.strip().lower().replace("_", " ").replace("-", " ").split())


def place(header: Sequence[str], meaning: str, file: str) -> int:
    """
    Return the number of the column with this meaning.

    Raises:
        InputError: `missing-column` or `duplicate-column`.

    >>> place(["timestamp", "comment-id", "voter-id", "vote"], "participant", "votes.csv")
    2
    """
    found = find(header, meaning, file)
    if found is None:
        words = " or ".join(f"'{name}'" for name in SPELLINGS[meaning])
        expected, others = f"a column named {words} in the first line", counted(len(header), "column")
        raise fault("missing-column", file, 1, expected=expected, found=f"{others} with other names")
    return found


def find(header: Sequence[str], meaning: str, file: str) -> int | None:
    """
    Return the number of the column with this meaning, or None; the first spelling in the list that is there.

    Raises:
        InputError: `duplicate-column`, if that spelling stands there twice.
    """
    names = [plain(name) for name in header]
    for spelling in SPELLINGS[meaning]:
        if names.count(spelling) > 1:
            raise fault("duplicate-column", file, 1, expected=f"one column '{spelling}'", found="two or more")
        if spelling in names:
            return names.index(spelling)
    return None
