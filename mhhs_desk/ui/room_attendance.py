"""Who is in the room: the seats of the forum and who came last time, ticked; and a line that adds somebody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.domain.meetings import Attendance
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls, icons, paint, room_words
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look, Theme

ROW, BOX, LEFT, NAME = 44, 18, 44, 300
HINT = "Robin Ash, Supplier Agent, alternate"


class PersonDelegate(RowDelegate):
    """A box that is ticked for who is there, the name, and as what."""

    def words(self, record: Attendance) -> str:
        state = ("there" if record.present else "apologies") if record.id else "not said"
        return ", ".join(part for part in (record.name, room_words.attends(record), state) if part)

    def height(self, record: Attendance) -> int:
        return ROW

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Attendance, selected: bool) -> None:
        size = theme.px(BOX)
        box = QRect(rect.x() + theme.px(LEFT), rect.y() + (rect.height() - size) // 2, size, size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        painter.restore()
        if record.id and record.present:
            icons.draw(painter, box.adjusted(2, 2, -2, -2), theme, "check-bold", "text")
        line = rect.adjusted(theme.px(LEFT + BOX + 12), 0, -theme.px(LEFT), 0)
        if record.id and not record.present:
            used = paint.text(painter, line, theme, "Apologies", "body", "text2", right=True)
            line.setRight(line.right() - used - theme.px(12))
        known = bool(record.id)
        name = QRect(line.x(), line.y(), min(theme.px(NAME), line.width() * 3 // 5), line.height())
        paint.text(painter, name, theme, record.name, role="text" if known else "text2", semibold=known)
        told = line.adjusted(name.width() + theme.px(12), 0, 0, 0)
        paint.text(painter, told, theme, room_words.attends(record), role="text2")


class RoomAttendance(QWidget):
    """Space or a click says that somebody is there, then that apologies came, then nothing again."""

    turned = Signal(object, object)
    """The people, and whether they are there; None where it is not said any more."""
    added = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.people: list[Attendance] = []
        self.title = Paragraph(look, "room", Run("Who is there", semibold=True))
        self.speaks = Paragraph(look, "room_small")
        self.count = controls.label(look, "", "body", "text2", semibold=True)
        self.all = Link(look, "All of them are there")
        self.all.clicked.connect(self._tick_all)
        self.view = ListView(look, PersonDelegate(look), "Who is there")
        self.view.clicked.connect(lambda index: self.turn(self.view.table.record(index.row())))
        self.view.installEventFilter(self)
        self.field = controls.field(look, HINT, "Add somebody: name, seat, in what capacity")
        self.add = Button(look, "Add", "plus")
        self.field.returnPressed.connect(lambda: self.added.emit(self.field.text()))
        self.add.clicked.connect(lambda: self.added.emit(self.field.text()))
        self._lay_out()

    def _lay_out(self) -> None:
        px = self.look.theme.px
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.all)
        top = QVBoxLayout()
        top.setContentsMargins(px(LEFT), px(26), px(LEFT), px(8))
        top.setSpacing(px(6))
        top.addWidget(self.title)
        top.addWidget(self.speaks)
        top.addSpacing(px(8))
        top.addLayout(head)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(LEFT), px(10), px(LEFT), px(12))
        foot.setSpacing(px(8))
        foot.addWidget(self.field, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(controls.hairline(self.look, edge=True))
        column.addWidget(self.view, 1)
        column.addWidget(controls.hairline(self.look))
        column.addLayout(foot)

    def show_people(self, view: View, people: list[Attendance]) -> None:
        """Show who may be there, and who is."""
        self.people = people
        at = self.view.currentIndex().row()
        self.speaks.say(Run(room_words.speaks(view), "text2"))
        self.count.say(f"{room_words.there(people)}, of {len(people)} expected")
        self.view.show_records(people)
        self.all.setVisible(any(not one.id for one in people))
        if at >= 0:
            self.view.setCurrentIndex(self.view.table.index(min(at, len(people) - 1), 0))

    def turn(self, one: Attendance | None) -> None:
        """Say the next thing of somebody: there, apologies, nothing."""
        if one:
            self.turned.emit([one], None if one.id and not one.present else not one.id)

    def _tick_all(self) -> None:
        self.turned.emit([one for one in self.people if not one.id], True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in keys:
            self.turn(self.view.current())
            return True
        return super().eventFilter(watched, event)
