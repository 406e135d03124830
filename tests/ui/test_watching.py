"""A watched folder: what comes into it and is whole waits in the Inbox; nothing in it is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk import settings
from mhhs_desk.desk import Desk
from mhhs_desk.settings import Preferences
from mhhs_desk.ui import watching
from mhhs_desk.ui.main_window import MainWindow
from mhhs_desk.ui.pages.inbox import InboxPage
from mhhs_desk.ui.shell import Place
from mhhs_desk.ui.watching import Watching, scan, watching_of
from tests.intake.documents import message

MAIL = message("Item 1: Accept.").as_bytes()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that follow one another faster than a person would wait for."""
    monkeypatch.setattr(watching, "SOON", 20)
    monkeypatch.setattr(watching, "OFTEN", 60)
    monkeypatch.setattr(watching, "WHOLE", 0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Papers"
    made.mkdir()
    return made


@pytest.fixture
def watched(window: MainWindow, folder: Path) -> Iterator[Watching]:
    """The folder watched for the story."""
    assert window.shell
    made = watching_of(window.shell)
    made.watch(folder)
    yield made
    made.rest()


def names(desk: Desk) -> list[str]:
    return sorted(source.name for source in desk.waiting())


def settle(qtbot: QtBot, watched: Watching) -> None:
    """Wait until several looks have found nothing more to do."""
    looks: list[object] = []
    watched.shell.jobs.ended.connect(looks.append)
    qtbot.waitUntil(lambda: len(looks) >= 4)


def test_what_is_there_and_what_comes_wait_in_the_inbox(
    qtbot: QtBot, watched: Watching, folder: Path, story: Desk
) -> None:
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    (folder / "second.eml").write_bytes(message("Item 1: Reject.").as_bytes())
    qtbot.waitUntil(lambda: names(story) == ["first.eml", "second.eml"])
    assert (folder / "first.eml").read_bytes() == MAIL
    story.undo()
    assert names(story) == ["first.eml"]


def test_the_same_bytes_are_taken_in_once(qtbot: QtBot, watched: Watching, folder: Path, story: Desk) -> None:
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    steps = len(story.past(100))
    (folder / "copy.eml").write_bytes(MAIL)
    os.utime(folder / "first.eml", (1, 1))
    settle(qtbot, watched)
    assert names(story) == ["first.eml"]
    assert len(story.past(100)) == steps


def test_a_drop_that_was_taken_back_does_not_come_again(
    qtbot: QtBot, watched: Watching, folder: Path, story: Desk
) -> None:
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    story.undo()
    watched.watch(None)
    watched.watch(folder)
    settle(qtbot, watched)
    assert names(story) == []


def test_a_file_that_still_grows_is_left_until_it_is_whole(
    qtbot: QtBot, watched: Watching, folder: Path, story: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "WHOLE", 0.4)
    path = folder / "slow.eml"
    for length in range(20, 20 + 10 * 5, 5):
        path.write_bytes(MAIL[:length])
        qtbot.wait(60)
        assert names(story) == []
    path.write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["slow.eml"])
    (source,) = story.waiting()
    assert source.size == len(MAIL)


def test_what_is_hidden_half_done_or_a_folder_is_left_out(folder: Path) -> None:
    for name in (".hidden.eml", "a.eml.part", "b.eml.crdownload", "c.eml~", "~$d.docx", "E.PART"):
        (folder / name).write_bytes(MAIL)
    (folder / "inside").mkdir()
    (folder / "f.eml").write_bytes(MAIL)
    assert list(scan(folder) or ()) == [folder / "f.eml"]


def test_a_folder_that_is_gone_is_told_once_and_watched_again_when_it_is_back(
    qtbot: QtBot, watched: Watching, folder: Path, story: Desk
) -> None:
    said: list[str] = []
    watched.shell.said.connect(lambda line, _: said.append(line))
    away = folder.rename(folder.with_name("Away"))
    qtbot.waitUntil(lambda: watched.gone)
    settle(qtbot, watched)
    assert said == ["The watched folder Papers is not there any more."]
    away.rename(folder)
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    assert not watched.gone


def test_the_inbox_says_what_is_watched_and_can_stop_it(
    qtbot: QtBot, watched: Watching, folder: Path, window: MainWindow, story: Desk, at_home: Path
) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("inbox"))
    page = window.frame.page()
    assert isinstance(page, InboxPage)
    assert page.watched.line.text() == "Watching Papers."
    assert page.watched.isVisibleTo(page)
    kept = settings.load(at_home / "preferences.toml")
    assert kept.watched_folder(story.path) == folder
    page.watched.stop.click()
    assert not page.watched.isVisibleTo(page)
    assert settings.load(at_home / "preferences.toml").watched_folder(story.path) is None
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.wait(300)
    assert names(story) == []


def test_what_cannot_be_read_is_said_in_the_line_and_hinders_nothing(
    qtbot: QtBot, watched: Watching, folder: Path, window: MainWindow, story: Desk
) -> None:
    assert window.shell and window.frame
    window.shell.go(Place("inbox"))
    page = window.frame.page()
    assert isinstance(page, InboxPage)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    qtbot.waitUntil(lambda: "1 file of it could not be read." in page.watched.line.text())
    assert "broken.pdf" in page.watched.line.toolTip()


def test_what_comes_meanwhile_leaves_a_form_and_the_chosen_arrival_alone(
    qtbot: QtBot, watched: Watching, folder: Path, window: MainWindow, story: Desk
) -> None:
    assert window.shell and window.frame
    (folder / "first.eml").write_bytes(MAIL)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    window.shell.go(Place("inbox"))
    page = window.frame.page()
    assert isinstance(page, InboxPage)
    page.edit()
    page.form.condition.setText("half typed")
    (folder / "second.eml").write_bytes(message("Item 1: Reject.").as_bytes())
    qtbot.waitUntil(lambda: page.arrivals.table.rowCount() == 2)
    assert page.side.currentWidget() is page.form
    assert page.form.condition.text() == "half typed"
    assert page.arrivals.current().source.name == "first.eml"


def test_a_workspace_is_watched_again_when_it_is_opened(
    qtbot: QtBot, bare: MainWindow, folder: Path, story: Desk
) -> None:
    bare.preferences.watch(story.path, folder)
    (folder / "first.eml").write_bytes(MAIL)
    bare.show_desk(story)
    qtbot.waitUntil(lambda: names(story) == ["first.eml"])
    assert bare.shell and bare.shell.place == Place("today")


def test_each_workspace_has_a_folder_of_its_own() -> None:
    preferences = Preferences()
    preferences.watch(Path("/a.mhhs"), Path("/one"))
    preferences.watch(Path("/b.mhhs"), Path("/two"))
    preferences.watch(Path("/a.mhhs"), Path("/three"))
    preferences.watch(Path("/b.mhhs"), None)
    assert preferences.watched_folder(Path("/a.mhhs")) == Path("/three")
    assert preferences.watched_folder(Path("/b.mhhs")) is None
