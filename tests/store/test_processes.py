"""A process: founded, its sides and initiatives, who works in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from sulh.access import Principal, Refused
from sulh.errors import VaultError
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, Initiative, LogRecord, Membership, Process, Side
from sulh.store.reads import processes as reads
from sulh.store.reads.principals import of_staff
from sulh.store.sealing import keyring
from sulh.store.texts import seen
from sulh.store.writes import processes
from sulh.store.writes.processes import InitiativeText
from sulh.vault.log import read_log
from tests.cast import Cast

SHORE = {"ar": "الساحل", "en": "Shore", "fr": "Rivage"}
PLAN = InitiativeText(
    titles={"en": "Grazing rights"}, aim="Agree on paths for the herds", tracks=["citizen", "business"], levels=["top"]
)
NOT_FACILITATORS = ("hill", "hill-reader", "assistant", "owner", "translator", "administrator", "nobody")


def acts(process_id: UUID) -> list[str]:
    """Return the acts in the log of a process, in order."""
    rows = LogRecord.objects.filter(process_id=process_id).order_by("number")
    records, _ = read_log("".join(f"{row.body}\n" for row in rows).encode())
    return [record.act for record in records]


def found(cast: Cast, **more: Any) -> UUID:
    """Return a new process of the cast's administrator."""
    given: dict[str, Any] = {"profile": "standard", "facilitators": ["facilitator", "cofacilitator"]} | more
    return processes.found(cast.principal("administrator"), "Orchard", **given)


def test_an_administrator_founds_a_process_that_only_its_facilitators_see(cast: Cast) -> None:
    """Whoever founded a process does not see into it; those who were named do, at once."""
    made = found(cast)

    assert "Orchard" == reads.process_page(cast.principal("facilitator"), made, "en").name
    with pytest.raises(Refused):
        reads.process_page(cast.principal("administrator"), made, "en")
    assert ["process-founded", "role-given", "role-given"] == acts(made)


@pytest.mark.parametrize("who", ["facilitator", "translator", "hill", "nobody"])
def test_nobody_else_founds_a_process(cast: Cast, who: str) -> None:
    """A role in one process gives no right to begin another, and no key is left of the attempt."""
    before = keyring().names()

    with pytest.raises(Refused):
        processes.found(cast.principal(who), "Orchard", profile="standard", facilitators=["facilitator"])
    assert before == keyring().names()


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"facilitators": []}, {"facilitators": "empty"}),
        ({"facilitators": ["facilitator", "no-one-of-this-name"]}, {"facilitators": "no-account"}),
        ({"profile": "low"}, {"profile": "no-choice"}),
    ],
)
def test_a_process_needs_people_and_a_profile(cast: Cast, more: dict[str, Any], fault: dict[str, str]) -> None:
    """What cannot be founded is told by its field."""
    with pytest.raises(Invalid) as refusal:
        found(cast, **more)
    assert fault == refusal.value.faults


def test_if_founding_fails_its_key_is_destroyed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key without a process does not stay behind."""
    made = uuid4()
    monkeypatch.setattr("sulh.store.clock.random_id", lambda: made)
    monkeypatch.setattr("sulh.store.writes.log.enter", _fail)

    with pytest.raises(RuntimeError):
        found(cast)
    with pytest.raises(VaultError, match="destroyed"):
        keyring().cipher(str(made))
    assert not Process.objects.filter(pk=made).exists()


def _fail(*_: object, **__: object) -> None:
    raise RuntimeError


def test_a_form_that_comes_twice_makes_one(cast: Cast) -> None:
    """Pressing twice founds one process and plans one initiative; at the same moment the second is told."""
    made, plan = uuid4(), uuid4()
    assert made == found(cast, new_id=made) == found(cast, new_id=made)
    principal = cast.principal("facilitator")
    for _ in range(2):
        assert plan == processes.add_initiative(principal, made, PLAN, new_id=plan)
    assert 1 == Initiative.objects.filter(process=made).count()

    waiting = uuid4()
    keyring().new_data_key(str(waiting))
    with pytest.raises(Conflict, match="somebody-was-quicker"):
        found(cast, new_id=waiting)
    assert str(waiting) in keyring().names()


def test_a_profile_is_raised_and_never_lowered(cast: Cast) -> None:
    """The threshold rises with it, the consent text becomes that of the high profile, and there is no way back."""
    principal = cast.principal("facilitator")

    processes.raise_profile(principal, cast.process.id)

    cast.dialogue.refresh_from_db()
    assert ("high", 8) == (Process.objects.get(pk=cast.process.id).profile, cast.dialogue.k)
    assert [1, 2] == sorted(cast.dialogue.agreed_texts.filter(kind="consent").values_list("version", flat=True))
    with pytest.raises(Conflict, match="profile-is-high"):
        processes.raise_profile(principal, cast.process.id)
    assert ["text-version", "profile-raised"] == acts(cast.process.id)


def test_a_threshold_that_was_higher_stays(cast: Cast) -> None:
    """Raising the profile lowers nothing."""
    Dialogue.objects.update(k=12)

    processes.raise_profile(cast.principal("facilitator"), cast.process.id)

    cast.dialogue.refresh_from_db()
    assert 12 == cast.dialogue.k


def test_a_side_gets_the_first_free_shape(cast: Cast) -> None:
    """No two sides share a shape, and one that was given back is used again."""
    principal = cast.principal("facilitator")
    Side.objects.filter(pk=cast.sides["hill"].id).update(mark=4)

    made = processes.add_side(principal, cast.process.id, SHORE)

    assert 0 == Side.objects.get(pk=made).mark


def test_there_are_no_more_sides_than_shapes(cast: Cast) -> None:
    """The ninth side is refused."""
    principal = cast.principal("facilitator")
    for number in range(6):
        processes.add_side(principal, cast.process.id, {"en": f"Side {number}"})

    with pytest.raises(Conflict, match="too-many-sides"):
        processes.add_side(principal, cast.process.id, SHORE)


def test_two_sides_have_no_name_in_common(cast: Cast) -> None:
    """A name that another side has in the same language is refused, in whatever letters; its own is not."""
    principal = cast.principal("facilitator")
    with pytest.raises(Invalid) as refusal:
        processes.add_side(principal, cast.process.id, {"en": "HILL", "fr": "Ailleurs"})
    assert {"names_en": "name-is-taken"} == refusal.value.faults

    hill = cast.sides["hill"]
    processes.name_side(principal, hill.id, {"en": "Hill"}, stamp=seen(hill, "names"))
    hill.refresh_from_db()
    assert {"en": "Hill"} == cast.sealer.texts(hill, "names")


def test_a_side_that_takes_part_stays(cast: Cast) -> None:
    """Only a side in no dialogue can be taken back."""
    principal = cast.principal("facilitator")
    made = processes.add_side(principal, cast.process.id, SHORE)

    cast.dialogue.sides.create(side_id=made, invited=5)
    for side_id in (made, cast.sides["hill"].id):
        with pytest.raises(Conflict, match="side-takes-part"):
            processes.remove_side(principal, side_id)

    cast.dialogue.sides.filter(side=made).delete()
    processes.remove_side(principal, made)
    assert not Side.objects.filter(pk=made).exists()


def test_of_two_who_rename_at_once_the_second_is_told(cast: Cast) -> None:
    """A page opened before another's change changes nothing."""
    hill = cast.sides["hill"]
    stamp = seen(hill, "names")
    processes.name_side(cast.principal("facilitator"), hill.id, {"en": "Upland"}, stamp=stamp)

    with pytest.raises(Conflict, match="changed-meanwhile"):
        processes.name_side(cast.principal("cofacilitator"), hill.id, {"en": "Highland"}, stamp=stamp)
    hill.refresh_from_db()
    assert {"en": "Upland"} == cast.sealer.texts(hill, "names")


def test_an_initiative_keeps_its_texts_under_seal(cast: Cast) -> None:
    """What is planned is found nowhere in the row, and comes back whole."""
    principal = cast.principal("facilitator")
    made = processes.add_initiative(principal, cast.process.id, PLAN)

    shown = reads.initiative(principal, made, "ar")
    assert ("Grazing rights", PLAN.aim, ("business", "citizen"), ("top",)) == (
        shown.title,
        shown.aim,
        shown.tracks,
        shown.levels,
    )
    row = Initiative.objects.filter(pk=made).values_list()[0]
    raw = b"".join(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row)
    assert not any(word in raw for word in (b"Grazing", b"paths", b"herds"))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"tracks": []}, "tracks"),
        ({"tracks": ["2"]}, "tracks"),
        ({"levels": ["everywhere"]}, "levels"),
        ({"aim": ""}, "aim"),
        ({"titles": {}}, "titles_en"),
        ({"titles": {"fr": "x" * 81}}, "titles_fr"),
        ({"aim": "bad\x00"}, "aim"),
        ({"agenda_item": "turned \u202e round"}, "agenda_item"),
    ],
)
def test_an_initiative_is_refused_by_field(cast: Cast, given: dict[str, Any], fault: str) -> None:
    """A value that cannot be kept is told where it stands, and nothing is kept."""
    with pytest.raises(Invalid) as refusal:
        processes.add_initiative(cast.principal("facilitator"), cast.process.id, replace(PLAN, **given))
    assert [fault] == list(refusal.value.faults)
    assert 1 == Initiative.objects.filter(process=cast.process).count()


def test_a_facilitator_lets_a_translator_in_and_out(cast: Cast) -> None:
    """A role is there from the next request on, and gone with the next after it ends."""
    principal = cast.principal("facilitator")
    processes.give_role(principal, cast.process.id, account="nobody", role="translator")
    assert "Valley talks" == reads.process_page(cast.principal("nobody"), cast.process.id, "en").name

    held = Membership.objects.get(staff=cast.staff["nobody"])
    processes.end_role(principal, held.id)
    with pytest.raises(Refused):
        reads.process_page(of_staff(cast.staff["nobody"].id), cast.process.id, "en")
    with pytest.raises(Conflict, match="role-has-ended"):
        processes.end_role(principal, held.id)


def test_giving_a_role_does_not_tell_who_exists(cast: Cast) -> None:
    """A name without an account, one with a closed account and one that works here already end alike."""
    principal = cast.principal("facilitator")
    cast.staff["nobody"].is_active = False
    cast.staff["nobody"].save()
    before = Membership.objects.count()

    for account in ("no-one-of-this-name", "nobody", "translator"):
        processes.give_role(principal, cast.process.id, account=account, role="translator")
    assert before == Membership.objects.count()
    assert [] == acts(cast.process.id)


def test_the_last_facilitator_stays(cast: Cast) -> None:
    """A process is never without somebody who runs it."""
    principal = cast.principal("facilitator")
    first, second = Membership.objects.filter(process=cast.process, role="facilitator")
    processes.end_role(principal, first.id)

    with pytest.raises(Conflict, match="last-facilitator"):
        processes.end_role(principal, second.id)


def test_roles_that_are_not_given_here_are_refused(cast: Cast) -> None:
    """A facilitator makes no administrator, no desk and nobody with a code."""
    for role in ("administrator", "desk", "participant", "owner", ""):
        with pytest.raises(Invalid):
            processes.give_role(cast.principal("facilitator"), cast.process.id, account="nobody", role=role)


def _verbs(cast: Cast) -> dict[str, Callable[[Principal], object]]:
    hill, plan = cast.sides["hill"], cast.initiative
    held = Membership.objects.get(process=cast.process, role="translator")
    process = cast.process
    return {
        "name": lambda who: processes.name(who, process.id, "New", stamp=seen(process, "name")),
        "raise_profile": lambda who: processes.raise_profile(who, process.id),
        "add_side": lambda who: processes.add_side(who, process.id, SHORE),
        "name_side": lambda who: processes.name_side(who, hill.id, SHORE, stamp=seen(hill, "names")),
        "remove_side": lambda who: processes.remove_side(who, hill.id),
        "add_initiative": lambda who: processes.add_initiative(who, process.id, PLAN),
        "change_initiative": lambda who: processes.change_initiative(
            who, plan.id, PLAN, stamp=seen(plan, "titles", "aim", "agenda_item")
        ),
        "give_role": lambda who: processes.give_role(who, process.id, account="nobody", role="translator"),
        "end_role": lambda who: processes.end_role(who, held.id),
        "initiative": lambda who: reads.initiative(who, plan.id, "en"),
        "side": lambda who: reads.side(who, hill.id, "en"),
        "working": lambda who: reads.working(who, process.id),
    }


@pytest.mark.parametrize("who", NOT_FACILITATORS)
def test_others_find_nothing_of_a_process_to_change(both: Cast, who: str) -> None:
    """Every verb refuses everybody who does not run the process."""
    for verb in _verbs(both).values():
        with pytest.raises(Refused):
            verb(both.principal(who))
    assert [] == acts(both.process.id)


def test_a_facilitator_of_another_process_finds_nothing(both: Cast) -> None:
    """Every verb refuses whoever runs another process, as if there were nothing."""
    assert both.other is not None
    stranger = both.other.principal("facilitator")
    for verb in _verbs(both).values():
        with pytest.raises(Refused):
            verb(stranger)


def test_what_is_not_there_is_refused_alike(cast: Cast) -> None:
    """An id of nothing is answered as an id of somebody else's."""
    principal = cast.principal("facilitator")
    for verb in (reads.initiative, reads.side, reads.process_page):
        with pytest.raises(Refused):
            verb(principal, uuid4(), "en")
    with pytest.raises(Refused):
        processes.end_role(principal, uuid4())


def test_the_log_is_read_newest_first_and_verified_as_a_file(cast: Cast) -> None:
    """The page shows who and what; the file is the chain that the offline verifier accepts."""
    principal = cast.principal("facilitator")
    for number in range(3):
        processes.add_side(principal, cast.process.id, {"en": f"Side {number}"})

    shown = reads.log_page(principal, cast.process.id, most=2)
    assert [3, 2] == [line.number for line in shown.lines]
    assert (3, "Facilitator", "side-added") == (shown.total, shown.lines[0].who, shown.lines[0].act)
    records, faults = read_log(reads.log_file(principal, cast.process.id))
    assert (3, []) == (len(records), faults)
    for who in ("translator", "hill", "nobody"):
        with pytest.raises(Refused):
            reads.log_page(cast.principal(who), cast.process.id)
