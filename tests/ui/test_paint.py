"""Painted parts: what is drawn says what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from mhhs_desk.domain.coverage import State, Tally
from mhhs_desk.ui import paint
from mhhs_desk.ui.theme import Look

BOX = QRect(0, 0, 200, 20)


def painted(look: Look, draw: Callable[[QPainter], object]) -> QImage:
    image = QImage(BOX.size(), QImage.Format.Format_RGB32)
    image.fill(look.theme.colour("page"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def share(image: QImage, colour: object) -> int:
    """How many pixels of the middle line have a colour."""
    return sum(image.pixelColor(x, BOX.center().y()) == colour for x in range(image.width()))


def test_a_bar_gives_each_option_its_share(look: Look) -> None:
    tally = Tally(Counter({"A": 6, "X": 2}), Counter({State.ANSWERED: 8, State.SILENT: 2}))
    image = painted(look, lambda painter: paint.tally_bar(painter, BOX, look.theme, tally, ("A", "X")))
    accept, reject = look.theme.chip("A").fill, look.theme.chip("X").fill
    assert 112 <= share(image, accept) <= 120
    assert 36 <= share(image, reject) <= 40
    assert share(image, look.theme.colour("page")) >= 30  # silence is outlined, never filled


def test_a_bar_of_nobody_is_blank(look: Look) -> None:
    image = painted(look, lambda painter: paint.tally_bar(painter, BOX, look.theme, Tally(), ("A",)))
    assert share(image, look.theme.colour("page")) == BOX.width()


@pytest.mark.parametrize("state", [State.NIL, State.SILENT, State.NOT_ASKED, State.RECUSED])
def test_every_state_without_an_answer_has_a_mark(look: Look, state: State) -> None:
    image = painted(look, lambda painter: paint.state_mark(painter, BOX, look.theme, state))
    blank = painted(look, lambda painter: None)
    answered = painted(look, lambda painter: paint.state_mark(painter, BOX, look.theme, State.ANSWERED))
    assert image != blank
    assert answered == blank


def test_an_unknown_option_is_painted_as_other(look: Look) -> None:
    image = painted(look, lambda painter: paint.chip(painter, QRect(0, 0, 24, 20), look.theme, "Q"))
    assert image.pixelColor(4, 10) == look.theme.chip("O").fill


def test_a_line_too_long_is_elided_within_its_box(look: Look) -> None:
    used: list[int] = []
    painted(look, lambda painter: used.append(paint.text(painter, QRect(0, 0, 60, 20), look.theme, "a long " * 20)))
    assert 0 < used[0] <= 60
