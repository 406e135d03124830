"""A PDF as it came, with the words of one place marked on its page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame

from mhhs_desk.domain.spans import Span
from mhhs_desk.ui.original import longest
from mhhs_desk.ui.preview import Preview
from mhhs_desk.ui.theme import Look

FOUND, UNDER = QColor(255, 240, 184), QColor(128, 80, 0)
"""Found words on paper, which is white in every theme."""
BROKEN = r"[\s\u00ad-]*"
"""What may stand between two words on a page: a line ends, a word is broken."""
MOST_PAGES = 400
"""How many pages are looked through where the place names none."""


class MarkedPaper(Preview):
    """The pages of a PDF; one place in it is marked and in sight."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setAccessibleName("The original, page by page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.page = 0
        """The page of the place, counted from 0."""
        self.marked: list[QPolygonF] = []
        """The words of the place, in points from the top of its page."""

    def show_place(self, data: bytes, span: Span | None) -> bool:
        """Show a PDF at a place; whether its words are marked."""
        self.show_pdf(data)
        self.marked = []
        self.page = min(max(0, (span.page or 1) - 1), max(0, self.pages() - 1)) if span else 0
        words = [word for word in span.text.split() if word != "|"] if span else []
        if words and span:
            pages = [self.page] if span.page else list(range(min(self.pages(), MOST_PAGES)))
            next((page for page in pages if self._mark(page, words)), None)
        self.go_there()
        self.viewport().update()
        return bool(self.marked)

    def _mark(self, page: int, words: list[str]) -> bool:
        place = longest(self.document().getAllText(page).text(), words, BROKEN)
        if place:
            chosen = self.document().getSelectionAtIndex(page, place[0], place[1] - place[0])
            self.page, self.marked = page, list(chosen.bounds())
        return bool(self.marked)

    def go_there(self) -> None:
        """Bring the page into sight, and of it the words that are marked."""
        high = min((shape.boundingRect().top() for shape in self.marked), default=0.0)
        self.go_to(self.page, QPointF(0, max(0.0, high - 60)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.marked:
            self.go_there()  # the pages have another size now, and the place lies elsewhere

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.marked:
            return
        place = self.places()[self.page]
        scale = self.scale(self.page, place)
        shift = QTransform.fromTranslate(place.x(), place.y()).scale(scale, scale)
        painter = QPainter(self.viewport())
        for shape in self.marked:
            box = shift.map(shape).boundingRect().adjusted(-2, -1, 2, 1)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(box, FOUND)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(UNDER, 1.5, Qt.PenStyle.SolidLine))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.end()
