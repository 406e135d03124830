"""Our own log of actions come back: known by its hidden column, and read for what was edited in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from mhhs_desk.domain.action_log import COLUMNS, DATED, DAY_BESIDE, MARK, cell, edits
from mhhs_desk.domain.actions import Action
from mhhs_desk.domain.findings import ActionFound
from mhhs_desk.domain.proposals import Sameness, Verdict
from mhhs_desk.intake import dates
from mhhs_desk.intake.document import Table

DEEPEST = 10


def of_table(table: Table) -> list[ActionFound] | None:
    """The rows of a log of ours, as they are now; None where the table is none."""
    for head, row in enumerate(table.rows[:DEEPEST]):
        if MARK in row:
            at = {name: index for index, told in enumerate(row) if (name := told.casefold()) in (*COLUMNS, MARK)}
            return list(_rows(table, head, at)) if "action" in at else None
    return None


def text_of(tables: Sequence[Table]) -> str | None:
    """What a reader of a log of ours sees, without its hidden column; None where no table is one."""
    hidden = {
        id(table): next((row.index(MARK) for row in table.rows[:DEEPEST] if MARK in row), None) for table in tables
    }
    if not any(column is not None for column in hidden.values()):
        return None
    lines = (
        " | ".join(cell for column, cell in enumerate(row) if cell and column != hidden[id(table)])
        for table in tables
        for row in table.rows
    )
    return "\n".join(line for line in lines if line)


def _rows(table: Table, head: int, at: dict[str, int]) -> list[ActionFound]:
    found, met = [], set()
    for index in range(head + 1, len(table.rows)):
        row = table.rows[index]
        told = {name: row[place] if place < len(row) else "" for name, place in at.items()}
        uid, edited = edits(told.get(MARK, ""), told)
        copied = uid in met
        if uid and not copied:
            met.add(uid)
        if cell(told["action"]) or (uid and not copied):
            found.append(_found(table, index, told, "" if copied else uid, edited))
    return found


def _found(table: Table, index: int, told: dict[str, str], uid: str, edited: tuple[str, ...]) -> ActionFound:
    said = {name: cell(told.get(name, "")) for name in COLUMNS if name != "updates"}
    due = DAY_BESIDE.sub("", said["due"])
    place = table.span(index)
    place = replace(place, text=place.text.removesuffix(f" | {told.get(MARK, '')}"))
    return ActionFound(
        ref=said["ref"] or None,
        text=said["action"],
        owner=said["owner"] or None,
        due=dates.day(due),
        status=said["status"] or None,
        source=place,
        due_words=due or None,
        milestone=said["milestone"] or None,
        forum=said["forum"] or None,
        uid=uid,
        edited=edited if uid else (),
        updates=tuple(DATED.sub("", cell(line)) for line in told.get("updates", "").splitlines() if cell(line)),
    )


def verdict(facts: dict[str, Any], action: Action | None, code: str, updates: Collection[str]) -> Verdict:
    """A row against its action, whose forum is `code`: what was edited in it, and says otherwise than the record."""
    if action is None:
        return Verdict()
    changes = {name: pair for name in facts["edited"] for name, pair in _changed(name, facts, action, code)}
    known = {cell(update) for update in updates}
    added = [line for line in facts["updates"] if line not in known]
    if added:
        changes["updates"] = [None, "\n".join(added)]
    if not changes:
        return Verdict(Sameness.SAME, action.id, f"the same as {action.ref}")
    named = ", ".join(name.replace("_words", "") for name in changes)
    return Verdict(Sameness.NEWER, action.id, f"edited in {action.ref}: {named}", None, changes)


def _changed(name: str, facts: dict[str, Any], action: Action, code: str) -> list[tuple[str, list[Any]]]:
    """One column that was edited: the field with what it was and what it is now; nothing where they are the same."""
    if name == "due":
        return _changed_due(facts, action)
    before, after = {
        "action": (cell(action.text), facts["text"] or cell(action.text)),
        "owner": (cell(action.owner or ""), facts["owner"] or ""),
        "forum": (code.casefold(), (facts["forum"] or "").casefold()),
        "status": (action.status.value, facts["status"] or action.status.value),
        "milestone": (cell(action.milestone or ""), facts["milestone"] or ""),
    }[name]
    field = "text" if name == "action" else name
    return [] if before == after else [(field, [before or None, after or None])]


def _changed_due(facts: dict[str, Any], action: Action) -> list[tuple[str, list[Any]]]:
    was = action.due.isoformat() if action.due else cell(action.due_words or "")
    if facts["due"]:
        return [] if facts["due"] == was else [("due", [was or None, facts["due"]])]
    now = facts["due_words"] or ""
    return [] if now == DAY_BESIDE.sub("", was) else [("due_words", [was or None, now or None])]
