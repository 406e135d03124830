"""A large drop: how far it is can be seen, it can be cancelled, and then nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.desk import Desk
from mhhs_desk.ui.foot import ProgressStrip
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.main_window import MainWindow
from tests.intake.documents import message

MANY = 300


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """Three hundred messages in files."""
    folder = tmp_path / "Drop"
    folder.mkdir()
    paths = [folder / f"{number:03}.eml" for number in range(MANY)]
    for number, path in enumerate(paths):
        path.write_bytes(message(f"Item 1: Accept.\n\nNumber {number}.").as_bytes())
    return paths


def test_a_large_drop_shows_how_far_it_is_and_is_one_step(
    qtbot: QtBot, window: MainWindow, story: Desk, many: list[Path]
) -> None:
    assert window.shell and window.frame
    strip = window.frame.foot.findChild(ProgressStrip)
    assert strip
    seen: list[tuple[int, int]] = []
    window.shell.jobs.started.connect(lambda job: job.progressed.connect(lambda *far: seen.append(far)))
    window.drop(many)
    qtbot.waitUntil(strip.isVisible, timeout=10_000)
    assert strip.words.text() == "Reading 300 files …"
    qtbot.waitUntil(lambda: story.sources.count() == MANY, timeout=60_000)
    assert (150, MANY) in seen
    story.undo()
    assert story.sources.count() == story.proposals.count() == 0


def test_a_large_drop_is_cancelled_and_nothing_of_it_is_kept(
    qtbot: QtBot, window: MainWindow, story: Desk, many: list[Path]
) -> None:
    assert window.shell and window.frame
    strip = window.frame.foot.findChild(ProgressStrip)
    assert strip
    before = story.past(1)
    jobs: list[Job] = []
    window.shell.jobs.started.connect(jobs.append)
    window.drop(many)
    qtbot.waitUntil(strip.isVisible, timeout=10_000)
    strip.cancel.click()
    qtbot.waitUntil(lambda: not strip.isVisible(), timeout=10_000)
    qtbot.wait(50)
    assert [job.name for job in jobs] == ["Reading 300 files"]
    assert story.sources.count() == story.proposals.count() == 0
    assert story.past(1) == before
