"""The matrix tab: members against items, arranged as wanted; a cell's details at the right, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.arrangement import OF_AN_ITEM, Arrangement, By, Show
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.matrix import Cell, Grid
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.empty import WIDTH as EMPTY
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.matrix_details import CellDetails, item_place, source_place
from mhhs_desk.ui.matrix_empty import no_items, no_members, nothing, nothing_words
from mhhs_desk.ui.matrix_export import MatrixExport
from mhhs_desk.ui.matrix_heads import TallyFoot
from mhhs_desk.ui.matrix_legend import Legend
from mhhs_desk.ui.matrix_view import MatrixView
from mhhs_desk.ui.matrix_words import GROUPS, SHOWS, SORTS, item_words
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.theme import Look

L = TypeVar("L", bound=QBoxLayout)

WIDTH = 316
WIDE, TALL = 1180, 700
"""From this width on there is room for the legend though no cell is open; from this height on, with one that is."""
ITEM = 190


class MatrixPane(QWidget):
    """The matrix with what arranges it, its tallies, and the details of the chosen cell."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.data = Grid()
        self.stale = False
        self.chosen: tuple[int, int] | None = None
        self.backwards = False
        self.grid = MatrixView(self.look)
        self.foot = TallyFoot(self.look, self.grid, self.grid.matrix)
        self.words = controls.search_field(self.look, "Filter by words", "Filter by words")
        self.group = choice(self.look, "Group the members", GROUPS)
        self.sort = choice(self.look, "Sort the members", SORTS)
        self.show_only = choice(self.look, "Which members", SHOWS)
        self.item = ChipCombo(self.look, "By the answers to which item")
        give_room(self.item, self.look.theme.px(ITEM))
        self.told = controls.label(self.look, "", "small", "text2")
        self.export = Button(self.look, "Export", "export")
        self.export.setToolTip("Export the matrix (Ctrl+E)")
        self.details = Details(shell, WIDTH)
        self.cell_details = CellDetails(shell, self.details)
        self.exporting = MatrixExport(shell, self.details)
        self.legend = Legend(self.look)
        self.legend.setFixedWidth(self.look.theme.px(WIDTH))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self.arrange())
        for combo in (self.group, self.show_only, self.item):
            combo.activated.connect(lambda _: self.arrange())
        self.sort.activated.connect(lambda _: self._sort(backwards=False))
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(lambda cell: self.shell.go(item_place(cell)))
        self.grid.source_wanted.connect(self._open_source)
        self.grid.copied.connect(lambda count: self.shell.say(f"Copied {words.count(count, 'cell')}."))
        self.grid.items.sectionClicked.connect(self._sort_by)
        self.export.clicked.connect(self.ask_export)
        self.details.closed.connect(self._closed)

    # Laying out

    def _lay_out(self) -> None:
        across = flush(QHBoxLayout())
        across.addWidget(self._stack(), 1)
        across.addWidget(self._side())
        column = flush(QVBoxLayout(self))
        column.addWidget(self._band())
        column.addLayout(across, 1)

    def _band(self) -> QWidget:
        self.band = QWidget()
        self.band.setObjectName("band")
        top = QHBoxLayout(self.band)
        top.setContentsMargins(24, 8, 24, 8)
        top.setSpacing(10)
        top.addWidget(self.words, 2)
        for combo in (self.group, self.sort, self.item, self.show_only):
            top.addWidget(combo, 3)
        top.addStretch(1)
        top.addWidget(self.told)
        top.addWidget(self.export)
        return self.band

    def _stack(self) -> QStackedWidget:
        """The matrix; or what stands in for it where there is nothing to show."""
        self.whole = QWidget()
        lines = flush(QVBoxLayout(self.whole))
        lines.addWidget(self.grid, 1)
        lines.addWidget(self.foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        return self.stack

    @cached_property
    def no_items(self) -> Empty:
        return self._standing_in(no_items(self.shell))

    @cached_property
    def no_members(self) -> Empty:
        return self._standing_in(no_members(self.shell))

    @cached_property
    def nothing(self) -> Empty:
        return self._standing_in(nothing(self.shell, self.clear))

    def _standing_in(self, made: Empty) -> Empty:
        """What may stand in for the matrix is made when it first does."""
        self.stack.addWidget(made)
        return made

    def _side(self) -> QWidget:
        self.side = QWidget()
        self.side.setObjectName("details")
        right = flush(QVBoxLayout(self.side))
        right.addWidget(self.details, 1)
        right.addStretch(0)
        right.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignBottom)
        return self.side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The legend, the cell beside the matrix and the sums above it stand there where they fit."""
        theme, opened = self.look.theme, self.details.isVisibleTo(self.side)
        wide = self.width() >= theme.px(WIDE)
        self.legend.setVisible(not opened or self.height() >= theme.px(TALL))
        self.side.setVisible(self.stack.currentWidget() is self.whole and (wide or opened))
        combos = [combo for combo in (self.group, self.sort, self.item, self.show_only) if not combo.isHidden()]
        used = sum(combo.maximumWidth() + 10 for combo in combos) + self.export.sizeHint().width()
        told = paint.width(theme, self.told.text(), "small")
        self.told.setVisible(used + self.words.maximumWidth() + told + 2 * 24 + 30 <= self.width())

    # Showing

    def show_view(self, view: View) -> None:
        """Show one meeting; the chosen cell stays chosen. Out of sight it waits until it is looked at."""
        if self.view is None or self.view.meeting.id != view.meeting.id:
            self.chosen = None
        self.view, self.stale = view, True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self._read()

    def _read(self) -> None:
        """Read the matrix from the records."""
        if self.view is None:
            return
        self.stale = False
        self.data = self.desk.grid(self.view.meeting)
        kept = self.item.currentData()
        blocked = self.item.blockSignals(True)
        self.item.clear()
        for column in self.data.columns:
            self.item.addItem(item_words(column), column.item.id)
        self.item.setCurrentIndex(max(0, self.item.findData(kept)))
        self.item.blockSignals(blocked)
        self.arrange()

    def arrangement(self) -> Arrangement:
        """How the controls above want the matrix."""
        return Arrangement(
            group=By(self.group.currentData()),
            sort=By(self.sort.currentData()),
            backwards=self.backwards,
            item=self.item.currentData(),
            words=self.words.text(),
            show=Show(self.show_only.currentData()),
        )

    def arrange(self) -> None:
        """Show the matrix as it is wanted."""
        how = self.arrangement()
        kept = self.chosen
        self.item.setVisible(bool({how.group, how.sort} & OF_AN_ITEM))
        self.grid.matrix.show(self.data, how)
        self._say_sums()
        self._show_part(how)
        if not (kept and self.grid.choose(*kept)):
            self.chosen = None
            self.details.hide()
        self._make_room()

    def _show_part(self, how: Arrangement) -> None:
        part: QWidget = self.whole
        if not self.data.columns:
            part = self.no_items
        elif not self.data.rows:
            part = self.no_members
        elif not self.grid.matrix.rows:
            part = self.nothing
            self.nothing.sentence.say(nothing_words(how, len(self.data.rows)))
            self.nothing.sentence.stand_in(self.look.theme.px(EMPTY))
        self.band.setVisible(bool(self.data.columns and self.data.rows))
        self.stack.setCurrentWidget(part)

    def _say_sums(self) -> None:
        states = [state for row in self.data.rows for state in row.states]
        never = sum(not row.heard for row in self.data.rows)
        tail = f" · {words.count(never, 'member')} not heard" if never and states else ""
        outside = sum(len(item.outside) for item in self.view.items) if self.view else 0
        tail += f" · {words.count(outside, 'answer')} not counted, of no member on the day" if outside else ""
        self.told.say(f"{states.count(State.ANSWERED)} of {len(states)} cells answered{tail}")

    def clear(self) -> None:
        """Show every member again."""
        self.show_only.pick(Show.ALL)
        self.words.clear()
        self.arrange()
        self.focus_grid()

    def _sort_by(self, section: int) -> None:
        """Sort by what was clicked above the matrix; a second click turns it round."""
        columns = self.grid.matrix.columns
        before = self.sort.currentData(), self.item.currentData()
        if section < len(columns):
            self.item.pick(columns[section].item.id)
            if self.sort.currentData() not in OF_AN_ITEM:
                self.sort.pick(By.OPTION)
        else:
            self.sort.pick(By.ANSWERED if section == len(columns) else By.OBJECTIONS)
        same = before == (self.sort.currentData(), self.item.currentData())
        self._sort(backwards=same and not self.backwards)

    def _sort(self, backwards: bool) -> None:
        self.backwards = backwards
        self.arrange()

    # Cells

    def focus_grid(self) -> None:
        """Put the keyboard on a cell: the chosen one, else the first."""
        if self.grid.current() is None:
            blocked = self.grid.blockSignals(self.side.isHidden())  # on a narrow page nothing opens unasked
            self.grid.choose_first()
            self.grid.blockSignals(blocked)
        self.grid.setFocus()

    def _choose(self, cell: Cell | None) -> None:
        if cell is None or self.view is None:
            return
        self.chosen = cell.member.id, cell.column.item.id
        self.cell_details.show(cell, self.view)
        self._make_room()

    def _closed(self) -> None:
        self._make_room()
        self.grid.setFocus()

    def _open_source(self, cell: Cell) -> None:
        if cell.answer:
            self.shell.go(source_place(self.desk.feedback.get(cell.answer.id)))

    # Out

    def ask_export(self) -> None:
        """Ask in the pane beside the matrix what is to be written."""
        if self.view and self.data.columns and self.data.rows:
            self.exporting.show(self.view.meeting)
            self._make_room()


def choice(look: Look, name: str, choices: Iterable[tuple[str, object]]) -> ChipCombo:
    """A choice as wide as its longest words, where there is room."""
    made = ChipCombo(look, name)
    offered = list(choices)
    for text, data in offered:
        made.addItem(text, data)
    give_room(made, max(paint.width(look.theme, text) for text, _ in offered) + look.theme.px(46))
    return made


def give_room(combo: ChipCombo, most: int) -> None:
    """Let a choice take so much room and no more, and less of it on a narrow page."""
    combo.setMaximumWidth(most)
    combo.setMinimumWidth(most // 2)


def flush(layout: L) -> L:
    """A layout that keeps nothing between its parts nor round them."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
