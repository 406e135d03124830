"""A paragraph of the room: runs of words wrapped to its width, on the pitch of the type; citations can be clicked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one colour; `cites` is the number of the answer they cite."""

    text: str
    role: str = "text"
    semibold: bool = False
    cites: int = 0


class Paragraph(QWidget):
    """As high as its words need at its width; empty it takes no room."""

    cited = Signal(int)

    def __init__(self, look: Look, size: str = "room_small", *runs: Run) -> None:
        super().__init__()
        self.look, self.size_name = look, size
        self.runs: tuple[Run, ...] = ()
        self._layout = QTextLayout()
        self._lines = 0
        self._placed = False
        """Whether it has a width that its layout gave it; before that its words are not broken into lines."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look.theme.px(40))
        look.changed.connect(self._fit)
        if runs:
            self.say(*runs)

    def say(self, *runs: Run) -> None:
        """Show other words; without any it is not there."""
        self.runs = tuple(run for run in runs if run.text)
        self.setAccessibleName(self.text())
        self.setMouseTracking(any(run.cites for run in self.runs))
        if self.parentWidget() or not self.runs:  # what has no place yet would be a window of its own
            self.setVisible(bool(self.runs))
        self._fit()

    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(200), self.height())

    def _fit(self) -> None:
        """Break the words into lines at the width there is, and be as high as these."""
        theme = self.look.theme
        if not self._placed:
            self.setFixedHeight(theme.line(self.size_name))
            return
        self._layout = layout = QTextLayout(self.text(), theme.font(self.size_name))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        self._lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, self.width()))
            line.setPosition(QPointF(0, self._lines * theme.line(self.size_name)))
            self._lines += 1
        layout.endLayout()
        self.setFixedHeight(self._lines * theme.line(self.size_name))
        self.update()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, at = [], 0
        for run in self.runs:
            form = QTextCharFormat()
            form.setForeground(self.look.theme.colour(run.role))
            if run.semibold:
                form.setFont(self.look.theme.font(self.size_name, semibold=True))
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = at, _units(run.text), form
            formats.append(part)
            at += part.length
        return formats

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._placed or event.size().width() != event.oldSize().width():
            self._placed = True
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        nudge = (theme.line(self.size_name) - QFontMetrics(theme.font(self.size_name)).lineSpacing()) / 2
        self._layout.draw(painter, QPointF(0, nudge))
        painter.end()

    # Citations

    def cited_at(self, x: float, y: float) -> int:
        """The number of the answer that is cited at a place; 0 where none is."""
        number = int(y // self.look.theme.line(self.size_name))
        if not 0 <= number < self._lines:
            return 0
        line = self._layout.lineAt(number)
        if x > line.naturalTextWidth():
            return 0
        place, at = line.xToCursor(x), 0
        for run in self.runs:
            at += _units(run.text)
            if place < at:
                return run.cites
        return 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.cited_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self.cited_at(event.position().x(), event.position().y())
        if number:
            self.cited.emit(number)
        else:
            event.ignore()


def _units(text: str) -> int:
    """How long a text is as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
