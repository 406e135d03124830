"""A paper on the screen and on the printer: the same PDF pages, through QtPdf."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QMouseEvent, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QToolTip

from mhhs_desk.ui.theme import Look

DOTS = 300
"""Dots an inch at which a page is drawn for the printer."""
POINTS = 72


class Preview(QPdfView):
    """Shows the bytes of a PDF, page under page, as wide as there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        # As a child the document would be destroyed in the middle of the view, which still listens to it.
        self._pdf = QPdfDocument()
        self._buffer: QBuffer | None = None
        self.data = b""
        self.setAccessibleName("The paper as it would print")
        self.setDocument(self._pdf)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, self.look.theme.colour("window"))
        self.setPalette(palette)

    def show_pdf(self, data: bytes) -> None:
        """Show other bytes, staying on the page that is in sight."""
        if data == self.data:
            return
        at = self.verticalScrollBar().value()
        self._pdf.close()
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        self.data = data
        self.verticalScrollBar().setValue(at)

    def clear(self) -> None:
        self._pdf.close()
        self.data = b""

    def pages(self) -> int:
        return self._pdf.pageCount() if self.data else 0

    # The view does not tell where its pages are; they lie under one another, each in the middle.

    def places(self) -> list[QRect]:
        """Where each page lies in the viewport now."""
        margins, dots = self.documentMargins(), self.screen().logicalDotsPerInch() / POINTS
        sizes = [self._size(page, dots) for page in range(self.pages())]
        widest = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        room, left = max(widest, self.viewport().width()), self.horizontalScrollBar().value()
        top = margins.top() - self.verticalScrollBar().value()
        places = []
        for size in sizes:
            places.append(QRect(QPoint((room - size.width()) // 2 - left, top), size))
            top += size.height() + self.pageSpacing()
        return places

    def _size(self, page: int, dots: float) -> QSize:
        """How large a page is on the screen, rounded as the view rounds it."""
        points = self._pdf.pagePointSize(page)
        if self.zoomMode() is QPdfView.ZoomMode.Custom:
            return (points * dots * self.zoomFactor()).toSize()
        margins, size = self.documentMargins(), (points * dots).toSize()
        room = self.viewport().width() - margins.left() - margins.right()
        return size * (room / max(1, size.width()))

    def go_to(self, page: int, at: QPointF) -> None:
        """Bring a place of a page, in points, to the top left of the view: its own navigator knows only pages."""
        places = self.places()
        if page < len(places):
            point = QPointF(places[page].topLeft()) + at * self.scale(page, places[page])
            for bar, by in ((self.horizontalScrollBar(), point.x()), (self.verticalScrollBar(), point.y())):
                bar.setValue(bar.value() + round(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where a link leads that leads out of the document; the view itself would hand it to the system."""
        address = self._address_at(event.position())
        if address:
            told = f"This link leads out of the program to {address}. It is not followed."
            QToolTip.showText(event.globalPosition().toPoint(), told, self)
        else:
            super().mouseReleaseEvent(event)

    def _address_at(self, at: QPointF) -> str:
        """The address of the link at a place in the viewport; none where it leads to a page, or there is none."""
        for page, place in enumerate(self.places()):
            if place.contains(at.toPoint()):
                links = QPdfLinkModel()
                links.setDocument(self._pdf)
                links.setPage(page)
                link = links.linkAt((at - QPointF(place.topLeft())) / self.scale(page, place))
                return link.url().toString() if link.page() < 0 else ""
        return ""

    def scale(self, page: int, place: QRect) -> float:
        """How many pixels a point of a page takes."""
        return place.width() / (self._pdf.pagePointSize(page).width() or 1)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages as they are previewed, in the range that was asked for."""
        first = printer.fromPage() or 1
        last = printer.toPage() or self.pages()
        printer.setFullPage(True)
        painter = QPainter(printer)
        for number in range(first - 1, min(last, self.pages())):
            if number >= first:
                printer.newPage()
            self._print_page(painter, printer, number)
        painter.end()

    def _print_page(self, painter: QPainter, printer: QPrinter, number: int) -> None:
        points = self._pdf.pagePointSize(number)
        pixels = (points * DOTS / POINTS).toSize()
        image = self._pdf.render(number, pixels)
        scale = printer.resolution() / POINTS
        painter.drawImage(QRectF(QPointF(0, 0), QSizeF(points.width() * scale, points.height() * scale)), image)
