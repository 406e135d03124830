"""Jobs: facts in, bytes out, beside the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mhhs_desk.ui.jobs import Jobs, Report


@pytest.fixture
def told() -> list[Exception]:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, told: list[Exception]) -> Iterator[Jobs]:
    made = Jobs(told.append)
    yield made
    made.stop()


def test_work_is_done_beside_and_its_result_comes_back_here(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[threading.Thread] = []

    def work(report: Report) -> int:
        threads.append(threading.current_thread())
        return 42

    results: list[int] = []

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    jobs.start("Work", work, done)
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_cancelled_job_ends_without_a_word(qtbot: QtBot, jobs: Jobs, told: list[Exception]) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[None] = []

    def work(report: Report) -> None:
        begun.set()
        go_on.wait(5)
        report(1, 2)

    job = jobs.start("Work", work, done.append)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.under_way())
    assert not done and not told


def test_what_goes_wrong_is_told_on_this_thread(qtbot: QtBot, jobs: Jobs, told: list[Exception]) -> None:
    def work(report: Report) -> None:
        raise ValueError("no")

    jobs.start("Work", work, lambda _: None)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ValueError)


def test_how_far_it_is_can_be_heard(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[tuple[int, int]] = []
    go_on = threading.Event()

    def work(report: Report) -> None:
        go_on.wait(5)
        report(1, 3)

    job = jobs.start("Work", work, lambda _: None)
    job.progressed.connect(lambda done, total: heard.append((done, total)))
    go_on.set()
    qtbot.waitUntil(lambda: (1, 3) in heard)
