"""Themes of the answers to an item: named over marked words, renamed, merged and removed, each in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.passages import whole_words
from mhhs_desk.domain.themes import Theme, ThemeMark, tidy
from mhhs_desk.store.answers import Answers
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records


class Themes(Records[Theme]):
    """The themes of every item; `marks` are the words of answers that speak of them."""

    def __init__(self, workspace: Workspace, answers: Answers) -> None:
        super().__init__(workspace, Theme, "theme", "item_id, name COLLATE NOCASE")
        self.answers, self.marks = answers, answers.theme_marks

    def of(self, item_id: int) -> list[Theme]:
        return list(self.where("item_id = ?", item_id))

    def named(self, item_id: int, name: str) -> Theme | None:
        """The theme of an item that bears a name, in whatever case."""
        return next((one for one in self.of(item_id) if one.name.casefold() == tidy(name).casefold()), None)

    def mark(self, name: str, *said: tuple[int, str]) -> Theme:
        """Put words of answers to one item under a theme, which is made where it is not there yet.

        `said` are numbers of answers with words of theirs. Raises Refused without a name, or where they are not theirs.
        """
        found = [(self.answers.get(number), words) for number, words in said]
        codes = ", ".join(dict.fromkeys(answer.code for answer, _ in found))
        if not tidy(name) or not found:
            raise Refused("a theme without a name")
        with self.workspace.step(f"Put {codes} under “{tidy(name)}”"):
            item = found[0][0].item_id
            theme = self.named(item, name) or self.add(Theme(item_id=item, name=tidy(name)))
            for answer, words in found:
                chosen = whole_words(answer, words)
                if not chosen:
                    raise Refused("not its words", answer=answer)
                self._add(theme.id, answer.id, chosen)
        return theme

    def _add(self, theme_id: int, feedback_id: int, words: Iterable[str]) -> None:
        known = {mark.words for mark in self.marks.where("theme_id = ? AND feedback_id = ?", theme_id, feedback_id)}
        new = (text for text in words if text not in known)
        self.marks.add_all(ThemeMark(theme_id=theme_id, feedback_id=feedback_id, words=text) for text in new)

    def take_off(self, theme_id: int, feedback_id: int) -> None:
        """Take an answer from under a theme; a theme without answers stays, for others may come."""
        theme, answer = self.get(theme_id), self.answers.get(feedback_id)
        with self.workspace.step(f"Take {answer.code} from under “{theme.name}”"):
            for mark in list(self.marks.where("theme_id = ? AND feedback_id = ?", theme_id, feedback_id)):
                self.marks.remove(mark.id)

    def rename(self, theme_id: int, name: str) -> Theme:
        """Give a theme another name. Raises Refused without one, or where another theme of the item bears it."""
        theme = self.get(theme_id)
        other = self.named(theme.item_id, name)
        if not tidy(name):
            raise Refused("a theme without a name")
        if other and other.id != theme_id:
            raise Refused("another theme's name", name=other.name)
        with self.workspace.step(f"Rename the theme “{theme.name}” to “{tidy(name)}”"):
            return self.save(replace(theme, name=tidy(name)))

    def merge(self, theme_id: int, into_id: int) -> None:
        """Put everything that is under one theme under another of the same item, and take the first away."""
        theme, into = self.get(theme_id), self.get(into_id)
        with self.workspace.step(f"Merge the theme “{theme.name}” into “{into.name}”"):
            for mark in list(self.marks.where("theme_id = ?", theme_id)):
                self._add(into_id, mark.feedback_id, [mark.words])
            self.remove(theme_id)

    def remove(self, record_id: int) -> None:
        """Take a theme away; the answers stay as they are."""
        with self.workspace.step(f"Remove the theme “{self.get(record_id).name}”"):
            for mark in list(self.marks.where("theme_id = ?", record_id)):
                self.marks.remove(mark.id)
            super().remove(record_id)
