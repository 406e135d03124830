"""Rows that make room: where a page is full the last entries of the least needed go, each of them counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mhhs_desk import words
from mhhs_desk.paper.large import cut
from mhhs_desk.paper.page import MM, TEXT_WIDTH, Strips
from mhhs_desk.paper.rows import dashes, labelled, paragraphs
from mhhs_desk.paper.text import Runs

INDENT = 4 * MM
"""What a dash, a chip or a flag may take of a line."""
MOST_ENTRIES = 40
"""More than a page has room for: of a thousand answers the others are not even laid out."""


@dataclass(slots=True)
class Row:
    """A row of a page: its entries, and what one of them and several are called.

    The lower a number the sooner an entry goes: `more` is that of the second, and one less for each after it; `first`
    that of the first. An entry of more than `most` lines is cut.
    """

    label: str
    what: tuple[str, str]
    entries: list[Runs]
    more: int
    first: int
    most: int = 4
    listed: bool = True
    gone: list[tuple[Runs, bool]] = field(default_factory=list, init=False)
    shortened: list[bool] = field(default_factory=list, init=False)
    made: Strips | None = field(default=None, init=False)

    def cut_at(self, times: int) -> Row:
        """The row with its entries cut where they are longer than so many times `most` lines."""
        self.most *= times
        self.gone = [(entry, False) for entry in reversed(self.entries[MOST_ENTRIES:])]
        fitted = [cut(entry, TEXT_WIDTH - INDENT, self.most) for entry in self.entries[:MOST_ENTRIES]]
        self.entries = [entry for entry, _ in fitted]
        self.shortened = [was for _, was in fitted]
        return self

    @property
    def need(self) -> int:
        """How much the last entry is needed: less, the more stand before it."""
        before = len(self.entries) - 1
        return self.more + 1 - before if before else self.first

    def strips(self) -> Strips:
        """The row as it stands, laid out once; nothing where it holds no entry."""
        if self.made is None:
            body = dashes(self.entries) if self.listed else paragraphs(self.entries, 2.0)
            self.made = labelled(self.label, body)
        return self.made

    def leave(self) -> None:
        """Leave the last entry out."""
        self.gone.append((self.entries.pop(), self.shortened.pop()))
        self.made = None

    def take_back(self) -> None:
        """Let the entry stand again that was left out last."""
        entry, was = self.gone.pop()
        fitted, now = cut(entry, TEXT_WIDTH - INDENT, self.most)
        self.entries.append(fitted)
        self.shortened.append(was or now)
        self.made = None

    def told(self) -> str:
        """How much of it is left out: 2 further reasons; nothing where all of it stands."""
        further = "further " if self.entries else ""
        one, many = (further + noun for noun in self.what)
        return words.count(len(self.gone), one, many) if self.gone else ""


def fit(rows: Sequence[Row], fits: Callable[[], bool]) -> None:
    """Leave entries out, the least needed first, until the page fits; then take back what still finds room."""
    while not fits():
        there = [row for row in rows if row.entries]
        if not there:
            return
        min(there, key=lambda row: row.need).leave()
    for row in sorted(rows, key=lambda row: row.first, reverse=True):
        while row.gone:
            row.take_back()
            if not fits():
                row.leave()
                break


def left_out(rows: Sequence[Row], others: Iterable[str] = ()) -> list[str]:
    """What a page leaves out, and what it cuts."""
    ended = sum(sum(row.shortened) for row in rows)
    ends = [f"the {'end' if ended == 1 else 'ends'} of {words.count(ended, 'text')} (marked …)"] if ended else []
    return [*filter(None, (row.told() for row in rows)), *ends, *others]
