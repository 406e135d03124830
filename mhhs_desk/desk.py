"""The desk: one open workspace and what a rep does with it. The window and the command line both stand on this."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from mhhs_desk import places
from mhhs_desk.domain.editions import edition_of
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.forums import Seat, days_by_rule
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.papers import Edition, Paper
from mhhs_desk.domain.readiness import Beside, Gate, gates
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.domain.view import View
from mhhs_desk.inbox import Inbox
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.store import database, history, reference, viewing
from mhhs_desk.store.history import Past, Step
from mhhs_desk.store.search import Hit, search
from mhhs_desk.store.settings import CONSTITUENCY

Report = Callable[[int, int], None]
"""`report(done, total)`: tells how far long work is, and raises Cancelled when the rep has cancelled it."""


class Desk(Inbox):
    """An open workspace. Its records are attributes by kind: `desk.members`, `desk.meetings`, `desk.feedback`."""

    @classmethod
    def open(cls, path: Path, today: date | None = None) -> Desk:
        """Open a workspace. Raises Fault, naming the file, where it cannot be opened."""
        return cls(database.open_(path), today)

    @classmethod
    def create(cls, path: Path, constituency: str, forum: str, rep: str, rep_address: str | None = None) -> Desk:
        """Make a workspace for a constituency's seat at a forum, with the reference data of the program."""
        desk = cls(database.create(path))
        try:
            with desk.step("Set up the desk"):
                reference.load(desk, places.resources() / "reference")
                desk.settings.write(CONSTITUENCY, constituency)
                desk.take_seat(forum, rep, rep_address)
        except BaseException:
            desk.close()
            path.unlink()
            raise
        return desk

    def take_seat(self, forum: str, rep: str, rep_address: str | None = None) -> None:
        """Mark the constituency's seat at a forum as ours, with its rep."""
        at = self.forums.first("code = ?", forum)
        if at is None:
            raise Fault(FaultKind.MISSING, forum)
        name = self.constituency
        seat = self.seats.first("forum_id = ? AND name LIKE ?", at.id, f"{name}%") or self.seats.add(
            Seat(forum_id=at.id, name=name, kind="party")
        )
        self.seats.change(seat.id, ours=True, rep=rep, rep_address=rep_address)

    def close(self) -> None:
        self.workspace.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is true of the whole desk

    @property
    def path(self) -> Path:
        return self.workspace.path

    @property
    def constituency(self) -> str:
        return self.settings.read(CONSTITUENCY)

    @property
    def holidays(self) -> frozenset[date]:
        return frozenset(holiday.day for holiday in self.bank_holidays.all())

    # Steps

    def step(self, name: str) -> AbstractContextManager[Step]:
        """One step of the rep's: all of it is kept or none, and one undo takes it back."""
        return self.workspace.step(name)

    def listen(self, listener: Callable[[Step], None]) -> None:
        """Be told of every step once it is kept, with the kinds of record it changed."""
        self.workspace.listeners.append(listener)

    def undo(self) -> Step | None:
        return self.workspace.undo()

    def redo(self) -> Step | None:
        return self.workspace.redo()

    def undoable(self) -> Step | None:
        return history.undoable(self.workspace.db)

    def redoable(self) -> Step | None:
        return history.redoable(self.workspace.db)

    def past(self, limit: int) -> list[Past]:
        """The last steps, the newest first."""
        return history.past(self.workspace.db, limit)

    # Meetings

    def meeting(self, label: str | None = None) -> Meeting:
        """The meeting of a label ("PSG 1"), or the next one. Raises Fault where there is none."""
        found = self.meetings.first("label = ? COLLATE NOCASE", label) if label else self.next_meeting()
        if found is None:
            raise Fault(FaultKind.NO_MEETING, label or "", labels=[meeting.label for meeting in self.meetings.all()])
        return found

    def next_meeting(self) -> Meeting | None:
        return next_meeting(self.meetings.all(), self.today)

    def view(self, meeting: Meeting, edition: Edition = Edition.OWN) -> View:
        """A meeting as an edition may show it."""
        return edition_of(viewing.own_view(self, meeting), edition, self.people.all())

    def ready(self, meeting: Meeting) -> tuple[Gate, ...]:
        """The gates of a meeting."""
        view = self.view(meeting)
        printed = list(self.papers.where("meeting_id = ? AND edition = ?", meeting.id, Edition.OWN))
        beside = Beside(
            waiting=self.sources.count("state = ?", SourceState.WAITING),
            updates=tuple(self.action_updates.all()),
            printed=printed[-1].record_hash if printed else None,
        )
        return gates(view, beside, self.today)

    def days_by_rule(self, forum_id: int, count: int) -> list[date]:
        """The next days that a forum's cadence gives, whether or not a meeting was invited."""
        days = days_by_rule(self.forums.get(forum_id), self.today)
        return [day for day, _ in zip(days, range(count), strict=False)]

    # The paper

    def render(self, meeting: Meeting, edition: Edition = Edition.OWN) -> Rendered:
        """The position paper as it would print today. The same records and day give the same bytes."""
        return render(self.view(meeting, edition), self.today)

    def issue(self, meeting: Meeting, edition: Edition, target: Path | None = None) -> Paper:
        """Print a paper: write it to a file where one is named, and keep its bytes and its hash."""
        view = self.view(meeting, edition)
        paper = render(view, self.today)
        if target:
            write_whole(target, paper.data)
        sha256 = hashlib.sha256(paper.data).hexdigest()
        issued = list(self.papers.where("meeting_id = ? AND edition = ?", meeting.id, edition))
        if issued and issued[-1].sha256 == sha256:
            return issued[-1]
        with self.step(f"Issue the paper for {meeting.label}"):
            self.workspace.keep(sha256, paper.data)
            return self.papers.add(
                Paper(
                    meeting_id=meeting.id,
                    edition=edition,
                    day=self.today,
                    record_hash=view.digest(),
                    sha256=sha256,
                    pages=paper.pages,
                    name=target.name if target else paper_name(meeting, edition),
                    number=len(issued) + 1,
                )
            )

    # Finding, checking, taking out

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        return search(self.workspace, words, limit)

    def check(self) -> list[str]:
        """What is wrong with the workspace: nothing, or a line each."""
        return self.workspace.check() + list(self._changed_originals())

    def export(self, target: Path) -> int:
        """Take every record and original out into one JSON file. Returns how many records it holds."""
        from mhhs_desk.exchange.json_file import as_json

        records = {kind: found.all() for kind, found in self.kinds().items()}
        originals = {row["sha256"]: row["data"] for row in self.workspace.rows("SELECT sha256, data FROM original")}
        write_whole(target, as_json(records, originals))
        return sum(len(found) for found in records.values())

    def _changed_originals(self) -> Iterator[str]:
        for row in self.workspace.rows("SELECT sha256, data FROM original"):
            if hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
                yield f"the original {row['sha256'][:12]} is not what was taken in"


def render(view: View, today: date) -> Rendered:
    """A view as a PDF; touches no record, so it may run beside the window."""
    from mhhs_desk.paper.position_paper import position_paper

    return position_paper(view, today)


def paper_name(meeting: Meeting, edition: Edition) -> str:
    """The file name a paper is offered under."""
    return f"{meeting.label} {edition} edition.pdf".replace("/", "-")


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises Fault where there is no folder, no right or no space."""
    if target.is_dir():
        raise Fault(FaultKind.A_FOLDER, target)
    if not target.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, target, folder=target.parent)
    part = target.with_name(target.name + ".part")
    with _written(target, part):
        part.write_bytes(data)
        part.replace(target)


@contextmanager
def _written(target: Path, part: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        part.unlink(missing_ok=True)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Fault(FaultKind.NO_SPACE if full else FaultKind.READ_ONLY, target, detail=str(error)) from error
