"""
Sulh (صلح, settlement, reconciliation): what every side of a conflict can live with.

    dialogue = sulh.read("export/", sides="sides.csv")      values in
    findings = sulh.analyse(dialogue)                       findings out: the facilitator's working paper
    publication, ledger = sulh.publish(findings, ledger, audience="room")   what may leave

Every name is fetched when it is first used, so that importing Sulh costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sulh.disclosure.publish import publish
    from sulh.errors import SulhError
    from sulh.formats.frames import statements_frame
    from sulh.formats.jsonfile import findings_from_json, findings_to_json
    from sulh.formats.reading import read
    from sulh.model.dialogue import Dialogue
    from sulh.model.findings import Findings
    from sulh.model.publication import Ledger, Publication
    from sulh.opinion.analyse import analyse
    from sulh.synth import Recipe, Truth, synthesise

_HOMES = {
    "Dialogue": "sulh.model.dialogue",
    "Findings": "sulh.model.findings",
    "Ledger": "sulh.model.publication",
    "Publication": "sulh.model.publication",
    "Recipe": "sulh.synth",
    "SulhError": "sulh.errors",
    "Truth": "sulh.synth",
    "analyse": "sulh.opinion.analyse",
    "findings_from_json": "sulh.formats.jsonfile",
    "findings_to_json": "sulh.formats.jsonfile",
    "publish": "sulh.disclosure.publish",
    "read": "sulh.formats.reading",
    "statements_frame": "sulh.formats.frames",
    "synthesise": "sulh.synth",
}

__all__ = [
    "Dialogue",
    "Findings",
    "Ledger",
    "Publication",
    "Recipe",
    "SulhError",
    "Truth",
    "analyse",
    "findings_from_json",
    "findings_to_json",
    "publish",
    "read",
    "statements_frame",
    "synthesise",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from its home when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sulh' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, fetched or not."""
    return [*__all__, "__version__"]
