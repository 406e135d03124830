"""The answers to an item as a list: by option, then who has not answered, each row painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.feedback import Feedback, is_stale
from mhhs_desk.domain.members import Consent, Member
from mhhs_desk.domain.view import Answer, ItemView, View
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.lists import ListView, RowDelegate
from mhhs_desk.ui.tables import Index
from mhhs_desk.ui.theme import Look, Theme
from mhhs_desk.ui.wrapped import Wrapped

ABOVE, LEFT, RIGHT = 8, 24, 24
HEAD, STATE = 44, 30

CONSENTS = {
    Consent.NAMED: "",
    Consent.KIND: "By kind",
    Consent.CONSTITUENCY: "Counted, not shown",
    Consent.REP: "Rep only",
}
STATES = {
    State.SILENT: "{n} silent",
    State.NIL: "{n} nil return",
    State.RECUSED: "{n} recused",
    State.NOT_ASKED: "{n} not asked",
}
SORTS = ("evidence", "name", "received")


@dataclass(frozen=True, slots=True)
class OptionHead:
    """The head of one option's answers."""

    key: str
    name: str
    count: int
    detail: str

    @property
    def id(self) -> tuple[str, str]:
        return "option", self.key


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer with what is shown beside it."""

    answer: Answer
    source: str
    stale: str

    @property
    def id(self) -> int:
        return self.answer.feedback.id


@dataclass(frozen=True, slots=True)
class StateRow:
    """The members in one state other than answered."""

    state: State
    names: tuple[str, ...]

    @property
    def id(self) -> tuple[str, str]:
        return "state", self.state

    @property
    def words(self) -> str:
        told = STATES[self.state].format(n=len(self.names))
        return told + "s" if self.state is State.NIL and len(self.names) != 1 else told


@dataclass(frozen=True, slots=True)
class OutsideHead:
    """The head of the answers of those who are no members on the day of the meeting."""

    count: int
    day: date | None

    @property
    def id(self) -> tuple[str, str]:
        return "outside", ""

    @property
    def words(self) -> str:
        day = f" on {words.day(self.day)}" if self.day else ""
        return f"{self.count} not counted: not a member{day}"


Row = OptionHead | AnswerRow | StateRow | OutsideHead


def rows_of(view: View, item: ItemView, sort: str = "evidence") -> Iterator[Row]:
    """Every member's place on an item: the answers option by option, then the other states by name."""
    for option in item.item.options:
        group = [answer for answer in item.answers if answer.feedback.option == option.key]
        if group:
            yield OptionHead(option.key, option.name, len(group), _detail(item, group))
            yield from (answer_row(view, item, answer) for answer in sorted(group, key=lambda a: _order(a, sort)))
    for state in STATES:
        names = [member.name for member in _in_state(view, item, state)]
        if names:
            yield StateRow(state, tuple(names))
    if item.outside:
        yield OutsideHead(len(item.outside), view.meeting.day)
        for answer in sorted(item.outside, key=lambda a: _order(a, sort)):
            key = answer.feedback.option
            said = "Nil return" if answer.feedback.is_nil else f"{key}, {item.item.option_name(key)}"
            yield AnswerRow(
                answer, f"{said} · {source_line(view, answer.feedback)}", stale_words(item, answer.feedback)
            )


def _in_state(view: View, item: ItemView, state: State) -> list[Member]:
    return [view.members[number] for number, where in item.states.items() if where is state]


def _order(answer: Answer, sort: str) -> tuple[object, ...]:
    feedback = answer.feedback
    if sort == "name":
        return (answer.who.casefold(),)
    if sort == "received":
        return (feedback.received or "", answer.who)
    strength = -1 if feedback.evidence is None else feedback.evidence
    return (feedback.red_line is None, -strength, answer.who.casefold())


def _detail(item: ItemView, group: list[Answer]) -> str:
    """What to look at in a group: 1 red line · 2 conditions · 1 stale."""
    reds = sum(answer.feedback.red_line is not None for answer in group)
    conditions = sum(bool(answer.feedback.condition) for answer in group)
    stale = sum(bool(stale_words(item, answer.feedback)) for answer in group)
    parts = [
        words.count(reds, "red line") if reds else "",
        words.count(conditions, "condition") if conditions else "",
        f"{stale} stale" if stale else "",
    ]
    return " · ".join(part for part in parts if part)


def stale_words(item: ItemView, feedback: Feedback) -> str:
    """ "Given on v0.9", where the paper has been issued again since; empty where it has not."""
    return f"Given on {feedback.paper_version}" if is_stale(feedback, item.item.paper_version) else ""


def answer_row(view: View, item: ItemView, answer: Answer) -> AnswerRow:
    return AnswerRow(answer, source_line(view, answer.feedback), stale_words(item, answer.feedback))


def source_line(view: View, feedback: Feedback) -> str:
    """ "Response form, row 6 · 5 Nov 09:14"."""
    source = view.sources.get(feedback.source_id or 0)
    channel = (feedback.channel or (source.kind if source else "")).strip()
    channel = channel[:1].upper() + channel[1:]
    where = ", ".join(part for part in (channel, words.place(feedback.span)) if part)
    return " · ".join(part for part in (where, short_moment(feedback.received)) if part)


def spoken_for(feedback: Feedback) -> str:
    """ "answers for Alder Retail, as head of metering"; empty where neither is said."""
    parties = f"for {feedback.represents}" if feedback.represents else ""
    role = f"as {feedback.role}" if feedback.role else ""
    told = ", ".join(part for part in (parties, role) if part)
    return told and f"answers {told}"


def short_moment(value: str | None) -> str:
    """A moment without its weekday: 5 Nov 09:14."""
    return words.moment(value).split(" ", 1)[1] if value else "when is not known"


def read_out(row: Row) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, OptionHead):
        return f"{row.name}, {words.count(row.count, 'answer')}"
    if isinstance(row, StateRow):
        return f"{row.words}: {', '.join(row.names)}"
    if isinstance(row, OutsideHead):
        return row.words
    feedback = row.answer.feedback
    parts = [
        row.answer.who,
        f"option {feedback.option}",
        "red line" if feedback.red_line else "",
        feedback.rationale,
        f"condition: {feedback.condition}" if feedback.condition else "",
        f"held back: {'; '.join(feedback.held_back)}" if feedback.held_back else "",
        row.stale,
        f"{feedback.code}, {row.source}",
    ]
    return ", ".join(part for part in parts if part)


class AnswerDelegate(RowDelegate):
    """Paints the rows; an answer is as high as its words need, up to four lines each."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.width = 480

    def words(self, record: Row) -> str:
        return read_out(record)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self.look.theme
        record = self.table.record(index.row())
        if isinstance(record, OptionHead):
            return QSize(0, theme.px(HEAD))
        if not isinstance(record, AnswerRow):
            return QSize(0, theme.px(STATE))
        texts = sum(text.height for text in self.body(theme, record))
        return QSize(0, theme.px(2 * ABOVE + 1) + theme.line() + texts + theme.line("small"))

    def body(self, theme: Theme, row: AnswerRow) -> list[Wrapped]:
        """The texts of an answer under its name, wrapped to the list's width."""
        width = max(120, self.width - theme.px(LEFT + RIGHT))
        return [
            Wrapped(theme, text, width, role=role, label=label, held=row.answer.feedback.held_back)
            for text, role, label in texts_of(row.answer.feedback)
        ]

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Row, selected: bool) -> None:
        box = rect.adjusted(theme.px(LEFT), 0, -theme.px(RIGHT), -1)
        if isinstance(record, OptionHead):
            self._paint_head(painter, rect, box, theme, record, selected)
        elif isinstance(record, StateRow):
            _paint_state(painter, box, theme, record)
        elif isinstance(record, OutsideHead):
            icons.draw(
                painter,
                QRect(box.x() + theme.px(4), box.y(), theme.px(15), box.height()),
                theme,
                "warning",
                "attention",
            )
            paint.text(painter, box.adjusted(theme.px(30), 0, 0, 0), theme, record.words, "small", "attention")
        else:
            self._paint_answer(painter, box, theme, record)

    def _paint_head(
        self, painter: QPainter, rect: QRect, box: QRect, theme: Theme, head: OptionHead, selected: bool
    ) -> None:
        if not selected:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("pane"))
        size = theme.px(28)
        paint.chip(painter, QRect(box.x(), box.y() + (box.height() - size) // 2, size, size), theme, head.key)
        told = paint.width(theme, head.detail, "small") + theme.px(12)
        name = box.adjusted(size + theme.px(10), 0, -told, 0)
        used = paint.text(painter, name.adjusted(0, 0, -theme.px(36), 0), theme, head.name, "heading")
        paint.text(
            painter, name.adjusted(used + theme.px(10), 0, 0, 0), theme, str(head.count), "heading_plain", "text2"
        )
        paint.text(painter, box, theme, head.detail, "small", "text2", right=True)

    def _paint_answer(self, painter: QPainter, box: QRect, theme: Theme, row: AnswerRow) -> None:
        line = QRect(box.x(), box.y() + theme.px(ABOVE), box.width(), theme.line())
        _paint_name(painter, line, theme, row)
        y = line.bottom() + 1
        for text in self.body(theme, row):
            text.paint(painter, box.x(), y)
            y += text.height
        line = QRect(box.x(), y, box.width(), theme.line("small"))
        used = paint.text(painter, line, theme, row.answer.feedback.code, "small", "accent")
        paint.text(painter, line.adjusted(used + theme.px(10), 0, 0, 0), theme, row.source, "small", "text3")


def texts_of(feedback: Feedback) -> list[tuple[str, str, str]]:
    """What an answer says: its words, their colour, and the label they begin with."""
    texts = [(feedback.rationale, "text", "") if feedback.rationale else ("No reason given.", "text3", "")]
    if feedback.red_line and feedback.red_line != feedback.rationale:
        texts.append((feedback.red_line, "text", "Red line:"))
    if feedback.condition:
        texts.append((feedback.condition, "text", "Condition:"))
    return texts


def _paint_name(painter: QPainter, box: QRect, theme: Theme, row: AnswerRow) -> None:
    feedback = row.answer.feedback
    word = words.EVIDENCE[feedback.evidence] if feedback.evidence is not None else "Not said"
    told = paint.width(theme, word, "small")
    wide = paint.evidence_width(theme)
    bars = QRect(box.right() - told - wide - theme.px(5), box.y(), wide, box.height())
    paint.evidence(painter, bars, theme, feedback.evidence)
    paint.text(painter, box, theme, word, "small", "text2", right=True)
    name = QRect(box.x(), box.y(), max(0, bars.x() - box.x() - theme.px(8)), box.height())
    x = name.x() + paint.text(painter, name, theme, row.answer.who, semibold=True) + theme.px(10)
    for icon, text, role in marks(row):
        mark = QRect(x, box.y(), theme.px(15), box.height())
        if icon == "flag":
            paint.flag(painter, mark, theme)
        else:
            icons.draw(painter, mark, theme, icon, role)
        left = mark.right() + theme.px(4)
        rest = QRect(left, box.y(), max(0, name.right() - left), box.height())
        x = left + paint.text(painter, rest, theme, text, "small", role, semibold=icon == "flag") + theme.px(10)


def marks(row: AnswerRow) -> list[tuple[str, str, str]]:
    """The marks after a name, in their order and at most two: icon, word, role."""
    feedback = row.answer.feedback
    found = [("flag", "Red line", "danger")] if feedback.red_line else []
    if row.stale:
        found.append(("clock-counter-clockwise", row.stale, "attention"))
    if kept := kept_words(feedback):
        found.append(("lock-simple", kept, "text2"))
    return found[:2]


def kept_words(feedback: Feedback) -> str:
    """How much of an answer the others may see: "By kind, in part"; empty where all of it, by name."""
    if feedback.sensitive:
        return "Sensitive"
    parts = [CONSENTS[feedback.consent], "in part" if feedback.held_back else ""]
    told = ", ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]


def _paint_state(painter: QPainter, box: QRect, theme: Theme, row: StateRow) -> None:
    mark = QRect(box.x(), box.y(), theme.px(24), box.height())
    paint.state_mark(painter, mark, theme, row.state)
    line = box.adjusted(theme.px(30), 0, 0, 0)
    used = paint.text(painter, line, theme, row.words, "small", semibold=True)
    paint.text(painter, line.adjusted(used + theme.px(10), 0, 0, 0), theme, ", ".join(row.names), "small", "text2")


class AnswerList(ListView):
    """The list of an item's answers; rows are as high as the width makes them."""

    def __init__(self, look: Look) -> None:
        self.painter_of_rows = AnswerDelegate(look)
        super().__init__(look, self.painter_of_rows, "Answers")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.painter_of_rows.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
