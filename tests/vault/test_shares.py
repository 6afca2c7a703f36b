"""Tests of a key cut in two."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import VaultError
from sulh.vault.shares import CHECK_BYTES, join, split

KEY = bytes(range(32))
draw = random.Random(4).randbytes


@given(key=st.binary(min_size=1, max_size=64), seed=st.integers(0, 2**32))
def test_both_shares_rebuild_the_key(key: bytes, seed: int) -> None:
    """Any key comes back from its two shares, in either order."""
    a, b = split(key, random.Random(seed).randbytes)

    assert key == join(a, b) == join(b, a)
    assert [len(key) + CHECK_BYTES] * 2 == [len(a), len(b)]


@given(share=st.binary(min_size=40, max_size=40), other=st.binary(min_size=32, max_size=32))
def test_one_share_fits_every_key(share: bytes, other: bytes) -> None:
    """Whatever one custodian holds, either share of any other key can look exactly so: alone it says nothing."""
    a, b = split(other, lambda _: share)
    swapped, _ = split(other, lambda _: b)

    assert share == a
    assert b == swapped
    assert other == join(share, b)


@pytest.mark.parametrize("mix", ["another key", "another cut", "the same share", "cut short", "empty", "altered"])
def test_a_wrong_pair_is_told(mix: str) -> None:
    """Shares of two keys or of two cuts, one share twice, or a harmed one rebuild nothing."""
    a, b = split(KEY, draw)
    pairs = {
        "another key": (a, split(bytes(32), draw)[1]),
        "another cut": (a, split(KEY, draw)[1]),
        "the same share": (a, a),
        "cut short": (a, b[:-1]),
        "empty": (b"", b""),
        "altered": (a, bytes([b[0] ^ 1]) + b[1:]),
    }

    with pytest.raises(VaultError, match="not the two shares"):
        join(*pairs[mix])
