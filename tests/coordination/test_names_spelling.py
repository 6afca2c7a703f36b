from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.coordination import spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),  # hamza on alef
        ("إدلب", "ادلب"),  # hamza below
        ("آمنة", "امنه"),  # madda; ta marbuta
        ("موسى", "موسي"),  # alef maqsura
        ("حركـــة", "حركة"),  # tatweel
        ("غَزَّة", "غزة"),  # vowel signs
        ("الحوثيون", "حوثيون"),  # article
        ("والعدالة", "عدالة"),  # and, with the article
        ("للتحرير", "تحرير"),  # for, with the article
        ("مؤتمر", "موتمر"),  # hamza on waw
        ("کردستان", "كردستان"),  # Persian kaf
        ("القائد", "قايد"),  # hamza on ya
        ("Al-Qaïda", "qaida"),  # article, accent, capital
        ("Jabhat an-Nusra", "Jabhat Nusra"),  # article drawn into the letter that follows
        ("Armée de l'Air", "armee air"),  # elision and a small word
        ("O.N.U.", "ONU"),  # full stops
        ("Đinđić", "Dindic"),  # letters with a stroke
        ("  Front   National ", "front national"),  # blanks
        ("\uff26\uff21\uff32\uff23", "farc"),  # full-width letters
        ("Пётр", "Петр"),  # yo
        ("Чойбалсан", "Чоибалсан"),  # short i
    ],
)
def test_two_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    """Each rule of folding makes one spelling of two that people write."""
    assert spelling.normal(one) == spelling.normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("الله", "له"), ("Mali", "Mauli"), ("Brigade 1", "Brigade 2"), ("علي", "عالي"), ("Мир", "Мэр"), ("SLA", "SLM")],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    """Folding does not go so far that other names become one."""
    assert spelling.normal(one) != spelling.normal(other)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        (("movement", "hmas"), "حركة حماس"),
        (("front", "liberation", "national"), "Front de libération nationale"),
        (("front", "national", "liberation"), "Фронт национального освобождения"),
        (("front", "liberation", "national"), "جبهة التحرير الوطني"),
        (("army", "liberation", "national"), "Ejército de Liberación Nacional"),
        (("republic", "sudan"), "جمهورية السودان"),
        (("sudan",), "Судан"),  # not a court, although the word begins like one
        (("shamil", "basaev"), "Шамиль Басаев"),
        (("yusf",), "يوسف"),
        (("qsuri",), "قصوري"),
    ],
)
def test_words_meet_across_languages(expected: tuple[str, ...], name: str) -> None:
    """A word that many names share stands under one key; every other one is written in Latin letters."""
    assert expected == spelling.words(name)


@pytest.mark.parametrize(
    "names",
    [
        ("Hamas", "حماس", "Хамас", "Hamás"),
        ("Fatah", "فتح", "Фатх"),
        ("Hezbollah", "حزب الله", "Хезболла", "Hizbullah"),
        ("Taliban", "طالبان", "Талибан", "Taleban"),
        ("Kadhafi", "القذافي", "Каддафи", "Qaddafi"),
        ("Muhammad", "محمد", "Мохаммед", "Mohamed"),
        ("Jamal", "جمال", "Джамал", "Djamal"),
        ("Chechnya", "Чечня", "Tchétchnya"),
        ("Iran", "إيران", "Иран"),
        ("Ouattara", "واتارا", "Wattara"),
    ],
)
def test_consonants_meet_across_scripts(names: tuple[str, ...]) -> None:
    """The rough consonants of a name are the same in Latin, Arabic and Cyrillic letters."""
    assert 1 == len({spelling.sounds(spelling.letters(name)) for name in names})


@pytest.mark.parametrize(
    ("expected", "short", "every"),
    [
        (True, "renamo", True),  # two letters of each
        (True, "rnm", True),
        (True, "renm", True),
        (True, "rem", False),  # one word left out
        (False, "rem", True),
        (False, "nam", False),  # never the first
        (False, "resinam", True),  # at most three letters of one
        (False, "renamox", False),  # every letter comes from a word
        (False, "", False),
    ],
)
def test_beginnings_of_words_make_a_short_form(expected: bool, short: str, every: bool) -> None:
    """A short form takes one to three first letters of each word in order; any but the first may be left out."""
    assert expected is spelling.abbreviates(short, ["resistencia", "nacional", "mocambicana"], every=every)


def test_different_consonants_stay_different() -> None:
    """Names that sound different to anybody have different consonants."""
    assert 4 == len({spelling.sounds(spelling.letters(name)) for name in ("Hamas", "Fatah", "Amal", "Taliban")})


@given(st.text(max_size=80))
def test_any_text_has_a_spelling(text: str) -> None:
    """No text breaks the folding, which changes nothing the second time, and keeps whatever is a letter or digit."""
    folded = spelling.normal(text)

    assert folded == spelling.normal(text.strip())
    assert len(spelling.parts(text)) >= 1
    assert isinstance(spelling.sounds(spelling.words(text)), str)
    assert isinstance(spelling.shortened(text), str)
    assert isinstance(spelling.initials(text), frozenset)
