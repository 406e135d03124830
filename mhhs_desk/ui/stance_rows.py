"""Wordings and what members say to them, painted: a row for each wording, a row for each member, a bar of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mhhs_desk import words
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.wordings import Says, Stance, Wording
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.lists import RowDelegate
from mhhs_desk.ui.theme import Look, Theme

PLACES = (Says.AGREES, Says.LIVES_WITH, Says.OBJECTS, None)
KEYS = {Says.AGREES: "A", Says.LIVES_WITH: "L", Says.OBJECTS: "O"}
Counts = Mapping[Says | None, int]

MARGIN, BAR, ONE, TWO = 20, 84, 32, 50


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording with how many members say what to it; `brief` is what tells it from the one before."""

    wording: Wording
    counts: Counts
    brief: str

    @property
    def id(self) -> int:
        return self.wording.id

    @property
    def words(self) -> str:
        """As a screen reader says it."""
        chosen = ", chosen" if self.wording.chosen else ""
        return f"Wording {self.wording.number}{chosen}: {self.wording.text or 'empty'}. {words.said(self.counts)}"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member before one wording: what it says, what it answered, and what that lets one expect.

    `before` is what it said to the last wording before this one to which it said anything.
    """

    member: Member
    answer: Feedback | None
    stance: Stance | None
    suggested: Says | None
    reason: str
    before: str

    @property
    def id(self) -> int:
        return self.member.id

    @property
    def says(self) -> Says | None:
        return self.stance.says if self.stance else None

    @property
    def under(self) -> str:
        """What stands beneath the name: why, or what may be expected."""
        if self.stance:
            return self.stance.why
        return f"Expected to object{self.reason}" if self.suggested else ""

    @property
    def words(self) -> str:
        """As a screen reader says it."""
        answered = f"answered option {self.answer.option}" if self.answer else "no answer"
        red = "red line" if self.answer and self.answer.red_line else ""
        parts = (self.member.name, words.SAYS[self.says].lower(), answered, red, self.before, self.under)
        return ", ".join(filter(None, parts))


class WordingDelegate(RowDelegate):
    """Paints a wording: its number, whether it is chosen, how it begins, and its bar."""

    def words(self, record: WordingRow) -> str:
        return record.words

    def height(self, record: WordingRow) -> int:
        return ONE

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: WordingRow, selected: bool) -> None:
        px = theme.px
        box = rect.adjusted(px(MARGIN), 0, -px(MARGIN), -1)
        paint.text(painter, box, theme, str(record.wording.number), role="text2", semibold=True)
        box.setLeft(box.left() + px(22))
        if record.wording.chosen:
            icons.draw(painter, QRect(box.x(), box.y(), px(16), box.height()), theme, "check", "accent")
            box.setLeft(box.left() + px(22))
        bar = QRect(box.right() - px(BAR), box.center().y() - px(5), px(BAR), px(11))
        box.setRight(bar.x() - px(12))
        brief = " ".join(record.brief.split())
        role = "text" if brief else "text3"
        paint.text(painter, box, theme, brief or "Nothing written yet", role=role, semibold=record.wording.chosen)
        stance_bar(painter, bar, theme, record.counts)


class MemberDelegate(RowDelegate):
    """Paints a member before a wording: its name, its answer, and what it says with the key that says so."""

    def words(self, record: MemberRow) -> str:
        return record.words

    def height(self, record: MemberRow) -> int:
        return TWO if record.under else ONE

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: MemberRow, selected: bool) -> None:
        px = theme.px
        box = rect.adjusted(px(MARGIN), 0, -px(MARGIN), -1)
        line = QRect(box.x(), box.y(), box.width(), px(ONE) - 1)
        line.setWidth(line.width() - _paint_stance(painter, line, theme, record) - px(10))
        answer = record.answer
        marks = (px(24) if answer else 0) + (px(20) if answer and answer.red_line else 0)
        name = line.adjusted(0, 0, -marks, 0)
        x = line.x() + paint.text(painter, name, theme, record.member.name) + px(8)
        if answer:
            size = px(18)
            paint.chip(painter, QRect(x, line.center().y() - size // 2, size, size), theme, answer.option)
            x += size + px(6)
            if answer.red_line:
                paint.flag(painter, QRect(x - px(2), line.y(), px(14), line.height()), theme)
                x += px(18)
        rest = QRect(x, line.y(), max(0, line.right() - x), line.height())
        if rest.width() > paint.width(theme, record.before, "small") // 2:
            paint.text(painter, rest, theme, record.before, "small", "text3")
        if record.under:
            under = QRect(box.x(), line.bottom() - px(4), box.width(), theme.line("small"))
            paint.text(painter, under, theme, record.under, "small", "text2" if record.stance else "text3")


def _paint_stance(painter: QPainter, line: QRect, theme: Theme, record: MemberRow) -> int:
    """What a member says, at the right, after its key in a square; the width it took."""
    says = record.says
    told = words.SAYS[says]
    role = "danger" if says is Says.OBJECTS else "text" if says else "text3"
    paint.text(painter, line, theme, told, "small", role, semibold=says is Says.OBJECTS, right=True)
    wide = paint.width(theme, told, "small", says is Says.OBJECTS)
    if says is None:
        return wide
    size = theme.px(16)
    x = line.right() - wide - theme.px(6) - size
    square = QRect(x, line.center().y() - size // 2, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(role), 1))
    painter.drawRoundedRect(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setFont(theme.font("small"))
    painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), KEYS[says])
    painter.restore()
    return wide + size + theme.px(6)


def stance_bar(painter: QPainter, rect: QRect, theme: Theme, counts: Counts) -> None:
    """Members by what they say: agreeing solid, living with it light, objecting hatched, not having said outlined."""
    parts = [(says, counts.get(says, 0)) for says in PLACES if counts.get(says, 0)]
    total = sum(count for _, count in parts)
    if not total:
        return
    free, done = rect.width() - paint.GAP * (len(parts) - 1), 0
    painter.save()
    for place, (says, count) in enumerate(parts):
        left = rect.x() + place * paint.GAP + free * done // total
        done += count
        right = rect.x() + place * paint.GAP + free * done // total
        _part(painter, QRect(left, rect.y(), max(2, right - left), rect.height()), theme, says)
    painter.restore()


def _part(painter: QPainter, rect: QRect, theme: Theme, says: Says | None) -> None:
    edge = {Says.AGREES: "accent", Says.LIVES_WITH: "accent", Says.OBJECTS: "danger", None: "edge"}[says]
    painter.setPen(QPen(theme.colour(edge), 1))
    brush: QBrush | Qt.BrushStyle = Qt.BrushStyle.NoBrush
    if says is Says.AGREES:
        brush = QBrush(theme.colour("accent"))
    elif says is Says.LIVES_WITH:
        brush = QBrush(theme.colour("selection"))
    elif says is Says.OBJECTS:
        brush = QBrush(theme.colour("danger"), Qt.BrushStyle.Dense3Pattern)
    painter.setBrush(brush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))


class StanceStrip(QWidget):
    """The bar of one wording's members and what its parts count."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.counts: Counts = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Counts) -> None:
        self.counts = counts
        self.setAccessibleName(words.said(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(200), self.look.theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        bar = QRect(0, theme.px(2), self.width(), theme.px(12))
        stance_bar(painter, bar, theme, self.counts)
        line = self.rect().adjusted(0, theme.px(18), 0, 0)
        for says in PLACES:
            count = self.counts.get(says, 0)
            role = "danger" if says is Says.OBJECTS and count else "text2"
            line.setLeft(line.left() + paint.text(painter, line, theme, str(count), "small", semibold=True) + 4)
            line.setLeft(line.left() + paint.text(painter, line, theme, words.saying(says, count), "small", role))
            line.setLeft(line.left() + theme.px(13))
        painter.end()
