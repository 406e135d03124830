"""The line in which an answer is noted: one key away, completed, previewed, filed, and ready for the next."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from mhhs_desk.desk import Desk
from mhhs_desk.intake.line_offers import offers
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.note_line import NoteLine
from mhhs_desk.ui.pages.item import ItemPage
from mhhs_desk.ui.pages.meetings import MeetingsPage
from mhhs_desk.ui.pages.source import SourcePage
from mhhs_desk.ui.shell import Place


def opened(window: MainWindow) -> NoteLine:
    """Press Ctrl+L wherever one is."""
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.frame and window.frame.note_line and window.frame.note_line.isVisible()
    return window.frame.note_line


def texts(line: NoteLine) -> list[str]:
    return [offer.text for offer in line.list.table.records()]


def test_a_call_is_noted_from_any_page_and_its_line_is_the_original(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    line = opened(window)
    assert line.field.hasFocus()
    QTest.keyClicks(line.field, "Bram / 1 / accept if reviewed in six months / by phone")
    assert line.preview.who.text() == "Bramble Power · item 1, The framework"
    assert line.preview.option.text() == "Accept, with the condition “reviewed in six months”"
    assert line.preview.manner.text() == "Note of a call, Tue 9 Nov · Named"
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    answer = story.feedback.all()[-1]
    assert (answer.option, answer.condition) == ("A", "reviewed in six months")
    assert line.field.hasFocus()
    assert (line.field.text(), line.told.text()) == ("", f"Filed {answer.code}. Ctrl Z takes it back.")
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    window.shell.go(Place("source", answer.source_id, f"feedback-{answer.id}"))
    page = window.frame.page()
    assert isinstance(page, SourcePage)
    assert page.view.text.marked() == [(1, "Bram / 1 / accept if reviewed in six months / by phone")]


def test_enter_completes_each_part_until_the_line_says_enough(window: MainWindow, story: Desk) -> None:
    line = opened(window)
    assert texts(line) == ["Alder Energy", "Bramble Power", "Cobalt Gas"]
    QTest.keyClicks(line.field, "br")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert line.field.text() == "Bramble Power / "
    assert texts(line) == ["item 1", "item 2"]
    QTest.keyClick(line.field, Qt.Key.Key_Down)
    QTest.keyClick(line.field, Qt.Key.Key_Tab)
    assert texts(line) == ["Yes", "No", "nil return"]
    QTest.keyClick(line.field, Qt.Key.Key_Tab)
    assert line.field.text() == "Bramble Power / item 2 / Yes / "
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert story.feedback.all()[-1].option == "Y"


def test_on_an_item_the_item_is_filled_in_and_in_the_matrix_the_member_too(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    second = story.items.all()[1]
    window.shell.go(Place("item", second.id))
    assert isinstance(window.frame.page(), ItemPage)
    line = opened(window)
    assert line.field.text() == "item 2 / "
    QTest.keyClicks(line.field, "Cob / n / ")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert line.field.text() == "item 2 / "
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    window.shell.go(Place("meetings", second.meeting_id, "matrix"))
    page = window.frame.page()
    assert isinstance(page, MeetingsPage)
    bramble = next(member for member in story.members.all() if member.name == "Bramble Power")
    assert page.pane.matrix.grid.choose(bramble.id, second.id)
    assert opened(window).field.text() == "Bramble Power / item 2 / "


def test_among_the_members_the_chosen_one_is_filled_in(window: MainWindow, story: Desk) -> None:
    assert window.shell
    cobalt = next(member for member in story.members.all() if member.name == "Cobalt Gas")
    window.shell.go(Place("members", cobalt.id))
    assert opened(window).field.text() == "Cobalt Gas / "


def test_one_undo_takes_a_line_back_from_where_the_next_is_begun(window: MainWindow, story: Desk) -> None:
    before = story.feedback.count()
    line = opened(window)
    QTest.keyClicks(line.field, "Bram / 1 / accept")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert story.feedback.count() == before + 1
    QTest.keyClick(line.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert story.feedback.count() == before


def test_what_is_not_filed_is_still_there_when_the_line_is_opened_again(window: MainWindow) -> None:
    line = opened(window)
    QTest.keyClicks(line.field, "Bram / 1 / maybe")
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert opened(window).field.text() == "Bram / 1 / maybe"
    assert "“maybe” is not understood" in line.preview.doubts.text()
    QTest.keyClick(line.field, Qt.Key.Key_Return)


def test_what_is_missing_is_said_and_nothing_filed(window: MainWindow, story: Desk) -> None:
    before = story.feedback.count()
    line = opened(window)
    QTest.keyClicks(line.field, "Bram / 1 / perhaps so")
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert line.preview.doubts.text() == "The line names no option."
    assert story.feedback.count() == before


def test_a_new_answer_says_whose_place_it_takes(window: MainWindow, story: Desk) -> None:
    line = opened(window)
    QTest.keyClicks(line.field, "Alder / 1 / reject")
    first = story.feedback.all()[0]
    assert line.preview.doubts.text().startswith(f"It takes the place of {first.code}")


def test_what_was_said_already_is_not_offered_again(window: MainWindow, story: Desk) -> None:
    line = opened(window)
    text = "Alder Energy / item 1 / Accept / by phone / "
    found = [one.text for one in offers(text, len(text), line.members, line.items, story.now())]
    assert "because " in found
    assert not {"by phone", "in person", "by e-mail"} & set(found)


def test_no_key_is_given_twice(window: MainWindow, story: Desk) -> None:
    """A page's own shortcut and a command on one key would both be silent: Qt takes neither."""
    assert window.shell and window.frame
    keys = Counter(QKeySequence(command.key).toString() for command in COMMANDS if command.key)
    assert [key for key, count in keys.items() if count > 1] == []
    item = story.items.all()[0]
    for place in (Place("item", item.id), Place("meetings", item.meeting_id, "matrix"), Place("inbox"), Place("plan")):
        window.shell.go(place)
        own = {one.key().toString() for one in window.frame.page().findChildren(QShortcut)}
        assert not (own - {"Esc"}) & set(keys), place.page


@pytest.mark.parametrize("key", ["Ctrl+L", "Ctrl+T", "Ctrl+Shift+M"])
def test_the_line_the_matrix_and_the_mediation_have_a_key_each(key: str) -> None:
    from mhhs_desk.ui.pages.item_side import KEY

    named = {command.key: command.name for command in COMMANDS if command.key}
    named[KEY] = named.get(KEY, "mediation")
    assert named[key] == {"Ctrl+L": "note", "Ctrl+T": "matrix", "Ctrl+Shift+M": "mediation"}[key]
