"""How the documentation is built: MyST Markdown, the reference from docstrings, every warning an error."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Sulh"
author = "The Sulh contributors"
project_copyright = "2026, the Sulh contributors. Apache-2.0"
version = release = PROJECT["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]  # no formulas in TeX: their script would come from a third party
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Sulh"
html_copy_source = False
html_show_sourcelink = False

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False  # a "Returns:" here is a sentence; the type stands in the annotation

# Names of other libraries: resolving them would fetch an index from each of their sites.
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|datetime|enum|msgspec|numpy|npt|np|pathlib|pd|pl|typing)\..*"),
    (r"py:class", r"Library|Named|Progress"),  # names of longer types, spelled out in their modules
]
