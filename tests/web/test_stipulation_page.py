"""One stipulation to read: what its scores rest on, without whose; and how often a scoring was given up."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store.models import Coder, Coding, Score, Staff
from sulh.store.writes import coding, naming_coders
from sulh.store.writes.coding import Scored
from tests.adversary.coded import evaluators
from tests.adversary.ground import TOKEN
from tests.cast import Cast, make_cast
from tests.store.coded import Coded, laid
from tests.web.people import enter, sign_in
from tests.web.test_change_pages import keep, text

FIRST, SECOND, THIRD = "Zeal gazette", "Annals of the valley", "Letter of the third"
SAME = "All who scored it wrote the same source, word for word."
RESTS = "What the scores rest on"


@pytest.fixture
def accord(cast: Cast) -> Coded:
    """Four stipulations and three who may score, beside the evaluators of the cast."""
    evaluators(cast)
    return laid(cast, prefix="scorer")


def write(accord: Coded, number: int, coder: UUID, values: Mapping[int, int], source: str) -> None:
    """Score some stipulations on one source, and hand in."""
    given = {accord.stipulations[at]: Scored(value, source) for at, value in values.items()}
    coding.score(accord.evaluators[number - 1], coder, given)
    coding.hand_in(accord.evaluators[number - 1], coder)


def closed(accord: Coded) -> None:
    """Let two score apart and differ on the first stipulation, and a third settle it."""
    first, second = accord.open()
    write(accord, 1, first, {0: 3, 1: 2, 2: 1, 3: 0}, FIRST)
    write(accord, 2, second, {0: 1, 1: 2, 2: 1, 3: 0}, SECOND)
    row = Coding.objects.get()
    naming_coders.name_third(accord.facilitator, row.id, accord.evaluators[2].id)
    write(accord, 3, Coder.objects.get(coding=row, number=3).id, {0: 2}, THIRD)


def test_sources_stand_by_their_letters_without_whose_they_are(cast: Cast, accord: Coded) -> None:
    """Of two who differed and the third who settled it; no account of theirs, for facilitator and evaluator alike."""
    closed(accord)
    pages = [
        text(sign_in(Client(), cast, who), "stipulation", accord.stipulations[0])
        for who in ("facilitator", "evaluator")
    ]

    accounts = Staff.objects.filter(pk__in=Coder.objects.values("staff")).values_list("account", flat=True)
    for page in pages:
        rests = page.partition(RESTS)[2]
        assert sorted([FIRST, SECOND, THIRD], key=rests.index) == [SECOND, THIRD, FIRST]
        assert [] == [account for account in accounts if account in page]
        assert SAME not in page
    assert THIRD not in text(sign_in(Client(), cast, "facilitator"), "stipulation", accord.stipulations[1])


def test_nothing_of_an_open_scoring_is_told(cast: Cast, accord: Coded) -> None:
    """Before it closes the page is the same with one's scores handed in and without them, and nothing is changed."""
    desk = sign_in(Client(), cast, "facilitator")
    before_any = text(desk, "stipulation", accord.stipulations[0])
    first, _ = accord.open()
    before = text(desk, "stipulation", accord.stipulations[0])
    write(accord, 1, first, {0: 3, 1: 2, 2: 1, 3: 0}, FIRST)
    after = text(desk, "stipulation", accord.stipulations[0])

    assert TOKEN.sub(b"", before.encode()) == TOKEN.sub(b"", after.encode())
    assert (False, True) == ("It is being scored" in before_any, "It is being scored" in before)
    change = f'href="{reverse("stipulation-change", args=[accord.stipulations[0]])}"'
    assert (True, False) == (change in before_any, change in after)
    assert (False, False) == (RESTS in after, FIRST in after)


def test_nobody_else_reads_it(cast: Cast, accord: Coded) -> None:
    """Neither a participant nor who works in another process: for them there is nothing."""
    closed(accord)
    elsewhere = make_cast("elsewhere-", number=2)
    address = reverse("stipulation", args=[accord.stipulations[0]])

    assert [404, 404] == [
        door.get(address).status_code
        for door in (enter(Client(), cast, "hill"), sign_in(Client(), elsewhere, "facilitator"))
    ]


def test_a_second_press_gives_up_no_other_scoring(cast: Cast, accord: Coded) -> None:
    """The form of what is gone reaches nothing that came after it."""
    desk = sign_in(Client(), cast, "facilitator")
    accord.open()
    off = Coding.objects.get().id
    keep(desk, "coding-off", off)
    accord.open()

    assert 404 == desk.post(reverse("coding-off", args=[off])).status_code
    assert 1 == Coding.objects.count()


@pytest.mark.parametrize(
    ("often", "told"), [(0, "No scoring of it was given up."), (1, "1 scoring of it was given up")]
)
def test_readers_are_told_how_often_a_scoring_was_given_up(cast: Cast, accord: Coded, often: int, told: str) -> None:
    """Whoever chooses coders could begin until they like what comes: how often stands beside what came."""
    for _ in range(often):
        accord.open()
        coding.call_off(accord.facilitator, Coding.objects.get().id)
    closed(accord)

    for who in ("facilitator", "evaluator"):
        assert told in text(sign_in(Client(), cast, who), "carried-out", accord.agreement)


def test_a_scoring_in_which_somebody_has_handed_in_is_not_given_up(cast: Cast, accord: Coded) -> None:
    """From then on it goes to its end: what was handed in stays."""
    first, _ = accord.open()
    write(accord, 1, first, {0: 3, 1: 2, 2: 1, 3: 0}, FIRST)
    desk = sign_in(Client(), cast, "facilitator")

    assert 409 == desk.post(reverse("coding-off", args=[Coding.objects.get().id])).status_code
    assert 4 == Score.objects.count()


def test_a_coder_is_replaced_once_however_often_the_form_is_sent(cast: Cast, accord: Coded) -> None:
    """The second press keeps what the new one has scored meanwhile, and stands in the log once."""
    first, _ = accord.open()
    desk, fresh = sign_in(Client(), cast, "facilitator"), accord.evaluators[2]
    gone = str(accord.evaluators[0].id)
    keep(desk, "coder-instead", first, instead=fresh.id, gone=gone)
    coding.score(fresh, first, {accord.stipulations[0]: Scored(2, FIRST)})
    keep(desk, "coder-instead", first, instead=fresh.id, gone=gone)

    assert [2] == [row.value for row in Score.objects.filter(coder_id=first)]
    assert [accord.evaluators[0].id] == [str(one.id) for one in Coder.objects.get(pk=first).coding.former.all()]
