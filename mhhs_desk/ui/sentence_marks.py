"""What is marked in an editor of sentences: citations in accent, sentences without evidence, the margin beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QToolTip, QWidget

from mhhs_desk.domain.positions import CITATION, COUNT, JUDGEMENT, Sentence, sentences
from mhhs_desk.ui import icons
from mhhs_desk.ui.theme import Look

if TYPE_CHECKING:
    from mhhs_desk.ui.sentences import SentenceEdit

GUTTER = 26
WARNING, JUDGED, OWN_ONLY = "warning", "J", "own only"


def sentence_of(block: QTextBlock) -> Sentence | None:
    """The sentence on a line, or None on an empty one."""
    found = sentences(block.text())
    return found[0] if found else None


class Marks(QSyntaxHighlighter):
    """Colours citations, tokens and the rep's mark; lays a ground under a sentence without evidence.

    A citation of an answer that does not stand any more is struck through.
    """

    def __init__(self, document: QTextDocument, look: Look, evidenced: bool) -> None:
        super().__init__(document)
        self.look, self.evidenced = look, evidenced
        self.lapsed: frozenset[int] = frozenset()
        look.changed.connect(self.rehighlight)

    def show_lapsed(self, numbers: frozenset[int]) -> None:
        """Strike the citations of these answers."""
        if numbers != self.lapsed:
            self.lapsed = numbers
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        theme = self.look.theme
        sentence = next(iter(sentences(text)), None)
        if self.evidenced and sentence and not sentence.has_evidence:
            bare = QTextCharFormat()
            bare.setBackground(theme.colour("attention_ground"))
            bare.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            bare.setUnderlineColor(theme.colour("attention"))
            self.setFormat(0, len(text), bare)
        for pattern, role in ((CITATION, "accent"), (COUNT, "accent"), (re.compile(re.escape(JUDGEMENT)), "text3")):
            for match in pattern.finditer(text):
                lapsed = pattern is CITATION and int(match[1]) in self.lapsed
                shape = QTextCharFormat()
                shape.setForeground(theme.colour("attention" if lapsed else role))
                shape.setFontStrikeOut(lapsed)
                self.setFormat(match.start(), len(match[0]), shape)


class Gutter(QWidget):
    """The margin of the editor: a warning before a sentence without evidence, a lock before one that only the own
    edition says, a J before a judgement."""

    def __init__(self, editor: SentenceEdit) -> None:
        super().__init__(editor)
        self.editor = editor
        self.setAccessibleName("Evidence of each sentence")

    def sizeHint(self) -> QSize:
        return QSize(self.editor.look.theme.px(GUTTER), 0)

    def marks(self) -> list[str]:
        """The mark of each line: "warning", "own only", "J", or nothing."""
        return [self.editor.mark_of(block) for block in self.editor.blocks()]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            line = self.editor.look.theme.line()
            tops = [(self.editor.top_of(block), block) for block in self.editor.blocks()]
            under = [block for top, block in tops if top <= event.pos().y() < top + line]
            QToolTip.showText(event.globalPos(), self.editor.told_of(under[0]) if under else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.editor.look.theme
        painter = QPainter(self)
        for block in self.editor.blocks():
            mark = self.editor.mark_of(block)
            box = QRect(0, self.editor.top_of(block), theme.px(20), theme.line())
            if mark == WARNING:
                icons.draw(painter, box.adjusted(2, 3, -2, -3), theme, "warning", "attention")
            elif mark == OWN_ONLY:
                icons.draw(painter, box.adjusted(2, 3, -2, -3), theme, "lock-simple", "text2")
            elif mark == JUDGED:
                painter.setPen(QPen(theme.colour("text2"), 1))
                square = QRectF(box.center().x() - 6.5, box.center().y() - 6.5, 13, 13)
                painter.drawRoundedRect(square, 2, 2)
                painter.setFont(theme.font("small"))
                painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), "J")
        painter.end()
