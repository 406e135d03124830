"""What the rep does with the themes of an item: puts words under one, shows one alone, renames, merges, removes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.themes import Spoken
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui.answer_rows import AnswerRow
from mhhs_desk.ui.answer_themes import SELECT, AnswerThemes, select_reason
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.similar_rows import SimilarRow
from mhhs_desk.ui.theme_bar import ThemeBar

if TYPE_CHECKING:
    from mhhs_desk.ui.pages.item_answers import AnswersPane


class ItemThemes(QObject):
    """Stands between the list of answers, the answer that is opened, and the themes on the record."""

    def __init__(self, shell: Shell, pane: AnswersPane, opened: AnswerThemes) -> None:
        super().__init__(pane)
        self.shell, self.desk, self.pane = shell, shell.desk, pane
        self.bar, self.opened = ThemeBar(shell.look), opened
        self.themes: tuple[Spoken, ...] = ()
        self.only: Spoken | None = None
        self.item_id = 0
        self.feedback: Feedback | None = None
        self._name: Callable[[str], object] = lambda name: None
        self.bar.chosen.connect(self.choose)
        self.bar.rename.connect(self.ask_rename)
        self.bar.merge.connect(self.ask_merge)
        self.bar.remove.connect(self.remove)
        self.opened.wanted.connect(self.ask_mark)
        self.opened.taken_off.connect(self.take_off)
        for field in (self.bar.field, self.opened.field):
            field.named.connect(self._named)
        self.bar.field.left.connect(self._left)
        shell.look.changed.connect(self._show_opened)  # the words are set anew in their colours, without their ground
        self.opened.field.left.connect(self._left_answer)

    # Showing

    def show_item(self, view: View, item: ItemView) -> None:
        """Show the themes of an item; the one that is shown alone stays so while it is there."""
        if item.item.id != self.item_id:
            self.item_id, self.only = item.item.id, None
            self.bar.field.hide()
        self.themes = view.spoken(item)
        alone = self.only.theme.id if self.only else 0
        self.only = next((one for one in self.themes if one.theme.id == alone), None)
        self.bar.show_themes(self.themes, self.only)
        self._show_opened()

    def _show_opened(self) -> None:
        if self.feedback and self.pane.is_open():
            self.show_answer(self.feedback)

    def show_answer(self, feedback: Feedback) -> None:
        """Show the themes of the answer that is opened."""
        self.feedback = feedback
        mine = (one for one in self.themes if feedback.id in one.words)
        told = (Spoken(one.theme, {feedback.id: one.words[feedback.id]}) for one in mine)
        self.opened.show_themes(told, self.pane.opened.words.own)

    def choose(self, theme_id: int) -> None:
        """Show the answers that speak of one theme alone, their words marked; 0 shows all."""
        self.only = next((one for one in self.themes if one.theme.id == theme_id), None)
        self.bar.field.hide()
        self.bar.show_themes(self.themes, self.only)
        self.pane.show_rows()

    # Putting words under a theme

    def ask_for_row(self) -> None:
        """Ask for the theme of what is chosen in the list: an answer's reason, or answers that say much the same."""
        row = self.pane.list.current()
        if isinstance(row, SimilarRow):
            said = [(answer.feedback.id, answer.feedback.rationale) for answer in row.answers]
            codes = ", ".join(answer.feedback.code for answer in row.answers)
            self._ask(f"Theme of {codes}", lambda name: self.desk.themes.mark(name, *said), self._nearest(row))
        elif isinstance(row, AnswerRow):
            self.pane.open_answer(row)
            select_reason(self.pane.opened.words.own)
            self.ask_mark()

    def _nearest(self, row: SimilarRow) -> str:
        """The theme that most of some answers are under already; empty where none of them is under any."""
        of = {one.theme.name: sum(a.feedback.id in one.words for a in row.answers) for one in self.themes}
        return max((name for name in of if of[name]), key=lambda name: of[name], default="")

    def ask_mark(self) -> None:
        """Ask for the theme of the words that are selected; what is selected when it is named counts."""
        if not self._selected():
            self.pane.opened.words.refuse(SELECT)
            return
        self._name = self._mark
        self.opened.ask([one.theme.name for one in self.themes])

    def _selected(self) -> list[str]:
        """The words that are selected in the answer's own words, or else in its original."""
        opened = self.pane.opened
        place = opened.text.selected() if opened.text.isVisible() else None
        return opened.words.own.selected() or ([place.text] if place and place.text.strip() else [])

    def _mark(self, name: str) -> None:
        feedback = self.feedback
        if feedback:
            self.desk.themes.mark(name, *((feedback.id, text) for text in self._selected()))

    def take_off(self, theme_id: int) -> None:
        """Take the answer that is opened from under a theme."""
        if self.feedback:
            with self.shell.told():
                self.desk.themes.take_off(theme_id, self.feedback.id)

    # The themes themselves

    def ask_rename(self, theme_id: int) -> None:
        self._ask("New name", lambda name: self.desk.themes.rename(theme_id, name), self._called(theme_id))

    def ask_merge(self, theme_id: int) -> None:
        """Ask for the theme that another goes into."""
        self._ask(f"Merge “{self._called(theme_id)}” into", lambda name: self._merge(theme_id, name))

    def _merge(self, theme_id: int, name: str) -> None:
        into = self.desk.themes.named(self.item_id, name)
        if into and into.id != theme_id:
            self.only = next((one for one in self.themes if one.theme.id == into.id), None)
            self.desk.themes.merge(theme_id, into.id)
        else:
            self.desk.themes.rename(theme_id, name)

    def remove(self, theme_id: int) -> None:
        with self.shell.told():
            self.desk.themes.remove(theme_id)

    def _called(self, theme_id: int) -> str:
        return next((one.theme.name for one in self.themes if one.theme.id == theme_id), "")

    # Asking for a name

    def _ask(self, label: str, name: Callable[[str], object], text: str = "") -> None:
        """Ask in the bar over the list."""
        self._name = name
        self.bar.ask(label, [one.theme.name for one in self.themes], text)

    def _named(self, name: str) -> None:
        """Do what a name was asked for; where it is refused, it is asked for again."""
        field = self.opened.field if self.opened.field.isVisible() else self.bar.field
        kept = False
        with self.shell.told(field.refuse):
            self._name(name)
            kept = True
        if kept:
            field.hide()
            field.left.emit()

    def _left_answer(self) -> None:
        if self.feedback:
            self.show_answer(self.feedback)
        self.pane.opened.words.own.setFocus()

    def _left(self) -> None:
        self.bar.show_themes(self.themes, self.only)
        self.pane.list.setFocus()
