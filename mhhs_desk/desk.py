"""The desk: one open workspace and what a rep does with it. The window and the command line both stand on this."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mhhs_desk import gate_words, places
from mhhs_desk.chasing import Chasing
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.forums import Seat, days_by_rule
from mhhs_desk.domain.gates import Gate, GateSetting, refuse_setting
from mhhs_desk.domain.matrix import Form, Grid
from mhhs_desk.domain.meetings import Meeting, next_meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.readiness import Beside, gates
from mhhs_desk.domain.sources import SourceState
from mhhs_desk.domain.view import View
from mhhs_desk.handing_over import HandingOver
from mhhs_desk.issuing import examine as examine
from mhhs_desk.issuing import paper_name as paper_name
from mhhs_desk.issuing import render as render
from mhhs_desk.issuing import write_whole as write_whole
from mhhs_desk.keeping import new_workspace, open_workspace
from mhhs_desk.looking_back import LookingBack
from mhhs_desk.minuting import Minuting
from mhhs_desk.noting import Noting
from mhhs_desk.planning import Planning
from mhhs_desk.reporting import Reporting
from mhhs_desk.store import reference, viewing
from mhhs_desk.store.asked import first_asked
from mhhs_desk.store.keys import Key
from mhhs_desk.store.search import Hit, search
from mhhs_desk.store.settings import CONSTITUENCY
from mhhs_desk.taking_out import TakingOut
from mhhs_desk.taking_out import read_back as read_back

Report = Callable[[int, int], None]
"""`report(done, total)`: tells how far long work is, and raises Cancelled when the rep has cancelled it."""


class Desk(Chasing, Reporting, Noting, Minuting, TakingOut, HandingOver, Planning, LookingBack):
    """An open workspace. Its records are attributes by kind: `desk.members`, `desk.meetings`, `desk.feedback`."""

    @classmethod
    def open(cls, path: Path, today: date | None = None, key: Key | None = None, over: bool = False) -> Desk:
        """Open a workspace, with its key where it is encrypted. Raises Fault where it cannot be opened."""
        return cls(open_workspace(path, key, over), today)

    @classmethod
    def create(
        cls,
        path: Path,
        constituency: str,
        forum: str,
        rep: str,
        rep_address: str | None = None,
        passphrase: str | None = None,
        today: date | None = None,
    ) -> Desk:
        """Make a workspace for a constituency's seat at a forum, with the reference data of the program.

        With a recovery passphrase it is encrypted; `desk.remember()` then gives its key to the keychain.
        """
        with new_workspace(path, passphrase) as workspace:
            cls(workspace).set_up(constituency, forum, rep, rep_address)
        return cls.open(path, today, workspace.key)

    def set_up(self, constituency: str, forum: str, rep: str, rep_address: str | None = None) -> None:
        """Fill a new workspace with the reference data of the program, and take the seat."""
        with self.step("Set up the desk"):
            reference.load(self, places.resources() / "reference")
            self.settings.write(CONSTITUENCY, constituency)
            self.take_seat(forum, rep, rep_address)

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

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What is true of the whole desk

    @property
    def holidays(self) -> frozenset[date]:
        return frozenset(holiday.day for holiday in self.bank_holidays.all())

    # Meetings

    def meeting(self, label: str | None = None) -> Meeting:
        """The meeting of a label ("PSG 1"), or the next one. Raises Fault where there is none."""
        found = self.meetings.first("label = ? COLLATE NOCASE", label) if label else self.next_meeting()
        if found is None:
            raise Fault(FaultKind.NO_MEETING, label or "", labels=[meeting.label for meeting in self.meetings.all()])
        return found

    def next_meeting(self) -> Meeting | None:
        return next_meeting(self.meetings.all(), self.today)

    def grid(self, meeting: Meeting) -> Grid:
        """The rep's own matrix of a meeting."""
        return viewing.grid(self, meeting)

    def ready(self, meeting: Meeting, view: View | None = None) -> tuple[Gate, ...]:
        """The gates of a meeting; `view` is the rep's own view of it, where that is in hand already."""
        view = view or self.view(meeting)
        printed = self.issues(meeting, Edition.OWN)
        beside = Beside(
            waiting=self.sources.count("state = ?", SourceState.WAITING),
            updates=tuple(self.action_updates.all()),
            printed=printed[-1].record_hash if printed else None,
            asked=first_asked(self, meeting.id),
            holidays=self.holidays,
        )
        return gates(view, beside, self.today, self.gate_settings.all())

    def set_gate(self, setting: GateSetting) -> None:
        """Ask a gate or not, with a limit or as it was made, in one step. Raises Refused for a limit it cannot have."""
        refuse_setting(setting)
        known = self.gate_settings.first("code = ?", setting.code)
        before = known or GateSetting(code=setting.code)
        if (before.asked, before.least) == (setting.asked, setting.least):
            return
        with self.step(gate_words.step(before, setting)):
            if known:
                self.gate_settings.change(known.id, asked=setting.asked, least=setting.least)
            else:
                self.gate_settings.add(setting)

    def days_by_rule(self, forum_id: int, count: int) -> list[date]:
        """The next days that a forum's cadence gives, whether or not a meeting was invited."""
        days = days_by_rule(self.forums.get(forum_id), self.today, self.cadences.all())
        return [day for day, _ in zip(days, range(count), strict=False)]

    # Finding, taking out

    def matrix_job(self, meeting: Meeting, edition: Edition, form: Form, target: Path) -> Callable[[Report], Path]:
        """Work that writes the matrix as an edition may show it; it touches no record, so it may run beside the window.

        What the edition may not show is not in what it writes from.
        """
        view, today = self.view(meeting, edition), self.today

        def write(report: Report) -> Path:
            write_whole(target, matrix_file(view, form, today))
            return target

        return write

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        return search(self.workspace, words, limit)


def matrix_file(view: View, form: Form, today: date) -> bytes:
    """The matrix of a view as a workbook or as CSV; touches no record."""
    import tomllib

    from mhhs_desk import sheet_words
    from mhhs_desk.exchange.matrix_book import workbook
    from mhhs_desk.exchange.matrix_sheets import Sheets, comma_separated

    with (places.resources() / "theme" / "light.toml").open("rb") as file:
        chips = tomllib.load(file)["chip"]
    sheets = Sheets(view, sheet_words.wording(view), chips, today)
    return workbook(sheets) if form is Form.WORKBOOK else comma_separated(sheets, form)


def matrix_name(meeting: Meeting, edition: Edition, form: Form) -> str:
    """The file name an export of the matrix is offered under."""
    what = "answers" if form is Form.ANSWERS else "matrix"
    ending = "xlsx" if form is Form.WORKBOOK else "csv"
    return f"{meeting.label} {what} {edition} edition.{ending}".replace("/", "-")
