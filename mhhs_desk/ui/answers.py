"""The answers to an item as a list: by option, then who has not answered, each row painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from mhhs_desk import words
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.answer_rows import AnswerRow, OptionHead, OutsideHead, Row, StateRow, marks, read_out, texts_of
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.similar_rows import SimilarRow, paint_similar
from mhhs_desk.ui.tables import Index
from mhhs_desk.ui.theme import Look, Theme
from mhhs_desk.ui.wrapped import Wrapped

ABOVE, LEFT, RIGHT = 8, 24, 24
HEAD, STATE = 44, 30
LEAST_NAMED = 90
"""The least room in which the themes of an answer are named beside its source; the bar over the list has them all."""


class AnswerDelegate(RowDelegate):
    """Paints the rows; an answer is as high as its words need, up to four lines each."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.width = 480

    def words(self, record: Row) -> str:
        return read_out(record)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self.look.theme
        record = self.table.record(index.row())
        if isinstance(record, OptionHead):
            return QSize(0, theme.px(HEAD))
        if not isinstance(record, AnswerRow):
            return QSize(0, theme.px(STATE))
        texts = sum(text.height for text in self.body(theme, record))
        return QSize(0, theme.px(2 * ABOVE + 1) + theme.line() + texts + theme.line("small"))

    def body(self, theme: Theme, row: AnswerRow) -> list[Wrapped]:
        """The texts of an answer under its name, wrapped to the list's width."""
        width = max(120, self.width - theme.px(LEFT + RIGHT))
        return [
            Wrapped(theme, text, width, role=role, label=label, held=row.answer.feedback.held_back, found=row.found)
            for text, role, label in texts_of(row.answer.feedback)
        ]

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Row, selected: bool) -> None:
        box = rect.adjusted(theme.px(LEFT), 0, -theme.px(RIGHT), -1)
        if isinstance(record, OptionHead):
            self._paint_head(painter, rect, box, theme, record, selected)
        elif isinstance(record, StateRow):
            _paint_state(painter, box, theme, record)
        elif isinstance(record, SimilarRow):
            paint_similar(painter, box, theme, record)
        elif isinstance(record, OutsideHead):
            icons.draw(
                painter,
                QRect(box.x() + theme.px(4), box.y(), theme.px(15), box.height()),
                theme,
                "warning",
                "attention",
            )
            paint.text(painter, box.adjusted(theme.px(30), 0, 0, 0), theme, record.words, "small", "attention")
        else:
            if record.alike:
                painter.fillRect(
                    rect.adjusted(theme.px(12), 0, 0, 0).x(), rect.y(), 2, rect.height(), theme.colour("hairline")
                )
            self._paint_answer(painter, box, theme, record)

    def _paint_head(
        self, painter: QPainter, rect: QRect, box: QRect, theme: Theme, head: OptionHead, selected: bool
    ) -> None:
        if not selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("pane"))
        size = theme.px(28)
        paint.chip(painter, QRect(box.x(), box.y() + (box.height() - size) // 2, size, size), theme, head.key)
        told = paint.width(theme, head.detail, "small") + theme.px(12)
        name = box.adjusted(size + theme.px(10), 0, -told, 0)
        used = paint.text(painter, name.adjusted(0, 0, -theme.px(36), 0), theme, head.name, "heading")
        paint.text(
            painter, name.adjusted(used + theme.px(10), 0, 0, 0), theme, str(head.count), "heading_plain", "text2"
        )
        paint.text(painter, box, theme, head.detail, "small", "text2", right=True)

    def _paint_answer(self, painter: QPainter, box: QRect, theme: Theme, row: AnswerRow) -> None:
        line = QRect(box.x(), box.y() + theme.px(ABOVE), box.width(), theme.line())
        _paint_name(painter, line, theme, row)
        y = line.bottom() + 1
        for text in self.body(theme, row):
            text.paint(painter, box.x(), y)
            y += text.height
        line = QRect(box.x(), y, box.width(), theme.line("small"))
        used = paint.text(painter, line, theme, row.answer.feedback.code, "small", "accent")
        told = line.adjusted(used + theme.px(10), 0, 0, 0)
        used = paint.text(painter, told, theme, row.source, "small", "text3")
        named = told.adjusted(used + theme.px(16), 0, 0, 0)
        if named.width() > theme.px(LEAST_NAMED):
            paint.text(painter, named, theme, ", ".join(row.themes), "small", "text2", right=True)


def _paint_name(painter: QPainter, box: QRect, theme: Theme, row: AnswerRow) -> None:
    feedback = row.answer.feedback
    word = words.EVIDENCE[feedback.evidence] if feedback.evidence is not None else "Not said"
    told = paint.width(theme, word, "small")
    wide = paint.evidence_width(theme)
    bars = QRect(box.right() - told - wide - theme.px(5), box.y(), wide, box.height())
    paint.evidence(painter, bars, theme, feedback.evidence)
    paint.text(painter, box, theme, word, "small", "text2", right=True)
    name = QRect(box.x(), box.y(), max(0, bars.x() - box.x() - theme.px(8)), box.height())
    x = name.x() + paint.text(painter, name, theme, row.answer.who, semibold=True) + theme.px(10)
    for icon, text, role in marks(row):
        mark = QRect(x, box.y(), theme.px(15), box.height())
        if icon == "flag":
            paint.flag(painter, mark, theme)
        else:
            icons.draw(painter, mark, theme, icon, role)
        left = mark.right() + theme.px(4)
        rest = QRect(left, box.y(), max(0, name.right() - left), box.height())
        x = left + paint.text(painter, rest, theme, text, "small", role, semibold=icon == "flag") + theme.px(10)


def _paint_state(painter: QPainter, box: QRect, theme: Theme, row: StateRow) -> None:
    mark = QRect(box.x(), box.y(), theme.px(24), box.height())
    paint.state_mark(painter, mark, theme, row.state)
    line = box.adjusted(theme.px(30), 0, 0, 0)
    used = paint.text(painter, line, theme, row.words, "small", semibold=True)
    paint.text(painter, line.adjusted(used + theme.px(10), 0, 0, 0), theme, ", ".join(row.names), "small", "text2")


class AnswerList(ListView):
    """The list of an item's answers; rows are as high as the width makes them."""

    def __init__(self, look: Look) -> None:
        self.painter_of_rows = AnswerDelegate(look)
        super().__init__(look, self.painter_of_rows, "Answers")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.painter_of_rows.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
