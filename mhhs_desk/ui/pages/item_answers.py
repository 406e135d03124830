"""The middle of the item page: the count of answers, the answers, their originals, and noting one by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.passages import is_held_back
from mhhs_desk.domain.positions import cited
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.answer_rows import STATES, AnswerRow, Row, rows_of, spoken_for
from mhhs_desk.ui.answers import AnswerList
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.pages.answer_form import AnswerForm
from mhhs_desk.ui.pages.item_themes import ItemThemes
from mhhs_desk.ui.pages.opened_original import OpenedOriginal
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.stale_line import StaleLine
from mhhs_desk.ui.steps import PAST, original_place, past_place
from mhhs_desk.ui.theme import Look, Theme

SORTS = (("Sort: evidence", "evidence"), ("Sort: name", "name"), ("Sort: received", "received"))


class TallyStrip(QWidget):
    """The bar of one item's members and what its parts count."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.tally = Tally()
        self.keys: tuple[str, ...] = ()
        self.told: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally, options: list[tuple[str, str]]) -> None:
        self.tally, self.keys = tally, tuple(key for key, _ in options)
        counts = [(str(tally.options[key]), name) for key, name in options if tally.options[key]]
        there = [state for state in STATES if tally.states[state]]
        counts += [(str(tally.states[state]), "nil" if state is State.NIL else state.value) for state in there]
        self.told = counts
        self.setAccessibleName(", ".join(f"{number} {name}" for number, name in counts))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        return QSize(theme.px(200), theme.px(40))

    def _gap(self, theme: Theme) -> int:
        """What is left between two counts, so that they all fit where they can."""
        taken = sum(paint.width(theme, n, "small", True) + paint.width(theme, w, "small") for n, w in self.told)
        free = self.width() - taken - theme.px(4) * len(self.told)
        return min(theme.px(14), max(theme.px(5), free // max(1, len(self.told) - 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        bar = self.rect().adjusted(0, theme.px(2), 0, 0)
        bar.setHeight(theme.px(14))
        paint.tally_bar(painter, bar, theme, self.tally, self.keys)
        line = self.rect().adjusted(0, theme.px(20), 0, 0)
        gap = self._gap(theme)
        for number, name in self.told:
            line.setLeft(line.left() + paint.text(painter, line, theme, number, "small", semibold=True) + theme.px(4))
            line.setLeft(line.left() + paint.text(painter, line, theme, name, "small", "text2") + gap)
        painter.end()


class AnswersPane(QWidget):
    """Who thinks what on one item. Enter opens an answer's original at its place."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.shown: ItemView | None = None
        self.editing: Feedback | None = None
        self.original: Place | None = None
        """Where the document that is opened can be seen itself."""
        self.stack = QStackedWidget()
        self.list = AnswerList(shell.look)
        self.list.opened.connect(self.open_row)
        self.list.installEventFilter(self)
        self.opened = OpenedOriginal(shell.look)
        self.opened.closed.connect(self.show_list)
        self.opened.edit.clicked.connect(lambda: self._with_current(self.edit_answer))
        self.opened.stands.clicked.connect(lambda: self._with_current(self.confirm))
        self.opened.whole.clicked.connect(self.go_to_original)
        self.opened.past.clicked.connect(lambda: self._with_current(self.go_to_past))
        self.opened.remove.clicked.connect(lambda: self._with_current(self.remove_answer))
        self.opened.words.held.connect(lambda text: self._with_current(lambda answer: self.hold_back(answer, text)))
        self.opened.words.nothing.connect(lambda: self._with_current(self.nothing_to_hold_back))
        self.themes = ItemThemes(shell, self, self.opened.themes)
        self.form = AnswerForm(shell.look)
        self.form.kept.connect(self._keep)
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
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
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
        self.stale.show_count(len(_stale_in(item)))
        self.themes.show_item(view, item)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the answers as they are sorted, or those of the theme that is shown alone."""
        if self.view and self.shown:
            rows = rows_of(self.view, self.shown, self.sort.currentData(), self.themes.only)
            self.list.show_records(rows)

    def is_open(self) -> bool:
        """Whether an answer or a paper is opened over the list."""
        return self.stack.currentWidget() is self.opened

    def choose(self, code: str) -> None:
        """Choose an answer by its code (F12); where another theme is shown alone, all are shown again."""

        def wanted(row: Row) -> bool:
            return isinstance(row, AnswerRow) and row.answer.feedback.code == code

        if not self.list.choose(wanted) and self.themes.only:
            self.themes.choose(0)
            self.list.choose(wanted)

    def show_list(self) -> None:
        self.editing = None
        self.stack.setCurrentIndex(0)
        self.list.setFocus()

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

    # Answers by hand

    def note_answer(self) -> None:
        """Begin to note an answer that came by word of mouth."""
        if self.view and self.shown:
            item = self.shown.item
            facts = {"item_id": item.id, "received": self.desk.now(), "channel": "Note of a call"}
            self.editing = None
            self.form.begin(f"Note an answer on item {item.number}", self._members(), [item], facts)
            self.stack.setCurrentWidget(self.form)

    def edit_answer(self, feedback: Feedback) -> None:
        if self.view and self.shown:
            facts = {name: getattr(feedback, name) for name in self.form.facts()}
            self.editing = feedback
            items = [item.item for item in self.view.items]
            self.form.begin(f"Put {feedback.code} right", self._members(feedback.member_id), items, facts)
            self.stack.setCurrentWidget(self.form)

    def _members(self, beside: int | None = None) -> list[Member]:
        """The members of the meeting, and the one whose answer it is although it is no member on the day."""
        members = dict(self.view.members) if self.view else {}
        if beside is not None and beside not in members:
            members[beside] = self.desk.members.get(beside)
        return sorted(members.values(), key=lambda member: member.name.casefold())

    def _keep(self, facts: dict[str, Any]) -> None:
        fields = {**facts, "consent": Consent(facts["consent"])}
        who = self.form.member.currentText()
        number = self.shown.item.number if self.shown else 0
        kept, editing = False, self.editing
        with self.shell.told():
            if editing:
                with self.desk.step(f"Put {editing.code} right"):
                    self.desk.feedback.change(editing.id, **fields)
            else:
                version = self.shown.item.paper_version if self.shown else None
                with self.desk.step(f"Note the answer of {who} on item {number}"):
                    self.desk.feedback.add(Feedback(**fields, paper_version=version))
            kept = True
        if kept:
            self.show_list()

    def remove_answer(self, feedback: Feedback) -> None:
        """Take an answer out of the record, unless the position rests on it."""
        position = self.desk.positions.of(feedback.item_id)
        if feedback.id in cited(position):
            self.show_list()
            self.refusal.say(f"{feedback.code} is cited in the position. Take the citation out first.")
            self.refusal.show()
            return
        who = self.desk.members.get(feedback.member_id).name
        with self.shell.told(), self.desk.step(f"Remove the answer of {who} ({feedback.code})"):
            self.desk.feedback.remove(feedback.id)
        self.show_list()

    def confirm(self, feedback: Feedback) -> None:
        """Take an answer that was given on an earlier version of the paper as one on the paper as it is now."""
        if self.shown and is_stale(feedback, self.shown.item.paper_version):
            with self.shell.told():
                self.desk.still_stands(feedback.id)
            self.show_list()

    def confirm_all(self) -> None:
        """Take every answer to the item as one on the paper as it is now."""
        if self.shown and _stale_in(self.shown):
            with self.shell.told():
                self.desk.all_still_stand(self.shown.item.id)
            self.show_list()

    def _confirm_member(self, stale: list[Feedback], who: str) -> None:
        """Take all that one member said, on any item of the meeting, as said on the papers as they are now."""
        with self.shell.told(), self.desk.step(f"Confirm {len(stale)} answers of {who}"):
            for answer in stale:
                self.desk.still_stands(answer.id)

    # Passages that are held back

    def hold_back(self, feedback: Feedback, text: str) -> None:
        """Hold some words of an answer back from every edition but *own*, or let them be shown where they are held."""
        now = self.desk.feedback.get(feedback.id)
        step = self.desk.feedback.let_show if is_held_back(now, text) else self.desk.feedback.hold_back
        with self.shell.told():
            try:
                step(feedback.id, text, self.desk.today)
            except Refused as refused:
                self.opened.words.refuse(words.refusal(refused))
                return
        self.opened.words.show_answer(self.desk.feedback.get(feedback.id))

    def nothing_to_hold_back(self, feedback: Feedback) -> None:
        """Note that the rep has looked an answer through and there is nothing, or nothing more, to hold back."""
        with self.shell.told():
            self.desk.feedback.looked_at(feedback.id, self.desk.today)
        self.opened.words.show_answer(self.desk.feedback.get(feedback.id))

    def mark_words(self, row: AnswerRow) -> None:
        """Open an answer with the keyboard in its own words."""
        self.open_answer(row)
        self.opened.words.own.setFocus()

    def go_to_original(self) -> None:
        """Go to the document itself, at the place that is shown."""
        if self.original:
            self.shell.go(self.original)

    def go_to_past(self, feedback: Feedback) -> None:
        self.shell.go(past_place("feedback", feedback.id))

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
        here = _stale_in(self.shown) if self.shown else []
        if len(here) > 1:
            menu.addAction(f"All {len(here)} on this item still stand\tShift+S", self.confirm_all)
        said = [answer for item in self.view.items for answer in _stale_in(item)] if self.view else []
        theirs = [answer for answer in said if answer.member_id == row.answer.feedback.member_id]
        if len(theirs) > 1:
            who = row.answer.who
            menu.addAction(f"All {len(theirs)} of {who} still stand", lambda: self._confirm_member(theirs, who))


def _stale_in(item: ItemView) -> list[Feedback]:
    """The answers to an item that were given on an earlier version of its paper."""
    version = item.item.paper_version
    return [answer.feedback for answer in item.answers if is_stale(answer.feedback, version)]
