"""The style sheets and templates: both directions, enough contrast, small, nothing inline or from elsewhere."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import sulh
from sulh.figures import marks

WEB = Path(sulh.__file__).parent / "web"
SHEETS = sorted((WEB / "static").glob("*.css"))
TEMPLATES = sorted(WEB.rglob("*.j2"))
MOST_BYTES = 10 * 1024

PHYSICAL = re.compile(
    r"(top|right|bottom|left|float|clear|(min-|max-)?(width|height)|overflow-[xy]"
    r"|(margin|padding|border|scroll-margin|scroll-padding)-(top|right|bottom|left)(-.+)?"
    r"|border-(top|bottom)-(left|right)-radius)"
)
DECLARATION = re.compile(r"(?<=[{;])\s*([a-z-]+)\s*:([^;{}]+)")
PALETTE = re.compile(r"--(\w+):(#[0-9a-f]{3,6})\b")
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|<[^>]*\s(style|on[a-z]+)=|(src|href|action)=[\"']?(data|javascript|https?):",
    re.IGNORECASE,
)


def declarations(sheet: Path) -> list[tuple[str, str]]:
    """Every property that a sheet sets, with its value."""
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [(name, value.strip()) for name, value in DECLARATION.findall(rules)]


def is_physical(name: str, value: str) -> bool:
    """Whether a declaration names a side of the screen instead of one of the line."""
    if name.startswith(("margin", "padding", "border", "inset")) and re.search(r"\S+ \S+ \S+ \S+", value):
        return True  # the fourth value is the left
    return bool(PHYSICAL.fullmatch(name) or re.fullmatch(r"(text-align|float):(left|right)", f"{name}:{value}"))


def palettes() -> dict[str, dict[str, str]]:
    """The colours that the sheet declares for light and for dark surroundings."""
    text = (WEB / "static" / "site.css").read_text(encoding="utf-8")
    light, dark, *_ = re.findall(r":root\{[^}]*--ink:[^}]*\}", text)
    return {"light": dict(PALETTE.findall(light)), "dark": dict(PALETTE.findall(dark))}


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21; the grey that just fails the 4.5 of level AA is where everybody puts it."""
    assert 21 == pytest.approx(contrast("#000", "#ffffff"))
    assert 4.48 == pytest.approx(contrast("#777777", "#fff"), abs=0.005)


@pytest.mark.parametrize(("name", "value"), [("left", "0"), ("margin-right", "0"), ("padding", "0 1px 0 2px")])
def test_what_is_physical_is_seen(name: str, value: str) -> None:
    """A side of the screen is recognised by name, and in a shorthand of four values."""
    assert is_physical(name, value)
    assert not is_physical("margin-inline-end", "0")
    assert not is_physical("padding", "0 1px")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_one_sheet_serves_both_directions(sheet: Path) -> None:
    """No rule names left or right, so nothing has to be turned round for Arabic."""
    found = declarations(sheet)

    assert [] == [declared for declared in found if is_physical(*declared)]
    assert found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_small_and_fetches_nothing(sheet: Path) -> None:
    """A sheet weighs less than 10 KB before compression, and names no other file."""
    text = sheet.read_text(encoding="utf-8")

    assert len(text.encode()) < MOST_BYTES
    assert not re.search(r"url\(|@import|@font-face|image-set|//", text)


def test_nothing_moves() -> None:
    """No rule animates, so there is nothing to switch off for people whom motion makes ill."""
    names = {name for sheet in SHEETS for name, _ in declarations(sheet)}

    assert not {name for name in names if name.startswith(("animation", "transition")) or name == "scroll-behavior"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_easy_to_read(scheme: str) -> None:
    """Every colour of text stands 7 to 1 against every ground it lies on, in buttons too."""
    colours = palettes()[scheme]
    pairs = [*product(("ink", "quiet", "accent"), ("paper", "wash")), ("paper", "accent"), ("paper", "ink")]
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}

    assert {} == {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 7}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_marks_can_be_seen(scheme: str) -> None:
    """The edge of a control and the mark of a side stand 3 to 1 against the page."""
    colours = palettes()[scheme]
    found = {name: contrast(colours[name], colours["paper"]) for name in ("edge", "sx", "s0", "s1", "s2", "s3")}

    assert {} == {name: round(ratio, 2) for name, ratio in found.items() if ratio < 3}


def test_sides_have_the_colours_of_the_figures() -> None:
    """A side looks the same in a sentence as in a figure, in light and in dark."""
    names = ("s0", "s1", "s2", "s3")

    assert list(marks.COLOURS) == [palettes()["light"][name] for name in names]
    assert list(marks.ON_DARK) == [palettes()["dark"][name] for name in names]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.relative_to(WEB).as_posix())
def test_a_template_holds_no_style_script_or_address(template: Path) -> None:
    """What the policy of the browser would refuse is in no template: inline style, inline script, other addresses."""
    assert [] == [found.group() for found in INLINE.finditer(template.read_text(encoding="utf-8"))]
