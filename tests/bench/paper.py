"""The sample's paper, against the same words on as many pages drawn with the bare reportlab canvas."""

from __future__ import annotations

import io
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.sample import build
from tests.bench.compare import Measured, compare

FACE, SIZE, LEADING = "Bare", 10, 13.5
LEFT, TOP = 50, 790


def measure(folder: Path) -> list[Measured]:
    """How the paper of a sample made in a folder fares."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(FACE, str(places.fonts() / "SourceSansPro-Regular.ttf")))
    with build(folder / "paper.mhhs") as desk:
        meeting = desk.meeting()
        pages = _lines(desk.render(meeting).data)
        name = f"the sample's paper, {len(pages)} pages"
        return [compare(name, lambda: desk.render(meeting), lambda: _draw(pages), limit=4, rounds=15)]


def _lines(paper: bytes) -> list[list[str]]:
    """The text of a paper, page by page and line by line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    document.close()
    return pages


def _draw(pages: list[list[str]]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for lines in pages:
        canvas.setFont(FACE, SIZE)
        for number, line in enumerate(lines):
            canvas.drawString(LEFT, TOP - number * LEADING, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
