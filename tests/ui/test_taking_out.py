"""The page that takes everything out: what will be in the file, the file itself, and a workspace made of it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.domain.papers import Edition
from mhhs_desk.ui.dialogs import files
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.taking_out import OWN, TakingOutPage
from mhhs_desk.ui.place import Place


@pytest.fixture
def page(window: MainWindow, story: Desk) -> TakingOutPage:
    assert window.frame
    window.run("take-out")
    found = window.frame.page()
    assert isinstance(found, TakingOutPage)
    return found


def choose(page: TakingOutPage, edition: Edition, form: str) -> None:
    page.edition.setCurrentIndex(page.edition.findData(edition))
    page.form.setCurrentIndex(page.form.findData(form))


def saved(page: TakingOutPage, target: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(files, "ask_export", lambda parent, name: target)
    page.take_out()
    qtbot.waitUntil(target.exists)


def test_it_says_what_will_be_in_the_file(page: TakingOutPage) -> None:
    choose(page, Edition.OWN, ".json")
    assert page.told.text().startswith("Every record and every original")
    assert page.whose.text() == OWN
    choose(page, Edition.GROUP, ".json")
    assert page.told.text().startswith("What the group edition may show")
    assert OWN not in page.whose.text()


@pytest.mark.parametrize("form", [".xlsx", ".json", ".db"])
def test_the_file_is_written_beside_the_window(
    page: TakingOutPage, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, Edition.OWN, form)
    saved(page, tmp_path / f"all{form}", monkeypatch, qtbot)
    assert (tmp_path / f"all{form}").stat().st_size > 1000


def test_an_edition_holds_no_more_than_it_may(
    page: TakingOutPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, Edition.MEMBERS, ".json")
    saved(page, tmp_path / "m.json", monkeypatch, qtbot)
    told = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert (told["edition"], "records" in told) == ("members", False)


def test_a_workspace_is_made_of_the_file_and_opened_where_it_can_be_encrypted(
    window: MainWindow, page: TakingOutPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, Edition.OWN, ".json")
    saved(page, tmp_path / "all.json", monkeypatch, qtbot)
    target = tmp_path / "again.mhhs"
    monkeypatch.setattr(files, "ask_taken_out", lambda parent: tmp_path / "all.json")
    monkeypatch.setattr(files, "ask_new_workspace", lambda parent, name: target)
    page.read_back()
    qtbot.waitUntil(lambda: bool(window.shell and window.shell.desk.path == target))
    assert window.shell and window.shell.place == Place("workspace")
