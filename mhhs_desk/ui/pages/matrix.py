"""The matrix tab: members against items, a cell's details at the right, and what the marks mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls, icons, paint
from mhhs_desk.ui.answers import CONSENTS, source_line
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.matrix_model import FILTERS, Cell
from mhhs_desk.ui.matrix_view import MatrixView, TallyFoot
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import original_place
from mhhs_desk.ui.theme import Look

WIDTH = 316
LEFT_COLUMN = (("A", "Accept"), ("W", "Accept with work"), ("R", "Refer"), ("X", "Reject"), ("E", "Escalate to Ofgem"),
               ("YN", "Yes, No"), ("UO", "Neutral, Other"), ("12", "Option 1, 2"))  # fmt: skip
RIGHT_COLUMN: tuple[tuple[State | str, str], ...] = (
    (State.NIL, "Nil return"), (State.SILENT, "Silent"), (State.NOT_ASKED, "Not asked"), (State.RECUSED, "Recused"),
    ("flag", "Red line"), ("if", "Condition"), ("clock-counter-clockwise", "Stale"), ("lock-simple", "Confidential"),
)  # fmt: skip


class Legend(QWidget):
    """What every chip and mark means."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = [name for _, name in LEFT_COLUMN] + [name for _, name in RIGHT_COLUMN]
        self.setAccessibleName(f"Legend: {', '.join(told)}")

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.theme.px(21 * len(LEFT_COLUMN) + 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(QRect(theme.px(20), 0, self.width() - theme.px(40), 1), theme.colour("hairline"))
        for row in range(len(LEFT_COLUMN)):
            line = QRect(theme.px(20), theme.px(10 + 21 * row), theme.px(150), theme.px(21))
            keys, name = LEFT_COLUMN[row]
            for place, key in enumerate(keys):
                paint.chip(painter, QRect(line.x() + place * theme.px(25), line.y() + 2, theme.px(22), theme.px(17)),
                           theme, key)  # fmt: skip
            gap = theme.px(30 if len(keys) == 1 else 54)
            paint.text(painter, line.adjusted(gap, 0, 0, 0), theme, name, "small", "text2")
            mark, name = RIGHT_COLUMN[row]
            place_of = QRect(theme.px(186), line.y(), theme.px(16), line.height())
            if isinstance(mark, State):
                paint.state_mark(painter, place_of, theme, mark)
            elif mark == "flag":
                paint.flag(painter, place_of, theme)
            elif mark == "if":
                paint.text(painter, place_of, theme, "if", "small", "text2", italic=True)
            else:
                icons.draw(painter, place_of, theme, mark, "attention" if mark.startswith("clock") else "text2")
            told = QRect(theme.px(212), line.y(), self.width() - theme.px(212), line.height())
            paint.text(painter, told, theme, name, "small", "text2")
        painter.end()


class MatrixPane(QWidget):
    """The matrix with its filters, its tallies, and the details of the chosen cell."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.view: View | None = None
        self.chosen: tuple[int, int] | None = None
        self.grid = MatrixView(self.look)
        self.foot = TallyFoot(self.look, self.grid)
        self.words = controls.search_field(self.look, "Filter by words", "Filter the members by words")
        self.kind = ChipCombo(self.look, "Which members")
        for name, kind in FILTERS:
            self.kind.addItem(name, kind)
        self.kind.setFixedWidth(self.look.theme.px(210))
        self.told = controls.label(self.look, "", "small", "text2")
        self.details = Details(shell, WIDTH)
        self.legend = Legend(self.look)
        self.legend.setFixedWidth(self.look.theme.px(WIDTH))
        self._lay_out()
        self.words.textChanged.connect(lambda _: self._filter())
        self.kind.activated.connect(lambda _: self._filter())
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self.open_cell)
        self.details.closed.connect(self.grid.setFocus)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 8, 24, 8)
        top.setSpacing(10)
        top.addWidget(self.words)
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.told)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.grid, 1)
        left.addWidget(self.foot)
        side = QWidget()
        side.setObjectName("details")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.details, 1)
        right.addStretch(0)
        right.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignBottom)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(controls.hairline(self.look))
        column.addLayout(across, 1)

    def show_view(self, view: View) -> None:
        """Show one meeting; the chosen cell stays chosen."""
        self.view = view
        self._filter()

    def focus_grid(self) -> None:
        """Put the keyboard on a cell: the chosen one, else the first."""
        if self.grid.current() is None and self.view and self.view.items:
            first = next((row for row in self.grid.matrix.rows if isinstance(row, Member)), None)
            if first:
                self.grid.choose(first.id, self.view.items[0].item.id)
        self.grid.setFocus()

    def _filter(self) -> None:
        if self.view is None:
            return
        kept = self.chosen
        self.grid.matrix.show(self.view, self.words.text(), self.kind.currentData())
        every = list(self.grid.matrix.cells.values())
        answered = sum(cell.state is State.ANSWERED for cell in every)
        never = len(self.view.never_heard)
        tail = f" · {words.count(never, 'member')} never heard" if never else ""
        self.told.say(f"{answered} of {len(every)} cells answered{tail}")
        if not (kept and self.grid.choose(*kept)):
            self.chosen = None
            self.details.hide()

    def _choose(self, cell: Cell | None) -> None:
        if cell is None:
            return
        self.chosen = cell.member.id, cell.item.item.id
        self._show_details(cell)

    def _show_details(self, cell: Cell) -> None:
        item, answer, pane = cell.item.item, cell.answer, self.details
        pane.begin(cell.member.name, under=f"Item {item.number}, {item.title} · {cell.member.segment or 'no segment'}")
        if answer is None or cell.state is not State.ANSWERED:
            pane.text(cell.state.value.capitalize(), "text", "body")
            pane.text(self._asked_words(cell))
            self._buttons(cell)
            return
        pane.chip_row(answer.option, "", item.option_name(answer.option))
        if answer.red_line:
            pane.text("Red line", "danger")
            pane.quote(answer.red_line)
        pane.quote(answer.rationale or "No reason given.")
        pane.space(4)
        pane.row("Condition", answer.condition or "none")
        strength = words.EVIDENCE[answer.evidence] if answer.evidence is not None else "not said"
        pane.row("Evidence", " · ".join(part for part in (strength, answer.evidence_basis) if part))
        told = source_line(self.view, answer).rsplit(" · ", 1)[0] if self.view else ""
        pane.row("Source", f"{answer.code} {told}", place=_source_place(answer))
        pane.row("Received", words.moment(answer.received, year=True))
        pane.row("Paper seen", self._paper_words(cell))
        pane.row("Consent", CONSENTS[answer.consent] or "Named")
        if answer.sensitive:
            pane.row("Sensitive", "Own edition only")
        pane.space(8)
        self._buttons(cell)
        pane.text(self._asked_words(cell))

    def _paper_words(self, cell: Cell) -> str:
        seen = cell.answer.paper_version if cell.answer else None
        now = cell.item.item.paper_version
        if not seen:
            return "not known"
        return f"{seen}, the current one" if seen == now else f"{seen}; the current one is {now or 'not known'}"

    def _buttons(self, cell: Cell) -> None:
        item, answer = cell.item.item, cell.answer
        button = Button(self.look, "Open the item", "file-text", "Enter")
        button.clicked.connect(lambda: self.shell.go(Place("item", item.id, answer.code if answer else "")))
        self.details.add(button)
        self.details.space(4)

    def _asked_words(self, cell: Cell) -> str:
        """When the member was asked about the item, and whether it was chased."""
        asked = {
            one.call_id
            for one in self.desk.asked.where("member_id = ? AND item_id = ?", cell.member.id, cell.item.item.id)
        }
        calls = [call for call in (self.view.calls if self.view else ()) if call.id in asked]
        first = next((call for call in calls if not call.reminder), None)
        chased = [call for call in calls if call.reminder]
        if not calls:
            return "Not asked about this item."
        told = f"Asked {words.day(first.sent_on)} by {first.channel or 'a way not noted'}." if first else ""
        return f"{told} {f'Chased {words.day(chased[-1].sent_on)}.' if chased else 'Not chased.'}".strip()

    def open_cell(self, cell: Cell) -> None:
        code = cell.answer.code if cell.answer else ""
        self.shell.go(Place("item", cell.item.item.id, code))


def _source_place(answer: Feedback) -> Place:
    """The original of an answer at its place; where it was noted by hand, the answer itself."""
    original = original_place("feedback", answer.id, answer.source_id)
    return original or Place("item", answer.item_id, answer.code)
