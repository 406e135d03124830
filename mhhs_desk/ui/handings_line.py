"""Where the hand-overs of a workspace stand, in a line, and the way to them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk import handing_words, words
from mhhs_desk.domain.handing import Handing, Mode, Way
from mhhs_desk.ui import controls
from mhhs_desk.ui.shell import Place, Shell


class HandingsLine(QWidget):
    """What is out, what came back, and where this desk came from."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.desk = shell.desk
        self.told = controls.label(shell.look, "", "small", "text2")
        self.way = controls.Link(shell.look, "Hand over and bring back", "small")
        self.way.clicked.connect(lambda: shell.go(Place("hand-over")))
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(10)
        line.addWidget(self.told)
        line.addWidget(self.way)
        line.addStretch(1)

    def reload(self) -> None:
        self.told.say(handings_told(self.desk.handings.all()))


def handings_told(handings: list[Handing]) -> str:
    """Where they stand: Out with Priya Nand since Tue 9 Nov 2021. 1 came back."""
    came_in = [one for one in handings if one.way is Way.IN]
    out = [one for one in handings if one.way is Way.OUT and one.mode is Mode.TAKE_OVER and one.back is None]
    back = sum(one.back is not None for one in handings)
    told = [f"Handed over by {came_in[-1].whom}, {handing_words.state(came_in[-1])}."] if came_in else []
    told += [f"Out with {one.whom} since {words.day(one.day, year=True)}." for one in out[-2:]]
    if len(out) > 2:
        told.append(f"{len(out) - 2} more out.")
    if back:
        told.append(f"{back} came back.")
    return " ".join(told) or "Nothing is handed over."
