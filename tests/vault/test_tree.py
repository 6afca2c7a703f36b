"""Tests of the hash tree."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.vault.log import root

# The eight leaves with which Certificate Transparency tests its own tree, and the roots over the first of them.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def oracle(leaves: list[bytes]) -> bytes:
    """Follow the words of RFC 6962: split at the largest power of two below the size, and join the halves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + oracle(leaves[:half]) + oracle(leaves[half:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_known_roots(size: int) -> None:
    """The published roots come out."""
    assert ROOTS[size] == root(bytes.fromhex(leaf) for leaf in LEAVES[:size]).hex()


@given(leaves=st.lists(st.binary(max_size=40), max_size=70))
def test_the_words_of_the_standard(leaves: list[bytes]) -> None:
    """The tree that is built leaf by leaf is the one that the standard describes from the top."""
    assert oracle(leaves) == root(leaves)


@given(leaves=st.lists(st.binary(min_size=1, max_size=8), min_size=1, max_size=20), data=st.data())
def test_any_other_list_has_another_root(leaves: list[bytes], data: st.DataObject) -> None:
    """A leaf changed, left out or added, or two exchanged, is another root."""
    place = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(min_size=1, max_size=8))
    changed = [leaves[:place] + leaves[place + 1 :], [*leaves, other], [*leaves[:place], other, *leaves[place + 1 :]]]

    assert all((root(leaves) == root(one)) == (leaves == one) for one in [*changed, leaves[::-1]])
