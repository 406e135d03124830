"""An answer's own words, with the passages that are held back marked in them, and the way to mark and unmark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.passages import is_held_back, passages
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.flow import Flow
from mhhs_desk.ui.theme import Look

LABELS = {"rationale": "", "red_line": "Red line: ", "condition": "Condition: ", "evidence_basis": "Evidence: "}
"""What each text of an answer begins with."""
MARGIN = 24
MOST_LINES = 9
"""So many lines of an answer's words are in sight at least, before they scroll."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text of the answer stands among what is shown."""

    start: int
    text: str


class OwnWords(QTextBrowser):
    """The reason, the red line, the condition and the evidence of one answer; words are selected in them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.placed: list[Placed] = []
        self.setObjectName("original")
        self.setAccessibleName("The answer in its own words")
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.answer: Feedback | None = None
        look.changed.connect(self._show)

    def show_answer(self, answer: Feedback) -> None:
        """Show an answer; of the same one again the selection and the place in sight stay."""
        same = self.answer is not None and self.answer.id == answer.id
        before, at = self.textCursor(), self.verticalScrollBar().value()
        anchor, position = before.anchor(), before.position()
        self.answer = answer
        self._show()
        if same:
            cursor = QTextCursor(self.document())
            last = self.document().characterCount() - 1
            cursor.setPosition(min(anchor, last))
            cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(at)

    def _show(self) -> None:
        if self.answer is None:
            return
        theme, answer = self.look.theme, self.answer
        self.clear()
        self.document().setDefaultFont(theme.font())
        self.document().setDocumentMargin(0)
        self.placed = []
        cursor = QTextCursor(self.document())
        lines = QTextBlockFormat()
        lines.setLineHeight(float(theme.line()), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        for name, label in LABELS.items():
            text = getattr(answer, name)
            if text:
                if self.placed:
                    cursor.insertBlock()
                cursor.setBlockFormat(lines)
                self._text(cursor, label, text, answer.held_back)
        self.setTextCursor(QTextCursor(self.document()))
        self.updateGeometry()

    def _text(self, cursor: QTextCursor, label: str, text: str, held: tuple[str, ...]) -> None:
        theme = self.look.theme
        plain, dim, marked = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        dim.setForeground(theme.colour("text2"))
        dim.setFontWeight(600)
        marked.setForeground(theme.colour("text"))
        marked.setBackground(paint.hatch(theme))
        cursor.insertText(label, dim)
        self.placed.append(Placed(cursor.position(), text))
        at = 0
        shown = text.replace("\r", " ").replace("\n", "\u2028")
        for start, end in passages(text, held):
            cursor.insertText(shown[at:start], plain)
            cursor.insertText(shown[start:end], marked)
            at = end
        cursor.insertText(shown[at:], plain)

    def selected(self) -> list[str]:
        """The words that are selected, text by text, without the labels."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        found = (_part(one.text, start - one.start, end - one.start).strip() for one in self.placed)
        return [words for words in found if words]

    def marked(self) -> list[str]:
        """The words that are shown as held back."""
        held = self.answer.held_back if self.answer else ()
        return [one.text[start:end] for one in self.placed for start, end in passages(one.text, held)]

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        document = self.document().clone()
        document.setTextWidth(max(120, self.viewport().width()))
        height = min(round(document.size().height()), theme.line() * MOST_LINES)
        return QSize(theme.px(200), height + theme.px(2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class AnswerWords(QWidget):
    """The words of an answer, what is held back of them, and whether the rep has looked.

    `held` hands on words to hold back, or to show again where they are; `nothing` that there is nothing (more) to.
    """

    held = Signal(str)
    nothing = Signal()

    def __init__(self, look: Look, beside: QWidget) -> None:
        """`beside` is a further button for the words that are selected."""
        super().__init__()
        self.look = look
        self.own = OwnWords(look)
        self.hold = Button(look, "Hold back", "lock-simple", "H")
        self.none = Button(look, "Nothing to hold back", "check", "N")
        self.hold.setToolTip("Keep the words that are selected in your own edition, or let them be shown again")
        self.hold.clicked.connect(lambda: self.mark())
        self.none.clicked.connect(self.nothing.emit)
        self.told = controls.label(look, "", "small", "text2", wrap=True)
        row = Flow(across=6, down=8)
        for button in (self.hold, beside, self.none):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, 20, 10)
        column.setSpacing(6)
        column.addWidget(self.own)
        column.addWidget(self.told)
        column.addLayout(row)
        self.own.selectionChanged.connect(self._say)
        self.answer: Feedback | None = None

    def show_answer(self, answer: Feedback) -> None:
        self.answer = answer
        self.own.show_answer(answer)
        self._say()

    def _say(self) -> None:
        if self.answer:
            self.told.say(told(self.answer))
            self.told.role("text2" if self.answer.reviewed else "attention")
            chosen = self.own.selected()
            held = bool(chosen) and all(is_held_back(self.answer, text) for text in chosen)
            self.hold.say("Show again" if held else "Hold back")

    def refuse(self, line: str) -> None:
        """Say why words are not held back."""
        self.told.say(line)
        self.told.role("danger")

    def mark(self, others: str = "") -> None:
        """Hand on the words that are selected here, or `others` that are selected in the original."""
        chosen = self.own.selected() or [others.strip()]
        if not any(chosen):
            self.refuse("Select the words first, with the mouse or with Shift and the arrows.")
        for text in filter(None, chosen):
            self.held.emit(text)


def _part(text: str, start: int, end: int) -> str:
    """A stretch of a text by Qt's places, which count some signs as two."""
    units = text.encode("utf-16-le")
    return units[2 * max(0, start) : 2 * max(0, end)].decode("utf-16-le", "ignore")


def told(answer: Feedback) -> str:
    """What is held back of an answer, and when the rep looked for it."""
    looked = f"looked through {words.day(answer.reviewed)}" if answer.reviewed else "not looked through yet"
    if answer.sensitive:
        return f"All of it is commercially sensitive: own edition only; {looked}."
    if answer.held_back:
        held = words.count(len(answer.held_back), "passage")
        return f"{held} held back (hatched): own edition only; {looked}."
    return f"Nothing is held back; {looked}."
