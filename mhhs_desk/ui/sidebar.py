"""The sidebar: the seven pages with their counts, and whose seat it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout

from mhhs_desk import words
from mhhs_desk.domain.actions import ActionStatus
from mhhs_desk.domain.members import counted
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.place import PAGES, Place
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.theme import Look, Theme

WIDTH = 184


@dataclass(frozen=True, slots=True)
class Row:
    """A page in the sidebar, with how much there is to do on it."""

    id: str
    title: str
    icon: str
    count: int


class NavDelegate(RowDelegate):
    """Paints a page's row: icon, title and count on a rounded selection."""

    def words(self, record: Row) -> str:
        return f"{record.title}, {record.count}" if record.count else record.title

    def height(self, record: Row) -> int:
        return 34

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        if selected or hover:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if selected else "pane"))
            painter.drawRoundedRect(QRectF(rect.adjusted(8, 0, -8, 0)), 4, 4)
            painter.restore()

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Row, selected: bool) -> None:
        role = "accent" if selected else "text"
        size = theme.px(18)
        icons.draw(painter, QRect(rect.x() + 18, rect.y(), size, rect.height()), theme, record.icon, role)
        box = rect.adjusted(18 + size + theme.px(10), 0, -18, 0)
        paint.text(painter, box, theme, record.title, role=role, semibold=selected)
        if record.count:
            role = "accent" if selected else "text2"
            paint.text(painter, box, theme, str(record.count), "small", role, semibold=selected, right=True)


class Sidebar(QFrame):
    """The pages and the seat."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setObjectName("sidebar")
        self.nav = ListView(shell.look, NavDelegate(shell.look), "Pages")
        self.nav.setObjectName("nav")
        self.nav.chosen.connect(self._go)
        self._seat = _Seat(shell.look)
        self._seat.alternate.clicked.connect(self._to_alternate)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.nav, 1)
        lines.addWidget(self._seat)
        self._lit = ""
        shell.changed.connect(self.reload)
        shell.look.changed.connect(self._size)
        self._size()
        self.reload(None)

    def _size(self) -> None:
        self.setFixedWidth(self.shell.look.theme.px(WIDTH))

    def light(self, name: str) -> None:
        """Show which page is open: none is lit for one that is reached otherwise."""
        self._lit = name
        if not self.nav.choose(lambda row: row.id == name):
            self.nav.choice.clear()

    def _go(self, row: Row | None) -> None:
        if row and row.id != self._lit:
            self.shell.go(Place(row.id))

    def _to_alternate(self) -> None:
        seat = self.shell.desk.seats.first("ours")
        self.shell.go(Place("hand-over", seat.id if seat else None, "alternate"))

    def reload(self, kinds: frozenset[str] | None) -> None:
        """Count again what waits and who is there; `kinds` says what has changed, None that all may have."""
        shown = {"source", "action", "member", "seat", "forum", "setting"}
        if kinds is not None and not kinds & shown:
            return
        desk = self.shell.desk
        counts = {
            "inbox": len(desk.waiting()),
            "actions": sum(action.status is not ActionStatus.DONE for action in desk.actions.all()),
        }
        self.nav.show_records(Row(name, title, icon, counts.get(name, 0)) for name, title, icon in PAGES)
        self._seat.reload(self.shell)


class _Seat(QFrame):
    """Whose seat this is, at the foot of the sidebar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("seat")
        self._lines = [
            controls.label(look, "", "small", "text", semibold=True, wrap=True),
            *(controls.label(look, "", "small", "text2", wrap=True) for _ in range(2)),
        ]
        self.alternate = controls.Link(look, "", "small", "text2")
        self.alternate.setToolTip("The alternate of the seat, and their approval")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(18 - controls.INDENT, 12, 12, 12)
        lines.setSpacing(0)
        for line in self._lines:
            line.setContentsMargins(controls.INDENT, 0, 0, 0)
            lines.addWidget(line)
        lines.addWidget(self.alternate)

    def reload(self, shell: Shell) -> None:
        desk = shell.desk
        seat = next((seat for seat in desk.seats.all() if seat.ours), None)
        forum = desk.forums.get(seat.forum_id).code if seat else "No forum"
        alternate = "No approved alternate"
        if seat and seat.alternate and seat.alternate_approved:
            alternate = f"Alternate: {seat.alternate}"
        texts = (
            f"{desk.constituency} seat",
            f"{forum} · {words.count(len(counted(desk.members.all(), desk.today)), 'member')}",
            f"Rep: {seat.rep if seat and seat.rep else 'not named'}",
        )
        for line, text in zip(self._lines, texts, strict=True):
            line.say(text)
        self.alternate.setText(alternate)
        self.alternate.setAccessibleName(alternate)
        self.alternate.updateGeometry()
