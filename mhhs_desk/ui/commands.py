"""The commands: one list, which the menus, the keys and the palette all read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mhhs_desk.ui.place import PAGES, Place

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow

MENUS = ("File", "Edit", "Go", "Meeting", "View", "Help")


def _always(window: MainWindow) -> bool:
    return True


def _open(window: MainWindow) -> bool:
    return window.shell is not None


def _writes(window: MainWindow) -> bool:
    return bool(window.shell and window.shell.desk.writes)


def _encrypted(window: MainWindow) -> bool:
    return bool(window.shell and window.shell.desk.encrypted)


def _has_meeting(window: MainWindow) -> bool:
    return bool(window.shell and window.shell.desk.next_meeting())


def _has_items(window: MainWindow) -> bool:
    return bool(window.shell and window.shell.desk.items.count())


@dataclass(frozen=True, slots=True)
class Command:
    """Something the rep can have done: where its menu is, its words, its key, and when it can be done."""

    name: str
    menu: str
    words: str
    run: Callable[[MainWindow], None]
    key: str = ""
    can: Callable[[MainWindow], bool] = _open
    apart: bool = False
    """Whether a line stands over it in the menu."""


def _can_ask(window: MainWindow) -> bool:
    meeting = window.shell.desk.next_meeting() if window.shell and window.shell.desk.writes else None
    return bool(meeting and window.shell and window.shell.desk.items.count("meeting_id = ?", meeting.id))


def _go(page: str, part: str = "") -> Callable[[MainWindow], None]:
    return lambda window: window.go(Place(page, None, part))


def _has_a_meeting(window: MainWindow) -> bool:
    return bool(window.shell and window.room is None and window.shell.desk.meetings.count())


def _watch(window: MainWindow) -> None:
    from mhhs_desk.ui.watching import choose_folder

    if window.shell:
        choose_folder(window.shell)


def _note(window: MainWindow) -> None:
    if window.frame:
        window.frame.note_answer()


def _at_meeting(part: str) -> Callable[[MainWindow], None]:
    def run(window: MainWindow) -> None:
        meeting = window.shell and window.shell.desk.next_meeting()
        if meeting:
            window.go(Place("meetings", meeting.id, part))

    return run


def _move(window: MainWindow) -> None:
    """Move the meeting that is chosen on its page, or the next one."""
    from mhhs_desk.ui.pages.meetings import MeetingsPage

    page = window.frame.page() if window.frame else None
    if isinstance(page, MeetingsPage):
        page.move_meeting()
    else:
        _at_meeting("move")(window)


def _has_held(window: MainWindow) -> bool:
    return bool(window.shell and window.shell.desk.last_held())


def _record(window: MainWindow) -> None:
    """Show the record of the last meeting that was held."""
    held = window.shell.desk.last_held() if window.shell else None
    if held:
        window.go(Place("meetings", held.id, "record"))


def _ask(window: MainWindow) -> None:
    """Ask the members about the next meeting: what, whom, by when and in which words."""
    from mhhs_desk.ui.pages.meetings import MeetingsPage

    _at_meeting("consultation")(window)
    page = window.frame.page() if window.frame else None
    if isinstance(page, MeetingsPage):
        page.pane.consultation.open_asking(False)


def _export_matrix(window: MainWindow) -> None:
    """Ask what is to be exported of the meeting in sight, or of the next one."""
    from mhhs_desk.ui.pages.meetings import MeetingsPage

    if not (window.shell and window.shell.place.page == "meetings" and window.shell.place.part == "matrix"):
        _at_meeting("matrix")(window)
    page = window.frame.page() if window.frame else None
    if isinstance(page, MeetingsPage):
        page.pane.matrix.ask_export()


def _verify(window: MainWindow) -> None:
    """Choose a copy of a paper, and say on the Papers page what it is to the record."""
    from mhhs_desk.ui.pages.papers import PapersPage

    window.go(Place("papers"))
    page = window.frame.page() if window.frame else None
    if isinstance(page, PapersPage):
        page.verifying.ask()


def _paper_beside(window: MainWindow) -> None:
    """Show the item in hand as it would print, beside its position."""
    from mhhs_desk.ui.pages.item import ItemPage

    page = window.frame.page() if window.frame else None
    if not isinstance(page, ItemPage):
        window.go(Place("item"))
        page = window.frame.page() if window.frame else None
    if isinstance(page, ItemPage):
        page.turn_paper()


def _dress(theme: str) -> Callable[[MainWindow], None]:
    return lambda window: window.dress(theme=theme)


COMMANDS = (
    Command("new", "File", "New workspace…", lambda w: w.new_workspace(), "Ctrl+Shift+N", _always),
    Command("open", "File", "Open a workspace…", lambda w: w.choose_workspace(), "Ctrl+Shift+O", _always),
    Command("sample", "File", "Open the sample", lambda w: w.open_sample(), "", _always),
    Command("take-in", "File", "Take in files…", lambda w: w.choose_files(), "Ctrl+O", apart=True),
    Command("watch", "File", "Watch a folder…", _watch),
    Command("paste", "File", "Take in what was copied", lambda w: w.paste(), "Ctrl+Shift+V"),
    Command(
        "print", "File", "Preview and print the paper", lambda w: w.print_paper(), "Ctrl+P", _has_meeting, apart=True
    ),
    Command("verify", "File", "Verify a copy of a paper…", _verify),
    Command("back-up", "File", "Back up now", lambda w: w.back_up(), "Ctrl+Shift+B", apart=True),
    Command("back-up-into", "File", "Back up into a folder…", lambda w: w.back_up_into()),
    Command("restore", "File", "Restore a backup…", _go("workspace")),
    Command("hand-over", "File", "Hand over…", _go("hand-over"), apart=True),
    Command("bring-back", "File", "Bring work back…", _go("bring-back"), can=_writes),
    Command("take-out", "File", "Take everything out…", _go("taking-out"), "Ctrl+Shift+E", apart=True),
    Command("lock", "File", "Lock", lambda w: w.lock(), "", _encrypted, apart=True),
    Command("quit", "File", "Quit", lambda w: w.close_window(), "Ctrl+Q", _always, apart=True),
    Command("undo", "Edit", "Undo", lambda w: w.undo(), "Ctrl+Z", lambda w: w.undo_name() is not None),
    Command("redo", "Edit", "Redo", lambda w: w.redo(), "Ctrl+Shift+Z", lambda w: w.redo_name() is not None),
    Command("note", "Edit", "Note an answer in a line", _note, "Ctrl+L", _has_items, apart=True),
    Command("new-action", "Edit", "New action", lambda w: w.go(Place("actions", None, "new")), "Ctrl+N"),
    Command("chase", "Edit", "Chase what is overdue", lambda w: w.go(Place("actions", None, "chase"))),
    Command("find", "Edit", "Find, or run a command", lambda w: w.open_palette(), "Ctrl+K", apart=True),
    Command("back", "Go", "Back", lambda w: w.back(), "Alt+Left"),
    Command("forward", "Go", "Forward", lambda w: w.forward(), "Alt+Right"),
    *(
        Command(f"go-{name}", "Go", title, _go(name), f"Ctrl+{number}", apart=number == 1)
        for number, (name, title, _) in enumerate(PAGES, 1)
    ),
    Command("reference", "Go", "Reference data", _go("reference"), "Ctrl+8", apart=True),
    Command("looking-back", "Go", "Looking back", _go("looking-back"), "Ctrl+Shift+H"),
    Command("history", "Go", "History", _go("history"), "Ctrl+H"),
    Command("workspace", "Go", "Workspace and backups", _go("workspace"), "Ctrl+9"),
    Command("meeting", "Meeting", "Next meeting", _at_meeting(""), "Ctrl+M", _has_meeting),
    Command("start-meeting", "Meeting", "Start meeting", lambda w: w.start_meeting(), "F5", _has_a_meeting),
    Command("readiness", "Meeting", "Ready? The gates", _at_meeting("readiness"), "Ctrl+R", _has_meeting),
    Command("gates", "Meeting", "Gates of this desk", _at_meeting("gates"), "", _has_meeting),
    Command("ask", "Meeting", "Ask the members…", _ask, "", _can_ask),
    Command("matrix", "Meeting", "Matrix: who thinks what", _at_meeting("matrix"), "Ctrl+T", _has_meeting),
    Command("month", "Meeting", "Month by month", _go("meetings", "month"), "Ctrl+Alt+M", apart=True),
    Command("new-meeting", "Meeting", "New meeting…", _go("meetings", "new")),
    Command("confirm-days", "Meeting", "Confirm days by rule…", _go("meetings", "several")),
    Command("move-meeting", "Meeting", "Move a meeting, or call it off…", _move, "", _has_meeting),
    Command("calendar-file", "Meeting", "Save a calendar file…", _go("meetings", "calendar"), "", _has_meeting),
    Command("record", "Meeting", "Record of the last meeting", _record, "Ctrl+Shift+R", _has_held),
    Command("export-matrix", "Meeting", "Export the matrix…", _export_matrix, "Ctrl+E", _has_meeting),
    Command("paper-beside", "View", "The paper beside the position", _paper_beside, "Ctrl+Shift+P", _has_items),
    Command("theme-system", "View", "Colours of the system", _dress("system"), "", _always),
    Command("theme-light", "View", "Light", _dress("light"), "", _always),
    Command("theme-dark", "View", "Dark", _dress("dark"), "", _always),
    Command("theme-high-contrast", "View", "High contrast", _dress("high-contrast"), "", _always),
    Command("larger", "View", "Larger text", lambda w: w.dress(larger=10), "Ctrl++", _always, apart=True),
    Command("smaller", "View", "Smaller text", lambda w: w.dress(larger=-10), "Ctrl+-", _always),
    Command("plain-size", "View", "Text at its plain size", lambda w: w.dress(larger=0), "Ctrl+0", _always),
    Command("keys", "Help", "Every command and its key", lambda w: w.open_palette(">"), "F1"),
    Command("about", "Help", "About MHHS Desk", lambda w: w.about(), "", _always),
)


def shown_key(key: str) -> str:
    """A key as it is shown on a cap: Ctrl Shift Z."""
    return key.removesuffix("+").replace("+", " ") + (" +" if key.endswith("+") else "")
