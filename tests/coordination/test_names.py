from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sulh.coordination.names import Joined, Suggestion, merged, names_of, pairs, suggest
from sulh.model.actors import Actor, ActorKind, Name, Place

DAY = date(2026, 11, 27)
HAMAS, HAMAS_AR = Name("Hamas", "en"), Name("حماس", "ar")


def actor(
    key: str,
    *names: str,
    kind: ActorKind = "armed_group",
    places: tuple[str, ...] = (),
    keys: Mapping[str, str] | None = None,
) -> Actor:
    """Make an actor with these names."""
    return Actor(key, kind, tuple(Name(name) for name in names), places=places, keys=keys or {})


def told(found: tuple[Suggestion, ...]) -> list[tuple[str, str, str]]:
    """Give id, reason and advice of each suggestion."""
    return [(said.other, said.reason, said.advice) for said in found]


def test_each_reason_is_told() -> None:
    """Names, words, kinds of body, initials, sounds, letters and ids: each has its reason."""
    known = [
        actor("name", "Jabhat al-Nusra"),
        actor("words", "National Front of Azawad"),
        actor("core", "Polisario"),
        actor("initials", "Moro Islamic Liberation Front"),
        actor("sounds", "حزب الله"),
        actor("letters", "Harakat-i Inqilab"),
        actor("key", "Something Else", keys={"ucdp": "301"}),
    ]

    assert [("name", "same-name", "same")] == told(suggest(known, actor("x", "JABHAT NUSRA")))
    assert [("words", "same-words", "same")] == told(suggest(known, actor("x", "Front national de l'Azawad")))
    assert [("core", "same-core", "look")] == told(suggest(known, actor("x", "Front Polisario")))
    assert [("initials", "initials", "look")] == told(suggest(known, actor("x", "MILF")))
    assert [("initials", "initials", "look")] == told(suggest(known, actor("x", "Moislifro")))
    assert [("sounds", "same-sounds", "look")] == told(suggest(known, actor("x", "Hezbollah")))
    assert [("letters", "alike", "look")] == told(suggest(known, actor("x", "Harakat-i Inqilam")))
    assert [("key", "same-key", "same")] == told(suggest(known, actor("x", "Quite Other", keys={"ucdp": "301"})))


def test_any_alias_may_speak() -> None:
    """The two names that are most alike are told, whichever of many they are."""
    (said,) = suggest([actor("h", "Islamic Resistance Movement", "حماس")], actor("x", "Harakat", "Hamas"))

    assert ("Hamas", "حماس") == (said.names[0].text, said.names[1].text)


def test_pairs_meet_by_ids_and_short_forms() -> None:
    """Two entries with one id elsewhere or with a short form are a pair, however unlike their names."""
    known = [
        *(actor("a", "Tigers", keys={"ucdp": "1"}), actor("b", "Eelam", keys={"ucdp": "1"})),
        *(actor("c", "MOD"), actor("d", "Ministry of Defence")),
        *(actor("e", "ICRS"), actor("f", "International Committee of Red Crescent Societies")),
    ]

    assert [("a", "b", "same-key"), ("c", "d", "initials"), ("e", "f", "initials")] == [
        (said.one, said.other, said.reason) for said in pairs(known)
    ]


def test_a_name_within_a_name_speaks_less() -> None:
    """What stands in brackets is a name too, and comes after whoever bears it alone."""
    known = [actor("a", "Myanmar (Burma)", kind="state"), actor("b", "Burma", kind="state")]
    found = suggest(known, actor("x", "BURMA", kind="state"))

    assert [("b", 100, "same"), ("a", 94, "look")] == [(said.other, said.alike, said.advice) for said in found]


def test_persons_are_never_more_than_worth_a_look() -> None:
    """Two people of one name may be two people: the machine never says that they are one."""
    known = [actor("a", "محمد صالح", "Mohammed Saleh", kind="person", places=("p",), keys={"paax": "7"})]
    found = suggest(known, actor("x", "Mohammed Saleh", kind="person", places=("p",), keys={"paax": "7"}))

    assert [("a", "same-key", "look")] == told(found)
    assert [("a", "same-name", "look")] == told(
        suggest(known, actor("x", "SALEH, Mohammed", "Mohammed Saleh", kind="person"))
    )
    assert [("same", "same")] == [
        (said.advice, said.advice) for said in pairs([actor("a", "Amal"), actor("b", "Amal")])
    ]


def test_nothing_is_suggested_across_kinds() -> None:
    """A state and a person of one name are never put beside each other, a group and a group are."""
    known = [actor("state", "Jordan", kind="state"), actor("person", "Jordan", kind="person")]

    assert [("state", "same-name", "same")] == told(suggest(known, actor("x", "JORDAN", kind="state")))
    assert () == suggest(known, actor("x", "Jordan", kind="party"))
    assert () == pairs(known)


def test_ids_elsewhere_that_differ_keep_two_apart() -> None:
    """Where an outside list counts two, no likeness of names makes a suggestion; another list changes nothing."""
    known = [actor("a", "Lebanese Forces", keys={"ucdp": "1", "paax": "9"})]

    assert () == suggest(known, actor("x", "Lebanese Forces", keys={"ucdp": "2", "paax": "9"}))
    assert [("a", "same-name", "same")] == told(suggest(known, actor("x", "Lebanese Forces", keys={"gwno": "2"})))


def test_places_speak_for_and_against() -> None:
    """Likeness counts within one place or where a place is unknown; an equal name elsewhere is worth a look."""
    around = {"town": "district", "district": "region", "region": "ring", "ring": "region"}
    places = [Place(place, "region", (Name(place),), within=outer) for place, outer in around.items()]
    here = actor("a", "Ansar al-Shari'a", places=("town",))

    def ask(name: str, *where: str) -> list[tuple[str, str]]:
        found = suggest([here], actor("x", name, places=where), places=places)
        return [(said.where, said.advice) for said in found]

    assert [("same-place", "same")] == ask("Ansar al-Sharia", "region")
    assert [("place-unknown", "same")] == ask("Ansar al-Sharia")
    assert [("other-place", "look")] == ask("Ansar al-Sharia", "elsewhere")
    assert [("same-place", "look")] == ask("Ansar Charia", "region")
    assert [] == ask("Ansar Charia", "elsewhere")


def test_a_name_that_many_bear_needs_a_place() -> None:
    """Two national liberation fronts are one only where they are in one place: the name alone says nothing."""
    one, other = actor("a", "National Liberation Front"), actor("b", "Front de libération nationale")
    placed = [actor(each.id, each.names[0].text, places=("p",)) for each in (one, other)]

    assert ["look"] == [said.advice for said in pairs([one, other])]
    assert ["same"] == [said.advice for said in pairs(placed)]


def test_small_differences_that_matter_keep_two_apart() -> None:
    """Numbers, directions and short forms that differ are never a slip of the pen."""
    assert () == pairs([actor("a", "12th Brigade of Homs"), actor("b", "13th Brigade of Homs")])
    assert () == pairs([actor("a", "Northern Storm Brigade"), actor("b", "Southern Storm Brigade")])
    assert () == pairs([actor("a", "FROLINA"), actor("b", "FROLINAT")])
    assert () == pairs([actor("a", "Military faction (navy)"), actor("b", "Military faction (air force)")])
    assert () == suggest([actor("a", "Liberation Front of Tigray")], actor("b", "Liberation Army of Tigre"), least=90)


def test_the_best_come_first_and_few() -> None:
    """At most five are suggested, most alike first, in an order that does not depend on the order of actors."""
    known = [actor(f"{number}", f"Harakat Ahrar{'a' * number} al-Sham") for number in range(8)]
    found = suggest(known, actor("x", "Harakat Ahrar al-Sham"))

    assert ["0", "1", "2", "3", "4"] == [said.other for said in found]
    assert found == suggest(known[::-1], actor("x", "Harakat Ahrar al-Sham"))
    assert () == suggest([actor("1", "!?", "—")], actor("x", "…", "!?"))


NAMES = [
    "Hamas",
    "حماس",
    "FMLN",
    "Front Nord",
    "Northern Front",
    "Ahrar al-Sham",
    "Ahrar Sham 2",
    "Фронт Север",
    "Amal",
]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_pairs_are_what_each_would_be_told(drawn: list[str], luck: random.Random) -> None:
    """Every pair is among the suggestions of its first actor, in the same words, in whatever order actors come."""
    known = [actor(f"{number}", name) for number, name in enumerate(drawn)]
    found = pairs(known)
    shuffled = known[:]
    luck.shuffle(shuffled)

    assert found == pairs(shuffled)
    for said in found:
        one = next(each for each in known if each.id == said.one)
        assert said in suggest(known, one, most=len(known))


def test_three_thousand_actors_are_compared_without_comparing_all() -> None:
    """Among thousands of unlike names four pairs that are planted are found, and nobody else."""
    luck = random.Random(3)
    syllables = ["ba", "do", "ki", "ru", "fe", "mon", "sal", "tig", "zur", "hen", "gol", "wex"]
    names = {"".join(luck.sample(syllables, 4)) + f" {number}" for number in range(3_000)}
    known = [actor(name, name) for name in sorted(names)]
    planted = [actor("p1", "Jaysh al-Islam"), actor("p2", "جيش الإسلام"), actor("q1", "SPLM"), actor("q2", "S.P.L.M.")]
    planted += [actor("r1", "Moro Islamic Liberation Front"), actor("r2", "MILF")]
    planted += [actor("s1", "Resistência Nacional Moçambicana"), actor("s2", "Renamo")]
    found = [(said.one, said.other) for said in pairs([*known, *planted])]

    assert [("q1", "q2"), ("p1", "p2"), ("r1", "r2"), ("s1", "s2")] == found


def test_joining_keeps_dated_names_and_can_be_undone() -> None:
    """Joined entries lend their names from the day on which a person joined them; without them all is as before."""
    one = Actor("a", "armed_group", (HAMAS,), places=("gaza",), keys={"ucdp": "1"}, source="Press")
    other = actor("b", HAMAS.text, places=("gaza", "west"), keys={"ucdp": "2", "paax": "3"})
    other = replace(other, names=(HAMAS_AR, HAMAS), side="s", source="A list")
    joined = [Joined(other, DAY)]
    both = merged(one, joined, on=DAY)

    assert [(HAMAS, "a", None), (HAMAS_AR, "b", DAY)] == [
        (each.name, each.of, each.since) for each in names_of(one, joined, on=DAY)
    ]
    assert ("a", (HAMAS, HAMAS_AR), "s", ("gaza", "west")) == (both.id, both.names, both.side, both.places)
    assert ({"ucdp": "1", "paax": "3"}, "Press; A list") == (both.keys, both.source)
    assert one == merged(one, joined, on=date(2026, 11, 26)) == merged(one, [], on=DAY)
