"""The schemas in the package are those of the structs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from sulh.formats.schema import PAPERS, path, schema


@pytest.mark.parametrize("paper", PAPERS)
def test_the_file_is_what_is_generated(paper: str) -> None:
    """A struct that changed asks for `python -m sulh.formats.schema`."""
    assert schema(paper) == path(paper).read_bytes()


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_a_schema(paper: str) -> None:
    """By the rules of JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(paper)))
