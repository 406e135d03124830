"""Plan: milestones on a time axis, the plan against what is proposed, the slip and the rule; and what has no date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.milestones import Milestone
from mhhs_desk.domain.plan import Interval, Plan, Row, Scope
from mhhs_desk.planning import Shown
from mhhs_desk.store.viewing import Collation
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.plan_axis import Axis, paint_ground, paint_head, paint_interval, paint_row
from mhhs_desk.ui.plan_pane import PlanPane
from mhhs_desk.ui.plan_table import (
    Legend,
    UndatedDelegate,
    paint_name,
    paint_rule,
    paint_slip,
    row_words,
    rule_text,
    slip_text,
)
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Table, TableView
from mhhs_desk.ui.theme import Theme

ROW, HEAD = 56, 56
AXIS = 1
"""The column of the axis."""
CLOSER, STEP = 1.5, 0.25
"""How much a key draws the axis out, and what part of what is in sight it moves by."""
PLACES = 1000
"""Places of the scroll bar under the axis."""

SCOPES = (
    ("Show: milestones", Scope.MILESTONES), ("Show: Level 1 only", Scope.LEVEL_1), ("Show: activities too", Scope.ALL),
)  # fmt: skip


class PlanPage(Page):
    """The plan as the papers would change it."""

    name = "plan"
    title = "Plan"
    kinds = frozenset(
        {"milestone", "milestone_date", "baseline", "rule", "item", "feedback", "meeting", "setting", "action"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.plan = Plan((), (), (), 0)
        self.axis = Axis(0, 3, self.desk.today)
        self.table: Table[Row | Interval] = Table(self._columns())
        self.view = TableView(self.look, self.table, "Milestones with a date", row=ROW, head=HEAD, whole=True)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSectionsClickable(False)
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName("The part of the time axis in sight")
        self.bar.setRange(0, PLACES)
        self.bar.valueChanged.connect(self._slide)
        self.details = PlanPane(shell, self._go_to)
        self.undated = [self._undated_list(n) for n in range(2)]
        self.lists: list[TableView | ListView] = [self.view, *self.undated]
        for view in self.lists:
            view.chosen.connect(self._chooser(view))
        self.details.closed.connect(self._clear)
        self.root.addWidget(self._band())
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._body(), 1)
        across.addWidget(self.details)
        self.root.addLayout(across, 1)

    def _columns(self) -> list[Column[Row | Interval]]:
        return [
            Column("Milestone", row_words, width=282, paint=paint_name),
            Column("", lambda r: "", width=240, stretch=True, paint=self._paint_axis, head=self._paint_head),
            Column("Slip", slip_text, width=104, paint=self._paint_slip),
            Column("Rule in force", rule_text, width=150, spare=1, paint=paint_rule),
        ]

    def _undated_list(self, number: int) -> ListView:
        return ListView(self.look, UndatedDelegate(self.look), f"Milestones without a date, {number + 1}", whole=True)

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        line = QHBoxLayout(band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(8)
        self.base = controls.combo(self.look, "Plan", self._bases())
        self.against = controls.combo(self.look, "Against", self._proposals())
        self.show_box = controls.combo(self.look, "Show", SCOPES)
        for box in (self.base, self.against, self.show_box):
            box.currentIndexChanged.connect(self._fill)
            line.addWidget(box)
        line.addStretch(1)
        self.nearer = Button(self.look, "", "magnifying-glass-plus")
        self.farther = Button(self.look, "", "magnifying-glass-minus")
        for button, name, key, by in (
            (self.nearer, "Draw the axis out", "+", CLOSER), (self.farther, "Draw the axis together", "-", 1 / CLOSER),
        ):  # fmt: skip
            button.setAccessibleName(name)
            button.setFixedWidth(self.look.theme.px(42))
            button.setToolTip(f"{name} ({key})")
            button.clicked.connect(lambda _=False, by=by: self._zoom(by))
            line.addWidget(button)
        self.out = Button(self.look, "Export", "export")
        self.out.clicked.connect(self._offer)
        line.addWidget(self.out)
        return band

    def _bases(self) -> list[tuple[str, object]]:
        named: list[tuple[str, object]] = [(f"Plan: {base.name}", base.id) for base in self.desk.approved_plans()]
        return [("Plan: in force today", None), *named]

    def _proposals(self) -> list[tuple[str, object]]:
        named: list[tuple[str, object]] = [(f"Against: {base.name}", base.id) for base in self.desk.proposed_plans()]
        return [*named, ("Against: nothing proposed", None)]

    def _body(self) -> QScrollArea:
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 24)
        lines.setSpacing(0)
        lines.addWidget(self.view)
        lines.addWidget(self.bar)
        lines.addWidget(controls.hairline(self.look, edge=True))
        lines.addWidget(Legend(self.look))
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(10)
        head.addWidget(controls.label(self.look, "No date", "heading"))
        head.addWidget(controls.label(self.look, "A date is entered from a source or not at all.", "small", "text2"))
        head.addStretch(1)
        self.count = controls.label(self.look, "", "small", "text2")
        head.addWidget(self.count)
        lines.addLayout(head)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 0, 24, 0)
        columns.setSpacing(36)
        for view in self.undated:
            columns.addWidget(view, 1, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(columns)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    # Showing

    def reload(self) -> None:
        for box, offered in ((self.base, self._bases()), (self.against, self._proposals())):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            for text, data in offered:
                box.addItem(text, data)
            box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
            box.blockSignals(False)
        self._fill()

    def shown(self) -> Shown:
        """Which plan is in sight."""
        known = {base.id: base for base in self.desk.baselines.all()}
        base, against = known.get(self.base.currentData()), known.get(self.against.currentData())
        return Shown(base, against, Scope(self.show_box.currentData()))

    def _fill(self) -> None:
        shown = self.shown()
        self.plan = self.desk.plan(shown)
        self.details.proposal = shown.proposal
        self.details.stands = shown.baseline.name if shown.baseline else "in force today"
        self.axis = Axis.over(self.plan.rows, self.desk.today, self.axis.zoom, self.axis.at)
        meeting = self.desk.next_meeting()
        self.tallies = Collation(self.desk, meeting) if meeting and self.plan.intervals else None
        self.table.show([*self.plan.rows, *self.plan.intervals])
        half = (len(self.plan.undated) + 1) // 2
        self.undated[0].show_records(self.plan.undated[:half])
        self.undated[1].show_records(self.plan.undated[half:])
        hidden = f", {self.plan.hidden} more not shown" if self.plan.hidden else ""
        self.count.say(f"{len(self.plan.rows)} dated, {len(self.plan.undated)} without a date{hidden}")
        self._show_zoom()

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            self._go_to(place.id)

    def _go_to(self, number: int) -> None:
        """Choose a code, also one that is hidden as an activity."""
        if not self._choose(number):
            self.show_box.setCurrentIndex(self.show_box.findData(Scope.ALL))
            self._choose(number)

    def _choose(self, number: int) -> bool:
        return any(view.choose(lambda record: record.id == number) for view in self.lists)

    def focus_first(self) -> None:
        self.view.setFocus()

    def _clear(self) -> None:
        for view in self.lists:
            view.choice.clear()

    def _chooser(self, view: TableView | ListView) -> Callable[[Row | Interval | Milestone | None], None]:
        def chosen(record: Row | Interval | Milestone | None) -> None:
            if record is None:
                self.details.hide()
                return
            for other in self.lists:
                if other is not view:
                    other.choice.clear()
            if isinstance(record, Interval):
                self.details.show_interval(record)
            elif isinstance(record, Row):
                self.details.show_code(record.milestone, record)
            else:
                self.details.show_code(record, None)

        return chosen

    # The axis

    def _zoom(self, by: float, around: float = 0.5) -> None:
        self.axis = self.axis.zoomed(by, around)
        self._show_zoom()

    def _move(self, share: float) -> None:
        self.axis = self.axis.moved(share * self.axis.span)
        self._show_zoom()

    def _slide(self, place: int) -> None:
        self.axis = self.axis.moved(0) if self.axis.zoom == 1 else _at(self.axis, place / PLACES)
        self._paint_anew()

    def _show_zoom(self) -> None:
        """Tell the scroll bar and the buttons where the axis is."""
        out = self.axis.zoom > 1
        self.farther.setEnabled(out)
        self.nearer.setEnabled(bool(self.plan.rows))
        self.bar.setVisible(out)
        self.bar.blockSignals(True)
        self.bar.setPageStep(round(PLACES / max(0.01, self.axis.zoom - 1)) if out else PLACES)
        self.bar.setValue(round(self.axis.at * PLACES))
        self.bar.blockSignals(False)
        self._paint_anew()

    def _paint_anew(self) -> None:
        self.view.viewport().update()
        self.view.horizontalHeader().viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.view:
            return self._pressed(event)
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            width = max(1, self.view.columnWidth(AXIS))
            around = (event.position().x() - self.view.columnViewportPosition(AXIS)) / width
            self._zoom(CLOSER if event.angleDelta().y() > 0 else 1 / CLOSER, min(1.0, max(0.0, around)))
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Plus and minus draw the axis out and together, 0 shows it whole, the arrows move along it."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(CLOSER)
            case Qt.Key.Key_Minus:
                self._zoom(1 / CLOSER)
            case Qt.Key.Key_0:
                self._zoom(0.0)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._move(STEP if event.key() == Qt.Key.Key_Right else -STEP)
            case _:
                return False
        return True

    # Out

    def _offer(self) -> None:
        """What can be made of the plan."""
        menu = QMenu(self)
        for text, run in (
            ("Milestone register as a workbook…", self.save_register), ("The plan as a PDF…", self.save_paper),
            ("Print the plan…", self.print_now), ("Take a register in…", lambda: self.shell.run("take-in")),
        ):  # fmt: skip
            menu.addAction(text, run)
        menu.exec(self.out.mapToGlobal(self.out.rect().bottomLeft()))

    def save_register(self) -> None:
        """Write the register where the rep says."""
        from mhhs_desk.ui.dialogs.files import ask_export

        self._save(ask_export(self, "Milestone register.xlsx"), self.desk.register_file)

    def save_paper(self) -> None:
        """Write the plan in sight as a PDF."""
        from mhhs_desk.ui.dialogs.files import ask_pdf

        name = f"Plan, {words.day(self.desk.today, year=True)[4:]}.pdf"
        self._save(ask_pdf(self, name), lambda: self.desk.plan_paper(self.shown()).data)

    def _save(self, target: Path | None, made: Callable[[], bytes]) -> None:
        from mhhs_desk.desk import write_whole

        if target is not None:
            with self.shell.told():
                write_whole(target, made())
                self.shell.say(f"Saved {target}.")

    def print_now(self) -> None:
        """Print the plan in sight, as the system's dialog is told."""
        from mhhs_desk.ui import printing

        paper = self.desk.plan_paper(self.shown())
        printer = printing.printer_for(paper.data, "Plan")
        if not printing.ask(printer, paper.pages, self):
            return
        pages = printing.wanted(printer, paper.pages, 0)
        if pages:
            self.shell.jobs.start(
                "Printing the plan",
                lambda report: printing.print_pages(paper.data, printer, pages, report),
                lambda done: self.shell.say(f"Printed {words.count(done, 'page')}."),
            )

    # Painting

    def _paint_head(self, painter: QPainter, rect: QRect, theme: Theme) -> None:
        paint_head(painter, rect, theme, self.axis)

    def _paint_axis(self, painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
        whole = rect.adjusted(-theme.px(8), 0, theme.px(8), 0)
        painter.save()
        paint_ground(painter, whole, theme, self.axis, bool(self.plan.rows) and record is self.plan.rows[0])
        if isinstance(record, Row):
            paint_row(painter, whole, theme, self.axis, record)
        else:
            paint_interval(painter, whole, theme, self.axis, record)
        painter.restore()

    def _paint_slip(self, painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
        if isinstance(record, Row):
            paint_slip(painter, rect, theme, record)
            return
        answered = self.tallies.tally_of(record.item.id).options.most_common(1) if self.tallies else []
        told = f"{answered[0][1]} say {record.item.option_name(answered[0][0])}" if answered else ""
        paint.text(painter, rect, theme, told, "small", "accent")


def _at(axis: Axis, share: float) -> Axis:
    """The axis with the part that begins at a share of it in sight."""
    return axis.moved((share - axis.at) * (axis.last - axis.first - axis.span))
