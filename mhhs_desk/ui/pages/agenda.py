"""The agenda of a meeting as a table: each item with our position, who answered, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.items import Disposition
from mhhs_desk.domain.positions import uncited
from mhhs_desk.domain.readiness import strength_refusal
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.tables import Column, Table, TableView
from mhhs_desk.ui.theme import Look, Theme

ROW = 43


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item of the agenda."""

    view: ItemView

    @property
    def id(self) -> int:
        return self.view.item.id


def position_words(row: AgendaRow) -> tuple[str, str]:
    """What our position is in a word or two, and the colour of the words."""
    position, item = row.view.position, row.view.item
    if position and position.option:
        return (words.STRENGTHS[position.strength], "text") if position.strength else ("Strength not said", "attention")
    if position and position.questions.strip():
        return "Question to put", "text"
    return ("none yet", "attention") if item.disposition is Disposition.APPROVAL else ("none needed", "text2")


def marks(row: AgendaRow) -> list[tuple[str, str]]:
    """What to look at: a kind of mark and its words."""
    view = row.view
    found = []
    if view.red_lines:
        found.append(("flag", str(len(view.red_lines))))
    bare = uncited(view.position) if view.position else []
    if bare:
        found.append(("warning", f"{len(bare)} to cite"))
    if strength_refusal(view):
        found.append(("warning", "strength"))
    if view.item.read_on is None:
        found.append(("file-text", "not read"))
    return found


def marks_words(row: AgendaRow) -> str:
    """The marks as they are read out."""
    names = {"flag": "red line" if len(row.view.red_lines) == 1 else "red lines"}
    return ", ".join(f"{text} {names.get(kind, '')}".strip() for kind, text in marks(row)) or "nothing"


def _paint_position(painter: QPainter, rect: QRect, theme: Theme, row: AgendaRow) -> None:
    position = row.view.position
    text, role = position_words(row)
    size = theme.px(22)
    mark = QRect(rect.x(), rect.y() + (rect.height() - size) // 2, size, size)
    if position and position.option:
        paint.chip(painter, mark, theme, position.option)
        rect = rect.adjusted(size + theme.px(9), 0, 0, 0)
    elif text == "Question to put":
        icons.draw(painter, mark.adjusted(2, 2, -2, -2), theme, "question", "text2")
        rect = rect.adjusted(size + theme.px(9), 0, 0, 0)
    paint.text(painter, rect, theme, text, role=role)


def _paint_answers(painter: QPainter, rect: QRect, theme: Theme, row: AgendaRow) -> None:
    view = row.view
    number = theme.px(30)
    high = theme.px(9)
    bar = QRect(rect.x(), rect.y() + (rect.height() - high) // 2, rect.width() - number - theme.px(10), high)
    paint.tally_bar(painter, bar, theme, view.tally, tuple(option.key for option in view.item.options))
    paint.text(painter, rect, theme, str(view.tally.answered), right=True)


def _paint_marks(painter: QPainter, rect: QRect, theme: Theme, row: AgendaRow) -> None:
    x = rect.x()
    for kind, text in marks(row):
        mark = QRect(x, rect.y(), theme.px(15), rect.height())
        if kind == "flag":
            paint.flag(painter, mark, theme)
        else:
            icons.draw(painter, mark, theme, kind, "attention")
        room = rect.adjusted(mark.right() + theme.px(4) - rect.x(), 0, 0, 0)
        role = "danger" if kind == "flag" else "text"
        x = room.x() + paint.text(painter, room, theme, text, "small", role, semibold=kind == "flag") + theme.px(9)


def columns(total: int) -> list[Column[AgendaRow]]:
    """The agenda's columns, for so many members."""
    return [
        Column("", lambda row: str(row.view.item.number), key=lambda row: row.view.item.number, width=54,
               role=lambda row: "text2"),
        Column("Item", lambda row: row.view.item.title, width=230, stretch=True, strong=lambda row: True),
        Column("Disposition", _disposition, width=100, role=lambda row: "text2", spare=2),
        Column("Min", lambda row: str(row.view.item.minutes or "–"), key=lambda row: row.view.item.minutes or 0,
               width=52, right=True, role=lambda row: "text2", spare=3),
        Column("Our position", _position_read, width=188, paint=_paint_position),
        Column(f"Answers of {total}", lambda row: f"{row.view.tally.answered} of {row.view.tally.total}",
               key=lambda row: row.view.tally.answered, width=150, paint=_paint_answers),
        Column("Look at", marks_words, key=lambda row: -len(marks(row)), width=132, paint=_paint_marks, spare=1),
    ]  # fmt: skip


def _disposition(row: AgendaRow) -> str:
    disposition = row.view.item.disposition
    return disposition.value.capitalize() if disposition else "not given"


def _position_read(row: AgendaRow) -> str:
    position = row.view.position
    text = position_words(row)[0]
    return f"{row.view.item.option_name(position.option)}, {text}" if position and position.option else text


class AgendaView(TableView):
    """The items of one meeting; Enter opens one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, Table(columns(0)), "Agenda", row=ROW)

    def show_view(self, view: View) -> None:
        """Show the items of a meeting."""
        self.table.columns = tuple(columns(view.member_count))
        self.table.show(AgendaRow(item) for item in view.items)
