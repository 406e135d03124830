"""The head of the room: the time of day, the item and the minutes it has left, and the keys that lead on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
)

from mhhs_desk.domain.room import Clock, Phase
from mhhs_desk.ui import controls, paint, room_words
from mhhs_desk.ui.room_clock import RoomClock
from mhhs_desk.ui.room_paragraph import Paragraph, Run
from mhhs_desk.ui.theme import Look

HEIGHT = 64


class KeyWay(QPushButton):
    """Words that do something, and the key that does it too."""

    def __init__(self, look: Look, text: str, key: str) -> None:
        super().__init__(text)
        self.look, self.key = look, key
        self.setFlat(True)
        self.setProperty("flat", True)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({key})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.setToolTip(f"{text} ({self.key})")
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        words = paint.width(theme, self.text()) + theme.px(6) + paint.cap_width(theme, self.key)
        return QSize(words + theme.px(12), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        box = self.rect().adjusted(theme.px(6), 0, 0, 0)
        used = paint.text(painter, box, theme, self.text(), role="text2" if self.isEnabled() else "text3")
        left = box.x() + used + theme.px(6)
        paint.key_cap(painter, QRect(left, 0, self.width() - left, self.height()), theme, self.key)


class RoomTop(QFrame):
    """What the time is, where the group stands, and what may be done. Ways that do not fit are left to their keys."""

    wanted = Signal(str)
    """The name of a way that was taken: full, before, after, attendance, stop, find, leave."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("band")
        self.setMinimumHeight(look.theme.px(HEIGHT))
        self.time = controls.label(look, "", "title")
        self.facts, self.whole = Paragraph(look, "body"), Paragraph(look, "small")
        self.ways = {
            "attendance": KeyWay(look, "Who is there", "F6"),
            "stop": KeyWay(look, "Stop the clock", "F8"),
            "before": KeyWay(look, "Item before", "Page Up"),
            "find": KeyWay(look, "Find", "Ctrl K"),
            "after": KeyWay(look, "Next item", "Page Down"),
            "full": KeyWay(look, "Full text", "Space"),
            "leave": KeyWay(look, "Leave", "Esc"),
        }
        line = QHBoxLayout(self)
        px = look.theme.px
        line.setContentsMargins(px(32), px(6), px(24), px(6))
        line.setSpacing(px(8))
        line.addWidget(self.time)
        line.addSpacing(px(12))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addStretch(1)
        told.addWidget(self.facts)
        told.addWidget(self.whole)
        told.addStretch(1)
        line.addLayout(told, 1)
        for name in ("full", "before", "after", "attendance", "stop", "find", "leave"):
            way = self.ways[name]
            way.clicked.connect(self._taker(name))
            line.addWidget(way)

    def _taker(self, name: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(name)

    def tell(self, time: str, where: str, clock: RoomClock, item: Clock | None) -> None:
        """Say what the time is; time that is over is told in words and in the colour of danger."""
        self.time.say(time)
        when, stopped, whole = clock.phase, clock.stopped, clock.whole()
        runs = [Run(" · ".join(filter(None, (where, room_words.kept(when, clock.desk.holder)))), "text2")]
        if item:
            over = item.over and when is not Phase.AFTER
            told = room_words.taken(item) if when is Phase.AFTER else room_words.left(item)
            runs += [Run(" · ", "text2"), Run(told, "danger" if over else "text", semibold=True)]
        if stopped and when is Phase.HELD:
            runs.append(Run(" · the clock is stopped", "attention", semibold=True))
        if tuple(runs) != self.facts.runs:
            self.facts.say(*runs)
        rest = [Run(f"The meeting: {room_words.left(whole)}", "danger" if whole.over else "text2")] if whole else []
        if tuple(rest) != self.whole.runs:
            self.whole.say(*rest)
        self.ways["stop"].say("Start the clock" if stopped else "Stop the clock")
        self.ways["stop"].setEnabled(clock.keeps)

    def say_full(self, open_: bool) -> None:
        self.ways["full"].say("Short text" if open_ else "Full text")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave ways out until the facts have room; the last to go is the way out."""
        px = self.look.theme.px
        room = self.width() - px(32 + 24 + 12 + 8) - self.time.sizeHint().width()
        room -= min(px(380), self.width() * 2 // 5)
        wanted = ["leave", "after", "full", "find", "attendance", "stop", "before"]
        for name in wanted:
            room -= self.ways[name].sizeHint().width() + px(8)
            self.ways[name].setVisible(room >= 0 or name == "leave")
