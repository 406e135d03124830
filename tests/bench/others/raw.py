"""The text of a paper drawn with the bare reportlab canvas: the least that a page can cost."""

from __future__ import annotations

import io

from mhhs_desk import places

FACE, SIZE, LEADING = "Bare", 10, 13.5
LEFT, TOP = 50, 790


def lines_of(paper: bytes) -> list[list[str]]:
    """The text of a paper, page by page and line by line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    document.close()
    return pages


def load_face() -> None:
    """Make the face known to reportlab."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(FACE, str(places.fonts() / "SourceSansPro-Regular.ttf")))


def draw(pages: list[list[str]]) -> bytes:
    """The lines of each page, one under the other."""
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
