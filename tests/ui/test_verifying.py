"""On the Papers page: every kind is previewed and kept, a copy is verified, two issues are compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Edition, Kind
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.papers import PapersPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def copy(story: Desk, tmp_path: Path) -> Path:
    """A copy of a paper that was issued."""
    target = tmp_path / "copy.pdf"
    story.issue(story.meeting(), Edition.OWN, target)
    return target


@pytest.fixture
def page(copy: Path, window: MainWindow) -> PapersPage:
    assert window.shell and window.frame
    window.shell.go(Place("papers"))
    shown = window.frame.page()
    assert isinstance(shown, PapersPage)
    return shown


def said(page: PapersPage) -> str:
    return page.verifying.line.text()


def choose_kind(page: PapersPage, kind: Kind) -> None:
    combo = page.choice.kinds
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_previewed_as_it_would_print(page: PapersPage, story: Desk, kind: Kind, qtbot: QtBot) -> None:
    choose_kind(page, kind)
    wanted = story.render(story.meeting(), kind.editions[0], kind).data
    qtbot.waitUntil(lambda: page.preview.data == wanted)


def test_the_report_is_offered_in_the_members_edition_alone(page: PapersPage) -> None:
    choose_kind(page, Kind.REPORT)
    assert page.choice.edition is Edition.MEMBERS
    assert not page.choice.editions.isEnabled()
    choose_kind(page, Kind.CARDS)
    assert page.choice.editions.isEnabled()


def test_a_brief_that_is_saved_is_kept_with_its_kind(
    page: PapersPage, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    choose_kind(page, Kind.BRIEF)
    qtbot.waitUntil(lambda: page.job is None and bool(page.preview.data))
    page.save.click()
    issued = story.papers.all()[-1]
    assert (issued.kind, issued.for_whom) == (Kind.BRIEF, "Morgan Hale")
    assert page.list.current() == issued
    assert "Brief, own edition, issue 1" in page.list.table.data(page.list.currentIndex(), Qt.ItemDataRole.DisplayRole)


def test_a_copy_that_is_chosen_matches(
    page: PapersPage, copy: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    page.verifying.choose.click()
    qtbot.waitUntil(lambda: "copy.pdf: matches." in said(page))
    assert page.verifying.accessibleDescription() == said(page)


def test_a_copy_that_is_dropped_says_what_has_changed_and_brings_its_issue_into_sight(
    page: PapersPage, story: Desk, copy: Path, qtbot: QtBot
) -> None:
    story.items.change(1, title="Another title")
    story.issue(story.meeting(), Edition.OWN)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy))])
    around = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert page.verifying.acceptDrops()
    page.verifying.dropEvent(QDropEvent(QPointF(4, 4), *around))
    qtbot.waitUntil(lambda: "the record has changed since" in said(page))
    assert said(page).endswith("Changed: item 1: what the papers say.")
    assert page.list.current().number == 1


def test_a_copy_that_was_tampered_with_is_altered(page: PapersPage, copy: Path, qtbot: QtBot) -> None:
    copy.write_bytes(copy.read_bytes().replace(b"MHHS Desk", b"MHHS Disk"))
    page.verifying.verify(copy)
    qtbot.waitUntil(lambda: "altered" in said(page))
    assert page.verifying.line.role_name == "danger"


def test_what_is_no_pdf_is_told_in_the_line_and_opens_no_box(
    page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    words = tmp_path / "words.pdf"
    words.write_text("Only words.", encoding="utf-8")
    page.verifying.verify(words)
    qtbot.waitUntil(lambda: "words.pdf cannot be read" in said(page))
    assert page.verifying.line.role_name == "danger"
    assert not told


def test_in_a_narrow_window_nothing_of_the_page_lies_over_another_part(page: PapersPage, qtbot: QtBot) -> None:
    for width, beside in ((460, False), (1096, True)):
        page.setFixedSize(width, 620)
        qtbot.wait(20)
        assert page.width() == width
        assert page.left.width() <= width * 2 // 5
        assert (page.line.direction() is QBoxLayout.Direction.LeftToRight) == beside
        assert (page.verifying.buttons.direction() is QBoxLayout.Direction.LeftToRight) == beside


def test_two_issues_are_compared_word_by_word(page: PapersPage, story: Desk) -> None:
    story.items.change(1, title="The governance framework")
    story.issue(story.meeting(), Edition.OWN)
    page.compare.click()
    assert page.stack.currentWidget() is page.comparing
    told = page.comparing.view.toPlainText()
    assert "1 The governance framework" in told
    assert "What the papers say" in told and "governance" in told
    page.comparing.back.click()
    assert page.stack.currentIndex() == 0


def test_comparing_an_issue_with_itself_says_so_and_ends_when_it_is_undone(page: PapersPage, story: Desk) -> None:
    story.items.change(1, title="The governance framework")
    paper = story.issue(story.meeting(), Edition.OWN)
    page.comparing.show_issues(paper, paper)
    page.stack.setCurrentWidget(page.comparing)
    assert "The two say the same." in page.comparing.view.toPlainText()
    story.undo()
    assert page.stack.currentWidget() is not page.comparing


def test_without_any_issue_a_copy_is_verified_by_command_and_told_at_the_foot(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7 record " + b"0" * 64)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    assert window.shell
    with qtbot.waitSignal(window.shell.said) as told:
        window.run("verify")
    assert told.args and str(told.args[0]).startswith("other.pdf: not from this workspace.")
