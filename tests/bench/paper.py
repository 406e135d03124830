"""A paper of about twelve pages and the sample's whole, against the same words drawn with the bare reportlab canvas."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.sample import build
from tests.bench.compare import Measured, compare

FACE, SIZE, LEADING = "Bare", 10, 13.5
LEFT, TOP = 50, 790
TWELVE = 12


def measure(folder: Path) -> list[Measured]:
    """How the papers of a sample made in a folder fare."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(FACE, str(places.fonts() / "SourceSansPro-Regular.ttf")))
    with build(folder / "paper.mhhs") as desk:
        meeting, today = desk.meeting(), desk.today
        views = [_of_pages(desk.view(meeting, Edition.GROUP), today, TWELVE), desk.view(meeting)]
    return [_compared(view, today, limit) for view, limit in zip(views, (1.5, 2.2), strict=True)]


def _compared(view: View, today: date, limit: float) -> Measured:
    from mhhs_desk.paper.position_paper import position_paper

    pages = _lines(position_paper(view, today).data)
    name = f"a paper of {len(pages)} pages, {view.edition} edition"
    return compare(name, lambda: position_paper(view, today), lambda: _draw(pages), limit, rounds=41)


def _of_pages(view: View, today: date, most: int) -> View:
    """A view with so many of its items that its paper has at most so many pages."""
    from mhhs_desk.paper.position_paper import position_paper

    kept = view
    while position_paper(kept, today).pages > most and len(kept.items) > 1:
        kept = replace(kept, items=kept.items[:-1])
    return kept


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
