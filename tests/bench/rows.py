"""A workbook of 50,000 answers: read against bare calamine, filed against a bare executemany into the same tables."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from mhhs_desk.desk import Desk
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.members import Member
from mhhs_desk.domain.options import Option
from mhhs_desk.inbox import ReadFile, read_file
from mhhs_desk.intake import workbooks
from mhhs_desk.store import history
from mhhs_desk.store.engine import Database, open_database
from tests.bench.answers import WORDS
from tests.bench.compare import Measured, compare

MEMBERS, ITEMS = 625, 80
ROUNDS = 3
OPTIONS = (Option("Y", "Yes"), Option("N", "No"), Option("U", "Neutral"), Option("O", "Other"))
HEADINGS = ("Organisation", "Item", "Title", "Answer", "Reason")


def measure(folder: Path) -> list[Measured]:
    """How reading the cells of such a workbook fares, and taking its answers in and filing them."""
    import python_calamine

    book, desk = folder / "rows.xlsx", folder / "rows.mhhs"
    _write_book(book)
    _make_desk(desk)
    data = book.read_bytes()

    def bare() -> None:
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    reading = compare("reading a workbook of 50,000 rows", lambda: workbooks.read(data, book.name), bare, 2, rounds=9)
    return [reading, _filing(desk, read_file(book), folder)]


def _filing(desk: Path, read: ReadFile, folder: Path) -> Measured:
    """Ours is the drop and the Enter; the bare run writes the very rows that ours left."""
    ours, raw = [], []
    for number in range(ROUNDS):
        filed, bare = folder / f"filed-{number}.mhhs", folder / f"bare-{number}.mhhs"
        shutil.copy(desk, filed)
        shutil.copy(desk, bare)
        ours.append(_file(filed, read))
        raw.append(_write_rows(filed, bare))
    return Measured("filing its 50,000 answers", median(ours), median(raw), 2)


def _file(path: Path, read: ReadFile) -> float:
    with Desk.open(path) as desk:
        start = perf_counter()
        (receipt,) = desk.take_in([read])
        filed = desk.file(receipt.source.id)
        taken = perf_counter() - start
        desk.workspace.changed = False
    if filed != MEMBERS * ITEMS:
        raise RuntimeError(f"{filed} answers were filed")
    return taken


def _write_rows(filed: Path, bare: Path) -> float:
    """Seconds to write the rows of one workspace into another: what waits in one step, and its filing in a second."""
    source, target = open_database(filed, None), open_database(bare, None)
    tables = {name: _rows(source, name) for name in ("original", "source", "proposal", "feedback")}
    names = _names(source, "proposal")
    waiting = [_with(r, {names.index("state"): "waiting", names.index("filed_as"): None}) for r in tables["proposal"]]
    arrived = [_with(row, {_names(source, "source").index("state"): "waiting"}) for row in tables["source"]]
    target.execute("PRAGMA journal_mode = WAL")
    start = perf_counter()
    with target.atomic():
        history.begin(target, "Take in a file")
        for name, rows in (("original", tables["original"]), ("source", arrived), ("proposal", waiting)):
            _insert(target, name, rows)
        target.execute("UPDATE now SET step_id = NULL")
    with target.atomic():
        history.begin(target, "File it")
        _insert(target, "feedback", tables["feedback"])
        for name in ("proposal", "source"):
            _update(target, name, tables[name])
        target.execute("UPDATE now SET step_id = NULL")
    taken = perf_counter() - start
    source.close()
    target.close()
    return taken


def _rows(db: Database, table: str) -> list[tuple[Any, ...]]:
    return db.execute(f"SELECT * FROM {table}").fetchall()


def _names(db: Database, table: str) -> list[str]:
    return [column[1] for column in db.execute(f"PRAGMA table_info({table})")]


def _update(db: Database, table: str, rows: list[tuple[Any, ...]]) -> None:
    sets = ", ".join(f'"{name}" = ?' for name in _names(db, table))
    db.conn.executemany(f"UPDATE {table} SET {sets} WHERE id = ?", [(*row, row[0]) for row in rows])


def _with(row: tuple[Any, ...], changes: dict[int, Any]) -> tuple[Any, ...]:
    return tuple(changes.get(place, value) for place, value in enumerate(row))


def _insert(db: Database, table: str, rows: list[tuple[Any, ...]]) -> None:
    db.conn.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in rows[0])})", rows)


def _member(number: int) -> str:
    return f"{WORDS[number * 4].capitalize()} Energy"


def _title(number: int) -> str:
    return f"{WORDS[number * 4].capitalize()} {WORDS[number * 5 + 1]} plan"


def _write_book(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Answers")
        for number, row in enumerate((HEADINGS, *_answers())):
            sheet.write_row(number, 0, row)


def _answers() -> Iterator[tuple[str | int, ...]]:
    chance = random.Random(3)
    for member in range(MEMBERS):
        for item in range(1, ITEMS + 1):
            said, why = chance.choice(("Yes", "No", "Neutral")), " ".join(chance.choices(WORDS, k=20))
            yield _member(member), item, _title(item), said, why


def _make_desk(path: Path) -> None:
    with Desk.create(path, "Small Supplier", "PSG", "Robin Vale") as desk, desk.step("Fill the desk"):
        forum = desk.forums.first("code = 'PSG'")
        assert forum is not None
        meeting = desk.meetings.add(Meeting(forum_id=forum.id, label="PSG 1"))
        desk.items.add_all(
            Item(meeting_id=meeting.id, number=number, title=_title(number), options=OPTIONS)
            for number in range(1, ITEMS + 1)
        )
        desk.members.add_all(Member(name=_member(number)) for number in range(MEMBERS))
