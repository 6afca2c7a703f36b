"""What stands in the way of the next step of a one-text."""

from __future__ import annotations

from sulh.model.one_text import Criticism, Reply, Version, Wording
from sulh.negotiation.one_text import Obstacle, before_calling, before_putting, open_criticisms

BOTH = ("ar", "en")
SAFETY = Criticism("c1", 1, "a", "north", "Children walk this road alone")
WORK = Criticism("c2", 1, "b", "south", "The shops depend on the market")
READERS = {"north": ("n",), "south": ("s",)}


def version(number: int, **texts: str) -> Version:
    """Return a version whose clauses read alike in both languages."""
    return Version(
        number,
        tuple(
            Wording(clause, place, dict.fromkeys(BOTH, text)) for place, (clause, text) in enumerate(texts.items(), 1)
        ),
    )


def reply(*criticisms: str, outcome: str = "kept", tags: tuple[str, ...] = BOTH) -> Reply:
    """Return a reply of the second version."""
    return Reply(2, criticisms, "changed" if outcome == "changed" else "kept", dict.fromkeys(tags, "So that it holds."))


FIRST, SECOND = (
    version(1, a="The road opens.", b="The market moves."),
    version(2, a="The road opens late.", b="The market moves."),
)


def test_a_version_is_put_when_everything_said_has_a_reply() -> None:
    """One criticism led to a change, the other has a reason: nothing stands in the way."""
    replies = [reply("c1", outcome="changed"), reply("c2")]
    assert () == before_putting(SECOND, FIRST, [SAFETY, WORK], replies, languages=BOTH)
    assert () == before_calling(SECOND, [SAFETY, WORK], replies, languages=BOTH, readers=READERS)


def test_one_reply_may_answer_many() -> None:
    """What several people said alike is answered once."""
    assert () == before_putting(SECOND, FIRST, [SAFETY, WORK], [reply("c1", "c2")], languages=BOTH)


def test_a_criticism_without_a_reply_stops_both_steps() -> None:
    """The witness is the criticism itself, and its clause."""
    missing = (Obstacle("no-reply", "b", criticism="c2"),)
    assert (WORK,) == open_criticisms([SAFETY, WORK], [reply("c1")])
    assert missing == before_putting(SECOND, FIRST, [SAFETY, WORK], [reply("c1")], languages=BOTH)
    assert missing == before_calling(SECOND, [SAFETY, WORK], [reply("c1")], languages=BOTH, readers=READERS)


def test_a_change_that_is_none_is_told() -> None:
    """A reply that claims a change of a clause that reads as before is no reply."""
    replies = [reply("c1"), reply("c2", outcome="changed")]
    assert (Obstacle("nothing-changed", "b", criticism="c2"),) == before_putting(
        SECOND, FIRST, [SAFETY, WORK], replies, languages=BOTH
    )


def test_a_clause_taken_out_is_a_change() -> None:
    """A concern may be answered by removing what it was about."""
    shorter = version(2, a="The road opens.")
    assert () == before_putting(shorter, FIRST, [WORK], [reply("c2", outcome="changed")], languages=BOTH)


def test_nothing_is_put_that_some_cannot_read() -> None:
    """A clause and a reply have to be there in every language of the dialogue."""
    half = Version(2, (Wording("a", 1, {"en": "The road opens late."}),))
    assert (
        Obstacle("text-missing", "a", language="ar"),
        Obstacle("reply-missing", language="ar", criticism="c1"),
    ) == before_putting(half, FIRST, [SAFETY], [reply("c1", tags=("en",))], languages=BOTH)


def test_an_empty_text_is_not_put() -> None:
    """A version needs a clause."""
    assert (Obstacle("no-clause"),) == before_putting(Version(1, ()), None, [], [], languages=BOTH)


def test_the_last_question_needs_somebody_on_every_side() -> None:
    """A side without readers cannot say yes or no."""
    assert (Obstacle("no-reader", side="south"),) == before_calling(
        FIRST, [], [], languages=BOTH, readers={"north": ("n",), "south": ()}
    )
