"""
Documents for a word processor: real styles, both directions of writing, no author, the same bytes for the same content.

    Paper(language) ── title, subtitle, notice, heading, text, bullets, table, footer ──bytes──▶ DOCX

Content is added first; at the end one walk gives every paragraph, run and table its direction and its language. A text
keeps its own direction: a French note in an Arabic document stays French. What a document says is decided by
the callers.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sulh.formats.packages import settled
from sulh.words.language import Language
from sulh.words.text import DIRECTION_MARKS, clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle

FONT = "Times New Roman"  # on every machine, with Latin and Arabic letters
INK, ACCENT, RULE, SHADE = "1B1F24", "0B5D66", "B8C4C6", "EEF3F3"
# Style -> points for Latin letters, points for Arabic ones, bold, colour, points before, points after.
Look = tuple[float, float, bool, str, float, float]
LOOKS: dict[str, Look] = {
    "Normal": (11, 13, False, INK, 0, 6),
    "Title": (22, 24, True, INK, 0, 2),
    "Subtitle": (13, 15, False, INK, 0, 10),
    "Heading 1": (14, 16, True, ACCENT, 18, 6),
    "Heading 2": (12, 14, True, INK, 10, 4),
    "List Bullet": (11, 13, False, INK, 0, 4),
    "Footer": (9, 10.5, False, INK, 0, 0),
}
HEADS = ("Title", "Subtitle")
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
AFTER_VISUAL = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
AFTER_SECTION_BIDI = ("w:rtlGutter", "w:docGrid")
AFTER_KEEP = ("w:keepLines", "w:numPr", "w:pBdr", "w:shd", "w:bidi", "w:spacing", "w:ind", "w:jc")


def leftward(text: str) -> bool | None:
    r"""
    Return whether a text runs from right to left, by its first letter; None if it has no letter.

    >>> leftward("12 \u0634\u0645\u0627\u0644"), leftward("North"), leftward("12")
    (True, False, None)
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return None


class Paper:
    """
    One document while it is written.

    Args:
        language: The language it is written in; texts of others may be in another.
        title: What its properties call it: nothing that gives it away.
        looks: Of the styles, as `LOOKS` has them.
        margin: Centimetres on every side of the page.
        keywords: What its properties say beside the title.
    """

    def __init__(
        self,
        language: Language,
        title: str,
        *,
        looks: Mapping[str, Look] = LOOKS,
        margin: float = 2.5,
        keywords: str = "",
    ) -> None:
        """Begin with an empty A4 page and our styles."""
        import docx
        from docx.shared import Cm

        self.language = language
        self._document: Document = docx.Document()
        _plain_properties(self._document, title, keywords)
        for name, look in looks.items():
            _restyle(self._document.styles[name], look)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
        self._width = 21 - 2 * margin  # centimetres between the margins

    def title(self, text: str) -> None:
        """Add the title."""
        self._add(text, "Title")

    def subtitle(self, text: str) -> None:
        """Add the line below the title."""
        self._add(text, "Subtitle")

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading of the first or second level."""
        self._add(text, f"Heading {level}")

    def text(self, text: str) -> None:
        """Add a paragraph."""
        from docx.shared import Pt

        below_a_table = self._ends_with_a_table()
        paragraph = self._document.add_paragraph(_written(text), style="Normal")
        if below_a_table:
            paragraph.paragraph_format.space_before = Pt(8)

    def bullets(self, texts: Sequence[str]) -> None:
        """Add a list."""
        for text in texts:
            self._add(text, "List Bullet")

    def notice(self, texts: Sequence[str]) -> None:
        """Add paragraphs in a shaded frame, the first words of which nobody can miss: the first is bold."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import Pt

        for at, text in enumerate(texts):
            paragraph = self._document.add_paragraph(style="Normal")
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(8)
            paragraph.add_run(_written(text)).bold = at == 0
            sides = "".join(
                f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="{ACCENT}"/>'
                for side in ("top", "left", "bottom", "right")
            )
            properties = paragraph.paragraph_format.element.get_or_add_pPr()
            for markup in (f"<w:pBdr %s>{sides}</w:pBdr>", f'<w:shd %s w:val="clear" w:fill="{SHADE}"/>'):
                properties.insert_element_before(parse_xml(markup % nsdecls("w")), "w:spacing", "w:ind", "w:jc")

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int], *, together: bool = False
    ) -> None:
        """
        Add a table.

        Args:
            header: Names of the columns; the row is repeated on every page.
            rows: As many texts each as there are columns.
            shares: How wide the columns are, in parts of the whole.
            together: Whether a short table is kept on one page.
        """
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Cm

        made = self._document.add_table(rows=0, cols=len(header), style="Table Grid")
        made.autofit = False
        made.alignment = WD_TABLE_ALIGNMENT.CENTER  # as wide as the text: its edges are the margins on both sides
        widths = [Cm(self._width * share / sum(shares)) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for at, row in enumerate([header, *rows]):
            cells = made.add_row().cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Cm(0.1)
                paragraph.add_run(_written(text)).bold = at == 0
        _dress(self._document.element.body.xpath("./w:tbl")[-1], kept=len(rows) if together else 1)

    def attach(self, name: str, content: bytes, media: str) -> None:
        """
        Put a file into the package of the document, as it is; a word processor neither shows nor runs it.

        Args:
            name: Of the file, in the folder `attached` of the package.
            content: The file.
            media: Its media type.
        """
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = self._document.part
        attached = Part(PackURI(f"/attached/{name}"), media, content, part.package)
        part.relate_to(attached, f"urn:attached:{name}")

    def footer(self, *texts: str) -> None:
        """Set the words at the foot of every page, each in its own direction; the number of the page stands behind."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self._document.sections[0].footer.paragraphs[0]
        for text in texts:
            paragraph.add_run(_written(text))
            paragraph.add_run("  ·  ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        shown = OxmlElement("w:r")
        shown.append(OxmlElement("w:t"))
        field.append(shown)
        paragraph.paragraph_format.element.append(field)

    def bytes(self) -> bytes:
        """Return the document."""
        if self._ends_with_a_table():
            self._document.add_paragraph()  # a document may not end with a table
        for root in (self._document.element.body, self._document.sections[0].footer.part.element):
            _turn(root, self.language)
        if self.language.leftward:
            _insert(self._document.element.body.sectPr, "w:bidi", AFTER_SECTION_BIDI)
        target = io.BytesIO()
        self._document.save(target)
        return settled(target.getvalue())

    def _ends_with_a_table(self) -> bool:
        return bool(self._document.element.body.xpath("./*[not(self::w:sectPr)][last()][self::w:tbl]"))

    def _add(self, text: str, style: str) -> None:
        self._document.add_paragraph(_written(text), style=style)


def _written(text: str) -> str:
    return DIRECTION_MARKS.sub("", clean(text))


def _plain_properties(document: Document, title: str, keywords: str) -> None:
    """Say nothing of who wrote it and with what, and drop the picture of an empty page."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    if keywords:
        properties.keywords = keywords
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _restyle(style: BaseStyle, look: Look) -> None:
    """Give a style our letters, in both scripts."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt
    from docx.styles.style import ParagraphStyle

    latin, arabic, bold, colour, before, after = look
    element: Any = style.element
    for old in element.xpath("./w:rPr | ./w:pPr/w:pBdr | ./w:pPr[../w:name/@w:val='Subtitle']/w:numPr"):
        old.getparent().remove(old)
    weight = "<w:b/><w:bCs/>" if bold else ""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    sizes = f'<w:sz w:val="{round(2 * latin)}"/><w:szCs w:val="{round(2 * arabic)}"/>'
    looks = f'<w:rFonts {fonts}/>{weight}<w:color w:val="{colour}"/>{sizes}'
    element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{looks}</w:rPr>"))
    if isinstance(style, ParagraphStyle):
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15


def _dress(table: CT_Tbl, kept: int) -> None:
    """Give a table its rules and its shaded first row, repeated on every page; `kept` rows stay with the next."""
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls

    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{rules}</w:tblBorders>")
    table.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for row in table.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in table.tr_lst[0].tc_lst:
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{SHADE}"/>')
        cell.get_or_add_tcPr().append(shade)
    for row in table.tr_lst[:kept]:
        for paragraph in row.xpath(".//w:p"):
            _insert(paragraph.get_or_add_pPr(), "w:keepNext", AFTER_KEEP)


def _turn(root: BaseOxmlElement, language: Language) -> None:
    """Give tables the direction of the language, paragraphs and runs that of their own text; heads keep its edge."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for paragraph in root.xpath(".//w:p"):
        turned = _turned("".join(paragraph.xpath(".//w:t/text()")), language)
        if turned:
            _insert(paragraph.get_or_add_pPr(), "w:bidi", AFTER_BIDI)
        if turned != language.leftward and paragraph.style in HEADS:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # where a paragraph ends: it begins where the others do
    for table in root.xpath(".//w:tbl") if language.leftward else ():
        _insert(table.tblPr, "w:bidiVisual", AFTER_VISUAL)
    for run in root.xpath(".//w:r"):
        _speak(run, language)


def _turned(text: str, language: Language) -> bool:
    own = leftward(text)
    return language.leftward if own is None else own


def _speak(run: CT_R, language: Language) -> None:
    """Mark a run as text of this language, in the direction of its first letter."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    turned = _turned("".join(run.xpath("./w:t/text()")), language)
    properties = run.get_or_add_rPr()
    if turned:
        properties.append(OxmlElement("w:rtl"))
        for bold in properties.xpath("./w:b"):
            bold.addnext(OxmlElement("w:bCs", attrs=dict(bold.attrib)))
    if turned == language.leftward:
        speech = OxmlElement("w:lang")
        speech.set(qn("w:bidi" if turned else "w:val"), language.tag)
        properties.append(speech)


def _insert(parent: BaseOxmlElement, tag: str, successors: Sequence[str]) -> None:
    from docx.oxml import OxmlElement

    parent.insert_element_before(OxmlElement(tag), *successors)
