"""Answers of members: what is held back of them goes with them, and a stricter consent binds those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mhhs_desk.domain import passages
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.members import Consent, Member, looser
from mhhs_desk.domain.passages import TEXTS
from mhhs_desk.domain.themes import ThemeMark
from mhhs_desk.store.database import Workspace
from mhhs_desk.store.records import Records

THEMED = "SELECT DISTINCT item_id FROM feedback WHERE id IN (SELECT feedback_id FROM theme_mark)"
EARLIER = "feedback_id IN (SELECT id FROM feedback WHERE item_id = ? AND member_id = ? AND id < ?)"


class Answers(Records[Feedback]):
    """The answers of every member to every item."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, Feedback, "feedback")
        self.theme_marks = Records(workspace, ThemeMark, "theme_mark")

    def add_all(self, records: Iterable[Feedback]) -> list[Feedback]:
        """Write new answers; a passage of them that their member's earlier ones hold back is held back here too."""
        marked: dict[int, list[Feedback]] = {}
        new = []
        for answer in records:
            member = answer.member_id
            if member not in marked:
                marked[member] = list(self.where("member_id = ? AND held_back <> '[]'", member))
            new.append(passages.carried(answer, marked[member]))
        with self.workspace.step("Add feedback"):
            added = super().add_all(new)
            self._carry_themes(added)
        return added

    def _carry_themes(self, added: Iterable[Feedback]) -> None:
        """Put new answers under the themes of their member's earlier ones to the item, where the words are the same."""
        themed = {row["item_id"] for row in self.workspace.rows(THEMED)}
        for answer in added:
            if answer.item_id not in themed:
                continue
            before = self.theme_marks.where(EARLIER, answer.item_id, answer.member_id, answer.id)
            known = {(mark.theme_id, mark.words) for mark in before}
            self.theme_marks.add_all(
                ThemeMark(theme_id=theme, feedback_id=answer.id, words=words)
                for theme, words in sorted(known)
                if says(answer, words)
            )

    def save(self, record: Feedback) -> Feedback:
        """Write a changed answer; marks whose words are gone go with them, and new words are to be looked at."""
        before = self.get(record.id)
        after = passages.edited(before, record)
        if any(getattr(before, name) != getattr(after, name) for name in (*TEXTS, "item_id")):
            with self.workspace.step("Change feedback"):
                self._keep_themes(after, moved=before.item_id != after.item_id)
                return super().save(after)
        return super().save(after)

    def _keep_themes(self, answer: Feedback, moved: bool) -> None:
        """Keep an answer under the themes whose words are still in it; themes of another item are not its own."""
        for mark in list(self.theme_marks.where("feedback_id = ?", answer.id)):
            if moved or not says(answer, mark.words):
                self.theme_marks.remove(mark.id)

    def remove(self, record_id: int) -> None:
        """Take an answer out of the record, and from under its themes."""
        with self.workspace.step("Remove feedback"):
            for mark in list(self.theme_marks.where("feedback_id = ?", record_id)):
                self.theme_marks.remove(mark.id)
            super().remove(record_id)

    def hold_back(self, answer_id: int, words: str, on: date) -> Feedback:
        """Hold some words of an answer back from every edition but *own*, wherever its member says them.

        One message is often filed under several items. Raises Refused where they are not words of the answer.
        """
        marked = passages.hold_back(self.get(answer_id), words)
        with self.workspace.step(f"Hold back words of {marked.code}"):
            for other in self._saying(marked, words):
                self.save(passages.hold_back(other, words))
            return self.save(replace(marked, reviewed=on))

    def let_show(self, answer_id: int, words: str, on: date) -> Feedback:
        """Let the passages be shown again that some words stand in, wherever the member says them."""
        before = self.get(answer_id)
        shown = passages.let_show(before, words)
        gone = set(before.held_back) - set(shown.held_back)
        with self.workspace.step(f"Let words of {shown.code} be shown"):
            for other in self.where("member_id = ? AND id <> ?", shown.member_id, shown.id):
                for held in gone:
                    other = passages.let_show(other, held)
                self.save(other)
            return self.save(replace(shown, reviewed=on))

    def _saying(self, marked: Feedback, words: str) -> Iterator[Feedback]:
        """The other answers of a member in which some words stand."""
        for other in self.where("member_id = ? AND id <> ?", marked.member_id, marked.id):
            if says(other, words):
                yield other

    def looked_at(self, answer_id: int, on: date) -> Feedback:
        """Note that the rep has looked for passages to hold back and found none, or no more."""
        answer = self.get(answer_id)
        with self.workspace.step(f"Nothing to hold back in {answer.code}"):
            return self.save(replace(answer, reviewed=on))

    def bind(self, member_id: int, consent: Consent) -> int:
        """Show the answers of a member no more freely than this; returns how many were shown more freely before."""
        freer = [answer for answer in self.where("member_id = ?", member_id) if looser(answer.consent, consent)]
        for answer in freer:
            self.save(replace(answer, consent=consent))
        return len(freer)


class Members(Records[Member]):
    """The members. A consent that becomes stricter binds the answers that are there; a looser one those to come."""

    def __init__(self, workspace: Workspace, answers: Answers) -> None:
        super().__init__(workspace, Member, "member", "name COLLATE NOCASE")
        self.answers = answers

    def save(self, record: Member) -> Member:
        if not looser(self.get(record.id).consent, record.consent):
            return super().save(record)
        with self.workspace.step(f"Show {record.name} less freely"):
            self.answers.bind(record.id, record.consent)
            return super().save(record)


def says(answer: Feedback, words: str) -> bool:
    """Whether some words stand in an answer."""
    return any(passages.passages(getattr(answer, name) or "", [words]) for name in TEXTS)
