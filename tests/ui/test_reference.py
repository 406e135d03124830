"""Reference data is shown with its source and can be edited in the workspace."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.reference import KINDS, ReferencePage
from mhhs_desk.ui.shell import Place


def page_of(window: MainWindow, kind: str) -> ReferencePage:
    assert window.shell and window.frame
    window.shell.go(Place("reference", None, kind))
    page = window.frame.pages["reference"]
    assert isinstance(page, ReferencePage)
    return page


def edit(page: ReferencePage, name: str, text: str) -> None:
    from PySide6.QtWidgets import QLineEdit

    field = next(w for w in page.details.findChildren(QLineEdit) if w.accessibleName() == name)
    field.setText(text)
    field.editingFinished.emit()


def test_every_kind_of_reference_data_is_there_with_a_source(window: MainWindow, qtbot: QtBot) -> None:
    for kind in KINDS:
        page = page_of(window, kind)
        assert page.table.rowCount() > 0, kind
    assert page.desk.rules.all()[0].source


def test_an_edited_rule_of_a_forum_is_kept_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    assert page.view.choose(lambda forum: forum.code == "PSG")
    edit(page, "Papers due days", "7")
    psg = page.desk.forums.first("code = 'PSG'")
    assert psg and psg.papers_due_days == 7
    page.shell.undo()
    assert page.desk.forums.get(psg.id).papers_due_days == 5


def test_a_field_that_does_not_read_is_refused_inline(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    page.view.choose(lambda forum: forum.code == "PSG")
    edit(page, "Papers due days", "a few")
    assert "is not a number" in page.refusal.text()
