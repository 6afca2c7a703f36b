"""What is published looks the same before it leaves, afterwards and to its readers, and names its price beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from sulh.store.models import Epoch, KeptPublication
from sulh.store.reads.publications import preview
from sulh.store.writes import papers, publishing
from tests.cast import Cast, accept
from tests.web.people import enter, sign_in

At = Callable[..., None]
SILENT = "Nothing counted from answers is said here"


def told(client: Client, address: str) -> str:
    """Return a page without what lies between its tags."""
    return re.sub(r"\s*([<>])\s*", r"\1", client.get(address).content.decode())


def article(shown: str) -> str:
    """Return what a page of staff shows as the publication."""
    return shown.partition('<article class="preview"')[2].partition(">")[2].partition("</article>")[0]


def ended(cast: Cast, at: At, *, side: str | None = None) -> Epoch:
    """Let six people of whoever is asked agree to everything, one of them not to the first, until the epoch is over."""
    opened = cast.round(side=side, hours=1)
    epoch = opened.epochs.get(number=1)
    for name in (side,) if side else ("hill", "river"):
        for seat in [cast.seats[name], *cast.more(name, 5)]:
            for statement in cast.statements:
                cast.vote(seat, statement, 1, epoch)
    at(hours=2 * opened.number)
    papers.make_paper(epoch.id)
    opened.state = "closed"
    opened.save()
    return epoch


def leave(cast: Cast, epoch: Epoch) -> KeptPublication:
    """Publish what a facilitator saw."""
    facilitator = cast.principal("facilitator")
    digest = preview(facilitator, epoch.id, "en").digest
    return KeptPublication.objects.get(pk=publishing.publish(facilitator, epoch.id, digest))


def test_the_preview_is_what_staff_and_readers_see(cast: Cast, at: At) -> None:
    """Byte for byte between the tags: statements, who was asked, the sides, and how people are protected."""
    epoch = ended(cast, at)
    staff = sign_in(Client(), cast, "facilitator")
    before = article(told(staff, reverse("publish", args=[epoch.id])))
    after = article(told(staff, reverse("publication", args=[leave(cast, epoch).id])))
    accept(cast.dialogue, cast.seats["hill-reader"])
    read = told(enter(Client(), cast, "hill-reader"), "/shared")

    assert all(words in before for words in ("Who was asked", "How people are protected", "at least", "Took part"))
    assert before == after
    assert before in read


def test_a_side_alone_is_spoken_of_as_one(cast: Cast, at: At) -> None:
    """The publication of one side's round says nothing of every side or any side."""
    epoch = ended(cast, at, side="hill")
    staff = sign_in(Client(), cast, "facilitator")
    told_before = told(staff, reverse("publish", args=[epoch.id]))

    assert "For the people of this side alone." in article(told_before)
    assert "on this side" in article(told_before)
    assert not re.search("every side|any side|each side", article(told_before).replace("What each side answered", ""))


def test_what_a_side_is_told_alone_names_its_price(cast: Cast, at: At) -> None:
    """Before the round opens, and before six answers are published: thirteen for a joint word, which has none."""
    staff = sign_in(Client(), cast, "facilitator")
    draft = cast.round(side="hill", state="draft")
    assert "This has a price" not in told(staff, reverse("round", args=[draft.id]))
    assert "What a side is told alone has a price" in told(staff, reverse("round", args=[draft.id]))
    assert "What a side is told alone has a price" in told(staff, reverse("round-change", args=[draft.id]))
    draft.delete()

    alone, joint = ended(cast, at, side="hill"), ended(cast, at)
    staff = sign_in(Client(), cast, "facilitator")
    asked = told(staff, reverse("publish", args=[alone.id]))
    assert "before about 13 people of<bdi>Hill</bdi>have answered it" in asked
    assert "This has a price" not in told(staff, reverse("publish", args=[joint.id]))


def test_silence_after_a_caucus_is_true_and_the_same_for_all(cast: Cast, at: At) -> None:
    """Where a caucus holds the joint word back, no reader is told of a small circle, nor that there was a caucus."""
    leave(cast, ended(cast, at, side="hill"))
    published = leave(cast, ended(cast, at))
    read = []
    for name in ("hill-reader", "river-reader"):
        accept(cast.dialogue, cast.seats[name])
        read.append(told(enter(Client(), cast, name), "/shared").partition("Shared at other times")[0])
    staff = told(sign_in(Client(), cast, "facilitator"), reverse("publication", args=[published.id]))

    assert all(SILENT in one for one in (*read, staff))
    assert not any(words in read[1] for words in ("this small", "by itself", "tells what those who took part answered"))
    assert all(article(staff) in one for one in read)


def test_the_first_of_a_side_and_the_first_of_all_are_told_apart(cast: Cast, at: At) -> None:
    """Each readers' publications are counted by themselves: the list says whose."""
    leave(cast, ended(cast, at, side="hill"))
    leave(cast, ended(cast, at))
    listed = told(sign_in(Client(), cast, "facilitator"), reverse("publications", args=[cast.dialogue.id]))

    assert "Publication 1 of all sides" in listed
    assert "Publication 1 of<bdi>Hill</bdi>alone" in listed


def test_the_same_reason_stands_once(cast: Cast, at: At) -> None:
    """Of statements of which the same becomes for the same reasons it is said once, with their numbers."""
    epoch = ended(cast, at)
    asked = told(sign_in(Client(), cast, "facilitator"), reverse("publish", args=[epoch.id]))
    reasons = asked.partition('<ul class="reasons">')[2]

    assert 1 == reasons.partition("<section")[0].count("<summary>")
    assert ["1", "2", "3"] == re.findall(r'<span class="no">([0-9])</span>', reasons.partition("</summary>")[0])
