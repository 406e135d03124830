"""Long work beside the window: facts in, bytes out. A job never touches the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from mhhs_desk.domain.faults import Cancelled

T = TypeVar("T")
Report = Callable[[int, int], None]

THREADS = 2


class Job(QObject):
    """One piece of work on a worker thread, which tells how far it is and ends with a result or what went wrong."""

    progressed = Signal(int, int)
    ended = Signal(object, object)

    def __init__(self, name: str, work: Callable[[Report], Any]) -> None:
        super().__init__()
        self.name = name
        self._work = work
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next report; nothing of it is kept."""
        self._cancelled = True

    def report(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work; called on the worker."""
        try:
            self.report(0, 0)
            result = self._work(self.report)
            self.report(1, 1)
        except Exception as problem:
            self.ended.emit(None, problem)
        else:
            self.ended.emit(result, None)


class Jobs(QObject):
    """The jobs under way. Results and problems come back on the thread that started them."""

    started = Signal(object)
    ended = Signal(object)

    def __init__(self, told: Callable[[Exception], None]) -> None:
        """`told` hears of a problem that the starter of a job does not hear of itself."""
        super().__init__()
        self._told = told
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._under_way: set[Job] = set()
        self._ended: list[Job] = []
        """Jobs that told their end: a worker may still be in them, and they must not go while it is."""

    def start(
        self,
        name: str,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Start work on a worker. A cancelled job ends without a word."""
        if not self._pool.activeThreadCount():
            self._ended.clear()
        job = Job(name, work)
        self._under_way.add(job)

        def end(result: Any, problem: Exception | None) -> None:
            self._under_way.discard(job)
            self._ended.append(job)
            self.ended.emit(job)
            if problem is None:
                done(result)
            elif not isinstance(problem, Cancelled):
                (failed or self._told)(problem)

        job.ended.connect(self._on_this_thread(end), Qt.ConnectionType.QueuedConnection)
        self.started.emit(job)
        self._pool.start(job.run)
        return job

    def _on_this_thread(self, end: Callable[[Any, Exception | None], None]) -> Callable[..., None]:
        """A slot of an object that lives here, so that a queued signal is delivered here."""
        return _Landing(self, end).land

    def under_way(self) -> bool:
        return bool(self._under_way)

    def stop(self) -> None:
        """Cancel everything and wait for it to end."""
        for job in self._under_way:
            job.cancel()
        self._pool.waitForDone()
        self._under_way.clear()
        self._ended.clear()


class _Landing(QObject):
    """Receives the end of one job on the thread of its parent."""

    def __init__(self, parent: QObject, end: Callable[[Any, Exception | None], None]) -> None:
        super().__init__(parent)
        self._end = end

    def land(self, result: Any, problem: Exception | None) -> None:
        self._end(result, problem)
        self.deleteLater()
