"""A paper's content set by reportlab's platypus, in two passes: a table of contents, and page x of y."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black, grey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Indenter, PageBreak, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from mhhs_desk import places as on_disk
from tests.bench.others.content import Content, Paragraph, Said, Table, indent

FACES = {"Paper": "Regular", "Paper-bold": "Semibold", "Paper-it": "It"}
BODY = ParagraphStyle("body", fontName="Paper", fontSize=10, leading=13.5, spaceAfter=7, bulletFontName="Paper-bold")
SMALL = ParagraphStyle("small", BODY, fontSize=8, leading=11)
HEADS = {
    "H1": ParagraphStyle("H1", BODY, fontName="Paper-bold", fontSize=20, leading=24, spaceAfter=8, keepWithNext=1),
    "H2": ParagraphStyle(
        "H2", BODY, fontName="Paper-bold", fontSize=20, leading=24, spaceBefore=36, spaceAfter=8, keepWithNext=1
    ),
    "H3": ParagraphStyle("H3", BODY, fontName="Paper-bold", textColor=HexColor(0x1D4C9B), keepWithNext=1),
}
RULED = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("LINEBELOW", (0, 0), (-1, 0), 0.6, black),
    ("LINEBELOW", (0, 1), (-1, -1), 0.35, grey),
]


def load_faces() -> None:
    """Make the faces known to reportlab."""
    for name, face in FACES.items():
        registerFont(TTFont(name, str(on_disk.fonts() / f"SourceSansPro-{face}.ttf")))
    registerFontFamily("Paper", normal="Paper", bold="Paper-bold", italic="Paper-it", boldItalic="Paper-bold")


def platypus(content: Content) -> bytes:
    """The document, with running heads, page x of y, contents, tables whose heads are repeated, and links."""
    load_faces()
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=content.title)
    running = _Running(content)
    frame = Frame(20 * mm, 22 * mm, 170 * mm, 250 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=running.draw))
    document.afterFlowable = lambda flowable: _enter(document, flowable)
    known = {one.place for one in content.paragraphs() if one.place}
    document.multiBuild([*_blocks(content, known), PageBreak(), TableOfContents(levelStyles=[BODY])])
    return out.getvalue()


def _enter(document: Any, flowable: Any) -> None:
    """Tell the contents of a heading and its page."""
    if isinstance(flowable, Flowing) and flowable.style.name in ("H1", "H2"):
        document.notify("TOCEntry", (0, flowable.getPlainText(), document.page))


class _Running:
    """The heads and feet; how many pages there are is known from the pass before."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.pages = 0

    def draw(self, canvas: Any, document: Any) -> None:
        self.pages = max(self.pages, document.page)
        canvas.setFont("Paper", 8)
        left, middle, right = self.content.head
        canvas.drawString(20 * mm, 282 * mm, left)
        canvas.drawCentredString(105 * mm, 282 * mm, middle)
        canvas.drawRightString(190 * mm, 282 * mm, right)
        canvas.line(20 * mm, 280 * mm, 190 * mm, 280 * mm)
        canvas.drawString(20 * mm, 12 * mm, self.content.foot[0])
        canvas.drawCentredString(105 * mm, 12 * mm, f"Page {document.page} of {self.pages}")
        canvas.drawRightString(190 * mm, 12 * mm, self.content.foot[1])


def _blocks(content: Content, known: set[str]) -> Iterator[Any]:
    label = ""
    for block in content.blocks:
        if isinstance(block, Paragraph) and block.beside:
            label = " ".join(said.text for said in block.said)
        elif isinstance(block, Paragraph):
            if block.turns:
                yield PageBreak()
            yield _paragraph(block, known, indent(block), label)
            label = ""
        else:
            if label:
                yield Flowing(escape(label), HEADS["H3"])
            yield from _table(block, known, indent(block))
            label = ""


def _paragraph(paragraph: Paragraph, known: set[str], left: float, label: str) -> Any:
    style = HEADS.get(paragraph.kind) or (SMALL if _small(paragraph) else BODY)
    if left:
        style = ParagraphStyle(style.name, style, leftIndent=left, rightIndent=28 * mm)
    return Flowing(_words(paragraph, known), style, bulletText=label or None)


def _table(table: Table, known: set[str], left: float) -> Iterator[Any]:
    rows = [[Flowing(_words(cell, known), SMALL if _small(cell) else BODY) for cell in row] for row in table.rows]
    pads = [(name, (0, 0), (-1, -1), table.pad) for name in ("TOPPADDING", "BOTTOMPADDING")]
    made = Grid(rows, table.widths, repeatRows=1, style=[*RULED, *pads], hAlign="LEFT")
    yield from (Indenter(left), made, Spacer(0, 30), Indenter(-left))


def _small(paragraph: Paragraph) -> bool:
    return bool(paragraph.said) and all(said.size < 10 for said in paragraph.said)


def _words(paragraph: Paragraph, known: set[str]) -> str:
    here = f'<a name="{escape(paragraph.place)}"/>' if paragraph.place else ""
    return here + "".join(_said(said, _small(paragraph), known) for said in paragraph.said)


def _said(said: Said, small: bool, known: set[str]) -> str:
    text = escape(said.text)
    text = f"<b>{text}</b>" if said.bold else f"<i>{text}</i>" if said.italic else text
    text = f'<link href="#{escape(said.link)}" color="#1d4c9b">{text}</link>' if said.link in known else text
    return text if small or said.size >= 10 else f'<font size="8">{text}</font>'
