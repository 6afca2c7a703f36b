"""Pictures of codes for cameras, drawn here and set into the page: no other file, no style, no other machine."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

QUIET, SCALE = 4, 5  # modules around, and points a module


def picture(text: str) -> Markup:
    """Return a QR code as SVG that stands in a page and reads on light and dark screens."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        scale=SCALE,
        border=QUIET,
        light="#fff",
        dark="#000",
        xmldecl=False,
        svgclass="picture",
        lineclass=None,
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by the library from modules alone: the text is not in it
