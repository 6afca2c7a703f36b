"""
The published JSON Schemas, generated from the structs.

    python -m sulh.formats.schema      writes sulh/model/findings.schema.json and publication.schema.json

A test holds the files to what is generated here, and real findings to the files.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

import sulh.model
from sulh.model.findings import SCHEMA_VERSION, Findings
from sulh.model.publication import PUBLICATION_SCHEMA_VERSION, Publication

PAPERS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "findings": (Findings, SCHEMA_VERSION),
    "publication": (Publication, PUBLICATION_SCHEMA_VERSION),
}
HOME = Path(sulh.model.__file__).parent


def schema(paper: str) -> bytes:
    """
    Return the JSON Schema of a paper, as it stands in the package.

    >>> schema("findings").startswith(b'{')
    True
    """
    struct, version = PAPERS[paper]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Sulh {paper} {version}"}
    body = head | msgspec.json.schema(struct)
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def path(paper: str) -> Path:
    """Return where the schema of a paper lies in the package."""
    return HOME / f"{paper}.schema.json"


if __name__ == "__main__":
    for name in PAPERS:
        path(name).write_bytes(schema(name))
