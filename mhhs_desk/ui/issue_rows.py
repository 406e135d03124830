"""The rows of issued papers: what each is, for whom and when, and of which record."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import paper_words, words
from mhhs_desk.domain.papers import Kind, Paper
from mhhs_desk.ui import paint
from mhhs_desk.ui.lists import RowDelegate
from mhhs_desk.ui.theme import Theme


def record_words(paper: Paper) -> str:
    """The record of an issue, as the foot of its pages names it: record 4f1a 09bc 77de."""
    digest = paper.record_hash
    return f"record {digest[:4]} {digest[4:8]} {digest[8:12]}"


def called(paper: Paper) -> str:
    """Own edition; Brief, own edition; Members’ report."""
    edition = words.EDITIONS[paper.edition]
    if paper.kind is Kind.PAPER:
        return edition
    what = paper_words.KINDS[paper.kind]
    return what if len(paper.kind.editions) == 1 else f"{what}, {edition.lower()}"


class IssueDelegate(RowDelegate):
    """An issued paper: what it is and its number, its day and pages, its record and whom it is for."""

    def words(self, record: Paper) -> str:
        whom = f", for {record.for_whom}" if record.for_whom else ""
        return f"{called(record)}, issue {record.number}, {words.day(record.day, year=True)}{whom}"

    def height(self, record: Paper) -> int:
        return 76

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Paper, selected: bool) -> None:
        box = rect.adjusted(theme.px(24), 0, -theme.px(16), 0)
        line = QRect(box.x(), box.y() + theme.px(8), box.width(), theme.px(22))
        number = f"issue {record.number}"
        beside = paint.width(theme, number, "small") + theme.px(8)
        paint.text(painter, line.adjusted(0, 0, -beside, 0), theme, called(record), semibold=True)
        paint.text(painter, line, theme, number, "small", "text2", right=True)
        line = line.translated(0, theme.px(21))
        paint.text(painter, line, theme, words.day(record.day, year=True), "small")
        paint.text(painter, line, theme, words.count(record.pages, "page"), "small", "text2", right=True)
        line = line.translated(0, theme.px(18))
        hashed = record_words(record)
        paint.text(painter, line, theme, hashed, "small", "text3")
        if record.for_whom:
            whom = line.adjusted(paint.width(theme, hashed, "small") + theme.px(12), 0, 0, 0)
            paint.text(painter, whom, theme, f"for {record.for_whom}", "small", "text2", right=True)
