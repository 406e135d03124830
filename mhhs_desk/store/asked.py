"""When members were asked, told by the database: who asks sixty items of three hundred members writes many rows."""

from __future__ import annotations

from datetime import date

from mhhs_desk.store.store import Store

FIRST = (
    "SELECT asked.member_id, min(call.sent_on) AS sent_on FROM asked JOIN call ON call.id = asked.call_id"
    " WHERE call.meeting_id = ? GROUP BY asked.member_id"
)


def first_asked(store: Store, meeting_id: int) -> dict[int, date]:
    """The day on which each member was first asked about anything of a meeting, by the member's number."""
    rows = store.workspace.rows(FIRST, (meeting_id,))
    return {row["member_id"]: date.fromisoformat(row["sent_on"]) for row in rows}


def reach(store: Store, meeting_id: int) -> dict[int, tuple[int, int]]:
    """How many members each message about a meeting went to, and about how many items, by its number."""
    sql = (
        "SELECT call_id, count(DISTINCT member_id), count(DISTINCT item_id) FROM asked"
        " WHERE call_id IN (SELECT id FROM call WHERE meeting_id = ?) GROUP BY call_id"
    )
    return {row[0]: (row[1], row[2]) for row in store.workspace.read(sql, (meeting_id,))[1]}
