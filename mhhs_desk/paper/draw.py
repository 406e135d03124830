"""Pages to bytes: the one place where the canvas of reportlab is drawn on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mhhs_desk.paper.page import HEIGHT, LEFT, WIDTH, Anchor, Box, Link, Page, Rule, Text
from mhhs_desk.paper.text import BLACK, REGULAR, Colour, letters, load_fonts

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself."""

    title: str
    author: str
    subject: str


def draw(pages: Sequence[Page], about: About) -> bytes:
    """Draw pages as a PDF. The same pages give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    load_fonts()
    target = io.BytesIO()
    canvas = Canvas(
        target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang=LANGUAGE, initialFontName=REGULAR
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("MHHS Desk")
    canvas.setProducer("MHHS Desk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    for page in pages:
        _shapes(canvas, page)
        _texts(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _shapes(canvas: Any, page: Page) -> None:
    for top, strip in page:
        for mark in strip.marks:
            match mark:
                case Text(style=style) if style.mark:
                    _sign(canvas, mark, HEIGHT - top - mark.y)
                case Rule():
                    canvas.setStrokeColorRGB(*mark.colour)
                    canvas.setLineWidth(mark.weight)
                    y = HEIGHT - top - mark.y
                    canvas.line(mark.x, y, mark.x + mark.width, y)
                case Box():
                    _box(canvas, mark, HEIGHT - top - mark.y - mark.height)
                case Link():
                    y = HEIGHT - top - mark.y
                    over = (mark.x, y - mark.height, mark.x + mark.width, y)
                    canvas.linkRect("", mark.to, over, Border="[0 0 0]")
                case Anchor():
                    _anchor(canvas, mark, HEIGHT - top - mark.y)


def _anchor(canvas: Any, mark: Anchor, y: float) -> None:
    canvas.bookmarkPage(mark.key, fit="XYZ", left=LEFT, top=y, zoom=0)
    if mark.title:
        canvas.addOutlineEntry(mark.title, mark.key, level=0)


def _box(canvas: Any, mark: Box, y: float) -> None:
    _ink(canvas, mark.fill, mark.edge)
    canvas.setLineWidth(0.6)
    if mark.dashed:
        canvas.setDash(1.6, 1.4)
    canvas.rect(mark.x, y, mark.width, mark.height, stroke=mark.edge is not None, fill=mark.fill is not None)
    if mark.dashed:
        canvas.setDash()


def _ink(canvas: Any, fill: Colour | None, edge: Colour | None) -> None:
    if fill is not None:
        canvas.setFillColorRGB(*fill)
    if edge is not None:
        canvas.setStrokeColorRGB(*edge)


def _sign(canvas: Any, mark: Text, y: float) -> None:
    """A chip, the red-line flag, or the sign of a state, standing on the baseline `y`."""
    x, style = mark.x, mark.style
    if style.mark == "chip":
        _box(canvas, Box(x, 0, mark.width - 3, 13, style.fill, style.edge), y - 3)
        return
    _ink(canvas, BLACK, BLACK)
    canvas.setLineWidth(0.8)
    match style.mark:
        case "flag":
            canvas.rect(x, y - 0.5, 1, 8.2, stroke=0, fill=1)
            _shape(canvas, [(x + 1, y + 7.7), (x + 7, y + 7.7), (x + 5.3, y + 5.5), (x + 7, y + 3.3), (x + 1, y + 3.3)])
        case "ring":
            canvas.circle(x + 3.4, y + 3.2, 2.9, stroke=1, fill=0)
        case "dash":
            canvas.rect(x + 0.4, y + 2.7, 6.4, 1.1, stroke=0, fill=1)
        case "dot":
            canvas.circle(x + 3.4, y + 3.2, 1.2, stroke=0, fill=1)
        case "struck":
            canvas.rect(x + 0.6, y + 0.4, 5.6, 5.6, stroke=1, fill=0)
            canvas.line(x + 0.6, y + 0.4, x + 6.2, y + 6)


def _shape(canvas: Any, corners: Iterable[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    (x, y), *rest = corners
    path.moveTo(x, y)
    for x, y in rest:
        path.lineTo(x, y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _texts(canvas: Any, page: Page) -> None:
    """All the text of a page as one text object, in the order in which it is read."""
    text = canvas.beginText()
    font, ink = ("", 0.0), None
    for top, strip in page:
        for mark in strip.marks:
            if not isinstance(mark, Text) or not mark.text:
                continue
            style, x = mark.style, mark.x
            if style.mark:
                x += (mark.width - 3 - letters(style, mark.text)) / 2
            if font != (style.font, style.size):
                font = (style.font, style.size)
                text.setFont(*font)
            if ink != style.colour:
                ink = style.colour
                text.setFillColorRGB(*ink)
            text.setTextOrigin(x, HEIGHT - top - mark.y)
            text.textLine(mark.text)
    canvas.drawText(text)
