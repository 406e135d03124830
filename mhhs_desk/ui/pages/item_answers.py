"""The middle of the item page: the count of answers, the answers, their originals, and noting one by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui import controls
from mhhs_desk.ui.answer_rows import AnswerRow, Row, rows_of, spoken_for
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.pages.answer_doings import AnswerDoings, stale_in
from mhhs_desk.ui.pages.item_themes import ItemThemes
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.stale_line import StaleLine
from mhhs_desk.ui.steps import PAST, original_place
from mhhs_desk.ui.tally_strip import TallyStrip

SORTS = (("Sort: evidence", "evidence"), ("Sort: name", "name"), ("Sort: received", "received"))


class AnswersPane(AnswerDoings):
    """Who thinks what on one item. Enter opens an answer's original at its place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.list.opened.connect(self.open_row)
        self.list.installEventFilter(self)
        self.opened.closed.connect(self.show_list)
        self.opened.edit.clicked.connect(lambda: self._with_current(self.edit_answer))
        self.opened.stands.clicked.connect(lambda: self._with_current(self.confirm))
        self.opened.whole.clicked.connect(self.go_to_original)
        self.opened.past.clicked.connect(lambda: self._with_current(self.go_to_past))
        self.opened.remove.clicked.connect(lambda: self._with_current(self.remove_answer))
        self.opened.words.held.connect(lambda text: self._with_current(lambda answer: self.hold_back(answer, text)))
        self.opened.words.nothing.connect(lambda: self._with_current(self.nothing_to_hold_back))
        self.themes = ItemThemes(shell, self, self.opened.themes)
        self.form.kept.connect(self.keep)
        self.form.cancelled.connect(self.show_list)
        for part in (self._answers(), self.opened, self.form):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _answers(self) -> QWidget:
        look = self.look
        part = QWidget()
        self.count = controls.label(look, "", semibold=True)
        self.count_rest = controls.label(look, "answered")
        self.sort = QuietCombo(look, "Sort the answers", SORTS)
        self.sort.activated.connect(lambda _: self.show_rows())
        self.add = Link(look, "Note an answer", "small")
        self.add.setToolTip("All that can be said of one, in a form; Ctrl L notes it in one line")
        self.add.setMinimumWidth(self.add.sizeHint().width())
        self.add.clicked.connect(lambda: self.note_answer())
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.count)
        head.addWidget(self.count_rest, 1)
        head.addWidget(self.add)
        head.addSpacing(8)
        head.addWidget(self.sort)
        self.bar = TallyStrip(look)
        self.refusal.hide()
        self.stale = StaleLine(look)
        self.stale.confirmed.connect(self.confirm_all)
        top = QVBoxLayout()
        top.setContentsMargins(24, 12, 20, 8)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(self.bar)
        top.addWidget(self.themes.bar)
        top.addWidget(self.stale)
        top.addWidget(self.refusal)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(controls.hairline(look))
        column.addWidget(self.list, 1)
        return part

    def show_item(self, view: View, item: ItemView) -> None:
        """Show one item's answers; another item closes what was open."""
        if self.shown and self.shown.item.id != item.item.id:
            self.stack.setCurrentIndex(0)
        self.view, self.shown = view, item
        self.refusal.hide()
        self.count.say(f"{item.tally.answered} of {item.tally.total}")
        question = all(option.key.isdigit() for option in item.item.options)
        names = [(o.key, f"option {o.key}" if question else o.name.lower()) for o in item.item.options]
        self.bar.show_tally(item.tally, names)
        self.stale.show_count(len(stale_in(item)))
        self.themes.show_item(view, item)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the answers as they are sorted, or those of the theme that is shown alone."""
        if self.view and self.shown:
            rows = rows_of(self.view, self.shown, self.sort.currentData(), self.themes.only)
            self.list.show_records(rows)

    def is_open(self) -> bool:
        """Whether an answer is opened over the list."""
        return self.stack.currentWidget() is self.opened and not self.opened.words.isHidden()

    def choose(self, code: str) -> None:
        """Choose an answer by its code (F12); where another theme is shown alone, all are shown again."""

        def wanted(row: Row) -> bool:
            return isinstance(row, AnswerRow) and row.answer.feedback.code == code

        if not self.list.choose(wanted) and self.themes.only:
            self.themes.choose(0)
            self.list.choose(wanted)

    # Originals

    def open_row(self, row: Row) -> None:
        if isinstance(row, AnswerRow):
            self.open_answer(row)

    def open_answer(self, row: AnswerRow) -> None:
        """Show the original that an answer came from, at its place."""
        feedback = row.answer.feedback
        source = self.desk.sources.first("id = ?", feedback.source_id) if feedback.source_id else None
        spoken = spoken_for(feedback)
        under = (
            f"{feedback.code} · {source.name if source else 'noted by hand'} · {row.source}{spoken and f' · {spoken}'}"
        )
        text = source.text if source else feedback.rationale
        self.original = original_place("feedback", feedback.id, feedback.source_id if source else None)
        self.opened.show_text(row.answer.who, under, text, feedback.span, True)
        self.opened.whole.setVisible(self.original is not None)
        self.opened.show_stale(row.stale)
        self.opened.show_answer(feedback, bool(source))
        self.themes.show_answer(feedback)
        self.stack.setCurrentWidget(self.opened)
        self.opened.text.setFocus()

    def open_paper(self) -> None:
        """Show the paper that the item came from, at its place."""
        item = self.shown.item if self.shown else None
        source = self.desk.sources.first("id = ?", item.source_id) if item else None
        if item and source:
            self.original = original_place("item", item.id, item.source_id)
            self.opened.show_text(f"Item {item.number}: {item.title}", source.name, source.text, item.span, False)
            self.opened.whole.setVisible(self.original is not None)
            self.stack.setCurrentWidget(self.opened)
            self.opened.text.setFocus()

    def mark_words(self, row: AnswerRow) -> None:
        """Open an answer with the keyboard in its own words."""
        self.open_answer(row)
        self.opened.words.own.setFocus()

    def go_to_original(self) -> None:
        """Go to the document itself, at the place that is shown."""
        if self.original:
            self.shell.go(self.original)

    def _with_current(self, work: Callable[[Feedback], None]) -> None:
        row = self.list.current()
        if isinstance(row, AnswerRow):
            work(row.answer.feedback)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F2:
                self._with_current(self.edit_answer)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._with_current(self.remove_answer)
                return True
            if event.key() == Qt.Key.Key_S and not event.modifiers():
                self._with_current(self.confirm)
                return True
            if event.key() == Qt.Key.Key_T and not event.modifiers():
                self.themes.ask_for_row()
                return True
            if event.key() == Qt.Key.Key_Escape and self.themes.only:
                self.themes.choose(0)
                return True
            if event.key() == Qt.Key.Key_H and not event.modifiers():
                row = self.list.current()
                if isinstance(row, AnswerRow):
                    self.mark_words(row)
                return True
            if event.key() == Qt.Key.Key_N and not event.modifiers():
                self._with_current(self.nothing_to_hold_back)
                return True
            if event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
                self.confirm_all()
                return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu:
            menu.exec(event.globalPos())

    def menu(self) -> QMenu | None:
        """What can be done with the answer that is chosen."""
        row = self.list.current()
        if self.stack.currentIndex() or not isinstance(row, AnswerRow):
            return None
        menu = QMenu(self)
        menu.addAction("Open the original\tEnter", lambda: self.open_answer(row))
        if row.stale:
            menu.addAction("Still stands\tS", lambda: self.confirm(row.answer.feedback))
        self._offer_all(menu, row)
        menu.addAction("Put under a theme…\tT", self.themes.ask_for_row)
        menu.addAction("Hold words back…\tH", lambda: self.mark_words(row))
        menu.addAction("Nothing to hold back\tN", lambda: self.nothing_to_hold_back(row.answer.feedback))
        menu.addAction("Edit…\tF2", lambda: self.edit_answer(row.answer.feedback))
        menu.addAction(PAST, lambda: self.go_to_past(row.answer.feedback))
        menu.addAction("Remove\tDel", lambda: self.remove_answer(row.answer.feedback))
        return menu

    def _offer_all(self, menu: QMenu, row: AnswerRow) -> None:
        """Offer to confirm more than one answer at once: those on the item, and those of the member."""
        here = stale_in(self.shown) if self.shown else []
        if len(here) > 1:
            menu.addAction(f"All {len(here)} on this item still stand\tShift+S", self.confirm_all)
        said = [answer for item in self.view.items for answer in stale_in(item)] if self.view else []
        theirs = [answer for answer in said if answer.member_id == row.answer.feedback.member_id]
        if len(theirs) > 1:
            who = row.answer.who
            menu.addAction(f"All {len(theirs)} of {who} still stand", lambda: self.confirm_member(theirs, who))
