"""Plan: milestones on a time axis, baseline against proposal, the slip and the rule in force; and what has no date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import route_words, words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.milestones import Milestone
from mhhs_desk.store.viewing import Collation
from mhhs_desk.ui import controls, paint
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.plan_axis import Axis, dashed, diamond, paint_ground, paint_head, paint_interval, paint_row
from mhhs_desk.ui.plan_rows import (
    NO_CHANGE,
    NOT_KNOWN,
    Interval,
    Plan,
    Row,
    baselines,
    date_words,
    plan,
    rule_day,
    rule_words,
)
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import original_place
from mhhs_desk.ui.tables import Column, Table, TableView
from mhhs_desk.ui.theme import Look, Theme

ROW, HEAD = 56, 56
AXIS = 1
"""The column of the axis."""


class UndatedDelegate(RowDelegate):
    """A milestone without a date: its code and its name."""

    def words(self, record: Milestone) -> str:
        return f"{record.code}, {record.name or 'name not given'}, no date"

    def height(self, record: Milestone) -> int:
        return 31

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Milestone, selected: bool) -> None:
        indent = theme.px(8) if selected else 0
        paint.text(painter, rect.adjusted(indent, 0, 0, 0), theme, record.code, semibold=True)
        name = rect.adjusted(theme.px(50) + indent, 0, 0, 0)
        paint.text(painter, name, theme, record.name or "name not given", role="text" if record.name else "text2")


class PlanPage(Page):
    """The plan as the papers would change it."""

    name = "plan"
    title = "Plan"
    kinds = frozenset({"milestone", "milestone_date", "baseline", "rule", "item", "feedback", "meeting", "setting"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.plan = Plan((), (), (), 0)
        self.axis = Axis(0, 3, self.desk.today)
        self.table: Table[Row | Interval] = Table(self._columns())
        self.view = TableView(self.look, self.table, "Milestones with a date", row=ROW, head=HEAD, whole=True)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSectionsClickable(False)
        self.details = Details(shell, 316)
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
            Column("Milestone", _row_words, width=282, paint=_paint_name),
            Column("", lambda r: "", width=240, stretch=True, paint=self._paint_axis, head=self._paint_head),
            Column("Slip", lambda r: r.slip if isinstance(r, Row) else "", width=104, paint=self._paint_slip),
            Column("Rule in force", _rule_text, width=150, spare=1, paint=_paint_rule),
        ]

    def _undated_list(self, number: int) -> ListView:
        return ListView(self.look, UndatedDelegate(self.look), f"Milestones without a date, {number + 1}", whole=True)

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        line = QHBoxLayout(band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        approved = baselines(self.desk)[0]
        self.base = controls.combo(self.look, "Baseline", [(f"Baseline: {base.name}", base.id) for base in approved])
        self.against = controls.combo(self.look, "Against", self._proposals())
        self.show_box = controls.combo(self.look, "Show", [("Show: milestones", False), ("Show: activities too", True)])
        for box in (self.base, self.against, self.show_box):
            box.currentIndexChanged.connect(self._fill)
            line.addWidget(box)
        line.addStretch(1)
        self.count = controls.label(self.look, "", "small", "text2")
        line.addWidget(self.count)
        return band

    def _proposals(self) -> list[tuple[str, object]]:
        named: list[tuple[str, object]] = [(f"Against: {base.name}", base.id) for base in baselines(self.desk)[1]]
        return [*named, ("Against: nothing proposed", None)]

    def _body(self) -> QScrollArea:
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 24)
        lines.setSpacing(0)
        lines.addWidget(self.view)
        lines.addWidget(controls.hairline(self.look, edge=True))
        lines.addWidget(Legend(self.look))
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(10)
        head.addWidget(controls.label(self.look, "No date", "heading"))
        head.addWidget(controls.label(self.look, "A date is entered from a source or not at all.", "small", "text2"))
        head.addStretch(1)
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
        chosen = self.against.currentData()
        self.against.blockSignals(True)
        self.against.clear()
        for text, data in self._proposals():
            self.against.addItem(text, data)
        self.against.setCurrentIndex(max(0, self.against.findData(chosen)) if chosen else 0)
        self.against.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        known = {base.id: base for base in self.desk.baselines.all()}
        base, self.proposal = known.get(self.base.currentData()), known.get(self.against.currentData())
        self.plan = plan(self.desk, base, self.proposal, bool(self.show_box.currentData()))
        self.axis = Axis.over(self.plan.rows, self.desk.today)
        self.items = self._items_by_code()
        self.tallies = self._tallies()
        self.table.show([*self.plan.rows, *self.plan.intervals])
        half = (len(self.plan.undated) + 1) // 2
        self.undated[0].show_records(self.plan.undated[:half])
        self.undated[1].show_records(self.plan.undated[half:])
        hidden = f", {words.count(self.plan.hidden, 'activity', 'activities')} hidden" if self.plan.hidden else ""
        self.count.say(f"{len(self.plan.rows)} dated, {len(self.plan.undated)} without a date{hidden}")

    def _items_by_code(self) -> dict[str, list[Item]]:
        """The items of the next meeting that each milestone is the matter of."""
        meeting = self.desk.next_meeting()
        found: dict[str, list[Item]] = {}
        for item in self.desk.items.all():
            for code in item.milestones if meeting and item.meeting_id == meeting.id else ():
                found.setdefault(code, []).append(item)
        return found

    def _tallies(self) -> Collation | None:
        meeting = self.desk.next_meeting()
        return Collation(self.desk, meeting) if meeting else None

    def show_place(self, place: Place) -> None:
        if place.id is not None:
            for view in self.lists:
                if view.choose(lambda record: record.id == place.id):
                    return

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
            self._show(record)

        return chosen

    # The pane

    def _show(self, record: Row | Interval | Milestone) -> None:
        pane = self.details
        if isinstance(record, Interval):
            pane.begin(
                f"{record.first.milestone.code} to {record.last.milestone.code}", under=f"{record.months} months"
            )
            self._said(record.item)
            return
        stone = record.milestone if isinstance(record, Row) else record
        pane.begin(stone.code)
        pane.text(stone.name or "Name not given", "text", "body")
        pane.space(4)
        pane.row("Tier", stone.tier or "not given")
        if isinstance(record, Row):
            self._dates(record)
        else:
            pane.row("Date", "none given", "attention")
            pane.row("Known from", stone.source)
        for item in self.items.get(stone.code, ()):
            self._said(item)

    def _dates(self, row: Row) -> None:
        pane = self.details
        pane.row("Baseline", f"{date_words(row.before)}, {self.base.currentText().removeprefix('Baseline: ')}")
        pane.row("Known from", row.milestone.source)
        if row.after is None:
            pane.row("Proposed", NO_CHANGE)
            return
        pane.row("Proposed", date_words(row.after), "text" if row.after.start else "attention")
        pane.row("Slip", row.slip, "attention" if row.slip == NOT_KNOWN else "text")
        if row.after.reason:
            pane.row("Reason", row.after.reason)
        if row.after.source_id:
            source = self.desk.sources.get(row.after.source_id)
            place = words.place(row.after.span)
            original = original_place("milestone_date", row.after.id, source.id)
            pane.row("Source", f"{source.name}, {place}" if place else source.name, place=original)
        if row.move and row.move.rule:
            day = rule_day(self.desk, self.proposal)
            pane.heading(f"Rule in force on {words.day(day, year=True)[4:]}")
            pane.text(row.move.rule.text, "text")
            if row.move.needs_ofgem is None:
                verdict = route_words.move_verdict(row.move)
                pane.note(f"{verdict} Ask at the meeting whether Ofgem must approve.")

    def _said(self, item: Item) -> None:
        """What members say on the item that a milestone is the matter of."""
        pane, collation = self.details, self.tallies
        pane.heading(f"What members say, item {item.number}")
        if collation:
            tally = collation.tally_of(item.id)
            answers = collation.answers_of(item.id)
            for key, count in tally.options.most_common():
                red = sum(bool(answer.red_line) for answer in answers if answer.option == key)
                lines = f", {words.count(red, 'red line')}" if red else ""
                pane.chip_row(key, str(count), f"{item.option_name(key)}{lines}")
            if not tally.answered:
                pane.text("Nobody has answered yet.")
        pane.link(f"Open item {item.number}", Place("item", item.id))

    # Painting

    def _paint_head(self, painter: QPainter, rect: QRect, theme: Theme) -> None:
        paint_head(painter, rect, theme, self.axis)

    def _paint_axis(self, painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
        whole = rect.adjusted(-theme.px(8), 0, theme.px(8), 0)
        paint_ground(painter, whole, theme, self.axis, bool(self.plan.rows) and record is self.plan.rows[0])
        if isinstance(record, Row):
            paint_row(painter, whole, theme, self.axis, record)
        else:
            paint_interval(painter, whole, theme, self.axis, record)

    def _paint_slip(self, painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
        if isinstance(record, Interval):
            answered = self.tallies.tally_of(record.item.id).options.most_common(1) if self.tallies else []
            told = f"{answered[0][1]} say {record.item.option_name(answered[0][0])}" if answered else ""
            paint.text(painter, rect, theme, told, "small", "accent")
            return
        role = {NO_CHANGE: "text2", NOT_KNOWN: "attention"}.get(record.slip, "text")
        paint.text(painter, rect, theme, record.slip, role=role, semibold=role != "text2")


def _row_words(record: Row | Interval) -> str:
    if isinstance(record, Interval):
        return f"Item {record.item.number}, {record.item.title}: {record.months} months"
    before, after = date_words(record.before), date_words(record.after) if record.after else NO_CHANGE
    return f"{record.milestone.code}, {record.milestone.name or ''}, {before}, proposed {after}"


def _paint_name(painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
    if isinstance(record, Interval):
        paint.text(painter, rect, theme, f"Item {record.item.number} asks about it", "small", "text2")
        return
    first = QRect(rect.x(), rect.y() + theme.px(9), rect.width(), theme.px(22))
    paint.text(painter, first, theme, record.milestone.code, semibold=True)
    left = theme.px(38)
    paint.text(painter, first.adjusted(left, 0, theme.px(6), 0), theme, record.milestone.name or "name not given")
    under = QRect(rect.x() + left, first.bottom() - 2, rect.width() - left, theme.px(20))
    tier = record.milestone.tier or ("no tier given" if record.milestone.kind == "milestone" else "Programme activity")
    paint.text(painter, under, theme, tier, "small", "text2")


def _rule_text(record: Row | Interval) -> str:
    return " ".join(rule_words(record)) if isinstance(record, Row) else ""


def _paint_rule(painter: QPainter, rect: QRect, theme: Theme, record: Row | Interval) -> None:
    if isinstance(record, Row):
        first, second = rule_words(record)
        if not second:
            paint.text(painter, rect, theme, first, role="text2")
            return
        top = QRect(rect.x(), rect.y() + theme.px(10), rect.width(), theme.px(19))
        paint.text(painter, top, theme, first, "small")
        paint.text(painter, top.translated(0, theme.px(18)), theme, second, "small", "text2")


class Legend(QWidget):
    """What the marks of the axis mean."""

    ENTRIES = (("open", "baseline"), ("accent", "proposed"), ("text", "unchanged"), ("", "to a date not given"))

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.theme.px(44))
        self.setAccessibleName(
            "Key: open diamond, baseline; solid diamonds, proposed or unchanged; dashes, no date given"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = theme.px(30), self.height() / 2
        for role, text in self.ENTRIES:
            colour = theme.colour("text2" if role == "open" else role or "accent")
            if role:
                painter.setPen(QPen(colour, 1.5))
                painter.setBrush(theme.colour("page") if role == "open" else colour)
                diamond(painter, x, y, theme.px(6))
            else:
                dashed(painter, x - theme.px(6), x + theme.px(16), y, colour)
                x += theme.px(12)
            box = QRect(x + theme.px(12), 0, theme.px(200), self.height())
            x += paint.text(painter, box, theme, text, "small") + theme.px(42)
        painter.end()
