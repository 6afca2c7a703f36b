"""How far agreements are carried out, by forms alone: stipulations, two coders apart, and what is shown of it."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sulh.access import Role
from sulh.formats.grids import MOST_BYTES
from sulh.formats.map_in import LIMITS
from sulh.store.models import Agreement, Coder, Membership, Stipulation
from sulh.store.writes import agreements
from sulh.store.writes.agreements import AgreementGiven
from sulh.web.uploads import AROUND, MORE
from tests.adversary.coded import evaluators
from tests.cast import DAY, Cast
from tests.store.mapped import account
from tests.web.people import sign_in

DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)  # shares of the width and height stand in it
FIGURE = re.compile(r"\d+\W?[%٪]")
SIGNED = AgreementGiven("The valley accord", "Its gazette", date(2026, 1, 5), ("The road opens.",))


def text(client: Client, route: str, *at: object) -> str:
    """Return a page that opens."""
    answer = client.get(reverse(route, args=at))
    assert (200, route) == (answer.status_code, route)
    return str(answer.content.decode())


def keep(client: Client, route: str, *at: object, **given: object) -> None:
    """Send a form that is kept."""
    answer = client.post(reverse(route, args=at), given)
    assert (302, route) == (answer.status_code, route), answer.content.decode()


def test_the_whole_way_of_an_agreement(cast: Cast) -> None:
    """Written down, scored apart, settled by a third, shown with its band, its coders and what an authority did."""
    evaluators(cast)
    desk, one, other = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator", "second-evaluator"))
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    assert "No stipulation is written down yet" in text(one, "implementation", cast.process.id)
    _write_down(desk, agreement, str(cast.sides["hill"].id))
    people = {name: str(cast.staff[name].id) for name in ("evaluator", "second-evaluator")}
    keep(desk, "coding-new", agreement, on="2026-10-01", first=people["evaluator"], second=people["second-evaluator"])
    assert "Waits for your scores" in text(one, "implementation", cast.process.id)
    assert [True, True, False] == ["Your scores" in text(who, "carried-out", agreement) for who in (one, other, desk)]
    assert [1, 0] == [text(client, "staff-home").count("Waits for your scores") for client in (one, desk)]

    for client, number, values in ((one, 1, (3, 2)), (other, 2, (3, 1))):
        _score(client, number, values)
    shown = text(desk, "carried-out", agreement)

    assert "Both coders have handed in, and differ on 1 stipulation. A third has to settle it." in shown
    assert [True, False] == ["A third coder has to be named" in text(who, "staff-home") for who in (desk, one)]
    assert "A third coder has to be named" in text(desk, "implementation", cast.process.id)
    assert "Evaluator" not in text(desk, "coding-third", agreement).partition("<main")[2], (
        "neither of the two is offered"
    )
    assert "Gazette" not in shown
    decree = {"kind": "decree", "authority": "The ministry", "what": "Decree 12", "source": "Gazette"}
    keep(desk, "act-new", agreement, **decree, day="2026-09-01")
    assert "Decree 12" in text(one, "carried-out", agreement)
    assert 404 == one.get(reverse("stipulation-new", args=[agreement])).status_code


def test_a_coding_of_two_who_agree_is_shown_with_its_count(cast: Cast) -> None:
    """Both say 3 of one and cannot tell the other: everything of what is counted, one of two."""
    evaluators(cast)
    desk, one, other = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator", "second-evaluator"))
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    for what in ("Open the road", "Share the well"):
        keep(desk, "stipulation-new", agreement, what=what, authority="The ministry", theme="land", due="2026-06-01")
    Stipulation.objects.filter(number=2).update(due=date(2026, 10, 3))
    first, second = (str(cast.staff[name].id) for name in ("evaluator", "second-evaluator"))
    keep(desk, "coding-new", agreement, on="2026-10-01", first=first, second=second)
    given = {f"value_{_number(1)}": "3", f"source_{_number(1)}": "Gazette", f"value_{_number(2)}": "none"}
    for client, number in ((one, 1), (other, 2)):
        coder = Coder.objects.get(number=number).id
        keep(client, "scores", coder, **given)
        keep(client, "scores-in", coder)
    shown = text(one, "carried-out", agreement)

    assert "<strong>100%</strong> · 1 of 2 counted" in shown
    late = shown.partition('id="overdue"')[2]
    assert "past its day, and nobody has looked since" in late
    assert "as of 1 October 2026, before its day" in late
    assert "nobody knows whether it is overdue" in late
    assert "1 past its day and not looked at since" in text(desk, "implementation", cast.process.id)
    assert "everything was scored alike" in shown
    assert "On the last scored day the two differed on nothing." in shown
    listed = text(desk, "implementation", cast.process.id)
    assert "100%" in listed
    led = [f'href="{reverse(route, args=[cast.process.id])}"' for route in ("outcomes", "agreements")]
    told = (
        page.partition("stands on pages of its own:")[2].partition("</p>")[0]
        for page in (listed, text(one, "implementation", cast.process.id))
    )
    assert [[True, True], [True, False]] == [[link in where for link in led] for where in told]
    for tag, said in (("fr", "Stipulations"), ("ar", "البنود")):
        reader = sign_in(Client(), cast, "evaluator", language=tag)
        assert said in text(reader, "carried-out", agreement)


def _write_down(desk: Client, agreement: UUID, side: str) -> None:
    """Write two stipulations down, and change the first."""
    for what in ("Open the road", "Share the well"):
        given = {"what": what, "authority": "The ministry", "theme": "land", "sides": [side], "due": "2026-06-01"}
        keep(desk, "stipulation-new", agreement, **given)
    stamp = _stamp(text(desk, "stipulation-change", _number(1)))
    anew = {"what": "Open the long road", "authority": "The ministry", "theme": "borders", "stamp": stamp}
    keep(desk, "stipulation-change", _number(1), **anew)


def _score(client: Client, number: int, values: tuple[int, int]) -> None:
    """Score both, which takes a source, and hand in."""
    coder = Coder.objects.get(number=number).id
    scores = {f"value_{_number(at)}": str(value) for at, value in enumerate(values, 1)}
    sources = {f"source_{_number(at)}": "Gazette" for at in (1, 2)}
    assert 422 == client.post(reverse("scores", args=[coder]), scores).status_code
    keep(client, "scores", coder, **scores, **sources)
    assert "Everything is scored." in text(client, "scores", coder)
    keep(client, "scores-in", coder)


def _number(number: int) -> object:
    return Stipulation.objects.get(number=number).id


def _stamp(page: str) -> str:
    return page.partition('name="stamp" value="')[2].partition('"')[0]


def test_a_table_is_brought_whole_or_not_at_all(cast: Cast) -> None:
    """A line that is not understood is told and nothing is kept; what is taken along comes in as it was."""
    desk = sign_in(Client(), cast, "facilitator")
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    head = "what,authority,theme,sides,due\n"
    bad, good = (
        f"{head}Pay,Treasury,music,,\nSing,Choir,culture,Lake,\n",
        f"{head}Pay,Treasury,economy,Hill,2026-06-01\n",
    )
    at = reverse("stipulations-bring", args=[agreement])

    refused = desk.post(at, {"file": SimpleUploadedFile("a.csv", bad.encode())})
    assert (422, 0) == (refused.status_code, Stipulation.objects.count())
    shown = refused.content.decode()
    assert [True] * 4 == [said in shown for said in ("music", "Lake", "a side of this process", "has to be put right")]
    assert "This is left out." not in shown, "nothing is left out of what is not kept"
    assert "Hill" in shown
    assert "the map holds" not in shown
    assert ">power_sharing<" in text(desk, "stipulations-bring", agreement)
    for _ in range(2):
        assert 302 == desk.post(at, {"file": SimpleUploadedFile("a.csv", good.encode())}).status_code
    taken = desk.get(reverse("stipulations-file", args=[agreement, "xlsx"])).content
    assert 302 == desk.post(at, {"file": SimpleUploadedFile("a.xlsx", taken)}).status_code

    row = Stipulation.objects.get()
    assert ("economy", [cast.sides["hill"].id]) == (row.theme, list(row.sides.values_list("id", flat=True)))


def test_a_row_that_names_somebody_is_refused_and_the_page_says_which_and_why(cast: Cast) -> None:
    """The second of two rows; neither is kept, and the page does not repeat the label."""
    desk, label = sign_in(Client(), cast, "facilitator"), cast.seats["hill"].label
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    table = f"what,authority,theme,sides,due\nPay,Treasury,economy,,\nPay {label},Treasury,economy,,\n"

    at = reverse("stipulations-bring", args=[agreement])
    refused = desk.post(at, {"file": SimpleUploadedFile("a.csv", table.encode())}).content.decode()
    assert "Row 2 cannot be kept. Somebody who takes part is named in it" in refused
    assert (False, 0) == (label in refused, Stipulation.objects.count())


def test_a_page_takes_as_much_as_its_reader_and_says_how_much(cast: Cast) -> None:
    """A table of ten megabytes is read and told of in one number; a larger one is refused with that number."""
    desk = sign_in(Client(), cast, "facilitator")
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    for route, at in (("stipulations-bring", agreement), ("agreements-bring", cast.process.id)):
        address = reverse(route, args=[at])
        assert "At most 10 MB." in text(desk, route, at)
        large = desk.post(
            address, {"of": "a form", "file": SimpleUploadedFile("a.csv", b"x" * (MOST_BYTES + AROUND + 1))}
        )
        read = desk.post(address, {"file": SimpleUploadedFile("a.csv", b"x" * (MOST_BYTES + 1))})
        assert [422, 422] == [large.status_code, read.status_code]
        assert "This is larger than 10 MB." in large.content.decode()
        assert "a file of at most 10 MB" in read.content.decode()
    assert {MOST_BYTES + AROUND} == {MORE[name] for name in ("stipulations-bring", "agreements-bring", "study-answers")}
    assert LIMITS.size + AROUND == MORE["map-bring"] == MORE["structures-file"]


def test_three_panels_stand_beside_one_another_and_nothing_is_made_of_them_together(cast: Cast) -> None:
    """What was not measured says so; an agreement stands with its evidence, and its figure is the only one told."""
    evaluators(cast)
    desk, one, other = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator", "second-evaluator"))
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    keep(desk, "stipulation-new", agreement, what="Open the road", authority="The ministry", theme="land")
    first, second = (str(cast.staff[name].id) for name in ("evaluator", "second-evaluator"))
    keep(desk, "coding-new", agreement, on="2026-10-01", first=first, second=second)
    for client, number in ((one, 1), (other, 2)):
        coder = Coder.objects.get(number=number).id
        keep(client, "scores", coder, **{f"value_{_number(1)}": "2", f"source_{_number(1)}": "Gazette"})
        keep(client, "scores-in", coder)
    shown = text(one, "change", cast.process.id)

    assert "No study of attitudes was analysed, or too few people answered to be told." in shown
    assert "67%, 1 of 1 counted" in shown
    assert "Not measured twice" in shown
    assert f'href="{reverse("carried-out", args=[agreement])}"' in shown
    for form in ("docx", "xlsx"):
        assert one.get(reverse("change-report", args=[cast.process.id, form])).content.startswith(b"PK")
    for tag in ("fr", "ar", "en"):
        page = text(sign_in(Client(), cast, "evaluator", language=tag), "change", cast.process.id)
        assert 1 == len(set(FIGURE.findall(DRAWN.sub("", page))))


def test_agreements_of_a_list_are_kept_by_their_ids_and_once(cast: Cast) -> None:
    """Brought twice they are one; a day to come is told and nothing is kept; without a text their page opens."""
    desk = sign_in(Client(), cast, "facilitator")
    at = reverse("agreements-bring", args=[cast.process.id])
    head = "AgtId,Agt,Dat,Stage,Agtp,UcdpCon\n"
    good = f"{head}7,The spring accord,05/01/2020,Cea,Intra,346.0\n8,The river accord,2021-03-01,Imp,,\n"

    late = SimpleUploadedFile("a.csv", f"{good}9,Later,2031-01-01,Cea,,\n".encode())
    assert 422 == desk.post(at, {"file": late}).status_code
    assert not Agreement.objects.exists()
    for _ in range(2):
        assert 302 == desk.post(at, {"file": SimpleUploadedFile("a.csv", good.encode())}).status_code
    first = Agreement.objects.get(on=date(2020, 1, 5))
    shown = text(desk, "agreement", first.id)

    assert (2, "Cea", "Intra") == (Agreement.objects.count(), first.stage, first.kind)
    assert {"pax": "7", "ucdp": "346"} == cast.sealer.get(first, "keys")
    assert "Its text is not kept here." in shown
    assert "Inside a state" in shown
    assert "The spring accord" in text(desk, "carried-out", first.id)
    assert 200 == desk.get(reverse("close-passages", args=[first.id])).status_code


def test_nobody_is_chosen_beforehand_and_a_coder_who_left_is_replaced_by_another(cast: Cast) -> None:
    """The first page says so, the agreement leads there, and the form offers who has no part in it."""
    evaluators(cast)
    fresh = account("fresh-evaluator", cast.process, Role.EVALUATOR)
    desk, one = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    agreement = agreements.add(cast.principal("facilitator"), cast.process.id, SIGNED)
    keep(desk, "stipulation-new", agreement, what="Open the road", authority="The ministry", theme="land")
    form = text(desk, "coding-new", agreement)
    assert 2 == form.count('<option value="" selected>Choose somebody</option>')
    refused = desk.post(reverse("coding-new", args=[agreement]), {"on": "2026-10-01"})
    assert (422, False) == (refused.status_code, Coder.objects.exists())
    first, second = (str(cast.staff[name].id) for name in ("evaluator", "second-evaluator"))
    keep(desk, "coding-new", agreement, on="2026-10-01", first=first, second=second)
    assert "neither has handed in" in text(desk, "carried-out", agreement)
    coder = Coder.objects.get(number=1).id
    keep(one, "scores", coder, **{f"value_{_number(1)}": "2", f"source_{_number(1)}": "Gazette"})
    keep(one, "scores-in", coder)
    assert "One of two coders has handed in." in text(one, "carried-out", agreement)
    assert "What was handed in stands" in text(desk, "coder-instead", coder)

    Membership.objects.filter(staff=cast.staff["second-evaluator"]).update(ended=DAY)
    gone = Coder.objects.get(number=2).id
    assert "A coder left: name another" in text(desk, "staff-home")
    assert "Coder 2 does not evaluate here any more" in text(desk, "carried-out", agreement)
    assert "Coder 2 does not evaluate" not in text(one, "carried-out", agreement)
    offered = text(desk, "coder-instead", gone).partition("<main")[2]
    assert [True, False, True] == [who in offered for who in (fresh.id, first, "Second-Evaluator")]
    assert 404 == one.get(reverse("coder-instead", args=[gone])).status_code
    assert 422 == desk.post(reverse("coder-instead", args=[gone]), {"instead": first}).status_code
    keep(desk, "coder-instead", gone, instead=fresh.id)
    assert "A coder left" not in text(desk, "staff-home")
    for tag in ("fr", "ar"):
        text(sign_in(Client(), cast, "facilitator", language=tag), "coder-instead", Coder.objects.get(number=2).id)
