"""A paper on the screen: the pages of a PDF, through QtPdf, in any size, one under another or facing."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfLink, QPdfLinkModel
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from mhhs_desk.ui import page_places
from mhhs_desk.ui.page_places import Fit
from mhhs_desk.ui.theme import Look

POINTS = 72
ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""The sizes that the keys go through; 1 is as large as on paper."""
STEP = 40
FINER = 3
"""How many times larger than it is shown a small page is drawn."""
KEPT = 8
"""Pictures of pages that are kept, beside those in sight."""


class _Document(QPdfDocument):
    """A document with the bytes that it reads from, which must stay as long as it is asked for pages."""

    def read(self, data: bytes) -> None:
        self.close()
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.load(self._buffer)


class Preview(QAbstractScrollArea):
    """Shows the bytes of a PDF, page under page or facing, as wide as there is room or in a size of its own."""

    viewed = Signal()
    """Other pages are there, or other ones in sight, or in another size."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._pdf, self._other = _Document(), _Document()
        self.data = b""
        self.set_anew: frozenset[int] = frozenset()
        """The pages that are shown from another document: as they are to be, while the whole is still made."""
        self.fit, self.zoom, self.facing = Fit.WIDTH, 1.0, False
        self._lie: list[QRect] = []
        self._asked: int | None = None
        """The page that was gone to, until another place is: at the end of a paper it may not be alone in sight."""
        self._pictures: dict[tuple[int, int, int], QImage] = {}
        self._small: dict[tuple[int, int, int], QImage] = {}
        self.setAccessibleName("The paper as it would print")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        # A bar that came and went would change the width that the pages are to fill.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(STEP)
        self.horizontalScrollBar().setSingleStep(STEP)
        look.changed.connect(self.viewport().update)

    def document(self) -> QPdfDocument:
        return self._pdf

    def shown_by(self, page: int) -> QPdfDocument:
        """The document that a page is shown from."""
        return self._other if page in self.set_anew else self._pdf

    def show_pdf(self, data: bytes) -> None:
        """Show other bytes, staying on the page that is in sight."""
        if data == self.data:
            self.show_own_pages()
            return
        at = self.verticalScrollBar().value()
        self._forget()
        self._pdf.read(data)
        self.data = data
        self._pictures.clear()
        self._small.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(at)
        self._tell()

    def show_pages(self, data: bytes, pages: Collection[int]) -> None:
        """Show some pages as another document has them now; the others, and where one is, stay as they are."""
        gone = self.set_anew
        self._other.read(data)
        self.set_anew = frozenset(pages)
        self._redraw(gone | self.set_anew)

    def show_own_pages(self) -> None:
        """Show every page as the paper has it, again."""
        gone = self.set_anew
        if gone:
            self._forget()
            self._redraw(gone)

    def _forget(self) -> None:
        self.set_anew = frozenset()
        self._other.close()

    def _redraw(self, pages: Collection[int]) -> None:
        for key in [key for key in self._pictures if key[0] in pages]:
            del self._pictures[key]
        self._tell()

    def clear(self) -> None:
        self._forget()
        self._pdf.close()
        self.data = b""
        self._pictures.clear()
        self._lay_out()
        self._tell()

    def pages(self) -> int:
        return self._pdf.pageCount() if self.data else 0

    # Where the pages lie

    def _lay_out(self) -> None:
        """Give each page its place, and the bars their ranges."""
        sizes = [self._pdf.pagePointSize(page) for page in range(self.pages())]
        room, dots = self.viewport().size(), self.screen().logicalDotsPerInch() / POINTS
        self._lie, whole = page_places.places(sizes, room, self.fit, dots * self.zoom, self.facing)
        for bar, length, seen in (
            (self.horizontalScrollBar(), whole.width(), room.width()),
            (self.verticalScrollBar(), whole.height(), room.height()),
        ):
            bar.setRange(0, max(0, length - seen))
            bar.setPageStep(seen)

    def places(self) -> list[QRect]:
        """Where each page lies in the viewport now."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return [place.translated(-left, -top) for place in self._lie]

    def scale(self, page: int, place: QRect) -> float:
        """How many pixels a point of a page takes."""
        return place.width() / (self._pdf.pagePointSize(page).width() or 1)

    def size_now(self) -> float:
        """How large the page in sight is to its size on paper."""
        page = self.page_in_sight()
        dots = self.screen().logicalDotsPerInch() / POINTS
        return self.scale(page, self._lie[page]) / dots if self._lie else self.zoom

    def page_in_sight(self) -> int:
        """The page that was gone to, or that of which most is in sight, counted from 0; of two alike, the first."""
        view = self.viewport().rect()
        seen = [place.intersected(view) for place in self.places()]
        if self._asked is not None and self._asked < len(seen) and not seen[self._asked].isEmpty():
            return self._asked
        return max(range(len(seen)), key=lambda page: seen[page].width() * seen[page].height(), default=0)

    def pages_in_sight(self) -> list[int]:
        """The pages of which anything is in sight."""
        view = self.viewport().rect()
        return [page for page, place in enumerate(self.places()) if place.intersects(view)]

    def go_to(self, page: int, at: QPointF) -> None:
        """Bring a place of a page, in points, to the top left of the view."""
        places = self.places()
        if page < len(places):
            point = QPointF(places[page].topLeft()) + at * self.scale(page, places[page])
            for bar, by in ((self.horizontalScrollBar(), point.x()), (self.verticalScrollBar(), point.y())):
                bar.setValue(bar.value() + round(by))

    def is_in_sight(self, page: int, top: float, bottom: float) -> bool:
        """Whether anything is in sight of what lies on a page between two heights, in points."""
        if page >= len(self._lie):
            return False
        first, last = self._heights(page, top, bottom)
        return last > 0 and first < self.viewport().height()

    def bring_into_sight(self, page: int, top: float, bottom: float) -> None:
        """Where nothing is in sight of it, bring what lies on a page between two heights, in points, a third down."""
        if page < len(self._lie) and not self.is_in_sight(page, top, bottom):
            bar, (first, _) = self.verticalScrollBar(), self._heights(page, top, bottom)
            bar.setValue(bar.value() + round(first - self.viewport().height() / 3))

    def _heights(self, page: int, *down: float) -> list[float]:
        """How far down in the viewport some places of a page lie."""
        place = self.places()[page]
        return [place.top() + one * self.scale(page, place) for one in down]

    def go_to_page(self, page: int) -> None:
        """Bring the head of a page into sight, without moving to the side."""
        if 0 <= page < len(self._lie):
            self.verticalScrollBar().setValue(self._lie[page].top() - page_places.MARGIN)
            self._asked = page
            self._tell()

    # Their size

    def show_fit(self, fit: Fit) -> None:
        """Let the size follow the view."""
        self._resize_to(fit, self.zoom, self.facing)

    def show_size(self, zoom: float) -> None:
        """Show the pages in a size; 1 is as large as on paper."""
        self._resize_to(Fit.SIZE, min(max(zoom, ZOOMS[0]), ZOOMS[-1]), self.facing)

    def show_facing(self, facing: bool) -> None:
        self._resize_to(self.fit, self.zoom, facing)

    def step_size(self, larger: bool) -> None:
        """Go to the next larger or smaller size."""
        now = self.size_now()
        if larger:
            self.show_size(next((zoom for zoom in ZOOMS if zoom > now * 1.01), ZOOMS[-1]))
        else:
            self.show_size(next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.99), ZOOMS[0]))

    def _resize_to(self, fit: Fit, zoom: float, facing: bool) -> None:
        """Take another size or order with the same place of the same page at the head of the view."""
        page, places = self.page_in_sight(), self.places()
        down = -places[page].top() / self.scale(page, places[page]) if places else 0.0
        self.fit, self.zoom, self.facing = fit, zoom, facing
        self._pictures.clear()
        self._lay_out()
        if self._lie:
            scale = self.scale(page, self._lie[page])
            self.verticalScrollBar().setValue(round(self._lie[page].top() + down * scale))
            across = self.horizontalScrollBar()
            across.setValue(across.maximum() // 2)
            self._asked = page
        self._tell()

    def _tell(self) -> None:
        self.viewport().update()
        self.viewed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width() and self.fit is not Fit.PAGE:
            self._lay_out()
            self._tell()
        else:
            self._resize_to(self.fit, self.zoom, self.facing)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._asked = None
        self._tell()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.look.theme.colour("window"))
        painter.setPen(self.look.theme.colour("hairline"))
        seen = [(page, place) for page, place in enumerate(self.places()) if place.intersects(event.rect())]
        for page, place in seen:
            painter.drawImage(place, self.picture(page, place.size()))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
        for key in list(self._pictures)[: max(0, len(self._pictures) - len(seen) - KEPT)]:
            del self._pictures[key]

    def picture(self, page: int, size: QSize) -> QImage:
        """A page in a size, as sharp as the screen; drawn once, and kept while it is likely to be asked for."""
        key = (page, size.width(), size.height())
        found = self._pictures.pop(key, None) or self._draw(self.shown_by(page), page, size)
        self._pictures[key] = found  # the last that was asked for is the last to be let go
        return found

    def thumbnail(self, page: int, size: QSize) -> QImage:
        """A page in a size in which every page may be kept, as the paper has it; what is set anew is too small to tell.

        It is drawn larger first, or hairlines would fall out.
        """
        key = (page, size.width(), size.height())
        if key not in self._small:
            large, smooth = self._draw(self._pdf, page, size * FINER), Qt.TransformationMode.SmoothTransformation
            self._small[key] = large.scaled(large.size() / FINER, mode=smooth)
        return self._small[key]

    def _draw(self, document: QPdfDocument, page: int, size: QSize) -> QImage:
        made = QImage(size * self.devicePixelRatio(), QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.drawImage(0, 0, document.render(page, made.size()))
        painter.end()
        made.setDevicePixelRatio(self.devicePixelRatio())
        return made

    # The mouse and the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._link_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link to a page; one that leads out of the document is told, and not followed."""
        link = self._link_at(event.position())
        if link is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if link.page() >= 0:
            self.go_to(link.page(), link.location())
        elif not link.url().isEmpty():
            told = f"This link leads out of the program to {link.url().toString()}. It is not followed."
            QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def _link_at(self, at: QPointF) -> QPdfLink | None:
        """The link at a place in the viewport."""
        for page, place in enumerate(self.places()):
            if place.contains(at.toPoint()):
                links = QPdfLinkModel()
                links.setDocument(self.shown_by(page))
                links.setPage(page)
                link = links.linkAt((at - QPointF(place.topLeft())) / self.scale(page, place))
                return link if link.page() >= 0 or not link.url().isEmpty() else None
        return None
