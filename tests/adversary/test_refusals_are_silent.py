"""
What is refused on its way out tells nothing to anybody but the facilitator.

A package that a reader refused, that nobody answered, that nobody was asked about: the same pages for everybody else.
And every code with which a release, a publication or an announcement is refused: the facilitator is told, while the
pages of participants, readers and the desk stay as they were, to the byte. A code that is not walked here fails.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from django.urls import reverse

from sulh.disclosure.explain import Code, Explained, Reason
from sulh.errors import DisclosureError
from sulh.model.findings import Findings
from sulh.negotiation.consented import BEYOND
from sulh.negotiation.package import Fault, short_code
from sulh.store import clock
from sulh.store import published as noted
from sulh.store.errors import Conflict, Incomplete
from sulh.store.models import Epoch, WorkingPaper
from sulh.store.reads import composing
from sulh.store.reads import publications as published
from sulh.store.reads import soundings as sounded
from sulh.store.reads.approving import content_of
from sulh.store.reads.publications import preview
from sulh.store.writes import approvals, attribution, publishing, release, soundings
from sulh.web.reasons import SENTENCES
from tests.adversary.ground import Ground, stand, undone
from tests.adversary.worlds import READERS, At, Seen, World, at_the_table, at_the_time, differences, near
from tests.cast import steady
from tests.store.packaged import Packaged, texts

LOOKING = ("third", "hill-second", "facilitator", "desk")
OUTSIDE = ("third", "desk")
BECAME: dict[str, tuple[bool, dict[str, str]]] = {  # whether a package was asked about, and who answered what
    "refused": (True, dict.fromkeys(READERS, "yes") | {"river-reader": "no"}),
    "left unanswered": (True, {"hill-second": "yes", "river-second": "yes"}),
    "not asked about": (False, {}),
}


NAMED = re.compile(r"""(?:Conflict\("|Incomplete\(\["|code = ")([a-z-]+)""")
ANNOUNCING = re.compile(r'(?:return |else )"([a-z-]+)"')
MODULES = (release, approvals, attribution, publishing, published, soundings)
IN_PUT = {"text-not-put"}  # of putting clauses to people, which is no release
TOLD = ("third", "hill-second", "desk")
Attempt = tuple[str, Callable[[], object]]


def became(ground: Ground, at: At, *, asked: bool, answers: dict[str, str]) -> Seen:
    """Return what is seen of a package while it waits and after its day."""
    with undone(), pytest.MonkeyPatch.context() as patched:
        steady(patched)
        at(hours=0)
        world = World(ground, {}, at)
        package = world.ask(world.draft) if asked else world.compose(world.draft)
        world.approve(package, answers)
        world.ground.ids["package_id"] = package.id
        looking = LOOKING if asked else OUTSIDE
        seen = at_the_time("waits", world.seen_by(looking, at_the_table))
        world.lapse()
        return seen | at_the_time("over", world.seen_by(looking, at_the_table))


def test_a_no_reads_like_silence(ground: Ground, at: At) -> None:
    """While a package waits and after its day; whoever is asked nothing cannot even tell whether anybody was."""
    seen = {how: became(ground, at, asked=asked, answers=said) for how, (asked, said) in BECAME.items()}
    outside = {how: {where: page for where, page in one.items() if where[0] in OUTSIDE} for how, one in seen.items()}

    assert [] == differences(seen["refused"], seen["left unanswered"])
    assert 15 < len(outside["refused"])
    assert [] == differences(outside["refused"], outside["not asked about"])


def codes() -> set[str]:
    """Return every code that stands in these modules, and those that they hand on."""
    own = {code for module in MODULES for code in NAMED.findall(inspect.getsource(module))}
    obstacles = set(ANNOUNCING.findall(inspect.getsource(sounded)))
    faults = {f"package-{kind}" for kind in get_args(get_type_hints(Fault)["kind"])}
    consent = {"not-by-consent", "consent-says-nothing", *(f"consent-{kind}" for kind in BEYOND)}
    return (own | obstacles | faults | consent) - IN_PUT


@contextmanager
def instead(where: Any, name: str, what: object) -> Iterator[None]:
    """Let a name mean something else for a while."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(where, name, what)
        yield


def refused_releases(world: World) -> Iterator[Attempt]:
    """Try whatever a release can be refused for, each with the code that is to be told."""
    first, second = world.cast.principal("facilitator"), world.cast.principal("cofacilitator")
    made = world.compose(world.draft)
    seen = made.row.digest
    ask, confirm = partial(release.ask, first, seen=seen), partial(release.confirm, second, seen=seen)
    yield "same-person", partial(release.confirm, first, made.id, seen=seen)
    yield "changed-meanwhile", partial(release.drop, second, made.id, seen="0" * 64)
    yield "somebody-was-quicker", partial(release.send, first, made.id, seen=seen, marked=True)
    for kind in get_args(get_type_hints(Fault)["kind"]):
        with instead(release, "faults", lambda _, kind=kind: (Fault(kind),)):
            yield f"package-{kind}", partial(confirm, made.id)
    with instead(composing, "attribution_of", lambda _: "side_named"):
        telling = world.compose(replace(world.draft, title=texts("Of both sides")))
    yield "tells-too-much", partial(release.confirm, second, telling.id, seen=telling.row.digest)
    made.confirm()
    with instead(clock, "today", lambda: made.row.expires + timedelta(days=1)):
        yield "package-over", partial(ask, made.id)
    with instead(release, "readers_of", lambda _: {"hill": ()}):
        yield "side-without-reader", partial(ask, made.id)
    yield "not-by-consent", partial(release.consent, first, made.id, seen=seen)
    for code in ("consent-says-nothing", *(f"consent-{kind}" for kind in BEYOND)):
        with instead(release, "obstacles", lambda _, code=code: [code]):
            yield code, partial(release.consent, first, made.id, seen=seen)
    with instead(composing, "without_readers", lambda _: True):
        alone = world.compose(world.draft)
    alone.confirm()
    yield "there-are-readers-now", partial(release.ask, first, alone.id, seen=alone.row.digest)


def refused_answers(world: World) -> Iterator[Attempt]:
    """Try whatever an answer to a package, or another text of it, can be refused for."""
    first, ids = world.cast.principal("facilitator"), world.ground.ids
    asked, sent = (Packaged(world.cast, UUID(str(ids[name]))) for name in ("package_id", "sent_id"))
    yield "package-moved-on", partial(release.change, first, sent.id, world.draft, seen=sent.row.digest)
    reader = world.cast.principal("hill-reader")
    yield "package-changed", partial(approvals.approve, reader, asked.id, seen="0" * 64, yes=False)
    label, code = world.cast.seats["river-reader"].label, short_code(content_of(asked.row))
    approvals.slip(first, asked.id, label, code, yes=False)
    yield "same-person", partial(approvals.slip, first, asked.id, label, code, yes=False)


def refused_publications(world: World) -> Iterator[Attempt]:
    """Try whatever a publication, or an announcement of a clause, can be refused for."""
    first, epoch = world.cast.principal("facilitator"), UUID(str(world.ground.ids["epoch_id"]))
    publish = partial(publishing.publish, first, epoch, "0" * 64)
    yield "changed-since-preview", publish
    open_ = Epoch.objects.filter(round=world.round).latest("number")
    yield "paper-not-made", partial(publishing.publish, first, open_.id, "0" * 64)
    papers = WorkingPaper.objects.filter(epoch=epoch)
    papers.update(held=True)
    yield "paper-held", publish
    papers.update(held=False)
    with instead(noted, "noted", lambda _: 99):
        yield "ledger-is-older", publish
    with instead(published, "publish", partial(_raise, DisclosureError("the ledger was altered"))):
        yield "ledger-refuses", publish
    text, ends = UUID(str(world.ground.ids["text_id"])), [clock.now() + timedelta(hours=1)]
    soundings.put_clauses(first, text, None, world.clauses, ends)
    put = Epoch.objects.get(round__sounding=True, round__dialogue=world.cast.dialogue)
    announce = partial(soundings.announce, first, put.id, world.clauses[0])
    yield "epoch-open", announce
    for code in sorted(set(ANNOUNCING.findall(inspect.getsource(sounded)))):
        with instead(soundings, "obstacle", lambda *_, code=code: code):
            yield code, announce


def _raise(error: Exception, *_: object, **__: object) -> None:
    raise error


def test_every_refusal_is_told_to_the_facilitator_alone(ground: Ground, at: At) -> None:
    """Each is tried, and each refused with its code and a sentence; nobody else's pages change by a byte."""
    at(hours=0)
    world = World(ground, {}, at)
    before = world.seen_by(TOLD, near)
    walked = set()
    for attempts in (refused_releases, refused_answers, refused_publications):
        for code, attempt in attempts(world):
            with pytest.raises((Conflict, Incomplete)) as refusal:
                attempt()
            assert code in str(refusal.value)
            assert code in SENTENCES
            walked.add(code)

    assert codes() == walked
    assert [] == differences(before, world.seen_by(TOLD, near))


def test_why_a_statement_goes_out_as_it_does_is_told_to_the_facilitator_alone(ground: Ground, at: At) -> None:
    """Each reason has its own words before publishing; what is published, and what others see, knows none of them."""
    at(hours=0)
    world, side = World(ground, {}, at), str(ground.cast.sides["hill"].id)
    epoch, facilitator = UUID(str(ground.ids["epoch_id"])), stand(ground.cast, "facilitator")
    before, pages, digests = world.seen_by(TOLD, near), set(), set()
    for code in get_args(Code):
        reasons = (Reason(code, side, 4, invited=True),)
        with instead(published, "explain", partial(_explained, reasons)):
            pages.add(facilitator.once("GET", reverse("publish", args=[epoch])).content)
            digests.add(preview(ground.cast.principal("facilitator"), epoch, "en").digest)
    with instead(published, "explain", partial(_explained, tuple(Reason(code, side, 4) for code in get_args(Code)))):
        after = world.seen_by(TOLD, near)

    assert len(get_args(Code)) == len(pages)
    assert 1 == len(digests)
    assert [] == differences(before, after)


def _explained(reasons: tuple[Reason, ...], findings: Findings, *_: object, **__: object) -> list[Explained]:
    return [Explained(one.id, "nothing", None, reasons) for one in findings.statements]
