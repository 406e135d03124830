"""A position paper on the screen: its citations open what they cite, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QToolTip

from mhhs_desk.ui.citations import Citation, Citations
from mhhs_desk.ui.preview import Preview
from mhhs_desk.ui.theme import Look

FOCUS = QColor(29, 76, 155)
"""The accent on paper, which is white in every theme."""


class CitedPaper(Preview):
    """The pages of a paper. Tab goes through the citations in sight, Enter or a click opens one."""

    cited = Signal(int)
    """The number of the answer whose citation, or source entry, was opened."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.told: Callable[[int], str] = lambda number: f"F{number:02d}"
        """What is said of the answer of a number."""
        self.chosen: Citation | None = None
        self._known: dict[QPdfDocument, Citations] = {}
        self._pressed: Citation | None = None

    def show_pdf(self, data: bytes) -> None:
        if data != self.data:
            self._choose(None)
        super().show_pdf(data)
        self._known.clear()

    def show_pages(self, data: bytes, pages: Collection[int]) -> None:
        if self.chosen:
            self._choose(None)
        super().show_pages(data, pages)
        self._known.pop(self._other, None)

    def citations(self) -> list[Citation]:
        """Every citation of the paper, in the order in which it is read."""
        return [cited for page in range(self.pages()) for cited in self._cited(page)]

    def _cited(self, page: int) -> list[Citation]:
        """The citations of a page as it is shown."""
        document = self.shown_by(page)
        if document not in self._known:
            self._known[document] = Citations(document)
        return self._known[document].on(page)

    def where(self, citation: Citation) -> QRectF:
        """Where a citation lies in the viewport now."""
        return self._on(self.places()[citation.page], citation)

    def in_sight(self) -> list[Citation]:
        """The citations of which all is in sight."""
        view = QRectF(self.viewport().rect())
        return [cited for cited, where in self._shown() if view.contains(where)]

    def _shown(self) -> Iterator[tuple[Citation, QRectF]]:
        """The citations of the pages in sight, with where they lie."""
        view = self.viewport().rect()
        for page, place in enumerate(self.places()):
            if place.intersects(view):
                yield from ((cited, self._on(place, cited)) for cited in self._cited(page))

    def _on(self, place: QRect, citation: Citation) -> QRectF:
        scale, box = self.scale(citation.page, place), citation.box
        return QRectF(QPointF(place.topLeft()) + box.topLeft() * scale, box.size() * scale)

    def _under(self, at: QPointF) -> Citation | None:
        return next((cited for cited, where in self._shown() if where.contains(at)), None)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._under(event.position()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()  # then the view's own holds, which knows the other links

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._under(event.position())
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._under(event.position()) and event.button() is Qt.MouseButton.LeftButton:
            self.cited.emit(pressed.number)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            over = self._under(QPointF(event.pos()))
            if over:
                QToolTip.showText(event.globalPos(), self.told(over.number), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # The keyboard

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next citation in sight; after the last, or before the first, the keyboard goes on elsewhere."""
        here = self.in_sight()
        step = 1 if next else -1
        start = -1 if next else len(here)
        at = here.index(self.chosen) + step if self.chosen in here else start + step
        self._choose(here[at] if 0 <= at < len(here) else None)
        return self.chosen is not None or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.cited.emit(self.chosen.number)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _choose(self, citation: Citation | None) -> None:
        self.chosen = citation
        self.viewport().update()
        if citation:
            told = f"Citation {self.told(citation.number)}. Enter opens the original."
            self.setAccessibleDescription(told)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))
        else:
            self.setAccessibleDescription("Tab goes through the citations in sight.")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.chosen is None or not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(FOCUS, 2))
        painter.drawRoundedRect(self.where(self.chosen).adjusted(-1, -1, 1, 1), 3, 3)
        painter.end()
