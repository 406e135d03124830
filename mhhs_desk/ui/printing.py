"""A PDF to a printer: the pages that were previewed, each at its true size, as the system's dialog was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

DOTS, POINTS = 600, 72
"""Dots an inch at which a page is drawn for the printer, and points."""
STRIP = 600
"""Rows of dots that are drawn at once: a whole page would take 140 MB."""
Report = Callable[[int, int], None]


class Document:
    """The pages of a PDF in memory, for one thread."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf = QPdfDocument()
        self.pdf.load(self._buffer)

    def pages(self) -> int:
        return self.pdf.pageCount()

    def size(self, page: int) -> QSizeF:
        """The size of a page in points."""
        return self.pdf.pagePointSize(page)

    def strips(self, page: int, dots: int) -> Iterator[tuple[QRect, QImage]]:
        """A page in strips from its head: where each lies in dots, and its picture on white."""
        whole = (self.size(page) * dots / POINTS).toSize()
        for top in range(0, whole.height(), STRIP):
            place = QRect(0, top, whole.width(), min(STRIP, whole.height() - top))
            yield place, self._draw(page, whole, place)

    def _draw(self, page: int, whole: QSize, place: QRect) -> QImage:
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(place)
        made = QImage(place.size(), QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.drawImage(0, 0, self.pdf.render(page, place.size(), options))
        painter.end()
        return made


def printer_for(data: bytes, name: str) -> QPrinter:
    """A printer whose paper is that of the first page, from edge to edge, so that nothing is made to fit."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    document = Document(data)
    if document.pages():
        set_paper(printer, document.size(0))
    return printer


def set_paper(printer: QPrinter, size: QSizeF) -> None:
    """Let a page of a size in points be the paper, upright or across."""
    across = size.width() > size.height()
    paper = QPageSize(size.transposed() if across else size, QPageSize.Unit.Point, "", _LIKE)
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


_LIKE = QPageSize.SizeMatchPolicy.FuzzyMatch
"""A PDF's A4 is a hair off the printer's, and is it all the same."""


def ask(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Let the rep choose the printer, the pages and the sides in the system's dialog; whether to print."""
    dialog = QPrintDialog(printer, parent)
    option = QPrintDialog.PrintDialogOption
    for one in (option.PrintPageRange, option.PrintCurrentPage, option.PrintCollateCopies, option.PrintToFile):
        dialog.setOption(one, True)
    dialog.setOption(option.PrintSelection, False)
    dialog.setMinMax(1, pages)
    return bool(dialog.exec() == QPrintDialog.DialogCode.Accepted)


def wanted(printer: QPrinter, pages: int, current: int) -> list[int]:
    """The pages to print, from 0, of as many; `current` is the one in sight."""
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return [current]
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.AllPages or ranges.isEmpty():
        return list(range(pages))
    return [page for page in range(pages) if ranges.contains(page + 1)]


def print_pages(data: bytes, printer: QPrinter, pages: list[int], report: Report | None = None) -> int:
    """Print pages of a PDF; how many went out: none where the printer did not take the first.

    May be called on a worker, with a printer that nobody else uses meanwhile.
    """
    document = Document(data)
    set_paper(printer, document.size(pages[0]))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, page in enumerate(pages):
            if number:
                set_paper(printer, document.size(page))
                printer.newPage()
            _print_page(painter, printer, document, page)
            if report:
                report(number + 1, len(pages))
    except Exception:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _print_page(painter: QPainter, printer: QPrinter, document: Document, page: int) -> None:
    scale = printer.resolution() / DOTS
    for place, picture in document.strips(page, DOTS):
        box = QRectF(0, place.y() * scale, place.width() * scale, place.height() * scale)
        painter.drawImage(box, picture)
