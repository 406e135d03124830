"""The palette: find any record and run any command from one field, opened with Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mhhs_desk.domain.sources import SourceState
from mhhs_desk.store.search import END, START, Hit
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.theme import Theme

WIDTH, TALLEST, LIMIT = 720, 500, 7

KINDS = {
    "feedback": ("chat-text", ""),
    "item": ("list-dashes", "item"),
    "source": ("envelope-simple", "inbox"),
    "member": ("users", "members"),
    "person": ("user", "members"),
    "action": ("check-square", "actions"),
    "milestone": ("chart-bar-horizontal", "plan"),
    "meeting": ("calendar-blank", "meetings"),
    "position": ("note-pencil", ""),
}
"""The icon of each kind that is found, and the page that shows it where its own number leads there."""

PEOPLE = ("member", "person")


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette: what it shows, found words marked, and what Enter does."""

    icon: str
    title: str
    detail: str
    key: str
    run: Callable[[], None]


class OfferDelegate(RowDelegate):
    """Paints an offer: icon, title, detail, and the found words on their ground."""

    def words(self, record: Offer) -> str:
        return f"{bare(record.title)} {bare(record.detail)}".strip()

    def height(self, record: Offer) -> int:
        return 36

    def ground(self, painter: QPainter, rect: QRect, theme: Theme, selected: bool, hover: bool) -> None:
        paint.ground(painter, rect, theme, selected, hover, line=False)

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Offer, selected: bool) -> None:
        size = theme.px(18)
        icons.draw(painter, QRect(rect.x() + 16, rect.y(), size, rect.height()), theme, record.icon, "text2")
        box = rect.adjusted(16 + size + theme.px(12), 0, -16, 0)
        key = record.key or ("Enter" if selected else "")
        if key:
            cap = paint.cap_width(theme, key)
            paint.key_cap(painter, QRect(box.right() - cap, box.y(), cap, box.height()), theme, key)
            box.setRight(box.right() - cap - theme.px(8))
        used = _marked(painter, box, theme, record.title, "text")
        _marked(painter, box.adjusted(used + theme.px(6), 0, 0, 0), theme, record.detail, "text2")


class Palette(QFrame):
    """A field over a list, on top of the page; Esc closes it."""

    def __init__(self, shell: Shell, parent: QWidget, commands: Callable[[], Iterator[Offer]]) -> None:
        super().__init__(parent)
        self.shell, self._page, self._commands = shell, parent, commands
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName("Find, or run a command")
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.setAccessibleName("Find, or run a command")
        self.field.setPlaceholderText("Words, > for commands, @ for people")
        self.field.setFont(shell.look.theme.font("heading_plain"))
        self.count = controls.label(shell.look, "", "small", "text2")
        self.list = ListView(shell.look, OfferDelegate(shell.look), "Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._wait = QTimer(self, singleShot=True, interval=60)
        self._wait.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _: self._run())
        self.hide()

    def _lay_out(self) -> None:
        look = self.shell.look
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.addWidget(controls.Picture(look, "magnifying-glass", "text2"))
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        foot = QFrame()
        foot.setObjectName("foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(16, 7, 16, 7)
        keys.setSpacing(5)
        for key, meaning in (("↑", ""), ("↓", "choose"), (">", "commands only"), ("@", "people")):
            keys.addWidget(controls.key_cap(look, key))
            if meaning:
                keys.addWidget(controls.label(look, meaning, "small", "text2"))
                keys.addSpacing(14)
        keys.addStretch(1)
        keys.addWidget(controls.key_cap(look, "Esc"))
        keys.addWidget(controls.label(look, "close", "small", "text2"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2, 2, 2, 2)
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(controls.hairline(look, edge=True))
        lines.addWidget(self.list, 1)
        lines.addWidget(foot)

    def open(self, text: str = "") -> None:
        """Show the palette over the page, ready to type in."""
        self._before = self.window().focusWidget()
        self.field.setText(text)
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        self.hide()
        if self._before:
            self._before.setFocus()

    def place(self) -> None:
        """Stand in the middle of the width, under the tool bar."""
        parent = self._page
        width = min(self.shell.look.theme.px(WIDTH), parent.width() - 48)
        rows = self.list.table.rowCount()
        needed = sum(self.list.sizeHintForRow(row) for row in range(rows))
        height = min(needed, self.shell.look.theme.px(TALLEST)) + self.shell.look.theme.px(50 + 40)
        self.setGeometry((parent.width() - width) // 2, 84, width, min(height, parent.height() - 100))

    def _typed(self) -> None:
        self._wait.start()

    def _search(self) -> None:
        self._wait.stop()
        found = list(self._found(self.field.text().strip()))
        self.list.show_records(found)
        offers = sum(isinstance(row, Offer) for row in found)
        self.count.say(f"{offers} found" if self.field.text().strip() else "")
        self.list.choose(lambda _: True)
        self.place()

    def _found(self, text: str) -> Iterator[Offer | Heading]:
        commands_only, people_only = text.startswith(">"), text.startswith("@")
        sought = text.lstrip(">@").strip()
        lowered = sought.casefold().split()
        offers = (
            [] if people_only else [o for o in self._commands() if all(word in o.title.casefold() for word in lowered)]
        )
        named = [o for o in offers if len(lowered) > 1 and o.title.casefold().startswith(sought.casefold())]
        if named and not commands_only:
            yield Heading("Commands")
            yield from named
        if not commands_only:
            hits = self.shell.desk.search(sought, 60) if sought else []
            people = [hit for hit in hits if hit.kind in PEOPLE]
            others = [hit for hit in hits if hit.kind not in PEOPLE and hit.kind in KINDS]
            yield from self._group("Records", [] if people_only else others[:LIMIT])
            yield from self._group("Members and people", people[:LIMIT])
        rest = offers if commands_only else [offer for offer in offers if offer not in named]
        if rest:
            yield Heading("Commands" if rest == offers else "Other commands")
            yield from rest

    def _group(self, title: str, hits: list[Hit]) -> Iterator[Offer | Heading]:
        if hits:
            yield Heading(title)
            for hit in hits:
                yield Offer(KINDS[hit.kind][0], hit.title, hit.snippet, "", self._way(hit))

    def _way(self, hit: Hit) -> Callable[[], None]:
        return lambda: self.shell.go(place_of(self.shell, hit))

    def _run(self) -> None:
        offer = self.list.current()
        if offer:
            self.hide()
            offer.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() is QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self._search()
            self._run()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Go to the next record above or below, over the headings."""
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.list.table.rowCount():
            if self.list.table.record(row) is not None:
                self.list.setCurrentIndex(self.list.table.index(row, 0))
                return
            row += by


def place_of(shell: Shell, hit: Hit) -> Place:
    """Where a found record is shown."""
    desk = shell.desk
    if hit.kind == "feedback":
        answer = desk.feedback.get(hit.id)
        return Place("item", answer.item_id, answer.code)
    if hit.kind == "position":
        return Place("item", desk.positions.get(hit.id).item_id)
    if hit.kind == "person":
        return Place("members", desk.people.get(hit.id).member_id)
    if hit.kind == "source":
        waits = desk.sources.get(hit.id).state is SourceState.WAITING
        return Place("inbox" if waits else "source", hit.id)
    return Place(KINDS[hit.kind][1], hit.id)


def bare(text: str) -> str:
    """A text without the marks around found words."""
    return text.replace(START, "").replace(END, "")


def _marked(painter: QPainter, rect: QRect, theme: Theme, text: str, role: str) -> int:
    """Paint a line whose found words stand on their ground; the width it took."""
    font = theme.font()
    metrics = QFontMetrics(font)
    x = rect.x()
    for piece, found in (part for run in text.split(START) for part in _pieces(run)):
        if x >= rect.right():
            break
        width = metrics.horizontalAdvance(piece)
        if found:
            top = rect.y() + (rect.height() - theme.px(20)) // 2
            painter.fillRect(QRect(x, top, width, theme.px(20)), theme.colour("found"))
        box = QRect(x, rect.y(), rect.right() - x, rect.height())
        paint.text(painter, box, theme, piece, role="text" if found else role)
        x += width
    return x - rect.x()


def _pieces(run: str) -> Iterator[tuple[str, bool]]:
    """A run after a mark of beginning, as found words and the rest; the first run holds no mark of end."""
    found, end, rest = run.partition(END)
    if end:
        yield found.replace("\n", " "), True
        yield rest.replace("\n", " "), False
    elif found:
        yield found.replace("\n", " "), False
