"""What stands round the cells of the matrix: items in bands above, names at the left, and tallies below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QToolTip, QWidget

from mhhs_desk.domain.arrangement import OF_AN_ITEM, By
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.matrix_model import Matrix
from mhhs_desk.ui.matrix_paint import ENDLESS
from mhhs_desk.ui.matrix_words import column_words
from mhhs_desk.ui.tables import MARGIN, Heading, paint_heading
from mhhs_desk.ui.theme import Look, Theme

HEAD, FOOT = 76, 46
INSET, TOTAL_INSET = 4, 14


class Head(QHeaderView):
    """What both heads have; `current` is the section that the keyboard is in."""

    orientation_ = Qt.Orientation.Horizontal

    def __init__(self, look: Look, matrix: Matrix, parent: QWidget) -> None:
        super().__init__(self.orientation_, parent)
        self.look, self.matrix = look, matrix
        self.current = -1
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def mark(self, section: int) -> None:
        """Show that the keyboard is in a section."""
        self.current = section
        self.viewport().update()


class ItemHead(Head):
    """The items over the matrix: a band for each disposition, then number and title. A click sorts by an item."""

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(HEAD))

    def in_sight(self) -> range:
        """The sections that are not scrolled away."""
        first = self.logicalIndexAt(0)
        last = self.logicalIndexAt(self.viewport().width() - 1)
        return range(max(0, first), (last if last >= 0 else self.count() - 1) + 1)

    def bands(self) -> Iterator[tuple[str, int, int]]:
        """The dispositions in their order: name, first column, last column."""
        place = 0
        for disposition, group in groupby(self.matrix.columns, key=lambda column: column.item.disposition):
            count = len(list(group))
            yield (disposition.value.capitalize() if disposition else "Not given", place, place + count - 1)
            place += count

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self.viewport())
        box = self.viewport().rect()
        painter.fillRect(box, theme.colour("page"))
        for name, first, last in self.bands():
            self._paint_band(painter, theme, name, first, last)
        for section in self.in_sight():
            if section < len(self.matrix.columns):
                self._paint_item(painter, theme, section)
            else:
                self._paint_total(painter, theme, section)
        paint.hairline(painter, box, theme, "edge")
        painter.end()

    def _paint_band(self, painter: QPainter, theme: Theme, name: str, first: int, last: int) -> None:
        """A band's name stays in sight while any of its items is."""
        left = self.sectionViewportPosition(first) + theme.px(INSET)
        right = self.sectionViewportPosition(last) + self.sectionSize(last) - theme.px(6)
        if right < 0 or left > self.viewport().width():
            return
        shown = max(left, theme.px(INSET))
        spare = self.sectionSize(self.count() - 1) - theme.px(8) if last == len(self.matrix.columns) - 1 else 0
        band = QRect(shown, theme.px(4), max(0, right - shown + spare), theme.px(18))
        paint.text(painter, band, theme, name, "small", "text2", semibold=True)
        painter.fillRect(QRect(left, band.bottom() + 2, right - left, 1), theme.colour("edge"))

    def _paint_item(self, painter: QPainter, theme: Theme, section: int) -> None:
        item = self.matrix.columns[section].item
        left = self.sectionViewportPosition(section) + theme.px(INSET)
        width = self.sectionSize(section) - theme.px(8)
        role = "accent" if section == self.current else "text"
        number = QRect(left, theme.px(24), width, theme.px(15))
        used = paint.text(painter, number, theme, str(item.number), "small", "accent" if role == "accent" else "text2")
        if self._orders(item.id):
            self._caret(painter, theme, QRect(left + used + 3, number.y(), theme.px(12), number.height()))
        for line, told in enumerate(two_lines(theme, item.title, width)):
            box = QRect(left, theme.px(38 + 16 * line), width, theme.px(17))
            paint.text(painter, box, theme, told, "small", role, semibold=True)

    def _orders(self, item_id: int) -> bool:
        """Whether the rows are sorted by this item."""
        return self.matrix.how.sort in OF_AN_ITEM and self.matrix.how.item == item_id

    def _caret(self, painter: QPainter, theme: Theme, box: QRect) -> None:
        icons.draw(painter, box, theme, "caret-down" if self.matrix.how.backwards else "caret-up", "text2")

    def _paint_total(self, painter: QPainter, theme: Theme, section: int) -> None:
        right = self.sectionViewportPosition(section) + self.sectionSize(section) - theme.px(TOTAL_INSET)
        box = QRect(right - self.sectionSize(section), theme.px(54), self.sectionSize(section), theme.px(17))
        told = self.matrix.total_head(section)
        used = paint.text(painter, box, theme, told, "small", semibold=True, right=True)
        by = By.ANSWERED if section == len(self.matrix.columns) else By.OBJECTIONS
        if self.matrix.how.sort is by:
            self._caret(painter, theme, QRect(right - used, theme.px(40), theme.px(12), theme.px(15)))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            told = column_words(self.matrix.columns[section]) if 0 <= section < len(self.matrix.columns) else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)


def two_lines(theme: Theme, title: str, width: int) -> list[str]:
    """A title over two lines, broken between words; what does not fit is elided when it is painted."""
    first, rest = "", title.split()
    while rest and (not first or paint.width(theme, f"{first} {rest[0]}", "small", True) <= width):
        first = f"{first} {rest.pop(0)}".strip()
    return [first, " ".join(rest)]


class NameHead(Head):
    """The members' names, and the heads of their groups, which go on over the cells."""

    orientation_ = Qt.Orientation.Vertical

    def wanted_width(self, least: int, most: int) -> int:
        """As wide as the longest name needs, within limits."""
        theme = self.look.theme
        names = [row.member.name for row in self.matrix.grid.rows]
        longest = max((paint.width(theme, name) for name in sorted(names, key=len)[-20:]), default=0)
        return min(theme.px(most), max(theme.px(least), longest + theme.px(MARGIN) + 5))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self.look.theme
        row = self.matrix.rows[section]
        if isinstance(row, Heading):
            paint_heading(painter, QRect(rect.x(), rect.y(), ENDLESS, rect.height()), theme, row)
            return
        now = section == self.current
        painter.fillRect(rect, theme.colour("selection" if now else "page"))
        if now:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent"))
        paint.hairline(painter, rect, theme)
        paint.text(painter, rect.adjusted(theme.px(MARGIN), 0, -4, 0), theme, row.member.name)


class Corner(QWidget):
    """Over the names: what they are."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setAccessibleName("Members")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("page"))
        box = QRect(theme.px(MARGIN), theme.px(54), self.width() - theme.px(MARGIN), theme.px(17))
        paint.text(painter, box, theme, "Member", "small", semibold=True)
        paint.hairline(painter, self.rect(), theme, "edge")
        painter.end()


class TallyFoot(QWidget):
    """Under each item its bar and its count; moves sideways with the matrix."""

    def __init__(self, look: Look, grid: QTableView, matrix: Matrix) -> None:
        super().__init__()
        self.look, self.grid, self.matrix = look, grid, matrix
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Answered, item by item")
        grid.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        grid.horizontalHeader().sectionResized.connect(lambda *_: self.update())
        matrix.modelReset.connect(self._tell)

    def _tell(self) -> None:
        self.setAccessibleDescription("\n".join(column_words(column) for column in self.matrix.columns))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        names = self.grid.verticalHeader().width()
        for column in range(len(self.matrix.columns)):
            left = names + self.grid.columnViewportPosition(column)
            if -self.grid.columnWidth(column) < left < self.width():
                self._paint_tally(painter, theme, column, left + theme.px(INSET))
        name = QRect(0, 0, names, self.height())
        painter.fillRect(name, theme.colour("page"))
        paint.text(painter, name.adjusted(theme.px(MARGIN), 0, 0, 0), theme, "Answered", "small", "text2")
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("edge"))
        painter.end()

    def _paint_tally(self, painter: QPainter, theme: Theme, column: int, left: int) -> None:
        item, tally = self.matrix.columns[column].item, self.matrix.columns[column].tally
        width = self.grid.columnWidth(column) - theme.px(14)
        bar = QRect(left, theme.px(10), width, theme.px(6))
        paint.tally_bar(painter, bar, theme, tally, tuple(option.key for option in item.options))
        told = QRect(left, theme.px(20), width + theme.px(10), theme.px(18))
        used = paint.text(painter, told, theme, str(tally.answered), "small", semibold=True)
        rest = told.adjusted(used + 3, 0, 0, 0)
        paint.text(painter, rest, theme, f"of {tally.total}", "small", "text2")

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self.grid.columnAt(event.pos().x() - self.grid.verticalHeader().width())
            told = column_words(self.matrix.columns[column]) if 0 <= column < len(self.matrix.columns) else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)
