"""What leaves with the project: no address of a third party, no path of a machine, no secret of a workplace."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.contracts.house import HOME, ROOT, tracked

# Addresses that stand in the code as names and are never fetched, each with its reason.
NAMES_ONLY = {
    "www.w3.org": "XML namespaces are spelled as addresses",
    "json-schema.org": "a JSON Schema names its dialect by an address",
    "schemas.openxmlformats.org": "the parts of a DOCX are named by addresses",
    "purl.oclc.org": "and so are those of its strict edition",
    "graphml.graphdrawing.org": "GraphML names its vocabulary by an address",
    "www.opengis.net": "IATI names the kind of its coordinates by an address",
}
ADDRESS = re.compile(r"""\b(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)""", re.IGNORECASE)
BINARY = {".png", ".mo", ".woff2", ".parquet", ".ico"}
SHORTEST = 6  # a home or a checkout with a shorter path would be found everywhere


def text_files() -> list[Path]:
    """Every text file that git keeps."""
    return [path for path in tracked() if path.suffix not in BINARY]


def machine_paths() -> list[str]:
    """Folders that name this machine: where the checkout, the interpreter and the home stand."""
    folders = {str(ROOT), str(ROOT.parent), sys.base_prefix, str(Path.home())}
    return sorted(f"{folder}/" for folder in folders if len(folder) >= SHORTEST and folder != "/usr")


def addresses(text: str) -> set[str]:
    """Every host that a text names."""
    return {host.lower() for host in ADDRESS.findall(text)}


def test_the_code_names_no_third_party() -> None:
    """Code, pages and styles of the package hold no address from which anything could be fetched."""
    files = [path for path in text_files() if path.is_relative_to(HOME)]
    found = {
        str(path.relative_to(HOME)): addresses(path.read_text(encoding="utf-8")) - set(NAMES_ONLY) for path in files
    }

    assert {} == {name: hosts for name, hosts in found.items() if hosts}


def test_no_path_of_this_machine() -> None:
    """No file names the folders of the machine it was written on."""
    found = [
        f"{path.relative_to(ROOT)}: {folder}"
        for path in text_files()
        for folder in machine_paths()
        if folder in path.read_text(encoding="utf-8")
    ]

    assert [] == found


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_locked_requirements_hold_names_and_hashes_only(path: Path) -> None:
    """A locked file says which version with which hashes, and never from where."""
    lines = [line.strip().removesuffix(" \\") for line in path.read_text(encoding="utf-8").splitlines()]
    odd = [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==\S+( ; .+)?|--hash=sha256:[0-9a-f]{64}", line)]

    assert [] == odd
    assert any(line.startswith("--hash") for line in lines)
