"""What leaves: exactly what was previewed, once, for those whom it is for, and with the ledger one entry longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
import pytest

from sulh.access import Refused
from sulh.store import published as noted
from sulh.store.errors import Conflict
from sulh.store.models import (
    Dialogue,
    Epoch,
    KeptLedger,
    KeptPublication,
    LogRecord,
    Round,
    Statement,
    StatementText,
)
from sulh.store.reads.publications import ledger_of, preview, publication, publications, shared
from sulh.store.sealing import keyring
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from tests.cast import Cast

At = Callable[..., None]


def answered(cast: Cast, round_: Round, people: int = 6, against: int = 0) -> Epoch:
    """Let so many of each side that answers agree with everything, and some of each disagree with the first."""
    epoch = round_.epochs.get(number=1)
    for side in cast.sides if round_.side_id is None else [name for name in cast.sides if _answers(cast, round_, name)]:
        for place, seat in enumerate([cast.seats[side], *cast.more(side, people - 1)]):
            for statement in cast.statements:
                no = place < against and statement is cast.statements[0]
                cast.vote(seat, statement, -1 if no else 1, epoch)
    return epoch


def _answers(cast: Cast, round_: Round, name: str) -> bool:
    return cast.sides[name].id == round_.side_id


@pytest.fixture
def epoch(cast: Cast, at: At) -> Epoch:
    """An epoch that has ended, with its paper: six of each side, two of each against the first statement."""
    made = answered(cast, cast.round(hours=1), against=2)
    at(hours=2)
    run_due()
    return made


def left(cast: Cast, epoch: Epoch, who: str = "facilitator") -> UUID:
    """Let an epoch be published as it was previewed."""
    return publish(cast.principal(who), epoch.id, preview(cast.principal(who), epoch.id, "en").digest)


def test_what_is_confirmed_is_what_was_seen(cast: Cast, epoch: Epoch) -> None:
    """The kept publication says of each statement what the preview said, in every language, under the same hash."""
    seen = preview(cast.principal("facilitator"), epoch.id, "fr")
    published = publish(cast.principal("facilitator"), epoch.id, seen.digest)
    kept = KeptPublication.objects.get()

    assert (published, seen.digest) == (kept.id, kept.digest)
    assert seen.publication == publication(cast.principal("cofacilitator"), published, "fr").publication
    assert "Talks on water" == publication(cast.principal("hill"), published, "en").publication.title
    assert 1 == KeptLedger.objects.get().size == len(ledger_of(cast.dialogue, cast.sealer)[1].entries)


def test_publishing_enters_the_log_with_hash_number_and_k(cast: Cast, epoch: Epoch) -> None:
    """Whoever reads the log finds who published what, by its hash."""
    left(cast, epoch)
    record = msgspec.json.decode(LogRecord.objects.order_by("-number")[0].body)

    assert ("published", str(cast.staff["facilitator"].id)) == (record["act"], record["staff"])
    assert (KeptPublication.objects.get().digest, 1, 5) == tuple(
        record["refs"][key] for key in ("publication", "number", "k")
    )


def test_nothing_leaves_that_was_not_seen(cast: Cast, epoch: Epoch) -> None:
    """A text corrected after the preview, or a made-up hash, lets nothing out."""
    facilitator = cast.principal("facilitator")
    seen = preview(facilitator, epoch.id, "en")
    text = StatementText.objects.get(statement=cast.statements[0], language="fr")
    cast.sealer.put(text, text="De l’eau propre partout")
    text.save()

    for digest in (seen.digest, "0" * 64, "", "\x00"):
        with pytest.raises(Conflict, match="changed-since-preview"):
            publish(facilitator, epoch.id, digest)
    assert not KeptPublication.objects.exists()
    assert not KeptLedger.objects.filter(size__gt=0).exists()


def test_of_two_facilitators_one_publishes(cast: Cast, epoch: Epoch) -> None:
    """Who confirms second the same preview is told that something has changed; one publication is there."""
    seen = preview(cast.principal("facilitator"), epoch.id, "en")
    publish(cast.principal("facilitator"), epoch.id, seen.digest)

    with pytest.raises(Conflict, match="changed-since-preview"):
        publish(cast.principal("cofacilitator"), epoch.id, seen.digest)
    assert 1 == KeptPublication.objects.count()


def test_after_a_restore_nothing_leaves_beside_what_the_ledger_has_forgotten(
    cast: Cast, epoch: Epoch, django_capture_on_commit_callbacks: Any
) -> None:
    """A database from before a publication does not know of it: a second one could be subtracted from the first."""
    facilitator = cast.principal("facilitator")
    digest = preview(facilitator, epoch.id, "en").digest
    with django_capture_on_commit_callbacks(execute=True):
        publish(facilitator, epoch.id, digest)
    again = preview(facilitator, epoch.id, "en").digest
    KeptPublication.objects.all().delete()  # as an older backup would have it
    KeptLedger.objects.all().delete()

    for stands_for in (digest, again):
        with pytest.raises(Conflict, match="ledger-is-older"):
            publish(facilitator, epoch.id, stands_for)
    with pytest.raises(Conflict, match="ledger-is-older"):
        preview(facilitator, epoch.id, "en")
    assert not KeptPublication.objects.exists()


def test_a_count_that_was_cut_off_by_a_power_cut_is_passed_over(cast: Cast) -> None:
    """The last whole line of a dialogue counts; half a line, and the lines of other dialogues, do not."""
    noted.note(cast.dialogue.id, 2)
    noted.note(cast.process.id, 7)
    with (keyring().folder / noted.NAME).open("a", encoding="ascii") as file:
        file.write(f"{cast.dialogue.id} 3")

    assert (2, 0) == (noted.noted(cast.dialogue.id), noted.noted(cast.initiative.id))
    with (keyring().folder / noted.NAME).open("a", encoding="ascii") as file:
        file.write("\n")


def test_a_ledger_that_grew_meanwhile_refuses(cast: Cast, epoch: Epoch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger grows only from the size it was read with: a second writer changes no row and is told."""
    left(cast, epoch)
    again = preview(cast.principal("facilitator"), epoch.id, "en").digest
    really = ledger_of

    def read_and_overtaken(dialogue: Dialogue, opener: Any) -> Any:
        found = really(dialogue, opener)
        KeptLedger.objects.update(size=2)
        return found

    monkeypatch.setattr("sulh.store.writes.publishing.ledger_of", read_and_overtaken)

    with pytest.raises(Conflict, match="somebody-was-quicker"):
        publish(cast.principal("facilitator"), epoch.id, again)
    assert 1 == KeptPublication.objects.count()


def test_an_open_epoch_is_neither_previewed_nor_published(cast: Cast) -> None:
    """Nothing of an epoch that runs leaves."""
    running = answered(cast, cast.round(hours=9))

    for act in (
        lambda: preview(cast.principal("facilitator"), running.id, "en"),
        lambda: publish(cast.principal("facilitator"), running.id, "0" * 64),
    ):
        with pytest.raises(Conflict, match="paper-not-made"):
            act()


def test_a_caucus_is_read_by_its_own_side_alone(cast: Cast, at: At) -> None:
    """What one side made of statements among itself is read by its participants and readers, not by the other side."""
    made = answered(cast, cast.round(side="hill", hours=1), people=8)
    at(hours=2)
    run_due()
    published = left(cast, made)

    for who in ("hill", "hill-reader", "facilitator"):
        principal = cast.principal(who)
        assert ["Hill"] == [side.name for side in publication(principal, published, "en").publication.sides]
        assert 1 == len(publications(principal, cast.dialogue.id, "en"))
    for who in ("river", "river-reader"):
        with pytest.raises(Refused):
            publication(cast.principal(who), published, "en")
        assert () == shared(cast.principal(who), "en")
    assert 1 == len(shared(cast.principal("hill"), "en"))


def test_one_ledger_holds_caucus_and_joint_publications(cast: Cast, at: At) -> None:
    """A joint publication after a caucus knows of it, and each audience counts its own publications from one."""
    caucus = answered(cast, cast.round(side="hill", hours=1), people=8)
    joint = answered(cast, cast.round(hours=1))
    at(hours=2)
    run_due()
    first, second = left(cast, caucus), left(cast, joint)

    numbers = [publication(cast.principal("hill"), one, "en").publication.number for one in (first, second)]
    assert [1, 1] == numbers
    assert [2, 1] == list(KeptPublication.objects.order_by("-number").values_list("number", flat=True))
    assert 2 == KeptLedger.objects.get().size
    explained = preview(cast.principal("facilitator"), joint.id, "en").explained
    assert {"Hill"} == {reason.side for one in explained for reason in one.reasons if reason.code == "was-in-a-caucus"}


def test_what_was_published_stays_when_a_text_is_corrected_and_a_side_renamed(cast: Cast, epoch: Epoch) -> None:
    """The words of a publication are those that left; the name of a side is the one it has now."""
    published = left(cast, epoch)
    for text in StatementText.objects.filter(statement=cast.statements[1], language="en"):
        cast.sealer.put(text, text="Another text")
        text.save()
    cast.sealer.put(cast.sides["hill"], names={"en": "Highland", "fr": "Hauts", "ar": "المرتفعات"})
    cast.sides["hill"].save()

    shown = publication(cast.principal("river"), published, "en").publication
    assert "One school bus for both villages" in {one.text for one in shown.statements}
    assert ["Highland", "River"] == [side.name for side in shown.sides]


def test_a_reworded_statement_is_not_published_under_its_old_word(cast: Cast, epoch: Epoch) -> None:
    """What was said belongs to its text: with another text the ledger refuses, and says so."""
    left(cast, epoch)
    for text in StatementText.objects.filter(statement=cast.statements[1]):
        cast.sealer.put(text, text="Another text")
        text.save()

    with pytest.raises(Conflict, match="ledger-refuses"):
        preview(cast.principal("facilitator"), epoch.id, "en")


def test_what_was_taken_back_does_not_leave(cast: Cast, epoch: Epoch) -> None:
    """A statement withdrawn after its epoch is in no later publication."""
    Statement.objects.filter(pk=cast.statements[1].pk).update(state="withdrawn")

    assert {"1", "3"} == {
        one.id for one in preview(cast.principal("facilitator"), epoch.id, "en").publication.statements
    }


def test_under_k_only_the_question_leaves(cast: Cast, at: At) -> None:
    """Four answers of a side say nothing, and the facilitator is told that one more would do."""
    made = answered(cast, cast.round(hours=1), people=4)
    at(hours=2)
    run_due()
    found = preview(cast.principal("facilitator"), made.id, "en")

    assert {("too-few", None)} == {(one.word, one.numbers) for one in found.publication.statements}
    assert {("under-k", "Hill", 1), ("under-k", "River", 1)} == {
        (reason.code, reason.side, reason.number) for one in found.explained for reason in one.reasons
    }


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"])
def test_nobody_else_previews_or_publishes(both: Cast, at: At, who: str) -> None:
    """Only facilitators of the process let anything out."""
    made = answered(both, both.round(hours=1))
    at(hours=2)
    run_due()
    digest = preview(both.principal("cofacilitator"), made.id, "en").digest
    assert both.other is not None

    for principal in (both.principal(who), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            preview(principal, made.id, "en")
        with pytest.raises(Refused):
            publish(principal, made.id, digest)
    assert not KeptPublication.objects.exists()


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "assistant", "owner"])
def test_publications_are_for_those_of_the_dialogue(both: Cast, at: At, who: str) -> None:
    """Whoever is neither of the dialogue nor runs it reads no publication of it."""
    made = answered(both, both.round(hours=1))
    at(hours=2)
    run_due()
    published = left(both, made)
    assert both.other is not None

    for principal in (both.principal(who), both.other.principal("hill"), both.other.principal("facilitator")):
        with pytest.raises(Refused):
            publication(principal, published, "en")
        with pytest.raises(Refused):
            publications(principal, both.dialogue.id, "en")
