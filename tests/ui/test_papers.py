"""Papers: previewed beside the window, saved and printed as previewed, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.papers import PapersPage
from mhhs_desk.ui.shell import Place


@pytest.fixture
def page(window: MainWindow) -> PapersPage:
    assert window.shell and window.frame
    window.shell.go(Place("papers"))
    shown = window.frame.page()
    assert isinstance(shown, PapersPage)
    return shown


@pytest.fixture
def preview(page: PapersPage, window: MainWindow, qtbot: QtBot) -> PapersPage:
    window.run("print")
    qtbot.waitUntil(lambda: bool(page.preview.data))
    return page


def test_before_the_first_paper_the_page_says_what_goes_there(page: PapersPage) -> None:
    assert page.stack.currentWidget() is page.empty


def test_the_preview_is_what_would_print(preview: PapersPage, story: Desk) -> None:
    assert preview.preview.data == story.render(story.meeting()).data
    assert preview.preview.pages() > 1


def test_a_change_of_the_record_changes_the_preview(preview: PapersPage, story: Desk, qtbot: QtBot) -> None:
    before = preview.preview.data
    story.items.change(1, title="The governance framework")
    qtbot.waitUntil(lambda: preview.preview.data != before)
    assert preview.preview.data == story.render(story.meeting()).data


def test_another_edition_is_another_paper(preview: PapersPage, qtbot: QtBot) -> None:
    own = preview.preview.data
    preview.edition.setCurrentIndex(1)
    preview.edition.activated.emit(1)
    qtbot.waitUntil(lambda: preview.preview.data != own)


def test_saving_writes_the_previewed_bytes_and_keeps_the_paper(
    preview: PapersPage, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "paper.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    preview.save.click()
    assert target.read_bytes() == preview.preview.data
    (paper,) = story.papers.all()
    assert story.workspace.original(paper.sha256) == target.read_bytes()
    assert preview.list.current() == paper


def test_a_dialog_that_is_cancelled_issues_nothing(
    preview: PapersPage, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    preview.save.click()
    assert not story.papers.all()


def test_printing_prints_every_page_and_keeps_the_paper(
    preview: PapersPage, story: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    out = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    preview.print.click()
    assert preview.shell.jobs.under_way()
    qtbot.waitUntil(lambda: not preview.shell.jobs.under_way(), timeout=60_000)
    from pypdfium2 import PdfDocument

    with PdfDocument(out) as printed:
        assert len(printed) == preview.preview.pages()
    assert len(story.papers.all()) == 1


def test_an_issued_paper_is_shown_as_it_was_kept(preview: PapersPage, story: Desk, qtbot: QtBot) -> None:
    from mhhs_desk.domain.papers import Edition

    paper = story.issue(story.meeting(), Edition.OWN)
    story.items.change(1, title="Another title")
    preview.list.choose(lambda known: known.id == paper.id)
    assert preview.preview.data == story.workspace.original(paper.sha256)
