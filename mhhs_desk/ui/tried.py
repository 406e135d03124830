"""What the mediation of one item shows: a row for each wording, and before one of them a row for each member."""

from __future__ import annotations

from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.domain.word_diff import from_change
from mhhs_desk.domain.wordings import Says, Wording, suggested, support
from mhhs_desk.ui.pages.item_against import why
from mhhs_desk.ui.stance_rows import MemberRow, WordingRow

BEFORE = {Says.AGREES: "agreed to {}", Says.LIVES_WITH: "could live with {}", Says.OBJECTS: "objected to {}"}


def tried(view: View, item: ItemView) -> list[Wording]:
    """The wordings of an item, in the order they were tried."""
    return [wording for wording in view.wordings if wording.item_id == item.item.id]


def wording_rows(view: View, item: ItemView) -> list[WordingRow]:
    """Each wording with what tells it from the one before, and how many members say what to it."""
    found = tried(view, item)
    return [
        WordingRow(wording, counts(view, wording), brief(before, wording))
        for before, wording in zip((None, *found), found, strict=False)
    ]


def counts(view: View, wording: Wording) -> dict[Says | None, int]:
    """How many members say what to a wording, and how many have not said."""
    return {says: len(found) for says, found in support(wording.id, view.stances, view.members).items()}


def brief(before: Wording | None, wording: Wording) -> str:
    """What tells a wording from the one before it."""
    if before is None:
        return wording.text
    if wording.text.split() == before.text.split():
        return f"As wording {before.number}" if wording.text.strip() else ""
    return from_change(before.text, wording.text)


def member_rows(view: View, item: ItemView, wording: Wording) -> list[MemberRow]:
    """Every member before a wording, by name. What an answer suggests counts until its member has spoken to one."""
    answers = {answer.feedback.member_id: answer.feedback for answer in item.answers}
    said = {(stance.wording_id, stance.member_id): stance for stance in view.stances}
    earlier = [one for one in reversed(tried(view, item)) if one.number < wording.number]
    option = item.position.option if item.position else None
    rows = []
    for member in sorted(view.members.values(), key=lambda member: member.name.casefold()):
        answer = answers.get(member.id)
        spoke = next((one for one in earlier if (one.id, member.id) in said), None)
        rows.append(
            MemberRow(
                member=member,
                answer=answer,
                stance=said.get((wording.id, member.id)),
                suggested=None if spoke else suggested(answer, option),
                reason=why(answer) if answer else "",
                before=BEFORE[said[spoke.id, member.id].says].format(spoke.number) if spoke else "",
            )
        )
    return rows
