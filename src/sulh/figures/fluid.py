"""
A figure as broad as the page: places along it are shares of its breadth, heights are pixels, letters keep their size.

Places run in reading direction from 0 to 1. Colours are those of the page (`currentColor`, the classes of sides), so
that one drawing serves a telephone, a desk, a dark screen and grey paper. No style and no script: a page allows none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sulh.figures.canvas import text_line
from sulh.words.language import Language
from sulh.words.text import width

PHONE = 324  # pixels that a figure has on the narrowest telephone
LETTER = 7.6  # breadth of one at 14 pixels, about


def breadth(text: str, size: int = 14) -> float:
    """Return about how many pixels a text takes."""
    return width(text) * LETTER * size / 14


@dataclass
class Fluid:
    """
    A figure being drawn.

    Attributes:
        words: The reader's language.
        key: Begins every id in it, so that two figures can stand on one page.
        parts: What has been drawn so far.
    """

    words: Language
    key: str
    parts: list[str] = field(default_factory=list)

    def at(self, share: float, long: float = 0) -> str:
        """Return the place of something `long` that begins at a share of the breadth."""
        return f"{round(100 * (1 - share - long if self.words.leftward else share), 2):g}%"

    def line(self, start: float, end: float, y: tuple[float, float], look: str) -> None:
        """Draw a line between two places; `look` is its attributes."""
        place = f'x1="{self.at(start)}" x2="{self.at(end)}" y1="{y[0]:g}" y2="{y[1]:g}"'
        self.parts.append(f'<line {place} stroke="currentColor" {look}/>')

    def box(self, start: float, end: float, y: tuple[float, float], look: str) -> None:
        """Draw a box between two places, from one height to another."""
        long = max(end - start, 0)
        place = f'x="{self.at(start, long)}" width="{round(100 * long, 2):g}%" y="{y[0]:g}" height="{y[1] - y[0]:g}"'
        self.parts.append(f"<rect {place} {look}/>")

    def write(
        self,
        share: float,
        y: float,
        text: str,
        *,
        size: int = 14,
        anchor: str = "start",
        shift: float = 0,
        more: str = "",
    ) -> None:
        """Write a line of text from a place on, `shift` pixels further; `more` is further attributes."""
        moved = f' dx="{-shift if self.words.leftward else shift:g}"' if shift else ""
        turned = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(
            f'<text x="{self.at(share)}" y="{y:g}" font-size="{size}"{moved}{turned}{more}>{text_line(text)}</text>'
        )

    def mark(self, name: str, share: float, y: float, *, shift: float = 0) -> None:
        """Put down a mark that is defined under a name."""
        moved = f' transform="translate({-shift if self.words.leftward else shift:g})"' if shift else ""
        self.parts.append(f'<use href="#{self.key}-{name}" x="{self.at(share)}" y="{y:g}"{moved}/>')

    def finish(self, tall: float, *, title: str, alternative: str, shared: Sequence[str] = ()) -> str:
        """Return the whole figure as SVG text; `shared` is what its parts refer to."""
        words, key = self.words, self.key
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{tall:g}" lang="{words.tag}" '
            f'direction="{words.direction}" fill="currentColor" role="img" aria-labelledby="{key}-title {key}-all">'
            f'<title id="{key}-title">{text_line(title)}</title><desc id="{key}-all">{text_line(alternative)}</desc>'
            f"<defs>{''.join(shared)}</defs>{''.join(self.parts)}</svg>\n"
        )
