"""Bring work back: every difference between a file that came back and this desk, to choose theirs or ours of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import handing_words, words
from mhhs_desk.domain.bringing_back import BY_FIELD, Comparison, Difference, Side, Spot, What
from mhhs_desk.domain.bringing_back import Row as Fields
from mhhs_desk.domain.choosing import all_theirs, first_choices, follow, settled, unchosen
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.handing import Handing
from mhhs_desk.store.handing_files import Returned
from mhhs_desk.ui import controls
from mhhs_desk.ui.carried_words import CarriedWords
from mhhs_desk.ui.change_view import ChangeView, Group
from mhhs_desk.ui.changes import ADDED, CHANGED, REMOVED, FieldChange, RecordChange
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.returned_form import ReturnedForm
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.tables import Column, Heading, Table, TableView

NOTHING = "Nothing differs: what came back says what is here."
HINT = "What hangs together is taken together."


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: of a record as a whole, or of a field that both sides have; without a spot nothing is chosen."""

    id: tuple[str, str, str]
    one: Difference
    spot: Spot | None
    title: str
    here: str
    there: str
    side: Side | None

    @property
    def chosen(self) -> str:
        if self.spot is None:
            return "Stays"
        return handing_words.SIDES[self.side] if self.side else "To choose"


class BringBackPage(Page):
    """The file and its passphrase; then the differences at the left, the one in hand at the right."""

    name = "bring-back"
    title = "Bring work back"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.kinds = frozenset(records.table for records in self.desk.kinds().values())
        self.form = ReturnedForm(shell)
        self.form.opened.connect(self._opened)
        self.handing: Handing | None = None
        self.returned: Returned | None = None
        self.comparison: Comparison | None = None
        self.known: CarriedWords | None = None
        self.choices: dict[Spot, Side] = {}
        self.table: Table[Row] = Table(_columns())
        self.view = TableView(self.look, self.table, "Differences")
        self.view.chosen.connect(self._show)
        self.detail = ChangeView(self.look)
        self.tally = controls.label(self.look, "", "small", "text2", wrap=True)
        self.left = controls.label(self.look, "", "small", "attention")
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self._buttons()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(self._compare())
        self.root.addWidget(self.stack, 1)

    def _buttons(self) -> None:
        look = self.look
        self.theirs = Button(look, "Theirs", None, "T")
        self.ours = Button(look, "Ours", None, "O")
        self.every = Button(look, "All theirs", None, "Shift T")
        self.take = Button(look, "Take in", "check", "Ctrl Enter", primary=True)
        self.theirs.clicked.connect(lambda: self.choose(Side.THEIRS))
        self.ours.clicked.connect(lambda: self.choose(Side.OURS))
        self.every.clicked.connect(self.choose_all_theirs)
        self.take.clicked.connect(self.take_in)
        for keys, does in (
            ("T", lambda: self.choose(Side.THEIRS)), ("O", lambda: self.choose(Side.OURS)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self.view).activated.connect(does)
        for keys, does in (("Shift+T", self.choose_all_theirs), ("Ctrl+Return", self.take_in)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _compare(self) -> QWidget:
        look = self.look
        page = QWidget()
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        head.setSpacing(2)
        self.head = controls.label(look, "", "heading")
        for widget in (self.head, self.tally):
            head.addWidget(widget)
        across = QHBoxLayout()
        across.setSpacing(0)
        self.detail.setMinimumWidth(look.theme.px(320))
        across.addWidget(self.view, 5)
        across.addWidget(controls.parting())
        across.addWidget(self.detail, 2)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 9, 24, 9)
        foot.setSpacing(10)
        for button in (self.theirs, self.ours, self.every):
            foot.addWidget(button)
        foot.addWidget(self.refusal, 1)
        foot.addWidget(self.left)
        foot.addWidget(self.take)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(controls.hairline(look))
        lines.addLayout(across, 1)
        lines.addWidget(controls.hairline(look))
        lines.addLayout(foot)
        return page

    def nav(self) -> str:
        return ""

    def crumbs(self) -> list[tuple[str, Place | None]]:
        return [("Hand over", Place("hand-over")), (self.title, None)]

    def focus_first(self) -> None:
        if self.stack.currentIndex():
            self.view.setFocus()
        else:
            self.form.first().setFocus()

    # A file

    def begin(self, path: Path) -> None:
        """Ask for the passphrase of a file that came back."""
        self._forget()
        self.form.begin(path)
        self.focus_first()

    def _forget(self) -> None:
        self.handing = self.returned = self.comparison = self.known = None
        self.choices = {}
        self.table.show([])
        self.stack.setCurrentIndex(0)

    def _opened(self, returned: Returned, name: str) -> None:
        try:
            self.handing, self.comparison = self.desk.compare_returned(returned, name)
        except Refused as refused:
            self.form.refuse(words.refusal(refused))
            return
        self.returned = returned
        self.known = CarriedWords(self.desk, self.comparison)
        self.choices = first_choices(self.comparison)
        self._say(name)
        self.stack.setCurrentIndex(1)
        self._fill()
        self._next()
        self.view.setFocus()

    def reload(self) -> None:
        """Compare anew: something here has changed meanwhile. What was chosen stays where it is still asked."""
        if self.returned is None:
            return
        before = self.choices
        with self.shell.told():
            self.handing, self.comparison = self.desk.compare_returned(self.returned)
            self.known = CarriedWords(self.desk, self.comparison)
            spots = {spot for one in self.comparison.differences for spot in one.spots}
            kept = [(spot, side) for spot, side in before.items() if spot in spots]
            self.choices = {**first_choices(self.comparison), **dict(kept)}
            self._say(self.head.text().partition(",")[0])
            self._fill()

    def _say(self, name: str) -> None:
        assert self.handing and self.comparison
        self.head.say(f"{name}, the work of {self.handing.whom}")
        told = handing_words.tally(self.comparison.differences)
        self.tally.say(f"{told[0].upper()}{told[1:]}. {HINT}" if self.comparison.differences else NOTHING)

    def _next(self) -> None:
        """Go to the next row that is to be chosen; failing that to the first."""
        if not self.view.choose(_is_open):
            self.view.choose(lambda _: True)

    # Showing

    def _fill(self) -> None:
        if self.comparison is None:
            return
        rows = [row for one in self.comparison.differences for row in self._rows(one)]
        groups = (
            ("To choose", [row for row in rows if _is_open(row)]),
            ("Theirs, to be taken in", [row for row in rows if row.side is Side.THEIRS]),
            ("Ours, which stays", [row for row in rows if row.side is Side.OURS or row.spot is None]),
        )
        shown: list[Row | Heading] = []
        for title, of in groups:
            if of:
                shown += [Heading(title, str(len(of))), *of]
        self.table.show(shown)
        left = len(unchosen(self.comparison, self.choices))
        self.left.say(f"{words.count(left, 'record')} to choose" if left else "")
        self.take.setEnabled(not left)

    def _rows(self, one: Difference) -> list[Row]:
        known = self.known
        assert known
        title = known.name(one)
        if one.what in BY_FIELD and one.spots:
            return [
                Row(spot, one, spot, f"{title}: {known.field(one, spot[2])}", known.value(one, one.ours, spot[2]),
                    known.value(one, one.theirs, spot[2]), self.choices.get(spot))
                for spot in one.spots
            ]  # fmt: skip
        spot = next(iter(one.spots), None)
        ours = self._beside(one)
        here = "not here" if ours is None else self._brief(one, ours)
        there = "not there" if one.theirs is None else self._brief(one, one.theirs)
        side = self.choices.get(spot) if spot else None
        return [Row((one.table, one.uid, ""), one, spot, title, here, there, side)]

    def _beside(self, one: Difference) -> Fields | None:
        """The record here: its own, or the one that it may be."""
        if one.what is What.DOUBLE and self.comparison:
            return self.comparison.everything[one.table][one.here]
        return one.ours

    def _brief(self, one: Difference, row: object) -> str:
        """What a side says, in a few words: the fields that differ, or the first that say something."""
        known = self.known
        assert known and isinstance(row, dict)
        names = sorted(known.shown(one), key=lambda name: name.endswith("_id"))
        told = [known.value(one, row, name) for name in names]
        return " · ".join([text for text in told if text][:3])

    def _show(self, row: Row | None) -> None:
        self.refusal.say("")
        for button in (self.theirs, self.ours):
            button.setEnabled(bool(row and row.spot))
        known = self.known
        if row is None or known is None:
            self.detail.show_groups([])
            return
        one = row.one
        became = ADDED if one.ours is None else REMOVED if one.theirs is None else CHANGED
        fields = tuple(
            FieldChange(known.field(one, name), known.value(one, one.ours, name), known.value(one, one.theirs, name))
            for name in known.shown(one)
        )
        told = RecordChange(one.table, 0, "", "", became, tuple(f for f in fields if f.before or f.after))
        groups = [Group(known.name(one), _way(one), [told])]
        if one.what is What.DOUBLE and self.comparison:
            here = replace(one, ours=self._beside(one), theirs=None)
            says = ((known.field(one, name), known.value(one, here.ours, name)) for name in known.shown(here))
            same = tuple(FieldChange(name, said, "") for name, said in says if said)
            groups.append(Group("The one here", "", [RecordChange(one.table, 0, "", "", REMOVED, same)]))
        self.detail.show_groups(groups)

    # Choosing

    def choose(self, side: Side) -> None:
        """Take one side of the row in hand, with what hangs on it, and go to the next that is to be chosen."""
        row = self.view.current()
        if self.comparison is None or row is None or row.spot is None:
            return
        open_before = _is_open(row)
        try:
            self.choices = follow(self.comparison, self.choices, (row.spot, side))
        except Refused as refused:
            self.refusal.say(words.refusal(refused))
            return
        self._fill()
        self.refusal.say("")
        if not (open_before and self.view.choose(_is_open)):
            self.view.choose(lambda other: other.id == row.id)

    def choose_all_theirs(self) -> None:
        """Take everything that they did and that can be taken; what was done here alone stays."""
        if self.comparison:
            self.choices = all_theirs(self.comparison)
            self._fill()

    def take_in(self) -> None:
        """Write what was chosen, in one step."""
        if not (self.comparison and self.handing and self.returned and self.desk.writes):
            return
        with self.shell.told(self.refusal.say):
            settled(self.comparison, self.choices)
            handing, returned, comparison, choices = self.handing, self.returned, self.comparison, self.choices
            self._forget()
            self.shell.go(Place("hand-over"))  # what is said at its foot stays there, with its undo
            self.desk.bring_work_back(handing, returned, comparison, choices)


def _is_open(row: Row) -> bool:
    return row.spot is not None and row.side is None


def _way(one: Difference) -> str:
    told = handing_words.WHATS[one.what]
    return f"{told[0].upper()}{told[1:]}"


def _columns() -> list[Column[Row]]:
    return [
        Column("Record", lambda row: row.title, width=200, stretch=True, strong=_is_open, tip=lambda row: row.title),
        Column("How", lambda row: handing_words.WHATS[row.one.what], width=168, spare=1, size="small",
               role=lambda _: "text2"),
        Column("Here", lambda row: row.here or "nothing", width=120, stretch=True, spare=2, tip=lambda row: row.here),
        Column("There", lambda row: row.there or "nothing", width=120, stretch=True, spare=3,
               tip=lambda row: row.there),
        Column("Chosen", lambda row: row.chosen, width=112,
               role=lambda row: "attention" if _is_open(row) else "text2" if row.spot is None else "text"),
    ]  # fmt: skip
