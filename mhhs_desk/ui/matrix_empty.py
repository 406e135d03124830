"""What stands in for the matrix where there is nothing to show: what goes there, and the one next step."""

from __future__ import annotations

from collections.abc import Callable

from mhhs_desk import words
from mhhs_desk.domain.arrangement import Arrangement
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.shell import Place, Shell


def no_items(shell: Shell) -> Empty:
    """The meeting has no agenda."""
    button = Button(shell.look, "Take in the papers", "paperclip", "Ctrl O", primary=True)
    button.clicked.connect(lambda: shell.run("take-in"))
    told = "The columns are the items of the agenda. Drop the papers anywhere in the window; they come by the Inbox."
    return Empty(shell.look, "table", "No items yet", told, button)


def no_members(shell: Shell) -> Empty:
    """The constituency has nobody in it."""
    button = Button(shell.look, "Go to the members", "users", primary=True)
    button.clicked.connect(lambda: shell.go(Place("members")))
    told = "The rows are the members of the constituency. Note them by hand, or drop a list of them."
    return Empty(shell.look, "users", "No members yet", told, button)


def nothing(shell: Shell, clear: Callable[[], None]) -> Empty:
    """What is looked for is in no cell."""
    button = Button(shell.look, "Show all members", "x", primary=True)
    button.clicked.connect(clear)
    return Empty(shell.look, "funnel", "Nothing found", " ", button)


def nothing_words(how: Arrangement, members: int) -> str:
    """What was looked for, among how many."""
    told = words.count(members, "member")
    if not how.words.strip():
        return f"None of {told} is shown under “{how.show}”."
    shown = f" and is shown under “{how.show}”" if how.show != "all" else ""
    return f"No cell of {told} holds “{how.words.strip()}”{shown}."
