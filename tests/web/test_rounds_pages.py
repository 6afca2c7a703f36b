"""Pages of rounds, results and publications, as a facilitator goes through them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store import clock
from sulh.store.models import Epoch, HarmCheck, KeptPublication, Round, Sitting
from sulh.store.reads.publications import preview
from sulh.store.writes import publishing
from sulh.store.writes.papers import run_due
from tests.cast import Cast
from tests.store.rooms import crowd, more_statements
from tests.web.people import enter, sign_in

At = Callable[..., None]
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')


def soon(hours: float) -> str:
    """Return what a browser sends for a moment so many hours from now."""
    return f"{clock.now() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def planned(cast: Cast, **more: object) -> dict[str, object]:
    """Return a plan of a round with all statements and one epoch."""
    return {"statements": [str(one.id) for one in cast.statements], "ends_1": soon(5)} | more


def text(response: Any) -> str:
    """Return a page as text."""
    return str(response.content.decode())


def answered(cast: Cast, round_: Round, people: int = 6) -> Epoch:
    """Let so many of each side agree, and one of each disagree with the first statement."""
    epoch = round_.epochs.get(number=1)
    for side in ("hill", "river"):
        for place, seat in enumerate([cast.seats[side], *cast.more(side, people - 1)]):
            Sitting.objects.create(seat=seat, round=round_, began=place, finished=True)
            for statement in cast.statements:
                against = place == 0 and statement is cast.statements[0]
                cast.vote(seat, statement, -1 if against else 1, epoch)
    return epoch


def test_a_round_is_planned_opened_and_closed(client: Client, cast: Cast) -> None:
    """A facilitator plans a round, opens it, sees how many have finished, and closes it."""
    sign_in(client, cast, "facilitator")
    empty = client.get(reverse("rounds", args=[cast.dialogue.id]))
    assert "There is no round yet." in text(empty)

    made = client.post(reverse("round-new", args=[cast.dialogue.id]), planned(cast, ends_2=soon(9)))
    round_ = Round.objects.get()
    address = reverse("round", args=[round_.id])
    assert address == made.headers["Location"]
    draft = text(client.get(address))
    assert draft.index("Open it now?") < draft.index("3 statements are put.") < draft.index("Open this round")
    assert f"{clock.now():%H:%M}</bdi> UTC." in draft
    client.post(reverse("round-open", args=[round_.id]))
    Sitting.objects.create(seat=cast.seats["hill"], round=round_, began=1, finished=True)

    page = text(client.get(address))
    assert "runs now" in page
    assert "Open it now?" not in page
    assert re.search(r"<bdi>Hill</bdi></span>: 1 of 1", page)
    assert re.search(r"<bdi>River</bdi></span>: 0 of 1", page)
    client.post(reverse("round-close", args=[round_.id]))
    assert "Working paper" in text(client.get(address))


def test_a_plan_says_what_time_it_is_and_what_can_still_be_moved(client: Client, cast: Cast) -> None:
    """Whoever plans in another zone sees the present moment in UTC; the way to a plan is named by a verb."""
    sign_in(client, cast, "facilitator")
    listed = re.sub("<[^>]*>", "", text(client.get(reverse("rounds", args=[cast.dialogue.id]))))
    plan = text(client.get(reverse("round-new", args=[cast.dialogue.id])))

    assert ["Hill alone", "River alone", "all sides"] == re.findall(r"Plan a round for (.+)", listed)
    assert f"It is now {clock.now():%-d %B %Y}, <bdi>{clock.now():%H:%M}</bdi> UTC." in plan
    assert "closed sooner, with “Close now”" in plan
    assert 3 == len(re.findall(r'name="statements"[^>]* checked', plan))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statements": []}, "Choose at least one statement."),
        ({"statements": ["00000000-0000-4000-8000-000000000000"]}, "One of these can no longer be put."),
        ({"statements": ["\x00'; drop"]}, "One of these can no longer be put."),
        ({"ends_1": "2020-01-01T00:00"}, "Each epoch has to end later than now."),
        ({"ends_1": "soon"}, "Enter a valid date/time."),
        ({"ends_2": "2020-01-01T00:00"}, "Each epoch has to end later than the one before."),
        ({"ends_1": ""}, "Please fill this in."),
    ],
)
def test_a_plan_that_cannot_be_is_told_at_its_field(
    client: Client, cast: Cast, change: dict[str, object], said: str
) -> None:
    """What cannot be kept is said in a sentence, and nothing is stored."""
    sign_in(client, cast, "facilitator")
    response = client.post(reverse("round-new", args=[cast.dialogue.id]), planned(cast, **change))

    assert 422 == response.status_code
    assert said in text(response).replace("&#x27;", "'")
    assert not Round.objects.exists()


def test_nothing_of_an_open_epoch_is_on_any_page(client: Client, cast: Cast) -> None:
    """While an epoch runs, its results, its paper and its preview are not there, for nobody."""
    sign_in(client, cast, "facilitator")
    epoch = answered(cast, cast.round())

    for name in ("result", "result-without", "result-paper"):
        assert 404 == client.get(reverse(name, args=[epoch.id])).status_code
    assert "No epoch has ended yet" in text(client.get(reverse("results", args=[cast.dialogue.id])))
    running = client.get(reverse("publish", args=[epoch.id]))
    assert 409 == running.status_code
    assert "agree" not in text(running)


def later(client: Client, cast: Cast, at: At, **ahead: float) -> Client:
    """Let time pass and sign in anew: a session does not last so long."""
    at(**ahead)
    client.cookies.clear()
    return sign_in(client, cast, "facilitator")


def test_the_results_room_tells_what_was_found(client: Client, cast: Cast, at: At) -> None:
    """After its end an epoch has a page that begins with what it is, and shows each side in words and drawn."""
    epoch = answered(cast, cast.round(hours=1))
    page = text(later(client, cast, at, hours=2).get(reverse("result", args=[epoch.id])))

    assert page.index("Working paper of the facilitator.") < page.index("<h2>")
    assert "3 of 3 statements are firm on every side." in page
    assert "Clean water for every house before summer" in page
    assert re.search(r"<bdi>Hill</bdi></span></th><td>5 agree</td><td>1 disagree</td><td>0 pass</td>", page)
    assert '<svg class="strip"' in page


def test_a_working_paper_is_saved_as_a_file_that_says_what_it_is(client: Client, cast: Cast, at: At) -> None:
    """The file is handed over, never shown in place, and its first line says that it is not to be handed on."""
    epoch = answered(cast, cast.round(hours=1))
    saved = later(client, cast, at, hours=2).get(reverse("result-paper", args=[epoch.id]))

    assert 'attachment; filename="working-paper.html"' == saved.headers["Content-Disposition"]
    assert "Working paper of the facilitator." in text(saved)[:300]
    assert "no-store" == saved.headers["Cache-Control"]


def test_many_answers_are_waited_for_with_a_page_that_says_so(
    client: Client, cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a paper takes long, its page says how far it is, and the preview says the same."""
    epoch = answered(cast, cast.round(hours=1))
    monkeypatch.setattr("sulh.store.writes.papers.SMALL", 3)
    later(client, cast, at, hours=2)

    assert "is being worked out" in text(client.get(reverse("result", args=[epoch.id])))
    assert "is being worked out" in text(client.get(reverse("result-paper", args=[epoch.id])))
    waiting = client.get(reverse("publish", args=[epoch.id]))
    assert (409, True) == (waiting.status_code, "still being worked out" in text(waiting))


def test_what_changed_is_told_against_the_epoch_before(client: Client, cast: Cast, at: At) -> None:
    """A statement that lost its standing in the second epoch is named with both standings."""
    round_ = cast.round(hours=1)
    epoch = answered(cast, round_)
    second = Epoch.objects.create(round=round_, number=2, ends=epoch.ends + timedelta(hours=1))
    for seat in cast.extra["river"]:
        cast.vote(seat, cast.statements[1], -1, second)
    later(client, cast, at, hours=3)
    client.get(reverse("result", args=[epoch.id]))
    page = text(client.get(reverse("result", args=[second.id])))

    assert "One statement has another standing than before (Round 1, epoch 1):" in page
    assert re.search(r"One school bus for both villages</bdi></th><td[^>]*>Firm</td><td[^>]*>Refused</td>", page)


def test_from_fifty_people_there_is_a_map_and_a_second_look(client: Client, cast: Cast, at: At) -> None:
    """From fifty people on a page draws the map, and another shows the standings without flagged patterns.

    Neither has a style of its own, which the policy of the pages would not allow.
    """
    more_statements(cast, 12)
    epoch = crowd(cast, cast.round(hours=1))
    later(client, cast, at, hours=2)
    page = text(client.get(reverse("result", args=[epoch.id])))
    other = text(client.get(reverse("result-without", args=[epoch.id])))

    assert '<svg class="map"' in page
    assert "Without those whose pattern deserves a look" in page
    assert "Left out here are" in other
    assert not any("style=" in shown or "<style" in shown for shown in (page, other))


def test_what_is_confirmed_leaves_and_is_listed(client: Client, cast: Cast, at: At) -> None:
    """A facilitator sees what would leave and why, confirms it, and finds it in the list with who sees it."""
    epoch = answered(cast, cast.round(side="river", hours=1))
    later(client, cast, at, hours=2)
    seen = text(client.get(reverse("publish", args=[epoch.id])))
    assert "exactly what the people and readers of" in seen
    assert "Goes out in words." in seen
    found = DIGEST.search(seen)
    assert found
    assert not KeptPublication.objects.exists()

    left = client.post(reverse("publish", args=[epoch.id]), {"digest": found[1]})
    published = KeptPublication.objects.get()
    assert reverse("publication", args=[published.id]) == left.headers["Location"]
    assert "alone sees this, since" in text(client.get(left.headers["Location"]))
    listed = text(client.get(reverse("publications", args=[cast.dialogue.id])))
    assert re.search(r"<bdi>River</bdi></span> alone", listed)
    again = client.post(reverse("publish", args=[epoch.id]), {"digest": found[1]})
    assert (409, True) == (again.status_code, "no longer what you saw" in text(again))


@pytest.mark.parametrize("digest", ["", "0" * 64, "\x00", "<b>", "x" * 9000])
def test_what_was_not_previewed_does_not_leave(client: Client, cast: Cast, at: At, digest: str) -> None:
    """A form with another hash lets nothing out."""
    epoch = answered(cast, cast.round(hours=1))
    later(client, cast, at, hours=2)
    client.get(reverse("result", args=[epoch.id]))

    assert 409 == client.post(reverse("publish", args=[epoch.id]), {"digest": digest}).status_code
    assert not KeptPublication.objects.exists()


def test_empty_rooms_say_what_will_be_there(client: Client, cast: Cast) -> None:
    """Before the first round every page says that nothing is there yet, and what comes."""
    sign_in(client, cast, "facilitator")

    assert "No epoch has ended yet." in text(client.get(reverse("results", args=[cast.dialogue.id])))
    assert "Nothing was published yet." in text(client.get(reverse("publications", args=[cast.dialogue.id])))


def test_a_gap_is_told_before_anybody_tries(client: Client, cast: Cast) -> None:
    """A round that cannot open yet says why, and offers no button that would fail; forced, it is refused."""
    sign_in(client, cast, "facilitator")
    round_ = cast.round(state="draft")
    HarmCheck.objects.filter(dialogue=cast.dialogue).update(go=False)
    page = text(client.get(reverse("round", args=[round_.id])))

    assert "The harm check of this phase is missing, or its decision was no-go." in page
    assert "Open this round" not in page
    assert 409 == client.post(reverse("round-open", args=[round_.id])).status_code


def test_closing_is_asked_first_and_reopening_sets_new_ends(client: Client, cast: Cast) -> None:
    """A page asks before a round closes; a closed round opens again with ends of its own."""
    sign_in(client, cast, "facilitator")
    round_ = cast.round()
    address = reverse("round-close", args=[round_.id])
    assert "Close this round now?" in text(client.get(address))
    round_.refresh_from_db()
    assert "open" == round_.state
    client.post(address)

    again = client.post(reverse("round-reopen", args=[round_.id]), {"ends_1": soon(7)})
    round_.refresh_from_db()
    assert (302, "open", 2) == (again.status_code, round_.state, round_.epochs.count())
    assert 422 == client.post(reverse("round-reopen", args=[round_.id]), {"ends_1": ""}).status_code


def pages(cast: Cast, round_: Round, epoch: Epoch, published: str) -> list[tuple[str, str]]:
    """Return every address of this area with its method."""
    of_round = {name: reverse(name, args=[round_.id]) for name in OF_A_ROUND}
    gets = [reverse(name, args=[cast.dialogue.id]) for name in ("rounds", "round-new", "results", "publications")]
    gets += [reverse(name, args=[epoch.id]) for name in ("result", "result-without", "result-paper", "publish")]
    gets += [of_round[name] for name in ("round", "round-change", "round-close", "round-reopen")]
    gets += [reverse("round-new-caucus", args=[cast.dialogue.id, cast.sides["hill"].id])]
    posts = [*of_round.values(), reverse("publish", args=[epoch.id]), reverse("round-new", args=[cast.dialogue.id])]
    return [*(("get", one) for one in [*gets, reverse("publication", args=[published])]), *(("post", p) for p in posts)]


OF_A_ROUND = (
    "round",
    "round-change",
    "round-drop",
    "round-open",
    "round-pause",
    "round-resume",
    "round-close",
    "round-reopen",
)


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner"])
def test_for_others_there_is_nothing_here(client: Client, both: Cast, at: At, who: str) -> None:
    """Whoever does not run the process, and whoever runs another, finds the one page that says nothing is here."""
    round_ = both.round(hours=1)
    epoch = answered(both, round_)
    at(hours=2)
    run_due()
    facilitator = both.principal("facilitator")
    published = str(publishing.publish(facilitator, epoch.id, preview(facilitator, epoch.id, "en").digest))
    assert both.other is not None
    before = list(Round.objects.values_list("state", flat=True))

    for cast, name in ((both, who), (both.other, "facilitator")):
        client.cookies.clear()
        (enter if name in cast.seats else sign_in)(client, cast, name)
        for method, address in pages(both, round_, epoch, published):
            if (method, address) != ("post", reverse("round", args=[round_.id])):
                assert 404 == getattr(client, method)(address).status_code, (name, method, address)
    assert before == list(Round.objects.values_list("state", flat=True))


def test_a_cofacilitator_sees_the_same(client: Client, cast: Cast, at: At) -> None:
    """Both who run a process see every page of its rounds and results."""
    round_ = cast.round(hours=1)
    epoch = answered(cast, round_)
    at(hours=2)
    run_due()
    facilitator = cast.principal("facilitator")
    published = str(publishing.publish(facilitator, epoch.id, preview(facilitator, epoch.id, "en").digest))
    sign_in(client, cast, "cofacilitator")

    for method, address in pages(cast, round_, epoch, published):
        if method == "get":
            assert 200 == client.get(address).status_code, address


def test_pages_cost_few_queries(
    client: Client, cast: Cast, at: At, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    """However many rounds, statements and answers, a page asks the database as often."""
    for _ in range(4):
        epoch = answered(cast, cast.round(hours=1), people=7)
    later(client, cast, at, hours=2)
    run_due()

    for name, at_most in (("rounds", 30), ("results", 30), ("publications", 30)):
        with django_assert_max_num_queries(at_most):
            client.get(reverse(name, args=[cast.dialogue.id]))
    for name, at_most in (("result", 40), ("publish", 45)):
        with django_assert_max_num_queries(at_most):
            client.get(reverse(name, args=[epoch.id]))


def test_the_list_of_results_leads_to_papers_to_read(client: Client, cast: Cast, at: At) -> None:
    """A paper that is there is a link to read it; nothing is shown to anybody of an epoch that runs."""
    epoch = answered(cast, cast.round(hours=1))
    later(client, cast, at, hours=2)
    run_due()
    listed = text(client.get(reverse("results", args=[cast.dialogue.id])))

    assert f'<a href="{reverse("result", args=[epoch.id])}">Read</a>' in listed
    assert "shown to anybody" in listed


@pytest.mark.parametrize("stated", [True, False])
def test_statements_come_before_tables_and_an_empty_column_is_left_out(
    client: Client, cast: Cast, at: At, *, stated: bool
) -> None:
    """What was found stands first; how many were invited has a column only where somebody knows it."""
    if not stated:
        cast.dialogue.population = "consultation"
        cast.dialogue.save()
    epoch = answered(cast, cast.round(hours=1))
    later(client, cast, at, hours=2)
    shown = text(client.get(reverse("result", args=[epoch.id])))

    assert shown.index('class="finding"') < shown.index('id="answered"') < shown.index('id="divides"')
    assert stated == (">Invited</th>" in shown)
