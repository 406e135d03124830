"""Who is still to be told of meetings, in one query: Today asks it whenever it is shown."""

from __future__ import annotations

from mhhs_desk.store.store import Store

UNTOLD = (
    "SELECT DISTINCT item.meeting_id FROM feedback JOIN item ON item.id = feedback.item_id WHERE NOT EXISTS"
    " (SELECT 1 FROM told WHERE told.meeting_id = item.meeting_id"
    " AND (told.member_id IS NULL OR told.member_id = feedback.member_id))"
)


def with_untold(store: Store) -> set[int]:
    """The meetings on which somebody has said something who has not been told what became of it."""
    return {row[0] for row in store.workspace.read(UNTOLD)[1]}
