"""
A figure by itself: its frame, title, text alternative, rules of style and lines of text.

Coordinates are given in reading direction, from the edge where a line begins; `Canvas` turns them round for a language
that is read from right to left. Nothing here knows what a figure is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from sulh.figures import marks
from sulh.words.language import Language
from sulh.words.text import clean, isolate, wrap

FONT = "system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans Arabic','Noto Naskh Arabic',sans-serif"
STYLE = (
    f"svg{{font-family:{FONT};color:#1b1f24;fill:#1b1f24}}text{{font-size:14px}}.b{{font-weight:600}}.t{{font-size:18px}}"
    ".q{fill:#454c54;font-size:13px}.ax{stroke:#9aa1a9}.lv{stroke:#1b1f24;stroke-dasharray:3 3}"
)
# Rules of the marks and intervals; a page that holds a strip needs them too (see the style sheet of `sulh.papers`).
MARKS = (
    "g[class^=s] line{stroke:currentColor;stroke-width:3;stroke-linecap:round}"
    "g[class^=s] use{fill:currentColor;stroke:currentColor}"
    "g.s4 use,g.s5 use,g.s6 use,g.s7 use{fill:#fff;stroke-width:2}.sx{color:#5a626b}.sx use{stroke-width:2.5}"
    ".field{fill:none;stroke:#9aa1a9}.p path{fill:currentColor;stroke:currentColor}.p .sx{stroke-width:2}"
    ".round{fill:none;stroke:#454c54;stroke-width:1.5;stroke-dasharray:6 4}"
    ".g{font-weight:600;stroke:#fff;stroke-width:5px;paint-order:stroke}"
)


def text_line(words: str) -> str:
    """Return a text of ours or others' as the content of an SVG element."""
    return escape(clean(words), quote=False)


@dataclass
class Canvas:
    """
    A figure being drawn.

    Attributes:
        words: The reader's language.
        width: In pixels.
        parts: What has been drawn so far.
    """

    words: Language
    width: int
    parts: list[str] = field(default_factory=list)

    def x(self, along: float, breadth: float = 0) -> float:
        """Return the horizontal place of something `breadth` wide that begins `along` the reading direction."""
        return self.width - along - breadth if self.words.leftward else along

    def write(self, along: float, y: float, lines: Sequence[str], *, kind: str = "", leading: int = 19) -> None:
        """Write lines of text from one place downwards."""
        x, attribute = f"{self.x(along):g}", f' class="{kind}"' if kind else ""
        spans = "".join(
            f'<tspan x="{x}" y="{y + leading * number:g}">{text_line(line)}</tspan>'
            for number, line in enumerate(lines)
        )
        self.parts.append(f"<text{attribute}>{spans}</text>")

    def draw(self, svg: str) -> None:
        """Add what has been drawn elsewhere."""
        self.parts.append(svg)

    def place(self, along: float, y: float, breadth: float, tall: float, inner: str) -> None:
        """Add a strip of lanes in a box of its own."""
        x = self.x(along, breadth)
        box = f'x="{x:g}" y="{y:g}" width="{breadth:g}" height="{tall:g}"'
        self.parts.append(f'<svg class="strip" {box} overflow="visible">{inner}</svg>')

    def legend(self, names: Sequence[str], along: float, y: float) -> float:
        """Write every side's mark and name, one a line; return where the next thing may begin."""
        for number, name in enumerate(names):
            inner = f'<g class="{marks.kind(number)}"><use href="#{marks.shape(number)}" x="50%"/></g>'
            self.place(along, y - 18, 18, 26, inner)
            self.write(along + 26, y, wrapped(name, (self.width - 60) // 9, lines=1))
            y += 24
        return y

    def finish(self, tall: float, *, title: str, alternative: str, shared: str = "") -> str:
        """
        Return the whole figure as SVG text.

        Args:
            tall: Its height in pixels.
            title: One line that states its finding.
            alternative: The same in words, for those who do not see it.
            shared: Definitions and style that its parts refer to.
        """
        words, frame = self.words, f"0 0 {self.width} {tall:g}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" width="{self.width}" height="{tall:g}" '
            f'lang="{words.tag}" direction="{words.direction}" role="img" aria-labelledby="title description">'
            f'<title id="title">{text_line(title)}</title><desc id="description">{text_line(alternative)}</desc>'
            f"<style>{STYLE}{marks.style()}{MARKS}</style>{shared}"
            f'<rect width="100%" height="100%" fill="#fff"/>'
        )
        return head + "".join(self.parts) + "</svg>\n"


def wrapped(text: str, most: int, *, lines: int) -> list[str]:
    """Return a text of others in at most so many lines, each isolated; what is cut off ends in an ellipsis."""
    found = wrap(text, most)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1] + "…"]
    return [isolate(line) for line in found]
