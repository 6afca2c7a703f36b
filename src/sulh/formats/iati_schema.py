"""
Whether an activity is one of IATI 2.03, by the schema itself.

    bytes ──faults_of──▶ for each activity, in the order of the file, what the schema says against it

Each activity is judged alone, so that one that is wrong spoils no other. The schema lies in `data/iati`, with its
licence; nothing is fetched. A file has passed the door of `sulh.formats.xml_door` before it comes here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from sulh.errors import EngineError

SCHEMA: Final = Path(__file__).parent / "data" / "iati" / "iati-activities-schema.xsd"
MOST: Final = 5  # faults told of one activity


class _Fault(Protocol):
    message: str


class _Schema(Protocol):
    error_log: Iterable[_Fault]

    def validate(self, one: object, /) -> bool: ...


def faults_of(data: bytes) -> list[list[str]]:
    """
    Return the faults of each activity, at most five, in the words of the validator.

    Raises:
        EngineError: If the library that knows schemas is not installed.
        ValueError: If its parser does not open the file.
    """
    try:
        from lxml import etree
    except ModuleNotFoundError as error:
        words = "Reading IATI needs more parts. Install them with: pip install 'sulh[platform]'"
        raise EngineError(words) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the two parsers disagree") from error
    return [_faults(activity) for activity in root.findall("iati-activity")]


def _faults(activity: object) -> list[str]:
    from lxml import etree

    alone = etree.Element("iati-activities", version="2.03")
    alone.append(activity)
    schema = _schema()
    return [] if schema.validate(alone) else [str(one.message) for one in list(schema.error_log)[:MOST]]


@cache
def _schema() -> _Schema:
    from lxml import etree

    schema: _Schema = etree.XMLSchema(
        etree.parse(str(SCHEMA), etree.XMLParser(no_network=True, resolve_entities=False))
    )
    return schema
