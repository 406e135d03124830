"""A line over the page in which an answer is noted: what may be meant at the cursor, and what Enter would file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake.line_format import item_words
from mhhs_desk.intake.line_offers import LineOffer, offers, place_at
from mhhs_desk.intake.line_words import quoted_name
from mhhs_desk.intake.one_line import Said, read
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.note_preview import NotePreview
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.theme import Theme

WIDTH, TOP = 820, 84
HINT = "Alder / IAG / option 1 if reviewed in six months / by phone"
KEYS = (("Tab", "complete"), ("↑", ""), ("↓", "choose"), ("Enter", "file"))


class LineOfferDelegate(RowDelegate):
    """Paints what a part may be completed with: its words, an option's chip before them, and what it is."""

    def words(self, record: LineOffer) -> str:
        return f"{record.text} {record.detail}".strip()

    def height(self, record: LineOffer) -> int:
        return 32

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        paint.ground(painter, rect, theme, selected, hover, line=False)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: LineOffer, selected: bool) -> None:
        box = rect.adjusted(theme.px(44), 0, -16, 0)
        size = theme.px(22)
        if record.key and record.key != NIL:
            chip = QRect(rect.x() + 16, rect.y() + (rect.height() - size) // 2, size, size)
            paint.chip(painter, chip, theme, record.key)
        if selected:
            cap = paint.cap_width(theme, "Tab")
            paint.key_cap(painter, QRect(box.right() - cap, box.y(), cap, box.height()), theme, "Tab")
            box.setRight(box.right() - cap - theme.px(8))
        used = paint.text(painter, box, theme, record.text.strip())
        paint.text(painter, box.adjusted(used + theme.px(10), 0, 0, 0), theme, record.detail, role="text2")


class NoteLine(QFrame):
    """Enter files the line and begins the next; Esc closes it and keeps what is not filed."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.shell, self.desk, self._page = shell, shell.desk, parent
        self._before: QWidget | None = None
        self._meeting: Meeting | None = None
        self._begun = ""
        self.members: list[Member] = []
        self.items: list[Item] = []
        self.setObjectName("palette")
        self.setAccessibleName("Note an answer in a line")
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.setAccessibleName("Member / item / option / how it came")
        self.field.setPlaceholderText(HINT)
        self.field.setFont(shell.look.theme.font("heading_plain"))
        self.list = ListView(shell.look, LineOfferDelegate(shell.look), "What may be meant")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = NotePreview(shell.look)
        self.told = controls.label(shell.look, "", "small", "text2")
        self._lay_out()
        self.field.textChanged.connect(lambda _: self._show())
        self.field.cursorPositionChanged.connect(lambda _, __: self._show())
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self.complete())
        shell.stepped.connect(lambda _: self._know())
        self.hide()

    def _lay_out(self) -> None:
        look = self.shell.look
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(10)
        top.addWidget(controls.Picture(look, "note-pencil", "text2"))
        top.addWidget(self.field, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(16, 7, 16, 7)
        keys.setSpacing(5)
        for key, meaning in KEYS:
            keys.addWidget(controls.key_cap(look, key))
            if meaning:
                keys.addWidget(controls.label(look, meaning, "small", "text2"))
                keys.addSpacing(14)
        keys.addStretch(1)
        keys.addWidget(self.told)
        keys.addSpacing(14)
        keys.addWidget(controls.key_cap(look, "Esc"))
        keys.addWidget(controls.label(look, "close", "small", "text2"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2, 2, 2, 2)
        lines.setSpacing(0)
        for part in (controls.hairline(look, edge=True), self.preview, controls.hairline(look), self.list, foot):
            if isinstance(part, NotePreview):
                lines.addWidget(part)
            else:
                lines.addWidget(part, 1 if part is self.list else 0)
        lines.insertLayout(0, top)

    def open(self, hand: InHand) -> None:
        """Show the line over the page, with what is in sight there filled in."""
        self._before = self.window().focusWidget()
        self._meeting = hand.meeting or self.desk.next_meeting()
        unfinished = self.field.text() if self.field.text() != self._begun else ""
        self._know()
        self._begun = self._beginning(hand)
        self.told.say("")
        self.field.setText(unfinished or self._begun)
        self.show()
        self._show()
        self.raise_()
        self.field.setFocus()

    def _know(self) -> None:
        """Look up whom and what a line may name."""
        if self._meeting:
            self._meeting = self.desk.meetings.first("id = ?", self._meeting.id)
        self.members, self.items = self.desk.notable(self._meeting)

    def _beginning(self, hand: InHand) -> str:
        parts = [quoted_name(hand.member.name)] if hand.member else []
        parts += [item_words(hand.item, self.items)] if hand.item else []
        return "".join(f"{part} / " for part in parts)

    def close_line(self) -> None:
        self.hide()
        if self._before:
            self._before.setFocus()

    def place(self) -> None:
        """Stand in the middle of the width, under the tool bar, as high as what is shown."""
        parent, theme = self._page, self.shell.look.theme
        width = min(theme.px(WIDTH), parent.width() - 48)
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.table.rowCount()))
        preview = max(theme.px(44), self.preview.high(width - 4))
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(rows)
        self.preview.setFixedHeight(preview)
        layout = self.layout()
        needed = layout.totalMinimumSize().height() if layout else preview + rows
        self.setGeometry((parent.width() - width) // 2, TOP, width, min(needed, parent.height() - TOP - 16))

    # What is shown

    def _read(self, line: str) -> Said:
        return read(line, self.members, self.items, self.desk.now())

    def _show(self) -> None:
        line, cursor = self.field.text(), self.field.cursorPosition()
        self.list.show_records(offers(line, cursor, self.members, self.items, self.desk.now()))
        self.list.choose(lambda _: True)
        said = self._read(line)
        if self.list.table.rowCount():
            start, end = place_at(line, cursor)
            without = self._read(line[:start] + line[end:])
            if len(without.doubts) < len(said.doubts):
                said = without  # what is still being written is not doubtful yet
        self.preview.show_said(self.desk, said, self.desk.standing_answer(said))
        self.place()

    # What the keys do

    def complete(self) -> None:
        """Put the chosen words in the place of the part at the cursor, and go on to the next part."""
        offer: LineOffer | None = self.list.current()
        if offer is None:
            return
        line = self.field.text()
        start, end = place_at(line, self.field.cursorPosition())
        before = line[:start] + ("" if not start or line[start - 1].isspace() else " ")
        after = line[end:].strip()
        tail = "" if offer.goes_on else f" {after}" if after else " / "
        self.field.setText(before + offer.text + tail)
        self.field.setCursorPosition(len(before + offer.text) if offer.goes_on else len(self.field.text()))
        self.field.setFocus()

    def enter(self) -> None:
        """File the line where it says enough; else complete the part at the cursor, or say what is missing."""
        said = self._read(self.field.text())
        if said.missing and self.list.current() is not None:
            self.complete()
            return
        with self.shell.told(self.preview.refuse):
            answer = self.desk.note(self.field.text(), self._meeting)
            self.told.say(f"Filed {answer.code}. Ctrl Z takes it back.")
            self.field.setText(self._begun)
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_line()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.complete()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._is_begun():
            self.shell.undo()
            self.told.say("")
        else:
            return False
        return True

    def _is_begun(self) -> bool:
        """Whether nothing was typed into the line yet."""
        return self.field.text() == self._begun

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.list.table.rowCount():
            self.list.setCurrentIndex(self.list.table.index(row, 0))
