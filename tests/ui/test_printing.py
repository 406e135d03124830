"""What prints is what is previewed: every page at its true size, the pages and sides that were asked for."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from mhhs_desk.desk import Desk
from mhhs_desk.ui import printing
from tests.print_queue import NAME, Queue, there

A4, A5_ACROSS = (595.28, 841.89), (595.28, 419.53)
NEAR = 5.0
"""How far the ink of a page, on average over it, may be from the same page printed and read again, of 255."""
COARSE = 120
"""Dots across at which two pages are compared: finer ones tell how edges are smoothed."""
JOB = """
import sys
from pathlib import Path
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from mhhs_desk.ui import printing
application = QApplication([])
data = Path(sys.argv[1]).read_bytes()
printer = printing.printer_for(data, "PSG 1")
printer.setPrinterName(sys.argv[2])
assert printer.outputFormat() is QPrinter.OutputFormat.NativeFormat, printer.outputFormat()
printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
printer.setPrintRange(QPrinter.PrintRange.PageRange)
printer.setPageRanges(QPageRanges.fromString("1,3"))
assert printing.print_pages(data, printer, printing.wanted(printer, 4, 0)) == 2
"""


def document(*sizes: tuple[float, float]) -> bytes:
    """Pages of sizes, each with a square inch in its corner and its number."""
    data = io.BytesIO()
    canvas = Canvas(data)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.rect(0, 0, 72, 72, fill=1)
        canvas.drawString(100, 300, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def to_file(data: bytes, out: Path, pages: list[int]) -> None:
    printer = printing.printer_for(data, "paper")
    printer.setOutputFileName(str(out))
    assert printing.print_pages(data, printer, pages) == len(pages)


def picture(data: bytes, page: int, width: int = 600) -> QImage:
    """A page in greys."""
    document = printing.Document(data)
    high = round(document.size(page).height() * width / document.size(page).width())
    made = QImage(width, high, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, document.pdf.render(page, made.size()))
    painter.end()
    return made.convertToFormat(QImage.Format.Format_Grayscale8)


def apart(before: QImage, after: QImage) -> float:
    """How far two pictures of one width are apart, on average over them."""
    smooth = Qt.TransformationMode.SmoothTransformation
    coarse = [bytes(image.scaledToWidth(COARSE, smooth).constBits()) for image in (before, after)]
    far = [abs(one - other) for one, other in zip(coarse[0], coarse[1], strict=False)]
    return sum(far) / len(far)


def test_every_page_is_printed_at_its_true_size_in_its_own_direction(qapp: QApplication, tmp_path: Path) -> None:
    to_file(document(A4, A5_ACROSS, A4), tmp_path / "out.pdf", [0, 1, 2])
    with PdfDocument(tmp_path / "out.pdf") as printed:
        sizes = [page.get_size() for page in printed]
    for size, wanted in zip(sizes, (A4, A5_ACROSS, A4), strict=True):
        assert size == pytest.approx(wanted, abs=1)


def test_an_inch_of_a_page_is_an_inch_on_paper_and_lies_where_it_did(qapp: QApplication, tmp_path: Path) -> None:
    to_file(document(A4), tmp_path / "out.pdf", [0])
    printed = picture((tmp_path / "out.pdf").read_bytes(), 0, 1190)  # two dots a point
    foot, left = printed.height() - 40, 40
    across = sum(printed.pixelColor(x, foot).black() > 128 for x in range(400))
    up = sum(printed.pixelColor(left, printed.height() - 1 - y).black() > 128 for y in range(400))
    assert abs(across - 144) <= 2 and abs(up - 144) <= 2
    assert printed.pixelColor(0, foot).black() > 128


def test_the_paper_that_prints_looks_as_the_one_that_is_previewed(
    qapp: QApplication, story: Desk, tmp_path: Path
) -> None:
    data = story.render(story.meeting()).data
    pages = list(range(printing.Document(data).pages()))
    to_file(data, tmp_path / "out.pdf", pages)
    printed = (tmp_path / "out.pdf").read_bytes()
    assert printing.Document(printed).pages() == len(pages) > 1
    for page in pages:
        assert apart(picture(data, page), picture(printed, page)) < NEAR
    assert apart(picture(data, 0), picture(printed, 1)) > 1.5 * NEAR


def test_the_pages_of_a_range_or_the_one_in_sight_print_alone(qapp: QApplication) -> None:
    printer = QPrinter()
    assert printing.wanted(printer, 5, 2) == [0, 1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1-2,4,9"))
    assert printing.wanted(printer, 5, 2) == [0, 1, 3]
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    assert printing.wanted(printer, 5, 2) == []
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printing.wanted(printer, 5, 2) == [2]


def test_the_dialog_of_the_system_asks_for_pages_sides_and_copies(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QPrintDialog] = []

    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        asked.append(dialog)
        assert (dialog.minPage(), dialog.maxPage()) == (1, 12)
        for name in ("PrintPageRange", "PrintCurrentPage", "PrintCollateCopies"):
            assert dialog.testOption(QPrintDialog.PrintDialogOption[name])
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not printing.ask(QPrinter(), 12, parent)
    assert asked


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_take_the_paper_is_told_from_one_that_does(qapp: QApplication, tmp_path: Path) -> None:
    printer = printing.printer_for(document(A4), "paper")
    printer.setOutputFileName(str(tmp_path / "no folder" / "out.pdf"))
    assert printing.print_pages(document(A4), printer, [0]) == 0


@pytest.fixture
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queue]:
    if not there():
        pytest.skip("no print server (CUPS) on this computer")
    made = Queue(tmp_path_factory.mktemp("q"))
    yield made
    made.stop()


def test_a_real_queue_gets_the_pages_that_were_asked_for_at_their_size_and_on_both_sides(
    queue: Queue, story: Desk, tmp_path: Path
) -> None:
    data = story.render(story.meeting()).data
    (tmp_path / "paper.pdf").write_bytes(data)
    queue.run(sys.executable, "-c", JOB, str(tmp_path / "paper.pdf"), NAME)
    options, sent = queue.job()
    assert b"two-sided-long-edge" in options and b"PSG 1" in options
    assert b"fit-to-page" not in options
    printed = printing.Document(sent)
    assert printed.pages() == 2
    for page, number in enumerate((0, 2)):
        assert (printed.size(page).width(), printed.size(page).height()) == pytest.approx(A4, abs=1)
        assert apart(picture(data, number), picture(sent, page)) < NEAR
