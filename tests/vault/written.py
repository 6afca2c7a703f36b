"""A log of a small process, written for the tests of the log. No test lives here."""

from __future__ import annotations

from hypothesis import strategies as st

from sulh.vault.log import Record, next_record

SEED = bytes(range(32))  # a checkpoint key
OTHER_SEED = bytes(32)
NOON = "2026-03-01T12:00:00Z"
ACTS = ["process-opened", "risk-check", "consent-version", "reader-appointed", "round-opened", "published"]


def written(size: int, tag: str = "x") -> list[Record]:
    """Write a log of a size; another tag writes another one of the same shape."""
    records: list[Record] = []
    for number in range(size):
        before = records[-1] if records else None
        staff = None if number % 3 == 2 else f"s-{number % 3}"
        refs: dict[str, str | int] = {"round": f"r-{tag}", "count": number}
        at = f"2026-03-{number % 28 + 1:02}T09:00:00Z"
        records.append(next_record(before, act=ACTS[number % len(ACTS)], at=at, staff=staff, refs=refs))
    return records


def words() -> st.SearchStrategy[str]:
    """Ids, codes and hashes as they may stand in a record."""
    return st.from_regex(r"[A-Za-z0-9_-]{1,128}", fullmatch=True)


def references() -> st.SearchStrategy[dict[str, str | int]]:
    """What a record may refer to."""
    return st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True), words() | st.integers(0, 2**53 - 1), max_size=4
    )
