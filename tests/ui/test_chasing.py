"""Chasing in the window: from an overdue action to its owner's draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.actions import CHASING, LIST, ActionsPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow, story: Desk) -> ActionsPage:
    """The actions page; the PMO and a member owe what is overdue."""
    review = story.actions.get(3)
    story.actions.edit(replace(review, due=date(2021, 11, 5)), story.today)
    story.actions.add(replace(review, id=0, uid="", ref="ACT-04", text="Return the log", due=date(2021, 11, 4)))
    story.actions.edit(replace(story.actions.get(4), owner="Alder Energy"), story.today)
    assert window.shell and window.frame
    window.shell.go(Place("actions"))
    shown = window.frame.page()
    assert isinstance(shown, ActionsPage)
    return shown


def chase_from(page: ActionsPage, ref: str) -> None:
    page.view.choose(lambda action: action.ref == ref)
    next(link for link in page.details.findChildren(Link) if link.text().startswith("Chase ")).click()


def test_an_overdue_action_leads_to_its_owners_draft_alone(page: ActionsPage) -> None:
    chase_from(page, "ACT-03")
    assert page.stack.currentIndex() == CHASING
    assert page.chasing.go.text() == "Make 1 draft"
    page.chasing.letter.tabs.choose("preview")
    assert "ACT-03. Review the need." in page.chasing.letter.reading.toPlainText()
    assert "PMO has no address" in page.chasing.letter.to.text()


def test_all_who_are_late_are_chased_from_the_list(page: ActionsPage) -> None:
    assert not page.filter.chase.isHidden()
    page.filter.chase.click()
    assert page.chasing.go.text() == "Make 2 drafts"


def test_where_only_we_are_late_there_is_nobody_to_chase(window: MainWindow, story: Desk) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("actions", None, "chase"))
    page = window.frame.page()
    assert isinstance(page, ActionsPage)
    assert page.filter.chase.isHidden()
    assert page.chasing.under.text() == "Nobody but you owes anything that is overdue."
    assert not page.chasing.go.isEnabled()


def test_our_own_overdue_action_is_not_chased(page: ActionsPage) -> None:
    page.view.choose(lambda action: action.ref == "ACT-02")
    assert not [link for link in page.details.findChildren(Link) if link.text().startswith("Chase ")]


def test_a_members_address_is_its_peoples_and_anybody_elses_is_asked_for(page: ActionsPage) -> None:
    chase_from(page, "ACT-04")
    assert (page.chasing.to.text(), page.chasing.to.isEnabled()) == ("priya@alder.example", False)
    page.chasing.owners.view.choose(lambda row: row.name == "PMO")
    assert (page.chasing.to.text(), page.chasing.to.isEnabled()) == ("", True)


def test_the_drafts_are_made_and_told_by_updates(
    page: ActionsPage, window: MainWindow, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(files, "ask_folder", lambda parent, title: tmp_path / "drafts")
    window.run("chase")
    page.chasing.owners.view.choose(lambda row: row.name == "PMO")
    page.chasing.to.setText("pmo@programme.example")
    page.chasing.to.textEdited.emit("pmo@programme.example")
    assert page.chasing.go.text() == "Make 2 drafts"
    page.chasing.go.click()
    qtbot.waitUntil(lambda: story.action_updates.count() == 2)
    made = sorted((tmp_path / "drafts").iterdir())
    assert [path.name for path in made] == ["Overdue - Alder Energy.eml", "Overdue - PMO.eml"]
    assert b"pmo@programme.example" in made[1].read_bytes()
    assert not page.chasing.strip.isHidden()
    page.chasing.cancel.click()
    assert page.stack.currentIndex() == LIST


def test_a_wording_of_ones_own_is_kept_once_drafts_are_made_with_it(page: ActionsPage, story: Desk) -> None:
    chase_from(page, "ACT-03")
    page.chasing.letter.subject.setText("{owner}: late")
    assert page.chasing.keep_wording()
    assert story.wording("chase").subject == "{owner}: late"
    page.chasing.letter.subject.setText("{member}: late")
    assert not page.chasing.keep_wording()
    assert "{member} is not a field" in page.chasing.refusal.text()
