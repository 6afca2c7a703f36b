"""A package on its way: composed, confirmed by another, approved as it stands by every reader, sent, recalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
import pytest

from sulh.access import Refused
from sulh.negotiation.package import canonical, digest, read, short_code
from sulh.store import clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Approval, DialogueSide, LogRecord, TransferPackage
from sulh.store.reads.approving import before_me, content_of, package, packages
from sulh.store.reads.composing import shelf
from sulh.store.writes import approvals, attribution, leaving, release
from tests.adversary.ground import undone
from tests.cast import Cast
from tests.store.packaged import Packaged, asked, draft_of, other, packaged, texts

OUTSIDERS = ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"]


def bodies() -> list[dict[str, Any]]:
    """Return the records of the log."""
    return [msgspec.json.decode(record.body) for record in LogRecord.objects.order_by("number")]


def acts() -> list[tuple[str, object, object]]:
    """Return the acts on packages in the log: act, who of the staff, hash."""
    told = [body for body in bodies() if body["act"].startswith("package-")]
    return [(body["act"], body["staff"], body["refs"].get("package")) for body in told]


def verbs(made: Packaged, who: str) -> dict[str, Callable[[], object]]:
    """Return every verb of facilitators as somebody would call it."""
    person, seen, draft = made.cast.principal(who), made.row.digest, other(draft_of(made.cast))
    return {
        "compose": partial(release.compose, person, made.cast.dialogue.id, draft),
        "change": partial(release.change, person, made.id, draft, seen=seen),
        "confirm": partial(release.confirm, person, made.id, seen=seen),
        "ask": partial(release.ask, person, made.id, seen=seen),
        "drop": partial(release.drop, person, made.id, seen=seen),
        "send": partial(release.send, person, made.id, seen=seen, marked=False),
        "recall": partial(release.recall, person, made.id, seen=seen),
        "slip": partial(approvals.slip, person, made.id, "S3", "AAAA AAAA AAAA AAAA", yes=True),
        "see": partial(package, person, made.id, "en"),
        "list": partial(packages, person, made.cast.dialogue.id, "en"),
    }


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_facilitators_work_on_packages(cast: Cast, who: str) -> None:
    """Everybody else meets a refusal, and nothing has moved."""
    made = packaged(cast)
    for verb in verbs(made, who).values():
        with pytest.raises(Refused):
            verb()
    assert ("composed", 1) == (made.row.state, TransferPackage.objects.count())


def test_the_bytes_are_what_was_published_and_put(cast: Cast) -> None:
    """Words and clauses stand as they were, in every language; the hash is theirs; the same draft is one package."""
    made = packaged(cast)
    content = content_of(made.row)
    held = read(content)
    assert digest(content) == made.row.digest
    assert canonical(held) == content
    assert {"firm-on-every-side", "most-on-one-side"} == {one.word for one in held.ideas}
    assert [1, 2] == [one.number for one in held.clauses]
    assert {False} == {one.recommended for one in held.clauses}
    assert made.id == release.compose(made.facilitator, cast.dialogue.id, draft_of(cast))


def test_a_package_names_nothing_that_a_side_does_not_allow(cast: Cast) -> None:
    """By itself neither the dialogue nor a side is named; the lowest level that a side chose holds."""
    made = packaged(cast)
    text = content_of(made.row).decode()
    assert not [name for name in ("Talks on water", "Hill", "River", "Families of both villages") if name in text]
    DialogueSide.objects.filter(dialogue=cast.dialogue).update(attribution="side_named")
    DialogueSide.objects.filter(side=cast.sides["river"]).update(attribution="dialogue_exists")
    release.change(made.facilitator, made.id, draft_of(cast), seen=made.row.digest)
    text = content_of(made.row).decode()
    assert "Talks on water" in text
    assert "Hill" not in text


def test_a_package_above_the_lowest_level_goes_no_further(cast: Cast) -> None:
    """A side that allows less afterwards stops it at each step, and the levels are written down by facilitators."""
    made, sides = packaged(cast), [str(cast.sides[name].id) for name in ("hill", "river")]
    cast.sealer.put(cast.dialogue, asked=texts("Families"))
    cast.dialogue.save()
    named, less = dict.fromkeys(sides, "side_named"), {sides[0]: "side_named", sides[1]: "dialogue_exists"}
    allow = partial(attribution.allow, made.facilitator, cast.dialogue.id)
    allow(named, seen=dict.fromkeys(sides, "none"))
    allow(named, seen={})  # the same form twice
    release.change(made.facilitator, made.id, draft_of(cast), seen=made.row.digest)
    assert "Hill" in content_of(made.row).decode()
    readers = (lambda: made.approve("hill-reader"), lambda: made.approve("river-reader"))
    for steps in ((made.confirm,), (made.ask, *readers), (made.send,)):
        allow(less, seen=named)
        with pytest.raises(Conflict, match="tells-too-much"):
            steps[0]()
        allow(named, seen=less)
        for step in steps:
            step()
    assert "sent" == made.row.state
    assert [("attribution-set", str(cast.staff["facilitator"].id))] * 8 == [
        (body["act"], body["staff"]) for body in bodies() if body["act"] == "attribution-set"
    ]
    for wrong, seen, refusal in (
        (dict.fromkeys(sides, "everything"), named, Invalid),
        (less, dict.fromkeys(sides, "none"), Conflict),
        ({sides[0]: "none"}, named, Conflict),
    ):
        with pytest.raises(refusal):
            allow(wrong, seen=seen)
    with pytest.raises(Refused):
        attribution.allow(cast.principal("translator"), cast.dialogue.id, less, seen=named)


def test_what_one_side_was_told_in_its_caucus_is_not_on_the_shelf(cast: Cast) -> None:
    """A publication of a caucus is that side's alone."""
    packaged(cast)
    assert shelf(cast.dialogue).ideas
    cast.dialogue.publications.update(side=cast.sides["hill"])
    assert () == shelf(cast.dialogue).ideas


def test_whoever_composed_it_does_not_confirm_it(cast: Cast) -> None:
    """It takes two; what the second one changes is the first one's to confirm."""
    made = packaged(cast)
    with pytest.raises(Conflict, match="same-person"):
        release.confirm(made.facilitator, made.id, seen=made.row.digest)
    release.change(made.second, made.id, other(draft_of(cast)), seen=made.row.digest)
    with pytest.raises(Conflict, match="same-person"):
        made.confirm()
    release.confirm(made.facilitator, made.id, seen=made.row.digest)
    assert "confirmed" == made.row.state


def test_a_package_without_content_is_not_confirmed(cast: Cast) -> None:
    """Nothing in it, or nobody said to be missing: it says what is missing."""
    made = packaged(cast)
    empty = replace(draft_of(cast), ideas=(), clauses=(), offers=())
    release.change(made.facilitator, made.id, empty, seen=made.row.digest)
    with pytest.raises(Incomplete) as missing:
        made.confirm()
    assert ("package-nothing-in-it",) == missing.value.missing


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"route": "pigeon"}, "route"),
        ({"use": "decision"}, "use"),
        ({"ideas": ("9-9",)}, "ideas"),
        ({"authentic": ()}, "authentic"),
        ({"title": {"en": "x" * 161}}, "title_en"),
        ({"expires": clock.today() - timedelta(days=1)}, "expires"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(cast: Cast, fields: dict[str, object], fault: str) -> None:
    """A draft with one thing wrong names that field."""
    made = packaged(cast)
    wrong = replace(draft_of(cast), **fields)  # type: ignore[arg-type]  # one wrong value at a time
    with pytest.raises(Invalid) as faults:
        release.compose(made.facilitator, cast.dialogue.id, wrong)
    assert fault in faults.value.faults


def test_every_reader_of_every_side_approves_exactly_these_bytes(cast: Cast) -> None:
    """Then it is approved; the log holds the hash, and names nobody."""
    made = asked(cast)
    made.approve("hill-reader")
    assert ("asked", None) == (made.row.state, before_me(cast.principal("river-reader"))[0].said)
    made.approve("river-reader")
    assert "approved" == made.row.state
    assert ("package-approved", None, made.row.digest) == acts()[-1]


def test_others_see_only_that_the_sides_are_waited_for(cast: Cast) -> None:
    """Whatever one side has said, what facilitators and the other side see is the same to the letter."""
    made = asked(cast)

    def seen() -> tuple[object, ...]:
        return (
            packages(made.facilitator, cast.dialogue.id, "en"),
            package(made.facilitator, made.id, "en"),
            before_me(cast.principal("river-reader")),
            acts(),
        )

    before = seen()
    made.approve("hill-reader", yes=True)
    assert before == seen()
    made.approve("hill-reader", yes=False)
    assert before == seen()


def test_one_no_reads_like_silence_until_its_day_is_over_and_ever_after(cast: Cast, at: Callable[..., None]) -> None:
    """Refused by one side or answered by nobody: the same day, state, act and row, and nothing moves before."""
    made = asked(cast)
    rows = []
    for answers in ({}, {"hill-reader": False, "river-reader": True}):
        with undone():
            before = acts()
            for reader, yes in answers.items():
                made.approve(reader, yes=yes)
            assert ("asked", before) == (made.row.state, acts())
            at(days=40)
            assert "not-released" == packages(made.facilitator, cast.dialogue.id, "en")[0].state  # before any job
            assert (1, 0) == (release.lapse_due(), release.lapse_due())
            rows.append((made.row.ended, made.row.since, made.row.state, acts()[-1]))
            at(days=0)
    assert rows[0] == rows[1]


def test_a_no_may_become_a_yes_until_its_day_is_over(cast: Cast) -> None:
    """Everybody has answered, one of them no; then that reader thinks again, and the package is approved."""
    made = asked(cast)
    made.approve("hill-reader", yes=False)
    made.approve("river-reader")
    made.approve("hill-reader")
    assert "approved" == made.row.state


def test_a_change_voids_every_approval(cast: Cast) -> None:
    """One letter, and all are asked again."""
    made = asked(cast)
    made.approve("hill-reader")
    old = made.row.digest
    release.change(made.facilitator, made.id, other(draft_of(cast)), seen=old)
    assert ("composed", None) == (made.row.state, made.row.confirmed_by)
    with pytest.raises(Refused):
        approvals.approve(cast.principal("river-reader"), made.id, seen=old, yes=True)
    made.confirm()
    made.ask()
    assert before_me(cast.principal("hill-reader"))[0].said is None
    with pytest.raises(Conflict, match="package-changed"):
        approvals.approve(cast.principal("river-reader"), made.id, seen=old, yes=True)
    made.approve("river-reader")
    assert "asked" == made.row.state
    made.approve("hill-reader")
    assert "approved" == made.row.state


def test_a_change_that_is_taken_back_brings_no_approval_back(cast: Cast) -> None:
    """The same bytes a second time are asked about a second time."""
    made = asked(cast)
    made.approve("hill-reader")
    first = made.row.digest
    release.change(made.facilitator, made.id, other(draft_of(cast)), seen=first)
    release.change(made.facilitator, made.id, draft_of(cast), seen=made.row.digest)
    assert first == made.row.digest
    made.confirm()
    made.ask()
    made.approve("river-reader")

    assert "asked" == made.row.state
    assert before_me(cast.principal("hill-reader"))[0].said is None


@pytest.mark.parametrize("who", ["hill", "facilitator", "cofacilitator", "assistant", "owner", "administrator"])
def test_nobody_but_a_reader_approves(cast: Cast, who: str) -> None:
    """Neither a participant nor whoever wrote it says yes for a side."""
    made = asked(cast)
    with pytest.raises(Refused):
        made.approve(who)
    assert not Approval.objects.exists()


def test_a_reader_of_another_dialogue_finds_nothing(both: Cast) -> None:
    """Neither in their list nor by its id."""
    assert both.other is not None
    made = asked(both)
    asked(both.other)
    with pytest.raises(Refused):
        approvals.approve(both.other.principal("hill-reader"), made.id, seen=made.row.digest, yes=True)
    assert str(made.id) not in {one.id for one in before_me(both.other.principal("hill-reader"))}


def test_a_package_is_unknown_to_readers_before_they_are_asked(cast: Cast) -> None:
    """While facilitators work on it there is nothing to see."""
    made = packaged(cast)
    assert () == before_me(cast.principal("hill-reader"))
    made.confirm()
    with pytest.raises(Refused):
        made.approve("hill-reader")


def test_a_slip_counts_when_two_have_entered_the_same(cast: Cast) -> None:
    """One facilitator alone approves nothing, and the same one twice neither."""
    made = asked(cast)
    code = short_code(content_of(made.row))
    assert "waits" == approvals.slip(made.facilitator, made.id, "s3", code.lower(), yes=True)
    with pytest.raises(Conflict, match="same-person"):
        approvals.slip(made.facilitator, made.id, "S3", code, yes=True)
    made.approve("river-reader")
    assert "asked" == made.row.state
    assert ("S3",) == package(made.facilitator, made.id, "en").slips
    assert "counts" == approvals.slip(made.second, made.id, "S3", code.replace(" ", ""), yes=True)
    assert "approved" == made.row.state


def test_two_who_read_a_slip_differently_begin_anew(cast: Cast) -> None:
    """Neither reading is kept."""
    made = asked(cast)
    code = short_code(content_of(made.row))
    approvals.slip(made.facilitator, made.id, "S3", code, yes=True)
    assert "differs" == approvals.slip(made.second, made.id, "S3", code, yes=False)
    assert not Approval.objects.exists()


def test_a_slip_of_other_letters_is_not_taken(cast: Cast) -> None:
    """The code of another text, and letters of nobody, are told by field."""
    made = asked(cast)
    code = short_code(content_of(made.row))
    for label, typed, field in (("S3", code[::-1], "code"), ("S1", code, "label"), ("S9", code, "label")):
        with pytest.raises(Invalid) as faults:
            approvals.slip(made.facilitator, made.id, label, typed, yes=True)
        assert [field] == list(faults.value.faults)


def test_what_a_reader_said_on_screen_is_not_overruled_by_a_slip(cast: Cast) -> None:
    """Two facilitators cannot turn a no into a yes, and learn nothing by trying."""
    made = asked(cast)
    code = short_code(content_of(made.row))
    made.approve("hill-reader", yes=False)
    assert "waits" == approvals.slip(made.facilitator, made.id, "S3", code, yes=True)
    assert "counts" == approvals.slip(made.second, made.id, "S3", code, yes=True)
    made.approve("river-reader", yes=True)
    assert "asked" == made.row.state


def test_a_side_whose_reader_left_is_waited_for(cast: Cast) -> None:
    """Their yes has gone with them, and nobody else's stands for it."""
    made = asked(cast)
    made.approve("hill-reader")
    leaving.leave(cast.principal("hill-reader"))
    made.approve("river-reader")
    assert "asked" == made.row.state


def test_only_what_was_approved_is_sent(cast: Cast) -> None:
    """In no other state, not after its expiry, and once."""
    made = packaged(cast)
    for step in (made.confirm, made.ask, lambda: made.approve("hill-reader"), lambda: made.approve("river-reader")):
        with pytest.raises(Conflict, match="somebody-was-quicker"):
            made.send()
        step()
    made.send()
    assert ("sent", 12) == (made.row.state, len(made.row.mark))
    with pytest.raises(Conflict, match="somebody-was-quicker"):
        made.send()


def test_what_is_over_is_not_sent(cast: Cast, at: Callable[..., None]) -> None:
    """An approval does not outlive the day until which it was given."""
    made = asked(cast)
    made.approve("hill-reader")
    made.approve("river-reader")
    at(days=40)
    with pytest.raises(Conflict, match="package-over"):
        made.send()


@pytest.mark.parametrize("steps", range(4))
def test_it_can_be_recalled_from_the_moment_the_sides_are_asked(cast: Cast, steps: int) -> None:
    """While asked, half answered, approved and sent."""
    made = asked(cast)
    for step in [lambda: made.approve("hill-reader"), lambda: made.approve("river-reader"), made.send][:steps]:
        step()
    release.recall(made.second, made.id, seen=made.row.digest)
    assert "recalled" == made.row.state


def test_of_two_at_once_one_is_told(cast: Cast) -> None:
    """Who acts on an older page is told that something has changed, and nothing moves."""
    made = packaged(cast)
    seen = made.row.digest
    release.change(made.facilitator, made.id, other(draft_of(cast)), seen=seen)
    for name, verb in (
        ("confirm", partial(release.confirm, made.second, made.id, seen=seen)),
        ("change", partial(release.change, made.second, made.id, draft_of(cast), seen=seen)),
        ("drop", partial(release.drop, made.second, made.id, seen=seen)),
    ):
        with pytest.raises(Conflict, match="changed-meanwhile"):
            verb()
        assert "composed" == made.row.state, name


def test_a_slip_that_was_sent_twice_goes_on_counting(cast: Cast) -> None:
    """The second witness's form comes twice: the reader's yes holds, and nobody else can learn it by trying."""
    made = asked(cast)
    code, label = short_code(content_of(made.row)), cast.seats["hill-reader"].label
    slip = partial(approvals.slip, package_id=made.id, label=label, code=code, yes=True)
    assert ["waits", "counts", "counts"] == [slip(who) for who in (made.facilitator, made.second, made.second)]
    made.approve("river-reader")
    assert "approved" == made.row.state


def test_a_slip_that_counts_is_changed_by_two_again(cast: Cast) -> None:
    """One alone sets nothing back: what counts goes on counting until a second one has read the other answer too."""
    made = asked(cast)
    code, label = short_code(content_of(made.row)), cast.seats["hill-reader"].label
    slip = partial(approvals.slip, package_id=made.id, label=label, code=code)

    def mine() -> bool | None:
        return before_me(cast.principal("hill-reader"))[0].slip

    assert ("waits", None) == (slip(made.facilitator, yes=False), mine())
    assert ("counts", False) == (slip(made.second, yes=False), mine())
    assert ("waits", False) == (slip(made.facilitator, yes=True), mine())
    assert ("differs", False) == (slip(made.second, yes=False), mine())
    assert ("waits", False) == (slip(made.second, yes=True), mine())
    assert ("counts", True) == (slip(made.facilitator, yes=True), mine())
    assert "waits" == slip(made.second, yes=False)
    made.approve("river-reader")
    assert ("approved", True) == (made.row.state, mine())
