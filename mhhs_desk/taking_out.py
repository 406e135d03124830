"""Everything out: a workbook, JSON, a plain SQLite file, each whole for the rep or as an edition may show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mhhs_desk import words
from mhhs_desk.convening import Convening
from mhhs_desk.domain.faults import Fault, FaultKind, Refused
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.record import Record
from mhhs_desk.exchange.tables import Row, Tables, plain
from mhhs_desk.issuing import Issuing, write_whole
from mhhs_desk.keeping import new_workspace
from mhhs_desk.store import plain_file
from mhhs_desk.store.reading_back import NotRead, fill
from mhhs_desk.store.store import Store

Report = Callable[[int, int], None]
Work = Callable[[Report], int]
"""Writes what was gathered and says how many rows it holds; it touches no record, so it may run beside the window."""

FORMS = (".xlsx", ".json", ".db", ".ics")
"""The endings of the files there are, and with them what is written."""

NAMES = {
    "forum": ("forums", "code"),
    "meeting": ("meetings", "label"),
    "member": ("members", "name"),
    "item": ("items", "title"),
    "source": ("sources", "name"),
    "action": ("actions", "ref"),
    "milestone": ("milestones", "code"),
    "baseline": ("baselines", "name"),
    "theme": ("themes", "name"),
}
"""What a link of a record is called in a workbook: the kind it leads to, and the field that names one of it."""


class TakingOut(Issuing, Convening):
    """A desk that everything can be taken out of."""

    def export_job(self, target: Path, edition: Edition = Edition.OWN) -> Work:
        """Gather everything, or what an edition may show of every meeting, to be written in the form of its ending.

        What an edition may not show is not in what is written from. Raises Refused for an ending of no form.
        """
        form = target.suffix.lower()
        if form not in FORMS:
            raise Refused("not a form of export", ending=target.suffix, known=FORMS)
        if form == ".ics":
            return self._calendar(target, edition)
        if edition is Edition.OWN:
            return self._whole(target, form)
        return self._shown(target, form, edition)

    def export(self, target: Path, edition: Edition = Edition.OWN) -> int:
        """Take everything out into a file, whole or not at all. Returns how many rows it holds."""
        return self.export_job(target, edition)(lambda done, total: None)

    def _calendar(self, target: Path, edition: Edition) -> Work:
        """Every meeting that has a day; with its deadlines, which are the rep's own business."""
        meetings = self.calendar_meetings(everything=True)
        data = self.calendar_file(meetings, deadlines=edition is Edition.OWN)

        def write(report: Report) -> int:
            write_whole(target, data)
            return len(meetings)

        return write

    def _whole(self, target: Path, form: str) -> Work:
        if form == ".db":
            copied = plain_file.whole_of(self)
            rows = sum(len(table.rows) for name, table in copied.items() if name != plain_file.ORIGINALS)
            return _plain_file(target, copied, rows)
        tables = {name: [plain(record) for record in found.all()] for name, found in self.kinds().items()}
        if form == ".xlsx":
            return _book(target, f"{self.constituency}: everything on the record", OWN_NOTES, named(tables), self.today)
        return _json(target, tables, plain_file.originals(self))

    def _shown(self, target: Path, form: str, edition: Edition) -> Work:
        tables = self.shown(edition)
        if form == ".xlsx":
            title = f"{self.constituency}: {words.EDITIONS[edition].lower()}"
            return _book(target, title, (SHOWN_NOTE,), tables, self.today)
        total = sum(map(len, tables.values()))
        if form == ".db":
            return _plain_file(target, plain_file.shown(tables), total)

        def write(report: Report) -> int:
            from mhhs_desk.exchange import json_file

            write_whole(target, json_file.shown(edition, tables))
            return total

        return write

    def shown(self, edition: Edition) -> Tables:
        """What an edition may show of every meeting. What one meeting may not tell, none does."""
        from mhhs_desk.exchange.edition_tables import tables_of

        views, hidden = [], set()
        for meeting in self.meetings.all():
            own, view = self.view(meeting), self.view(meeting, edition)
            views.append(view)
            told = {action.id for action in view.actions}
            hidden |= {("actions", action.id) for action in own.actions if action.id not in told}
            hidden |= {("papers", number) for number in own.sources if number not in view.sources}
        return tables_of(views, lambda table, number: (table, number) in hidden)

    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema of what is taken out whole."""
        from mhhs_desk.exchange.json_schema import schema

        kinds: dict[str, type[Record]] = {name: records.kind for name, records in self.kinds().items()}
        return schema(kinds)


OWN_NOTES = (
    "For the rep alone: it holds what is held back from the group and the members too.",
    "The originals are not in it. A text too long for a cell is cut and says so; JSON and SQLite hold it whole.",
)
SHOWN_NOTE = "What was held back is not in this file; what may only be counted is counted."


def _book(target: Path, title: str, notes: tuple[str, ...], tables: Tables, today: date) -> Work:
    def write(report: Report) -> int:
        from mhhs_desk.exchange.tables_book import workbook

        write_whole(target, workbook(title, notes, tables, today))
        return sum(map(len, tables.values()))

    return write


def _plain_file(target: Path, tables: Mapping[str, plain_file.Table], rows: int) -> Work:
    def write(report: Report) -> int:
        plain_file.write(target, tables)
        return rows

    return write


def _json(target: Path, tables: Tables, originals: Mapping[str, bytes]) -> Work:
    def write(report: Report) -> int:
        from mhhs_desk.exchange import json_file

        write_whole(target, json_file.whole(tables, originals))
        return sum(map(len, tables.values()))

    return write


def named(tables: Tables) -> Tables:
    """Tables to be read: before the number of each record that is linked, what it is called."""
    called = {link: {row["id"]: row[field] for row in tables.get(kind, ())} for link, (kind, field) in NAMES.items()}
    return {name: [dict(_named(row, called)) for row in rows] for name, rows in tables.items()}


def _named(row: Row, called: Mapping[str, Mapping[int, str]]) -> Iterator[tuple[str, Any]]:
    for column, value in row.items():
        link = column.removesuffix("_id")
        if column == "uid":
            continue
        if column.endswith("_id") and link in called:
            yield link, called[link].get(value)
            yield f"{link}_number", value
        else:
            yield column, value


def read_back(source: Path, target: Path, passphrase: str | None = None) -> int:
    """Make a workspace of a JSON file that holds one whole; how many records it has.

    It is there whole or not at all, encrypted where a passphrase is given; its history begins anew. Raises Fault.
    """
    from mhhs_desk.exchange import json_file

    found = json_file.read(source)
    with new_workspace(target, passphrase) as workspace:
        try:
            with workspace.step(f"Read everything back from {source.name}"):
                return fill(Store(workspace), found.records, found.originals)
        except NotRead as error:
            raise Fault(FaultKind.DAMAGED, source, detail=str(error)) from error
