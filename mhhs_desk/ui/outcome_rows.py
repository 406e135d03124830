"""The items of a meeting with what the group did and what became of our position, as rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.papers import Fate, Outcome
from mhhs_desk.domain.view import ItemView
from mhhs_desk.ui import paint
from mhhs_desk.ui.tables import Column
from mhhs_desk.ui.theme import Theme

CHIP = 20
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One item with its outcome; an empty one where none is noted."""

    view: ItemView
    outcome: Outcome

    @property
    def id(self) -> int:
        return self.item.id

    @property
    def item(self) -> Item:
        return self.view.item

    @property
    def argued(self) -> str | None:
        """The option of our position."""
        return self.view.position.option if self.view.position else None

    def argued_words(self) -> str:
        position = self.view.position
        if position is None or (position.option is None and position.strength is None):
            return "no position"
        strength = words.STRENGTHS[position.strength].lower() if position.strength else "strength not said"
        strength = strength.removesuffix(" with dissent")
        return strength if position.option else f"no option, {strength}"

    def is_bare(self) -> bool:
        """Whether nothing is said of what the group did."""
        return not (self.outcome.text or self.outcome.option)

    def did_words(self) -> str:
        """What the group did: the words noted, else the option's name."""
        one = self.outcome
        return " ".join(one.text.split()) or (self.item.option_name(one.option) if one.option else "not noted")


def columns() -> list[Column[OutcomeRow]]:
    """The columns of the table of outcomes."""
    return [
        Column("No.", lambda row: str(row.item.number), key=lambda row: row.item.number, width=60),
        Column("Item", lambda row: row.item.title, width=150, stretch=True),
        Column("We argued", OutcomeRow.argued_words, width=138, spare=1,
               paint=with_chip(lambda row: row.argued, OutcomeRow.argued_words)),
        Column("The group did", OutcomeRow.did_words, width=150, stretch=True,
               paint=with_chip(lambda row: row.outcome.option, OutcomeRow.did_words, OutcomeRow.is_bare)),
        Column("Recommended by", lambda row: row.outcome.recommended_by or "not noted", width=126, spare=3,
               role=lambda row: "text" if row.outcome.recommended_by else "text3"),
        Column("Decided by", lambda row: row.outcome.decided_by or "not noted", width=104, spare=2,
               role=lambda row: "text" if row.outcome.decided_by else "text3"),
        Column("Ofgem", lambda row: row.outcome.ofgem or "not noted", width=104, spare=4,
               role=lambda row: "text" if row.outcome.ofgem else "text3"),
        Column("Ours", lambda row: fate_words(row.outcome.ours), width=128,
               role=lambda row: fate_role(row.outcome.ours), tip=lambda row: row.outcome.why or "No reason noted."),
    ]  # fmt: skip


def fate_words(fate: Fate | None) -> str:
    return words.FATES[fate] if fate else "not noted"


def fate_role(fate: Fate | None) -> str:
    """What did not go our way, or is still to come, is to be looked at."""
    return "text3" if fate is None else "attention" if fate in (Fate.DEFERRED, Fate.NOT_TAKEN) else "text"


def with_chip(
    key: Callable[[R], str | None],
    said: Callable[[R], str],
    quiet: Callable[[R], bool] = lambda row: False,
) -> Callable[[QPainter, QRect, Theme, R], None]:
    """Paints an option's chip where there is one, and words after it."""

    def painted(painter: QPainter, rect: QRect, theme: Theme, row: R) -> None:
        option = key(row)
        if option:
            size = theme.px(CHIP)
            chip = QRect(rect.x(), rect.y() + (rect.height() - size) // 2, size, size)
            paint.chip(painter, chip, theme, option)
            rect = rect.adjusted(size + theme.px(8), 0, 0, 0)
        paint.text(painter, rect, theme, said(row), role="text3" if quiet(row) else "text")

    return painted
