"""Reference data is shown with its source and can be edited in the workspace."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel
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
    edit(page, "Days for papers", "7")
    psg = page.desk.forums.first("code = 'PSG'")
    assert psg and psg.papers_due_days == 7
    page.shell.undo()
    assert page.desk.forums.get(psg.id).papers_due_days == 5


def test_a_field_that_does_not_read_is_refused_inline(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    page.view.choose(lambda forum: forum.code == "PSG")
    edit(page, "Days for papers", "a few")
    assert "is not a number" in page.refusal.text()


def test_a_forum_meets_by_another_rule_from_a_day_on_with_its_source(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    page.view.choose(lambda forum: forum.code == "PSG")
    rule = page.rule
    rule.since.setText("2 Mar 2022")
    rule.weekday.setCurrentIndex(rule.weekday.findData(3))
    rule.source.setText("Headline report of PSG 4")
    rule.keep()
    (cadence,) = page.desk.cadences.all()
    assert (cadence.since, cadence.nth, cadence.weekday) == (date(2022, 3, 2), 1, 3)
    assert cadence.source == "Headline report of PSG 4"
    psg = page.desk.forums.get(cadence.forum_id)
    assert page._says(psg).startswith("Meets: first Wednesday; from 2 Mar 2022 first Thursday · papers 5 working days")
    page.shell.undo()
    assert page.desk.cadences.all() == []


def test_meetings_confirmed_by_the_rule_before_are_named_and_stay(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    psg = next(one for one in page.desk.forums.all() if one.code == "PSG")
    page.desk.confirm(page.desk.open_days(date(2022, 3, 31), psg.id))
    page.view.choose(lambda forum: forum.code == "PSG")
    page.rule.since.setText("1 Mar 2022")
    page.rule.nth.setCurrentIndex(page.rule.nth.findData(-1))
    page.rule.keep()
    told = [label.text() for label in page.details.findChildren(QLabel)]
    assert "Confirmed by the rule before: PSG 5. It stays where it is until it is moved." in told
    assert "last Wednesday" in told
    assert page.desk.meetings.first("label = 'PSG 5' AND day = '2022-03-02'") is not None


def test_a_time_of_day_is_read_as_one_or_refused(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, "forums")
    page.view.choose(lambda forum: forum.code == "PSG")
    edit(page, "Papers by", "at noon")
    assert page.refusal.text() == "“at noon” is not a time of day such as 17:00. Papers by was left as it was."
    edit(page, "Papers by", "9.30")
    psg = page.desk.forums.first("code = 'PSG'")
    assert psg and psg.papers_due_time == "09:30"
