"""The bytes of a package and what they may hold."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from sulh.errors import InputError
from sulh.model.package import About, Attribution, Clause, Idea, Offer, Package
from sulh.negotiation.package import Fault, canonical, digest, faults, lowest, read, short_code

BOTH = ("ar", "en")


def texts(text: str) -> dict[str, str]:
    """Return a text in both languages."""
    return dict.fromkeys(BOTH, text)


PACKAGE = Package(
    mark=texts("Unofficial and non-binding."),
    title=texts("The river road"),
    summary=texts("Both sides can live with opening the road by day."),
    about=About(dialogue={}, sides=(), asked={}, missing=texts("Women of the upper valley")),
    ideas=(Idea(texts("Open the road by day"), "firm-on-every-side", "0" * 64),),
    clauses=(Clause(1, 3, texts("The road opens from six to six."), recommended=True),),
    offers=(Offer("process", texts("A room in a third place")),),
    addressee=texts("The joint committee"),
    agenda_item=texts("Movement"),
    route="desk",
    use="option_to_test",
    use_words=texts("To be tested with the police of both sides"),
    attribution="none",
    expires="2027-03-01",
    languages=BOTH,
    authentic=BOTH,
    answers=None,
)


def changed(**fields: object) -> Package:
    """Return the package with other fields."""
    return msgspec.structs.replace(PACKAGE, **fields)


def test_the_bytes_can_be_made_without_sulh() -> None:
    """Any JSON writer that sorts keys and leaves blanks out writes the same bytes, and any SHA-256 the same hash."""
    content = canonical(PACKAGE)
    again = json.dumps(json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert again == content
    assert sha256(again).hexdigest() == digest(content)


def test_what_is_read_back_is_what_was_written() -> None:
    """A file that ends in a line break is read as well."""
    assert PACKAGE == read(canonical(PACKAGE)) == read(canonical(PACKAGE) + b"\n")


def test_a_desk_is_in_the_bytes_where_there_is_one() -> None:
    """Without one there is no word of it; with one, its name is part of what is approved."""
    to_desk = changed(desk=texts("The water board"))
    assert b'"desk":' not in canonical(PACKAGE)
    assert b'"desk":{' in canonical(to_desk)
    assert to_desk == read(canonical(to_desk))


def test_one_letter_is_another_package() -> None:
    """Neither the hash nor the letters of the slip stay when a comma is changed."""
    other = changed(summary=texts("Both sides can live with opening the road, by day."))
    assert digest(canonical(PACKAGE)) != digest(canonical(other))
    assert short_code(canonical(PACKAGE)) != short_code(canonical(other))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "no-package"),
        (b"\xff", "no-package"),
        (b"[]", "no-package"),
        (canonical(PACKAGE)[:-1], "no-package"),
        (canonical(PACKAGE).replace(b'"answers":null', b'"answers":null,"more":1'), "no-package"),
        (canonical(PACKAGE).replace(b'"answers":null,', b'"answers": null,'), "not-canonical"),
        (canonical(PACKAGE) + b" ", "not-canonical"),
        (json.dumps(json.loads(canonical(PACKAGE))).encode(), "not-canonical"),
    ],
)
def test_another_spelling_is_not_read(content: bytes, kind: str) -> None:
    """One meaning has one spelling: nothing else can stand for what was approved."""
    with pytest.raises(InputError) as error:
        read(content)
    assert kind == error.value.kind


def test_a_package_that_is_complete_has_no_faults() -> None:
    """The example can be confirmed as it is."""
    assert () == faults(PACKAGE)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": {"en": "The road"}}, Fault("language-missing", "title", "ar")),
        ({"offers": (Offer("person", {"ar": "مهندسة"}),)}, Fault("language-missing", "offers", "en")),
        ({"authentic": ()}, Fault("no-authentic-language", "authentic")),
        ({"authentic": ("fr",)}, Fault("no-authentic-language", "authentic")),
        ({"ideas": (), "clauses": (), "offers": ()}, Fault("nothing-in-it")),
        ({"about": About({}, (), {}, {})}, Fault("missing-not-said", "missing")),
    ],
)
def test_what_is_not_complete_is_told(fields: dict[str, Any], fault: Fault) -> None:
    """Each fault says what is wrong and where."""
    assert (fault,) == faults(changed(**fields))


@pytest.mark.parametrize(
    ("level", "named"),
    [
        ("none", ["dialogue", "asked", "sides"]),
        ("dialogue_exists", ["sides"]),
        ("side_named", []),
        ("person_named", []),
    ],
)
def test_nothing_is_named_beyond_the_level(level: Attribution, named: list[str]) -> None:
    """The dialogue and who was asked need the second level, the sides the third."""
    about = About(texts("Valley"), (texts("North"), texts("South")), texts("Forty people"), texts("Nobody"))
    told = faults(changed(about=about, attribution=level))
    assert [Fault("named-too-much", field) for field in named] == list(told)


def test_the_lowest_level_that_any_side_chose_wins() -> None:
    """A side that said nothing has chosen the least."""
    assert "none" == lowest({"north": "person_named", "south": "none"})
    assert "none" == lowest({})
    assert "side_named" == lowest({"north": "side_named", "south": "person_named"})
