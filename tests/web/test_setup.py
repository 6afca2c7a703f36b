"""The facilitator's way up to the open door, page by page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sulh.designs import design
from sulh.store.models import Dialogue, Initiative, Membership, Process, Side
from tests.cast import LANGUAGES, Cast
from tests.web.people import enter, sign_in

NOTHING = "There is nothing here for you to see."


def at(cast: Cast, name: str, **more: Any) -> str:
    """Return the address of a page of the cast's process or dialogue."""
    ids = {"process_id": cast.process.id, "dialogue_id": cast.dialogue.id} | more
    wanted = {
        "process-new": (),
        "side": ("process_id", "side_id"),
        "side-remove": ("process_id", "side_id"),
        "initiative": ("process_id", "initiative_id"),
        "dialogue-kind": ("process_id", "initiative_id"),
        "dialogue-new": ("process_id", "initiative_id", "kind"),
        "role-end": ("process_id", "membership_id"),
        "who-is-asked": ("dialogue_id", "part"),
    }
    of_dialogue = ("dialogue_id",) if name in OF_DIALOGUE else ("process_id",)
    return reverse(name, kwargs={key: ids[key] for key in wanted.get(name, of_dialogue)})


OF_DIALOGUE = (
    "dialogue",
    "dialogue-name",
    "dialogue-sides",
    "dialogue-shows",
    "consent-text",
    "ground-rules",
    "harm-check",
    "harm-check-new",
    "dialogue-phase",
)
OF_PROCESS = (
    "process",
    "process-name",
    "process-profile",
    "side-new",
    "initiative-new",
    "process-staff",
    "process-log",
    "process-log-file",
    "process-log-checkpoint",
)


def text_of(response: Any) -> str:
    """Return the words of a page, without its markup and isolating marks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", response.content.decode())).split())


def every_page(cast: Cast) -> list[str]:
    """Return the address of every page of this area."""
    side, plan = cast.sides["hill"].id, cast.initiative.id
    held = Membership.objects.get(process=cast.process, role="translator").id
    return [
        *(at(cast, name) for name in (*OF_PROCESS, *OF_DIALOGUE)),
        at(cast, "side", side_id=side),
        at(cast, "initiative", initiative_id=plan),
        at(cast, "dialogue-kind", initiative_id=plan),
        *(at(cast, "dialogue-new", initiative_id=plan, kind=kind) for kind in ("workshop", "consultation", "caucus")),
        at(cast, "role-end", membership_id=held),
        *(at(cast, "who-is-asked", part=part) for part in ("asked", "chosen", "missing")),
    ]


def workshop(cast: Cast, **more: Any) -> dict[str, Any]:
    """Return the form of a new workshop of twelve a side."""
    hill, river = cast.sides["hill"].id, cast.sides["river"].id
    plain = {
        "languages": list(LANGUAGES),
        f"invited_{hill}": "12",
        f"invited_{river}": "11",
        "step": "look",
    }
    texts = {f"{field}_{tag}": f"{field} {tag}" for field in ("titles", "question") for tag in LANGUAGES}
    return plain | texts | more


def test_from_a_new_process_to_a_dialogue(client: Client, cast: Cast) -> None:
    """Found, declare two sides, plan, choose a kind, look at what it can show, create: the dialogue lists its steps."""
    sign_in(client, cast, "administrator")
    people = {"first": "facilitator", "second": "cofacilitator"}
    founded = client.post(reverse("process-new"), {"name": "Orchard", "profile": "high"} | people)
    assert "The process is founded" in text_of(founded)
    made = Process.objects.exclude(pk=cast.process.id).get()

    sign_in(client, cast, "facilitator")
    where = {"process_id": made.id}
    assert "First declare the sides" in text_of(client.get(reverse("process", kwargs=where)))
    for name in ("Shore", "Meadow"):
        names = {f"names_{tag}": f"{name} {tag}" for tag in LANGUAGES}
        assert 302 == client.post(reverse("side-new", kwargs=where), names).status_code
    plan = {"titles_en": "Grazing", "aim": "Paths for herds", "tracks": ["citizen"], "levels": ["grassroots"]}
    planned = client.post(reverse("initiative-new", kwargs=where), plan)
    assert 302 == planned.status_code

    kinds = client.get(planned["Location"])
    assert design("sustained").title["en"] in text_of(kinds)
    initiative = Initiative.objects.get(process=made)
    address = reverse("dialogue-new", kwargs=where | {"initiative_id": initiative.id, "kind": "sustained"})
    shore, meadow = Side.objects.filter(process=made)
    form = workshop(cast) | {f"invited_{shore.id}": "9", f"invited_{meadow.id}": "9"}
    created = client.post(address, form | {"step": "create"}, follow=True)

    row = Dialogue.objects.get(process=made)
    assert (8, 1, {9}) == (row.k, row.phase, {taking.invited for taking in row.sides.all()})
    told = text_of(created)
    assert "these steps have to be complete" in told
    assert "Possible once all above is complete." in told
    assert "Shore en: 0 of 9" in told
    first = [prompt for prompt in design("sustained").prompts if prompt.form == "statement"]
    assert f"{len(first)} accepted; came with the kind: {len(first)}" in told
    offered = client.get(reverse("round-new", kwargs={"dialogue_id": row.id})).content
    ticked = re.findall(rb'name="statements"[^>]* checked', offered)
    assert (len(first), []) == (offered.count(b'name="statements"'), ticked)
    listed = text_of(client.get(reverse("statements", kwargs={"dialogue_id": row.id})))
    assert (len(first), 0) == (
        listed.count("Came with the kind of dialogue"),
        listed.count("Written by the facilitators"),
    )


def test_the_frame_of_a_page_says_which_dialogue_it_is_of(client: Client, cast: Cast) -> None:
    """Every area of a dialogue names process and dialogue above it; a page of the process names no dialogue."""
    sign_in(client, cast, "facilitator")
    areas = (
        "dialogue",
        "statements",
        "translations",
        "seats",
        "rounds",
        "paper",
        "results",
        "publications",
        "sessions",
    )

    framed = [text_of(client.get(reverse(name, kwargs={"dialogue_id": cast.dialogue.id}))) for name in areas]
    of_process = text_of(client.get(at(cast, "process")))

    assert [] == [told for told in framed if "Valley talks \u203a Talks on water" not in told]
    assert "Valley talks" in of_process
    assert "Valley talks \u203a" not in of_process


def test_looking_creates_nothing_and_carries_what_was_typed(client: Client, cast: Cast) -> None:
    """Before a dialogue is created the page says what a room of its size can show, and keeps nothing."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "dialogue-new", initiative_id=cast.initiative.id, kind="workshop")

    looked = client.post(address, workshop(cast))

    told = text_of(looked)
    assert 200 == looked.status_code
    assert "Nothing has been created yet." in told
    assert "Most on each side agree" in told
    assert b'name="titles_fr" value="titles fr"' in looked.content
    assert 1 == Dialogue.objects.filter(process=cast.process).count()
    again = client.post(address, workshop(cast, step="change"))
    assert b'value="titles fr"' in again.content


def test_a_room_too_small_is_told_so_beforehand(client: Client, cast: Cast) -> None:
    """With fewer people than the threshold on a side, the page says that nothing counted will leave."""
    sign_in(client, cast, "facilitator")
    hill = cast.sides["hill"].id
    address = at(cast, "dialogue-new", initiative_id=cast.initiative.id, kind="workshop")

    told = text_of(client.post(address, workshop(cast, **{f"invited_{hill}": "4"})))

    assert "Nothing counted from answers can leave this room: that takes 5 answers from every side." in told
    assert "Hill: 1 more person is needed for that." in told


def test_every_page_opens_for_a_facilitator_with_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """No page asks the database more often the more there is."""
    sign_in(client, cast, "facilitator")
    for number in range(12):
        made = Side(process=cast.process, mark=number + 2) if number < 6 else None
        if made is not None:
            cast.sealer.put(made, names={"en": f"Side {number}"})
            made.save()
    for address in every_page(cast):
        with django_assert_max_num_queries(34):
            response = client.get(address)
        assert 200 == response.status_code, address


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody"])
def test_other_staff_find_nothing(client: Client, cast: Cast, who: str) -> None:
    """Whoever does not run the process gets one and the same page everywhere, but for what is theirs."""
    sign_in(client, cast, who)
    theirs = {"translator": {"process"}, "administrator": {"process-log", "process-log-file", "process-log-checkpoint"}}
    allowed = {at(cast, name) for name in theirs.get(who, set())}
    for address in every_page(cast):
        response = client.get(address)
        shown = (response.status_code, NOTHING in text_of(response))
        assert ((200, False) if address in allowed else (404, True)) == shown, address


def test_a_translator_is_led_to_what_there_is_to_translate(client: Client, cast: Cast) -> None:
    """They see which dialogues there are, and nothing of what is planned."""
    sign_in(client, cast, "translator")

    shown = client.get(at(cast, "process"))

    assert reverse("translations", kwargs={"dialogue_id": cast.dialogue.id}) in shown.content.decode()
    assert "Water round table" not in text_of(shown)
    assert "Risk profile" not in text_of(shown)


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "owner"])
def test_whoever_came_with_an_entry_number_finds_nothing(client: Client, cast: Cast, who: str) -> None:
    """No page of this area opens for somebody who takes part."""
    enter(client, cast, who)
    for address in every_page(cast):
        assert 404 == client.get(address).status_code, address


def test_a_facilitator_of_another_process_finds_nothing(client: Client, both: Cast) -> None:
    """Another process and no process are the same page."""
    assert both.other is not None
    sign_in(client, both.other, "facilitator")
    for address in every_page(both):
        assert 404 == client.get(address).status_code, address
    absent = client.get(reverse("process", kwargs={"process_id": uuid4()}))
    assert text_of(absent) == text_of(client.get(at(both, "process")))


@pytest.mark.parametrize("in_both", [False, True])
def test_an_id_of_another_process_in_an_address_of_ones_own_finds_nothing(
    client: Client, both: Cast, in_both: bool
) -> None:
    """Sides, initiatives and roles are looked for in the process that the address names, even if both are theirs."""
    assert both.other is not None
    sign_in(client, both, "facilitator")
    foreign = both.other
    if in_both:
        Membership.objects.create(staff=both.staff["facilitator"], process=foreign.process, role="facilitator")
    held = Membership.objects.get(process=foreign.process, role="translator").id
    pages = (
        at(both, "side", side_id=foreign.sides["hill"].id),
        at(both, "initiative", initiative_id=foreign.initiative.id),
        at(both, "dialogue-new", initiative_id=foreign.initiative.id, kind="workshop"),
        at(both, "role-end", membership_id=held),
    )
    for address in pages:
        assert 404 == client.get(address).status_code
        assert 404 == client.post(address, {}).status_code
    assert Membership.objects.get(pk=held).ended is None


@pytest.mark.parametrize("bad", ["\x00", "a\u202eb", "x" * 5000, "<script>alert(1)</script>" * 20])
def test_hostile_texts_are_told_and_nothing_is_kept(client: Client, cast: Cast, bad: str) -> None:
    """Null bytes, turned directions and texts without end come back with a plain sentence."""
    sign_in(client, cast, "facilitator")
    before = Side.objects.count(), Initiative.objects.count(), Dialogue.objects.count()
    plan = {"titles_en": bad, "aim": "Aim", "tracks": ["citizen"], "levels": ["top"]}
    tries = (
        (at(cast, "side-new"), {"names_en": bad}),
        (at(cast, "initiative-new"), plan),
        (at(cast, "process-name"), {"name": bad}),
        (
            at(cast, "dialogue-new", initiative_id=cast.initiative.id, kind="workshop"),
            workshop(cast, titles_en=bad, step="create"),
        ),
    )
    for address, given in tries:
        response = client.post(address, given)
        assert response.status_code in (409, 422), address
        assert b"<script>alert" not in response.content
    assert before == (Side.objects.count(), Initiative.objects.count(), Dialogue.objects.count())


@pytest.mark.parametrize(
    "odd",
    [
        {"languages": ["xx"]},
        {"languages": []},
        {"step": "create", "titles_ar": ""},
        {"invited_": "5"},
        {"number": "-1"},
    ],
)
def test_odd_forms_of_a_dialogue_make_none(client: Client, both: Cast, odd: dict[str, Any]) -> None:
    """Unknown languages, missing texts and a side of another process create nothing."""
    assert both.other is not None
    sign_in(client, both, "facilitator")
    hill = both.sides["hill"].id
    given = workshop(both, **({"step": "create"} | odd))
    if "number" in odd:
        given[f"invited_{hill}"] = odd["number"]
    if "invited_" in odd:
        del given[f"invited_{hill}"]
        given |= {f"invited_{both.other.sides['hill'].id}": "5"}

    response = client.post(at(both, "dialogue-new", initiative_id=both.initiative.id, kind="workshop"), given)

    assert 422 == response.status_code
    assert 1 == Dialogue.objects.filter(process=both.process).count()


def test_an_unknown_kind_or_part_is_nothing(client: Client, cast: Cast) -> None:
    """Words in an address that name nothing lead to nothing."""
    sign_in(client, cast, "facilitator")
    for address in (
        at(cast, "dialogue-new", initiative_id=cast.initiative.id, kind="referendum"),
        at(cast, "who-is-asked", part="titles"),
    ):
        assert 404 == client.get(address).status_code


def test_two_who_change_a_side_at_once_are_told(client: Client, cast: Cast) -> None:
    """The second is told that it has changed, and theirs is not kept."""
    address = at(cast, "side", side_id=cast.sides["hill"].id)
    sign_in(client, cast, "facilitator")
    stamp = re.search(rb'name="stamp" value="(\w+)"', client.get(address).content)
    assert stamp is not None
    given = {"stamp": stamp[1].decode(), "names_en": "Upland"}

    assert 302 == client.post(address, given).status_code
    second = client.post(address, given | {"names_en": "Highland"})

    assert 409 == second.status_code
    assert "Somebody else has changed this" in text_of(second)


def test_no_risk_profile_is_chosen_beforehand(client: Client, cast: Cast) -> None:
    """Whoever founds a process chooses its profile: without a choice none is founded, with one there is."""
    sign_in(client, cast, "administrator")
    people = {"name": "Orchard", "first": "facilitator", "second": "cofacilitator"}

    page = client.get(reverse("process-new")).content
    without = client.post(reverse("process-new"), people)
    founded = client.post(reverse("process-new"), people | {"profile": "high"})

    assert not re.search(rb'name="profile"[^>]* checked', page)
    assert (422, True) == (without.status_code, "Please choose one." in text_of(without))
    assert "The process is founded" in text_of(founded)


def test_a_raised_profile_is_asked_once_more_and_shown(client: Client, cast: Cast) -> None:
    """The page says what changes; afterwards the process is shown as one of high risk, and offers no way back."""
    sign_in(client, cast, "facilitator")
    assert "It cannot be lowered again." in text_of(client.get(at(cast, "process-profile")))

    shown = client.post(at(cast, "process-profile"), follow=True)
    assert "High risk" in text_of(shown)
    assert "Raise the risk profile" not in text_of(shown)
    assert 409 == client.post(at(cast, "process-profile")).status_code


def test_letting_somebody_in_answers_alike_whether_there_is_such_an_account(client: Client, cast: Cast) -> None:
    """Status, place and sentence are the same; only who works here is listed."""
    sign_in(client, cast, "facilitator")
    address = at(cast, "process-staff")
    told = [client.post(address, {"account": one, "role": "translator"}) for one in ("nobody", "no-one-at-all")]

    assert told[0].status_code == told[1].status_code == 302
    assert told[0]["Location"] == told[1]["Location"]
    assert "If there is an open account of that name" in text_of(client.get(told[0]["Location"]))


def test_whoever_ends_their_own_role_is_led_to_their_first_page(client: Client, cast: Cast) -> None:
    """A role that ended is gone with the next request."""
    sign_in(client, cast, "cofacilitator")
    held = Membership.objects.get(staff=cast.staff["cofacilitator"])

    response = client.post(at(cast, "role-end", membership_id=held.id))

    assert response["Location"].startswith(reverse("staff-home"))
    assert 404 == client.get(at(cast, "process")).status_code


def test_the_log_is_shown_in_words_and_saved_as_a_file(client: Client, cast: Cast) -> None:
    """Codes are sentences with day and name; the checkpoint comes with its code and a picture without any style."""
    sign_in(client, cast, "facilitator")
    assert "Nothing has been entered yet." in text_of(client.get(at(cast, "process-log")))
    client.post(at(cast, "side-new"), {"names_en": "Shore"})
    client.post(at(cast, "dialogue-phase"), {"phase": "0", "seen": "1"})

    shown = client.get(at(cast, "process-log"))
    told = text_of(shown)
    assert "A side was declared" in told
    assert "The phase was changed from 1 to 0" in told
    assert "Facilitator" in told
    assert re.search(r"[2-9A-Z]{4}( [2-9A-Z]{4}){3}", told)
    assert b"<svg" in shown.content
    assert b"style=" not in shown.content
    saved = client.get(at(cast, "process-log-file"))
    assert 2 == len(saved.content.splitlines())
    assert 'attachment; filename="log.jsonl"' == saved["Content-Disposition"]
    assert b"public_key" in client.get(at(cast, "process-log-checkpoint")).content
    for odd in ("x", "-3", "9" * 40, "²"):
        assert 200 == client.get(at(cast, "process-log"), {"before": odd}).status_code


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_page_opens_in_every_language(client: Client, cast: Cast, language: str) -> None:
    """No page depends on English."""
    sign_in(client, cast, "facilitator", language=language)
    for address in every_page(cast):
        assert 200 == client.get(address).status_code, address
