"""A page of the window: what every one of them has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk.ui.in_hand import InHand
from mhhs_desk.ui.shell import Place, Shell

VIEWED = frozenset(
    {"asked", "call", "feedback", "forum", "item", "meeting", "member", "milestone_date", "outcome", "paper", "person"}
    | {"action", "action_update", "position", "recusal", "rule", "seat", "setting", "source", "threshold_check"}
    | {"cadence", "stance", "wording", "theme", "theme_mark", "gate_setting", "threshold", "milestone"}
)
"""Every table that a view of a meeting, its gates or its paper reads."""


class Page(QWidget):
    """One page. It says which tables it shows, and is told to read them again when one has changed."""

    name = ""
    title = ""
    kinds: frozenset[str] = frozenset()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.setAccessibleName(self.title)
        self.stale = True
        self.root = QVBoxLayout(self)
        self.root.setContentsMargins(0, 0, 0, 0)
        self.root.setSpacing(0)

    def reload(self) -> None:
        """Read the records again and show them; what was chosen stays chosen."""

    def show_place(self, place: Place) -> None:
        """Show the record and part of a place on this page."""

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        """The way here, the last of it being this."""
        return [(self.title, None)]

    def nav(self) -> str:
        """The row of the sidebar that is lit."""
        return self.name

    def in_hand(self) -> InHand:
        """The meeting, item and member in sight, so that a line noted here need not name them."""
        return InHand()

    def tools(self) -> Sequence[QWidget]:
        """Controls of this page for the tool bar."""
        return ()

    def focus_first(self) -> None:
        """Put the keyboard where one would begin."""

    def leave(self) -> None:
        """Keep what is still being typed, before the workspace is closed."""

    def print_now(self) -> None:
        """Print what is in sight, on a page that shows a paper."""

    def refresh(self) -> None:
        """Reload where something shown here has changed since."""
        if self.stale:
            self.stale = False
            self.reload()
