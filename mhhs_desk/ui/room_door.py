"""The way into the room and out of it: over the whole screen, while the pages wait behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.palette import Offer

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.room import Room

IN_THE_ROOM = frozenset(
    ["undo", "redo", "theme-system", "theme-light", "theme-dark", "theme-high-contrast", "larger", "smaller",
     "plain-size", "quit"]
)  # fmt: skip
"""The commands that the palette offers in the room, beside the ways out of it."""


def meeting_in_hand(window: MainWindow) -> Meeting | None:
    """The meeting that is in sight, or the next one."""
    if not (window.shell and window.frame):
        return None
    return window.frame.page().in_hand().meeting or window.shell.desk.next_meeting()


def enter(window: MainWindow, meeting: Meeting, draft: str = "") -> Room | None:
    """Go into the room with a meeting; None where there is no desk open."""
    from mhhs_desk.ui.room import Room

    shell, frame = window.shell, window.frame
    if shell is None or frame is None:
        return None
    frame.leave()
    frame.aside = True
    room = Room(shell, meeting, lambda: _offers(window), draft)
    room.left_.connect(window.leave_room, Qt.ConnectionType.QueuedConnection)
    window.takeCentralWidget()
    frame.hide()  # else what its layout had still to show would be a window of its own
    window.setCentralWidget(room)
    window.menuBar().hide()
    window.showFullScreen()
    room.entry.field.setFocus()
    return room


def leave(window: MainWindow, room: Room) -> str:
    """Come back to the pages where one was; what was still being typed."""
    room.leave()
    draft = "" if room.amended else room.entry.field.text()
    room.hide()
    if window.frame:
        window.takeCentralWidget()
        window.setCentralWidget(window.frame)
        window.frame.aside = False
        window.frame.show()
        window.frame.show_place(window.frame.shell.place)
    room.deleteLater()
    window.menuBar().show()
    return draft


def _offers(window: MainWindow) -> Iterator[Offer]:
    titles = {command.words.removesuffix("…") for command in COMMANDS if command.name in IN_THE_ROOM}
    for offer in window.offers():
        if offer.title in titles or offer.title.startswith(("Undo: ", "Redo: ")):
            yield offer
