"""A recovery passphrase chosen on the page itself: one that was made or the rep's own, and the sheet to keep it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.store import keys
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.unlock import PassphraseField

LOST = "Without it, and without a computer whose keychain holds the key, nobody can open them."
MADE = f"This passphrase opens the workspace and its backups on any computer, and is shown this once. {LOST}"
OWN = f"A passphrase of your own, of {keys.SHORTEST} letters or more, opens the workspace and its backups. {LOST}"
FIELD = 300


class InlinePart(QFrame):
    """A part of the page that opens for one purpose; Esc and Cancel close it."""

    closed = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("inline")
        self.setAccessibleName(name)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 8, 0, 4)
        self.lines.setSpacing(6)
        self.lines.addWidget(controls.hairline(look))
        self.title = controls.label(look, name, "heading")
        self.lines.addSpacing(4)
        self.lines.addWidget(self.title)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_part)
        self.hide()

    def close_part(self) -> None:
        self.hide()
        self.closed.emit()

    def row(self, *widgets: QWidget) -> QWidget:
        """Controls in a line of their own."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        self.lines.addWidget(holder)
        return holder


class PassphrasePart(InlinePart):
    """Chooses a passphrase; `chosen` tells it. Once it is in force, it can be printed until the part is closed."""

    chosen = Signal(str)

    def __init__(self, look: Look, print_sheet: Callable[[str], None]) -> None:
        super().__init__(look, "Recovery passphrase")
        self._print_sheet = print_sheet
        self.passphrase = ""
        self.told = controls.label(look, MADE, role="text2", wrap=True)
        self.lines.addWidget(self.told)
        self._make_made()
        self._make_own()
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        self.lines.addWidget(self.refusal)
        self._make_buttons()

    def _make_made(self) -> None:
        self.shown = controls.label(self.look, "", "title")
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = controls.Link(self.look, "Copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.passphrase))
        self.other = controls.Link(self.look, "Make another")
        self.other.clicked.connect(self._make_another)
        self.made = self.row(self.shown, self.copy, self.other)

    def _make_own(self) -> None:
        self.first, self.second = PassphraseField(self.look), PassphraseField(self.look)
        self.first.setAccessibleName("Passphrase of your own")
        self.first.setPlaceholderText("A passphrase of your own")
        self.second.setAccessibleName("The same once more")
        self.second.setPlaceholderText("The same once more")
        self.first.shower.clicked.connect(lambda: self.second.setEchoMode(self.first.echoMode()))
        for field in (self.first, self.second):
            field.setFixedWidth(self.look.theme.px(FIELD))
            field.returnPressed.connect(self._use)
        self.own = self.row(self.first, self.second, self.first.shower)

    def _make_buttons(self) -> None:
        look = self.look
        self.use = Button(look, "Encrypt", "lock-simple", primary=True)
        self.use.clicked.connect(self._use)
        self.print = Button(look, "Print the recovery sheet", "printer")
        self.print.clicked.connect(self._print)
        self.cancel = Button(look, "Cancel", None, "Esc")
        self.cancel.clicked.connect(self.close_part)
        self.turn = controls.Link(look, "Use my own")
        self.turn.clicked.connect(self._turn)
        self.row(self.use, self.print, self.cancel, self.turn)

    def begin(self, title: str, verb: str) -> None:
        """Offer a passphrase that was made just now; `verb` is what the button says it does with it."""
        self.title.say(title)
        self.use.say(verb)
        self._make_another()
        self._show(own=False)
        self.show()
        self.use.setFocus()

    def kept(self, title: str) -> None:
        """The passphrase is in force: it can be printed, and is forgotten when the part is closed."""
        own = self.own.isVisible()
        self.title.say(title)
        for widget in (self.use, self.turn, self.other, self.own):
            widget.hide()
        self.made.setVisible(not own)
        self.told.say("Your passphrase opens it from now on." if own else MADE)
        self.cancel.say("Done")
        self.print.setFocus()

    def close_part(self) -> None:
        self.passphrase = ""
        self.shown.say("")
        self.first.clear()
        self.second.clear()
        super().close_part()

    def refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))

    def _show(self, own: bool) -> None:
        self.refuse("")
        self.made.setVisible(not own)
        self.own.setVisible(own)
        self.told.say(OWN if own else MADE)
        for widget in (self.use, self.turn, self.other):
            widget.show()
        self.cancel.say("Cancel")
        self.turn.setText("Use the one made for me" if own else "Use my own")
        self.turn.setAccessibleName(self.turn.text())
        self.turn.updateGeometry()

    def _make_another(self) -> None:
        self.passphrase = keys.new_passphrase()
        self.shown.say(self.passphrase)
        self.shown.setAccessibleName(f"Recovery passphrase: {self.passphrase}")

    def _turn(self) -> None:
        own = self.own.isHidden()
        self._show(own)
        if own:
            self.passphrase = ""
            self.first.setFocus()
        else:
            self._make_another()

    def _taken(self) -> str:
        """The passphrase as it stands; empty where the two fields do not say one, which is said beneath them."""
        if self.use.isHidden() or self.own.isHidden():
            return self.passphrase
        self.refuse("")
        if not self.first.text().strip():
            self.refuse("Type a passphrase, and the same once more.")
        elif self.first.text() != self.second.text():
            self.refuse("The two are not the same. Type them again.")
        else:
            self.passphrase = self.first.text()
            return self.passphrase
        self.first.setFocus()
        return ""

    def _use(self) -> None:
        passphrase = self._taken()
        if passphrase:
            self.chosen.emit(passphrase)

    def _print(self) -> None:
        passphrase = self._taken()
        if passphrase:
            self._print_sheet(passphrase)


class DecryptPart(InlinePart):
    """Asks once more before the encryption is turned off, and says what that means."""

    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Turn encryption off?")
        told = (
            "The workspace and its backups become plain files: anybody who has one of them can then read every answer, "
            "name and address in it. Its passphrase is of no use any more."
        )
        self.lines.addWidget(controls.label(look, told, role="text2", wrap=True))
        self.lines.addSpacing(4)
        self.off = Button(look, "Turn encryption off", primary=True)
        self.off.clicked.connect(self.confirmed.emit)
        self.stay = Button(look, "Keep it encrypted", "lock-simple", "Esc")
        self.stay.clicked.connect(self.close_part)
        self.row(self.off, self.stay)

    def begin(self) -> None:
        self.show()
        self.stay.setFocus()
