from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.designs import names_people
from sulh.designs.hints import LONGEST
from sulh.synth import valley

NAMED = [
    ("Ask Mr Haddad about it.", "Mr Haddad"),
    ("ask mrs. haddad about it", "mrs. haddad"),
    ("Sheikh Omar promised it.", "Sheikh Omar"),
    ("Colonel Dupont a fermé la route.", "Colonel Dupont"),
    ("Mme Lefèvre l’a dit.", "Mme Lefèvre"),
    ("C’est M. d’Arbois qui décide.", "M. d’Arbois"),
    ("Le président Martin doit partir.", "président Martin"),
    ("Abu Khalil closed the well.", "Abu Khalil"),
    ("قال السيد حداد ذلك.", "السيد حداد"),
    ("يجب أن يعتذر السَّيِّد علي.", "السيد علي"),
    ("قالت السيدة ليلى ذلك.", "السيده ليلى"),
    ("أعطوا الأرض للدكتور سامي.", "للدكتور سامي"),
    ("وقد وعد د. سامي بذلك.", "د. سامي"),
    ("وعد أ.د. سامي بذلك.", "ا.د. سامي"),
    ("الشيخ عمر وعد بذلك.", "الشيخ عمر"),
    ("أبو خليل أغلق البئر.", "ابو خليل"),
]
HARMLESS = [
    "The president should listen to the villages.",
    "We miss them every day.",
    "In general the road is safe.",
    "Le général doit retirer ses hommes.",
    "يجب على السيد أن يرحل.",
    "الشيخ يجب أن يسمع الشباب.",
    "الحاجة إلى الماء كبيرة.",
    "هل نريد السلام أم الحرب",
    "The house was lost in 1948-1967.",
    "It began on 2024-05-17 and ended on 17.05.2025.",
    "It cost 1 000 000 and not 2500000.",
    "The road is closed.So is the bridge.",
    "La route est fermée.Il faut l’ouvrir.",
    "Give 5 kg each @ noon.",
]


def kinds(text: str) -> list[str]:
    """What is said of a text."""
    return [hint.kind for hint in names_people(text)]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_a_name_after_a_title_is_noticed(text: str, found: str) -> None:
    """Whoever writes a title and a name is asked to say it without, in each language."""
    assert [("name", found, False)] == [(hint.kind, hint.found, hint.fault) for hint in names_people(text)]


@pytest.mark.parametrize("text", HARMLESS)
def test_nobody_is_asked_without_reason(text: str) -> None:
    """An office, a year, a sum or a common word is no person."""
    assert [] == names_people(text)


def test_the_demonstration_names_nobody() -> None:
    """Ordinary statements in three languages, none of which names a person, bring no hint."""
    texts = [*valley.COMMON, *valley.ORSAL, *valley.MIRANE, *valley.OPEN]

    assert [] == [(text, names_people(text)) for text in texts if names_people(text)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Follow @omar_h for news.", "handle", "@omar_h"),
        ("Write to omar.h@example.org today.", "e-mail", "omar.h@example.org"),
        ("Write to omar.info@example.org today.", "e-mail", "omar.info@example.org"),
        ("It stands on https://example.org/a?b=1 in full.", "address", "https://example.org/a?b=1"),
        ("See www.example.org for it.", "address", "www.example.org"),
        ("See example.org for it.", "address", "example.org"),
        ("Join t.me/ourgroup now.", "address", "t.me/ourgroup"),
        ("Call +963 11 555 1234 now.", "phone", "+963 11 555 1234"),
        ("Call 0599-123-456 now.", "phone", "0599-123-456"),
        ("اتصلوا بالرقم ٠٥٩٩١٢٣٤٥٦ اليوم", "phone", "0599123456"),
        ("Appelez le 06.12.34.56.78 demain.", "phone", "06.12.34.56.78"),
    ],
)
def test_what_leads_to_a_person_is_noticed(text: str, kind: str, found: str) -> None:
    """An account, an address or a number leads to a person as a name does, and is found once."""
    assert [(kind, found)] == [(hint.kind, hint.found) for hint in names_people(text)]
    assert not any(hint.fault for hint in names_people(text))


@pytest.mark.parametrize("text", ["", "  \n ", "؟؟", "...", "\u200b\u200f", "\u00a0"])
def test_an_empty_statement_is_a_fault(text: str) -> None:
    """Signs and blanks alone are nothing that others can answer."""
    assert ["empty"] == kinds(text)
    assert names_people(text)[0].fault


def test_length_is_counted_as_people_count() -> None:
    """240 letters fit and 241 do not; blanks around and a letter stored in two parts count for nothing."""
    assert [] == names_people("é" * LONGEST)
    assert [] == names_people("  " + "e\u0301" * LONGEST + "\r\n")
    assert ["too-long"] == kinds("é" * (LONGEST + 1))
    assert names_people("é" * (LONGEST + 1))[0].fault


@pytest.mark.parametrize(
    ("sign", "kind"), [("\x00", "control"), ("\x1b", "control"), ("\u202e", "direction"), ("\u2067", "direction")]
)
def test_hidden_signs_are_faults(sign: str, kind: str) -> None:
    """A sign that no page may hold, or that turns the reading, stops the statement."""
    assert [(kind, True)] == [(hint.kind, hint.fault) for hint in names_people(f"Open {sign} the road.")]


def test_hidden_signs_hide_no_name() -> None:
    """A name cut apart by a hidden sign is still found, after the fault."""
    assert ["direction", "name"] == kinds("Ask M\u202er Haddad.")


def test_lines_of_a_form_are_no_fault() -> None:
    """A browser sends line ends in two signs, and somebody may press the key for a new line."""
    assert [] == names_people("Open the road.\r\nThen the school.\rThen the well.")


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    """Whatever somebody types, looking at it raises nothing and finds the same twice."""
    assert names_people(text) == names_people(text)
