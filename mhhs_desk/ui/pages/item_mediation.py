"""Mediation on the item page: the wordings that were tried, what members say to each, and the one that won."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.domain.wordings import Says, Wording
from mhhs_desk.ui import controls
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.pages.item_wording import NoWording, WordingPart, captioned, fill, inset
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.showing import told_lapsed
from mhhs_desk.ui.stance_rows import ONE, MemberDelegate, MemberRow, StanceStrip, WordingDelegate, WordingRow
from mhhs_desk.ui.tried import counts, member_rows, tried, wording_rows

SAYS = {Qt.Key.Key_A: Says.AGREES, Qt.Key.Key_L: Says.LIVES_WITH, Qt.Key.Key_O: Says.OBJECTS}
SAID = {
    Says.AGREES: "{who} agrees to wording {number}",
    Says.LIVES_WITH: "{who} can live with wording {number}",
    Says.OBJECTS: "{who} objects to wording {number}",
    None: "Take back what {who} says to wording {number}",
}
KEYS = "A agrees · L can live with it · O objects · S expected · Del not said"
AT_ONCE = 5
"""Wordings that are in sight together; of more, the list scrolls."""


class MediationPane(QWidget):
    """The wordings of one item. Every step is kept as it is made, and Ctrl+Z takes it back."""

    cited = Signal(int)
    """The number of an answer that a wording cites, and that is to be opened."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.shown: ItemView | None = None
        self.wording_rows, self.member_rows = WordingDelegate(self.look), MemberDelegate(self.look)
        self.wordings = ListView(self.look, self.wording_rows, "Wordings")
        self.members = ListView(self.look, self.member_rows, "What members say to the wording")
        self.wordings.chosen.connect(lambda _: self._show_wording())
        self.members.chosen.connect(lambda _: self._show_why())
        self.part = WordingPart(self.look)
        self.part.editor.written.connect(lambda _, text: self._write(text))
        self.part.editor.edit.cited.connect(self.cited.emit)
        self.part.choose.clicked.connect(lambda: self.choose())
        self.part.state.clicked.connect(lambda: self.choose(into_statement=True))
        self.part.why.editingFinished.connect(self._explain)
        for view in (self.wordings, self.members):
            view.opened.connect(lambda _: self.choose())
            view.installEventFilter(self)
        self.part.editor.edit.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        self.strip = StanceStrip(look)
        self.why = controls.field(look, "", "Why the member says so")
        self.why.editingFinished.connect(self._keep_why)
        self.why.returnPressed.connect(self.members.setFocus)
        keys = controls.label(look, KEYS, "small", "text3", wrap=True)
        full = QWidget()
        lines = QVBoxLayout(full)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.new = controls.Link(look, "New wording", "small")
        self.new.clicked.connect(lambda: self.begin())
        lines.addLayout(self._head())
        lines.addWidget(self.wordings)
        lines.addWidget(self.part)
        lines.addWidget(controls.hairline(look))
        lines.addWidget(inset(self.strip, 8, 4))
        lines.addWidget(controls.hairline(look))
        lines.addWidget(self.members, 1)
        lines.addWidget(controls.hairline(look))
        lines.addWidget(inset(captioned(look, "Why", "W", self.why), 8, 4))
        lines.addWidget(inset(keys, 0, 8))
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        none = NoWording(look)
        self.first = none.first
        self.first.clicked.connect(lambda: self.begin())
        self.stack.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 6)
        head.setSpacing(6)
        head.addWidget(controls.label(self.look, "Wordings", "small", "text2", semibold=True), 1)
        head.addWidget(self.new)
        head.addWidget(controls.key_cap(self.look, "N"))
        return head

    # Showing

    def show_item(self, view: View, item: ItemView) -> None:
        """Show one item's wordings; what is being typed on the same item is left alone."""
        another = self.shown is None or self.shown.item.id != item.item.id
        if another:
            self.flush()
            self.part.clear()
        self.view, self.shown = view, item
        rows = wording_rows(view, item)
        self.wordings.show_records(rows)
        self.wordings.setFixedHeight(self.look.theme.px(ONE) * min(len(rows), AT_ONCE))
        self.stack.setCurrentIndex(0 if rows else 1)
        if rows and (another or self.wordings.current() is None):
            newest = next((row.id for row in rows if row.wording.chosen), rows[-1].id)
            self.wordings.choose(lambda row: row.id == newest)
        self._show_wording()

    def _tried(self) -> list[Wording]:
        """The wordings of the item, in the order they were tried."""
        return tried(self.view, self.shown) if self.view and self.shown else []

    def wording(self) -> Wording | None:
        """The wording that is selected."""
        row = self.wordings.current()
        return row.wording if isinstance(row, WordingRow) else None

    def member(self) -> MemberRow | None:
        """The member that is selected."""
        row = self.members.current()
        return row if isinstance(row, MemberRow) else None

    def _show_wording(self) -> None:
        wording, view, item = self.wording(), self.view, self.shown
        if wording is None or view is None or item is None:
            self.members.show_records([])
            return
        before = [one for one in self._tried() if one.number < wording.number]
        said = any(stance.wording_id == wording.id for stance in view.stances)
        codes = {answer.feedback.code: answer.who for answer in item.answers}
        self.part.editor.edit.offer(codes)
        names = {member.id: member.name for member in view.members.values()}
        standing = [answer.feedback for answer in item.answers]
        self.part.editor.tell(None, *told_lapsed(self.desk.positions.lapsed(wording.text, standing), names))
        self.part.show_wording(wording, before[-1] if before else None, said, item)
        self.strip.show_counts(counts(view, wording))
        self.members.show_records(member_rows(view, item, wording))
        self._show_why()

    def _show_why(self) -> None:
        row = self.member()
        said = row.stance if row else None
        self.why.setEnabled(said is not None)
        hint = f"Why {row.member.name} says so" if row and said else "Choose a member that has said something"
        self.why.setPlaceholderText(hint)
        if not self.why.hasFocus() or not self.why.isModified():
            fill(self.why, said.why if said else "")

    # Doing

    def _step(self, name: str) -> str:
        return f"{name} on item {self.shown.item.number if self.shown else 0}"

    def _do(self, work: Callable[[], object]) -> None:
        with self.shell.told(refused=self.part.editor.refuse):
            work()

    def begin(self) -> None:
        """Begin a new wording from the last one, and write it."""
        if self.view is None or self.shown is None:
            return
        self.flush()
        item, number = self.shown.item, max((one.number for one in self._tried()), default=0) + 1
        self._do(lambda: self.desk.wordings.begin(item.id, self._step(f"Begin wording {number}")))
        self.wordings.choose(lambda row: row.wording.number == number)
        self._show_wording()
        self.part.editor.edit.setFocus()

    def _write(self, text: str) -> None:
        wording = self.part.wording
        if wording:
            name = self._step(f"Write wording {wording.number}")
            self._do(lambda: self.desk.wordings.write(wording.id, text, name))

    def say(self, says: Says | None) -> None:
        """Keep what the selected member says to the selected wording."""
        self.flush()
        wording, row = self.wording(), self.member()
        if wording is None:
            return
        if not wording.text.strip():
            self.part.editor.refuse("Write the wording first. Then it can be put to members.")
            return
        if row is None:
            self.members.choose(lambda _: True)
            self.members.setFocus()
            return
        name = self._step(SAID[says].format(who=row.member.name, number=wording.number))
        reason = row.stance.why if row.stance and row.stance.says is says else ""
        self._do(lambda: self.desk.wordings.say(wording.id, row.member.id, says, reason, name))

    def take_suggestion(self) -> None:
        """Keep what the member's answer lets one expect, with its reason."""
        wording, row = self.wording(), self.member()
        if wording and row and row.suggested and not row.stance:
            name = self._step(SAID[row.suggested].format(who=row.member.name, number=wording.number))
            self._do(
                lambda: self.desk.wordings.say(wording.id, row.member.id, row.suggested, row.reason.lstrip(",: "), name)
            )

    def _keep_why(self) -> None:
        wording, row = self.wording(), self.member()
        if wording and row and row.stance and self.why.isModified() and self.why.text() != row.stance.why:
            says, reason = row.stance.says, self.why.text().strip()
            self.why.setModified(False)
            name = self._step(f"Say why {row.member.name} {words.saying(says, 1)}")
            self._do(lambda: self.desk.wordings.say(wording.id, row.member.id, says, reason, name))

    def choose(self, into_statement: bool = False) -> None:
        """Choose the selected wording, and put it into the statement where asked."""
        self.flush()
        wording = self.wording()
        if wording and wording.text.strip():
            verb = (
                f"Put wording {wording.number} into the statement"
                if into_statement
                else f"Choose wording {wording.number}"
            )
            self._do(lambda: self.desk.wordings.choose(wording.id, self._step(verb), into_statement))

    def _explain(self) -> None:
        wording = self.wording()
        if wording and self.part.why.text().strip() != wording.why:
            name = self._step(f"Say why wording {wording.number} won")
            self._do(lambda: self.desk.wordings.explain(wording.id, self.part.why.text().strip(), name))

    def take_out(self) -> None:
        """Remove the selected wording, with what was said to it."""
        wording = self.wording()
        if wording:
            self.part.clear()
            self._do(lambda: self.desk.wordings.take_out(wording.id, self._step(f"Remove wording {wording.number}")))

    def flush(self) -> None:
        """Keep at once whatever is still being typed."""
        self.part.editor.flush()

    def leave(self) -> None:
        """Keep what is still being typed, and show no item: the workspace is about to be closed."""
        self.flush()
        self.view = self.shown = None
        self.part.clear()

    def focus_first(self) -> None:
        """Put the keyboard on the wordings, or on beginning one."""
        (self.wordings if self._tried() else self.first).setFocus()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.part.editor.edit:
                return self._leave_text(event)
            if not event.modifiers() and self._key(watched, event.key()):
                return True
        return super().eventFilter(watched, event)

    def _leave_text(self, event: QKeyEvent) -> bool:
        popup = self.part.editor.edit.completer.popup()
        if event.key() != Qt.Key.Key_Escape or (popup and popup.isVisible()):
            return False
        self.wordings.setFocus()
        return True

    def _key(self, watched: QObject, key: int) -> bool:
        """What a key without modifiers does; whether it does anything."""
        if key in SAYS:
            self.say(SAYS[Qt.Key(key)])
            return True
        work: dict[int, Callable[[], object]] = {
            Qt.Key.Key_N: self.begin,
            Qt.Key.Key_P: lambda: self.choose(into_statement=True),
            Qt.Key.Key_S: self.take_suggestion,
            Qt.Key.Key_W: self.why.setFocus,
            Qt.Key.Key_F2: self.part.editor.edit.setFocus,
            Qt.Key.Key_Left: lambda: self._go_by(-1),
            Qt.Key.Key_Right: lambda: self._go_by(1),
            Qt.Key.Key_Delete: (lambda: self.say(None)) if watched is self.members else self.take_out,
        }
        if key not in work:
            return False
        work[key]()
        return True

    def _go_by(self, step: int) -> None:
        """Go to the wording before or after, wherever the keyboard is."""
        tried, now = self._tried(), self.wording()
        place = next((n for n, one in enumerate(tried) if now and one.id == now.id), 0) + step
        if 0 <= place < len(tried):
            wanted = tried[place].id
            self.wordings.choose(lambda row: row.id == wanted)
