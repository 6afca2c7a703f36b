from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure.alibi import alibi, holds
from sulh.disclosure.attackers import Seen, exposed, net_crowds


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["word", "refused", "both"])
        ),
        min_size=1,
        max_size=3,
    )
)
def test_who_has_an_alibi_is_not_exposed(rows: list[tuple[int, int, int, str]]) -> None:
    """Where a world that excuses everybody was found, the solver finds nobody's answer certain."""
    answered = [sum(row[0] for row in rows[: place + 1]) for place in range(len(rows))]
    small = tuple((answer, None, 3) for answer in range(3))
    seen = [
        Seen(
            agree=None if what == "refused" else (min(one, two), max(one, two)),
            refused=() if what == "word" else small,
        )
        for _, one, two, what in rows
    ]

    if alibi(answered, seen) is not None:
        assert [] == exposed(net_crowds(answered), seen)


def test_alibi_is_found_for_a_table_after_words_and_a_refusal() -> None:
    """Most of twelve, no numbers at thirty, and 30, 25, 9 of sixty-four: one world fits it all."""
    refused = tuple((answer, None, 5) for answer in range(3))
    seen = [Seen(agree=(7, 12)), Seen(agree=(0, 15), refused=refused), Seen(table=(30, 25, 9))]

    found = alibi([12, 30, 64], seen)

    assert found is not None
    assert (30, 25, 9) == found[-1]
    assert holds([12, 30, 64], seen, found)


def test_world_is_no_alibi_if_a_crowd_lacks_an_answer_or_the_word_is_another() -> None:
    """A wrong world excuses nobody: every step, every word, every size is looked at again."""
    seen = [Seen(agree=(5, 8)), Seen(agree=(0, 7))]
    assert holds([8, 14], seen, [(5, 1, 2), (6, 2, 6)])
    assert not holds([8, 14], seen, [(5, 1, 2), (5, 3, 6)])
    assert not holds([8, 14], seen, [(4, 2, 2), (6, 3, 5)])
    assert not holds([8, 13], seen, [(5, 1, 2), (6, 2, 6)])
    assert not holds([8, 14], [seen[0], Seen(table=(6, 3, 5))], [(5, 1, 2), (6, 2, 6)])
    assert not holds([8, 14], [seen[0], Seen(refused=((2, None, 5),))], [(5, 1, 2), (6, 2, 6)])


def test_no_alibi_for_a_unanimous_table() -> None:
    """Eight of eight excuse nobody."""
    assert alibi([8], [Seen(table=(8, 0, 0))]) is None
