"""Answers that say much the same, beneath a line that says so: a suggestion, gone once they are under one theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.themes import Spoken
from mhhs_desk.domain.view import Answer
from mhhs_desk.intake.similar import similar
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.theme import Theme

KEY = "T"


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """The line over answers that say much the same."""

    answers: tuple[Answer, ...]

    @property
    def id(self) -> tuple[str, int]:
        return "similar", self.answers[0].feedback.id

    @property
    def words(self) -> str:
        codes = ", ".join(answer.feedback.code for answer in self.answers)
        return f"{words.count(len(self.answers), 'answer')} say much the same: {codes}"


def together(answers: Sequence[Answer], themes: Sequence[Spoken]) -> Iterator[SimilarRow | tuple[Answer, bool]]:
    """Answers in their order, those like another one beside it; each with whether it stands beneath such a line."""
    groups = similar({answer.feedback.id: answer.feedback.rationale for answer in answers})
    apart = [group for group in groups if not any(set(group) <= set(spoken.words) for spoken in themes)]
    of = {number: group for group in apart for number in group}
    done: set[int] = set()
    for answer in answers:
        if answer.feedback.id in done:
            continue
        group = of.get(answer.feedback.id, ())
        same = tuple(one for one in answers if one.feedback.id in group) or (answer,)
        if group:
            yield SimilarRow(same)
        for one in same:
            done.add(one.feedback.id)
            yield one, bool(group)


def paint_similar(painter: QPainter, box: QRect, theme: Theme, row: SimilarRow) -> None:
    """The line, and the key that puts its answers under one theme."""
    icons.draw(painter, QRect(box.x(), box.y(), theme.px(15), box.height()), theme, "chat-text", "text2")
    cap = paint.cap_width(theme, KEY)
    told = paint.width(theme, "one theme", "small")
    right = box.adjusted(0, 0, 0, 0)
    paint.text(painter, right, theme, "one theme", "small", "text2", right=True)
    paint.key_cap(painter, QRect(box.right() - told - cap - theme.px(5), box.y(), cap, box.height()), theme, KEY)
    room = box.adjusted(theme.px(22), 0, -(told + cap + theme.px(16)), 0)
    paint.text(painter, room, theme, row.words, "small", "text2")
