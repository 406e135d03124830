"""The rows of the Inbox: an arrival with what was found in it, and a proposal as it would be filed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.options import NIL
from mhhs_desk.domain.proposals import Proposal, ProposalKind
from mhhs_desk.domain.sources import Source
from mhhs_desk.ui import icons, paint
from mhhs_desk.ui.lists import RowDelegate
from mhhs_desk.ui.theme import Look, Theme
from mhhs_desk.ui.wrapped import Wrapped

KIND_ICONS = {
    "e-mail": "envelope-simple",
    "PDF": "file-pdf",
    "workbook": "table",
    "table": "table",
    "text": "chat-text",
    "calendar": "calendar-blank",
}
KIND_NAMES = {
    ProposalKind.MEETING: ("meeting", "meetings"),
    ProposalKind.ITEM: ("item", "items"),
    ProposalKind.ACTION: ("action", "actions"),
    ProposalKind.MILESTONE: ("milestone", "milestones"),
    ProposalKind.MEMBER: ("member", "members"),
    ProposalKind.CALL: ("call for views", "calls for views"),
    ProposalKind.ANSWER: ("answer", "answers"),
    ProposalKind.DECISION: ("decision", "decisions"),
}


def what_was_found(proposals: list[Proposal]) -> str:
    """The proposals of an arrival counted by kind: 2 answers, 1 meeting."""
    counts = {kind: sum(proposal.kind is kind for proposal in proposals) for kind in KIND_NAMES}
    told = [words.count(count, *KIND_NAMES[kind]) for kind, count in counts.items() if count]
    return ", ".join(told) or "nothing recognised"


MEETING_FIELDS = (("date", "Day"), ("start", "Start"), ("end", "End"), ("place", "Place"))


def meeting_changes(facts: Mapping[str, Any]) -> str:
    """What an arrival would change of a meeting: Day: Wed 8 Jun 2022 → Wed 15 Jun 2022."""
    changes = facts["changes"]
    told = []
    if "cancelled" in changes:
        told.append("It is called off." if changes["cancelled"][1] else "It is held after all.")
    for name, label in MEETING_FIELDS:
        if name in changes:
            before, after = (_moment_of(value) for value in changes[name])
            told.append(f"{label}: {before} → {after}")
    return " · ".join(told)


def _moment_of(value: str | None) -> str:
    if value is None:
        return "not known"
    found = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return words.day(date.fromisoformat(value), year=True) if found else value


@dataclass(frozen=True)
class Arrival:
    """One arrival: its source, its proposals that wait, and the member it comes from."""

    source: Source
    proposals: tuple[Proposal, ...]
    sender: str

    @cached_property
    def doubts(self) -> list[str]:
        return [*self.papers_doubts, *(doubt for proposal in self.proposals for doubt in proposal.doubts)]

    @cached_property
    def found(self) -> str:
        """What was found in it, counted by kind."""
        return what_was_found(list(self.proposals))

    @cached_property
    def sure(self) -> bool:
        """Whether something was found and nothing of it waits for the rep's word."""
        return bool(self.proposals) and all(proposal.sure for proposal in self.proposals)

    @property
    def papers_doubts(self) -> tuple[str, ...]:
        """What is doubtful of the file as a whole; answers carry their own doubts."""
        answers = any(proposal.kind is ProposalKind.ANSWER for proposal in self.proposals)
        return () if answers else self.source.doubts


class ArrivalDelegate(RowDelegate):
    """Sender and day, subject or file, and what was found with its doubts."""

    def words(self, record: Arrival) -> str:
        told = (record.sender, record.source.subject or record.source.name, self._found(record), self._how_sure(record))
        return ", ".join(part for part in told if part)

    def _how_sure(self, record: Arrival) -> str:
        if record.doubts:
            return words.count(len(record.doubts), "doubt")
        return "sure" if record.sure else ""

    def height(self, record: Arrival) -> int:
        return 76

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Arrival, selected: bool) -> None:
        line = rect.adjusted(theme.px(24), theme.px(7), -theme.px(20), 0)
        line.setHeight(theme.line())
        when = words.moment(record.source.sent or record.source.arrived)
        taken = paint.text(painter, line, theme, when, "small", "text2", right=True)
        name = line.adjusted(0, 0, -taken - theme.px(8), 0)
        paint.text(painter, name, theme, record.sender, semibold=True)
        line.translate(0, theme.line())
        line.setHeight(theme.line("small"))
        icon = QRect(line.x(), line.y(), theme.px(15), line.height())
        icons.draw(painter, icon, theme, KIND_ICONS.get(record.source.kind, "file-text"), "text2")
        subject = line.adjusted(theme.px(23), 0, 0, 0)
        paint.text(painter, subject, theme, record.source.subject or record.source.name, "small", "text2")
        line.translate(0, theme.line("small") + 1)
        line.adjust(0, 0, 0, 0)
        x = paint.text(painter, line, theme, self._found(record), "small", semibold=True)
        rest, sure = line.adjusted(x, 0, 0, 0), self._how_sure(record)
        if sure:
            paint.text(painter, rest, theme, f" · {sure}", "small", "attention" if record.doubts else "text2")

    def _found(self, record: Arrival) -> str:
        told = record.found.split(", ")
        return ", ".join(told[:3]) + (" …" if len(told) > 3 else "")


class ProposalDelegate(RowDelegate):
    """A proposal: its option or kind, the item, its words, and each doubt."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.items: Mapping[int, Item] = {}
        self.numbers: Mapping[int, int] = {}
        """The number by which a proposal's place is marked in the original."""
        self.width = 300

    def words(self, record: Proposal) -> str:
        number = self.numbers.get(record.id)
        parts = (self._title(record), self._body(record), *record.doubts, self._why(record))
        told = ". ".join(part.rstrip(".") for part in parts if part)
        return f"{told}. Place {number}" if number else told

    def _why(self, record: Proposal) -> str:
        """How it was matched; of an answer its item, for whose it is stands over all of them."""
        why = record.why
        if record.kind is ProposalKind.ANSWER and ";" in why:
            _, item, *rest = why.split("; ")
            why = "; ".join([*([] if item.startswith("no ") else [f"item by {item}"]), *rest])
        return why[:1].upper() + why[1:] + "." if why else ""

    def _title(self, record: Proposal) -> str:
        item = self.items.get(record.facts.get("item_id") or 0)
        if record.kind is ProposalKind.ANSWER:
            several = record.facts.get("item_ids")
            return f"{item.number}  {item.title}" if item else (
                f"Nil return on {words.count(len(several), 'item')}" if several else "Item not known"
            )  # fmt: skip
        facts = record.facts
        name = KIND_NAMES[record.kind][0].capitalize()
        told = facts.get("title") or facts.get("organisation") or facts.get("code") or facts.get("label")
        return f"{name}: {told or facts.get('text') or facts.get('forum') or facts.get('sent', '')[:10]}"

    def _body(self, record: Proposal) -> str:
        facts = record.facts
        if record.kind is ProposalKind.MEETING and facts.get("changes"):
            return meeting_changes(facts)
        if record.kind is not ProposalKind.ANSWER:
            told = [facts.get("name"), facts.get("ask"), facts.get("proposed_words"), facts.get("due_words")]
            told += [facts.get("contact"), facts.get("segment"), facts.get("date")]
            return " · ".join(str(part) for part in told if part)
        item = self.items.get(facts.get("item_id") or 0)
        named = item.option_name(facts.get("option")) if item and facts.get("option") not in (None, NIL) else ""
        parts = [named, facts.get("rationale"), facts.get("condition") and f"Condition: {facts['condition']}"]
        return " ".join(part.rstrip(".") + "." for part in parts if part)

    def _lines(self, record: Proposal) -> tuple[list[Wrapped], list[Wrapped]]:
        """What is said under the title, with why; and the doubts."""
        theme = self.look.theme
        inner = self.width - theme.px(48)
        told = [
            Wrapped(theme, self._body(record), inner, "small", "text2", most=4),
            Wrapped(theme, self._why(record), inner, "small", "text3", most=2),
        ]
        doubts = [Wrapped(theme, doubt, inner - theme.px(22), "small", "attention", most=3) for doubt in record.doubts]
        return [line for line in told if line.text], doubts

    def height(self, record: Proposal) -> int:
        theme = self.look.theme
        told, doubts = self._lines(record)
        high = theme.px(20) + theme.px(24) + sum(line.height for line in told)
        return round((high + sum(doubt.height + 2 for doubt in doubts)) * 100 / max(1, theme.px(100)))

    def paint_row(self, painter: QPainter, rect: QRect, theme: Theme, record: Proposal, selected: bool) -> None:
        x, y = rect.x() + theme.px(24), rect.y() + theme.px(9)
        head = QRect(x, y, self.width - theme.px(48), theme.px(24))
        key = record.facts.get("option") if record.kind is ProposalKind.ANSWER else None
        if key and key != NIL:
            paint.chip(painter, QRect(x, y + theme.px(1), theme.px(22), theme.px(22)), theme, key)
            head.setLeft(x + theme.px(32))
        number = self.numbers.get(record.id)
        if number:
            head.setRight(
                head.right() - paint.text(painter, head, theme, str(number), "small", "accent", True, right=True)
            )
            head.setRight(head.right() - theme.px(8))
        if record.facts.get("red_line"):
            paint.flag(painter, QRect(head.right() - theme.px(18), y, theme.px(18), theme.px(24)), theme)
            head.setRight(head.right() - theme.px(22))
        paint.text(painter, head, theme, self._title(record), semibold=True)
        y += theme.px(24)
        told, doubts = self._lines(record)
        for part in told:
            part.paint(painter, x, y)
            y += part.height
        for doubt in doubts:
            icons.draw(painter, QRect(x, y, theme.px(15), theme.line("small")), theme, "question", "attention")
            doubt.paint(painter, x + theme.px(22), y + 2)
            y += doubt.height + 2
