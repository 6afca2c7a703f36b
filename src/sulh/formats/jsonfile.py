"""
Findings and publications as JSON, and back.

    Findings ──findings_to_json──▶ bytes ──findings_from_json──▶ the same Findings
    Publication, the same way

The same value gives the same bytes: members in the order of the structs, mappings by key, two blanks of indent, one
line break at the end, any script as it is. Reading back is strict; a fault is named with its place in the file. The
schemas lie beside the structs, in `sulh/model/*.schema.json` (see `sulh.formats.schema`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from sulh.formats.coherence import check
from sulh.formats.faults import fault
from sulh.formats.tables import regular
from sulh.model.findings import SCHEMA_VERSION, Findings
from sulh.model.publication import PUBLICATION_SCHEMA_VERSION, Publication

Paper = TypeVar("Paper", Findings, Publication)
BYTE = re.compile(r"\(byte (\d+)\)")


class _Version(msgspec.Struct):
    schema_version: str


def findings_to_json(findings: Findings) -> bytes:
    """
    Write findings as canonical, readable JSON.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 6, "B": 5}, statements=3), seed=1)[0])
    >>> findings_to_json(findings).decode().splitlines()[1]
    '  "paper": "Working paper of the facilitator. Not to be handed on: it holds counts that can expose people.",'
    """
    return _to_json(findings)


def findings_from_json(data: bytes, name: str = "findings.json") -> Findings:
    """
    Read findings back.

    Args:
        data: What `findings_to_json` wrote.
        name: What to call the file in an error.

    Raises:
        InputError: `bad-json`, with the place of the fault or what does not fit together.

    >>> from sulh import Recipe, analyse, synthesise
    >>> findings = analyse(synthesise(Recipe({"A": 6, "B": 5}, statements=3), seed=1)[0])
    >>> findings_from_json(findings_to_json(findings)) == findings
    True
    """
    findings = _from_json(data, Findings, SCHEMA_VERSION, name)
    check(findings, name)
    return findings


def read_findings(path: str | Path) -> Findings:
    """
    Read `findings.json`.

    Raises:
        InputError: `bad-json`, or a fault of the file.
    """
    return findings_from_json(_bytes(Path(path)), Path(path).name)


def publication_to_json(publication: Publication) -> bytes:
    """Write a publication as canonical, readable JSON."""
    return _to_json(publication)


def publication_from_json(data: bytes, name: str = "publication.json") -> Publication:
    """
    Read a publication back.

    Raises:
        InputError: `bad-json`, with the place of the fault.
    """
    return _from_json(data, Publication, PUBLICATION_SCHEMA_VERSION, name)


def _bytes(path: Path) -> bytes:
    with regular(path) as file:
        return file.read()


def _to_json(paper: Findings | Publication) -> bytes:
    return msgspec.json.format(msgspec.json.encode(paper, order="deterministic"), indent=2) + b"\n"


def _from_json(data: bytes, kind: type[Paper], version: str, name: str) -> Paper:
    try:
        written = msgspec.json.decode(data, type=_Version).schema_version
        if written != version:
            raise fault("bad-json", name, expected=f"schema version {version}", found="another version")
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise fault("bad-json", name, expected=f"the members of the schema {version}", found=_words(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        place = BYTE.search(str(error))
        line = data.count(b"\n", 0, int(place[1])) + 1 if place else None
        raise fault("bad-json", name, line, expected="JSON", found="something else") from error


def _words(error: msgspec.ValidationError) -> str:
    """Say what msgspec found and where, such as "expected `int`, got `str` - at `$.statements[0].margin`"."""
    text = str(error).rstrip(".")
    return text[:1].lower() + text[1:]
