"""Whole documents of several kinds from the same blocks: a text of lines, or the rows of a table."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table

from tests.intake.documents import message
from tests.intake.office_documents import grid, open_document, slides, word

Block = str | Sequence[Sequence[str]]
PLAIN = getSampleStyleSheet()["BodyText"]
MARGIN = 50
RULED = ("GRID", (0, 0), (-1, -1), 0.5, "black")
LEFT, ABOVE = "<", "^"
"""A cell that is one with the cell to its left, or with the cell above it."""


def write(form: str, blocks: Sequence[Block], running: str = "", widths: Sequence[int] | None = None) -> bytes:
    """The document as `form` (pdf, landscape, unruled, docx, odt, pptx, eml): a new page or slide at each "---".

    `running` stands at the head of every page of a PDF, its page number at the foot; `widths` are those of its columns.
    """
    if form in ("pdf", "landscape", "unruled"):
        size = landscape(A4) if form == "landscape" else A4
        return _pdf(blocks, size, running, widths, [] if form == "unruled" else [RULED])
    return {"docx": _word, "odt": _text, "pptx": _deck, "eml": _mail}[form](blocks)


def _pdf(
    blocks: Sequence[Block], size: tuple[float, float], running: str, widths: Sequence[int] | None, style: list[Any]
) -> bytes:
    out = io.BytesIO()

    def around(canvas: Any, document: Any) -> None:
        canvas.drawString(MARGIN, size[1] - 30, running)
        canvas.drawRightString(size[0] - MARGIN, 25, f"Page {document.page}" if running else "")

    frame = Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN)
    document = BaseDocTemplate(out, pagesize=size, pageTemplates=[PageTemplate(frames=[frame], onPage=around)])
    document.build([flow for block in blocks for flow in _flows(block, size[0] - 2 * MARGIN, widths, style)])
    return out.getvalue()


def _flows(block: Block, room: float, widths: Sequence[int] | None, ruled: list[Any]) -> list[Any]:
    if block == "---":
        return [PageBreak()]
    if isinstance(block, str):
        return [Paragraph(escape(line), PLAIN) for line in block.strip("\n").split("\n")]
    shares = widths if widths and len(widths) == len(block[0]) else [1] * len(block[0])
    cells = [[_cell("" if cell in (LEFT, ABOVE) else cell) for cell in row] for row in block]
    spans = [
        ("SPAN", (column - 1, line), (column, line))
        for line, row in enumerate(block)
        for column, cell in enumerate(row)
        if cell == LEFT
    ]
    style = [*ruled, ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans]
    return [Table(cells, [room * share / sum(shares) for share in shares], style=style, repeatRows=1)]


def _cell(words: str) -> Any:
    return Paragraph(escape(words).replace("\n", "<br/>"), PLAIN)


def _word(blocks: Sequence[Block]) -> bytes:
    def write_document(document: Any) -> None:
        for block in blocks:
            _word_block(document, block)

    return word(write_document)


def _word_block(document: Any, block: Block) -> None:
    if isinstance(block, str):
        for line in block.strip("\n").split("\n"):
            document.add_paragraph(line)
        return
    table = document.add_table(len(block), len(block[0]))
    for number, row in enumerate(block):
        for column, cell in enumerate(row):
            if cell in (LEFT, ABOVE):
                other = table.cell(number, column - 1) if cell == LEFT else table.cell(number - 1, column)
                other.merge(table.cell(number, column))
            else:
                table.cell(number, column).text = cell


def _text(blocks: Sequence[Block]) -> bytes:
    return open_document("".join(map(_text_block, blocks)))


def _text_block(block: Block) -> str:
    if isinstance(block, str):
        return "".join(f"<text:p>{escape(line)}</text:p>" for line in block.strip("\n").split("\n"))
    rows = (
        "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        for row in block
    )
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def _deck(blocks: Sequence[Block]) -> bytes:
    pages: list[list[Block]] = [[]]
    for block in blocks:
        if block == "---":
            pages.append([])
        else:
            pages[-1].append(block)
    return slides(*map(_slide, pages))


def _slide(blocks: Sequence[Block]) -> Callable[[Any], None]:
    def write_slide(slide: Any) -> None:
        first, *rest = blocks
        title, _, body = str(first).strip("\n").partition("\n")
        slide.shapes.title.text = title
        for block in (body, *rest):
            if not isinstance(block, str):
                grid(slide, block)
            elif block:
                slide.shapes.add_textbox(900000, 1600000, 7000000, 3000000).text_frame.text = block.strip("\n")

    return write_slide


def _mail(blocks: Sequence[Block]) -> bytes:
    subject, *rest = blocks
    return message("\n\n".join(map(str, rest)), subject=str(subject)).as_bytes()
