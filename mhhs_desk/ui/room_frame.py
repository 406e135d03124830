"""The parts of the room and where they stand: items, the item, its lists, the head over them and the line beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.palette import Offer, Palette
from mhhs_desk.ui.room_attendance import RoomAttendance
from mhhs_desk.ui.room_entry import RoomEntry
from mhhs_desk.ui.room_item import RoomItem
from mhhs_desk.ui.room_items import RoomItems
from mhhs_desk.ui.room_side import RoomSide
from mhhs_desk.ui.room_text import RoomText
from mhhs_desk.ui.room_top import RoomTop
from mhhs_desk.ui.shell import Shell

LEFT, NARROW, SIDE = 284, 84, 392
CLOSER, CLOSER_SIDE, WIDER = 248, 340, 372
SPACIOUS, ROOMY, WIDE, TITLED = 1760, 1400, 1120, 760
"""From which width on everything has its room, the lists stand beside the item, and the items have their titles."""

Offers = Callable[[], Iterator[Offer]]


class RoomFrame(QWidget):
    """The room without what it does. Where there is no room beside, the lists stand under the item."""

    def __init__(self, shell: Shell, offers: Offers) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.setObjectName("room")
        self.setAccessibleName("In the room")
        self.top = RoomTop(self.look)
        self.items = RoomItems(self.look)
        self.item_part = RoomItem(self.look)
        self.text = RoomText(self.look)
        self.attendance = RoomAttendance(self.look)
        self.side = RoomSide(self.look)
        self.entry = RoomEntry(self.look)
        self.palette_ = Palette(shell, self, offers)
        self._lay_out()

    def _lay_out(self) -> None:
        self.left = QFrame()
        self.left.setObjectName("pane")
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(0, self.look.theme.px(12), 0, 0)
        inside.addWidget(self.items)
        self.stack = QStackedWidget()
        for part in (self.item_part, self.text, self.attendance):
            self.stack.addWidget(part)
        self.beside = QScrollArea()
        self.beside.setWidgetResizable(True)
        self.beside.setFrameShape(QFrame.Shape.NoFrame)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.setWidget(self.side)
        self.beside.setFixedWidth(self.look.theme.px(SIDE))
        self.parted = controls.parting()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.left)
        across.addWidget(controls.parting())
        across.addWidget(self.stack, 1)
        across.addWidget(self.parted)
        across.addWidget(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(across, 1)
        column.addWidget(controls.hairline(self.look, edge=True))
        column.addWidget(self.entry)
        self.wide = True

    def on(self, key: str, do: Callable[[], None]) -> None:
        """Have a key do something wherever one is in the room."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    # What is in front

    def in_front(self) -> QWidget:
        part = self.stack.currentWidget()
        assert part is not None
        return part

    def bring(self, part: QWidget) -> None:
        """Bring a part to the front; the lists stand beside the item alone."""
        self.stack.setCurrentWidget(part)
        self._arrange()
        self.top.say_full(part is self.text)

    def _arrange(self) -> None:
        alone = self.in_front() is self.item_part
        self.beside.setVisible(self.wide and alone)
        self.parted.setVisible(self.wide and alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self.look.theme.px
        titled = self.width() >= px(TITLED)
        roomy = self.width() >= px(ROOMY)
        left = WIDER if self.width() >= px(SPACIOUS) else LEFT if roomy else CLOSER if titled else NARROW
        self.left.setFixedWidth(px(left))
        self.beside.setFixedWidth(px(SIDE if roomy else CLOSER_SIDE))
        self.items.fold(not titled)
        self._fold(self.width() >= px(WIDE))
        if self.palette_.isVisible():
            self.palette_.place()

    def _fold(self, wide: bool) -> None:
        """Put the lists beside the item, or under it."""
        if wide == self.wide:
            return
        self.wide = wide
        if wide:
            self.item_part.fold(None)
            self.beside.setWidget(self.side)
            self.side.inset(28)
            self.side.show()
        else:
            self.item_part.fold(self.beside.takeWidget())
            self.side.inset(0)
        self._arrange()
