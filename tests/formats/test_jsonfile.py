"""Findings and publications survive the way to JSON and back, and fit their schemas."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from sulh.disclosure.publish import publish
from sulh.errors import InputError
from sulh.formats.jsonfile import (
    findings_from_json,
    findings_to_json,
    publication_from_json,
    publication_to_json,
    read_findings,
)
from sulh.formats.schema import path
from sulh.model.findings import Findings
from sulh.model.publication import Ledger
from tests.papers.cast import CAST, bridge, large, with_everything


def fits(paper: str, data: bytes) -> bool:
    """Whether a paper fits its published schema."""
    jsonschema.Draft202012Validator(json.loads(path(paper).read_bytes())).validate(json.loads(data))
    return True


@pytest.mark.parametrize("made", CAST.values(), ids=CAST)
def test_findings_come_back_as_they_were(made: Callable[[], Findings]) -> None:
    """Equal values, equal bytes, and valid by the schema."""
    findings = made()
    data = findings_to_json(findings)

    assert findings == findings_from_json(data)
    assert data == findings_to_json(findings_from_json(data))
    assert fits("findings", data)


def test_bytes_do_not_depend_on_the_order_of_mappings() -> None:
    """The same findings, their sides entered the other way round."""
    findings = bridge()
    turned = [msgspec.structs.replace(one, sides=dict(reversed(one.sides.items()))) for one in findings.statements]

    assert findings_to_json(findings) == findings_to_json(msgspec.structs.replace(findings, statements=turned))


def test_json_is_for_people_too() -> None:
    """Lines of their own, any script as it is, one line break at the end, the warning in the first lines."""
    text = findings_to_json(bridge()).decode()

    assert text.splitlines()[1].startswith('  "paper": "Working paper of the facilitator. Not to be handed on')
    assert '"text": "渡口的水位資料應向兩岸公開。"' in text
    assert text.endswith("\n}\n")


def test_a_publication_comes_back_as_it_was() -> None:
    """From the findings of two villages, through its bytes."""
    publication, _ = publish(bridge(), Ledger(), audience="room")
    data = publication_to_json(publication)

    assert publication == publication_from_json(data)
    assert fits("publication", data)


def test_findings_are_read_from_a_file(tmp_path: Path) -> None:
    """By the name of the file, which stands in every error."""
    (tmp_path / "findings.json").write_bytes(findings_to_json(bridge()))
    assert bridge() == read_findings(tmp_path / "findings.json")

    (tmp_path / "findings.json").write_bytes(b"{]")
    with pytest.raises(InputError, match=r"findings\.json, line 1: expected JSON, found something else"):
        read_findings(tmp_path / "findings.json")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'"score": ', b'"scores": ', "object contains unknown field `scores` - at `$.statements[0]`"),
        (
            b'"standing": "firm"',
            b'"standing": "certified"',
            "invalid enum value 'certified' - at `$.statements[0].standing`",
        ),
        (b'"schema_version": "1.0"', b'"schema_version": "9.0"', "expected schema version 1.0, found another version"),
        (b'"members": 14', b'"members": "14"', "expected `int`, got `str` - at `$.sides[0].members`"),
    ],
)
def test_a_fault_is_named_with_its_place(old: bytes, new: bytes, sentence: str) -> None:
    """An edited file is not read half."""
    data = findings_to_json(bridge())
    assert old in data

    with pytest.raises(InputError) as caught:
        findings_from_json(data.replace(old, new, 1))

    assert sentence in str(caught.value)
    assert "bad-json" == caught.value.kind


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b'"\xff"', b"null", b"{}", b'{"schema_version": null}'])
def test_what_is_no_paper_is_refused(data: bytes) -> None:
    """Empty, endlessly nested, not UTF-8, or something else."""
    with pytest.raises(InputError):
        findings_from_json(data)
    with pytest.raises(InputError):
        publication_from_json(data)


def test_large_findings_fit_the_schema() -> None:
    """Two hundred statements with a map, groups, flags and a further cut."""
    findings = with_everything(large(20), random.Random(1))

    assert fits("findings", findings_to_json(findings))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b'"agree": 13,', b'"agree": 12,', "counts that add up"),
        (b'"agree": 13,', b'"agree": -1,', "counts that add up"),
        (b'"agree": 13,', b'"agree": 1000000000000000000000000000000,', "counts that add up"),
        (b'"level": 0.6', b'"level": 6', "a level above 0"),
        (b'"confidence": 0.9', b'"confidence": 0.0', "a confidence above"),
        (b'"population": "consultation"', b'"population": "room"', "numbers invited"),
        (b'"members": 14', b'"members": -14', "counts of people"),
    ],
)
def test_what_was_altered_by_hand_does_not_fit_together(old: bytes, new: bytes, what: str) -> None:
    """Nothing is published from counts that do not add up, options out of range, or a room that invited nobody."""
    data = findings_to_json(bridge())
    assert old in data

    with pytest.raises(InputError, match=what):
        findings_from_json(data.replace(old, new, 1))


def test_statements_and_sides_stand_there_once_and_whole() -> None:
    """A statement twice, a statement that a side does not have, a divide of a side that nobody knows."""
    whole = bridge()
    first, divide = whole.statements[0], whole.divides[0]
    altered = [
        replace(whole, statements=[*whole.statements, first]),
        replace(whole, sides=[*whole.sides, whole.sides[0]]),
        replace(whole, statements=[replace(first, sides={}), *whole.statements[1:]]),
        replace(whole, divides=[replace(divide, above="nobody")]),
        replace(whole, divides=[replace(divide, id="none")]),
    ]

    for one in altered:
        with pytest.raises(InputError, match="as `sulh analyse` writes"):
            findings_from_json(findings_to_json(one))
