"""
A package in DOCX: blocks become paragraphs and tables of a word processor, in real styles and both directions.

The canonical JSON lies inside as `attached/package.json`, byte for byte. The keywords say which paper of which
package this is (see `sulh.papers.transfer.label`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sulh.formats.documents import ACCENT, INK, Look, Paper, leftward
from sulh.papers.transfer.blocks import Block
from sulh.papers.transfer.label import Label
from sulh.words.language import Language

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

GREY: Final = "4A5560"
# Style -> points for Latin letters, points for Arabic ones, bold, colour, points before, points after.
FULL: Final[dict[str, Look]] = {
    "Normal": (11, 13, False, INK, 0, 6),
    "Title": (20, 22, True, INK, 0, 6),
    "Subtitle": (10.5, 12.5, True, ACCENT, 0, 2),
    "Heading 1": (13, 15, True, ACCENT, 14, 4),
    "List Bullet": (11, 13, False, INK, 0, 4),
    "Caption": (9, 10.5, False, GREY, 2, 4),
    "Footer": (8.5, 10, False, GREY, 0, 0),
}
PAGE: Final[dict[str, Look]] = FULL | {
    "Normal": (10, 11.5, False, INK, 0, 3.5),
    "Title": (17, 19, True, INK, 0, 2),
    "Heading 1": (10.5, 12, True, ACCENT, 6, 3),
    "List Bullet": (10, 11.5, False, INK, 0, 2),
    "Caption": (8.5, 9.5, False, GREY, 2, 2),
}
LABELS, NUMBERS = (8, 24), (2, 30)  # shares of a label and its value, of a number and its clause


class TransferPaper(Paper):
    """A paper that takes blocks."""

    _turning = False  # whether the next paragraph begins a page

    def put(self, block: Block) -> None:
        """Add a block."""
        match block.kind:
            case "kicker" | "title" | "heading" | "text" | "fine" | "left":
                self._lines(block)
            case "mark":
                self._ruled(block.rows[0][0])
            case "notice":
                self.notice([row[0] for row in block.rows])
            case "points":
                self._points(block.rows)
            case "clauses":
                self._plain(block.rows, NUMBERS, small=False)
            case "facts" | "seal":
                self._plain(block.rows, LABELS, small=block.kind == "seal")
            case "table":
                self.table(block.rows[0], block.rows[1:], block.shares)
            case "turn":
                self._turning = True

    def _lines(self, block: Block) -> None:
        from docx.shared import Pt

        styles = {"kicker": "Subtitle", "title": "Title", "heading": "Heading 1", "text": "Normal"}
        for row in block.rows:
            below_a_table = block.kind != "heading" and self._ends_with_a_table()
            added = self._document.add_paragraph(style=styles.get(block.kind, "Caption"))
            if below_a_table:
                added.paragraph_format.space_before = Pt(6)
            run = added.add_run(row[0])
            if self._turning:
                added.paragraph_format.page_break_before, self._turning = True, False
            if block.kind == "left":
                run.bold = True

    def _ruled(self, text: str) -> None:
        """Add the mark between two thin rules."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        paragraph = self._document.add_paragraph(style="Normal")
        paragraph.add_run(text).bold = True
        rules = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="3" w:color="{ACCENT}"/>' for side in ("top", "bottom")
        )
        properties = paragraph.paragraph_format.element.get_or_add_pPr()
        properties.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{rules}</w:pBdr>"), "w:spacing", "w:jc")

    def _points(self, rows: Sequence[tuple[str, ...]]) -> None:
        from docx.shared import RGBColor

        for text, *notes in rows:
            paragraph = self._document.add_paragraph(style="List Bullet")
            paragraph.add_run(text)
            for note in notes:
                paragraph.add_run("  ")
                paragraph.add_run(f"({note})").font.color.rgb = RGBColor.from_string(GREY)

    def _plain(self, rows: Sequence[tuple[str, ...]], shares: tuple[int, int], *, small: bool) -> None:
        """Add a table without rules: a label or a number, and what belongs to it."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Cm

        if self._ends_with_a_table():
            self._document.add_paragraph(style="Caption")  # or a word processor makes one table of two
        made = self._document.add_table(rows=0, cols=len(shares))
        made.autofit = False
        made.alignment = WD_TABLE_ALIGNMENT.CENTER  # as wide as the text, in both directions
        widths = [Cm(self._width * share / sum(shares)) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for row in rows:
            for at, (cell, text, width) in enumerate(zip(made.add_row().cells, row, widths, strict=True)):
                cell.width = width
                self._cell(cell.paragraphs[0], text, small=small, label=at == 0)

    def _cell(self, paragraph: Paragraph, text: str, *, small: bool, label: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt, RGBColor

        paragraph.style = self._document.styles["Caption" if small else "Normal"]
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(2)
        run = paragraph.add_run(text)
        if small and self.language.leftward and leftward(text) is False:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # letters of a machine, beside their label
        if label:
            run.font.color.rgb = RGBColor.from_string(GREY)


def docx_of(blocks: Sequence[Block], words: Language, label: Label, content: bytes) -> bytes:
    """
    Return a document of a word processor.

    Args:
        blocks: What it says.
        words: Its language.
        label: Which paper it is.
        content: Canonical bytes, to be attached.
    """
    page = label.kind == "non-paper"
    paper = TransferPaper(
        words, label.title(words), looks=PAGE if page else FULL, margin=1.8 if page else 2.3, keywords=label.keywords()
    )
    paper.footer(*label.foot(words, content))
    for block in blocks:
        paper.put(block)
    paper.attach("package.json", content, "application/json")
    return paper.bytes()
