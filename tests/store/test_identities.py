"""Who sits where: sealed so that nobody reads it but whom it is sealed to, opened a few at a time."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest

from sulh.access import STRANGER, Refused
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Identity, LogRecord, Membership
from sulh.store.reads import identities as reads
from sulh.store.writes import facilitator_keys as keys
from sulh.store.writes import identities
from sulh.store.writes.identities import Person
from sulh.vault.identities import new_pair, open_sealed
from sulh.vault.onpaper import public_text, read_boxes
from tests.cast import Cast
from tests.store.kept import everything_kept

WORDS, OTHER = "kettle orbit maple nine", "harbour lentil stone fox"
AHMAD = Person("Ahmad Zuhayri", "+000 5550 1234", "Comes by bus", "K7MPD")
NOT_FACILITATORS = ("hill", "hill-reader", "assistant", "owner", "translator", "administrator", "nobody")


def own(cast: Cast, name: str = "facilitator") -> UUID:
    """Return the id of the row under which somebody is a facilitator."""
    return Membership.objects.get(staff=cast.staff[name], role="facilitator").id


@pytest.fixture
def keyed(both: Cast) -> Cast:
    """Both facilitators of the valley have a key of their own."""
    keys.make(both.principal("facilitator"), both.process.id, WORDS)
    keys.make(both.principal("cofacilitator"), both.process.id, OTHER)
    return both


def write(cast: Cast, person: Person, by: str = "facilitator", to: str | None = None) -> None:
    """Seal somebody to one's own key, or to another's."""
    identities.write(cast.principal(by), cast.process.id, own(cast, to or by), person)


def search(cast: Cast, wanted: str, passphrase: str = WORDS, by: str = "facilitator") -> list[str]:
    """Return the names that are shown."""
    return [one.person.name for one in identities.search(cast.principal(by), cast.process.id, wanted, passphrase)]


def acts(cast: Cast) -> list[tuple[str, dict[str, object]]]:
    """Return what the log tells of identities."""
    bodies = LogRecord.objects.filter(process_id=cast.process.id).order_by("number").values_list("body", flat=True)
    told = [(json.loads(body)["act"], json.loads(body)["refs"]) for body in bodies]
    return [one for one in told if one[0].startswith("identi")]


def test_what_is_written_is_found_by_whom_it_is_sealed_to(keyed: Cast) -> None:
    """Name, contact, notes and label come back as they were written, with the passphrase of the key."""
    write(keyed, AHMAD)

    (found,) = identities.search(keyed.principal("facilitator"), keyed.process.id, "ahmad", WORDS)

    assert ("Ahmad Zuhayri", "+000 5550 1234", "Comes by bus", "K7MPD", str(keyed.process.id)) == (
        found.person.name,
        found.person.contact,
        found.person.notes,
        found.person.label,
        found.person.process,
    )


def test_nothing_of_it_is_kept_in_clear(keyed: Cast) -> None:
    """No table, log or freed page holds a name, a contact, a note or the label, before or after it was looked up."""
    write(keyed, AHMAD)
    search(keyed, "Ahmad")

    kept = everything_kept()

    # Each so long that random ids and boxes do not hold it by chance: four digits they did.
    for planted in ("Ahmad", "Zuhayri", "5550 1234", "55501234", "Comes by bus", "K7MPD", WORDS):
        assert planted.encode() not in kept
    assert "Ahmad" not in repr(AHMAD)


def test_a_box_does_not_tell_by_its_length_what_is_inside(keyed: Cast) -> None:
    """A short name and a long one with a contact make boxes of one length."""
    write(keyed, Person("Al"))
    write(keyed, AHMAD)

    assert 1 == len({len(bytes(one.box)) for one in Identity.objects.all()})


@pytest.mark.parametrize("wanted", ["AHMAD", "zuhayri", " ahmad  zuhayri ", "k7m-pd", "K7MPD", "mad zu"])
def test_somebody_is_found_by_name_part_or_label(keyed: Cast, wanted: str) -> None:
    """Capitals, blanks and the way a label is typed make no difference."""
    write(keyed, AHMAD)
    write(keyed, Person("Samira", label="XX9XX"))

    assert ["Ahmad Zuhayri"] == search(keyed, wanted)


@pytest.mark.parametrize(
    "wanted", ["\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f", "\u0623\u064e\u062d\u0640\u0645\u062f"]
)
def test_arabic_names_are_found_with_or_without_signs(keyed: Cast, wanted: str) -> None:
    """A hamza, a vowel sign or a lengthening stroke more or less does not hide anybody."""
    write(keyed, Person("\u0623\u062d\u0645\u062f"))

    assert ["\u0623\u062d\u0645\u062f"] == search(keyed, wanted)


def test_whoever_fits_exactly_goes_first(keyed: Cast) -> None:
    """A name that only contains what was typed is not shown where somebody is called exactly that."""
    for name in ("Sam", "Samira", "Samir", "Samuel", "Samia"):
        write(keyed, Person(name))

    assert ["Sam"] == search(keyed, "sam")
    assert ["Samir"] == search(keyed, "samir")
    assert ["Samir", "Samira"] == search(keyed, "amir")


def test_more_than_three_are_not_shown(keyed: Cast) -> None:
    """Whoever types too little of a name sees nobody and is asked for more; the log tells of the opening."""
    for name in ("Samira", "Samir", "Samuel", "Samia"):
        write(keyed, Person(name))

    with pytest.raises(Invalid) as refusal:
        search(keyed, "sam")
    assert {"wanted": "too-many-found"} == refusal.value.faults
    assert ("identity-opened", {"shown": 0}) == acts(keyed)[-1]


@pytest.mark.parametrize("wanted", ["", " ", "a", "\u064e\u064e", "x" * 300])
def test_a_search_needs_two_letters(keyed: Cast, wanted: str) -> None:
    """Nothing is opened for one letter, and the passphrase is not even tried."""
    write(keyed, AHMAD)

    with pytest.raises(Invalid) as refusal:
        search(keyed, wanted, "not the passphrase")
    assert {"wanted": "search-more"} == refusal.value.faults


def test_opening_is_logged_with_how_many_were_shown(keyed: Cast) -> None:
    """The co-facilitator sees in the log that something was opened, by whom, and how much; never whom."""
    write(keyed, AHMAD)
    search(keyed, "ahmad")
    search(keyed, "nobody of that name")

    assert [
        ("identity-sealed", {}),
        ("identity-opened", {"shown": 1}),
        ("identity-opened", {"shown": 0}),
    ] == acts(keyed)


@pytest.mark.parametrize("passphrase", ["", "wrong words of some length", OTHER, "x" * 5000, "\ud800"])
def test_another_passphrase_opens_nothing(keyed: Cast, passphrase: str) -> None:
    """Whatever else is typed is told in one plain way, and nothing is logged as opened."""
    write(keyed, AHMAD)

    with pytest.raises(Invalid) as refusal:
        search(keyed, "ahmad", passphrase)
    assert {"passphrase": "wrong-passphrase"} == refusal.value.faults
    assert ["identity-sealed"] == [act for act, _ in acts(keyed)]


def test_neither_facilitator_opens_what_is_sealed_to_the_other(keyed: Cast) -> None:
    """A list belongs to one key: the other facilitator finds nothing with theirs."""
    write(keyed, AHMAD)

    assert [] == search(keyed, "ahmad", OTHER, by="cofacilitator")
    with pytest.raises(Invalid, match="wrong-passphrase"):
        search(keyed, "ahmad", WORDS, by="cofacilitator")
    assert (1, 0) == tuple(
        reads.own_key(keyed.principal(name), keyed.process.id).boxes for name in ("facilitator", "cofacilitator")
    )


def test_one_can_seal_to_the_others_key(keyed: Cast) -> None:
    """What is sealed to the other facilitator only they open."""
    write(keyed, AHMAD, by="facilitator", to="cofacilitator")

    assert [] == search(keyed, "ahmad")
    assert ["Ahmad Zuhayri"] == search(keyed, "ahmad", OTHER, by="cofacilitator")


def test_with_one_facilitator_a_side_neither_writes_to_the_others_list(keyed: Cast) -> None:
    """A facilitator of one side seals to their own key; that of the other side is not offered and is refused."""
    for name, side in (("facilitator", "hill"), ("cofacilitator", "river")):
        Membership.objects.filter(pk=own(keyed, name)).update(side=keyed.sides[side])

    assert [own(keyed)] == [
        UUID(one.id) for one in reads.people_page(keyed.principal("facilitator"), keyed.process.id).keepers
    ]
    write(keyed, AHMAD)
    with pytest.raises(Refused):
        write(keyed, AHMAD, by="facilitator", to="cofacilitator")


@pytest.mark.parametrize("who", NOT_FACILITATORS)
def test_nobody_else_writes_opens_or_exports(keyed: Cast, who: str) -> None:
    """Whoever is no facilitator of the process finds no list there."""
    assert keyed.other is not None
    write(keyed, AHMAD)
    box = Identity.objects.get().id

    for principal in (keyed.principal(who), keyed.other.principal("facilitator"), STRANGER):
        with pytest.raises(Refused):
            identities.write(principal, keyed.process.id, own(keyed), AHMAD)
        with pytest.raises(Refused):
            identities.search(principal, keyed.process.id, "ahmad", WORDS)
        with pytest.raises(Refused):
            identities.export(principal, keyed.process.id)
        with pytest.raises(Refused):
            identities.erase(principal, keyed.process.id, box)
        with pytest.raises(Refused):
            reads.people_page(principal, keyed.process.id)


def test_nothing_is_sealed_to_whom_there_is_no_key(both: Cast) -> None:
    """Without a key nothing can be written; a keeper of another process, or none, is refused."""
    assert both.other is not None
    with pytest.raises(Conflict, match="no-own-key"):
        write(both, AHMAD)
    with pytest.raises(Conflict, match="no-own-key"):
        search(both, "ahmad")
    for keeper in (uuid4(), own(both.other)):
        with pytest.raises(Refused):
            identities.write(both.principal("facilitator"), both.process.id, keeper, AHMAD)


@pytest.mark.parametrize(
    ("person", "fault"),
    [
        (Person(""), {"name": "empty"}),
        (Person("x" * 81), {"name": "too-long"}),
        (Person("Ahm\x00ad"), {"name": "control"}),
        (Person("\u202eAhmad"), {"name": "direction"}),
        (Person("Ahmad", contact="x" * 241), {"contact": "too-long"}),
        (Person("Ahmad", notes="x" * 1001), {"notes": "too-long"}),
        (Person("Ahmad", label="----"), {"label": "no-label"}),
        (Person("Ahmad", label="x" * 50), {"label": "no-label"}),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(keyed: Cast, person: Person, fault: dict[str, str]) -> None:
    """Empty, endless and hidden signs are told, and nothing is sealed."""
    with pytest.raises(Invalid) as refusal:
        write(keyed, person)
    assert fault == refusal.value.faults
    assert not Identity.objects.exists()


def test_in_the_high_profile_nothing_is_opened_here(keyed: Cast) -> None:
    """The list is handed out sealed, and opens with the private half that never was here."""
    keyed.process.profile = "high"
    keyed.process.save()
    public, private = new_pair()
    principal = keyed.principal("facilitator")
    seen = reads.own_key(principal, keyed.process.id).fingerprint
    keys.register(principal, keyed.process.id, public_text(public), seen=seen)
    write(keyed, AHMAD)

    with pytest.raises(Conflict, match="key-elsewhere"):
        search(keyed, "ahmad")
    text = identities.export(principal, keyed.process.id)
    assert ["Ahmad Zuhayri"] == [json.loads(open_sealed(private, box))["name"] for box in read_boxes(text)]
    assert "Ahmad" not in text
    assert ("identities-exported", {"boxes": 1}) == acts(keyed)[-1]


def test_in_the_standard_profile_nothing_is_exported(keyed: Cast) -> None:
    """There the private half lies here, so a file would be of no use to its owner."""
    write(keyed, AHMAD)

    with pytest.raises(Conflict, match="opened-here"):
        identities.export(keyed.principal("facilitator"), keyed.process.id)


def test_an_entry_is_erased_by_its_keeper_alone(keyed: Cast) -> None:
    """The other facilitator of the same process cannot erase it, nor can it be named through another process."""
    assert keyed.other is not None
    write(keyed, AHMAD)
    box = Identity.objects.get().id

    with pytest.raises(Refused):
        identities.erase(keyed.principal("cofacilitator"), keyed.process.id, box)
    with pytest.raises(Refused):
        identities.erase(keyed.principal("facilitator"), keyed.other.process.id, box)
    identities.erase(keyed.principal("facilitator"), keyed.process.id, box)
    assert not Identity.objects.exists()
    assert ("identity-erased", {"boxes": 1}) == acts(keyed)[-1]


def test_a_whole_list_is_erased_as_it_was_seen(keyed: Cast) -> None:
    """One's own entries go, the other's stay; if something was sealed meanwhile nothing goes."""
    write(keyed, AHMAD)
    write(keyed, Person("Samira"))
    write(keyed, Person("Nour"), by="cofacilitator")

    with pytest.raises(Conflict, match="changed-meanwhile"):
        identities.erase_all(keyed.principal("facilitator"), keyed.process.id, seen=1)
    identities.erase_all(keyed.principal("facilitator"), keyed.process.id, seen=2)
    assert ["Nour"] == search(keyed, "nour", OTHER, by="cofacilitator")
    assert 1 == Identity.objects.count()


def test_a_list_has_an_end(keyed: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most that one key may hold nothing is sealed."""
    monkeypatch.setattr(identities, "MOST_BOXES", 1)
    write(keyed, AHMAD)

    with pytest.raises(Conflict, match="too-many-boxes"):
        write(keyed, Person("Samira"))


def test_an_altered_box_hides_nobody_else(keyed: Cast) -> None:
    """A box that does not open is passed over; the others are found."""
    write(keyed, Person("Samira"))
    Identity.objects.update(box=b"x" * 600)
    write(keyed, AHMAD)

    assert ["Ahmad Zuhayri"] == search(keyed, "ahmad")
